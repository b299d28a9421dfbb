"""Citation grammars: how a text points at its sources, one module per way of writing.

A grammar is a function that finds marks in stretches of the text and says which
ids each one names. It knows nothing of passages; what the text's source lists hold
it is told. Which grammars a text is read by is decided in `choice`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.model import Problem, Source, Span


class Mark(NamedTuple):
    """One citation mark: `[3]`, `[2-4]`, `[^note]`, `([Title](address))`.

    A tuple, since there may be hundreds of thousands and each lives for a moment.
    """

    span: Span
    ids: tuple[str, ...]
    """Of the sources it names, in the order of the text; an id may stand twice."""


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks as they stand in the text."""
    return tuple(sorted(marks, key=_start))


def _start(mark: Mark) -> int:
    return mark.span.start


@dataclass(frozen=True, slots=True)
class Found:
    """What a grammar found, in reading order."""

    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()
    """What the marks themselves say of the sources they name, such as an address."""
