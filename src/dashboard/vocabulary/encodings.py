"""Bytes of a file → text: the only module that decodes them, for texts and for web pages.

It stands below `reading`, as the process that converts a web page needs no more than this.
"""

import codecs
import re

# UTF-32 stands before UTF-16, whose mark is the beginning of its own.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_ZEROS = 0.3
"""Share of NUL bytes above which Latin text must be UTF-16 without its mark."""

_WINDOWS = "Windows-1252"
_DECLARED = re.compile(
    rb"""
    (?:charset|encoding) \s{0,9} = \s{0,9} ["']? \s{0,9}
    (?P<name> [A-Za-z0-9_:.-]{1,40} )
    """,
    re.VERBOSE,
)
_HEAD = 4096
"""Bytes in which a web page says what its encoding is; browsers look at 1,024."""

_KNOWN = re.compile(
    r"""
      utf-?8 | us-ascii | ascii
    | iso-?8859-?\d{1,2} | latin-?[1-9] | (?:windows|cp)-?125\d | macintosh
    | shift[_-]jis | euc-(?:jp|kr) | iso-2022-jp
    | gb2312 | gbk | gb18030 | big5
    | koi8-[ru]
    """,
    re.VERBOSE,
)
"""Codecs that browsers know too; others are refused as they can make text out of anything."""

_AS_WINDOWS = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"))


def decoded(data: bytes) -> tuple[str, str | None]:
    """Decode a text.

    Returns:
        The text, and the name of its encoding if that had to be guessed.
    """
    if (marked := _by_mark(data)) is not None:
        return marked, None
    if encoding := _wide(data):
        return data.decode(encoding, "replace"), encoding.upper()
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass"), None
    except UnicodeDecodeError:
        return _damaged(data)


def decoded_page(data: bytes) -> tuple[str, str | None]:
    """Decode a web page, by what it says of itself where it has no byte order mark.

    Returns:
        As `decoded`.
    """
    if (marked := _by_mark(data)) is not None:
        return marked, None
    declared = _DECLARED.search(data[:_HEAD])
    name = declared["name"].decode("ascii").lower() if declared else "utf-8"
    if not _KNOWN.fullmatch(name):
        name = "utf-8"  # such as utf-16, which a page that could be searched is not in
    for encoding in ("cp1252" if name in _AS_WINDOWS else name, "utf-8"):
        try:
            return data.decode(encoding), None
        except (UnicodeDecodeError, LookupError):
            continue
    return _damaged(data)


def strict_utf8(data: bytes) -> str:
    """Decode UTF-8, with or without its mark.

    Raises:
        UnicodeDecodeError: It is anything else.
    """
    return data.decode("utf-8-sig")


def is_marked(data: bytes) -> bool:
    """Whether bytes are UTF-8, UTF-16 or UTF-32 by their first ones, or UTF-16 by their zeros."""
    return _mark(data) is not None or _wide(data) is not None


def _mark(data: bytes) -> tuple[bytes, str] | None:
    return next(((mark, encoding) for mark, encoding in _BOMS if data.startswith(mark)), None)


def _by_mark(data: bytes) -> str | None:
    found = _mark(data)
    return data[len(found[0]) :].decode(found[1], "replace") if found else None


def _wide(data: bytes) -> str | None:
    """The byte order of UTF-16 without a byte order mark, if it looks like that."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if even + odd < _WIDE_ZEROS * len(data) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _damaged(data: bytes) -> tuple[str, str | None]:
    """Tell UTF-8 with a few broken bytes from an older encoding.

    Other encodings hardly ever form a valid sequence of UTF-8 by accident, so
    that more whole characters than broken ones mean damaged UTF-8.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii > 2 * broken:
        return text, None  # a reader tells of characters that could not be read
    return data.decode("cp1252", "replace"), _WINDOWS
