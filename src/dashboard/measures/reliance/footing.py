"""How broad the ground is that a theme, or the whole text, stands on."""

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from dashboard.measures.reliance.marks import (
    THEME,
    Counts,
    Marks,
    Paragraphs,
    carries,
    marks,
    met,
    share,
)
from dashboard.tables.schema import Column, Schema
from dashboard.tables.tables import Tables

THEME_FOOTING = Schema(
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
)


def theme_footing(tables: Tables, paragraphs: Paragraphs | None = None) -> DataFrame:
    """Say how many sources each theme stands on and how evenly it leans on them.

    The effective number is the inverse Herfindahl–Hirschman index (Simpson's, Hill's number of
    order 2): 4 sources of which one holds nearly all count as little more than 1. Read it with
    the counts beside it, since on few passages it says little.
    """
    return footings(tables, marks(tables, paragraphs))


def footings(tables: Tables, held: Marks) -> DataFrame:
    """`theme_footing` of these marks."""
    carried = carries(tables)
    depth = held.depth
    uses = met(carried, held.cites)
    n_passages, n_cited, n_single = met(carried, np.stack([depth >= 0, depth > 0, depth == 1]).T).T
    table = tables.themes[["theme_id", "theme"]].copy()
    table["n_passages"], table["n_cited"], table["n_single"] = n_passages, n_cited, n_single
    table["n_sources"] = n_sources = (uses > 0).sum(axis=1)
    table["n_supports"] = n_supports = uses.sum(axis=1)
    table["n_effective"] = effective(uses)
    n_largest = uses.max(axis=1, initial=0)
    largest = uses.argmax(axis=1).tolist() if held.source_ids else []
    table["source_id"] = [
        held.source_ids[largest[theme]] if n else None for theme, n in enumerate(n_largest.tolist())
    ]
    table["n_largest"] = n_largest
    table["share_largest"] = share(n_largest, n_supports)
    table["share_passages"] = share(n_largest, n_cited)
    table["is_on_one_source"] = n_sources == 1
    return THEME_FOOTING.frame(table)


def effective(uses: Counts) -> NDArray[np.float64]:
    """Effective number of sources, 1/HHI, of each row of uses; missing if there are none."""
    # (Σu)² / Σu² is 1 / Σ(u/Σu)², and whole numbers until the last step.
    return share(uses.sum(axis=-1) ** 2, (uses**2).sum(axis=-1))
