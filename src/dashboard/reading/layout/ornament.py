"""Lines in which a person sees no words: pictures, tags of HTML, names of places in MyST."""

import re

_PLACE = re.compile(r"\([\w:.-]{1,60}\)=$|:::+[ \t]*(?:\{[^{}]{0,60}\}.*)?$")
"""Names of places in MyST, `(place)=`, and its directives, `:::{note}`."""

_HIDDEN = re.compile(r"<(span|div)\b[^<>]{0,200}\bdisplay:[ ]?none\b[^<>]{0,200}>[^<>]*</\1>")
_TAG = re.compile(
    r"</?(?:a|br|center|details|div|figure|font|hr|iframe|img|ol|p|picture|section|source|span|"
    r"table|tbody|td|thead|tr|ul|video)\b[^<>]*>",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_EMPTY_LINK = re.compile(r"\[[ \t]*\]\([^()\n]{0,2000}\)")
_WORD = re.compile(r"[^\W_]")


def is_ornament(content: str) -> bool:
    """Whether a line that begins with `<`, `!`, `[`, `(` or `:` has no words for a person."""
    if content[0] in "(:":
        return _PLACE.match(content) is not None
    if content[0] == "[" and not content.startswith("[!["):
        return False
    bare = _TAG.sub("", _HIDDEN.sub("", content))
    return _WORD.search(_EMPTY_LINK.sub("", _PICTURE.sub("", bare))) is None
