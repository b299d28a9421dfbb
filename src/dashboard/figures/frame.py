"""What all figures share: their frame, how they write, and which marks show what is picked."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from pandas import DataFrame, Series
from plotly.graph_objects import Figure as Figure

from dashboard.tables.selection import Selection
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


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or point of a figure, by its place."""

    kind: str
    """Type of its trace: `bar` or `scatter`."""

    trace: int
    """Which trace of this type, from 1."""

    place: int
    """Which mark of the trace, from 1."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of a figure that show what is picked; the page draws them so."""

    exact: tuple[Mark, ...] = ()
    """Stand for just what is picked."""

    within: tuple[Mark, ...] = ()
    """Passages that have all of what is picked; the figure's others fade."""

    now: tuple[Mark, ...] = ()
    """The passage being read."""

    lines: tuple[int, ...] = ()
    """Places, from 0, of the figure's shapes that end at a picked source or join a picked pair."""


def marked(figure: Figure, picked: Selection, passage_id: str | None = None) -> Marked:
    """Find the marks of a figure that show what is picked, so that it need not be drawn anew.

    Args:
        figure: As it is shown.
        picked: What was picked; empty if nothing is.
        passage_id: The passage being read.
    """
    exact, within, now, lines = [], [], [], []
    n_lines = 0
    for mark, meant in _marks(figure):
        if len(meant.sources) == 2:
            ends = (Selection(sources=(id_,)) for id_ in meant.sources)
            if picked == meant or picked in ends:
                lines.append(n_lines)
            n_lines += 1
        if not meant.start:
            if picked and meant == picked:
                exact.append(mark)
        elif meant.sections and not meant.sources and not meant.support:
            if meant.start == passage_id:
                now.append(mark)
        elif picked and picked.is_part_of(meant):
            within.append(mark)
    return Marked(tuple(exact), tuple(within), tuple(now), tuple(lines))


def _marks(figure: Figure) -> Iterator[tuple[Mark, Selection]]:
    """Each bar or point, and what it stands for."""
    n_before: dict[str, int] = {}
    for trace in figure.data:
        nth = n_before[trace.type] = n_before.get(trace.type, 0) + 1
        for place, meant in enumerate(() if trace.customdata is None else trace.customdata, 1):
            yield Mark(trace.type, nth, place), Selection.parse(meant)
