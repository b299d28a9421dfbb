"""How sources are shown: by a name, and by a title or else what is known instead."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from dashboard.model import Source
from dashboard.page.opened import Opened
from dashboard.page.widgets.memo import memo
from dashboard.tables import source_names
from dashboard.vocabulary.encode import one_line


def names(opened: Opened) -> Mapping[str, str]:
    """The name of each source by id: `[3]`, or its address in short."""
    return memo(_names, opened)


def titles(opened: Opened) -> Mapping[str, str]:
    """The title of each source by id, else its address, else that no list has it."""
    return memo(_titles, opened)


MOST_OFFERED = 500
"""Sources or sections to choose from in one list: the browser is slow to take in thousands."""


def offered(opened: Opened, chosen: Sequence[str]) -> list[str]:
    """The sources to choose from: of very many the most cited, and those that are chosen."""
    if len(opened.sources) <= MOST_OFFERED:
        return list(opened.sources)
    some = {*memo(_most_cited, opened), *chosen}
    return [id_ for id_ in opened.sources if id_ in some]


def sections_offered(opened: Opened, chosen: Sequence[str]) -> list[str]:
    """The sections to choose from: of very many the first, and those that are chosen."""
    if len(opened.sections) <= MOST_OFFERED:
        return list(opened.sections)
    some = {*list(opened.sections)[:MOST_OFFERED], *chosen}
    return [id_ for id_ in opened.sections if id_ in some]


def of_all(shown: Collection[str], whole: Collection[str], words: str, which: str) -> str:
    """What stands in an empty field; it says so if not all can be chosen."""
    if len(whole) <= MOST_OFFERED:
        return words
    return f"{words} (here are {len(shown):,} of {len(whole):,}, the {which})"


def _most_cited(opened: Opened) -> list[str]:
    counts = Counter(opened.tables.citations["source_id"].tolist())
    return sorted(opened.sources, key=lambda id_: -counts[id_])[:MOST_OFFERED]


def option(opened: Opened, known: Mapping[str, str], source_id: str) -> str:
    """`[3] Title`, to choose from; `known` holds the name of each source by id."""
    return one_line(f"{known[source_id]} {opened.sources[source_id].title or ''}".strip())


def _title(source: Source) -> str:
    return source.title or source.url or "not listed in the text"


def _names(opened: Opened) -> Mapping[str, str]:
    return source_names.names(opened.sources)


def _titles(opened: Opened) -> Mapping[str, str]:
    return {id_: _title(one) for id_, one in opened.sources.items()}
