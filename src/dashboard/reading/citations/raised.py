"""Raised numbers: `rain¹²`, `rain¹⁻³`, `rain<sup>12</sup>`, Pandoc's `rain^12^`.

They are nearly always something else (m², 10⁻⁶), so only those count that the source list has.
"""

import re
from collections.abc import Container, Sequence

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar
from dashboard.reading.citations.numeric import LONGEST_RANGE, MOST_IN_RANGES

_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(
    r"(?:(?<=[^\W\d_]|[.,;:!?%”\"’)»。，、）`])|(?<=\*\*))"
    r"([⁰¹²³⁴-⁹]{1,3}(?:[,，˒ ⁻–-]?[⁰¹²³⁴-⁹]{1,3}){0,9})(?![⁻⁺⁰¹²³⁴-⁹\w])"
)
_NUMBERS = r"([0-9]{1,3}(?:[ \t]*[,;–-][ \t]*[0-9]{1,3}){0,9})"
_TAGGED = re.compile(rf"(?<=[^\W\d_]|[.,;:!?%”\"’)»。，、）])<sup>[ \t]*{_NUMBERS}[ \t]*</sup>")
_CARET = re.compile(
    r"(?:(?<=[^\W\d_]|[.,;:!?%”\"’)»。，、）])|(?<=[\w.,;:!?%”\"’)»][ \u00a0]))"
    rf"\^{_NUMBERS}\^(?![\w^])"
)
_UNIT = re.compile(
    r"(?:^|[\s\d(/·×*])(?:[kcdmμµnp]?m|ft|in|yd|mi|s|sec|cm|km|mm|"
    r"R|r|χ|σ|x|y|z|n|N|kg|M|L|E|c|[A-Z][a-z]?)$"
)
_RAISED = re.compile(r"([⁰¹²³⁴-⁹0-9]{1,3})(?:[ \t]*[⁻–-][ \t]*([⁰¹²³⁴-⁹0-9]{1,3}))?")
_LOOK_BACK = 6


def find(
    text: str, places: Sequence[Span], listed: Container[str], *, is_asked: bool = False
) -> Found:
    """Find raised numbers that the source list has or, if a person asks for them, all."""
    patterns = [_SUPERSCRIPT]
    patterns += [_TAGGED] if "<sup>" in text else []
    patterns += [_CARET] if "^" in text else []
    marks = []
    left = MOST_IN_RANGES
    for place in places:
        for pattern in patterns:
            for match in pattern.finditer(text, place.start, place.end):
                before = text[max(place.start, match.start() - _LOOK_BACK) : match.start()]
                ids = _ids(match[1], None if is_asked else listed)
                if not ids or len(ids) > left or _UNIT.search(before.rstrip()):
                    continue
                # Only ranges name more than they write.
                left -= len(ids) if len(ids) > len(match[1]) else 0
                marks.append(Mark(Span(*match.span()), ids))
    return Found(in_order(marks))


def _ids(raised: str, listed: Container[str] | None) -> tuple[str, ...]:
    """The numbers in a run; empty if the list lacks one, or if a range runs backwards.

    Without a list to be in, all count.
    """
    ids: list[str] = []
    for part in _RAISED.finditer(raised):
        first, last = part[1].translate(_FIGURES), (part[2] or "").translate(_FIGURES)
        if not last:
            # What the list lacks is several of one digit, as in `¹²`.
            ids.extend((first,) if listed is None or first in listed else first)
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
