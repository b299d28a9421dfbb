"""A document → the words of each passage, told apart from marks, addresses and markup.

Places count in the folded text, which is as long as the text itself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.model import Document, Passage
from dashboard.study.codebook import folded
from dashboard.study.suggest.sections import is_apparatus
from dashboard.vocabulary.stop_words import Language, language_of

_JUNK = re.compile(
    r"https?://\S+|www\.\S+|@\S+|<[^<>]{1,200}>|\\[a-zA-Z]+|\{\{[^{}]{0,300}\}\}"
    r"|`[^`\n]{1,200}`|&[a-z]{2,6};"
)
_WORD = re.compile(r"(?:(?<!\w)[^\W\d_]\.){2,4}(?!\w)|\w+(?:'[^\W\d_]+)?")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|all|dell|nell|sull|un)'(?=\w\w)")
_GENITIVE = "'s"
# Scripts that put no space between words: a term finds whole words only, so none could be one.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_MOST_UNSPACED = 0.2
_BREAK = "\0"

# An ending, and the fewest letters of the word it is taken from.
_ENDINGS = (
    *(("s", 3), ("es", 4), ("ed", 5), ("d", 4), ("ing", 5)),
    *(("en", 4), ("er", 5), ("n", 4), ("e", 4), ("x", 4)),
)
_FEWEST_SHARED = 5


class Word(NamedTuple):  # not a frozen dataclass, of which 90,000 take three times as long
    """One word of a passage."""

    text: str
    """Folded; without an elided article before it and `'s` after it."""

    start: int
    end: int

    full: int
    """Where it ends if `'s` is counted."""


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a document, and what they have in common."""

    document: Document
    text: str
    """Folded."""

    rows: tuple[tuple[Word, ...], ...]
    """A row per passage, empty for those below a list of sources."""

    counts: Mapping[str, int]
    roots: Mapping[str, str]
    """Each word → one word that stands for it and its other endings in the text."""

    language: Language

    def roots_of(self, text: str) -> tuple[str, ...]:
        """The roots of the words of a title."""
        words = _WORD.findall(folded(text).replace("_", " "))
        return tuple(self.roots.get(word, word) for word in words)

    def is_usable(self, word: str) -> bool:
        """Whether a phrase may begin or end with it."""
        return (
            len(word) > 1
            and word[0].isalpha()
            and "_" not in word
            and word not in self.language.stop
            and not _UNSPACED.search(word)
        )


def read(document: Document) -> Words | None:
    """The words of a document; `None` if its script puts no space between them."""
    text = folded(document.text)
    rows = tuple(
        () if is_apparatus(section.title) else tuple(_words(text, passage))
        for section in document.sections
        for passage in section.passages
    )
    counts = Counter(word.text for row in rows for word in row)
    unspaced = sum(count for word, count in counts.items() if _UNSPACED.search(word))
    if not counts or unspaced > _MOST_UNSPACED * counts.total():
        return None
    return Words(document, text, rows, counts, _roots(counts), language_of(counts))


def _words(text: str, passage: Passage) -> Iterator[Word]:
    first = passage.span.start
    piece = _JUNK.sub(lambda match: _BREAK * len(match[0]), _without_marks(text, passage))
    for match in _WORD.finditer(piece):
        word, start, end = match[0], first + match.start(), first + match.end()
        full = end
        if "'" in word:
            if elided := _ELISION.match(word):
                word, start = word[elided.end() :], start + elided.end()
            if word.endswith(_GENITIVE):
                word, end = word.removesuffix(_GENITIVE), end - len(_GENITIVE)
        yield Word(word, start, end, full)


def _without_marks(text: str, passage: Passage) -> str:
    """The text of a passage, as long as it was, with a break for each letter of a mark."""
    parts, at = [], passage.span.start
    for span in sorted((citation.span for citation in passage.citations), key=lambda s: s.start):
        parts += [text[at : span.start], _BREAK * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join([*parts, text[at : passage.span.end]])


def _roots(counts: Mapping[str, int]) -> dict[str, str]:
    above: dict[str, str] = {}
    siblings: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        for ending, fewest in _ENDINGS:
            base = word.removesuffix(ending)
            if base == word or len(base) < fewest:
                continue
            if base in counts or (ending in ("ed", "ing") and base + "e" in counts):
                above[word] = base if base in counts else base + "e"
                break
            if len(base) >= _FEWEST_SHARED and ending in ("s", "es", "ed", "ing"):
                siblings[base].append(word)
        if word.endswith("ies") and word[:-3] + "y" in counts:
            above[word] = word[:-3] + "y"
    for words in siblings.values():
        left = [word for word in words if word not in above]
        above.update((word, left[0]) for word in left[1:])
    return {word: _top(word, above) for word in counts}


def _top(word: str, above: Mapping[str, str]) -> str:
    # Endings only ever go, but for the `e` of `rate` that `rating` leads to: no way leads round
    # more often than there are words.
    seen: Collection[str] = {word}
    while word in above and above[word] not in seen:
        word = above[word]
        seen = {*seen, word}
    return word
