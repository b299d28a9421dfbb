"""Documents as they are found: what real ones of each family do that others do not."""

import pytest

from dashboard import reading
from dashboard.conversion import html as web
from dashboard.conversion import jats
from tests.said import cited, pairs, titles

A, B = "https://a.org/one", "https://b.org/two"


def read(text, file="rain.md"):
    return reading.read(text.encode(), file)


def convert(html):
    page = web.convert(html.encode(), "rain.md")
    return reading.read(page.text.encode(), page.name)


# Wikitext


def test_code_in_wiki_markup_holds_neither_headings_nor_references():
    document = read(
        "<pre>\n  BIP: 9\n  Title: Rain rules\n</pre>\n== Rain ==\nIt rained.<ref>Ames</ref>\n"
        "<source lang=python>\n== no ==\n# <ref>no</ref>\n</source>\n"
        "<syntaxhighlight>\n<ref>no</ref>\n</syntaxhighlight>\n<div>\n",
        "rain.wiki",
    )

    assert document.title == "Rain rules"
    assert titles(document) == ["Rain"]
    assert pairs(document) == [("It rained.<ref>Ames</ref>", ["1"])]


def test_a_line_of_a_wiki_page_that_begins_with_a_link_is_text():
    document = read(
        "== Rain ==\n[[Rain: a play]] is by [[Ames]]\n\n[[Plik:x.jpg|thumb|By [[Bell]]]]\n\n"
        "[[Kategoria:Rain]]\n\nIt rained.<ref>Cole</ref>\n",
        "rain.wiki",
    )

    assert [words for words, _ in pairs(document)] == [
        "[[Rain: a play]] is by [[Ames]]",
        "It rained.<ref>Cole</ref>",
    ]


def test_the_head_of_a_wiki_table_keeps_its_references():
    document = read(
        "== Rain ==\n{|\n|-\n! Town !! Rain<ref>Ames</ref>\n|-\n| Vell || 3<ref>Bell</ref>\n|}\n",
        "rain.wiki",
    )

    assert pairs(document) == [
        ("Town !! Rain<ref>Ames</ref>", ["1"]),
        ("Vell || 3<ref>Bell</ref>", ["2"]),
    ]


def test_a_heading_of_a_wiki_page_is_told_without_its_reference():
    document = read("== Rain<ref>No</ref> ==\nIt rained.<ref>Ames</ref>\n", "rain.wiki")

    assert titles(document) == ["Rain"]
    assert cited(document) == ["1"]


@pytest.mark.parametrize(
    ("mark", "ids"),
    [
        ("{{efn|Rain, says {{lang|fr|Paul}} at [https://a.org/?a=b Ames].}}", ["efn 1"]),
        ("{{efn-ua|Rain.}}", ["efn-ua 1"]),
        ("{{refn|group=n|Rain.}} {{refn|Wind.}}", ["n 1", "1"]),
        ('{{#tag:ref|Rain.|name="r"}}<ref name="r" />', ["1", "1"]),
        ("{{harvtxt|Ames|2019}} {{harvnb|Ames|2019|p=2}}", ["1", "1"]),
        ("{{sfn|Ames|2019|p=2}}{{sfn|Ames|2019|p=3}}", ["1", "2"]),
        ("{{R|r|q|p=3}}", ["1", "2"]),
        ("{{odn|Ames|2019|s=2}}{{Harvnp|Ames|2019|p=3}}<ref>Bell</ref>", ["1", "2", "3"]),
        ("<ref>Bell</ref>{{ref+|Rain.|group=n}}{{NoteTag|Wind.}}", ["1", "n 1", "2"]),
    ],
)
def test_a_template_of_wiki_markup_is_a_mark(mark, ids):
    assert cited(read(f"== Rain ==\nIt rained {mark}.\n", "rain.wiki")) == ids


def test_a_template_keeps_its_lines_that_cite_by_another():
    text = "{{Infobox\n| a = 1\n| rain = 3{{sfn|Ames|2019}}\n}}\n== Rain ==\nIt blew.<ref>B</ref>\n"

    assert pairs(read(text, "rain.wiki"))[0] == ("rain = 3{{sfn|Ames|2019}}", ["1"])


def test_the_page_beside_a_reference_ends_no_sentence_late():
    document = read("== Rain ==\nIt rained.<ref>Ames</ref>{{rp|12}} It blew.\n", "rain.wiki")

    assert [words for words, _ in pairs(document)] == ["It rained.<ref>Ames</ref>", "It blew."]


# Pasted and saved Wikipedia


def test_notes_of_a_pasted_article_take_no_number_of_its_references():
    document = read(
        "Vell\n\nVell is wet.[1][2]:12–13 It is old.\n\nNotes[edit]\n\n^ By hand.[2]\n\n"
        '^ By eye.\n\nReferences[edit]\n\n^ "Rain".\n\n^ Jump up to: a b Bell (2001).\n',
        "vell.txt",
    )

    assert pairs(document) == [("Vell is wet.[1][2]:12–13", ["1", "2"]), ("It is old.", [])]
    assert [(s.id, s.title) for s in document.sources] == [("1", '"Rain"'), ("2", "Bell (2001)")]


def test_notes_of_a_pasted_article_are_its_sources_if_there_are_no_others():
    document = read("Vell\n\nVell is wet.[1]\n\nNotes[edit]\n\n^ Rain.\n", "vell.txt")

    assert [(s.id, s.title) for s in document.sources] == [("1", "Rain")]


def test_links_of_a_wiki_to_itself_are_known_by_its_links_to_edit():
    edit = '<a href="http://w.org/w/index.php?title=Vell&amp;action=edit&amp;section=1">edit</a>'
    document = convert(
        f'<div><h2>Rain<span>[{edit}]</span></h2><p><a href="http://w.org/wiki/Vell">Vell</a> is '
        '<a href="http://w.org/wiki/Wet">wet</a> and <a href="http://w.org/wiki/Old">old</a>.'
        '<sup><a href="#cite_note-1">[1]</a></sup></p><h2>References</h2><ol>'
        f'<li id="cite_note-1"><a href="#cite_ref-1">^</a> <a href="{A}">Ames</a></li></ol></div>'
    )

    assert pairs(document) == [("Vell is wet and old.[1]", ["1"])]
    assert titles(document) == ["Rain", "References"]


# Articles in XML

JATS = """<article><front><article-meta><title-group><article-title>Rain</article-title>
</title-group></article-meta></front><body><sec><title>Clouds</title>
<p>It rained <xref ref-type="bibr" rid="b3">[1]</xref>. It blew
<xref ref-type="bibr" rid="b1 b4">[2,3]</xref>.</p>
<table-wrap><table><tr><td>Vell<xref ref-type="table-fn" rid="t1"><sup>a</sup></xref></td></tr>
</table><table-wrap-foot><fn id="t1"><label>a</label><p>By hand.</p></fn></table-wrap-foot>
</table-wrap></sec></body><back><ref-list><ref id="b1"><mixed-citation>Ames</mixed-citation></ref>
<ref id="b2"><mixed-citation>Bell</mixed-citation></ref>
<ref id="b3"><mixed-citation>Cole</mixed-citation></ref>
<ref id="b4"><mixed-citation>Dole</mixed-citation></ref></ref-list></back></article>"""


def test_references_of_an_article_have_the_numbers_that_it_prints():
    document = read(jats.convert(JATS.encode(), "rain.md").text)

    assert cited(document) == ["1", "2", "3"]
    assert [(s.id, s.title) for s in document.sources] == [
        ("1", "Cole"),
        ("2", "Ames"),
        ("3", "Dole"),
        ("4", "Bell"),
    ]


def test_references_that_are_numbered_in_two_ways_have_the_number_of_their_place():
    document = read(jats.convert(JATS.replace("[2,3]", "[1,3]").encode(), "rain.md").text)

    assert cited(document) == ["3", "1", "4"]


def test_a_note_below_a_table_is_no_citation():
    document = read(jats.convert(JATS.encode(), "rain.md").text)

    assert [words for words, ids in pairs(document) if not ids] == ["Vell", "By hand."]


def test_an_address_in_parentheses_is_no_citation_beside_numbers_that_a_list_explains():
    links = " ".join(f"It rained ([https://a.org/{n}](https://a.org/{n}))." for n in range(4))
    document = read(f"# Rain\n\nA [1]. B [2]. C [1].\n\n{links}\n\n## Sources\n\n1. A\n2. B\n")

    assert cited(document) == ["1", "2", "1"]


# Web standards

BIKESHED = f"""\
<h1>Rain Level 3</h1>
<pre class="metadata">
Status: WD
Abstract: See [[NO]].
</pre>
<pre class='biblio'>
{{"DAM": {{"title": "Dams", "href": "{A}"}}, "OLD": "DAM"}}
</pre>
<style> p {{ color: [[NO]] }} </style>
<section>
  <h2 id="intro">
    The <dfn>rain</dfn></h2>
  <p>It rains, says [[!RFC9999]] and `[[slot]]`. <p>It <a href="{B}">blows</a>
  ([[DAM]], [[#clouds]]). See {{{{Rain/[[drops]]}}}}, \\[[Wind]], [[html#rain]] or [a]({B}).
  <ul><li>Hail [[DAM]]<li>Fog</ul>
  <pre>[[NO]]</pre>

  ### Clouds ### {{#clouds}}

  They are [[2DCANVAS obsolete]].
</section>
"""


@pytest.mark.parametrize("file", ["rain.bs", "rain.md", "rain.txt"])
def test_a_web_standard_in_bikeshed_is_read(file):
    document = read(BIKESHED, file)

    assert document.title == "Rain Level 3"
    assert [(s.title, s.level) for s in document.sections] == [("The rain", 2), ("Clouds", 3)]
    assert [ids for _, ids in pairs(document)] == [
        ["RFC9999"],
        ["DAM"],
        [],
        ["DAM"],
        [],
        ["2DCANVAS"],
    ]
    assert [(s.title, s.url) for s in document.sources if s.id == "DAM"] == [("Dams", A)]


def test_the_title_of_a_web_standard_is_no_section_though_its_head_has_another():
    text = BIKESHED.replace("Status: WD", "Title: Rain").replace("### Clouds ###", "# Clouds #")
    document = read(text, "rain.bs")

    assert document.title == "Rain"
    assert titles(document) == ["The rain", "Clouds"]


def test_a_web_standard_that_is_called_a_web_page_is_left_to_its_reader():
    page = web.convert(BIKESHED.encode(), "rain.md")

    assert page.text == BIKESHED


def test_a_broken_list_of_works_in_a_web_standard_is_passed_over():
    document = read(BIKESHED.replace('"OLD": "DAM"', '"OLD": '), "rain.bs")

    assert [s.title for s in document.sources if s.id == "DAM"] == [None]


# RFCs

RFC = """\
Network Working Group                                            J. Ames
Request for Comments: 9999                                     June 2019
                                                               June 2019

                           The Rain Protocol
                          and Its Dams

Abstract

   This memo is about rain.

Table of Contents

1.  Introduction . . . . . . . . . . . . . . . . . . . . . . . . . .  2
2.  References  . . . . . . . . . . . . . . . . . . . . . . . . . . .  3

1.  Introduction

   It rains on dams as [RAIN-
   TRANSPORT] says.

   o  Hail [RAIN-TRANSPORT]

2.  References

   [RAIN-TRANSPORT]  Bell, K., "Dams".
"""


def test_the_title_of_a_standard_stands_below_its_head():
    assert read(RFC, "rfc.txt").title == "The Rain Protocol and Its Dams"


def test_contents_at_the_margin_are_no_sections():
    assert titles(read(RFC, "rfc.txt")) == ["Abstract", "1. Introduction", "2. References"]


def test_a_label_broken_at_its_hyphen_is_a_mark():
    assert pairs(read(RFC, "rfc.txt"))[1:] == [
        ("It rains on dams as [RAIN-\n   TRANSPORT] says.", ["RAIN-TRANSPORT"]),
        ("Hail [RAIN-TRANSPORT]", ["RAIN-TRANSPORT"]),
    ]


KRAMDOWN = f"""\
---
title: "Rain"
normative:
  DAM:
    title: "Dams"
    target: {A}
  RFC2119:

--- middle

# Clouds

It rained on all the towns of the valley for some days, as it is told in {{{{Section 3 of
DAM}}}} and {{{{?HAIL=RFC9999}}}} and {{{{<RFC8174}}}}, not {{{{clouds}}}}.

| Town {{{{DAM}}}} | Rain |
|------|------|
| Vell | 3 |
"""


def test_labels_of_a_standard_in_markdown_are_read_in_every_form():
    document = read(KRAMDOWN)

    assert [ids for _, ids in pairs(document)] == [["DAM", "HAIL", "RFC8174"], ["DAM"], []]
    assert [(s.title, s.url) for s in document.sources][:2] == [("Dams", A), (None, None)]


# LaTeX


def test_a_row_of_a_latex_table_that_cites_is_a_passage():
    document = read(
        "\\section{Rain}\nIt rained \\cite{a}.\n\\begin{tabular}{ll}\n\\toprule\nTown & Rain \\\\\n"
        "\\midrule\nVell \\cite{b} & 3 \\\\ \\hline\nPort \\cite{c} & 4 \\\\\n\\end{tabular}\n"
        "\\begin{verbatim}\n\\cite{no}\n\\end{verbatim}\n",
        "rain.tex",
    )

    assert pairs(document)[1:] == [("Vell \\cite{b} & 3", ["b"]), ("Port \\cite{c} & 4", ["c"])]


def test_keys_may_stand_on_lines_of_their_own():
    document = read("\\section{Rain}\nIt rained \\citep{\n  a,\n  b\n}.\nIt blew.\n", "rain.tex")

    assert [ids for _, ids in pairs(document)] == [["a", "b"], []]


def test_only_a_blank_line_ends_a_paragraph_of_latex():
    document = read(
        "\\section{Rain}\n\\label{sec:rain}\nIt rained in\n\\index{Vell}\nVell and in\n"
        "% No\nPort \\cite{a}.\nIt blew.\\footnote{Twice.}\nThen\nnot.\n"
        "\\subsection{Wind}\nIt hailed\n\nIn May\n"
        "\\begin{itemize}\n\\item Now\n\\item Then\n\\end{itemize}\n",
        "rain.tex",
    )

    assert pairs(document) == [
        ("It rained in\n\\index{Vell}\nVell and in\n% No\nPort \\cite{a}.", ["a"]),
        ("It blew.\\footnote{Twice.}", []),
        ("Then\nnot.", []),
        ("It hailed", []),
        ("In May", []),
        ("Now", []),
        ("Then", []),
    ]


def test_a_latex_heading_is_told_without_commands():
    document = read(
        "\\section{\\textsc{Old} rain \\emph{and}~wind}\nIt rained \\cite{a}.\n", "rain.tex"
    )

    assert titles(document) == ["Old rain and wind"]


# Markdown


def test_directives_hold_text_and_those_with_code_do_not():
    document = read(
        "# Rain\n\n```{epigraph}\nIt rained {cite}`a`.\n```\n\n"
        "````{prf:theorem} Wind\n:label: wind\nIt blew {cite:t}`b`.\n\n"
        "```{code-cell} python\n# {cite}`no`\n```\n````\n\n"
        "```{math}\n{cite}`no`\n```\n\n```python\n{cite}`no`\n```\n\nIt hailed.\n"
    )

    assert pairs(document) == [
        ("It rained {cite}`a`.", ["a"]),
        ("It blew {cite:t}`b`.", ["b"]),
        ("It hailed.", []),
    ]


@pytest.mark.parametrize("marks", ["{cite}`a`", "[@a] [@b19] [@c]"])
def test_links_and_intervals_are_no_citations_beside_keys(marks):
    links = ", ".join(f"[rain](https://a.org/{n})" for n in range(5))
    document = read(f"# Rain\n\nIt rained {marks}.\n\nSee {links} and x in [1, 2] or [3].\n")

    assert [ids for _, ids in pairs(document)][1:] == [[]]


@pytest.mark.parametrize("head", ["{.python}", "{.r .numberLines}", "{r}", "{python}", "{r rain}"])
def test_a_fence_with_the_language_of_its_code_holds_no_text(head):
    document = read(f"# Rain\n\n## A\n\n~~~ {head}\n# No [@a]\n~~~\n\nIt rained.\n", "rain.md")

    assert titles(document) == ["A"]


def test_a_block_of_text_in_a_notebook_is_text():
    text = "# Rain\n\nIt rained [@a19].\n\n```{block2 type='note'}\nIt blew [@b20].\n```\n"

    assert cited(read(text, "rain.md")) == ["a19", "b20"]


def test_keys_before_a_colon_are_a_mark_unless_they_begin_the_line():
    text = "# Rain\n\nIt rained [@a19], as one said [@b20]:\n\n> It did.\n\n[@c21]: Bell, Dams\n"

    assert cited(read(text, "rain.md")) == ["a19", "b20"]


def test_scripts_and_highlighted_code_are_no_text():
    document = read(
        "# Rain\n\nIt rained.\n\n{% highlight python %}\n# no\n{% endhighlight %}\n\n"
        '<script>\nlet x = "[^1]";\n</script>\n\n## Wind <d-cite key="a"></d-cite>\n\n'
        "<style> It blew.\n"
    )

    assert titles(document) == ["Wind"]
    assert [words for words, _ in pairs(document)] == ["It rained.", "<style> It blew."]


def test_code_may_be_the_words_of_a_link():
    document = read(
        f"# Rain\n\nIt is [`rain::Drop`] and [the `Dam`][dam]; `[no][dam]` and `x[0]` are not.\n\n"
        f"[`rain::Drop`]: {A}\n[dam]: {B}\n"
    )

    assert cited(document) == ["`rain::Drop`", "dam"]


def test_a_place_after_a_number_is_part_of_the_mark():
    document = read(
        "# Rain\n\nIt rained [1, p. 12] and blew [2, Sec. 3]. See refs. [1] and [2, 9].\n\n"
        "## References\n\n[1] Ames\n\n[2] Bell\n"
    )

    assert [ids for _, ids in pairs(document)] == [["1", "2"], ["1", "2", "9"]]


# What PDF converters write

CONVERTED = """\
# Rain

### <span id="page-1-0"></span>1. Clouds

It rained [(Ames et al.,](#page-3-0) [2019;](#page-3-0) [Bell,](#page-3-1) [2020)](#page-3-1). See
Figure [1](#page-2-0) and Section [1.](#page-1-0) It blew. [Bell](#page-3-1) (2020) said so.

## <span id="page-3-9"></span>References

- <span id="page-3-0"></span>Ada Ames, Cy Cole. Rain. *arXiv preprint arXiv:2005.14165*, 2019.
- <span id="page-3-1"></span>Bo Bell, Di Dole. Wind, 2020.
"""


def test_links_to_the_place_of_an_entry_are_marks():
    document = read(CONVERTED)

    assert titles(document) == ["1. Clouds", "References"]
    assert [ids for _, ids in pairs(document)] == [
        ["Ames 2019", "Bell 2020"],
        [],
        ["Bell 2020"],
    ]


@pytest.mark.parametrize("mark", ["[2](#fn2)", "[[2]](#_ftn2)", "[(2)](#note-2)", "[^2](#fn:2)"])
def test_a_number_that_leads_to_a_note_is_a_mark_if_the_list_has_it(mark):
    notes = "## Notes\n\n1. Ames, 2019.\n2. Bell, 2020.\n"
    text = f"# Rain\n\nIt rained.{mark} See Figure [1](#page-1), [7](#fn7) and [1](#_ftnref1).\n\n"

    assert cited(read(text + notes, "rain.md")) == ["2"]


def test_a_range_may_be_cut_into_two_links():
    document = read(
        "# Rain\n\nIt rained [\\[1](#page-3-0)[–3\\]](#page-3-2) and [\\[2,](#p) [5\\]](#q).\n\n"
        "## References\n\n- [1] Ames\n- [2] Bell\n- [3] Cole\n- [5] Dole\n"
    )

    assert cited(document) == ["1", "2", "3", "2", "5"]


def test_the_year_of_an_entry_may_stand_on_its_next_line():
    document = read(
        "Rain\n\nIntroduction\n\nIt rained (Ames and Bell, 2019) and blew (Cole, 2020).\n\n"
        "References\nAda Ames, Bo Bell.\n2019. Rain in towns. Vell.\n"
        "Cy Cole, Di Dole. 2020. Wind.\n",
        "rain.txt",
    )

    assert cited(document) == ["Ames 2019", "Cole 2020"]


def test_a_number_above_a_heading_is_no_heading():
    document = read(
        "Abstract\n\nIt rained in all of Vell.\n\n1\n\nIntroduction\n\nIt blew.\n\n2\n\n"
        "Old towns\n\nIt hailed.\n",
        "rain.txt",
    )

    assert titles(document) == ["Abstract", "Introduction", "Old towns"]


def test_a_command_of_biblatex_names_several_works_each_with_its_page():
    document = read(
        "\\section{Rain}\nIt rained \\autocites[3]{a}[see][7]{b}.\n"
        "It blew \\parencites(cf.)(all){c}[4]{d,e} and \\textcite[3]{f} says \\cite{g}{h}.\n",
        "rain.tex",
    )

    assert [ids for _, ids in pairs(document)] == [["a", "b"], ["c", "d", "e", "f", "g"]]


@pytest.mark.parametrize(
    ("mark", "entry"),
    [
        ("[[{}]](#_ftn{})", "[[{}]](#_ftnref{}) "),
        ("[\\[{}\\]](#_edn{})", "[\\[{}\\]](#_ednref{}) "),
        ("[{}](#fn:{})", "[{}](#fnref:{}): "),
    ],
)
def test_notes_that_lead_back_to_their_marks_are_the_list(mark, entry):
    text = (
        f"It rained.{mark.format(1, 1)} It poured.{mark.format(2, 2)}\n\n---\n\n"
        f"{entry.format(1, 1)}Ames, Rain.\n\n{entry.format(2, 2)}Kay, Floods.\n"
    )
    document = reading.read(text.encode(), "notes.md")

    assert [(source.id, source.title) for source in document.sources] == [
        ("1", "Ames, Rain"),
        ("2", "Kay, Floods"),
    ]
    assert [[c.source_id for c in p.citations] for p in document.passages()] == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("雨水丰沛①。雪也很多②。\n\n注释\n\n① 王明：《雨》，1999年。\n② 同上，第3页。", ["1", "1"]),
        ("雨<sup>①</sup>很多。雪[②]也多。\n\n## 注\n\n① 王明\n② 李华", ["1", "2"]),
        (
            "雨が(1)。雪も（2）。風も(1，3)。\n\n注\n\n(1) 山田\n(2) 佐藤\n(3) 鈴木",
            "1213",
        ),
        (
            "هطل المطر (١). ثم الثلج (٢). ثم البرد (٣).\n\nالهوامش\n\n(١) أيمز\n(٢) بيل\n(٣) كول",
            "123",
        ),
        ("Il plut(1). Il neigea(2). Il gela(3).\n\nNotes\n\n(1) Ames\n(2) Bell\n(3) Cole", "123"),
        ("It rained.^1^ It blew.^2^\n\n## Notes\n\n1. Ames, Rain.\n2. Bell, Wind.", ["1", "2"]),
        ("Es regnete.¹ Es fror.²\n\n## Fussnoten\n\n1. Ames, Regen.\n2. Ebd.", ["1", "1"]),
        (
            "Il plut [1]. Il gela [2].\n\n## Notes de bas de page\n\n[1] Ames\n\n[2] Ibid.",
            ["1", "1"],
        ),
    ],
)
def test_notes_of_other_scripts_and_below_headings_of_notes_are_read(text, sources):
    assert cited(read(f"# Rain\n\n{text}")) == list(sources)


@pytest.mark.parametrize(
    "text",
    [
        "原因有二：①风，②云。\n\n注释\n\n① 王明：《雨》\n② 李华：《雪》",
        "f(x) and sin(1) and cos(2).\n\nNotes\n\n(1) Ames\n(2) Bell\n(3) Cole",
    ],
)
def test_numbers_of_parts_and_of_functions_are_no_marks(text):
    assert cited(read(f"# Rain\n\n{text}")) == []


def test_notes_that_end_a_text_without_a_heading_are_read_if_glued_digits_name_them():
    text = "It rained.1 It blew.2 It froze.3 It thawed.4\n\nThe end.\n\n"
    notes = "1. Ames, Rain.\n2. Id. at 5.\n3. Bell, Frost.\n4. Ames, supra note 1, at 3."

    assert cited(read(f"# Rain\n\n{text}{notes}")) == ["1", "1", "3", "1"]
    assert cited(read(text.replace(".3", ".") + notes)) == []
