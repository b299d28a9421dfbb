"""BibTeX → the fields of its entries. The only module that imports the library for it."""

import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    RemoveEnclosingMiddleware,
    ResolveStringReferencesMiddleware,
)
from bibtexparser.model import Entry, Field, ParsingFailedBlock

_UNESCAPED = re.compile(r"(?<!\\)[&%#]")
_GROUPS = str.maketrans("", "", "{}")
_LONGEST = 2000
"""Characters of a field that are decoded."""

_MOST = 30_000
"""Characters of all fields that the library decodes, which takes 20 µs for each."""

_FIELD = 10
"""Characters that a field counts for besides its own."""

_LONGEST_NAME = 300
"""Characters of a text that `@string` gives a name; they are journals and publishers."""

_ACCENTS = dict(
    zip(
        "`'^\"~=.uvHckrdb",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_LETTERS = {
    **{"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø"},
    **{"O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "ldots": "…", "dots": "…"},
    **{"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘"},
    **{"textquotedblleft": "“", "textquotedblright": "”", "textasciitilde": "~"},
}
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "\\ ": " ", "\\,": " "}
_SIGNS |= {"\\-": "", "\\/": "", **{f"\\{sign}": sign for sign in "&%$_#"}}
_PIECE = re.compile(
    r"\\(?:([`'^\"~=.]) {0,3}|([uvHckrdb])(?: {1,3}|(?=\{)))"
    r"(?:\{\\?([a-zA-Z]) ?\}|([a-zA-Z])|\\([ij])(?![a-zA-Z]) ?)"
    rf"|\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![a-zA-Z])(?:\{{\}}| {{0,3}})"
    rf"|({'|'.join(map(re.escape, _SIGNS))})"
)
_MORE = re.compile(r"[\\$]")

# Else Python would print what the library says of entries it cannot read; they are noted here.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


class Found(NamedTuple):
    """An entry, or what was begun as one."""

    line: int
    """From 1."""

    key: str
    fields: dict[str, str] | None
    """By name in lower case; `None` if the entry is not closed."""

    raw: str
    is_left: bool = False
    """Whether so much LaTeX came before that no more than accents are read."""


def entries(text: str, decoded: tuple[str, ...]) -> Iterator[Found]:
    """All entries of a text.

    Args:
        text: BibTeX.
        decoded: The fields to give as plain words, without LaTeX.
    """
    library = _parsed(text)
    decoder = _Decoder()
    for block in library.blocks:
        line, raw = (block.start_line or 0) + 1, block.raw or ""
        entry = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if not isinstance(entry, Entry):
            if isinstance(block, ParsingFailedBlock):
                yield Found(line, "", None, raw)
            continue
        if entry is not block:  # the library leaves the quotes in entries it has doubts of
            RemoveEnclosingMiddleware().transform_entry(entry, library)
        held: dict[str, str] = {}
        for field in entry.fields:
            held.setdefault(field.key.lower(), _plain(field.key, field.value, field.enclosing))
        for name in decoded:
            if held.get(name):
                held[name] = decoder.words(held[name][:_LONGEST]).translate(_GROUPS)
        yield Found(line, entry.key, held, raw, decoder.left < 0)


class _Decoder:
    def __init__(self) -> None:
        self.library = Library()
        self.middleware = LatexDecodingMiddleware(keep_math_mode=False)
        self.left = _MOST

    def words(self, text: str) -> str:
        """A field without LaTeX; without accents only, if there was too much of it before."""
        is_simple = _is_simple(text)
        self.left -= 0 if is_simple else len(text) + _FIELD
        if is_simple or self.left < 0:
            return _without_latex(text)
        field = Field("title", _UNESCAPED.sub(r"\\\g<0>", text))
        # It changes the field itself, and leaves one that it cannot read as it is.
        self.middleware.transform_entry(Entry("misc", "", [field]), self.library)
        return str(field.value)


def _parsed(text: str) -> Library:
    library = parse_string(text, parse_stack=[])
    for name in library.strings:
        # Each field that names it gets a copy, so that a long one would fill the memory.
        if len(name.value) > _LONGEST_NAME:
            name.value = '""'
    library = ResolveStringReferencesMiddleware().transform(library)
    return RemoveEnclosingMiddleware().transform(library)


def _plain(name: str, value: object, enclosing: str | None) -> str:
    """A field's value; not the name of a text that is unknown, nor texts joined by `#`."""
    text = str(value)
    is_name = enclosing == "no-enclosing" and not text.isdecimal() and name.lower() != "month"
    return "" if is_name else text


def _is_simple(text: str) -> bool:
    """Whether a text holds no other LaTeX than accents, letters and signs."""
    return not _MORE.search(_PIECE.sub("", text))


def _without_latex(text: str) -> str:
    r"""A text with its accents, letters and signs; braces and other LaTeX stay as they are.

    `M{\"u}hlen \& Bad` becomes `Mühlen & Bad`. Done in one pass, as a decoder of all LaTeX takes
    hundreds of times as long. `&`, `%` and `#` without a backslash stay too: the programs that
    write BibTeX often forget it.
    """
    return _PIECE.sub(_said, text)


def _said(piece: re.Match[str]) -> str:
    sign, letter_accent, braced, bare, dotless, letter, other = piece.groups()
    if other is not None:
        return _SIGNS[other]
    if letter:
        return _LETTERS[letter]
    accent = _ACCENTS[sign or letter_accent]
    return unicodedata.normalize("NFC", (braced or bare or dotless) + accent)
