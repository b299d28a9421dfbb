"""The smallest set of columns that meets every row of a grid (minimum set cover).

Found exactly where at most `EXACT` columns stay undecided: all 2^25 sets of columns left out
fit one bit each into 4 MB, and the time does not depend on how hard the case is, as it would
with a search. Above, greedily: Chvátal's rule, then what turned out needless is dropped.
"""

import numpy as np
from numpy.typing import NDArray

from dashboard.measures.reliance.marks import Counts, Grid, summed

EXACT = 25
"""Undecided columns up to which the set is proven the smallest."""

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


def smallest(cites: Grid) -> tuple[list[int], bool]:
    """The columns of a smallest cover, in their order, and whether it is proven smallest.

    Of equally small covers it takes one that leaves out columns with few rows.
    """
    # Widest first, so that wherever two columns serve alike the first is the one to keep.
    columns = np.argsort(-cites.sum(axis=0), kind="stable")
    rows = _distinct(cites[cites.any(axis=1)][:, columns])
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
    return sorted(chosen), is_smallest


def _distinct(rows: Grid) -> Grid:
    _, first = np.unique(np.packbits(rows, axis=1), axis=0, return_index=True)
    return rows[np.sort(first)]


def _undominated(rows: Grid) -> NDArray[np.intp]:
    """Columns whose rows do not all lie within those of one better or as good before it."""
    as_float = rows.astype(np.float32)
    shared = as_float.T @ as_float
    own = np.diag(shared)
    within = shared == own[:, None]
    before = np.tri(len(own), k=-1, dtype=bool)  # [a, b]: b stands before a
    better = (own[None, :] > own[:, None]) | ((own[None, :] == own[:, None]) & before)
    return np.flatnonzero(~(within & better).any(axis=1))


def _exactly(rows: Grid) -> list[int]:
    """Cover all rows by the fewest columns.

    A set may be left out unless some row has all its columns in it. Such sets are marked, then
    all sets that contain a marked one; of the others the largest is left out.
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


def in_order(cites: Grid, chosen: list[int]) -> tuple[list[int], Counts]:
    """`chosen` so that each next one meets most rows not met yet; for each row its step from 0.

    A row that none meets has step −1.
    """
    steps = np.full(len(cites), -1, dtype=np.int64)
    order: list[int] = []
    listed = np.ascontiguousarray(cites[:, chosen])
    gains = summed(listed)
    for step in range(len(chosen)):
        best = int(gains.argmax())
        new = (steps < 0) & listed[:, best]
        steps[new] = step
        gains -= summed(listed[new])
        gains[best] = -1
        order.append(chosen[best])
    return order, steps
