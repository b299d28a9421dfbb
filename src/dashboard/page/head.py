"""The head of the page: title, facts and filters."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.errors import Fault
from dashboard.measures import counts as measures
from dashboard.measures.lead_ins import lead_ins
from dashboard.page import help, marks, session
from dashboard.page.incident import Regions, safely
from dashboard.page.opened import Opened
from dashboard.page.opening import opener, saving
from dashboard.page.session import S
from dashboard.page.widgets import named
from dashboard.page.widgets.counted import measured
from dashboard.page.widgets.view import View
from dashboard.reader_assets.passage_html import folded
from dashboard.tables.selection import DEPTHS, Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.encode import label, one_line

_DEPTHS = dict(zip(DEPTHS, ("none", "one", "two", "three or more"), strict=True))
_LONGEST_TITLE = 1_000
_MOST_FAULTS, _MOST_LISTED = 3, 100
"""Of the files: so many have a box each, so many are listed if there are more."""


def show(opened: Opened, counted: Tables, left: Tables, names: list[str], regions: Regions) -> None:
    """Say what is read, how much of it there is, and let it be filtered."""
    st.html(
        f'<h1 class="title">{folded(one_line(opened.analysis.document.title, _LONGEST_TITLE))}</h1>'
    )
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="top"
    ):
        with st.container(horizontal=True, vertical_alignment="center", key="facts"):
            regions.draw("facts", _facts, opened, counted)
        with st.container(
            horizontal=True, vertical_alignment="center", key="doors", width="content"
        ):
            regions.draw("doors", opener.show, names)
            if opened.is_own:
                regions.draw("saving", saving.show, opened)
            regions.draw("help", help.show)
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        regions.draw("filters", _filters, opened, counted, left)


def _facts(opened: Opened, counted: Tables) -> None:
    """How much there is of everything; each number opens what it counts."""
    uncited = len(set(counted.passages["passage_id"]) - set(counted.citations["passage_id"]))
    listed_only = len(set(counted.sources["source_id"]) - set(counted.citations["source_id"]))
    _fact("sections", counted.n_sections_with_passages(), lambda: S.put(view="sections"))
    _fact("passages", len(counted.passages), session.clear)
    _fact("citations", len(counted.citations), lambda: S.put(view="overview"))
    _fact("sources", len(counted.sources), lambda: S.put(view="sources"))
    if listed_only:
        st.button(
            f"**{listed_only}** listed, never cited",
            type="tertiary",
            key="fact_listed",
            on_click=safely(lambda: S.put(view="sources")),
        )
    if uncited:
        noun = "passage" if uncited == 1 else "passages"
        st.button(
            f"**{uncited}** {noun} without a citation{_leading(len(lead_ins(counted)), uncited)}",
            type="tertiary",
            key="fact_uncited",
            on_click=safely(lambda: session.pick(Selection(depths=("0",)))),
        )
    else:
        st.button(
            "every passage cites a source",
            type="tertiary",
            key="fact_uncited",
            on_click=safely(lambda: S.put(view="overview")),
        )
    marks.show(opened)


def _leading(n: int, of: int) -> str:
    """How many of the passages without a citation only lead in what follows."""
    if n == 0:
        return ""
    if of == 1:
        return ", a lead-in"
    return f", {n} of them {'a lead-in' if n == 1 else 'lead-ins'}"


def _fact(noun: str, n: int, on_click: Callable[[], None]) -> None:
    shown = noun.removesuffix("s") if n == 1 else noun
    st.button(f"**{n}** {shown}", type="tertiary", key=f"fact_{noun}", on_click=safely(on_click))


def _filters(opened: Opened, counted: Tables, left: Tables) -> None:
    if opened.themes:
        table = measured(measures.theme_counts, opened, session.counting().whole())
        counts = dict(zip(table["theme_id"], table["n_passages"].tolist(), strict=True))
        st.pills(
            "Themes",
            list(opened.themes),
            format_func=lambda id_: f"{label(opened.themes[id_].name, 30)} **{counts[id_]}**",
            selection_mode="multi",
            key="theme",
            label_visibility="collapsed",
            on_change=safely(session.refilter),
        )
        _match("theme_match", S.theme)
    n_more = len(S.source) + len(S.section) + len(S.depth) + bool(S.q.strip())
    more = f"More filters · {n_more}" if n_more else "More filters"
    with st.popover(more, key="more"):
        st.text_input("Words in the passage", key="q", on_change=safely(session.refilter),
                      placeholder="matched as written; capitals don't matter")  # fmt: skip
        known, ids = named.names(opened), named.offered(opened, S.source)
        st.multiselect("Sources", ids, key="source", on_change=safely(session.refilter),
                       format_func=lambda id_: named.option(opened, known, id_),
                       placeholder=named.of_all(
                           ids, opened.sources, "any source", "most cited"))  # fmt: skip
        _match("source_match", S.source)
        ids = named.sections_offered(opened, S.section)
        st.multiselect("Sections", ids, key="section", on_change=safely(session.refilter),
                       format_func=lambda id_: one_line(opened.sections[id_]),
                       placeholder=named.of_all(
                           ids, opened.sections, "any section", "first"))  # fmt: skip
        st.pills("Sources that the passage cites", DEPTHS, key="depth", selection_mode="multi",
                 format_func=_DEPTHS.__getitem__, on_change=safely(session.refilter))  # fmt: skip
    if session.filtered():
        st.html(
            f"<span>{len(left.passages)} of {len(counted.passages)} passages</span>",
            width="content",
        )
        st.button("Clear filters", type="tertiary", on_click=safely(session.clear), key="clear")


def _match(key: str, chosen: list[str]) -> None:
    """Whether a passage must have any or all of several that were chosen."""
    if len(chosen) > 1:
        st.segmented_control(
            "Passages with",
            list(session.MATCHES),
            key=key,
            required=True,
            format_func=session.MATCHES.__getitem__,
            label_visibility="collapsed",
            on_change=safely(session.refilter),
        )


def switches(opened: Opened, views: Mapping[str, View]) -> None:
    """What to look at, by which themes, counted in what."""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="switches"):
        st.segmented_control(
            "View",
            list(views),
            key="view",
            persist_state="session",
            format_func=lambda key: views[key].name,
            required=True,
            label_visibility="collapsed",
        )
        if len(opened.analysis.bases) > 1:
            st.selectbox(
                "Themes counted by",
                opened.analysis.bases,
                key="basis",
                persist_state="session",
                width=230,
                label_visibility="collapsed",
                on_change=safely(session.choose_basis),
                format_func=opened.analysis.basis_name,
            )
        if views[S.view].has_units:
            st.segmented_control(
                "Count",
                session.UNITS,
                key="unit",
                persist_state="session",
                required=True,
                label_visibility="collapsed",
            )


def told() -> None:
    """Say what of the files last handed over could not be read."""
    for line in S.told[:20]:
        st.warning(label(line, 400), icon="⚠️")


def lost(faults: tuple[Fault, ...]) -> None:
    """Say what the address or the folder asked for in vain."""
    told()
    if S.lost:
        st.warning(f"This link asks for an analysis that isn't here: {label(S.lost[0])}", icon="⚠️")
    if S.unknown:
        st.warning(
            "This link asks for something this analysis doesn't have: "
            f"{label('; '.join(S.unknown), 300)}. The rest of the link is shown.",
            icon="⚠️",
        )
    shown = faults if len(faults) <= _MOST_FAULTS else faults[:1]
    for fault in shown:
        st.warning(label(str(fault), 400), icon="⚠️")
    if more := faults[len(shown) : _MOST_LISTED]:
        with st.expander(f"{len(faults) - len(shown)} more faults in the files"):
            st.text("\n".join(str(fault) for fault in more))
