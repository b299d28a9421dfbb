"""The charts: how often sources and themes appear, where they meet, and where they stand."""

from collections.abc import Callable, Mapping

import streamlit as st
from pandas import DataFrame

from dashboard import figures
from dashboard.figures import Counts, Figure
from dashboard.measures import counts, findings
from dashboard.model import Basis
from dashboard.page import session
from dashboard.page.opened import Opened
from dashboard.page.session import Counting, S
from dashboard.page.widgets.behind import Behind, behind
from dashboard.page.widgets.counted import measured
from dashboard.page.widgets.drawing import chart, colours_of, title
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names
from dashboard.page.widgets.strip import (
    filtered_by,
    lit,
    marked,
    most_cited,
    only,
    strip,
    switched_off,
)
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.palette import Palette

MOST_COLUMNS = 16
"""What stays wide enough to read and to hit."""

MOST_ACROSS = 500
"""Columns of a table of themes that the browser takes in without delay."""

_RECOGNISED = (
    "Citelight knows marks such as [1], [^1], ([title](address)), (Smith et al., 2020) and the "
    "others listed under Help"
)


def overview(opened: Opened, counted: Tables, left: Tables) -> None:
    """Where themes meet sources, and below it the strip, the map of the text."""
    colours = colours_of(opened)
    if len(opened.tables.citations):
        _by_source(opened, counted, left, colours)
    else:
        title("overview", "No citations were found in this text", [_RECOGNISED, _by(opened)])
    strip(opened, counted, colours)


def sections(opened: Opened, counted: Tables, left: Tables) -> None:
    """Which section speaks of which theme, and below it the strip."""
    colours = colours_of(opened)
    _by_section(opened, counted, left, colours)
    strip(opened, counted, colours)


def _by_source(opened: Opened, counted: Tables, left: Tables, colours: Palette) -> None:
    by = session.counting()
    sources, themes = (
        _both(measure, opened, by) for measure in (counts.source_counts, counts.theme_counts)
    )
    named = names(opened)
    finding = findings.crossing(sources.whole, themes.whole, len(counted.passages), named)
    shown = most_cited(sources.whole, MOST_COLUMNS)
    said = [
        filtered_by(counted, left),
        switched_off(),
        _by(opened),
        only(shown, sources.whole, "sources", most="most cited"),
    ]
    with title("overview", finding, said):
        behind(
            opened,
            "theme_by_source",
            lambda: _crossed_sources(opened, left, sources.whole, themes.whole),
        )

    figure = memo(_tiles_of_sources, opened, by, colours, tuple(shown), S.unit)
    chart("theme_by_source", figure, f"{finding}. Tiles: {S.unit} per theme and source.")


def _by_section(opened: Opened, counted: Tables, left: Tables, colours: Palette) -> None:
    by = session.counting()
    tiles, sections, themes = (
        _both(measure, opened, by)
        for measure in (counts.theme_by_section, counts.section_counts, counts.theme_counts)
    )
    finding = findings.sections(tiles.whole, counted.n_sections_with_passages())
    filled = sections.whole[sections.whole["n_passages"] > 0]
    shown = filled["section_id"].head(MOST_COLUMNS).tolist()

    said = [filtered_by(counted, left), _by(opened), only(shown, filled, "sections")]
    with title("sections", finding, said):
        places = {id_: place for place, id_ in enumerate(opened.sections, start=1)}
        headings = {id_: f"{places[id_]}: {title}" for id_, title in opened.sections.items()}
        behind(
            opened,
            "theme_by_section",
            lambda: _crossed(tiles.left, themes.whole, "section_id", _first(headings)),
        )
    figure = memo(_tiles_of_sections, opened, by, colours, tuple(shown), S.unit)
    chart("theme_by_section", figure, f"{finding}. Tiles: {S.unit} per theme and section.")


def _tiles_of_sources(
    opened: Opened, by: Counting, colours: Palette, shown: tuple[str, ...], unit: str
) -> Figure:
    sources, themes = (
        _both(measure, opened, by) for measure in (counts.source_counts, counts.theme_counts)
    )
    return figures.theme_by_source(
        Counts(
            measured(counts.theme_by_source, opened, by.whole(), shown),
            measured(counts.theme_by_source, opened, by.before(), shown),
        ),
        sources,
        themes,
        shown=list(shown),
        named=marked(opened, by),
        unit=unit,
        lit=lit(opened, by),
        palette=colours,
    )


def _tiles_of_sections(
    opened: Opened, by: Counting, colours: Palette, shown: tuple[str, ...], unit: str
) -> Figure:
    tiles, sections, themes = (
        _both(measure, opened, by)
        for measure in (counts.theme_by_section, counts.section_counts, counts.theme_counts)
    )
    asked = by.left_by
    lit = (set(asked.themes or opened.themes), set(asked.sections or opened.sections))
    return figures.theme_by_section(
        tiles, sections, themes, shown=list(shown), unit=unit, lit=lit, palette=colours
    )


def _first(headings: Mapping[str, str]) -> dict[str, str]:
    """As many headings as a table has room for; it says so if not all do."""
    some = dict(list(headings.items())[:MOST_ACROSS])
    if len(some) < len(headings):
        st.html(f'<p class="said">the first {len(some)} of {len(headings)} sections</p>')
    return some


def _crossed_sources(opened: Opened, left: Tables, sources: DataFrame, themes: DataFrame) -> Behind:
    """The tiles of all sources as a table or, of very many, those of the most cited."""
    ids = most_cited(sources, MOST_ACROSS)
    if len(ids) < len(sources):
        st.html(f'<p class="said">{only(ids, sources, "sources", most="most cited")}</p>')
    tiles = counts.theme_by_source(left, ids)
    return _crossed(tiles, themes, "source_id", {id_: names(opened)[id_] for id_ in ids})


def _crossed(tiles: DataFrame, themes: DataFrame, key: str, named: Mapping[str, str]) -> Behind:
    """Tiles as a table of themes down and sources or sections across."""
    table = tiles.pivot(index="theme_id", columns=key, values=f"n_{S.unit}")
    table = table.loc[themes["theme_id"], list(named)].rename(columns=dict(named))
    table.insert(0, "theme", themes["theme"].to_numpy())
    return Behind(
        shown=table.reset_index(drop=True),
        whole=tiles,
        rows=[Selection(themes=(id_,)) for id_ in themes["theme_id"]],
        columns={
            name: Selection(sources=(id_,)) if key == "source_id" else Selection(sections=(id_,))
            for id_, name in named.items()
        },
    )


def _both(measure: Callable[[Tables], DataFrame], opened: Opened, by: Counting) -> Counts:
    """A measure of the whole text, and of what the filter leaves."""
    return Counts(measured(measure, opened, by.whole()), measured(measure, opened, by.before()))


def _by(opened: Opened) -> str:
    """By what themes are counted, and how far that agrees with the coder."""
    basis = session.basis()
    if basis is None:
        return "This text has no themes yet. Add some under Themes"
    said = f"Themes counted by: {opened.analysis.basis_name(basis)}"
    hand = opened.analysis.hand
    if basis == "hand" or hand is None:
        return said
    table = memo(_agreement, opened, basis)
    return f"{said} ({findings.agreement(table, hand.who)})"


def _agreement(opened: Opened, basis: Basis) -> DataFrame:
    return counts.coding_agreement(opened.tables, basis)
