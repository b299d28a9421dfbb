"""Ways of writing marks that people really have, each in several variants."""

import pytest

from dashboard import reading
from tests.said import cited, messages, pairs

LIST = "\n\n## Sources\n\n[1] The rain\n[2] The snow\n[3] The hail\n[4] The wind\n"
GLUED = "\n\n#### Works cited\n\n1. Board\n2. Paper\n3. Society\n4. Union\n"
RAISED = "\n\nReferences\n\n(1) Ames, A. 2001.\n(2) Boyd, B. 2002.\n(3) Cole, C. 2003.\n"


def read(text, file="a.md"):
    return reading.read(text.encode(), file)


@pytest.mark.parametrize(
    ("mark", "ids"),
    [
        ("[1 and 2]", "12"),
        ("[1, 2 and 3]", "123"),
        ("[1, 2, and 3]", "123"),
        ("[1 & 2]", "12"),
        ("[1 und 2]", "12"),
        ("[1 et 2]", "12"),
        ("[1 y 2]", "12"),
        ("[1 e 2]", "12"),
        ("[1 и 2]", "12"),
        ("[see 3]", "3"),
        ("[see also 1, 3]", "13"),
        ("[e.g., 1, 2]", "12"),
        ("[vgl. auch 4]", "4"),
        ("[voir aussi 2]", "2"),
        ("[3: 12–14]", "3"),
        ("[3: 12; 4: 2]", "34"),
        ("[cite 3]", "3"),
        ("[1](#1)", "1"),
        ("[1‒3]", "123"),
        ("[1]‒[3]", "123"),
        ("[١، ٣]", "13"),
        ("[۱؛ ۳]", "13"),
        ("[१]", "1"),
        ("[１,３]", "13"),
        ("[٢–٤]", "234"),
        ("\\[1]\\[4]", "14"),
        ("\\[1, 3]", "13"),
        ("\\[2–4]", "234"),
    ],
)
def test_numbers_are_read_however_they_are_joined(mark, ids):
    assert cited(read(f"# Rain\n\nRain fell {mark}. It stopped.{LIST}")) == list(ids)


@pytest.mark.parametrize(
    "said",
    [
        "[1 of 2]",
        "[1 and 9]",
        "[see page 3]",
        "[1 and the rest]",
        "[\\[1\\]](page.html)",
        "[12:30]",
    ],
)
def test_numbers_in_other_brackets_are_none(said):
    assert cited(read(f"# Rain\n\nRain fell {said}. It stopped.{LIST}")) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Blue was rare [\\[1\\]][@ames]. It faded [\\[1\\]][@ames].", ["ames", "ames"]),
        ("Blue was rare [\\[1\\]][@ames][\\[2\\]][@bell].", ["ames", "bell"]),
        ("Blue was rare [[1]][@ames] and [@bell].", ["ames", "bell"]),
    ],
)
def test_a_number_that_shows_a_key_counts_once(text, ids):
    keys = '\n\n[@ames]: #ames "Ames, Blue"\n[@bell]: #bell "Bell, Red"\n'

    assert cited(read(f"# Dyes\n\n{text}{keys}")) == ids


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Rain fell.^[Ames, Rain, 1999.] Snow fell.", ["Ames, Rain, 1999."]),
        ("Rain fell^[Ames, Rain.]^[Bell, Wells.].", ["Ames, Rain.", "Bell, Wells."]),
        ("Rain fell.^[Ames [the elder], Rain [map].]", ["Ames [the elder], Rain [map]."]),
        (
            "Rain fell.^[See [the map](https://a.example/1).]",
            ["See [the map](https://a.example/1)."],
        ),
        ("Rain fell[^1] hard.^[Ames, *Rain*.]\n\n[^1]: Bell, Wells.", ["Ames, *Rain*."]),
        ("A class ^[a-z] or x^[2] or `a^[b c]`.", []),
        ("Rain fell.^[Ames, Rain, and never closed.", []),
    ],
)
def test_notes_in_the_sentence_are_sources_of_their_own(text, notes):
    document = read(f"# Rain\n\n{text}\n")

    found = [source.title for source in document.sources if source.id.startswith("note ")]
    assert found == notes
    assert len([id_ for id_ in cited(document) if id_.startswith("note ")]) == len(notes)


def test_a_note_in_the_sentence_belongs_to_its_sentence():
    text = "Rain fell.^[Ames, Rain. https://a.example/1. A note.] Snow fell."

    assert [ids for _, ids in pairs(read(text))] == [["note 1"], []]
    assert read(text).sources[0].url == "https://a.example/1"


@pytest.mark.parametrize(
    ("pointer", "note"),
    [
        ('<sup><a href="#fn1">1</a></sup>', '<ol>\n<li id="fn1">Ames, Rain. A map.</li>\n</ol>'),
        ('<a href="#fn1"><sup>1</sup></a>', '<p id="fn1">Ames, Rain. A map.</p>'),
        (
            '<sup id="r1"><a class="x" href="#note-1">[1]</a></sup>',
            '<div id="note-1"><span>1</span> Ames, Rain. A map. <a href="#r1">↩</a></div>',
        ),
        ("<sup><a href='#fn1'>1</a></sup>", "<aside>\n<p id='fn1'>Ames, Rain. A map.</p></aside>"),
    ],
)
def test_notes_in_html_within_markdown_are_read(pointer, note):
    document = read(f"# Rain\n\nRain fell.{pointer} Snow fell.\n\n{note}\n")

    assert pairs(document) == [(f"Rain fell.{pointer}", ["1"]), ("Snow fell.", [])]
    assert [source.title for source in document.sources] == ["Ames, Rain. A map"]


def test_two_families_of_notes_in_html_are_two():
    notes = "".join(f'<li id="{kind}1">{kind}, Rain.</li>\n' for kind in ("ref", "fn"))
    marks = "".join(f'<sup><a href="#{kind}1">1</a></sup>' for kind in ("ref", "fn"))
    document = read(f"# Rain\n\nRain fell{marks}.\n\n<ol>\n{notes}</ol>\n")

    assert len(set(cited(document))) == 2


def test_links_to_sections_in_html_are_no_notes():
    text = (
        'See <a href="#two">section 2</a> and <a href="#two">2 more</a>.\n\n<div id="two">It</div>'
    )

    assert cited(read(f"# Rain\n\n{text}\n")) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("A [a.pdf#page=3]. B [a.pdf, p. 4]. C [b c.docx].", ["a.pdf", "a.pdf", "b c.docx"]),
        ("A [a.pdf][b.pdf]. B [a.pdf?x=1].", ["a.pdf", "b.pdf", "a.pdf"]),
        ("A [a.xlsx (sheet 2)]. B [a.xlsx]. C [c.eml].", ["a.xlsx", "a.xlsx", "c.eml"]),
        ("A [a.pdf](a.pdf). B [b.pdf](b.pdf). C [c.pdf](c.pdf).", []),
    ],
)
def test_files_in_brackets_are_sources(text, ids):
    assert cited(read(f"# Leave\n\n{text}\n")) == ids


def test_two_files_in_brackets_are_told_and_not_counted():
    document = read("# Leave\n\nA [a.pdf]. B [b.pdf].\n")

    assert cited(document) == []
    assert messages(document) == ["2 brackets name files and were not counted as citations"]


@pytest.mark.parametrize(
    ("front", "titles"),
    [
        ("references:\n- id: ames\n  title: Rain\n- id: bell\n  title: 'Wells: a count'", 2),
        (
            "title: X\nreferences:\n  - id: ames\n    author:\n    - family: Ames\n    title: Rain",
            1,
        ),
        ('references:\n- type: book\n  id: ames\n  title: "Rain"\nlang: en', 1),
        ("references:\n- title: Rain\n", 0),
    ],
)
def test_references_in_front_matter_give_titles(front, titles):
    document = read(f"---\n{front}\n---\n\nIt fell [@ames; @bell].\n")

    assert cited(document) == ["ames", "bell"]
    assert sum(source.title is not None for source in document.sources) == titles
    if titles:
        assert document.sources[0].title == "Rain"


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("Wells are dry.1–3", "123"),
        ("Wells are dry.1-3", "123"),
        ("Wells are dry.1,3–4", "134"),
        ("The pump was small (type P-4o).2", "2"),
        ("The factor was 1.58.2", "2"),
        ("It was **robust**.3", "3"),
        ('They said "10,000 times (10,000x)".2', "2"),
        ("It is called `depth`.2", "2"),
        ("Step 1: Count the pipes.", ""),
        ("Passo 2: Conte os canos.", ""),
        ("Figure 3: The pipes.", ""),
        ("They use version 3. It works.", ""),
        ("It has 4,500 m² of land", ""),
        ("Components  3.7.1 Keys  3.7.2 Spiders", ""),
    ],
)
def test_digits_against_a_word_are_marks_where_sentences_end(said, ids):
    text = f"Prices rose.1 Demand fell.2 Towns reacted.3 Most kept pipes.1 Few did.4\n\n{said}"

    assert cited(read(f"# Plan\n\n{text}{GLUED}")) == ["1", "2", "3", "1", "4", *ids]


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("It rained.¹–³ It blew⁴–⁶ here.", [*"123456"]),
        (
            "It rained.¹,² It blew.³ Wells rose.⁴,⁵ It froze.⁶ So.⁷ And so.⁸ On.⁹ End.¹⁰",
            [*"123456789", "10"],
        ),
        ("It rained¹ and blew²,³.", [*"123"]),
    ],
)
def test_raised_numbers_that_the_list_lacks_are_told_and_never_split(said, ids):
    document = read(f"Models.\n\n{said}{RAISED}", "a.txt")

    assert cited(document) == ids
    lacking = [id_ for id_ in ids if int(id_) > 3]
    assert messages(document) == [f"[{id_}] is cited but not in the source list" for id_ in lacking]


@pytest.mark.parametrize(
    "entry",
    [
        "- [\\[3\\]](#page-9) C. Cole. Joined. 2003.",
        "- [3](#cite3) C. Cole. Joined. 2003.",
        '- <span id="page-9"></span>[\\[3\\]](#page-8) C. Cole. Joined. 2003.',
    ],
)
def test_an_entry_may_have_a_link_back_for_its_number(entry):
    marks = "Crowds [\\[1\\]](#p1). Rows [\\[2\\]](#p2). Both [\\[3\\]](#p3)."
    listed = "- [1] A. Ames. 2001.\n- [2] B. Bell. 2002."
    text = f"# Counting\n\n{marks}\n\n# References\n\n{listed}\n\n{entry}\n"

    document = read(text)
    assert cited(document) == ["1", "2", "3"]
    assert document.sources[2].title


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("R> C[1] <- exp(k[2] * t)", []),
        ("The vector kinpar[2] depends on kinpar[1].", []),
        ("See the notes [1] and [2].", ["2 numbers in brackets are not counted"]),
        ("See a note [1].", ["1 number in brackets is not counted"]),
    ],
)
def test_a_list_of_authors_and_years_has_no_numbers(said, told):
    text = "It was given by Ames (1999) and extended (Boyd 2003; Dunn 2004)."
    listed = "Ames A (1999). Rates.\n\nBoyd B (2003). More.\n\nDunn D (2004). All.\n"

    document = read(f"# Fitting\n\n{text}\n\n{said}\n\n## References\n\n{listed}")
    assert cited(document) == ["Ames 1999", "Boyd 2003", "Dunn 2004"]
    reason = ": the source list has authors and years, and no numbers"
    assert messages(document) == [f"{one}{reason}" for one in told]


def test_numbers_in_brackets_beside_footnotes_are_told():
    text = "The list was read.[^1] They answered.[^2] “The section [37] found not”."

    document = read(f"# Survey\n\n{text}\n\n[^1]: Review A.\n[^2]: Review B.\n")
    assert cited(document) == ["1", "2"]
    assert messages(document) == [
        "1 number in brackets is not counted: the source list is one of notes, which the text names"
        " as such"
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "$a[2]$",
        "$x \\in [1, 2]$",
        "\\(y \\in [1,2]\\)",
        "$$\nx \\in [1, 2]\n$$",
        "\\[ f[1] = 2 \\]",
        "$f(x) = [1]$",
    ],
)
def test_brackets_in_formulas_are_no_marks(formula):
    document = read(f"# Rates\n\nThe rate [1] is known.\n\n{formula}\n\nIt holds [2].{LIST}")

    assert cited(document) == ["1", "2"]


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("It costs $5 [1] or $10 [2].", "12"),
        ("It rose from US$5 [1]. It fell to US$3 [2].", "12"),
        ("It fell \\[1\\]. It rose \\[2\\].", "12"),
        ("A price of $5 to $10 [1] (all [2]).", "12"),
    ],
)
def test_prices_and_escaped_marks_are_no_formulas(said, ids):
    assert cited(read(f"# Rates\n\n{said}{LIST}")) == list(ids)


@pytest.mark.parametrize(
    "code",
    [
        "\tarr[1] = arr[2]\n\tx = [2]",
        "    for i in range(3):\n        print(a[1])",
        "1. A step:\n\n       arr[2] = 1",
        "    $ run [1]\n    > done",
        "    k[1] <- sp[2]\n\n    k[3] <- 0",
    ],
)
def test_marks_in_indented_code_are_none(code):
    assert cited(read(f"# Sorting\n\nIt is old [1].\n\n{code}\n\nThe end [2].{LIST}")) == ["1", "2"]


@pytest.mark.parametrize(
    "prose",
    [
        "    He said that it rained [3] all night.",
        "1. A step.\n\n    It goes on here [3].",
        "Steps:\n    an indented line [3] of the paragraph",
    ],
)
def test_indented_prose_is_read(prose):
    assert cited(read(f"# Sorting\n\nIt is old [1].\n\n{prose}\n\nThe end [2].{LIST}")) == [*"132"]
