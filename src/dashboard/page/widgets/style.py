"""The page's style sheet, with the colours of the themes."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from dashboard import reader_assets
from dashboard.page.platform import dom
from dashboard.vocabulary.palette import hue_pairs


@cache
def _sheet() -> str:
    # What is laid over the page keeps Streamlit's own colours: they follow its light and dark.
    page, reader = Path(__file__).with_name("style.css"), files(reader_assets) / "reader.css"
    return f"{page.read_text('utf-8').replace(':root', dom.PAGE)}\n{reader.read_text('utf-8')}"


def css(colours: Sequence[str | None]) -> str:
    """The style sheet for themes of these colours; light and dark follow the browser."""
    pairs = hue_pairs(colours)
    hues = " ".join(f"--t{i}: light-dark({a}, {b});" for i, (a, b) in enumerate(pairs))
    return f"<style>{_sheet()}\n{dom.css(len(pairs))}\n{dom.PAGE} {{{hues}}}</style>"
