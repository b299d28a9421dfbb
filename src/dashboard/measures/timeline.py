"""Tables and events → what happened when, theme by theme, and how old the sources were then.

Two clocks besides the reading order: when the things happened that a passage speaks of, and when
its sources were published. What is not known stays missing on both.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pandas import DataFrame

from dashboard.measures.measure import Measure
from dashboard.model import Document
from dashboard.reading import dates
from dashboard.reading.dates import Days
from dashboard.study.history import Event
from dashboard.tables.dated import ADDED, DAYS, ORIGIN, PUBLISHED, WRITTEN, cells, in_passages
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables

_DAYS_OF_A_YEAR = 365.25


def timeline(tables: Tables, document: Document, added: Sequence[Event]) -> DataFrame:
    """All that is dated, earliest first, with a row for each theme it belongs to.

    Of filtered `tables` only what their passages write, cite or allude to.
    """
    things = [*_written(tables, document), *_published(tables, document), *_added(tables, added)]
    order = list(tables.themes["theme_id"])
    rows = [
        (
            thing.origin,
            thing.id,
            theme_id,
            thing.label,
            *cells(thing.days),
            thing.link,
            thing.is_later,
        )
        for thing in sorted(things, key=lambda thing: cells(thing.days))
        for theme_id in _lanes(thing, order)
    ]
    return TIMELINE.frame(rows)


TIMELINE = Measure(
    "timeline",
    "One row per date and theme, earliest first; a date with two themes has two rows.",
    key=("origin", "item_id", "theme_id"),
    columns=(
        ORIGIN,
        Column("item_id", "str", "its date_id, source_id or event_id, as the origin says"),
        Column(
            "theme_id",
            "str",
            "theme of the event, or of a passage that writes or cites it; missing if none",
        ),
        Column("label", "str", "the words, title or, for a source without one, its id"),
        *DAYS,
        Column("link", "str", "of an event, `direct` or `indirect`; else missing"),
        Column("is_later", "bool", "of an event, whether the analysis may not have known of it"),
    ),
    compute=timeline,
)


def source_age(tables: Tables, added: Sequence[Event], taken: str | None) -> DataFrame:
    """How old the sources of a passage were when its events happened and its text was taken.

    Args:
        tables: Of the document.
        added: Its events.
        taken: `About.taken`; `None` if it is not known, and no row speaks of it.
    """
    cited = tables.citations[["passage_id", "source_id"]].drop_duplicates()
    published = dict(zip(tables.sources["source_id"], tables.sources["published"], strict=True))
    rows = []
    for passage_id, source_id in cited.itertuples(index=False):
        date = published[source_id] if isinstance(published[source_id], str) else None
        for event_id, moment, days in _moments(passage_id, added, taken):
            ages = _ages(dates.of_iso(date or ""), days)
            rows.append((passage_id, source_id, event_id, moment, date, *ages))
    return SOURCE_AGE.frame(rows)


SOURCE_AGE = Measure(
    "source_age",
    "One row per passage, source it cites, and moment: an event it alludes to, or the day the "
    "text was taken.",
    key=("passage_id", "source_id", "event_id"),
    columns=(
        Column("passage_id", "str", "passage"),
        Column("source_id", "str", "source it cites"),
        Column("event_id", "str", "event; missing for the day the text was taken"),
        Column("moment", "str", "date of the event or of the text, as precise as known"),
        Column("published", "str", "publication date of the source; missing if not known"),
        Column(
            "least_days",
            "float64",
            "age of the source then, at least; below 0 if it is younger, missing if not known",
            "days",
        ),
        Column("most_days", "float64", "the same, at most", "days"),
        Column("least_years", "float64", "the same as least_days", "years of 365.25 days"),
        Column("most_years", "float64", "the same as most_days", "years of 365.25 days"),
    ),
    compute=source_age,
)


def _lanes(thing: "_Thing", order: list[str]) -> list[str | None]:
    """Its themes in the codebook's order; `[None]` if it has none."""
    return [theme_id for theme_id in order if theme_id in thing.themes] or [None]


@dataclass(frozen=True, slots=True)
class _Thing:
    """Something dated, before it is laid out in lanes."""

    origin: str
    id: str
    themes: frozenset[str]
    label: str
    days: Days
    link: str | None = None
    is_later: bool = False


def _written(tables: Tables, document: Document) -> Iterator[_Thing]:
    left = set(tables.passages["passage_id"])
    themes = _themes_of_passages(tables)
    for date_id, passage_id, date in in_passages(document):
        if passage_id in left:
            days = Days(date.first, date.last, date.precision)
            own = frozenset(themes.get(passage_id, ()))
            yield _Thing(WRITTEN, date_id, own, document.quote(date.span), days)


def _published(tables: Tables, document: Document) -> Iterator[_Thing]:
    themes_of = _themes_of_passages(tables)
    citing: dict[str, set[str]] = {}
    citations = tables.citations
    for source_id, passage_id in zip(citations["source_id"], citations["passage_id"], strict=True):
        citing.setdefault(source_id, set()).add(passage_id)
    for source in document.sources:
        days = dates.of_iso(source.published or "")
        if days and source.id in citing:
            passages = citing[source.id]
            themes = frozenset(id_ for one in passages for id_ in themes_of.get(one, ()))
            yield _Thing(PUBLISHED, source.id, themes, source.title or source.id, days)


def _added(tables: Tables, added: Sequence[Event]) -> Iterator[_Thing]:
    left = set(tables.passages["passage_id"])
    for event in added:
        if any(quote.passage_id in left for quote in event.quotes):
            themes = frozenset(event.themes)
            yield _Thing(
                ADDED, event.id, themes, event.title, event.days, event.link, event.is_later
            )


def _themes_of_passages(tables: Tables) -> dict[str, set[str]]:
    """The themes that each passage carries, by its id; only of those that carry any."""
    codings = tables.codings
    themes: dict[str, set[str]] = {}
    for passage_id, theme_id in zip(codings["passage_id"], codings["theme_id"], strict=True):
        themes.setdefault(passage_id, set()).add(theme_id)
    return themes


def _moments(
    passage_id: str, added: Sequence[Event], taken: str | None
) -> Iterator[tuple[str | None, str, Days]]:
    """Id, date and days of each event a passage alludes to, and of the day its text was taken."""
    for event in added:
        if any(quote.passage_id == passage_id for quote in event.quotes):
            yield event.id, " – ".join(filter(None, (event.date, event.end_date))), event.days
    if taken and (days := dates.of_iso(taken)):
        yield None, taken, days


def _ages(published: Days | None, moment: Days) -> tuple[float | None, ...]:
    """Least and most age in days, then in years; all missing if no publication date is known."""
    if published is None:
        return None, None, None, None
    least = _day(moment.first) - _day(published.last)
    most = _day(moment.last) - _day(published.first)
    return least, most, least / _DAYS_OF_A_YEAR, most / _DAYS_OF_A_YEAR


def _day(iso: str) -> int:
    return datetime.date.fromisoformat(iso).toordinal()
