"""Source lists: where they stand and what their entries say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import reading
from dashboard.model import Source
from dashboard.vocabulary import addresses
from tests.said import cited, messages, quotes, titles


def read(text):
    return reading.read(f"# Rain\n\n{text}\n".encode(), "notes.md")


BODY = "It rained [1] [2]."
URL = "https://example.org/a"


@pytest.mark.parametrize(
    ("entry", "title", "url", "published"),
    [
        (f"[1] {URL}", None, URL, None),
        (f"[1]: {URL}", None, URL, None),
        (f"[1] Old rain: {URL}", "Old rain", URL, None),
        (f"[1] **Old rain** ({URL}).", "Old rain", URL, None),
        (f"[1] {URL} - Old rain", "Old rain", URL, None),
        (f"[1] Old rain: {URL} (in Vell)", "Old rain", URL, None),
        (f"[1] Old rain [{URL}]({URL})", "Old rain", URL, None),
        (f"[1] Old rain (2019), 2020-02. {URL}", "Old rain (2019), 2020-02", URL, "2020-02"),
        (f"[1] (Old) rain, {URL}", "(Old) rain", URL, None),
        (f"[1] [Old rain]({URL}_(b))", "Old rain", f"{URL}_(b)", None),
        (f"[1] [[2411.1] Old rain]({URL}), 2024-05-17", "[2411.1] Old rain", URL, "2024-05-17"),
        (f"[1] Ames, J. (2019). Old rain. {URL}", "Ames, J. (2019). Old rain", URL, "2019"),
        ("[1] Ames, J. Old rain. Vell, 1990.", "Ames, J. Old rain. Vell, 1990", None, "1990"),
        (f"1. Old rain {URL}", "Old rain", URL, None),
        (f"1. [Old rain]({URL})", "Old rain", URL, None),
        ("1) Old rain, 2024-05", "Old rain, 2024-05", None, "2024-05"),
        (f"- [1] Old rain: {URL}", "Old rain", URL, None),
        (f"* **[1]** Old rain: {URL}", "Old rain", URL, None),
        (f"【1】 Old rain: {URL}", "Old rain", URL, None),
        (f"［1］ Old rain: {URL}", "Old rain", URL, None),
        (f"[1\\. Old rain]({URL})", "Old rain", URL, None),
        (f'- <span id="p-1"></span>[1] Old rain. {URL}', "Old rain", URL, None),
        (f'<a name="p-1"></a> [1] Old rain. {URL}', "Old rain", URL, None),
        (f"\\[1] Old rain[ {URL}]({URL})", "Old rain", URL, None),
        (
            f"\\[1] \\[2024] Old rain \\- Vell[ {URL}?a=1\\&b]({URL}?a=1\\&b)",
            "[2024] Old rain - Vell",
            f"{URL}?a=1&b",
            None,
        ),
        (f"[01] Old rain,\n  {URL}", "Old rain", URL, None),
        (f"[1] <{URL}?q=1>", None, f"{URL}?q=1", None),
        ("[1] Rain of 2024-13-40", "Rain of 2024-13-40", None, None),
    ],
)
def test_an_entry_is_read_in_every_shape(entry, title, url, published):
    document = read(f"It rained [1].\n\n## Sources\n\n{entry}")

    assert document.sources == (Source("1", title, url, published=published, is_listed=True),)
    assert quotes(document) == ["It rained [1]."]
    assert document.problems == ()


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("Accessed 2024-01-02", None),
        ("Accessed on: 2024-01-02.", None),
        ("(last accessed 2024-01)", None),
        ("[Retrieved 2024-01-02]", None),
        ("Archived from the original on 2024-01-02.", None),
        ("abgerufen am 2024-01-02", None),
        ("Zugriff: 2024-01-02", None),
        ("consulté le 2024-01-02", None),
        ("consultado el 2024-01-02", None),
        ("Acesso em: 2024-01-02", None),
        ("consultato il 2024-01-02", None),
        ("dostęp 2024-01-02", None),
        ("访问日期：2024-01-02", None),
        ("2024-01-02閲覧", None),
        ("Viewed (2024)", None),
        ("2019-03-04. Retrieved 2024-01-02", "2019-03-04"),
        ("Accessed 2024-01-02. Published 2019-03-04", "2019-03-04"),
        ("(2019). Accessed 2024-01-02", "2019"),
        ("Data retrieved in the field, 2019-03-04", "2019-03-04"),
        ("How much was viewed 1999-2004 (2019)", "2019"),
    ],
)
def test_the_day_somebody_looked_is_no_date_of_publication(words, published):
    (source,) = read(f"It rained [1].\n\n## Sources\n\n[1] Kay: Old rain. {words}").sources

    assert source.published == published


@pytest.mark.parametrize(
    "visit",
    [
        ", accessed April 3, 2025, ",
        " (accessed 3rd April 2025) ",
        ". Retrieved 2025-04-03. ",
        ", abgerufen am 3. April 2025, ",
        ", acesso a abril 3, 2025, ",
        ", acesso em 3 de abril de 2025. ",
    ],
)
def test_the_day_somebody_looked_is_no_part_of_the_title(visit):
    (source,) = read(f"It rained [1].\n\n## Sources\n\n1. Old rain{visit}[{URL}]({URL})").sources

    assert (source.title, source.url, source.published) == ("Old rain", URL, None)


def test_a_title_keeps_a_visit_that_is_its_subject():
    (source,) = read("It rained [1].\n\n## Sources\n\n1. Ruins visited in 2025, by Kay").sources

    assert source.title == "Ruins visited in 2025, by Kay"


def test_a_picture_in_the_text_is_no_source():
    (source,) = read(f"It rained [1].\n\n[1] {URL}\n\n[image1]: <data:image/png;base64,A1>").sources

    assert source.id == "1"


@pytest.mark.parametrize(
    ("entry", "published"),
    [
        ("Vell News, 12 July 2018", "2018-07-12"),
        ("Old rain. Vell News. July 12, 2018.", "2018-07-12"),
        ("Old rain – 3 May 2019", "2019-05-03"),
        ("“Old rain” 3 May 2019", "2019-05-03"),
        ("Kay: Regen, 3. März 2019, abgerufen am 4. April 2020", "2019-03-03"),
        ("Kay, *Pluie*, 3 mars 2019", "2019-03-03"),
        ("Kay (12 July 2018). Rain of 3 May 2017, 4 May 2017. Retrieved 3 May 2020.", "2018-07-12"),
        ("Kay, A. (2018, July 12). Old rain.", "2018-07-12"),
        ("Kay, A. (2018, July). Old rain.", "2018-07"),
        ("Old rain (May 2018)", "2018-05"),
        ("Kay: Rain. Published on May 3, 2020", "2020-05-03"),
        (f"Old rain, 12 July 2018, {URL}", "2018-07-12"),
        ("The rain of 4 March 2018", None),
        ("“Rain, 4 March 2018 in Vell”, by Kay", None),
        ("The May 2018 rain, Vell News", None),
        ("Old rain. Accessed 12 July 2018", None),
        ("Old rain. Accessed: 12 July 2018.", None),
        ("Old rain (retrieved on July 12, 2018)", None),
        ("Old rain. Archived 3 May 2019 at the hall of Vell", None),
        ("Old rain, May/June 2018", None),
        ("Old rain, 2 July 2018 – 3 May 2019", None),
        ("Minutes, 5 March 2018 of Vell (2019)", "2019"),
        ("Kay A, Ames B. Old rain. Vell J. 2018 Jul 12;4(3):12–15.", "2018-07-12"),
        ("Kay A. Old rain. Vell J. 2018 Jul;4:12.", "2018-07"),
        ("Kay A. Old rain. Vell J. 2018;4(3):12–15.", "2018"),
        ("Kay, A. 2018. Old rain. Vell: Hall Press.", "2018"),
        ("Kay, A., and B. Ames. 2018a. “Old rain of 1990.” Vell Journal 4.", "2018"),
        ("Kay, A. Old rain. Vell: Hall Press, 2018.", "2018"),
        ("A. Kay, “Old rain,” Vell J., vol. 4, no. 3, pp. 1–9, 2018", "2018"),
        ("A. Kay, Old rain, 2018, pp. 3–7.", "2018"),
        ("A. Kay, Old rain (Vell: Hall Press, 2018), 12.", "2018"),
        ("Kay, A. Old rain, 2018–2020.", None),
        ("Kay, A. Old rain, 1990 and after", None),
        ("Kay, A. Rain in the year 2050.", None),
        ("Kay, A. Rain, 2050.", None),
        ("The rains. 2018 was wet.", None),
        ("Kay, A. Old rain, accessed 12 July, 2018.", None),
        ("Kay, A. Old rain, retrieved 2018.", None),
    ],
)
def test_a_written_out_date_is_that_of_a_work_where_it_stands_apart(entry, published):
    (source,) = read(f"It rained [1].\n\n## Sources\n\n[1] {entry}").sources

    assert source.published == published


@pytest.mark.parametrize(
    "heading",
    [
        "# References",
        "#### Works cited",
        "## 7. Sources and References",
        "## Sources (selected)",
        "#### Source:",
        "## Source(s)",
        "**Sources:**",
        "**References**",
        "Citations:",
        "References",
        "References\n----------",
        "## 参考文献",
        "## 六、参考资料与来源",
        "## 참고 출처",
        "### Referências citadas",
        "## **Einzelnachweise**",
        "## Notes et références",
        "## 📚 Sources",
        "🔗 **Citations:**",
    ],
)
def test_a_heading_announces_the_list_in_every_form(heading):
    document = read(f"{BODY}\n\n{heading}\n[1] Old rain\n[2] New rain")

    assert [source.title for source in document.sources] == ["Old rain", "New rain"]
    assert quotes(document) == [BODY]
    assert len(document.sections) == 2
    assert document.sections[-1].passages == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n[1] {URL}\n[2] {URL}/b",
        f"{BODY}\n\n---\n\n1. Old rain {URL}\n2. New rain {URL}/b",
        f"[1]: {URL}\n[2]: {URL}/b\n\n{BODY}",
        f"{BODY}\n\n[1] Old rain: {URL}\n\n[2] New rain: {URL}/b\n\nIt ended.",
    ],
)
def test_a_list_needs_no_heading(text):
    document = read(text)

    assert [source.is_listed for source in document.sources] == [True, True]
    assert not any("http" in quote for quote in quotes(document))


@pytest.mark.parametrize(
    "line",
    [
        "[1] argues that rain is old.",
        "[1] Ames, in https://example.org/a, says so.",
        "1. Look at https://example.org/a first.",
    ],
)
def test_a_line_that_begins_with_a_number_is_text_in_the_body(line):
    document = read(f"{BODY}\n\n{line}\n\nIt ended.")

    assert len(quotes(document)) == 3
    assert not any(source.is_listed for source in document.sources)


@pytest.mark.parametrize(
    "entries",
    [
        f"[1\\. Old]({URL})\n[2\\. New]({URL}/b)",
        "^ Old\n^ New",
        "^ Old\n^ a b New",
        f"[1] Old: {URL}  \n[2] New: {URL}/b",
        f"- [1] Old: {URL}\n- [2] New: {URL}/b",
    ],
)
def test_each_line_of_a_list_is_an_entry(entries):
    document = read(f"{BODY}\n\n## References\n\n{entries}")

    assert [source.title.removeprefix("a b ") for source in document.sources] == ["Old", "New"]
    assert quotes(document) == [BODY]


def test_a_line_of_another_kind_does_not_go_on_with_a_copied_note():
    document = read(f"{BODY}\n\n## References\n\n^ Old\n^ New\nIt ended.\n")

    assert [source.title for source in document.sources] == ["Old", "New"]
    assert quotes(document) == [BODY, "It ended."]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("[^1]:\n    A long note.", "A long note"),
        (f"[^1]:\n{URL}", None),
        ("[^1]:\nIt ended.", None),
        ("[^ ]: nothing\n[^1]: A note.", "A note"),
        ("[^1]:\n|---|\nIt ended.", None),
    ],
)
def test_the_words_of_a_note_may_stand_below_its_label(note, title):
    document = read(f"It rained [^1].\n\n{note}\n")

    assert document.sources[0].title == title
    assert (document.sources[0].url == URL) is (URL in note)
    assert ("It ended." in quotes(document)) is ("ended" in note)


def test_text_after_the_list_is_read():
    document = read(f"{BODY}\n\n## Sources\n\n[1] {URL}\n[2] {URL}/b\n\n---\n\nThanks to all [1].")

    assert quotes(document) == [BODY, "Thanks to all [1]."]


def test_a_list_goes_on_below_lesser_headings_and_ends_at_the_next():
    document = read(
        f"{BODY}\n\n## Sources\n\n### Papers\n1. Old rain\n\n"
        "### Pages\n2. New rain\n\n## Steps\n\n1. Wait"
    )

    assert [source.title for source in document.sources] == ["Old rain", "New rain"]
    assert quotes(document) == [BODY, "Wait"]


def test_a_source_that_is_never_cited_is_listed_without_a_problem():
    document = read(f"It rained [1].\n\n## Sources\n\n[1] {URL}\n[2] {URL}/b")

    assert [source.id for source in document.sources] == ["1", "2"]
    assert document.problems == ()


def test_a_citation_that_the_list_lacks_is_a_problem_once():
    document = read(f"It rained [7] [1]. It poured [7].\n\n## Sources\n\n[1] {URL}")

    (problem,) = document.problems
    assert problem.message == "[7] is cited but not in the source list"
    assert problem.span.start == document.text.index("[7]")
    assert document.sources[1] == Source("7")


def test_a_number_that_stands_twice_in_the_list_is_a_problem():
    document = read(f"{BODY}\n\n## Sources\n\n[1] Old rain\n[2] {URL}\n[1] New rain\n[2] {URL}")

    assert document.sources[0].title == "Old rain"
    assert messages(document) == ["[1] stands twice in the source list, the first entry is used"]


def test_notes_of_the_text_come_before_a_list_that_is_numbered_too():
    document = read(
        f"It rained [^1].\n\n[^1]: A note.\n[//]: # (hidden)\n\n"
        f"## Sources\n\n1. Old: {URL}\n2. New: {URL}/b"
    )

    assert [source.title for source in document.sources] == ["A note", "New"]
    assert document.problems == ()


def test_a_list_of_notes_may_be_one_paragraph_and_gives_their_titles():
    document = read(
        "It rained[^1]. It blew[^2][^3].\n\n**References**\n\n"
        "[^1] Old rain (2019) | [^2] New rain | [^3]: Rain\n\n***\n\n"
        f"[^1]: {URL}\n\n[^2]: {URL}/b\n"
    )

    assert quotes(document) == ["It rained[^1].", "It blew[^2][^3]."]
    assert [(source.title, source.url) for source in document.sources] == [
        ("Old rain (2019)", URL),
        ("New rain", f"{URL}/b"),
        ("Rain", None),
    ]


def test_items_of_a_list_that_name_works_by_notes_do_not_cite():
    document = read(
        f"It rained[^1].\n\n## References\n\n- The dam of Vell[^1][^2]\n- It blew there.[^2]\n\n"
        f"[^1]: {URL}\n[^2]: {URL}/b\n"
    )

    assert quotes(document) == ["It rained[^1].", "It blew there.[^2]"]


def test_a_key_in_a_list_of_pandoc_is_written_as_in_the_text():
    document = read(f"It rained [@tag:a].\n\n[@tag:a]: {URL}\n")

    assert [(source.id, source.url) for source in document.sources] == [("tag:a", URL)]


def test_a_comment_written_as_a_link_is_no_source():
    assert len(read(f"It rained ([a]({URL})).\n\n[//]: https://a.org/b\n").sources) == 1


def test_advice_with_links_in_the_middle_of_a_text_is_no_list():
    document = read(f"{BODY}\n\n1. Look at {URL}\n2. Then at {URL}/b\n\nIt ended.")

    assert len(quotes(document)) == 4
    assert not any(source.is_listed for source in document.sources)


def test_a_list_without_heading_counts_up():
    document = read(f"{BODY}\n\n[1] Ames, in {URL}, says so.\n\n[1] Bell, in {URL}/b, too.")

    assert len(quotes(document)) == 3


def test_a_section_beside_the_list_is_no_part_of_it():
    document = read(f"{BODY}\n\n## Sources\n\n1. Old: {URL}\n\n## Steps\n\n1. Wait\n2. Look")

    assert quotes(document) == [BODY, "Wait", "Look"]


def test_sources_come_in_the_order_of_their_numbers():
    document = read("It rained.\n\n## Sources\n\n10. Ten\n9. Nine\n1. One")

    assert [source.id for source in document.sources] == ["1", "9", "10"]


def test_entries_without_a_number_are_sources_by_their_address():
    document = read(f"It rained.\n\n## Sources\n\n- [Old]({URL})\n- {URL}/b#top\n\nThanks.")

    assert document.sources == (
        Source(URL, "Old", URL, is_listed=True),
        Source(f"{URL}/b", None, f"{URL}/b#top", is_listed=True),
    )
    assert quotes(document) == ["It rained.", "Thanks."]
    assert messages(document) == ["no citation marks were found, though the text lists 2 sources"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/news/2024/05/dams-of-vell.html", "example.org/…vell"),
        ("https://example.org/what-the-dams-are-for", "example.org/…dams"),
        ("https://example.org/en/a", "example.org/…a"),
        ("https://example.org/dams", "example.org/dams"),
        ("https://example.org/2024/05/", "example.org"),
        ("https://EXAMPLE.org:8080/?q=1", "example.org"),
        ("https://example.org/%C3%BCber", "example.org/über"),
        ("https://example.org/incomprehensibilities", "example.org"),
        ("https://archive.of.a.long.name.example.org/dams", "…long.name.example.org"),
        ("https://the-board-of-all-the-dams.gov.uk/", "the-board-of-all….gov.uk"),
        ("https://a.b.c.d.e.f.g.h.i.j.k.l.m.n.o/dams", "…d.e.f.g.h.i.j.k.l.m.n.o"),
        ("http://[", "http://["),
        ("mailto:someone", "mailto:someone"),
        ("", "…"),
    ],
)
def test_an_address_has_a_short_name(url, name):
    assert addresses.short(url) == name


@given(st.one_of(st.text(), st.text(max_size=60).map("https://example.org/".__add__)))
def test_a_short_name_is_never_empty_nor_long(url):
    assert 0 < len(addresses.short(url).strip()) <= 24


def test_a_stop_left_of_an_address_is_no_title():
    document = read("It rained [1].\n\n# Sources\n\n[1] https://example.org/a.shtml?\n")

    assert document.sources[0].title is None


def test_entries_may_be_called_as_their_marks_are():
    document = read(
        "It rained [Source 1] and blew [Source 2].\n\n## Sources\n\nSource 1: Ames, https://a.org\n"
        "Source 2: Bell, https://b.org\n"
    )

    assert [(s.id, s.title, s.url) for s in document.sources] == [
        ("1", "Ames", "https://a.org"),
        ("2", "Bell", "https://b.org"),
    ]


def test_a_line_about_a_source_is_no_entry():
    document = read("It rained.\n\nSource 2: Vell saw it [1].\n\nRef 3: a number.\n\nIt blew.")

    assert [source.id for source in document.sources] == ["1"]


FEET = """The dam

It rained.1 The dam broke.{0}2

1 14 Rain Code § 2.
2 Kay, “Letter of
12 May,” 2018.

Page 1

Nobody saw it.3 Port was dry.4

3 Ibid.
4 Ames, Rain, https://example.org/a
"""


def test_numbers_without_a_dot_at_the_feet_of_pages_are_notes_that_digits_name():
    document = reading.read(FEET.format("").encode(), "notes.txt")

    assert cited(document) == ["1", "2", "2", "4"]
    assert [source.title for source in document.sources] == [
        "14 Rain Code § 2",
        "Kay, “Letter of 12 May,” 2018",
        "Ames, Rain",
    ]
    assert [section.title for section in document.sections] == [""]


def test_raised_numbers_name_endnotes_without_a_dot():
    text = "# Rain\n\nIt rained.¹ It blew.² It broke.³ It fell.⁴\n\nEndnotes\n\n"
    document = reading.read((text + "1 Ames.\n2 Bell.\n3 Cole.\n4 Dunn.\n").encode(), "notes.txt")

    assert cited(document) == ["1", "2", "3", "4"]
    assert [section.title for section in document.sections] == ["", "Endnotes"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("broke.{0}2", "broke. In 2019 it"),  # named by no digits
        ("4 Ames", "7 Ames"),  # no count
        ("3 Ibid.", "3 Ibid"),  # no end
    ],
)
def test_lines_with_numbers_are_no_notes_otherwise(old, new):
    assert reading.read(FEET.replace(old, new).format("").encode(), "notes.txt").sources == ()


# Lists that no heading, or none that is sure, announces


NOTES = "1. Ames, Rain, 2019.\n2. Ibid.\n3. Bell, Wind."


@pytest.mark.parametrize("heading", ["Notes", "Anmerkungen", "Notas", "Note", "注释", "각주"])
@pytest.mark.parametrize(
    "body",
    [
        "It rained.[1] It blew.[2] It froze.[3]",
        "It rained.¹ It blew.² It froze.³",
        "It rained [1–3].",
        "It rained<sup>1</sup>. It blew<sup>2</sup>. It froze<sup>3</sup>.",
    ],
)
def test_notes_that_marks_name_are_sources(heading, body):
    document = read(f"{body}\n\n## {heading}\n\n{NOTES}")

    assert cited(document) == ["1", "1", "3"]
    assert [source.title for source in document.sources] == ["Ames, Rain, 2019", "Bell, Wind"]
    assert "Ames" not in " ".join(quotes(document))


@pytest.mark.parametrize(
    "text",
    [
        f"It rained.\n\n## Notes\n\n{NOTES}",  # named by no mark
        f"It rained [7].\n\n## Notes\n\n{NOTES}",
        "It rained [1] [2].\n\n## Notes\n\n3. Ames.\n4. Bell.",  # do not begin with 1
        "It rained [1].\n\n## Notes\n\n1. Prices are in crowns.",  # one remark
        "It rained [1].\n\n## Notes\n\nPrices are in crowns.",
    ],
)
def test_remarks_below_notes_stay_passages(text):
    document = read(text)

    assert not any(source.is_listed for source in document.sources)
    assert len(quotes(document)) == len(text.split("\n\n## Notes\n\n")[1].split("\n")) + 1


@pytest.mark.parametrize("middle", ["\n\n", "\n\nYours,\nKim\n\n"])
def test_closing_lines_that_count_on_are_a_list_without_addresses(middle):
    text = "It rained [1]. It blew [2, 3]."
    document = read(f"{text}{middle}[1] ER 14.\n[2] Kay, letter of 4 May\n[3] Own count, n=210")

    assert cited(document) == ["1", "2", "3"]
    assert [source.title for source in document.sources] == [
        "ER 14",
        "Kay, letter of 4 May",
        "Own count, n=210",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\n\n[1] says it rained.\n[2] says it blew.",  # named by no mark before
        "It rained [1] [2].\n\n[1] says it rained.\n[2] says it blew.\n\nIt froze.",
        "It rained [1] [2].\n\n[2] says it blew.\n[1] says it rained.",
        "It rained [3].\n\n[1] says it rained.\n\n[2] says it blew.\n\n[3] says it froze.",
    ],
)
def test_sentences_that_begin_with_marks_are_no_list(text):
    document = read(text)

    assert not any(source.is_listed for source in document.sources)
    assert len(cited(document)) == text.count("[")


@pytest.mark.parametrize(
    "heading",
    """
    Our Sources; Sources consulted; Sources used in this report; List of references
    Appendix A: Sources; Appendix – Reference list; IX. References; A. References
    References and Further Reading; Notes & Sources; Primary sources cited; Quellen und Anmerkungen
    Quellen- und Literaturverzeichnis; Literaturliste; Referências bibliográficas
    Fuentes consultadas; Список использованных источников; Источники и литература; 参考書目
    附：参考文献; 注・参考文献; Bronnen; Källor; Bibliografia e fonti; Sources (12)
    """.replace("\n", ";").split(";"),
)
def test_headings_of_lists_are_known_in_many_forms(heading):
    if heading.strip():
        document = read(f"It rained ([Ames](https://a.org)).\n\n## {heading.strip()}\n\n"
                        "- [Ames](https://a.org)\n- [Bell](https://b.org)")  # fmt: skip
        assert cited(document) == ["https://a.org"]
        assert [source.title for source in document.sources] == ["Ames", "Bell"]


@pytest.mark.parametrize(
    "heading", ["Open source", "The source of the Nile", "Resources", "Further reading", "Links"]
)
def test_other_headings_head_no_list(heading):
    document = read(f"It rained [1].\n\n## {heading}\n\n- It rose in [Vell](https://a.org).")

    assert len(quotes(document)) == 2


@pytest.mark.parametrize(
    "heading",
    [
        "Bibliografía principal (2 fuentes)",
        "Fuentes y referencias principales",
        "Referencias bibliográficas: 2 fuentes",
        "Bibliographie sélective des sources [2]",
        "Verwendete Quellen – 2",
        "Literatur und weitere Quellen (Auswahl)",
        "Principais fontes",
        "Использованные источники (2)",
        "References for chapters one and two",
        "Bibliografía sobre la sal de Vell",
    ],
)
def test_a_heading_may_say_more_of_its_list(heading):
    document = read(f"It rained (Ames, 2019; Bell, 2020).\n\n## {heading}\n\n"
                    "1. Ames, A. (2019). *Old rain*.\n2. Bell, B. (2020). *New rain*.")  # fmt: skip

    assert cited(document) == ["1", "2"]
    assert len(quotes(document)) == 1


@pytest.mark.parametrize(
    "heading", ["Sources of the Nile", "Literature on rain", "Citas de la sal"]
)
def test_a_heading_that_speaks_of_sources_has_prose_below_it(heading):
    document = read(f"It rained [1].\n\n## {heading}\n\n- It rose in [Vell](https://a.org).\n"
                    "- It fell in Orne, in May 2019.\n- Nobody saw it.")  # fmt: skip

    assert len(quotes(document)) == 4


def test_lines_that_end_in_an_address_are_entries_below_a_heading():
    document = read(
        "It rained.\n\n## Our Sources\n\nVell Council, “Dams,” 2019, https://a.org/dams\n"
        "Interview with Ann Bell, 4 May 2018\n\nWe keep this list up to date."
    )

    assert [source.url for source in document.sources] == ["https://a.org/dams"]
    assert quotes(document) == ["It rained.", "We keep this list up to date."]


def test_definitions_between_carets_go_by_their_number():
    document = read("It rained[^1^].\n\n[^1^]: Ames, Rain. https://a.org")

    assert [(source.id, source.title) for source in document.sources] == [("1", "Ames, Rain")]
    assert cited(document) == ["1"]


def test_entries_in_wide_brackets_need_no_space():
    text = (
        "下雨［1］。刮风［2－3］。\n\n注释：\n"
        "［1］北京：《雨》。\n［2］《风》。\n［3］U.S. Office, Wind."
    )
    document = reading.read(text.encode(), "notes.txt")

    assert cited(document) == ["1", "2", "3"]
    assert [source.title for source in document.sources] == [
        "北京：《雨》。",
        "《风》。",
        "U.S. Office, Wind",
    ]
    assert [section.title for section in document.sections] == ["", "注释："]


def test_closing_lines_are_a_list_that_marks_of_two_kinds_name_together():
    entries = "\n".join(
        f"[{n}] {name}, Old rain" for n, name in enumerate(["Ames", "Kay", "Lo", "Vu"], 1)
    )
    of_both = read(f"It rained [1]. Then it poured²\n\n{entries}")
    of_one = read(f"It rained [1]. Then it poured.\n\n{entries}")

    assert len(of_both.sources) == 4
    assert all(source.title for source in of_both.sources)
    assert not any(source.title for source in of_one.sources)


def test_a_closing_list_without_marks_may_have_an_entry_without_address():
    text = (
        "The rain\n\nIt rained for nine days in Vell, and the dike broke.\n\nOur Sources\n\n"
        f"- Town of Vell, 2024, {URL}\n- Interview with J. Hale\n- Ames, {URL}/b\n"
    )

    assert titles(reading.read(text.encode(), "rain.txt")) == ["Our Sources"]


# Entries in shapes that programs and people give them


@pytest.mark.parametrize(
    "listed",
    [
        "[1] Ames, Rain, 2001.\n[2]Bell, Snow, 2002.\n[3]D. Cole, Hail, 2003.",
        "[1]*Rain*, 2001.\n[2]«Snow», 2002.\n[3]Élan, Hail, 2003.",
        "[1]\nAmes, Rain, 2001.\n[2]\nBell, Snow,\nin Vell, 2002.\n[3]\nCole, Hail, 2003.",
        "[1]\n\nAmes, Rain, 2001.\n\n[2]\n\nBell, Snow, 2002.\n\n[3]\n\nCole, Hail, 2003.",
        "**[1]**\nAmes, Rain, 2001.\n**[2]**\nBell, Snow, 2002.\n**[3]**\nCole, Hail, 2003.",
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".txt"])
def test_an_entry_may_stand_against_its_number_or_below_it(listed, suffix):
    text = f"The rain\n\nIt rained [1]. It snowed [2]. It hailed [3].\n\nReferences:\n\n{listed}\n"

    document = reading.read(text.encode(), f"a{suffix}")

    assert cited(document) == ["1", "2", "3"]
    assert len(quotes(document)) == 3
    assert [source.published for source in document.sources] == ["2001", "2002", "2003"]


def test_numbers_alone_on_their_lines_between_sentences_are_marks():
    document = read("It rained\n[1]\nIt snowed\n[2]\nIt hailed.\n\nIt froze\n\n[1]\n\nIt thawed.")

    assert cited(document) == ["1", "2", "1"]
    assert not any(source.is_listed for source in document.sources)


@pytest.mark.parametrize(
    "listed",
    [
        "[S1] Rain\n[S2] Snow\n[S3] Hail",
        "[S1]: Rain\n[S2]: Snow\n[S3]: Hail",
        "- **[S1]** — Rain\n- **[S2]** — Snow\n- **[S3]** — Hail",
        "**[S1]** Rain\n**[S2]** Snow\n**[S3]** Hail",
        "* [S1] – Rain\n* [S2] – Snow\n* [S3] – Hail",
        "[S1] Rain\n\n[S2] Snow\n\n[S3] Hail",
    ],
)
def test_labels_may_stand_one_a_line_bold_or_before_a_dash(listed):
    document = read(f"It rained [S1]. It snowed [S2]. It rained [S1].\n\n## Sources\n\n{listed}")

    assert cited(document) == ["S1", "S2", "S1"]
    assert [(source.id, source.title) for source in document.sources] == [
        ("S1", "Rain"),
        ("S2", "Snow"),
        ("S3", "Hail"),
    ]


def test_a_wrapped_line_of_prose_may_begin_with_a_label():
    document = read("It rained as the rules of\n[S1] say, and as those of\n[S1] say.\n\n"
                    "## Sources\n\n[S1] Rain")  # fmt: skip

    assert quotes(document) == ["It rained as the rules of\n[S1] say, and as those of\n[S1] say."]


@pytest.mark.parametrize(
    ("entry", "title", "url"),
    [
        ("<i>Rain &amp; snow</i>, in Vell", "Rain & snow, in Vell", None),
        ("&quot;Rain&quot;&nbsp;of<br>Vell &#8211; Orne", '"Rain" of Vell – Orne', None),
        (f'<a href="{URL}?x=1&amp;b=2">Rain</a>', "Rain", f"{URL}?x=1&b=2"),
        (f"[[{URL}]]({URL})", None, URL),
        (f"[<{URL}>]({URL})", None, URL),
        (f"Rain [[{URL}]]({URL})", "Rain", URL),
        (f"Rain < 3 mm &copy; {URL}?a=1&copy=2", "Rain < 3 mm ©", f"{URL}?a=1&copy=2"),
    ],
)
def test_tags_character_names_and_shown_addresses_are_no_words_of_a_title(entry, title, url):
    (source,) = read(f"It rained [1].\n\n## Sources\n\n1. {entry}").sources

    assert (source.title, source.url) == (title, url)


@pytest.mark.parametrize("dashes", ["———.", "---.", "\\_\\_\\_.", "——", "–––,", "___."])
def test_dashes_for_the_authors_of_the_entry_before_stand_for_them(dashes):
    document = read("It rained (Ames, 2001). It snowed (Ames, 2005). It froze (Ames 2006).\n\n"
                    f"## References\n\nAmes, A. 2001. *Rain*. Vell.\n\n{dashes} 2005. *Snow*. Vell."
                    f"\n\n{dashes} 2006. *Ice*. Vell.")  # fmt: skip

    assert cited(document) == ["Ames 2001", "Ames 2005", "Ames 2006"]
    assert [source.title for source in document.sources] == [
        "Ames, A. 2001. Rain. Vell",
        "Ames, A. 2005. Snow. Vell",
        "Ames, A. 2006. Ice. Vell",
    ]


def test_dashes_may_stand_for_the_first_of_several_authors():
    (_, second) = read("It rained.\n\n## References\n\nAmes, Anna. *Rain*. Vell: Hall, 1990.\n\n"
                       "———, and B. Bell. *Mills*. Vell: Hall, 1995.").sources  # fmt: skip

    assert second.title == "Ames, Anna, and B. Bell. Mills. Vell: Hall, 1995"


def test_an_ampersand_as_html_writes_it_joins_authors_in_list_and_mark():
    document = read("It rained (Ames &amp; Bell, 2001; Cole &amp; Dunn, 2002). Ames &amp; Bell"
                    " (2001) saw it.\n\n## References\n\nAmes, A., &amp; Bell, B. (2001). Rain.\n\n"
                    "Cole, C., &amp; Dunn, D. (2002). Snow.")  # fmt: skip

    assert cited(document) == ["Ames 2001", "Cole 2002", "Ames 2001"]


# Notes between the paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "It rained.[1] It snowed.[2]\n\n[1] Ames, Rain.\n\n[2] Bell, Snow.\n\nIt hailed.[3]\n\n"
        "[3] Cole, Hail.\n\nIt froze.",
        "It rained.[1] It snowed.[2]\n\n[1] Ames, Rain.\n[2] Bell,\nSnow.\n\nIt hailed.[3]\n\n"
        "[3] Cole, Hail.\n\nIt froze.",
        "It rained.[1] It snowed.[2]\n\n[Footnote 1: Ames, Rain.]\n\n[Footnote 2: Bell, Snow.]\n\n"
        "It hailed.[3]\n\n[Footnote 3: Cole, Hail.]\n\nIt froze.",
        "It rained.[1] It snowed.[2] It hailed.[3]\n\n[1] Ames, Rain.\n\nHe saw it.\n\nSo did she."
        "\n\n[2] Bell, Snow.\n\nHe did not.\n\n[3] Cole, Hail.\n\nIt froze.",
        "It rained.[1] It snowed.[2] It hailed.[3]\n\nIt froze.\n\nNOTES\n\n[1] Ames, Rain.\n\n"
        "He saw it [and she].\n\n[2] Bell, Snow.\n\n[3] Cole, Hail.",
        "It rained.[1-3] It snowed.\n\n[1] Ames, Rain.\n\n[2] Bell, Snow.\n\n[3] Cole, Hail.\n\n"
        "It hailed. It froze.",
    ],
)
def test_notes_between_paragraphs_are_sources_and_no_passages(text):
    document = reading.read(f"The rain\n\n{text}\n".encode(), "a.txt")

    assert cited(document) == ["1", "2", "3"]
    assert len(quotes(document)) == 4
    assert [source.title for source in document.sources] == [
        "Ames, Rain",
        "Bell, Snow",
        "Cole, Hail",
    ]


def test_paragraphs_that_begin_with_their_mark_are_no_notes():
    document = read("[1] It rained, as we say [1].\n\n[2] It snowed.\n\n[3] It hailed.")

    assert cited(document) == ["1", "1", "2", "3"]
    assert len(quotes(document)) == 3


# Numbers that begin again in each part


ONE, TWO = "It rained{0}. It snowed{1}.", "It hailed{0}. It froze{1}."
NOTED = (
    ("[^1]", "[^2]"),
    "[^1]: Ames, Rain\n\n[^2]: Bell, Snow",
    "[^1]: Cole, Hail\n\n[^2]: Dunn, Ice",
)
NUMBERED = (("[1]", "[2]"), "[1] Ames, Rain\n\n[2] Bell, Snow", "[1] Cole, Hail\n\n[2] Dunn, Ice")
LISTED = (("[1]", "[2]"), *(
    f"### References\n\n{entries}"
    for entries in ("1. Ames, Rain\n2. Bell, Snow", "1. Cole, Hail\n2. Dunn, Ice")
))  # fmt: skip
BARE = (("[1]", "[2]"), *(
    f"### References\n{entries}"
    for entries in ("1 Ames, Rain.\n2 Bell, Snow.", "1 Cole, Hail.\n2 Dunn, Ice.")
))  # fmt: skip
PARTS = ["Ames, Rain", "Bell, Snow", "Cole, Hail", "Dunn, Ice"]


@pytest.mark.parametrize("written", [NOTED, NUMBERED, LISTED, BARE])
def test_numbers_that_begin_again_name_other_sources(written):
    marks, first, second = written
    document = read(
        f"## One\n\n{ONE.format(*marks)}\n\n{first}\n\n## Two\n\n{TWO.format(*marks)}\n\n{second}"
    )

    assert cited(document) == ["1:1", "1:2", "2:1", "2:2"]
    assert [source.title for source in document.sources] == PARTS
    assert len(quotes(document)) == 4
    assert messages(document) == [
        "the numbers of sources begin again once, so each part has sources of its own: [1] in part"
        " 2 is 2:1 (parts: 1 “One”, 2 “Two”)"
    ]


@pytest.mark.parametrize("written", [NOTED, LISTED])
def test_lists_of_all_parts_may_stand_at_the_end(written):
    marks, first, second = written
    document = read(
        f"## One\n\n{ONE.format(*marks)}\n\n## Two\n\n{TWO.format(*marks)}\n\n"
        f"## Notes to one\n\n{first}\n\n## Notes to two\n\n{second}"
    )

    assert cited(document) == ["1:1", "1:2", "2:1", "2:2"]
    assert [source.title for source in document.sources] == PARTS


@pytest.mark.parametrize(
    "marks", [("[^1]", "[^2]"), ("[1]", "[2]"), ("<sup>1</sup>", "<sup>2</sup>")]
)
def test_notes_to_all_chapters_may_stand_below_one_heading(marks):
    document = read(
        f"## One\n\n{ONE.format(*marks)}\n\n## Two\n\n{TWO.format(*marks)}\n\n## Notes\n\n"
        "### One\n\n1. Ames, Rain\n2. Bell, Snow\n\n### Two\n\n1. Cole, Hail\n2. Dunn, Ice"
    )

    assert cited(document) == ["1:1", "1:2", "2:1", "2:2"]
    assert [source.title for source in document.sources] == PARTS
    assert len(quotes(document)) == 4


def test_parts_need_no_heading():
    text = ("The rain\n\nIt rained [1]. It blew [1, 2].\n\nReferences\n1 Ames A. Rain. 2001.\n"
            "2 Bell B. Wind. 2002.\n\nIt hailed [1].\n\nReferences\n1 Cole C. Hail. 2003.\n"
            "2 Dunn D. Ice. 2004.\n")  # fmt: skip

    document = reading.read(text.encode(), "a.txt")

    assert cited(document) == ["1:1", "1:1", "1:2", "2:1"]
    assert len(document.sources) == 4


def test_a_number_that_the_list_of_its_part_lacks_is_told_and_has_a_source_of_its_own():
    document = read(
        "## One\n\nIt rained.[^1] It blew.[^2]\n\n[^1]: Ames\n\n[^2]: Bell\n\n"
        "## Two\n\nIt hailed.[^1] It froze.[^1] It melted.[^2] It dried.[^1]\n\n[^1]: Cole"
    )

    assert cited(document) == ["1:1", "1:2", "2:1", "2:1", "2:2", "2:1"]
    assert "[2] is cited in part 2, whose list lacks it" in messages(document)


def test_a_note_with_a_name_of_its_own_keeps_it():
    document = read(
        "## One\n\nIt rained.[^1] It blew.[^who]\n\n[^1]: Ames\n\n[^who]: The people\n\n"
        "## Two\n\nIt hailed.[^1] It froze.[^who]\n\n[^1]: Cole"
    )

    assert cited(document) == ["1:1", "who", "2:1", "who"]


@pytest.mark.parametrize(
    "text",
    [
        # the same list twice
        "## One\n\nIt rained [1].\n\n### References\n\n1. Ames, Rain\n2. Bell, Snow\n\n"
        "## Two\n\nIt blew [2].\n\n### References\n\n1. Ames, Rain\n2. Bell, Snow",
        # numbers that go on
        "## One\n\nIt rained [1].\n\n### References\n\n1. Ames, Rain\n\n"
        "## Two\n\nIt blew [2].\n\n### References\n\n2. Bell, Snow",
        # one number twice by a slip
        "It rained [1]. It blew [2].\n\n## Sources\n\n1. Ames, Rain\n1. Bell, Wind\n2. Cole, Ice",
        # two lists, and all marks above the first
        "It rained [1]. It blew [2].\n\n## Sources\n\n1. Ames, Rain\n2. Bell, Wind\n\n"
        "## Literature\n\n1. Cole, Hail\n2. Dunn, Ice",
    ],
)
def test_where_numbers_do_not_begin_again_they_keep_their_ids(text):
    document = read(text)

    assert cited(document) == ["1", "2"]
    assert [source.id for source in document.sources] == ["1", "2"]


def test_lists_that_belong_to_no_part_are_told_once():
    document = read("It rained [1]. It blew [2].\n\n## Sources\n\n1. Ames, Rain\n2. Bell, Wind\n\n"
                    "## Literature\n\n1. Cole, Hail\n2. Dunn, Ice")  # fmt: skip

    (said,) = messages(document)
    assert "not plain which marks belong to which list" in said
