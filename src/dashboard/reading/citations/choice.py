"""Which grammars a text is read by, on the text's own evidence.

Marks that can be nothing else (`[^3]`, `<ref>`, `[@key]`) always count, so that a
text may mix two ways. What has other uses is believed on evidence: labels and
author–year if a list explains them, links if nothing better points at the sources,
raised and glued digits if there is hardly anything else. Each grammar's record says which.
A person may overrule all of it. What a grammar would read and may not is not forgotten: `unread`
tells of it.
"""

import pkgutil
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import NamedTuple

from dashboard.model import Problem, Source, Span, Style
from dashboard.reading import citations
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import Context, Evidence, Grammar
from dashboard.reading.markup.view import View
from dashboard.reading.sources.source_list import SourceList

_RANKS = {evidence: rank for rank, evidence in enumerate(Evidence)}


@cache
def grammars() -> tuple[Grammar, ...]:
    """All grammars as they are tried: those of every module here that has `GRAMMARS`."""
    modules = (
        import_module(f"{citations.__name__}.{module.name}")
        for module in pkgutil.iter_modules(citations.__path__)
    )
    found: list[Grammar] = []
    for module in modules:
        found.extend(getattr(module, "GRAMMARS", ()))
    return tuple(sorted(found, key=_rank))


def _rank(grammar: Grammar) -> tuple[int, int]:
    return _RANKS[grammar.evidence], grammar.precedence


class Chosen(NamedTuple):
    """What was found, and what looks like marks and was left."""

    found: Found
    styles: tuple[Style, ...]
    left: tuple[tuple[Grammar, tuple[Mark, ...]], ...]
    """Marks that a grammar reads, but was not believed to read in this text."""

    is_asked: bool = False
    """Whether a person chose the grammars."""


def choose(
    text: str,
    places: Sequence[Span],
    listed: SourceList,
    view: View,
    nearby: Found | None = None,
    asked: Collection[str] | None = None,
) -> Chosen:
    """Find the marks of a text by the grammars it is written in.

    Args:
        text: The document's text.
        places: Where marks may stand.
        listed: What the text's source lists say.
        view: What its markup is and lists; some have marks of their own.
        nearby: Addresses that stand under the paragraph they support.
        asked: Keys of the grammars that a person wants, and no others; `None` leaves it to the
            evidence.
    """
    marks: list[Mark] = []
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    n_read: Counter[str] = Counter()
    unsure: list[tuple[Grammar, Sequence[Mark]]] = []
    context = Context(text, places, listed, view, nearby or Found(), marks)
    for grammar in grammars():
        if view.markup not in grammar.markups or not grammar.may_stand_in(text):
            continue
        is_wanted = grammar.is_believed(context) if asked is None else grammar.key in asked
        found = grammar.find(replace(context, is_asked=is_wanted and asked is not None))
        # Of two that overlap the one that came first stays.
        free = _free(text, marks, found.marks)
        if not is_wanted:
            unsure.append((grammar, free))
            continue
        marks.extend(free)
        n_read[grammar.key] = len(free)
        problems.extend(found.problems)
        for source in found.sources:
            sources.setdefault(source.id, source)
        if grammar.keyed_from is not None and len(free) >= grammar.keyed_from:
            context = replace(context, is_keyed=True)
        if free and grammar.needs_entry:
            problems.extend(_without_entry(grammar.name, found, listed))
    left = tuple(
        (grammar, tuple(free)) for grammar, some in unsure if (free := _free(text, marks, some))
    )
    n_left = {grammar.key: len(some) for grammar, some in left}
    styles = tuple(
        Style(grammar.key, grammar.name, n_read[grammar.key], n_left.get(grammar.key, 0))
        for grammar in grammars()
        if n_read[grammar.key] or grammar.key in n_left
    )
    all_found = Found(in_order(marks), tuple(problems), tuple(sources.values()))
    return Chosen(all_found, styles, left, asked is not None)


def _free(text: str, taken: Sequence[Mark], marks: Sequence[Mark]) -> Sequence[Mark]:
    """Those marks that overlap none that is taken."""
    if not marks or not taken:
        return marks
    used = bytearray(len(text))
    for mark in taken:
        used[mark.span.start : mark.span.end] = b"\1" * len(mark.span)
    return [mark for mark in marks if not any(used[mark.span.start : mark.span.end])]


def _without_entry(name: str, found: Found, listed: SourceList) -> Iterator[Problem]:
    lacking = [mark for mark in found.marks if any(id_ not in listed.sources for id_ in mark.ids)]
    if lacking and listed.sources:
        n = len(lacking)
        have = "1 mark has" if n == 1 else f"{n} marks have"
        yield Problem(f"read as {name}; {have} no entry", lacking[0].span)
