"""Raised numbers that are no links: `<sup>3</sup>` → the entry of a list that they name."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from dashboard.conversion.converted import names
from dashboard.conversion.html.tokens import Event, words

_NUMBERS = re.compile(r"\s{0,3}\[?\s{0,3}(\d{1,3}(?:\s{0,2}[,;–-]\s{0,2}\d{1,3}){0,20})\]?\s{0,3}")
_WORD = re.compile(r"([^\W\d_]+|[.,;:!?)\]\"'”’»%])\s?$")
_UNITS = names("m cm mm km dm nm µm ft in mi s h kg g l x y z r n a b c e i p q t")
_DIGITS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_RAISED = re.compile(r"[0-9+\-−()]{1,8}|n|[0-9]{1,3}(?:, ?[0-9]{1,3}){1,20}")


def find(
    events: Sequence[Event], skipped: AbstractSet[int], listed: Mapping[int, int]
) -> dict[int, str]:
    """Raised numbers → marks, by the place of their tags.

    Args:
        events: The page.
        skipped: Tags that are left out.
        listed: Numbers of the entries under a heading for sources, by place.
    """
    known = set(listed.values())
    found: dict[int, str] = {}
    before = ""
    index = 0
    while known and index < len(events):
        event = events[index]
        if isinstance(event, str):
            before = (before + event)[-30:]
        elif index in skipped:
            index = event.end
            continue
        elif event.name == "sup":
            if mark := _mark(words(events, index, event.end), before, known):
                found[index] = mark
            index = event.end
            continue
        index += 1
    return found


def _mark(said: str, before: str, known: AbstractSet[int]) -> str | None:
    numbers = _NUMBERS.fullmatch(said)
    word = _WORD.search(before)
    if not numbers or not word or word[1].lower() in _UNITS:
        return None
    if not all(int(number) in known for number in re.findall(r"\d+", numbers[1])):
        return None
    return f"[{' '.join(numbers[1].split())}]"


def digits(said: str) -> str:
    """Raised numbers in characters that are raised themselves: `m²`, `word¹,²`."""
    return said.translate(_DIGITS) if _RAISED.fullmatch(said) else said
