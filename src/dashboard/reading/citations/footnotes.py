"""Footnotes of Markdown: `[^3]`, `[^1_3]`, `[^name]`, alone or in runs; `[^10^]` of Bing.

A name counts only if the text defines it: `[^a-z]` in prose is a pattern, not a note.
"""

import re
from collections.abc import Container, Iterable

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import Evidence, Example, Grammar

_MARK = re.compile(r"\[(?<!\\\[)\^([^\[\]\n]{1,400})\](?:(?<=\^\])\[(\d{1,9})\])?")
"""With the definition that Copilot names right after: `[^1^][1]` is one link."""

_NUMBER = re.compile(r"\d{1,9}(?:_\d{1,9})?")
_SEPARATOR = re.compile(r"[,;，；、][ \t]*\^?")


def find(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
    """Find the marks in stretches of a text."""
    marks = []
    for place in places:
        for match in _MARK.finditer(text, place.start, place.end):
            inner = match[1].strip().removesuffix("^")
            ids = (inner,) if inner in listed else tuple(_SEPARATOR.split(inner))
            ids = tuple(id_.strip() for id_ in ids)
            end = match.end(1) + 1
            if match[2] and (match[2] in listed or match[2] == inner):
                ids, end = (match[2],), match.end()
            if all(id_ in listed or _NUMBER.fullmatch(id_) for id_ in ids):
                marks.append(Mark(Span(match.start(), end), ids))
    return Found(tuple(marks))


GRAMMARS = (
    Grammar(
        key="footnotes",
        name="footnotes [^n]",
        form="`[^3]`, `[^name]`, `[^1^][1]`",
        sentence="footnotes of Markdown, alone or in runs; a name only if the text defines it",
        evidence=Evidence.FORM,
        precedence=10,
        find=lambda context: find(context.text, context.places, context.listed.sources),
        needles=("[^",),
        needs_entry=True,
        examples=(
            Example(
                "Rain fell.[^1] Snow fell.[^snow][^1] `[^a-z]` is a pattern.\n\n"
                "[^1]: The rain\n[^snow]: The snow\n",
                {"1": 2, "snow": 1},
                passages=3,
            ),
        ),
    ),
)
