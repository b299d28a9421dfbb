"""The words of a document → the phrases that could name a theme, and groups of these.

A phrase has one to three words and stands in two passages or more, but not in most of them. It is
the better the more passages it covers, the more it keeps to some sections, the more it behaves
like a noun, and if a heading has it. What the title says, the whole text is about.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dashboard.study.codebook import folded
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

_LAST_WORD = re.compile(r"(?:\w\.){2,4}\Z|\w+(?:'\w+)?\Z")

MOST_TERMS = 6
_LONGEST_TERM = 100
_POOL = 200
_MOST_PASSAGES = 0.35  # share of the text that a group may grow to
_MOST_SHARED = 0.6  # share of a phrase's passages that an earlier group may have
_BROADER = 1.5  # `climate` joins `climate change` only if it hardly stands for more
_SAME_WORD = 0.7
_LEAST_WORTH = 0.12
_FEWEST_FOR_A_STEM = 4
_MOST_GROUPS = 24
_FEWEST_ALONE = 3
_NOUN = 0.6
_A_NOUN = 0.45
_SHORT_TEXT = 40
_COMPANY_IN_SHORT, _COMPANY, _MUCH_COMPANY = 4.5, 7.0, 15.0


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


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes a theme."""

    name: str
    terms: tuple[str, ...]


def group(words: Words) -> Iterator[Group]:
    """Groups of phrases, the best first."""
    for cluster in _clusters(words):
        terms = list(dict.fromkeys(term for one in cluster for term in _terms(words, one)))
        kept = [term for term in terms if not any(_holds(term, other) for other in terms)]
        yield Group(_name(words, cluster[0]), tuple(kept[:MOST_TERMS]))


class _Pool:
    """The phrases of one document that are not yet in a group."""

    def __init__(self, words: Words, phrases: Sequence[Phrase]) -> None:
        self.phrases = phrases
        self.used: set[tuple[str, ...]] = set()
        self.n_rows = len(words.rows)
        title = words.roots_of(words.document.title)
        self._vain = words.language.stop.union(title)

    def content(self, phrase: Phrase) -> frozenset[str]:
        """Its words that say something in this document."""
        return frozenset(phrase.key) - self._vain

    def grown(self, seed: Phrase) -> tuple[float, list[Phrase]]:
        """A phrase with those that go with it, and what they are worth together."""
        cluster, rows, worth = [seed], seed.rows, seed.score
        self.used.add(seed.key)
        ties = {one.key: self._tie(seed, one) for one in self.phrases}
        while len(cluster) < MOST_TERMS:
            room = max(_MOST_PASSAGES * self.n_rows, len(rows))
            found = [
                (one.score * ties[one.key], one)
                for one in self.phrases
                if one.key not in self.used and ties[one.key] and len(one.rows | rows) <= room
            ]
            gain, best = max(found, key=lambda pair: pair[0], default=(0.0, seed))
            if gain < _LEAST_WORTH * seed.score:
                break
            cluster.append(best)
            self.used.add(best.key)
            rows, worth = rows | best.rows, worth + gain / 2
        return worth, cluster

    def _tie(self, seed: Phrase, other: Phrase) -> float:
        """How much another phrase belongs to a first: for a word they share, and for company."""
        is_part = set(other.key) < set(seed.key)
        if is_part and not len(seed.rows) < len(other.rows) <= _BROADER * len(seed.rows):
            return 0.0
        if set(seed.key) < set(other.key) and other.rows <= seed.rows:
            return 0.0  # it finds nothing that the first does not
        tie = _SAME_WORD if self.content(seed) & self.content(other) else 0.0
        joint = len(seed.rows & other.rows)
        if joint < 2 or 2 * joint < len(other.rows):
            return tie
        if len(other.key) == 1 and other.ends <= _NOUN:
            return tie
        # Twice the log-likelihood ratio, as a measure of how unlikely so much company is by chance.
        company = 2 * joint * math.log(joint * self.n_rows / (len(seed.rows) * len(other.rows)))
        if company >= (_COMPANY_IN_SHORT if self.n_rows < _SHORT_TEXT else _COMPANY):
            tie += joint / len(other.rows) * min(1, company / _MUCH_COMPANY)
        return tie


def _clusters(words: Words) -> list[list[Phrase]]:
    """The phrases that begin a group, with those that go with them; the best groups first."""
    pool = _Pool(words, find(words)[:_POOL])
    told: list[frozenset[int]] = []
    names: set[str] = set()
    found: list[tuple[float, list[Phrase]]] = []
    for phrase in pool.phrases:
        shared = max((len(phrase.rows & rows) for rows in told), default=0)
        is_told = shared >= _MOST_SHARED * len(phrase.rows) or names & pool.content(phrase)
        if phrase.key in pool.used or is_told or (len(phrase.key) == 1 and phrase.ends < _A_NOUN):
            continue
        worth, cluster = pool.grown(phrase)
        if len(cluster) == 1 and len(phrase.rows) < _FEWEST_ALONE:
            continue  # nor does it keep others from telling its words
        told.append(frozenset().union(*(one.rows for one in cluster)))
        names |= pool.content(phrase)
        found.append((worth, cluster))
        if len(found) >= _MOST_GROUPS:
            break
    found.sort(key=lambda pair: -pair[0])
    return [cluster for _, cluster in found]


def _name(words: Words, phrase: Phrase) -> str:
    """The phrase as the text mostly writes it."""
    counts = Counter(folded(_written(words, place)) for place in phrase.places)
    return _spelt(words, phrase)[min(counts, key=lambda form: (-counts[form], form))]


def _spelt(words: Words, phrase: Phrase) -> dict[str, str]:
    """Each folded form of a phrase, and its letters as they stand amid a sentence if it does."""
    counts = Counter((_written(words, place), place.first > 0) for place in phrase.places)
    spelt: dict[str, str] = {}
    for form, _ in sorted(counts, key=lambda key: (-key[1], -counts[key], key)):
        spelt.setdefault(folded(form), form)
    return spelt


def _terms(words: Words, phrase: Phrase) -> list[str]:
    """What finds a phrase: every way it is written, several endings of its last word as one."""
    spelt = _spelt(words, phrase)
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for form in sorted(spelt):
        last = _LAST_WORD.search(form)
        by_start[form[: last.start() if last else 0]].append(form)
    found = []
    for start, endings in by_start.items():
        stem = _shared_start(endings[0], endings[-1])  # of a sorted list, all of them share it
        root = words.roots.get(phrase.key[-1], "")
        is_stem = len(stem) - len(start) >= _FEWEST_FOR_A_STEM and all(
            words.roots[word] == root
            for word in words.counts
            if word.startswith(stem[len(start) :])
        )
        if len(endings) > 1 and is_stem:
            found.append(spelt[endings[0]][: len(stem)] + "*")
        else:
            found += [spelt[ending] for ending in endings]
    return [term for term in found if len(term) <= _LONGEST_TERM]


def _shared_start(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return one[:size]


def _written(words: Words, place: Place) -> str:
    row = words.rows[place.row]
    text = words.document.text[row[place.first].start : row[place.last].end]
    return " ".join(text.split())


def _holds(term: str, other: str) -> bool:
    """Whether a term stands in each place where another one does, and in more."""
    if term == other:
        return False
    stem = re.escape(folded(other.removesuffix("*")))
    ending = r"\w*" if other.endswith("*") else ""
    return bool(re.search(rf"(?<!\w){stem}{ending}(?!\w)", folded(term.removesuffix("*"))))
