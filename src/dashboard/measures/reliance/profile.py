"""What the text does with each source, and which sources and themes it brings together."""

import numpy as np
from pandas import DataFrame, Index

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
from dashboard.tables.schema import Column, Schema
from dashboard.tables.tables import Tables

SOURCE_PROFILE = Schema(
    "source_profile",
    "One row per source, cited or not, in the order of the table of sources.",
    key=("source_id",),
    columns=(
        *SOURCE,
        Column("n_citations", "int64", "marks that name it", "citations"),
        Column("n_passages", "int64", "passages that cite it", "passages"),
        Column("n_alone", "int64", "of these, those that cite no other", "passages"),
        Column("n_sections", "int64", "sections that cite it", "sections"),
        Column("n_themes", "int64", "themes carried where it is cited", "themes"),
        Column("first_passage_id", "str", "passage that cites it first; missing if none"),
        Column("last_passage_id", "str", "passage that cites it last; missing if none"),
        Column("place_first", "float64", "passages before its first, of all", "share 0–1"),
        Column("place_last", "float64", "passages before its last, of all", "share 0–1"),
    ),
)


def source_profile(tables: Tables) -> DataFrame:
    """Say how often, where and for which themes each source is cited."""
    held = own_marks(tables)
    n_passages, n_rows, n_sources = held.reach, len(held.passage_ids), len(held.source_ids)
    section = Index(tables.sections["section_id"]).get_indexer(tables.passages["section_id"])
    pairs = held.pairs
    in_sections = Pairs.of(section[pairs.left], pairs.right, len(tables.sections), n_sources)
    of_themes, _ = met(carries(tables), pairs)
    table = tables.sources[["source_id", "title"]].copy()
    counts = tables.citations["source_id"].value_counts()
    table["n_citations"] = table["source_id"].map(counts).fillna(0)
    table["n_passages"], table["n_alone"] = n_passages, held.sole
    table["n_sections"] = counted(in_sections.right, n_sources)
    table["n_themes"] = counted(of_themes.right, n_sources)
    for name, places in (("first", held.first), ("last", held.last)):
        told = list(zip(places.tolist(), n_passages.tolist(), strict=True))
        table[f"{name}_passage_id"] = [held.passage_ids[at] if n else None for at, n in told]
        table[f"place_{name}"] = [at / n_rows if n else None for at, n in told]
    return SOURCE_PROFILE.frame(table)


CO_CITATION = Schema(
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
)


MOST_PAIRS = 500_000
"""Pairs that are counted, a pair once for each passage: a passage of 1,000 sources has as many."""


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


def most_together(depth: Counts) -> int:
    """With how many sources a passage still counts for `co_citation`.

    With all of them, unless their pairs were more than `MOST_PAIRS`: then the passages with the
    most sources are left out.

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
    """The passages that `co_citation` leaves out, and with how many sources one is counted."""
    depth = own_marks(tables).depth
    most = most_together(depth)
    return int((depth > most).sum()), most


THEME_COUPLING = Schema(
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
)


def theme_coupling(tables: Tables) -> DataFrame:
    """Say how far two themes stand on the same sources: Kessler's coupling (1963), of themes."""
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
