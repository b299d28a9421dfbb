"""Bars of one lane → rows in which none covers another, with room for labels where there is."""

from collections.abc import Sequence
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
    placed = []
    for (start, end), label in zip(bars, labels, strict=True):
        sides = [((start, end + label), False), ((start - label, end), True)]
        inside = [
            (room, is_left) for room, is_left in sides if ends[0] <= room[0] and room[1] <= ends[1]
        ]
        found = next(
            (
                (row, room, is_left)
                for row in range(_MOST)
                for room, is_left in inside
                if _is_free(taken, row, room)
            ),
            None,
        )
        if found:
            row, room, is_left = found
        else:
            room, is_left = (start, end), False
            row = next(row for row in range(len(taken) + 1) if _is_free(taken, row, room))
        taken.extend([] for _ in range(row + 1 - len(taken)))
        taken[row].append(room)
        placed.append(Placed(row, start, end, found is not None, is_left))
    return placed


def _is_free(
    taken: Sequence[Sequence[tuple[float, float]]], row: int, room: tuple[float, float]
) -> bool:
    if row >= len(taken):
        return True
    return all(end <= room[0] or room[1] <= start for start, end in taken[row])
