"""Sections → how they are named where a heading alone does not tell them apart."""

from collections.abc import Iterable, Sequence

from dashboard.model import Section

_ABOVE = " › "
_DEEPEST = 8
"""Headings of a name."""


def paths(sections: Iterable[Section]) -> dict[str, tuple[str, ...]]:
    """For each section by id its names, from its heading to `Impact › Georgia` and longer.

    Each longer one has a heading more of those that the section stands under.
    """
    opened: list[Section] = []
    found = {}
    for section in sections:
        while opened and opened[-1].level >= section.level:
            opened.pop()
        opened.append(section)
        chain = [" ".join(one.title.split()) for one in opened if one.title][-_DEEPEST:]
        found[section.id] = tuple(
            _ABOVE.join(chain[at:]) for at in range(len(chain) - 1, -1, -1) if section.title
        )
    return found


def names(sections: Sequence[Section], untitled: str) -> dict[str, str]:
    """A name for each section by id, no two alike: its heading, or a longer one if that recurs.

    Where even all headings above are the same, the later ones get a number.
    """
    known = paths(sections)
    chosen = {section.id: untitled for section in sections}
    left = [section.id for section in sections if known[section.id]]
    for depth in range(_DEEPEST):
        tried = {id_: known[id_][min(depth, len(known[id_]) - 1)] for id_ in left}
        chosen.update(tried)
        n_each: dict[str, int] = {}
        for name in tried.values():
            n_each[name] = n_each.get(name, 0) + 1
        left = [id_ for id_ in left if n_each[tried[id_]] > 1]
    return _numbered(chosen)


def _numbered(chosen: dict[str, str]) -> dict[str, str]:
    taken: set[str] = set()
    found = {}
    for id_, name in chosen.items():
        number, free = 2, name
        while free in taken:
            free, number = f"{name} ({number})", number + 1
        taken.add(free)
        found[id_] = free
    return found
