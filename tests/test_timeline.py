import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures import counts, timeline
from dashboard.model import Citation, Document, Passage, Section, Source, Span
from dashboard.study import analysis
from dashboard.study.history import Event, Period, Reference
from dashboard.study.history.quotes import EventQuote
from dashboard.tables import dated, selection, tables
from dashboard.tables.dated import ADDED, PUBLISHED, WRITTEN
from dashboard.tables.selection import Selection

FILES = {
    "analysis.txt": b"""Do heat pumps pay off?
1. What they cost
Prices fell in 2017 [1] [2]. They rose between May 2018 and 2019 [1].
2. How they sound
New models are quieter [3]. Nobody knows why.
""",
    "about.yaml": b"""taken: 2020-03-01
sources:
  - {id: 1, title: Heating in figures, published: 2015-03-02}
  - {id: 2, published: 2016}
  - {id: 4, title: A book that nobody cites, published: 2010}
""",
    "codebook.yaml": b"""themes:
  - {id: cost, name: Cost, terms: [prices, rose]}
  - {id: noise, name: Noise, terms: [quieter]}
  - {id: trend, name: Trend, terms: [fell, quieter]}
""",
    "events.yaml": b"""periods:
  - {from: 2017-01-20, to: 2021, name: A term}
  - {from: 2021-01, name: Another}
events:
  - id: tariff
    date: 2018
    title: A tariff
    description: A tariff came.
    themes: [noise, cost]
    link: indirect
    quotes: [{quote: They rose, link: direct}, {quote: Prices fell}]
    reference: {title: A page, publisher: Someone, url: 'https://example.org', date: 2019-01}
    later: true
  - id: law
    date: 2017-08-02
    end_date: 2018-03
    title: A law
    link: indirect
    quotes: [{quote: Prices fell}]
    reference: {title: Another page, url: 'https://example.net'}
""",
}


@pytest.fixture(scope="module")
def read():
    found = analysis.read("pumps", FILES)
    assert found.faults == ()
    return found


@pytest.fixture(scope="module")
def coded(read):
    return tables.build(read.document, read.book, read.codings).coded_by("term")


def rows(table, *columns):
    """The rows as tuples, with `None` for what is missing."""
    picked = table[list(columns)] if columns else table
    return [tuple(picked.astype(object).where(picked.notna(), None).loc[n]) for n in picked.index]


def test_events_stand_by_date_with_their_days_and_reference(read):
    assert rows(dated.events(read.events)) == [
        (
            "law",
            "2017-08-02",
            "2018-03",
            "2017-08-02",
            "2018-03-31",
            "span",
            "A law",
            None,
            "indirect",
            False,
            "Another page",
            None,
            "https://example.net",
            None,
            ADDED,
        ),
        (
            "tariff",
            "2018",
            None,
            "2018-01-01",
            "2018-12-31",
            "year",
            "A tariff",
            "A tariff came.",
            "direct",
            True,
            "A page",
            "Someone",
            "https://example.org",
            "2019-01",
            ADDED,
        ),
    ]


def test_the_words_of_an_event_are_those_in_the_text(read):
    found = rows(dated.event_quotes(read.events))

    assert [(id_, passage, link) for id_, passage, _, _, link in found] == [
        ("tariff", "p1", "indirect"),
        ("tariff", "p2", "direct"),
        ("law", "p1", "indirect"),
    ]
    assert [read.document.text[start:end] for _, _, start, end, _ in found] == [
        "Prices fell",
        "They rose",
        "Prices fell",
    ]


def test_an_event_has_a_row_for_each_theme(read):
    assert rows(dated.event_themes(read.events)) == [("tariff", "noise"), ("tariff", "cost")]


def test_a_period_that_is_not_over_has_no_last_day(read):
    assert rows(dated.periods(read.periods)) == [
        ("A term", "2017-01-20", "2021-12-31"),
        ("Another", "2021-01-01", None),
    ]


def test_written_dates_stand_with_their_passage_and_place(read):
    found = dated.written_dates(read.document)

    assert rows(found, "date_id", "passage_id", "words", "first_day", "last_day", "precision") == [
        ("d1", "p1", "2017", "2017-01-01", "2017-12-31", "year"),
        ("d2", "p2", "May 2018 and 2019", "2018-05-01", "2019-12-31", "span"),
    ]
    assert set(found["origin"]) == {WRITTEN}
    for row in found.itertuples():
        assert read.document.text[row.start : row.end] == row.words


def test_a_date_in_a_citation_mark_is_not_the_texts():
    text = "So it was in 2016 (Smith in 2017)."
    mark = Citation(Span(18, 33), "Smith 2017")
    passage = Passage("p1", Span(0, 34), Span(0, 34), (mark,))
    document = Document("d", "", text, (Section("s0", "", 0, (passage,)),), (Source("Smith 2017"),))

    assert dated.written_dates(document)["words"].tolist() == ["2016"]


def test_only_sources_with_a_publication_date_have_one(read):
    found = dated.source_dates(read.document)

    assert rows(found) == [
        ("1", "Heating in figures", "2015-03-02", "2015-03-02", "2015-03-02", "day", PUBLISHED),
        ("2", None, "2016", "2016-01-01", "2016-12-31", "year", PUBLISHED),
        ("4", "A book that nobody cites", "2010", "2010-01-01", "2010-12-31", "year", PUBLISHED),
    ]


def test_the_timeline_has_a_row_for_each_thing_and_lane_by_date(read, coded):
    found = timeline.timeline(coded, read.document, read.events)

    assert rows(found, "origin", "item_id", "theme_id", "label") == [
        (PUBLISHED, "1", "cost", "Heating in figures"),
        (PUBLISHED, "1", "trend", "Heating in figures"),
        (PUBLISHED, "2", "cost", "2"),
        (PUBLISHED, "2", "trend", "2"),
        (WRITTEN, "d1", "cost", "2017"),
        (WRITTEN, "d1", "trend", "2017"),
        (ADDED, "law", None, "A law"),
        (ADDED, "tariff", "cost", "A tariff"),
        (ADDED, "tariff", "noise", "A tariff"),
        (WRITTEN, "d2", "cost", "May 2018 and 2019"),
    ]
    assert rows(found, "link", "is_later")[-4:] == [
        ("indirect", False),
        ("direct", True),
        ("direct", True),
        (None, False),
    ]


def test_a_filter_leaves_what_the_passages_left_write_cite_or_allude_to(read, coded):
    second = selection.left(coded, Selection(words="they rose"))
    last = selection.left(coded, Selection(sections=("s2",)))

    found = timeline.timeline(second, read.document, read.events)

    assert found["item_id"].tolist() == ["1", "tariff", "tariff", "d2"]
    assert timeline.timeline(last, read.document, read.events).empty


def test_a_source_is_as_old_as_the_days_between_it_and_the_event(read, coded):
    ages = timeline.source_age(coded, read.events, None)
    columns = ("passage_id", "source_id", "event_id", "moment", "published")

    assert rows(ages, *columns, "least_days", "most_days") == [
        ("p1", "1", "tariff", "2018", "2015-03-02", 1036, 1400),
        ("p1", "1", "law", "2017-08-02 – 2018-03", "2015-03-02", 884, 1125),
        ("p1", "2", "tariff", "2018", "2016", 366, 1095),
        ("p1", "2", "law", "2017-08-02 – 2018-03", "2016", 214, 820),
        ("p2", "1", "tariff", "2018", "2015-03-02", 1036, 1400),
    ]
    assert ages["least_years"].tolist() == (ages["least_days"] / 365.25).tolist()
    assert ages["most_years"].tolist() == (ages["most_days"] / 365.25).tolist()


def test_a_source_without_a_date_has_no_age(coded):
    ages = timeline.source_age(coded, (), "2020-03-01")

    assert rows(ages, "passage_id", "source_id", "event_id", "least_days", "most_days") == [
        ("p1", "1", None, 1826, 1826),
        ("p1", "2", None, 1156, 1521),
        ("p2", "1", None, 1826, 1826),
        ("p3", "3", None, None, None),
    ]


def test_a_source_younger_than_the_text_has_an_age_below_zero(coded):
    ages = timeline.source_age(coded, (), "2014")

    assert ages["most_days"].tolist()[0] == -61


def test_a_text_without_events_and_date_has_no_ages(coded):
    assert timeline.source_age(coded, (), None).empty


def test_events_change_no_count_of_citations(read, coded):
    without = analysis.read("pumps", {n: f for n, f in FILES.items() if n != "events.yaml"})
    other = tables.build(without.document, without.book, without.codings).coded_by("term")

    assert without.events == ()
    assert without.document == read.document
    assert counts.source_counts(other).equals(counts.source_counts(coded))


def test_what_is_empty_is_typed_like_what_is_not(read, coded):
    nothing = Document("d", "", "", (), ())
    pairs = [
        (dated.events(()), dated.events(read.events)),
        (dated.event_quotes(()), dated.event_quotes(read.events)),
        (dated.periods(()), dated.periods(read.periods)),
        (dated.written_dates(nothing), dated.written_dates(read.document)),
        (dated.source_dates(nothing), dated.source_dates(read.document)),
        (
            timeline.timeline(selection.left(coded, Selection(words="no such")), read.document, ()),
            timeline.timeline(coded, read.document, read.events),
        ),
        (timeline.source_age(coded, (), None), timeline.source_age(coded, read.events, None)),
    ]

    for empty, full in pairs:
        assert empty.empty
        assert len(full)
        assert empty.dtypes.equals(full.dtypes)


@pytest.mark.parametrize("schema", dated.SCHEMAS, ids=lambda schema: schema.name)
def test_every_table_has_a_function_of_its_name_and_says_what_its_columns_mean(schema):
    assert callable(getattr(dated, schema.name))
    assert all(column.meaning for column in schema.columns)
    assert all(c.unit for c in schema.columns if c.dtype in ("int64", "float64"))


@given(
    st.sampled_from(["2017", "2017-08", "2017-08-02"]),
    st.sampled_from([None, "2018", "2018-02", "2018-02-28"]),
)
def test_an_event_keeps_its_exactness_on_the_timeline(date, end):
    quotes = (EventQuote(Span(0, 1), "p1", "direct"),)
    event = Event("a", date, "A", Reference("A", "https://example.org"), quotes, end)

    ((first, last, precision),) = rows(dated.events([event]), "first_day", "last_day", "precision")

    assert first.startswith(date)
    assert last.startswith(end or date)
    exactness = {4: "year", 7: "month", 10: "day"}
    assert precision == ("span" if end else exactness[len(date)])


def test_a_period_keeps_its_days():
    assert rows(dated.periods([Period("2017-02", "A", "2017-02")])) == [
        ("A", "2017-02-01", "2017-02-28")
    ]
