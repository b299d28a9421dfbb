"""Readers: the bytes of a file → a `Document`.

A reader takes clean text and knows one family of formats. It does no input or
output. `read` picks it by the suffix of the file's name:

    bytes ──clean──▶ text ──blocks──▶ headings, paragraphs, items, rows
          ──outline──▶ title and sections ──source_list──▶ entries
          ──grammars──▶ citation marks ──sentences──▶ passages ──text──▶ Document
"""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Protocol

from dashboard.errors import InputError
from dashboard.model import Document
from dashboard.reading import decode, notes, text
from dashboard.vocabulary import languages

MAX_BYTES = 5_000_000
"""The largest file that is read; a book of 800 pages has about 2,000,000."""


class Reader(Protocol):
    """Takes the cleaned text, the file's name, the language, and what a person wants and knows."""

    def __call__(
        self,
        cleaned: decode.Cleaned,
        file: str,
        language: str,
        asked: Collection[str] | None,
        means: notes.Means | None,
    ) -> Document:
        """Read it.

        Raises:
            InputError: It has no passage.
        """
        ...


READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": text.read,
    ".markdown": text.read,
    ".text": text.read,
    ".qmd": text.read,
    ".rmd": text.read,
    ".rst": text.read,
    ".tex": text.read,
    ".latex": text.read,
    ".wiki": text.read,
    ".wikitext": text.read,
    ".mediawiki": text.read,
    ".bs": text.read,
}
"""Reader by file suffix, in lower case."""

KINDS = "text, Markdown, LaTeX, wikitext, reStructuredText"
"""What these suffixes stand for, to be named to a person."""


def read(
    data: bytes,
    file: str,
    *,
    language: str | None = None,
    read_as: Collection[str] | None = None,
    encoding: str | None = None,
    means: notes.Means | None = None,
) -> Document:
    """Read a document with the reader that its file name asks for.

    Args:
        data: The file's content.
        file: Its name; the stem becomes the document's id.
        language: BCP 47 tag; it decides which abbreviations end no sentence. `None` leaves it to
            the text.
        read_as: Keys of the citation grammars by which it is read, and no others; `None` leaves
            it to what the text itself says.
        encoding: What `data` is in, one that `encodings.is_known`; `None` leaves it to the bytes.
        means: What a person says of some notes: the note's id → the ids of the sources it stands
            for; its own id alone undoes what would be joined.

    Raises:
        InputError: No reader knows the suffix, or `data` is empty, too large, not
            text, or without a passage.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix not in READERS:
        what, known = suffix or "a file without a suffix", " or ".join(KINDS.rsplit(", ", 1))
        raise InputError.at(file, f"{what} can't be read; choose a {known} file")
    if len(data) > MAX_BYTES:
        # Rounded up, so that a file just too large is not said to have the size allowed.
        size = -(-len(data) // 100_000) / 10
        limit = MAX_BYTES // 1_000_000
        raise InputError.at(file, f"the file has {size} MB; at most {limit} MB of text can be read")
    with _without_collection():
        cleaned = decode.clean(data, file, encoding)
        written_in = language or languages.detect(cleaned.text)
        return READERS[suffix](cleaned, file, written_in, read_as, means)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the garbage collector from walking the many small values that are made.

    None of them is in a cycle, and the walks take a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
