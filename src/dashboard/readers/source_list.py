"""Blocks → the entries of source lists.

A list stands under a heading of its own, or is a run of numbered lines with
addresses. Its entries need not wear the brackets of the marks: `[3]` in the text
is often `3.` in the list. Entries are neither passages nor citations.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.model import Problem, Source
from dashboard.readers.blocks import Block
from dashboard.readers.lines import entry_number
from dashboard.readers.outline import plain
from dashboard.readers.source_headings import heads_source_list

_BRACKETED = re.compile(r"\**[\[【](\d{1,9})[\]】]\**:?[ \t]*")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,600})\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)"
)
_URL = re.compile(r"https?://[^\s<>\"“”（）【】，。；、]+")
_ISO = re.compile(r"\b((?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)\b(?!-)")
_YEAR = re.compile(r"[(（]((?:1[5-9]|20)\d\d)[)）]")
_AROUND = " .:：,;-–—|*_\\/"
_PAIRS = (("(", ")"), ("[", "]"), ("<", ">"))
_EMPHASIS = re.compile(r"\*{1,3}")


@dataclass(frozen=True, slots=True)
class SourceList:
    """What the lists of a text say."""

    entries: frozenset[int]
    """Indices of the blocks that are entries."""

    sources: dict[str, Source]
    problems: tuple[Problem, ...] = ()


def find(text: str, blocks: Sequence[Block]) -> SourceList:
    """Find the entries of all source lists of a text."""
    entries = {*_under_headings(text, blocks), *_in_runs(text, blocks)}
    sources: dict[str, Source] = {}
    problems = []
    unnumbered = []
    for index in sorted(entries):
        source = _source(text, blocks[index])
        if source is None:
            unnumbered.append(blocks[index].span)
        elif source.id not in sources:
            sources[source.id] = source
        elif sources[source.id] != source:
            message = f"[{source.id}] stands twice in the source list, the first entry is used"
            problems.append(Problem(message, blocks[index].span))
    if unnumbered:
        n = len(unnumbered)
        one = "1 entry of the source list has no number, so that no mark can name it"
        many = f"{n} entries of source lists have no number, so that no mark can name them"
        problems.append(Problem(one if n == 1 else many, unnumbered[0]))
    return SourceList(frozenset(entries), sources, tuple(problems))


def _under_headings(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Entries in sections whose heading says so, those below it included."""
    level = 0
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            if heads_source_list(plain(text, block.span)):
                level = block.level
            elif block.level <= level:
                level = 0
        elif level and _is_entry(text, block):
            yield index


def _is_entry(text: str, block: Block) -> bool:
    """Whether a block under a source list's heading is an entry, not a remark."""
    words = text[block.span.start : block.span.start + 40]
    if block.kind == "item":
        return (
            block.number is not None
            or _URL.search(text, block.span.start, block.span.end) is not None
        )
    return block.kind == "paragraph" and entry_number(words) is not None


def _in_runs(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Entries in lists without a heading: numbered lines, each with an address."""
    run: list[int] = []
    for index, block in enumerate(blocks):
        if run and not (_is_addressed(text, block) and _follows(blocks, run[-1], block)):
            yield from _checked(text, blocks, run)
            run = []
        if _is_addressed(text, block):
            run.append(index)
    yield from _checked(text, blocks, run)


def _is_addressed(text: str, block: Block) -> bool:
    if block.number is None or block.kind not in ("item", "paragraph"):
        return False
    return _URL.search(text, block.span.start, block.span.end) is not None


def _follows(blocks: Sequence[Block], last: int, block: Block) -> bool:
    earlier = blocks[last]
    return earlier.number is not None and block.number is not None and block.number > earlier.number


def _checked(text: str, blocks: Sequence[Block], run: Sequence[int]) -> Sequence[int]:
    """The run if it is a list of sources; prose may begin with a mark or number too."""
    if not run:
        return ()
    bracketed = all(_BRACKETED.match(text, blocks[index].span.start) for index in run)
    if bracketed:
        alone = _only_address(text, blocks[run[0]])
        return run if len(run) > 1 or alone else ()
    # `1. Title URL` closes a text; in the middle of one it may be advice with links.
    return run if len(run) > 1 and run[-1] == len(blocks) - 1 else ()


def _only_address(text: str, block: Block) -> bool:
    mark = _BRACKETED.match(text, block.span.start, block.span.end)
    start = mark.end() if mark else block.span.start
    url = _URL.match(text, start, block.span.end)
    return url is not None and url.end() == block.span.end


def _source(text: str, block: Block) -> Source | None:
    """What an entry says; nothing if it has no number."""
    if block.number is None:
        return None
    mark = _BRACKETED.match(text, block.span.start, block.span.end)
    words = text[mark.end() if mark else block.span.start : block.span.end]
    number = int(mark[1]) if mark else block.number
    if link := _LINK.search(words):
        title: str | None = _title(link[1])
        url: str | None = link[2]
        rest = words[: link.start()] + link[1] + words[link.end() :]
    elif address := _URL.search(words):
        url = _trimmed(address[0])
        before = _title(words[: address.start()])
        after = _title(words[address.start() + len(url) :])
        title = before or after
        rest = words[: address.start()] + words[address.end() :]
    else:
        title, url, rest = _title(words), None, words
    return Source(str(number), title, url, published=_published(rest), is_listed=True)


def _title(words: str) -> str | None:
    """A title without the punctuation round it; a bracket with its partner is its own."""
    title = " ".join(_EMPHASIS.sub("", words).split()).strip(_AROUND)
    for opening, closing in _PAIRS:
        if title.count(opening) > title.count(closing):
            title = title.strip(opening + _AROUND)
        elif title.count(closing) > title.count(opening):
            title = title.strip(closing + _AROUND)
    return title or None


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    url = url.rstrip(".,;:!?'*")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count(
        "(" if url[-1] == ")" else "["
    ):
        url = url[:-1].rstrip(".,;:!?'*")
    return url


def _published(words: str) -> str | None:
    """The date, if it is plainly one."""
    date = _ISO.search(words) or _YEAR.search(words)
    return date[1] if date else None
