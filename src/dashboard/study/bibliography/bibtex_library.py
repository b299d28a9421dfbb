"""BibTeX → the fields of its entries. The only module that imports the library for it."""

import logging
import re
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

from dashboard.study.bibliography import latex

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
        is_simple = latex.is_simple(text)
        self.left -= 0 if is_simple else len(text) + _FIELD
        if is_simple or self.left < 0:
            return latex.plain(text)
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
