"""Numbers that begin again in each part of a text: marks and entries → sources of their own.

`[1]` of the second chapter is another work than `[1]` of the first. Each list belongs to the
marks above it, back to the list before; lists that all stand at the end belong, in order, to
the parts in which marks begin again. The sources are then called `1:1` and `2:1`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dashboard.model import Problem, Source, Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import plain
from dashboard.reading.sources.source_list import Entry, SourceList
from dashboard.vocabulary.list_headings import heads_source_list, may_head_source_list

_OTHER = 0.5
"""Share of the ids that two lists have in common which must name different works; else one list
is given twice."""

_EXPLAINED = 0.75
"""Share of what the marks of a part name which its list must have."""

_COVERED = 0.8
"""Share of a list at the end that the marks of its part must name."""

_FEWEST = 2
_LONGEST_NAME = 60
_LONGEST_TOLD = 300
"""Characters of the names of parts that a problem tells."""


class Parted(NamedTuple):
    """The marks and sources of a text, each under the name of its part."""

    found: Found
    listed: SourceList
    renamed: dict[str, str] = {}  # noqa: RUF012 - read only
    """Ids that sources had when they were not told apart → those of the first part."""


class _Part(NamedTuple):
    begins: int
    """Place from which marks belong to it."""

    said: Sequence[Entry]
    entries: dict[str, Source]
    place: Span
    """Of its first entry."""

    name: str


def tell_apart(
    text: str, blocks: Sequence[Block], listed: SourceList, found: Found
) -> Parted | None:
    """Give the sources of each part ids of their own; `None` if no numbering begins again.

    Args:
        text: The document's text.
        blocks: Title excluded.
        listed: What its lists say.
        found: Its marks, which name entries by number or label.
    """
    if not listed.twice:
        return None
    lists = _lists(listed)
    if len(lists) < _FEWEST or not _are_other(lists):
        return None
    headings = [block for block in blocks if block.kind == "heading"]
    parts = _following(text, headings, lists, found.marks)
    parts = parts or _at_the_end(text, headings, lists, found.marks)
    if parts is None:
        message = (
            f"the numbers of the source list begin again {_times(len(lists) - 1)}, and it is not"
            " plain which marks belong to which list; the first entry is used"
        )
        places = tuple(entries[0].block.span for entries in lists)
        problem = Problem(message, places[1], places)
        told = replace(found, problems=(*found.problems, problem))
        return Parted(told, replace(listed, twice=()))
    return _renamed(listed, found, parts)


def _lists(listed: SourceList) -> list[list[Entry]]:
    """The entries list by list: each begins with the id that the first began with.

    Between two lists stands something else; else an entry just has the number of another.
    """
    said = sorted(listed.said, key=lambda entry: entry.at)
    noted = [entry for entry in said if entry.block.kind == "definition"]
    ids = [entry.source.id for entry in noted]
    if len(ids) == len(set(ids)):
        said = [entry for entry in said if entry.block.kind != "definition"]
    else:
        said = noted
    lists: list[list[Entry]] = []
    for entry in said:
        begins = not lists or (
            entry.source.id == lists[0][0].source.id
            and any(index not in listed.entries for index in range(lists[-1][-1].at, entry.at))
        )
        if begins:
            lists.append([])
        lists[-1].append(entry)
    return lists


def _are_other(lists: Sequence[Sequence[Entry]]) -> bool:
    """Whether lists with the same ids name different works."""
    common = other = 0
    for one, two in pairwise(lists):
        known = {entry.source.id: entry.source for entry in one}
        shared = [entry.source for entry in two if entry.source.id in known]
        common += len(shared)
        other += sum(source != known[source.id] for source in shared)
    return common > 0 and other >= _OTHER * common


def _following(
    text: str,
    headings: Sequence[Block],
    lists: Sequence[Sequence[Entry]],
    marks: Sequence[Mark],
) -> list[_Part] | None:
    """Parts that end in their lists; `None` if one has no mark above it."""
    begins = [0]
    for entries, later in pairwise(lists):
        end, start = entries[-1].block.span.end, later[0].block.outer
        between = _between(headings, end, start)
        begins.append(_first_highest(text, between) or end)
    if not _explain(lists, begins, marks, 0):
        return None
    return [_part(text, headings, *pair) for pair in zip(lists, begins, strict=True)]


def _explain(
    lists: Sequence[Sequence[Entry]], begins: Sequence[int], marks: Sequence[Mark], covered: float
) -> bool:
    """Whether each list has what the marks of its part name, and these name enough of it."""
    named: list[list[str]] = [[] for _ in lists]
    own = _own([{entry.source.id for entry in entries} for entries in lists])
    for mark in marks:
        part = max(bisect_right(begins, mark.span.start) - 1, 0)
        named[part].extend(id_ for id_ in mark.ids if id_ in own)
    for entries, cited in zip(lists, named, strict=True):
        ids = {entry.source.id for entry in entries}
        if not cited or sum(id_ in ids for id_ in cited) < _EXPLAINED * len(cited):
            return False
        if len(ids & set(cited)) < covered * len(ids):
            return False
    return True


def _at_the_end(
    text: str,
    headings: Sequence[Block],
    lists: Sequence[Sequence[Entry]],
    marks: Sequence[Mark],
) -> list[_Part] | None:
    """Parts whose lists all stand below the text: marks begin again below a heading."""
    first = lists[0][0].source.id
    places = [block.outer for block in headings]
    begins: list[int] = []
    section = -1
    for mark in marks:
        now = bisect_right(places, mark.span.start)
        if first in mark.ids and now != section:
            begins.append(places[now - 1] if now and begins else 0)
            section = now
    # A work may just be cited again further down: then its list is the only one.
    if len(begins) != len(lists) or not _explain(lists, begins, marks, _COVERED):
        return None
    return [_part(text, headings, *pair) for pair in zip(lists, begins, strict=True)]


def _between(headings: Sequence[Block], start: int, end: int) -> Sequence[Block]:
    first = bisect_left(headings, start, key=_outer)
    return headings[first : bisect_left(headings, end, first, key=_outer)]


def _outer(block: Block) -> int:
    return block.outer


def _first_highest(text: str, headings: Sequence[Block]) -> int | None:
    """Where the first of the highest headings begins; not that of a list."""
    own = [block for block in headings if not _heads_list(plain(text, block.span))]
    top = min((block.level for block in own), default=0)
    return next((block.outer for block in own if block.level == top), None)


def _heads_list(words: str) -> bool:
    return heads_source_list(words) or may_head_source_list(words)


def _part(text: str, headings: Sequence[Block], entries: Sequence[Entry], begin: int) -> _Part:
    sources: dict[str, Source] = {}
    for entry in entries:
        sources.setdefault(entry.source.id, entry.source)
    end = entries[0].block.outer
    own = _between(headings, begin, end)
    words = [words for block in own if not _heads_list(words := plain(text, block.span))]
    name = words[0][:_LONGEST_NAME] if words else ""
    return _Part(begin, entries, sources, entries[0].block.span, name)


def _own(lists: Iterable[Iterable[str]]) -> set[str]:
    """The ids that each part has for itself; a note with a name may be the same in all."""
    counts = Counter(id_ for ids in lists for id_ in ids)
    return {id_ for id_, n in counts.items() if n > 1 or id_.isdecimal()}


def _renamed(listed: SourceList, found: Found, parts: Sequence[_Part]) -> Parted:
    begins = [part.begins for part in parts]
    own = _own([part.entries for part in parts])

    def renamed(id_: str, place: int) -> str:
        number = max(bisect_right(begins, place), 1)
        return f"{number}:{id_}" if id_ in own else id_

    marks = tuple(
        mark._replace(ids=tuple(renamed(id_, mark.span.start) for id_ in mark.ids))
        for mark in found.marks
    )
    sources = {
        f"{number}:{id_}": replace(source, id=f"{number}:{id_}")
        for number, part in enumerate(parts, 1)
        for id_, source in part.entries.items()
        if id_ in own
    }
    said = tuple(
        entry._replace(source=replace(entry.source, id=f"{number}:{entry.source.id}"))
        for number, part in enumerate(parts, 1)
        for entry in part.said
        if entry.source.id in own
    )
    sources |= {id_: source for id_, source in listed.sources.items() if id_ not in own}
    problems = (*found.problems, _told(parts), *_lacking(marks, sources, own))
    return Parted(
        Found(marks, problems, found.sources),
        replace(listed, sources=sources, twice=(), said=said, authors=_authors(listed, renamed)),
        {id_: f"1:{id_}" for id_ in own if f"1:{id_}" in sources},
    )


def _authors(listed: SourceList, renamed: Callable[[str, int], str]) -> dict[str, str]:
    return {key: renamed(id_, 0) for key, id_ in listed.authors.items()}


def _told(parts: Sequence[_Part]) -> Problem:
    first = next(iter(parts[1].entries))
    named = ", ".join(
        f"{number} “{part.name}”" for number, part in enumerate(parts, 1) if part.name
    )
    message = (
        f"the numbers of sources begin again {_times(len(parts) - 1)}, so each part has sources of"
        f" its own: [{first}] in part 2 is 2:{first}"
        f"{f' (parts: {named})' if named and len(named) <= _LONGEST_TOLD else ''}"
    )
    places = tuple(part.place for part in parts)
    return Problem(message, places[0], places)


def _lacking(marks: Sequence[Mark], sources: dict[str, Source], own: set[str]) -> Iterator[Problem]:
    told: set[str] = set()
    for mark in marks:
        for id_ in mark.ids:
            part, _, number = id_.partition(":")
            if number in own and id_ not in sources and id_ not in told:
                told.add(id_)
                message = f"[{number}] is cited in part {part}, whose list lacks it"
                yield Problem(message, mark.span)


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n} times"
