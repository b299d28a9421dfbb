"""Bikeshed, in which web standards are written: HTML and Markdown, with `[[LABEL]]` as marks."""

import json
import re

from dashboard.model import Source
from dashboard.reading.markup.view import View, blanked, enclosed

_METADATA = re.compile(r"<pre[ \t]+class=[\"']?metadata\b[^<>\n]{0,100}>", re.IGNORECASE)
_BIBLIO = re.compile(r"<pre[ \t]+class=[\"']?biblio\b[^<>\n]{0,100}>", re.IGNORECASE)
_HEAD = 4_000
"""Characters in which the metadata begins."""

_TITLE = re.compile(r"(?m)^Title:[ \t]*(\S[^\n]*)")
_NO_PROSE = re.compile(
    r"<!--|^[ \t]*<(pre|xmp|style|script|svg)\b[^<>]{0,300}>", re.IGNORECASE | re.MULTILINE
)
_HEADING = re.compile(
    r"<h([1-6])\b[^<>]{0,300}>([^<]{0,400}(?:<(?!/?h[1-6]\b)[^<]{0,400}){0,20})</h\1\s*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|section|table|tr|ol|ul|dl|dt|dd|blockquote|aside|details|summary|figure|nav|main|"
    r"body|head|html)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<li\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")


def looks_so(text: str) -> bool:
    """Whether a text is the source of a standard."""
    return _METADATA.search(text[:_HEAD]) is not None


def view(text: str) -> View:
    """Blank tags and what is no prose, and find the headings."""
    metadata = _inside(text, _METADATA)
    named = _TITLE.search(metadata)
    title = named[1].strip() if named else None
    plain = blanked(text, enclosed(text, _NO_PROSE, _end))
    headings: dict[int, int] = {}
    parts: list[str] = []
    done = 0
    for match in _HEADING.finditer(plain):
        words = _TAG.sub(_blank, match[2]).replace("\n", " ")
        if not words.strip():
            continue
        is_title = match[1] == "1"
        if is_title:
            title = title or " ".join(words.split())
            words = " " * len(words)
        else:
            headings[match.end(2) - len(words.lstrip())] = int(match[1])
        before = "\n\n".ljust(match.start(2) - match.start())
        parts += (
            plain[done : match.start()],
            before,
            words,
            "\n".ljust(match.end() - match.end(2)),
        )
        done = match.end()
    plain = "".join((*parts, plain[done:]))
    plain = _ITEM.sub(lambda match: "\n•".ljust(len(match[0])), _BLOCK.sub(_apart, plain))
    return View(_TAG.sub(_blank, plain), "bikeshed", headings, title, _listed(text))


def _end(match: re.Match[str]) -> str:
    return f"</{match[1]}>" if match[1] else "-->"


def _inside(text: str, opening: re.Pattern[str]) -> str:
    """What stands in the first `<pre>` of a kind."""
    match = opening.search(text)
    return text[match.end() : text.find("</pre>", match.end())] if match else ""


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _apart(match: re.Match[str]) -> str:
    """A blank line where a block begins or ends."""
    return "\n\n".ljust(len(match[0]))


def _listed(text: str) -> dict[str, Source]:
    """The works that the standard itself describes."""
    try:
        works = json.loads(_inside(text, _BIBLIO) or "{}")
    except (ValueError, RecursionError):
        return {}
    sources = {}
    for key, work in works.items() if isinstance(works, dict) else ():
        title, url = (
            (work.get("title"), work.get("href")) if isinstance(work, dict) else (None, None)
        )
        said = (title if isinstance(title, str) else None, url if isinstance(url, str) else None)
        sources[key] = Source(key, *said, is_listed=True)
    return sources
