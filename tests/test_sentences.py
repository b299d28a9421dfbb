from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Span
from dashboard.reading import sentences
from dashboard.reading.citations import numeric

CASES = [
    tuple(part.strip() for part in line.split(" | ", 1))
    for line in (Path(__file__).parent / "sentence_cases.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def split(text, language="en"):
    """The sentences of a whole text, as words."""
    whole = Span(0, len(text))
    marks = [mark.span for mark in numeric.find(text, [whole], set()).marks]
    return [text[s.start : s.end] for s in sentences.split(text, whole, marks, language)]


def test_there_are_many_cases():
    assert len(CASES) >= 140


@pytest.mark.parametrize(("language", "case"), CASES)
def test_a_paragraph_falls_into_its_sentences(language, case):
    case = case.replace("\\n", "\n")

    found = split(case.replace("¦", ""), language)

    assert found == [sentence.strip() for sentence in case.split("¦")]


def test_the_same_word_ends_a_sentence_in_one_language_and_not_in_another():
    assert split("Der 3. Mai kam. Es war warm.", "de") == ["Der 3. Mai kam.", "Es war warm."]
    assert split("They sold 3. Mai bought one.", "en") == ["They sold 3.", "Mai bought one."]


def test_a_region_of_the_language_tag_does_not_matter():
    assert split("Am 3. Mai kam er.", "de-AT") == ["Am 3. Mai kam er."]


def test_a_stop_inside_a_mark_ends_nothing():
    text = "It fell (see it. Next) here. Then it rose."
    mark = Span(text.index("("), text.index(")") + 1)

    found = list(sentences.split(text, Span(0, len(text)), [mark]))

    assert [text[s.start : s.end] for s in found] == [
        "It fell (see it. Next) here.",
        "Then it rose.",
    ]


def test_a_long_mark_after_the_stop_stays_with_its_sentence():
    text = "It fell. (see here, at length and more) Then it rose."
    mark = Span(text.index("("), text.index(")") + 1)

    found = [text[s.start : s.end] for s in sentences.split(text, Span(0, len(text)), [mark])]

    assert found == ["It fell. (see here, at length and more)", "Then it rose."]


def test_a_mark_that_begins_with_a_capital_stays_with_the_sentence_before():
    text = "It fell. Ames (2019). Then it rose."
    mark = Span(text.index("Ames"), text.index(")") + 1)

    found = [text[s.start : s.end] for s in sentences.split(text, Span(0, len(text)), [mark])]

    assert found == ["It fell. Ames (2019).", "Then it rose."]


def test_stops_alone_make_no_sentence():
    assert split("It fell. . .") == ["It fell. . ."]
    assert split("It fell. !? *") == ["It fell. !? *"]


@given(st.text(alphabet="aA1. !?…。\n\"'”)]([3]²*_–éД中", min_size=1).map(str.strip).filter(bool))
def test_sentences_tile_the_paragraph(text):
    whole = Span(0, len(text))
    marks = [mark.span for mark in numeric.find(text, [whole], set()).marks]

    found = list(sentences.split(text, whole, marks))

    assert found[0].start == 0
    assert found[-1].end == len(text)
    for earlier, later in pairwise(found):
        assert text[earlier.end : later.start].strip() == ""
    for sentence in found:
        words = text[sentence.start : sentence.end]
        assert words == words.strip()
    for mark in marks:
        assert sum(mark in sentence for sentence in found) == 1
