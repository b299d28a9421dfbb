"""Headings that are plain lines with a number: `I. Words`, `二、…`, beside others with a `#`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from dashboard.model import Span
from dashboard.reading.layout.blocks import Block
from dashboard.reading.outline import headline

_ORDINAL = re.compile(r"([IVX]{1,5})\.[ \t]+(?=\S)|([一二三四五六七八九十]{1,2})、")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_CHINESE = "一二三四五六七八九"
_FEWEST = 2
_LARGEST_STEP = 3
"""From one numbered heading to the next; one between may be run into its text."""


def headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Make headings of such lines if they count on and are no list."""
    numbers = [_number(text, block) for block in blocks]
    counted = series(
        (index, number)
        for index, number in enumerate(numbers[:-1])
        if number and (not numbers[index + 1] or blocks[index + 1].kind == "heading")
    )
    if len(counted) < _FEWEST:
        return list(blocks)
    return [
        replace(block, kind="heading", level=1) if index in counted else block
        for index, block in enumerate(blocks)
    ]


def series(numbered: Iterable[tuple[int, int]]) -> set[int]:
    """Of places with their numbers those that count on; a lone `1.` further down does not."""
    counted = set()
    last = 0
    for place, number in numbered:
        if last < number <= last + _LARGEST_STEP:
            counted.add(place)
            last = number
    return counted


def _number(text: str, block: Block) -> int:
    """The number that a plain line begins with; 0 if it has none or is a sentence."""
    start, end = block.span.start, block.span.end
    match = _ORDINAL.match(text, start, end) if block.kind == "paragraph" else None
    if match is None or not headline.may_head(text, Span(start, end)):
        return 0
    return _roman(match[1]) if match[1] else _chinese(match[2])


def _roman(word: str) -> int:
    number = 0
    for letter, following in pairwise(word + " "):
        value = _ROMAN[letter]
        number += -value if value < _ROMAN.get(following, 0) else value
    return number


def _chinese(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    number = _CHINESE.find(ones) + 1 if ones else 0
    return number + (10 * (_CHINESE.find(tens) + 1 if tens else 1) if ten else 0)
