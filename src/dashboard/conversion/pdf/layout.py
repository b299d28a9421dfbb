"""Lines of all pages → paragraphs, headings and entries as Markdown blocks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from dashboard.conversion.markdown import unstructured
from dashboard.conversion.pdf.lines import Line
from dashboard.vocabulary.list_headings import heads_list

_STOPS = tuple('.!?…:。！？”"')
_MARKS_AT_END = re.compile(
    r"[⁰¹²³⁴-⁹](?:[,–-]? ?[⁰¹²³⁴-⁹]){0,30}$"
    r"|(?: ?\[\d{1,4}(?:[,–-] ?\d{1,4}){0,20}\]){1,8}$"
)
_LONGEST_MARKS = 60
"""Characters at a line's end among which marks after a stop are sought."""

_ENTRY = re.compile(r"\[(\d{1,4})\]\s?\S|(\d{1,3})\.\s+\S")
_ADDRESS = re.compile(r"https?://|www\.|doi:|doi\.org/", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"https?://|www\.|10\.\d{4,9}/|\w\.[a-z]{2,6}/", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:[_=?&%#~]|://|(?<!\d)10\.\d{4,9}/)$")
"""An end that an address never has."""

_SIGN_FIRST = re.compile(r"[/_=?&%#~]\w")
_IN_PATH = re.compile(r"(?!\d{1,4}[-.]\d{1,4}\W?$)\w{1,80}(?:[/_=?&%~.-]\w|/$)")
"""What follows a slash: it has a sign within it, and is no pages or numbers such as `12-14`."""

_AFTER_DOT = re.compile(r"(?:html?|pdf|php|aspx?)\b|[a-z]{2,6}/|[a-z]\w{0,40}[.-]\w{0,40}\d")
"""The end of a name or host, or a part of a DOI."""

_AUTHOR = re.compile(
    r"(?:[a-z]{2,4}[ ]){0,2} [^\W\d_a-z][\w’'-]{1,40} ,?[ ] (?:[^\W\d_a-z]\.|[A-Z]{1,3}[,.:;\s(])"
    r"|[—–_]{2,6}\W",
    re.VERBOSE,
)
"""How an entry without a number begins: `Reed, A.`, `Reed AB,`, `———.`."""

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)|\b(?:n\.d\.|in press)")
_HYPHEN = "\ufffe"
"""Ends a line whose last word the next one goes on with; the hyphen itself is not there."""

_BULLET = re.compile(r"[•▪◦●○■□‣–]\s|[-*]\s")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\S")
_PAGE_NUMBER = re.compile(
    r"""
    (?: page[ ] | seite[ ] | -[ ]? )?
    (?: \d{1,4} | [ivxlc]{1,7} )
    (?: [ ]?- | [ ](?:of|/|von)[ ]\d{1,4} )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:[ .]\.){5}")
"""Dots between a heading and its page."""

_AT_END = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")
_EDGE = 2
"""Lines at a page's top and bottom that may be running heads."""

_FEWEST_PAGES = 3
_MOST_PAGES = 0.5
"""Share of pages on which a line must stand to be a running head."""

_ENOUGH_PAGES = 40
"""Pages on which a line stands that is a running head however many pages there are."""

_COUNTING_PAGES = 0.3
"""Share of pages on which a number must count on with them to be that of the page."""

_UNEVEN = 0.3
"""Of the height of a line: so far may the next one stand above it, as raised digits move lines."""

_OTHER_SIZE = 0.15
"""Difference in height, against the line above, that parts paragraphs."""

_SET_IN = 0.8
"""Of the height of a line: the least that a line is set in by on purpose."""

_LARGER = 1.12
"""Height of a heading against that of the body."""

_LONGEST_HEADING = 200
_MOST_LEVELS = 4
_MOST_BOLD = 0.4
"""Share of bold lines above which they are no headings."""

_INDENT = 40.0
"""Points that lines of a column may be set in."""

_PARAGRAPH_GAP = 1.45
"""Of the usual distance between lines: a wider one parts paragraphs."""

_HEADING_GAP = 2.2
"""Of the height of a line: lines of one heading are no further apart."""

_SHORT = 0.88
"""Of the width of a column: a line that ends before may end its paragraph."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What the pages say."""

    blocks: tuple[str, ...]
    n_running: int
    """Lines that are running heads or page numbers."""

    n_contents: int
    """Lines of tables of contents."""


def lay_out(pages: Sequence[Sequence[Line]]) -> Laid:
    """Put lines together.

    Args:
        pages: The lines of each page, in reading order.
    """
    running = _running(pages)
    contents = {id(line) for lines in pages for line in lines if _LEADERS.search(line.text)}
    left = running | contents
    kept = [[line for line in lines if id(line) not in left] for lines in pages]
    body = _body_size([line for lines in kept for line in lines])
    n_bold = sum(line.is_bold for lines in kept for line in lines)
    has_bold_headings = n_bold <= _MOST_BOLD * sum(map(len, kept))
    layout = _Layout(body, _levels(kept, body), _pitch(kept), has_bold_headings)
    for lines in kept:
        edges = _right_edges(lines)
        for line, edge in zip(lines, edges, strict=True):
            layout.take(line, edge)
    layout.end()
    return Laid(tuple(layout.blocks), len(running), len(contents))


def _at_edges(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: -line.base)
    return list({id(line): line for line in (*by_height[:_EDGE], *by_height[-_EDGE:])}.values())


def _counting(pages: Sequence[Sequence[Line]]) -> Iterable[list[Line]]:
    """Lines at the edges whose first or last number counts on with the pages."""
    by_offset: dict[int, list[Line]] = defaultdict(list)
    for lines in pages:
        for line in _at_edges(lines):
            if len(line.text) <= _LONGEST_HEADING and (number := _AT_END.search(line.text)):
                by_offset[int(number[1] or number[2]) - line.page].append(line)
    return by_offset.values()


def _running(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Lines that stand on most pages, and page numbers."""
    by_words: dict[str, list[Line]] = defaultdict(list)
    numbers: list[Line] = []
    for lines in pages:
        for line in _at_edges(lines):
            if _PAGE_NUMBER.fullmatch(line.text):
                numbers.append(line)
            else:
                by_words[re.sub(r"\d+", "#", line.text.casefold())].append(line)
    least = max(_FEWEST_PAGES, _MOST_PAGES * len(pages))
    running = {
        id(line)
        for same in by_words.values()
        if len({line.page for line in same}) >= min(least, _ENOUGH_PAGES)
        for line in same
    }
    for same in _counting(pages):
        if len({line.page for line in same}) >= max(_FEWEST_PAGES, _COUNTING_PAGES * len(pages)):
            running |= {id(line) for line in same}
    if len({line.page for line in numbers}) >= min(_FEWEST_PAGES - 1, len(pages)):
        running |= {id(line) for line in numbers}
    return running


def _body_size(lines: Sequence[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 1.0


def _levels(pages: Sequence[Sequence[Line]], body: float) -> dict[float, int]:
    """Depth of the headings of each size."""
    sizes = {
        round(line.size * 2) / 2
        for lines in pages
        for line in lines
        if line.size >= _LARGER * body and len(line.text) <= _LONGEST_HEADING
    }
    ordered = sorted(sizes, reverse=True)
    return {size: min(level, _MOST_LEVELS) for level, size in enumerate(ordered, 1)}


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """The usual distance between lines."""
    gaps = [
        above.base - below.base
        for lines in pages
        for above, below in pairwise(lines)
        if 0 < above.base - below.base < 3 * max(above.size, 1)
    ]
    return median(gaps) if gaps else 12.0


def _right_edges(lines: Sequence[Line]) -> list[float]:
    """The right edge of the column of each line, by the lines that begin near to its left."""
    columns: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        columns[round(line.left / _INDENT)].append(line.right)
    edges = []
    for line in lines:
        place = round(line.left / _INDENT)
        rights = sorted(right for near in (-1, 0, 1) for right in columns.get(place + near, ()))
        # The longest of few; of many not those that span the columns, such as a title.
        edges.append(rights[-1 - len(rights) // 8])
    return edges


@dataclass(slots=True)
class _Layout:
    body: float
    levels: dict[float, int]
    pitch: float
    has_bold_headings: bool
    """Whether bold lines are few enough to be headings."""

    blocks: list[str] = field(default_factory=list)
    held: list[Line] = field(default_factory=list)
    level: int = 0
    """Of the heading that is held; 0 for a paragraph."""

    entry: int = 0
    """Number of the last entry or item."""

    edge: float = 0.0
    in_list: bool = False
    """Whether the last heading heads a list of sources."""

    def take(self, line: Line, edge: float) -> None:
        """Read the next line."""
        level = self._level(line)
        number = self._number(line.text)
        if self.held and self._parts(self.held[-1], line, level, number):
            self.end()
        if not self.held:
            self.level = level
            self.entry = number or (self.entry if level == 0 else 0)
        self.held.append(line)
        self.edge = edge

    def end(self) -> None:
        """End the paragraph or heading."""
        if not self.held:
            return
        words, _ = _joined(self.held)
        heading = f"{'#' * self.level} {words}"
        # A bold summary is as little a heading as a whole text in bold.
        is_heading = self.level and len(words) <= _LONGEST_HEADING
        if is_heading:
            self.in_list = heads_list(words)
        self.blocks.append(heading if is_heading else unstructured(words))
        self.held = []

    def _level(self, line: Line) -> int:
        """Depth of a line as heading; 0 if it is none."""
        if len(line.text) > _LONGEST_HEADING or not any(char.isalpha() for char in line.text):
            return 0
        level = self.levels.get(round(line.size * 2) / 2, 0)
        if level:
            return level
        deepest = max(self.levels.values(), default=1)
        if heads_list(line.text):
            return min(max(deepest, 2), 3)
        if line.is_bold and self.has_bold_headings and not line.text.endswith((".", ",", ";", ":")):
            numbered = _NUMBERED.match(line.text)
            depth = numbered[1].count(".") if numbered else 0
            return min(deepest + 1 + depth, 6)
        return 0

    def _number(self, words: str) -> int:
        """The number of an entry or item that begins here: 1, or the next one."""
        match = _ENTRY.match(words)
        number = int(match[1] or match[2]) if match else 0
        return number if number == 1 or (number and number == self.entry + 1) else 0

    def _parts(self, above: Line, line: Line, level: int, number: int) -> bool:
        """Whether a new block begins."""
        gap = above.base - line.base
        is_next = above.page == line.page and gap > -_UNEVEN * line.size
        if level or self.level:
            near = is_next and gap < _HEADING_GAP * line.size
            return not (level and level == self.level and near and above.is_bold == line.is_bold)
        if number or _BULLET.match(line.text):
            return not (number and above.is_hyphenated)
        if above.is_hyphenated:
            return False
        last = above.text.rsplit(" ", 1)[-1]
        if is_next and _IN_ADDRESS.search(last) and _goes_on(last, line.text):
            return False
        if is_next and _ENTRY.match(self.held[0].text) and _ADDRESS.match(line.text):
            return False  # the address of an entry, in a line of its own
        ended = _is_ended(above.text)
        if self.in_list and not (is_next and gap > _PARAGRAPH_GAP * self.pitch):
            if self.entry and _ENTRY.match(self.held[0].text):
                return False  # the next entry has a number too
            if _AUTHOR.match(line.text) and (ended or _joined(self.held)[1]):
                return any(_YEAR.search(held.text) for held in self.held)
        first = line.text[0]
        if not is_next:
            return ended or not (first.islower() or above.right >= self.edge - line.size)
        if gap > _PARAGRAPH_GAP * self.pitch:
            return not (first.islower() and not ended)
        if abs(above.size - line.size) > _OTHER_SIZE * above.size:
            return not first.islower()
        return self._is_set_in(above, line, ended)

    def _is_set_in(self, above: Line, line: Line, ended: bool) -> bool:
        """Whether margins tell that a new paragraph or entry begins."""
        step = _SET_IN * line.size
        start = self.held[0].left
        if len(self.held) > 1 and above.left > start + step and abs(line.left - start) < step / 2:
            return True  # entries whose first line hangs out
        width = self.edge - start
        is_short = width > 0 and above.right - start < _SHORT * width
        if ended and is_short:
            return True
        return ended and line.left > above.left + step and len(self.held) > 1


def _is_ended(words: str) -> bool:
    """Whether a sentence or entry may end with a line, marks after its stop apart."""
    last = _MARKS_AT_END.search(words[-_LONGEST_MARKS:])
    if last is None:
        return words.endswith(_STOPS) or words[-1].isdecimal()
    return words[-_LONGEST_MARKS:][: last.start()].endswith(_STOPS)


def _joined(lines: Sequence[Line]) -> tuple[str, str]:
    """The words of lines as one line, words and addresses that they part put together.

    Returns:
        The words; and the address that they end with, or its part in the last line.
    """
    pieces: list[str] = []
    address = ""
    for line in lines:
        text = " ".join(line.text.split())
        last = pieces[-1] if pieces else ""
        if last.endswith(_HYPHEN):
            pieces[-1] = last[:-1] + ("-" if address else "")
            is_glued = True
        else:
            is_hyphenated = last.endswith("-") and last[-2:-1].isalnum()
            is_glued = is_hyphenated or bool(address and _goes_on(address, text))
        pieces += [text] if is_glued or not pieces else [" ", text]
        is_same = is_glued and address and " " not in text
        word = text.rsplit(" ", 1)[-1]
        address = word if is_same or _IN_ADDRESS.search(word) else ""
    return "".join(pieces).replace(_HYPHEN, "-").replace("\u00ad", ""), address


def _goes_on(address: str, below: str) -> bool:
    """Whether an address at a line's end goes on in the line below."""
    word = below.split(" ", 1)[0]
    if not word[0].isalnum():
        return _SIGN_FIRST.match(word) is not None and address[-1].isalnum()
    if _UNFINISHED.search(address):
        return True
    if address.endswith("/"):
        return _IN_PATH.match(word) is not None
    return address.endswith(".") and _AFTER_DOT.match(word) is not None
