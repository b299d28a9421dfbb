"""A piece of a text's layout."""

from dataclasses import dataclass
from typing import Literal

from dashboard.model import Span

Kind = Literal["heading", "paragraph", "item", "row", "definition"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or the definition of a note or link."""

    kind: Kind
    span: Span
    """What a person reads: without bullet, `#`, `>` or outer `|`."""

    outer: int
    """Where its bullet or number begins; the start of `span` if it has none."""

    number: int | None = None
    """Of an item in a numbered list, or of a line that begins with `[3]`."""

    level: int = 0
    """Of a heading by the number of its `#`; 0 for a bold line, which has none."""

    is_first: bool = True
    """Whether no other line stands directly above it."""

    label: str = ""
    """Of a definition: `note` for `[^note]: …` and `[note]: https://…`."""
