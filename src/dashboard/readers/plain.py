"""A heading or title as a person says it: without the marks that make it bold, linked or cited."""

import re

from dashboard.model import Span
from dashboard.readers.lines import EDIT

_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)(_{1,3})(?=\S)([^_\n]{1,300})(?<=\S)\1(?!\w)")
_LINKED = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_TITLE_MARK = re.compile(r" ?[\[【]\d[\d \t,;，、–-]{0,80}[\]】]")


def plain(text: str, span: Span) -> str:
    """The words of a heading without emphasis, link targets and citation marks."""
    words = " ".join(text[span.start : span.end].split()).removesuffix(EDIT)
    if "[" in words or "【" in words:
        words = _TITLE_MARK.sub("", _LINKED.sub(r"\1", words))
    if not ("*" in words or "_" in words or "`" in words or "\\" in words):
        return words.strip()
    return _EMPHASIS.sub(r"\2", words).replace("\\.", ".").strip()
