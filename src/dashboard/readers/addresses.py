"""Addresses: what of them names a source, and where they end in running text."""

import re
from urllib.parse import urlsplit

URL = re.compile(r"https?://[^\s<>\"“”（）【】，。；、]+")
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
