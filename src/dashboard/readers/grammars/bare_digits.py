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

_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?=[ \u00a0]?(?:[.;:,!?)]|\s|$))(?!\.\d)(?!,\d)")
_WORD = re.compile(r"(?:[^\W\d_]{2}|[^\W\d_][)”\"»’])\Z|\d[%)]\Z|(?<!\d)(?:19|20)\d\d\Z")
_STOP = re.compile(
    r"(?:[^\W\d_]{2}|\d%|(?<!\d)\d{4}|\d[)])[)”\"»’_*]{0,3}[.,;:!?][)”\"»’_*]{0,2}\Z"
)
_NAME = re.compile(r"[A-Z]{2}\Z")
"""Before the number of a make or format, such as `DDR5`."""

_LONGEST_BEFORE = 12
"""Characters that are looked at before a number."""

_AFTER_SPACE = re.compile(r"[;.:]")
_AFTER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[ \u00a0]\Z")
_ENDS = re.compile(r"[ \u00a0]?(?:[.;:!?](?:\s|$)|\s*$|\s+[A-ZÀ-Þ])")
_FEWEST = 10
_SHARE_AT_ENDS = 0.7
_LARGEST = 80
_SHARE_REPEATED = 0.3
_SHARE_LISTED = 0.9
"""From which a list bears the numbers out, however large they are or seldom repeated."""


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


def glued(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
    """Find digits that stand against the end of a word or stop, if the gate lets them in."""
    marks = []
    n_at_ends = n_listed = 0
    for place in places:
        for begin, end in _candidates(text, place):
            id_ = text[begin:end]
            if id_[0] == "0" or not (int(id_) <= _LARGEST or id_ in listed):
                continue
            stopped = text[begin - 1] in '.;:!?)”"»_*'
            n_at_ends += stopped or _ENDS.match(text, end, place.end) is not None
            n_listed += id_ in listed
            marks.append(Mark(Span(begin, end), (id_,)))
    if len(marks) < _FEWEST or n_at_ends < _SHARE_AT_ENDS * len(marks):
        return Found()
    if n_listed >= _SHARE_LISTED * len(marks):
        return Found(tuple(mark for mark in marks if mark.ids[0] in listed))
    counts = Counter(mark.ids[0] for mark in marks)
    repeated = sum(count for count in counts.values() if count > 1)
    return Found(tuple(marks)) if repeated >= _SHARE_REPEATED * len(marks) else Found()


def _candidates(text: str, place: Span) -> Iterator[tuple[int, int]]:
    """Where numbers stand that may be glued ones."""
    for digits in _DIGITS.finditer(text, place.start, place.end):
        begin, end = digits.span()
        before = text[max(place.start, begin - _LONGEST_BEFORE) : begin]
        if before[-1:] in (" ", "\u00a0"):
            # `in 12 days`: a space before, but no stop after.
            follows = _AFTER_SPACE.match(text, end) or (
                _AFTER_YEAR.search(before) and text.startswith(",", end)
            )
            if follows and _WORD.search(before[:-1]):
                yield begin, end
        elif not _NAME.search(before) and (_WORD.search(before) or _STOP.search(before)):
            yield begin, end
