"""What a conversion gives, and what it says when it cannot."""

from dataclasses import dataclass

MAX_BYTES = 25_000_000
"""The largest file that is converted."""

MAX_TEXT = 10_000_000
"""Bytes of all that a conversion may give back."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as Markdown, for the readers."""

    name: str
    """Of the file it would be: `report.md`."""

    text: str
    """With `\\n` line ends."""

    title: str | None = None
    """What the format itself says the title is."""

    notes: tuple[str, ...] = ()
    """What was left out or is uncertain, a sentence each, in lower case without a full stop."""


class RefusalError(Exception):
    """Why a file cannot be converted: one sentence in lower case, without a full stop."""


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun and verb: `counted(1, "picture is", "pictures are")`."""
    return f"{number:,} {one if number == 1 else many}"


def names(words: str) -> frozenset[str]:
    """The names that stand in a string with white space between them."""
    return frozenset(words.split())
