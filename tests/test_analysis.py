import pytest

from dashboard.errors import Fault, InputError
from dashboard.model import Codebook, Coding, Source, Span, Theme
from dashboard.study import about, analysis
from dashboard.study.about import About
from dashboard.study.codings import HandCoding

TEXT = b"""# Heat pumps

## 1. Cost

They are cheap to run [2]. Power rose [10].

## 2. Comfort

They are quiet [1].
"""
ABOUT = b"""
title: A title of its own
language: de
sources:
  - {id: 2, title: Second, url: 'https://example.org/2', published: 2024}
  - {id: 3, title: Never cited}
"""
BOOK = b"""
themes:
  - {id: cost, name: Cost, terms: [cheap], sections: [Cost]}
  - {id: comfort, name: Comfort, terms: [quiet]}
"""
CODINGS = b"""
coder: Ada
passages:
  - {quote: Power rose, themes: [{theme: cost, evidence: [Power rose]}]}
"""
WHOLE = {
    "analysis.md": TEXT,
    "about.yaml": ABOUT,
    "codebook.yaml": BOOK,
    "codings.yaml": CODINGS,
}


def whole_but(**changed):
    files = {**WHOLE, **{name.replace("_", "."): data for name, data in changed.items()}}
    return {name: data for name, data in files.items() if data is not None}


def words(read):
    return [
        (c.passage_id, c.theme_id, c.basis, *map(read.document.quote, c.evidence))
        for c in read.codings
    ]


def faults_of(files):
    with pytest.raises(InputError) as caught:
        analysis.read("pumps", files)
    return caught.value.faults


def test_a_folder_is_read_as_one_analysis_with_codings_of_all_bases():
    read = analysis.read("pumps", WHOLE)

    assert read.faults == ()
    assert read.bases == ("hand", "term", "section")
    assert read.hand == HandCoding("Ada", (read.codings[0],))
    assert words(read) == [
        ("p2", "cost", "hand", "Power rose"),
        ("p1", "cost", "term", "cheap"),
        ("p3", "comfort", "term", "quiet"),
        ("p1", "cost", "section"),
        ("p2", "cost", "section"),
    ]


def test_what_is_told_about_the_text_goes_into_the_document():
    document = analysis.read("pumps", WHOLE).document

    assert (document.id, document.title, document.language) == ("pumps", "A title of its own", "de")
    assert document.sources == (
        Source("1"),
        Source("2", "Second", "https://example.org/2", None, "2024", is_listed=True),
        Source("3", "Never cited", is_listed=True),
        Source("10"),
    )


def test_the_source_list_of_the_text_is_filled_by_the_one_of_the_folder():
    text = (
        TEXT + b"\n## Sources\n\n1. First, 2020.\n2. Other, https://example.com/old\n10. Tenth.\n"
    )
    alone = {s.id: s for s in analysis.read("pumps", {"analysis.md": text}).document.sources}

    joined = {s.id: s for s in analysis.read("pumps", whole_but(analysis_md=text)).document.sources}

    assert joined["1"] == alone["1"]
    assert alone["2"].url == "https://example.com/old"
    assert joined["2"].url == "https://example.org/2"
    assert joined["2"].title == "Second"
    assert list(joined) == ["1", "2", "3", "10"]


def test_a_folder_of_old_speaks_of_the_first_part_where_numbers_begin_again():
    text = (
        b"# Rain\n\n## One\n\nIt rained.[^1]\n\n[^1]: Ames\n\n"
        b"## Two\n\nIt blew.[^1]\n\n[^1]: Bell\n"
    )
    about = b"sources:\n  - id: 1\n    url: https://example.org/ames\n"

    files = {"analysis.md": text, "about.yaml": about}
    sources = {s.id: s for s in analysis.read("rain", files).document.sources}

    assert list(sources) == ["1:1", "2:1"]
    assert sources["1:1"].url == "https://example.org/ames"
    assert sources["1:1"].title == "Ames"


def test_without_a_codebook_the_headings_of_the_text_are_its_themes():
    read = analysis.read("pumps", {"analysis.md": TEXT})

    assert (read.id, read.about, read.hand, read.faults) == ("pumps", About(), None, ())
    assert read.document.title == "Heat pumps"
    assert read.is_drafted
    assert [theme.name for theme in read.book.themes] == ["Cost", "Comfort"]
    assert read.bases == ("section",)


def test_themes_made_of_headings_code_the_passages_under_them_and_are_no_codebook():
    read = analysis.read("pumps", {"analysis.md": TEXT})

    assert [(c.passage_id, c.theme_id, c.basis) for c in read.codings] == [
        ("p1", "cost", "section"),
        ("p2", "cost", "section"),
        ("p3", "comfort", "section"),
    ]
    assert all(theme.definition == "" and theme.terms == () for theme in read.book.themes)


@pytest.mark.parametrize(
    ("book", "n_faults"), [(BOOK, 0), (b"themes: []\n", 0), (b"themes: x\n", 1), (b"", 1)]
)
def test_with_a_codebook_of_any_kind_no_heading_becomes_a_theme(book, n_faults):
    read = analysis.read("pumps", {"analysis.md": TEXT, "codebook.yaml": book})

    assert not read.is_drafted
    assert len(read.faults) == n_faults
    assert read.book.themes == () or [theme.id for theme in read.book.themes] == ["cost", "comfort"]


def test_codings_are_not_laid_on_themes_that_nobody_wrote():
    read = analysis.read("pumps", whole_but(codebook_yaml=None))

    assert read.is_drafted
    assert read.hand is None
    assert read.bases == ("section",)
    assert read.faults == (
        Fault("codings.yaml", "not read: codebook.yaml has no usable themes; fix that first"),
    )


def test_a_text_without_headings_has_no_themes():
    read = analysis.read("pumps", {"analysis.md": b"They cost less to run [1]."})

    assert (read.book, read.bases, read.codings) == (Codebook(), (), ())
    assert not read.is_drafted


def test_a_text_without_a_title_has_its_folders_name():
    read = analysis.read("pumps", {"analysis.md": b"They cost less to run [1]."})

    assert read.document.title == "pumps"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("analysis.rst", b"They cost less to run [1]_.\n\n.. [1] A list of prices"),
        ("analysis.tex", b"They cost less to run \\cite{1}."),
        ("analysis.wiki", b"They cost less to run.<ref>A list of prices</ref>"),
    ],
)
def test_the_text_may_be_of_any_kind_that_a_reader_takes(name, text):
    read = analysis.read("pumps", {name: text})

    assert [source.id for source in read.document.sources] == ["1"]


def test_a_fault_about_the_text_leaves_the_rest_whole():
    read = analysis.read("pumps", whole_but(about_yaml=b"titel: x\n"))

    assert read.faults == (
        Fault("about.yaml", "unknown field 'titel'; did you mean 'title'?", 1, 1),
    )
    assert read.about == About()
    assert read.document.title == "Heat pumps"
    assert len(read.codings) == 5


def test_a_fault_in_the_codebook_leaves_the_text_without_themes_and_says_why():
    read = analysis.read("pumps", whole_but(codebook_yaml=b"themes: [{id: cost, nam: Cost}]\n"))

    assert read.faults == (
        Fault("codebook.yaml", "the field 'name' is missing; add it", 1, 10),
        Fault("codebook.yaml", "unknown field 'nam'; did you mean 'name'?", 1, 21),
        Fault("codings.yaml", "not read: codebook.yaml has no usable themes; fix that first"),
    )
    assert (read.book, read.hand, read.codings, read.bases) == (Codebook(), None, (), ())
    assert read.document.title == "A title of its own"


def test_a_fault_in_the_codings_leaves_those_of_the_other_bases():
    read = analysis.read("pumps", whole_but(codings_yaml=CODINGS.replace(b"cost", b"kost")))

    assert read.faults == (
        Fault("codings.yaml", "the codebook has no theme 'kost'; did you mean 'cost'?", 4, 42),
    )
    assert read.hand is None
    assert read.bases == ("term", "section")
    assert {coding.basis for coding in read.codings} == {"term", "section"}


def test_a_heading_that_the_text_lacks_is_told_and_the_theme_kept():
    book = BOOK.replace(b"[Cost]", b"[Cost, Confort]")

    read = analysis.read("pumps", whole_but(codebook_yaml=book))

    assert read.faults == (
        Fault(
            "codebook.yaml", "the text has no heading 'Confort'; did you mean '2. Comfort'?", 3, 61
        ),
    )
    assert Coding("p1", "cost", "section") in read.codings
    assert read.book.themes[1] == Theme("comfort", "Comfort", terms=("quiet",))


def test_codings_without_any_of_a_basis_do_not_offer_it():
    read = analysis.read(
        "pumps",
        whole_but(codings_yaml=None, codebook_yaml=b"themes: [{id: a, name: A, terms: [x]}]"),
    )

    assert read.bases == ("term",)


def test_hand_codings_that_code_nothing_are_no_basis():
    read = analysis.read("pumps", whole_but(codings_yaml=b"coder: Ada\npassages: []\n"))

    assert read.hand == HandCoding("Ada", ())
    assert read.bases == ("term", "section")


def test_a_file_that_nobody_reads_is_told():
    read = analysis.read("pumps", {**WHOLE, "codebok.yaml": b"", "notes.docx": b""})

    assert read.faults == (
        Fault("codebok.yaml", "not read; did you mean 'codebook.yaml'?"),
        Fault(
            "notes.docx",
            "not read; choose from analysis.txt, analysis.md, about.yaml, codebook.yaml, "
            "codings.yaml, events.yaml",
        ),
    )


def test_a_folder_needs_one_text_and_tells_all_else_with_it():
    assert faults_of({"about.yaml": b"titel: x\n"}) == (
        Fault("analysis.txt", "the text is missing; save it here as analysis.txt or analysis.md"),
        Fault("about.yaml", "unknown field 'titel'; did you mean 'title'?", 1, 1),
    )
    assert faults_of({"analysis.txt": TEXT, "analysis.md": TEXT}) == (
        Fault("analysis.txt", "analysis.md is here too; keep only one of them"),
    )


def test_a_text_that_cannot_be_read_is_an_error_that_names_it():
    (fault,) = faults_of({"analysis.txt": b""})

    assert fault.file == "analysis.txt"


def test_evidence_by_term_lies_in_the_text_it_is_shown_in():
    text = "Über İstanbul hinaus: CHEAP [1].\n".encode()

    read = analysis.read("d", {"analysis.txt": text, "codebook.yaml": BOOK})

    assert read.codings == (Coding("p1", "cost", "term", (Span(22, 27),)),)


@pytest.mark.parametrize("coder", ["a language model", "A. Moor", "hand"])
def test_a_basis_is_named_by_the_coder_that_the_file_names(coder):
    text = f"coder: {coder}\npassages:\n- {{quote: Power rose, themes: [{{theme: cost}}]}}\n"
    read = analysis.read("pumps", whole_but(codings_yaml=text.encode()))

    assert [read.basis_name(basis) for basis in read.bases] == [
        f"coded by {coder}",
        "words of the passage",
        "heading of the section",
    ]


def test_the_encoding_and_marks_that_a_person_named_are_those_that_are_read():
    text = "# Дождь\n\nШёл дождь [1]. Шёл снег (1).\n".encode("iso8859_5")
    told = b"encoding: iso-8859-5\nmarks: [parentheses]\n"

    read = analysis.read("rain", {"analysis.md": text, "about.yaml": told})
    assert read.document.title == "Дождь"
    cited = [[c.source_id for c in p.citations] for p in read.document.passages()]
    assert cited == [[], ["1"]]
    assert read.document.problems == ()
    assert about.read(about.write(read.about), "about.yaml") == read.about
