"""A plain list of sources → its entries, one after another.

Here every line belongs to an entry, so that the layout of a whole text need not be read: an
entry begins with its number, key or bullet, or else with its line. What it says is read by
`reading.sources.entry`, as in the lists that texts bring themselves.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from dashboard.model import Source
from dashboard.reading.layout.lines import Line, bold_heading, definition, heading_mark, lines_of
from dashboard.reading.sources.entry import LABEL, keys_of, said, unvisited
from dashboard.study.bibliography import fields
from dashboard.study.bibliography.gathered import Gathered, quoted
from dashboard.vocabulary.list_headings import heads_source_list

_LONGEST = 4000
"""Characters of an entry that are read; what follows is an abstract or no entry."""

_MOST_LINES = 20
"""Of an entry, on the average, blank ones included."""

_WRAPPED = 50
"""Characters of a line that may go on in the next without a sign of it."""

_NOTHING = re.compile(r"(?:[-=_*~⁂|:`+ \t]+|```.*|~~~.*)$")
_HTML_COMMENT = re.compile(r"<!--.*-->$")
_WIDE_ENDS = "，、；"
_OPEN_ENDS = frozenset(",;:–—-(&/")
_DOI = re.compile(r"(?i)\bdoi:?[ \t]*(10\.\d{4,9}/\S{1,300})")
_IN_BRACKETS = re.compile(r"\((\d{4}), ([A-Z][a-z]{2,8})\.?(?: (\d{1,2}))?\)")
_QUOTE = re.compile(r"(?:>[ \t]?)++[ \t]*")
_BULLET = re.compile(r"(?:[-*+–—·•‣▪◦●○■□][ \t]++|[•‣▪◦●○■□])(?:\[[ xX]\][ \t]++)?")
_LINKED = re.compile(
    r"""
    \** \[{1,2}[(\\]{0,2} (\d{1,9}) [)\\]{0,2}\]{1,2}     # [[1]] or [(1)]
    \( (https?://[^\s()]+) \) \**
    [.:]?[ \t]*
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(r"\**\\?[\[【]\^?(\d{1,9})\\?[\]】]\**[:.]?[ \t]*")
_NUMBERED_LINK = re.compile(r"\[(\d{1,5})\\?[.)][ \t]+")
_DOCUMENT = re.compile(r"Document \[(\d{1,5})\]\(Title: ([^\n]{1,300}?)\):")
_RESTRUCTURED = re.compile(r"\.\.[ \t]+\[#?([^\[\]\n]{1,80})\][ \t]*")
_CARET = re.compile(r"\^[ \t]*(?:[a-z][ \t]+){0,26}(?<=[\^ \t])(?=\S)")
_NUMBER = re.compile(
    r"""
    \**\(? (\d{1,5})
    (?: \\?[.):]\** (?: [ \t]+ | (?=\[|https?://) )     # 1. or (1): and what follows
    |   [.)、．] (?=[\u3400-\u9fff가-힣])                # 1．with no space in Chinese and the like
    |   \t+
    )
    """,
    re.VERBOSE,
)
_CELL = re.compile(r"\|[ \t]*\[?(\d{1,5})\]?[ \t]*\|[ \t]*")
_ALONE = re.compile(r"(\d{1,5})[.)]?$")
_BARE = re.compile(r"(\d{1,5})[ \t]+(?=\S)")
_ENDED = re.compile(r"(?:[.!?…。][\"”’)\]]?|://\S+)$")
_NO_KEYS = frozenset(("pdf", "html", "book", "online", "citation", "video", "doc"))
"""What a search engine puts in brackets before a title."""

_PLAIN_DIGITS = 3
"""Of numbers that begin an entry wherever they stand; longer ones may be a year or page."""


Kind = Literal["bracket", "number", "alone", "bare", "note", "key", "caret", "bullet"]


class Begun(NamedTuple):
    """The first line of an entry."""

    kind: Kind
    id: str
    """Empty after a bullet or caret."""

    rest: str
    """What the entry says in this line."""


@dataclass(slots=True)
class _Entry:
    line: int
    """Where it begins, from 1."""

    indent: int
    lines: list[str]
    begun: Begun | None = None
    is_blank: bool = field(init=False)
    has_address: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_blank = not self.lines[0]
        self.has_address = "://" in self.lines[0]

    def add(self, content: str) -> None:
        """Take a line that goes on with it."""
        self.lines.append(content)
        self.is_blank = False
        self.has_address = self.has_address or "://" in content


def read(text: str, gathered: Gathered) -> None:
    """Take the entries of a list of any shape."""
    gathered.check(text.count("\n") // _MOST_LINES)
    lines = lines_of(text)
    first = _after_heading(lines, gathered)
    found = _marks(lines[first:])
    n_carets = 0
    for entry in _entries(lines, first, found):
        words = "\n".join(entry.lines).strip()
        id_ = entry.begun.id if entry.begun else ""
        if entry.begun and entry.begun.kind == "caret":
            n_carets += 1
            id_ = str(n_carets)  # its place is its number
        place = f"line {entry.line}"
        if entry.begun is None and not entry.has_address and not keys_of(words):
            gathered.notes.append(f"{place}: no number, address or year in {quoted(words)}")
        else:
            gathered.add(_source(id_, words, place, gathered), place, words)


def _after_heading(lines: Sequence[Line], gathered: Gathered) -> int:
    """Index of the line after the list's heading; 0 if there is none."""
    for index, line in enumerate(lines):
        if line.content and heads_source_list(line.content):
            above = [n for n in range(index) if not _is_nothing(lines[n].content)]
            if above:
                what = f"line {above[0] + 1}: not read"
                if len(above) > 1:
                    what = f"lines {above[0] + 1} to {above[-1] + 1}: not read"
                gathered.notes.append(f"{what}: it stands above the heading of the list")
            return index + 1
    return 0


def _entries(lines: Sequence[Line], first: int, found: Mapping[int, Begun]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    is_apart = False
    for index in range(first, len(lines)):
        line = lines[index]
        content = _unquoted(line.content)
        if not content:
            is_apart = True
            continue
        begun = found.get(index - first)
        if begun is None and _is_nothing(content):
            is_apart = True
            continue
        if entry and not _begins(entry, line, content, begun, is_apart):
            entry.add(content)
        else:
            if entry:
                yield entry
            entry = _Entry(index + 1, line.indent, [begun.rest if begun else content], begun)
        is_apart = False
    if entry:
        yield entry


def _begins(entry: _Entry, line: Line, content: str, begun: Begun | None, is_apart: bool) -> bool:
    """Whether a line begins an entry, rather than going on with the one above it."""
    is_deeper = line.indent > entry.indent + 1
    if begun:
        return not (begun.kind == "bullet" and is_deeper)
    if is_deeper or entry.is_blank:
        return False
    if content.startswith(("http", "<http", "[http", "doi:")):
        return entry.has_address and (is_apart or entry.begun is None or not entry.begun.id)
    if is_apart:
        return True
    if entry.begun:
        return entry.begun.kind == "bullet" and entry.has_address and "://" in content
    return not _runs_on(entry.lines[-1], content)


def _runs_on(above: str, content: str) -> bool:
    """Whether a line goes on with the one above, neither of them marked."""
    if "://" in above:
        return False
    if content[0].islower() or above[-1] in _OPEN_ENDS:
        return True
    is_wrapped = len(above) >= _WRAPPED and not above.endswith((".", "!", "?", "…"))
    return is_wrapped and not keys_of(content)


def _is_nothing(content: str) -> bool:
    """Whether a line is blank, a rule, a fence, a heading or a comment."""
    if not content or _NOTHING.match(content) or _HTML_COMMENT.match(content):
        return True
    is_heading = content[0] == "#" and heading_mark(content) is not None
    return is_heading or bold_heading(content) is not None


def _source(id_: str, words: str, place: str, gathered: Gathered) -> Source:
    if len(words) > _LONGEST:  # not within a word, which may be an address
        words = words[:_LONGEST].rpartition(" ")[0]
    words = unvisited(words)
    source = said(id_, words)
    url = fields.address(source.url)
    if source.url and url is None:
        gathered.notes.append(f"{place}: the address {quoted(source.url)} cannot be used")
    doi = _DOI.search(words) if url is None else None
    return replace(
        source,
        title=fields.words((source.title or "").strip(_WIDE_ENDS)),
        url=url or (fields.of_doi(doi[1]) if doi else None),
        published=_published(source.published, words),
    )


def _published(date: str | None, words: str) -> str | None:
    """The date of an entry; also `(2020, March 5)`, as the style of the APA has it."""
    if match := _IN_BRACKETS.search(words):
        year, month, day = match.groups()
        return fields.published([year, f"{day or ''} {month} {year}".strip()])
    return fields.published([date])


def _unquoted(content: str) -> str:
    """A line without the `>` of a quotation."""
    match = _QUOTE.match(content)
    return content[match.end() :] if match else content


def _marks(lines: Sequence[Line]) -> dict[int, Begun]:
    """The entries that begin in the lines, by index.

    A line may begin with a number by chance, since it was wrapped there; numbers without
    brackets are looked at together.
    """
    found = {
        index: begun
        for index, line in enumerate(lines)
        if (begun := _begun(_unquoted(line.content)))
    }
    for index in [*_chance_numbers(lines, found), *_chance_bare(found)]:
        del found[index]
    return found


def _chance_numbers(lines: Sequence[Line], found: Mapping[int, Begun]) -> Iterator[int]:
    """Of `3.` and the like: those out of order that may be a year or page."""
    has_brackets = any(begun.kind in ("bracket", "note") for begun in found.values())
    numbers = {i: int(begun.id) for i, begun in found.items() if begun.kind in ("number", "alone")}
    to_come = Counter(numbers.values())
    last = 0
    for index, number in numbers.items():
        to_come[number] -= 1
        above = lines[index - 1].content if index else ""
        is_wrapped = bool(above) and to_come[last + 1] > 0 and not _ENDED.search(above[-200:])
        is_plain = found[index].kind == "number" and number < 10**_PLAIN_DIGITS
        if number == last + 1 or (is_plain and not has_brackets and not is_wrapped):
            last = number
        else:
            yield index


def _chance_bare(found: Mapping[int, Begun]) -> Iterator[int]:
    """Of numbers with nothing but a space after them: all but 1, 2, 3 and so on."""
    has_others = any(begun.id and begun.kind != "bare" for begun in found.values())
    bare = {index: int(begun.id) for index, begun in found.items() if begun.kind == "bare"}
    counted: list[int] = []
    for index, number in bare.items():
        if number == len(counted) + 1:
            counted.append(index)
    kept = () if has_others or len(counted) == 1 else counted
    yield from bare.keys() - set(kept)


def _begun(content: str) -> Begun | None:
    bullet = _BULLET.match(content)
    rest = content[bullet.end() :] if bullet else content
    if not rest:
        return None
    return _marked(rest) or (Begun("bullet", "", rest) if bullet else None)


def _marked(content: str) -> Begun | None:
    if content[0].isalpha():
        match = _DOCUMENT.match(content)
        return Begun("bracket", match[1], match[2]) if match else None
    if content[0] in "[*【\\" and (begun := _bracketed(content)):
        return begun
    if match := _NUMBER.match(content):
        return Begun("number", match[1], content[match.end() :])
    if match := _ALONE.match(content):
        return Begun("alone", match[1], "")
    if match := _BARE.match(content):
        return Begun("bare", match[1], content[match.end() :])
    if match := _CELL.match(content):
        return Begun("bracket", match[1], content[match.end() :].rstrip("| \t"))
    if match := _RESTRUCTURED.match(content):
        return Begun("note", match[1], content[match.end() :])
    if match := _CARET.match(content):
        return Begun("caret", "", content[match.end() :])
    return None


def _bracketed(content: str) -> Begun | None:
    if note := definition(content):
        return Begun("note", note.label, content[note.end :])
    if match := _LINKED.match(content):
        return Begun("bracket", match[1], f"{match[2]} {content[match.end() :]}")
    if match := _BRACKET.match(content):
        return Begun("bracket", match[1], content[match.end() :])
    if match := _NUMBERED_LINK.match(content):
        return Begun("bracket", match[1], "[" + content[match.end() :])
    if (match := LABEL.match(content)) and match[1].lower() not in _NO_KEYS:
        return Begun("key", match[1], content[match.end() :])
    return None
