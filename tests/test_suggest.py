import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import reading
from dashboard.model import Codebook, Document, Passage, Section, Span, Theme
from dashboard.study import analysis, codebook, folder, suggest
from dashboard.study.suggest import words
from dashboard.vocabulary import stop_words

# Of the harbour of a town that there is not, in sentences that share some of their words.
HARBOUR = """\
# The harbour of Vell

## Summary
The harbour trade shrank after the ferry tolls rose [1]. Salt marshes still hold back the water.

## 1. Ferry tolls
The ferry tolls rose by half in spring [1]. Fishers paid ferry tolls and a harbour fee [2].
A protest against the ferry toll ended at the quay. The council lowered no toll-house rent.

### Who pays
Only the fishers pay the ferry tolls. Traders cross by the old bridge, says https://example.org/tolls.

## 2. Salt marshes
Salt marshes soften the storm surges [3]. The salt marsh lost its reeds to a storm surge.
New dykes cut the salt-marsh in two. Birds nest where the salt marshes flood. Surges flood the quay.

### Sources
Gone.

## References
[1] Tolls and ferries: https://example.org/1
[2] Fees: https://example.org/2
[3] Marshes: https://example.org/3
"""


def document_of(text):
    return reading.read(text.encode(), "a.md")


def coded(document, suggestion):
    book = Codebook((suggestion.theme,))
    codings = codebook.code_by_terms(document, book) + codebook.code_by_sections(document, book)
    return [coding.passage_id for coding in codings]


def test_each_heading_that_divides_the_text_is_a_theme():
    document = document_of(HARBOUR)

    assert suggest.headings(document) == (
        suggest.Suggestion(
            Theme("summary", "Summary", sections=("Summary",)),
            "the section holds 2 of 14 passages",
            2,
        ),
        suggest.Suggestion(
            Theme("ferry-tolls", "Ferry tolls", sections=("1. Ferry tolls", "Who pays")),
            "2 sections hold 6 of 14 passages",
            6,
        ),
        suggest.Suggestion(
            Theme("salt-marshes", "Salt marshes", sections=("2. Salt marshes",)),
            "the section holds 5 of 14 passages",
            5,
        ),
    )


def headings_of(*lines, sentence="Some words."):
    """What a text of these headings suggests, a sentence under each: names, headings, passages."""
    text = "\n\n".join(f"{line}\n\n{sentence}" for line in lines)
    found = suggest.headings(document_of(f"{text}\n"))
    return [(one.theme.name, one.theme.sections, one.n_passages) for one in found]


def test_equal_headings_are_one_theme():
    assert headings_of("## 1. Costs", "## Noise", "## 2. Costs", "### Rent") == [
        ("Costs", ("1. Costs", "2. Costs", "Rent"), 3),
        ("Noise", ("Noise",), 1),
    ]


def test_a_number_of_several_parts_goes_as_a_whole():
    found = headings_of("## 2.2 Strong evidence", "## 3.1 Common benefits", "## 10. Costs")

    assert [name for name, *_ in found] == ["Strong evidence", "Common benefits", "Costs"]


def test_a_heading_that_stands_under_two_themes_is_named_with_the_one_above_it():
    assert headings_of("## Wind", "### Costs", "## Sun", "### Costs", "### Roofs") == [
        ("Wind", ("Wind", "Wind › Costs"), 2),
        ("Sun", ("Sun", "Sun › Costs", "Roofs"), 3),
    ]
    deep = ("## Wind", "### Rome", "#### Costs", "## Sun", "### Rome", "#### Costs")
    assert headings_of(*deep) == [
        ("Wind", ("Wind", "Wind › Rome", "Wind › Rome › Costs"), 3),
        ("Sun", ("Sun", "Sun › Rome", "Sun › Rome › Costs"), 3),
    ]


def test_a_heading_over_most_of_the_text_gives_way_to_those_under_it():
    assert headings_of("## Preface", "## All", "### Wind", "### Sun", "#### Roofs", "### Rain") == [
        ("Preface", ("Preface",), 1),
        ("Wind", ("Wind",), 1),
        ("Sun", ("Sun", "Roofs"), 2),
        ("Rain", ("Rain",), 1),
    ]
    assert headings_of("## Preface", "## Half", "### Wind", "## Rest")[1] == (
        "Half",
        ("Half", "Wind"),
        2,
    )


@pytest.mark.parametrize(
    "line", ["## References", "## Sources", "## 4. See also", "## Liens externes", "## 目录"]
)
def test_lists_of_sources_and_links_are_no_theme(line):
    names = [name for name, *_ in headings_of("## Wind", "## Sun", line)]

    assert names == ["Wind", "Sun"]


def test_a_text_that_no_heading_divides_has_no_themes_from_headings():
    assert headings_of("## Wind") == []
    assert headings_of("## Wind", "## Wind") == []
    assert suggest.headings(document_of("Only a sentence.")) == ()


def test_the_ten_longest_sections_are_themes_in_reading_order():
    text = "".join(
        f"## Part {chr(65 + n)}\n\n{'Some words. ' * (1 if n in (2, 7, 9, 10) else 2)}\n\n"
        for n in range(14)
    )

    names = [one.theme.name for one in suggest.headings(document_of(text))]

    assert names == [f"Part {letter}" for letter in "ABDEFGILMN"]


def test_names_stand_without_numbers_and_ids_are_plain():
    suggestions = suggest.headings(
        document_of("## 一、概述\n\n词语。\n\n## (2) Être là\n\nMots.\n\n## 三、结论\n\n词语。\n")
    )

    assert [(one.theme.id, one.theme.name) for one in suggestions] == [
        ("theme", "概述"),
        ("etre-la", "Être là"),
        ("theme-2", "结论"),
    ]


def test_a_number_without_a_stop_is_one_only_if_most_headings_have_it():
    assert [name for name, *_ in headings_of("## 1 Wind", "## 2 Sun")] == ["Wind", "Sun"]
    assert headings_of("## 2 towns", "## Wind", "## Sun")[0][0] == "2 towns"


def test_phrases_of_some_passages_are_themes():
    assert suggest.terms(document_of(HARBOUR)) == (
        suggest.Suggestion(
            Theme("salt-marshes", "salt marshes", terms=("salt marsh*", "salt-marsh")),
            "“salt marshes” and 1 more term stand in 5 of 14 passages, "
            "4 of them under “2. Salt marshes”, 7.2 times as often as elsewhere",
            5,
        ),
        suggest.Suggestion(
            Theme("ferry-tolls", "ferry tolls", terms=("ferry toll*",)),
            "“ferry tolls” stands in 5 of 14 passages, "
            "3 of them under “1. Ferry tolls”, 3.8 times as often as elsewhere",
            5,
        ),
    )


def found_in(*sentences, most=8):
    """The names and terms that a text of these sentences suggests, without headings."""
    document = document_of("\n\n".join(sentences))
    return {one.theme.name: one.theme.terms for one in suggest.terms(document, most)}


TREES = "alder birch cedar dogwood elm fir ginkgo hazel ivy juniper kapok larch"
OTHERS = tuple(f"It was with the {tree}." for tree in TREES.split())


def test_a_phrase_is_named_as_the_text_writes_it_amid_a_sentence():
    texts = ("Grand bargain.", "It was the grand bargain.", "It was a grand bargain.")

    assert list(found_in(*texts, *OTHERS)) == ["grand bargain"]
    assert list(found_in(*("The NATO talks end.",) * 3, *OTHERS)) == ["NATO talks"]


def test_endings_are_joined_only_where_no_other_word_begins_alike():
    texts = ("The tolls end.", "The toll ends.", "A toll is due.")

    assert found_in(*texts, *OTHERS) == {"toll": ("toll*",)}
    assert found_in(*texts, *OTHERS, "It was Tollund.") == {"toll": ("toll", "tolls")}


def test_words_that_stand_in_the_same_passages_are_one_theme():
    texts = ("It was malaria and it was cholera.",) * 3

    assert found_in(*texts, *OTHERS) == {"cholera": ("cholera", "malaria")}


@pytest.mark.parametrize(
    "words_",
    [
        "It was said to be the.",  # stop words
        "In 1999 it was 12.5.",
        "See https://example.org/toll and www.example.org/toll.",
        "It is `toll` or <toll>.",
        "It is a_toll.",
        "It is $\\toll$.",
        "It was the 中文市场.",
    ],
)
def test_what_is_no_word_of_the_text_is_no_theme(words_):
    assert found_in(*(words_,) * 3, *OTHERS) == {}


def test_a_phrase_does_not_reach_across_a_citation_or_a_stop():
    texts = ("It was salt [1] marsh.", "It was salt [1] marsh.", "It was salt, marsh.")
    found = found_in(*texts, *OTHERS)

    assert {term for terms in found.values() for term in terms} == {"salt", "marsh"}


def test_the_name_of_a_footnote_is_no_word_of_the_text():
    texts = (f"It was so{n}.[^toll]" for n in range(3))

    assert found_in(*texts, *OTHERS, "[^toll]: A book.") == {}


def test_a_theme_has_six_terms_at_the_most():
    words_ = ("salt marsh", "storm surge", "river mouth", "mud flat")
    loose = "It was " + " and it was ".join(words_) + "."
    tight = "It was " + " and it was ".join(word.replace(" ", "-") for word in words_) + "."

    (terms,) = found_in(*(loose, tight) * 2, *OTHERS).values()

    assert len(terms) == 6
    assert {"river mouth", "river-mouth"} < set(terms)


def test_a_term_that_another_one_finds_as_well_is_left_out():
    texts = ("It was salt marsh.",) * 3 + ("It was salt.",)

    assert found_in(*texts, *OTHERS) == {"salt marsh": ("salt",)}


def test_where_all_passages_of_a_theme_stand_is_said():
    text = "".join(
        f"## {title}\n\n{''.join(f'It was the {word}. ' for word in words_.split())}\n\n"
        for title, words_ in (("Tolls", "toll toll toll"), ("Trees", TREES), ("More", "oak ash"))
    )

    (found,) = suggest.terms(document_of(text))

    assert found.reason == "“toll” stands in 3 of 17 passages, all of them under “Tolls”"


def test_what_stands_in_most_passages_tells_nothing_apart():
    assert found_in(*("The toll.",) * 7, *OTHERS[:3]) == {}
    assert found_in(*("The toll.",) * 6, *OTHERS[:4]) == {"toll": ("toll",)}


@pytest.mark.parametrize(
    ("sentences", "filler", "name"),
    [
        (
            ("Die Abgabe der Fischer war da.", "Mit der Abgabe ist es nicht getan."),
            "Es war mit der",
            "Abgabe",
        ),
        (
            ("Les droits de douane sont là.", "Avec les droits de douane."),
            "C'est avec la",
            "droits de douane",
        ),
        (("C'est l'économie du pays.", "Dans l'économie."), "C'est avec la", "économie"),
        (
            ("Son los derechos de aduana.", "Con los derechos de aduana."),
            "Esto es con la",
            "derechos de aduana",
        ),
    ],
)
def test_stop_words_are_those_of_the_texts_language(sentences, filler, name):
    others = (f"{filler} {tree}." for tree in TREES.split())

    assert list(found_in(*sentences, sentences[-1], *others)) == [name]


def test_a_language_without_a_list_has_its_shortest_and_commonest_words_left_out():
    texts = ("Jest tam cena.", "Oto ta cena.", "Taka cena.")
    others = tuple(f"Jest tam {tree}." for tree in TREES.split())
    language = words.read(document_of("\n\n".join((*texts, *others)))).language

    assert list(found_in(*texts, *others)) == ["cena"]
    assert language.stop >= {"jest", "tam", "ta", "elm"}
    assert not language.stop & {"cena", "alder"}


def test_a_script_without_spaces_has_no_suggestions_from_words():
    texts = ("渡轮收费 Toll 上涨了一半。", "渡轮收费 Toll 下降。", "港口 Toll 收费。")
    others = tuple(f"港口{number}收费 词语 上涨。" for number in "一二三四五")

    assert found_in(*texts, *others) == {}


def test_no_more_themes_than_wanted_are_suggested():
    document = document_of(HARBOUR)

    assert len(suggest.terms(document, most=1)) == 1
    assert suggest.terms(document, most=0) == ()
    assert suggest.terms(document)[:1] == suggest.terms(document, most=1)


def test_nothing_is_suggested_for_a_text_without_words():
    assert suggest.terms(document_of("12.")) == ()


def test_suggestions_of_one_name_are_one_theme_of_the_codebook():
    document = document_of(HARBOUR)

    book = suggest.codebook((*suggest.headings(document), *suggest.terms(document)))

    assert book == Codebook(
        (
            Theme("summary", "Summary", sections=("Summary",)),
            Theme(
                "ferry-tolls",
                "Ferry tolls",
                terms=("ferry toll*",),
                sections=("1. Ferry tolls", "Who pays"),
            ),
            Theme(
                "salt-marshes",
                "Salt marshes",
                terms=("salt marsh*", "salt-marsh"),
                sections=("2. Salt marshes",),
            ),
        )
    )


VOCABULARY = (
    "toll tolls tolled Toll-house the of and a rose rises salt marsh marshes NATO U.S. l'état "
    "Moscow’s quay-side quay ferry 12 https://e.org/toll ‑ – * ß İl Σας [1] 渡轮 naïve ü_v , . ;"
)


@st.composite
def documents(draw):
    """Texts of few words, so that they come again; passages need not be sentences."""
    lines = draw(
        st.lists(st.lists(st.sampled_from(VOCABULARY.split()), min_size=1, max_size=8), max_size=24)
    )
    titles = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["", "1. Tolls", "Salt", "Sources", "2 a", "渡"]), st.integers(1, 3)
            ),
            min_size=1,
            max_size=5,
        )
    )
    text, passages = "", []
    for number, line in enumerate(lines, start=1):
        span = Span(len(text), len(text) + len(" ".join(line)))
        passages.append(Passage(f"p{number}", span, span))
        text += " ".join(line) + "\n"
    size = len(passages) // len(titles) + 1
    sections = tuple(
        Section(f"s{n}", title, level, tuple(passages[n * size : (n + 1) * size]))
        for n, (title, level) in enumerate(titles)
    )
    return Document("d", draw(st.sampled_from(["", "Tolls"])), text, sections, ())


@given(documents())
def test_a_suggestion_finds_what_it_promises(document):
    from_words, from_headings = suggest.terms(document), suggest.headings(document)
    suggestions = (*from_words, *from_headings)
    total = sum(1 for _ in document.passages())

    for suggestion in suggestions:
        assert len(coded(document, suggestion)) == suggestion.n_passages
        assert f" {suggestion.n_passages} of {total} " in suggestion.reason
        assert suggestion.theme.definition == ""
    for suggestion in from_words:
        assert 2 <= suggestion.n_passages <= 0.6 * total
        assert 1 <= len(suggestion.theme.terms) <= 6
    book = suggest.codebook(suggestions)
    assert codebook.read(codebook.write(book), "codebook.yaml") == book
    for one in (from_words, from_headings):
        assert suggest.codebook(one).themes == tuple(s.theme for s in one)
    assert suggest.terms(document) == from_words


def test_the_themes_of_the_shipped_analysis_are_found_in_part():
    files, _ = folder.files(folder.shipped() / "trump-putin-us-russia")
    shipped = analysis.read("shipped", files)
    by_hand = {}
    for coding in shipped.codings:
        if coding.basis == "hand":
            by_hand.setdefault(coding.theme_id, set()).add(coding.passage_id)
    found = {
        one.theme.name: set(coded(shipped.document, one)) for one in suggest.terms(shipped.document)
    }

    assert found["arms-control"] == by_hand["arms-control"]
    assert found["sanctions"] < by_hand["sanctions"]
    assert len(by_hand["sanctions"] - found["sanctions"]) == 1
    assert found["Moscow"] > by_hand["moscow-expectations"]
    assert len(found["Moscow"] - by_hand["moscow-expectations"]) == 1


def test_the_words_of_a_mark_are_none_of_the_text_and_move_no_other():
    text = "The toll rose [12-14], and [3][4] tolls fell."
    document = document_of(text)

    (row,) = words.read(document).rows
    assert [word.text for word in row] == ["the", "toll", "rose", "and", "tolls", "fell"]
    assert [text[word.start : word.end].casefold() for word in row] == [w.text for w in row]


def test_no_list_holds_a_word_twice_or_in_capitals():
    for language in stop_words._LANGUAGES:
        assert language.heads
        assert all(word == word.lower() for word in language.stop)


@pytest.mark.parametrize(
    ("word", "root"),
    [("tolls", "toll"), ("cities", "city"), ("rated", "rate"), ("united", "united")],
)
def test_endings_lead_back_to_a_word_of_the_text(word, root):
    found = words.read(document_of("Toll, tolls. City, cities. Rate, rated. Unit, united."))

    assert found.roots[word] == root
