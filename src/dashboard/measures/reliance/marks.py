"""Which passage cites which source: the pairs that all measures of reliance count.

A mark says that the text names a source at a passage. Whether the source says what it is
cited for is not in the tables and is never counted here.

A passage cites few of the sources, so only pairs that occur are kept: a grid of all passages and
all sources would grow with the square of the text.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Index

from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables

Mask = NDArray[np.bool_]
Places = NDArray[np.intp]
Counts = NDArray[np.int64]

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


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of two kinds of thing by row number, each pair once, sorted by `left`, then `right`."""

    left: Places
    right: Places

    n_left: int
    """How many things there are on the left, those in no pair included."""

    n_right: int

    @classmethod
    def of(cls, left: Places, right: Places, n_left: int, n_right: int) -> Self:
        """The distinct pairs of two arrays of equal length, in which a pair may repeat."""
        keys = np.unique(left.astype(np.int64) * max(n_right, 1) + right)
        return cls(*np.divmod(keys, max(n_right, 1)), n_left, n_right)

    def only(self, mask: Mask) -> Self:
        """The pairs for which `mask` is true; it has an entry per pair."""
        return replace(self, left=self.left[mask], right=self.right[mask])


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Which passage has a mark of which source."""

    passage_ids: tuple[str, ...]
    """In the order of `Tables.passages`."""

    source_ids: tuple[str, ...]
    """In the order of `Tables.sources`, the never cited ones included."""

    pairs: Pairs
    """Places of passages on the left, of sources on the right."""

    @property
    def depth(self) -> Counts:
        """Distinct sources of each passage."""
        return counted(self.pairs.left, self.pairs.n_left)

    @property
    def reach(self) -> Counts:
        """Passages that cite each source."""
        return counted(self.pairs.right, self.pairs.n_right)

    @property
    def sole(self) -> Counts:
        """Passages that cite each source and no other."""
        is_sole = self.depth[self.pairs.left] == 1
        return counted(self.pairs.right[is_sole], self.pairs.n_right)

    @property
    def first(self) -> Places:
        """Place of the first passage that cites each source; 0 if none does."""
        first = np.zeros(self.pairs.n_right, dtype=np.intp)
        first[self.pairs.right[::-1]] = self.pairs.left[::-1]
        return first

    @property
    def last(self) -> Places:
        """Place of the last passage that cites each source; 0 if none does."""
        last = np.zeros(self.pairs.n_right, dtype=np.intp)
        last[self.pairs.right] = self.pairs.left
        return last

    def without(self, source_ids: Collection[str]) -> Self:
        """The same without the marks of some sources; unknown ids change nothing."""
        gone = np.array([id_ in source_ids for id_ in self.source_ids], dtype=bool)
        return replace(self, pairs=self.pairs.only(~gone[self.pairs.right]))

    def rows(self, mask: Mask) -> Self:
        """Only the passages for which `mask` is true; all sources stay."""
        ids = tuple(np.array(self.passage_ids, dtype=object)[mask].tolist())
        place = mask.cumsum() - 1
        kept = self.pairs.only(mask[self.pairs.left])
        return replace(
            self, passage_ids=ids, pairs=replace(kept, left=place[kept.left], n_left=len(ids))
        )


def marks(tables: Tables) -> Marks:
    """The marks that back each passage, in the scope that the tables are made for."""
    return _marks(tables, tables.backing)


def own_marks(tables: Tables) -> Marks:
    """The marks that each passage has itself, whatever scope the tables are made for."""
    return _marks(tables, tables.citations)


def carries(tables: Tables) -> Pairs:
    """Which theme, on the left, is carried by which passage, on the right.

    Raises:
        ValueError: The codings are of several bases, so that a theme would hold more passages
            than a reader of any one of them would count.
    """
    codings = tables.codings
    if codings["basis"].nunique() > 1:
        raise ValueError("themes need the codings of one basis: use Tables.coded_by")
    theme_ids = tuple(tables.themes["theme_id"].tolist())
    passage_ids = tuple(tables.passages["passage_id"].tolist())
    themes = _places(theme_ids, codings, "theme_id")
    passages = _places(passage_ids, codings, "passage_id")
    return Pairs.of(themes, passages, len(theme_ids), len(passage_ids))


def met(pairs: Pairs, others: Pairs) -> tuple[Pairs, Counts]:
    """Join two sets of pairs where the right of one is the left of the other.

    Args:
        pairs: For example themes and their passages.
        others: For example passages and their sources.

    Returns:
        In the example, themes and their sources, and for each such pair the number of passages
        that link the two.
    """
    width = max(others.n_right, 1)
    keys, n = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    n_each = counted(others.left, others.n_left)[pairs.right].cumsum()
    start = 0
    while start < len(pairs.left):  # by parts, or a few long passages of many themes fill memory
        done = n_each[start - 1] if start else 0
        end = max(int(np.searchsorted(n_each, done + _AT_ONCE, side="right")), start + 1)
        which, right = joined(pairs.right[start:end], others)
        found = pairs.left[start:end][which].astype(np.int64) * width + right
        keys, n = _added(keys, n, found)
        start = end
    return Pairs(*np.divmod(keys, width), pairs.n_left, others.n_right), n


def joined(places: Places, pairs: Pairs) -> tuple[Places, Places]:
    """Look up what each of `places`, on the left of `pairs`, is paired with.

    Returns:
        Two arrays of equal length: an index into `places`, and the right of one of its pairs.
    """
    n_of = counted(pairs.left, pairs.n_left)
    n_each, start = n_of[places], (n_of.cumsum() - n_of)[places]
    which = np.repeat(np.arange(len(places)), n_each)
    within = np.arange(len(which)) - np.repeat(n_each.cumsum() - n_each, n_each)
    return which, pairs.right[np.repeat(start, n_each) + within]


def masked(pairs: Pairs, mask: Mask) -> Counts:
    """For each thing on the left the number of its pairs whose right is true in `mask`."""
    return counted(pairs.left[mask[pairs.right]], pairs.n_left)


def counted(places: Places, n: int) -> Counts:
    """How often each number from 0 to `n` − 1 occurs."""
    return np.bincount(places, minlength=n).astype(np.int64)


def share(part: Counts | int, whole: Counts | int) -> NDArray[np.float64]:
    """`part` ÷ `whole`; NaN where the whole is 0."""
    parts, wholes = np.broadcast_arrays(np.asarray(part, float), np.asarray(whole, float))
    shares = np.full(parts.shape, np.nan)
    np.divide(parts, wholes, out=shares, where=wholes > 0)
    return shares


_AT_ONCE = 2_000_000
"""Pairs that are joined at once: 16 MB for each array."""


def _added(keys: Counts, n: Counts, found: Counts) -> tuple[Counts, Counts]:
    """Add the keys in `found` to counts `n` by sorted `keys`."""
    new, times = np.unique(found, return_counts=True)
    if not len(keys):
        return new, times.astype(np.int64)
    both, place = np.unique(np.append(keys, new), return_inverse=True)
    totals = np.bincount(place, weights=np.append(n, times), minlength=len(both))
    return both, totals.astype(np.int64)


def _marks(tables: Tables, rows: DataFrame) -> Marks:
    passage_ids = tuple(tables.passages["passage_id"].tolist())
    source_ids = tuple(tables.sources["source_id"].tolist())
    places = _places(passage_ids, rows, "passage_id"), _places(source_ids, rows, "source_id")
    return Marks(passage_ids, source_ids, Pairs.of(*places, len(passage_ids), len(source_ids)))


def _places(ids: tuple[str, ...], table: DataFrame, column: str) -> Places:
    places = Index(ids, dtype="str").get_indexer(Index(table[column]))
    if (places < 0).any():
        raise ValueError(f"{column} of a citation or coding is not in its table")
    return places
