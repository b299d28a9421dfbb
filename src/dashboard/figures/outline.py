"""What a click on a figure means, and which of its marks show what is picked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.frame import KEYS, Figure


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


def clicked(
    points: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]] = ()
) -> dict[str, str]:
    """The ids that the clicked mark stands for; nothing if none was ever hit.

    Args:
        points: Streamlit's `selection["points"]` of that figure.
        before: The same before the click. A click on a selected bar deselects it
            and reports no point: it is opened again. A click with the shift key
            adds a point: the added one counts.
    """
    added = [point for point in points if point not in before]
    hit = (added or list(points) or list(before))[:1]
    return {name: id_ for point in hit for name, id_ in _ids(point["customdata"]).items()}


def marked(figure: Figure, picked: Mapping[str, str], passage_id: str | None = None) -> Marked:
    """Which marks of a figure show what is picked, so that it need not be drawn anew.

    Args:
        figure: As it is shown.
        picked: What was picked, by names of `KEYS`; empty if nothing is.
        passage_id: The passage being read.
    """
    exact, within, now, lines = [], [], [], []
    n_lines = 0
    for mark, ids in _marks(figure):
        if "other_id" in ids:
            if picked and set(picked.items()) <= {*ids.items(), ("source_id", ids["other_id"])}:
                lines.append(n_lines)
            n_lines += 1
        if "passage_id" not in ids:
            if picked and ids == picked:
                exact.append(mark)
        elif "section_id" in ids and "source_id" not in ids and "support" not in ids:
            if ids["passage_id"] == passage_id:
                now.append(mark)
        elif picked and all(ids.get(name) == id_ for name, id_ in picked.items()):
            within.append(mark)
    return Marked(tuple(exact), tuple(within), tuple(now), tuple(lines))


def _marks(figure: Figure) -> Iterator[tuple[Mark, dict[str, str]]]:
    """Each bar or point, and the ids it stands for."""
    n_before: dict[str, int] = {}
    for trace in figure.data:
        nth = n_before[trace.type] = n_before.get(trace.type, 0) + 1
        for place, keys in enumerate(() if trace.customdata is None else trace.customdata, 1):
            yield Mark(trace.type, nth, place), _ids(keys)


def _ids(customdata: Sequence[str | None]) -> dict[str, str]:
    pairs = zip(KEYS, customdata, strict=True)
    return {name: id_ for name, id_ in pairs if id_ is not None}
