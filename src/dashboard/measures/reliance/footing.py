"""How many sources stand under each passage and each theme, and how evenly they bear it.

Counted are marks. DeepTRACE's citation thoroughness (Narayanan Venkit et al. 2025) is another
thing: of all pairs of a statement and a listed source that supports it, the share that the
text cites. That needs the sources' words, so it is not counted here, and the share of
passages with a mark stands for no part of it.
"""

import numpy as np
from pandas import DataFrame

from dashboard.measures import findings
from dashboard.measures.measure import Measure
from dashboard.measures.reliance.marks import (
    PASSAGE,
    THEME,
    Counts,
    Marks,
    carries,
    counted,
    marks,
    masked,
    met,
    share,
)
from dashboard.tables.schema import Column
from dashboard.tables.selection import DEPTHS
from dashboard.tables.tables import Tables

_DEPTH = Column("depth", "str", "the number as a word: `0`, `1`, `2` or `3+`", "sources")


def support_depth(tables: Tables) -> DataFrame:
    """Count the distinct sources of each passage; one cited twice in it counts once."""
    n_sources = marks(tables).depth
    table = tables.passages[["passage_id", "section_id", "position"]].copy()
    table["n_sources"] = n_sources
    table["depth"] = _words(n_sources)
    return SUPPORT_DEPTH.frame(table)


SUPPORT_DEPTH = Measure(
    "support_depth",
    "One row per passage, in reading order: how many sources it has.",
    key=("passage_id",),
    columns=(
        *PASSAGE,
        Column("n_sources", "int64", "distinct sources it has", "sources"),
        _DEPTH,
    ),
    compute=support_depth,
)


def depth_counts(tables: Tables) -> DataFrame:
    """Count the passages on no source, on one, on two, and on three or more."""
    n_sources = marks(tables).depth
    counts = np.bincount(np.minimum(n_sources, 3), minlength=len(DEPTHS)).astype(np.int64)
    return DEPTH_COUNTS.frame(
        zip(DEPTHS, counts, share(counts, len(n_sources)), strict=True),
    )


DEPTH_COUNTS = Measure(
    "depth_counts",
    "One row per depth, met or not: how much of the text rests on that many sources.",
    key=("depth",),
    columns=(
        _DEPTH,
        Column("n_passages", "int64", "passages of that depth", "passages"),
        Column("share_passages", "float64", "of all passages; missing if none", "share 0–1"),
    ),
    compute=depth_counts,
    finding=findings.depth_counts,
)


def _words(n_sources: Counts) -> list[str]:
    return [DEPTHS[n] for n in np.minimum(n_sources, len(DEPTHS) - 1).tolist()]


def theme_footing(tables: Tables) -> DataFrame:
    """Say how many sources each theme stands on and how evenly it leans on them.

    The effective number is the inverse Herfindahl–Hirschman index (Simpson's, Hill's number of
    order 2): 4 sources of which one holds nearly all count as little more than 1. Read it with
    the counts beside it, since on few passages it says little.
    """
    return footings(tables, marks(tables))


THEME_FOOTING = Measure(
    "theme_footing",
    "One row per theme of the codebook, in its order: how many sources it stands on.",
    key=("theme_id",),
    columns=(
        *THEME,
        Column("n_passages", "int64", "passages that carry it", "passages"),
        Column("n_cited", "int64", "of these, those with a source", "passages"),
        Column("n_single", "int64", "of these, those with one source only", "passages"),
        Column("n_sources", "int64", "distinct sources of those passages", "sources"),
        Column("n_supports", "int64", "passages counted once per source", "pairs"),
        Column(
            "n_effective",
            "float64",
            "equally used sources that would be as concentrated: 1/HHI over n_supports;"
            " missing if none",
            "sources",
        ),
        Column("source_id", "str", "its largest source, the first of equals; missing if none"),
        Column("n_largest", "int64", "its passages that cite that source", "passages"),
        Column("share_largest", "float64", "n_largest of n_supports", "share 0–1"),
        Column("share_passages", "float64", "n_largest of n_cited", "share 0–1"),
        Column("is_on_one_source", "bool", "whether all its passages with a source have the same"),
    ),
    compute=theme_footing,
    finding=findings.theme_footing,
)


def footings(tables: Tables, held: Marks) -> DataFrame:
    """`theme_footing` of `held`, the marks of `tables`."""
    carried = carries(tables)
    depth = held.depth
    uses, n_uses = met(carried, held.pairs)
    n_themes = carried.n_left
    table = tables.themes[["theme_id", "theme"]].copy()
    table["n_passages"] = counted(carried.left, n_themes)
    table["n_cited"] = n_cited = masked(carried, depth > 0)
    table["n_single"] = masked(carried, depth == 1)
    table["n_sources"] = n_sources = counted(uses.left, n_themes)
    n_supports = np.bincount(uses.left, weights=n_uses, minlength=n_themes).astype(np.int64)
    squares = np.bincount(uses.left, weights=n_uses**2, minlength=n_themes).astype(np.int64)
    table["n_supports"], table["n_effective"] = n_supports, share(n_supports**2, squares)
    n_largest, largest = np.zeros((2, n_themes), dtype=np.int64)
    # From behind and the least first, so that the most cited stays, of equals the first.
    order = np.argsort(n_uses[::-1], kind="stable")
    themes = uses.left[::-1][order]
    n_largest[themes], largest[themes] = n_uses[::-1][order], uses.right[::-1][order]
    table["source_id"] = [
        held.source_ids[at] if n else None
        for at, n in zip(largest.tolist(), n_largest.tolist(), strict=True)
    ]
    table["n_largest"] = n_largest
    table["share_largest"] = share(n_largest, n_supports)
    table["share_passages"] = share(n_largest, n_cited)
    table["is_on_one_source"] = n_sources == 1
    return THEME_FOOTING.frame(table)


def effective(uses: Counts) -> float:
    """Effective number of sources, 1/HHI, from the uses of each; NaN if there are none."""
    # (Σu)² / Σu² is 1 / Σ(u/Σu)², and whole numbers until the last step.
    return float(share(int(uses.sum()) ** 2, int((uses**2).sum())))
