"""Raised numbers: `rain¹²`, `rain¹⁻³`, `rain<sup>12</sup>`, Pandoc's `rain^12^`.

They are nearly always something else (m², 10⁻⁶), so only those count that the source list has.
"""

import re
from collections.abc import Container, Iterator, Sequence

from dashboard.model import Problem, Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar
from dashboard.reading.citations.numeric import LONGEST_RANGE, MOST_IN_RANGES

_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FIGURES = str.maketrans(_FIGURES, "0123456789")
# What opens a mark stands first, then what must stand before it, so that the search skips all else.
_SUPERSCRIPT = re.compile(
    r"([⁰¹²³⁴-⁹](?:(?<=(?:[^\W\d_]|[.,;:!?%”\"’)»。，、）`])[⁰¹²³⁴-⁹])|(?<=\*\*[⁰¹²³⁴-⁹]))"
    r"[⁰¹²³⁴-⁹]{0,2}(?:[,，˒ ⁻–-]?[⁰¹²³⁴-⁹]{1,3}){0,9})(?![⁻⁺⁰¹²³⁴-⁹\w])"
)
_NUMBERS = r"([0-9]{1,3}(?:[ \t]*[,;–-][ \t]*[0-9]{1,3}){0,9})"
_TAGGED = re.compile(
    rf"<sup>(?<=(?:[^\W\d_]|[.,;:!?%”\"’)»。，、）])<sup>)[ \t]*{_NUMBERS}[ \t]*</sup>"
)
_CARET = re.compile(
    r"\^(?:(?<=(?:[^\W\d_]|[.,;:!?%”\"’)»。，、）])\^)|(?<=[\w.,;:!?%”\"’)»][ \u00a0]\^))"
    rf"{_NUMBERS}\^(?![\w^])"
)
UNIT = re.compile(
    r"(?:^|[\s\d(/·×*])(?:[kcdmμµnp]?m|ft|in|yd|mi|s|sec|cm|km|mm|"
    r"R|r|χ|σ|SCOAP|x|y|z|n|N|kg|M|L|E|c|[A-Z][a-z]?)$"
)
_RAISED = re.compile(r"([⁰¹²³⁴-⁹0-9]{1,3})(?:[ \t]*[⁻–-][ \t]*([⁰¹²³⁴-⁹0-9]{1,3}))?")
_LOOK_BACK = 6
_PARTED = re.compile("[,˒⁻–-]")
_LARGEST_STEP = 2
"""From one new number to the next; a mark between may not have been read."""


def find(
    text: str, places: Sequence[Span], listed: Container[str], *, is_asked: bool = False
) -> Found:
    """Find raised numbers that the source list has or, if a person asks for them, all."""
    patterns = [_SUPERSCRIPT] if any(figure in text for figure in _FIGURES) else []
    patterns += [_TAGGED] if "<sup>" in text else []
    patterns += [_CARET] if "^" in text else []
    in_list = listed
    runs = [
        match
        for place in places
        for pattern in patterns
        for match in pattern.finditer(text, place.start, place.end)
        if not _is_unit(text, place, match)
    ]
    runs.sort(key=re.Match.start)
    # Where numbers are parted, `¹²` is twelve; else it may be one and two, as Bing writes them.
    are_parted = any(_PARTED.search(match[1]) for match in runs)
    if are_parted and not is_asked:
        named = [id_ for match in runs for id_ in _ids(match[1], None)]
        explained = {id_ for id_ in named if id_ in listed}
        # A list may have lost entries, but it explains some of the marks, and from the first on.
        if "1" in explained and len(explained) >= FEWEST and _counts_on(named):
            listed = frozenset(named)
    marks = []
    left = MOST_IN_RANGES
    for match in runs:
        ids = _ids(match[1], None if is_asked else listed, are_parted=are_parted)
        if not ids or len(ids) > left:
            continue
        # Only ranges name more than they write.
        left -= len(ids) if len(ids) > len(match[1]) else 0
        marks.append(Mark(Span(*match.span()), ids))
    found = in_order(marks)
    return Found(found, tuple(_not_listed(found, in_list)) if not is_asked else ())


def _not_listed(marks: Sequence[Mark], listed: Container[str]) -> Iterator[Problem]:
    told: set[str] = set()
    for mark in marks:
        for id_ in mark.ids:
            if id_ not in listed and id_ not in told:
                told.add(id_)
                yield Problem(f"[{id_}] is cited but not in the source list", mark.span)


def _is_unit(text: str, place: Span, match: re.Match[str]) -> bool:
    before = text[max(place.start, match.start() - _LOOK_BACK) : match.start()]
    return UNIT.search(before.rstrip()) is not None


def _counts_on(ids: Sequence[str]) -> bool:
    """Whether each number is one of the next few or was there before."""
    top = 0
    for id_ in ids:
        if int(id_) > top + _LARGEST_STEP:
            return False
        top = max(top, int(id_))
    return True


def _ids(
    raised: str, listed: Container[str] | None, *, are_parted: bool = False
) -> tuple[str, ...]:
    """The numbers in a run; empty if the list lacks one, or if a range runs backwards.

    Without a list to be in, all count.
    """
    ids: list[str] = []
    for part in _RAISED.finditer(raised):
        first, last = part[1].translate(FIGURES), (part[2] or "").translate(FIGURES)
        if not last:
            # What the list lacks is several of one digit, as in `¹²`.
            is_whole = listed is None or are_parted or first in listed
            ids.extend((first,) if is_whole else first)
        elif 0 < int(last) - int(first) < LONGEST_RANGE:
            ids.extend(str(number) for number in range(int(first), int(last) + 1))
        else:
            return ()
    return tuple(ids) if listed is None or all(id_ in listed for id_ in ids) else ()


def _has_few_marks(context: Context) -> bool:
    # Bing writes `¹` to `⁹`, but `[^10^]`.
    few = len(context.marks) < FEWEST or "^]" in context.text
    return few and bool(context.listed.sources)


GRAMMARS = (
    Grammar(
        key="raised",
        name="raised numbers",
        form="`rain¹²`, `rain<sup>12</sup>`, `rain^12^`",
        sentence="raised numbers; `m²` and `10⁻⁶` are none",
        evidence=Evidence.LAST,
        precedence=30,
        condition="a list that has the numbers, and fewer than three other marks",
        find=lambda context: find(
            context.text, context.places, context.listed.sources, is_asked=context.is_asked
        ),
        is_believed=_has_few_marks,
        needles=(*_FIGURES, "<sup>", "^"),
        examples=(
            Example(
                "Rain fell.¹ Snow fell on 3 m² of land.<sup>1,2</sup>\n\n## Sources\n\n"
                "[1] The rain\n[2] The snow\n",
                {"1": 2, "2": 1},
                passages=2,
            ),
        ),
    ),
)
