"""Conversion: files that are no plain text → Markdown that `reading` reads.

    bytes ──kinds──▶ what it is ──sandbox──▶ a child process with limits
          ──html, word, pdf, jats, records──▶ `Converted`, one or several

`dialect.md` says which Markdown; a test runs its examples on both sides.

Web pages, JATS and JSON need the standard library only; Word and PDF files need the
extra `import`.
"""

from pathlib import PurePath

from dashboard.conversion import kinds, sandbox
from dashboard.conversion.converted import MAX_BYTES, Converted
from dashboard.conversion.kinds import kind
from dashboard.errors import InputError

__all__ = ["MAX_BYTES", "SUFFIXES", "Converted", "convert", "kind"]

SUFFIXES = frozenset(kinds.EXPECTED)
"""Of the files that are converted, in lower case."""


def convert(data: bytes, file: str) -> tuple[Converted, ...]:
    """Convert a file in a process of its own, with limits on time and memory.

    Args:
        data: The file's content.
        file: Its name; the suffix decides how it is read.

    Returns:
        At least one text; several if the file holds several reports.

    Raises:
        InputError: It is not what its suffix says, damaged, protected, too large, or has
            no text; or it took too long or too much memory.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        what = suffix or "a file without a suffix"
        raise InputError.at(file, f"{what} cannot be converted; give one of {known}")
    if len(data) > MAX_BYTES:
        size, limit = -(-len(data) // 100_000) / 10, MAX_BYTES // 1_000_000
        raise InputError.at(file, f"the file has {size} MB; at most {limit} MB can be converted")
    if why := kinds.disagreement(data, suffix):
        raise InputError.at(file, why)
    return sandbox.run(data, file)
