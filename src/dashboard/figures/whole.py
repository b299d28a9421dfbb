"""The charts of a whole text, from its tables alone: nothing filtered, picked or switched off."""

from collections.abc import Callable

from pandas import DataFrame

from dashboard.figures import reliance
from dashboard.figures.along import cumulative_sources, support_depth
from dashboard.figures.crossing import theme_by_section, theme_by_source
from dashboard.figures.frame import Counts, Figure
from dashboard.figures.network import co_citation
from dashboard.figures.strip import reading_order
from dashboard.measures import counts
from dashboard.measures.reliance import footing, knock_out, network, profile
from dashboard.tables import source_names
from dashboard.tables.tables import Tables
from dashboard.vocabulary.palette import Palette

MOST = 16
"""Columns, lanes or rows that stay wide enough to read; the most cited sources have them."""

MOST_PAIRS = 200
"""Lines of the network that can still be told apart."""


def _theme_by_source(tables: Tables, palette: Palette) -> Figure:
    sources, themes = _same(counts.source_counts(tables)), _same(counts.theme_counts(tables))
    return theme_by_source(
        _same(counts.theme_by_source(tables)),
        sources,
        themes,
        shown=_most_cited(sources.whole),
        named=_names(tables),
        unit="passages",
        lit=(_ids(tables.themes, "theme_id"), _ids(tables.sources, "source_id")),
        palette=palette,
    )


def _theme_by_section(tables: Tables, palette: Palette) -> Figure:
    sections = counts.section_counts(tables)
    filled = sections[sections["n_passages"] > 0]
    return theme_by_section(
        _same(counts.theme_by_section(tables)),
        _same(sections),
        _same(counts.theme_counts(tables)),
        shown=_ids(filled, "section_id")[:MOST],
        unit="passages",
        lit=(_ids(tables.themes, "theme_id"), _ids(tables.sections, "section_id")),
        palette=palette,
    )


def _reading_order(tables: Tables, palette: Palette) -> Figure:
    themes_of: dict[str, list[str]] = {}
    codings = tables.codings
    for passage_id, theme_id in zip(codings["passage_id"], codings["theme_id"], strict=True):
        themes_of.setdefault(passage_id, []).append(theme_id)
    return reading_order(
        counts.reading_order(tables),
        tables.passages,
        lanes="sources",
        shown=_most_cited(counts.source_counts(tables)),
        sources=_names(tables),
        themes=dict(zip(tables.themes["theme_id"], tables.themes["theme"], strict=True)),
        themes_of=themes_of,
        kept=set(tables.passages["passage_id"]),
        lit=(_ids(tables.themes, "theme_id"), _ids(tables.sources, "source_id")),
        palette=palette,
    )


def _knock_out(tables: Tables, palette: Palette) -> Figure:
    worst = knock_out.worst_first(tables)
    cited = worst[worst["n_passages"] > 0]
    return reliance.knock_out(
        _same(worst),
        shown=_ids(cited, "source_id")[:MOST],
        named=_names(tables),
        off=(),
        support="",
        palette=palette,
    )


def _support_depth(tables: Tables, palette: Palette) -> Figure:
    n = footing.support_depth(tables)["n_sources"].to_numpy()
    return support_depth(tables.passages.assign(n_before=n, n_after=n), palette)


def _cumulative_sources(tables: Tables, palette: Palette) -> Figure:
    named = _names(tables)
    first = tables.citations.drop_duplicates("source_id")
    new: dict[str, list[str]] = {}
    for passage_id, source_id in zip(first["passage_id"], first["source_id"], strict=True):
        new.setdefault(passage_id, []).append(named[source_id])
    table = profile.cumulative_sources(tables)
    table["section"] = tables.passages["section"]
    table["new"] = [", ".join(new.get(id_, ())) for id_ in table["passage_id"]]
    return cumulative_sources(table, palette)


def _co_citation(tables: Tables, palette: Palette) -> Figure:
    spots, pairs = network.network_layout(tables), network.co_citation(tables)
    inside = pairs["source_id_a"].isin(spots["source_id"])
    inside &= pairs["source_id_b"].isin(spots["source_id"])
    return co_citation(spots, pairs[inside].head(MOST_PAIRS), _names(tables), palette)


CHARTS: dict[str, Callable[[Tables, Palette], Figure]] = {
    "theme_by_source": _theme_by_source,
    "theme_by_section": _theme_by_section,
    "reading_order": _reading_order,
    "knock_out": _knock_out,
    "support_depth": _support_depth,
    "cumulative_sources": _cumulative_sources,
    "co_citation": _co_citation,
}
"""What draws each chart, by the name it has on the page."""


def _same(table: DataFrame) -> Counts:
    """The counts of a measure with nothing filtered."""
    return Counts(table, table)


def _names(tables: Tables) -> dict[str, str]:
    return source_names.names(tables.sources["source_id"])


def _most_cited(sources: DataFrame) -> list[str]:
    """Ids of the most cited sources, in the order of the list."""
    most = sources.sort_values("n_citations", ascending=False, kind="stable").head(MOST)
    return _ids(most.sort_index(), "source_id")


def _ids(table: DataFrame, column: str) -> list[str]:
    return list(table[column])
