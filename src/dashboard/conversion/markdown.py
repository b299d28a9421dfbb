"""Blocks and links of Markdown, written so that the readers read each as what it is: `dialect.md`.

A paragraph is one line. Emphasis is left out, since the page shows a text as it is
written; a paragraph that is bold as a whole stays bold, as it may be a heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "row", "note", "code"]

BREAK = "\x0b"
"""Stands for a line break until the paragraph is written."""

_PARAGRAPHS = re.compile(rf"{BREAK}{{2,}}")
_STRUCTURE = re.compile(r"#{1,6}(?:\s|$)|>|\||[+*]\s|`{3}|~{3}|<!--|(?:={3,}|-{3,})$")
_SENTENCE = re.compile(r"[.!…:;,。！：]$")
_LONGEST_BOLD = 150
_TOGETHER = frozenset(("item", "row", "note"))
_LABELLED = re.compile(
    r"\^?\s{0,3}(?:[\[(【]\s{0,3}(?:\d{1,4}|[a-z*†‡]{1,2})\s{0,3}[\])】][.:]?\s{0,3}"
    r"|(?:\d{1,3}|[a-z*†‡]{1,2})[.:)]\s{1,3}|[⁰¹²³⁴-⁹]{1,4}\s{0,3}|\^\s{0,3})"
)
_UP = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_DOWN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISABLE = re.compile(r"[0-9+\-−()]{1,8}|n|[0-9]{1,3}(?:, ?[0-9]{1,3}){1,20}")
_RAISED = re.compile("[⁰¹²³⁴-⁹]{1,4}")
_NUMBER = re.compile(r"\[?([0-9]{1,4}|[⁰¹²³⁴-⁹]{1,4})\]?")
_MORE = re.compile(r"((?:[\w-]+\.)+[a-z]{2,})\s?\+\d{1,2}")
"""A host and the number of further ones, as chats show them on one button."""

_MOST_DIGITS = 3
"""Of a number before a stop, as the readers take it."""


@dataclass(slots=True)
class Blocks:
    """Gathers blocks in reading order."""

    done: list[tuple[Kind, str]] = field(default_factory=list)
    quotes: int = 0
    """Quotations that what comes now stands in."""

    def add(self, kind: Kind, said: str) -> None:
        """Add a block as it is."""
        if self.quotes:
            said = "\n".join("> " * min(self.quotes, 3) + line for line in said.split("\n"))
        self.done.append((kind, said))

    def paragraphs(self, said: str, *, bold: bool, depth: int) -> None:
        """Add words that are no item, heading or cell.

        Args:
            said: With `BREAK` for line breaks; two part paragraphs.
            bold: Whether all of it is bold.
            depth: Number of lists that it stands in.
        """
        for paragraph in _PARAGRAPHS.split(said):
            lines = [unstructured(line) for line in paragraph.split(BREAK)]
            is_short = len(lines) == 1 and len(paragraph) <= _LONGEST_BOLD
            if bold and is_short and not _SENTENCE.search(paragraph):
                lines = [f"**{paragraph}**"]
            indent = "  " * depth
            self.add("paragraph", indent + f"  \n{indent}".join(lines))

    def row(self, cells: Sequence[str], *, is_head: bool) -> None:
        """Add a row of a table; one cell alone is a paragraph."""
        if len(cells) == 1:
            self.paragraphs(cells[0], bold=False, depth=0)
            return
        is_first = not self.done or self.done[-1][0] != "row"
        self.add("row", f"| {' | '.join(cells)} |")
        if is_first and is_head:
            self.add("row", "|" + " --- |" * len(cells))

    def code(self, code: str) -> None:
        """Add lines of code between fences that are longer than any in it."""
        ticks = "`" * (max((len(run) for run in re.findall(r"`{3,}", code)), default=2) + 1)
        self.add("code", f"{ticks}\n{code}\n{ticks}")

    def text(self) -> str:
        """All blocks, with a blank line between them, but not between items or rows."""
        pieces: list[str] = []
        last = ""
        for kind, said in self.done:
            if pieces:
                pieces.append("\n" if kind == last and kind in _TOGETHER else "\n\n")
            pieces.append(said)
            last = kind
        return "".join(pieces) + "\n"


def code(said: str) -> str:
    """Words between backticks, unless they hold one."""
    return f"`{said.strip()}`" if said.strip() and "`" not in said else said


def unlabelled(said: str, cell: str) -> str:
    """A note without the number or letter before it.

    Args:
        said: The note.
        cell: Its label, if that stands in a cell of its own.
    """
    if label := _LABELLED.match(said):
        said = said[label.end() :]
    elif cell:
        said = said.removeprefix(f"{cell.lstrip('fn')} ")
    return said.strip().lstrip("^ ")


def entry_number(number: int) -> str:
    """The beginning of an item or entry with a number."""
    return f"{number}." if len(str(number)) <= _MOST_DIGITS else f"[{number}]"


def unstructured(line: str) -> str:
    """A line of words that would be read as a heading, quotation or table, with a backslash."""
    return "\\" + line if _STRUCTURE.match(line) else line


def link(said: str, url: str, *, is_raised: bool) -> str:
    """A link; a raised number is a mark, which a plain one in a list of pages is not."""
    if (is_raised or _RAISED.fullmatch(said)) and (digits := number_of(said)):
        return f"[[{digits}]]({url})"
    if more := _MORE.fullmatch(said):
        said = more[1]
    return f"[{said}]({url})" if _is_paired(said) else f"{said} ({url})"


def number_of(said: str) -> str:
    """The number that a link consists of, raised or in brackets; empty if it is none."""
    match = _NUMBER.fullmatch(said)
    return match[1].translate(_DOWN) if match else ""


def _is_paired(said: str) -> bool:
    depth = 0
    for char in said:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0


def raised(said: str) -> str:
    """Raised numbers in characters that are raised themselves: `m²`, `word¹,²`."""
    return said.translate(_UP) if _RAISABLE.fullmatch(said) else said
