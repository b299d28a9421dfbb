"""Lines that begin a definition: `[^1]: …` of a note, `[name]: https://…` of a link.

A note that was saved from a page or from Word leads back to its mark: `[[1]](#_ftnref1) …`.
"""

import re
from typing import NamedTuple

_NOTE = re.compile(r"\[\^([^\[\]\n]{1,80})\]:[ \t]*")
_LEADS_BACK = re.compile(
    r"\[(?:\\?\[|\()?\^?(\d{1,4})(?:\\?\]|\))?\]"
    r"\(#(?:_?ftn|fn|_?edn|footnote|endnote|note|cite)[\w:.-]{0,3}ref[\w:.-]{0,60}\)"
    r"[:.]?[ \t]*(?=\S)"
)
_TARGET = re.compile(r"\[(?![\^\d]+\])([^\[\]\n]{1,120})\]:[ \t]+(?=<?(?:[a-z]{2,12}:|[#/.])\S)")
_ONLY_ADDRESS = re.compile(r"(?:<?https?://\S+|\[[^\n]{0,600}\]\(https?://\S+\))[ \t]*$")


class Begun(NamedTuple):
    """The first line of a definition."""

    label: str

    end: int
    """Place in the line where what it says begins."""

    is_whole: bool
    """Whether nothing can follow it: it is an address."""


def begins(content: str) -> Begun | None:
    """The definition that a line begins, if it does."""
    if (match := _NOTE.match(content)) and match[1].strip():
        is_whole = _ONLY_ADDRESS.match(content, match.end()) is not None
        return Begun(match[1].strip(), match.end(), is_whole)
    if match := _LEADS_BACK.match(content):
        return Begun(match[1], match.end(), is_whole=False)
    if match := _TARGET.match(content):
        return Begun(match[1].strip(), match.end(), is_whole=True)
    return None
