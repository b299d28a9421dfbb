"""Notes `[n] text` that stand between the paragraphs of a text, as in books typed off by hand.

A sentence may begin with its mark too. So these count on from 1, and marks before them name
nearly all of them. A numbering may begin again with each chapter.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.reading.layout.blocks import Block

FOOTNOTE = re.compile(r"\[(?:(?:Foot|End)note|Note|FOOTNOTE)[ ](\d{1,4})[:.][ \t\n]*(?=\S)")
"""How one begins that is all in brackets: `[Footnote 1: text]`."""

_BRACKETED = re.compile(r"\**\\?[\[【［](\d{1,4})\\?[\]】］]\**[:.]?[ \t]*(?=[^\s.,;:])")
_NAMING = re.compile(r"\[\^?(\d{1,4}(?:[ ,;–-]{1,3}\d{1,4}){0,20})\^?\\?\]|[【［](\d{1,4})[】］]")
_RANGE = re.compile(r"(\d+)(?:[ ]?[–-][ ]?(\d+))?")
_LONGEST_RANGE = 50
_FEWEST = 2
_NAMED = 0.75
"""Share of the notes that marks before them must name."""

_LOWER = 0.4
"""Share that may begin with a small letter, as `ibid.` and `see …` do."""

_MOST_BETWEEN = 5
"""Paragraphs of one note, beyond its first."""


class Notes(NamedTuple):
    """What was found."""

    entries: frozenset[int]
    """Indices of the blocks that begin a note."""

    rest: frozenset[int]
    """Of their further paragraphs."""


def find(text: str, blocks: Sequence[Block], taken: Collection[int]) -> Notes:
    """Find such notes.

    Args:
        text: The document's text.
        blocks: Title excluded.
        taken: Indices of those that are known to be entries; a note among them may have further
            paragraphs.
    """
    found = _counting_on(text, blocks)
    n_lower = sum(_begins_lower(text, blocks[index]) for index, _ in found)
    if len(found) < _FEWEST or n_lower > _LOWER * len(found):
        return Notes(frozenset(), frozenset())
    indices = [index for index, _ in found]
    if indices == [*range(indices[0], indices[-1] + 1)] and set(indices) <= set(taken):
        return Notes(frozenset(), frozenset())  # a list that stands together, and is known
    places = _places(text, blocks, {index for index, _ in found} | set(taken))
    above: dict[int, int] = {}
    named: dict[int, int] = {}
    for index, number in found:
        start = blocks[index].span.start
        marks = places.get(number, [])
        first = bisect_left(marks, above.get(number, 0))
        if first < bisect_right(marks, start):
            named[index] = marks[first]
        above[number] = start
    if len(named) < max(_FEWEST, _NAMED * len(found)):
        return Notes(frozenset(), frozenset())
    entries = [index for index, _ in found]
    rest: set[int] = set()
    for index, later in pairwise(entries):
        # What names the later note stands above this one, so nothing but notes lies between.
        is_group = later in named and named[later] < blocks[index].span.start
        between = range(index + 1, later)
        is_short = len(between) <= _MOST_BETWEEN
        if is_group and is_short and all(blocks[n].kind != "heading" for n in between):
            rest.update(between)
    return Notes(frozenset(entries), frozenset(rest))


def _begins_lower(text: str, block: Block) -> bool:
    """Whether it goes on as a sentence does whose subject is the mark: `[1] says it rained`."""
    note = _BRACKETED.match(text, block.span.start, block.span.end)
    return note is not None and text[note.end()].islower()


def _counting_on(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Paragraphs that begin so, with their numbers: each the next one, or 1 again."""
    found: list[tuple[int, int]] = []
    last = 0
    for index, block in enumerate(blocks):
        if block.kind != "paragraph" or text[block.span.start] not in "[【［*\\":
            continue
        start, end = block.span.start, block.span.end
        match = _BRACKETED.match(text, start, end) or FOOTNOTE.match(text, start, end)
        if match and (number := int(match[1])) in (last + 1, 1):
            found.append((index, number))
            last = number
    return found


def _places(text: str, blocks: Sequence[Block], notes: Collection[int]) -> dict[int, list[int]]:
    """Where marks name each number outside of the notes."""
    places: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        if index in notes or block.kind == "heading":
            continue
        for mark in _NAMING.finditer(text, block.span.start, block.span.end):
            for low, high in _RANGE.findall(mark[1] or mark[2]):
                last = min(int(high or low), int(low) + _LONGEST_RANGE)
                for number in range(int(low), last + 1):
                    places.setdefault(number, []).append(mark.start())
    return places
