"""Links of a page → Markdown links, for those that lead to other sites."""

import re
from urllib.parse import urlsplit

from dashboard.conversion.events import Tag

_READABLE = re.compile(r"https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*")
_CODES = {ord("("): "%28", ord(")"): "%29", ord("<"): "%3C", ord(">"): "%3E", ord('"'): "%22"}
_LONGEST = 2_000


def site(url: str) -> str:
    """The host of an address without `www.`; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


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
    if not url.lower().startswith(("http://", "https://")) or len(url) > _LONGEST:
        return None
    if is_wiki and "external" not in tag.get("class"):
        return None
    host = site(url)
    if not host or (address and host == address):
        return None
    return url if _READABLE.fullmatch(url) else url.translate(_CODES)


def link(said: str, url: str, *, is_raised: bool) -> str:
    """A link; a raised number is a mark, which a plain one in a list of pages is not."""
    if is_raised and said.isdecimal():
        return f"[[{said}]]({url})"
    return f"[{said}]({url})" if _is_paired(said) else f"{said} ({url})"


def _is_paired(said: str) -> bool:
    depth = 0
    for char in said:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0
