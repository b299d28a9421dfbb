"""An analysis as the page needs it: read, tabulated, and looked up by id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.measures import timeline
from dashboard.model import Basis, Coding, Joined, Passage, Source, Theme
from dashboard.study import section_names
from dashboard.study.analysis import Analysis
from dashboard.study.history import Event
from dashboard.tables import tables
from dashboard.tables.tables import Tables

NO_HEADING = "Before the first heading"


@dataclass(frozen=True, slots=True)
class Age:
    """How old a source was at a moment, at least and at most."""

    source_id: str
    published: str
    event_id: str | None
    """The event that is the moment; `None` for the day the text was taken."""

    moment: str
    least_years: float
    most_years: float


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """One analysis with its tables and lookups; shared by many runs, so never changed."""

    analysis: Analysis

    files: Mapping[str, bytes]
    """What it was read from, by name."""

    digest: str
    """SHA-256 of its files; stands for it in cache keys."""

    is_own: bool
    """Whether a person handed it over or changed it in this session."""

    tables: Tables
    """With the codings of every basis."""

    by_basis: Mapping[Basis, Tables]
    """With the codings of one."""

    passages: Mapping[str, Passage]
    places: Mapping[str, int]
    """A passage's place in reading order, from 1."""

    section_of: Mapping[str, str]
    """A passage's section id."""

    sections: Mapping[str, str]
    """Headings to show by section id."""

    sources: Mapping[str, Source]
    notes: Mapping[str, Sequence[Joined]]
    """Further notes that count as a source, by its id."""

    themes: Mapping[str, Theme]

    codings: Mapping[Basis, Mapping[str, Mapping[str, Coding]]]
    """By basis, passage id and theme id."""

    events: Mapping[str, Event]
    """Added context by event id, earliest first."""

    events_of: Mapping[str, tuple[Event, ...]]
    """The events that a passage alludes to."""

    ages: Mapping[str, tuple[Age, ...]]
    """How old a passage's sources were, as far as that is known."""

    def counted(self, basis: Basis | None) -> Tables:
        """The tables to count by; without a basis no passage has a theme."""
        return self.by_basis[basis] if basis else self.tables

    def why(self, basis: Basis | None, passage_id: str) -> Mapping[str, Coding]:
        """A passage's codings on one basis, by theme id, in the codebook's order."""
        return self.codings[basis].get(passage_id, {}) if basis else {}


def _notes(joined: Iterable[Joined]) -> dict[str, list[Joined]]:
    notes: dict[str, list[Joined]] = {}
    for one in joined:
        notes.setdefault(one.source_id, []).append(one)
    return notes


def open_(analysis: Analysis, files: Mapping[str, bytes], digest: str, *, is_own: bool) -> Opened:
    """Tabulate an analysis and index it."""
    document = analysis.document
    table = tables.build(document, analysis.book, analysis.codings)
    codings: dict[Basis, dict[str, dict[str, Coding]]] = {basis: {} for basis in analysis.bases}
    order = {theme.id: place for place, theme in enumerate(analysis.book.themes)}
    for coding in sorted(analysis.codings, key=lambda coding: order[coding.theme_id]):
        codings[coding.basis].setdefault(coding.passage_id, {})[coding.theme_id] = coding
    events = sorted(analysis.events, key=lambda event: (event.days.first, event.days.last))
    return Opened(
        analysis=analysis,
        files=files,
        digest=digest,
        is_own=is_own,
        tables=table,
        by_basis={basis: table.coded_by(basis) for basis in analysis.bases},
        passages={passage.id: passage for passage in document.passages()},
        places={passage.id: place for place, passage in enumerate(document.passages(), start=1)},
        section_of={p.id: section.id for section in document.sections for p in section.passages},
        sections=section_names.names(document.sections, NO_HEADING),
        sources={source.id: source for source in document.sources},
        notes=_notes(document.joined),
        themes={theme.id: theme for theme in analysis.book.themes},
        codings=codings,
        events={event.id: event for event in events},
        events_of=_events_of(events),
        ages=_ages(analysis, table),
    )


def _events_of(events: list[Event]) -> dict[str, tuple[Event, ...]]:
    found: dict[str, dict[str, Event]] = {}
    for event in events:
        for quote in event.quotes:
            found.setdefault(quote.passage_id, {})[event.id] = event
    return {passage_id: tuple(own.values()) for passage_id, own in found.items()}


def _ages(analysis: Analysis, table: Tables) -> dict[str, tuple[Age, ...]]:
    if not any(source.published for source in analysis.document.sources):
        return {}
    known = timeline.source_age(table, analysis.events, analysis.about.taken)
    known = known[known["least_years"].notna()]
    ages: dict[str, tuple[Age, ...]] = {}
    for row in known.to_dict("records"):
        event_id = row["event_id"] if isinstance(row["event_id"], str) else None
        age = Age(
            row["source_id"],
            row["published"],
            event_id,
            row["moment"],
            row["least_years"],
            row["most_years"],
        )
        ages[row["passage_id"]] = (*ages.get(row["passage_id"], ()), age)
    return ages
