"""Notes written in HTML inside Markdown → a view with footnotes of Markdown in their place.

    rain<sup><a href="#fn1">1</a></sup>        a pointer becomes [^1], as long as it was
    <li id="fn1">Ames, 1999. …</li>            what it leads to becomes [^1]: Ames, 1999. …

Blocks of HTML around them are blank in the view. Every character stays where it was: a tag is
longer than what takes its place.
"""

import re
from collections.abc import Mapping

from dashboard.reading.markup.view import View

_POINTER = re.compile(
    r"""
    <a\b [^<>]{0,200}? \bhref=["']?\#(?P<place>[\w:.-]{1,80})["']? [^<>]{0,200}>
    (?:<sup\b[^<>]{0,80}>)? \s{0,3} \[? (?P<number>\d{1,4}) \]? \s{0,3} (?:</sup>)?
    </a>
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RAISED = re.compile(
    r"<sup\b[^<>]{0,80}>(?P<inner>(?:[^<]|<(?!/?sup\b)){1,1000})</sup>", re.IGNORECASE
)
_PLACE = re.compile(
    r"<(?P<tag>li|p|div|dd|aside|section|td)\b[^<>]{0,200}?\bid=[\"']?(?P<place>[\w:.-]{1,80})[\"']?"
    r"[^<>]{0,200}>",
    re.IGNORECASE,
)
_LEADS_BACK = re.compile(
    r"<a\b[^<>]{0,300}>[\s↩↑^⤴\ufe0e\ufe0f]{0,6}</a>|(?<=>)\s{0,3}<span[^<>]{0,80}>\[?\d{1,4}[\].]?"
    r"</span>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:p|div|aside|section|ol|ul|li|dl|dt|dd|footer|article|span|hr|h[1-6])\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_LONGEST_NOTE = 6_000
"""Characters from a note's tag to its end."""


def looks_so(text: str) -> bool:
    """Whether a text points at places of its own in HTML, as notes do."""
    pointers = _POINTER.finditer(text)
    places = {match["place"] for match in _PLACE.finditer(text)}
    return any(pointer["place"] in places for pointer in pointers)


def view(text: str) -> View:
    """The view of Markdown with notes in HTML."""
    labels = _labels(text)
    chars = list(text)
    for found in _PLACE.finditer(text):
        if label := labels.get(found["place"]):
            end = text.find(f"</{found['tag']}", found.end(), found.end() + _LONGEST_NOTE)
            _blank_back_links(chars, text, found.end(), end)
            head = f"[^{label}]: "
            begin = "" if text[found.start() - 1 : found.start()] == "\n" else "\n"
            _put(chars, found.start(), found.end(), begin + head, at_end=False)
    for match in _RAISED.finditer(text):
        _point(chars, match, match["inner"], labels)
    for match in _POINTER.finditer(text):
        if "".join(chars[match.start() : match.end()]) == match[0]:
            _point(chars, match, match[0], labels)
    for match in _BLOCK.finditer(text):
        if "".join(chars[match.start() : match.end()]) == match[0]:
            _put(chars, match.start(), match.end(), "", at_end=True)
    return View("".join(chars))


def _labels(text: str) -> dict[str, str]:
    """Place of each note that is pointed at → its label: its number, if no other note has it."""
    there = {match["place"] for match in _PLACE.finditer(text)}
    labels: dict[str, str] = {}
    taken: set[str] = set()
    pointers = list(_POINTER.finditer(text))
    # Notes that stand in the text first: of others there is only the number.
    for is_there in (True, False):
        for match in pointers:
            place, number = match["place"], match["number"]
            if place in labels or (place in there) is not is_there:
                continue
            family = 1
            label = number
            while label in taken:
                family += 1
                label = f"{family}_{number}"
            taken.add(label)
            labels[place] = label
    return labels


def _point(chars: list[str], match: re.Match[str], inner: str, labels: Mapping[str, str]) -> None:
    names = [labels[pointer["place"]] for pointer in _POINTER.finditer(inner)]
    rest = _POINTER.sub("", inner)
    if not names or re.search(r"[^\W\d_]", re.sub(r"<[^<>]*>", "", rest)):
        return
    # Blanks within the brackets, so that the mark is as long as what it stands for.
    width = (match.end() - match.start()) // len(names)
    marks = [f"[^{name.ljust(width - 3)}]" for name in names]
    last = match.end() - match.start() - sum(map(len, marks[:-1]))
    chars[match.start() : match.end()] = [*"".join(marks[:-1]), *f"[^{names[-1].ljust(last - 3)}]"]


def _blank_back_links(chars: list[str], text: str, start: int, end: int) -> None:
    for match in _LEADS_BACK.finditer(text, start - 1, end if end > 0 else start):
        if match.start() >= start:
            _put(chars, match.start(), match.end(), "", at_end=True)


def _put(chars: list[str], start: int, end: int, said: str, *, at_end: bool) -> None:
    """Write something in a stretch, and blanks in the rest of it."""
    if len(said) > end - start:
        return
    blanks = [" " if char != "\n" else "\n" for char in chars[start : end - len(said)]]
    chars[start:end] = [*blanks, *said] if at_end else [*said, *blanks]
