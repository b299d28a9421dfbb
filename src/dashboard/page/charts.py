"""The charts: how often sources and themes appear, where they meet, and where they stand."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st
from pandas import DataFrame

from dashboard import export, figures, findings, measures
from dashboard.encode import file_name
from dashboard.figures import Counts, Figure
from dashboard.model import Basis
from dashboard.page import state
from dashboard.page.opened import Opened
from dashboard.page.state import Pick, S
from dashboard.palette import Palette, palette
from dashboard.tables import Tables, Where

MOST_SOURCES, MOST_SECTIONS, MOST_LANES = 16, 16, 14
"""Columns and lanes that stay wide enough to read and to hit."""

BASIS_NAMES = {"hand": "coded by hand", "term": "words of the passage", "section": "theme of the section"}
_PLOT = {"displayModeBar": False, "responsive": True}


def switches(opened: Opened) -> None:
    """What to look at, by which themes, counted in what."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="switches"):
        st.segmented_control(
            "View", list(state.VIEWS), key="view", format_func=state.VIEWS.__getitem__,
            required=True, label_visibility="collapsed",
        )  # fmt: skip
        bases = opened.analysis.bases
        if len(bases) > 1:
            st.selectbox(
                "Themes counted by", bases, key="basis", label_visibility="collapsed", width=240,
                format_func=lambda basis: f"Themes: {BASIS_NAMES[basis]}",
                on_change=lambda: S.update(basis_chosen=True, p=None),
            )  # fmt: skip
        if S.view in ("overview", "sections"):
            st.segmented_control("Count", state.UNITS, key="unit", required=True, label_visibility="collapsed")


def show(opened: Opened, counted: Tables, left: Tables) -> None:
    """The tiles of this view, and below them the strip, the map of the text."""
    colours = palette(
        [theme.colour for theme in opened.analysis.book.themes],
        dark=st.context.theme.type == "dark",
    )
    if S.view == "sections":
        _sections(opened, counted, left, colours)
    else:
        _overview(opened, counted, left, colours)
    _strip(opened, counted, left, colours)


def _overview(opened: Opened, counted: Tables, left: Tables, colours: Palette) -> None:
    tiles, sources, themes = (
        _both(name, opened, counted, left)
        for name in ("theme_by_source", "source_counts", "theme_counts")
    )
    finding = findings.crossing(sources.whole, themes.whole, len(counted.passages))
    shown = most_cited(sources.whole, MOST_SOURCES)
    figure = _drawn(
        opened, colours, "theme_by_source",
        lambda: figures.theme_by_source(
            tiles, sources, themes, shown=shown, unit=S.unit, lit=_lit(opened), palette=colours
        ),
    )  # fmt: skip
    said = [_filtered(counted, left), _by(opened), _only(shown, sources.whole, "source", "most cited")]
    with _title("overview", finding, said):
        table = tiles.left.pivot(index="theme", columns="source_id", values=f"n_{S.unit}")
        table = table.loc[themes.whole["theme"], sources.whole["source_id"].tolist()]
        ids = [{"theme_id": id_} for id_ in themes.whole["theme_id"]]
        columns = {id_: {"source_id": id_} for id_ in table.columns}
        behind(opened, "theme_by_source", table.reset_index(), tiles.left, ids, columns)
    _chart("theme_by_source", figure, f"{finding}. Tiles: {S.unit} per theme and source.")


def _sections(opened: Opened, counted: Tables, left: Tables, colours: Palette) -> None:
    tiles, sections, themes = (
        _both(name, opened, counted, left)
        for name in ("theme_by_section", "section_counts", "theme_counts")
    )
    finding = findings.sections(tiles.whole)
    filled = sections.whole[sections.whole["n_passages"] > 0]
    shown = filled["section_id"].head(MOST_SECTIONS).tolist()
    figure = _drawn(
        opened, colours, "theme_by_section",
        lambda: figures.theme_by_section(
            tiles, sections, themes, shown=shown, unit=S.unit, lit=_lit(opened), palette=colours
        ),
    )  # fmt: skip
    said = [_filtered(counted, left), _by(opened), _only(shown, filled, "section", "first")]
    with _title("sections", finding, said):
        table = tiles.left.pivot(index="theme", columns="section_id", values=f"n_{S.unit}")
        table = table.loc[themes.whole["theme"], sections.whole["section_id"].tolist()]
        ids = [{"theme_id": id_} for id_ in themes.whole["theme_id"]]
        names = {id_: opened.sections[id_] for id_ in table.columns}
        columns = {name: {"section_id": id_} for id_, name in names.items()}
        behind(opened, "theme_by_section", table.rename(columns=names).reset_index(), tiles.left, ids, columns)
    _chart("theme_by_section", figure, f"{finding}. Tiles: {S.unit} per theme and section.")


def _strip(opened: Opened, counted: Tables, left: Tables, colours: Palette) -> None:
    marks = _measured(opened, "reading_order", Where(), counted)
    by_source = _measured(opened, "source_counts", Where(), counted)
    lanes = S.lanes if opened.themes else "sources"
    shown = most_cited(by_source, MOST_LANES) if lanes == "sources" else list(opened.themes)[:MOST_LANES]
    finding = findings.reading_order(marks, len(opened.sections))
    basis = state.basis()
    figure = _drawn(
        opened, colours, "reading_order",
        lambda: figures.reading_order(
            marks, counted.passages, lanes=lanes, shown=shown,
            themes={id_: theme.name for id_, theme in opened.themes.items()},
            themes_of={p: list(codings) for p, codings in opened.codings[basis].items()} if basis else {},
            kept=set(left.passages["passage_id"]), lit=_lit(opened), palette=colours,
        ),
        lanes,
    )  # fmt: skip
    reads = "Reading order: a mark is a passage that cites the source, in the colours of its themes"
    if lanes == "themes":
        reads = "Reading order: a mark is a citation in a passage of the theme; it stands once per theme"
    if lanes == "sources":
        reads += _only(shown, by_source, "source", "most cited", " · ")
    with _title("strip", finding, [reads]):
        if opened.themes:
            st.segmented_control("Lanes", state.LANES, key="lanes", required=True, label_visibility="collapsed")
        table = _measured(opened, "reading_order", state.filtered(), left)
        rows = table[["passage_position", "source_id"]].assign(
            section=table["section_id"].map(opened.sections), passage_position=table["passage_position"] + 1
        )  # fmt: skip
        ids = [
            {"source_id": source, "passage_id": passage}
            for source, passage in zip(table["source_id"], table["passage_id"], strict=True)
        ]
        behind(opened, "reading_order", rows.rename(columns={"passage_position": "passage"}), table, ids)
    _chart("reading_order", figure, f"{finding}. {reads}.")


def most_cited(sources: DataFrame, most: int) -> list[str]:
    """Ids of the most cited sources in the order of the list, what is picked or filtered among them."""
    wanted = [*S.source, *([S.pick.source_id] if S.pick.source_id else [])]
    ranked = sources.sort_values("n_citations", ascending=False, kind="stable")["source_id"].tolist()
    kept = set([*dict.fromkeys(wanted), *[id_ for id_ in ranked if id_ not in wanted]][:most])
    return [id_ for id_ in sources["source_id"] if id_ in kept]


def behind(
    opened: Opened,
    name: str,
    shown: DataFrame,
    whole: DataFrame,
    rows: Sequence[Mapping[str, str]],
    columns: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """The table behind a picture: to read, to pick by cell, and to take away.

    Args:
        opened: Names the file.
        name: Of the measure.
        shown: The table to read.
        whole: The table to take away.
        rows: The ids that each row of `shown` stands for.
        columns: The ids that a column stands for besides.
    """
    popover = st.popover("Table", key=f"data_{name}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        cell_table(f"cells_{name}", shown, rows, columns or {})
        download(opened, name, whole)


def download(opened: Opened, name: str, table: DataFrame) -> None:
    """A table to take away."""
    st.download_button(
        "Download CSV", export.to_csv(table), key=f"csv_{name}", on_click="ignore", mime="text/csv",
        file_name=file_name(f"{opened.analysis.id}-{name}", "csv"),
    )  # fmt: skip


def cell_table(
    key: str,
    shown: DataFrame,
    rows: Sequence[Mapping[str, str]],
    columns: Mapping[str, Mapping[str, str]],
    **options: Any,
) -> None:
    """A table in which every cell is a door to the passages that its row and column stand for."""

    def chosen() -> None:
        if cells := S[key]["selection"]["cells"]:
            row, column = cells[0]
            state.pick(Pick.of({**rows[row], **columns.get(column, {})}))

    st.dataframe(
        shown, key=key, on_select=chosen, selection_mode="single-cell", hide_index=True, **options
    )


def _both(name: str, opened: Opened, counted: Tables, left: Tables) -> Counts:
    return Counts(
        _measured(opened, name, Where(), counted), _measured(opened, name, state.filtered(), left)
    )


def _measured(opened: Opened, name: str, where: Where, tables: Tables) -> DataFrame:
    return _measure(opened.digest, str(S.basis), where, name, tables)


@st.cache_resource(max_entries=400, show_spinner=False)
def _measure(digest: str, basis: str, where: Where, name: str, _tables: Tables) -> DataFrame:
    measure: Callable[[Tables], DataFrame] = getattr(measures, name)
    return measure(_tables)


def _drawn(
    opened: Opened, colours: Palette, name: str, draw: Callable[[], Figure], *more: str
) -> Figure:
    wanted = (S.pick.source_id or "", *more)
    return _figure(opened.digest, str(S.basis), state.filtered(), S.unit, colours.paper, name, wanted, draw)


# The pick is not drawn into a figure, so nearly every click finds its figures here.
@st.cache_resource(max_entries=100, show_spinner=False)
def _figure(
    digest: str, basis: str, where: Where, unit: str, paper: str, name: str, more: tuple[str, ...],
    _draw: Callable[[], Figure],
) -> Figure:  # fmt: skip
    return _draw()


def _lit(opened: Opened) -> tuple[set[str], set[str]]:
    columns = set(S.source) or set(opened.sources)
    if S.view == "sections":
        columns = set(S.section) or set(opened.sections)
        return set(S.theme) or set(opened.themes), columns | set(opened.sources)
    return set(S.theme) or set(opened.themes), columns


def _title(name: str, finding: str, said: Sequence[str]) -> Any:
    """A chart's title with what is to be said of it; the caller adds what stands at its right."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", key=f"title_{name}")
    small = " · ".join(escape(part) for part in said if part)
    with row:
        st.html(f'<h2 class="finding">{escape(finding)}{f"<small>{small}</small>" if small else ""}</h2>')
    return row


def _filtered(counted: Tables, left: Tables) -> str:
    if not state.filtered():
        return ""
    return f"{len(left.passages)} of {len(counted.passages)} passages are left; pale is what the filter took"


def _by(opened: Opened) -> str:
    """By what themes are counted, and how far that agrees with the coding by hand."""
    basis = state.basis()
    if basis is None:
        return "this analysis has no themes yet"
    said = f"themes counted by: {BASIS_NAMES[basis]}"
    if basis == "hand" or opened.analysis.hand is None:
        return said
    return f"{said} ({findings.agreement(_agreement(opened.digest, basis, opened.tables))})"


@st.cache_resource(max_entries=50, show_spinner=False)
def _agreement(digest: str, basis: Basis, _tables: Tables) -> DataFrame:
    return measures.coding_agreement(_tables, basis)


def _only(shown: Sequence[str], whole: DataFrame, noun: str, which: str, before: str = "") -> str:
    if len(shown) == len(whole):
        return ""
    return f"{before}the {len(shown)} {which} of {len(whole)} {noun}s"


def _chart(key: str, figure: Figure, alt: str) -> None:
    with st.container(key=key):
        st.plotly_chart(
            figure, key=f"{key}_chart", on_select=lambda: _open(key), selection_mode="points",
            config=_PLOT, alt=alt,
        )  # fmt: skip
    css = figures.outline(figure, key, S.pick.ids, S.p)
    st.html(f"<style>{css or '.none {}'}</style>")


def _open(chart: str) -> None:
    points = S[f"{chart}_chart"]["selection"]["points"]
    hit = figures.clicked(points, S.get(f"{chart}_before", []))
    if points:
        S[f"{chart}_before"] = points
    if hit:
        state.pick(Pick.of(hit))
