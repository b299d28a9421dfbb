"""A plain list of sources → its entries, one after another.

Here every line belongs to an entry, so that the layout of a whole text need not be read: an
entry begins with its number, key or bullet, or else with its line. What it says is read by
`readers.entry`, as in the lists that texts bring themselves.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.model import Source
from dashboard.reading.layout import heading_mark
from dashboard.reading.layout.lines import Line, lines_of
from dashboard.reading.sources.entry import keys_of, said
from dashboard.reading.sources.published import unvisited
from dashboard.study.bibliography import fields, line_marks
from dashboard.study.bibliography.gathered import Gathered, quoted
from dashboard.study.bibliography.line_marks import Begun
from dashboard.vocabulary.source_headings import heads_source_list

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
    found = line_marks.find(lines[first:])
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
        content = line_marks.unquoted(line.content)
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
    is_heading = content[0] == "#" and heading_mark.read(content) is not None
    return is_heading or heading_mark.bold(content) is not None


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
