"""What falls if a source is taken away: leave-one-out, for one source, pairs, or any choice.

A passage left bare is not refuted. It has lost the sources that its marks name, and with
them what a reader could check it by.
"""

from collections.abc import Collection

import numpy as np
from pandas import DataFrame

from dashboard.measures.measure import Measure
from dashboard.measures.reliance.marks import (
    PASSAGE,
    SOURCE,
    THEME,
    Marks,
    carries,
    counted,
    marks,
    masked,
    share,
)
from dashboard.tables.schema import Column
from dashboard.tables.selection import state
from dashboard.tables.tables import Tables


def support(tables: Tables, without: Collection[str]) -> DataFrame:
    """Say of each passage whether it keeps its sources once those in `without` are gone.

    Ids that no source has change nothing.
    """
    before = marks(tables)
    had, left = before.depth, before.without(without).depth
    table = tables.passages[["passage_id", "section_id", "position"]].copy()
    table["n_sources_before"], table["n_sources_after"] = had, left
    table["state"] = state(had, left)
    return SUPPORT.frame(table)


SUPPORT = Measure(
    "support",
    "One row per passage, in reading order: what is left of its sources.",
    key=("passage_id",),
    columns=(
        *PASSAGE,
        Column("n_sources_before", "int64", "distinct sources it has", "sources"),
        Column("n_sources_after", "int64", "those left to it", "sources"),
        Column(
            "state",
            "str",
            "`supported` (all left), `weakened` (some), `bare` (none), `uncited` (never had any)",
        ),
    ),
    compute=support,
)


def theme_losses(tables: Tables, without: Collection[str]) -> DataFrame:
    """Rank the themes by the passages that taking the sources away leaves bare."""
    before = marks(tables)
    had, left = before.depth, before.without(without).depth
    carried = carries(tables)
    n_cited = masked(carried, had > 0)
    n_bare = masked(carried, (had > 0) & (left == 0))
    table = tables.themes[["theme_id", "theme"]].copy()
    table["n_passages"], table["n_cited"] = counted(carried.left, carried.n_left), n_cited
    table["n_bare"], table["n_weakened"] = n_bare, masked(carried, (left > 0) & (left < had))
    table["share_bare"] = share(n_bare, n_cited)
    return THEME_LOSSES.frame(
        table.sort_values(["n_bare", "n_weakened"], ascending=False, kind="stable")
    )


THEME_LOSSES = Measure(
    "theme_losses",
    "One row per theme, the one that loses most first: passages left bare, then weakened.",
    key=("theme_id",),
    columns=(
        *THEME,
        Column("n_passages", "int64", "passages that carry it", "passages"),
        Column("n_cited", "int64", "of these, those that had a source", "passages"),
        Column("n_bare", "int64", "of these, those left without one", "passages"),
        Column("n_weakened", "int64", "of n_cited, those left with fewer", "passages"),
        Column("share_bare", "float64", "n_bare of n_cited; missing if none", "share 0–1"),
    ),
    compute=theme_losses,
)


def worst_first(tables: Tables) -> DataFrame:
    """Rank the sources by the passages that each would leave bare if it alone were gone."""
    return ranking(tables, marks(tables))


WORST_FIRST = Measure(
    "worst_first",
    "One row per source, cited or not: what rests on it alone, the heaviest loss first.",
    key=("source_id",),
    columns=(
        *SOURCE,
        Column("n_passages", "int64", "passages that cite it", "passages"),
        Column("n_bare", "int64", "of these, those left without a source if it goes", "passages"),
        Column("n_weakened", "int64", "of these, those left with fewer", "passages"),
        Column("share_bare", "float64", "n_bare of all passages with a source", "share 0–1"),
    ),
    compute=worst_first,
)


def ranking(tables: Tables, held: Marks) -> DataFrame:
    """`worst_first` of `held`, the marks of `tables`."""
    table = tables.sources[["source_id", "title"]].copy()
    table["n_passages"], table["n_bare"] = held.reach, held.sole
    table["n_weakened"] = held.reach - held.sole
    table["share_bare"] = share(held.sole, _n_cited(held))
    return WORST_FIRST.frame(
        table.sort_values(["n_bare", "n_weakened"], ascending=False, kind="stable")
    )


def worst_pairs(tables: Tables, most: int = 20) -> DataFrame:
    """Rank pairs of sources by the passages they would leave bare together, the `most` worst.

    At equal loss the pair that holds more passages jointly comes first: what the two lose
    singly is in `worst_first` already.
    """
    held = marks(tables)
    n = max(len(held.source_ids), 1)
    two = held.pairs.only(held.depth[held.pairs.left] == 2).right.reshape(-1, 2).astype(np.int64)
    together, times = np.unique(two[:, 0] * n + two[:, 1], return_counts=True)
    # Besides those there are only pairs that lose what each of the two loses alone. Before one of
    # these stand all pairs of worse sources, so the worst need only the worst sources.
    worst = np.sort(np.argsort(-held.sole, kind="stable")[: most + 1])
    of, with_ = np.triu_indices(len(worst), k=1)
    pairs = np.union1d(together, worst[of] * n + worst[with_])
    a, b = np.divmod(pairs, n)
    n_together = np.zeros(len(pairs), dtype=np.int64)
    n_together[np.searchsorted(pairs, together)] = times
    n_bare = held.sole[a] + held.sole[b] + n_together
    order = np.lexsort((-n_together, -n_bare))
    order = order[n_bare[order] > 0][:most]
    ids = held.source_ids
    shares = share(n_bare, _n_cited(held))
    return WORST_PAIRS.frame(
        (ids[a[i]], ids[b[i]], n_bare[i], n_together[i], shares[i]) for i in order
    )


WORST_PAIRS = Measure(
    "worst_pairs",
    "One row per pair of sources that leaves a passage bare, the heaviest loss first;"
    " `a` stands before `b` in the table of sources.",
    key=("source_id_a", "source_id_b"),
    columns=(
        Column("source_id_a", "str", "one source"),
        Column("source_id_b", "str", "the other"),
        Column("n_bare", "int64", "passages left without a source if both go", "passages"),
        Column("n_together", "int64", "of these, those that cite exactly these two", "passages"),
        Column("share_bare", "float64", "n_bare of all passages with a source", "share 0–1"),
    ),
    compute=worst_pairs,
)


def _n_cited(held: Marks) -> int:
    return int((held.depth > 0).sum())
