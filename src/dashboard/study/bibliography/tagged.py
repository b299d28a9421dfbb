"""Lists of records whose lines begin with a tag, as `TI  - Title` or `%T Title` → their values."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from dashboard.study.bibliography import fields


@dataclass(slots=True)
class Record:
    """What one record says."""

    line: int
    """It begins in, from 1."""

    values: dict[str, list[list[str]]] = field(default_factory=dict)
    """By tag; each value as the lines it runs over."""

    def said(self, tag: str) -> str:
        """The first value of a tag; empty if it has none."""
        return " ".join(self.values.get(tag, [[]])[0])

    def all_said(self, tag: str) -> list[str]:
        """All values of a tag."""
        return [" ".join(value) for value in self.values.get(tag, ())]

    def first(self, *tags: str) -> str | None:
        """The first words that one of several tags has."""
        return next(filter(None, (fields.words(self.said(tag)) for tag in tags)), None)

    def held(self) -> str:
        """Words to know it by in a note."""
        return " ".join(values[0][0] for values in self.values.values() if values[0])


def records(
    text: str,
    line: re.Pattern[str],
    *,
    first: Container[str],
    last: Container[str] = (),
    parted_by_blanks: bool = False,
) -> Iterator[Record]:
    """Each record of a list.

    Args:
        text: The list.
        line: What a line with a tag is; its groups are the tag and the value.
        first: Tags that begin a record.
        last: Tags that end one.
        parted_by_blanks: Whether a blank line ends one too, and any tag then begins the next.
    """
    record: Record | None = None
    value: list[str] | None = None
    for number, written in enumerate(text.split("\n"), 1):
        match = line.match(written)
        if match is None:
            if value is not None and written.strip():  # it runs on
                value.append(written.strip())
            elif parted_by_blanks and not written.strip():
                if record:
                    yield record
                record = value = None
            continue
        tag = match[1]
        if tag in first or tag in last:
            if record:
                yield record
            record = value = None
        if tag in last:
            continue
        if record is None and (tag in first or parted_by_blanks):
            record = Record(number)
        if record is not None:
            said = (match[2] or "").strip()
            value = [said] if said else []
            record.values.setdefault(tag, []).append(value)
    if record:
        yield record
