"""Where the text uses each source: when it comes in, how often, and whether the end rests on it."""

import re

import numpy as np
from pandas import DataFrame, Index

from dashboard.measures import findings
from dashboard.measures.measure import Measure
from dashboard.measures.reliance.marks import (
    PASSAGE,
    SOURCE,
    Pairs,
    carries,
    counted,
    met,
    own_marks,
)
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables


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


SOURCE_PROFILE = Measure(
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
    compute=source_profile,
    finding=findings.source_profile,
)


EARLY = 1 / 3

_CONCLUSION = re.compile(
    r"\b(?:conclu[a-zéã]+|closing|net effect|final (?:thoughts|remarks|assessment)|takeaways"
    r"|bottom line|outlook|summary|in sum|fazit|schluss[a-zä]*|ausblick|bilan|résumé|resumen"
    r"|conclusão|considerações finais)\b|结论|總結|总结|まとめ",
    re.IGNORECASE,
)


def cumulative_sources(tables: Tables) -> DataFrame:
    """Count the distinct sources along the text.

    A curve that flattens early shows a text that returns to its first sources.
    """
    held = own_marks(tables)
    n_rows = len(held.passage_ids)
    first = held.first[held.reach > 0]
    table = tables.passages[["passage_id", "section_id", "position"]].copy()
    table["place"] = np.arange(n_rows) / max(n_rows, 1)
    table["n_new"] = np.bincount(first, minlength=n_rows)
    table["n_sources"] = table["n_new"].cumsum()
    return CUMULATIVE_SOURCES.frame(table)


CUMULATIVE_SOURCES = Measure(
    "cumulative_sources",
    "One row per passage, in reading order: how many sources were brought in so far.",
    key=("passage_id",),
    columns=(
        *PASSAGE,
        Column("place", "float64", "passages before this one, of all", "share 0–1"),
        Column("n_new", "int64", "sources that it is the first to cite", "sources"),
        Column("n_sources", "int64", "distinct sources up to and with it", "sources"),
    ),
    compute=cumulative_sources,
    finding=findings.cumulative_sources,
)


def early_only(tables: Tables, early: float = EARLY) -> DataFrame:
    """List the sources cited only in the first part of the text, by default its first third."""
    held = own_marks(tables)
    reach, lasts, n_rows = held.reach, held.last, len(held.passage_ids)
    titles = tables.sources["title"].tolist()
    rows: list[tuple[str, str, int, str, float]] = []
    for column in np.flatnonzero(reach > 0).tolist():
        last = int(lasts[column])
        # In whole passages: 14 of them have 4 in their first third, those at 0 to 3.
        if (last + 1) <= early * n_rows:
            source_id, passage_id = held.source_ids[column], held.passage_ids[last]
            rows.append((source_id, titles[column], int(reach[column]), passage_id, last / n_rows))
    rows.sort(key=lambda row: row[4])
    return EARLY_ONLY.frame(rows)


EARLY_ONLY = Measure(
    "early_only",
    "One row per source that is cited early and never again, in the order of its last citation.",
    key=("source_id",),
    columns=(
        *SOURCE,
        Column("n_passages", "int64", "passages that cite it", "passages"),
        Column("last_passage_id", "str", "the last of them"),
        Column("place_last", "float64", "passages before that one, of all", "share 0–1"),
    ),
    compute=early_only,
)


def conclusion(tables: Tables) -> DataFrame:
    """Compare the sources of the conclusion with those cited before it.

    Passages of the conclusion without a source are in `support_depth`.
    """
    held = own_marks(tables)
    inside = tables.passages["section_id"].isin(conclusion_sections(tables)).to_numpy(dtype=bool)
    before = ~inside
    if inside.any():
        before[int(inside.argmax()) :] = False
    n_inside, n_before = held.rows(inside).reach, held.rows(before).reach
    table = tables.sources[["source_id", "title"]].copy()
    table["n_passages"], table["n_before"] = n_inside, n_before
    table["is_new"] = n_before == 0
    return CONCLUSION.frame(table[n_inside > 0])


CONCLUSION = Measure(
    "conclusion",
    "One row per source that the conclusion cites, in the order of the table of sources.",
    key=("source_id",),
    columns=(
        *SOURCE,
        Column("n_passages", "int64", "passages of the conclusion that cite it", "passages"),
        Column("n_before", "int64", "passages before it that do", "passages"),
        Column("is_new", "bool", "whether nothing before the conclusion cites it"),
    ),
    compute=conclusion,
)


def is_conclusion(title: str) -> bool:
    """Whether a heading says that it begins the conclusion."""
    return _CONCLUSION.search(title) is not None


def conclusion_sections(tables: Tables) -> tuple[str, ...]:
    """The ids of the sections that make up the conclusion: the section and its subsections.

    It is the last section with such a title in the second half of the text or, if there is none,
    the last section with passages. A text with passages in one section only has no conclusion.
    """
    all_ = tables.sections
    rows = list(zip(all_["section_id"], all_["section"], all_["level"], strict=True))
    count = tables.passages["section_id"].value_counts()
    n_passages = [int(count.get(id_, 0)) for id_, _, _ in rows]
    filled = [at for at, n in enumerate(n_passages) if n]
    if len(filled) < 2:
        return ()
    before = np.cumsum([0, *n_passages])
    for at in range(len(rows) - 1, 0, -1):
        _, title, level = rows[at]
        if before[at] * 2 < before[-1] or not is_conclusion(title):
            continue
        end = at + 1
        while end < len(rows) and rows[end][2] > level:
            end += 1
        if parts := tuple(rows[part][0] for part in range(at, end) if n_passages[part]):
            return parts
    return (rows[filled[-1]][0],)
