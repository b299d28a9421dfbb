"""The view of the time of the world: when that happened which the passages speak of."""

import streamlit as st
from pandas import DataFrame

from dashboard import figures
from dashboard.figures import Figure
from dashboard.measures import findings
from dashboard.measures import timeline as measure
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.session import Counting, S
from dashboard.page.widgets import named
from dashboard.page.widgets.behind import Behind, behind
from dashboard.page.widgets.counted import tables
from dashboard.page.widgets.drawing import chart, colours_of, title
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.strip import filtered_by, strip
from dashboard.study.analysis import EVENTS
from dashboard.tables import dated
from dashboard.tables.dated import ADDED, PUBLISHED
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.palette import Palette

MOST_BARS = 300
"""Dates that are drawn at once; more could be neither told apart nor drawn in a second."""


def show(opened: Opened, counted: Tables, left: Tables) -> None:
    """What happened when, theme by theme, and below it the strip, the time of the text."""
    colours = colours_of(opened)
    whole = memo(_dated, opened, session.counting().whole())
    if len(whole):
        _timeline(opened, counted, left, colours)
    else:
        events = (
            "its events.yaml could not be used (see above)"
            if EVENTS in opened.files
            else "no events were added. Put them into events.yaml in its folder"
        )
        st.html(
            '<p class="said">Nothing in this analysis is dated: its text gives no clear '
            f"date, no source has a publication date, and {events}.</p>"
        )
    strip(opened, counted, colours)


def _timeline(opened: Opened, counted: Tables, left: Tables, colours: Palette) -> None:
    by = session.counting()
    whole = memo(_dated, opened, by.whole())
    some = memo(_dated, opened, by.before())
    names = {id_: theme.name for id_, theme in opened.themes.items()}
    span = _span(whole)
    years = _shown(opened, span)
    passage_of = memo(_passage_of, opened)
    there = _there(whole, years)
    _, cut = _most(whole, there)
    finding = findings.timeline(there if len(there) else whole, names)
    kept = f"years {years[0]} to {years[1]} of {span[0]} to {span[1]}" if years != span else ""

    with title(
        "timeline", finding, [filtered_by(counted, left), kept, cut, *figures.origins(whole)]
    ):
        behind(opened, "timeline", lambda: _behind(opened, some, names, passage_of))
    figure = memo(_figure, opened, by, colours, years)
    chart("timeline", figure, f"{finding}. Timeline: a lane per theme, time from left to right.")
    with st.container(horizontal=True, vertical_alignment="center", key="time"):
        if span[0] < span[1]:
            S.slider = years
            st.slider(
                "Years shown",
                *span,
                key="slider",
                persist_state="session",
                label_visibility="collapsed",
                width=260,
                on_change=safely(lambda: S.put(years=S.slider if S.slider != span else None)),
            )
        if years != span:
            st.button(
                "Whole time",
                type="tertiary",
                key="whole_time",
                on_click=safely(lambda: S.put(years=None)),
            )
        st.html(f'<p class="said">{_clock(opened)}</p>')


def _there(table: DataFrame, years: tuple[int, int]) -> DataFrame:
    """What lies in these years, if only in part."""
    first, last = table["first_day"].str[:4].astype(int), table["last_day"].str[:4].astype(int)
    return table[(first <= years[1]) & (last >= years[0])]


def _most(table: DataFrame, there: DataFrame) -> tuple[DataFrame, str]:
    """As much of the table as can be told apart in a chart, and what is to be said of the rest."""
    things = there[["origin", "item_id"]].drop_duplicates()
    if len(things) <= MOST_BARS:
        return table, ""
    # What was added stands before what was found.
    kept = things.assign(is_found=things["origin"] != ADDED).sort_values("is_found", kind="stable")
    shown = there.merge(kept.head(MOST_BARS)[["origin", "item_id"]], on=["origin", "item_id"])
    return shown, (
        f"shows {MOST_BARS} of {len(things)} dates: narrow the years to see the others; "
        "the table has them all"
    )


def _shown(opened: Opened, span: tuple[int, int]) -> tuple[int, int]:
    """The years asked for, as far as there are any in them and in them the picked event; or all."""
    event = opened.events.get(S.pick.event)
    if (
        event
        and S.years
        and not (S.years[0] <= int(event.days.last[:4]) and int(event.days.first[:4]) <= S.years[1])
    ):
        S.years = None
    if not S.years or S.years[0] > span[1] or S.years[1] < span[0]:
        return span
    return max(S.years[0], span[0]), min(S.years[1], span[1])


def _figure(opened: Opened, by: Counting, colours: Palette, years: tuple[int, int]) -> Figure:
    whole, some = memo(_dated, opened, by.whole()), memo(_dated, opened, by.before())
    shown, _ = _most(whole, _there(whole, years))
    return figures.timeline(
        shown,
        dated.periods(opened.analysis.periods),
        years=years,
        themes={id_: theme.name for id_, theme in opened.themes.items()},
        sources=named.names(opened),
        passage_of=memo(_passage_of, opened),
        kept=set(zip(some["origin"], some["item_id"], strict=True)),
        lit=set(by.left_by.themes or opened.themes),
        palette=colours,
    )


def _dated(opened: Opened, by: Counting) -> DataFrame:
    analysis = opened.analysis
    return measure.timeline(tables(opened, by), analysis.document, analysis.events)


def _passage_of(opened: Opened) -> dict[str, str]:
    """The passage of each date that the text writes."""
    found = dated.in_passages(opened.analysis.document)
    return {date_id: passage_id for date_id, passage_id, _ in found}


def _span(table: DataFrame) -> tuple[int, int]:
    """The first and the last year of the table."""
    return int(table["first_day"].min()[:4]), int(table["last_day"].max()[:4])


def _clock(opened: Opened) -> str:
    """What is known of the age of the sources."""
    n, of = sum(bool(s.published) for s in opened.sources.values()), len(opened.sources)
    if not of:
        return ""
    if not n:
        known = "No publication date of a source is known"
        return f"{known}, so neither is their age at any event." if opened.events else f"{known}."
    known = f"{n} of {of} sources have a publication date"
    if not opened.ages:
        return f"{known}; there is no event or day of writing to compare them with."
    return f"{known}: their age then stands under “Why these themes, which sources”."


def _behind(
    opened: Opened, table: DataFrame, names: dict[str, str], passage_of: dict[str, str]
) -> Behind:
    days = table[["first_day", "last_day", "precision"]].itertuples(index=False)
    shown = DataFrame(
        {
            "when": [figures.when(*day) for day in days],
            "what": table["label"],
            "theme": table["theme_id"].map(names).fillna("none"),
            "from": table["origin"],
            "words": table["link"].map({"direct": "name it", "indirect": "point to it"}).fillna(""),
            "later": [
                "later" if origin == ADDED and is_later else ""
                for origin, is_later in zip(table["origin"], table["is_later"], strict=True)
            ],
        }
    )
    rows = [
        Selection(event=id_)
        if origin == ADDED
        else Selection(sources=(id_,))
        if origin == PUBLISHED
        else Selection(start=passage_of[id_])
        for origin, id_ in zip(table["origin"], table["item_id"], strict=True)
    ]
    added = opened.analysis.events
    more = {"events": dated.events(added), "event_quotes": dated.event_quotes(added)}
    return Behind(shown=shown, whole=table, rows=rows, more=more if added else {})
