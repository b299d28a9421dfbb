"""Source lists: where they stand and what their entries say."""

import pytest

from dashboard import readers
from dashboard.model import Source


def read(text):
    return readers.read(f"# Rain\n\n{text}\n".encode(), "notes.md")


def quotes(document):
    return [document.quote(passage.span) for passage in document.passages()]


def messages(document):
    return [problem.message for problem in document.problems]


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
        (f"[1] [Old rain]({URL}_(b))", "Old rain", f"{URL}_(b)", None),
        (f"[1] [[2411.1] Old rain]({URL}), 2024-05-17", "[2411.1] Old rain", URL, "2024-05-17"),
        (f"[1] Ames, J. (2019). Old rain. {URL}", "Ames, J. (2019). Old rain", URL, "2019"),
        ("[1] Ames, J. Old rain. Vell, 1990.", "Ames, J. Old rain. Vell, 1990", None, None),
        (f"1. Old rain {URL}", "Old rain", URL, None),
        (f"1. [Old rain]({URL})", "Old rain", URL, None),
        ("1) Old rain, 2024-05", "Old rain, 2024-05", None, "2024-05"),
        (f"- [1] Old rain: {URL}", "Old rain", URL, None),
        (f"* **[1]** Old rain: {URL}", "Old rain", URL, None),
        (f"【1】 Old rain: {URL}", "Old rain", URL, None),
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
    "heading",
    [
        "# References",
        "#### Works cited",
        "## 7. Sources and References",
        "## Sources (selected)",
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
