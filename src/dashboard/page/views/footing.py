"""What to read to check the text, and what each theme and each source carries."""

from collections.abc import Mapping
from html import escape

import streamlit as st
from pandas import DataFrame

from dashboard import figures
from dashboard.figures import Figure
from dashboard.measures.reliance import footing, network, profile, reading_list
from dashboard.page import session
from dashboard.page.opened import Opened
from dashboard.page.platform.elements import ColumnConfig
from dashboard.page.session import Counting, S
from dashboard.page.widgets.behind import Behind, Columns, behind, cell_table, download
from dashboard.page.widgets.counted import measured, nothing_cited, with_finding
from dashboard.page.widgets.drawing import chart, colours_of, title
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names, titles
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.palette import Palette

MOST_PAIRS = 200
"""Lines that can still be told apart."""

_PERCENT = st.column_config.NumberColumn(format="percent")


def reading(opened: Opened, _: Tables, __: Tables) -> None:
    """The fewest sources to read, the one that checks most first."""
    by = session.counting()
    if opened.themes:
        st.selectbox(
            "Check",
            [None, *opened.themes],
            key="read_for",
            persist_state="session",
            label_visibility="collapsed",
            format_func=lambda id_: (
                f"Check: {opened.themes[id_].name}" if id_ else "Check: the whole text"
            ),
            width=320,
        )
    theme_id = S.read_for
    table, finding = with_finding(reading_list.READING_LIST, opened, by, theme_id)
    steps = measured(reading_list.reading_steps, opened, by, theme_id)
    if not len(table):
        title("reading", _nothing_to_read(opened, theme_id), [])
        return
    said = (
        "No shorter list covers them all"
        if table["is_smallest"].all()
        else "Found step by step, since there are too many sources to try every list; there may be "
        "a shorter one"
    )
    n = "this source" if len(table) == 1 else f"all {len(table)}"
    what = f"Read {n}, and you have read a source of every passage that cites one"
    title("reading", finding, [f"{what}. {said}"])
    added = _added(steps)
    support = "held" if S.scope == "paragraph" else ""
    ids = [
        Selection(sources=(id_,), passages=tuple(added[place]), support=support)
        for id_, place in zip(table["source_id"], table["place"].tolist(), strict=True)
    ]
    shown = _read(opened, table, added)
    _table(opened, "reading_list", shown, ids, table, {"checked so far": _PERCENT})


def _nothing_to_read(opened: Opened, theme_id: str | None) -> str:
    if theme_id:
        return f"No passage of “{opened.themes[theme_id].name}” cites a source you could read"
    if S.without and len(opened.tables.citations):
        return "No passage cites a source that is still on"
    return nothing_cited(opened)


def _added(steps: DataFrame) -> dict[int, list[str]]:
    """The passages that each place of the list adds."""
    added: dict[int, list[str]] = {}
    for place, id_ in zip(steps["place"].tolist(), steps["passage_id"], strict=True):
        added.setdefault(place, []).append(id_)
    return added


def _read(opened: Opened, table: DataFrame, added: Mapping[int, list[str]]) -> DataFrame:
    """The reading list to show, each source with the passages it adds."""
    return DataFrame(
        {
            "order": table["place"],
            "source": table["source_id"].map(names(opened)),
            "title": table["source_id"].map(titles(opened)),
            "new passages": table["n_added"],
            "checked so far": table["share_covered"],
            "which": [
                ", ".join(str(opened.places[id_]) for id_ in added[place][:12])
                + (" …" if len(added[place]) > 12 else "")
                for place in table["place"].tolist()
            ],
        }
    )


def themes(opened: Opened, _: Tables, __: Tables) -> None:
    """How many sources each theme stands on, and how evenly."""
    if not opened.themes:
        title("footing", "This text has no themes yet", ["Add some under Themes"])
        return
    by = session.counting()
    table, finding = with_finding(footing.THEME_FOOTING, opened, by)
    said = (
        "Effective: as many sources, cited alike, would carry the theme as evenly (1 ÷ the sum of "
        "squared shares). Its share: how many of the passages with a source cite it"
    )
    title("footing", finding, [said])
    shown = DataFrame(
        {
            "theme": table["theme"],
            "passages": table["n_passages"],
            "with a source": table["n_cited"],
            "on one source": table["n_single"],
            "sources": table["n_sources"],
            "effective": table["n_effective"].round(1),
            "most cited": table["source_id"].map(names(opened)).fillna("–"),
            "its share": table["share_passages"],
        }
    )
    ids = [Selection(themes=(id_,)) for id_ in table["theme_id"]]
    largest = [
        Selection(sources=(id_,), support="held") if isinstance(id_, str) else Selection()
        for id_ in table["source_id"]
    ]
    columns: Columns = {
        "on one source": Selection(support="1"),
        "most cited": largest,
        "its share": largest,
    }
    _table(opened, "theme_footing", shown, ids, table, {"its share": _PERCENT}, columns)


def sources(opened: Opened, _: Tables, left: Tables) -> None:
    """What is cited together, every source's part in the text, and more of the picked one."""
    by = session.counting()
    left = left.without(by.without)
    table, finding = with_finding(profile.SOURCE_PROFILE, opened, by)
    picked = next(iter(S.pick.sources), None)
    pairs, together = with_finding(network.CO_CITATION, opened, by)
    _network(opened, left, pairs, together)
    if not len(left.citations):
        return
    if picked:
        _together(opened, picked, pairs)
    said = "Alone: passages that cite no other source. First, last: passage of the text"
    how = "read sentence by sentence" if S.scope == "paragraph" else ""
    whole, table = table, table[table["n_passages"] > 0]
    title("profile", finding, [said, how])
    shown = DataFrame(
        {
            "source": table["source_id"].map(names(opened)),
            "title": table["source_id"].map(titles(opened)),
            "citations": table["n_citations"],
            "passages": table["n_passages"],
            "alone": table["n_alone"],
            "sections": table["n_sections"],
            "themes": table["n_themes"],
            "first": table["first_passage_id"].map(opened.places).astype("Int64"),
            "last": table["last_passage_id"].map(opened.places).astype("Int64"),
        }
    )
    ids = [Selection(sources=(id_,)) for id_ in table["source_id"]]
    places = {
        name: [Selection(start=id_) for id_ in table[f"{name}_passage_id"]]
        for name in ("first", "last")
    }
    _table(
        opened,
        "source_profile",
        shown,
        ids,
        whole,
        columns={"alone": Selection(support="alone"), **places},
    )
    if len(opened.themes) > 1:
        _coupling(opened)


def _network(opened: Opened, left: Tables, pairs: DataFrame, finding: str) -> None:
    """The sources as circles, joined where a passage cites both."""
    colours = colours_of(opened)
    spots = measured(network.network_layout, opened, session.counting())
    lines = _lines(spots, pairs)
    n_cited = left.citations["source_id"].nunique()
    n_out, most_of_one = measured(network.left_out, opened, session.counting())
    out = "1 passage has" if n_out == 1 else f"{n_out} passages have"
    cut = [
        f"shows the {len(spots)} most cited of {n_cited} sources" if len(spots) < n_cited else "",
        f"the {len(lines)} strongest of {len(pairs)} pairs" if len(lines) < len(pairs) else "",
        f"left out: {out} more than {most_of_one:,} sources, too many to pair" if n_out else "",
    ]
    said = "A circle is a source; a line joins two that are cited in the same passage"
    how = "the larger, the more passages; click a circle or the point on a line"
    with title("co_citation", finding, [f"{said}; {how}", *cut] if len(pairs) else cut[2:]):
        behind(opened, "co_citation", lambda: _pairs(opened, pairs))
    if not len(pairs):
        return

    figure = memo(_circles, opened, session.counting(), colours)
    chart("co_citation", figure, f"{finding}. {said}.")


def _pairs(opened: Opened, pairs: DataFrame) -> Behind:
    shown = DataFrame(
        {
            "first": pairs["source_id_a"].map(names(opened)),
            "second": pairs["source_id_b"].map(names(opened)),
            "passages that cite both": pairs["n_passages"],
            "of those that cite either, %": (pairs["share_passages"] * 100).round(),
        }
    )
    ids = zip(pairs["source_id_a"], pairs["source_id_b"], strict=True)
    return Behind(shown, pairs, [Selection(sources=pair, all_sources=True) for pair in ids])


def _together(opened: Opened, picked: str, pairs: DataFrame) -> None:
    """What the picked source is cited together with."""
    own = pairs[(pairs["source_id_a"] == picked) | (pairs["source_id_b"] == picked)]
    other = own["source_id_a"].where(own["source_id_a"] != picked, own["source_id_b"])
    name = f"Source {escape(names(opened)[picked])}"
    if not len(own):
        st.html(f'<p class="said">{name} is cited together with no other.</p>')
        return
    small = "<small>Passages that cite both; share of those that cite either</small>"
    st.html(f'<h2 class="finding">{name} is cited together with{small}</h2>')
    shown = DataFrame(
        {
            "source": other.map(names(opened)),
            "title": other.map(titles(opened)),
            "both": own["n_passages"],
            "share": own["share_passages"],
        }
    )
    ids = [Selection(sources=(picked, id_), all_sources=True) for id_ in other]
    _table(opened, "cited_together", shown, ids, own, {"share": _PERCENT})


def _coupling(opened: Opened) -> None:
    """Themes that rest on the same sources."""
    with st.expander("Themes that rest on the same sources"):
        table = measured(network.theme_coupling, opened, session.counting())
        table = table[table["n_sources"] > 0].sort_values("share_sources", ascending=False)
        named = {id_: theme.name for id_, theme in opened.themes.items()}
        shown = DataFrame(
            {
                "theme": table["theme_id_a"].map(named),
                "and": table["theme_id_b"].map(named),
                "shared sources": table["n_sources"],
                "of": table["n_either"],
                "share": table["share_sources"],
            }
        )
        ids = [Selection(themes=(id_,)) for id_ in table["theme_id_a"]]
        st.html(
            '<p class="said">Share: of the sources cited for either theme, those cited for '
            "both. Choose a cell to read the first theme.</p>"
        )
        _table(opened, "theme_coupling", shown, ids, table, {"share": _PERCENT})


def _table(
    opened: Opened,
    name: str,
    shown: DataFrame,
    ids: list[Selection],
    whole: DataFrame,
    config: dict[str, ColumnConfig] | None = None,
    columns: Columns | None = None,
) -> None:
    shares = {column: shown[column].round(2) for column in config or ()}
    with st.container(key=f"table_{name}"):
        cell_table(f"cells_{name}", shown.assign(**shares), ids, columns, config)
    download(opened, name, whole)


def _lines(spots: DataFrame, pairs: DataFrame) -> DataFrame:
    """The strongest pairs of the sources that are drawn."""
    ids = set(spots["source_id"])
    inside = pairs[pairs["source_id_a"].isin(ids) & pairs["source_id_b"].isin(ids)]
    return inside.head(MOST_PAIRS)


def _circles(opened: Opened, by: Counting, colours: Palette) -> Figure:
    spots = measured(network.network_layout, opened, by)
    lines = _lines(spots, measured(network.co_citation, opened, by))
    return figures.co_citation(spots, lines, names(opened), colours)
