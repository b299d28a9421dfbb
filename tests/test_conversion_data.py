"""JATS and JSON of reports become Markdown that the readers read."""

import json

import pytest

from dashboard import reading
from dashboard.conversion import jats, records
from dashboard.conversion.converted import RefusalError

ARTICLE = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS 1.2//EN" "https://example.org/JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group>
<article-title>Heat in <italic>old</italic> houses</article-title></title-group>
<abstract><p>We measured&nbsp;heat.</p></abstract></article-meta></front>
<body><sec><title>Introduction</title>
<p>Pumps help [<xref ref-type="bibr" rid="b1">1</xref>, <xref ref-type="bibr" rid="b2">2</xref>].
They are old (<xref ref-type="bibr" rid="b2">Roe, 2019</xref>).<xref ref-type="fn"
rid="f1"><sup>1</sup></xref> See <xref ref-type="fig" rid="g1">Figure 1</xref>.</p>
<sec><title>Method</title><p>As before<xref ref-type="bibr" rid="b1"><sup>1</sup></xref>–<xref
ref-type="bibr" rid="b3"><sup>3</sup></xref>.</p></sec></sec></body>
<back><fn-group><fn id="f1"><label>1</label><p>By hand.</p></fn></fn-group>
<ref-list><title>References</title>
<ref id="b1"><element-citation><person-group><name><surname>Doe</surname>
<given-names>J</given-names></name></person-group><year>2020</year>
<article-title>Pumps at work</article-title><source>Heat</source>
<pub-id pub-id-type="doi">10.5555/one</pub-id></element-citation></ref>
<ref id="b2"><mixed-citation>Roe K. Old pumps. 2019. <ext-link
xlink:href="https://example.org/roe">web</ext-link></mixed-citation></ref>
<ref id="b3"><mixed-citation>Poe L. Cold rooms.</mixed-citation></ref>
</ref-list></back></article>"""


def test_an_article_keeps_its_sections_marks_and_references():
    text = jats.convert(ARTICLE.encode(), "heat.md")
    document = reading.read(text.text.encode(), text.name)

    assert text.title == document.title == "Heat in old houses"
    assert "We measured\xa0heat." in text.text
    assert "(Roe, 2019 [2]).[^fn1] See Figure 1." in text.text
    assert [(section.level, section.title) for section in document.sections] == [
        (0, ""),
        (2, "Introduction"),
        (3, "Method"),
        (2, "References"),
    ]
    assert [
        [citation.source_id for citation in passage.citations] for passage in document.passages()
    ] == [[], ["1", "2"], ["2", "fn1"], [], ["1", "2", "3"]]
    assert [(source.id, source.title, source.url) for source in document.sources] == [
        ("1", "Doe J (2020). Pumps at work. Heat", "https://doi.org/10.5555/one"),
        ("2", "Roe K. Old pumps. 2019. web", "https://example.org/roe"),
        ("3", "Poe L. Cold rooms", None),
        ("fn1", "By hand", None),
    ]


def test_authors_and_years_that_pointers_print_stay_and_each_names_its_reference():
    pointers = "".join(
        f'{before}<xref ref-type="bibr" rid="b{n}">{said}</xref>'
        for before, said, n in (("(", "Doe, 2020", 1), ("; ", "Roe, 2019", 2))
    )
    bracketed = pointers.replace("(", "[")
    body = f"<p>Pumps help {pointers}). They are old {bracketed}].</p>"
    xml = ARTICLE[: ARTICLE.index("<body>")] + f"<body>{body}</body>" + ARTICLE[
        ARTICLE.index("</body>") + 7 :
    ]  # fmt: skip

    text = jats.convert(xml.encode(), "heat.md")

    assert "Pumps help (Doe, 2020 [1]; Roe, 2019 [2])." in text.text
    document = reading.read(text.text.encode(), text.name)
    cited = [[c.source_id for c in passage.citations] for passage in document.passages()]
    assert cited[1:3] == [["1", "2"], ["1", "2"]]


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("<feed><entry/></feed>", "no article in JATS"),
        ("<article><body>", "damaged at line 1"),
        ("<!DOCTYPE article [<!ENTITY a 'b'>]><article><body>&a;</body></article>", "entities"),
        ("<article><body>" + "<sec>" * 400, "nested too deeply"),
    ],
)
def test_other_xml_is_refused(xml, said):
    with pytest.raises(RefusalError, match=said):
        jats.convert(xml.encode(), "a.md")


def convert(value, *, by_line=False):
    return records.convert(json.dumps(value).encode(), "reports", by_line=by_line)


def test_each_report_is_a_text_with_its_sources():
    first, second = convert(
        [
            {
                "id": "q 1/a",
                "question": "Do mills pay?",
                "article": "They do [1].\r\n\r\nThey did [2].",
                "citations": {
                    "2": "https://b.example",
                    "1": {"title": "First", "url": "https://a.example"},
                },
            },
            {"id": 7, "prompt": "p" * 200, "response": "# Own title\n\nYes [1]."},
        ]
    )

    assert first.name == "reports-q-1-a.md"
    assert first.title == "Do mills pay?"
    assert first.notes == ("2 sources of the record follow the text as a list",)
    document = reading.read(first.text.encode(), first.name)
    assert document.title == "Do mills pay?"
    assert [(source.id, source.title, source.url) for source in document.sources] == [
        ("1", "First", "https://a.example"),
        ("2", None, "https://b.example"),
    ]
    assert (second.name, second.text) == ("reports-7.md", "# Own title\n\nYes [1].\n")


def test_a_list_in_the_text_is_not_doubled():
    text = "Yes [1].\n\n## Sources\n\n[1] A https://a.example\n"

    (report,) = convert({"report": text, "sources": ["https://a.example"]})

    assert report.text == text
    assert report.name == "reports.md"


def test_a_list_of_sources_is_numbered_by_place_or_by_its_own_numbers():
    (report,) = convert(
        {"text": "Yes.", "sources": [{"index": 4, "name": "A", "link": "https://a.example"}, "B"]}
    )

    assert report.text.endswith("## Sources\n\n[4] A https://a.example\n[2] B\n")


def test_at_most_fifty_reports_are_read_and_the_rest_is_told():
    reports = convert([{"text": f"Report {n}."} for n in range(60)] + [{"n": 1}])

    assert len(reports) == 50
    assert len({report.name for report in reports}) == 50
    assert reports[-1].notes == (
        "1 record without a text is left out",
        "only the first 50 reports are read; 10 more are left out",
    )


def test_reports_with_one_name_are_told_apart():
    names = [report.name for report in convert([{"id": "a", "text": "x"}] * 3)]

    assert len(set(names)) == 3


def test_broken_lines_are_told_and_the_others_read():
    (report,) = records.convert(b'{"text": "Yes."}\n{oops\n\n[[[[', "r", by_line=True)

    assert report.notes == ("2 lines are no JSON and are left out: 2, 4",)


def test_of_many_broken_lines_the_first_five_are_named():
    data = b"\xef\xbb\xbf" + b'{"text": "Yes."}\n' + b"{oops\n" * 6 + b"[" * 200_000

    (report,) = records.convert(data, "r", by_line=True)

    assert report.notes == ("7 lines are no JSON and are left out: 2, 3, 4, 5, 6, …",)


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"text": "One.", "results": [{"text": "Two."}]}, "One.\n"),
        ({"text": " ", "body": "Two."}, "Two.\n"),
        ({"text": "a\r\nb\rc"}, "a\nb\nc\n"),
        ({"title": "T", "text": "x\n\n# Own\n"}, "x\n\n# Own\n"),
        ({"title": "T", "text": "# Own\n\n# Two\n"}, "# Own\n\n# Two\n"),
        ({"title": "T", "text": "x\n\n# A\n\n# B\n"}, "# T\n\nx\n\n# A\n\n# B\n"),
        ({"text": "x\n\nSources used\n\n1. A", "urls": ["B"]}, "x\n\nSources used\n\n1. A\n"),
        ({"text": "x\n\n[1]: A", "urls": ["B"]}, "x\n\n[1]: A\n"),
        ({"text": "x", "sources": ["A"], "urls": ["B"]}, "x\n\n## Sources\n\n[1] A\n"),
        ({"text": "x", "sources": [3, {}], "urls": ["B"]}, "x\n\n## Sources\n\n[1] B\n"),
        ({"text": "x", "urls": {"[3]": "A"}}, "x\n\n## Sources\n\n[3] A\n"),
        ({"text": "x", "urls": {"https://a.b": "A"}}, "x\n\n## Sources\n\n- A https://a.b\n"),
        ({"text": "x", "urls": {"9" * 9: "A"}}, "x\n\n## Sources\n\n- A\n"),
    ],
)
def test_a_record_becomes_a_text_with_one_title_and_one_list(record, text):
    assert convert(record)[0].text == text


def test_a_long_id_is_no_name_and_what_each_report_notes_is_kept():
    first, last = convert(
        [{"id": "a " * 30, "text": "x"}, {"id": "b", "text": "y", "urls": ["A"]}, {}]
    )

    assert (first.name, last.name) == ("reports-1.md", "reports-b.md")
    assert last.notes == (
        "1 source of the record follow the text as a list",
        "1 record without a text is left out",
    )


def test_wrapped_lists_and_nested_texts_are_found():
    reports = convert({"data": [{"output": {"text": "One."}}, {"body": "Two."}]})

    assert [report.text for report in reports] == ["One.\n", "Two.\n"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{oops", "no JSON: .* at line 1"),
        (b'[{"n": 1}, 3, null]', "no record has a text"),
        (b"3", "no record has a text"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"text": "\xff"}', "UTF-8"),
    ],
)
def test_what_holds_no_report_is_refused(data, said):
    with pytest.raises(RefusalError, match=said):
        records.convert(data, "r", by_line=False)


@pytest.mark.parametrize(("length", "is_title"), [(140, True), (160, False)])
def test_a_title_of_a_record_is_not_a_whole_prompt(length, is_title):
    title = ("mill " * 40)[:length].strip()
    record = json.dumps({"prompt": title, "text": "They turn."})

    (text,) = records.convert(record.encode(), "mills", by_line=True)

    assert (text.title == title) == is_title


def test_a_pointer_may_print_a_range_of_many_references():
    ids = " ".join(f"b{n}" for n in range(11, 31))
    references = "".join(
        f'<ref id="b{n}"><mixed-citation>R{n}.</mixed-citation></ref>' for n in range(11, 31)
    )
    article = (
        f'<article><body><p>Old <xref ref-type="bibr" rid="{ids}">11-30</xref>.</p></body>'
        f"<back><ref-list>{references}</ref-list></back></article>"
    )

    assert "11. R11." in jats.convert(article.encode(), "mills.md").text.splitlines()
