"""The view Reliance: what the text rests on, and what falls without a source."""

from collections.abc import Mapping

import streamlit as st

from dashboard.measures.reliance import origins
from dashboard.page import session, undo
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.session import S
from dashboard.page.views import checks, footing, knocked
from dashboard.page.widgets import held
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import MOST_OFFERED, names, of_all, offered, option
from dashboard.page.widgets.view import View, by_key
from dashboard.tables.tables import Tables
from dashboard.vocabulary.encode import label, one_line

_ALL_OF = " all of "  # no id begins with a space

PARTS = by_key(
    View("knock_out", "Knock out", knocked.show, switches_off=True),
    View("reading", "Reading list", footing.reading, switches_off=True),
    View("themes", "Themes", footing.themes, switches_off=True),
    View("sources", "Sources", footing.sources, switches_off=True),
    View("checks", "Checks", checks.integrity),
    View("order", "Order", checks.order),
    View("statement", "Statement", checks.statement),
)


def show(opened: Opened, counted: Tables, left: Tables) -> None:
    """The parts of the view, the sources to switch off, and below them the support strip."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="parts"):
        st.segmented_control(
            "Part",
            list(PARTS),
            key="part",
            persist_state="session",
            format_func=lambda key: PARTS[key].name,
            required=True,
            label_visibility="collapsed",
        )
        st.segmented_control(
            "Marks are read",
            list(session.SCOPES),
            key="scope",
            persist_state="session",
            required=True,
            format_func=session.SCOPES.__getitem__,
            label_visibility="collapsed",
            on_change=safely(_rescope),
        )
    if S.scope == "paragraph":
        st.html(f'<p class="said">{_lent(opened)}</p>')
    part = PARTS[S.part]
    if part.switches_off:
        _switches(opened)
    else:
        banner()
    part.draw(opened, counted, left)
    knocked.strip(opened)


def _lent(opened: Opened) -> str:
    """What it changes that marks are read paragraph by paragraph."""
    passages, by = opened.analysis.document.passages(), session.counting()
    n = sum(bool(held.of(opened, one.id, by).before) for one in passages if not one.citations)
    rule = "Some writers put one mark at the end of a paragraph"
    if not n:
        return f"{rule}. Here no passage without a mark stands in a paragraph with one."
    those = (
        "1 passage without a mark of its own counts"
        if n == 1
        else (f"{n} passages without a mark of their own count")
    )
    return f"{rule}: {those} those of {'its' if n == 1 else 'their'} paragraph."


def _switches(opened: Opened) -> None:
    origins = memo(_origins, opened)
    known, ids = names(opened), offered(opened, S.without)
    with st.container(horizontal=True, vertical_alignment="center", key="switch_off"):
        st.multiselect(
            "Switch off",
            [*list(origins)[:MOST_OFFERED], *ids],
            key="without",
            persist_state="session",
            placeholder=of_all(
                ids, opened.sources, "Switch off a source: what would the text lose?", "most cited"
            ),
            label_visibility="collapsed",
            on_change=safely(_expand),
            args=(origins,),
            select_all=False,
            format_func=lambda id_: _option(opened, known, origins, id_),
        )
        picked = next(iter(S.pick.sources), None)
        if picked:
            word = "Switch on" if picked in S.without else "Switch off"
            said = label(f"{word} {names(opened)[picked]}")
            st.button(said, key="toggle", on_click=safely(_toggle), args=(picked,))
        change = undo.last(opened.analysis.id)
        if change and change.without is not None:
            st.button(
                "Undo",
                key="undo",
                on_click=safely(undo.take_back),
                args=(opened.analysis.id,),
                type="tertiary",
            )
        if S.without:
            st.button(
                "All on", key="all_on", on_click=safely(undo.switch), args=([],), type="tertiary"
            )


def _expand(origins: dict[str, list[str]]) -> None:
    """After the choice changed: an origin stands for its sources."""
    ids = [id_ for chosen in S.without for id_ in origins.get(chosen, [chosen])]
    undo.switch(list(dict.fromkeys(ids)))


def _toggle(source_id: str) -> None:
    others = [id_ for id_ in S.without if id_ != source_id]
    undo.switch(others if source_id in S.without else [*others, source_id])


def _rescope() -> None:
    if S.pick.support:
        session.refilter()


def _origins(opened: Opened) -> dict[str, list[str]]:
    """The sources of each publisher, host or group that has several."""
    table = origins.origins(opened.tables, held.groups(opened))
    found = table[table["basis"].isin(["group", "publisher", "host"])].groupby("origin", sort=False)
    return {f"{_ALL_OF}{name}": ids.tolist() for name, ids in found["source_id"] if len(ids) > 1}


def _option(
    opened: Opened, known: Mapping[str, str], origins: dict[str, list[str]], id_: str
) -> str:
    if id_ in origins:
        return one_line(f"All {len(origins[id_])} of {id_.removeprefix(_ALL_OF)}")
    return option(opened, known, id_)


def banner() -> None:
    """Where nothing can be switched off: what is, and the way back."""
    off = held.off()
    if off:
        n = "1 source" if len(off) == 1 else f"{len(off)} sources"
        with st.container(horizontal=True, key="off"):
            st.button(
                label(f"{n} off: switch on"),
                key="on_again",
                on_click=safely(undo.switch),
                args=([],),
            )
