"""Marks that lead to an entry's place in the text: `[(Bell,](#page-3-1) [2019)](#page-3-1)`.

PDF converters write them. A citation is often cut into several links that lead to one place;
links to figures, sections and notes lead to no entry.
"""

import re
from collections.abc import Iterable, Mapping

from dashboard.model import Span
from dashboard.readers.grammars import Found, Mark

_LINK = re.compile(r"\[(?:\\.|[^\[\]\\\n]){1,120}\]\(#([^()\s]{1,100})\)(?:[ \n]?\(\d{4}[a-z]?\))?")
"""With the year that follows a name."""


def find(text: str, places: Iterable[Span], anchors: Mapping[str, str]) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look.
        anchors: The place of each entry → the id of its source.
    """
    marks: list[Mark] = []
    for place in places if anchors else ():
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
    return Found(tuple(marks))
