"""Document + codings → the tidy tables that everything after is made of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal, Self

from pandas import DataFrame, Series, concat

from dashboard.errors import DashboardError
from dashboard.model import Basis, Codebook, Coding, Document, Span
from dashboard.tables.schema import Column, Schema

_PASSAGE = Column("passage_id", "str", "passage, `p1`, `p2`, … in reading order")
_START = Column("start", "int64", "first character", "code points")
_END = Column("end", "int64", "one past the last character", "code points")

PASSAGES = Schema(
    "passages",
    "One row per passage, in reading order.",
    key=("passage_id",),
    columns=(
        _PASSAGE,
        Column("section_id", "str", "section the passage stands in"),
        Column("section", "str", "that section's heading"),
        Column("position", "int64", "place in reading order, from 0", "passages"),
        _START,
        _END,
        Column("text", "str", "the passage's words, citation marks included"),
    ),
)
CITATIONS = Schema(
    "citations",
    "One row per citation, in reading order; `[2-4]` gives three.",
    key=("position",),
    columns=(
        Column("position", "int64", "place in reading order, from 0", "citations"),
        _PASSAGE,
        Column("source_id", "str", "source the mark names"),
        Column("start", "int64", "first character of the mark", "code points"),
        Column("end", "int64", "one past the mark's last character", "code points"),
    ),
)
SOURCES = Schema(
    "sources",
    "One row per source, cited or only listed, in the order of the list.",
    key=("source_id",),
    columns=(
        Column("source_id", "str", "source, as the text prints it"),
        Column("title", "str", "title; missing if no list gives one"),
        Column("url", "str", "address; missing if no list gives one"),
        Column("publisher", "str", "who published it; missing if not known"),
        Column("published", "str", "ISO 8601 date, as precise as known; else missing"),
        Column("is_listed", "bool", "whether a source list has an entry for it"),
    ),
)
SECTIONS = Schema(
    "sections",
    "One row per section, in reading order, those without passages included.",
    key=("section_id",),
    columns=(
        Column("section_id", "str", "section; `s0` stands before the first heading"),
        Column("section", "str", "its heading"),
        Column("level", "int64", "depth of the heading, 1 the highest, 0 without heading"),
        Column("n_passages", "int64", "passages in it", "passages"),
    ),
)
CODINGS = Schema(
    "codings",
    "One row per passage, theme it carries, and basis on which it does.",
    key=("passage_id", "theme_id", "basis"),
    columns=(
        _PASSAGE,
        Column("theme_id", "str", "theme from the codebook"),
        Column("basis", "str", "`hand` (of `codings.yaml`, whoever coded), `term` or `section`"),
    ),
)
THEMES = Schema(
    "themes",
    "One row per theme of the codebook, used or not, in its order.",
    key=("theme_id",),
    columns=(
        Column("theme_id", "str", "theme"),
        Column("theme", "str", "name to show"),
        Column("definition", "str", "when the theme applies"),
    ),
)
BACKING = Schema(
    "backing",
    "One row per passage and source that backs it: by the passage's own marks or, where marks are"
    " read paragraph by paragraph and it has none, by those of its paragraph.",
    key=("passage_id", "source_id"),
    columns=(_PASSAGE, Column("source_id", "str", "source")),
)
SCHEMAS = (PASSAGES, CITATIONS, SOURCES, SECTIONS, CODINGS, THEMES, BACKING)


MOST_LENT = 1_000_000
"""Marks that passages have from their paragraphs: in one paragraph of many sources and many
passages without a mark they grow with the square of its length."""

Scope = Literal["sentence", "paragraph"]
"""How marks are read: for the sentence they stand in, or also for those sentences of its paragraph
that have none, since some writers put one mark at the end of a paragraph."""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The tidy tables of one document; treat the frames as read-only."""

    passages: DataFrame
    citations: DataFrame
    sources: DataFrame
    sections: DataFrame
    codings: DataFrame
    themes: DataFrame
    backing: DataFrame

    scope: Scope
    """How marks were read for `backing`; `citations` holds each mark where it stands."""

    def coded_by(self, basis: Basis) -> Self:
        """The same with the codings of one basis, so that no theme counts a passage twice."""
        return replace(self, codings=_rows(self.codings, self.codings["basis"] == basis))

    def n_sections_with_passages(self) -> int:
        """Sections that hold passages; the heading of a source list is not among them."""
        return int((self.sections["n_passages"] > 0).sum())

    def only(self, passage_ids: Collection[str]) -> Self:
        """Only these passages, with all their citations and codings.

        Sources, sections and themes stay whole, so that a chart's axes do not jump. Ids that are
        not there change nothing.
        """
        left = _of(self.passages, passage_ids)
        if len(left) == len(self.passages):
            return self
        return replace(
            self,
            passages=left,
            citations=_of(self.citations, passage_ids),
            codings=_of(self.codings, passage_ids),
            backing=_of(self.backing, passage_ids),
        )

    def without(self, source_ids: Collection[str]) -> Self:
        """The same without the marks of these sources, which stay among the sources."""
        if not source_ids:
            return self
        gone = list(source_ids)
        return replace(
            self,
            citations=_rows(self.citations, ~self.citations["source_id"].isin(gone)),
            backing=_rows(self.backing, ~self.backing["source_id"].isin(gone)),
        )


def build(
    document: Document,
    book: Codebook,
    codings: Iterable[Coding],
    scope: Scope = "sentence",
) -> Tables:
    """The tables of one coded document, its marks read in this scope.

    Raises:
        DashboardError: Its paragraphs lend more marks than `MOST_LENT`.
    """
    passages: list[tuple[object, ...]] = []
    citations: list[tuple[object, ...]] = []
    for section in document.sections:
        for passage in section.passages:
            span = passage.span
            place = (section.id, section.title, len(passages), span.start, span.end)
            passages.append((passage.id, *place, document.quote(span)))
            for citation in passage.citations:
                mark = (citation.span.start, citation.span.end)
                citations.append((len(citations), passage.id, citation.source_id, *mark))
    cited = CITATIONS.frame(citations)
    return Tables(
        passages=PASSAGES.frame(passages),
        citations=cited,
        sources=SOURCES.frame(
            (s.id, s.title, s.url, s.publisher, s.published, s.is_listed) for s in document.sources
        ),
        sections=SECTIONS.frame(
            (s.id, s.title, s.level, len(s.passages)) for s in document.sections
        ),
        codings=CODINGS.frame((c.passage_id, c.theme_id, c.basis) for c in codings),
        themes=THEMES.frame((t.id, t.name, t.definition) for t in book.themes),
        backing=_backing(document, cited, scope),
        scope=scope,
    )


def _backing(document: Document, citations: DataFrame, scope: Scope) -> DataFrame:
    own = citations[["passage_id", "source_id"]].drop_duplicates()
    if scope == "sentence":
        return BACKING.frame(own)
    of_paragraph: dict[Span, dict[str, None]] = {}
    for passage in document.passages():
        cited = of_paragraph.setdefault(passage.paragraph, {})
        cited.update(dict.fromkeys(citation.source_id for citation in passage.citations))
    bare = [passage for passage in document.passages() if not passage.citations]
    n_lent = sum(len(of_paragraph[passage.paragraph]) for passage in bare)
    if n_lent > MOST_LENT:
        raise DashboardError(
            f"this text cannot be read paragraph by paragraph: its paragraphs are so long that "
            f"their marks would count {n_lent:,} times more, and at most {MOST_LENT:,} are counted"
        )
    lent = ((one.id, source_id) for one in bare for source_id in of_paragraph[one.paragraph])
    return BACKING.frame(concat([own, BACKING.frame(lent)], ignore_index=True))


def _of(table: DataFrame, passage_ids: Collection[str]) -> DataFrame:
    return _rows(table, table["passage_id"].isin(list(passage_ids)))


def _rows(table: DataFrame, mask: "Series[bool]") -> DataFrame:
    return table[mask].reset_index(drop=True)
