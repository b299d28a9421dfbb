"""Where the sources of a co-citation network are drawn."""

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from dashboard.measures.reliance.marks import SOURCE, own_marks
from dashboard.tables.schema import Column, Schema
from dashboard.tables.tables import Tables

_Points = NDArray[np.float64]

MOST = 60
"""Sources that can still be told apart in a picture."""

_STEPS, _NUDGES = 80, 60
_PULL = 0.3
"""Draws all to the middle, so that sources cited with no other do not drift away."""

_APART = 0.75
"""Share of the room that each would have if they stood in rows and columns."""

NETWORK_LAYOUT = Schema(
    "network_layout",
    "One row per cited source: its point in a picture of the co-citation network.",
    key=("source_id",),
    columns=(
        *SOURCE,
        Column("x", "float64", "from left", "share 0–1"),
        Column("y", "float64", "from below", "share 0–1"),
        Column("n_passages", "int64", "passages that cite it", "passages"),
    ),
)


def network_layout(tables: Tables, most: int = MOST) -> DataFrame:
    """Place sources that are cited together near each other; the axes mean nothing.

    Fruchterman and Reingold's springs (1991), begun on a spiral in the order of the table of
    sources: the same tables give the same picture.

    Args:
        tables: What to count in.
        most: Only so many sources, those that the most passages cite.
    """
    held = own_marks(tables)
    reach = held.reach
    cited = reach > 0
    cited[np.argsort(-reach, kind="stable")[most:]] = False
    some = held.pairs.only(cited[held.pairs.right])
    grid = np.zeros((len(held.passage_ids), int(cited.sum())), dtype=np.float32)
    grid[some.left, (cited.cumsum() - 1)[some.right]] = 1
    springs = (grid.T @ grid).astype(float)
    np.fill_diagonal(springs, 0)
    table = tables.sources.loc[cited, ["source_id", "title"]].reset_index(drop=True)
    table["x"], table["y"] = _placed(springs)
    table["n_passages"] = reach[cited]
    return NETWORK_LAYOUT.frame(table)


def _placed(springs: _Points) -> list[list[float]]:
    n = len(springs)
    if not n:
        return [[], []]
    # Seldom together pulls weakly, but often together not without bound.
    springs = np.sqrt(springs)
    # A spiral of golden angles, since on a circle pairs that face each other pull in balance
    # and never meet.
    angle = np.pi * (3 - np.sqrt(5)) * np.arange(n)
    radius = np.sqrt((np.arange(n) + 0.5) / n) / 2
    at = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    length = 1 / np.sqrt(n)
    for step in range(_STEPS):
        square = (at**2).sum(axis=1)
        apart = square[:, None] + square[None, :] - 2 * at @ at.T
        np.maximum(apart, 1e-6, out=apart)
        force = length**2 / apart - springs * np.sqrt(apart) / length
        move = force.sum(axis=1)[:, None] * at - force @ at - _PULL * at
        far = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        reach = 0.1 * (1 - step / _STEPS)
        at += move * (np.minimum(far, reach) / far)[:, None]
    at -= at.min(axis=0)
    # Sources on one line, or a single one, keep to the middle of the axis they do not use.
    width = at.max(axis=0)
    flat = width < 1e-9
    at = np.where(flat, 0.5, at / np.where(flat, 1, width))
    # Half by rank, or one source far out would press all others together.
    ranks = at.argsort(axis=0, kind="stable").argsort(axis=0) / max(n - 1, 1)
    at = _spread(np.where(flat, at, (at + ranks) / 2), flat)
    x, y = at.T.tolist()
    return [x, y]


def _spread(at: _Points, flat: NDArray[np.bool_]) -> _Points:
    """The points pushed apart until none lies on another, none of them off an axis not used."""
    n = len(at)
    least = min(_APART / np.sqrt(n), 0.3)
    at = at.copy()
    for _ in range(_NUDGES):
        away = at[:, None] - at[None, :]
        apart = np.sqrt((away**2).sum(axis=2))
        close = (apart < least - 1e-6) & ~np.eye(n, dtype=bool)
        if not close.any():
            break
        push = np.where(close, (least - apart) / np.maximum(apart, 1e-9) / 2, 0)
        at = np.clip(at + np.where(flat, 0, (push[:, :, None] * away).sum(axis=1)), 0, 1)
    return at
