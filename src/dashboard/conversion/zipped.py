"""A DOCX file → its checked parts: none that unpacks to too much, hides, or declares entities."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise

from dashboard.conversion.converted import RefusalError

MOST_PARTS = 2_000
MOST_BYTES = 100_000_000
"""Of all parts unpacked."""

_MOST_XML = 40_000_000
"""Of a part that is read; a book of 800 pages has about 10 MB."""

_ENCRYPTED = 0x1
_DAMAGED = "the file is damaged; open it in Word and save it anew"
_NOT_WORD = "this is a ZIP archive, not a Word file; save the text as .docx"
_TOO_LARGE = (
    f"it unpacks to more than {MOST_BYTES // 1_000_000} MB; remove pictures and save it anew"
)


def parts(data: bytes, wanted: tuple[str, ...]) -> Mapping[str, bytes]:
    """Unpack some parts of a file, after checks of all.

    Args:
        data: The file.
        wanted: Beginnings of the parts' names.

    Raises:
        RefusalError: It is no DOCX file, damaged, encrypted, or too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries, len(data))
            return {
                entry.filename: _read(archive, entry)
                for entry in entries
                if entry.filename.startswith(wanted) and entry.filename.endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise RefusalError(_DAMAGED) from error
    except (RuntimeError, ValueError, UnicodeError) as error:
        raise RefusalError(_DAMAGED) from error


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MOST_PARTS:
        raise RefusalError(
            f"it has more than {MOST_PARTS:,} parts; open it in Word and save it anew"
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RefusalError("it is protected by a password; save it as .docx without a password")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise RefusalError(_DAMAGED)  # two programs would read two texts
    if "word/document.xml" not in names:
        raise RefusalError(_NOT_WORD)
    # Parts that lie over each other unpack to far more than the file could hold.
    if sum(entry.compress_size for entry in entries) > size:
        raise RefusalError(_DAMAGED)
    ends = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    if any(start + taken > after for (start, taken), (after, _) in pairwise(ends)):
        raise RefusalError(_DAMAGED)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise RefusalError(_TOO_LARGE)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > _MOST_XML:
        raise RefusalError(_TOO_LARGE)
    with archive.open(entry) as part:
        content = part.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise RefusalError(_DAMAGED)
    return content
