"""Addresses: what of them names a source, and where they end in running text."""

import re
from urllib.parse import unquote, urlsplit

URL = re.compile(r"https?://[^\s<>\"“”（）【】，。；、]+")
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_SHARED = 3
"""Letters of what tells little: `com`, `co`, `gov` of a host, `the` of a path."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
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


def unescaped(words: str) -> str:
    """Words or an address without the backslashes that Markdown has before marks of its own."""
    return _ESCAPED.sub(r"\1", words) if "\\" in words else words


def trimmed(url: str) -> str:
    """An address without the punctuation of the sentence it stands in."""
    url = url.rstrip(".,;:!?'*_")
    while url.endswith((")", "]")) and url.count(url[-1]) > url.count(
        "(" if url[-1] == ")" else "["
    ):
        url = url[:-1].rstrip(".,;:!?'*_")
    return url


def short(url: str, longest: int = 24) -> str:
    """A name of at most `longest` characters for charts: `example.org/…dams`; never empty.

    The host, and the last long word of the path where there is room. Two addresses may share one.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # such as `http://[`
        return _cut(url, longest)
    if not host:
        return _cut(url, longest)
    path = _SUFFIX.sub("", unquote(parts.path).strip("/"))
    words = _WORD.findall(path)
    named = [word for word in reversed(words) if not word.isdigit()]
    word = next((word for word in named if len(word) > _SHARED), (*named, "")[0])
    tail = f"/{word}" if word == path else f"/…{word}"
    return host + tail if word and len(host) + len(tail) <= longest else _host(host, longest)


def _host(host: str, longest: int) -> str:
    """A long host by the end that says whose it is, or else by its first letters.

    `press.office.example.org` is `…example.org`; of `a-very-long-name.gov.uk` only the
    end that all such hosts share is left whole.
    """
    names = host.split(".")
    for at in range(len(names) - 1):
        end = ".".join(names[at:])
        if len(names[at]) > _SHARED and len(end) + bool(at) <= longest:
            return f"…{end}" if at else end
    shared = len(names)
    while shared > 1 and len(names[shared - 1]) <= _SHARED:
        shared -= 1
    end = "".join(f".{name}" for name in names[shared:])
    start = host[: max(longest - 1 - len(end), 0)].rstrip(".-")
    return host if len(host) <= longest else f"{start}…{end}" if start else _cut(host, longest)


def _cut(words: str, longest: int) -> str:
    """The end of words that are too long."""
    words = words.strip()
    return words if 0 < len(words) <= longest else f"…{words[1 - longest :]}"
