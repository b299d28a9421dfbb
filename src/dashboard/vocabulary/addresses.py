"""Web addresses and DOIs: the only module that parses, normalises, shortens or compares them."""

import re
import unicodedata
from ipaddress import ip_address
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

URL = re.compile(r"https?://[^\s<>\"“”（）【】，。；、]+")
_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_SHARED = 3
"""Letters of what tells little: `com`, `co`, `gov` of a host, `the` of a path."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TRACKING = re.compile(r"(?<=[?&])utm_[^&]*&?")
_NOTES = frozenset(("fbclid", "gclid", "mc_cid", "mc_eid", "msclkid", "ref_src"))
"""Parts of an address that say where a reader came from, not what they read; `utm_…` besides."""

_WHOLE = re.compile(r"https?://[^\s\\<>\"]+", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9._-]+")
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs"))
_LONGEST_LINK = 2048
"""Characters of an address that a reader may open."""

_DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_DOI_SAFE = "/:;().,-_~!$&'*+=@"
_REDIRECT = re.compile(r"https?://www\.google\.com/url\?")
_SHARING = re.compile(
    r"""
    https?://(?:[\w-]+\.)*
    (?: (?:twitter|x|bsky|threads)\.(?:com|app|net)/(?:share|intent)\b
    |   facebook\.com/(?:sharer|share|dialog)\b
    |   linkedin\.com/(?:share|cws)
    |   reddit\.com/submit
    |   pinterest\.\w+/pin/create
    |   tumblr\.com/(?:share|widgets/share)
    |   whatsapp\.com/send | wa\.me/
    |   t\.me/share | telegram\.me/share
    |   getpocket\.com/save
    |   news\.ycombinator\.com/submitlink
    |   xing\.com/(?:spi|social)
    )""",
    re.VERBOSE,
)


def host(url: str | None) -> str | None:
    """The host of an address, in lower case and without `www.`; `None` if it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:  # such as an unclosed [ in the host
        return None
    return name.removeprefix("www.").rstrip(".") or None if name else None


def has_host(url: str) -> bool:
    """Whether an address names a host, so that there is something to open."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def is_url(text: str, *, only_https: bool = False) -> bool:
    """Whether a text is one web address and nothing else.

    Args:
        text: What a person wrote in a field.
        only_https: Whether it must begin with `https://` and hold no `@`.
    """
    if only_https and (text[:6].lower() != "https:" or "@" in text):
        return False
    return _WHOLE.fullmatch(text) is not None and has_host(text)


def work(url: str | None) -> str | None:
    """An address without what differs between two copies of one link; `None` if it has no host.

    Two addresses lead to one work if these are the same. Scheme, `www.`, fragment, a last `/`
    and notes on the way there (`utm_…`) are left out.
    """
    name = host(url)
    if name is None or url is None:
        return None
    parts = urlsplit(url)
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith("utm_") and key.lower() not in _NOTES
    ]
    try:
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    except ValueError:  # such as a port of letters
        return None
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{name}{port}{parts.path.rstrip('/')}{query}"


def web_address(url: str) -> tuple[str, str] | None:
    """The address to open and the host to show, or `None` if it is no plain web address."""
    url = url.strip()
    if not url or len(url) > _LONGEST_LINK or "\\" in url:
        return None
    if any(c.isspace() or unicodedata.category(c) in _UNPRINTABLE for c in url):
        return None
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
        if not name.isascii():
            name = name.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    has_login = parts.username is not None or parts.password is not None
    if parts.scheme not in ("http", "https") or has_login or not _is_host(name):
        return None
    place = (f"[{name}]" if ":" in name else name) + (f":{port}" if port else "")
    path, query, fragment = (
        quote(part, safe="/%:@!$&*+,;=~-._?") for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, place, path, query, fragment)), name


def _is_host(name: str) -> bool:
    if ":" not in name:
        return bool(_HOST.fullmatch(name))
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def unredirected(url: str) -> str:
    """The address that a link of Google Docs leads to by way of Google; any other as it is."""
    if not _REDIRECT.match(url):
        return url
    return next(iter(parse_qs(urlsplit(url).query).get("q", ())), url)


def is_sharing(url: str) -> bool:
    """Whether an address belongs to a button that passes a page on."""
    return _SHARING.match(url) is not None


def fragment(href: str) -> str:
    """The place in a page that a link leads to, as its `id` has it; empty if it names none."""
    return unquote(href.partition("#")[2])


def doi(text: str) -> str | None:
    """The first DOI in a text, without the punctuation after it."""
    match = _DOI.search(text)
    return match[0].rstrip(".,;") if match else None


def doi_url(doi: str) -> str:
    """The address of a DOI that may be written as an address or with `doi:` before it."""
    return f"https://doi.org/{_DOI_PREFIX.sub('', doi)}"


def quoted_doi_url(doi: str) -> str:
    """The same for a bare DOI, with `<`, `#` and the like in their codes."""
    return f"https://doi.org/{quote(doi, safe=_DOI_SAFE)}"


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
        name = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # such as `http://[`
        return _cut(url, longest)
    if not name:
        return _cut(url, longest)
    path = _SUFFIX.sub("", unquote(parts.path).strip("/"))
    words = _WORD.findall(path)
    named = [word for word in reversed(words) if not word.isdigit()]
    word = next((word for word in named if len(word) > _SHARED), (*named, "")[0])
    tail = f"/{word}" if word == path else f"/…{word}"
    return name + tail if word and len(name) + len(tail) <= longest else _short_host(name, longest)


def _short_host(host: str, longest: int) -> str:
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
