"""Entries that stand below their numbers, `[1]` and a blank line: both → one block."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.model import Span
from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import lone_number, plain
from dashboard.vocabulary.list_headings import heads_source_list, may_head_source_list

_LONGEST_HEADING = 400
"""Characters of a heading with its markup; what is longer heads no list."""

_LONGEST = 12
"""Characters of a paragraph that is nothing but such a number."""


def join(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Join each number below the heading of a source list with the paragraph after it.

    Elsewhere a number that stands alone is a mark torn from its sentence.
    """
    joined: list[Block] = []
    last = 0
    before: Block | None = None
    """The block before the numbers; whether it heads a list is asked only where one follows it."""
    held: Block | None = None
    for block in blocks:
        number = _number(text, block)
        if number is None and held and block.kind == "paragraph":
            span = Span(held.span.start, block.span.end)
            joined[-1] = replace(held, span=span, number=last)
            held = None
            continue
        if number is None or held:
            before, held = block if number is None else None, None
            last = 0
        elif number == last + 1 and (last or (before and _heads(text, before))):
            held, last = block, number
        joined.append(block)
    return joined


def _number(text: str, block: Block) -> int | None:
    if block.kind != "paragraph" or len(block.span) > _LONGEST:
        return None
    return lone_number(text[block.span.start : block.span.end])


def _heads(text: str, block: Block) -> bool:
    if block.kind not in ("heading", "paragraph") or len(block.span) > _LONGEST_HEADING:
        return False
    words = plain(text, block.span)
    return heads_source_list(words) or may_head_source_list(words)
