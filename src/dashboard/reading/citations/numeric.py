"""Marks that name sources by number or label in brackets: `[3]`, `[1, 4]`, `[2-4]`, `【3】`.

They may stand before or after the stop, in runs (`[1][2]`, `[1] [2]`), or against
a word (`word[3]`): dropping those as array indices would lose a third of the marks
of AI reports. Only code is code.

Marks that name them by a label, `[RFC2119]` or `[words][label]`, are marks only if a definition
or entry has that label: `[sic]`, `[edit]` and `[citation needed]` have none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dashboard.model import Problem, Source, Span
from dashboard.reading.citations import Found, Mark, author_year
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar

LONGEST_RANGE = 50
"""Numbers that a range may name; a longer one names only those that are known."""

MOST_IN_RANGES = 100_000
"""Numbers that all ranges of a text may name together; it bounds what a small file can make."""

_DIGITS = 9
"""Digits of the longest number; it bounds the work and excludes identifiers."""

_FIRST_YEAR = 1500
_YEAR_DIGITS = 4
_LAST_YEAR = 2100

_FAR = 5
"""Times the greatest number of a list; a pair of numbers that goes beyond is an interval."""

_OF_STATISTICS = re.compile(r"(?<![^\W_])(?:CIs?|CrI|HDI|IQR|UI)[:=,]?[ ]?\Z")
_LONGEST_BEFORE = 6
"""What stands before the bounds of a confidence interval, and its characters."""

_MARK = re.compile(
    r"[\[【［〔](?<!\\\[)(?<!\[\[)[ \t]*"
    r"(\d[\d \t\u00a0,;，、；،؛\-‒–—−‑－~～〜]{0,200})[\]】］〕](?![\]{])"
)
_LINK = re.compile(r"\([ \t]*(?:[a-zA-Z][a-zA-Z+.-]{0,15}:|www\.|[#/<.])")
_TOO_LONG = re.compile(rf"\[(?<!\\\[)(?<!\[\[)[0-9]{{{_DIGITS + 1},}}+\]")
_DASH = re.compile(r"\][‒–−-]\[")
_SEPARATOR = re.compile(r"[,;，、；،؛]")
_RANGE = re.compile(r"(\d{1,9})(?:[ \t\u00a0]*[-‒–—−‑－~～〜][ \t\u00a0]*(\d{1,9}))?")
"""Digits of any script, such as `٢` or `２`: they name what `2` names."""
_INDEXED = re.compile(r"[\w\])]\Z")
_LABEL = re.compile(
    r"""
    \[(?<![\\\[!\]]\[) ([^\[\]\n]{1,200}(?:\n[^\[\]\n]{1,100})?) \]  # [label], or [words]
    (?:\[([^\[\]\n]{0,120})\])?                                     # with [label] after them
    (?![\](:_])
    """,
    re.VERBOSE,
)
_DIGITS_ONLY = re.compile(r"[\d\s,;–-]+")


@dataclass(frozen=True, slots=True)
class _Group:
    """One bracket: its numbers and ranges as (first, last)."""

    span: Span
    parts: tuple[tuple[int, int], ...]

    def names(self, number: int) -> bool:
        """Whether it names a number, singly or in a range."""
        return any(low <= number <= high for low, high in self.parts)


def find(text: str, places: Iterable[Span], listed: AbstractSet[str]) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look, in reading order: neither code nor source list.
        listed: Ids of the source list; empty if there is none.
    """
    found, problems = _brackets(text, places)
    groups = [bracket for bracket in found if isinstance(bracket, _Group)]
    known = _known(found, listed) if groups else []
    zero = "0" in listed or (not listed and _numbers_from_zero(found, groups))
    marks: list[Mark] = []
    left = MOST_IN_RANGES
    for bracket in found:
        if isinstance(bracket, Mark):
            marks.append(bracket)
        elif not _is_no_citation(bracket, known, listed, zero):
            ids, faults = _ids(bracket, known, left)
            problems.extend(faults)
            left -= len(ids)
            if ids:
                marks.append(Mark(bracket.span, ids))
    if _DASH.search(text):
        marks = list(_bridged(text, marks))
    return Found(tuple(marks), tuple(sorted(problems, key=lambda problem: problem.span)))


def _bridged(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Join `[6]–[8]`, which names 7 as well."""
    held: Mark | None = None
    for mark in marks:
        if held and mark.span.start == held.span.end + 1 and text[held.span.end] in "‒–−-":
            low, high = int(held.ids[-1]), int(mark.ids[0])
            if len(held.ids) == len(mark.ids) == 1 and 0 < high - low < LONGEST_RANGE:
                ids = tuple(str(number) for number in range(low, high + 1))
                held = Mark(Span(held.span.start, mark.span.end), ids)
                continue
        if held:
            yield held
        held = mark
    if held:
        yield held


def _brackets(text: str, places: Iterable[Span]) -> tuple[list[Mark | _Group], list[Problem]]:
    """All brackets with numbers; a mark at once if it can be nothing else.

    Most are one small number, and telling them apart here halves the time.
    """
    found: list[Mark | _Group] = []
    problems: list[Problem] = []
    has_long = _TOO_LONG.search(text) is not None
    for place in places:
        for match in _MARK.finditer(text, place.start, place.end):
            start, end = match.span()
            if text.startswith("(", end) and _LINK.match(text, end):
                continue
            inner = match[1]
            if len(inner) < _YEAR_DIGITS and inner.isdecimal() and inner[0] != "0":
                # Digits of other scripts name the same source as 0 to 9.
                id_ = inner if inner.isascii() else str(int(inner))
                found.append(Mark(Span(start, end), (id_,)))
            elif (parts := _parts(inner)) and not _are_bounds(text, start, parts):
                found.append(_Group(Span(start, end), parts))
        for match in _TOO_LONG.finditer(text, place.start, place.end) if has_long else ():
            message = f"{_short(match[0])} has more than {_DIGITS} digits, not counted"
            problems.append(Problem(message, Span(*match.span())))
    return found, problems


def _are_bounds(text: str, start: int, parts: tuple[tuple[int, int], ...]) -> bool:
    """Whether a pair are the ends of a confidence interval, as in `95% CI [10, 17]`."""
    is_pair = len(parts) == 2 or (len(parts) == 1 and parts[0][0] < parts[0][1])
    before = text[max(start - _LONGEST_BEFORE, 0) : start] if is_pair else ""
    return _OF_STATISTICS.search(before) is not None


def _parts(inner: str) -> tuple[tuple[int, int], ...]:
    """The numbers and ranges between the brackets; none if something else stands there."""
    parts = []
    for piece in _SEPARATOR.split(inner):
        match = _RANGE.fullmatch(piece.strip())
        if not match:
            return ()
        low = int(match[1])
        parts.append((low, int(match[2]) if match[2] else low))
    return tuple(parts)


def _known(found: Iterable[Mark | _Group], listed: AbstractSet[str]) -> list[int]:
    """Numbers that surely are sources: listed or, without a list, cited singly."""
    if listed:
        return sorted(int(id_) for id_ in listed if id_.isascii() and id_.isdigit())
    numbers: set[int] = set()
    for bracket in found:
        if isinstance(bracket, Mark):
            numbers.add(int(bracket.ids[0]))
        else:
            numbers.update(low for low, high in bracket.parts if low == high)
    return sorted(numbers)


def _numbers_from_zero(found: Iterable[Mark | _Group], groups: Sequence[_Group]) -> bool:
    """Whether `[0]` stands alone and 1 is named too, as in lists that count from 0."""
    if not any(group.parts == ((0, 0),) for group in groups):
        return False
    return any(group.names(1) for group in groups) or any(
        bracket.ids == ("1",) for bracket in found if isinstance(bracket, Mark)
    )


def _is_no_citation(
    group: _Group, known: Sequence[int], listed: AbstractSet[str], zero: bool
) -> bool:
    """Intervals (`[0, 1]`, `[1, 100]`) and years (`[1890]`), unless the list has such numbers."""
    numbers = {number for part in group.parts for number in part}
    if 0 in numbers and not zero:
        return True
    is_pair = len(group.parts) == 2 and len(known) > 1
    if listed and is_pair and max(numbers) > _FAR * known[-1]:
        return True
    if not all(_FIRST_YEAR <= number <= _LAST_YEAR for number in numbers):
        return False
    if listed:
        return not any(str(number) in listed for number in numbers)
    # A text with so many sources that it reaches such numbers by counting cites most before.
    return bisect_left(known, _FIRST_YEAR) < _FIRST_YEAR // 2


def _ids(group: _Group, known: Sequence[int], left: int) -> tuple[tuple[str, ...], list[Problem]]:
    """The ids that a mark names, and what is wrong with its ranges.

    Args:
        group: The bracket.
        known: Numbers that are sources, sorted.
        left: How many more numbers ranges may name.
    """
    ids: list[int] = []
    problems = []
    for low, high in group.parts:
        size = high - low + 1
        if size < 1:
            problems.append(Problem(f"range {low}–{high} runs backwards, not counted", group.span))
        elif size == 1:
            ids.append(low)
        elif left < size <= LONGEST_RANGE:
            message = f"range {low}–{high} not counted: the text's ranges name too many numbers"
            problems.append(Problem(message, group.span))
        elif size <= LONGEST_RANGE:
            ids.extend(range(low, high + 1))
        else:
            first, last = bisect_left(known, low), bisect_right(known, high)
            exist = last - first
            message = f"range {low}–{high}: {_sources_exist(exist)}, {size - exist:,} do not"
            if exist <= min(LONGEST_RANGE, left):
                ids.extend(known[first:last])
            else:
                message += "; not counted"
            problems.append(Problem(message, group.span))
    return tuple(str(id_) for id_ in ids), problems


def _sources_exist(count: int) -> str:
    return "1 source exists" if count == 1 else f"{count} sources exist"


def _short(mark: str) -> str:
    return mark if len(mark) <= 24 else f"{mark[:20]}…]"


def find_labels(text: str, places: Iterable[Span], listed: Mapping[str, Source]) -> Found:
    """Find the marks in stretches of a text."""
    labels = {" ".join(id_.split()).casefold(): id_ for id_ in listed if not id_.isdigit()}
    marks = []
    for place in places if labels else ():
        for match in _LABEL.finditer(text, place.start, place.end):
            if ids := _label_ids(match, labels):
                marks.append(Mark(Span(*match.span()), ids))
    return Found(tuple(marks))


def _label_ids(match: re.Match[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    label = " ".join((match[2] or match[1]).split())
    if "\n" in match[0] and "- " in label and label.casefold() not in labels:
        label = label.replace("- ", "-")  # broken at its hyphen
    if label.casefold() in labels:
        return (labels[label.casefold()],)
    if match[2] or _DIGITS_ONLY.fullmatch(label):
        return ()
    # `[RFC2119, RFC8174]` and `[RFC2119], Section 3` written into the bracket.
    parts = [part.strip().casefold() for part in re.split(r"[,;]", label)]
    known = tuple(labels[part] for part in parts if part in labels)
    return known if known and parts[0] in labels else ()


def _of_text(context: Context) -> Found:
    """The marks of a text, and a problem for each number that its list lacks."""
    listed = context.listed.sources
    found = find(context.text, context.places, listed.keys())
    if not context.is_asked and (context.is_keyed or _is_labelled(context)):
        # A number is then an index, or the width of a field, unless the list has it.
        known = tuple(mark for mark in found.marks if listed.keys() >= set(mark.ids))
        found = Found(known)
    elif not context.is_asked and found.marks and _is_by_author(context):
        return _told(context.text, found.marks, "has authors and years, and no numbers")
    elif not context.is_asked and _is_of_notes(context):
        others = [mark for mark in found.marks if not listed.keys() >= set(mark.ids)]
        told = _told(context.text, others, "is one of notes, which the text names as such")
        known = tuple(mark for mark in found.marks if listed.keys() >= set(mark.ids))
        found = Found(known, (*found.problems, *told.problems))
    lacking = _each_without_entry(found.marks, listed) if listed else ()
    return Found(found.marks, (*found.problems, *lacking))


def _is_by_author(context: Context) -> bool:
    """Whether a list of authors and years explains the marks, and has no numbers."""
    listed = context.listed
    if not listed.authors or any(id_.isdecimal() for id_ in listed.sources):
        return False
    named = author_year.find(context.text, context.places, listed.authors)
    return sum(len(mark.ids) for mark in named.marks) >= FEWEST


def _is_of_notes(context: Context) -> bool:
    """Whether all that is listed are notes, `[^1]: …`, and most of them are named as such."""
    listed = context.listed
    named = {id_ for mark in context.marks for id_ in mark.ids}
    n_notes = len(listed.footnotes)
    return (
        n_notes > 1
        and n_notes == len(listed.sources)
        and len(named & listed.footnotes) > n_notes / 2
    )


def _told(text: str, marks: Sequence[Mark], why: str) -> Found:
    """Nothing but that there are such numbers, where they are no indices of a program."""
    spans = [mark.span for mark in marks]
    apart = [
        span for span in spans if not _INDEXED.search(text[max(span.start - 1, 0) : span.start])
    ]
    if not apart:
        return Found()
    n = len(apart)
    what = "1 number in brackets is" if n == 1 else f"{n} numbers in brackets are"
    message = f"{what} not counted: the source list {why}"
    problem = Problem(message, apart[0], tuple(apart) if n > 1 else (), "unread")
    return Found((), (problem,))


def _is_labelled(context: Context) -> bool:
    """Whether a text cites by labels, and its list has nothing else."""
    if any(id_.isdecimal() for id_ in context.listed.sources):
        return False
    named = find_labels(context.text, context.places, context.listed.sources)
    # `[words][label]` may be a link beside numbers.
    spans = [mark.span for mark in named.marks]
    return sum("][" not in context.text[span.start : span.end] for span in spans) >= FEWEST


def _each_without_entry(marks: Iterable[Mark], listed: Container[str]) -> Iterator[Problem]:
    """A problem for each number that the list lacks, since one may be a slip of the pen."""
    told: set[str] = set()
    for mark in marks:
        for id_ in mark.ids:
            if id_ not in listed and id_ not in told:
                told.add(id_)
                yield Problem(f"[{id_}] is cited but not in the source list", mark.span)


GRAMMARS = (
    Grammar(
        key="labels",
        name="labels [name]",
        form="`[RFC2119]`, `[words][label]`",
        sentence="labels in brackets; `[sic]` and `[edit]` have no entry",
        evidence=Evidence.LIST,
        precedence=10,
        condition="an entry or definition with the label",
        find=lambda context: find_labels(context.text, context.places, context.listed.sources),
        examples=(
            Example(
                "Rain falls [RFC2119]. It [sic] fell.\n\n## References\n\n"
                "[RFC2119]  Bradner, S., Key words, 1997.\n",
                {"RFC2119": 1},
                passages=2,
            ),
        ),
    ),
    Grammar(
        key="numbers",
        name="numbers [n]",
        form="`[3]`, `[1, 4]`, `[2-4]`, `【3】`",
        sentence="numbers in brackets, anywhere in a sentence; intervals and years are left out",
        evidence=Evidence.FORM,
        precedence=130,
        condition="the number in its list, if it cites by keys or labels",
        find=_of_text,
        examples=(
            Example(
                "Rain fell [1]. Snow fell[2-4]. Values lie in [0, 1].\n",
                {"1": 1, "2": 1, "3": 1, "4": 1},
                passages=3,
            ),
        ),
    ),
)
