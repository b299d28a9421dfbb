"""The reader: what was picked, and the very words.

A click on a chart is heard by its script in the browser, which shows the words at once out of what
it holds (`library`). The server hears of it too and says the same; where it says something else, or
the browser does not hold the words, what the server says is shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st
from pandas import DataFrame

from dashboard.errors import DashboardError
from dashboard.measures.reliance import network
from dashboard.page import address, session
from dashboard.page.incident import Regions, safely
from dashboard.page.opened import Opened
from dashboard.page.platform import collection, packaged
from dashboard.page.reader import event
from dashboard.page.reader.article import article, notes, source, swatch
from dashboard.page.reader.library import Library, library
from dashboard.page.session import Counting, S
from dashboard.page.widgets import held
from dashboard.page.widgets.counted import tables
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import MOST_OFFERED, names, offered, sections_offered
from dashboard.reader_assets.passage_html import folded
from dashboard.tables import selection
from dashboard.tables.selection import DEPTHS, SUPPORT, Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.encode import one_line

_MOST = 25  # passages written at once
_MOST_PLACES = 12  # named of the passages that were picked
_MOST_CROSSINGS = 300  # offered at once
_NEAR = 150  # passages offered before and after the one being read

_component = packaged.component("reader", "reader_assets", "component.js")


def show(opened: Opened, counted: Tables, regions: Regions, *, several: bool) -> None:
    """Show the passages to read, from the current one on.

    Args:
        opened: The analysis.
        counted: Its tables, sources that are switched off left out.
        regions: Of the page.
        several: Whether there are other texts, so that links must name this one.
    """
    regions.draw("reader", _hold, opened, several)
    if not regions.has_failed("reader"):
        _reading(opened, counted, regions, several)


# A pick runs this alone, unless something else on the page shows what is picked.
@st.fragment(key="reader")
def _reading(opened: Opened, counted: Tables, regions: Regions, several: bool) -> None:
    if S.is_page_due:
        S.is_page_due = False
        st.rerun()
    regions.draw("reader", _show, opened, counted, several)
    collection.page_drawn()
    if regions.is_drawn:  # else the rest of the page, which is drawn later, may still change it
        regions.draw("address", address.write, is_own=opened.is_own, several=several)


def _link_name(opened: Opened, several: bool) -> str | None:
    """What links call the analysis; `None` where there are none, see `article`."""
    if opened.is_own:
        return None
    return S.opened if several else ""


def _library(opened: Opened, several: bool) -> Library:
    by = session.counting().of_all()
    return memo(library, opened, by, S.q.strip(), _link_name(opened, several))


def _hold(opened: Opened, several: bool) -> None:
    """Give the browser what it may be asked to show."""
    with st.container(key="held"):
        found = _library(opened, several)
        _component(key=S.reader.key("held"), data={"held": found.key, "library": found.said})


def _show(opened: Opened, counted: Tables, several: bool) -> None:
    ids = selection.passages(
        counted, session.filtered(), S.pick, without=held.off(), events=_alluding(opened)
    )
    lost = S.p if S.p and S.p not in ids else None
    p: str | None = S.p if S.p in ids else next(iter(ids), None)
    S.p = p
    with st.container(key="ways"):
        _ways(opened, ids, ids.index(p) if p else 0)
    with st.container(key="passages"):
        _component(
            key=S.reader.key("said"),
            data=_said(opened, counted, ids, p, lost, several),
            on_told_change=safely(lambda: _hear(opened)),
        )
        if not ids and session.filtered():
            st.button("Clear the filters and read all passages", key="out", on_click=safely(_clear))


def _said(
    opened: Opened,
    counted: Tables,
    ids: list[str],
    p: str | None,
    lost: str | None,
    several: bool,
) -> dict[str, Any]:
    """What is to be read, for `component.js`."""
    held_there = _library(opened, several)
    at = ids.index(p) if p else 0
    some = ids[at : at + _MOST]
    known = names(opened)
    by = session.counting().of_all()
    chosen = session.filtered()
    left = selection.passages(counted, chosen) if chosen else None
    note = f"Passage {opened.places[lost]} is not among them." if lost and ids else ""
    return {
        "held": held_there.key,
        "n_told": S.n_told,
        "listens": S.listens,
        "view": S.view,
        "pick": str(S.pick),
        "themes": list(S.pick.themes or chosen.themes),
        "filter": asked_for(opened, chosen) if chosen else "",
        "left": left if held_there.has else None,
        "heading": heading(opened, S.pick, chosen, len(ids)),
        "note": note or ("" if p else _nothing()),
        "ids": some,
        "n_before": at,
        "n_after": len(ids) - at - len(some),
        "words": {
            id_: article(
                opened,
                id_,
                known,
                by,
                sought=S.q.strip(),
                analysis=_link_name(opened, several),
            )
            for id_ in some
            if id_ not in held_there.has
        },
        "event": event.article(opened.events[S.pick.event]) if S.pick.event else "",
    }


def _hear(opened: Opened) -> None:
    """Take in what was clicked in the browser, which shows it already."""
    told = S.reader["said"].told or {}
    S.n_told = int(told.get("n", 0))
    if "pick" in told:
        try:
            picked = Selection.parse(str(told["pick"]))
        except ValueError as error:
            raise DashboardError(str(error)) from None
        if missing := address.missing(opened, picked):
            raise DashboardError(f"there is no {', '.join(missing)}")
        session.pick(picked)
        S.is_page_due = S.shows_pick
    if told.get("p") in opened.passages:
        S.p = told["p"]
    if told.get("view") == "timeline" and S.view != "timeline":
        S.put(view="timeline", is_page_due=True)


def _clear() -> None:
    session.clear()
    S.is_page_due = True


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
            on_change=safely(_picked),
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


def _picked() -> None:
    S.put(p=None, is_page_due=S.shows_pick)


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


def heading(opened: Opened, pick: Selection, chosen: Selection, n: int) -> str:
    """HTML of what is read: what was picked, within what the filter asks for; `n` passages."""
    of, known = f"{n} of {_passages(len(opened.places))}", names(opened)
    within = " · within the filter" if chosen else ""
    if pick.start:
        cites = f" · cites source {folded(known[pick.sources[0]])}" if pick.sources else ""
        place = opened.places[pick.start]
        return f"Passage {place}{cites}<small>1 passage{within} · the text goes on below</small>"
    if pick:
        named = [folded(name) for name in _names(opened, known, pick)]
        if pick.themes:
            named[0] = _themes(opened, pick)
        told = () if pick.themes else pick.sources
        lines = "".join(
            f"<br>{source(opened.sources[id_], known[id_])}{notes(opened, id_)}" for id_ in told
        )
        return f"{' × '.join(named)}<small>{of}{within}{lines}</small>"
    if chosen:
        return f"{asked_for(opened, chosen)}<small>{of}</small>"
    return f"The text from its beginning<small>{of} · click any tile, bar or mark</small>"


def asked_for(opened: Opened, chosen: Selection) -> str:
    """What the filter asks for, in short."""
    return _themes(opened, chosen) or "Filtered passages"


def _themes(opened: Opened, chosen: Selection) -> str:
    """The themes of a pick or of the filter, each with its colour."""
    themes = (swatch(opened, id_) + folded(opened.themes[id_].name) for id_ in chosen.themes)
    return (" and " if chosen.all_themes else " or ").join(themes)


def _nothing() -> str:
    if S.pick and session.filtered():
        return "No passage within the filter has what you picked."
    if S.pick:
        return "No passage has everything you picked."
    return "No passage matches the filter."


def _passages(n: int) -> str:
    return "1 passage" if n == 1 else f"{n} passages"
