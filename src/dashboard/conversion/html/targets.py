"""Links of a page → Markdown links, for those that lead to other sites."""

import re

from dashboard.conversion.html.tokens import Tag
from dashboard.vocabulary import addresses

_READABLE = re.compile(r"https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*")
_CODES = {ord("("): "%28", ord(")"): "%29", ord("<"): "%3C", ord(">"): "%3E", ord('"'): "%22"}
_LONGEST = 2_000
_RAISED = re.compile("[⁰¹²³⁴-⁹]{1,4}")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"\[?([0-9]{1,4}|[⁰¹²³⁴-⁹]{1,4})\]?")
_MORE = re.compile(r"((?:[\w-]+\.)+[a-z]{2,})\s?\+\d{1,2}")
"""A host and the number of further ones, as chats show them on one button."""


def outside(tag: Tag, address: str, is_wiki: bool) -> str | None:
    """The address that a link leads to, if that is another site.

    Args:
        tag: The link.
        address: Host of the page itself, as far as it is known.
        is_wiki: Whether the page marks its links to other sites as external.
    """
    url = "".join(tag.get("href").split())
    if url.startswith("//"):
        url = "https:" + url
    url = addresses.unredirected(url)
    if not url.lower().startswith(("http://", "https://")) or len(url) > _LONGEST:
        return None
    if (is_wiki and "external" not in tag.get("class")) or addresses.is_sharing(url):
        return None
    host = addresses.host(url)
    if not host or (address and host == address):
        return None
    return url if _READABLE.fullmatch(url) else url.translate(_CODES)


def link(said: str, url: str, *, is_raised: bool) -> str:
    """A link; a raised number is a mark, which a plain one in a list of pages is not."""
    if (is_raised or _RAISED.fullmatch(said)) and (digits := number(said)):
        return f"[[{digits}]]({url})"
    if more := _MORE.fullmatch(said):
        said = more[1]
    return f"[{said}]({url})" if _is_paired(said) else f"{said} ({url})"


def number(said: str) -> str:
    """The number that a link consists of, raised or in brackets; empty if it is none."""
    match = _NUMBER.fullmatch(said)
    return match[1].translate(_DIGITS) if match else ""


def _is_paired(said: str) -> bool:
    depth = 0
    for char in said:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0
