"""What was picked or filtered → the passages that it stands for.

A click, a filter, a link and the command line say it alike, in a `Selection`. A filter and a pick
are two of them, and the passages to read are those that both leave.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Self
from urllib.parse import quote, unquote

import numpy as np
from numpy.typing import NDArray
from pandas import DataFrame, Index

from dashboard.tables.tables import Tables

_Counts = NDArray[np.int64]
_Mask = NDArray[np.bool_]

DEPTHS = ("0", "1", "2", "3+")
"""Distinct sources of a passage; the last stands for as many or more."""

SUPPORT = {
    "1": "On one source",
    "bare": "Left bare",
    "weakened": "Weakened",
    "supported": "Still supported",
    "0": "Without a source",
    "2": "On two sources",
    "3+": "On three sources or more",
    "alone": "Cites no other source",
    "pair": "Cites no third source",
    "held": "Held by it",
    "uncited": "Never had a source",
}
"""What can be asked of the sources that back a passage, with the words for it.

`DEPTHS` and the states (see `state`) tell what is left once sources are switched off. `alone` (one
source) and `pair` (two) count all of them. `held` is true of every passage: with it, as with all
others, `sources` are looked for among those that back the passage, not only among its own marks.
"""

_BACKED_BY = {"alone": 1, "pair": 2}

_NAMES = {
    "themes": ("theme", "all-themes"),
    "sources": ("source", "all-sources"),
    "sections": ("section",),
    "passages": ("passage",),
    "event": ("event",),
    "words": ("words",),
    "depths": ("depth",),
    "support": ("support",),
    "start": ("from",),
}
"""For each field its names in the text form: for any of its values, and for all of them."""

_FIELDS = {name: (field, name.startswith("all-")) for field, ns in _NAMES.items() for name in ns}

_PART = re.compile(
    r"""
    ([a-z-]+) :                                 # what is asked for
    ( (?: [A-Za-z0-9_.,-] | ~[0-9A-F]{2} )* )   # the values, commas between them
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a passage must have: something of every field that asks for anything."""

    themes: tuple[str, ...] = ()
    """Ids. The passage carries any of them or, with `all_themes`, each of them."""

    all_themes: bool = False

    sources: tuple[str, ...] = ()
    """Ids. The passage cites any of them or, with `all_sources`, each of them."""

    all_sources: bool = False

    sections: tuple[str, ...] = ()
    """Ids. The passage stands in any of them."""

    passages: tuple[str, ...] = ()
    """Ids. The passage is one of them."""

    event: str = ""
    """Id. The passage alludes to it."""

    words: str = ""
    """Letters that stand in the passage as they are; case is ignored."""

    depths: tuple[str, ...] = ()
    """Of `DEPTHS`. The passage itself cites so many sources."""

    support: str = ""
    """Of `SUPPORT`."""

    start: str = ""
    """Id of a passage to read on from. The whole text is meant then, and all other fields only
    say what was hit there."""

    def __post_init__(self) -> None:
        """Drop what is said twice, so that equal selections are equal.

        Raises:
            ValueError: `depths` or `support` is not one of those there are.
        """
        for name in ("themes", "sources", "sections", "passages", "depths"):
            object.__setattr__(self, name, tuple(dict.fromkeys(getattr(self, name))))
        # All of one and any of one are the same.
        object.__setattr__(self, "all_themes", self.all_themes and len(self.themes) > 1)
        object.__setattr__(self, "all_sources", self.all_sources and len(self.sources) > 1)
        for kind, asked, known in (
            ("depth", self.depths, DEPTHS),
            ("support", filter(None, [self.support]), SUPPORT),
        ):
            for value in asked:
                if value not in known:
                    raise ValueError(f"there is no {kind} “{value}”; use {', '.join(known)}")

    def __bool__(self) -> bool:
        return self != Selection()

    def __str__(self) -> str:
        """The text form: `theme:cost;all-sources:3,5`, empty for an empty selection.

        It holds letters, digits and `:;,._-~` only, so it stands as it is in a link, an
        attribute or a file name. Any other character of an id is written as `~` with the two
        hexadecimal digits of each of its bytes.
        """
        return ";".join(f"{name}:{','.join(map(_escaped, ids))}" for name, ids in self._parts())

    @classmethod
    def parse(cls, text: str) -> Self:
        """The selection of a text form.

        Raises:
            ValueError: It is none; says which part of it is not.
        """
        found: dict[str, object] = {}
        for part in text.split(";") if text else ():
            match = _PART.fullmatch(part)
            if not match or match[1] not in _FIELDS:
                raise ValueError(
                    f"“{part}” selects nothing; use {', '.join(f'{name}:…' for name in _FIELDS)}"
                )
            name, is_all = _FIELDS[match[1]]
            if name in found:
                raise ValueError(f"“{part}” comes second; put all {name} into one part")
            values = tuple(map(_unescaped, match[2].split(",")))
            if isinstance(getattr(_NOTHING, name), tuple):
                found[name] = values
                if is_all:
                    found[f"all_{name}"] = True
            elif len(values) > 1:
                raise ValueError(f"“{part}” names several; use one")
            else:
                found[name] = values[0]
        return cls(**found)  # type: ignore[arg-type]

    def updated(self, other: Self) -> Self:
        """This one, with what `other` asks for in place of what this asks of the same field."""
        said = {f.name: getattr(other, f.name) for f in fields(other) if getattr(other, f.name)}
        for name in ("themes", "sources"):
            if name in said:
                said[f"all_{name}"] = getattr(other, f"all_{name}")
        return replace(self, **said)

    def is_part_of(self, other: Self) -> bool:
        """Whether `other` names all that this names, and maybe more."""
        theirs = dict(other._parts())
        return all(set(ids) <= set(theirs.get(name, ())) for name, ids in self._parts())

    def _parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Name in the text form and values of each field that asks for anything."""
        for name, (any_, *all_) in _NAMES.items():
            value = getattr(self, name)
            if value:
                is_all = all_ and getattr(self, f"all_{name}")
                yield (
                    all_[0] if is_all else any_,
                    value if isinstance(value, tuple) else (value,),
                )


_NOTHING = Selection()


def passages(
    tables: Tables,
    *selections: Selection,
    without: Collection[str] = (),
    events: Mapping[str, Collection[str]] | None = None,
) -> list[str]:
    """Ids of the passages that all of the selections leave, in reading order.

    Args:
        tables: Of one basis, and made for the scope in which `support` is asked for.
        selections: None, or empty ones, leave all passages. Ids that are not there leave none.
        without: Ids of the sources that are switched off; only `support` asks for them.
        events: The passages that allude to each event, by its id.

    Raises:
        KeyError: A selection asks for an event that `events` lacks.
    """
    mask = np.ones(len(tables.passages), dtype=bool)
    for selection in selections:
        if not selection.start:
            for part in _masks(tables, selection, without, events or {}):
                mask &= part
    ids: list[str] = tables.passages["passage_id"].array[mask].tolist()
    return ids


def left(tables: Tables, *selections: Selection) -> Tables:
    """The tables of the passages that the selections leave, see `Tables.only`."""
    return tables.only(passages(tables, *selections)) if any(selections) else tables


def state(had: _Counts, left: _Counts) -> NDArray[np.str_]:
    """What became of passages that had so many sources and have so many left.

    `supported` (all left), `weakened` (some), `bare` (none) or `uncited` (never had any).
    """
    found: NDArray[np.str_] = np.select(
        [had == 0, left == had, left > 0], ["uncited", "supported", "weakened"], "bare"
    )
    return found


def _masks(
    tables: Tables,
    selection: Selection,
    without: Collection[str],
    events: Mapping[str, Collection[str]],
) -> Iterator[_Mask]:
    """For each field that asks for something the passages that have it."""
    ids = Index(tables.passages["passage_id"])
    if selection.themes:
        yield _having(ids, tables.codings, "theme_id", selection.themes, selection.all_themes)
    if selection.sources:
        cited = tables.backing if selection.support else tables.citations
        yield _having(ids, cited, "source_id", selection.sources, selection.all_sources)
    if selection.sections:
        yield tables.passages["section_id"].isin(selection.sections).to_numpy(dtype=bool)
    if selection.passages:
        yield ids.isin(selection.passages)
    if selection.event:
        yield ids.isin(list(events[selection.event]))
    if selection.words:
        sought = selection.words.casefold()
        texts = tables.passages["text"]
        yield np.fromiter((sought in text.casefold() for text in texts), bool, len(ids))
    if selection.depths:
        own = tables.citations.drop_duplicates(["passage_id", "source_id"])
        depth = np.minimum(_counts(ids, own), len(DEPTHS) - 1)
        yield np.isin(depth, [DEPTHS.index(depth) for depth in selection.depths])
    if selection.support:
        yield _supported(ids, tables.backing, selection.support, without)


def _having(
    ids: Index, table: DataFrame, column: str, wanted: tuple[str, ...], is_all: bool
) -> _Mask:
    rows = table[table[column].isin(wanted)]
    n = _counts(ids, rows.drop_duplicates(["passage_id", column]))
    found: _Mask = n == len(wanted) if is_all else n > 0
    return found


def _supported(ids: Index, backing: DataFrame, support: str, without: Collection[str]) -> _Mask:
    had = _counts(ids, backing)
    left = _counts(ids, backing[~backing["source_id"].isin(list(without))]) if without else had
    found: _Mask
    if support == "held":
        found = np.ones(len(ids), dtype=bool)
    elif support in _BACKED_BY:
        found = had == _BACKED_BY[support]
    elif support in DEPTHS:
        found = np.minimum(left, len(DEPTHS) - 1) == DEPTHS.index(support)
    else:
        found = state(had, left) == support
    return found


def _counts(ids: Index, rows: DataFrame) -> _Counts:
    """How many of the rows are of each passage."""
    places = ids.get_indexer(Index(rows["passage_id"]))
    return np.bincount(places, minlength=len(ids)).astype(np.int64)


def _escaped(value: str) -> str:
    return quote(value, safe="").replace("~", "%7E").replace("%", "~")


def _unescaped(value: str) -> str:
    return unquote(value.replace("~", "%")) if "~" in value else value
