"""Bars of one lane → rows in which none covers another, with room for labels where there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST = 4  # rows that a lane takes for the sake of labels


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a bar stands in its lane."""

    row: int
    start: float
    end: float
    has_label: bool = False
    is_left: bool = False
    """Whether the label stands before the bar."""

    @property
    def length(self) -> float:
        """From its start to its end."""
        return self.end - self.start


def place(
    bars: Sequence[tuple[float, float]], labels: Sequence[float], ends: tuple[float, float]
) -> list[Placed]:
    """Give every bar a row, and its label a side if it has room there.

    Args:
        bars: Start and end of each, earliest start first.
        labels: Length of each label.
        ends: Where the lane begins and ends; a label stands within.
    """
    taken: list[list[tuple[float, float]]] = []
    placed: list[Placed] = []
    for bar, label in zip(bars, labels, strict=True):
        one = _labelled(taken, range(_MOST), bar, label, ends)
        if one is None:
            row = next(row for row in range(len(taken) + 1) if _is_free(taken, row, bar))
            one = Placed(row, *bar)
        _take(taken, one, label)
        placed.append(one)
    # Rows that were made for bars alone may have room for their labels.
    for nth, (one, label) in enumerate(zip(placed, labels, strict=True)):
        if not one.has_label:
            bar = (one.start, one.end)
            taken[one.row].remove(bar)
            placed[nth] = _labelled(taken, range(len(taken)), bar, label, ends) or one
            _take(taken, placed[nth], label)
    return placed


def _labelled(
    taken: Sequence[Sequence[tuple[float, float]]],
    rows: Iterable[int],
    bar: tuple[float, float],
    label: float,
    ends: tuple[float, float],
) -> Placed | None:
    """The first place where the bar and its label are free."""
    for row in rows:
        for is_left in (False, True):
            one = Placed(row, *bar, has_label=True, is_left=is_left)
            room = _room(one, label)
            if ends[0] <= room[0] and room[1] <= ends[1] and _is_free(taken, row, room):
                return one
    return None


def _room(one: Placed, label: float) -> tuple[float, float]:
    """What a bar takes up, with its label."""
    if not one.has_label:
        return one.start, one.end
    return (one.start - label, one.end) if one.is_left else (one.start, one.end + label)


def _take(taken: list[list[tuple[float, float]]], one: Placed, label: float) -> None:
    taken.extend([] for _ in range(one.row + 1 - len(taken)))
    taken[one.row].append(_room(one, label))


def _is_free(
    taken: Sequence[Sequence[tuple[float, float]]], row: int, room: tuple[float, float]
) -> bool:
    if row >= len(taken):
        return True
    return all(end <= room[0] or room[1] <= start for start, end in taken[row])
