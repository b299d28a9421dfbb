"""Events and marks → blocks of Markdown, in one walk.

Elements nest, so what must wait for an end is kept on stacks: open elements, lists,
tables, and sinks for what is gathered in a cell, note or entry before it is written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.conversion.html.furniture import BLOCKS, Page, card, is_layout, is_title, outside
from dashboard.conversion.html.notes import Marks
from dashboard.conversion.html.tokens import Tag, tag_at, words
from dashboard.conversion.markdown import (
    BREAK,
    Blocks,
    Kind,
    code,
    entry_number,
    link,
    number_of,
    raised,
    unlabelled,
)
from dashboard.vocabulary.list_headings import heads_list

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACED_BREAK = re.compile(rf" ?{BREAK} ?")
_UNWRITTEN = {ord("\u00ad"): None, ord("\x0b"): " ", ord("\x00"): "\ufffd"}
_BOLD = frozenset(("b", "strong"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))


@dataclass(slots=True)
class _Open:
    """An element that is being written."""

    tag: Tag
    index: int
    begin: int = 0
    """Length of the line where it began."""

    n_flushed: int = 0


@dataclass(slots=True)
class Writer:
    """Walks the events of a page and gathers blocks of Markdown."""

    page: Page
    marks: Marks
    blocks: Blocks = field(default_factory=Blocks)
    line: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    sinks: list[list[str]] = field(default_factory=list)
    """Cells, notes and entries that blocks are gathered in, the innermost last."""

    lists: list[int] = field(default_factory=list)
    """Of each list: the next number, or 0 for one with bullets."""

    bullet: str = ""
    bold: int = 0
    plain: bool = False
    """Whether something in the line is not bold."""

    heading: int = 0
    layouts: list[bool] = field(default_factory=list)
    """Of each table: whether it only places things on the page."""

    rows: list[list[str]] = field(default_factory=list)
    is_listing: bool = False
    """Whether the last heading says that a list of sources follows."""

    numbers: dict[str, str] = field(default_factory=dict)
    """Addresses of links that are numbers."""

    is_head: bool = False
    """Whether all cells of the row are names of columns."""

    n_flushed: int = 0
    n_pictures: int = 0
    held: list[tuple[Kind, str]] = field(default_factory=list)
    """Notes that wait for the end of a table or note."""

    written: set[int] = field(default_factory=set)
    """Notes that have been written."""

    def walk(self, start: int, end: int) -> None:
        """Write all between two places."""
        events, skipped = self.page.events, self.page.parts.skipped
        index = start
        while index < end:
            self._close_before(index)
            event = events[index]
            if isinstance(event, str):
                self._words(event)
                index += 1
            elif index in skipped or not self._begin(event, index):
                index = event.end
            else:
                index += 1
        self._close_before(end + len(events))
        self.flush()

    def notes(self) -> None:
        """Write the notes that stand outside of what was walked."""
        for index in self.marks.notes:
            if index not in self.written:
                event = self.page.events[index]
                self.walk(index, event.end if isinstance(event, Tag) else index)

    def flush(self) -> None:
        """End the line: it is a paragraph, heading, item, or part of a cell or note."""
        self.n_flushed += 1
        if not self.line:
            return
        said = _SPACED_BREAK.sub(BREAK, _SPACE.sub(" ", "".join(self.line))).strip(" " + BREAK)
        bold = not self.plain
        self.line, self.plain = [], False
        if not said.strip():
            return
        if self.sinks:
            self.sinks[-1].append(said.replace(BREAK, " "))
        elif self.heading:
            self.is_listing = heads_list(said)
            self.blocks.add("heading", "#" * self.heading + " " + said.replace(BREAK, " "))
        elif self.bullet:
            indent = "  " * (len(self.lists) - 1)
            self.blocks.add("item", f"{indent}{self.bullet} {said.replace(BREAK, ' ')}")
            self.bullet = ""
        else:
            self.blocks.paragraphs(said, bold=bold and not self.lists, depth=len(self.lists))

    def _words(self, said: str) -> None:
        said = said.translate(_UNWRITTEN)
        self.line.append(said)
        if not self.bold and not said.isspace():
            self.plain = True

    def _begin(self, tag: Tag, index: int) -> bool:
        """Begin an element; whether what is in it is to be walked."""
        name = tag.name
        if (mark := self.marks.written.get(index)) is not None:
            self.line.append(mark)
            self.plain |= bool(mark)
            return False
        if name in ("br", "wbr", "hr", "img"):
            self._void(tag)
            return False
        if name == "pre" and self.page.has_prose:
            self._code_block(index, tag)
            return False
        if name == "a" and self.is_listing and (said := card(self.page, index, self.numbers)):
            self.flush()
            self._words(said)
            self.flush()
            return False
        if name == "math":
            self._words(tag.get("alttext") or words(self.page.events, index, tag.end))
            return False
        if name in BLOCKS or self._is_note(index):
            self.flush()
            self._begin_block(tag, index)
        self.bold += name in _BOLD
        self.opened.append(_Open(tag, index, len(self.line), self.n_flushed))
        return True

    def _void(self, tag: Tag) -> None:
        if tag.name == "br":
            self.line.append(BREAK)
        elif tag.name == "hr":
            self.flush()
        elif tag.name == "img":
            if "math" in tag.get("class"):
                self._words(tag.get("alt"))
            elif tag.get("width") not in ("0", "1") and tag.get("height") not in ("0", "1"):
                self.n_pictures += 1

    def _begin_block(self, tag: Tag, index: int) -> None:
        name = tag.name
        if name in ("ul", "ol"):
            start = tag.get("start")
            number = int(start) if start.isdecimal() and len(start) < 7 else 1
            self.lists.append(number if name == "ol" else 0)
        elif name == "table":
            self.layouts.append(bool(self.sinks) or is_layout(self.page.events, index, tag))
        elif name == "tr" and self.layouts and not (self.layouts[-1] or self._is_note(index)):
            self.rows.append([])
            self.is_head = True
        elif name in ("td", "th") and self.rows and not self.layouts[-1]:
            self.sinks.append([])
            self.is_head &= name == "th"
        elif name == "blockquote":
            self.blocks.quotes += 1
        elif name == "p" and is_title(tag, is_google=self.page.is_google):
            self.heading = 1
        elif len(name) == 2 and name[0] == "h" and not (self.sinks or self.lists):
            self.heading = int(name[1])
        if self._is_note(index):
            self.sinks.append([])
            self.bullet = ""
        elif name == "li":
            self._begin_item(tag)

    def _begin_item(self, tag: Tag) -> None:
        if not self.lists:
            self.bullet = ""
            return
        number = self.lists[-1]
        value = tag.get("value")
        if number and value.isdecimal() and len(value) < 7:
            number = int(value)
        self.bullet = entry_number(number) if number else "-"
        if number:
            self.lists[-1] = number + 1

    def _close_before(self, index: int) -> None:
        while self.opened and self.opened[-1].tag.end <= index:
            ended = self.opened.pop()
            name = ended.tag.name
            if name == "a":
                self._end_link(ended)
            elif name == "sup":
                self._end_inline(ended, raised)
            elif name in _CODE:
                self._end_inline(ended, code)
            self.bold -= name in _BOLD
            is_note = self._is_note(ended.index)
            if name in BLOCKS or is_note:
                self.flush()
                if is_note:
                    self._end_note(ended.index)
                self._end_block(name, ended.index)

    def _end_inline(self, ended: _Open, written: Callable[[str], str]) -> None:
        if ended.n_flushed == self.n_flushed:
            said = "".join(self.line[ended.begin :])
            self.line[ended.begin :] = [written(said)]

    def _end_link(self, ended: _Open) -> None:
        url = outside(self.page, ended.tag)
        if url is None or ended.n_flushed != self.n_flushed:
            return
        said = " ".join("".join(self.line[ended.begin :]).replace(BREAK, " ").split())
        if not said:
            return
        if number := number_of(said):
            self.numbers.setdefault(url, number)
        parent = self.opened[-1].tag.name if self.opened else ""
        self.line[ended.begin :] = [link(said, url, is_raised=parent == "sup")]

    def _is_note(self, index: int) -> bool:
        return index in self.marks.notes or index in self.marks.entries

    def _end_block(self, name: str, index: int) -> None:
        if name in ("ul", "ol"):
            if self.lists:
                self.lists.pop()
            self.bullet = ""
        elif name == "li":
            self.bullet = ""
        elif name == "table":
            self.layouts.pop()
            self._end_held()
        elif name == "tr" and self.rows and not (self.layouts[-1] or self._is_note(index)):
            self._end_row(self.rows.pop())
        elif name in ("td", "th") and self.rows and self.sinks and not self.layouts[-1]:
            self.rows[-1].append(" ".join(self.sinks.pop()))
        elif name == "blockquote":
            self.blocks.quotes -= 1
        elif name == "p" or (len(name) == 2 and name[0] == "h"):
            self.heading = 0

    def _end_row(self, cells: list[str]) -> None:
        if any(cells):
            self.blocks.row(cells, is_head=self.is_head)

    def _end_note(self, index: int) -> None:
        said = " ".join(self.sinks.pop())
        tag = tag_at(self.page.events, index)
        said = unlabelled(said, self.marks.notes.get(index, "") if tag.name == "tr" else "")
        if index in self.written or not said:
            return
        self.written.add(index)
        kind: Kind
        if index in self.marks.entries:
            kind, begin = "item", entry_number(self.marks.entries[index])
        else:
            kind, begin = "note", f"[^{self.marks.notes[index]}]:"
        self.held.append((kind, f"{begin} {said}"))
        self._end_held()

    def _end_held(self) -> None:
        """Write the notes that stand in a cell or note, after the table or note."""
        while self.held and not self.sinks and not self.rows:
            self.blocks.add(*self.held.pop(0))

    def _code_block(self, index: int, tag: Tag) -> None:
        self.flush()
        lines = words(self.page.events, index, tag.end).strip("\n")
        if self.sinks:
            self.sinks[-1].append(" ".join(lines.split()))
        elif lines.strip():
            self.blocks.code(lines)
