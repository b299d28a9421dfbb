"""Bytes → text that every later step can rely on.

Line ends become line feeds; characters that no page or export can carry become
U+FFFD. All else stays as written: no Unicode normalisation, so that a quotation
is what the file says.
"""

import codecs
import re
from dataclasses import dataclass

from dashboard.errors import InputError
from dashboard.model import Problem, Span
from dashboard.vocabulary import signature

_ADVICE = "give .md or .txt"

_CONVERTED = {signature.PDF: ".pdf", signature.WORD: ".docx"}
"""What is converted if its name says what it is."""

# UTF-32 stands before UTF-16, whose mark is the beginning of its own.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MOST_CONTROL = 0.1
"""Share of control bytes above which a file is no text; text has none or a stray one."""

_WIDE_ZEROS = 0.3
"""Share of NUL bytes above which Latin text must be UTF-16 without its mark."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text with line feeds at line ends, and what was changed or guessed to get it."""

    text: str
    problems: tuple[Problem, ...] = ()


def clean(data: bytes, file: str) -> Cleaned:
    """Decode a file and replace what cannot be shown.

    Raises:
        InputError: The file is empty or holds no text.
    """
    if not data.strip():
        raise InputError.at(file, "the file is empty")
    if kind := _binary_kind(data):
        suffix = _CONVERTED.get(kind)
        advice = f"name it {suffix} and it is converted" if suffix else _ADVICE
        raise InputError.at(file, f"this is {kind}, not text; {advice}")

    text, guess = _decode(data)
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    for line_end in "\r\f\v":  # not `translate`, which takes as long as all of this function
        text = text.replace(line_end, "\n")

    problems = []
    if guess:
        first = _BEYOND_ASCII.search(text)
        place = Span(*first.span()) if first else Span(0, 1)
        problems.append(Problem(f"read as {guess}: please check accents and quotes", place))
    if unreadable := [match.start() for match in _UNREADABLE.finditer(text)]:
        text = _UNREADABLE.sub("\ufffd", text)
        n = len(unreadable)
        what = "1 character could" if n == 1 else f"{n} characters could"
        shown = "is" if n == 1 else "are"
        place = Span(unreadable[0], unreadable[0] + 1)
        problems.append(Problem(f"{what} not be read and {shown} shown as \ufffd", place))
    if not text.strip():
        raise InputError.at(file, "the file is empty")
    return Cleaned(text, tuple(problems))


def _binary_kind(data: bytes) -> str | None:
    """What the file is, if it is no text."""
    if kind := signature.kind(data):
        return kind
    if _bom(data) or _wide(data):
        return None
    control = len(data) - len(data.translate(None, _CONTROL_BYTES))
    return "a binary file" if control > _MOST_CONTROL * len(data) else None


def _bom(data: bytes) -> tuple[bytes, str] | None:
    return next(((bom, encoding) for bom, encoding in _BOMS if data.startswith(bom)), None)


def _wide(data: bytes) -> str | None:
    """The byte order of UTF-16 without a byte order mark, if it looks like that."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even + odd < _WIDE_ZEROS * len(data) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode(data: bytes) -> tuple[str, str | None]:
    """The text, and the name of the encoding if it had to be guessed."""
    if found := _bom(data):
        bom, encoding = found
        return data[len(bom) :].decode(encoding, "replace"), None
    if encoding := _wide(data) or "":
        return data.decode(encoding, "replace"), encoding.upper()
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass"), None
    except UnicodeDecodeError:
        return _decode_damaged(data)


def _decode_damaged(data: bytes) -> tuple[str, str | None]:
    """Tell UTF-8 with a few broken bytes from an older encoding.

    Other encodings hardly ever form a valid sequence of UTF-8 by accident, so
    that more whole characters than broken ones mean damaged UTF-8.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii > 2 * broken:
        return text, None
    return data.decode("cp1252", "replace"), "Windows-1252"
