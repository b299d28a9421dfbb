"""Numbers without brackets: superscripts (`rain¹²`, `<sup>12</sup>`), digits at a word (`rain.12`).

Both are nearly always something else (m², 10⁻⁶, `libX11.so.6`), so each has a gate:
superscripts need a list with their numbers, glued digits need to be many, small,
repeated, at the ends of sentences, and alone in their text.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator

from dashboard.model import Span
from dashboard.readers.grammars import Found, Mark, in_order

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(
    r"(?<=[^\W\d_]|[.,;:!?”\"’)»。，、）])"
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

_GLUED = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_][)”\"»’])|(?<=[^\W\d_]{2}[.,;:)])|(?<=\d%)|(?<=\d[)])|(?<=\D\d{4}[.,;:]))"
    r"([ \u00a0]?)(\d{1,2})(?=[ \u00a0]?(?:[.;:,!?)]|\s|$))(?!\.\d)(?!,\d)"
)
_DIGITS = re.compile(r"\d\d?")
_ENDS = re.compile(r"[ \u00a0]?(?:[.;:!?](?:\s|$)|\s*$|\s+[A-ZÀ-Þ])")
_FEWEST = 10
_SHARE_AT_ENDS = 0.7
_LARGEST = 80
_SHARE_REPEATED = 0.3


def superscripts(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
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


def glued(text: str, places: Iterable[Span], listed: Container[str]) -> Found:  # noqa: ARG001
    """Find digits that stand against the end of a word or stop, if the gate lets them in."""
    marks = []
    n_at_ends = 0
    for place in places:
        for match in _candidates(text, place):
            if match[1] and not text.startswith((";", ".", ":"), match.end()):
                continue  # `in 12 days`: a space before, but no stop after
            number = int(match[2])
            if not 0 < number <= _LARGEST or match[2][0] == "0":
                continue
            begin = match.start(2)
            stopped = text[begin - 1] in ".;:!?"
            n_at_ends += stopped or _ENDS.match(text, match.end(), place.end) is not None
            marks.append(Mark(Span(begin, match.end()), (match[2],)))
    if len(marks) < _FEWEST or n_at_ends < _SHARE_AT_ENDS * len(marks):
        return Found()
    counts = Counter(mark.ids[0] for mark in marks)
    repeated = sum(count for count in counts.values() if count > 1)
    return Found(tuple(marks)) if repeated >= _SHARE_REPEATED * len(marks) else Found()


def _candidates(text: str, place: Span) -> Iterator[re.Match[str]]:
    """Numbers that stand as glued ones do; looking only where digits are saves the time."""
    for digits in _DIGITS.finditer(text, place.start, place.end):
        start = digits.start()
        if start > place.start and text[start - 1] in " \u00a0":
            start -= 1
        if match := _GLUED.match(text, start, place.end):
            yield match
