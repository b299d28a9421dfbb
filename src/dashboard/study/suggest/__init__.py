"""Themes for a text that nobody coded: a `Document` → suggestions for its codebook.

From its headings, or from its words by counting alone; no meaning is known. They are where a person
begins: definitions stay empty, since nobody defined anything.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.model import Codebook, Coding, Document, Theme
from dashboard.study import section_names
from dashboard.study.codebook import code_by_sections, code_by_terms, heading_names, plain_heading
from dashboard.study.strict_yaml import seen
from dashboard.study.suggest import words
from dashboard.study.suggest.phrases import MOST, group
from dashboard.study.suggest.sections import Part, bare_titles, divide, is_apparatus

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40
_FEWEST_PASSAGES = 2
_ENOUGH_FOR_ONE_TERM = 0.05  # share of the passages
_MUCH_MORE_OFTEN = 1.5
_MANY_TIMES = 9.95  # from there on a decimal says nothing


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that the text itself offers."""

    theme: Theme
    """With an id, a name, and terms or sections; all else is for a person to fill in."""

    reason: str
    """A sentence with the counts that speak for it."""

    n_passages: int
    """Passages that the theme finds in the text."""


def headings(document: Document) -> tuple[Suggestion, ...]:
    """A theme for each heading that divides the text, in reading order; ten at the most.

    The highest headings do, unless one covers most of the text: then those under it. A theme
    names the headings under its own as well, since a section ends at the next heading of any
    level. Lists of sources and the like are left out, equal headings are one theme. A text with
    fewer than two such headings has none.
    """
    parts = divide(document)
    names = [seen(name) for name in bare_titles([part.section.title for part in parts])]
    same: dict[str, list[tuple[str, Part]]] = {}
    for name, part in zip(names, parts, strict=True):
        if plain_heading(name):
            same.setdefault(plain_heading(name), []).append((name, part))
    themes = _identified(
        Theme("", found[0][0], sections=_titles(document, [part for _, part in found]))
        for found in same.values()
    )
    passages = _passages(code_by_sections(document, Codebook(themes)))
    total = sum(1 for _ in document.passages())
    suggestions = []
    for theme in themes:
        n_passages = len(passages.get(theme.id, ()))
        count = len(theme.sections)
        hold = "the section holds" if count == 1 else f"{count} sections hold"
        reason = f"{hold} {_of(n_passages, total)}"
        if n_passages:
            suggestions.append(Suggestion(theme, reason, n_passages))
    return tuple(suggestions) if len(suggestions) > 1 else ()


def terms(document: Document, most: int = 8) -> tuple[Suggestion, ...]:
    """Themes from the words, the most telling first: phrases that keep company in the passages.

    Each covers two passages or more, and not above 60 % of them. Most have two to six terms; one
    term alone is a theme only if it stands in a twentieth of the passages, and in three. Words of
    English, German, French and Spanish are told by lists from those that carry no theme, of
    other languages by how common and short they are. Scripts without spaces between words
    (Chinese, Japanese, Thai) have no suggestions, since a term finds whole words only.
    """
    found = words.read(document)
    if found is None:
        return ()
    total = len(found.rows)
    suggestions: list[Suggestion] = []
    for one in group(found) if most > 0 else ():
        (theme,) = _identified([Theme("", one.name, terms=one.terms)], suggestions)
        codings = code_by_terms(document, Codebook((theme,)))
        n_passages = len(codings)
        least = max(3, _ENOUGH_FOR_ONE_TERM * total) if len(theme.terms) == 1 else 2
        if least <= n_passages <= MOST * total:
            suggestions.append(Suggestion(theme, _reason(document, theme, codings), n_passages))
        if len(suggestions) >= most:
            break
    return tuple(suggestions)


def codebook(suggestions: Iterable[Suggestion]) -> Codebook:
    """The themes of some suggestions as a codebook; those of one name become one theme."""
    by_name: dict[str, Theme] = {}
    for theme in (suggestion.theme for suggestion in suggestions):
        known = by_name.setdefault(plain_heading(theme.name), theme)
        by_name[plain_heading(theme.name)] = replace(
            known,
            terms=tuple(dict.fromkeys((*known.terms, *theme.terms))),
            sections=tuple(dict.fromkeys((*known.sections, *theme.sections))),
        )
    return Codebook(_identified(by_name.values()))


def _identified(themes: Iterable[Theme], others: Iterable[Suggestion] = ()) -> tuple[Theme, ...]:
    """The themes with ids made of their names, each of its own."""
    taken = {other.theme.id for other in others}
    found = []
    for theme in themes:
        plain = unicodedata.normalize("NFKD", theme.name).encode("ascii", "ignore").decode().lower()
        base = _NOT_IN_ID.sub("-", plain).strip("-")[:_LONGEST_ID].rstrip("-") or "theme"
        id_, number = base, 2
        while id_ in taken:
            id_ = f"{base[: _LONGEST_ID - len(str(number)) - 1]}-{number}"
            number += 1
        taken.add(id_)
        found.append(replace(theme, id=id_))
    return tuple(found)


def _titles(document: Document, parts: list[Part]) -> tuple[str, ...]:
    """The headings of some parts; one that stands elsewhere too with those above it."""
    inside = [section for part in parts for section in part.sections()]
    ids = {section.id for section in inside}
    own = {part.section.id for part in parts}
    known = heading_names(document)
    elsewhere = set[str]().union(*(names for id_, names in known.items() if id_ not in ids))
    paths = section_names.paths(document.sections)
    titles: list[str] = []
    for section in inside:
        if section.id in own or section.passages:
            free = [path for path in paths[section.id] if plain_heading(path) not in elsewhere]
            titles += free[:1] or paths[section.id][:1]
    return tuple(dict.fromkeys(title for title in titles if seen(title) == title))


def _passages(codings: Iterable[Coding]) -> dict[str, set[str]]:
    """The passages of each theme, by ids."""
    found: dict[str, set[str]] = {}
    for coding in codings:
        found.setdefault(coding.theme_id, set()).add(coding.passage_id)
    return found


def _reason(document: Document, theme: Theme, codings: tuple[Coding, ...]) -> str:
    """What speaks for a theme of terms: how much it covers, and where it is at home."""
    held = {coding.passage_id for coding in codings}
    others = len(theme.terms) - 1
    more = f" and {others} more {'term' if others == 1 else 'terms'}" if others else ""
    verb = "stand" if others else "stands"
    total = sum(1 for _ in document.passages())
    reason = f"“{theme.name}”{more} {verb} in {_of(len(held), total)}"
    best: tuple[int, float, str] = (0, 0.0, "")
    for section in document.sections:
        size = len(section.passages)
        here = sum(passage.id in held for passage in section.passages)
        if here < _FEWEST_PASSAGES or size == total or is_apparatus(section.title):
            continue
        elsewhere = (len(held) - here) / (total - size)
        ratio = here / size / elsewhere if elsewhere else float(total)
        if section.title and ratio >= _MUCH_MORE_OFTEN:
            best = max(best, (here, ratio, section.title), key=lambda one: one[:2])
    here, ratio, title = best
    if not here:
        return reason
    if here == len(held):
        return f"{reason}, all of them under “{title}”"
    times = f"{ratio:.0f}" if ratio >= _MANY_TIMES else f"{ratio:.1f}".removesuffix(".0")
    return f"{reason}, {here} of them under “{title}”, {times} times as often as elsewhere"


def _of(count: int, total: int) -> str:
    return f"{count} of {total} {'passage' if total == 1 else 'passages'}"
