"""What the analysis that ships says, in the words and figures its makers gave."""

import hashlib
from collections import Counter

import pytest

from dashboard.model import Source
from dashboard.study import analysis, folder
from dashboard.study.codings import Agreement

NAME = "trump-putin-us-russia"
THEMES = {
    "institutional-pushback": "Institutional pushback",
    "sanctions": "Sanctions",
    "arms-control": "Arms control",
    "ukraine-nato": "Ukraine/NATO",
    "moscow-expectations": "Moscow's expectations",
    "rhetoric-vs-policy": "Rhetoric versus policy",
    "uncertainty": "Uncertainty",
}
SECTION_THEMES = {
    "Executive summary": [],
    "1. Personal chemistry met institutional resistance": ["institutional-pushback"],
    "2. Rhetoric versus policy: pressure remained despite overtures": [
        "sanctions",
        "rhetoric-vs-policy",
    ],
    "3. Arms control and strategic stability frayed": ["arms-control"],
    "4. Moscow’s expectations and tactical gains": ["moscow-expectations"],
    "5. Ukraine, NATO, and the allied dimension": ["ukraine-nato"],
    "6. The net effect: divergence, entrenchment, and uncertainty": [
        "institutional-pushback",
        "uncertainty",
    ],
}


@pytest.fixture(scope="module")
def shipped():
    files, faults = folder.files(folder.shipped() / NAME)
    assert faults == ()
    return analysis.read(NAME, files)


def passages_by_theme(shipped, basis):
    counts = Counter(coding.theme_id for coding in shipped.codings if coding.basis == basis)
    return [counts[theme.id] for theme in shipped.book.themes]


def test_the_data_folder_holds_one_analysis():
    assert folder.names(folder.shipped()) == ([folder.shipped() / NAME], ())


def test_the_text_is_the_one_that_was_taken():
    data = (folder.shipped() / NAME / "analysis.txt").read_bytes()

    assert hashlib.sha256(data).hexdigest() == (
        "53beebfd0c639041856989964c878fdb8ae152b3a7757695b7bd92bb12c65aa3"
    )


def test_nothing_in_the_folder_is_at_fault(shipped):
    assert shipped.faults == ()
    assert shipped.document.problems == ()
    assert shipped.bases == ("hand", "term", "section")


def test_it_says_where_the_text_is_from(shipped):
    told = shipped.about

    assert (told.publisher, told.page, told.url, told.taken, told.language) == (
        "factually.co",
        "trump-putin-relationship-impact-on-us-russia-foreign-policy",
        None,
        "2026-11-22",
        "en",
    )
    assert "without its list of sources" in told.note


def test_no_source_is_given_a_title_that_nobody_knows(shipped):
    assert shipped.document.sources == tuple(Source(str(number)) for number in range(1, 10))


def test_the_title_is_the_one_the_text_bears(shipped):
    assert shipped.document.id == NAME
    assert shipped.document.text.startswith(shipped.document.title + "\n")


def test_the_themes_stand_in_the_order_they_were_given(shipped):
    assert {theme.id: theme.name for theme in shipped.book.themes} == THEMES
    assert [theme.id for theme in shipped.book.themes] == list(THEMES)


def test_every_theme_can_be_followed_by_a_second_coder(shipped):
    for theme in shipped.book.themes:
        assert theme.definition, theme.id
        assert theme.include, theme.id
        assert theme.exclude, theme.id
        assert theme.terms, theme.id


def test_passages_by_hand_are_those_the_coder_counted(shipped):
    assert passages_by_theme(shipped, "hand") == [7, 6, 4, 2, 6, 4, 5]


def test_every_passage_is_coded_by_hand_with_words_and_a_reason(shipped):
    by_hand = [coding for coding in shipped.codings if coding.basis == "hand"]

    assert len(list(shipped.document.passages())) == 14
    assert {c.passage_id for c in by_hand} == {p.id for p in shipped.document.passages()}
    assert all(len(coding.evidence) == 1 and coding.memo for coding in by_hand)


def test_every_evidence_is_the_words_that_the_file_gives(shipped):
    lines = (folder.shipped() / NAME / "codings.yaml").read_text("utf-8").splitlines()
    given = [line.strip().removeprefix("- ") for line in lines if line.startswith(" " * 10 + "- ")]

    read = [
        shipped.document.quote(span) for coding in shipped.hand.codings for span in coding.evidence
    ]

    assert sorted(read) == sorted(given)
    assert len(given) == 34


def test_evidence_lies_within_its_passage(shipped):
    spans = {passage.id: passage.span for passage in shipped.document.passages()}

    for coding in shipped.codings:
        assert all(span in spans[coding.passage_id] for span in coding.evidence), coding


def test_how_far_two_codings_agree_and_what_that_is_worth_is_said(shipped):
    hand = shipped.hand

    assert hand.agreement == Agreement(98, 97, 0.978, hand.agreement.note)
    assert "0.971" in hand.agreement.note
    assert "24 decisions" in hand.agreement.note
    assert "upper bound" in hand.limits
    assert "left uncoded" in hand.limits
    assert "language models" in hand.limits


def test_the_disputed_coding_is_left_out(shipped):
    third = list(shipped.document.passages())[2]

    assert [c.theme_id for c in shipped.hand.codings if c.passage_id == third.id] == [
        "moscow-expectations",
        "institutional-pushback",
        "sanctions",
    ]


def test_passages_by_term_follow_from_the_codebooks_words(shipped):
    assert passages_by_theme(shipped, "term") == [7, 6, 4, 2, 6, 5, 5]


def test_every_section_carries_its_themes(shipped):
    by_passage = {}
    for coding in shipped.codings:
        if coding.basis == "section":
            by_passage.setdefault(coding.passage_id, []).append(coding.theme_id)

    found = {
        section.title: [by_passage.get(passage.id, []) for passage in section.passages]
        for section in shipped.document.sections
        if section.passages
    }

    assert found == {title: [themes, themes] for title, themes in SECTION_THEMES.items()}
    assert passages_by_theme(shipped, "section") == [4, 2, 2, 2, 2, 2, 2]
