"""Where the sources of a co-citation network are drawn."""

import numpy as np
from pandas import DataFrame

from dashboard.reliance.marks import SOURCE, marks, met
from dashboard.schema import Column, Schema
from dashboard.tables import Tables

_STEPS = 80
_PULL = 0.3
"""Draws all to the middle, so that sources cited with no other do not drift away."""

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


def network_layout(tables: Tables) -> DataFrame:
    """Place sources that are cited together near each other; the axes mean nothing.

    Fruchterman and Reingold's springs (1991), begun on a spiral in the order of the table of
    sources: the same tables give the same picture.
    """
    held = marks(tables)
    cited = held.reach > 0
    cites = held.cites[:, cited]
    springs = met(cites.T, cites).astype(float)
    np.fill_diagonal(springs, 0)
    table = tables.sources.loc[cited, ["source_id", "title"]].reset_index(drop=True)
    table["x"], table["y"] = _placed(springs)
    table["n_passages"] = held.reach[cited]
    return NETWORK_LAYOUT.frame(table)


def _placed(springs: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> list[list[float]]:
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
    x, y = np.clip(at, 0, 1).T.tolist()
    return [x, y]
