"""Document + codings → the tidy tables that everything after is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from pandas import DataFrame, Series

from dashboard.model import Basis, Codebook, Coding, Document
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
SCHEMAS = (PASSAGES, CITATIONS, SOURCES, SECTIONS, CODINGS, THEMES)


DEPTHS = ("0", "1", "2", "3+")
"""Distinct sources of a passage; the last stands for as many or more."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a passage must have to be left: something of every group that asks for anything."""

    themes: tuple[str, ...] = ()
    """Ids; the passage carries any of them."""

    sources: tuple[str, ...] = ()
    """Ids; the passage cites any of them."""

    sections: tuple[str, ...] = ()
    """Ids; the passage stands in any of them."""

    words: str = ""
    """Letters that stand in the passage as they are; case is ignored."""

    is_uncited: bool = False
    """Only passages without a citation."""

    depths: tuple[str, ...] = ()
    """Of `DEPTHS`; the passage cites as many sources as any of them says."""

    def __bool__(self) -> bool:
        return self != Where()


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The tidy tables of one document; treat the frames as read-only."""

    passages: DataFrame
    citations: DataFrame
    sources: DataFrame
    sections: DataFrame
    codings: DataFrame
    themes: DataFrame

    def coded_by(self, basis: Basis) -> Self:
        """The same with the codings of one basis, so that no theme counts a passage twice."""
        return replace(self, codings=_rows(self.codings, self.codings["basis"] == basis))

    def n_sections_with_passages(self) -> int:
        """Sections that hold passages; the heading of a source list is not among them."""
        return int((self.sections["n_passages"] > 0).sum())

    def passage_ids(self, where: Where) -> list[str]:
        """The passages that `where` leaves, in reading order."""
        return self.passages.loc[self._mask(where), "passage_id"].tolist()

    def where(self, where: Where) -> Self:
        """Only the passages that `where` leaves, with all their citations and codings.

        Sources, sections and themes stay whole, so that a chart's axes do not jump.
        """
        if not where:
            return self
        left = _rows(self.passages, self._mask(where))
        return replace(
            self,
            passages=left,
            citations=_rows(self.citations, _among(self.citations, left["passage_id"])),
            codings=_rows(self.codings, _among(self.codings, left["passage_id"])),
        )

    def _mask(self, where: Where) -> "Series[bool]":
        codings, citations = self.codings, self.citations
        mask = Series(True, index=self.passages.index)
        if where.themes:
            carry = codings.loc[codings["theme_id"].isin(where.themes), "passage_id"]
            mask &= _among(self.passages, carry)
        if where.sources:
            cite = citations.loc[citations["source_id"].isin(where.sources), "passage_id"]
            mask &= _among(self.passages, cite)
        if where.sections:
            mask &= self.passages["section_id"].isin(where.sections)
        if where.words:
            sought = where.words.casefold()
            mask &= Series(
                [sought in text.casefold() for text in self.passages["text"]], dtype=bool
            )
        if where.is_uncited:
            mask &= ~_among(self.passages, citations["passage_id"])
        if where.depths:
            n = citations.groupby("passage_id")["source_id"].nunique()
            depth = self.passages["passage_id"].map(n).fillna(0).clip(upper=len(DEPTHS) - 1)
            mask &= depth.isin([DEPTHS.index(depth) for depth in where.depths])
        return mask


def build(document: Document, book: Codebook, codings: Iterable[Coding]) -> Tables:
    """The tables of one coded document."""
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
    return Tables(
        passages=PASSAGES.frame(passages),
        citations=CITATIONS.frame(citations),
        sources=SOURCES.frame(
            (s.id, s.title, s.url, s.publisher, s.published, s.is_listed) for s in document.sources
        ),
        sections=SECTIONS.frame(
            (s.id, s.title, s.level, len(s.passages)) for s in document.sections
        ),
        codings=CODINGS.frame((c.passage_id, c.theme_id, c.basis) for c in codings),
        themes=THEMES.frame((t.id, t.name, t.definition) for t in book.themes),
    )


def _among(table: DataFrame, passage_ids: "Series[str]") -> "Series[bool]":
    return table["passage_id"].isin(passage_ids)


def _rows(table: DataFrame, mask: "Series[bool]") -> DataFrame:
    return table[mask].reset_index(drop=True)
