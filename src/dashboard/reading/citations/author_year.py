"""Marks by author and year: `(Ames, 2019; Bell et al., 2020)`, `Ames (2019)`.

Only with a dictionary: the text's reference list or, without one, the names that stand
with `et al.` or in pairs. Without it a good half of what looks like them is something
else: `(ICLR 2025)`, `(Broadway, 1978)`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar
from dashboard.reading.sources.entry import UNDATED, undated

_YEAR = rf"(?:(?:1[5-9]|20)\d\d[a-z]?|{UNDATED})"
_SUFFIXES = r"(?:\s?[,–-]\s?[a-h](?!\w)){0,6}"
"""Letters of further works of the year: `2003a, b`, `2003a–c`."""

_YEARS_IN_ROW = rf"{_YEAR}{_SUFFIXES}(?:\s?,\s?{_YEAR}{_SUFFIXES}){{0,5}}"
_NAME = r"(?:(?:van|von|de|der|den|del|di|la|le|el|al|ten|ter)[ -]){0,3}[A-ZÀ-ÞŁŚŠŽČ][\w’'-]{0,40}"
_SHORT = r"\[[\w&-]{1,20}\]"
"""The short name of an organisation: `(World Health Organization [WHO], 2021)`."""

_AND = r"(?:and|&amp;|&|und|y|e|et|og|och)"
_ET_AL = (
    r"(?:et\sal\.?,?|and\sothers|and\scolleagues|und\sandere|u\.\s?a\.|y\sotros|e\soutros|e\saltri"
    r"|et\scoll\.)"
)
"""What stands for the authors that are not named."""

_SOME_YEARS = rf"({_YEARS_IN_ROW})"
_WORDS = r"[^()（）\[\]]{0,600}"
_GROUP = re.compile(
    rf"""
    [(（\[]
    ( {_WORDS}? (?:{_SHORT}{_WORDS}?){{0,4}}  # authors
      {_YEAR}
      {_WORDS}+ (?:{_SHORT}{_WORDS}+){{0,4}}  # a page, or other works
    )
    [)）\]] (?![(\[])                         # no words of a link
    """,
    re.VERBOSE,
)
_PIECE = re.compile(
    rf"""
    ({_NAME})                                                 # the first author
    (?: (?:[ \n]|\s?/\s?)                                     # the others
        (?:{_NAME}|{_ET_AL}|{_AND}|al\.?,?|of|the|for)
    ){{0,8}}
    [,，]?\s{{1,3}}\(?{_SOME_YEARS}
    """,
    re.VERBOSE,
)
_OTHERS = re.compile(rf"({_NAME})(?:,\s{_NAME}){{1,4}},?\s{_AND}\s{_NAME},?\s\(?{_SOME_YEARS}")
_ONLY_YEARS = re.compile(rf"\s*({_YEARS_IN_ROW})(?=\s*(?:[,:]|\Z))")
_YEAR_OR_LETTER = re.compile(rf"({_YEAR})|([,–-])\s?([a-h])(?!\w)")
_LETTER = re.compile(r"(?<=\d)[a-h]\Z|(?<=\.)-[a-h]\Z")
_BRACKETED = re.compile(rf"\s?{_SHORT}")
_YEARS = re.compile(
    rf"""
    [(（\[] {_SOME_YEARS}
    (?: (?: [,:;] | \s(?=(?:pp?|S|s|ch|vol|Bd|Kap)\b) )  # the place in the work
        [^()（）\[\]\n]{{0,60}}
    )?
    [)）\]]
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(
    rf"""
    ({_NAME})
    (?: (?: \s(?:{_ET_AL}|{_AND}\s{_NAME}|{_NAME}) | /{_NAME} ){{0,2}}
    |   (?:,\s{_NAME}){{1,4}},?\s{_AND}\s{_NAME}         # Ames, Bell, and Cole
    )
    (?:[’']s)?\s\Z
    """,
    re.VERBOSE,
)
_ORGANISATION = re.compile(
    rf"""
    ({_NAME})
    (?: \s(?:of|for|the|and|on|in|to|&|de|des|du|der|für|y|e|per)\b | ,?\s{_NAME} ){{1,9}}
    (?:[’']s)?\s\Z
    """,
    re.VERBOSE,
)
"""A name of many words, as in `The American Academy of Sleep Medicine (2014)`."""

_SHORT_LAST = re.compile(rf"\s{_SHORT}\s?\Z")
_LONGEST_SHORT = 24
"""Its short name may stand between: `… Sleep Medicine [AASM] (2014)`."""

_SEVERAL = re.compile(rf"({_NAME})(?:\s(?:et\sal\.?|&\s{_NAME})),?\s\(?({_YEAR})(?=[\s,;:)\]])")
"""Names that no event or prize has: `Ames et al. (2019`, `Ames & Bell, 2019`."""

_LOOK_BACK = 160
"""Characters before a year in brackets that may name its authors."""


def key(name: str, year: str) -> str:
    """How a source is named: its first surname and its year."""
    return f"{name} {year}"


def said(text: str, places: Iterable[Span]) -> dict[str, str]:
    """A dictionary of the names that surely cite, for a text without a reference list."""
    found = [
        key(match[1], match[2])
        for place in places
        for match in _SEVERAL.finditer(text, place.start, place.end)
    ]
    return {name: name for name in found} if len(found) >= FEWEST else {}


def find(text: str, places: Iterable[Span], entries: Mapping[str, str]) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look.
        entries: Key of each entry of the reference list → the id of its source.
    """
    if not entries:
        return Found()
    known = {_plain(entry): id_ for entry, id_ in entries.items()}
    for entry, id_ in list(known.items()):
        name, _, year = entry.rpartition(" ")
        known.setdefault(f"{name.rpartition(' ')[2]} {year}", id_)  # a sentence begins `Van`
    marks: list[Mark] = []
    for place in places:
        for match in _GROUP.finditer(text, place.start, place.end):
            ids = tuple(_group_ids(match[1], known))
            if ids:
                marks.append(Mark(Span(*match.span()), ids))
        for match in _YEARS.finditer(text, place.start, place.end):
            stop = match.start()
            if short := _SHORT_LAST.search(text[max(place.start, stop - _LONGEST_SHORT) : stop]):
                stop += short.start() - len(short.string)
            begin = max(place.start, stop - _LOOK_BACK)
            # No name goes beyond a bracket; else marks in a row would be read again and again.
            begin += max(text[begin:stop].rfind(end) for end in ")）]") + 1
            before = text[begin:stop] + (" " if short else "")
            # Of the words of an organisation the nearest that an entry begins with counts.
            of_many = reversed([*_names(_ORGANISATION, before)])
            for author in (*_names(_BEFORE, before), *of_many):
                ids = tuple(_ids(author[1], match[1], known))
                if ids:
                    marks.append(Mark(Span(begin + author.start(), match.end()), ids))
                    break
    return Found(tuple(_apart(marks)))


def _names(pattern: re.Pattern[str], words: str) -> Iterator[re.Match[str]]:
    """Where a name may begin, one after the other: `As Ames` may be one, but `Ames` is."""
    match = pattern.search(words)
    while match:
        yield match
        match = pattern.search(words, match.start() + 1)


def _group_ids(inner: str, known: Mapping[str, str]) -> Iterator[str]:
    name = ""
    for piece in re.split(r"(?<!&amp)[;；]", _BRACKETED.sub("", inner)):
        start = 0
        if name and (years := _ONLY_YEARS.match(piece)):  # `Dorn et al., 2003a; 2003b`
            yield from _ids(name, years[1], known)
            continue
        while match := _OTHERS.search(piece, start) or _PIECE.search(piece, start):
            ids = tuple(_ids(match[1], match[2], known))
            yield from ids
            name = match[1] if ids else name
            start = match.end() if ids else match.start() + len(match[1])


def _ids(name: str, years: str, known: Mapping[str, str]) -> Iterator[str]:
    for year in _each(years):
        plain = key(_surname(name), undated(year))
        # The letter of `2020a` may stand in the list or in the mark alone.
        bare = _LETTER.sub("", plain)
        found = known.get(plain) or known.get(bare) or known.get(f"{plain}a")
        found = found or known.get(f"{plain}-a")
        if found:
            yield found


def _each(years: str) -> Iterator[str]:
    """The years of a mark one by one: `2003a–c, 2004` names four."""
    year = last = ""
    for match in _YEAR_OR_LETTER.finditer(years):
        if match[1]:
            year, last = _LETTER.sub("", match[1]), match[1][-1]
            yield match[1]
        elif year and year[-1].isdigit():
            first = last if match[2] in "–-" else chr(ord(match[3]) - 1)
            for letter in range(ord(first) + 1, ord(match[3]) + 1):
                yield f"{year}{chr(letter)}"
            last = match[3]


def _surname(name: str) -> str:
    return _plain(name).removesuffix("'s")


def _plain(words: str) -> str:
    """A key without case, accents and apostrophes, which lists and marks write differently."""
    bare = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold()


def _apart(marks: Iterable[Mark]) -> Iterable[Mark]:
    """Leave out marks that lie in another, the longer one kept."""
    end = 0
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if mark.span.start >= end:
            yield mark
            end = mark.span.end


def _has_authors(context: Context) -> bool:
    # Beside numbers that a list explains, names are part of the sentence.
    return bool(context.listed.authors) and context.n_resolved < FEWEST


def _has_only_names(context: Context) -> bool:
    return not context.marks and "et al" in context.text


def _by_names(context: Context) -> Found:
    return find(context.text, context.places, said(context.text, context.places))


GRAMMARS = (
    Grammar(
        key="author-year",
        name="author and year",
        form="`(Ames, 2019; Bell et al., 2020)`, `Ames (2019)`",
        sentence="authors and years, as the APA and most of the sciences write them;"
        " `2003a, b` and `2003a; 2003b` name two",
        evidence=Evidence.LIST,
        precedence=30,
        condition="a list with the author and year, and no three numbers that it explains",
        find=lambda context: find(context.text, context.places, context.listed.authors),
        is_believed=_has_authors,
        examples=(
            Example(
                "Rain fell (Ames, 2019; Bell, 2020). Ames (2019) saw it (Broadway, 1978).\n\n"
                "## References\n\nAmes, A. (2019). The rain.\n\nBell, B. (2020). The snow.\n",
                {"Ames 2019": 2, "Bell 2020": 1},
                passages=2,
            ),
        ),
    ),
    Grammar(
        key="names",
        name="author and year, without a list",
        form="`Ames et al. (2019)`, `(Ames & Bell, 2020)`",
        sentence="the same where the text has lost its list; the names in it stand for one",
        evidence=Evidence.LAST,
        precedence=10,
        condition="three with `et al.` or with two names, and no other marks",
        find=_by_names,
        is_believed=_has_only_names,
        needles=("et al",),
        examples=(
            Example(
                "Rain fell (Ames et al., 2019). Snow fell (Bell et al., 2020). Hail fell (Cole &"
                " Dunn, 2021). Ames et al. (2019) saw it (Broadway, 1978).\n",
                {"Ames 2019": 2, "Bell 2020": 1, "Cole 2021": 1},
                passages=4,
            ),
        ),
    ),
)
