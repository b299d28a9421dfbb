r"""Marks whose brackets were escaped on the way out of a program: `\[3\]`, `_\[3\]_`.

Also the form that PDF converters leave, `[\[18,](#page-8) [28\]](#page-9)`.
"""

import re
from collections.abc import Container, Iterable

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import Evidence, Example, Grammar

_MARK = re.compile(
    r"""
    (?<!\\)[_*]{0,3} \\\[ [ \t]? (\d[\d \t,;–-]{0,100}) \\?\]   # \[3\], or \[3] of other programs
    (?! \]?\( | \]\[ )                                       # but no words of a link
    [_*]{0,3}
    """,
    re.VERBOSE,
)
_CONVERTED = re.compile(
    r"\[(?:\\\[)?\d{1,4}[,;–-]?(?:\\\][,;]?)?\]\(#[^()\s]{1,100}\)"
    r"(?:[,;–-]?[ \n]?\[(?:\\\[)?[–-]?\d{1,4}[,;–-]?(?:\\\][,;]?)?\]\(#[^()\s]{1,100}\)){0,40}"
)
_TARGET = re.compile(r"\]\(#[^()\s]{1,100}\)")
_NUMBERS = re.compile(r"(\d{1,9})(?:[ \t]*[–-][ \t]*(\d{1,9}))?")
_CROSS_REFERENCE = re.compile(
    r"\b(?:fig(?:ure|s)?|tab(?:le)?|sec(?:tion)?|eq(?:uation)?|chapter|appendix|page)s?\.?\s*$",
    re.IGNORECASE,
)
_BARE = {ord(char): " " for char in "[]\\"}
_FEWEST = 3
"""Marks from which they are believed without a list: `\\[3\\]` alone may be a formula."""

_LONGEST_RANGE = 50


def find(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
    """Find the marks in stretches of a text."""
    marks = []
    for place in places:
        if text.find("\\[", place.start, place.end) < 0:
            continue
        for match in _MARK.finditer(text, place.start, place.end):
            ids = _ids(match[1])
            is_interval = len(ids) > 1 and ids[0] == "0" and "0" not in listed
            if ids and not is_interval:
                marks.append(Mark(Span(*match.span()), ids))
        for match in _CONVERTED.finditer(text, place.start, place.end):
            if "\\[" not in match[0]:
                continue  # `Figure [1](#page-1)` has no brackets of its own
            if not _CROSS_REFERENCE.search(
                text, max(place.start, match.start() - 16), match.start()
            ):
                said = _TARGET.sub(" ", match[0]).translate(_BARE)
                marks.append(Mark(Span(*match.span()), _ids(said)))
    if len(marks) < _FEWEST and not any(id_ in listed for mark in marks for id_ in mark.ids):
        return Found()
    return Found(in_order(marks))


def _ids(inner: str) -> tuple[str, ...]:
    ids: list[str] = []
    for match in _NUMBERS.finditer(inner):
        low = int(match[1])
        high = int(match[2]) if match[2] else low
        if 0 <= high - low < _LONGEST_RANGE:
            ids.extend(str(number) for number in range(low, high + 1))
    return tuple(ids)


GRAMMARS = (
    Grammar(
        key="escaped",
        name=r"numbers \[n\]",
        form=r"`\[3\]`, `\[3]`, `[\[18,](#page-8) [28\]](#page-9)`",
        sentence="numbers whose brackets a program escaped, or a PDF converter linked",
        evidence=Evidence.FORM,
        precedence=110,
        condition="three of them, or one that a list has",
        find=lambda context: find(context.text, context.places, context.listed.sources),
        needles=("\\[",),
        needs_entry=True,
        examples=(
            Example(
                "Rain fell \\[1\\]. Snow fell \\[1, 3\\]. Hail fell \\[2\\].\n",
                {"1": 2, "2": 1, "3": 1},
                passages=3,
            ),
        ),
    ),
)
