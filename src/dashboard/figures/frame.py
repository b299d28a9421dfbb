"""What all figures share: their frame, and how they write."""

import textwrap
from collections.abc import Iterable
from typing import Any
from unicodedata import east_asian_width

from plotly.graph_objects import Figure

from dashboard.vocabulary.encode import chart_text, one_line
from dashboard.vocabulary.palette import Palette

__all__ = [
    "BARE", "HOVER", "Figure", "count", "frame", "label_size", "note", "wrapped",
]  # fmt: skip

_LETTERS = 18
"""Letters of 12 pixels that have room at the left of a figure, of 10 pixels some five more."""

HOVER = "%{hovertext}<extra></extra>"
"""The one template: text of a document never becomes part of a template."""

BARE: dict[str, Any] = {
    "showgrid": False,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "fixedrange": True,
    "title": None,
    "automargin": False,
}
"""An axis of which only the tick labels are seen."""


def frame(palette: Palette, height: int, *, top: int, bottom: int) -> dict[str, Any]:
    """Layout of a figure `height` pixels high; all share the left edge of the marks."""
    return {
        "height": height,
        "margin": {"l": 118, "r": 4, "t": top, "b": bottom, "pad": 8},
        "barmode": "overlay",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {
            "bgcolor": palette.paper,
            "bordercolor": palette.muted,
            "font": {"size": 13, "color": palette.ink},
            "align": "left",
        },
    }


def note(text: str, palette: Palette, size: int = 12, **place: object) -> dict[str, Any]:
    """An annotation without an arrow; `text` is already `chart_text`."""
    plain = {"xref": "paper", "yref": "paper", "showarrow": False}
    return {"text": text, "font": {"size": size, "color": palette.muted}, **plain, **place}


def label_size(labels: Iterable[str]) -> int:
    """Size of the labels at the left of a figure: smaller where one is as long as an address."""
    return 10 if max(map(len, labels), default=0) > _LETTERS else 12


def wrapped(text: str, width: int, lines: int) -> str:
    """`text` broken into at most `lines` lines of about `width` letters, for a figure."""
    is_wide = any(east_asian_width(letter) in "WF" for letter in text)
    width = max(width // 2, 3) if is_wide else max(width, 6)
    # Words are kept whole, but writing without spaces breaks anywhere.
    parts = textwrap.wrap(one_line(text, 400), width, break_long_words=is_wide)
    parts = [one_line(part, width + 1) for part in parts]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], _cut(parts[lines - 1], max(width - 1, 5)) + "…"]
    return "<br>".join(chart_text(part) for part in parts)


def _cut(line: str, width: int) -> str:
    """`line` in `width` letters, without its last word if that would not be whole."""
    return line if len(line) <= width else line[:width].rpartition(" ")[0] or line[:width]


def count(n: int, unit: str) -> str:
    """`1 passage`, `2 passages`."""
    return f"{n} {unit.removesuffix('s') if n == 1 else unit}"
