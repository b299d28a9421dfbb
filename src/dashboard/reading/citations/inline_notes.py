"""Notes that stand in the sentence itself: `rain^[Ames, The rain, 1999.]`, as Pandoc writes them.

The note is the source, and its words are the title. Each is a source of its own: two notes
with the same words may still mean two places.
"""

import re
from collections.abc import Iterable, Iterator

from dashboard.model import Source, Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import Evidence, Example, Grammar
from dashboard.vocabulary import addresses

_BEGINS = re.compile(r"(?<=[^\s\\`\[])\^\[")
"""Against a word or stop: `[^a-z]` and `x ^[0-9]` are patterns."""

_BRACKET = re.compile(r"[\[\]]")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 3_000
"""Characters of a note."""

_DEEPEST = 8
"""Brackets within each other: links in a note have two."""


def find(text: str, places: Iterable[Span]) -> Found:
    """Find the notes in stretches of a text, numbered as they come."""
    marks: list[Mark] = []
    sources: list[Source] = []
    done = 0
    for place in places:
        if place.end <= done:
            continue
        for span in _notes(text, Span(max(place.start, done), place.end)):
            done = span.end
            said = " ".join(text[span.start + 2 : span.end - 1].split())
            id_ = f"note {len(marks) + 1}"
            url = addresses.URL.search(said)
            marks.append(Mark(span, (id_,)))
            sources.append(Source(id_, said, addresses.trimmed(url[0]) if url else None))
    return Found(tuple(marks), (), tuple(sources))


def _notes(text: str, place: Span) -> Iterator[Span]:
    at = place.start
    while begins := _BEGINS.search(text, at, place.end):
        end = _closed(text, begins.end(), min(begins.end() + _LONGEST, place.end))
        if end is None and text[place.end : place.end + 1] not in ("", "\n"):
            # Code or a formula in the note, which is no place for marks, parts it.
            last = text.find("\n\n", place.end, begins.end() + _LONGEST)
            end = _closed(text, begins.end(), last if last > 0 else begins.end() + _LONGEST)
        at = end or begins.end()
        if end and len(_WORDS.findall(text, begins.end(), end)) > 1:
            yield Span(begins.start(), end)


def _closed(text: str, start: int, last: int) -> int | None:
    """Where the bracket that is open at a place is closed; nothing if it is not."""
    depth = 1
    for bracket in _BRACKET.finditer(text, start, last):
        if text[bracket.start() - 1] == "\\":
            continue
        depth += 1 if bracket[0] == "[" else -1
        if depth == 0:
            return bracket.end()
        if depth > _DEEPEST:
            return None
    return None


GRAMMARS = (
    Grammar(
        key="inline-notes",
        name="notes ^[words]",
        form="`rain^[Ames, The rain, 1999.]`",
        sentence="notes of Pandoc that stand in the sentence; each is a source of its own",
        evidence=Evidence.FORM,
        precedence=15,
        find=lambda context: find(context.text, context.places),
        needles=("^[",),
        examples=(
            Example(
                "Rain fell.^[Ames, *The rain*, 1999, [map](https://a.example/map).]^[Bell, Wells.]"
                " Snow fell[^1] on x^[0-9].\n\n[^1]: The snow\n",
                {"note 1": 1, "note 2": 1, "1": 1},
                passages=2,
            ),
        ),
    ),
)
