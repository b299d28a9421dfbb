"""The first bytes of a file → what kind of file it is, if these say it is no text."""

PDF = "a PDF file"
WORD = "a Word file"
BOOK = "an EPUB book"
OPEN = "an OpenDocument text"
OLD_OFFICE = "an old Office file (.doc, .xls)"

_SIGNATURES = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
)
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIPPED = (
    (b"word/", WORD),
    (b"xl/", "an Excel file"),
    (b"ppt/", "a PowerPoint file"),
    (b"application/epub", BOOK),
    (b"opendocument.text", OPEN),
    (b"opendocument", "an OpenDocument file"),
)


def kind(data: bytes) -> str | None:
    """What a file is, as `a PNG picture`; nothing if it may be a text."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if is_zip(data):
        return next((name for part, name in _ZIPPED if part in data), "a ZIP archive")
    return "a program" if data.startswith(b"MZ") and b"\x00" in data[:64] else None


def is_zip(data: bytes) -> bool:
    """Whether it is packed as ZIP archives are, which may be a document."""
    return data.startswith(_ZIPS)
