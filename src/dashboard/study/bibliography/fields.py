"""The fields of an entry, as a list writes them → what a `Source` can say.

Each gives `None` where the words say nothing that can be used; nothing is guessed.
"""

import datetime
import html
import re
from collections.abc import Iterable

from dashboard.reading import dates
from dashboard.study import strict_yaml
from dashboard.vocabulary import addresses

_LONGEST = 1000
"""Characters of a title; what is longer holds an abstract too, and is cut."""

_LONGEST_ADDRESS = 2000
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});")
_TAG = re.compile(
    r"""
    </? (?:
        i|b|u|em|strong|sup|sub|sc|scp|span|p|br|inf|tt|small|font|italic|bold|title
    |   (?:mml|jats):[a-z-]{1,30}
    ) (?:\s[^<>]{0,300})? /?>
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Tags of CSL, Zotero, Crossref and the web; any other word in `<>` is one of the title."""

_WORD = re.compile(r"[^\W_]")
_DATE = re.compile(r"\s*([12]\d{3})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?!\d)")
_LONGEST_DATE = 60
_KEPT = {"day": 10, "month": 7, "year": 4}
"""Characters of an ISO date that say as much."""


def words(text: str | None) -> str | None:
    """A title or name on one line, without tags and what nobody can see."""
    line = " ".join(strict_yaml.seen(_untagged(text[: 10 * _LONGEST])).split()) if text else ""
    if not _WORD.search(line):
        return None
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def address(text: str | None) -> str | None:
    """The first web address in a field or entry, without the escapes of Markdown and LaTeX."""
    plain = addresses.unescaped(text[:_LONGEST_ADDRESS]) if text else ""
    match = addresses.URL.search(plain)
    if match is None:
        return None
    url = match[0] if match[0] == plain.strip() else addresses.trimmed(match[0])
    return url if _is_address(url) and (match.end() < _LONGEST_ADDRESS) else None


def of_doi(text: str | None) -> str | None:
    """The address of the work that a DOI names."""
    doi = addresses.doi(text[:_LONGEST]) if text else None
    if doi is None or strict_yaml.seen(doi) != doi:
        return None
    return addresses.quoted_doi_url(doi)


def published(texts: Iterable[str | None]) -> str | None:
    """The date of several fields: the first, or a fuller one that agrees with it."""
    found = [date for text in texts if text and (date := _date(text[:_LONGEST_DATE]))]
    return max((date for date in found if date.startswith(found[0])), key=len, default=None)


def iso(year: int, month: int = 0, day: int = 0) -> str | None:
    """A date in ISO 8601, as far as its parts make one; 0 is a part that is not known."""
    if not 1000 <= year <= 9999:
        return None
    if not 1 <= month <= 12:
        return f"{year}"
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:  # no day, or one that the month does not have
        return f"{year}-{month:02}"


def _untagged(text: str) -> str:
    """Words without the tags and entities that programs write into titles: `<i>`, `&amp;`."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return _TAG.sub("", text) if "<" in text else text


def _date(text: str) -> str | None:
    if match := _DATE.match(text):
        year, month, day = (int(part or 0) for part in match.groups())
        return iso(year, month, day)
    written = dates.find(text)
    if len(written) != 1 or written[0].precision not in _KEPT:
        return None
    return written[0].first[: _KEPT[written[0].precision]]


def _is_address(url: str) -> bool:
    return addresses.has_host(url) and "\\" not in url and strict_yaml.seen(url) == url
