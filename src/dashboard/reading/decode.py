"""Bytes → text that every later step can rely on.

Line ends become line feeds; characters that no page or export can carry become
U+FFFD. All else stays as written: no Unicode normalisation, so that a quotation
is what the file says.
"""

import re
from dataclasses import dataclass

from dashboard.errors import InputError
from dashboard.model import Problem, Span
from dashboard.vocabulary import encodings, signature

_ADVICE = "give .md or .txt"

_CONVERTED = {
    signature.PDF: ".pdf",
    signature.WORD: ".docx",
    signature.BOOK: ".epub",
    signature.OPEN: ".odt",
}
"""What is converted if its name says what it is."""

_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MOST_CONTROL = 0.1
"""Share of control bytes above which a file is no text; text has none or a stray one."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text with line feeds at line ends, and what was changed or guessed to get it."""

    text: str
    problems: tuple[Problem, ...] = ()


def clean(data: bytes, file: str, encoding: str | None = None) -> Cleaned:
    """Decode a file and replace what cannot be shown.

    Args:
        data: Its content.
        file: Its name.
        encoding: What a person says it is in; `None` leaves it to the bytes.

    Raises:
        InputError: The file is empty or holds no text.
    """
    if not data.strip():
        raise InputError.at(file, "the file is empty")
    if kind := _binary_kind(data):
        suffix = _CONVERTED.get(kind)
        advice = f"name it {suffix} and it is converted" if suffix else _ADVICE
        raise InputError.at(file, f"this is {kind}, not text; {advice}")

    text, guess = encodings.decoded(data, encoding)
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    for line_end in "\r\f\v":  # not `translate`, which takes as long as all of this function
        text = text.replace(line_end, "\n")

    problems = []
    if guess:
        first = _BEYOND_ASCII.search(text)
        place = Span(*first.span()) if first else Span(0, 1)
        advice = "please check letters and quotes; about.yaml can name another `encoding`"
        problems.append(Problem(f"read as {guess}, which is a guess: {advice}", place))
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
    if encodings.is_marked(data):
        return None
    control = len(data) - len(data.translate(None, _CONTROL_BYTES))
    return "a binary file" if control > _MOST_CONTROL * len(data) else None
