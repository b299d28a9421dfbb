"""Which passage cites which source: the grid that all measures of reliance count in.

A mark says that the text names a source at a passage. Whether the source says what it is
cited for is not in the tables and is never counted here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Index

from dashboard.model import Document
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables

Grid = NDArray[np.bool_]
Counts = NDArray[np.int64]

Paragraphs = Mapping[str, str]
"""For each passage the paragraph it stands in; see `paragraphs`."""

SOURCE = (
    Column("source_id", "str", "source"),
    Column("title", "str", "its title; missing if no list gives one"),
)
THEME = (Column("theme_id", "str", "theme"), Column("theme", "str", "its name"))
PASSAGE = (
    Column("passage_id", "str", "passage"),
    Column("section_id", "str", "section it stands in"),
    Column("position", "int64", "place in reading order, from 0", "passages"),
)


def paragraphs(document: Document) -> dict[str, str]:
    """For each passage the first passage of its paragraph, which names the paragraph."""
    first: dict[tuple[int, int], str] = {}
    return {
        passage.id: first.setdefault((passage.paragraph.start, passage.paragraph.end), passage.id)
        for passage in document.passages()
    }


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Passages down, sources across; true where the passage has the source's mark."""

    passage_ids: tuple[str, ...]
    """In the order of `Tables.passages`."""

    source_ids: tuple[str, ...]
    """In the order of `Tables.sources`, the never cited ones included."""

    cites: Grid

    @property
    def depth(self) -> Counts:
        """Distinct sources of each passage."""
        return summed(self.cites, axis=1)

    @property
    def reach(self) -> Counts:
        """Passages that cite each source."""
        return summed(self.cites)

    @property
    def sole(self) -> Counts:
        """Passages that cite each source and no other."""
        return summed(self.cites[self.depth == 1])

    def without(self, source_ids: Collection[str]) -> Self:
        """The same with the marks of some sources taken away; ids not there change nothing."""
        gone = np.array([id_ in source_ids for id_ in self.source_ids], dtype=bool)
        return type(self)(self.passage_ids, self.source_ids, self.cites & ~gone)

    def rows(self, mask: Grid) -> Self:
        """Only the passages that `mask` leaves."""
        ids = tuple(np.array(self.passage_ids, dtype=object)[mask].tolist())
        return type(self)(ids, self.source_ids, self.cites[mask])


def marks(tables: Tables, paragraphs: Paragraphs | None = None) -> Marks:
    """The marks that hold each passage.

    Args:
        tables: All that the marks of a paragraph may stand in: filter what comes out, not this.
        paragraphs: Given, a passage without a mark of its own is held by the marks of its
            paragraph, for writers who put one mark at the end of it. A passage with marks
            of its own is held by these alone.

    Raises:
        KeyError: `paragraphs` lacks a passage.
    """
    passage_ids = tuple(tables.passages["passage_id"].tolist())
    source_ids = tuple(tables.sources["source_id"].tolist())
    rows = _places(passage_ids, tables.backing, "passage_id")
    columns = _places(source_ids, tables.backing, "source_id")
    cites = np.zeros((len(passage_ids), len(source_ids)), dtype=bool)
    cites[rows, columns] = True
    if paragraphs is not None and len(passage_ids):
        names = [paragraphs[id_] for id_ in passage_ids]
        number = {name: n for n, name in enumerate(dict.fromkeys(names))}
        of_passage = np.array([number[name] for name in names])
        by_paragraph = np.zeros((len(number), len(source_ids)), dtype=bool)
        by_paragraph[of_passage[rows], columns] = True
        bare = ~cites.any(axis=1)
        cites[bare] = by_paragraph[of_passage[bare]]
    return Marks(passage_ids, source_ids, cites)


def own_marks(tables: Tables) -> Marks:
    """The marks where they stand, whatever scope the tables are made for."""
    return marks(replace(tables, backing=tables.citations))


def carries(tables: Tables) -> Grid:
    """Themes down, passages across; true where the passage carries the theme.

    Raises:
        ValueError: The codings are of several bases, so that a theme would hold more passages
            than a reader of any one of them would count.
    """
    codings = tables.codings
    if codings["basis"].nunique() > 1:
        raise ValueError("themes need the codings of one basis: use Tables.coded_by")
    theme_ids = tuple(tables.themes["theme_id"].tolist())
    passage_ids = tuple(tables.passages["passage_id"].tolist())
    grid = np.zeros((len(theme_ids), len(passage_ids)), dtype=bool)
    grid[_places(theme_ids, codings, "theme_id"), _places(passage_ids, codings, "passage_id")] = (
        True
    )
    return grid


def met(down: Grid, across: Grid) -> Counts:
    """How often each row of `down` meets each column of `across`."""
    # Pair by pair, since a passage cites few of the sources: a product of the whole grids takes
    # ten times as long.
    counts = np.zeros((len(down), across.shape[1]), dtype=np.int64)
    columns, rows = np.nonzero(across.T)
    if len(columns):
        starts = np.flatnonzero(np.diff(columns, prepend=-1))
        pairs = down[:, rows]
        counts[:, columns[starts]] = np.add.reduceat(pairs, starts, axis=1, dtype=np.int64)
    return counts


def summed(grid: Grid, axis: int = 0) -> Counts:
    """What is true in each column or, with `axis` 1, in each row."""
    counts: Counts = grid.sum(axis=axis, dtype=np.int64)
    return counts


def share(part: Counts | int, whole: Counts | int) -> NDArray[np.float64]:
    """Part of whole; missing where there is no whole."""
    parts, wholes = np.broadcast_arrays(np.asarray(part, float), np.asarray(whole, float))
    shares = np.full(parts.shape, np.nan)
    np.divide(parts, wholes, out=shares, where=wholes > 0)
    return shares


def _places(ids: tuple[str, ...], table: DataFrame, column: str) -> NDArray[np.intp]:
    places = Index(ids, dtype="str").get_indexer(Index(table[column]))
    if (places < 0).any():
        raise ValueError(f"{column} of a citation or coding is not in its table")
    return places
