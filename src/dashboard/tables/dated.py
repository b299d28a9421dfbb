"""Events, the dates a text writes and its sources' dates → tidy tables, one of each kind.

Where a date is from stands beside it in every table, since these are shown and exported together:
the text's own words, a source list, or context that somebody added. Nothing here counts
citations, for an event is no source.
"""

from collections.abc import Iterator, Sequence

from pandas import DataFrame

from dashboard.model import Document
from dashboard.reading import dates
from dashboard.reading.dates import Days, WrittenDate
from dashboard.study.history import Event, Period
from dashboard.tables.schema import Column, Schema

WRITTEN, PUBLISHED, ADDED = "written in the text", "source's publication date", "added context"
ORIGINS = (WRITTEN, PUBLISHED, ADDED)
"""Where a date is from."""


ORIGIN = Column("origin", "str", f"where the date is from: {', '.join(ORIGINS)}")
DAYS = (
    Column("first_day", "str", "first day that it was or may have been, ISO 8601"),
    Column("last_day", "str", "last such day, included"),
    Column("precision", "str", "`day`, `month`, `year`, or `span` for a period with two ends"),
)
_EVENT = Column("event_id", "str", "event, by its id in `events.yaml`")
_SOURCE = Column("source_id", "str", "source")
_PLACE = (
    Column("start", "int64", "first character of the words", "code points"),
    Column("end", "int64", "one past their last character", "code points"),
)

EVENTS = Schema(
    "events",
    "One row per event that was added as context, by date; an event is no source.",
    key=("event_id",),
    columns=(
        _EVENT,
        Column("date", "str", "when it happened or began, as precise as known"),
        Column("end_date", "str", "when it ended; missing if the date says it all"),
        *DAYS,
        Column("title", "str", "what it is called"),
        Column("description", "str", "what happened; missing if nothing is said"),
        Column("link", "str", "the firmest of its quotes: `direct` or `indirect`"),
        Column("is_later", "bool", "whether the analysis may not have known of it"),
        Column("reference", "str", "title of the page where it can be looked up"),
        Column("reference_publisher", "str", "who published that page; missing if not known"),
        Column("reference_url", "str", "its address"),
        Column("reference_date", "str", "when it was published; missing if not known"),
        ORIGIN,
    ),
)
EVENT_QUOTES = Schema(
    "event_quotes",
    "One row per event and words of the text that allude to it.",
    key=("event_id", "start", "end"),
    columns=(
        _EVENT,
        Column("passage_id", "str", "passage the words stand in"),
        *_PLACE,
        Column("link", "str", "`direct`: they name it or its kind; `indirect`: it is an example"),
    ),
)
EVENT_THEMES = Schema(
    "event_themes",
    "One row per event and theme it belongs to.",
    key=("event_id", "theme_id"),
    columns=(_EVENT, Column("theme_id", "str", "theme from the codebook")),
)
PERIODS = Schema(
    "periods",
    "One row per period that events are set in, in the order of `events.yaml`.",
    key=("name", "first_day"),
    columns=(
        Column("name", "str", "what it is called"),
        Column("first_day", "str", "first day that it may have begun, ISO 8601"),
        Column("last_day", "str", "last day, included; missing if it is not over"),
    ),
)
WRITTEN_DATES = Schema(
    "written_dates",
    "One row per date or period that a passage writes, in reading order.",
    key=("date_id",),
    columns=(
        Column("date_id", "str", "`d1`, `d2`, … in reading order"),
        Column("passage_id", "str", "passage it stands in"),
        *_PLACE,
        Column("words", "str", "how it is written"),
        *DAYS,
        ORIGIN,
    ),
)
SOURCE_DATES = Schema(
    "source_dates",
    "One row per source whose publication date is known.",
    key=("source_id",),
    columns=(
        _SOURCE,
        Column("title", "str", "its title; missing if no list gives one"),
        Column("published", "str", "publication date, as precise as known"),
        *DAYS,
        ORIGIN,
    ),
)
SCHEMAS = (EVENTS, EVENT_QUOTES, EVENT_THEMES, PERIODS, WRITTEN_DATES, SOURCE_DATES)


def events(added: Sequence[Event]) -> DataFrame:
    """The events, earliest first."""
    return EVENTS.frame(
        (
            event.id,
            event.date,
            event.end_date,
            *cells(event.days),
            event.title,
            event.description or None,
            event.link,
            event.is_later,
            event.reference.title,
            event.reference.publisher,
            event.reference.url,
            event.reference.date,
            ADDED,
        )
        for event in sorted(added, key=lambda event: cells(event.days))
    )


def event_quotes(added: Sequence[Event]) -> DataFrame:
    """The words that allude to each event."""
    return EVENT_QUOTES.frame(
        (event.id, quote.passage_id, quote.span.start, quote.span.end, quote.link)
        for event in added
        for quote in event.quotes
    )


def event_themes(added: Sequence[Event]) -> DataFrame:
    """The themes of each event."""
    return EVENT_THEMES.frame((event.id, theme) for event in added for theme in event.themes)


def periods(given: Sequence[Period]) -> DataFrame:
    """The periods that events are set in."""
    rows = []
    for period in given:
        first, last = dates.of_iso(period.start), dates.of_iso(period.end or "")
        rows.append((period.name, first and first.first, last and last.last))
    return PERIODS.frame(rows)


def written_dates(document: Document) -> DataFrame:
    """The dates that passages write."""
    return WRITTEN_DATES.frame(
        (
            date_id,
            passage_id,
            date.span.start,
            date.span.end,
            document.quote(date.span),
            date.first,
            date.last,
            date.precision,
            WRITTEN,
        )
        for date_id, passage_id, date in in_passages(document)
    )


def in_passages(document: Document) -> Iterator[tuple[str, str, WrittenDate]]:
    """The dates that passages write, with their ids and their passages'.

    What lies in a citation mark is no date of the text's, though it may look like one.
    """
    number = 0
    for passage in document.passages():
        marks = [citation.span for citation in passage.citations]
        for date in dates.find(document.text, passage.span.start, passage.span.end):
            start, end = date.span.start, date.span.end
            if not any(mark.start < end and start < mark.end for mark in marks):
                number += 1
                yield f"d{number}", passage.id, date


def source_dates(document: Document) -> DataFrame:
    """The sources whose publication date is known; the others are left out."""
    dated = ((source, dates.of_iso(source.published or "")) for source in document.sources)
    return SOURCE_DATES.frame(
        (source.id, source.title, source.published, *cells(days), PUBLISHED)
        for source, days in dated
        if days
    )


def cells(days: Days) -> tuple[str, str, str]:
    """The columns of `DAYS`."""
    return days.first, days.last, days.precision
