"""The words of a document → the phrases that could name a theme, best first.

A phrase has one to three words and stands in two passages or more, but not in most of them. It is
the better the more passages it covers, the more it keeps to some sections, the more it behaves
like a noun, and if a heading has it. What the title says, the whole text is about.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dashboard.study.suggest.words import Word, Words

Key = tuple[str, ...]
"""The roots of a phrase's words."""

_GLUE = re.compile(r"\s+|[-–]")
_WEAK = re.compile(r".+(?:ly|ed|ing|able)")

MOST = 0.6
"""Share of the passages above which a phrase tells nothing apart."""

_LONGEST = 3
_FEWEST = 2
# So many passages more, and a phrase that two of them have is not among the best anyway.
_ONE_MORE_PER = 400
_ENOUGH = 0.3  # share of the passages beyond which more of them make a phrase no better
_PRIOR = 3  # passages that a phrase is taken to have in its sections by mere chance
_ABSORBED = 0.8
_FEWEST_HEADINGS = 3
_STRETCHES = 8
_SHORT_WORD = 4
_ENDS_IN_HEADING = 0.7


class Place(NamedTuple):
    """Where a phrase stands: a row of the words, and its first and last word there."""

    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words that stand together, in any of their endings."""

    key: Key
    places: tuple[Place, ...]
    rows: frozenset[int]
    score: float

    ends: float
    """How often it ends a group of words, as nouns do: from 0.2, never, to 1, always."""


def find(words: Words) -> list[Phrase]:
    """All phrases of a document that could name a theme."""
    places = _places(words)
    rows = {key: frozenset(place.row for place in found) for key, found in places.items()}
    longer = _longer(rows)
    weigh = _Weights(words)
    phrases = [
        weigh.phrase(key, tuple(places[key]), rows[key])
        for key in places
        if _FEWEST <= len(rows[key]) <= MOST * len(words.rows)
        and longer.get(key, 0) < _ABSORBED * len(rows[key])
    ]
    return sorted(phrases, key=lambda phrase: (-phrase.score, phrase.key))


def _places(words: Words) -> Mapping[Key, list[Place]]:
    """Where each phrase stands that some passages have: two, or more in a long text."""
    least = _FEWEST + len(words.rows) // _ONE_MORE_PER
    found: defaultdict[Key, list[Place]] = defaultdict(list)
    usable = {word: words.roots[word] for word in words.counts if words.is_usable(word)}
    for number, row in enumerate(words.rows):
        for at, word in enumerate(row):
            if word.text in usable:
                found[(usable[word.text],)].append(Place(number, at, at))
    often = {key[0] for key, places in found.items() if len(places) >= least}
    for number, row in enumerate(words.rows):
        roots = [root if (root := usable.get(word.text)) in often else None for word in row]
        for first, last in _stretches(words, row, roots):
            key = tuple(words.roots[word.text] for word in row[first : last + 1])
            found[key].append(Place(number, first, last))
    return {key: places for key, places in found.items() if len(places) >= least}


def _stretches(
    words: Words, row: tuple[Word, ...], roots: list[str | None]
) -> Iterator[tuple[int, int]]:
    """The first and last word of each phrase of two or three words in a row."""
    text, joints = words.text, words.language.joints
    is_glued = [bool(_GLUE.fullmatch(text, one.full, other.start)) for one, other in pairwise(row)]
    for first, root in enumerate(roots):
        if root is None:
            continue
        for last in range(first + 1, min(first + _LONGEST, len(row))):
            if not is_glued[last - 1]:
                break
            if roots[last] is not None:
                yield first, last
            elif row[last].text not in joints:
                break


def _longer(rows: Mapping[Key, frozenset[int]]) -> dict[Key, int]:
    """For each phrase the most passages that a longer one around it has."""
    most: dict[Key, int] = {}
    for key, found in rows.items():
        for start in range(len(key)):
            for end in range(start + 1, len(key) + 1):
                if (part := key[start:end]) != key:
                    most[part] = max(most.get(part, 0), len(found))
    return most


class _Weights:
    """What the phrases of one document are weighed by."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.sections = _sections(words)
        self.sizes = Counter(self.sections)
        self.title = frozenset(words.roots_of(words.document.title))
        self.headings = {
            roots[start:end]
            for roots in (words.roots_of(section.title) for section in words.document.sections)
            for start in range(len(roots))
            for end in range(start + 1, min(start + _LONGEST, len(roots)) + 1)
        }

    def phrase(self, key: Key, places: tuple[Place, ...], rows: frozenset[int]) -> Phrase:
        share = len(rows) / len(self.sections)
        cover = min(len(rows), _ENOUGH * len(self.sections)) ** 0.9 * (1 - share)
        follows, ends = self._noun(places)
        is_name = self._is_name(places)
        noun = 0.4 + 0.6 * min(1, 2 * follows + is_name)
        end = 0.2 + 0.8 * ends ** (1 if len(key) > 1 else 1.5)
        if len(key) > 1 and key in self.headings:
            end = max(end, _ENDS_IN_HEADING)  # there it stands as a whole
        score = cover * noun * end * self._shape(key, is_name) * (0.5 + self._spread(rows))
        return Phrase(key, places, rows, score, end)

    def _shape(self, key: Key, is_name: bool) -> float:
        weight = 1.7 if len(key) > 1 else 1.0
        if len(key) == 1 and len(key[0]) < _SHORT_WORD and not is_name:
            weight *= 0.4
        if _WEAK.fullmatch(key[-1]):
            weight *= 0.5
        if key[0].endswith("ly"):
            weight *= 0.3
        if key in self.headings:
            weight *= 1.6
        if self.title.issuperset(key):
            weight *= 0.3
        return weight

    def _spread(self, rows: frozenset[int]) -> float:
        """How far it keeps to some sections: 0 if it is everywhere alike, about 1 if in one.

        It is the information gained on the section by hearing the phrase, with some passages of
        chance added, so that two passages do not look like a rule.
        """
        counts = Counter(self.sections[row] for row in rows)
        gain, elsewhere = 0.0, 1.0
        for section, count in counts.items():
            usual = self.sizes[section] / len(self.sections)
            here = (count + _PRIOR * usual) / (len(rows) + _PRIOR)
            gain += here * math.log(here / usual)
            elsewhere -= usual
        if elsewhere > 1e-9:
            gain += (
                _PRIOR * elsewhere / (len(rows) + _PRIOR) * math.log(_PRIOR / (len(rows) + _PRIOR))
            )
        return gain / math.log(max(3, len(self.sizes)))

    def _noun(self, places: tuple[Place, ...]) -> tuple[float, float]:
        """Shares of the places after an article or the like, and before a stop or the like."""
        text, language = self.words.text, self.words.language
        follows = ends = 0
        for place in places:
            row = self.words.rows[place.row]
            if place.first:
                before, word = row[place.first - 1], row[place.first]
                gap = text[before.full : word.start]
                follows += before.text in language.heads and (gap.isspace() or not gap)
            if place.last + 1 == len(row):
                ends += 1
                continue
            word, after = row[place.last], row[place.last + 1]
            glue = _GLUE.fullmatch(text, word.full, after.start)
            ends += glue is None or (after.text in language.stop and glue[0].isspace())
        return follows / len(places), ends / len(places)

    def _is_name(self, places: tuple[Place, ...]) -> bool:
        """Whether it is mostly written with a capital, where no sentence begins with it."""
        text = self.words.document.text
        starts = [self.words.rows[place.row][place.first].start for place in places if place.first]
        return sum(text[start].isupper() for start in starts) > 0.7 * len(places)


def _sections(words: Words) -> list[int]:
    """The section of each row; of a text with hardly a heading, the eighth it stands in."""
    sections = words.document.sections
    if sum(bool(section.title) for section in sections) < _FEWEST_HEADINGS:
        size = max(5, len(words.rows) // _STRETCHES)
        return [row // size for row in range(len(words.rows))]
    return [number for number, section in enumerate(sections) for _ in section.passages]
