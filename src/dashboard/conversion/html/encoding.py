"""Bytes of a web page → its text, by byte order mark, by what it says of itself, or by a guess."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAID = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{1,40})""")
_HEAD = 4096
"""Bytes in which a page says what its encoding is."""

_ALLOWED = re.compile(
    r"(?:utf-?8|iso-?8859-?\d{1,2}|latin-?[1-9]|(?:windows|cp)-?125\d|us-ascii|ascii|macintosh"
    r"|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5|koi8-[ru])"
)
"""Codecs that browsers know too; others are refused as they can make text out of anything."""

_AS_WINDOWS = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"))
_GUESS = "the encoding is a guess, Windows-1252: please check accents and quotes"


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and what is uncertain about it."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    said = _SAID.search(data[:_HEAD])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    if not _ALLOWED.fullmatch(name):
        name = "utf-8"  # such as utf-16, which a page that could be searched is not in
    try:
        return data.decode("cp1252" if name in _AS_WINDOWS else name), ()
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _damaged(data)


def _damaged(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Tell UTF-8 with a few broken bytes from an older encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii > 2 * broken:
        return text, ()  # the readers tell of characters that could not be read
    return data.decode("cp1252", "replace"), (_GUESS,)
