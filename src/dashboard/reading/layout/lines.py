"""Text → lines with their places, and what one line tells: which mark begins it, how it ends."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import numeric

from dashboard.model import Span
from dashboard.vocabulary.list_headings import heads_source_list

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
    r"""
    \**\\?[\[【［〔](\d{1,9})\\?[\]】］〕]\**       # [3], **[3]**, \[3\]
    (?: :
    |   (?=[ \t]|http|\[[^\d]|[《「“一-鿿]         # what an entry goes on with
          |[\"«*_]{0,3}[A-ZÀ-ÞА-Я])                # [2]S. Boyd
    |   (?<=[］】〕])(?=[A-Za-z])                   # Chinese brackets need no space
    )
    |
    \**(?:Source|Ref(?:erence|\.)?)[ ](\d{1,4})\**:  # Source 3:
    """,
    re.VERBOSE,
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


_TITLE = re.compile(r"title[ \t]*:[ \t]*(.+)", re.IGNORECASE)


def front_matter(lines: Sequence[Line]) -> tuple[int, str | None]:
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
        if line.indent == 0 and title is None and (match := _TITLE.match(line.content)):
            title = match[1].strip("\"' ") or None
    return 0, None


_NAMED_PLACE = re.compile(r"[ \t]*\{[#.][^{}]{0,80}\}$")
_WIDE = re.compile(r"[\u3400-\u9fff가-힣]")
_COLLAPSED = re.compile(r"[ \t]*\[\^")
LONGEST_HEADING = 200
"""Characters; a longer line is a paragraph, whatever marks stand around it."""

_DEEPEST = 6
_DIGIT_MARK = re.compile(r"[\[【]\d")


class HeadingMark(NamedTuple):
    """A heading as its line has it."""

    level: int
    """Number of its `#`."""

    start: int
    """Place of its words in the line."""

    title: str
    """Empty for a line of nothing but `#`."""


def heading_mark(content: str) -> HeadingMark | None:
    """The heading that a line beginning with `#` is, if it is one."""
    title = content.lstrip("#")
    level = len(content) - len(title)
    spaced = title[:1].isspace() or _WIDE.match(title) or (level > 1 and title[:1].isalpha())
    if level > _DEEPEST or not (spaced or not title):
        return None
    # `## ## Title` and `## Title ##` are headings called "Title".
    title = title.lstrip("# \t")
    start = len(content) - len(title)
    title = without_anchor(title).rstrip("#").rstrip()
    if "[^" in title and (collapsed := _COLLAPSED.search(title)):
        title = title[: collapsed.start()]  # notes, or a whole list run into its heading
    return HeadingMark(level, start, title)


def without_anchor(title: str) -> str:
    """The words of a heading before `{#place}`."""
    anchor = _NAMED_PLACE.search(title[-90:])
    return title[: len(title) - len(anchor[0])] if anchor else title


def bold_heading(content: str) -> str | None:
    """The words of a line that is bold as a whole and no label or sentence."""
    if not (content.startswith(("**", "__")) and content.endswith(content[:2])):
        return None
    title = content.strip(content[0]).strip()
    if not title or len(title) > LONGEST_HEADING or content[:2] in title:
        return None
    if title[-1] in ":：" or (_DIGIT_MARK.search(title) and title[-1] in ".。]"):
        return None  # a run-in label, or a bold sentence
    return title


_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)(_{1,3})(?=\S)([^_\n]{1,300})(?<=\S)\1(?!\w)")
_ANCHOR = re.compile(r"<(span|a|d-cite)\b[^<>]{0,200}></\1>")
"""A place that converters of PDF files set before words, or a mark."""

_LINKED = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_TITLE_MARK = re.compile(r" ?[\[【](?:cite: ?)?\d[\d \t,;，、–-]{0,80}[\]】]|\[cite_start\]")


def plain(text: str, span: Span) -> str:
    """The words of a heading without emphasis, link targets and citation marks."""
    raw = text[span.start : span.end]
    words = " ".join((html.unescape(raw) if "&" in raw else raw).split()).removesuffix(EDIT)
    if "></" in words:
        words = _ANCHOR.sub("", words).strip()
    if "[" in words or "【" in words:
        words = _TITLE_MARK.sub("", _LINKED.sub(r"\1", words))
    if not ("*" in words or "_" in words or "`" in words or "\\" in words):
        return words.strip()
    return _EMPHASIS.sub(r"\2", words).replace("\\.", ".").strip()


_BULLET = re.compile(r"(?:[-*+–—·][ \t]++|[•‣▪◦●○■□][ \t]*)(?:\[[ xX]\][ \t]++)?")
_NUMBER = re.compile(
    r"(\d{1,3})(?:\\?[.)][ \t]++|[.)、．](?=[\u3400-\u9fff가-힣]))"
    r"|[(（](\d{1,3})[)）](?:[ \t]++|(?=[\u3040-\u9fff가-힣]))"
    r"|([①-⑳㉑-㉟㊱-㊿])[ \t]*+"
)


class ItemMark(NamedTuple):
    """What makes a line an item."""

    end: int
    """Place in the line where its words begin."""

    number: int | None

    opens_with_number: bool
    """Whether that is a number above 1 and no bullet, as a wrapped line may begin too."""


def item_mark(content: str) -> ItemMark | None:
    """The marks that begin a line, several as in `- 1. Title`, if there are any."""
    end, number, opens = 0, None, False
    while match := _BULLET.match(content, end) or _NUMBER.match(content, end):
        if match.lastindex:
            number = int(numeric(match[3])) if match[3] else int(match[match.lastindex])
            opens = opens or (end == 0 and number > 1)
        end = match.end()
        if content[end : end + 1].isalpha():
            break
    return ItemMark(end, number, opens) if end else None


_NOTE = re.compile(r"\[\^([^\[\]\n]{1,80})\]:[ \t]*")
_LEADS_BACK = re.compile(
    r"""
    \[(?:\\?\[|\()?\^?(\d{1,4})(?:\\?\]|\))?\]       # [[1]], [(1)] or [^1], a link
    \(\#(?:_?ftn|fn|_?edn|footnote|endnote|note|cite)  # to `#_ftnref1`
    [\w:.-]{0,3}ref[\w:.-]{0,60}\)
    [:.]?[ \t]*(?=\S)
    """,
    re.VERBOSE,
)
"""A note that was saved from a page or from Word; it leads back to its mark."""

_TARGET = re.compile(r"\[(?![\^\d]+\])([^\[\]\n]{1,120})\]:[ \t]+(?=<?(?:[a-z]{2,12}:|[#/.])\S)")
_ONLY_ADDRESS = re.compile(r"(?:<?https?://\S+|\[[^\n]{0,600}\]\(https?://\S+\))[ \t]*$")


class Definition(NamedTuple):
    """The first line of a definition: `[^1]: …` of a note, `[name]: https://…` of a link."""

    label: str

    end: int
    """Place in the line where what it says begins."""

    is_whole: bool
    """Whether nothing can follow it: it is an address."""


def definition(content: str) -> Definition | None:
    """The definition that a line begins, if it does."""
    if (match := _NOTE.match(content)) and match[1].strip():
        is_whole = _ONLY_ADDRESS.match(content, match.end()) is not None
        return Definition(match[1].strip(), match.end(), is_whole)
    if match := _LEADS_BACK.match(content):
        return Definition(match[1], match.end(), is_whole=False)
    if match := _TARGET.match(content):
        return Definition(match[1].strip(), match.end(), is_whole=True)
    return None


_PLACE = re.compile(r"\([\w:.-]{1,60}\)=$|:::+[ \t]*(?:\{[^{}]{0,60}\}.*)?$")
"""Names of places in MyST, `(place)=`, and its directives, `:::{note}`."""

_HIDDEN = re.compile(r"<(span|div)\b[^<>]{0,200}\bdisplay:[ ]?none\b[^<>]{0,200}>[^<>]*</\1>")
_TAG = re.compile(
    r"</?(?:a|br|center|details|div|figure|font|hr|iframe|img|ol|p|picture|section|source|span|"
    r"table|tbody|td|thead|tr|ul|video)\b[^<>]*>",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_EMPTY_LINK = re.compile(r"\[[ \t]*\]\([^()\n]{0,2000}\)")
_WORD = re.compile(r"[^\W_]")


def is_ornament(content: str) -> bool:
    """Whether a line that begins with `<`, `!`, `[`, `(` or `:` has no words for a person."""
    if content[0] in "(:":
        return _PLACE.match(content) is not None
    if content[0] == "[" and not content.startswith("[!["):
        return False
    bare = _TAG.sub("", _HIDDEN.sub("", content))
    return _WORD.search(_EMPTY_LINK.sub("", _PICTURE.sub("", bare))) is None
