"""Texts, lists and fields → the bytes of a YAML file that says exactly that.

Block style, one thing a line, so that a person can go on writing. A text is plain only where no
YAML reader could take it for something else; `NO`, `2024-01-02` and `a: b` stand in quotes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TypeAlias

Value: TypeAlias = str | Sequence["Value"] | Mapping[str, "Value"]

# What a text must not hold: control characters, surrogates, and the three characters that YAML
# takes for line ends though no editor does, so that lines would be miscounted.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

_WIDTH = 90
_LONGEST_KEY = 1000  # bytes and characters alike; YAML ends a key at 1,024
_PLAIN = re.compile(r"[^\W\d_](?:[\w.,;()/'’“”„«»…–—!?%&*+$€-]| (?=[^ ]))*")
_NOT_TEXT = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
# All that a block or a quoted text can hold as it is: no tab, no line end but \n, no BOM.
_PRINTED = re.compile(r"[\n\x20-\x7e\xa0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_FOLDED = re.compile(r"[^ \n]+(?: [^ \n]+)+")
_LITERAL = re.compile(r"\S(?:[^\n]*\S)?(?:\n+[^\n]*\S)+")
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}


def write(value: Value, comment: str) -> bytes:
    """Write a YAML file that `read` gives back as it is, under a comment of one line.

    Raises:
        ValueError: A text holds a character that `read` refuses (see `seen`), a name of a field
            is too long for one, or the comment is not one line.
    """
    if UNSEEN.search(comment) or "\n" in comment or "\r" in comment:
        raise ValueError("the comment of a file is one line")
    lines = _lines(value)
    if isinstance(value, str):  # the lines of a block stand deeper than what holds it
        lines = map(_indented, lines)
    return "\n".join((f"# {comment}", *lines, "")).encode()


def seen(text: str) -> str:
    """A text as `read` would give it: no white space around it, and nothing that nobody can see.

    Characters that end a line for some readers become a space, other controls go.
    """
    return UNSEEN.sub("", _BREAKS.sub(" ", text)).strip()


def code_point(match: re.Match[str]) -> str:
    """The name of a character that cannot be shown, as `U+0007`."""
    return f"U+{ord(match.group()):04X}"


def _lines(value: Value) -> Iterator[str]:
    """The lines of a value; `write` and the list or field it stands in indent them."""
    if isinstance(value, str):
        yield from _text(value, _WIDTH)
    elif isinstance(value, Mapping):
        if not value:
            yield "{}"
        for name, held in value.items():
            yield from _field(name, held)
    else:
        if not value:
            yield "[]"
        for held in value:
            first, *others = _lines(held)
            yield f"- {first}"
            yield from map(_indented, others)


def _field(name: str, held: Value) -> Iterator[str]:
    (key,) = _text(name, None)
    if len(key.encode()) > _LONGEST_KEY:
        raise ValueError(f"the name of a field is longer than {_LONGEST_KEY} bytes: {key[:60]}…")
    lines = list(_lines(held))
    if isinstance(held, str) or lines in (["[]"], ["{}"]):
        yield f"{key}: {lines[0]}"
        lines = lines[1:]
    else:
        yield f"{key}:"
    yield from map(_indented, lines)


def _indented(line: str) -> str:
    return f"  {line}" if line else ""


def _text(text: str, width: int | None) -> list[str]:
    """A text in the plainest form that is safe; on one line if there is no width."""
    if unseen := UNSEEN.search(text):
        raise ValueError(f"{code_point(unseen)} isn't allowed in a text; take it out")
    if not _PRINTED.fullmatch(text):
        return [_escaped(text)]
    if width and len(text) > width and _FOLDED.fullmatch(text):
        return [">-", *wrap(text, width, break_long_words=False, break_on_hyphens=False)]
    if width and _LITERAL.fullmatch(text):
        return ["|-", *text.split("\n")]
    if "\n" in text:
        return [_escaped(text)]
    if _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text):
        return [text]
    return ["'" + text.replace("'", "''") + "'"]


def _escaped(text: str) -> str:
    """The text in double quotes, every character written so that it stands on one line."""
    return '"' + "".join(map(_letter, text)) + '"'


def _letter(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return letter if _PRINTED.fullmatch(letter) else f"\\U{ord(letter):08X}"
