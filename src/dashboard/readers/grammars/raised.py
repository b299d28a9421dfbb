"""Raised numbers: `rain¹²`, `rain<sup>12</sup>`.

They are nearly always something else (m², 10⁻⁶), so only those count that the source list has.
"""

import re
from collections.abc import Container, Iterable

from dashboard.model import Span
from dashboard.readers.grammars import Found, Mark, in_order

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(
    r"(?:(?<=[^\W\d_]|[.,;:!?”\"’)»。，、）`])|(?<=\*\*))"
    r"([⁰¹²³⁴-⁹]{1,3}(?:[,，˒ ]?[⁰¹²³⁴-⁹]{1,3}){0,9})(?![⁻⁺⁰¹²³⁴-⁹\w])"
)
_TAGGED = re.compile(
    r"(?<=[^\W\d_]|[.,;:!?”\"’)»。，、）])"
    r"<sup>[ \t]*([0-9]{1,3}(?:[ \t]*[,;][ \t]*[0-9]{1,3}){0,9})[ \t]*</sup>"
)
_UNIT = re.compile(
    r"(?:^|[\s\d(/·×*])(?:[kcdmμµnp]?m|ft|in|yd|mi|s|sec|cm|km|mm|"
    r"R|r|χ|σ|x|y|z|n|N|kg|M|L|E|c|[A-Z][a-z]?)$"
)
_RAISED = re.compile(r"[⁰¹²³⁴-⁹0-9]{1,3}")
_LOOK_BACK = 6


def find(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
    """Find raised numbers that the source list has."""
    marks = []
    for place in places:
        for pattern in (_SUPERSCRIPT, _TAGGED):
            for match in pattern.finditer(text, place.start, place.end):
                before = text[max(place.start, match.start() - _LOOK_BACK) : match.start()]
                ids = tuple(_raised_ids(match[1], listed))
                if all(id_ in listed for id_ in ids) and not _UNIT.search(before):
                    marks.append(Mark(Span(*match.span()), ids))
    return Found(in_order(marks))


def _raised_ids(raised: str, listed: Container[str]) -> Iterable[str]:
    """The numbers in a run; one that the list lacks is several of one digit, as in `¹²`."""
    for digits in _RAISED.findall(raised):
        number = digits.translate(_SUPERSCRIPTS)
        yield from (number,) if number in listed else number
