"""Ids of sources → the names that charts, sentences and tables show for them.

A number or key is shown as the text prints it, `[3]`. An id that is an address is too long for
that and is shown in short, without brackets: `example.org/…dams`.
"""

from collections import Counter
from collections.abc import Iterable

from dashboard.vocabulary import addresses
from dashboard.vocabulary.encode import one_line

LONGEST = 20
"""Characters of the name of an address: so many have room at the left of a chart."""

_KEY = 40
"""Characters of a key that are shown; `Smith et al. 2020` has 17."""


def names(source_ids: Iterable[str]) -> dict[str, str]:
    """The name of each source by its id; no two are alike.

    Where two would be, as for two pages of one host, the source's place in the list
    stands before it: `7 · example.org`.

    Args:
        source_ids: All of an analysis, in the order of its table of sources.
    """
    ids = list(source_ids)
    alone = [_name(id_, LONGEST) for id_ in ids]
    n_each = Counter(alone)
    return {
        id_: name if n_each[name] == 1 else _placed(id_, place)
        for place, (id_, name) in enumerate(zip(ids, alone, strict=True), start=1)
    }


def _placed(id_: str, place: int) -> str:
    before = f"{place} · "
    return before + _name(id_, LONGEST - len(before))


def _name(id_: str, longest: int) -> str:
    return addresses.short(id_, longest) if addresses.URL.match(id_) else f"[{one_line(id_, _KEY)}]"
