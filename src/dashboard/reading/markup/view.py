"""What a reader of some markup hands on."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from dashboard.model import Source

Markup = Literal["", "rst", "latex", "wikitext", "bikeshed"]

_INK = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class View:
    """A text as its prose, with the same number of characters."""

    text: str
    markup: Markup = ""
    """Empty for plain text and Markdown."""

    headings: dict[int, int] = field(default_factory=dict)
    """Place of a heading's first character → its depth, 1 the highest."""

    title: str | None = None

    sources: dict[str, Source] = field(default_factory=dict)
    """That the markup itself lists, by key."""


def enclosed(
    text: str, opening: re.Pattern[str], closing: Callable[[re.Match[str]], str]
) -> list[tuple[int, int]]:
    """Places from an opening to its closing words, both included; what is never closed is none.

    Closing words that are not found once are not sought again, so that time grows
    with the length of the text.
    """
    places = []
    absent = set()
    done = 0
    for match in opening.finditer(text):
        words = closing(match)
        if match.start() < done or words in absent:
            continue
        end = text.find(words, match.end())
        if end < 0:
            absent.add(words)
        else:
            done = end + len(words)
            places.append((match.start(), done))
    return places


def blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with spaces at some places, which are in order; line ends stay."""
    parts = []
    done = 0
    for start, end in places:
        if end <= done:
            continue
        start = max(start, done)
        parts.append(text[done:start])
        parts.append(_INK.sub(" ", text[start:end]))
        done = end
    parts.append(text[done:])
    return "".join(parts)
