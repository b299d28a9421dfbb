"""How sources are shown: by a name, and by a title or else what is known instead."""

from collections.abc import Mapping

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


def option(opened: Opened, source_id: str) -> str:
    """`[3] Title`, to choose from."""
    return one_line(f"{names(opened)[source_id]} {opened.sources[source_id].title or ''}".strip())


def _title(source: Source) -> str:
    return source.title or source.url or "not listed in the text"


def _names(opened: Opened) -> Mapping[str, str]:
    return source_names.names(opened.sources)


def _titles(opened: Opened) -> Mapping[str, str]:
    return {id_: _title(one) for id_, one in opened.sources.items()}
