"""Which sources and themes the text brings together, and where they are drawn as a network."""

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from dashboard.measures import findings
from dashboard.measures.measure import Measure
from dashboard.measures.reliance.marks import (
    SOURCE,
    Counts,
    Pairs,
    carries,
    counted,
    met,
    own_marks,
    share,
)
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables

MOST_PAIRS = 500_000
"""Pairs that are counted, each once per passage; one passage with 1,000 sources has that many."""


def co_citation(tables: Tables) -> DataFrame:
    """Count the passages that cite two sources together.

    Small's co-citation (1973) asks for two works in one reference list; this is its form for
    passages, which stand closer to what a source is cited for. A passage with more sources than
    `most_together` says is left out.
    """
    held = own_marks(tables)
    depth = held.depth
    some = held.pairs.only((depth <= most_together(depth))[held.pairs.left])
    n = max(len(held.source_ids), 1)
    # Each mark with those that follow it in its passage, which stand later in the table, too.
    n_of = counted(some.left, some.n_left)
    rest = n_of.cumsum()[some.left] - np.arange(len(some.left)) - 1
    one = np.repeat(np.arange(len(some.left)), rest)
    other = one + 1 + np.arange(len(one)) - np.repeat(rest.cumsum() - rest, rest)
    keys, n_passages = np.unique(
        some.right[one].astype(np.int64) * n + some.right[other], return_counts=True
    )
    a, b = np.divmod(keys, n)
    shares = share(n_passages, held.reach[a] + held.reach[b] - n_passages)
    order = np.argsort(-n_passages, kind="stable")
    ids = np.array(held.source_ids, dtype=object)
    return CO_CITATION.frame(
        DataFrame(
            {
                "source_id_a": ids[a[order]],
                "source_id_b": ids[b[order]],
                "n_passages": n_passages[order],
                "share_passages": shares[order],
            }
        )
    )


CO_CITATION = Measure(
    "co_citation",
    "One row per pair of sources cited in one passage, the most frequent first;"
    " `a` stands before `b` in the table of sources.",
    key=("source_id_a", "source_id_b"),
    columns=(
        Column("source_id_a", "str", "one source"),
        Column("source_id_b", "str", "the other"),
        Column("n_passages", "int64", "passages that cite both", "passages"),
        Column("share_passages", "float64", "of those that cite either (Jaccard)", "share 0–1"),
    ),
    compute=co_citation,
    finding=findings.co_citation,
)


def most_together(depth: Counts) -> int:
    """The most sources a passage may have to count for `co_citation`.

    The largest number there is or, if that would give more than `MOST_PAIRS` pairs, so few that
    the passages with the most sources are left out.

    Args:
        depth: Distinct sources of each passage.
    """
    sizes = np.sort(depth)
    n_pairs = (sizes * (sizes - 1) // 2).cumsum()
    n_counted = int(np.searchsorted(n_pairs, MOST_PAIRS, side="right"))
    if n_counted == len(sizes):
        return int(sizes[-1]) if len(sizes) else 0
    return int(sizes[n_counted]) - 1


def left_out(tables: Tables) -> tuple[int, int]:
    """How many passages `co_citation` leaves out, and the most sources of one that it counts."""
    depth = own_marks(tables).depth
    most = most_together(depth)
    return int((depth > most).sum()), most


def theme_coupling(tables: Tables) -> DataFrame:
    """Say how far two themes rest on the same sources: Kessler's coupling (1963), for themes."""
    uses, _ = met(carries(tables), own_marks(tables).pairs)
    ids = tables.themes["theme_id"].tolist()
    n_of = counted(uses.left, len(ids))
    order = np.lexsort((uses.left, uses.right))
    turned = Pairs(uses.right[order], uses.left[order], uses.n_right, uses.n_left)
    both, n_both = met(uses, turned)
    shared = np.zeros((len(ids), len(ids)), dtype=np.int64)
    shared[both.left, both.right] = n_both
    a, b = np.triu_indices(len(ids), k=1)
    n_sources = shared[a, b]
    n_either = n_of[a] + n_of[b] - n_sources
    columns = (a.tolist(), b.tolist(), n_sources, n_either, share(n_sources, n_either))
    return THEME_COUPLING.frame(
        (ids[a_], ids[b_], *counts) for a_, b_, *counts in zip(*columns, strict=True)
    )


THEME_COUPLING = Measure(
    "theme_coupling",
    "One row per pair of themes, coupled or not; `a` stands before `b` in the codebook.",
    key=("theme_id_a", "theme_id_b"),
    columns=(
        Column("theme_id_a", "str", "one theme"),
        Column("theme_id_b", "str", "the other"),
        Column("n_sources", "int64", "sources cited for both", "sources"),
        Column("n_either", "int64", "sources cited for one or both", "sources"),
        Column("share_sources", "float64", "n_sources of n_either (Jaccard)", "share 0–1"),
    ),
    compute=theme_coupling,
)


_Points = NDArray[np.float64]

MOST = 60
"""Sources that can still be told apart in a picture."""

_STEPS, _NUDGES = 80, 60
_PULL = 0.3
"""Draws all to the middle, so that sources cited with no other do not drift away."""

_APART = 0.75
"""Share of the room that each would have if they stood in rows and columns."""


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


NETWORK_LAYOUT = Measure(
    "network_layout",
    "One row per cited source: its point in a picture of the co-citation network.",
    key=("source_id",),
    columns=(
        *SOURCE,
        Column("x", "float64", "from left", "share 0–1"),
        Column("y", "float64", "from below", "share 0–1"),
        Column("n_passages", "int64", "passages that cite it", "passages"),
    ),
    compute=network_layout,
)


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
    """Push points apart until none covers another; `flat` names the axes that stay as they are."""
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
