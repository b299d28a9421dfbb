"""Lists from elsewhere → sources, and their join with the sources of a text."""

import json
import string
import sys
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.errors import InputError
from dashboard.model import Source
from dashboard.study import about, bibliography
from dashboard.study.about import About
from dashboard.study.bibliography import Listed, fields, gathered


def facts(text: str) -> list[tuple[str, str | None, str | None]]:
    """Id, title and address of each source in a list."""
    return [(s.id, s.title, s.url) for s in bibliography.read(text).sources]


def only(text: str) -> Source:
    (source,) = bibliography.read(text).sources
    return source


def fault(text: str) -> str:
    with pytest.raises(InputError) as error:
        bibliography.read(text, "list.txt")
    return str(error.value)


def listed(*sources: Source, kind: gathered.Kind = "list") -> Listed:
    return Listed(sources, (), kind)


TWO = [("1", "Rain", "https://a.org/1"), ("2", "Snow", "https://b.org/2")]


@pytest.mark.parametrize(
    "line",
    [
        "[{n}] {title}: {url}",
        "[{n}] {url} - {title}",
        "[{n}]{title} {url}",
        "[{n}]: {url} {title}",
        "**[{n}]** {title}. {url}.",
        "【{n}】{title}，{url}",
        "\\[{n}\\] {title}[ {url}]({url})",
        "[[{n}]]({url}) {title}",
        "[({n})]({url}) {title}",
        "[{n}\\. {title}]({url})",
        "[^{n}]:[{title}]({url})",
        "[^{n}]: {title} <{url}>",
        ".. [{n}] {title}, {url}",
        "{n}. {title} {url}",
        "{n}. [{title}]({url})",
        "{n}\\. {title} {url}",
        "{n}) {title} – {url}",
        "({n}) {title}. {url}.",
        "{n}: {title} {url}",
        "{n}\t{title}\t{url}",
        "{n} {title} {url}",
        "| {n} | {title} | {url} |",
        "- [{n}] {title} {url}",
        "* {n}. {title} {url}",
        "> [{n}] {title} {url}",
        "^ {title}. {url}",
        "{n}\n{title}\n{url}",
        "[{n}] {title}\n    {url}",
        "[{n}] {title}\n\n{url}\n",
    ],
)
def test_a_numbered_list_of_any_shape_gives_numbers_titles_and_addresses(line):
    text = "\n".join(line.format(n=id_, title=title, url=url) for id_, title, url in TWO)
    assert facts(text) == TWO
    assert bibliography.read(text).kind == "list"
    assert bibliography.read(text).notes == ()
    assert facts(f"## Sources\r\n\r\n{text}") == TWO


@pytest.mark.parametrize(
    "line",
    [
        "{title} – {url}",
        "{title}: {url}",
        "- [{title}]({url})",
        "* {title} {url}",
        "• {title}\n  {url}",
        "{title}\n{url}",
        "{title}\n\n{url}\n",
        "[{title}]({url})",
    ],
)
def test_a_list_without_numbers_gives_no_ids(line):
    text = "\n".join(line.format(title=title, url=url) for _, title, url in TWO)
    assert facts(text) == [("", title, url) for _, title, url in TWO]


def test_line_ends_of_any_system_part_lines():
    assert len(facts("[1] Rain\r[2] Snow\r\n[3] Fog\n[4] Ash")) == 4


def test_bare_addresses_have_no_title():
    assert facts("https://a.org\n<https://b.org/x>\n- https://c.org") == [
        ("", None, "https://a.org"),
        ("", None, "https://b.org/x"),
        ("", None, "https://c.org"),
    ]


def test_keys_name_entries_too():
    text = "[ICE-1]  Moss, C., “Ice”,\n         1997.\n[@kay]: https://k.org\n[^my note]: Fog."
    assert [s.id for s in bibliography.read(text).sources] == ["ICE-1", "kay", "my note"]
    assert facts(text)[0][1] == "Moss, C., “Ice”, 1997"


def test_a_passage_given_before_the_text_is_named_by_its_title():
    assert facts("Document [1](Title: The Sea): she wrote\n") == [("1", "The Sea", None)]


def test_what_a_search_engine_puts_before_a_title_is_no_key():
    assert only("- [PDF] Rain https://a.org").id == ""


def test_an_entry_goes_on_in_the_next_line():
    text = (
        "Moss, C. (1997). A study of the ice on lakes and rivers\n    in winter. Ice Press.\n"
        "Kay, A. (2020). Fog."
    )
    assert [s.title for s in bibliography.read(text).sources] == [
        "Moss, C. (1997). A study of the ice on lakes and rivers in winter. Ice Press",
        "Kay, A. (2020). Fog",
    ]
    wrapped = text.replace("\n    in", "\nin")
    assert bibliography.read(wrapped).sources == bibliography.read(text).sources
    upper = bibliography.read(wrapped.replace("in winter", "Lapland"))
    assert upper.sources[0].title == (
        "Moss, C. (1997). A study of the ice on lakes and rivers Lapland. Ice Press"
    )


def test_a_bullet_within_an_entry_begins_none():
    text = "1. Rain\n   - https://a.org\n2. Snow"
    assert facts(text) == [("1", "Rain", "https://a.org"), ("2", "Snow", None)]
    assert facts("- Rain\n- Snow") == [("", "Rain", None), ("", "Snow", None)]


def test_a_number_that_a_line_was_wrapped_at_begins_no_entry():
    assert [id_ for id_, _, _ in facts("1. Moss. Ice\n12. Press\n2. Kay. Fog")] == ["1", "2"]
    assert [id_ for id_, _, _ in facts("1. Moss. Ice.\n2019. Press\n2. Kay. Fog")] == ["1", "2"]
    assert [id_ for id_, _, _ in facts("[1] Moss. Ice,\n3. ed.\n[2] Kay. Fog")] == ["1", "2"]
    assert [id_ for id_, _, _ in facts("1 Moss, Ice, 2019.\n2 Kay,\n2020 edition.\n3 Ash.")] == [
        "1",
        "2",
        "3",
    ]


def test_gaps_and_any_order_of_numbers_stay():
    assert [id_ for id_, _, _ in facts("3. Rain.\n12. Snow.\n7. Fog.")] == ["3", "12", "7"]


def test_what_stands_above_the_heading_of_the_list_is_told_and_not_read():
    read = bibliography.read("Here is the list.\n1. No\n\n**Sources:**\n1. Rain https://a.org")
    assert [s.title for s in read.sources] == ["Rain"]
    assert read.notes == ("lines 1 to 2: not read: it stands above the heading of the list",)


def test_rules_fences_headings_and_comments_are_no_entries():
    text = "```\n[1] Rain\n```\n---\n## Papers\n<!-- x -->\n**Books**\n[2] Snow"
    assert facts(text) == [("1", "Rain", None), ("2", "Snow", None)]


def test_a_remark_is_told_with_its_line():
    read = bibliography.read("https://a.org\n\nThat is all")
    assert len(read.sources) == 1
    assert read.notes == ("line 3: no number, address or year in “That is all”",)


def test_an_entry_that_says_nothing_is_told():
    assert bibliography.read("[1] …\n[2] Rain").notes == ("line 1: no title and no address in “…”",)


def test_an_address_that_cannot_be_used_is_told():
    read = bibliography.read("[1] Rain https://[bad")
    assert read.sources == (Source("1", "Rain", is_listed=True),)
    assert read.notes == ("line 1: the address “https://[bad” cannot be used",)


def test_of_two_entries_with_one_number_the_first_is_used():
    read = bibliography.read("[1] Rain\n[1] Snow\n[1] Rain\n[2] Fog")
    assert [s.title for s in read.sources] == ["Rain", "Fog"]
    assert read.notes == ("line 2: [1] is listed twice; the first entry is used",)


def test_the_day_somebody_looked_is_not_the_date_of_the_work():
    assert only("[1] Rain. Accessed on 2024-01-02. https://a.org").published is None
    assert only("[1] Rain (2021). Retrieved 2024-01-02").published == "2021"
    assert only("[1] Rain, 2024-01-02. https://a.org").published == "2024-01-02"


def test_a_date_in_the_style_of_the_apa_is_read_whole():
    assert only("Kay, A. (2020, March 5). Fog.").published == "2020-03-05"
    assert only("Kay, A. (2020, May). Fog.").published == "2020-05"


def test_a_doi_gives_an_address():
    assert only("[1] Moss. Ice. doi:10.1000/18_2.").url == "https://doi.org/10.1000/18_2"


def test_markdown_escapes_leave_the_address():
    assert only("[1] https://a.org/x\\_y").url == "https://a.org/x_y"


def test_prose_is_refused_with_advice():
    assert fault("Rain fell all day.\nThen it stopped.") == (
        "list.txt: nothing in it reads as a source (line 1: no number, address or year in "
        "“Rain fell all day.”); give one source per line, each with its number, its address, "
        "or its author and year"
    )


def test_an_empty_list_is_refused():
    assert fault("\ufeff \n") == "list.txt: the list is empty; paste one source per line"


def test_too_large_a_list_is_refused():
    assert "larger than 2 MB" in fault("é" * 1_000_001)


def test_too_many_entries_are_refused(monkeypatch):
    monkeypatch.setattr(gathered, "MAX_ENTRIES", 3)
    assert len(facts("- a\n- b\n- c")) == 3
    assert "more than 3 entries" in fault("- a\n- b\n- c\n- d")
    assert "more than 3 entries" in fault(json.dumps([{"title": "x"}] * 4))
    assert "more than 3 entries" in fault("TY  - A\nTI  - x\nER  -\n" * 4)
    assert "more than 3 entries" in fault("- a" + "\n" * 80)


def test_notes_do_not_grow_without_end():
    read = bibliography.read("[1] Rain\n" + "[2] …\n" * 80)
    assert len(read.notes) == 51
    assert read.notes[-1] == "and 30 more of the kind"


CSL = {
    "id": "moss",
    "title": "Ice\non lakes",
    "URL": "https://a.org/ice",
    "publisher": "Ice Press",
    "container-title": "Winter",
    "issued": {"date-parts": [[2024, 5, 17]]},
}


def test_csl_json_is_read():
    read = bibliography.read(json.dumps([CSL]))
    assert read.kind == "CSL-JSON"
    assert read.sources == (
        Source("moss", "Ice on lakes", "https://a.org/ice", "Ice Press", "2024-05-17", True),
    )
    assert read == bibliography.read(json.dumps({"references": [CSL]}))
    assert read == bibliography.read(json.dumps(CSL))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"citation-number": 3}, {"id": "3"}),
        ({"citation-key": "key"}, {"id": "key"}),
        ({"publisher": None}, {"publisher": "Winter"}),
        ({"publisher": "", "container-title": ["Snow"]}, {"publisher": "Snow"}),
        ({"URL": "", "DOI": "10.1000/a<b>"}, {"url": "https://doi.org/10.1000/a%3Cb%3E"}),
        ({"URL": "no address"}, {"url": None}),
        ({"issued": {"date-parts": [["2024", "5"]]}}, {"published": "2024-05"}),
        ({"issued": {"date-parts": [[2024, 2, 30]]}}, {"published": "2024-02"}),
        ({"issued": {"date-parts": [[24]]}}, {"published": None}),
        ({"issued": {"date-parts": [[]]}}, {"published": None}),
        ({"issued": {"date-parts": [[2024, "12345"]]}}, {"published": None}),
        ({"id": 10**18}, {"id": ""}),
        ({"issued": {"literal": "17 May 2024"}}, {"published": "2024-05-17"}),
        ({"issued": {"raw": "2024-05"}}, {"published": "2024-05"}),
        ({"issued": "soon"}, {"published": None}),
        ({"issued": True, "title": 3, "id": {}}, {"published": None, "title": "3", "id": ""}),
        ({"title": "Ice \ud800"}, {"title": "Ice"}),
    ],
)
def test_csl_json_says_no_more_than_it_knows(changed, expected):
    source = only(json.dumps([CSL | changed]))
    assert {name: getattr(source, name) for name in expected} == expected


def test_damaged_json_is_refused_with_its_line():
    assert fault('[{"id": 1,\n"title": }]').startswith("list.txt:2: this begins like JSON")
    assert "nested too deeply" in fault('[{"a":' + "[" * 100_000)
    assert "too long" in fault('[{"id": ' + "9" * 5000 + "}]")
    assert "item 1: no title and no address" in fault('["words"]')
    assert "export it" in fault("[]")


BIB = r"""
@string{ice = "Journal of Ice"}
@article{moss,
  title = {On {I}ce and {\"o}l --- by {\ss}ome \& more},
  journal = ice, year = 2020, month = may, day = {7},
  doi = {https://doi.org/10.1000/a\_b}
}
@misc{3, title = "Web", howpublished = {\url{https://x.org/a_b}}, date = {2021-04}}
"""


def test_bibtex_is_read_with_accents_and_without_braces():
    read = bibliography.read(BIB)
    assert read.kind == "BibTeX"
    assert read.sources == (
        Source(
            "moss",
            "On Ice and öl — by ßome & more",
            "https://doi.org/10.1000/a_b",
            "Journal of Ice",
            "2020-05-07",
            True,
        ),
        Source("3", "Web", "https://x.org/a_b", None, "2021-04", True),
    )


def test_damaged_bibtex_is_told_and_the_rest_is_read(capfd):
    text = "@misc{a, title={Open\n@misc{b, title={B}, title={C}}\n@misc{c, title = x # {Y}}\n"
    read = bibliography.read(text)
    assert [(s.id, s.title) for s in read.sources] == [("b", "B")]
    assert [note.partition(",")[0] for note in read.notes] == [
        "line 1: not closed",
        "line 3: no title and no address in “@misc{c",
    ]
    assert capfd.readouterr() == ("", "")


def test_of_a_bibtex_field_that_stands_twice_the_first_is_used():
    assert only("@misc{a, title = 1984}").title == "1984"
    source = only('@misc{a, title = "A", title = "B", year = "2020", publisher = press}')
    assert source == Source("a", "A", None, None, "2020", True)


def test_braces_go_from_a_bibtex_title_without_other_latex():
    assert only("@misc{a, title = {On {I}ce}}").title == "On Ice"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (r"M{\"u}hlen, \'Etudes, na\"{\i}ve, {\'{\i}}, \^\i le", "Mühlen, Études, naïve, í, île"),
        (r"\v{S} \v s \c c \H{o} \k{a} \r a \u g \.z \=o \~n \`a", "Š š ç ő ą å ğ ż ō ñ à"),
        (r"\o\l\ss{} \aa s \AE{}x \OE \dots", "øłß ås Æx Œ…"),
        (r"50\% of \$5 \& \_x \#1", "50% of $5 & _x #1"),
        ("1999--2001 --- ``so'' a~b", "1999–2001 — “so” a b"),
        ("Growth of $y$", "Growth of y"),
        ("Science & more: 5 % of #1", "Science & more: 5 % of #1"),
        (r"\textit{Old} rain & 5% of $x$", "Old rain & 5% of x"),
        (r"\'{ae} and \oe uvre", "áé and œuvre"),
    ],
)
def test_latex_in_bibtex_becomes_what_it_means(title, said):
    assert only(f"@misc{{a, title = {{x {title}}}}}").title == f"x {said}"


def test_of_much_latex_in_bibtex_only_the_accents_are_read_and_that_is_told(monkeypatch):
    monkeypatch.setattr("dashboard.study.bibliography.bibtex_library._MOST", 60)
    entry = "@misc{{{}, title = {{\\textit{{Old}} r\\'ain}}, journal = {{\\'Etudes}}}}\n"
    read = bibliography.read("".join(map(entry.format, "abcd")))
    assert [s.title for s in read.sources] == ["Old ráin"] * 2 + [r"\textitOld ráin"] * 2
    assert {s.publisher for s in read.sources} == {"Études"}
    assert read.notes == ("line 3: from here on only the accents of LaTeX are read",)


def test_a_name_that_bibtex_does_not_explain_is_no_publisher():
    assert only("@article{a, title = {A}, journal = ice}").publisher is None


def test_a_long_text_with_a_name_is_not_copied_into_every_bibtex_entry():
    def titles(length):
        entries = "".join(f"@misc{{k{n}, title = a, url = {{https://a.org}}}}\n" for n in range(3))
        text = f'@string{{a = "{"x" * length}"}}\n{entries}'
        return [source.title for source in bibliography.read(text).sources]

    assert titles(200) == ["x" * 200] * 3
    assert titles(400) == [None] * 3


def test_deep_braces_in_bibtex_do_no_harm():
    deep = "{" * 5000 + "\\'" + "}" * 5000
    title = only(f"@misc{{a, title={{x{deep}}}}}").title
    assert title
    assert title.startswith("x")


def test_too_many_beginnings_of_bibtex_entries_are_refused():
    assert "more than 20,000 entries" in fault("@misc{" * 50_000)
    assert "more than 20,000 entries" in fault("@misc{a,\n" * 20_001)


def test_without_the_library_bibtex_names_the_extra(monkeypatch):
    monkeypatch.delattr(bibliography, "bibtex_library", raising=False)
    monkeypatch.delitem(sys.modules, "dashboard.study.bibliography.bibtex_library", raising=False)
    monkeypatch.setitem(sys.modules, "bibtexparser.entrypoint", None)
    assert fault(BIB) == "list.txt: BibTeX needs the extra: pip install 'citelight[import]'"
    assert len(facts("[1] Rain")) == 1


RIS = """Provider: Winter

TY  - JOUR
ID  - [4]
TI  - Ice
  on lakes
AU  - Moss
AU  - Kay
UR  - https://a.org/ice
UR  - https://b.org
PY  - 2020
DA  - 2020/05/17/
JO  - Winter
ER  -
TY  - BOOK
T1  - Fog
DO  - 10.1000/9
PY  - 2019///
ER  -

TY  - WEB
AU  - Nobody
"""


def test_ris_is_read():
    read = bibliography.read(RIS)
    assert read.kind == "RIS"
    assert read.sources == (
        Source("4", "Ice on lakes", "https://a.org/ice", "Winter", "2020-05-17", True),
        Source("", "Fog", "https://doi.org/10.1000/9", None, "2019", True),
    )
    assert read.notes == ("line 21: no title and no address in “Nobody”",)


REFER = """%0 Journal Article
%A Moss, Ann
%A Kay, B.
%T Ice on
lakes
%J Winter
%D 2020
%8 17 May
%X It is cold.

And it is dark.
%U https://a.org/ice
%F moss

%0 Book
%T Fog
%I Mist Press
%R 10.1000/9
%D 2019
%0 Web Page
%A Nobody
"""


def test_what_endnote_writes_line_by_line_is_read():
    read = bibliography.read(REFER)
    assert read.kind == "EndNote"
    assert read.sources == (
        Source("moss", "Ice on lakes", "https://a.org/ice", "Winter", "2020-05-17", True),
        Source("", "Fog", "https://doi.org/10.1000/9", "Mist Press", "2019", True),
    )
    assert read.notes == ("line 20: no title and no address in “Nobody”",)


@pytest.mark.parametrize("blank", ["\n", "\n\n\n", " \t\n"])
def test_records_of_refer_without_a_kind_are_parted_by_blank_lines(blank):
    first = "%A A. Moss\n%T Ice\n%D 1984\n"
    second = "%T Fog\n%A B. Kay\n%I Mist Press\n%D May 1985\n"
    assert [
        (s.title, s.publisher, s.published)
        for s in bibliography.read(f"\n{first}{blank}{second}").sources
    ] == [("Ice", None, "1984"), ("Fog", "Mist Press", "1985-05")]


NBIB = """
PMID- 12345678
OWN - NLM
DP  - 2020 May 17
TI  - Ice on lakes: what it
      hides.
LID - S1-2 [pii]
LID - 10.1000/ice [doi]
AU  - Moss A
JT  - Winter
AB  - It is cold.

PMID- 23
DP  - 2019 Jan-Feb
TI  - Fog.
TA  - Mist

PMID- none
AU  - Nobody
"""


def test_what_pubmed_writes_is_read():
    read = bibliography.read(NBIB)
    assert read.kind == "PubMed"
    assert read.sources == (
        Source(
            "",
            "Ice on lakes: what it hides.",
            "https://doi.org/10.1000/ice",
            "Winter",
            "2020-05-17",
            True,
        ),
        Source("", "Fog.", "https://pubmed.ncbi.nlm.nih.gov/23/", "Mist", "2019", True),
    )
    assert read.notes == ("line 18: no title and no address in “none Nobody”",)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020 May 17", "2020-05-17"),
        ("2020 May", "2020-05"),
        ("2020", "2020"),
        ("2020 Winter", "2020"),
        ("2020 Dec 31-2021 Jan 2", "2020"),
        ("", None),
    ],
)
def test_the_date_of_pubmed_is_as_exact_as_it_says(written, date):
    assert only(f"PMID- 7\nDP  - {written}\nTI  - Ice").published == date


ENDNOTE = """<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><rec-number>12</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Moss, A.</style>
</author></authors></contributors>
<titles><title><style face="normal">Ice on </style><style face="italic">lakes</style></title>
<secondary-title>Winter</secondary-title></titles>
<dates><year><style>2020</style></year><pub-dates><date>17 May</date></pub-dates></dates>
<urls><related-urls><url><style>https://a.org/ice</style></url></related-urls></urls>
<label>moss</label></record>
<record><titles><title>Fog &amp; mist</title></titles><publisher>Mist Press</publisher>
<electronic-resource-num>10.1000/9</electronic-resource-num></record>
<record><contributors><authors><author>Nobody</author></authors></contributors></record>
</records></xml>"""


def test_the_xml_of_endnote_is_read():
    read = bibliography.read(ENDNOTE)
    assert read.kind == "EndNote XML"
    assert read.sources == (
        Source("moss", "Ice on lakes", "https://a.org/ice", "Winter", "2020-05-17", True),
        Source("", "Fog & mist", "https://doi.org/10.1000/9", "Mist Press", None, True),
    )
    assert read.notes == ("record 3: no title and no address in “Nobody”",)
    bare = ENDNOTE.split("?>")[1].replace("<xml>", "").replace("</xml>", "")
    assert bibliography.read(bare).sources == read.sources


def test_damaged_xml_of_endnote_is_refused():
    assert "damaged at line" in fault(ENDNOTE.replace("</titles>", "", 1))


ZOTERO = """"Key","Item Type","Publication Year","Author","Title","Publication Title","DOI",\
"Url","Date","Extra"
"AB12","journalArticle","2020","Moss, Ann","Ice, on
lakes","Winter","10.1000/ice","https://a.org/ice","2020-05-17","Citation Key: moss"
"CD34","book","2019","Kay, B.","Fog ""and"" mist","","10.1000/9","","2019",""
"EF56","webpage","","Nobody","","","","","",""
"""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_csv_of_zotero_is_read(delimiter):
    read = bibliography.read(ZOTERO.replace('","', f'"{delimiter}"'))
    assert read.kind == "Zotero CSV"
    assert read.sources == (
        Source("moss", "Ice, on lakes", "https://a.org/ice", "Winter", "2020-05-17", True),
        Source("", 'Fog "and" mist', "https://doi.org/10.1000/9", None, "2019", True),
    )
    assert read.notes == ("line 5: no title and no address in “EF56 webpage Nobody”",)


def test_a_cell_that_is_too_long_ends_the_csv_and_that_is_told():
    head, *rows = ZOTERO.split("\n")
    long = f'"GH78","book","","","{"ice " * 40_000}","","","","",""'
    read = bibliography.read("\n".join([head, *rows[:2], long]))
    assert [source.id for source in read.sources] == ["moss"]
    assert "after line 3: the rows cannot be read" in read.notes[0]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("On <i>Salix</i> and <b>ice</b>", "On Salix and ice"),
        ('<span class="nocase">pH</span> of H<sub>2</sub>O', "pH of H2O"),
        ('<span style="font-variant:small-caps;">Ice</span>', "Ice"),
        ("Fog &amp; mist, &lt;i&gt;seen&lt;/i&gt;", "Fog & mist, seen"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math> of <jats:italic>ice</jats:italic>", "x of ice"),
        ("The <T> of ice, if a < b > c", "The <T> of ice, if a < b > c"),
        ("AT&T and R&D; so", "AT&T and R&D; so"),
    ],
)
def test_tags_and_entities_leave_titles_and_nothing_else_does(written, title):
    assert only(json.dumps([CSL | {"title": written}])).title == title
    assert only(f"TY  - JOUR\nTI  - {written}\nER  -").title == title


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        (["2024"], "2024"),
        (["2024/5/7"], "2024-05-07"),
        (["early 2020"], None),
        (["2024-13-01"], "2024"),
        (["2024-02-30"], "2024-02"),
        (["2019", "2020-01-01"], "2019"),
        (["2020", "2020-01-01", "2020-02"], "2020-01-01"),
        ([None, "", "in press", "May 2024"], "2024-05"),
        (["2024-05-17T10:00:00Z"], "2024-05-17"),
        (["0024", "20245", "024-05"], None),
        (["1990s"], "1990"),
    ],
)
def test_a_date_is_as_precise_as_known(texts, date):
    assert fields.published(texts) == date


def test_a_title_is_one_line_of_bearable_length():
    assert fields.words(" a\n\tb\x07 ") == "a b"
    assert fields.words("– … –") is None
    assert len(fields.words("word " * 500) or "") <= 1000


@pytest.mark.parametrize("id_", ["3", "[3]", "3.", "3)", "(3)", "03", " 3: ", "【3】", "[^3]"])
def test_a_number_is_the_same_in_any_dress(id_):
    assert gathered.bare_id(id_) == "3"
    known, entry = Source("3"), Source(id_, "Rain", is_listed=True)
    assert bibliography.join([known], listed(entry))[0] == (Source("3", "Rain", is_listed=True),)


def test_entries_are_matched_by_number():
    read = bibliography.read("[2] Snow https://b.org\n[1] Rain")
    assert bibliography.join([Source("1"), Source("2")], read) == (
        (
            Source("1", "Rain", is_listed=True),
            Source("2", "Snow", "https://b.org", is_listed=True),
        ),
        (),
    )


def test_entries_are_matched_by_address_whatever_its_dress():
    known = [
        Source("https://a.org/x", url="https://a.org/x#:~:text=rain"),
        Source("n", url="http://www.b.org/y/?utm_source=z"),
    ]
    read = bibliography.read("[1] Snow https://b.org/y\n[2] Rain https://www.a.org/x/")
    sources, notes = bibliography.join(known, read)
    assert [(s.id, s.title) for s in sources] == [("https://a.org/x", "Rain"), ("n", "Snow")]
    assert notes == ()


def test_the_number_goes_before_the_address_and_a_difference_is_told():
    known = [Source("1", url="https://a.org"), Source("2")]
    read = bibliography.read("[1] Rain https://b.org\n[2] Snow https://a.org")
    sources, notes = bibliography.join(known, read)
    assert [(s.id, s.title, s.url) for s in sources] == [
        ("1", "Rain", "https://b.org"),
        ("2", "Snow", "https://a.org"),
    ]
    assert notes == ("[1]: the text gives a different address; the list's is used",)


def test_entries_are_matched_by_author_and_year():
    known = [Source("Moss 1997"), Source("Kay 2020")]
    two = "Kay, A. (2020). Fog.\nMoss, C. (1997). Ice."
    sources, _ = bibliography.join(known, bibliography.read(two))
    assert [s.title for s in sources] == ["Moss, C. (1997). Ice", "Kay, A. (2020). Fog"]
    sources, notes = bibliography.join(
        known, bibliography.read(two + "\nKay, A. (2020). More fog.")
    )
    assert "Kay, A. (2020). Fog" not in [s.title for s in sources if s.id != "Kay 2020"]
    assert notes[0] == "the list has no entry for [Kay 2020]"


def test_a_list_without_numbers_is_matched_by_order_and_that_is_told():
    known = [Source("1"), Source("2"), Source("3")]
    read = bibliography.read("- Rain\n- Snow\n- Fog")
    sources, notes = bibliography.join(known, read)
    assert [(s.id, s.title) for s in sources] == [("1", "Rain"), ("2", "Snow"), ("3", "Fog")]
    assert notes == (
        "the entries were matched by order; check the first and the last: [1] “Rain” and [3] “Fog”",
    )


@pytest.mark.parametrize(
    ("ids", "kind"),
    [(("1", "2"), "list"), (("1", "2", "4"), "list"), (("1", "2", "3"), "RIS")],
)
def test_nothing_is_matched_by_order_on_a_guess(ids, kind):
    entries = [Source("", title, is_listed=True) for title in ("Rain", "Snow", "Fog")]
    sources, notes = bibliography.join([Source(id_) for id_ in ids], listed(*entries, kind=kind))
    assert sources == ()
    assert notes[0].startswith("the list has no entry for [1], [2]")
    assert notes[1].startswith("3 entries were left out")


def test_entries_no_mark_cites_are_kept_by_their_own_id():
    read = bibliography.read("[1] Rain\n[7] Snow\n- https://a.org/x#y\n- Fog")
    sources, notes = bibliography.join([Source("1")], read)
    assert [s.id for s in sources] == ["1", "7", "https://a.org/x"]
    assert notes == (
        "2 entries are never cited in the text, but kept in the list",
        "1 entry was left out: never cited, and without a number or address",
    )


def test_two_entries_with_one_id_do_not_clash():
    entries = (Source("1", "Rain"), Source("[1]", "Snow"), Source("2", "Fog"), Source("2", "Ash"))
    sources, notes = bibliography.join([Source("1")], listed(*entries))
    assert [(s.id, s.title) for s in sources] == [("1", "Rain"), ("2", "Fog")]
    assert notes[1].startswith("2 entries were left out")


def test_the_list_knows_better_and_takes_nothing_away():
    known = [Source("1", "Old", "https://a.org", "Post", "2020"), Source("2", "Kept", None)]
    sources, _ = bibliography.join(
        known, listed(Source("1", "New"), Source("2", None, "http://b.org"))
    )
    assert sources == (
        Source("1", "New", "https://a.org", "Post", "2020", True),
        Source("2", "Kept", "http://b.org", None, None, True),
    )


def test_what_was_listed_before_stays_and_what_never_was_does_not_become_so():
    known = [
        Source("1", "Old", is_listed=True),
        Source("2", "A link", "https://b.org"),
        Source("3"),
    ]
    sources, notes = bibliography.join(known, listed(Source("3", "New")))
    assert sources == (Source("1", "Old", is_listed=True), Source("3", "New", is_listed=True))
    assert notes == ()


def test_a_long_list_of_unknown_sources_is_cut():
    known = [Source(str(number)) for number in range(1, 15)]
    _, notes = bibliography.join(known, listed(Source("1", "Rain")))
    assert notes[0].endswith("[10], [11] and 3 more")


letters = st.text(string.ascii_letters + " éß中", min_size=1, max_size=12)
titles = letters.filter(lambda t: t.strip() and t.split()[0].isalpha()).map(
    lambda t: "T" + " ".join(t.split())
)
numbered = st.lists(st.tuples(titles, st.none() | st.integers(1, 99)), min_size=1, max_size=8)


@given(numbered, st.sampled_from(["[{}] ", "{}. ", "{}) ", "[^{}]: ", "\\[{}\\] ", "* [{}] "]))
def test_a_list_that_is_written_is_read_again(entries, mark):
    expected = [
        (str(number), title, url and f"https://{url}.org/x")
        for number, (title, url) in enumerate(entries, 1)
    ]
    lines = [f"{mark.format(id_)}{title} {url or ''}" for id_, title, url in expected]
    assert facts("\n".join(lines)) == expected
    assert facts("\n\n".join(lines)) == expected


WORDS = """[1] [ ]( https://a.org https:// 1. - ^ | @misc{ a title={ } , = " TY ID { [{ "id": 2020
    (2020) \\ doi:10.1000/x … # : ** [^a]: 3) Moss,"""
SPACED = ("\n", "\n\n", "  ", " ", "\t", "TY  - ", "TI  - ", "ER  - ", "Moss, C.", "## Sources")
UNSEEN = ("\u2028", "\x00", "\ud800", "\u200b", "\x85")
pieces = st.sampled_from((*WORDS.split(), *SPACED, *UNSEEN))
ids = st.sampled_from(["1", "2", "3", "a", "Moss 2020", "https://a.org"])
known_sources = st.lists(
    st.builds(
        Source,
        id=ids,
        title=st.none() | titles,
        url=st.sampled_from([None, "https://a.org", "https://b.org/"]),
        is_listed=st.booleans(),
    ),
    max_size=4,
    unique_by=lambda source: source.id,
)


@given(st.lists(pieces, max_size=25).map("".join) | st.text(max_size=40), known_sources)
@example("[1]doi:10.1000/x\ud800", [])
def test_any_text_is_read_or_refused_and_what_is_joined_can_be_written(text, known):
    try:
        read = bibliography.read(text)
    except InputError:
        return
    check_listed(read)
    sources, notes = bibliography.join(known, read)
    assert all("\n" not in note for note in (*read.notes, *notes))
    check_joined(known, sources)
    assert about.read(about.write(About(sources=sources)), "about.yaml").sources == sources
    # Read a second time, the list has nothing new to say.
    again, _ = bibliography.join(sources, Listed(sources, (), "list"))
    assert again == sources


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "title",
                    "URL",
                    "DOI",
                    "issued",
                    "date-parts",
                    "publisher",
                    "literal",
                    "items",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(st.lists(json_values, min_size=1, max_size=3))
def test_any_json_is_read_or_refused(value):
    try:
        read = bibliography.read(json.dumps([{"id": "x", "title": "Rain"}, *value]))
    except InputError:
        pytest.fail("a good item stands beside the others")
    check_listed(read)
    sources, _ = bibliography.join([], read)
    assert about.read(about.write(About(sources=sources)), "about.yaml").sources == sources


def check_listed(read: Listed) -> None:
    named = [source.id for source in read.sources if source.id]
    assert len(named) == len(set(named))
    assert read.sources
    for source in read.sources:
        assert source.is_listed
        assert source.title or source.url


def check_joined(known: Sequence[Source], sources: Sequence[Source]) -> None:
    assert len({source.id for source in sources}) == len(sources)
    order = [source.id for source in known]
    first = [source.id for source in sources if source.id in order]
    assert [source.id for source in sources[: len(first)]] == first
    assert first == [id_ for id_ in order if id_ in first]
    by_id = {source.id: source for source in sources}
    for source in known:
        if source.is_listed and (source.title or source.url):
            assert source.id in by_id
