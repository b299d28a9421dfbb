"""Selections as tests write them: what a bar, a cell or a link stands for, in few words."""

from dashboard.tables.selection import Selection


def meant(*, theme="", source="", section="", pair=(), **more) -> Selection:
    """A selection of one theme, one source or two that a passage cites both, one section."""
    return Selection(
        themes=(theme,) if theme else (),
        sources=pair or ((source,) if source else ()),
        all_sources=bool(pair),
        sections=(section,) if section else (),
        **more,
    )


def said(text: str) -> dict[str, object]:
    """What a text form asks for, by the names that `meant` takes."""
    one = Selection.parse(text)
    found = {
        "theme": "".join(one.themes),
        "source": "" if one.all_sources else "".join(one.sources),
        "pair": one.sources if one.all_sources else (),
        "section": "".join(one.sections),
        "start": one.start,
        "support": one.support,
        "event": one.event,
    }
    assert meant(**{name: ids for name, ids in found.items() if ids}) == one
    return {name: ids for name, ids in found.items() if ids}
