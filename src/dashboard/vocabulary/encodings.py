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

_NAMES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "koi8_r": "KOI8-R",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp932": "Shift-JIS",
    "euc_jp": "EUC-JP",
    "cp949": "EUC-KR",
}
"""Encodings that are guessed, and what people call them."""

_LETTERS = {
    "cp1252": frozenset("äöüßàâçéèêëîïôûùñáíóúãõåæøœÿ¿¡"),
    "cp1250": frozenset("ąćęłńóśźżáčďéěíňřšťúůýžőűäöüôľ"),
    "cp1254": frozenset("çğıöşüâîû"),
}
"""Small letters beyond ASCII of the languages that are written in each; the first is usual."""

_FEWEST_BEYOND = 20
"""Bytes beyond ASCII from which the script can be told: with fewer, it is Latin with accents."""

_SAMPLE = 100_000
"""Bytes that a guess looks at; it takes some 10 ms."""

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


def is_known(name: str) -> bool:
    """Whether a person may name this encoding."""
    return _KNOWN.fullmatch(name.lower()) is not None and _codec(name) is not None


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str | None]:
    """Decode a text.

    Args:
        data: The bytes of its file.
        encoding: What a person says it is in, one that `is_known`; `None` leaves it to the bytes.

    Returns:
        The text, and the name of its encoding if that had to be guessed.
    """
    if (marked := _by_mark(data)) is not None:
        return marked, None
    if encoding:
        return data.decode(encoding, "replace"), None
    if wide := _wide(data):
        return data.decode(wide, "replace"), wide.upper()
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
    guess = _guess(data)
    return data.decode(guess, "replace"), _NAMES[guess]


def _guess(data: bytes) -> str:
    """The older encoding that makes the most of a text."""
    beyond = bytes(byte for byte in data[:_SAMPLE] if byte > 0x7F)
    found = "cp1252"
    # Only few files need it, and the process that converts a web page should start without it.
    if len(beyond) >= _FEWEST_BEYOND:
        import charset_normalizer

        best = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=list(_NAMES)).best()
        found = best.encoding if best else found
    if found not in _LETTERS:
        return found

    def n_letters(encoding: str) -> tuple[int, bool]:
        said = beyond.decode(encoding, "replace").casefold()
        return sum(letter in _LETTERS[encoding] for letter in said), encoding == found

    return max(_LETTERS, key=n_letters)
