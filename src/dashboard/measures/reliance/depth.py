"""How many sources stand under each passage.

Counted are marks. DeepTRACE's citation thoroughness (Narayanan Venkit et al. 2025) is another
thing: of all pairs of a statement and a listed source that supports it, the share that the
text cites. That needs the sources' words, so it is not counted here, and the share of
passages with a mark stands for no part of it.
"""

import numpy as np
from pandas import DataFrame

from dashboard.measures.reliance.marks import PASSAGE, Counts, marks, share
from dashboard.tables.schema import Column, Schema
from dashboard.tables.selection import DEPTHS
from dashboard.tables.tables import Tables

_DEPTH = Column("depth", "str", "the number as a word: `0`, `1`, `2` or `3+`", "sources")

SUPPORT_DEPTH = Schema(
    "support_depth",
    "One row per passage, in reading order: how many sources it has.",
    key=("passage_id",),
    columns=(
        *PASSAGE,
        Column("n_sources", "int64", "distinct sources it has", "sources"),
        _DEPTH,
    ),
)


def support_depth(tables: Tables) -> DataFrame:
    """Count the distinct sources of each passage; one cited twice in it counts once."""
    n_sources = marks(tables).depth
    table = tables.passages[["passage_id", "section_id", "position"]].copy()
    table["n_sources"] = n_sources
    table["depth"] = _words(n_sources)
    return SUPPORT_DEPTH.frame(table)


DEPTH_COUNTS = Schema(
    "depth_counts",
    "One row per depth, met or not: how much of the text rests on that many sources.",
    key=("depth",),
    columns=(
        _DEPTH,
        Column("n_passages", "int64", "passages of that depth", "passages"),
        Column("share_passages", "float64", "of all passages; missing if none", "share 0–1"),
    ),
)


def depth_counts(tables: Tables) -> DataFrame:
    """Count the passages on no source, on one, on two, and on three or more."""
    n_sources = marks(tables).depth
    counts = np.bincount(np.minimum(n_sources, 3), minlength=len(DEPTHS)).astype(np.int64)
    return DEPTH_COUNTS.frame(
        zip(DEPTHS, counts, share(counts, len(n_sources)), strict=True),
    )


def _words(n_sources: Counts) -> list[str]:
    return [DEPTHS[n] for n in np.minimum(n_sources, len(DEPTHS) - 1).tolist()]
