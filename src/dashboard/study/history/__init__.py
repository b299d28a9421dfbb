"""`events.yaml` → dated events that passages of an analysis allude to, and periods to set them in.

Events are context that somebody added, never sources of the analysis: they have ids of their own,
which cannot be taken for a citation mark, and no citation counts them.
"""

import re
from dataclasses import dataclass

from dashboard.model import Codebook, Document
from dashboard.reading import dates
from dashboard.reading.dates import Days
from dashboard.study import strict_yaml
from dashboard.study.history.quotes import LINKS, EventQuote, Finder, Link, link
from dashboard.study.strict_yaml import Fields, Node, shown
from dashboard.vocabulary import addresses

_FIELDS = ("periods", "events")
_PERIOD_FIELDS = ("from", "to", "name")
_EVENT_FIELDS = (
    "id",
    "date",
    "end_date",
    "title",
    "description",
    "themes",
    "link",
    "quotes",
    "reference",
    "later",
)
_REQUIRED = ("id", "date", "title", "link", "quotes", "reference")
_REFERENCE_FIELDS = ("title", "publisher", "url", "date")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
_DATE = "a date such as 2017, 2017-08 or 2017-08-02"
MAX_EVENTS = 1000


@dataclass(frozen=True, slots=True)
class Reference:
    """Where the event can be looked up; not a source of the analysis."""

    title: str
    url: str
    """With the scheme https."""

    publisher: str | None = None
    date: str | None = None
    """When it was published, in ISO 8601, as precise as known."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and the words that allude to it."""

    id: str
    """Begins with a letter, and is no source's: it cannot be taken for a citation mark."""

    date: str
    """When it happened or began, in ISO 8601, as precise as known."""

    title: str
    reference: Reference
    quotes: tuple[EventQuote, ...]
    """In reading order; at least one."""

    end_date: str | None = None
    """When it ended, as precise as known; `None` if `date` says it all."""

    description: str = ""
    """What happened, in neutral words."""

    themes: tuple[str, ...] = ()
    """Ids of the codebook; its lanes on the timeline."""

    is_later: bool = False
    """Whether it happened after what the analysis can have known of."""

    @property
    def link(self) -> Link:
        """The firmest of its quotes."""
        return min((quote.link for quote in self.quotes), key=LINKS.index)

    @property
    def days(self) -> Days:
        """From its first to its last day; a `span` if it has an end of its own."""
        return _days(self.date, self.end_date)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that events are set in, such as a term of office."""

    start: str
    """In ISO 8601, as precise as known."""

    name: str
    end: str | None = None
    """Last day, month or year, included; `None` if it is not over."""


@dataclass(frozen=True, slots=True)
class Events:
    """What `events.yaml` holds, in the order of the file."""

    events: tuple[Event, ...] = ()
    periods: tuple[Period, ...] = ()


def read(data: bytes, file: str, document: Document, book: Codebook) -> Events:
    """Read the events that `document` alludes to, with the themes of `book`.

    Raises:
        InputError: Not YAML, a quote or theme is not there, or a date, address or id cannot be
            used; all faults at once.
    """
    root = strict_yaml.read(data, file)
    fields = root.fields(_FIELDS)
    nodes = fields.items("events", of="events")
    if len(nodes) > MAX_EVENTS:
        nodes[MAX_EVENTS].fault(f"more than {MAX_EVENTS} events; remove some")
    find = Finder(document)
    seen = {source.id: "a source of the text" for source in document.sources}
    events = []
    for node in nodes[:MAX_EVENTS]:
        entry = node.fields(_EVENT_FIELDS, required=_REQUIRED)
        _check_id(entry, seen)
        events.append(_event(entry, find, book))
    periods: dict[tuple[str, str], Period] = {}
    for node in fields.items("periods", of="periods"):
        period = _period(node)
        if periods.setdefault((period.start, period.name), period) is not period:
            node.fault(f"the period {shown(period.name)} is given twice; remove one")
    root.finish()
    return Events(tuple(filter(None, events)), tuple(periods.values()))


def _check_id(entry: Fields, seen: dict[str, str]) -> None:
    id_ = entry.checked("id", _ID.fullmatch, "a name that begins with a letter, such as caatsa")
    if (place := entry.get("id")) and id_:
        if id_ in seen:
            place.fault(f"the id {shown(id_)} is that of {seen[id_]}; give each event its own")
        seen.setdefault(id_, f"the event in line {place.line}")


def _event(entry: Fields, find: Finder, book: Codebook) -> Event | None:
    """The event of an entry; `None` after a fault that leaves nothing to show."""
    firmness = link(entry)
    start, end = _dates(entry, "date", "end_date")
    later = entry.checked("later", ("true", "false").__contains__, "true or false")
    quotes = [find.quote(node, firmness) for node in entry.items("quotes", of="quotes")]
    if (place := entry.get("quotes")) and not quotes and not place.is_blank():
        place.fault("this event quotes no words of the text; quote some, or remove the event")
    event = Event(
        id=entry.text("id"),
        date=start,
        end_date=end,
        title=entry.text("title"),
        description=entry.text("description"),
        themes=_themes(entry, book),
        quotes=tuple(sorted(filter(None, quotes), key=lambda quote: quote.span)),
        reference=_reference(entry),
        is_later=later == "true",
    )
    return event if event.quotes and start else None


def _dates(fields: Fields, first: str, last: str) -> tuple[str, str | None]:
    """Two dates of which the second, where there is one, is not before the first."""
    start = fields.checked(first, dates.of_iso, _DATE)
    end = fields.checked(last, dates.of_iso, _DATE)
    one, two, place = dates.of_iso(start), dates.of_iso(end), fields.get(last)
    if one and two and place and two.last < one.first:
        place.fault(f"{end} is before {start}; put the earlier date first")
    return start, end or None


def _themes(entry: Fields, book: Codebook) -> tuple[str, ...]:
    known = [theme.id for theme in book.themes]
    found: dict[str, None] = {}
    for node in entry.items("themes", of="themes"):
        theme_id = node.text()
        if theme_id and theme_id not in known:
            near = strict_yaml.nearest(theme_id, known) if known else "it has none at all"
            node.fault(f"the codebook has no theme {shown(theme_id)}; {near}")
        elif theme_id in found:
            node.fault(f"the theme {shown(theme_id)} is given twice for this event; keep one")
        found.setdefault(theme_id)
    return tuple(found)


def _reference(entry: Fields) -> Reference:
    place = entry.get("reference")
    if place is None or place.is_blank():
        return Reference("", "")
    fields = place.fields(_REFERENCE_FIELDS, required=("title", "url"))
    return Reference(
        title=fields.text("title"),
        url=fields.checked("url", _is_url, "an address that begins with https://"),
        publisher=fields.text("publisher") or None,
        date=fields.checked("date", dates.of_iso, _DATE) or None,
    )


def _is_url(text: str) -> bool:
    return addresses.is_url(text, only_https=True)


def _period(node: Node) -> Period:
    fields = node.fields(_PERIOD_FIELDS, required=("from", "name"))
    start, end = _dates(fields, "from", "to")
    return Period(start, fields.text("name"), end)


def _days(start: str, end: str | None) -> Days:
    """The days of dates that were checked when they were read."""
    first = dates.of_iso(start)
    last = dates.of_iso(end) if end else first
    if first is None or last is None:
        raise ValueError(f"not a date: {start!r} or {end!r}")
    return Days(first.first, last.last, "span") if end else first
