"""Marks by author and year: `(Ames, 2019; Bell et al., 2020)`, `Ames (2019)`.

Only with the text's reference list as their dictionary. Without it a good half of
what looks like them is something else: `(ICLR 2025)`, `(Broadway, 1978)`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from dashboard.model import Span
from dashboard.readers.grammars import Found, Mark

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_NAME = r"(?:(?:van|von|de|der|den|del|di|la|le|el|al|ten|ter)[ -]){0,3}[A-ZÀ-ÞŁŚŠŽČ][\w’'-]{0,40}"
_GROUP = re.compile(rf"[(（\[]([^()（）\[\]]{{0,600}}?{_YEAR}[^()（）\[\]]{{0,600}})[)）\]]")
_PIECE = re.compile(
    rf"({_NAME})(?:[ \n](?:{_NAME}|and|&|et|al\.?,?|und|y|e|of|the|for)){{0,8}}[,，]?\s{{1,3}}\(?"
    rf"({_YEAR}(?:\s?,\s?{_YEAR}){{0,5}})"
)
_OTHERS = re.compile(
    rf"({_NAME})(?:,\s{_NAME}){{1,4}},?\s(?:and|&)\s{_NAME},?\s\(?({_YEAR}(?:\s?,\s?{_YEAR}){{0,5}})"
)
_NARRATIVE = re.compile(
    rf"({_NAME})(?:\s(?:et\sal\.?,?|and\s{_NAME}|&\s{_NAME}|and\scolleagues|{_NAME})){{0,2}}(?:[’']s)?\s"
    rf"[(（\[]({_YEAR}(?:\s?,\s?{_YEAR}){{0,5}})(?:[,:;][^()（）\[\]\n]{{0,60}})?[)）\]]"
)


def key(name: str, year: str) -> str:
    """How a source is named: its first surname and its year."""
    return f"{name} {year}"


def find(text: str, places: Iterable[Span], entries: Mapping[str, str]) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look.
        entries: Key of each entry of the reference list → the id of its source.
    """
    known = {_plain(entry): id_ for entry, id_ in entries.items()}
    for entry, id_ in list(known.items()):
        known.setdefault(entry.rstrip("abcdefgh"), id_)  # a mark may leave the letter out
    surnames = {entry.rpartition(" ")[0] for entry in known}
    marks: list[Mark] = []
    for place in places:
        taken = place.start
        for match in _GROUP.finditer(text, place.start, place.end):
            ids = tuple(_group_ids(match[1], known))
            if ids:
                marks.append(Mark(Span(*match.span()), ids))
        for match in _NARRATIVE.finditer(text, place.start, place.end):
            if match.start() < taken or _plain(match[1]) not in surnames:
                continue
            ids = tuple(_ids(match[1], match[2], known))
            if ids:
                marks.append(Mark(Span(*match.span()), ids))
                taken = match.end()
    return Found(tuple(_apart(marks)))


def _group_ids(inner: str, known: Mapping[str, str]) -> Iterable[str]:
    for piece in re.split(r"[;；]", inner):
        match = _OTHERS.search(piece) or _PIECE.search(piece)
        while match:
            yield from _ids(match[1], match[2], known)
            match = _PIECE.search(piece, match.end())


def _ids(name: str, years: str, known: Mapping[str, str]) -> Iterable[str]:
    for year in re.findall(_YEAR, years):
        plain = _plain(key(name, year))
        if plain in known:
            yield known[plain]
        elif plain.rstrip("abcdefgh") in known:
            yield known[plain.rstrip("abcdefgh")]


def _plain(words: str) -> str:
    """A key without case, accents and apostrophes, which lists and marks write differently."""
    bare = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold()


def _apart(marks: Iterable[Mark]) -> Iterable[Mark]:
    """Leave out marks that lie in another, the longer one kept."""
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if mark.span.start >= end:
            yield mark
            end = mark.span.end
