"""The title of a text, and what a line says of itself that may be a title or a heading."""

import re
from collections.abc import Sequence

from dashboard.model import Span
from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import plain
from dashboard.vocabulary.list_headings import heads_source_list

_MARK = re.compile(
    r"[\[【［]\^?\d|\[cite[:_]|\ue200|†|<ref\b|\]\(http|\[@|\]_|\\cite|<d-cite|'''"
    r"|[.!?…,;。！？，][\"'”’»›)」』）]*[⁰¹²³⁴-⁹]"
)
"""Citation marks, raised digits after a stop among them, and the bold name of an encyclopedia."""

_ADDRESS = re.compile(r"https?://|www\.")
_DATELINE = re.compile(r"(?:checked on|published|updated|last updated|by)\b", re.IGNORECASE)
LONGEST_PLAIN = 120
"""Characters of a plain line that may be a heading."""

_MOST_WORDS = 16
_PAGE = re.compile(
    r"(?:page|seite|página|pagina|pagg?\.|p\.)\s\d{1,4}(?:\s?(?:of|von|de|di|/)\s?\d{1,4})?\Z",
    re.IGNORECASE,
)
_MARKED_END = re.compile(
    r"(?:[^\W\d_]{2}|[%)”\"»’°])[.!?…][)”\"»’*_]{0,2}(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\Z"
)
_MARKED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\.\d{1,3}\Z")
"""The end of a sentence with the number of its source; a year may also be that of a version."""

_STOP = frozenset(".!?…。！？:：;；,，、।؟")
_ENDED = re.compile(r"(?:[.!?…:。！？：।॥۔؟][\"'”’»›)\]」』）*_]*|[\]】])$")

_LONGEST_TITLE = 150
_LONGEST_QUESTION = 300
USUAL = frozenset(
    """abstract, summary, executive summary, introduction, background, overview, methods, results,
    discussion, conclusion, conclusions, key findings, key points, limitations""".replace("\n", " ")
    .replace("    ", "")
    .split(", ")
)
"""Headings that no title has, and that may stand before a list."""


def title_index(text: str, blocks: Sequence[Block], marked: Sequence[Block]) -> int | None:
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
    if len(blocks) < 2 or "\n" in words or has_mark(words) or words.casefold() in USUAL:
        return False
    if words[-1] in "?？":
        return len(words) <= _LONGEST_QUESTION
    is_short = len(words) <= _LONGEST_TITLE and is_bare(words)
    return is_short and not heads_source_list(words)


def has_mark(words: str) -> bool:
    """Whether it holds a citation mark, as no title does."""
    return _MARK.search(words) is not None


def is_ended(words: str) -> bool:
    """Whether it ends as a sentence or a citation does."""
    return _ENDED.search(words) is not None


def is_prose_end(words: str) -> bool:
    """Whether a paragraph that ends so is prose: as a sentence does, with or without a mark."""
    return (
        is_ended(words)
        or _MARKED_END.search(words) is not None
        or _MARKED_YEAR.search(words) is not None
    )


def is_bare(words: str) -> bool:
    """Whether it has no stop at its end, no citation mark and no address."""
    return not (
        words[-1] in _STOP
        or is_ended(words)
        or _MARKED_END.search(words)
        or has_mark(words)
        or _ADDRESS.search(words)
    )


def may_head(text: str, span: Span) -> bool:
    """Whether a plain line is short, without stop, mark or address, and no date."""
    if len(span) > LONGEST_PLAIN:
        return False
    words = text[span.start : span.end]
    return not (
        "\n" in words
        or not is_bare(words)
        or _DATELINE.match(words)
        or _PAGE.match(words)
        or len(words.split()) > _MOST_WORDS
        or words[0] in "\"'“‘«|<"
    )
