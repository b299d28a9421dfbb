"""Headings that run into their text: `2. Missing context: The reports lack …`.

Blocks → the same blocks with such headings set apart. Only in a text whose other headings
are plain lines too, since elsewhere words before a colon are a label.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from dashboard.model import Span
from dashboard.reading.layout.blocks import Block

_SUMMARY = re.compile(r"executive summary[ \t]*[:—–-][ \t]*(?=\S)", re.IGNORECASE)
_NUMBERED = re.compile(r"[^\n:：.!?\[【]{3,80}[:：][ \t]+(?=[^\W\d_a-z])")
_SHORTEST_TEXT = 20
"""Characters after the heading; fewer are the rest of an item."""


def part(text: str, blocks: Sequence[Block], numbers: Container[int]) -> list[Block]:
    """Set the headings apart that run into their text.

    Args:
        text: The document's text.
        blocks: Title excluded.
        numbers: Those of the headings that stand alone on their lines; one that runs into
            its text stands between or beside them.
    """
    parted: list[Block] = []
    for block in blocks:
        heading = _heading(text, block, numbers)
        if heading is None:
            parted.append(block)
            continue
        start, end = heading.span.end, block.span.end
        rest = text[start:end].lstrip(" \t:：—–-")
        span = Span(end - len(rest), end)
        parted += (heading, Block("paragraph", span, span.start))
    return parted


def _heading(text: str, block: Block, numbers: Container[int]) -> Block | None:
    start, end = block.span.start, block.span.end
    if block.kind == "paragraph":
        match = _SUMMARY.match(text, start, end)
    elif block.kind == "item" and block.number is not None:
        is_beside = block.number - 1 in numbers or block.number + 1 in numbers
        match = _NUMBERED.match(text, start, end) if is_beside else None
    else:
        match = None
    if match is None or end - match.end() < _SHORTEST_TEXT or block.number in numbers:
        return None
    words = match[0].rstrip(" \t:：—–-")
    return replace(block, kind="heading", span=Span(block.outer, start + len(words)), level=1)
