"""`events.yaml` → dated events that passages of an analysis allude to, and periods to set them in.

Events are context that somebody added, never sources of the analysis: they have ids of their own,
which cannot be taken for a citation mark, and no citation counts them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlsplit

from dashboard import dates, strict_yaml
from dashboard.dates import Days
from dashboard.model import Codebook, Document, Passage, Section, Span
from dashboard.strict_yaml import Fields, Node, shown

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
_QUOTE_FIELDS = ("quote", "link", "section", "passage", "occurrence")
_REFERENCE_FIELDS = ("title", "publisher", "url", "date")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
_URL = re.compile(r"https://[^\s\\<>\"@]+", re.IGNORECASE)
_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_DATE = "a date such as 2017, 2017-08 or 2017-08-02"
MAX_EVENTS = 1000

Link = Literal["direct", "indirect"]
"""Whether words name an event or its kind, or only say in general what it is an example of."""

LINKS: tuple[Link, ...] = get_args(Link)


@dataclass(frozen=True, slots=True)
class EventQuote:
    """Words of the analysis that allude to an event."""

    span: Span
    passage_id: str
    link: Link


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
        nodes[MAX_EVENTS].fault(f"more than {MAX_EVENTS} events; leave out some")
    sections = {p.id: section for section in document.sections for p in section.passages}
    seen = {source.id: "a source of the text" for source in document.sources}
    events = []
    for node in nodes[:MAX_EVENTS]:
        entry = node.fields(_EVENT_FIELDS, required=_REQUIRED)
        _check_id(entry, seen)
        events.append(_event(entry, document, sections, book))
    periods = [_period(node) for node in fields.items("periods", of="periods")]
    root.finish()
    return Events(tuple(filter(None, events)), tuple(periods))


def _check_id(entry: Fields, seen: dict[str, str]) -> None:
    id_ = entry.checked("id", _ID.fullmatch, "a name that begins with a letter, such as caatsa")
    if (place := entry.get("id")) and id_:
        if id_ in seen:
            place.fault(f"the id {shown(id_)} is that of {seen[id_]}; give each event its own")
        seen.setdefault(id_, f"the event in line {place.line}")


def _event(
    entry: Fields, document: Document, sections: dict[str, Section], book: Codebook
) -> Event | None:
    """The event of an entry; `None` after a fault that leaves nothing to show."""
    link = _link(entry)
    start, end = _dates(entry, "date", "end_date")
    later = entry.checked("later", ("true", "false").__contains__, "true or false")
    quotes = [_quote(n, link, document, sections) for n in entry.items("quotes", of="quotes")]
    if (place := entry.get("quotes")) and not quotes and not place.is_blank():
        place.fault("no words allude to this event; quote some or take the event out")
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


def _link(fields: Fields) -> Link | None:
    text = fields.checked("link", LINKS.__contains__, " or ".join(LINKS))
    return next((link for link in LINKS if link == text), None)


def _dates(fields: Fields, first: str, last: str) -> tuple[str, str | None]:
    """Two dates of which the second, where there is one, is not before the first."""
    start = fields.checked(first, dates.of_iso, _DATE)
    end = fields.checked(last, dates.of_iso, _DATE)
    one, two, place = dates.of_iso(start), dates.of_iso(end), fields.get(last)
    if one and two and place and two.last < one.first:
        place.fault(f"{end} is before {start}; put the earlier date first")
    return start, end or None


def _quote(
    node: Node, link: Link | None, document: Document, sections: dict[str, Section]
) -> EventQuote | None:
    """The place of quoted words; `None`, with a fault, where it is not the one."""
    entry = node.fields(_QUOTE_FIELDS, required=("quote",))
    own, place = _link(entry), entry.get("quote")
    quoted, wanted = entry.text("quote"), entry.text("passage")
    passages = list(document.passages())
    within = _within(entry, passages, sections)
    if not quoted or place is None or within is None:
        return None
    everywhere = _places(quoted, document.text)
    held = [(span, p) for span in everywhere for p in within if span in p.span]
    count = entry.checked("occurrence", _COUNT.fullmatch, "a whole number such as 2, the first 1")
    nth = int(count) if _COUNT.fullmatch(count) else 0
    where = " there" if wanted or entry.text("section") else ""
    if not everywhere:
        place.fault(f"the text does not hold {shown(quoted)}; copy the words as they stand there")
    elif not held and where:
        place.fault(f"{shown(quoted)} does not stand there; mend the section or passage")
    elif not held:
        place.fault(f"{shown(quoted)} lies in no single passage; quote words of one only")
    elif nth > len(held):
        entry.node.fault(f"{shown(quoted)} stands only {_times(len(held))}{where}")
    elif len(held) > 1 and not nth:
        place.fault(
            f"{shown(quoted)} stands {_times(len(held))}{where}; "
            "quote more words, or say which by section, passage or occurrence"
        )
    else:
        span, passage = held[max(nth - 1, 0)]
        return EventQuote(span, passage.id, own or link or "indirect")
    return None


def _within(
    entry: Fields, passages: Sequence[Passage], sections: dict[str, Section]
) -> list[Passage] | None:
    """The passages a quote may stand in; `None`, with a fault, where they are named wrongly."""
    title, passage_id = entry.text("section"), entry.text("passage")
    titles = {p.id: " ".join(sections[p.id].title.split()) for p in passages}
    title = " ".join(title.split())
    if (place := entry.get("section")) and title and title not in titles.values():
        there = list(dict.fromkeys(filter(None, titles.values())))
        near = strict_yaml.nearest(title, there) if there else "it has none at all"
        place.fault(f"the text has no section {shown(title)} with passages; {near}")
        return None
    if (place := entry.get("passage")) and passage_id and passage_id not in titles:
        near = strict_yaml.nearest(passage_id, list(titles)) if titles else "it has none at all"
        place.fault(f"the text has no passage {shown(passage_id)}; {near}")
        return None
    return [
        p for p in passages if (not title or titles[p.id] == title) and passage_id in ("", p.id)
    ]


def _places(quoted: str, text: str) -> list[Span]:
    """Where the words stand as whole words; a line end counts as a space, for YAML breaks lines."""
    pattern = re.compile(r"\s++".join(map(re.escape, quoted.split())))
    return [
        Span(*match.span())
        for match in pattern.finditer(text)
        if not (_is_inside(text, match.start()) or _is_inside(text, match.end()))
    ]


def _is_inside(text: str, place: int) -> bool:
    """Whether a word goes on across this place."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _themes(entry: Fields, book: Codebook) -> tuple[str, ...]:
    known = [theme.id for theme in book.themes]
    found: dict[str, None] = {}
    for node in entry.items("themes", of="themes"):
        theme_id = node.text()
        if theme_id and theme_id not in known:
            near = strict_yaml.nearest(theme_id, known) if known else "it has none at all"
            node.fault(f"the codebook has no theme {shown(theme_id)}; {near}")
        elif theme_id in found:
            node.fault(f"the theme {shown(theme_id)} stands twice for this event; keep one")
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
    try:
        return _URL.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:  # such as an unclosed [ in the host
        return False


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
