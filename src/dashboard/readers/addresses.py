"""Addresses: what of them names a source, and where they end in running text."""

import re
from urllib.parse import unquote, urlsplit

URL = re.compile(r"https?://[^\s<>\"“”（）【】，。；、]+")
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_SHORT = 24
"""Characters of a short name."""

_TRACKING = re.compile(r"(?<=[?&])utm_[^&]*&?")


def source_id(url: str) -> str:
    """An address without its fragment and without parameters that only track the reader."""
    bare = url.partition("#")[0]
    if "utm_" in bare:
        bare = _TRACKING.sub("", bare).rstrip("?&")
    try:
        parts = urlsplit(bare)
    except ValueError:  # such as `http://[`
        return bare
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def trimmed(url: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    url = url.rstrip(".,;:!?'*_")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count(
        "(" if url[-1] == ")" else "["
    ):
        url = url[:-1].rstrip(".,;:!?'*_")
    return url


def short(url: str) -> str:
    """A name of at most 24 characters for charts: `example.org/…dams`; never empty.

    The host, and the last word of the path where there is room. Two addresses may share one.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # such as `http://[`
        return _cut(url)
    if not host:
        return _cut(url)
    path = _SUFFIX.sub("", unquote(parts.path).strip("/"))
    words = _WORD.findall(path)
    word = next((word for word in reversed(words) if not word.isdigit()), "")
    tail = f"/{word}" if word == path else f"/…{word}"
    return host + tail if word and len(host) + len(tail) <= _SHORT else _cut(host)


def _cut(words: str) -> str:
    """The end of words that are too long, since a host says who it is at its end."""
    words = words.strip()
    return words if 0 < len(words) <= _SHORT else f"…{words[1 - _SHORT :]}"
