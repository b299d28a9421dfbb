"""The reader: what was picked, and the very words.

It stands before the charts in the script, and finds its passages without joins:
nothing slow may stand between the click and the words.
"""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
import streamlit as st
from pandas import DataFrame

from dashboard.measures.reliance import network
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.platform import pace
from dashboard.page.reader import event
from dashboard.page.reader.article import article, source, swatch
from dashboard.page.session import Counting, S
from dashboard.page.widgets import held
from dashboard.page.widgets.counted import tables
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import MOST_OFFERED, names, offered, sections_offered
from dashboard.tables import selection
from dashboard.tables.selection import DEPTHS, SUPPORT, Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.encode import one_line

_MOST = 25  # passages written at once
_MOST_PLACES = 12  # named of the passages that were picked
_MOST_CROSSINGS = 300  # offered at once
_NEAR = 150  # passages offered before and after the one being read


def show(opened: Opened, counted: Tables) -> None:
    """Show the passages to read, from the current one on.

    The words are sent before the ways to other passages, though they stand below them.
    """
    ids = selection.passages(
        counted, session.filtered(), S.pick, without=held.off(), events=_alluding(opened)
    )
    lost = S.p if S.p and S.p not in ids else None
    p: str | None = S.p if S.p in ids else next(iter(ids), None)
    S.p = p
    heading = f'<h2 class="finding">{_heading(opened, ids)}</h2>'
    if lost and ids:
        heading += f'<p class="said">Passage {opened.places[lost]} is not among them.</p>'
    top, ways, passages = (
        st.container(key="picked"),
        st.container(key="ways"),
        st.container(key="passages"),
    )
    with passages:
        words, *more = _articles(opened, ids, p) if p else [f'<p class="said">{_nothing()}</p>']
        st.html(event.article(opened) + words)
        if p:
            event.ways(opened, p)
        if more:
            st.html("".join(more))
    with top, st.container(horizontal=True, horizontal_alignment="distribute", key="picked_row"):
        st.html(heading)
        if S.pick:
            st.button(
                "Back to all", type="tertiary", key="reset", on_click=safely(session.refilter)
            )
    if S.is_drawn:  # the first visit waits for the charts, not for the words
        pace.head_start()
    S.is_drawn = True
    with ways:
        _ways(opened, ids, ids.index(p) if p else 0)
    if not ids and session.filtered():
        with passages:
            st.button(
                "Clear the filters and read all passages", key="out", on_click=safely(session.clear)
            )


def _articles(opened: Opened, ids: list[str], p: str) -> list[str]:
    """The passage being read, then those that follow it."""
    at = ids.index(p)
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


def _ways(opened: Opened, ids: list[str], at: int) -> None:
    """The ways to any pick and passage without a mouse; what is read is the one `at` this place."""
    known = names(opened)
    with st.container(horizontal=True, vertical_alignment="center", key="nav"):
        st.selectbox(
            "What to read",
            _picks(opened),
            key="pick",
            label_visibility="collapsed",
            format_func=lambda pick: _pick_label(opened, known, pick),
            on_change=safely(lambda: S.put(p=None)),
        )
        if not ids:
            return
        st.button(
            "",
            icon=":material/chevron_left:",
            key="previous",
            help="Previous passage",
            disabled=at == 0,
            on_click=safely(_go),
            args=(ids[max(at - 1, 0)],),
        )
        st.selectbox(
            "Passage",
            _offered(opened, ids, at),
            key="p",
            label_visibility="collapsed",
            format_func=lambda id_: (
                f"{opened.places[id_]} of {len(opened.places)} · "
                + one_line(opened.sections[opened.section_of[id_]], 60)
            ),
        )
        st.button(
            "",
            icon=":material/chevron_right:",
            key="next",
            help="Next passage",
            disabled=at == len(ids) - 1,
            on_click=safely(_go),
            args=(ids[min(at + 1, len(ids) - 1)],),
        )


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
    if len(firsts) > MOST_OFFERED:
        firsts = set(list(first.values())[:MOST_OFFERED])
    return [id_ for id_ in ids if id_ in near or id_ in firsts]


def _go(passage_id: str) -> None:
    S.p = passage_id


def _alluding(opened: Opened) -> dict[str, list[str]]:
    """The passages that allude to the picked event."""
    event = S.pick.event
    return {event: [quote.passage_id for quote in opened.events[event].quotes]} if event else {}


def _picks(opened: Opened) -> list[Selection]:
    """Everything that can be picked; a crossing only if a passage has both.

    Of very many crossings, those of what is picked: the browser takes in no more without delay.
    """
    crossings = memo(_crossings, opened, session.counting().whole())
    if sum(map(len, crossings)) > _MOST_CROSSINGS:
        crossings = [_meeting(table, S.pick) for table in crossings]
    picks = [
        _crossing(**dict(zip(table.columns, ids, strict=True)))
        for table in crossings
        for ids in table.head(MOST_OFFERED).itertuples(index=False, name=None)
    ]
    order = memo(_order, opened)
    picks.sort(
        key=lambda pick: [order[id_] for id_ in (*pick.themes, *pick.sources, *pick.sections)]
    )
    picks = [*_alone(opened), *picks]
    if S.without:
        states = ("bare", "weakened", "supported")
        picks = [*picks, *(Selection(support=name) for name in states)]
    return picks if S.pick in picks else [*picks, S.pick]


def _meeting(table: DataFrame, pick: Selection) -> DataFrame:
    """The crossings that have a part in common with the pick."""
    mask = np.zeros(len(table), dtype=bool)
    if "theme_id" in table:
        mask |= table["theme_id"].isin(pick.themes).to_numpy(dtype=bool)
    elif not pick.themes:
        mask[:] = True
    for name in ("source_id", "other_id"):
        if name in table:
            mask |= table[name].isin(pick.sources[:1]).to_numpy(dtype=bool)
    if "section_id" in table:
        mask |= table["section_id"].isin(pick.sections).to_numpy(dtype=bool)
    return table[mask]


def _order(opened: Opened) -> dict[str, int]:
    ids = [*opened.themes, *opened.sources, *opened.sections]
    return {id_: place for place, id_ in enumerate(ids)}


def _alone(opened: Opened) -> list[Selection]:
    """What can be picked alone."""
    return [
        Selection(),
        Selection(depths=("0",)),
        *(Selection(support=depth) for depth in DEPTHS[1:]),
        *(Selection(themes=(id_,)) for id_ in opened.themes),
        *(Selection(sources=(id_,)) for id_ in offered(opened, S.pick.sources)),
        *(Selection(sections=(id_,)) for id_ in sections_offered(opened, S.pick.sections)),
        *(Selection(event=id_) for id_ in opened.events),
    ]


def _crossings(opened: Opened, by: Counting) -> list[DataFrame]:
    """What crosses a theme, and pairs of sources: a table for each kind."""
    counted = tables(opened, by)
    places = counted.passages[["passage_id", "section_id"]]
    cited = counted.citations[["passage_id", "source_id"]].drop_duplicates()
    pairs = network.co_citation(counted)[["source_id_a", "source_id_b"]]
    return [
        *(
            counted.codings.merge(table, on="passage_id")[["theme_id", right]].drop_duplicates()
            for right, table in (("source_id", cited), ("section_id", places))
        ),
        pairs.set_axis(["source_id", "other_id"], axis=1),
    ]


def _crossing(**ids: str) -> Selection:
    """The selection of a row of `_crossings`."""
    return Selection(
        themes=(ids["theme_id"],) if "theme_id" in ids else (),
        sources=tuple(ids[name] for name in ("source_id", "other_id") if name in ids),
        all_sources=True,
        sections=(ids["section_id"],) if "section_id" in ids else (),
    )


def _pick_label(opened: Opened, known: Mapping[str, str], pick: Selection) -> str:
    if not pick:
        return "All passages"
    if pick.start:
        return f"From passage {opened.places[pick.start]} on"
    return one_line(" × ".join(_names(opened, known, pick)), 80)


def _names(opened: Opened, known: Mapping[str, str], pick: Selection) -> list[str]:
    """What a pick stands for, part by part; `known` holds the name of each source by id."""
    themes = [opened.themes[id_].name for id_ in pick.themes]
    sources = [known[id_] for id_ in pick.sources]
    noun = "Source" if len(sources) == 1 else "Sources"
    each = " and " if pick.all_themes else " or "
    every = " and " if pick.all_sources else " or "
    return [
        *([each.join(themes)] if themes else []),
        *([f"{noun} {every.join(sources)}"] if sources else []),
        *([f"Section {opened.sections[id_]}" for id_ in pick.sections]),
        *([SUPPORT[pick.support]] if pick.support and pick.support != "held" else []),
        *([_places(opened, pick.passages)] if pick.passages else []),
        *([_event(opened, pick.event)] if pick.event else []),
        *([_depths(pick.depths)] if pick.depths else []),
        *([f"“{pick.words}”"] if pick.words else []),
    ]


def _depths(depths: Sequence[str]) -> str:
    if depths == ("0",):
        return "Passages without a citation"
    return f"Citing {' or '.join(depths)} {'source' if depths == ('1',) else 'sources'}"


def _places(opened: Opened, passage_ids: Sequence[str]) -> str:
    places = [str(opened.places[id_]) for id_ in passage_ids]
    more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
    noun = "passage" if len(places) == 1 else "passages"
    return f"{noun} {', '.join(places[:_MOST_PLACES])}{more}"


def _event(opened: Opened, event_id: str) -> str:
    picked = opened.events[event_id]
    return f"Event {event.date(picked)}: {picked.title}"


def _heading(opened: Opened, ids: list[str]) -> str:
    n = f"{len(ids)} of {_passages(len(opened.places))}"
    pick, chosen, known = S.pick, session.filtered(), names(opened)
    within = " · within the filter" if chosen else ""
    if pick.start:
        cites = f" · cites source {escape(known[pick.sources[0]])}" if pick.sources else ""
        place = opened.places[pick.start]
        return f"From passage {place} on{cites}<small>{n}{within}</small>"
    if pick:
        named = [escape(name) for name in _names(opened, known, pick)]
        if pick.themes:
            named[0] = _themes(opened, pick)
        told = () if pick.themes else pick.sources
        lines = "".join(f"<br>{source(opened.sources[id_], known[id_])}" for id_ in told)
        return f"{' × '.join(named)}<small>{n}{within}{lines}</small>"
    if chosen:
        return f"{_themes(opened, chosen) or 'Filtered passages'}<small>{n}</small>"
    return f"The text from its beginning<small>{n} · click any tile, bar or mark</small>"


def _themes(opened: Opened, chosen: Selection) -> str:
    """The themes of a pick or of the filter, each with its colour."""
    themes = (swatch(opened, id_) + escape(opened.themes[id_].name) for id_ in chosen.themes)
    return (" and " if chosen.all_themes else " or ").join(themes)


def _nothing() -> str:
    if S.pick and session.filtered():
        return "No passage within the filter has what you picked."
    if S.pick:
        return "No passage has everything you picked."
    return "No passage matches the filter."


def _passages(n: int) -> str:
    return "1 passage" if n == 1 else f"{n} passages"
