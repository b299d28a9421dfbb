"""The title of a text: which of its blocks it is."""

from collections.abc import Sequence

from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import plain
from dashboard.reading.outline import headline
from dashboard.vocabulary.list_headings import heads_source_list

_LONGEST_TITLE = 150
_LONGEST_QUESTION = 300
USUAL = frozenset(
    """abstract, summary, executive summary, introduction, background, overview, methods, results,
    discussion, conclusion, conclusions, key findings, key points, limitations""".replace("\n", " ")
    .replace("    ", "")
    .split(", ")
)
"""Headings that no title has, and that may stand before a list."""


def find(text: str, blocks: Sequence[Block], marked: Sequence[Block]) -> int | None:
    """Index of the block that is the title; nothing if the text has none.

    Args:
        text: The document's text.
        blocks: As scanned, the headings of source lists told apart.
        marked: The headings that a `#` or an underline makes.
    """
    # A source list may stand before everything else.
    first = next((i for i, block in enumerate(blocks) if block.number is None), None)
    if first is None:
        return None
    block = blocks[first]
    words = plain(text, block.span)
    if block.kind == "heading":
        is_title = block.level == 1 or (block.level == 0 and not marked)
        if is_title and words.casefold() not in USUAL and not heads_source_list(words):
            return first
    if block.kind == "paragraph" and _may_be_title(text, blocks[first:]):
        return first
    if marked and _is_only_top(text, marked):
        return blocks.index(marked[0])
    return None


def _is_only_top(text: str, marked: Sequence[Block]) -> bool:
    """Whether the first heading is the only one of its depth, after an opening remark."""
    words = plain(text, marked[0].span)
    if marked[0].level != 1 or words.casefold() in USUAL or heads_source_list(words):
        return False
    return sum(block.level == 1 for block in marked) == 1


def _may_be_title(text: str, blocks: Sequence[Block]) -> bool:
    words = text[blocks[0].span.start : blocks[0].span.end]
    if len(blocks) < 2 or "\n" in words or headline.has_mark(words) or words.casefold() in USUAL:
        return False
    if words[-1] in "?？":
        return len(words) <= _LONGEST_QUESTION
    is_short = len(words) <= _LONGEST_TITLE and headline.is_bare(words)
    return is_short and not heads_source_list(words)
