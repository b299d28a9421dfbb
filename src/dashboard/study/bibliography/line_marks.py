"""The first characters of a line → the number, key or bullet that begins an entry with it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from dashboard.reading.layout import definition
from dashboard.reading.layout.lines import Line
from dashboard.reading.sources.entry import LABEL

Kind = Literal["bracket", "number", "alone", "bare", "note", "key", "caret", "bullet"]

_QUOTE = re.compile(r"(?:>[ \t]?)++[ \t]*")
_BULLET = re.compile(r"(?:[-*+–—·•‣▪◦●○■□][ \t]++|[•‣▪◦●○■□])(?:\[[ xX]\][ \t]++)?")
_LINKED = re.compile(
    r"\**\[{1,2}[(\\]{0,2}(\d{1,9})[)\\]{0,2}\]{1,2}\((https?://[^\s()]+)\)\**[.:]?[ \t]*"
)
_BRACKET = re.compile(r"\**\\?[\[【]\^?(\d{1,9})\\?[\]】]\**[:.]?[ \t]*")
_NUMBERED_LINK = re.compile(r"\[(\d{1,5})\\?[.)][ \t]+")
_DOCUMENT = re.compile(r"Document \[(\d{1,5})\]\(Title: ([^\n]{1,300}?)\):")
_RESTRUCTURED = re.compile(r"\.\.[ \t]+\[#?([^\[\]\n]{1,80})\][ \t]*")
_CARET = re.compile(r"\^[ \t]*(?:[a-z][ \t]+){0,26}(?<=[\^ \t])(?=\S)")
_NUMBER = re.compile(
    r"\**\(?(\d{1,5})(?:\\?[.):]\**(?:[ \t]+|(?=\[|https?://))|[.)、．](?=[\u3400-\u9fff가-힣])|\t+)"
)
_CELL = re.compile(r"\|[ \t]*\[?(\d{1,5})\]?[ \t]*\|[ \t]*")
_ALONE = re.compile(r"(\d{1,5})[.)]?$")
_BARE = re.compile(r"(\d{1,5})[ \t]+(?=\S)")
_ENDED = re.compile(r"(?:[.!?…。][\"”’)\]]?|://\S+)$")
_NO_KEYS = frozenset(("pdf", "html", "book", "online", "citation", "video", "doc"))
"""What a search engine puts in brackets before a title."""

_PLAIN_DIGITS = 3
"""Of numbers that begin an entry wherever they stand; longer ones may be a year or page."""


class Begun(NamedTuple):
    """The first line of an entry."""

    kind: Kind
    id: str
    """Empty after a bullet or caret."""

    rest: str
    """What the entry says in this line."""


def unquoted(content: str) -> str:
    """A line without the `>` of a quotation."""
    match = _QUOTE.match(content)
    return content[match.end() :] if match else content


def find(lines: Sequence[Line]) -> dict[int, Begun]:
    """The entries that begin in the lines, by index.

    A line may begin with a number by chance, since it was wrapped there; numbers without
    brackets are looked at together.
    """
    found = {
        index: begun
        for index, line in enumerate(lines)
        if (begun := _begun(unquoted(line.content)))
    }
    for index in [*_chance_numbers(lines, found), *_chance_bare(found)]:
        del found[index]
    return found


def _chance_numbers(lines: Sequence[Line], found: Mapping[int, Begun]) -> Iterator[int]:
    """Of `3.` and the like: those out of order that may be a year or page."""
    has_brackets = any(begun.kind in ("bracket", "note") for begun in found.values())
    numbers = {i: int(begun.id) for i, begun in found.items() if begun.kind in ("number", "alone")}
    to_come = Counter(numbers.values())
    last = 0
    for index, number in numbers.items():
        to_come[number] -= 1
        above = lines[index - 1].content if index else ""
        is_wrapped = bool(above) and to_come[last + 1] > 0 and not _ENDED.search(above[-200:])
        is_plain = found[index].kind == "number" and number < 10**_PLAIN_DIGITS
        if number == last + 1 or (is_plain and not has_brackets and not is_wrapped):
            last = number
        else:
            yield index


def _chance_bare(found: Mapping[int, Begun]) -> Iterator[int]:
    """Of numbers with nothing but a space after them: all but 1, 2, 3 and so on."""
    has_others = any(begun.id and begun.kind != "bare" for begun in found.values())
    bare = {index: int(begun.id) for index, begun in found.items() if begun.kind == "bare"}
    counted: list[int] = []
    for index, number in bare.items():
        if number == len(counted) + 1:
            counted.append(index)
    kept = () if has_others or len(counted) == 1 else counted
    yield from bare.keys() - set(kept)


def _begun(content: str) -> Begun | None:
    bullet = _BULLET.match(content)
    rest = content[bullet.end() :] if bullet else content
    if not rest:
        return None
    return _marked(rest) or (Begun("bullet", "", rest) if bullet else None)


def _marked(content: str) -> Begun | None:
    if content[0].isalpha():
        match = _DOCUMENT.match(content)
        return Begun("bracket", match[1], match[2]) if match else None
    if content[0] in "[*【\\" and (begun := _bracketed(content)):
        return begun
    if match := _NUMBER.match(content):
        return Begun("number", match[1], content[match.end() :])
    if match := _ALONE.match(content):
        return Begun("alone", match[1], "")
    if match := _BARE.match(content):
        return Begun("bare", match[1], content[match.end() :])
    if match := _CELL.match(content):
        return Begun("bracket", match[1], content[match.end() :].rstrip("| \t"))
    if match := _RESTRUCTURED.match(content):
        return Begun("note", match[1], content[match.end() :])
    if match := _CARET.match(content):
        return Begun("caret", "", content[match.end() :])
    return None


def _bracketed(content: str) -> Begun | None:
    if note := definition.begins(content):
        return Begun("note", note.label, content[note.end :])
    if match := _LINKED.match(content):
        return Begun("bracket", match[1], f"{match[2]} {content[match.end() :]}")
    if match := _BRACKET.match(content):
        return Begun("bracket", match[1], content[match.end() :])
    if match := _NUMBERED_LINK.match(content):
        return Begun("bracket", match[1], "[" + content[match.end() :])
    if (match := LABEL.match(content)) and match[1].lower() not in _NO_KEYS:
        return Begun("key", match[1], content[match.end() :])
    return None
