"""A ZIP archive → the files in it, none of it larger than it may be."""

import io
import zipfile
import zlib
from collections.abc import Collection
from pathlib import PurePosixPath

from dashboard.errors import InputError

_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 50_000_000
_ENCRYPTED = 0x1
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Other ways to pack are rare, and LZMA takes as much memory as the archive says."""

_ENTRY = b"PK\x01\x02"


def entries(data: bytes, file: str, suffixes: Collection[str]) -> dict[PurePosixPath, bytes]:
    """What an archive holds with one of these suffixes, in lower case, and not hidden.

    Raises:
        InputError: It is damaged, protected, packed unusually, or too large.
    """
    if data.count(_ENTRY) > _MOST_ENTRIES:  # before each of them takes memory
        raise InputError.at(file, f"the archive has more than {_MOST_ENTRIES:,} files; pack fewer")
    found: dict[PurePosixPath, bytes] = {}
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                name = entry.filename.replace("\\", "/")  # as some programs for Windows write
                path = PurePosixPath(name)
                is_of_use = path.suffix.lower() in suffixes
                is_hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
                if name.endswith("/") or is_hidden or not is_of_use:
                    continue
                if entry.flag_bits & _ENCRYPTED:
                    message = "the archive is protected by a password; pack it without"
                    raise InputError.at(file, message)
                if entry.compress_type not in _USUAL:
                    message = "the archive uses an unusual compression; pack it as a plain ZIP"
                    raise InputError.at(file, message)
                with archive.open(entry) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    limit = _MOST_UNPACKED // 1_000_000
                    message = f"it unpacks to more than {limit} MB; pack fewer files"
                    raise InputError.at(file, message)
                found[path] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise InputError.at(file, "the archive is damaged; pack it again") from None
    return found
