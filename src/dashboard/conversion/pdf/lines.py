"""A page of a PDF file → its lines with place, size and weight.

Geometry is asked for at a few characters of each line only, as each question is slow.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

_INVISIBLE = 3
_TINY = 2.0
"""Points; nobody can read smaller letters."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|cmbx|sfbx", re.IGNORECASE)
_BOLD_WEIGHT = 600
_RAISED = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]\"”’%]) ?(\d{1,3}(?:[,–-] ?\d{1,3}){0,8})(?![\w.])")
_NUMBERS = re.compile(r"\d{1,3}(?:[,–-] ?\d{1,3}){0,8}")
_SMALL = 0.92
"""Height of a raised digit, against that of its line."""

_MOST_RAISED = 60
"""Digits that are looked at in a line."""

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
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

    @property
    def is_hyphenated(self) -> bool:
        """Whether its last word goes on in the next line."""
        return self.text.endswith(_HYPHEN)


def lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    """All lines of a page, in the order that the file has them in."""
    above: Line | None = None
    for line in _pieces(page, number):
        if above and _is_raised(line, above):
            said = above.text + line.text.translate(_DIGITS)
            above = replace(above, text=said, right=line.right)
            continue
        if above:
            yield above
        above = line
    if above:
        yield above


def _is_raised(piece: Line, line: Line) -> bool:
    """Whether a piece is a raised number that stands a little apart from the end of a line."""
    return (
        _NUMBERS.fullmatch(piece.text) is not None
        and not line.is_hyphenated
        and piece.size <= _SMALL * line.size
        and 0.1 * line.size < piece.base - line.base < line.size
        and -0.1 * line.size < piece.left - line.right < line.size
    )


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
    middle = next(
        (at for at in range(len(text) // 2, len(text)) if text[at].isalnum()), len(text) // 2
    )
    middle_char = page.char(place + middle)
    left, _, _ = page.box(first)
    _, right, _ = page.box(last)
    _, _, size = page.box(middle_char)
    base = page.base(middle_char)
    said = _with_raised(page, text, place, base, size)
    is_hidden = page.is_hidden(middle_char) or 0 < size < _TINY
    is_bold = page.is_bold(first) and page.is_bold(middle_char) and page.is_bold(last)
    return Line(said, number, left, right, base, size, is_bold, is_hidden)


def _with_raised(page: _Page, text: str, place: int, base: float, size: float) -> str:
    """The line with digits that stand higher and are smaller as raised ones."""
    pieces = []
    done = 0
    for n, match in enumerate(_RAISED.finditer(text)):
        if n >= _MOST_RAISED:
            break
        char = page.char(place + match.start(1))
        _, _, height = page.box(char)
        if height <= _SMALL * size and page.base(char) > base + 0.1 * size:
            pieces += [text[done : match.start()], match[1].translate(_DIGITS)]
            done = match.end()
    return "".join((*pieces, text[done:]))
