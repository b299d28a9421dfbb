"""A page of a PDF file → its lines with place, size and weight.

Geometry is asked for at a few characters of each line only, as each question is slow.
"""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

_INVISIBLE = 3
_TINY = 2.0
"""Points; nobody can read smaller letters."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|cmbx|sfbx", re.IGNORECASE)
_BOLD_WEIGHT = 600
_NUMBER = re.compile(r" ?(?<![\d/⁄])(\d{1,8})(?![\d/⁄])")
"""A number that may be raised as a whole or in its last digits; those of a fraction are not."""

_NUMBERS = re.compile(r"\d{1,3}(?:[,–-] ?\d{1,3}){0,8}")
_LED_BY_NUMBERS = re.compile(r"(\d{1,3}(?:[,–-] ?\d{1,3}){0,8})(?!\d)")
_SMALL = 0.92
"""Height of a raised digit, against that of its line."""

_HIGHER = 0.1
"""Of the height of a line: the least that a raised digit stands above it."""

_MOST_RAISED = 60
"""Numbers that are looked at in a line."""

_MOST_APART = 300
"""Raised numbers of a page that the file has elsewhere than after their line."""

_NO_GAP = 0.1
"""Of the height of a line: what stands closer has no space before it."""

_WIDE_SPACE = 0.6
"""Of the height of a line: a space in a line that is stretched; between columns is more."""

_LIGATURES = "fijlst"
"""Letters that are joined to one, whose parts have a box that tells no height."""

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_DIGITS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_STOPS = '.!?:…”"’)'
_HYPHEN = "\ufffe"
"""Stands for a hyphen at a line's end, without a line end after it."""

_PART = re.compile(r"[^\r\n\ufffe]+\ufffe?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; places in points from the lower left corner."""

    text: str
    page: int
    left: float
    right: float
    base: float
    """Height of the line that letters stand on."""

    size: float
    is_bold: bool
    is_hidden: bool
    lead: str = ""
    """Raised numbers that it begins with, as plain digits: those of a note, or of a line before."""

    @property
    def is_hyphenated(self) -> bool:
        """Whether its last word goes on in the next line."""
        return self.text.endswith(_HYPHEN)


def lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    """All lines of a page, in the order that the file has them in.

    A raised number parts a line, and the file may have it anywhere: the pieces are put together.
    """
    whole: list[Line] = []
    n_apart = 0
    for piece in _pieces(page, number):
        above = whole[-1] if whole else None
        if above and (_is_raised(piece, above) or _goes_on(piece, above)):
            whole[-1] = _with(above, piece)
        elif _NUMBERS.fullmatch(piece.text) and n_apart < _MOST_APART:
            n_apart += 1
            hosts = (at for at, line in enumerate(whole) if _is_raised(piece, line))
            if (host := next(hosts, None)) is None:
                whole.append(piece)
            else:
                whole[host] = _with(whole[host], piece)
        else:
            whole.append(piece)
    yield from whole


def _is_raised(piece: Line, line: Line) -> bool:
    """Whether a piece is a raised number that stands a little apart from the end of a line."""
    return (
        _NUMBERS.fullmatch(piece.text) is not None
        and not line.is_hyphenated
        and piece.size <= _SMALL * line.size
        and _HIGHER * line.size < piece.base - line.base < line.size
        and -_HIGHER * line.size < piece.left - line.right < line.size
    )


def _goes_on(piece: Line, line: Line) -> bool:
    """Whether a piece is the rest of a line, which a raised number parted."""
    gap = piece.left - line.right
    is_parted = bool(piece.lead) or line.text[-1] in _RAISED_DIGITS
    return (
        is_parted
        and not line.is_hyphenated
        and abs(piece.base - line.base) < _HIGHER * line.size
        and abs(piece.size - line.size) < _HIGHER * line.size
        and -_NO_GAP * line.size < gap < (_NO_GAP if piece.lead else _WIDE_SPACE) * line.size
    )


def _with(line: Line, piece: Line) -> Line:
    """A line with a piece of it after it."""
    if _NUMBERS.fullmatch(piece.text):
        said = piece.text.translate(_DIGITS)
    elif piece.lead:
        said = piece.lead.translate(_DIGITS) + piece.text[len(piece.lead) :]
    else:
        between = "" if piece.left - line.right < _NO_GAP * line.size else " "
        said = between + piece.text
    bold = line.is_bold and piece.is_bold
    return replace(line, text=line.text + said, right=piece.right, is_bold=bold)


def _pieces(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        wide = any(char > "\uffff" for char in text)
        for match in _PART.finditer(text):
            stripped = match[0].strip()
            if stripped.strip(_HYPHEN):
                place = match.start() + match[0].index(stripped)
                if wide:
                    place = len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
                yield _line(_Page(textpage.raw), stripped, place, number)
    finally:
        textpage.close()


@dataclass(frozen=True, slots=True)
class _Page:
    raw: object

    def char(self, place: int) -> int:
        """The character at a place in the text."""
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self.raw, place))

    def box(self, char: int) -> tuple[float, float, float]:
        """Left and right edge of a character and the height of its font."""
        box = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(self.raw, char, box):
            return 0.0, 0.0, 0.0
        return box.left, box.right, abs(box.top - box.bottom)

    def base(self, char: int) -> float:
        """Height of the line that a character stands on."""
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self.raw, char, x, y)
        return y.value

    def is_bold(self, char: int) -> bool:
        """Whether a character is bold, by its weight or its font's name."""
        if raw.FPDFText_GetFontWeight(self.raw, char) >= _BOLD_WEIGHT:
            return True
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(self.raw, char, name, 128, ctypes.c_int())
        return _BOLD.search(name.value.decode("latin-1")) is not None

    def is_hidden(self, char: int) -> bool:
        """Whether a character is written, but not shown."""
        piece = raw.FPDFText_GetTextObject(self.raw, char)
        return bool(piece) and raw.FPDFTextObj_GetTextRenderMode(piece) == _INVISIBLE


def _line(page: _Page, text: str, place: int, number: int) -> Line:
    first = page.char(place)
    last = page.char(place + len(text.rstrip(_HYPHEN)) - 1)
    middle = _middle(text)
    middle_char = page.char(place + middle)
    left, _, _ = page.box(first)
    _, right, _ = page.box(last)
    _, _, size = page.box(middle_char)
    base = page.base(middle_char)
    raised = _Raised(page, place, base, size)
    lead = raised.lead(text)
    said = lead + (" " if text[len(lead)].isalpha() and lead else "")
    said += raised.marked(text, len(lead))
    is_hidden = page.is_hidden(middle_char) or 0 < size < _TINY
    is_bold = page.is_bold(first) and page.is_bold(middle_char) and page.is_bold(last)
    return Line(said, number, left, right, base, size, is_bold, is_hidden, lead)


def _middle(text: str) -> int:
    """A place near to the middle that tells the height of a line: at a letter, if it has any."""
    places = (*range(len(text) // 2, len(text)), *range(len(text) // 2))
    kinds: tuple[Callable[[str], bool], ...] = (
        lambda char: char.isalpha() and char.lower() not in _LIGATURES,
        str.isalpha,
        str.isalnum,
    )
    found = (at for is_fit in kinds for at in places if is_fit(text[at]))
    return next(found, len(text) // 2)


@dataclass(frozen=True, slots=True)
class _Raised:
    """Finds the digits of a line that stand higher than it and are smaller."""

    page: _Page
    place: int
    """Of the line in the page's text."""

    base: float
    size: float

    def lead(self, text: str) -> str:
        """The raised numbers that a line begins with; empty if it says nothing else."""
        match = _LED_BY_NUMBERS.match(text)
        if match is None or match.end() == len(text):
            return ""
        ends = (match.start(1), match.end(1) - 1)
        return match[1] if all(self._is_so(at) for at in ends) else ""

    def marked(self, text: str, start: int) -> str:
        """The line from a place on, with raised digits in raised characters."""
        pieces = []
        done = start
        for n, match in enumerate(_NUMBER.finditer(text, start)):
            if n >= _MOST_RAISED:
                break
            first, end = match.span(1)
            begin = end
            while begin > first and self._is_so(begin - 1):
                begin -= 1
            if begin == end or begin == 0:
                continue
            stop = (
                match.start() if begin == first and text[match.start() - 1] not in ",–-" else begin
            )
            pieces += [text[done:stop], text[begin:end].translate(_DIGITS)]
            # After a stop begins a new sentence, whose space is too narrow to be told.
            pieces += " " if text[stop - 1] in _STOPS and text[end : end + 1].isalpha() else ""
            done = end
        return "".join((*pieces, text[done:]))

    def _is_so(self, at: int) -> bool:
        char = self.page.char(self.place + at)
        _, _, height = self.page.box(char)
        rise = self.page.base(char) - self.base
        return height <= _SMALL * self.size and _HIGHER * self.size < rise < self.size
