"""What a line says of itself that may be a title or a heading without marks."""

import re

from dashboard.model import Span

_MARK = re.compile(
    r"[\[【［]\^?\d|\[cite[:_]|\ue200|†|<ref\b|\]\(http|\[@|\]_|\\cite|<d-cite|'''"
    r"|[.!?…,;。！？，][\"'”’»›)」』）]*[⁰¹²³⁴-⁹]"
)
"""Citation marks, raised digits after a stop among them, and the bold name of an encyclopedia."""

_ADDRESS = re.compile(r"https?://|www\.")
_DATELINE = re.compile(r"(?:checked on|published|updated|last updated|by)\b", re.IGNORECASE)
LONGEST = 120
"""Characters of a plain line that may be a heading."""

_MOST_WORDS = 16
_PAGE = re.compile(
    r"(?:page|seite|página|pagina|pagg?\.|p\.)\s\d{1,4}(?:\s?(?:of|von|de|di|/)\s?\d{1,4})?\Z",
    re.IGNORECASE,
)
_MARKED_END = re.compile(
    r"(?:[^\W\d_]{2}|[%)”\"»’°])[.!?…][)”\"»’*_]{0,2}(?:\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\Z"
)
_MARKED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\.\d{1,3}\Z")
"""The end of a sentence with the number of its source; a year may also be that of a version."""

_STOP = frozenset(".!?…。！？:：;；,，、।؟")
_ENDED = re.compile(r"(?:[.!?…:。！？：।॥۔؟][\"'”’»›)\]」』）*_]*|[\]】])$")


def has_mark(words: str) -> bool:
    """Whether it holds a citation mark, as no title does."""
    return _MARK.search(words) is not None


def is_ended(words: str) -> bool:
    """Whether it ends as a sentence or a citation does."""
    return _ENDED.search(words) is not None


def is_prose_end(words: str) -> bool:
    """Whether a paragraph that ends so is prose: as a sentence does, with or without a mark."""
    return (
        is_ended(words)
        or _MARKED_END.search(words) is not None
        or _MARKED_YEAR.search(words) is not None
    )


def is_bare(words: str) -> bool:
    """Whether it has no stop at its end, no citation mark and no address."""
    return not (
        words[-1] in _STOP
        or is_ended(words)
        or _MARKED_END.search(words)
        or has_mark(words)
        or _ADDRESS.search(words)
    )


def may_head(text: str, span: Span) -> bool:
    """Whether a plain line is short, without stop, mark or address, and no date."""
    if len(span) > LONGEST:
        return False
    words = text[span.start : span.end]
    return not (
        "\n" in words
        or not is_bare(words)
        or _DATELINE.match(words)
        or _PAGE.match(words)
        or len(words.split()) > _MOST_WORDS
        or words[0] in "\"'“‘«|<"
    )
