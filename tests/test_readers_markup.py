"""Texts with a markup of their own: reStructuredText, wiki, LaTeX, RFCs."""

import pytest

from dashboard import reading
from tests.said import cited, pairs

A, B = "https://a.org/one", "https://b.org/two"


def read(text, file):
    return reading.read(text.encode(), file)


def sections(document):
    return [(section.title, section.level) for section in document.sections]


RST = f"""\
=========
Rain book
=========

Clouds
======

It rained [1]_ over
the dam [#vell]_.  See :pep:`8` and `the site <{A}>`_. [#]_

::

    # no [2]_
    x = "It is code."

As in this::

    code [3]_

.. code-block:: python

   more = "code"

.. note:: Kept as prose [CIT2002]_.

Deeper
------

- One [1]_
- Two

.. [1] The first.
.. [#] Taken in turn.
.. [#vell] Ames,
   {A}
.. [CIT2002]
   {B}
.. A comment [4]_.
.. _target: {A}
"""


def test_restructured_text_is_read():
    document = read(RST, "rain.rst")

    assert document.title == "Rain book"
    assert sections(document) == [("Clouds", 2), ("Deeper", 3)]
    assert cited(document) == ["1", "vell", "2", "CIT2002", "1"]
    assert [(s.id, s.title, s.url) for s in document.sources] == [
        ("1", "The first", None),
        ("2", "Taken in turn", None),
        ("vell", "Ames", A),
        ("CIT2002", None, B),
    ]
    assert not any("code" in quote for quote, _ in pairs(document))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Rain\n====\n", ["Rain"]),
        ("Rain\n~~~~\n", ["Rain"]),
        ("Much rain\n~~~\n", []),
        ("======\n Rain\n======\n", ["Rain"]),
        (" Rain\n~~~~~~\n", []),
        ("It blew.\nRain\n~~~~\n", []),
        ("::\n\n    a\n\nRain\n----\n", ["Rain"]),
        ("=== ===\nA   B\n=== ===\n", []),
        ("----\n====\n", []),
    ],
)
def test_a_line_drawn_under_words_makes_them_a_heading(text, titles):
    document = read(f"Top\n****\n\nIt rained.\n\n{text}\nIt ended.\n", "rain.rst")

    assert [title for title, level in sections(document) if level] == titles
    assert "It ended." in "".join(quote for quote, _ in pairs(document))


def test_a_number_in_code_is_not_taken_from_notes_without_one():
    text = "Rain\n====\n\nIt rained [#]_ in ``x[1]_`` [#]_.\n\n.. [#] Ames\n.. [#] Bell\n"

    assert cited(read(text, "rain.rst")) == ["1", "2"]


def test_notes_without_number_take_those_that_are_free():
    document = read(
        "It rained [#]_ [#]_, and blew [1]_ [3]_.\n\n.. [#] Two\n.. [1] One\n.. [#] Four\n"
        ".. [3] Three\n",
        "rain.rst",
    )

    assert cited(document) == ["2", "4", "1", "3"]
    assert [source.title for source in document.sources] == ["One", "Two", "Three", "Four"]


def test_what_is_indented_as_the_line_above_is_no_part_of_its_block():
    document = read("- A::\n\n    hidden\n\n- B\n\n.. code::\n\n   hidden\n\nC.\n", "rain.rst")

    assert [quote for quote, _ in pairs(document)] == ["A::", "B", "C."]


def test_the_header_of_a_proposal_is_its_title():
    document = read(
        "PEP: 9999\nTitle: Rain\nAuthor: J. Ames,\n  K. Bell\n\n\nMotivation\n==========\n\n"
        "It rained [#a]_.\n\n.. [#a] Rain.\n",
        "pep.rst",
    )

    assert document.title == "Rain"
    assert sections(document) == [("Motivation", 2)]
    assert cited(document) == ["a"]


WIKI = f"""\
{{{{Infobox dam
|name = Vell
|height = 20 m<ref name="h">{{{{cite web|title=Heights|url={A}}}}}</ref>
}}}}
'''Vell''' is a dam.<ref name=h /><ref>[{B} Old rain], p. 3</ref> It held.
<!-- Hidden.<ref>No</ref> -->

== History ==
It broke<ref name="list" /> in [[1890]].{{{{sfn|Ames|2019|p=3}}}} Then it held.{{{{r|h}}}}
* One<ref group="note">An aside.
On two lines.</ref>
# Two
[[File:Vell.jpg|thumb|A dam]]

=== Later ===
It dried.<REF NAME='list'/>{{{{sfn|Ames|2019|p=3}}}}

== Notes ==
<references>
<ref name="list">Bell, ''Dams''</ref>
</references>
[[Category:Dams]]
"""


def test_wiki_markup_is_read():
    document = read(WIKI, "Vell.wiki")

    assert sections(document) == [("", 0), ("History", 2), ("Later", 3), ("Notes", 2)]
    assert cited(document) == ["1", "1", "2", "3", "4", "1", "note 1", "3", "4"]
    assert [(s.id, s.title, s.url) for s in document.sources] == [
        ("1", "Heights", A),
        ("2", "Old rain", B),
        ("3", "Bell, Dams", None),
        ("4", "Ames 2019", None),
        ("note 1", "An aside. On two lines", None),
    ]
    quotes = [quote for quote, _ in pairs(document)]
    assert not any("Hidden" in quote or "File:" in quote or "Category" in quote for quote in quotes)
    assert "It held." in quotes
    assert quotes[-1].startswith("It dried.")


def test_a_reference_is_known_by_its_name_in_its_group():
    document = read(
        f"It rained<ref name=a>Ames, 2019. {A}</ref><ref name=a group=n>Aside</ref>. It blew"
        "<ref name=a>Again</ref><ref></ref><ref name=a group=n/>.\n",
        "rain.wiki",
    )

    assert cited(document) == ["1", "n 1", "1", "n 1"]
    assert [(s.id, s.title) for s in document.sources] == [
        ("1", "Ames, 2019"),
        ("n 1", "Aside"),
    ]


def test_references_that_a_template_lists_are_no_citations():
    document = read(
        "'''Vell''' is a town<ref name=a /> with a wall{{refn|group=note|name=w|Now gone.}}.\n\n"
        "== Later ==\nIt fell.{{refn|group=note|name=w}}\n\n"
        "== References ==\n{{reflist|30em|refs=\n"
        "<ref name=a>{{cite book|title=Towns}}</ref>\n<ref name=b>Never</ref>\n}}\n",
        "Vell.wiki",
    )

    assert document.title == "Vell"
    assert cited(document) == ["1", "note 1", "note 1"]
    assert [(source.id, source.title) for source in document.sources] == [
        ("1", "Towns"),
        ("note 1", "Now gone"),
    ]


def test_a_template_hides_its_lines_but_not_the_references_in_them():
    document = read(
        "{{Infobox\n|a = {{small|hidden}}\n|b = {{a|{{b}}}} shown<ref>Ames</ref>\n|c = hidden\n}}\n"
        "It rained {{small|and}} blew.\n\n{{Box|hidden}}\n[[File:a.jpg|shown<ref>Bell</ref>]]\n"
        "[[File:b.jpg|hidden]]\n\n{{Box|hidden}} shown\n\n{{open\n",
        "Vell.wiki",
    )

    assert cited(document) == ["1", "2"]
    quotes = [quote for quote, _ in pairs(document)]
    assert not any("hidden" in quote for quote in quotes if "{{Box" not in quote)
    assert [quote for quote in quotes if "rained" in quote or "{{Box" in quote] == [
        "It rained {{small|and}} blew.",
        "{{Box|hidden}} shown",
    ]


def test_wiki_markup_is_known_without_its_suffix():
    document = read("== Rain ==\nIt rained.<ref>Ames</ref> It blew.\n", "rain.txt")

    assert pairs(document) == [("It rained.<ref>Ames</ref>", ["1"]), ("It blew.", [])]


LATEX = r"""
\documentclass{article}
\begin{filecontents}{refs.bib}
@article{ames19, title = {Old {Rain}}, year = {2019}, url = {https://a.org/one}}
@book{Bell20, title = "Dams", year = 2020}
\end{filecontents}
\title{The \emph{Rain}}
\begin{document}
\maketitle
\begin{abstract}
We look at rain \cite{ames19}.
\end{abstract}
\section{Clouds}\label{sec:clouds}
It rained~\citep{ames19,Bell20} in $[0,1]$ and 5\% of % a comment \cite{no}
days. \citet[p.~3]{Bell20} agree \cite[\S2]{bell20}.
\begin{itemize}
  \item One \autocite{ames19}.
\end{itemize}
\begin{equation}
x = \cite{no}
\end{equation}
\subsection*{Ends}
See Section~\ref{sec:clouds} and \nocite{no}.
\end{document}
"""


def test_latex_is_read():
    document = read(LATEX, "rain.tex")

    assert document.title == "The Rain"
    assert sections(document) == [("", 0), ("Clouds", 2), ("Ends", 3)]
    assert cited(document) == ["ames19", "ames19", "Bell20", "Bell20", "bell20", "ames19"]
    assert [(s.id, s.title, s.published) for s in document.sources] == [
        ("ames19", "Old Rain", "2019"),
        ("Bell20", "Dams", "2020"),
        ("bell20", None, None),
    ]
    assert len(pairs(document)) == 5


def test_the_head_of_a_theorem_may_cite():
    text = "\\section{A}\n\\begin{lemma}[\\citealp{bell}]\\label{a}\nIt rains.\n\\end{lemma}\n"

    assert cited(read(text, "rain.tex")) == ["bell"]


def test_sections_of_a_latex_text_without_title_are_all_sections():
    document = read("\\section{A}\nIt rained \\cite{a}.\n\\section{B}\nIt blew.\n", "rain.tex")

    assert document.title == "rain"
    assert [title for title, _ in sections(document)] == ["A", "B"]


def test_keys_after_a_role_of_restructured_text_are_marks():
    text = "Rain\n====\n\nIt rained :cite:`a19, b20`, as :cite:t:`c` says; :ref:`x` does not.\n"

    assert cited(read(text, "rain.rst")) == ["a19", "b20", "c"]


def test_latex_leaves_out_comments_and_what_follows_the_document():
    document = read(
        "\\begin{document}\nOf 5\\% \\cite{a} it fell. % gone \\cite{no}\n"
        "\\begin{itemize}\n\\item One \\cite{b}\n\\item[x] Two \\cite{c}\n\\end{itemize}\n"
        "\\end{document}\nGone too \\cite{no}.\n",
        "rain.tex",
    )

    assert pairs(document) == [
        ("Of 5\\% \\cite{a} it fell.", ["a"]),
        ("One \\cite{b}", ["b"]),
        ("Two \\cite{c}", ["c"]),
    ]


def test_a_bibtex_entry_gives_its_first_fields_and_the_first_of_two_entries_counts():
    document = read(
        "@string{x = {Vell}}\n@comment{no, title = {No}}\n"
        "@article{a, title = {Rain}, booktitle = {Dams}, doi = {10.1/a}, title = {No}}\n"
        "@article{b, date = {2001-05}, title = {Wind}}\n@misc{a, title = {No}}\n"
        "\\section{A}\nIt rained \\cite{a,b}.\n",
        "rain.tex",
    )

    assert [(s.id, s.title, s.url, s.published) for s in document.sources] == [
        ("a", "Rain", "https://doi.org/10.1/a", None),
        ("b", "Wind", None, "2001"),
    ]


@pytest.mark.parametrize("doi", ["10.1/a", "https://doi.org/10.1/a", "http://dx.doi.org/10.1/a"])
def test_the_doi_of_a_bibtex_entry_is_its_address_however_it_is_written(doi):
    document = read(f"@misc{{a, doi = {{{doi}}}}}\n\\section{{A}}\nRain \\cite{{a}}.\n", "rain.tex")

    assert [source.url for source in document.sources] == ["https://doi.org/10.1/a"]


def test_items_of_a_latex_bibliography_are_sources():
    document = read(
        "\\section{A}\nIt rained \\cite{a}.\n\\begin{thebibliography}{9}\n"
        "\\bibitem{a} J. Ames, \\emph{Rain}, https://a.org/one.\n\\end{thebibliography}\n",
        "rain.tex",
    )

    (source,) = document.sources
    assert (source.id, source.url, source.is_listed) == ("a", A, True)
    assert source.title.startswith("J. Ames")


RFC = """\
Network Working Group                                            J. Ames
Request for Comments: 9999                                     June 2019


                           The Rain Protocol

Abstract

   This memo is about rain.

Table of Contents

   1.  Introduction  . . . . . . . . . . . . . . . . . . . . . . . .  2
   2.  References  . . . . . . . . . . . . . . . . . . . . . . . . .  3

1.  Introduction

   It MUST rain [RFC2119].  It may blow ([DAM-2], Section 3), as [DAM-2]
   says.  Grammar is [ ":" port ].


Ames                         Standards Track                    [Page 2]

RFC 9999                          Rain                         June 2019


1.1.  Terms

   A drop is wet.

2.  References

2.1.  Normative References

   [RFC2119]  Bradner, S., "Key words", BCP 14,
              https://a.org/one.

   [DAM-2]    Bell, K., "Dams".

Author's Address

   J. Ames, Vell
"""


def test_a_standard_as_plain_text_is_read():
    document = read(RFC, "rfc9999.txt")

    assert document.title == "The Rain Protocol"
    assert [title for title, _ in sections(document)] == [
        "Abstract",
        "1. Introduction",
        "1.1. Terms",
        "2. References",
        "2.1. Normative References",
        "Author's Address",
    ]
    assert cited(document) == ["RFC2119", "DAM-2", "DAM-2"]
    assert [(s.id, s.url) for s in document.sources] == [("RFC2119", A), ("DAM-2", None)]
    assert not any("Page" in quote for quote, _ in pairs(document))


KRAMDOWN = """\
---
title: "The Rain Protocol"
normative:
  RFC2119:
  DAM:
    title: Dams

informative:
  VELL:

--- abstract

Rain falls.

--- middle

# Introduction {#intro}

It MUST rain {{!RFC2119}} as in {{intro}} and {{DAM}} and {{?RFC1}}, {{fig-long}}.
{: #fig-long}

--- back
"""


def test_the_parts_of_a_standard_have_their_depth_and_its_contents_are_no_text():
    document = read(RFC, "rfc9999.txt")

    assert sections(document) == [
        ("Abstract", 2),
        ("1. Introduction", 2),
        ("1.1. Terms", 3),
        ("2. References", 2),
        ("2.1. Normative References", 3),
        ("Author's Address", 2),
    ]
    assert not any(". . ." in quote for quote, _ in pairs(document))


def test_labels_of_a_standard_are_entries_only_in_its_references():
    text = RFC.replace("   A drop is wet.", "   [RFC2119]  says that a drop is wet.")
    document = read(text, "rfc9999.txt")

    assert cited(document) == ["RFC2119", "DAM-2", "DAM-2", "RFC2119"]
    assert document.sources[0].title == 'Bradner, S., "Key words", BCP 14'


def test_lists_of_a_standard_in_markdown_stand_in_its_head():
    text = KRAMDOWN.replace("--- back", "normative:\n  RAIN:\n\nIt rained {{RAIN}}.\n\n--- back")
    document = read(text, "rain.md")

    assert "RAIN" not in [source.id for source in document.sources]
    assert not any("#fig-long" in quote for quote, _ in pairs(document))


def test_a_standard_in_markdown_is_read():
    document = read(KRAMDOWN, "rain.md")

    assert document.title == "The Rain Protocol"
    assert cited(document) == ["RFC2119", "DAM", "RFC1"]
    assert [(s.id, s.is_listed) for s in document.sources] == [
        ("RFC2119", True),
        ("DAM", True),
        ("VELL", True),
        ("RFC1", False),
    ]
    assert pairs(document)[0][0] == "Rain falls."


@pytest.mark.parametrize("file", ["a.rst", "a.wiki", "a.tex", "a.txt"])
@pytest.mark.parametrize("text", [RST, WIKI, LATEX, RFC, KRAMDOWN])
def test_any_text_is_read_as_any_markup_with_exact_places(text, file):
    document = read(text, file)

    assert document.text == text
    for quote, _ in pairs(document):
        assert quote == quote.strip()
