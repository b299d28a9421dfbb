"""The style of what lies inside Streamlit's elements and Plotly's drawings (`dom.css`).

Would break with another tree of elements: what `dom.css` names would stand unstyled.
"""

from functools import cache
from pathlib import Path

PAGE = ".stApp"
"""The page itself. What is laid over it, such as an open list, lies beside it in the document."""


@cache
def _sheet() -> str:
    return Path(__file__).with_name("dom.css").read_text("utf-8")


def css(n_themes: int) -> str:
    """The style sheet, in which each pill of `n_themes` has its hue: `--t0`, `--t1` and so on."""
    pills = "\n".join(
        f".st-key-theme button:nth-of-type({place + 1}) {{--hue: var(--t{place})}}"
        for place in range(n_themes)
    )
    return f"{_sheet()}\n{pills}"
