"""Text → the numbers in it that are years, and the periods from one year to another.

A number of four digits is more often an amount, a title or a name than a date. It is a year only
if the words before it say so and those after it do not say that it counts something.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.model import Span
from dashboard.reading.dates import words
from dashboard.reading.dates.words import AND, BEGIN, END, GAP, UNTIL, ahead

_YEAR = r"(1[5-9][0-9]{2}|20[0-9]{2}|2100)"
_ANY = re.compile(
    rf"""
    (?: {BEGIN}(?<!–)
    |   (?<=(?<!\w)(?i:pre|vor)-) | (?<=(?<!\w)(?i:post|nach)-)        # pre-2014
    )
    {_YEAR}
    (?: (?P<sign>/|{GAP}?[–-]{GAP}?) (?P<last>(?:[12][0-9])?[0-9]{{2}}) )?  # 2014–2017, 2016/17
    (?!\s?–[0-9]){END}
    """,
    re.VERBOSE,
)
_OTHER_END = re.compile(
    rf"{GAP}(?:{AND}|{UNTIL}){GAP}(?:(?:en|in){GAP})?(?:{_YEAR}{END}|(?P<amount>[0-9$€£]))"
)
_THROUGH = re.compile(rf"{GAP}(?:to|until|till|through|bis|à|a|hasta){GAP}{_YEAR}{END}")
_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_PLAIN = re.compile(
    r"(?:\A|[.!?:;,(\n—–][ \n]?"
    r"|(?<!\w)(?i:of|with|by|since|after|in|from|to|and|despite|than)[ \n])\Z"
)
_PREFIX = re.compile(r"[^\W\d_]-\Z")
_LIST = re.compile(
    rf"""
    (?:{GAP}?\[[^\[\]\n]{{1,20}}\]){{0,5}}                             # marks after the last year
    (?:,|,?{GAP}(?:and|or|und|oder|et|ou|y|o)){GAP}(?:(?:in|en){GAP})?
    """,
    re.VERBOSE,
)
_NEXT = re.compile(
    rf"{GAP}?(?:(?P<word>[^\W\d_][\w’'-]{{0,30}})|(?P<title>:{GAP}[A-ZÄÖÜÉÀ])"
    rf"|(?P<sign>[0-9%°€$£‰+×]))?"
)
_BEFORE_CHRIST = re.compile(rf"{GAP}?(?:BC|B\.{GAP}?C|v\.|av\.|a\.{GAP}?C)")

_STRONG = ahead(words.STRONG)
_WEAK = ahead(words.WEAK)
_TWO_ENDED = ahead("between|zwischen|entre|from|von|de|del|desde|depuis")
_COUNTED = ahead(f"(?:{words.COUNTED}) (?:of|von|de|from)")
_DETERMINER = ahead(
    r"(?:(?:the|an?|this|that|its|his|her|their|our|every|each)|[^\W\d_]{1,30}['’]s)"
    r"(?: (?:first|last|new|old|late|failed|joint|own|recent|[a-z]{3,12}(?:ed|al|ous|ic|ive|ful)))?"
)
_GERMAN = ahead("bis|ab|nach|vor|von|zwischen")
_BARE = ahead(words.BARE)
_NAMED = ahead(words.NAMED)
_ACROSS = ahead("over|across|for|für|para|pour")
_SMALL = re.compile(rf"(?<!\w)[a-zäöüß]{{2,30}}{GAP}\Z")
# Before the full stop stands a whole word, for `No. 2017` is no new sentence.
_HEAD = re.compile(rf"(?:\A|(?:[^\W_]{{4,30}}|[\]\"”’)])[.!?…][\"”’)]?{GAP}|\n)\Z")
_OPEN = re.compile(r"[(]\Z")


def find(text: str, dated: Sequence[Span]) -> Iterator[tuple[Span, int, int]]:
    """The years and periods of years in a text, with their first and last year.

    Args:
        text: With what is no prose blanked out, and the dates already found.
        dated: Where those stand; a year may be one more of their list.
    """
    ends = sorted(span.end for span in dated)
    listed = 0  # where the last year ends
    place = 0
    while match := _ANY.search(text, place):
        before = text[max(0, match.start() - 40) : match.start()]
        place = match.end(1)
        if match["last"]:
            found = _dashed(match, before)
            # What is no period is no year either: 2005-98, 2016/2014.
            place = match.end()
        else:
            at = bisect_left(ends, match.start()) - 1
            last = max(listed, ends[at] if at >= 0 else 0)
            is_listed = bool(last and _LIST.fullmatch(text, last, match.start()))
            found = _single(match, before, is_listed)
        if found:
            yield found
            listed = place = found[0].end


def is_amount(text: str, end: int, year: str) -> bool:
    """Whether what ends in a round year goes on so that the number rather counts something."""
    if not year.endswith("00"):
        return False
    word = _word(text, end)
    return word is None or (_is_plural(word) and not _is_function(word))


def is_alone(text: str, end: int) -> bool:
    """Whether nothing follows that a number could count, as after `c. 1250`."""
    word = _word(text, end)
    return word is not None and _is_clear(word)


def _dashed(match: re.Match[str], before: str) -> tuple[Span, int, int] | None:
    """A period such as 2017–2020, 2016/17 or 1914–18."""
    first, written, sign = int(match[1]), match["last"], match["sign"].strip()
    last = int(written) if len(written) == 4 else first - first % 100 + int(written)
    word = _word(match.string, match.end())
    is_near = first < last <= (first + 150 if len(written) == 4 else first + 30)
    if not is_near or last > 2100 or word is None or (sign == "/" and last != first + 1):
        return None
    if (first % 100 == 0 or last % 100 == 0) and _is_plural(word) and not _is_function(word):
        return None
    if (_STRONG.search(before) or _OPEN.search(before) or _ACROSS.search(before)) or (
        _DETERMINER.search(before) and word and not _is_plural(word)
    ):
        return Span(*match.span()), first, last
    if _WEAK.search(before) and not _COUNTED.search(before) and _is_clear(word):
        return Span(*match.span()), first, last
    return None


def _single(match: re.Match[str], before: str, is_listed: bool) -> tuple[Span, int, int] | None:
    """One year, or two with a word between."""
    text, year = match.string, int(match[1])
    word = _word(text, match.end(1))
    if word is None:
        return None
    if _TWO_ENDED.search(before) and (other := _OTHER_END.match(text, match.end(1))):
        return None if _COUNTED.search(before) else _two_ended(match, other)
    if (
        (other := _THROUGH.match(text, match.end(1)))
        and (_STRONG.search(before) or _DETERMINER.search(before))
        and (period := _two_ended(match, other))
    ):
        return period
    is_owner = year % 10 != 0 and _POSSESSIVE.match(text, match.end(1)) and _PLAIN.search(before)
    if (is_owner and 1900 < year < 2100) or _is_year(year, word, before, is_listed):
        return Span(match.start(1), match.end(1)), year, year
    return None


def _two_ended(match: re.Match[str], other: re.Match[str]) -> tuple[Span, int, int] | None:
    """A period such as `2014 to 2016`, if its other end is a later year."""
    year, last = int(match[1]), int(other[1] or 0)
    after = _word(match.string, other.end()) if other[1] else None
    is_countable = after is None or (last % 100 == 0 and not _is_function(after))
    return None if last <= year or is_countable else (Span(match.start(), other.end()), year, last)


@dataclass(frozen=True, slots=True)
class _Near:
    """A number that may be a year, with what stands around it."""

    year: int
    word: str
    """What follows; `""` if nothing does."""

    before: str
    is_listed: bool
    """Whether a year stands before it in the same list."""

    @property
    def is_modern(self) -> bool:
        """A year of which texts speak without saying so; a round number rather counts things."""
        return 1900 < self.year < 2100 and self.year % 100 != 0

    @property
    def is_free(self) -> bool:
        """Whether what follows cannot be counted by it."""
        return _is_clear(self.word) or self.word.lower() in words.EVENTS

    @property
    def is_no_noun(self) -> bool:
        """In German the nouns have a capital, elsewhere the names."""
        return self.word[:1].isupper() != bool(_GERMAN.search(self.before))

    @property
    def is_followed_by_function(self) -> bool:
        return _is_function(self.word)


def _is_event(near: _Near) -> bool:
    if near.word in words.PLANS:
        return False
    is_event = near.word.lower() in words.EVENTS
    return is_event or (near.is_modern and not _is_plural(near.word))


_YEAR_CASES: tuple[tuple[Callable[[_Near], object], Callable[[_Near], bool]], ...] = (
    # what stands there                        → when the number is a year then
    (  # during 2017, since 2000
        lambda near: _STRONG.search(near.before),
        lambda near: near.is_free or near.is_modern,
    ),
    (  # post-2014 sanctions
        lambda near: _PREFIX.search(near.before),
        lambda near: near.is_modern,
    ),
    (  # in 2017, by 2017
        lambda near: _WEAK.search(near.before),
        lambda near: (
            (near.is_free or (near.is_no_noun and near.is_modern))
            and not _COUNTED.search(near.before)
        ),
    ),
    (  # the 2016 election
        lambda near: (
            _DETERMINER.search(near.before) and near.word and not near.is_followed_by_function
        ),
        _is_event,
    ),
    (  # at the head of a sentence
        lambda near: _HEAD.search(near.before) and near.word.lower() in words.OPENERS,
        lambda near: near.year % 100 != 0,
    ),
    (  # 2014, 2016 and 2017
        lambda near: near.is_listed,
        lambda near: (
            near.is_modern
            and (
                near.is_followed_by_function or (near.word.islower() and not _is_plural(near.word))
            )
        ),
    ),
    (  # Brexit 2016
        lambda near: _NAMED.search(near.before),
        lambda near: (
            near.is_modern and (near.is_followed_by_function or not near.word[:1].isupper())
        ),
    ),
    (  # alone
        lambda near: _BARE.search(near.before),
        lambda near: near.is_modern and not near.word[:1].isupper(),
    ),
    (  # die Wahl 2016 wurde
        lambda near: near.word in words.GERMAN_NEXT and _SMALL.search(near.before),
        lambda near: near.is_modern,
    ),
)
"""When a number is a year, read from the top: the first case that is there decides, none is no."""


def _is_year(year: int, word: str, before: str, is_listed: bool) -> bool:
    near = _Near(year, word, before, is_listed)
    return next((is_so(near) for is_there, is_so in _YEAR_CASES if is_there(near)), False)


def _word(text: str, end: int) -> str | None:
    """The word after a number; `""` if none follows, `None` if it makes it no year."""
    match = _NEXT.match(text, end)
    if match is None or match["title"] or match["sign"] or _BEFORE_CHRIST.match(text, end):
        return None
    word: str = match["word"] or ""
    return None if word.lower().rstrip(".") in words.UNITS else word


def _is_function(word: str) -> bool:
    """Whether no noun follows that the number could count."""
    return not word or word.lower() in words.FUNCTION


def _is_clear(word: str) -> bool:
    """The same, and verbs in the past: the treaty of 1987 banned."""
    return _is_function(word) or word.endswith("ed")


def _is_plural(word: str) -> bool:
    return word.endswith(("s", "x")) and word.lower() not in words.EVENTS
