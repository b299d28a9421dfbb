"""Digits against the end of a word or stop, `rain.12`: Gemini's marks, and those of PDF files.

Digits there are nearly always something else (`libX11.so.6`, `PM2.5`), so they have a gate:
they must be alone in their text, small, at the ends of sentences, and many. Either they are
repeated, or a list has them; if it does, others may be few that count from one.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from dashboard.model import Problem, Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import Context, Evidence, Example, Grammar
from dashboard.reading.citations.numeric import LONGEST_RANGE

_DIGITS = re.compile(
    # The digit first, so that the search skips all else.
    r"\d(?<!\d\d)\d{0,2}+(?=[ \u00a0]?(?:[.;:,!?)|]|\s|$)|\*{1,2}(?:[\s.;:,|]|$))(?!\.\d)(?!,\d)"
)
_SEVERAL = re.compile(
    r"""
    \d(?<=[^\W\d_][.!?]\d|[)”"»’*`][.!?]\d)         # after a stop they are no decimal number
    \d{0,2} (?:[,–-]\d{1,3}){1,5}
    """,
    re.VERBOSE,
)
"""Several with commas or dashes, `rain.3,4`, `rain.1–3`; few texts have any."""

_GROUP = re.compile(rf"{_SEVERAL.pattern} (?=\s|$)", re.VERBOSE)

_RUN = re.compile(r"(\d+)(?:[–-](\d+))?")

_GAS = r"(?<![^\W_])(?:CO2|CH4|N2O|NO2|SO2|NH3)"
_WORD = re.compile(
    r"(?:[^\W\d_]{2}(?:\*{1,3})?|[^\W\d_][)”\"»’]{1,2}|\d[%)]|°[CF]|[%°>]\)\)?|[^\W_]`"
    r"|(?<!\d)(?:19|20)\d\d)\Z"
)
_STOP = re.compile(
    rf"(?:[^\W\d_]{{2}}|[^\W_][)”\"»’`]|\d[%°ºª)]|°[CF]|[%°>]\)|(?<!\d)\d{{4}}|\d\.\d00|{_GAS})[)”\"»’_*]{{0,3}}"
    r"\\?[.,;:!?][)”\"»’_*]{0,2}\Z|(?<!\w)(?:U\.(?:S|K|N|S\.A)|E\.U|D\.C)\.\Z"
)
_DEGREES = re.compile(r"\d°\Z")
"""That number may also be minutes: only before a stop."""

_NAME = re.compile(r"[A-Z]{2}\Z")
"""Before the number of a make or format, such as `DDR5`."""

_LABEL = re.compile(
    r"""
    (?<![^\W_])
    (?: figs? | figur[ae]s? | abb(?:ildung)? | tab | table[aus]? | tabell?[ae] | eqs? | equations?
    |   sect? | sections? | chapters? | ch | kapitel | cap[íi]tulo | chapitre | app(?:endix)?
    |   annex | art | article | artikel | art[íi]culo | ref | rules? | clauses?
    |   steps? | pass[oi] | paso | schritt | [ée]tape | phases? | fase | stage | level | part
    |   parte | teil | options? | types? | class | grade | models? | scenario | question
    |   example | case
    |   lesson | week | day | year | version[ei]? | versión | vol | nos? | nr | n[úu]mero | pp?
    )\.?\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Before the number of a part of this or another work, `Fig.2`, or of one of several, `Step 1:`."""

_DECIMAL = re.compile(r"[a-zß-ÿ]{2}[ \u00a0]\d{1,4}\.\d{1,3}[.!?]\Z")
"""A decimal number at the end of a sentence, after a word: `was 1.58.` and then the mark."""

_ENDS_SENTENCE = re.compile(r"[ \t]*(?:\n|\Z)|\s+[A-ZÀ-Þ“\"«]")
"""What must follow that mark, or the number is one of a version or outline."""

_LONGEST_BEFORE = 12
"""Characters that are looked at before a number."""

_AFTER_SPACE = frozenset(";.:")
_NO_WORD_ENDS = frozenset("([{-–/\\$€£#+=~@<|&\n\t")
"""Before a number that stands against no word or stop, as most do that no space is before."""

_AFTER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d[ \u00a0]\Z")
_ENDS = re.compile(r"[ \u00a0]?(?:[.;:!?](?:\s|$)|\s*$|\s+[A-ZÀ-Þ])")
_STOPPED = frozenset('.;:!?)”"»_*`')

_SPACED = re.compile(r"(?<=[^\W_][ \u00a0])\d{1,3}(?=[ ]?\||,[ ][^\W\d])")
"""With a space before, at the end of a cell or clause: `licensed in Ontario 11 |`."""

_CELL_END = 3
"""Characters after a row's words in which its `|` stands."""

_ALSO = re.compile(
    r",?[ \u00a0](\d{1,3})(?=(?:,?[ \u00a0]\d{1,3}){0,4}+(?:\s+[A-ZÀ-Þ]|[ \t]*(?:\||\n|\Z)))"
)
"""Another number after a mark, `rain.4 5 More`."""

_FEWEST = 10
_FEWEST_LISTED = 4
"""Of marks that a list bears out and that count from one."""

_SHARE_AT_ENDS = 0.7
_LARGEST = 80
_SHARE_REPEATED = 0.3
_SHARE_LISTED = 0.9
"""From which a list bears the numbers out, however large they are or seldom repeated."""


class _Number(NamedTuple):
    """Digits that may be a mark, and where they stand."""

    begin: int
    end: int
    value: int
    is_loose: bool = False
    """Whether there is a space before, as before any number."""


def find(
    text: str, places: Sequence[Span], listed: Container[str], *, is_asked: bool = False
) -> Found:
    """Find digits that stand against the end of a word or stop.

    Only if the gate lets them in or a person asks for them.
    """
    numbers: list[_Number] = []
    n_at_ends = n_listed = 0
    has_several = _SEVERAL.search(text) is not None
    for place in places:
        for number in _candidates(text, place, has_several=has_several):
            is_listed = str(number.value) in listed
            if text[number.begin] == "0" or not (number.value <= _LARGEST or is_listed):
                continue
            stopped = text[number.begin - 1] in _STOPPED
            n_at_ends += stopped or _ENDS.match(text, number.end, place.end) is not None
            n_listed += is_listed
            numbers.append(number)
    n = len(numbers)
    if is_asked:
        return Found(_marks(text, numbers))
    if n < _FEWEST_LISTED or n_at_ends < _SHARE_AT_ENDS * n:
        return Found()
    if n_listed >= _SHARE_LISTED * n:
        borne = _borne_out(text, places, numbers, listed)
        return Found(_marks(text, borne)) if n >= _FEWEST or _count_up(borne) else Found()
    counts = Counter(number.value for number in numbers)
    repeated = sum(count for count in counts.values() if count > 1)
    if n < _FEWEST or repeated < _SHARE_REPEATED * n:
        return Found()
    # The list is lost, but it had as many entries as the greatest number says.
    lost = {str(value) for value in range(1, max(counts) + 1)}
    return Found(_marks(text, _borne_out(text, places, numbers, lost)))


def _marks(text: str, numbers: Sequence[_Number]) -> tuple[Mark, ...]:
    """Marks of the numbers; the comma before the next one is part of a mark."""
    begins = {number.begin for number in numbers}
    ends = (one.end + (text.startswith(",", one.end) and one.end + 1 in begins) for one in numbers)
    return tuple(
        Mark(Span(one.begin, end), (str(one.value),))
        for one, end in zip(numbers, ends, strict=True)
    )


def _candidates(text: str, place: Span, *, has_several: bool) -> Iterator[_Number]:
    """Numbers that may be glued ones, and those that stand in groups if the text has any."""
    for digits in _DIGITS.finditer(text, place.start, place.end):
        begin, end = digits.span()
        # Code before the place is no part of it, but may have the mark: `depth`3.
        before = text[max(place.start - 2, begin - _LONGEST_BEFORE, 0) : begin]
        if _is_glued(text, before, end, end < place.end):
            yield _Number(begin, end, int(digits[0]))
    for group in _GROUP.finditer(text, place.start, place.end) if has_several else ():
        for run in _RUN.finditer(text, *group.span()):
            first = int(run[1])
            last = int(run[2] or first)
            if 0 <= last - first < LONGEST_RANGE:
                # Each of a range is one of its own, at one place.
                yield from (_Number(*run.span(), value) for value in range(first, last + 1))


def _is_glued(text: str, before: str, end: int, goes_on: bool) -> bool:
    last, after = before[-1:], text[end : end + 1]
    if last in _NO_WORD_ENDS:
        return False
    if last in (" ", "\u00a0"):
        # `in 12 days`: a space before, but no stop after.
        follows = after in _AFTER_SPACE or (after == "," and _AFTER_YEAR.search(before))
        word = before[:-1]
        return bool(follows and _WORD.search(word) and not _LABEL.search(word))
    if _NAME.search(before) or _LABEL.search(before):
        return False
    if _DEGREES.search(before):
        return after in _AFTER_SPACE
    # `|Vim9|` stands between bars as well as a cell does.
    if _DECIMAL.search(before) and _ENDS_SENTENCE.match(text, end):
        return True
    in_word = _WORD.search(before) and not (goes_on and after == "|")
    return bool(in_word or _STOP.search(before))


def _borne_out(
    text: str, places: Sequence[Span], numbers: Sequence[_Number], listed: Container[str]
) -> list[_Number]:
    """The numbers that the list has, and with them those that only their order tells.

    A number after a space is a mark if it is the next one of the text and no other mark
    names it: such texts count their sources as they come.
    """
    sure = [number for number in numbers if str(number.value) in listed]
    named = {number.value for number in sure}
    found: list[_Number] = []
    top = 0
    for number in sorted({*sure, *_spaced(text, places, listed)}):
        if number.is_loose and (number.value != top + 1 or number.value in named):
            continue
        if found and found[-1].begin < number.begin < found[-1].end:
            continue
        top = max(top, number.value)
        found.append(number)
        last = number
        while (also := _ALSO.match(text, last.end)) and also[1] in listed:
            value = int(also[1])
            if not last.value < value <= top + 1:
                break
            top = max(top, value)
            last = _Number(also.start(1), also.end(1), value)
            found.append(last)
    return found


def _spaced(text: str, places: Iterable[Span], listed: Container[str]) -> Iterator[_Number]:
    """Numbers in the list that stand after a space, at the end of a cell or clause."""
    for place in places:
        for digits in _SPACED.finditer(text, place.start, place.end + _CELL_END):
            if digits[0] in listed:
                yield _Number(*digits.span(), int(digits[0]), is_loose=True)


def _count_up(numbers: Iterable[_Number]) -> bool:
    """Whether each number is the next one or was there before, beginning with 1."""
    top = 0
    for number in numbers:
        if number.value > top + 1:
            return False
        top = max(top, number.value)
    return top >= _FEWEST_LISTED - 1


def _has_no_marks(context: Context) -> bool:
    return not context.marks


def _of_text(context: Context) -> Found:
    """The marks of a text, and the request to look at a few of them."""
    found = find(context.text, context.places, context.listed.sources, is_asked=context.is_asked)
    if not found.marks or context.is_asked:
        return found
    message = "read as numbers written against the word before: please check a few of them"
    return Found(found.marks, (Problem(message, found.marks[0].span),))


GRAMMARS = (
    Grammar(
        key="glued",
        name="glued digits",
        form="`rain.12`, `rain12.`, `rain.3,4`, `rain.1–3`",
        sentence="numbers against a word or stop, as Gemini and text from PDF files have them",
        evidence=Evidence.LAST,
        precedence=50,
        condition="four or more, counting from 1, if a list has them; without a list ten or more,"
        " a third of them repeated; and no other marks",
        find=_of_text,
        is_believed=_has_no_marks,
        examples=(
            Example(
                "Rain fell.1 Snow fell.2 Hail fell on PM2.5 dust.3 It stopped.1\n\n"
                "## Sources\n\n[1] The rain\n[2] The snow\n[3] The hail\n",
                {"1": 2, "2": 1, "3": 1},
                passages=4,
            ),
        ),
    ),
)
