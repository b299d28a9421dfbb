"""Marks that are file names, `[handbook.pdf#page=3]`, as programs that search files write them.

The file is the source; the page behind it is a place in it and stays in the mark.
"""

import re
from collections.abc import Iterable

from dashboard.model import Source, Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar

_SUFFIXES = (
    *("pdf", "doc", "odt", "rtf", "epub", "xls", "csv", "ppt", "htm", "md", "txt", "json", "eml"),
    *("PDF", "DOC"),
)
"""How the names of files end that are searched; one of them stands in every text with a mark."""

_MARK = re.compile(
    r"""
    \[ (?<![!\\]\[) [ \t]{0,2}
    (?P<file> [^\[\]\n/\\|<>"*?:#]{1,120} \.
        (?:pdf|docx?|odt|rtf|epub|xlsx?|csv|pptx?|html?|md|txt|json|eml) )
    (?: [#?,:][ ]?[^\[\]\n]{0,60} | [ ]\([^()\[\]\n]{0,40}\) | ,?[ ]pp?\.[ ][^\[\]\n]{0,30} )?
    [ \t]{0,2} \] (?![(:])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find(text: str, places: Iterable[Span]) -> Found:
    """Find the marks in stretches of a text."""
    marks: list[Mark] = []
    sources: dict[str, Source] = {}
    for place in places:
        for match in _MARK.finditer(text, place.start, place.end):
            file = " ".join(match["file"].split())
            sources.setdefault(file, Source(file, file))
            marks.append(Mark(Span(*match.span()), (file,)))
    return Found(tuple(marks), (), tuple(sources.values()))


def _of_text(context: Context) -> Found:
    found = find(context.text, context.places)
    return found if len(found.marks) >= FEWEST or context.is_asked else Found()


def _has_few_others(context: Context) -> bool:
    return not context.is_keyed and context.n_resolved < FEWEST


GRAMMARS = (
    Grammar(
        key="files",
        name="files [name.pdf]",
        form="`[handbook.pdf#page=3]`, `[minutes 2021.docx]`",
        sentence="file names in brackets; the file is the source, the page a place in it",
        evidence=Evidence.HABIT,
        precedence=5,
        condition="three of them, and fewer than three numbers that a list explains",
        find=_of_text,
        is_believed=_has_few_others,
        needles=tuple(f".{suffix}" for suffix in _SUFFIXES),
        examples=(
            Example(
                "Staff take ten days [handbook.pdf#page=3]. Some take five [handbook.pdf, p. 4]"
                "[deal.docx]. See [the plan](plan.pdf).\n",
                {"handbook.pdf": 2, "deal.docx": 1},
                passages=3,
            ),
        ),
    ),
)
