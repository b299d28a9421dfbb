"""What the text does with each source, and which sources and themes it brings together."""

import numpy as np
from pandas import DataFrame, Index

from dashboard.measures.reliance.marks import SOURCE, carries, met, own_marks, share
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
    n_passages, n_rows = held.reach, len(held.passage_ids)
    sections = np.zeros((len(tables.sections), n_rows), dtype=bool)
    of_passage = Index(tables.sections["section_id"]).get_indexer(tables.passages["section_id"])
    sections[of_passage, np.arange(n_rows)] = True
    table = tables.sources[["source_id", "title"]].copy()
    counts = tables.citations["source_id"].value_counts()
    table["n_citations"] = table["source_id"].map(counts).fillna(0)
    table["n_passages"], table["n_alone"] = n_passages, held.sole
    table["n_sections"] = (met(sections, held.cites) > 0).sum(axis=0)
    table["n_themes"] = (met(carries(tables), held.cites) > 0).sum(axis=0)
    if n_rows:
        first = held.cites.argmax(axis=0)
        last = n_rows - 1 - held.cites[::-1].argmax(axis=0)
    else:
        first = last = np.zeros(len(held.source_ids), dtype=np.intp)
    for name, places in (("first", first), ("last", last)):
        pairs = list(zip(places.tolist(), n_passages.tolist(), strict=True))
        table[f"{name}_passage_id"] = [held.passage_ids[at] if n else None for at, n in pairs]
        table[f"place_{name}"] = [at / n_rows if n else None for at, n in pairs]
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


def co_citation(tables: Tables) -> DataFrame:
    """Count the passages that cite two sources together.

    Small's co-citation (1973) asks for two works in one reference list; this is its form for
    passages, which stand closer to what a source is cited for.
    """
    held = own_marks(tables)
    together = met(held.cites.T, held.cites)
    a, b = np.nonzero(np.triu(together, k=1))
    n_passages = together[a, b]
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
    uses = met(carries(tables), own_marks(tables).cites) > 0
    shared = met(uses, uses.T)
    ids = tables.themes["theme_id"].tolist()
    a, b = np.triu_indices(len(ids), k=1)
    n_sources = shared[a, b]
    n_either = shared[a, a] + shared[b, b] - n_sources
    columns = (a.tolist(), b.tolist(), n_sources, n_either, share(n_sources, n_either))
    return THEME_COUPLING.frame(
        (ids[a_], ids[b_], *counts) for a_, b_, *counts in zip(*columns, strict=True)
    )
