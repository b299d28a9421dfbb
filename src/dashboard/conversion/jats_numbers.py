"""The numbers of an article's references: those that its pointers print, or else their places."""

import re
from collections.abc import Sequence

from dashboard.conversion.html.tokens import Event, tags, words

_PRINTED = re.compile(r"[\s\[(]*\d{1,4}(?:[\s\]\[]*[,;–—-]\s*\d{1,4}){0,60}[\s\])]*")
_PART = re.compile(r"(\d{1,4})(?:\s*[–—-]\s*(\d{1,4}))?")
_LONGEST_RANGE = 50


def of(events: Sequence[Event], ids: Sequence[str]) -> dict[str, int]:
    """The number of each reference, as the pointers print it or else by its place."""
    by_place = {id_: place for place, id_ in enumerate(ids, 1)}
    found: dict[str, int] = {}
    for index, tag in tags(events, 0, len(events)):
        if tag.name != "xref" or tag.get("ref-type") != "bibr":
            continue
        said = printed(words(events, index, tag.end))
        named = tag.get("rid").split()
        if len(said) != len(named):
            continue
        for id_, number in zip(named, said, strict=True):
            if found.setdefault(id_, number) != number:
                return by_place
    found = {id_: number for id_, number in found.items() if id_ in by_place}
    if len(set(found.values())) < len(found) or all(
        by_place[id_] == number for id_, number in found.items()
    ):
        return by_place
    number = max(found.values())
    for id_ in ids:
        if id_ not in found:
            number += 1
            found[id_] = number
    return found


def printed(said: str) -> list[int]:
    """The numbers that a pointer prints; none if it prints anything else."""
    numbers: list[int] = []
    for match in _PART.finditer(said) if _PRINTED.fullmatch(said) else ():
        low, high = int(match[1]), int(match[2] or match[1])
        if not 0 <= high - low <= _LONGEST_RANGE:
            return []
        numbers.extend(range(low, high + 1))
    return numbers
