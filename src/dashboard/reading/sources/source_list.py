"""Blocks → the entries of source lists.

A list stands under a heading of its own, or is a run of numbered lines with
addresses. Its entries need not wear the brackets of the marks: `[3]` in the text
is often `3.` in the list. An entry without a number or label is named by its
address, or by its author and year. Definitions of notes and links are entries
wherever they stand. Entries are neither passages nor citations.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import NamedTuple
from unicodedata import numeric

from dashboard.model import Problem, Source
from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import entry_number, plain
from dashboard.reading.sources import between
from dashboard.reading.sources.entry import LABEL, SAME_AUTHORS, authors_of, keys_of, said
from dashboard.vocabulary import addresses
from dashboard.vocabulary.list_headings import (
    begins_as_source_list,
    heads_notes,
    heads_source_list,
    may_head_source_list,
)

_NUMBERED_LINK = re.compile(r"\[(\d{1,4})\\?[.)][ \t]+")
_LINKED_NUMBER = re.compile(
    r"\[\^?(?:\\?\[)?(\d{1,4})(?:\\?\])?\]\(#[^()\s]{1,100}\)[.:]?[ \t]*(?=\S)"
)
"""An entry's number that leads back to its mark, as in `[3](#cite3) Cole`."""

_ANCHOR = re.compile(r"(?:<(?:span|a)\b[^<>]{0,100}></(?:span|a)>[ \t]*)++")
"""What converters set before an entry, so that marks can point to it."""

_EMPTY = re.compile(r"\A\[\s{0,3}\]\s{0,3}")
"""What is left of a number that led back to its mark."""

_ANCHOR_ID = re.compile(r"id=[\"']?([^\"'<>\s]{1,100})")
_WIKI_NOTE = re.compile(r"\^[ \t]*(?:Jump up to:?[ \t]*)?(?:(?:[a-z][ \t]+){1,60}(?=[\"“'A-Z]))?")
"""With the letters that lead back to the marks."""

_NOTES = re.compile(r"\[\^([^\[\]\n]{1,80})\]:?[ \t]*")
_ENDS_IN_NOTES = re.compile(r"[^.!?。！？\s][ \t]*(?:\[\^[^\[\]\n]{1,80}\][ \t]*){1,40}\Z")
_LONGEST_NAME = 160
"""Characters of an item that names works by notes, as in `- The dam of Vell[^3][^4]`."""

_LONGEST_WORK = 300
"""Characters of a line that names a work and its address."""

_LINK_TARGET = re.compile(r"\[(?!\^)[^\[\]\n]{1,120}\]:")
"""How the definition of a link begins, `[1]: https://…`, which is no note."""

_FEWEST_WORKS = 2
_SHARE_OF_WORKS = 0.75
"""Of what stands below a heading that may head sources or speak of them."""

_DOCUMENT = re.compile(r"Document \[(\d{1,4})\]\(Title: ([^\n]{1,300}?)\):")

_BRACKETED = re.compile(
    r"""
    \**\\?[\[【［〔](\d{1,9})\\?[\]】］〕]\**:?[ \t]*           # [3], **[3]**: or \[3\]
    | \**(?:Source|Ref(?:erence|\.)?)[ ](\d{1,4})\**:\**[ \t]*  # Source 3:
    """,
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(r"[\[［【〔]\^?(\d{1,3}[\d\s,，;；–—－～-]{0,60})\^?[\]］】〕]")
_RAISED = re.compile(
    r"<sup>\[?(\d{1,3})|([¹²³⁰⁴-⁹]{1,3})|[^\W\d][.,;:!?”\"’»)]{0,2}(\d{1,3})(?![\d.,%:]*\d)"
)
"""What may name an entry: in brackets; raised, or glued to a word or its stop."""

_IN_PARENS = re.compile(
    r"[(（](\d{1,3}(?:\s?[,，、;；–-]\s?\d{1,3}){0,9})[)）]|\^(\d{1,3}(?:[,–-]\d{1,3}){0,9})\^"
    r"|([①-⑳㉑-㉟㊱-㊿]{1,9})"
)
"""What may name a note where nothing else does."""

_DIGITS = re.compile(r"[\d¹²³⁰⁴-⁹]+|[①-⑳㉑-㉟㊱-㊿]")
_FEWEST = 2
_NAMED = 0.5
"""Share of the entries that marks must name before them."""


class Entry(NamedTuple):
    """One entry or note, and where it stands."""

    at: int
    """Index of its block."""

    block: Block
    source: Source

    words: str
    """Without its number or label."""

    is_note: bool
    """Whether it is a footnote or endnote, which names a work, and no entry for a work."""


@dataclass(frozen=True, slots=True)
class SourceList:
    """What the lists of a text say."""

    entries: frozenset[int]
    """Indices of the blocks that are entries."""

    sources: dict[str, Source]
    """By the number or label that marks name them by."""

    problems: tuple[Problem, ...] = ()

    loose: tuple[Source, ...] = ()
    """Entries without number or label, in the order of the list; the id is their address."""

    authors: dict[str, str] = field(default_factory=dict)
    """Author and year of an entry → the id of its source."""

    addresses: frozenset[str] = frozenset()
    """Of the numbered entries, as links name them."""

    anchors: dict[str, str] = field(default_factory=dict)
    """Places of entries that links in the text lead to → the id of the source."""

    footnotes: frozenset[str] = frozenset()
    """Of the sources those that are notes of the text's own, `[^1]: …`."""

    said: tuple[Entry, ...] = ()
    """All notes and entries with a number or label, also those whose number stands twice."""

    twice: tuple[Problem, ...] = ()
    """What is told of these, if no numbering begins again."""


def find(
    text: str, blocks: Sequence[Block], known: Mapping[str, Source] | None = None
) -> SourceList:
    """Find the entries of all source lists of a text.

    Args:
        text: The document's text.
        blocks: Title excluded.
        known: Sources that the markup itself lists, by key.
    """
    definitions = {index for index, block in enumerate(blocks) if block.kind == "definition"}
    entries = {*_under_headings(text, blocks), *_without_heading(text, blocks)} - definitions
    notes = {index for index, block in enumerate(blocks) if _is_wiki_note(text, block)}
    if not notes & entries:
        entries |= notes
    loose = between.find(text, blocks, entries | definitions)
    listing = frozenset(entries)
    entries |= loose.entries
    gathered = _Gathered(text, dict(known or {}))
    gathered.notes = frozenset(_notes(text, blocks, entries, loose.entries - listing))
    for index in sorted(definitions):
        gathered.define(index, blocks[index])
    # A list may number its entries beside notes that are numbered too; the notes come first.
    gathered.defined = frozenset(gathered.sources)
    gathered.footnotes = gathered.defined & {
        blocks[index].label for index in definitions if text.startswith("[^", blocks[index].outer)
    }
    for index in sorted(entries):
        gathered.enter(index, blocks[index])
    gathered.documents()
    numbered = gathered.sources.values()
    return SourceList(
        frozenset(entries | definitions | notes | loose.rest),
        gathered.sources,
        tuple(gathered.problems),
        tuple(gathered.loose.values()),
        gathered.authors,
        frozenset(addresses.source_id(source.url) for source in numbered if source.url),
        gathered.anchors,
        gathered.footnotes,
        tuple(gathered.said),
        tuple(gathered.twice),
    )


@dataclass(slots=True)
class _Gathered:
    """Takes entry after entry."""

    text: str
    sources: dict[str, Source]
    problems: list[Problem] = field(default_factory=list)
    said: list[Entry] = field(default_factory=list)
    twice: list[Problem] = field(default_factory=list)
    notes: frozenset[int] = frozenset()
    """Indices of entries that are footnotes or endnotes."""

    loose: dict[str, Source] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    defined: frozenset[str] = frozenset()
    footnotes: frozenset[str] = frozenset()
    anchors: dict[str, str] = field(default_factory=dict)
    before: str = ""
    """What the entry before says; the next may have dashes for its authors."""

    n_wiki: int = 0
    """Entries so far that begin with `^`: their place is their number."""

    def define(self, index: int, block: Block) -> None:
        """Take the definition of a note, or of a link to a page."""
        if self.said and self.said[-1].at == index - 1 and self._goes_on(block):
            return
        words = _EMPTY.sub("", self.text[block.span.start : block.span.end])
        if words.startswith(("#", "<#", "data:", "<data:")) or block.label == "//":
            return  # a place in the text itself, a picture, or a comment
        # `[@key]: doi:…` of Pandoc, `[^3^]: …` of chat programs
        source = said(block.label.removeprefix("@").removesuffix("^"), words)
        known = self.sources.setdefault(source.id, source)
        is_note = _LINK_TARGET.match(self.text, block.outer) is None
        self.said.append(Entry(index, block, source, words, is_note))
        if known != source and block.label.isdecimal():
            message = f"note {source.id} stands twice, the first is used"
            self.twice.append(Problem(message, block.span))

    def _goes_on(self, block: Block) -> bool:
        """Whether it is a further paragraph of the note before, set in under it."""
        same = self.said[-1].block.label == block.label
        return same and self.text[block.outer] not in "[." and block.number is None

    def enter(self, index: int, block: Block) -> None:
        """Take an entry of a list."""
        words = _words(self.text, block)
        if words.startswith("[^"):
            self._notes(words)
            return
        if labelled := self._labelled(words, block):
            id_: str | None = labelled[0]
            self._number(labelled[0], self._authored(labelled[1]), index, block)
        else:
            lines = map(self._authored, _with_years(words.split("\n")))
            ids = [self._loose(line) for line in lines]
            id_ = ids[0]
        anchor = _ANCHOR.match(self.text, block.span.start, block.span.end) if id_ else None
        for name in _ANCHOR_ID.findall(anchor[0]) if anchor else ():
            self.anchors.setdefault(name, id_ or "")

    def _authored(self, words: str) -> str:
        """An entry with the authors of that before it where it has dashes: `———. 2005. Rain`."""
        if (dashes := SAME_AUTHORS.match(words)) and (authors := authors_of(self.before)):
            rest = words[dashes.end() :]
            if rest.startswith(("and ", "& ", "und ", "et ", "y ")):  # `———, and B. Bell.`
                words = f"{authors.rstrip('.')}, {rest}"
            else:
                words = f"{authors}{'' if authors[-1] in '.,' else '.'} {rest}"
        self.before = words
        return words

    def _notes(self, words: str) -> None:
        """Take a list that was run into one paragraph: `[^1] Old rain | [^2] New rain`."""
        matches = list(_NOTES.finditer(words))
        ends = [match.start() for match in matches[1:]] + [len(words)]
        for match, end in zip(matches, ends, strict=True):
            source = said(match[1], words[match.end() : end])
            known = self.sources.setdefault(source.id, source)
            if known.title is None:
                self.sources[source.id] = replace(known, title=source.title)

    def _labelled(self, words: str, block: Block) -> tuple[str, str] | None:
        """The number or label of an entry, and what stands after it."""
        if note := _WIKI_NOTE.match(words):
            self.n_wiki += 1
            return str(self.n_wiki), words[note.end() :]
        if label := LABEL.match(words):
            return label[1], words[label.end() :]
        if link := _NUMBERED_LINK.match(words):
            return link[1], "[" + words[link.end() :]
        if link := _LINKED_NUMBER.match(words):
            return link[1], words[link.end() :]
        if note := between.FOOTNOTE.match(words):
            return str(int(note[1])), words[note.end() :].removesuffix("]")
        if mark := _BRACKETED.match(words):
            return str(int(mark[1] or mark[2])), words[mark.end() :]
        return (str(block.number), words) if block.number is not None else None

    def _number(self, id_: str, words: str, index: int, block: Block) -> None:
        source = said(id_, words)
        if id_ in self.defined:
            return
        self.said.append(Entry(index, block, source, words, index in self.notes))
        if id_ not in self.sources:
            self.sources[id_] = source
            for key in keys_of(words):
                self.authors.setdefault(key, id_)
        elif self.sources[id_] != source:
            message = f"[{id_}] stands twice in the source list, the first entry is used"
            self.twice.append(Problem(message, block.span))

    def _loose(self, words: str) -> str | None:
        source = said("", words)
        keys = keys_of(words)
        if not (source.url or keys):
            return None
        id_ = addresses.source_id(source.url) if source.url else keys[0]
        self.loose.setdefault(id_, replace(source, id=id_))
        for key in keys:
            self.authors.setdefault(key, id_)
        return id_

    def documents(self) -> None:
        """Take the titles of passages given before the text, `Document [1](Title: …): …`."""
        if "(Title: " not in self.text:
            return
        for match in _DOCUMENT.finditer(self.text):
            title = match[2].strip()
            self.sources.setdefault(match[1], Source(match[1], title, is_listed=True))


@dataclass(slots=True)
class _Named:
    """The numbers that marks name, up to a place that only moves on."""

    text: str
    _ways: tuple["_Way", ...] = field(
        default_factory=lambda: tuple(map(_Way, (_IN_BRACKETS, _RAISED, _IN_PARENS)))
    )

    def names(self, numbers: Sequence[int], place: int) -> bool:
        """Whether marks before `place` name enough of the numbers.

        Those in brackets are cheap to find and mostly all there are, so they are looked at first.
        """
        found: set[int] = set()
        for way in self._ways:
            found |= way.before(self.text, place)
            if sum(number in found for number in numbers) >= _NAMED * len(numbers):
                return True
        return False


@dataclass(slots=True)
class _Way:
    """One way to write marks, and what it names up to a place."""

    pattern: re.Pattern[str]
    place: int = 0
    numbers: set[int] = field(default_factory=set)

    def before(self, text: str, place: int) -> set[int]:
        """Those up to `place`; what was looked through is not looked through again."""
        end = max(place, self.place)
        matches = self.pattern.finditer(text, self.place, end)
        for word in {word for match in matches for word in match.groups() if word}:
            self.numbers.update(map(_value, _DIGITS.findall(word)))
        self.place = end
        return self.numbers


def _under_headings(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Entries in sections whose heading says so, those below it included."""
    level, named = 0, _Named(text)
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            words = plain(text, block.span)
            if heads_source_list(words):
                level = block.level
            elif may_head_source_list(words):
                yield from _counting_below(blocks, index, named)
            elif begins_as_source_list(words) and _holds_entries(text, blocks, index):
                level = block.level
            elif block.level <= level:
                level = 0
        elif level and _is_entry(text, block):
            yield index


def _holds_entries(text: str, blocks: Sequence[Block], heading: int) -> bool:
    """Whether nearly all that stands below a heading has author and year, or address and number."""
    below = list(takewhile(lambda block: block.kind != "heading", blocks[heading + 1 :]))
    works = sum(_is_work(text, block) for block in below)
    return works >= _FEWEST_WORKS and works >= _SHARE_OF_WORKS * len(below)


def _is_work(text: str, block: Block) -> bool:
    words = _words(text, block)
    return bool(words) and (
        bool(keys_of(words)) or (block.number is not None and _ends_in_address(words))
    )


def _counting_below(blocks: Sequence[Block], heading: int, named: _Named) -> list[int]:
    """Entries below a heading that may also stand above remarks: they count on from 1.

    They may begin again below each lesser heading, as the notes to several chapters do.
    """
    runs: list[list[int]] = [[]]
    for index in range(heading + 1, len(blocks)):
        block = blocks[index]
        if block.kind == "heading":
            if block.level <= blocks[heading].level:
                break
            runs.append([])
        elif block.number == len(runs[-1]) + 1:
            runs[-1].append(index)
    run = [index for part in runs for index in part]
    return run if _is_named(blocks, run, named) else []


def _closing(text: str, blocks: Sequence[Block]) -> list[int]:
    """Lines such as `[1] Ames, Rain` up to the end of the text that count on and are named."""
    run: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if run and block.number != (blocks[run[-1]].number or 0) - 1:
            break
        if not _BRACKETED.match(text, block.span.start, block.span.end):
            break
        run.append(index)
    run.reverse()
    return run if _is_named(blocks, run, _Named(text)) else []


def _is_named(blocks: Sequence[Block], run: Sequence[int], named: _Named) -> bool:
    """Whether marks before the run name enough of its numbers."""
    if len(run) < _FEWEST or blocks[run[0]].number != 1:
        return False
    return named.names([blocks[index].number or 0 for index in run], blocks[run[0]].span.start)


def _value(number: str) -> int:
    """Of digits, raised ones too."""
    return int("".join(str(int(numeric(figure))) for figure in number))


def _without_heading(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Entries in lists without a heading: numbered lines with addresses, or that marks name."""
    yield from _closing(text, blocks)
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
    return addresses.URL.search(text, block.span.start, block.span.end) is not None


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
    url = addresses.URL.match(text, start, block.span.end)
    return url is not None and url.end() == block.span.end


def _notes(
    text: str, blocks: Sequence[Block], entries: Collection[int], between: Collection[int]
) -> Iterator[int]:
    """Entries that are notes: those between the paragraphs, and those below such a heading."""
    yield from between
    is_below = False
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            is_below = heads_notes(plain(text, block.span))
        elif is_below and index in entries:
            yield index


def _is_wiki_note(text: str, block: Block) -> bool:
    """Whether a block is a note copied from Wikipedia; below `Notes` they have letters."""
    start = block.span.start
    return block.kind == "paragraph" and text.startswith(("^ ", "^\t"), start)


def _with_years(lines: Sequence[str]) -> Iterator[str]:
    """Lines of entries; authors whose year stands on the next line have that line too."""
    for index, line in enumerate(lines):
        begins = index == 0 or lines[index - 1].endswith((".", ")"))
        if begins and index + 1 < len(lines) and not keys_of(line):
            joined = f"{line} {lines[index + 1]}"
            is_other = line.endswith(".") and keys_of(lines[index + 1])
            yield joined if keys_of(joined) and not is_other else line
        else:
            yield line


def _words(text: str, block: Block) -> str:
    words = text[block.span.start : block.span.end]
    anchor = _ANCHOR.match(words)
    return words[anchor.end() :] if anchor else words


def _is_entry(text: str, block: Block) -> bool:
    """Whether a block under a source list's heading is an entry, not a remark."""
    words = _words(text, block)
    if not words or block.kind not in ("item", "paragraph"):
        return False
    if words[0] == "^" or LABEL.match(words) or _LINKED_NUMBER.match(words):
        return True
    if entry_number(words[:40]) is not None:
        return True
    if block.kind == "item":
        names = len(words) <= _LONGEST_NAME and _ENDS_IN_NOTES.search(words) is not None
        return block.number is not None or "http" in words or bool(keys_of(words)) or names
    if words.startswith("[^"):
        return _NOTES.match(words) is not None
    if SAME_AUTHORS.match(words):
        return True
    if words.startswith(("http", "[", "<http")) and "http" in words:
        return True
    return words[0] != "[" and (bool(keys_of(words)) or _ends_in_address(words))


def _ends_in_address(words: str) -> bool:
    """Whether the lines are works, each with where it stands: `Ames, Rain, https://…`."""
    lines = words.split("\n")
    ends = [addresses.URL.findall(line)[-1:] for line in lines if len(line) <= _LONGEST_WORK]
    return len(ends) == len(lines) and any(
        line.rstrip(".)").endswith(end[0].rstrip(".)"))
        for line, end in zip(lines, ends, strict=True)
        if end
    )
