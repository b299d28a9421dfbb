"""What a citation grammar is: one record of how marks are written, and when they are believed.

A module of this package lists its records as `GRAMMARS`. `choice` gathers them; the table in
`docs/formats.md` is printed from them, and each of their examples is a test.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.markup.view import Markup, View
from dashboard.reading.sources.source_list import SourceList

FEWEST = 3
"""Marks of a kind from which a text is said to be written in it: with one or two, a slip or a
quoted example would decide how the whole text is read."""


class Evidence(Enum):
    """Why a mark is believed to be one, the best reason first."""

    FORM = "can hardly be anything else"
    LIST = "a list of sources explains it"
    HABIT = "no better marks point at the sources"
    LAST = "there is hardly anything else"


@dataclass(frozen=True, slots=True)
class Context:
    """What a grammar may look at when its turn comes."""

    text: str
    places: Sequence[Span]
    """Where marks may stand, in reading order: neither code nor source list."""

    listed: SourceList
    view: View
    nearby: Found = field(default_factory=Found)
    """Addresses that stand under the paragraph they support."""

    marks: Sequence[Mark] = ()
    """Those that grammars before it have found."""

    is_keyed: bool = False
    """Whether the text names works of a bibliography by their keys."""

    is_asked: bool = False
    """Whether a person asked for this grammar: then its marks need no further evidence."""

    @property
    def n_resolved(self) -> int:
        """How many of these marks name a source of the list by its number or label."""
        known = self.listed.sources
        return sum(any(id_ in known for id_ in mark.ids) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Example:
    """A small text and what must be read from it."""

    text: str
    citations: Mapping[str, int]
    """Id of a source → how often it is cited."""

    passages: int
    suffix: str = ".md"
    """Of the file that holds the text."""


def _always(context: Context) -> bool:  # noqa: ARG001
    return True


@dataclass(frozen=True, slots=True)
class Grammar:
    """One way of writing citation marks."""

    key: str
    """As a person asks for it: `marks` in `about.yaml`, `--read-as`. Never renamed."""

    name: str
    """As problems call it: "read as …"."""

    form: str
    """What its marks look like, in Markdown."""

    sentence: str
    """What they are and where they come from, to be read after the form."""

    evidence: Evidence
    precedence: int
    """Among grammars of the same evidence: the lower reads first, and its marks stay where two
    overlap."""

    find: Callable[[Context], Found]
    examples: tuple[Example, ...]

    condition: str = ""
    """What the text must have for them to count, as a person is told; empty: nothing."""

    is_believed: Callable[[Context], bool] = _always
    """Whether a text has that; `find` may ask for more."""

    needles: tuple[str, ...] = ()
    """One of these stands in every text that has such marks; it saves the search."""

    markups: frozenset[Markup] = field(default_factory=lambda: frozenset[Markup](("",)))
    """Texts in which they are looked for; `""` is plain text and Markdown."""

    needs_entry: bool = False
    """Whether the text itself should explain each mark."""

    keyed_from: int | None = None
    """Marks from which the text names works of a bibliography by key: what else looks like a
    pointer in it is a link, an interval or an index."""

    def may_stand_in(self, text: str) -> bool:
        """Whether a text has what every such mark has."""
        # A single character is sought much faster, and most are not there.
        return not self.needles or any(
            needle[0] in text and needle in text for needle in self.needles
        )
