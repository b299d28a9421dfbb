"""A heading or title as a person says it: without the marks that make it bold, linked or cited."""

import html
import re

from dashboard.model import Span
from dashboard.reading.layout.lines import EDIT

_EMPHASIS = re.compile(r"\*+|`+|(?<!\w)(_{1,3})(?=\S)([^_\n]{1,300})(?<=\S)\1(?!\w)")
_ANCHOR = re.compile(r"<(span|a|d-cite)\b[^<>]{0,200}></\1>")
"""A place that converters of PDF files set before words, or a mark."""

_LINKED = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_TITLE_MARK = re.compile(r" ?[\[【](?:cite: ?)?\d[\d \t,;，、–-]{0,80}[\]】]|\[cite_start\]")


def plain(text: str, span: Span) -> str:
    """The words of a heading without emphasis, link targets and citation marks."""
    raw = text[span.start : span.end]
    words = " ".join((html.unescape(raw) if "&" in raw else raw).split()).removesuffix(EDIT)
    if "></" in words:
        words = _ANCHOR.sub("", words).strip()
    if "[" in words or "【" in words:
        words = _TITLE_MARK.sub("", _LINKED.sub(r"\1", words))
    if not ("*" in words or "_" in words or "`" in words or "\\" in words):
        return words.strip()
    return _EMPHASIS.sub(r"\2", words).replace("\\.", ".").strip()
