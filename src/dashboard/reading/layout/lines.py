"""Text → lines with their places, and whether one runs on into the next."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.vocabulary.source_headings import heads_source_list

EDIT = "[edit]"
"""What an encyclopedia adds to its headings."""

_FEW_BLANKS = 0.1
"""Share of lines after a blank one, below which line ends alone part the paragraphs."""

_WIDEST_WRAP = 140
"""Characters of the longest line that was broken to fit a page or screen."""

_LONGEST_WORD = 20
"""Characters counted of a line's first word; Chinese lines are one word."""

_ENDED = re.compile(r"(?:[.!?。！？…:：|।॥۔؟][\"'”’»›)\]」』）*_]*|[\]】])$")
_OPEN_END = frozenset(",;，、；–—-(“‘«/")
_NUMBERED_LINK = re.compile(r"\[\d{1,4}\\?[.)][ \t][^\n]{1,600}\]\(http")
_ENTRY = re.compile(
    r"\**\\?[\[【［〔](\d{1,9})\\?[\]】］〕]\**"
    r"(?::|(?=[ \t]|http|\[[^\d]|[《「“一-鿿]|[\"«*_]{0,3}[A-ZÀ-ÞА-Я])"
    r"|(?<=[］】〕])(?=[A-Za-z]))"
    r"|\**(?:Source|Ref(?:erence|\.)?) (\d{1,4})\**:"
)
_LABEL = re.compile(r"\*{0,3}\[[A-Za-z][\w.:+-]{1,60}\]\*{0,3}(?:[ \t]*[:—–-])?[ \t]+\S")
"""How a line begins that may be the entry of a label: `[S1] Handbook`."""

_LONE = re.compile(r"\**\\?[\[【［〔](\d{1,4})\\?[\]】］〕]\**[.:]?")
_FEWEST_LABELS = 2
_OPENINGS = frozenset("[【［〔*\\SR")
"""How a line begins that may be an entry."""


class Line(NamedTuple):
    """One line without the white space around it.

    A tuple, since a text has many lines and each is made and dropped at once.
    """

    start: int
    """Place of its first visible character in the text."""

    content: str
    indent: int
    """Characters of white space before it."""

    is_broken: bool
    """Whether it ends in two spaces or a backslash, Markdown's hard line break."""

    @property
    def end(self) -> int:
        """One past its last visible character."""
        return self.start + len(self.content)

    @property
    def is_ended(self) -> bool:
        """Whether it ends as a sentence, lead-in or citation does."""
        return _ENDED.search(self.content[-8:]) is not None

    def without(self, count: int) -> "Line":
        """The line after its first `count` characters: a bullet, a `>`."""
        rest = self.content[count:]
        content = rest.lstrip()
        skipped = count + len(rest) - len(content)
        return Line(self.start + skipped, content, self.indent + skipped, self.is_broken)


def lines_of(text: str) -> list[Line]:
    """All lines of a text, blank ones included."""
    lines = []
    start = 0
    for raw in text.split("\n"):
        if not raw:
            lines.append(Line(start, "", 0, False))
            start += 1
            continue
        left = raw.lstrip()
        indent = len(raw) - len(left)
        content = left.rstrip()
        is_broken = raw.endswith(("  ", "\\")) and bool(content)
        lines.append(Line(start + indent, content, indent, is_broken))
        start += len(raw) + 1
    return lines


def stands_alone(lines: Sequence[Line]) -> bool:
    """Whether each line is a paragraph, as in text pasted without blank lines."""
    full = after_blank = 0
    blank = False
    for line in lines:
        if line.content:
            full += 1
            after_blank += blank
        blank = not line.content
    return after_blank < _FEW_BLANKS * full


def paragraphs(lines: Sequence[Line], alone: bool) -> Iterator[Sequence[Line]]:
    """Part lines without a blank one between them where no line runs on.

    Args:
        lines: At least one.
        alone: Whether a line that ends as a sentence ends its paragraph.
    """
    width = max(len(line.content) for line in lines)
    entries = _entries(lines)
    whole = {index for index, line in enumerate(lines) if _is_whole_entry(line.content)}
    edits = {index for index, line in enumerate(lines) if line.content == EDIT}
    first = 0
    for index in range(1, len(lines)):
        if index in edits:  # below its heading
            continue
        if (
            index + 1 in edits
            or index in entries
            or index in whole
            or first in whole
            or not (
                first in entries
                or (lines[0].indent and lines[index].indent and not alone)
                or _runs_on(lines[index - 1], lines[index], width, alone)
            )
        ):
            yield lines[first:index]
            first = index
    yield lines[first:]


def entry_number(content: str) -> int | None:
    """The number of a line such as `[3] Title` or `Source 3: Title`; it may be a list's."""
    match = _ENTRY.match(content) if content[0] in _OPENINGS else None
    return int(match[1] or match[2]) if match else None


def runs_into_number(lines: Sequence[Line]) -> bool:
    """Whether a number at the start of the next line goes on with the sentence in these."""
    return not lines[-1].is_ended and entry_number(lines[0].content) is None


def _entries(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that begin with a number as entries of a source list do.

    A wrapped line may begin with a mark too; so a line counts if it has an address,
    or if the next or last numbered line has the next number.
    """
    numbered = [
        (index, number)
        for index, line in enumerate(lines)
        if (number := entry_number(line.content)) is not None
    ]
    entries = {index for index, _ in numbered if "http" in lines[index].content}
    for (index, number), (later, next_number) in pairwise(numbered):
        if next_number == number + 1:
            entries |= {index, later}
    return entries | _labelled(lines) | _lone(lines)


def lone_number(content: str) -> int | None:
    """The number of a line that is nothing but `[3]`; its entry may stand on the next line."""
    match = _LONE.fullmatch(content) if content[0] in _OPENINGS else None
    return int(match[1]) if match else None


def _lone(lines: Sequence[Line]) -> set[int]:
    """Indices of numbers alone on their lines that count on, each with its entry below it.

    Sentences may be torn from their marks so too; hence only at the start, or below a heading.
    """
    found = [(n, number) for n, line in enumerate(lines) if (number := lone_number(line.content))]
    if not found or found[0][1] != 1 or found[-1][0] == len(lines) - 1:
        return set()
    first = found[0][0]
    if first and not heads_source_list(lines[first - 1].content):
        return set()
    counts_on = all(
        later > index + 1 and next_number == number + 1
        for (index, number), (later, next_number) in pairwise(found)
    )
    return {index for index, _ in found} if counts_on else set()


def _labelled(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that begin with a label, if the first does, or that below a lead."""
    found = [
        index
        for index, line in enumerate(lines)
        if line.content[0] in "[*" and _LABEL.match(line.content)
    ]
    if len(found) < _FEWEST_LABELS or found[0] > 1:
        return set()
    return set(found) if found[0] == 0 or lines[0].content[-1] in ":：" else set()


def _is_whole_entry(content: str) -> bool:
    """Whether a line is a note as copied from Wikipedia, or `[3. Title](https://…)`."""
    if content[0] == "^":
        return content[1:2] in ("", " ", "\t")
    return content[0] == "[" and _NUMBERED_LINK.match(content) is not None


def _runs_on(line: Line, following: Line, width: int, alone: bool) -> bool:
    first = following.content[0]
    if line.content.endswith(EDIT) or following.content.endswith(EDIT):
        return False
    if line.is_broken and not first.islower():
        return False
    if line.is_ended:
        return not alone
    if following.indent == 0 and line.indent == 0 and width > _WIDEST_WRAP and not first.islower():
        return line.content[-1] in _OPEN_END
    if first.islower() or line.content[-1] in _OPEN_END:
        return True
    # A line was wrapped if the first word of the next did not fit.
    word = min(len(following.content.split(maxsplit=1)[0]), _LONGEST_WORD)
    return width <= _WIDEST_WRAP and len(line.content) + 1 + word > 0.9 * width
