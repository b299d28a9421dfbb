"""An event as the reader shows it: context that was added, never a source of the analysis."""

from html import escape

import streamlit as st

from dashboard.measures import findings
from dashboard.model import Span
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.session import S
from dashboard.page.widgets import named
from dashboard.reading import dates
from dashboard.study.history import Event
from dashboard.tables.selection import Selection
from dashboard.vocabulary.addresses import web_address
from dashboard.vocabulary.encode import label


def date(event: Event) -> str:
    """When it happened, no more exact than it is known."""
    return " – ".join(filter(None, (event.date, event.end_date)))


def article(opened: Opened) -> str:
    """The picked event; nothing if none is."""
    if not S.pick.event:
        return ""
    event = opened.events[S.pick.event]
    later = " · later than the text may know" if event.is_later else ""
    told = f"<p>{escape(event.description)}</p>" if event.description else ""
    return (
        f'<article class="event" data-event="{escape(event.id)}">'
        f"<header><b>{escape(date(event))}</b>{later}</header>"
        f"<h3>{escape(event.title)}</h3>{told}"
        f'<p class="ref">Look it up: {_reference(event)}</p>'
        '<p class="ref"><b>Context, not a source of the analysis.</b> '
        "Below are the words that allude to it.</p></article>"
    )


def _reference(event: Event) -> str:
    reference = event.reference
    parts = [escape(p) for p in (reference.title, reference.publisher, reference.date) if p]
    if address := web_address(reference.url):
        href, host = address
        parts.append(f'<a href="{escape(href)}" target="_blank">{escape(host)}</a>')
    return ", ".join(parts)


def quoted(opened: Opened, passage_id: str) -> list[Span]:
    """The words of a passage that allude to the picked event, or the dates that were picked."""
    if S.view == "timeline" and S.pick.start == passage_id:
        document, place = opened.analysis.document, opened.passages[passage_id].span
        return [date.span for date in dates.find(document.text, place.start, place.end)]
    if not S.pick.event:
        return []
    quotes = opened.events[S.pick.event].quotes
    return [quote.span for quote in quotes if quote.passage_id == passage_id]


def ways(opened: Opened, passage_id: str) -> None:
    """The events that the passage being read alludes to, each a way to its place in time."""
    found = opened.events_of.get(passage_id, ())
    if not found:
        return
    with st.container(key="events", gap=None):
        st.html('<p class="said">Alludes to (context, not from the text):</p>')
        for event in found:
            st.button(
                label(f"{date(event)} {event.title}"),
                key=f"event_{event.id}",
                type="tertiary",
                on_click=safely(_to_timeline),
                args=(event.id,),
            )


def _to_timeline(event_id: str) -> None:
    S.view = "timeline"
    session.pick(Selection(event=event_id))


def line(opened: Opened, passage_id: str) -> str:
    """The events that a passage alludes to which stands below the one being read."""
    found = opened.events_of.get(passage_id, ())
    events = "".join(f"<li>{escape(date(event))} {escape(event.title)}</li>" for event in found)
    said = "<li>Alludes to (context, not from the text):</li>"
    return f'<ul class="events">{said}{events}</ul>' if found else ""


def ages(opened: Opened, passage_id: str) -> str:
    """How old the passage's sources were at its moments; nothing of those that are not known."""
    names = named.names(opened)
    return "".join(
        f"<li>Source {escape(names[age.source_id])}, published {escape(age.published)}: "
        f"{findings.age(age.least_years, age.most_years)} "
        f"{escape(_moment(opened, age.event_id, age.moment))}</li>"
        for age in opened.ages.get(passage_id, ())
    )


def _moment(opened: Opened, event_id: str | None, moment: str) -> str:
    if event_id:
        return f"“{opened.events[event_id].title}” ({moment})"
    return f"the day the text was taken ({moment})"
