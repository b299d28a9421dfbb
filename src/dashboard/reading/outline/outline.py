"""Blocks → title, headings and body.

Headings with a mark (`#`, underlines, bold lines) come from `blocks`. In a text
that has none, a short line before prose is a heading: `Executive summary`,
`1. Title`, `一、标题`. The heading of a source list is one in every form.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.model import Span
from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import EDIT, plain
from dashboard.reading.outline.title import (
    LONGEST_PLAIN,
    USUAL,
    is_prose_end,
    may_head,
    title_index,
)
from dashboard.vocabulary.list_headings import heads_source_list, may_head_source_list

_LONGEST_LEAD = 80
"""Characters of a plain line that heads a source list."""

_SHORTEST_PROSE = 120
"""Characters of a paragraph that is prose though it ends without a stop."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_]+")
_FEWEST_SHARED = 4
_SHARE_LIKE = 0.6
"""Of the words of two headings, from which one says the other again."""

_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t]+\S")
_CHINESE = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]")
_CHINESE_SUB = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_ROMAN = re.compile(r"[IVX]{1,5}\.[ \t]+\S")
_ORDINAL = re.compile(r"([IVX]{1,5})\.[ \t]+(?=\S)|([一二三四五六七八九十]{1,2})、")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_CHINESE_DIGITS = "一二三四五六七八九"
_FEWEST_COUNTED = 2
_LARGEST_STEP = 3
"""From one numbered heading to the next; one between may be run into its text."""

_RUN_IN_SUMMARY = re.compile(r"executive summary[ \t]*[:—–-][ \t]*(?=\S)", re.IGNORECASE)
_RUN_IN = re.compile(r"[^\n:：.!?\[【]{3,80}[:：][ \t]+(?=[^\W\d_a-z])")
_SHORTEST_TEXT = 20
"""Characters after the heading; fewer are the rest of an item."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A text's title, and all its other blocks with the headings told apart."""

    title: str | None
    blocks: list[Block]


def find(text: str, blocks: Sequence[Block], front_title: str | None) -> Outline:
    """Tell title and headings from body.

    Args:
        text: The document's text.
        blocks: As scanned.
        front_title: From the front matter, if there is one.
    """
    marked = [block for block in blocks if block.kind == "heading" and block.level]
    closing = _closing_list(text, blocks)
    named = [_named(text, blocks, index, closing) for index in range(len(blocks))]
    has_edit = any(_ends_in_edit(text, block) for block in blocks)
    if has_edit:
        named = [_edited(text, block) for block in named]
    first_body = title_index(text, named, marked)
    title = front_title
    if title and first_body is not None and not _is_second_title(named[first_body], marked):
        first_body = None
    if first_body is not None:
        title = title or plain(text, named[first_body].span)
        named = named[:first_body] + named[first_body + 1 :]
    if marked:
        named = _counted_headings(text, named)
    elif not has_edit:
        named = _bare_headings(text, named)
    return Outline(title, _levels(_without_repeats(text, named, title)))


def _is_second_title(block: Block, marked: Sequence[Block]) -> bool:
    """Whether a text that names its title elsewhere says it once more above the text."""
    is_top = block.kind == "heading" and block.level == 1
    return is_top and sum(heading.level == 1 for heading in marked) == 1


def _closing_list(text: str, blocks: Sequence[Block]) -> int:
    """Index of the first of the blocks with addresses that end the text.

    Beyond the last block if the text has several lists without numbers: those stand
    each below the paragraph that they support. A few items may have no address.
    """
    first = len(blocks)
    n_bare = 0
    while first:
        has_address = _has_address(text, blocks[first - 1])
        if not has_address and blocks[first - 1].kind != "item":
            break
        n_bare += not has_address
        first -= 1
    too_bare = 2 * n_bare > len(blocks) - first
    if first in (0, len(blocks)) or too_bare or not _is_lead(text, blocks[first - 1]):
        return len(blocks)
    leads = sum(_is_lead(text, block) for block in blocks)
    return first if leads == 1 else len(blocks)


def _is_lead(text: str, block: Block) -> bool:
    if block.kind != "paragraph" or len(block.span) > _LONGEST_LEAD:
        return False
    return heads_source_list(text[block.span.start : block.span.end])


def _has_address(text: str, block: Block) -> bool:
    start, end = block.span.start, block.span.end
    if block.kind not in ("item", "paragraph", "definition") or text.find("http", start, end) < 0:
        return False
    return text.find("([", start, end) < 0  # that is how sentences cite


def _named(text: str, blocks: Sequence[Block], index: int, closing: int) -> Block:
    """A plain or bold line above a source list, as a heading."""
    block = blocks[index]
    if block.kind != "paragraph" or len(block.span) > _LONGEST_LEAD:
        return block
    words = text[block.span.start : block.span.end]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    # `Sources:` also stands above the addresses for one paragraph, `7 References` in a table
    # of contents.
    is_sure = words.startswith(("**", "__")) or (
        following is not None
        and (index + 1 == closing or following.number is not None or _is_note(text, following))
    )
    if not is_sure:
        return block
    is_head = ("\n" not in words and heads_source_list(words)) or (
        following is not None and following.number == 1 and may_head_source_list(words)
    )
    return replace(block, kind="heading") if is_head else block


def _is_note(text: str, block: Block) -> bool:
    """Whether a block begins as notes copied from Wikipedia do."""
    return text[block.span.start] == "^"


def _ends_in_edit(text: str, block: Block) -> bool:
    return block.kind == "paragraph" and text.endswith(EDIT, block.span.start, block.span.end)


def _edited(text: str, block: Block) -> Block:
    """A heading copied from Wikipedia, with its link to edit the section."""
    if _ends_in_edit(text, block) and len(block.span) <= LONGEST_PLAIN + len(EDIT):
        line = text.find("\n", block.span.start, block.span.end)
        span = block.span if line < 0 else Span(block.span.start, line)
        return replace(block, kind="heading", span=span, level=1)
    return block


def _bare_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Make headings of short lines before prose, in a text without `#`."""
    alone = {blocks[index].number or 0 for index in _numbered(text, blocks)}
    found = _run_in(text, blocks, alone)
    numbered = _numbered(text, found)
    are_headings = len(numbered) > 1 or _opens_with_usual(text, found)
    first_text = _first_text(text, found)
    bare: set[int] = set()
    for index in reversed(range(len(found))):
        block = found[index]
        if index in numbered and are_headings:
            span = Span(block.outer, block.span.end)
            found[index] = replace(block, kind="heading", span=span, level=1)
        elif (level := _bare_level(text, found, index)) or (
            index > first_text and index + 1 in bare and _may_be_bare(text, block)
        ):
            found[index] = replace(block, kind="heading", level=level or 1)
            bare.add(index)
    return found


def _first_text(text: str, blocks: Sequence[Block]) -> int:
    """Index of the first block that is no title, name or date above the text."""
    return next(
        (
            i
            for i, block in enumerate(blocks)
            if block.kind != "paragraph" or _is_prose(text, block)
        ),
        len(blocks),
    )


def _may_be_bare(text: str, block: Block) -> bool:
    """Whether a plain line may be a heading if another follows it."""
    is_line = block.kind == "paragraph" and may_head(text, block.span)
    if not is_line or text[block.span.start].islower():
        return False
    return _WORD.search(text, block.span.start, block.span.end) is not None


def _numbered(text: str, blocks: Sequence[Block]) -> set[int]:
    """Indices of the numbered lines that are headings, if any are."""
    indices = [i for i in range(len(blocks)) if _is_numbered_heading(text, blocks, i)]
    return _series((index, blocks[index].number or 0) for index in indices)


def _opens_with_usual(text: str, blocks: Sequence[Block]) -> bool:
    """Whether the first line is a plain `Executive summary`, so that others are plain too."""
    first = next((block for block in blocks if block.kind in ("paragraph", "heading")), None)
    return first is not None and plain(text, first.span).casefold() in USUAL


def _is_numbered_heading(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether `1. Words` heads what follows instead of standing in a list."""
    block = blocks[index]
    if block.kind != "item" or block.number is None or not may_head(text, block.span):
        return False
    beside = (*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2])
    in_list = any(
        other.kind == "item" and other.number is not None and may_head(text, other.span)
        for other in beside
    )
    return not in_list and index + 1 < len(blocks)


def _bare_level(text: str, blocks: Sequence[Block], index: int) -> int:
    """Depth of a plain line as heading; 0 if it is none."""
    block = blocks[index]
    if block.kind != "paragraph" or index + 1 == len(blocks):
        return 0
    if not may_head(text, block.span):
        return 0
    words = text[block.span.start : block.span.end]
    following = blocks[index + 1]
    if _CHINESE.match(words) or _ROMAN.match(words):
        return 1
    if _CHINESE_SUB.match(words):
        return 2
    if decimal := _DECIMAL.match(words):
        return decimal[1].count(".") + 1
    if words.casefold() in USUAL:
        return 1
    return int(_may_be_bare(text, block) and _is_prose(text, following))


def _is_prose(text: str, block: Block) -> bool:
    if block.kind != "paragraph":
        return False
    words = text[max(block.span.start, block.span.end - 12) : block.span.end]
    return is_prose_end(words) or len(block.span) >= _SHORTEST_PROSE


def _run_in(text: str, blocks: Sequence[Block], numbers: Container[int]) -> list[Block]:
    """Set the headings apart that run into their text: `2. Missing context: The reports lack …`.

    Only in a text whose other headings are plain lines too, since elsewhere words before a colon
    are a label.

    Args:
        text: The document's text.
        blocks: Title excluded.
        numbers: Those of the headings that stand alone on their lines; one that runs into
            its text stands between or beside them.
    """
    parted: list[Block] = []
    for block in blocks:
        heading = _run_in_heading(text, block, numbers)
        if heading is None:
            parted.append(block)
            continue
        start, end = heading.span.end, block.span.end
        rest = text[start:end].lstrip(" \t:：—–-")
        span = Span(end - len(rest), end)
        parted += (heading, Block("paragraph", span, span.start))
    return parted


def _run_in_heading(text: str, block: Block, numbers: Container[int]) -> Block | None:
    start, end = block.span.start, block.span.end
    if block.kind == "paragraph":
        match = _RUN_IN_SUMMARY.match(text, start, end)
    elif block.kind == "item" and block.number is not None:
        is_beside = block.number - 1 in numbers or block.number + 1 in numbers
        match = _RUN_IN.match(text, start, end) if is_beside else None
    else:
        match = None
    if match is None or end - match.end() < _SHORTEST_TEXT or block.number in numbers:
        return None
    words = match[0].rstrip(" \t:：—–-")
    return replace(block, kind="heading", span=Span(block.outer, start + len(words)), level=1)


def _counted_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Make headings of plain lines with a number, `I. Words` or `二、…`, that count on.

    For a text whose other headings have a `#`.
    """
    numbers = [_ordinal(text, block) for block in blocks]
    counted = _series(
        (index, number)
        for index, number in enumerate(numbers[:-1])
        if number and (not numbers[index + 1] or blocks[index + 1].kind == "heading")
    )
    if len(counted) < _FEWEST_COUNTED:
        return list(blocks)
    return [
        replace(block, kind="heading", level=1) if index in counted else block
        for index, block in enumerate(blocks)
    ]


def _series(numbered: Iterable[tuple[int, int]]) -> set[int]:
    """Of places with their numbers those that count on; a lone `1.` further down does not."""
    counted = set()
    last = 0
    for place, number in numbered:
        if last < number <= last + _LARGEST_STEP:
            counted.add(place)
            last = number
    return counted


def _ordinal(text: str, block: Block) -> int:
    """The number that a plain line begins with; 0 if it has none or is a sentence."""
    start, end = block.span.start, block.span.end
    match = _ORDINAL.match(text, start, end) if block.kind == "paragraph" else None
    if match is None or not may_head(text, Span(start, end)):
        return 0
    return _roman(match[1]) if match[1] else _chinese(match[2])


def _roman(word: str) -> int:
    number = 0
    for letter, following in pairwise(word + " "):
        value = _ROMAN_VALUES[letter]
        number += -value if value < _ROMAN_VALUES.get(following, 0) else value
    return number


def _chinese(word: str) -> int:
    tens, ten, ones = word.rpartition("十")
    number = _CHINESE_DIGITS.find(ones) + 1 if ones else 0
    return number + (10 * (_CHINESE_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


def _without_repeats(text: str, blocks: Sequence[Block], title: str | None) -> list[Block]:
    """Leave out headings that only say the title again."""
    if title is None:
        return list(blocks)
    tops = [block for block in blocks if block.kind == "heading" and block.level == 1]
    # A program may give its report another title once it has searched.
    retold = tops[0] if len(tops) == 1 and _is_like(plain(text, tops[0].span), title) else None
    return [
        block
        for block in blocks
        if block.kind != "heading"
        or (block is not retold and plain(text, block.span).casefold() != title.casefold())
    ]


def _is_like(words: str, title: str) -> bool:
    """Whether two lines share most of their words."""
    one, other = (set(_WORD.findall(line.casefold())) for line in (words, title))
    return len(one & other) >= max(_FEWEST_SHARED, _SHARE_LIKE * len(one | other))


def _levels(blocks: Sequence[Block]) -> list[Block]:
    """Give bold lines the depth below the last heading with a `#`."""
    levelled = []
    depth = 0
    for block in blocks:
        if block.kind == "heading":
            if block.level:
                depth = block.level
            else:
                block = replace(block, level=depth + 1)
        levelled.append(block)
    return levelled
