"""Tables → counts and shares, one function and one schema per measure.

Where a measure counts themes, its tables must hold the codings of one basis
(`Tables.coded_by`): on several, a passage would count more than once.
"""

from pandas import DataFrame, Series

from dashboard.model import Basis
from dashboard.schema import Column, Schema
from dashboard.tables import Tables

_THEME = (Column("theme_id", "str", "theme"), Column("theme", "str", "its name"))
_SOURCE = (
    Column("source_id", "str", "source"),
    Column("title", "str", "its title; missing if no list gives one"),
)
_SECTION = (Column("section_id", "str", "section"), Column("section", "str", "its heading"))

SOURCE_COUNTS = Schema(
    "source_counts",
    "One row per source: how often it appears.",
    key=("source_id",),
    columns=(
        *_SOURCE,
        Column("n_passages", "int64", "passages that cite it", "passages"),
        Column("n_citations", "int64", "citations of it", "citations"),
    ),
)
THEME_COUNTS = Schema(
    "theme_counts",
    "One row per theme: how often it appears.",
    key=("theme_id",),
    columns=(
        *_THEME,
        Column("n_passages", "int64", "passages that carry it", "passages"),
        Column("n_citations", "int64", "citations in those passages", "citations"),
    ),
)
SECTION_COUNTS = Schema(
    "section_counts",
    "One row per section: how much of the text it holds.",
    key=("section_id",),
    columns=(
        *_SECTION,
        Column("n_passages", "int64", "passages in it", "passages"),
        Column("n_citations", "int64", "citations in it", "citations"),
    ),
)
THEME_BY_SOURCE = Schema(
    "theme_by_source",
    "One row per theme and source: where they meet; 0 where they never do.",
    key=("theme_id", "source_id"),
    columns=(
        *_THEME,
        *_SOURCE,
        Column(
            "n_passages", "int64", "passages that carry the theme and cite the source", "passages"
        ),
        Column("n_citations", "int64", "citations of the source in those passages", "citations"),
    ),
)
THEME_BY_SECTION = Schema(
    "theme_by_section",
    "One row per theme and section: where it is spoken of; 0 where it is not.",
    key=("theme_id", "section_id"),
    columns=(
        *_THEME,
        *_SECTION,
        Column("n_passages", "int64", "passages of the section that carry the theme", "passages"),
        Column("n_citations", "int64", "citations in those passages", "citations"),
    ),
)
READING_ORDER = Schema(
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
)
CODING_AGREEMENT = Schema(
    "coding_agreement",
    "One row per theme: codings of one basis held against those made by hand.",
    key=("theme_id",),
    columns=(
        *_THEME,
        Column("n_hand", "int64", "passages coded by hand", "passages"),
        Column("n_basis", "int64", "passages coded on the other basis", "passages"),
        Column("n_both", "int64", "passages coded on both", "passages"),
        Column("precision", "float64", "of n_basis, those also coded by hand", "share 0–1"),
        Column("recall", "float64", "of n_hand, those also coded on the basis", "share 0–1"),
    ),
)
SCHEMAS = (
    SOURCE_COUNTS,
    THEME_COUNTS,
    SECTION_COUNTS,
    THEME_BY_SOURCE,
    THEME_BY_SECTION,
    READING_ORDER,
    CODING_AGREEMENT,
)


def source_counts(tables: Tables) -> DataFrame:
    """Count how often each source is cited, and in how many passages."""
    return _counted(tables.sources, tables.citations, SOURCE_COUNTS)


def theme_counts(tables: Tables) -> DataFrame:
    """Count the passages that carry each theme, and the citations in them."""
    coded = _with_citations(_one_basis(tables), tables)
    return _filled(tables.themes, _summed(coded, THEME_COUNTS), THEME_COUNTS)


def section_counts(tables: Tables) -> DataFrame:
    """Count the passages of each section, and the citations in them."""
    passages = _with_citations(tables.passages, tables)
    sections = tables.sections[["section_id", "section"]]
    return _filled(sections, _summed(passages, SECTION_COUNTS), SECTION_COUNTS)


def theme_by_source(tables: Tables) -> DataFrame:
    """Count where each theme and source meet.

    A passage counts once for a pair, however often it cites the source.
    """
    pairs = _one_basis(tables).merge(tables.citations, on="passage_id")
    grid = tables.themes.merge(tables.sources, how="cross")
    return _counted(grid, pairs, THEME_BY_SOURCE)


def theme_by_section(tables: Tables) -> DataFrame:
    """Count which section speaks of which theme."""
    places = tables.passages[["passage_id", "section_id"]]
    coded = _with_citations(_one_basis(tables).merge(places, on="passage_id"), tables)
    grid = tables.themes.merge(tables.sections[["section_id", "section"]], how="cross")
    return _filled(grid, _summed(coded, THEME_BY_SECTION), THEME_BY_SECTION)


def reading_order(tables: Tables) -> DataFrame:
    """Every citation with its place in the text."""
    places = tables.passages.rename(
        columns={"start": "passage_start", "end": "passage_end", "position": "passage_position"}
    ).drop(columns=["section", "text"])
    rows = tables.citations.drop(columns="end").merge(places, on="passage_id")
    rows["place"] = rows["passage_position"] / max(len(tables.passages), 1)
    return READING_ORDER.frame(rows.sort_values("position", kind="stable"))


def coding_agreement(tables: Tables, basis: Basis) -> DataFrame:
    """Hold the codings of `basis` against those made by hand, theme by theme.

    Only passages that were coded by hand at all are held against. A share of
    nothing is missing. `tables` must hold the codings of all bases.
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


def _one_basis(tables: Tables) -> DataFrame:
    codings = tables.codings
    if len(codings) and not (codings["basis"] == codings["basis"].iloc[0]).all():
        raise ValueError("codings of several bases would count a passage more than once")
    return codings


def _with_citations(passages: DataFrame, tables: Tables) -> DataFrame:
    """Rows with a passage each, and the citations in it as `n_citations`."""
    per_passage = tables.citations["passage_id"].value_counts()
    n_citations = per_passage.reindex(passages["passage_id"], fill_value=0)
    return passages.assign(n_citations=n_citations.to_numpy())


def _summed(passages: DataFrame, schema: Schema) -> DataFrame:
    """Rows and their citations per key; each row is a passage that no other row of its key is."""
    groups = passages.groupby(list(schema.key), as_index=False, sort=False)
    return groups.agg(n_passages=("passage_id", "size"), n_citations=("n_citations", "sum"))


def _counted(grid: DataFrame, citations: DataFrame, schema: Schema) -> DataFrame:
    """Citations per key, and the distinct passages they stand in, for every row of `grid`."""
    key = list(schema.key)
    groups = citations.groupby(key, as_index=False, sort=False)
    n_citations = groups.size().rename(columns={"size": "n_citations"})
    once = citations[[*key, "passage_id"]].drop_duplicates()
    n_passages = once.groupby(key, as_index=False, sort=False).size()
    counts = n_citations.merge(n_passages.rename(columns={"size": "n_passages"}), on=key)
    return _filled(grid, counts, schema)


def _filled(grid: DataFrame, counts: DataFrame, schema: Schema) -> DataFrame:
    table = grid.merge(counts, on=list(schema.key), how="left")
    return schema.frame(table.fillna({"n_passages": 0, "n_citations": 0}))


def _share(part: "Series[float]", whole: "Series[float]") -> "Series[float]":
    return part / whole.where(whole > 0)
