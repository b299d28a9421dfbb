"""The first bytes of a file → what it is, and whether its name says so too."""

import re

from dashboard.vocabulary import signature
from dashboard.vocabulary.signature import BOOK, OPEN, PDF, WORD

_HTML = re.compile(
    rb"""
    \s{0,99}
    (?: <!--.{0,999}?--> \s{0,99} )?     # a comment, as programs that save pages leave it
    < (?: !DOCTYPE\s+html | html | head | body | title | meta ) \b
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_JATS = re.compile(rb"<(?:!DOCTYPE\s+)?article[\s>]")
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:\{\s{0,99}\"|\[\s{0,99}[\[{\"])")
_PDF_HEAD = 1024
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_BINARY = 0.1
_WIDE = (b"\xff\xfe", b"\xfe\xff")

WEB = "a web page"
XML = "an XML file"
JSON = "a JSON file"

EXPECTED = {
    ".html": WEB,
    ".htm": WEB,
    ".xhtml": WEB,
    ".mhtml": "a saved web page",
    ".docx": WORD,
    ".pdf": PDF,
    ".xml": XML,
    ".nxml": XML,
    ".jsonl": JSON,
    ".ndjson": JSON,
    ".json": JSON,
    ".epub": BOOK,
    ".odt": OPEN,
    ".ipynb": JSON,
}
"""What a suffix promises, in lower case."""


_ZIPPED = (WORD, BOOK, OPEN)
_MAY_BE = {WEB: (WEB, XML), XML: (XML,), JSON: (JSON,)}
"""What a file with a suffix may be, besides what its first bytes do not tell."""

_SUFFIXES = {
    WORD: ".docx",
    PDF: ".pdf",
    BOOK: ".epub",
    OPEN: ".odt",
    WEB: ".html",
    JSON: ".json",
    None: ".txt or .md",
}


def kind(data: bytes) -> str | None:
    """What a file is by its first bytes, as `a PNG picture`; nothing for plain text."""
    if found := signature.kind(data):
        return found
    head = data[:_PDF_HEAD]
    if b"%PDF-" in head:
        return PDF
    if _HTML.match(head):
        return WEB
    if head.lstrip().startswith(b"<?xml") or _JATS.search(head):
        return WEB if b"<html" in head.lower() else XML
    if _JSON.match(head):
        return JSON
    if data.startswith(_WIDE):
        return None
    return "a binary file" if len(_BINARY.findall(head)) > _MOST_BINARY * len(head) else None


def disagreement(data: bytes, suffix: str) -> str | None:
    """Why the content is not what the suffix promises; nothing if it may be."""
    if not data.strip():
        return "the file is empty"
    expected, found = EXPECTED[suffix], kind(data)
    if expected == WORD and found == signature.OLD_OFFICE:
        return "it is protected by a password or an old .doc; save it as .docx without a password"
    if expected in (PDF, *_ZIPPED):
        if found == expected or (expected in _ZIPPED and signature.is_zip(data)):
            return None  # what kind of ZIP archive it is, is seen inside
        return f"this is {found or 'plain text'}, not {expected}; {_advice(found)}"
    if expected == WEB and found is None and b"<" not in data:
        return f"this is plain text, not {expected}; {_advice(None)}"
    if found is None or found in _MAY_BE.get(expected, (WEB, XML, JSON)):
        return None
    return f"this is {found}, not {expected}; {_advice(found)}"


def _advice(found: str | None) -> str:
    suffix = _SUFFIXES.get(found)
    return f"name it {suffix}" if suffix else "give a text, web page, Word or PDF file"
