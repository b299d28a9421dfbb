"""Marks that chat programs leave in copied answers.

`【24†source】` and `【31†L290-L298】` name 24 and 31, the lines are the passage in it;
`【F:notes/a.md†L1-L9】` names a file; `[cite: 1, 16]` names two; between private
characters stands `cite`, then ids such as `turn0search3`.
"""

import re
from collections.abc import Container, Iterable

from dashboard.model import Span
from dashboard.readers.grammars import Found, Mark, in_order

_DAGGER = re.compile(r"[【\[](?:F:)?([^【】\[\]†\n]{1,200})†[^【】\[\]\n]{0,200}[】\]]")
_CITE = re.compile(r"\[cite:[ \t]*([^\[\]\n]{1,200})\]")
_PRIVATE = re.compile("\ue200(?:file)?cite\ue202([^\ue200\ue201\n]{1,600})\ue201")
_CITED = re.compile(r"[^\s,;]+")
_TURN = re.compile(r"[^\ue202\s]+")


def find(text: str, places: Iterable[Span], listed: Container[str]) -> Found:  # noqa: ARG001
    """Find the marks in stretches of a text."""
    marks = []
    for place in places:
        for match in _DAGGER.finditer(text, place.start, place.end):
            marks.append(Mark(Span(*match.span()), (match[1].strip(),)))
        for pattern, ids in ((_CITE, _CITED), (_PRIVATE, _TURN)):
            for match in pattern.finditer(text, place.start, place.end):
                marks.append(Mark(Span(*match.span()), tuple(ids.findall(match[1]))))
    return Found(in_order(mark for mark in marks if mark.ids and mark.ids[0]))
