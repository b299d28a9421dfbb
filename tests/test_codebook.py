import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import Fault, InputError
from dashboard.model import Codebook, Coding, Document, Passage, Section, Span, Theme
from dashboard.study import codebook, strict_yaml

FILE = "codebook.yaml"


def faults_of(text):
    with pytest.raises(InputError) as caught:
        codebook.read(text.encode(), FILE)
    return caught.value.faults


def document_of(*passages, titles=("",)):
    """A document of one-passage paragraphs; the last title heads all of them."""
    text, spans = "", []
    for words in passages:
        spans.append(Span(len(text), len(text) + len(words)))
        text += words + "\n"
    found = tuple(Passage(f"p{n}", span, span) for n, span in enumerate(spans, start=1))
    heads = [Section(f"s{n}", title, 1) for n, title in enumerate(titles[:-1])]
    last = Section(f"s{len(heads)}", titles[-1], 1, found)
    return Document("d", "", text, (*heads, last), ())


def found_words(term, text):
    document = document_of(text)
    codings = codebook.code_by_terms(document, Codebook((Theme("t", "T", terms=(term,)),)))
    return [document.quote(span) for coding in codings for span in coding.evidence]


def test_every_field_of_a_theme_is_read():
    text = """
themes:
  - id: cost
    name: NO
    definition: >-
      What it
      costs.
    include: [prices]
    exclude:
      - worth
    terms: [price*, on]
    sections: ['1. Costs']
    colour: '#0B62a4'
  - {id: 2, name: Second}
"""

    assert codebook.read(text.encode(), FILE) == Codebook(
        (
            Theme(
                id="cost",
                name="NO",
                definition="What it costs.",
                include=("prices",),
                exclude=("worth",),
                terms=("price*", "on"),
                sections=("1. Costs",),
                colour="#0B62a4",
            ),
            Theme(id="2", name="Second"),
        )
    )


def test_all_faults_are_told_with_their_places():
    text = """themes:
  - id: cost
    name: Cost
    exlude: [x]
    terms: [a*b, '*', price, [x]]
    colour: red
  - id: cost
    name: Cost
    terms: price
  - id: a b
  - name: ''
"""

    assert faults_of(text) == (
        Fault(FILE, "unknown field 'exlude'; did you mean 'exclude'?", 4, 5),
        Fault(FILE, "the term 'a*b' has a * in the middle; it may only stand at the end", 5, 13),
        Fault(FILE, "the term '*' contains no word; write one or remove the term", 5, 18),
        Fault(FILE, "expected a text, found a list", 5, 30),
        Fault(FILE, "expected a colour such as '#0b62a4', in quotes, found 'red'", 6, 13),
        Fault(FILE, "the id 'cost' is used twice; give each theme its own", 7, 9),
        Fault(FILE, "the name 'Cost' is used twice; give each theme its own", 8, 11),
        Fault(FILE, "expected a list of texts, found a text", 9, 12),
        Fault(FILE, "the field 'name' is missing; add it", 10, 5),
        Fault(
            FILE,
            "expected up to 40 letters, digits and -, such as arms-control, found 'a b'",
            10,
            9,
        ),
        Fault(FILE, "the field 'id' is missing; add it", 11, 5),
        Fault(FILE, "the field 'name' is empty; fill it in", 11, 11),
    )


def test_a_codebook_without_themes_says_so():
    assert faults_of("theme: []\n") == (
        Fault(FILE, "unknown field 'theme'; did you mean 'themes'?", 1, 1),
        Fault(FILE, "the field 'themes' is missing; add it", 1, 1),
    )


def test_a_term_of_more_than_a_hundred_characters_is_a_fault():
    (fault,) = faults_of(f"themes: [{{id: a, name: A, terms: [{'x' * 101}]}}]")

    assert fault.message.endswith("is longer than 100 characters; shorten it")


def test_more_themes_than_a_chart_can_hold_are_a_fault():
    (fault,) = faults_of("themes:\n" + "".join(f"- {{id: t{n}, name: T{n}}}\n" for n in range(501)))

    assert fault == Fault(FILE, "more than 500 themes; merge or remove some", 502, 3)


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("sanction", "Sanction, sanctions, unsanctioned SANCTION.", ["Sanction", "SANCTION"]),
        ("sanction*", "sanctions and Sanctioned, not unsanctioned", ["sanctions", "Sanctioned"]),
        ("arms control", "arms \n control, arms-control", ["arms \n control"]),
        ("de-confliction", "de‑confliction, de–confliction", ["de‑confliction"]),
        ("Moscow's gains", "Moscow’s gains", ["Moscow’s gains"]),
        ("U.S. politics", "domestic U.S. politics, UxS politics", ["U.S. politics"]),
        ("c++", "C++ and c+", ["C++"]),
        ("straße", "STRASSE, Straße", ["Straße"]),
        ("istanbul", "İstanbul’da", ["İstanbul"]),
        ("ΣΑΣ", "σας ΣΑΣ", ["σας", "ΣΑΣ"]),
        ("a", "á a_ a1 a", ["a"]),
    ],
)
def test_a_term_finds_whole_words_whatever_their_case(term, text, words):
    assert found_words(term, text) == words


def test_the_longest_of_several_terms_is_the_evidence():
    book = Codebook(
        (Theme("t", "T", terms=("arms", "sanction*", "sanctions list", "arms control")),)
    )
    document = document_of("Sanctions lists, a sanctions list, arms control, arms controls.")

    (coding,) = codebook.code_by_terms(document, book)

    assert [document.quote(span) for span in coding.evidence] == [
        "Sanctions",
        "sanctions list",
        "arms control",
        "arms",
    ]


def test_codings_by_terms_come_in_reading_order_then_in_the_codebooks():
    book = Codebook(
        (Theme("b", "B", terms=("x",)), Theme("a", "A", terms=("y", "x")), Theme("c", "C"))
    )

    assert codebook.code_by_terms(document_of("x", "none", "y x"), book) == (
        Coding("p1", "b", "term", (Span(0, 1),)),
        Coding("p1", "a", "term", (Span(0, 1),)),
        Coding("p3", "b", "term", (Span(9, 10),)),
        Coding("p3", "a", "term", (Span(7, 8), Span(9, 10))),
    )


def test_a_phrase_does_not_reach_into_the_next_passage():
    book = Codebook((Theme("t", "T", terms=("arms control",)),))

    assert codebook.code_by_terms(document_of("arms", "control"), book) == ()


@given(st.text(max_size=80))
def test_folding_keeps_every_character_in_its_place(text):
    assert len(codebook.folded(text)) == len(text)


def test_folding_keeps_the_length_of_every_character_there_is():
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))

    assert len(codebook.folded(every)) == len(every)


@given(
    st.lists(
        st.text("abA -’'", min_size=1, max_size=6).filter(lambda t: t.strip(" -’'")), max_size=5
    ),
    st.text("abA -’\n", min_size=1, max_size=30),
)
def test_the_tree_of_terms_finds_what_the_plain_alternatives_find(terms, text):
    terms = tuple(" ".join(term.split()) for term in terms) or ("a",)
    longest_first = sorted({codebook.folded(term) for term in terms}, key=len, reverse=True)
    parts = [r"\s+".join(map(re.escape, term.split(" "))) for term in longest_first]
    plain = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
    folded = codebook.folded(text)

    tree = codebook._pattern(terms)

    assert [m.start() for m in tree.finditer(folded)] == [m.start() for m in plain.finditer(folded)]


@pytest.mark.parametrize("title", ["Arms control", "arms  CONTROL", "3. Arms control"])
def test_a_heading_is_named_with_or_without_its_number_in_any_case(title):
    book = Codebook((Theme("t", "T", sections=(title,)),))
    document = document_of("One.", "Two.", titles=("", "3. Arms control"))

    assert codebook.code_by_sections(document, book) == (
        Coding("p1", "t", "section"),
        Coding("p2", "t", "section"),
    )
    assert codebook.missing_sections(yaml_of(title), FILE, document) == ()


@pytest.mark.parametrize("title", ["4. Arms control", "control", "3.", "", "Arms"])
def test_another_heading_is_not_the_one_that_is_named(title):
    book = Codebook((Theme("t", "T", sections=(title,)),))

    assert (
        codebook.code_by_sections(document_of("One.", titles=("", "3. Arms control")), book) == ()
    )


@pytest.mark.parametrize("number", ["3", "3.", "3.1", "3.1.", "3)", "IV.", "iv)"])
def test_the_number_of_a_heading_takes_many_forms(number):
    book = Codebook((Theme("t", "T", sections=("Arms",)),))

    codings = codebook.code_by_sections(document_of("One.", titles=(f"{number} Arms",)), book)

    assert codings == (Coding("p1", "t", "section"),)


def test_a_number_within_a_heading_is_part_of_it():
    book = Codebook((Theme("t", "T", sections=("Phase costs",)),))

    assert codebook.code_by_sections(document_of("One.", titles=("Phase 2. Costs",)), book) == ()


def test_what_stands_before_the_first_heading_has_no_name():
    book = Codebook((Theme("t", "T", sections=("",)),))

    assert codebook.code_by_sections(document_of("One.", titles=("",)), book) == ()


def test_a_section_theme_ends_at_the_next_heading():
    book = Codebook((Theme("t", "T", sections=("One",)),))

    assert codebook.code_by_sections(document_of("Words.", titles=("One", "Two")), book) == ()


def test_a_heading_that_the_text_lacks_is_told_with_its_place_and_the_nearest():
    document = document_of("One.", titles=("", "3. Arms control", "4. Moscow"))

    assert codebook.missing_sections(yaml_of("Arms controls", "xyz"), FILE, document) == (
        Fault(
            FILE, "the text has no heading 'Arms controls'; did you mean '3. Arms control'?", 4, 16
        ),
        Fault(FILE, "the text has no heading 'xyz'; choose from 3. Arms control, 4. Moscow", 4, 33),
    )
    assert codebook.missing_sections(yaml_of("xyz"), FILE, document_of("One.")) == (
        Fault(FILE, "the text has no heading 'xyz'; it has none at all", 4, 16),
    )


def yaml_of(*titles):
    sections = ", ".join(f"'{title}'" for title in titles)
    return f"themes:\n- id: t\n  name: T\n  sections: [  {sections}]\n".encode()


# Words that YAML reads as something else, and letters that need quotes.
WORDS = st.one_of(
    st.sampled_from(
        ["NO", "2024-01-02", "a: b", "# x", "it's", '"q"', "- x", "1.10", "é 😀 ~", "[1]"]
    ),
    st.lists(st.sampled_from(["sanctions", "and", "treaties:", "#1"]), min_size=20).map(" ".join),
    st.text(st.characters(codec="utf-8"), max_size=20).map(strict_yaml.seen),
)
TERMS = WORDS.map(lambda text: text.replace("*", "")[:90].strip() + "-word*")


@st.composite
def books(draw):
    names = draw(st.lists(WORDS.filter(bool), unique=True, max_size=4))
    several = st.lists(WORDS, max_size=3).map(tuple)
    return Codebook(
        tuple(
            Theme(
                id=f"t-{n}",
                name=name,
                definition=draw(WORDS),
                include=draw(several),
                exclude=draw(several),
                terms=draw(st.lists(TERMS, max_size=3).map(tuple)),
                sections=draw(several),
                colour=draw(st.sampled_from([None, "#0B62a4"])),
            )
            for n, name in enumerate(names)
        )
    )


@given(books())
def test_a_codebook_is_read_as_it_was_written(book):
    assert codebook.read(codebook.write(book), FILE) == book


def test_a_written_codebook_says_what_it_is_and_leaves_out_what_is_empty():
    written = codebook.write(Codebook((Theme("no", "No", terms=("no", "price*")),))).decode()

    assert written == (
        "# The themes that a passage of the text can carry, and the words that find them.\n"
        "themes:\n"
        "  - id: 'no'\n"
        "    name: 'No'\n"
        "    terms:\n"
        "      - 'no'\n"
        "      - price*\n"
    )


def test_what_nobody_can_see_is_not_written():
    themes = (
        Theme("a", " A\x07\u2028b ", sections=("One\x85two",), terms=("c\ufffeat",), colour=""),
    )

    assert codebook.read(codebook.write(Codebook(themes)), FILE) == Codebook(
        (Theme("a", "A b", sections=("One two",), terms=("cat",)),)
    )


@pytest.mark.parametrize(
    ("theme", "reason"),
    [
        (Theme("a b", "A"), "found 'a b'"),
        (Theme("a ", "A"), "with a space"),
        (Theme("a\x00", "A"), r"U\+0000"),
        (Theme("a", ""), "'name' is missing"),
        (Theme("a", "A", terms=("a*b",)), "has a \\* in the middle"),
        (Theme("a", "A", terms=("",)), "contains no word"),
        (Theme("a", "A", colour="red"), "expected a colour"),
    ],
)
def test_what_could_not_be_read_is_not_written(theme, reason):
    with pytest.raises(ValueError, match=reason):
        codebook.write(Codebook((theme,)))
