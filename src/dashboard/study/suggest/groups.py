"""Phrases → groups of those that stand in the same passages, each with a name and its terms."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.study.codebook import folded
from dashboard.study.suggest.phrases import Phrase, Place, find
from dashboard.study.suggest.words import Words

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
