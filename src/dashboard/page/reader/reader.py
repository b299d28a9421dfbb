"""The reader: what was picked, and the very words.

It stands before the charts in the script, and finds its passages without joins:
nothing slow may stand between the click and the words.
"""

from collections.abc import Mapping
from html import escape
from time import sleep

import streamlit as st

from dashboard.measures import reliance
from dashboard.page import held, state
from dashboard.page.incident import safely
from dashboard.page.opening.opened import Opened
from dashboard.page.pick import SUPPORT, Pick
from dashboard.page.reader import event
from dashboard.page.reader.article import article, source, swatch
from dashboard.page.state import S
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names, picked
from dashboard.tables.tables import DEPTHS, Tables
from dashboard.vocabulary.encode import one_line

_MOST = 25  # passages written at once
_MOST_PLACES = 12  # named of the passages that were picked
_MOST_CROSSINGS = 300  # offered at once
_NEAR = 150  # passages offered before and after the one being read
_HEAD_START = 0.05
"""Seconds that the words get before the rest of the page is made.

Streamlit sends what is written every 5 ms, from a thread that waits for this one,
and the browser needs some 20 ms to draw it. With the pause it draws the words alone;
without, everything comes at once and the words take half as long again.
"""


def hits(opened: Opened, counted: Tables) -> list[str]:
    """The passages that the filter leaves and the pick names, in reading order."""
    ids = counted.passage_ids(state.filtered())
    if S.pick.where:
        wanted = set(counted.passage_ids(S.pick.where))
        ids = [id_ for id_ in ids if id_ in wanted]
    if S.pick.among:
        wanted = set(S.pick.among.split(","))
        ids = [id_ for id_ in ids if id_ in wanted]
    if S.pick.other_id and not S.pick.support:
        marks = {id_: opened.passages[id_].citations for id_ in ids}
        ids = [id_ for id_ in ids if any(m.source_id == S.pick.other_id for m in marks[id_])]
    if S.pick.event_id:
        alluding = {quote.passage_id for quote in opened.events[S.pick.event_id].quotes}
        ids = [id_ for id_ in ids if id_ in alluding]
    if S.pick.support:
        asked = S.pick.support, S.pick.source_id, S.pick.other_id
        ids = [id_ for id_ in ids if held.of(opened, id_).fits(*asked)]
    return ids


def show(opened: Opened, counted: Tables) -> None:
    """Show the passages to read, from the current one on.

    The words are sent before the ways to other passages, though they stand below them.
    """
    ids = hits(opened, counted)
    lost = S.p if S.p and S.p not in ids else None
    if S.p not in ids:
        S.p = ids[0] if ids else None
    heading = f'<h2 class="finding">{_heading(opened, ids)}</h2>'
    if lost and ids:
        heading += f'<p class="said">Passage {opened.places[lost]} is not among them.</p>'
    top, ways, passages = (
        st.container(key="picked"),
        st.container(key="ways"),
        st.container(key="passages"),
    )
    with passages:
        words, *more = _articles(opened, ids) if ids else [f'<p class="said">{_nothing()}</p>']
        st.html(event.article(opened) + words)
        if ids:
            event.ways(opened, S.p)
        if more:
            st.html("".join(more))
    with top, st.container(horizontal=True, horizontal_alignment="distribute", key="picked_row"):
        st.html(heading)
        if S.pick:
            st.button("Back to all", type="tertiary", key="reset", on_click=safely(state.refilter))
    if "p_before" in S:  # the first visit waits for the charts, not for the words
        sleep(_HEAD_START)
    S.p_before = S.p
    with ways:
        _ways(opened, counted, ids)
    if not ids and state.filtered():
        with passages:
            st.button(
                "Clear the filters and read all passages", key="out", on_click=safely(state.clear)
            )


def _articles(opened: Opened, ids: list[str]) -> list[str]:
    """The passage being read, then those that follow it."""
    at = ids.index(S.p)
    known = names(opened)
    articles = [
        article(opened, id_, known, is_first=i == 0) for i, id_ in enumerate(ids[at : at + _MOST])
    ]
    if at:
        articles.append(f'<p class="said">{_passages(at)} before this one: use ‹ to go back.</p>')
    if len(ids) > at + _MOST:
        n = len(ids) - at - _MOST
        articles.append(f'<p class="said">{_passages(n)} more: use › to go on.</p>')
    return articles


def _ways(opened: Opened, counted: Tables, ids: list[str]) -> None:
    """The ways to any pick and passage without a mouse."""
    at = ids.index(S.p) if ids else 0
    known = names(opened)
    with st.container(horizontal=True, vertical_alignment="center", key="nav"):
        st.selectbox(
            "What to read", _picks(opened, counted), key="pick", label_visibility="collapsed",
            format_func=lambda pick: _pick_label(opened, known, pick),
            on_change=safely(lambda: S.update(p=None)),
        )  # fmt: skip
        if not ids:
            return
        st.button("", icon=":material/chevron_left:", key="previous", help="Previous passage",
                  disabled=at == 0, on_click=safely(_go), args=(ids[max(at - 1, 0)],))  # fmt: skip
        st.selectbox(
            "Passage", _offered(opened, ids, at), key="p", label_visibility="collapsed",
            format_func=lambda id_: f"{opened.places[id_]} of {len(opened.places)} · "
            + one_line(opened.sections[opened.section_of[id_]], 60),
        )  # fmt: skip
        st.button("", icon=":material/chevron_right:", key="next", help="Next passage",
                  disabled=at == len(ids) - 1, on_click=safely(_go),
                  args=(ids[min(at + 1, len(ids) - 1)],))  # fmt: skip


def _offered(opened: Opened, ids: list[str], at: int) -> list[str]:
    """The passages to choose from: of many, those near by and the first of each section.

    The browser takes half a second to take in a list of thousands.
    """
    if len(ids) <= 2 * _NEAR:
        return ids
    near = set(ids[max(at - _NEAR, 0) : at + _NEAR])
    first: dict[str, str] = {}
    for id_ in ids:
        first.setdefault(opened.section_of[id_], id_)
    firsts = set(first.values())
    return [id_ for id_ in ids if id_ in near or id_ in firsts]


def _go(passage_id: str) -> None:
    S.p = passage_id


def _picks(opened: Opened, counted: Tables) -> list[Pick]:
    """Everything that can be picked; a crossing only if a passage has both.

    Of very many crossings, those of what is picked: the browser takes in no more without delay.
    """
    alone, crossings = memo(opened, "picks", lambda: _all_picks(opened, counted))
    if len(crossings) > _MOST_CROSSINGS:
        crossings = [crossing for crossing in crossings if _meets(crossing, S.pick)]
    picks = [*alone, *crossings]
    if S.without:
        picks = [*picks, *(Pick(support=name) for name in ("bare", "weakened", "supported"))]
    return picks if S.pick in picks else [*picks, S.pick]


def _meets(crossing: Pick, pick: Pick) -> bool:
    return (
        crossing.theme_id == pick.theme_id
        or (pick.source_id is not None and pick.source_id in picked(crossing))
        or (pick.section_id is not None and crossing.section_id == pick.section_id)
    )


def _all_picks(opened: Opened, counted: Tables) -> tuple[list[Pick], list[Pick]]:
    """What can be picked alone, and what crosses a theme."""
    themes = [Pick(theme_id=id_) for id_ in opened.themes]
    sources = [Pick(source_id=id_) for id_ in opened.sources]
    sections = [Pick(section_id=id_) for id_ in opened.sections]
    places = counted.passages[["passage_id", "section_id"]]
    crossings = [
        Pick(**dict(zip((left, right), ids, strict=True)))
        for left, right, table in (
            ("theme_id", "source_id", counted.citations),
            ("theme_id", "section_id", places),
        )
        for ids in counted.codings.merge(table, on="passage_id")[[left, right]]
        .drop_duplicates()
        .itertuples(index=False)
    ]
    order = {
        id_: place for place, id_ in enumerate([*opened.themes, *opened.sources, *opened.sections])
    }
    pairs = reliance.co_citation(counted)
    both = zip(pairs["source_id_a"], pairs["source_id_b"], strict=True)
    crossings += [Pick(source_id=a, other_id=b) for a, b in both]
    events = [Pick(event_id=id_) for id_ in opened.events]
    crossings.sort(key=lambda pick: [order[id_] for id_ in pick.ids.values()])
    alone = [Pick(), Pick(is_uncited=True), *(Pick(support=depth) for depth in DEPTHS[1:])]
    return [*alone, *themes, *sources, *sections, *events], crossings


def _pick_label(opened: Opened, known: Mapping[str, str], pick: Pick) -> str:
    if not pick:
        return "All passages"
    if pick.is_uncited:
        return "Passages without a citation"
    if pick.passage_id:
        return f"From passage {opened.places[pick.passage_id]} on"
    return one_line(" × ".join(_names(opened, known, pick)), 80)


def _names(opened: Opened, known: Mapping[str, str], pick: Pick) -> list[str]:
    """What a pick stands for, part by part; `known` holds the name of each source by id."""
    sources = [known[id_] for id_ in picked(pick)]
    noun = "Source" if len(sources) == 1 else "Sources"
    return [
        *([opened.themes[pick.theme_id].name] if pick.theme_id else []),
        *([f"{noun} {' and '.join(sources)}"] if sources else []),
        *([f"Section {opened.sections[pick.section_id]}"] if pick.section_id else []),
        *([SUPPORT[pick.support]] if pick.support and pick.support != "held" else []),
        *([_places(opened, pick.among.split(","))] if pick.among else []),
        *([_event(opened, pick.event_id)] if pick.event_id else []),
    ]


def _places(opened: Opened, passage_ids: list[str]) -> str:
    places = [str(opened.places[id_]) for id_ in passage_ids]
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    noun = "passage" if len(places) == 1 else "passages"
    return f"{noun} {', '.join(places[:_MOST_PLACES])}{more}"


def _event(opened: Opened, event_id: str) -> str:
    picked = opened.events[event_id]
    return f"Event {event.date(picked)}: {picked.title}"


def _heading(opened: Opened, ids: list[str]) -> str:
    n = f"{len(ids)} of {_passages(len(opened.places))}"
    pick, chosen, known = S.pick, state.filtered(), names(opened)
    within = " · within the filter" if chosen else ""
    if pick.passage_id:
        cites = f" · cites source {escape(known[pick.source_id])}" if pick.source_id else ""
        place = opened.places[pick.passage_id]
        return f"From passage {place} on{cites}<small>{n}{within}</small>"
    if pick.is_uncited:
        return f"Passages without a citation<small>{n}{within}</small>"
    if pick:
        named = [escape(name) for name in _names(opened, known, pick)]
        if pick.theme_id:
            named[0] = swatch(opened, pick.theme_id) + named[0]
        told = () if pick.theme_id else picked(pick)
        lines = "".join(f"<br>{source(opened.sources[id_], known[id_])}" for id_ in told)
        return f"{' × '.join(named)}<small>{n}{within}{lines}</small>"
    if chosen:
        themes = " or ".join(
            swatch(opened, id_) + escape(opened.themes[id_].name) for id_ in S.theme
        )
        return f"{themes or 'Filtered passages'}<small>{n}</small>"
    return f"The text from its beginning<small>{n} · click any tile, bar or mark</small>"


def _nothing() -> str:
    if S.pick and state.filtered():
        return "No passage within the filter has what you picked."
    if S.pick:
        return "No passage has everything you picked."
    return "No passage matches the filter."


def _passages(n: int) -> str:
    return "1 passage" if n == 1 else f"{n} passages"
