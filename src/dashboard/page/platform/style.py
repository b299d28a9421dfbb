"""The page's style sheet, with the colours of the themes."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from dashboard.vocabulary.palette import hue_pairs


@cache
def _sheet() -> str:
    """What Streamlit's theme cannot say."""
    return Path(__file__).with_name("style.css").read_text("utf-8")


def css(colours: Sequence[str | None]) -> str:
    """The style sheet for themes of these colours; light and dark follow the browser."""
    pairs = hue_pairs(colours)
    hues = " ".join(f"--t{i}: light-dark({a}, {b});" for i, (a, b) in enumerate(pairs))
    pills = "\n".join(
        f".st-key-theme button:nth-of-type({i + 1}) {{--hue: var(--t{i})}}"
        for i in range(len(pairs))
    )
    return f"<style>{_sheet()}\n.stApp {{{hues}}}\n{pills}</style>"
