import pytest

from dashboard.errors import Fault, InputError
from dashboard.model import Codebook, Coding, Document, Passage, Section, Span, Theme
from dashboard.study import codings
from dashboard.study.codings import Agreement, HandCoding

FILE = "codings.yaml"
BOOK = Codebook((Theme("cost", "Cost"), Theme("comfort", "Comfort")))
TEXT = "Heat pumps are cheap\nto run [1]. They’re quiet [2]. They are cheap to buy.\n"
PASSAGES = (Span(0, 32), Span(33, 51), Span(52, 74))
DOCUMENT = Document(
    "d",
    "",
    TEXT,
    (
        Section(
            "s0",
            "",
            0,
            tuple(
                Passage(f"p{n}", span, Span(0, len(TEXT) - 1))
                for n, span in enumerate(PASSAGES, start=1)
            ),
        ),
    ),
    (),
)


def read(text, document=DOCUMENT, book=BOOK):
    return codings.read(text.encode(), FILE, document, book)


def faults_of(text):
    with pytest.raises(InputError) as caught:
        read(text)
    return caught.value.faults


def passages(*entries):
    return "coder: A\npassages:\n" + "".join(f"- {entry}\n" for entry in entries)


def test_a_coding_holds_passage_theme_evidence_and_reason():
    text = """
coder: Ada
agreement: {decisions: 6, agreeing: 5, kappa: 0.67, note: made apart}
limits: One text only.
passages:
  - quote: They are cheap to buy.
    themes: [{theme: cost}]
  - quote: >-
      Heat pumps are cheap
      to run [1].
    themes:
      - theme: comfort
      - theme: cost
        evidence: [to run, cheap]
        memo: 'Says NO: price'
"""

    assert read(text) == HandCoding(
        coder="Ada",
        codings=(
            Coding("p1", "comfort", "hand"),
            Coding("p1", "cost", "hand", (Span(15, 20), Span(21, 27)), "Says NO: price"),
            Coding("p3", "cost", "hand"),
        ),
        agreement=Agreement(6, 5, 0.67, "made apart"),
        limits="One text only.",
    )


def test_a_part_of_a_passage_is_enough_if_no_other_holds_it():
    hand = read(passages("{quote: quiet, themes: [{theme: comfort, evidence: [They’re quiet]}]}"))

    assert hand == HandCoding("A", (Coding("p2", "comfort", "hand", (Span(33, 46),)),))


def test_words_that_stand_twice_within_one_passage_name_it_and_their_first_place_is_evidence():
    text = "Cheap is cheap, cheap.\n"
    document = Document(
        "d", "", text, (Section("s0", "", 0, (Passage("p1", Span(0, 22), Span(0, 22)),)),), ()
    )

    hand = read(passages("{quote: cheap, themes: [{theme: cost, evidence: [cheap]}]}"), document)

    assert hand.codings == (Coding("p1", "cost", "hand", (Span(9, 14),)),)


def test_a_passage_may_be_listed_without_a_theme_or_not_at_all():
    assert read(passages("{quote: quiet, themes: [ ]}")).codings == ()
    assert read("coder: A\npassages: []\n").codings == ()


def test_all_faults_are_told_with_their_places():
    text = """coder: A
pasages: []
agreement: {decisions: 5, agreeing: 6, kappa: 1.2}
passages:
  - quote: They are loud.
    themes: [{theme: kost, evidence: [x]}]
  - quote: cheap
    themes: []
  - quote: '[1]. They’re'
    themes: []
  - quote: quiet
    themes:
      - theme: comfort
        evidence: [noisy, Heat pumps]
        meno: x
      - theme: comfort
  - quote: They’re quiet
    themes: []
  - quote: buy
"""

    assert faults_of(text) == (
        Fault(FILE, "unknown field 'pasages'; did you mean 'passages'?", 2, 1),
        Fault(FILE, "agreeing is larger than decisions (5); correct one of them", 3, 37),
        Fault(FILE, "expected a number from -1 to 1 such as 0.97, found '1.2'", 3, 47),
        Fault(
            FILE,
            "the text doesn't contain 'They are loud.'; copy the words exactly "
            "as they stand in the text",
            5,
            12,
        ),
        Fault(FILE, "the codebook has no theme 'kost'; did you mean 'cost'?", 6, 22),
        Fault(FILE, "'cheap' occurs in 2 passages; quote more words", 7, 12),
        Fault(FILE, "'[1]. They’re' spans several passages; quote words of only one", 9, 12),
        Fault(
            FILE,
            "the passage doesn't contain 'noisy'; copy the words exactly as they stand in the text",
            14,
            20,
        ),
        Fault(
            FILE,
            "the passage doesn't contain 'Heat pumps'; copy the words exactly "
            "as they stand in the text",
            14,
            27,
        ),
        Fault(FILE, "unknown field 'meno'; did you mean 'memo'?", 15, 9),
        Fault(FILE, "the theme 'comfort' is given twice for this passage; keep one", 16, 16),
        Fault(FILE, "this passage was already coded in line 11; merge the two", 17, 12),
        Fault(FILE, "the field 'themes' is missing; add it", 19, 5),
    )


def test_a_text_without_passages_holds_no_quote():
    document = Document("d", "", "Heading\n", (Section("s0", "Heading", 1),), ())

    with pytest.raises(InputError) as caught:
        read(passages("{quote: Heading, themes: []}"), document)

    assert caught.value.faults == (
        Fault(FILE, "'Heading' spans several passages; quote words of only one", 3, 11),
    )


@pytest.mark.parametrize("kappa", ["-1", "-0.25", "0", "0.978", "1", "1.00"])
def test_kappa_is_read_as_it_is_written(kappa):
    hand = read(
        f"coder: A\npassages: []\nagreement: {{decisions: 9, agreeing: 9, kappa: {kappa}}}\n"
    )

    assert hand.agreement == Agreement(9, 9, float(kappa))


def test_an_agreement_needs_its_three_numbers():
    text = "coder: A\npassages: []\nagreement: {decisions: many, agreeing: 1.5}\n"

    assert faults_of(text) == (
        Fault(FILE, "the field 'kappa' is missing; add it", 3, 12),
        Fault(FILE, "expected a whole number such as 98, found 'many'", 3, 24),
        Fault(FILE, "expected a whole number such as 97, found '1.5'", 3, 40),
    )


def test_who_coded_is_named_on_one_line_of_at_most_sixty_characters():
    hand = read(f"coder: |\n  A.\n  Moor {'x' * 60_000}\npassages: []\n")

    assert hand.who.startswith("A. Moor xxx")
    assert len(hand.who) == 60
