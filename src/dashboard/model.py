"""What a cited analysis is made of.

A `Document` is one text and, laid over it, what a reader found there:

    Document ─┬─ sections ── passages ── citations ─┐
              └─ sources ◄────── by source_id ──────┘

    Codebook ─── themes
    Coding   ─── one passage_id and one theme_id

Containment nests: a citation lies in one passage, a passage in one section.
Reference goes by id: many citations name one source, many codings one theme.

Every place in the text is a `Span`. Nothing here keeps a second copy of the
words, so a quotation cannot drift from the text it quotes.

All classes are immutable and compare by value. This module imports only the
standard library.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Self, get_args


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty, half-open range of characters in `Document.text`.

    Counted in Unicode code points from 0, so `text[span.start:span.end]` is the
    text it names. This is the counting of the W3C `TextPositionSelector`;
    convert other countings (bytes, UTF-16 units) in readers and exports.
    """

    start: int
    """First character, included."""

    end: int
    """One past the last character."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start} and {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Self) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Source:
    """A work the document cites, or lists without citing."""

    id: str
    """Key within the document, as the text prints it: `"3"` for `[3]`.

    `"2:3"` for `[3]` of the second part, if numbers begin again in each.
    """

    title: str | None = None
    """As a source list prints it; `None` if it is unknown, as for `[1]` with no list."""

    url: str | None = None

    publisher: str | None = None

    published: str | None = None
    """ISO 8601, as precise as known: `2024`, `2024-05` or `2024-05-17`."""

    is_listed: bool = False
    """Whether a source list has an entry for it: the text's own or the one in `about.yaml`."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a source inside a passage, such as `[3]`."""

    span: Span
    """The mark itself, not the words it supports. `[2-4]` gives three citations with one span."""

    source_id: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest unit that is read and coded: a sentence, list item or table row."""

    id: str
    """`"p1"`, `"p2"`, … in reading order, unique within the document."""

    span: Span

    paragraph: Span
    """The paragraph, list item or table row it stands in."""

    citations: tuple[Citation, ...] = ()
    """In reading order; a source cited twice stands here twice."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the passages that follow it, up to the next heading."""

    id: str
    """`"s0"` for what stands before the first heading, then `"s1"`, `"s2"`, …"""

    title: str
    """Without the marks that make it a heading (`##`, `**`); its own number stays.

    Empty for what stands before the first heading.
    """

    level: int
    """Depth of the heading, 1 the highest; 0 before the first heading."""

    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader could not resolve, kept so that a person sees it."""

    message: str
    """One sentence, in lower case, without a full stop."""

    span: Span

    places: tuple[Span, ...] = ()
    """All places it speaks of, if they are several; the first is `span`."""

    kind: Literal["", "heading", "unread"] = ""
    """A mark in a heading; what looks like a mark and was not counted; or something else."""


@dataclass(frozen=True, slots=True)
class Style:
    """A way of writing citation marks that the document has, or seems to have."""

    key: str
    """Names it in `about.yaml` and on the command line."""

    name: str
    """What people read."""

    n_read: int
    """Marks that are counted as citations."""

    n_unread: int
    """Marks that look like it and are not counted."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A note that stands for a source which another note names first."""

    note: str
    """The id that it would have as a source of its own."""

    source_id: str

    why: str
    """What it says, as `“Ibid., 14”`, or who said so."""


@dataclass(frozen=True, slots=True)
class Document:
    """A cited analysis: its text, sections, and sources.

    Raises:
        ValueError: An id stands twice, a span lies outside its parent or out of
            order, or a citation names a source that is not there. It means a
            fault in the reader, never in the text: a fault in the text is a
            `Problem`.
    """

    id: str
    """The file name without its suffix, or the name of its folder."""

    title: str
    text: str
    """As `readers.clean` leaves it: `\\n` line ends. Every span counts in this."""

    sections: tuple[Section, ...]
    """In reading order, those without a passage of their own included."""

    sources: tuple[Source, ...]
    """Cited or listed; the numbered ones by number."""

    problems: tuple[Problem, ...] = ()

    language: str = "en"
    """BCP 47 tag, for hyphenation and screen readers."""

    styles: tuple[Style, ...] = ()
    """How its marks are written, the surest way first."""

    former: tuple[tuple[str, str], ...] = ()
    """Ids by which links and folders of old name sources → the ids these have: `3` → `1:3` where
    numbers begin again in each part, `5` → `2` where note 5 says what note 2 says."""

    joined: tuple[Joined, ...] = ()
    """Notes that count as the source of others, in reading order."""

    def __post_init__(self) -> None:
        passages = list(self.passages())
        _require_unique("section", (section.id for section in self.sections))
        _require_unique("passage", (passage.id for passage in passages))
        _require_unique("source", (source.id for source in self.sources))

        known = {source.id for source in self.sources}
        end = len(self.text)
        for earlier, later in pairwise(passages):
            if earlier.span.end > later.span.start:
                raise ValueError(f"passage {later.id} starts before {earlier.id} ends")
        for passage in passages:
            if passage.span not in passage.paragraph:
                raise ValueError(f"passage {passage.id} lies outside its paragraph")
            if passage.paragraph.end > end:
                raise ValueError(f"passage {passage.id} ends at {passage.span.end}, text at {end}")
            for citation in passage.citations:
                if citation.span not in passage.span:
                    raise ValueError(f"citation at {citation.span} lies outside {passage.id}")
                if citation.source_id not in known:
                    raise ValueError(f"{passage.id} cites unknown source {citation.source_id!r}")

    def passages(self) -> Iterator[Passage]:
        """All passages in reading order."""
        for section in self.sections:
            yield from section.passages

    def passages_at(self, places: Iterable[Span]) -> Iterator[Passage]:
        """The passages that hold any of some places in the text, each once, in reading order."""
        passages = list(self.passages())
        starts = [passage.span.start for passage in passages]
        seen = {
            index
            for place in places
            if (index := bisect_right(starts, place.start) - 1) >= 0
            and place.start < passages[index].span.end
        }
        yield from (passages[index] for index in sorted(seen))

    def renamed(self, source_id: str) -> str:
        """The id that a source has now, whose former id a link or folder of old may give."""
        return dict(self.former).get(source_id, source_id)

    def quote(self, span: Span) -> str:
        """The words at `span`, exactly as they stand in the text."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Theme:
    """One entry of the codebook: a topic that passages can carry."""

    id: str
    """Short and stable, e.g. `"cost"`; used in links and exports."""

    name: str
    """What the dashboard shows."""

    definition: str = ""
    """When to use the theme, in a sentence a second coder could follow."""

    include: tuple[str, ...] = ()
    """What counts, where the definition leaves a doubt."""

    exclude: tuple[str, ...] = ()
    """What does not count, though it looks as if it did."""

    terms: tuple[str, ...] = ()
    """Words or phrases whose presence codes a passage; case is ignored.

    A `*` at the end of a term stands for any ending of the word.
    """

    sections: tuple[str, ...] = ()
    """Headings whose passages carry the theme, with or without their number."""

    colour: str | None = None
    """`#rrggbb`; `None` takes the next of the palette that no theme has."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The themes of one study, in the order they are shown."""

    themes: tuple[Theme, ...] = ()

    def __post_init__(self) -> None:
        _require_unique("theme", (theme.id for theme in self.themes))


Basis = Literal["hand", "term", "section"]
"""Why a passage carries a theme: a coder's judgement, its words, or its section's theme.

`hand` is what the coder of `codings.yaml` decided, be it a person or a program: the id stays for
links and columns, while whatever people read names the coder (`Analysis.basis_name`).
"""

BASES: tuple[Basis, ...] = get_args(Basis)


@dataclass(frozen=True, slots=True)
class Coding:
    """The statement that a passage carries a theme."""

    passage_id: str
    theme_id: str
    basis: Basis

    evidence: tuple[Span, ...] = ()
    """The words that led to it: a term's, or those a coder named; none for a section's theme."""

    memo: str = ""
    """The coder's reason, if one was given."""


def _require_unique(kind: str, ids: Iterable[str]) -> None:
    twice = [id_ for id_, count in Counter(ids).items() if count > 1]
    if twice:
        raise ValueError(f"{kind} id stands twice: {', '.join(twice)}")
