"""Which marks of a figure show what is picked."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.figures.frame import Figure
from dashboard.tables.selection import Selection


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
    """Which marks of a figure show what is picked, so that it need not be drawn anew.

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
