"""What to read to check the text: the fewest sources that hold every cited passage.

Its length by the number of sources is akin to DeepTRACE's source necessity (Narayanan Venkit
et al. 2025), the share of listed sources that are needed to support all relevant statements,
by a minimum vertex cover of statements and the sources that support them. Here a mark stands
in for support and every passage for a statement, so the two figures are not to be compared.

The list is a minimum set cover. It is found exactly where at most `EXACT` columns stay undecided:
all 2^25 sets of columns left out fit one bit each into 4 MB, and the time does not depend on how
hard the case is, as it would with a search. Above, greedily: Chvátal's rule, then what turned out
needless is dropped. A grid of rows and columns is made only of what is left to decide, and only
if it is small.
"""

from collections.abc import Callable
from heapq import heapify, heappop, heapreplace

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame

from dashboard.measures import findings
from dashboard.measures.measure import Measure
from dashboard.measures.reliance.marks import (
    SOURCE,
    Counts,
    Marks,
    Mask,
    Pairs,
    carries,
    counted,
    marks,
    share,
)
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables


def reading_list(tables: Tables, theme_id: str | None = None) -> DataFrame:
    """The fewest sources to read so that every passage with a source has one that was read.

    Each next source covers most of what is left; a list made for 80 % only could be shorter
    than the part of this one that reaches 80 %.

    Args:
        tables: With the codings of one basis if `theme_id` is given.
        theme_id: Only for the passages that carry it.
    """
    return listing(tables, _held(tables, theme_id))


READING_LIST = Measure(
    "reading_list",
    "One row per source to read, the one that covers most first.",
    key=("source_id",),
    columns=(
        Column("place", "int64", "place in the list, from 1", "sources"),
        *SOURCE,
        Column("n_added", "int64", "passages it covers that none before it does", "passages"),
        Column("n_covered", "int64", "passages covered so far", "passages"),
        Column("share_covered", "float64", "n_covered of all passages with a source", "share 0–1"),
        Column(
            "is_smallest",
            "bool",
            "whether no shorter list covers as much; if not, it is an estimate and may be too long",
        ),
    ),
    compute=reading_list,
    finding=findings.reading_list,
)


def listing(tables: Tables, held: Marks) -> DataFrame:
    """`reading_list` of `held`, marks of `tables`."""
    order, steps, is_smallest = _listed(held)
    added = np.bincount(steps[steps >= 0], minlength=len(order))
    covered = added.cumsum()
    shares = share(covered, int((steps >= 0).sum()))
    table = tables.sources[["source_id", "title"]].iloc[order].reset_index(drop=True)
    table["place"] = np.arange(1, len(order) + 1)
    table["n_added"], table["n_covered"], table["share_covered"] = added, covered, shares
    table["is_smallest"] = is_smallest
    return READING_LIST.frame(table)


def reading_steps(tables: Tables, theme_id: str | None = None) -> DataFrame:
    """Say of each passage which source of the reading list covers it first."""
    held = _held(tables, theme_id)
    order, steps, _ = _listed(held)
    return READING_STEPS.frame(
        (id_, step + 1, held.source_ids[order[step]])
        for id_, step in zip(held.passage_ids, steps.tolist(), strict=True)
        if step >= 0
    )


READING_STEPS = Measure(
    "reading_steps",
    "One row per passage with a source, in reading order: where the reading list reaches it.",
    key=("passage_id",),
    columns=(
        Column("passage_id", "str", "passage"),
        Column("place", "int64", "place in the reading list, from 1", "sources"),
        Column("source_id", "str", "the source there"),
    ),
    compute=reading_steps,
)


def _held(tables: Tables, theme_id: str | None) -> Marks:
    held = marks(tables)
    if theme_id is None:
        return held
    # The paragraph lends its marks before the theme is chosen: they may stand outside of it.
    is_theme = (tables.themes["theme_id"] == theme_id).to_numpy(dtype=bool)
    carried = carries(tables)
    return held.rows(counted(carried.right[is_theme[carried.left]], carried.n_right) > 0)


def _listed(held: Marks) -> tuple[list[int], Counts, bool]:
    chosen, is_smallest = smallest_cover(held.pairs)
    return *in_cover_order(held.pairs, chosen), is_smallest


EXACT = 25
"""Undecided columns up to which the set is proven the smallest."""

MOST_COLUMNS, MOST_CELLS = 1_000, 16_000_000
"""Undecided columns, and rows times columns, above which only the greedy way is gone."""

Grid = Mask
"""True where the row (down) has the column (across)."""

_WORD = 6
"""64 sets stand in one word: those that differ in the first six columns."""

_LACKING = tuple(
    np.uint64(sum(1 << at for at in range(64) if not at >> bit & 1)) for bit in range(_WORD)
)
"""The places in a word whose set lacks the column."""

_OF_SIZE = tuple(
    np.uint64(sum(1 << at for at in range(64) if at.bit_count() == size))
    for size in range(_WORD + 1)
)
"""The places in a word whose set has so many of the first six columns."""


def smallest_cover(cites: Pairs) -> tuple[list[int], bool]:
    """Find the fewest columns so that every row has one of them.

    Args:
        cites: Which row, on the left, has which column, on the right.

    Returns:
        The columns in ascending order, and whether no fewer would do. Of several smallest sets
        it is one whose columns have many rows.
    """
    depth = counted(cites.left, cites.n_left)
    # What alone meets a row is needed, and all its rows are met.
    needed = np.zeros(cites.n_right, dtype=bool)
    needed[cites.right[depth[cites.left] == 1]] = True
    is_met = np.zeros(cites.n_left, dtype=bool)
    is_met[cites.left[needed[cites.right]]] = True
    left = cites.only(~is_met[cites.left])
    chosen = np.flatnonzero(needed).tolist()
    if not len(left.left):
        return chosen, True
    # Widest first, so that wherever two columns serve alike the first is the one to keep.
    reach = counted(cites.right, cites.n_right)
    columns = np.argsort(-reach, kind="stable")
    columns = columns[counted(left.right, left.n_right)[columns] > 0]
    rows, of_row = np.unique(left.left, return_inverse=True)
    if len(columns) > MOST_COLUMNS or len(rows) * len(columns) > MOST_CELLS:
        return sorted(chosen + _without_needless(left, in_cover_order(left)[0])), False
    grid = np.zeros((len(rows), len(columns)), dtype=bool)
    place = np.zeros(cites.n_right, dtype=np.intp)
    place[columns] = np.arange(len(columns))
    grid[of_row, place[left.right]] = True
    rest, is_smallest = _of_grid(_distinct(grid))
    return sorted(chosen + columns[rest].tolist()), is_smallest


def _of_grid(rows: Grid) -> tuple[list[int], bool]:
    """`smallest_cover` of a grid whose columns are sorted, those with most rows first."""
    columns = np.arange(rows.shape[1])
    chosen: list[int] = []
    while len(rows):
        needed = np.flatnonzero(rows[rows.sum(axis=1) == 1].any(axis=0))
        kept = needed if len(needed) else _undominated(rows)
        if len(needed):
            chosen += columns[needed].tolist()
            rows = rows[~rows[:, needed].any(axis=1)]
        elif len(kept) < len(columns):
            columns, rows = columns[kept], _distinct(rows[:, kept])
        else:
            break
    is_smallest = not len(rows) or rows.shape[1] <= EXACT
    if len(rows):
        rest = _exactly(rows) if is_smallest else _greedily(rows)
        chosen += columns[rest].tolist()
    return chosen, is_smallest


def _distinct(rows: Grid) -> Grid:
    _, first = np.unique(np.packbits(rows, axis=1), axis=0, return_index=True)
    return rows[np.sort(first)]


def _undominated(rows: Grid) -> NDArray[np.intp]:
    """The columns that no other makes needless by having all their rows; of equals the first."""
    as_float = rows.astype(np.float32)
    shared = as_float.T @ as_float
    own = np.diag(shared)
    within = shared == own[:, None]
    before = np.tri(len(own), k=-1, dtype=bool)  # [a, b]: b stands before a
    better = (own[None, :] > own[:, None]) | ((own[None, :] == own[:, None]) & before)
    return np.flatnonzero(~(within & better).any(axis=1))


def _exactly(rows: Grid) -> list[int]:
    """Cover all rows by the fewest columns: leave out the largest set that no row needs.

    A row needs a set if all the columns it has are in it. Each row's own columns are marked as
    such a set, then all sets that contain a marked one; the largest unmarked set is left out.
    """
    n_columns = rows.shape[1]
    n_bits = max(n_columns, _WORD)  # columns added to fill a word meet no row and are left out
    sets = rows.astype(np.int64) @ (1 << np.arange(n_columns, dtype=np.int64))
    words = np.zeros(1 << (n_bits - _WORD), dtype=np.uint64)
    np.bitwise_or.at(words, sets >> _WORD, np.uint64(1) << (sets & 63).astype(np.uint64))
    for bit in range(_WORD):
        words |= (words & _LACKING[bit]) << np.uint64(1 << bit)
    outer = np.zeros(1, dtype=np.int8)  # columns in the set besides the first six
    for bit in range(n_bits - _WORD):
        halves = words.reshape(-1, 2, 1 << bit)
        halves[:, 1] |= halves[:, 0]
        outer = np.concatenate([outer, outer + np.int8(1)])
    inner = np.full(len(words), -n_bits, dtype=np.int8)  # no set of this word may be left out
    for size, places in enumerate(_OF_SIZE):
        inner[(~words & places) != 0] = size
    sizes = outer + inner
    word = int(np.flatnonzero(sizes == sizes.max())[-1])
    place = int(~words[word] & _OF_SIZE[inner[word]]).bit_length() - 1
    left_out = word << _WORD | place
    return [column for column in range(n_columns) if not left_out >> column & 1]


def _greedily(rows: Grid) -> list[int]:
    chosen: list[int] = []
    left = rows
    while len(left):
        chosen.append(int(left.sum(axis=0).argmax()))
        left = left[~left[:, chosen[-1]]]
    times = rows[:, chosen].sum(axis=1)
    for column in reversed(chosen.copy()):
        if (times[rows[:, column]] > 1).all():
            chosen.remove(column)
            times = times - rows[:, column]
    return chosen


def _without_needless(cites: Pairs, chosen: list[int]) -> list[int]:
    """Drop columns that no row needs from a cover, trying the last one first."""
    rows_of = _groups(cites.right, cites.left, cites.n_right)
    is_chosen = np.zeros(cites.n_right, dtype=bool)
    is_chosen[chosen] = True
    times = counted(cites.left[is_chosen[cites.right]], cites.n_left)
    kept = []
    for column in reversed(chosen):
        rows = rows_of(column)
        if (times[rows] > 1).all():
            times[rows] -= 1
        else:
            kept.append(column)
    return kept


def in_cover_order(cites: Pairs, chosen: list[int] | None = None) -> tuple[list[int], Counts]:
    """Sort columns so that each next one has the most rows that none before it has.

    Args:
        cites: Which row, on the left, has which column, on the right.
        chosen: The columns to sort; if not given, those that are needed until every row is met.

    Returns:
        The columns in order, of equals the first in `chosen` first, and for each row the index
        of the first of them that it has, −1 if it has none.
    """
    columns = list(range(cites.n_right)) if chosen is None else chosen
    rows_of = _groups(cites.right, cites.left, cites.n_right)
    columns_of = _groups(cites.left, cites.right, cites.n_left)
    gains = counted(cites.right, cites.n_right)
    steps = np.full(cites.n_left, -1, dtype=np.int64)
    order: list[int] = []
    # What a column gains only falls: one whose gain is as high as it was is the best.
    waiting = [(-int(gains[column]), place) for place, column in enumerate(columns)]
    heapify(waiting)
    while waiting:
        gain, place = waiting[0]
        column = columns[place]
        if -gain != gains[column]:
            heapreplace(waiting, (-int(gains[column]), place))
            continue
        if chosen is None and not gain:
            break
        heappop(waiting)
        rows = rows_of(column)
        new = rows[steps[rows] < 0]
        steps[new] = len(order)
        for row in new.tolist():
            gains[columns_of(row)] -= 1
        order.append(column)
    return order, steps


def _groups(
    by: NDArray[np.intp], of: NDArray[np.intp], n: int
) -> Callable[[int], NDArray[np.intp]]:
    """A function from a number in `by` to all entries of `of` at the same positions."""
    sorted_ = of[np.argsort(by, kind="stable")]
    ends = counted(by, n).cumsum()
    starts = ends - counted(by, n)
    return lambda at: sorted_[starts[at] : ends[at]]
