"""An event as the reader shows it: context that was added, never a source of the analysis."""

from collections.abc import Mapping, Sequence
from html import escape

from dashboard.measures import findings
from dashboard.model import Span
from dashboard.page.opened import Opened
from dashboard.page.widgets import named
from dashboard.reader_assets import passage_html
from dashboard.reading import dates
from dashboard.study.history import Event
from dashboard.tables.selection import Selection
from dashboard.vocabulary.addresses import web_address


def date(event: Event) -> str:
    """When it happened, no more exact than it is known."""
    return " – ".join(filter(None, (event.date, event.end_date)))


def label(event: Event) -> str:
    """Date and title as HTML."""
    return f"{escape(date(event))} {escape(event.title)}"


def article(event: Event) -> str:
    """An event as it stands above the passages that allude to it."""
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
        parts.append(passage_html.outward(href, host))
    return ", ".join(parts)


def quoted(opened: Opened, passage_id: str) -> Mapping[str, Sequence[Span]]:
    """The words of a passage that allude to an event, by its id."""
    found: dict[str, list[Span]] = {}
    for event in opened.events_of.get(passage_id, ()):
        found[event.id] = [q.span for q in event.quotes if q.passage_id == passage_id]
    return found


def dated(opened: Opened, place: Span) -> list[Span]:
    """The dates that stand in a place of the text."""
    found = dates.find(opened.analysis.document.text, place.start, place.end)
    return [date.span for date in found]


def line(opened: Opened, passage_id: str) -> str:
    """The events that a passage alludes to, each a way to its place in time."""
    found = opened.events_of.get(passage_id, ())
    events = "".join(
        f"<li>{passage_html.door(Selection(event=event.id), label(event), 'timeline')}</li>"
        for event in found
    )
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
