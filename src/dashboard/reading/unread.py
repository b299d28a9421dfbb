"""What still looks like a citation mark after all marks are read, and is told instead of counted.

No list of grammars is ever whole. So whatever the text has in the form of a mark, or with the
number or label of a listed source in brackets, is counted or told: with its places, so that a
person can look, and say how the text is to be read.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.model import Problem, Span
from dashboard.reading.citations import Mark
from dashboard.reading.citations.choice import Chosen
from dashboard.reading.citations.grammar import FEWEST, Evidence, Grammar
from dashboard.reading.citations.raised import FIGURES, UNIT

MOST_PLACES = 1_000
"""Places that are kept of each kind; the number that is told counts all."""

_LONGEST = 60
"""Characters in brackets that are looked at: more is a remark."""

_MOST_WORDS = 3
"""Words beside the numbers in brackets: `[see also 3, 4]`. More make it a remark with a number."""

_BESIDE = 3
"""Characters between a name and the mark that belongs to it."""

_FAR = 2
"""Numbers beyond so many times the greatest that is cited are years, values or hours."""

_BEGIN = re.compile(r"[\[\\!<［【〔⁰¹²³⁴-⁹]")
"""With one of these begins whatever `_LOOK` meets."""

_LOOK = re.compile(
    rf"""
      (?P<link>   !?\[[^\[\]\n]{{0,300}}\]\([^()\s]{{0,2000}}\) )  # a link or picture, passed over
    | \\?\[ (?P<note> \^[^\[\]\n]{{1,80}} ) \\?\]                  # [^5]
    | \\?\[ (?P<square> [^\[\]\n]{{1,{_LONGEST}}}? ) \\?\] (?![(:\[])  # [5], \[5], [see 5]
    | [［【〔] (?P<wide> [^［］【】〔〕\n]{{1,{_LONGEST}}} ) [］】〕]
    | (?P<sup>    <sup\b[^<>]{{0,80}}>.{{1,200}}?</sup> )
    | (?P<anchor> <a\s[^<>]{{0,200}}\bhref=["']?[^"'<>\s]{{0,200}}\#[^<>]{{0,200}}>.{{1,80}}?</a> )
    | (?<=[^\W\d_]|[.,;:!?%)”"’»]) (?P<raised> [⁰¹²³⁴-⁹]{{1,3}}(?:[,–⁻-][⁰¹²³⁴-⁹]{{1,3}}){{0,9}} )
      (?![⁻⁺\w])
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"(?<![\w.])(\d{1,4})(?![\w.]|:\d)")
_NOUGHT = re.compile(r"(?<![\w.])0(?!\d)")
"""In `[0, 1]` and `[0.5, 1]`, which are intervals."""

_LABEL = re.compile(r"(?:[A-Za-z]{1,12}[-_ ]?)?\d{1,4}[a-z]?")
_FILE = re.compile(
    r"[^/\\<>|\"]{1,80}\.(?:pdf|docx?|odt|rtf|epub|html?|md|txt|csv|xlsx?|pptx?|json|xml)"
    r"(?:[#?,: ][^\[\]]{0,40})?",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,300}>")
_NOTE_PLACE = re.compile(
    r"\#(?:_?(?:fn|ftn|edn|en)\w*|foot\w*|end\w*|note\w*|cite\w*|ref\w*|bib\w*|r|b|n|c)[-_:.]?\d+",
    re.IGNORECASE,
)
_CODE = re.compile(r"[\w)\]]\Z")
"""Before the index of a program: `k[1]`."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What several places have in common."""

    one: str
    many: str
    """With `{}` for their number."""

    fewest: int = 1


_LISTED = _Kind(
    "1 bracket holds a number or label of the source list and was not counted",
    "{} brackets hold numbers or labels of the source list and were not counted",
)
_CITED = _Kind(
    "1 bracket looks like a citation mark and was not counted",
    "{} brackets look like citation marks and were not counted",
)
_NOTES = _Kind(
    "1 mark of a note has no note in this text and was not counted",
    "{} marks of notes have no note in this text and were not counted",
)
_RAISED = _Kind(
    "1 raised number looks like a citation mark and was not counted",
    "{} raised numbers look like citation marks and were not counted",
)
_FILES = _Kind(
    "1 bracket names a file and was not counted as a citation",
    "{} brackets name files and were not counted as citations",
)
_LABELS = _Kind(
    "1 bracket holds a label and was not counted as a citation",
    "{} brackets hold labels that come again and were not counted as citations",
    fewest=FEWEST,
)


def find(
    text: str, places: Sequence[Span], chosen: Chosen, listed: Collection[str]
) -> Iterator[Problem]:
    """Tell of what looks like a mark and is none that was counted.

    Args:
        text: The document's text.
        places: Where marks may stand.
        chosen: The marks that are counted, and those that grammars left.
        listed: Ids of the text's source list.
    """
    told = bytearray(len(text))
    for span in (
        *(mark.span for mark in chosen.found.marks),
        *(problem.span for problem in chosen.found.problems),
    ):
        told[span.start : span.end] = b"\1" * len(span)
    for grammar, some in chosen.left:
        # `[Ames (2019)][7]` says once what it cites, and that is counted.
        marks = [mark for mark in some if not any(told[mark.span.start : mark.span.end + _BESIDE])]
        is_told = _is_told(grammar, marks, listed)
        if is_told and not chosen.is_asked:
            yield _of_grammar(grammar, marks, chosen)
        if is_told or chosen.is_asked:  # who left them out need not be told
            for mark in marks:
                told[mark.span.start : mark.span.end] = b"\1" * len(mark.span)
    kinds: dict[_Kind, list[Span]] = {}
    cited = {id_ for mark in chosen.found.marks for id_ in mark.ids}
    for kind, span in _looks(text, places, told, listed, cited):
        kinds.setdefault(kind, []).append(span)
    for kind, spans in kinds.items():
        if len(spans) >= kind.fewest:
            yield _problem(kind.one if len(spans) == 1 else kind.many.format(len(spans)), spans)


def _is_told(grammar: Grammar, marks: Sequence[Mark], listed: Collection[str]) -> bool:
    """Whether the marks that a grammar may not read are worth a person's look."""
    if grammar.evidence is Evidence.HABIT:
        # Links in a text that cites otherwise lead on; the styles say how many there are.
        return False
    return len(marks) >= FEWEST or any(id_ in listed for mark in marks for id_ in mark.ids)


def _of_grammar(grammar: Grammar, marks: Sequence[Mark], chosen: Chosen) -> Problem:
    n = len(marks)
    look = "1 mark looks" if n == 1 else f"{n} marks look"
    was = "was" if n == 1 else "were"
    instead = max(chosen.styles, key=lambda style: style.n_read)
    why = (
        f"{instead.name} were taken instead"
        if instead.n_read
        else f"they need {grammar.condition or 'more evidence'}"
    )
    message = f"{look} like {grammar.name} and {was} not counted: {why}"
    return _problem(message, [mark.span for mark in marks])


def _problem(message: str, spans: Sequence[Span]) -> Problem:
    places = tuple(spans[:MOST_PLACES])
    return Problem(message, places[0], places if len(places) > 1 else (), "unread")


def _looks(
    text: str,
    places: Iterable[Span],
    told: bytearray,
    listed: Collection[str],
    cited: Collection[str],
) -> Iterator[tuple[_Kind, Span]]:
    known = {id_.casefold() for id_ in listed}
    top = max((int(id_) for id_ in cited if id_.isdecimal()), default=0)
    seen: dict[str, list[Span]] = {}
    for place in places:
        last = place.start
        for begin in _BEGIN.finditer(text, place.start, place.end):
            at = begin.start()
            if at < last or told[at]:  # most are marks that are counted
                continue
            match = _LOOK.match(text, at, place.end)
            if match is None:
                continue
            span = Span(*match.span())
            last = span.end
            if match["link"] or any(told[span.start : span.end]):
                continue
            if kind := _kind(match, known, top):
                yield kind, span
            elif (inner := match["square"]) and _LABEL.fullmatch(inner) and not inner.isdecimal():
                seen.setdefault(inner, []).append(span)
    for spans in seen.values():
        if len(spans) > 1:
            yield from ((_LABELS, span) for span in spans)


def _kind(match: re.Match[str], known: Collection[str], top: int) -> _Kind | None:
    if match["note"]:
        return _NOTES if re.fullmatch(r"\^[\w.-]{1,30}", match["note"]) else None
    if match["anchor"]:
        return _NOTES if _NOTE_PLACE.search(match["anchor"]) else None
    if match["sup"] or match["raised"]:
        return _of_raised(match, known, top)
    inner = _plain(match["square"] or match["wide"] or "")
    if _FILE.fullmatch(inner):
        return _FILES
    if inner.casefold() in known:
        return _LISTED
    numbers = _NUMBER.findall(inner)
    words = re.findall(r"[^\W\d_]+", inner)
    if not numbers or len(words) > _MOST_WORDS or (inner[:1] in "+-=<>≤≥" or "=" in inner):
        return None
    before = match.string[max(0, match.start() - 1) : match.start()]
    if _NOUGHT.search(inner):
        return None
    if any(number in known for number in numbers):
        # An index of a program stands against its name, and is told all the same: the list has it.
        return _LISTED
    if known or _CODE.search(before) or not top or words:
        return None
    return _CITED if all(0 < int(number) <= _FAR * top for number in numbers) else None


def _of_raised(match: re.Match[str], known: Collection[str], top: int) -> _Kind | None:
    if match["sup"] and _NOTE_PLACE.search(match["sup"]):
        return _NOTES
    said = _TAG.sub("", match["sup"] or match["raised"]).translate(FIGURES)
    numbers = re.findall(r"\d{1,3}", said)
    if not numbers or re.search(r"[^\W\d_]", said):
        return None
    before = match.string[max(0, match.start() - 6) : match.start()]
    if UNIT.search(before) or before[-1:].isdigit():
        return None
    if any(number in known for number in numbers) or (
        match["raised"] and len("".join(numbers)) > 1 and top
    ):
        return _RAISED
    return None


def _plain(inner: str) -> str:
    """What stands in brackets, with every kind of digit written as 0 to 9."""
    if inner.isascii():
        return inner.strip()
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in inner
    ).strip()
