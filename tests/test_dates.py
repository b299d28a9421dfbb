import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Span
from dashboard.reading import dates
from dashboard.reading.dates import Days, WrittenDate

sys.path.insert(0, str(Path(__file__).parent))  # importlib mode does not do it

import date_cases

# What dates are made of, and what must not be taken for one, in any order.
PIECES = re.findall(
    r"\S+",
    """in on since from to between and until of the early late mid- May March août enero Juli
    2017 2018 2017–2020 1990s 2 3. August 2, [16] [2017] [12]–[15] [3,4] – - , . ( ) $ 2000 words
    2017-08-02 02.08.2019 summer Q3 https://a.org/2017 years 1er de bis im Jahr Decree 2005-981""",
)
pieces = st.lists(st.sampled_from([*PIECES, "\n", "\n\n"]), max_size=14).map(" ".join)


def found(text):
    return [text[d.span.start : d.span.end] for d in dates.find(text)]


def test_precision_and_recall_on_sentences_in_four_languages():
    right, n_found, there, wrong = date_cases.score()

    assert wrong == date_cases.KNOWN_TO_GO_WRONG
    assert right / n_found >= 0.98
    assert right / there >= 0.90


def test_the_sentences_are_many_and_a_third_of_them_holds_no_date():
    cases = list(date_cases.cases())

    assert len(cases) >= 120
    assert len({sentence for sentence, _ in cases}) == len(cases)
    assert sum(not expected for _, expected in cases) >= len(cases) / 3
    for language in (date_cases.GERMAN, date_cases.FRENCH, date_cases.SPANISH):
        assert sum("«" in sentence for sentence, *_ in language) >= 10


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2017", Days("2017-01-01", "2017-12-31", "year")),
        ("2020-02", Days("2020-02-01", "2020-02-29", "month")),
        ("2017-08-02", Days("2017-08-02", "2017-08-02", "day")),
        ("2017-02-30", None),
        ("2017-13", None),
        ("0000", None),
        ("2017-8", None),
        ("August 2017", None),
        ("٢٠١٧", None),
        ("", None),
    ],
)
def test_an_iso_date_is_as_exact_as_it_is_written(text, days):
    assert dates.of_iso(text) == days


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on 2 August 2017", "day"),
        ("in August 2017", "month"),
        ("in 2017", "year"),
        ("in the summer of 2017", "year"),
        ("in early 2017", "span"),
        ("in late August 2017", "span"),
        ("between 2016 and 2017", "span"),
        ("on 2 and 3 August 2017", "span"),
        ("in the 2010s", "span"),
    ],
)
def test_a_date_says_how_exact_it_is(text, precision):
    assert [date.precision for date in dates.find(text)] == [precision]


def test_a_year_alone_is_the_whole_year():
    assert dates.find("It was signed in 2017.") == (
        WrittenDate(Span(17, 21), "2017-01-01", "2017-12-31", "year"),
    )


def test_places_count_in_the_whole_text_though_only_a_part_is_read():
    text = "In 2016, then in July 2018, then in 2019."

    assert [date.span for date in dates.find(text, 9, 27)] == [Span(17, 26)]


def test_a_date_is_not_read_across_an_empty_line():
    assert found("It happened in\n\n2017 was a good year, on 2 August\n\n2018") == ["2017"]


def test_a_date_is_read_across_a_line_end():
    assert found("It happened in\n  August\n  2017.") == ["August\n  2017"]


@pytest.mark.parametrize("mark", ["[3]", "¹", ".[3]", ")[^1]", "[update]"])
def test_a_mark_right_behind_a_date_does_not_hide_it(mark):
    assert found(f"It happened in 2017{mark} and later.") == ["2017"]


def test_what_can_be_read_in_two_ways_is_no_date():
    assert found("on 08/02/2017, by 2001-09, in the winter of 2019, in 1900s style") == []


def test_the_later_end_comes_later():
    assert found("between 2020 and 2017; from May to April 2018; 5–3 May 2018; (2020–2017)") == []


def test_a_year_and_a_month_of_it_are_no_period():
    assert found("between 2018 and May 2018") == ["2018", "May 2018"]


def test_a_calendar_knows_its_days():
    assert found("on 31 April 2018, on April 31, 2018, on 2018-04-31, on 29 February 2019") == []
    assert found("on 29 February 2020") == ["29 February 2020"]


def test_years_in_a_list_are_found_though_marks_stand_between():
    assert found("in 2014 [1], 2016 [2][3] and 2018") == ["2014", "2016", "2018"]


@given(st.text(max_size=200) | pieces)
def test_any_text_is_read_and_every_date_lies_where_it_says(text):
    written = dates.find(text)

    for date in written:
        quote = text[date.span.start : date.span.end]
        assert quote == quote.strip()
        assert re.search(r"[12][0-9]{3}", quote)
        assert dates.of_iso(date.first).precision == "day"
        assert date.first <= date.last
        assert (date.first == date.last) == (date.precision == "day")
    ends = [date.span.end for date in written]
    assert all(a <= date.span.start for a, date in zip(ends, written[1:], strict=False))


@given(pieces)
def test_no_date_overlaps_a_citation_mark(text):
    marks = [match.span() for match in re.finditer(r"\[[^\]]*\]", text)]

    for date in dates.find(text):
        assert all(date.span.end <= start or end <= date.span.start for start, end in marks)


@given(pieces)
def test_nothing_in_an_address_is_a_date(text):
    address = "https://a.org/" + "".join(text.split())

    assert dates.find(address) == ()
