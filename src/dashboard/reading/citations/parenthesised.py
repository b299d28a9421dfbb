"""Numbers in parentheses, `rain (1). … (2,3). … (4–6)`, as in Vancouver style and in Science.

Enumerations, equations and paragraphs of laws have them too. So there is a gate: a list has
them, they stand before stops, and each is the next one or was there before.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar
from dashboard.reading.citations.numeric import LONGEST_RANGE

_NUMBER = r"(?!0|٠)\d{1,3}"
# The parenthesis first, so that the search skips all else.
_WIDE = r"\u3040-\u9fff가-힣"
_MARK = re.compile(
    rf"""
    [(（]
    (?: (?<= [^\s(（] [ \u00a0\n] [(（] )   # after a space,
    |   (?<= [^\W\d_]{{3}} [(（] )          # or against a word, bracket or stop
    |   (?<= [{_WIDE}」』”》。.] [(（] )
    )
    ({_NUMBER} (?: \s?[,，、،;；–-]\s? {_NUMBER}){{0,9}})
    [)）] (?: (?![^\W_]) | (?=[{_WIDE}]) )
    """,
    re.VERBOSE,
)
_PART = re.compile(r"(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?")
_STOP = re.compile(r"[.,;:!?،؛](?:[\s”\"»’)]|$)|[。、，；：！？」』）]|\s*$")
_POINTS = re.compile(
    r"(?:[.,;:!?–—-]|(?<![^\W_])(?:in|from|by|of|to|into|see|and|or|with|using|are|is|as|namely|case|eqs?"
    r"|equations?|figs?|figures?|tables?|(?:sub)?sections?|(?:sub)?paragraphs?|articles?|rules?"
    r"|clauses?|chapters?|points?|parts?|steps?|items?|examples?|sentences?|types?|class|level"
    r"|phase|stage|grade|group|option|lemma|theorem))[ \u00a0\n]\Z",
    re.IGNORECASE,
)
"""Before the number of something else than a source, or of a thing to be named."""

_EQUATION = re.compile(r"=[^\n=]{0,80}\Z")
_LONGEST_WORD = 16
_LONGEST_LINE = 80
"""Characters before a number in which an equation stands."""

_LARGEST_STEP = 2
"""From one new number to the next; a mark between may not have been read."""

_SHARE_LISTED = 0.9


class _Bracket(NamedTuple):
    """A parenthesis with numbers."""

    place: int
    mark: Mark
    is_pointed: bool
    """Whether the word or stop before says that something else has the number."""

    is_sure: bool
    """Whether it stands as marks do and enumerations do not."""


def find(
    text: str, places: Sequence[Span], listed: Container[str], *, is_asked: bool = False
) -> Found:
    """Find numbers in parentheses, if the gate lets them in or a person asks for them."""
    brackets = list(_brackets(text, places))
    if is_asked:
        return Found(tuple(bracket.mark for bracket in brackets if not bracket.is_pointed))
    sure = [bracket for bracket in brackets if bracket.is_sure]
    ids = [id_ for bracket in sure for id_ in bracket.mark.ids]
    n_listed = sum(id_ in listed for id_ in ids)
    if len(sure) < FEWEST or n_listed < _SHARE_LISTED * len(ids) or len(set(ids)) < FEWEST:
        return Found()
    counted = _enumerated(brackets)
    marks = [
        bracket.mark
        for index, bracket in enumerate(brackets)
        if index not in counted
        and not bracket.is_pointed
        and all(id_ in listed for id_ in bracket.mark.ids)
    ]
    has_equations = any(_is_equation(text, bracket.mark) for bracket in brackets)
    return Found() if has_equations or not _count_up(marks) else Found(tuple(marks))


def _brackets(text: str, places: Iterable[Span]) -> Iterator[_Bracket]:
    for index, place in enumerate(places):
        for match in _MARK.finditer(text, place.start, place.end):
            before = text[max(place.start, match.start() - _LONGEST_WORD) : match.start()]
            ids = _ids(match[1])
            if not ids:
                continue
            is_pointed = _POINTS.search(before) is not None
            is_ended = len(ids) > 1 or _STOP.match(text, match.end(), place.end) is not None
            mark = Mark(Span(*match.span()), ids)
            yield _Bracket(index, mark, is_pointed, is_ended and not is_pointed)


def _ids(inner: str) -> tuple[str, ...]:
    """The numbers in a parenthesis; empty if a range runs backwards or is long."""
    ids: list[str] = []
    for part in _PART.finditer(inner):
        first = int(part[1])
        last = int(part[2] or first)
        if not 0 <= last - first < LONGEST_RANGE:
            return ()
        ids.extend(str(number) for number in range(first, last + 1))
    return tuple(ids)


def _enumerated(brackets: Sequence[_Bracket]) -> set[int]:
    """Indices of those that count the parts of a sentence: `(1) rain, (2) wind`."""
    counted: set[int] = set()
    for index, (one, other) in enumerate(pairwise(brackets)):
        loose = not (one.is_sure or other.is_sure) and one.place == other.place
        if loose and int(other.mark.ids[0]) == int(one.mark.ids[0]) + 1:
            counted |= {index, index + 1}
    return counted


def _is_equation(text: str, mark: Mark) -> bool:
    """Whether it ends a line with an equation."""
    start, end = mark.span.start, mark.span.end
    ends_line = end == len(text) or text[end] == "\n"
    return ends_line and _EQUATION.search(text, max(start - _LONGEST_LINE, 0), start) is not None


def _count_up(marks: Iterable[Mark]) -> bool:
    top = 0
    for mark in marks:
        for id_ in mark.ids:
            if int(id_) > top + _LARGEST_STEP:
                return False
            top = max(top, int(id_))
    return True


def _has_no_marks(context: Context) -> bool:
    return not context.marks


GRAMMARS = (
    Grammar(
        key="parentheses",
        name="numbers (n)",
        form="`rain (1). … (2,3). … (4–6)`",
        sentence="numbers in parentheses, as in Vancouver style and in Science",
        evidence=Evidence.LAST,
        precedence=40,
        condition="a list that has the numbers, three of them or more that count up from 1, no"
        " equation, and no other marks",
        find=lambda context: find(
            context.text, context.places, context.listed.sources, is_asked=context.is_asked
        ),
        is_believed=_has_no_marks,
        examples=(
            Example(
                "Rain fell (1). Snow fell (2,3). Hail fell in (3) places (1).\n\n## Sources\n\n"
                "[1] The rain\n[2] The snow\n[3] The hail\n",
                {"1": 2, "2": 1, "3": 1},
                passages=3,
            ),
        ),
    ),
)
