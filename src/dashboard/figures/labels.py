"""Circles with names → on which side of its circle each name has room, if on any."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Boxes = NDArray[np.float64]
"""A row for each box: left, top, right, bottom, in pixels from the upper left corner."""

_WIDTHS = (330.0, 800.0)
"""Pixels of a figure on a phone and beside the reader: a name should have room on both."""

_SIDES = (
    (0, 1, "bottom center"),
    (0, -1, "top center"),
    (1, 0, "middle right"),
    (-1, 0, "middle left"),
    (1, 1, "bottom right"),
    (-1, 1, "bottom left"),
    (1, -1, "top right"),
    (-1, -1, "top left"),
)
"""To the right, downwards, and what Plotly calls it; the first are the easiest to read."""

_LETTER, _LINE = 0.55, 1.3
"""Width of a letter and height of a line, by the size of the letters."""

_OUTSIDE, _OVER_A_NAME = 3.0, 2.0
"""How much worse it is to be cut off or to cover a name than to cover a circle."""

_COVERED = 0.25
"""Share of a name's place, from which on it can hardly be read."""


def sides(
    spots: NDArray[np.float64],
    across: Sequence[float],
    names: Sequence[str],
    *,
    points: NDArray[np.float64],
    point: float,
    size: int,
    height: float,
    margin: float,
) -> list[str]:
    """The side of each name as Plotly calls it; empty where it has no room on any.

    Args:
        spots: Middle of each circle, from 0 to 1 to the right and upwards.
        across: Pixels across each circle.
        names: Name of each, its lines parted by line breaks; an empty one has no side.
        points: Middle of further marks that names should not cover.
        point: Pixels across these.
        size: Size of the letters, in pixels.
        height: Of the figure, in pixels.
        margin: Part of the unit square that the axes show beyond it, on each side.
    """
    radii = np.array([*across, *[point] * len(points)]) / 2
    middles = [_pixels(np.vstack([spots, points]), width, height, margin) for width in _WIDTHS]
    marks = [np.hstack([at - radii[:, None], at + radii[:, None]]) for at in middles]
    choices = [
        np.array([_around(at[n], radii[n], names[n], size) for n in range(len(names))])
        for at in middles
    ]
    chosen = np.full(len(names), -1)
    order = [n for n in np.argsort([-len(name) for name in names], kind="stable") if names[n]]
    for n in order:
        others = np.array([m for m in order if chosen[m] >= 0], dtype=int)
        costs = [
            _cost(boxes[n], drawn, boxes[others, chosen[others]], width, height)
            for width, boxes, drawn in zip(_WIDTHS, choices, marks, strict=True)
        ]
        chosen[n] = np.sum(costs, axis=0).argmin()
    readable = _readable(np.array(order, dtype=int), chosen, choices, marks, height)
    return [_SIDES[chosen[n]][2] if n in readable else "" for n in range(len(names))]


def _readable(
    order: NDArray[np.int64],
    chosen: NDArray[np.int64],
    choices: Sequence[Boxes],
    marks: Sequence[Boxes],
    height: float,
) -> set[int]:
    """The names that can be read; as long as some cannot, the one that is worst off goes."""
    while len(order):
        cost = np.zeros(len(order))
        for width, boxes, drawn in zip(_WIDTHS, choices, marks, strict=True):
            own = boxes[order, chosen[order]]
            cost += _cost(own, drawn, own, width, height) - _OVER_A_NAME  # each covers itself
        if cost.max() < _COVERED * len(_WIDTHS):
            break
        order = np.delete(order, cost.argmax())
    return set(order.tolist())


def _pixels(
    spots: NDArray[np.float64], width: float, height: float, margin: float
) -> NDArray[np.float64]:
    shares = (spots + margin) / (1 + 2 * margin)
    return np.column_stack([shares[:, 0] * width, (1 - shares[:, 1]) * height])


def _around(middle: NDArray[np.float64], radius: float, name: str, size: int) -> Boxes:
    """The place of a name on each side, as far from the circle as Plotly sets it."""
    lines = name.split("\n")
    wide, high = max(map(len, lines)) * size * _LETTER, len(lines) * size * _LINE
    away = radius / 0.8 + 1
    x, y = middle
    boxes = []
    for right, down, _ in _SIDES:
        left = x + right * away - wide * (1 - right) / 2
        top = y + down * away - high * (1 - down) / 2
        boxes.append((left, top, left + wide, top + high))
    return np.array(boxes)


def _cost(boxes: Boxes, marks: Boxes, names: Boxes, width: float, height: float) -> Boxes:
    """For each box the share of it that cannot be read well."""
    area = _area(boxes)
    inside = np.column_stack([boxes[:, :2].clip(0), np.minimum(boxes[:, 2:], (width, height))])
    outside = area - _area(inside)
    return (_OUTSIDE * outside + _over(boxes, marks) + _OVER_A_NAME * _over(boxes, names)) / area


def _over(boxes: Boxes, others: Boxes) -> Boxes:
    """For each box the area that it shares with the others."""
    left_top = np.maximum(boxes[:, None, :2], others[None, :, :2])
    right_bottom = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    shared: Boxes = _area(np.concatenate([left_top, right_bottom], axis=2)).sum(axis=1)
    return shared


def _area(boxes: Boxes) -> Boxes:
    sides_ = (boxes[..., 2:] - boxes[..., :2]).clip(0)
    area: Boxes = sides_[..., 0] * sides_[..., 1]
    return area
