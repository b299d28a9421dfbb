"""Which sources are cited together: a picture of circles and of the lines between them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame
from plotly.graph_objects import Scatter

from dashboard.figures.frame import BARE, HOVER, Figure, count, frame, label_size, most, rule
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import chart_text
from dashboard.vocabulary.palette import Palette, mix

_SMALLEST, _LARGEST, _CROWDED = 24, 50, 35
"""Pixels across a circle; the smallest has room for `[12]`, the largest less among many."""

_STEP, _WIDEST = 1.8, 8.0
"""Pixels by which a line is wider for each further passage, and of the widest at most."""

_POINT = 9  # pixels across the point of a line
_INSIDE = 5  # letters of a name that have room in its circle
_EDGE = 4  # pixels around the whole
_MARGIN = 0.09  # of the width and height, beyond the outermost circles
_FEW = 60
"""Lines up to which their points are drawn at full size."""

_ASPECT = 2.0
"""A figure is about so many times as wide as high, where points are told apart."""

_SHARES = np.array([0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73])
"""Where on its line a point may stand, the middle before all."""

_ENOUGH = 0.05
"""Of the height: two marks so far apart can each be hit."""


def co_citation(
    sources: DataFrame, pairs: DataFrame, names: Mapping[str, str], palette: Palette
) -> Figure:
    """Draw each source as a circle, and a line between two that are cited in one passage.

    A line itself reports no click, so each carries a point that stands for both its sources.

    Args:
        sources: The rows of `network_layout` that are drawn.
        pairs: The rows of `co_citation` that are drawn, both sources of each among `sources`;
            the strongest first.
        names: Name of each source by id.
        palette: Colours.
    """
    spots = dict(zip(sources["source_id"], sources[["x", "y"]].to_numpy(), strict=True))
    # The strongest is drawn last, so that none lies over it.
    drawn = list(zip(*(pairs[name] for name in _PAIR), strict=True))[::-1]
    ends = [(spots[a], spots[b]) for a, b, _ in drawn]
    step = min(_STEP, _WIDEST / most(pairs["n_passages"]))
    height = min(220 + 16 * len(sources), 400 + 2 * len(sources))
    points = _points(ends, list(spots.values()))
    ink = mix(palette.ink, palette.paper, 0.28)
    axis = {"range": [-_MARGIN, 1 + _MARGIN], "showticklabels": False, **BARE}
    layout = {
        **frame(palette, height, top=0, bottom=0),
        "margin": dict.fromkeys("lrtb", _EDGE),
        "xaxis": axis,
        "yaxis": axis,
        "shapes": [
            rule(ink, 1 + (n - 1) * step, x0=a[0], y0=a[1], x1=b[0], y1=b[1])
            for (a, b), (_, _, n) in zip(ends, drawn, strict=True)
        ],
    }
    return Figure(_marks(sources, drawn, points, names, palette, height), layout)


_PAIR = ("source_id_a", "source_id_b", "n_passages")


def _marks(
    sources: DataFrame,
    pairs: Sequence[tuple[str, str, int]],
    points: NDArray[np.float64],
    names: Mapping[str, str],
    palette: Palette,
    height: int,
) -> Scatter:
    """The circles and, over them, the points of the lines: one trace, so that each opens again."""
    ids, n_each = sources["source_id"].tolist(), sources["n_passages"].tolist()
    share = [n / most(sources["n_passages"]) for n in n_each]
    # Equal steps of passages are equal steps of area.
    largest = max(_LARGEST - len(ids) / 4, _CROWDED)
    circles = [(_SMALLEST**2 + (largest**2 - _SMALLEST**2) * part) ** 0.5 for part in share]
    point = _POINT if len(pairs) <= _FEW else _POINT - 3
    n, n_points = len(ids), len(pairs)
    size = label_size(names[id_] for id_ in ids)
    shown, where = _labels(
        sources, [names[id_] for id_ in ids], circles, points, point, size, height
    )
    ink = {"textfont": {"color": palette.ink}, "marker": {"opacity": 1}}
    return Scatter(
        x=[*sources["x"], *points[:, 0]],
        y=[*sources["y"], *points[:, 1]],
        mode="markers+text",
        marker={
            "size": [*circles, *[point] * n_points],
            "opacity": 1,
            "color": [*[palette.faint] * n, *[palette.muted] * n_points],
            "line": {"width": 1.5, "color": [*[palette.muted] * n, *[palette.paper] * n_points]},
        },
        text=[*shown, *[""] * n_points],
        textposition=[*where, *["middle center"] * n_points],
        textfont={"size": size, "color": palette.ink},
        # What is picked is marked by the page, so nothing is dimmed here.
        selected=ink,
        unselected=ink,
        cliponaxis=False,
        customdata=[
            *[str(Selection(sources=(id_,))) for id_ in ids],
            *[str(Selection(sources=(a, b), all_sources=True)) for a, b, _ in pairs],
        ],
        hovertext=[
            *_circles(sources, pairs, names),
            *[_pair(names[a], names[b], n) for a, b, n in pairs],
        ],
        hovertemplate=HOVER,
    )


def _labels(
    sources: DataFrame,
    names: Sequence[str],
    circles: Sequence[float],
    points: NDArray[np.float64],
    point: float,
    size: int,
    height: int,
) -> tuple[list[str], list[str]]:
    """What stands in or at each circle, and on which side; nothing where there is no room."""
    outside = [_name(name) if len(name) > _INSIDE else "" for name in names]
    found = label_sides(
        sources[["x", "y"]].to_numpy(),
        circles,
        outside,
        points=points,
        point=point,
        size=size,
        height=height - 2 * _EDGE,
        margin=_MARGIN,
    )
    shown = [
        "<br>".join(chart_text(part, 24) for part in (beside if side else "").split("\n"))
        if beside
        else chart_text(name)
        for name, beside, side in zip(names, outside, found, strict=True)
    ]
    return shown, [side or "middle center" for side in found]


def _points(
    ends: Sequence[tuple[NDArray[np.float64], NDArray[np.float64]]],
    circles: Sequence[NDArray[np.float64]],
) -> NDArray[np.float64]:
    """A place on each line that keeps clear of the circles and of the points before it."""
    wide = np.array([_ASPECT, 1])
    taken = [spot * wide for spot in circles]
    points = np.zeros((len(ends), 2))
    for nth, (a, b) in enumerate(ends):
        along = a + (b - a) * _SHARES[:, None]
        apart = np.array(taken)[None, :, :] - (along * wide)[:, None, :]
        clear = np.sqrt((apart**2).sum(axis=2)).min(axis=1)
        fits = np.flatnonzero(clear >= _ENOUGH)
        points[nth] = along[fits[0] if len(fits) else clear.argmax()]
        taken.append(points[nth] * wide)
    return points


def _name(name: str) -> str:
    """The name beside a circle: of an address the host, and what follows on a second line."""
    return name.replace("/", "/\n", 1)


def _circles(
    sources: DataFrame, pairs: Sequence[tuple[str, str, int]], names: Mapping[str, str]
) -> list[str]:
    others: Mapping[str, int] = _counted(pairs)
    rows: Any = zip(*(sources[name] for name in ("source_id", "title", "n_passages")), strict=True)
    return [
        f"<b>{chart_text(names[id_])} {chart_text(title) if isinstance(title, str) else ''}</b>"
        f"<br>cited in {count(n, 'passages')}<br>{_with(others.get(id_, 0))}"
        for id_, title, n in rows
    ]


def _counted(pairs: Sequence[tuple[str, str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for a, b, _ in pairs:
        found[a], found[b] = found.get(a, 0) + 1, found.get(b, 0) + 1
    return found


def _with(n: int) -> str:
    return f"lines to {count(n, 'others')}" if n else "no line to another"


def _pair(a: str, b: str, n: int) -> str:
    cite = "cites" if n == 1 else "cite"
    return f"<b>{chart_text(a)} and {chart_text(b)}</b><br>{count(n, 'passages')} {cite} both"


_Boxes = NDArray[np.float64]
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


def label_sides(
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
    """Find the side of its circle on which each name has room.

    Args:
        spots: Middle of each circle, from 0 to 1 to the right and upwards.
        across: Pixels across each circle.
        names: Name of each, its lines parted by line breaks; an empty one has no side.
        points: Middle of further marks that names should not cover.
        point: Pixels across these.
        size: Size of the letters, in pixels.
        height: Of the figure, in pixels.
        margin: Part of the unit square that the axes show beyond it, on each side.

    Returns:
        For each name the side as Plotly calls it; empty where no side has room.
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
    choices: Sequence[_Boxes],
    marks: Sequence[_Boxes],
    height: float,
) -> set[int]:
    """The indices of names that can be read once those worst off have been dropped one by one."""
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


def _around(middle: NDArray[np.float64], radius: float, name: str, size: int) -> _Boxes:
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


def _cost(boxes: _Boxes, marks: _Boxes, names: _Boxes, width: float, height: float) -> _Boxes:
    """The share of each box that cannot be read well, weighted by what covers it."""
    area = _area(boxes)
    inside = np.column_stack([boxes[:, :2].clip(0), np.minimum(boxes[:, 2:], (width, height))])
    outside = area - _area(inside)
    return (_OUTSIDE * outside + _over(boxes, marks) + _OVER_A_NAME * _over(boxes, names)) / area


def _over(boxes: _Boxes, others: _Boxes) -> _Boxes:
    """For each box the area that it shares with the others."""
    left_top = np.maximum(boxes[:, None, :2], others[None, :, :2])
    right_bottom = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    shared: _Boxes = _area(np.concatenate([left_top, right_bottom], axis=2)).sum(axis=1)
    return shared


def _area(boxes: _Boxes) -> _Boxes:
    lengths = (boxes[..., 2:] - boxes[..., :2]).clip(0)
    area: _Boxes = lengths[..., 0] * lengths[..., 1]
    return area
