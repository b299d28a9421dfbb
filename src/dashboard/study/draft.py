"""A codebook while it is being written: `Codebook` → `Codebook`, one change at a time.

A theme keeps its id whatever it is called, so that links and filters hold. A change of a theme
that is not there changes nothing.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from dashboard.model import Codebook, Theme
from dashboard.study import suggest
from dashboard.study.codebook import plain_heading
from dashboard.study.strict_yaml import seen
from dashboard.study.suggest import Suggestion
from dashboard.vocabulary.palette import hue_pairs

_QUOTED = re.compile(r'"(?:[^"]|"")*+"')
_NEEDS_QUOTES = re.compile(r'[,;"]')
_PART = r'[^\S\n]*+"((?:[^"]|"")*+)"[^\S\n]*+(?=[{0}\n]|\Z)|([^{0}\n]+)'
_BETWEEN, _COMMA = re.compile(_PART.format(";")), re.compile(_PART.format(","))


def add(book: Codebook, theme: Theme) -> Codebook:
    """With one more theme; joined to the one that has its name already."""
    ids = {known.id: known for known in book.themes}
    theme = replace(theme, name=_plain(theme.name))
    (new,) = suggest.codebook([Suggestion(theme, "", 0)]).themes
    id_, number = new.id, 2
    while id_ in ids:
        id_, number = f"{new.id[:36]}-{number}", number + 1
    joined = Codebook((*book.themes, replace(new, id=id_)))
    return rename(joined, id_, theme.name)


def rename(book: Codebook, id_: str, name: str) -> Codebook:
    """With another name for a theme; where a second theme has it, the two become one."""
    name = _plain(name)
    for other in book.themes:
        if other.id != id_ and plain_heading(other.name) == plain_heading(name):
            return merge(book, id_, other.id)
    return _changed(book, id_, lambda theme: replace(theme, name=name or theme.name))


def merge(book: Codebook, id_: str, into: str) -> Codebook:
    """Without a theme, whose terms, sections and rules go to another."""
    known = {theme.id: theme for theme in book.themes}
    if id_ == into or into not in known or not (lost := known.get(id_)):
        return book
    return drop(_changed(book, into, lambda theme: _joined(theme, lost)), id_)


def drop(book: Codebook, id_: str) -> Codebook:
    """Without a theme; those that stood behind it keep the colours they had."""
    ids = [theme.id for theme in book.themes]
    if id_ not in ids:
        return book
    place = ids.index(id_)
    pairs = hue_pairs([theme.colour for theme in book.themes])
    behind = [
        replace(theme, colour=theme.colour or light)
        for theme, (light, _) in zip(book.themes[place + 1 :], pairs[place + 1 :], strict=True)
    ]
    return Codebook((*book.themes[:place], *behind))


def define(book: Codebook, id_: str, definition: str) -> Codebook:
    """With another definition."""
    return _changed(book, id_, lambda theme: replace(theme, definition=definition.strip()))


def find_by(
    book: Codebook,
    id_: str,
    terms: tuple[str, ...] | None = None,
    sections: tuple[str, ...] | None = None,
) -> Codebook:
    """With other terms or sections for a theme."""

    def found(theme: Theme) -> Theme:
        return replace(
            theme,
            terms=theme.terms if terms is None else terms,
            sections=theme.sections if sections is None else sections,
        )

    return _changed(book, id_, found)


def listed(terms: tuple[str, ...]) -> str:
    """Terms as one line to be changed: `treaty, "Moscow, Russia"`."""
    return ", ".join(map(_quoted, terms))


def parted(line: str) -> tuple[str, ...]:
    """The terms of such a line, each once; a comma is part of a term where `;` stands too."""
    parts = (_BETWEEN if ";" in _QUOTED.sub("", line) else _COMMA).findall(line)
    terms = (plain or quoted.replace('""', '"') for quoted, plain in parts)
    return tuple(dict.fromkeys(term for text in terms if (term := " ".join(text.split()))))


def _quoted(term: str) -> str:
    """A term as it stands in a line: in quotes if it holds what parts the terms of a line."""
    return '"{}"'.format(term.replace('"', '""')) if _NEEDS_QUOTES.search(term) else term


def _plain(name: str) -> str:
    """A name on one line, as a codebook is read, so that equal ones are known as equal."""
    return " ".join(seen(name).split())


def _changed(book: Codebook, id_: str, change: Callable[[Theme], Theme]) -> Codebook:
    return Codebook(tuple(change(theme) if theme.id == id_ else theme for theme in book.themes))


def _joined(theme: Theme, lost: Theme) -> Theme:
    definitions = dict.fromkeys(text for text in (theme.definition, lost.definition) if text)
    return replace(
        theme,
        definition="\n".join(definitions),
        include=_once(theme.include + lost.include),
        exclude=_once(theme.exclude + lost.exclude),
        terms=_once(theme.terms + lost.terms),
        sections=_once(theme.sections + lost.sections),
    )


def _once(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
