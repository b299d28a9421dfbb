"""What all figures share: their frame, how they write, and which marks show what is picked."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from pandas import DataFrame, Series
from plotly.graph_objects import Figure as Figure

from dashboard.vocabulary.encode import chart_text, one_line
from dashboard.vocabulary.palette import Palette

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
    "automargin": False,
}
"""An axis of which only the tick labels are seen."""


def frame(palette: Palette, height: int, *, top: int, bottom: int) -> dict[str, Any]:
    """Layout of a figure; sizes in pixels. The marks of all figures start at the same left edge."""
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


def rule(colour: str, width: float = 1, **place: object) -> dict[str, Any]:
    """A line behind the marks; `place` says from where to where, as Plotly's shapes do."""
    line = {"width": width, "color": colour}
    return {"type": "line", "layer": "below", "line": line, **place}


def section_name(
    title: str, start: float, width: int, lines: int, palette: Palette
) -> dict[str, Any]:
    """The title of a section below the marks, from where it starts; the whole of it on hover.

    Args:
        title: As the text has it.
        start: Place on the horizontal axis.
        width: Letters that have room.
        lines: Lines that have room.
        palette: Colours.
    """
    below = {"xref": "x", "y": 0, "xanchor": "left", "yanchor": "top", "align": "left"}
    away = {"xshift": 2, "yshift": -2, "hovertext": chart_text(title, 120)}
    return note(wrapped(title, width, lines), palette, 11, x=start, **below, **away)


def label_size(labels: Iterable[str]) -> int:
    """Size in pixels of the labels at the left of a figure: smaller if one is long."""
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
    """`line` in at most `width` letters, cut between words if it has several."""
    return line if len(line) <= width else line[:width].rpartition(" ")[0] or line[:width]


def count(n: int, unit: str) -> str:
    """`1 passage`, `2 passages`."""
    return f"{n} {unit.removesuffix('s') if n == 1 else unit}"


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """One measure twice: over everything, and over what the filter leaves."""

    whole: DataFrame
    left: DataFrame


def most(counts: "Series[int]") -> int:
    """The largest count, but at least 1, so that you can divide by it."""
    return max(int(counts.max()), 1) if len(counts) else 1
