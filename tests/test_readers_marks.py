"""Citation marks by number, and what only looks like one."""

import pytest

from dashboard import reading
from tests.said import cited, messages

ENTRIES = "## Sources\n\n1. Ames, J. Rain, 2019.\n2. Bell, K. Dams, 2020.\n3. Cole, A. Hail."


def read(text):
    return reading.read(f"# Rain\n\n{text}\n".encode(), "notes.md")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("It rained [1].", "1"),
        ("It rained.[1]", "1"),
        ("It rained. [1]", "1"),
        ("It rained [1] [2] [3].", "1 2 3"),
        ("It rained [1][2].", "1 2"),
        ("It rained [1, 4; 5].", "1 4 5"),
        ("It rained [2-4].", "2 3 4"),
        ("It rained [2–4].", "2 3 4"),
        ("下雨了［2－4］。刮风了［5～6］。雨が降った［7〜8, 1］。", "2 3 4 5 6 7 8 1"),
        ("It rained ([10-12,16]).", "10 11 12 16"),
        ("It rained[3] and word[4], again.", "3 4"),
        ("It rained [2] [2], [2,2].", "2 2 2 2"),
        ("It rained [03].", "3"),
        ("It rained [ 3 ].", "3"),
        ("下雨了【3】。[1、2]", "3 1 2"),
        ("雨が降った［2］。風〔3, 4〕。", "2 3 4"),
        ("It rained [6]–[8] and [1]-[3].", "6 7 8 1 2 3"),
        ("It rained [8]–[6], [1, 2]–[4] and [1]–[90].", "8 6 1 2 4 1 90"),
        ("It rained (see [7](a remark)).", "7"),
        ("Much rain![5]", "5"),
        ("[4] argues that it rained.", "4"),
        ("- It rained [6]", "6"),
        ("| It rained [8] | a |", "8"),
        ("> It rained [9].", "9"),
        ("The [text][2] links to a definition.", "2"),
    ],
)
def test_a_mark_is_read(text, ids):
    assert cited(read(text)) == ids.split()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("It rained [3, S. 45].", "3"),
        ("It rained [2, с. 7; 3, с. 9-11] and [1; 3, с. 2].", "2 3 1 3"),
        ("It rained [1, f. 12r] and [2, Bd. 2, S. 3 f.].", "1 2"),
        ("It rained [2, pp. 12, 15; 3] and [1, 2, p. 4].", "2 3 1 2"),
        ("It rained [2, t. IV] and [3, p12] and [1, §§ 3–4].", "2 3 1"),
        ("下雨了［2，第12页］。雨が降った［3、12頁］。", "2 3"),
        ("It rained [vgl. 2, S. 3] and [see 1].", "2 1"),
        ("It rained [Source 1] and [Source 2, Source 3].", "1 2 3"),
        ("It rained (ref. 1), hailed (see refs 2 and 3) and blew [Ref. 1–3].", "1 2 3 1 2 3"),
        ("It rained (Source 2, p. 4).", "2"),
    ],
)
def test_a_number_with_its_page_or_noun_is_read_if_a_list_has_it(text, ids):
    assert cited(read(f"{text}\n\n{ENTRIES}")) == ids.split()
    assert cited(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "It rained [3, 45 mm] on (Source 2 of 3).",
        "The points [1, s2] and [2, q 5] and [1, two].",
        "It rained [4, S. 2], says (ref. 9).",
        "It rained [Section 2] on (2, p. 4) and (see 3).",
        "It rained [2, S. about] and [Source 3 MB].",
    ],
)
def test_a_number_with_other_words_or_without_an_entry_is_not_counted(text):
    assert cited(read(f"{text}\n\n{ENTRIES}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The call `seats[2]` is code.",
        "``a`b[3]`` is code.",
        "```\nseats[2]\n```\n\nEnd.",
        "See [1](https://example.org/one).",
        "See ![1](https://example.org/one.png).",
        "See Figure [1](#page-1-0).",
        "A share in [0,1] or [0, 100].",
        "Born in [1890], dead in [1901-1910].",
        "Linked [[3]] twice.",
        r"Escaped \[3\] or \[3] here.",
        "- [ ] a task",
        "Read [citation needed] [sic] [...] [a] [edit] [Fe/H] [1a] [1.5] [-1, 1].",
        "The root \\sqrt[3]{x}.",
        "With [ 1 | 2 ] and [1:2].",
        "An open [1 bracket.",
    ],
)
def test_what_only_looks_like_a_mark_is_not_counted(text):
    assert cited(read(text)) == []


def test_a_year_or_zero_counts_if_the_list_has_it():
    document = read(
        "It rained [1890] [0].\n\n## Sources\n\n[0] A: http://a.org\n[1890] B: http://b.org"
    )

    assert cited(document) == ["1890", "0"]


def test_zero_counts_where_numbers_start_from_it():
    assert cited(read("It rained [0]. It snowed [0, 1].")) == ["0", "0", "1"]
    assert cited(read("It rained [1] with a chance in [0, 1].")) == ["1"]


def test_citations_of_a_range_share_its_span():
    document = read("It rained [2-4].")

    (passage,) = document.passages()
    assert {document.quote(citation.span) for citation in passage.citations} == {"[2-4]"}


def test_a_mark_after_the_stop_belongs_to_the_sentence_before_unless_it_is_a_subject():
    document = read("It rained. [1] The dam broke.[2] It was late. [3] argues that it held.")

    assert [[c.source_id for c in passage.citations] for passage in document.passages()] == [
        ["1"],
        ["2"],
        [],
        ["3"],
    ]


def test_a_long_range_names_only_sources_that_exist():
    document = read("It rained [1] [2] [70].\n\nIt poured [1-1000000].")

    assert messages(document) == ["range 1–1000000: 3 sources exist, 999,997 do not"]
    assert cited(document) == ["1", "2", "70", "1", "2", "70"]


def test_a_range_of_many_sources_is_not_counted():
    marks = "".join(f"[{number}]" for number in range(1, 61))

    document = read(f"It rained {marks}.\n\nIt poured [1-60].")

    assert len(cited(document)) == 60
    assert messages(document) == ["range 1–60: 60 sources exist, 0 do not; not counted"]


def test_a_small_file_cannot_make_millions_of_citations():
    document = read("[1-50] " * 4000 + "end.")

    assert len(cited(document)) == 100_000
    assert "range 1–50 not counted: the text's ranges name too many numbers" in messages(document)


def test_a_range_that_runs_backwards_is_shown():
    document = read("It rained [9-3, 4].")

    assert messages(document) == ["range 9–3 runs backwards, not counted"]
    assert cited(document) == ["4"]


def test_a_number_of_more_than_nine_digits_is_shown_and_not_counted():
    document = read(f"It rained [999999999999] [123456789] [{'1' * 5000}].")

    assert cited(document) == ["123456789"]
    assert messages(document) == [
        "[999999999999] has more than 9 digits, not counted",
        "[1111111111111111111…] has more than 9 digits, not counted",
    ]


def test_a_mark_in_a_heading_is_shown_and_not_counted():
    document = read("## Clouds [1]\n\nIt rained [2].")

    assert [section.title for section in document.sections] == ["Clouds"]
    assert cited(document) == ["2"]
    assert messages(document) == ["citation mark in a heading, not counted"]


def test_sources_without_a_list_are_known_by_number_alone():
    document = read("It rained [10] [9] [2].")

    assert [source.id for source in document.sources] == ["2", "9", "10"]
    assert not any(source.is_listed or source.title for source in document.sources)
    assert document.problems == ()


def test_a_pair_far_beyond_the_list_is_an_interval():
    text = f"For n in [1, 100] it rained [1, 2], hailed [1, 5] and blew as plan B[3].\n\n{ENTRIES}"

    assert cited(read(text)) == ["1", "2", "1", "5", "3"]


def test_a_mark_against_a_unit_or_a_letter_counts():
    assert cited(read(f"It is 54 m[1] high, as plan B[2] says.\n\n{ENTRIES}")) == ["1", "2"]
