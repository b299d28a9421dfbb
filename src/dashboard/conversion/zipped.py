"""A ZIP archive → what is wanted of it: the only module that opens one.

What an archive says of itself is not believed: what is unpacked is counted while it is read.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Why = Literal["many", "protected", "unusual", "damaged", "large"]

_ENCRYPTED = 0x1
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Other ways to pack are rare, and LZMA takes as much memory as the archive says."""

_ENTRY = b"PK\x01\x02"
"""Begins what the archive says of each of its files."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold."""

    most_files: int
    most_bytes: int
    """Of all that is unpacked."""

    most_of_one: int
    """Bytes of one file."""


class UnusableError(Exception):
    """Why an archive cannot be used; whoever asked for it says it in its own words."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def unpack(
    data: bytes, wanted: Callable[[str], bool], limits: Limits
) -> tuple[dict[str, bytes], list[tuple[str, int]]]:
    """Unpack some files of an archive, after checks of all.

    Args:
        data: The archive.
        wanted: Whether a file with a name is to be unpacked. Names have `/` between folders;
            nothing is ever written under them.
        limits: What it may hold.

    Returns:
        What is wanted, by name; the last one if several have the same. And of
        all files the name and the size they are said to have.

    Raises:
        UnusableError: It is damaged, protected, packed unusually, or too large.
    """
    if data.count(_ENTRY) > limits.most_files:  # before each of them takes memory
        raise UnusableError("many")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_places(entries, len(data))
            names = [_name(entry) for entry in entries]
            found: dict[str, bytes] = {}
            left = limits.most_bytes
            for name, entry in zip(names, entries, strict=True):
                if not name.endswith("/") and wanted(name):
                    found[name] = _read(archive, entry, min(left, limits.most_of_one))
                    left -= len(found[name])
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
        *(NotImplementedError, RuntimeError, ValueError, UnicodeError),
    ):
        raise UnusableError("damaged") from None
    return found, [(name, entry.file_size) for name, entry in zip(names, entries, strict=True)]


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")  # as some programs for Windows write


def _check_places(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Refuse files that lie over each other: they unpack to far more than the archive holds."""
    if sum(entry.compress_size for entry in entries) > size:
        raise UnusableError("damaged")
    places = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    if any(start + taken > after for (start, taken), (after, _) in pairwise(places)):
        raise UnusableError("damaged")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise UnusableError("protected")
    if entry.compress_type not in _USUAL:
        raise UnusableError("unusual")
    if entry.file_size > most:
        raise UnusableError("large")
    with archive.open(entry) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise UnusableError("large")
    if len(content) != entry.file_size:
        raise UnusableError("damaged")
    return content
