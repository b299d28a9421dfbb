from urllib.parse import urlsplit

import pytest

from dashboard.errors import Fault, InputError
from dashboard.model import Codebook, Document, Passage, Section, Source, Span, Theme
from dashboard.reading.dates import Days
from dashboard.study import analysis, folder, history
from dashboard.study.history import Event, Events, Period, Reference
from dashboard.study.history.quotes import EventQuote

FILE = "events.yaml"
BOOK = Codebook((Theme("cost", "Cost"), Theme("comfort", "Comfort")))
TEXT = (
    "Heat pumps are cheap\nto run [1]. They are quiet [2]. They are cheap to buy.\nCheap, cheap.\n"
)
DOCUMENT = Document(
    "d",
    "",
    TEXT,
    (
        Section(
            "s1",
            "1. Running",
            1,
            (
                Passage("p1", Span(0, 32), Span(0, 74)),
                Passage("p2", Span(33, 52), Span(0, 74)),
                Passage("p3", Span(53, 75), Span(0, 75)),
            ),
        ),
        Section("s2", "2. Buying", 1, (Passage("p4", Span(76, 89), Span(76, 89)),)),
    ),
    (Source("1"), Source("Smith2020")),
)
REFERENCE = "{title: A page, url: 'https://example.org/a'}"


def read(text, document=DOCUMENT, book=BOOK):
    return history.read(text.encode(), FILE, document, book)


def faults_of(text, book=BOOK):
    with pytest.raises(InputError) as caught:
        read(text, book=book)
    return caught.value.faults


def event(quotes="[{quote: quiet}]", link="direct", date="2017", more=""):
    """A file with one event; its quotes stand in line 6."""
    return (
        f"events:\n- id: a\n  date: {date}\n  title: A\n  link: {link}\n  quotes: {quotes}\n"
        f"  reference: {REFERENCE}\n{more}"
    )


def spans(text):
    return [
        (q.passage_id, TEXT[q.span.start : q.span.end], q.link)
        for e in read(text).events
        for q in e.quotes
    ]


def test_an_event_holds_its_date_words_themes_and_reference():
    text = """
periods:
  - {from: 2017, to: 2021-01-20, name: A term}
  - {from: 2021-01-20, name: Another}
events:
  - id: price-fall
    date: 2017-08
    end_date: 2018-03-02
    title: 'Prices fall: NO surprise'
    description: Prices fell.
    themes: [comfort, cost]
    link: direct
    quotes:
      - quote: They are cheap
      - quote: >-
          cheap
          to run
        link: indirect
    reference:
      title: A page
      publisher: Someone
      url: https://example.org/a
      date: 2018
    later: true
"""

    assert read(text) == Events(
        (
            Event(
                id="price-fall",
                date="2017-08",
                end_date="2018-03-02",
                title="Prices fall: NO surprise",
                description="Prices fell.",
                themes=("comfort", "cost"),
                quotes=(
                    EventQuote(Span(15, 27), "p1", "indirect"),
                    EventQuote(Span(53, 67), "p3", "direct"),
                ),
                reference=Reference("A page", "https://example.org/a", "Someone", "2018"),
                is_later=True,
            ),
        ),
        (Period("2017", "A term", "2021-01-20"), Period("2021-01-20", "Another")),
    )


def test_a_file_may_hold_periods_only_or_events_only():
    assert read("periods: [{from: 2017, name: A}]") == Events((), (Period("2017", "A"),))
    assert len(read(event()).events) == 1


def test_the_days_of_an_event_are_as_exact_as_its_date():
    (one,) = read(event(date="2017-02")).events
    (two,) = read(event(date="2017-02", more="  end_date: 2018")).events

    assert one.days == Days("2017-02-01", "2017-02-28", "month")
    assert two.days == Days("2017-02-01", "2018-12-31", "span")


def test_an_end_may_be_more_exact_than_the_beginning():
    (one,) = read(event(date="2017", more="  end_date: 2017-06")).events

    assert one.days == Days("2017-01-01", "2017-06-30", "span")


def test_an_event_is_as_firm_as_the_firmest_of_its_quotes():
    (mixed,) = read(event("[{quote: quiet}, {quote: buy, link: direct}]", "indirect")).events
    (general,) = read(event("[{quote: quiet}, {quote: buy}]", "indirect")).events

    assert (mixed.link, general.link) == ("direct", "indirect")


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("{quote: cheap, passage: p1}", ("p1", "cheap", "direct")),
        ("{quote: cheap, occurrence: 2}", ("p3", "cheap", "direct")),
        ("{quote: cheap, section: 2. Buying}", ("p4", "cheap", "direct")),
        ("{quote: cheap, section: 1.  Running, occurrence: 2}", ("p3", "cheap", "direct")),
        ("{quote: 'quiet [2].', occurrence: 1}", ("p2", "quiet [2].", "direct")),
    ],
)
def test_words_that_stand_twice_are_told_apart(quote, place):
    assert spans(event(f"[{quote}]")) == [place]


def test_a_quote_is_of_whole_words():
    assert faults_of(event("[{quote: hea}, {quote: uiet}]")) == (
        Fault(
            FILE,
            "the text doesn't contain 'hea'; copy the words exactly as they stand in the text",
            6,
            20,
        ),
        Fault(
            FILE,
            "the text doesn't contain 'uiet'; copy the words exactly as they stand in the text",
            6,
            34,
        ),
    )


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        (
            "They are",
            "'They are' occurs 2 times; quote more words, or say which one with section, "
            "passage or occurrence",
        ),
        (
            "cheap, section: 1. Running",
            "'cheap' occurs 2 times there; quote more words, or say which one with section, "
            "passage or occurrence",
        ),
        ("quiet, occurrence: 2", "'quiet' occurs only once; correct the occurrence"),
        ("cheap, occurrence: 4", "'cheap' occurs only 3 times; correct the occurrence"),
        ("quiet, passage: p1", "'quiet' doesn't occur there; correct the section or passage"),
        (
            "'[1]. They'",
            "'[1]. They' spans several passages; quote words of only one",
        ),
    ],
)
def test_a_quote_that_is_not_found_once_is_told(quote, message):
    assert faults_of(event(f"[{{quote: {quote}}}]")) == (Fault(FILE, message, 6, 20),)


def test_all_faults_are_told_with_their_places():
    text = """periods:
- {from: 2021, to: 2020-12-31, name: A}
- {from: 21, nam: B}
events:
- id: '3'
  date: 2017-02-30
  title: A
  link: maybe
  quotes:
  - {quote: loud, link: firm}
  - {quote: quiet, passage: p9, section: Runing}
  themes: [kost, cost, cost]
  reference: {titel: A page, url: 'http://example.org/a', date: May}
  later: yes
- id: Smith2020
  date: 2018-03
  end_date: 2018-02
  title: B
  link: direct
  quotes: []
  reference: {title: A page, url: 'https://example.org@evil.example/'}
- id: c
  link: indirect
- {id: c, date: 2017, title: C, link: direct, quotes: [{quote: quiet, occurrence: 0}], reference: }
"""
    found = [(f.line, f.column, f.message) for f in faults_of(text)]

    assert found == [
        (2, 20, "2020-12-31 is before 2021; put the earlier date first"),
        (3, 3, "the field 'name' is missing; add it"),
        (3, 10, "expected a date such as 2017, 2017-08 or 2017-08-02, found '21'"),
        (3, 14, "unknown field 'nam'; did you mean 'name'?"),
        (5, 7, "expected a name that begins with a letter, such as caatsa, found '3'"),
        (6, 9, "expected a date such as 2017, 2017-08 or 2017-08-02, found '2017-02-30'"),
        (8, 9, "expected direct or indirect, found 'maybe'"),
        (
            10,
            13,
            "the text doesn't contain 'loud'; copy the words exactly as they stand in the text",
        ),
        (10, 25, "expected direct or indirect, found 'firm'"),
        (11, 29, "the text has no passage 'p9'; choose from p1, p2, p3, p4"),
        (11, 42, "the text has no section 'Runing'; did you mean '1. Running'?"),
        (12, 12, "the codebook has no theme 'kost'; did you mean 'cost'?"),
        (12, 24, "the theme 'cost' is given twice for this event; keep one"),
        (13, 14, "the field 'title' is missing; add it"),
        (13, 15, "unknown field 'titel'; did you mean 'title'?"),
        (
            13,
            35,
            "expected an address that begins with https://, found 'http://example.org/a'",
        ),
        (13, 65, "expected a date such as 2017, 2017-08 or 2017-08-02, found 'May'"),
        (14, 10, "expected true or false, found 'yes'"),
        (15, 7, "the id 'Smith2020' is that of a source of the text; give each event its own"),
        (17, 13, "2018-02 is before 2018-03; put the earlier date first"),
        (20, 11, "this event quotes no words of the text; quote some, or remove the event"),
        (
            21,
            35,
            "expected an address that begins with https://, found "
            "'https://example.org@evil.example/'",
        ),
        (22, 3, "the field 'date' is missing; add it"),
        (22, 3, "the field 'title' is missing; add it"),
        (22, 3, "the field 'quotes' is missing; add it"),
        (22, 3, "the field 'reference' is missing; add it"),
        (24, 8, "the id 'c' is that of the event in line 22; give each event its own"),
        (24, 83, "expected a whole number such as 2, found '0'"),
        (24, 99, "the field 'reference' is empty; fill it in"),
    ]


def test_a_theme_without_a_codebook_is_told():
    assert faults_of(event(more="  themes: [cost]"), Codebook()) == (
        Fault(FILE, "the codebook has no theme 'cost'; it has none at all", 8, 12),
    )


def test_more_events_than_can_be_shown_are_told():
    entry = "{{id: e{}, date: 2017, title: A, link: direct, quotes: [{{quote: quiet}}], reference: "
    entries = [f"- {entry.format(n)}{REFERENCE}}}\n" for n in range(history.MAX_EVENTS + 1)]

    assert len(read("events:\n" + "".join(entries[1:])).events) == 1000
    assert faults_of("events:\n" + "".join(entries)) == (
        Fault(FILE, "more than 1000 events; remove some", 1002, 3),
    )


# What ships


@pytest.fixture(scope="module")
def shipped():
    files, _ = folder.files(folder.shipped() / "trump-putin-us-russia")
    return analysis.read("trump-putin-us-russia", files)


def test_every_event_that_ships_is_read(shipped):
    assert shipped.faults == ()
    assert len(shipped.events) == 27


def test_every_quote_that_ships_is_in_the_text_and_in_one_passage(shipped):
    places = {passage.id: passage.span for passage in shipped.document.passages()}
    lines = (folder.shipped() / "trump-putin-us-russia" / FILE).read_text("utf-8").splitlines()
    given = [line.split("quote: ")[1] for line in lines if "- quote: " in line]

    quotes = [quote for event in shipped.events for quote in event.quotes]

    assert sorted(shipped.document.quote(quote.span) for quote in quotes) == sorted(given)
    assert all(quote.span in places[quote.passage_id] for quote in quotes)
    assert len(quotes) == 35


def test_every_reference_that_ships_has_a_title_a_publisher_and_a_safe_address(shipped):
    for event in shipped.events:
        reference = event.reference
        assert reference.title, event.id
        assert reference.publisher, event.id
        assert urlsplit(reference.url).scheme == "https", event.id
        assert urlsplit(reference.url).hostname.count("."), event.id


def test_no_id_that_ships_can_be_taken_for_a_mark(shipped):
    ids = [event.id for event in shipped.events]

    assert len(set(ids)) == len(ids)
    assert not set(ids) & {source.id for source in shipped.document.sources}
    assert all(id_[0].isalpha() for id_ in ids)


def test_no_event_stands_behind_a_source(shipped):
    assert shipped.document.sources == tuple(Source(str(number)) for number in range(1, 10))


def test_events_that_ship_come_by_date_and_the_later_ones_are_marked(shipped):
    dates = [event.date for event in shipped.events]

    assert dates == sorted(dates)
    assert [event.is_later for event in shipped.events] == [date > "2025-01-31" for date in dates]


def test_every_event_that_ships_is_described_and_has_a_theme(shipped):
    assert all(event.description and event.themes for event in shipped.events)


def test_the_terms_that_ship_follow_each_other_and_the_last_is_open(shipped):
    assert [(period.start, period.end) for period in shipped.periods] == [
        ("2017-01-20", "2021-01-20"),
        ("2021-01-20", "2025-01-20"),
        ("2025-01-20", None),
    ]


# Within the other files of a folder

FILES = {
    "analysis.txt": b"A\n1. One\nPumps are quiet [1]. Pumps are cheap [2].\n",
    "codebook.yaml": b"themes: [{id: cost, name: Cost, terms: [cheap]}]",
    "events.yaml": event("[{quote: cheap}]", more="  themes: [cost]\n").encode(),
}


def test_an_analysis_holds_its_events():
    read = analysis.read("pumps", FILES)

    assert read.faults == ()
    assert [(event.id, event.themes) for event in read.events] == [("a", ("cost",))]


def test_an_analysis_without_events_is_whole():
    read = analysis.read("pumps", {"analysis.txt": FILES["analysis.txt"]})

    assert (read.events, read.periods, read.faults) == ((), (), ())


def test_a_broken_file_of_events_hides_nothing_else():
    read = analysis.read("pumps", FILES | {"events.yaml": event("[{quote: loud}]").encode()})

    assert read.events == ()
    assert [str(fault) for fault in read.faults] == [
        "events.yaml:6: column 20: the text doesn't contain 'loud'; copy the words exactly "
        "as they stand in the text"
    ]
    assert [coding.theme_id for coding in read.codings] == ["cost"]


def test_events_are_not_blamed_for_a_broken_codebook():
    read = analysis.read("pumps", FILES | {"codebook.yaml": b"themes: 3"})

    assert [fault.file for fault in read.faults] == ["codebook.yaml", "events.yaml"]
    assert read.faults[1].message == "not read: codebook.yaml has no usable themes; fix that first"


def test_a_period_that_stands_twice_is_told():
    twice = FILES["events.yaml"] + b"periods:\n" + b"  - {from: 2017, name: A term}\n" * 2
    read = analysis.read("pumps", FILES | {"events.yaml": twice})

    (fault,) = read.faults
    assert "the period 'A term' is given twice; remove one" in str(fault)
