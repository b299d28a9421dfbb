"""What to read to check the text: the fewest sources that hold every cited passage.

Its length by the number of sources is akin to DeepTRACE's source necessity (Narayanan Venkit
et al. 2025), the share of listed sources that are needed to support all relevant statements,
by a minimum vertex cover of statements and the sources that support them. Here a mark stands
in for support and every passage for a statement, so the two figures are not to be compared.
"""

import numpy as np
from pandas import DataFrame

from dashboard.measures.reliance import cover
from dashboard.measures.reliance.marks import (
    SOURCE,
    Counts,
    Marks,
    carries,
    counted,
    marks,
    share,
)
from dashboard.tables.schema import Column, Schema
from dashboard.tables.tables import Tables

READING_LIST = Schema(
    "reading_list",
    "One row per source to read, the one that covers most first.",
    key=("source_id",),
    columns=(
        Column("place", "int64", "place in the list, from 1", "sources"),
        *SOURCE,
        Column("n_added", "int64", "passages it covers that none before it does", "passages"),
        Column("n_covered", "int64", "passages covered so far", "passages"),
        Column("share_covered", "float64", "n_covered of all passages with a source", "share 0–1"),
        Column(
            "is_smallest",
            "bool",
            "whether no shorter list covers as much; if not, it is an estimate and may be too long",
        ),
    ),
)


def reading_list(tables: Tables, theme_id: str | None = None) -> DataFrame:
    """The fewest sources to read so that every passage with a source has one that was read.

    Each next source covers most of what is left; a list made for 80 % only could be shorter
    than the part of this one that reaches 80 %.

    Args:
        tables: With the codings of one basis if `theme_id` is given.
        theme_id: Only for the passages that carry it.
    """
    return listing(tables, _held(tables, theme_id))


def listing(tables: Tables, held: Marks) -> DataFrame:
    """`reading_list` of these marks."""
    order, steps, is_smallest = _listed(held)
    added = np.bincount(steps[steps >= 0], minlength=len(order))
    covered = added.cumsum()
    shares = share(covered, int((steps >= 0).sum()))
    table = tables.sources[["source_id", "title"]].iloc[order].reset_index(drop=True)
    table["place"] = np.arange(1, len(order) + 1)
    table["n_added"], table["n_covered"], table["share_covered"] = added, covered, shares
    table["is_smallest"] = is_smallest
    return READING_LIST.frame(table)


READING_STEPS = Schema(
    "reading_steps",
    "One row per passage with a source, in reading order: where the reading list reaches it.",
    key=("passage_id",),
    columns=(
        Column("passage_id", "str", "passage"),
        Column("place", "int64", "place in the reading list, from 1", "sources"),
        Column("source_id", "str", "the source there"),
    ),
)


def reading_steps(tables: Tables, theme_id: str | None = None) -> DataFrame:
    """For each source of the reading list the passages that it adds."""
    held = _held(tables, theme_id)
    order, steps, _ = _listed(held)
    return READING_STEPS.frame(
        (id_, step + 1, held.source_ids[order[step]])
        for id_, step in zip(held.passage_ids, steps.tolist(), strict=True)
        if step >= 0
    )


def _held(tables: Tables, theme_id: str | None) -> Marks:
    held = marks(tables)
    if theme_id is None:
        return held
    # The paragraph lends its marks before the theme is chosen: they may stand outside of it.
    is_theme = (tables.themes["theme_id"] == theme_id).to_numpy(dtype=bool)
    carried = carries(tables)
    return held.rows(counted(carried.right[is_theme[carried.left]], carried.n_right) > 0)


def _listed(held: Marks) -> tuple[list[int], Counts, bool]:
    chosen, is_smallest = cover.smallest(held.pairs)
    return *cover.in_order(held.pairs, chosen), is_smallest
