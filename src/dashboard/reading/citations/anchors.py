"""Marks that lead to an entry's place in the text: `[(Bell,](#page-3-1) [2019)](#page-3-1)`.

PDF converters write them. A citation is often cut into several links that lead to one place;
links to figures, sections and notes lead to no entry.
"""

import re
from collections.abc import Container, Iterable, Mapping

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import Evidence, Example, Grammar

_LINK = re.compile(r"\[(?:\\.|[^\[\]\\\n]){1,120}\]\(#([^()\s]{1,100})\)(?:[ \n]?\(\d{4}[a-z]?\))?")
"""With the year that follows a name."""

_NUMBER = re.compile(
    r"\[(?:\\?\[|\()?\^?(\d{1,4})(?:\\?\]|\))?\]"
    r"\(#(\1|(?:_?ftn|fn|_?edn|footnote|endnote|note|cite_note|ref|cit)(?!\w{0,4}ref)[\w:.-]{0,60})\)"
)
"""With the name of a note's place, `[3](#fn3)`; it leads back if it is called `#fnref3`."""


def find(
    text: str, places: Iterable[Span], anchors: Mapping[str, str], listed: Container[str]
) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look.
        anchors: The place of each entry → the id of its source.
        listed: Numbers of the source list; its notes may have places that no text shows.
    """
    marks: list[Mark] = []
    for place in places if "](#" in text else ():
        marks.extend(
            Mark(Span(*match.span()), (match[1],))
            for match in _NUMBER.finditer(text, place.start, place.end)
            if match[1] in listed and match[2] not in anchors
        )
        if not anchors:
            continue
        held: Mark | None = None
        for match in _LINK.finditer(text, place.start, place.end):
            id_ = anchors.get(match[1])
            if id_ is None:
                continue
            if held and held.ids == (id_,) and not text[held.span.end : match.start()].strip():
                marks.pop()
                held = Mark(Span(held.span.start, match.end()), (id_,))
            else:
                held = Mark(Span(*match.span()), (id_,))
            marks.append(held)
    return Found(in_order(marks))


GRAMMARS = (
    Grammar(
        key="anchors",
        name="links to entries",
        form="`[(Bell,](#page-3-1) [2019)](#page-3-1)`, `[3](#fn3)`",
        sentence="links to an entry's place in the same text, as converters write them",
        evidence=Evidence.FORM,
        precedence=120,
        condition="the entry they lead to",
        find=lambda context: find(
            context.text, context.places, context.listed.anchors, context.listed.sources
        ),
        needles=("](#",),
        examples=(
            Example(
                "Rain fell [1](#fn1). Snow fell [2](#fn2). See [below](#end).\n\n"
                "## Notes\n\n1. The rain, https://example.org/rain\n"
                "2. The snow, https://example.org/snow\n",
                {"1": 1, "2": 1},
                passages=3,
            ),
        ),
    ),
)
