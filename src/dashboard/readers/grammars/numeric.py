"""Marks that name sources by number: `[3]`, `[1, 4]`, `[2-4]`, `【3】`.

They may stand before or after the stop, in runs (`[1][2]`, `[1] [2]`), or against
a word (`word[3]`): dropping those as array indices would lose a third of the marks
of AI reports. Only code is code.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dashboard.model import Problem, Span
from dashboard.readers.grammars import Found, Mark

LONGEST_RANGE = 50
"""Numbers that a range may name; a longer one names only those that are known."""

_DIGITS = 9
"""Digits of the longest number; it bounds the work and excludes identifiers."""

_MARK = re.compile(
    r"(?:(?<![\\\[])\[|【)[ \t]*([0-9][0-9 \t\u00a0,;，、；\-–—−]{0,200})[\]】](?![\]{])"
)
_LINK = re.compile(r"\([ \t]*(?:[a-zA-Z][a-zA-Z+.-]{0,15}:|www\.|[#/<.])")
_TOO_LONG = re.compile(rf"(?<![\\\[])\[[0-9]{{{_DIGITS + 1},}}+\]")
_SEPARATOR = re.compile(r"[,;，、；]")
_RANGE = re.compile(r"([0-9]{1,9})(?:[ \t\u00a0]*[-–—−][ \t\u00a0]*([0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class _Group:
    """One bracket: its numbers and ranges as (first, last)."""

    span: Span
    parts: tuple[tuple[int, int], ...]

    def names(self, number: int) -> bool:
        return any(low <= number <= high for low, high in self.parts)


def find(text: str, places: Iterable[Span], listed: AbstractSet[str]) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look, in reading order: neither code nor source list.
        listed: Ids of the source list; empty if there is none.
    """
    groups, problems = _groups(text, places)
    known = _known(groups, listed)
    zero = "0" in listed or (not listed and _numbers_from_zero(groups))
    marks: list[Mark] = []
    for group in groups:
        if _is_no_citation(group, known, listed, zero):
            continue
        ids, faults = _ids(group, known)
        problems.extend(faults)
        if ids:
            marks.append(Mark(group.span, ids))
    return Found(tuple(marks), tuple(sorted(problems, key=lambda problem: problem.span)))


def _groups(text: str, places: Iterable[Span]) -> tuple[list[_Group], list[Problem]]:
    groups: list[_Group] = []
    problems: list[Problem] = []
    for place in places:
        for match in _MARK.finditer(text, place.start, place.end):
            parts = _parts(match[1])
            if parts and not _LINK.match(text, match.end(), match.end() + 40):
                groups.append(_Group(Span(match.start(), match.end()), parts))
        for match in _TOO_LONG.finditer(text, place.start, place.end):
            message = f"{_short(match[0])} has more than {_DIGITS} digits, not counted"
            problems.append(Problem(message, Span(*match.span())))
    return groups, problems


def _parts(inner: str) -> tuple[tuple[int, int], ...]:
    """The numbers and ranges between the brackets; none if something else stands there."""
    if inner.isdigit() and len(inner) <= _DIGITS:
        return ((int(inner), int(inner)),)
    parts = []
    for piece in _SEPARATOR.split(inner):
        match = _RANGE.fullmatch(piece.strip())
        if not match:
            return ()
        low = int(match[1])
        parts.append((low, int(match[2]) if match[2] else low))
    return tuple(parts)


def _known(groups: Sequence[_Group], listed: AbstractSet[str]) -> list[int]:
    """Numbers that surely are sources: listed or, without a list, cited singly."""
    if listed:
        return sorted(int(id_) for id_ in listed if id_.isascii() and id_.isdigit())
    return sorted({low for group in groups for low, high in group.parts if low == high})


def _numbers_from_zero(groups: Sequence[_Group]) -> bool:
    """Whether `[0]` stands alone and `[1]` is named too, as in lists that count from 0."""
    return any(group.parts == ((0, 0),) for group in groups) and any(
        group.names(1) for group in groups
    )


def _is_no_citation(
    group: _Group, known: Sequence[int], listed: AbstractSet[str], zero: bool
) -> bool:
    """Intervals (`[0, 1]`) and years (`[1890]`), unless the list has such numbers."""
    numbers = {number for part in group.parts for number in part}
    if 0 in numbers and not zero:
        return True
    if not all(1500 <= number <= 2100 for number in numbers):
        return False
    if listed:
        return not any(str(number) in listed for number in numbers)
    # A text that cites more than a thousand sources reaches such numbers by counting.
    return bisect_left(known, 1500) < 1000


def _ids(group: _Group, known: Sequence[int]) -> tuple[tuple[str, ...], list[Problem]]:
    """The ids that a mark names, and what is wrong with its ranges."""
    ids: list[int] = []
    problems = []
    for low, high in group.parts:
        size = high - low + 1
        if size < 1:
            problems.append(Problem(f"range {low}–{high} runs backwards, not counted", group.span))
        elif size <= LONGEST_RANGE:
            ids.extend(range(low, high + 1))
        else:
            first, last = bisect_left(known, low), bisect_right(known, high)
            exist = last - first
            message = f"range {low}–{high}: {_sources_exist(exist)}, {size - exist:,} do not"
            if exist <= LONGEST_RANGE:
                ids.extend(known[first:last])
            else:
                message += "; not counted"
            problems.append(Problem(message, group.span))
    return tuple(str(id_) for id_ in ids), problems


def _sources_exist(count: int) -> str:
    return "1 source exists" if count == 1 else f"{count} sources exist"


def _short(mark: str) -> str:
    return mark if len(mark) <= 24 else f"{mark[:20]}…]"
