"""Notes whose numbers have no dot, `1 47 U.S.C. § 254.`: at the feet of pages, or below a text.

Many a line begins with a number. Notes count on from 1 through the whole text, end as
sentences do, and digits at the ends of words name them.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from dashboard.model import Span
from dashboard.reading.citations import glued, raised
from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import plain
from dashboard.reading.outline.title import is_ended
from dashboard.vocabulary.list_headings import heads_source_list

_NUMBER = re.compile(r"^[ \t]{0,8}(\d{1,3})[ \t]{1,8}(?=[^\W_]|[“\"'‘(\[§])", re.MULTILINE)
_ENDED = re.compile(r"\d\Z|https?://\S{1,1900}\Z")
"""A note may end in an address or page too."""

_LONGEST_ADDRESS = 2000
_LONGEST_HEADING = 400
"""Characters of a heading with its markup; what is longer heads no list."""

_FEWEST = 4
_FEWEST_LISTED = 2
"""Entries below a list's heading."""

_SHARE_NAMED = 0.9


def part(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Make definitions of the paragraphs that are such notes, one of each note.

    Args:
        text: The document's text.
        blocks: As scanned.
    """
    blocks = _closing(text, _listed(text, blocks))
    notes: dict[int, list[Block]] = {}
    last = 0
    for index, block in enumerate(blocks):
        found = _notes(text, block, last) if block.kind == "paragraph" else []
        if found:
            notes[index] = found
            last = found[-1].number or last
    if last < _FEWEST or not _are_named(text, blocks, notes, last):
        return list(blocks)
    return [piece for index, block in enumerate(blocks) for piece in notes.get(index, (block,))]


def _listed(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Make items of entries `1 Ames A. Rain.` that count on from 1 below a list's heading."""
    if not any(_may_be_note(text, block) for block in blocks):
        return blocks
    parted: list[Block] = []
    held: list[Block] | None = None
    """Paragraphs below the heading that may be entries; `None` elsewhere."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        if held is not None and block.kind == "paragraph":
            last = found[-1].number or 0 if found else 0
            if notes := _notes(text, block, last):
                held.append(block)
                found.extend(replace(note, kind="item", label="") for note in notes)
                continue
        parted.extend(found if len(found) >= _FEWEST_LISTED else held or ())
        parted.append(block)
        may_head = block.kind in ("heading", "paragraph") and len(block.span) <= _LONGEST_HEADING
        # Few paragraphs begin with a digit, and most words are above others.
        heads = (
            may_head
            and index + 1 < len(blocks)
            and _may_be_note(text, blocks[index + 1])
            and heads_source_list(plain(text, block.span))
        )
        held, found = [] if heads else None, []
    parted.extend(found if len(found) >= _FEWEST_LISTED else held or ())
    return parted


def _may_be_note(text: str, block: Block) -> bool:
    """Whether it is a paragraph that begins with a digit, as all notes are."""
    return block.kind == "paragraph" and text[block.span.start].isdecimal()


def _closing(text: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Make definitions of items that end the text and count on from 1, if glued digits name them.

    So end texts that were pasted with their notes, `1. Ames, Rain.`, and without a heading.
    """
    first = len(blocks)
    while first and blocks[first - 1].kind == "item":
        if first < len(blocks) and blocks[first - 1].number != (blocks[first].number or 0) - 1:
            break
        first -= 1
    notes = {index: [blocks[index]] for index in range(first, len(blocks))}
    last = len(notes)
    if last < _FEWEST or blocks[first].number != 1 or _heads(text, blocks[:first]):
        return blocks
    if not _are_named(text, blocks, notes, last):
        return blocks
    items = blocks[first:]
    return [*blocks[:first], *(replace(b, kind="definition", label=str(b.number)) for b in items)]


def _heads(text: str, before: Sequence[Block]) -> bool:
    """Whether the last of some blocks is a heading: what stands below it has a name."""
    return (
        not before
        or before[-1].kind == "heading"
        or heads_source_list(plain(text, before[-1].span)[:_LONGEST_HEADING])
    )


def _notes(text: str, block: Block, last: int) -> list[Block]:
    """The notes of a paragraph that begins with the number after the last; empty if it is prose."""
    begun: list[re.Match[str]] = []
    for line in _NUMBER.finditer(text, text.rfind("\n", 0, block.span.start) + 1, block.span.end):
        if int(line[1]) == last + len(begun) + 1:
            begun.append(line)
    if not begun or begun[0].start(1) != block.span.start:
        return []
    ends = [line.start() for line in begun[1:]] + [block.span.end]
    notes = []
    for line, end in zip(begun, ends, strict=True):
        words = text[line.end() : end].rstrip()
        if not _is_ended(words):
            return []
        span = Span(line.end(), line.end() + len(words))
        number = int(line[1])
        notes.append(Block("definition", span, line.start(1), number, label=str(number)))
    return notes


def _is_ended(words: str) -> bool:
    return is_ended(words[-8:]) or _ENDED.search(words[-_LONGEST_ADDRESS:]) is not None


def _are_named(text: str, blocks: Sequence[Block], notes: Container[int], last: int) -> bool:
    """Whether glued or raised digits name most of the notes."""
    listed = {str(number) for number in range(1, last + 1)}
    places = [
        block.span
        for index, block in enumerate(blocks)
        if index not in notes and block.kind != "heading"
    ]
    marks = (*glued.find(text, places, listed).marks, *raised.find(text, places, listed).marks)
    named = {id_ for mark in marks for id_ in mark.ids}
    return len(named & listed) >= _SHARE_NAMED * last
