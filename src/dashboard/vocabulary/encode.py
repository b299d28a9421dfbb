"""Text of a document → what one sink shows as those very letters.

Each sink reads a language of its own: labels read Markdown, charts a few HTML
tags, spreadsheets formulas. Text that reaches one without its encoder is markup.
The words of passages are not encoded here but escaped where they become HTML
(`passage_html`).
"""

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import quote, urlsplit, urlunsplit

_WORD_JOINER = "\u2060"  # invisible; parts what a renderer would otherwise replace
_ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_DIRECTIVE = re.compile(r"\\:(?=\S)")
_ARROW = re.compile(r"(?:\\<(?=\\-)|\\-(?=\\[->])|\\[<>~](?=\\=))")
_AUTOLINK = re.compile(r"www\\\.|\\/\\/|\\@")
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs"))
_HOST = re.compile(r"[A-Za-z0-9._-]+")
_FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")


def one_line(text: str, longest: int = 120) -> str:
    """For options and other texts that are shown as they are: one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def label(text: str, longest: int = 120) -> str:
    """For the labels of widgets, which read Markdown.

    Backslashes stop the Markdown; arrows, emoji, icons and bare addresses are
    replaced after it was parsed, so an invisible word joiner parts those.
    """
    shown = _ASCII_PUNCTUATION.sub(r"\\\1", one_line(text, longest))
    shown = _DIRECTIVE.sub(lambda m: m[0] + _WORD_JOINER, shown)
    shown = _ARROW.sub(lambda m: m[0] + _WORD_JOINER, shown)
    return _AUTOLINK.sub(lambda m: m[0][:-2] + _WORD_JOINER + m[0][-2:], shown)


def chart_text(text: str, longest: int = 60) -> str:
    """For the texts of figures, which read tags and the entities `&amp; &lt; &gt;` only."""
    shown = one_line(text, longest)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def web_address(url: str) -> tuple[str, str] | None:
    """The address to open and the host to show, or `None` if it is no plain web address."""
    url = url.strip()
    if not url or len(url) > 2048 or "\\" in url:
        return None
    if any(c.isspace() or unicodedata.category(c) in _UNPRINTABLE for c in url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    has_login = parts.username is not None or parts.password is not None
    if parts.scheme not in ("http", "https") or has_login or not _is_host(host):
        return None
    place = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    path, query, fragment = (
        quote(part, safe="/%:@!$&*+,;=~-._?") for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, place, path, query, fragment)), host


def spreadsheet_cell(text: str) -> str:
    """For a text cell of a CSV file: an apostrophe before what would be a formula."""
    start = text.lstrip("'").lstrip(" ")[:1]
    return "'" + text if start in _FORMULA_STARTS and start else text


def file_name(name: str, suffix: str) -> str:
    """A name that every file system takes, made of `name`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-_")[:80]
    if not plain or re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", plain):
        plain = f"analysis-{plain}".strip("-")
    return f"{plain}.{suffix}"


def _is_host(host: str) -> bool:
    if ":" not in host:
        return bool(_HOST.fullmatch(host))
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
