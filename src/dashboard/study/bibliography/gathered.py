"""What the readers of all kinds of lists fill: sources, and notes on what could not be read."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from dashboard.errors import InputError
from dashboard.model import Source
from dashboard.study import strict_yaml
from dashboard.vocabulary.encode import one_line

Kind = Literal[
    "list", "CSL-JSON", "BibTeX", "RIS", "PubMed", "EndNote", "EndNote XML", "Zotero CSV"
]

MAX_ENTRIES = 20_000
MOST_NOTES = 50
_ADVICE = "give one source per line, each with its number, its address, or its author and year"
_MARKED = re.compile(r"[\[(【^#@]*+(.*?)[\])】.:]*", re.DOTALL)
_LONGEST_ID = 200
_DIGITS = 9
"""Of a number that marks a source; what is longer is a key."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The sources that a list from elsewhere names."""

    sources: tuple[Source, ...]
    """In the order of the list, all of them `is_listed`.

    The id is the number or key that the list gives, as a mark would name it; it is empty where
    the list gives none. No other id stands twice.
    """

    notes: tuple[str, ...]
    """What could not be read, in lower case, without a full stop."""

    kind: Kind


@dataclass(slots=True)
class Gathered:
    """Takes source after source."""

    file: str
    sources: list[Source] = field(default_factory=list)
    by_id: dict[str, Source] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    n_entries: int = 0
    """Those that are no source included."""

    def add(self, source: Source, place: str, words: str) -> None:
        """Take a source, or say why it is none.

        Args:
            source: Its id may be anything that the list has in that place.
            place: `line 12`.
            words: What stands there.
        """
        self.n_entries += 1
        self.check(self.n_entries)
        source = replace(source, id=bare_id(source.id), is_listed=True)
        if source.title is None and source.url is None:
            self.notes.append(f"{place}: no title and no address in {quoted(words)}")
            return
        if earlier := self.by_id.get(source.id):
            if earlier != source:
                again = f"{place}: [{source.id}] is listed twice; the first entry is used"
                self.notes.append(again)
            return
        if source.id:
            self.by_id[source.id] = source
        self.sources.append(source)

    def check(self, n_entries: int) -> None:
        """Refuse a list that is too long.

        Raises:
            InputError: It is.
        """
        if n_entries > MAX_ENTRIES:
            message = f"there are more than {MAX_ENTRIES:,} entries; give only those the text cites"
            raise InputError.at(self.file, message)

    def listed(self, kind: Kind) -> Listed:
        """What was taken.

        Raises:
            InputError: Nothing was.
        """
        if not self.sources:
            first = f" ({self.notes[0]})" if self.notes else ""
            advice = _ADVICE if kind == "list" else "export it with titles or addresses"
            raise InputError.at(self.file, f"nothing in it reads as a source{first}; {advice}")
        return Listed(tuple(self.sources), cut(self.notes), kind)


def bare_id(id_: str) -> str:
    """A number or key without what stands round it in a list; empty if it can be no mark's.

    `[3]`, `3.` and `03)` are `3`.
    """
    line = " ".join(id_[: 2 * _LONGEST_ID].split())
    match = _MARKED.fullmatch(line)
    bare = match[1].strip() if match else ""
    if bare.isascii() and bare.isdecimal() and len(bare) <= _DIGITS:
        return str(int(bare))
    is_fit = "[" not in bare and "]" not in bare and strict_yaml.seen(bare) == bare
    return bare if is_fit and len(bare) <= _LONGEST_ID else ""


def cut(notes: list[str]) -> tuple[str, ...]:
    """As many notes as a person would read."""
    more = len(notes) - MOST_NOTES
    return (*notes[:MOST_NOTES], f"and {more} more of the kind") if more > 0 else tuple(notes)


def quoted(words: str) -> str:
    """Words of a list, fit to stand in a note."""
    return f"“{one_line(words[:500], 60)}”"
