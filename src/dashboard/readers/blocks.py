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
from dashboard.readers import code
from dashboard.readers.lines import Line, entry_number, lines_of, paragraphs, stands_alone

Kind = Literal["heading", "paragraph", "item", "row", "definition"]

_FRONT_TITLE = re.compile(r"title[ \t]*:[ \t]*(.+)", re.IGNORECASE)
_QUOTE = re.compile(r"(?:>[ \t]?)++[ \t]*")
_BULLET = re.compile(r"(?:[-*+–—·][ \t]++|[•‣▪◦●○■□][ \t]*)(?:\[[ xX]\][ \t]++)?")
_NUMBER = re.compile(
    r"(\d{1,3})(?:\\?[.)][ \t]++|[.)、．](?=[\u3400-\u9fff가-힣]))|\((\d{1,3})\)[ \t]++"
)
_RULE = re.compile(r"(?:-[ \t]*){3,}+$|(?:\*[ \t]*){3,}+$|(?:_[ \t]*){3,}+$")
_UNDERLINE = re.compile(r"={3,}+$|-{3,}+$")
_DELIMITER_ROW = re.compile(r"[|:\- \t]+$")
_ANCHOR = re.compile(r"[ \t]*\{[#.][^{}]{0,80}\}$")
_DIGIT_MARK = re.compile(r"[\[【]\d")
_WORD = re.compile(r"[^\W_]")
_NOTE = re.compile(r"\[\^([^\[\]\n]{1,80})\]:[ \t]*")
_TARGET = re.compile(r"\[(?![\^\d]+\])([^\[\]\n]{1,120})\]:[ \t]+(?=<?(?:[a-z]{2,12}:|[#/.])\S)")
_ONLY_ADDRESS = re.compile(r"(?:<?https?://\S+|\[[^\n]{0,600}\]\(https?://\S+\))[ \t]*$")
_COLLAPSED = re.compile(r"[ \t]*\[\^")
_WIDE = re.compile(r"[\u3400-\u9fff가-힣]")
_LONGEST_HEADING = 200
"""Characters; a longer line is a paragraph, whatever marks stand around it."""


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
    first, title = _front_matter(lines)
    fenced, problems = code.fenced(lines, first)
    hidden = fenced | code.commented(lines, first)
    scanner = _Scanner(text, stands_alone(lines), headings or {})
    for index in range(first, len(lines)):
        if index in hidden:
            scanner.part()
        else:
            scanner.take(lines[index])
    scanner.part()
    return Layout(scanner.blocks, title, tuple(problems))


def _front_matter(lines: list[Line]) -> tuple[int, str | None]:
    """Index of the first line after YAML front matter, and the title in it."""
    if len(lines) < 3 or lines[0].content != "---" or ":" not in lines[1].content:
        return 0, None
    title = None
    for index in range(1, len(lines)):
        line = lines[index]
        if line.content in ("---", "..."):
            return index + 1, title
        if not line.content and not lines[index - 1].content:
            break  # two blank lines: the first line was a rule
        if line.indent == 0 and title is None and (match := _FRONT_TITLE.match(line.content)):
            title = match[1].strip("\"' ") or None
    return 0, None


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
        if self.defined and not self.held:
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
        if not self.held:
            return
        kind: Kind = "paragraph" if self.item is None else "item"
        alone = self.alone and self.item is None
        for lines in (self.held,) if len(self.held) == 1 else paragraphs(self.held, alone):
            outer, number = self.item or (lines[0].start, None)
            if number is None and lines[0].content[0] in "[【*":
                number = entry_number(lines[0].content)
            span = Span(lines[0].start, lines[-1].end)
            self._add(Block(kind, span, outer, number, 0, self.is_first))
            kind, self.item = "paragraph", None
        self.held, self.item = [], None

    def _add(self, block: Block) -> None:
        start, end = block.span.start, block.span.end
        if self.text[start].isalpha() or _WORD.search(self.text, start, end):
            self.blocks.append(block)
        self.is_first = False

    def _text(self, line: Line) -> None:
        if self.item is not None and not line.indent and (self.alone or self.held[-1].is_ended):
            self._close()
        self.held.append(line)

    def _definition(self, line: Line) -> bool:
        """Begin the definition of a note, `[^1]: …`, or of a link, `[name]: https://…`."""
        match = _NOTE.match(line.content) or _TARGET.match(line.content)
        if match is None:
            return False
        self._close()
        self._define(match[1].strip(), line.start, line.without(match.end()))
        if match.re is _TARGET or _ONLY_ADDRESS.match(self.held[0].content if self.held else ""):
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
        content = line.content
        title = content.lstrip("#")
        level = len(content) - len(title)
        spaced = title[:1].isspace() or _WIDE.match(title) or (level > 1 and title[:1].isalpha())
        if level > 6 or line.indent > 3 or not (spaced or not title):
            return False
        self._close()
        # `## ## Title` and `## Title ##` are headings called "Title".
        title = title.lstrip("# \t")
        start = line.end - len(title)
        title = title.rstrip("#").rstrip()
        if "[^" in title and (collapsed := _COLLAPSED.search(title)):
            title = title[: collapsed.start()]  # notes, or a whole list run into its heading
        if anchor := _ANCHOR.search(title[-90:]):
            title = title[: len(title) - len(anchor[0])]
        if title:
            first = self.is_first
            self._add(
                Block("heading", Span(start, start + len(title)), line.start, None, level, first)
            )
        return True

    def _underline(self, line: Line) -> bool:
        """Make the one line that is held a heading, as `===` under it says."""
        if len(self.held) != 1 or self.item is not None or not _UNDERLINE.match(line.content):
            return False
        title = self.held[0]
        if len(title.content) > _LONGEST_HEADING or (line.content[0] == "-" and title.is_ended):
            return False
        self.held = []
        first = self.is_first
        level = 1 if line.content[0] == "=" else 2
        self._add(Block("heading", Span(title.start, title.end), title.start, None, level, first))
        return True

    def _rule(self, line: Line) -> bool:
        if not (_RULE.match(line.content) or _UNDERLINE.match(line.content)):
            return False
        self.part()
        return True

    def _bold_heading(self, line: Line) -> bool:
        content = line.content
        if not (content.startswith(("**", "__")) and content.endswith(content[:2])):
            return False
        title = content.strip(content[0]).strip()
        if not title or len(title) > _LONGEST_HEADING or content[:2] in title:
            return False
        if title[-1] in ":：" or (_DIGIT_MARK.search(title) and title[-1] in ".。]"):
            return False  # a run-in label, or a bold sentence
        self._close()
        start = line.start + content.index(title)
        self._add(
            Block("heading", Span(start, start + len(title)), line.start, None, 0, self.is_first)
        )
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
        row = content.strip("| \t")
        if row:
            start = line.start + content.index(row)
            self._add(Block("row", Span(start, start + len(row)), line.start))
        return True

    def _drop_table_head(self) -> None:
        """Leave out the names of columns, unless a citation stands among them."""
        if self.held:
            head = self.held.pop()
            self._close()
            self._add(Block("row", Span(head.start, head.end), head.start))
        if self.blocks and self.blocks[-1].kind == "row" and not self.in_table:
            span = self.blocks[-1].span
            if not _DIGIT_MARK.search(self.text, span.start, span.end):
                self.blocks.pop()

    def _item(self, line: Line) -> bool:
        content = line.content
        end, number = 0, None
        while match := _BULLET.match(content, end) or _NUMBER.match(content, end):
            if match.lastindex:
                number = int(match[match.lastindex])
                if end == 0 and self._is_wrapped_number(number):
                    return False
            end = match.end()
            if content[end : end + 1].isalpha():
                break
        if end == 0:
            return False
        self._close()
        self.item = (line.start, number)
        self.held = [line.without(end)]
        if not self.held[0].content:
            self.held, self.item = [], None
        return True

    def _is_wrapped_number(self, number: int) -> bool:
        """Whether a number at the start of a line goes on with the sentence above."""
        if not self.held or self.item is not None or number == 1 or self.held[-1].is_ended:
            return False
        return entry_number(self.held[0].content) is None
