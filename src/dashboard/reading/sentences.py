"""A paragraph → the sentences in it, as spans.

The sentences tile the paragraph: what lies between two of them is white space.
A citation mark after a stop belongs to the sentence before it (`ended. [3] Then`),
unless it is the subject of the next (`ended. [3] argues that`).

A rule-based splitter, since it must be exact about offsets, fast, and the same
on every machine. Each stop is looked at once, and only a bounded stretch around
it, so that time grows with the length of the text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dashboard.model import Span
from dashboard.reading.dates.words import MONTHS
from dashboard.vocabulary.abbreviations import (
    ALWAYS,
    BEFORE_NUMBER,
    BY_LANGUAGE,
    MAY_END,
    OF_A_LIFE,
    STARTERS,
)

_STOP = re.compile(r"[.!?…。！？؟।॥۔][.!?…。！？؟।॥۔]*+(?:(?<=[.!?…])(?:[ \u00a0]\.)++)?+")
_WIDE_STOPS = frozenset("。！？؟।॥۔")
_CLOSING = re.compile(
    r"(?:[ \u00a0\u202f]»)?[\"'”’»›)\]}」』）】*_]*+(?:(?:<cite>)?</[a-z]{1,12}>)*+"
)
_TAGS = re.compile(r"(?:</?[a-z]{1,12}>)++")
"""Round sentences and marks, as in `<statement>Ended.<cite>[3-4]</cite></statement>`."""

_GAP = re.compile(r"[ \t\u00a0]{0,2}\n?[ \t]{0,3}")
_NOTE = re.compile(r"\[(?!cite_start\])[^\[\]\n]{1,40}\](?!\()|[¹²³⁰⁴-⁹]++(?:[,–][¹²³⁰⁴-⁹]++)*")
_ENCLOSED = re.compile(
    r"[(（][ \t]?(?:\[[^\[\]\n]{1,200}\](?:\[[^\[\]\n]{0,80}\]|\(https?:[^()\s]{1,400}\))?"
    r"[ \t\n]?(?:[,;，；、]|and |&)?[ \t\n]?)++[)）]"
)
"""Nothing but marks in a parenthesis, with the words of links: `([Vell][1], [Port][2])`."""

_BRACKET = re.compile(r"\[")
_PAGES = re.compile(r":\d{1,4}(?:[–-]\d{1,4})?(?=[\s\[]|\Z)")
"""Of the source, as Wikipedia writes them after a mark: `[3]:212–13`."""

_OPENING = re.compile(
    r"(?:\s{0,3}(?:\[cite_start\]|</?[a-z]{1,12}>)){0,4}[\"'“‘«„(\[*_\s—–¿¡-]{0,40}"
)
_SPACE = re.compile(r"\s*+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_WORD_BACKWARDS = re.compile(r"[^\s()\[\]{}\"“”‘'«„/—–-]+")
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NUMBERED = re.compile(r"\b([^\W\d_]{1,8})\.\s?\Z")
_LABEL = re.compile(r"[A-Z]?\d|[IVXLC]+\b|[A-Z]\b")
_SPEECH = re.compile(
    r"\s+(?:[A-ZÀ-Þ][\w’'-]{0,30}\s+){1,3}(?:said|asked|wrote|replied|added|told)\b"
)
_RUNS_ON = re.compile(r"[」』”’）)]+[ぁ-んァ-ン]|[，、；：,;)]")
_YEAR = re.compile(r"(?:c\.[ \u00a0]?)?[1-9]\d{2,3}(?!\d)")
_YEAR_NEXT = re.compile(r"[^\W\d_]+[ \u00a0][12]\d{3}\b")
_ABBREVIATIONS = ALWAYS | BEFORE_NUMBER | MAY_END
_TO_MARKS = frozenset(("ref", "refs"))
_LOOK_BACK = 32
"""Characters before a stop in which its word is sought; no abbreviation is longer."""


def split(text: str, span: Span, marks: Sequence[Span], language: str = "en") -> Iterator[Span]:
    """Split the paragraph at `span` into sentences without white space at their ends.

    Args:
        text: The document's text.
        span: The paragraph, without white space at its ends.
        marks: The citation marks in it, in reading order.
        language: BCP 47 tag, for the abbreviations.
    """
    extra = BY_LANGUAGE.get(language.split("-")[0].lower(), frozenset())
    paragraph = _Paragraph(text, span.end, {mark.start: mark.end for mark in marks}, extra)
    start = span.start
    word = paragraph.first_word(start)
    n_passed, n_marks = 0, len(marks)
    for stop in _STOP.finditer(text, span.start, span.end):
        place = stop.start()
        if word is None or place < word:
            continue
        while n_passed < n_marks and marks[n_passed].end <= place:
            n_passed += 1
        if n_passed < n_marks and marks[n_passed].start < place:
            continue  # inside a mark
        end = paragraph.sentence_end(stop, start)
        if end is None:
            continue
        following = paragraph.skip(_SPACE, end)
        word = paragraph.first_word(following)
        if word is None:
            break
        yield Span(start, end)
        start = following
    yield Span(start, span.end)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    end: int
    marks: Mapping[int, int]
    """Where a citation mark starts → where it ends."""

    abbreviations: AbstractSet[str]
    """Those of the document's language."""

    def skip(self, pattern: re.Pattern[str], start: int) -> int:
        """Where `pattern`, which may match nothing, ends."""
        match = pattern.match(self.text, start, self.end)
        return match.end() if match else start

    def first_word(self, start: int) -> int | None:
        """Where the first letter or digit stands."""
        if start < self.end and self.text[start].isalnum():
            return start
        match = _LETTER_OR_DIGIT.search(self.text, start, self.end)
        return match.start() if match else None

    def sentence_end(self, stop: re.Match[str], start: int) -> int | None:
        """Where the sentence that began at `start` ends, if `stop` ends it."""
        # Most stops are of a few kinds that need none of the search that the others do.
        end = stop.end()
        after = self.text[end : min(end + 2, self.end)]
        if after[:1] == " " and end + 1 not in self.marks:
            if after[1:].isupper():
                abbreviated = stop[0] == "." and self._abbreviated(stop, start, end + 1)
                return None if abbreviated else end
            if after[1:].islower() and stop[0] == ".":
                return None
        elif after[:1].isalpha() and end not in self.marks:
            if stop[0] in _WIDE_STOPS:
                return end
            if stop[0] == ".":
                return None  # `U.S`, `example.org`
        elif stop[0] == "." and "0" <= after[:1] <= "9" and end not in self.marks:
            return None  # `2.5`
        return self._sentence_end(stop, start)

    def _sentence_end(self, stop: re.Match[str], start: int) -> int | None:
        wide = stop[0][0] in _WIDE_STOPS
        closed = self.skip(_CLOSING, stop.end())
        end, apart = self._after_marks(closed)
        if end == self.end:
            return end
        if end > closed and self._word_before(stop).lower() in _TO_MARKS:
            return None  # `see refs. [3] and [4]`

        glued = not self.text[end].isspace()
        following = self.skip(_OPENING, end)
        next_char = self.text[following] if following < self.end else ""
        if wide:
            return None if _RUNS_ON.match(self.text, stop.end(), self.end) else end
        if glued and (end == closed or not (next_char.isupper() or _is_caseless(next_char))):
            return None
        if next_char.islower():
            # `ended. [3] argues that`: the mark opens the next sentence.
            opens = (
                apart
                and not self._abbreviated(stop, start, following)
                and self.text[self.skip(_GAP, closed)] not in "(（"
            )
            return closed if opens else None
        if stop[0] == "." and self._abbreviated(stop, start, following):
            return end if end > closed and not apart and self._dotted(stop) else None
        if (
            closed > stop.end()
            and "." not in stop[0]
            and _SPEECH.match(self.text, closed, self.end)
        ):
            return None  # “Is it?” Smith asked.
        return end

    def _after_marks(self, start: int) -> tuple[int, bool]:
        """Where the marks that follow a stop end, and whether a space precedes them."""
        end, apart = start, False
        while True:
            begin = self.skip(_GAP, end)
            if self.text.startswith("<", begin) and begin not in self.marks:
                begin = self.skip(_TAGS, begin)
            if begin in self.marks:
                after = self.marks[begin]
            elif enclosed := self._after_enclosed(begin):
                after = enclosed
            elif note := _NOTE.match(self.text, begin, self.end):
                after = note.end()
            else:
                break
            apart = apart or (end == start and begin > end)
            end = self.skip(_PAGES, after)
        if end > start and self.text.startswith("</", end):
            end = self.skip(_CLOSING, end)
        if end > start and self.text.startswith("。", end, self.end):
            end += 1  # `文。[1]。`: the second stop is the same sentence's
        return end, apart

    def _after_enclosed(self, begin: int) -> int | None:
        """Where a parenthesis ends that begins here and holds nothing but marks."""
        if begin >= self.end or self.text[begin] not in "(（":
            return None
        match = _ENCLOSED.match(self.text, begin, self.end)
        has_mark = match and any(
            bracket.start() in self.marks
            for bracket in _BRACKET.finditer(self.text, begin, match.end())
        )
        return match.end() if match and has_mark else None

    def _word_before(self, stop: re.Match[str]) -> str:
        begin = max(stop.start() - _LOOK_BACK, 0)
        match = _WORD_BACKWARDS.match(self.text[begin : stop.start()][::-1])
        return match[0][::-1] if match else ""

    def _is_known(self, lower: str) -> bool:
        return lower in _ABBREVIATIONS or lower in self.abbreviations

    def _dotted(self, stop: re.Match[str]) -> bool:
        return _DOTTED.fullmatch(self._word_before(stop)) is not None

    def _abbreviated(self, stop: re.Match[str], start: int, following: int) -> bool:
        """Whether the full stop belongs to its word rather than to the sentence."""
        word = self._word_before(stop)
        lower = word.lower()
        if len(word) > 1 and word.isalpha() and not self._is_known(lower):
            return False
        begin = stop.start() - len(word)
        after = _NEXT_WORD.match(self.text, following, self.end)
        spelled = self.text.startswith(".", after.end()) if after else False
        stopped = _Stopped(
            self, word, lower, begin, start, following, after[0] if after else "", spelled
        )
        return next(
            (abbreviated(stopped) for meets, abbreviated in _CASES if meets(stopped)), False
        )


@dataclass(frozen=True, slots=True)
class _Stopped:
    """A word with a full stop, and what stands after it."""

    paragraph: _Paragraph
    word: str
    lower: str
    """The word in small letters."""

    begin: int
    """Where it begins."""

    start: int
    """Where its sentence begins."""

    following: int
    """Where the next word begins."""

    after: str
    """The next word; empty if a digit or nothing follows."""

    is_spelled: bool
    """Whether a full stop stands after that too, as after the A of `A. Price`."""

    def goes_on(self, pattern: re.Pattern[str]) -> bool:
        """Whether what follows begins as `pattern` says."""
        return pattern.match(self.paragraph.text, self.following, self.paragraph.end) is not None

    def meets_starter(self) -> bool:
        """Whether the next word opens sentences."""
        return not self.is_spelled and self.after in STARTERS

    def is_letter(self) -> bool:
        """Whether it is a single letter."""
        return len(self.word) == 1 and self.word.isalpha()

    def counts(self) -> bool:
        """Whether it is a number that counts something: `1. Title`, `am 2. August`."""
        if self.begin == self.start:
            return len(self.word) <= 2
        if "tel" not in self.paragraph.abbreviations or len(self.word) > 2:  # not German
            return False
        near = max(self.begin - _LOOK_BACK, self.start)
        label = _NUMBERED.search(self.paragraph.text, near, self.begin)
        return label is None or label[1].lower() not in BEFORE_NUMBER  # `Tab. 4.` is no fourth


_CASES: tuple[tuple[Callable[[_Stopped], bool], Callable[[_Stopped], bool]], ...] = (
    # `am 24. Februar 2017`, in a text whose language nobody named
    (
        lambda at: (
            at.word.isdigit()
            and len(at.word) <= 2
            and at.after in MONTHS
            and at.goes_on(_YEAR_NEXT)
        ),
        lambda _: True,
    ),
    # `1. Title`
    (lambda at: at.word.isdigit(), _Stopped.counts),
    # `(b. 1960)`, `(d. March 1999)`
    (
        lambda at: at.word in OF_A_LIFE and (at.after in MONTHS or at.goes_on(_YEAR)),
        lambda _: True,
    ),
    # `Fig. 3`, `p. A`; not `see fig. A reader …`
    (
        lambda at: at.lower in BEFORE_NUMBER and at.goes_on(_LABEL),
        lambda at: len(at.word) == 1 or not at.meets_starter(),
    ),
    # `Dr. The`; in German not `usw. Der`, which ends sentences too
    (
        lambda at: at.lower in ALWAYS or at.lower in at.paragraph.abbreviations,
        lambda at: not (at.lower in MAY_END and at.meets_starter()),
    ),
    # `Vell Inc. rose`, `U.S. Senate`; not `Vell Inc. The`
    (
        lambda at: at.lower in MAY_END or _DOTTED.fullmatch(at.word) is not None,
        lambda at: not at.meets_starter(),
    ),
    # `z. B.`
    (lambda at: at.is_letter() and at.is_spelled and len(at.after) == 1, lambda _: True),
    # `J. Ames`; not `than I. Rain`
    (
        lambda at: at.is_letter() and at.word.isupper() and at.word != "I",
        lambda at: not at.meets_starter(),
    ),
)
"""Of a word with a full stop: the first case that it meets says whether it is abbreviated.

Ordinary words never come here; what meets no case ends its sentence.
"""


def _is_caseless(char: str) -> bool:
    """Whether a letter has no case, as in Chinese, Arabic or Hindi."""
    return char.isalpha() and not char.isupper() and not char.islower()
