"""Tables → counts and shares, one function and one schema per measure.

Where a measure counts themes, its tables must hold the codings of one basis
(`Tables.coded_by`): on several, a passage would count more than once.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Index, Series

from dashboard.measures.measure import Measure
from dashboard.model import Basis
from dashboard.tables.schema import Column, Schema
from dashboard.tables.tables import Tables

_Places = NDArray[np.intp]

_THEME = (Column("theme_id", "str", "theme"), Column("theme", "str", "its name"))
_SOURCE = (
    Column("source_id", "str", "source"),
    Column("title", "str", "its title; missing if no list gives one"),
)
_SECTION = (Column("section_id", "str", "section"), Column("section", "str", "its heading"))


def source_counts(tables: Tables) -> DataFrame:
    """Count how often each source is cited, and in how many passages."""
    cited = _places(tables.citations, "source_id", tables.sources)
    passages = _places(tables.citations, "passage_id", tables.passages)
    return _counted(tables.sources, SOURCE_COUNTS, cited, _once(cited, passages))


SOURCE_COUNTS = Measure(
    "source_counts",
    "One row per source: how often it appears.",
    key=("source_id",),
    columns=(
        *_SOURCE,
        Column("n_passages", "int64", "passages that cite it", "passages"),
        Column("n_citations", "int64", "citations of it", "citations"),
    ),
    compute=source_counts,
)


def theme_counts(tables: Tables) -> DataFrame:
    """Count the passages that carry each theme, and the citations in them."""
    codings = _one_basis(tables)
    themes = _places(codings, "theme_id", tables.themes)
    passages = _places(codings, "passage_id", tables.passages)
    return _summed(tables.themes, THEME_COUNTS, themes, _n_citations(tables)[passages])


THEME_COUNTS = Measure(
    "theme_counts",
    "One row per theme: how often it appears.",
    key=("theme_id",),
    columns=(
        *_THEME,
        Column("n_passages", "int64", "passages that carry it", "passages"),
        Column("n_citations", "int64", "citations in those passages", "citations"),
    ),
    compute=theme_counts,
)


def section_counts(tables: Tables) -> DataFrame:
    """Count the passages of each section, and the citations in them."""
    sections = _places(tables.passages, "section_id", tables.sections)
    return _summed(tables.sections, SECTION_COUNTS, sections, _n_citations(tables))


SECTION_COUNTS = Measure(
    "section_counts",
    "One row per section: how much of the text it holds.",
    key=("section_id",),
    columns=(
        *_SECTION,
        Column("n_passages", "int64", "passages in it", "passages"),
        Column("n_citations", "int64", "citations in it", "citations"),
    ),
    compute=section_counts,
)


def theme_by_source(tables: Tables, source_ids: Collection[str] | None = None) -> DataFrame:
    """Count where each theme and source meet.

    A passage counts once for a pair, however often it cites the source.

    Args:
        tables: With the codings of one basis.
        source_ids: Only these sources; a table of all has themes times sources rows.
    """
    if source_ids is not None:
        sources, citations = tables.sources, tables.citations
        tables = replace(
            tables,
            sources=sources[sources["source_id"].isin(source_ids)].reset_index(drop=True),
            citations=citations[citations["source_id"].isin(source_ids)].reset_index(drop=True),
        )
    codings = _one_basis(tables)
    grid = tables.themes.merge(tables.sources, how="cross")
    cited = _places(tables.citations, "source_id", tables.sources)
    passages = _places(tables.citations, "passage_id", tables.passages)
    order = np.argsort(passages, kind="stable")
    # The citations of each coding's passage: so many, from such a place in their order.
    of_coding = _places(codings, "passage_id", tables.passages)
    n_each = np.bincount(passages, minlength=len(tables.passages))
    each, first = n_each[of_coding], (n_each.cumsum() - n_each)[of_coding]
    coding = np.repeat(np.arange(len(codings)), each)
    within = np.arange(len(coding)) - np.repeat(each.cumsum() - each, each)
    sources = cited[order[np.repeat(first, each) + within]]
    themes = _places(codings, "theme_id", tables.themes)[coding]
    pairs = themes * len(tables.sources) + sources
    return _counted(grid, THEME_BY_SOURCE, pairs, _once(pairs, of_coding[coding]))


THEME_BY_SOURCE = Measure(
    "theme_by_source",
    "One row per theme and source: how often they meet; 0 if never.",
    key=("theme_id", "source_id"),
    columns=(
        *_THEME,
        *_SOURCE,
        Column(
            "n_passages", "int64", "passages that carry the theme and cite the source", "passages"
        ),
        Column("n_citations", "int64", "citations of the source in those passages", "citations"),
    ),
    compute=theme_by_source,
)


def themes_of_sources(tables: Tables) -> dict[str, list[str]]:
    """For each source cited for a theme the names of its themes, in the codebook's order."""
    cited = tables.citations[["passage_id", "source_id"]].drop_duplicates()
    codings = _one_basis(tables)[["passage_id", "theme_id"]]
    served: dict[str, set[str]] = {}
    for theme_id, ids in codings.groupby("theme_id", sort=False)["passage_id"]:
        for source_id in cited.loc[cited["passage_id"].isin(ids), "source_id"].unique():
            served.setdefault(source_id, set()).add(str(theme_id))
    names = list(zip(tables.themes["theme_id"], tables.themes["theme"], strict=True))
    return {
        id_: [name for theme_id, name in names if theme_id in theme_ids]
        for id_, theme_ids in served.items()
    }


def theme_by_section(tables: Tables) -> DataFrame:
    """Count which section speaks of which theme."""
    codings = _one_basis(tables)
    grid = tables.themes.merge(tables.sections[["section_id", "section"]], how="cross")
    themes = _places(codings, "theme_id", tables.themes)
    passages = _places(codings, "passage_id", tables.passages)
    sections = _places(tables.passages, "section_id", tables.sections)[passages]
    pairs = themes * len(tables.sections) + sections
    return _summed(grid, THEME_BY_SECTION, pairs, _n_citations(tables)[passages])


THEME_BY_SECTION = Measure(
    "theme_by_section",
    "One row per theme and section: how much of the section is about the theme; 0 if nothing is.",
    key=("theme_id", "section_id"),
    columns=(
        *_THEME,
        *_SECTION,
        Column("n_passages", "int64", "passages of the section that carry the theme", "passages"),
        Column("n_citations", "int64", "citations in those passages", "citations"),
    ),
    compute=theme_by_section,
)


def reading_order(tables: Tables) -> DataFrame:
    """Every citation with its place in the text."""
    at = _places(tables.citations, "passage_id", tables.passages)
    rows = tables.citations[["position", "source_id", "passage_id", "start"]].copy()
    for name, known in (
        ("section_id", "section_id"),
        ("passage_position", "position"),
        ("passage_start", "start"),
        ("passage_end", "end"),
    ):
        rows[name] = tables.passages[known].array.take(at)
    rows["place"] = rows["passage_position"] / max(len(tables.passages), 1)
    return READING_ORDER.frame(rows.sort_values("position", kind="stable"))


READING_ORDER = Measure(
    "reading_order",
    "One row per citation, in the order of the text.",
    key=("position",),
    columns=(
        Column("position", "int64", "place among all citations, from 0", "citations"),
        Column("source_id", "str", "source"),
        Column("passage_id", "str", "passage the mark stands in"),
        Column("section_id", "str", "section the passage stands in"),
        Column("passage_position", "int64", "the passage's place, from 0", "passages"),
        Column("passage_start", "int64", "first character of the passage", "code points"),
        Column("passage_end", "int64", "one past its last character", "code points"),
        Column("start", "int64", "first character of the mark", "code points"),
        Column("place", "float64", "passages before this one, of all", "share 0–1"),
    ),
    compute=reading_order,
)


def coding_agreement(tables: Tables, basis: Basis) -> DataFrame:
    """Compare the codings of `basis` with those of the coder (basis `hand`), theme by theme.

    Only passages that the coder gave a theme are compared. A share of nothing is missing.
    `tables` must hold the codings of all bases.
    """
    hand = tables.coded_by("hand").codings[["passage_id", "theme_id"]]
    other = tables.coded_by(basis).codings[["passage_id", "theme_id"]]
    other = other[other["passage_id"].isin(hand["passage_id"])]
    both = hand.merge(other, on=["passage_id", "theme_id"])
    table = tables.themes[["theme_id", "theme"]].copy()
    for name, codings in (("n_hand", hand), ("n_basis", other), ("n_both", both)):
        table[name] = table["theme_id"].map(codings["theme_id"].value_counts()).fillna(0)
    table["precision"] = _share(table["n_both"], table["n_basis"])
    table["recall"] = _share(table["n_both"], table["n_hand"])
    return CODING_AGREEMENT.frame(table)


CODING_AGREEMENT = Measure(
    "coding_agreement",
    "One row per theme: codings of one basis held against those of the coder.",
    key=("theme_id",),
    columns=(
        *_THEME,
        Column("n_hand", "int64", "passages the coder of `codings.yaml` gave it", "passages"),
        Column("n_basis", "int64", "passages coded on the other basis", "passages"),
        Column("n_both", "int64", "passages coded on both", "passages"),
        Column("precision", "float64", "of n_basis, those the coder gave it too", "share 0–1"),
        Column("recall", "float64", "of n_hand, those also coded on the basis", "share 0–1"),
    ),
    compute=coding_agreement,
)


def _one_basis(tables: Tables) -> DataFrame:
    codings = tables.codings
    if len(codings) and not (codings["basis"] == codings["basis"].iloc[0]).all():
        raise ValueError("codings of several bases would count a passage more than once")
    return codings


def _places(table: DataFrame, column: str, of: DataFrame) -> _Places:
    """The row number in `of` for the id in `column` of each row of `table`, −1 if it is unknown.

    Counting by numbers is many times as fast as joining tables by their ids.
    """
    places: _Places = Index(of[column]).get_indexer(Index(table[column]))
    return places


def _n_citations(tables: Tables) -> _Places:
    """The number of citations in each passage."""
    passages = _places(tables.citations, "passage_id", tables.passages)
    return np.bincount(passages, minlength=len(tables.passages))


def _once(keys: _Places, passages: _Places) -> _Places:
    """The keys of citations in these passages, without repeats of a key in one passage."""
    width = int(passages.max(initial=0)) + 1
    pairs = np.sort(keys * width + passages)
    return pairs[np.diff(pairs, prepend=-1) > 0] // width


def _counted(grid: DataFrame, schema: Schema, citations: _Places, passages: _Places) -> DataFrame:
    """`grid` with the counts of its row numbers among those of citations and of passages."""
    n = len(grid)
    return schema.frame(
        grid.assign(
            n_passages=np.bincount(passages, minlength=n),
            n_citations=np.bincount(citations, minlength=n),
        )
    )


def _summed(grid: DataFrame, schema: Schema, keys: _Places, n_citations: _Places) -> DataFrame:
    """`grid` with the passages counted by row number (`keys`), and the citations in them."""
    n = len(grid)
    return schema.frame(
        grid.assign(
            n_passages=np.bincount(keys, minlength=n),
            n_citations=np.bincount(keys, weights=n_citations, minlength=n),
        )
    )


def _share(part: "Series[float]", whole: "Series[float]") -> "Series[float]":
    return part / whole.where(whole > 0)
