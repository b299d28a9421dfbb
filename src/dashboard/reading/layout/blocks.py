"""Text → blocks: headings, paragraphs, list items and table rows, with exact places.

Plain text and Markdown are read by one scanner, since most texts are something
between the two. Code blocks and front matter give no block. Which plain lines are
headings is not decided here: `outline` needs the lines after them for that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.model import Problem, Span
from dashboard.reading.layout import code
from dashboard.reading.layout.lines import (
    LONGEST_HEADING,
    Line,
    bold_heading,
    definition,
    entry_number,
    front_matter,
    heading_mark,
    is_ornament,
    item_mark,
    lines_of,
    lone_number,
    paragraphs,
    runs_into_number,
    stands_alone,
    without_anchor,
)

Kind = Literal["heading", "paragraph", "item", "row", "definition"]
_QUOTE = re.compile(r"(?:>[ \t]?)++[ \t]*")
_RULE = re.compile(r"(?:-[ \t]*){3,}+$|(?:\*[ \t]*){3,}+$|(?:_[ \t]*){3,}+$")
_UNDERLINE = re.compile(r"={3,}+$|-{3,}+$")
_DELIMITER_ROW = re.compile(r"[|:\- \t]+$")
_MARK = re.compile(r"[\[【]\^?\d|\]\(http|\[@|<d-cite|\{\{|\{cite")
_WORD = re.compile(r"[^\W_]")
_DEEPEST_HEADING = 3
"""Characters before a `#`; with more of them the line is code."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or the definition of a note or link."""

    kind: Kind
    span: Span
    """What a person reads: without bullet, `#`, `>` or outer `|`."""

    outer: int
    """Where its bullet or number begins; the start of `span` if it has none."""

    number: int | None = None
    """Of an item in a numbered list, or of a line that begins with `[3]`."""

    level: int = 0
    """Of a heading by the number of its `#`; 0 for a bold line, which has none."""

    is_first: bool = True
    """Whether no other line stands directly above it."""

    label: str = ""
    """Of a definition: `note` for `[^note]: …` and `[note]: https://…`."""


@dataclass(frozen=True, slots=True)
class Layout:
    """All blocks of a text in reading order."""

    blocks: list[Block]
    title: str | None = None
    """As the front matter has it."""

    problems: tuple[Problem, ...] = ()


def scan(text: str, headings: Mapping[int, int] | None = None) -> Layout:
    """Find the blocks of a text.

    Args:
        text: The document's text.
        headings: Depth of headings that no mark of their own tells, by their place.
    """
    lines = lines_of(text)
    first, title = front_matter(lines)
    fenced, problems = code.fenced(lines, first)
    hidden = fenced | code.commented(lines, first) | code.indented(text, lines, first)
    scanner = _Scanner(text, stands_alone(lines), headings or {})
    for index in range(first, len(lines)):
        if index in hidden:
            scanner.part()
        else:
            scanner.take(lines[index])
    scanner.part()
    return Layout(scanner.blocks, title, tuple(problems))


@dataclass(slots=True)
class _Scanner:
    """Takes line after line and holds those that may be one paragraph."""

    text: str
    alone: bool
    """Whether each line is a paragraph."""

    headings: Mapping[int, int]
    """Depth of headings that are known already, by their place."""

    blocks: list[Block] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    item: tuple[int, int | None] | None = None
    """Of the item that is held: where it begins with its bullet, and its number."""

    in_table: bool = False
    is_first: bool = True
    """Whether the line above was blank, a rule or code."""

    label: str = ""
    """Of the definition that is held."""

    defined: str = ""
    """Label of the definition that the last block was; an indented line goes on with it."""

    def take(self, line: Line) -> None:
        """Read the next line."""
        if line.content and line.content[0] == ">" and (quote := _QUOTE.match(line.content)):
            line = line.without(quote.end())
        if not line.content:
            self.part()
            return
        if line.start in self.headings:
            self._known_heading(line)
            return
        if self.defined and not self.held and not self.label:
            if line.indent > 1:
                self._define(self.defined, line.start, line)
                return
            self.defined = ""
        if self.label and line.indent > 1:
            self.held.append(line)
            return
        if not self._marked(line):
            self._text(line)

    def _marked(self, line: Line) -> bool:
        """Read a line that its first character may set apart from text."""
        first = line.content[0]
        if first.isalpha() and not self.in_table:
            return False
        return (
            (first == "#" and self._heading(line))
            or (first == "[" and self._definition(line))
            or (first in "(:<![" and self._ornament(line))
            or (line.content[-1] in "-=_*" and (self._underline(line) or self._rule(line)))
            or (first in "*_" and self._bold_heading(line))
            or ((first in "|-:" or self.in_table) and self._row(line))
            or self._item(line)
        )

    def part(self) -> None:
        """End what is held: a blank line, a rule or code stands here."""
        self._close()
        self.in_table = False
        self.is_first = True

    def _close(self) -> None:
        if self.label:
            self._close_definition()
        held, item = self.held, self.item
        if not held:
            return
        self.held, self.item = [], None
        kind: Kind = "paragraph" if item is None else "item"
        alone = self.alone and item is None
        for lines in (held,) if len(held) == 1 else paragraphs(held, alone):
            first = lines[0]
            outer, number = item or (first.start, None)
            if number is None:
                number = entry_number(first.content)
                if number is None and len(lines) > 1:
                    number = lone_number(first.content)
            span = Span(first.start, lines[-1].end)
            self._add(Block(kind, span, outer, number, 0, self.is_first))
            kind, item = "paragraph", None

    def _add(self, block: Block) -> None:
        start, end = block.span.start, block.span.end
        if self.text[start].isalpha() or _WORD.search(self.text, start, end):
            self.blocks.append(block)
        self.is_first = False

    def _text(self, line: Line) -> None:
        if self.item is not None and not line.indent and self._is_over(line):
            self._close()
        self.held.append(line)

    def _is_over(self, line: Line) -> bool:
        """Whether a line at the margin does not go on with the item or definition that is held."""
        if not self.held:  # of a definition there is only the label
            return not line.content.startswith("http")
        return self.alone or self.held[-1].is_ended

    def _definition(self, line: Line) -> bool:
        """Begin the definition of a note, `[^1]: …`, or of a link, `[name]: https://…`."""
        found = definition(line.content)
        if found is None:
            return False
        self._close()
        self._define(found.label, line.start, line.without(found.end))
        if found.is_whole:
            self._close()
        return True

    def _define(self, label: str, outer: int, line: Line) -> None:
        self.label, self.item = label, (outer, None)
        self.held = [line] if line.content else []

    def _close_definition(self) -> None:
        outer = self.item[0] if self.item else 0
        if self.held:
            span = Span(self.held[0].start, self.held[-1].end)
            self.blocks.append(Block("definition", span, outer, label=self.label))
        self.defined, self.label = self.label, ""
        self.held, self.item = [], None

    def _known_heading(self, line: Line) -> None:
        self.part()
        self.defined = ""
        level = self.headings[line.start]
        self._add(Block("heading", Span(line.start, line.end), line.start, None, level))

    def _heading(self, line: Line) -> bool:
        found = heading_mark(line.content) if line.indent <= _DEEPEST_HEADING else None
        if found is None:
            return False
        self._close()
        if found.title:
            start = line.start + found.start
            span = Span(start, start + len(found.title))
            self._add(Block("heading", span, line.start, None, found.level, self.is_first))
        return True

    def _underline(self, line: Line) -> bool:
        """Make the one line that is held a heading, as `===` under it says."""
        if len(self.held) != 1 or self.item is not None or not _UNDERLINE.match(line.content):
            return False
        title = self.held[0]
        if len(title.content) > LONGEST_HEADING or (line.content[0] == "-" and title.is_ended):
            return False
        self.held = []
        first = self.is_first
        level = 1 if line.content[0] == "=" else 2
        end = title.start + len(without_anchor(title.content))
        self._add(Block("heading", Span(title.start, end), title.start, None, level, first))
        return True

    def _rule(self, line: Line) -> bool:
        if not (_RULE.match(line.content) or _UNDERLINE.match(line.content)):
            return False
        self.part()
        return True

    def _ornament(self, line: Line) -> bool:
        if self.in_table or not is_ornament(line.content):
            return False
        self.part()
        return True

    def _bold_heading(self, line: Line) -> bool:
        title = bold_heading(line.content)
        if title is None:
            return False
        self._close()
        start = line.start + line.content.index(title)
        span = Span(start, start + len(title))
        self._add(Block("heading", span, line.start, None, 0, self.is_first))
        return True

    def _row(self, line: Line) -> bool:
        content = line.content
        if "|" not in content:
            self.in_table = False
            return False
        if "-" in content and _DELIMITER_ROW.match(content):
            if self.held and (self.item is not None or "|" not in self.held[-1].content):
                return False
            self._drop_table_head()
            self.in_table = True
            return True
        if not self.in_table and content[0] != "|":
            return False
        self._close()
        row = content.strip("| \t").strip()
        if row:
            start = line.start + content.index(row)
            self._add(Block("row", Span(start, start + len(row)), line.start))
        return True

    def _drop_table_head(self) -> None:
        """Leave out the names of columns, unless a citation stands among them."""
        head = self.held.pop() if self.held else None
        self._close()
        if head:
            self._add(Block("row", Span(head.start, head.end), head.start))
        if self.blocks and self.blocks[-1].kind == "row" and not self.in_table:
            span = self.blocks[-1].span
            if not _MARK.search(self.text, span.start, span.end):
                self.blocks.pop()

    def _item(self, line: Line) -> bool:
        found = item_mark(line.content)
        if found is None:
            return False
        above = self.held if found.opens_with_number and self.item is None else ()
        if above and runs_into_number(above):
            return False
        self._close()
        rest = line.without(found.end)
        if rest.content:
            self.item, self.held = (line.start, found.number), [rest]
        return True
