"""Text → the dates in it that are wide: `c. 1250`, `the late 19th century`, `FY2019/20`, `AD 79`.

How wide each is, is said at its reader. Years before 1 are left out, for ISO 8601 as it is used
here has none: nothing is found in `44 BC`, `the 5th century BC` or `c. 1500–1400 BC`.
"""

import re
from collections.abc import Callable, Iterator

from dashboard.reading.dates import years
from dashboard.reading.dates.words import GAP

Found = tuple[tuple[int, int], str, str]
"""Where the words begin and end, their first and their last day."""

_BC = rf"(?:BCE?|B\.{GAP}?C\.|v\.{GAP}?(?:Chr|u\.)|vor{GAP}Christus|av\.{GAP}?J|a\.{GAP}?C\.)"
_BEFORE_CHRIST = re.compile(
    rf"""
    (?: (?:{GAP}?[–-]{GAP}?|{GAP}(?:and|to|or|und|bis|oder|et|à|y|a){GAP})        # 1500–1400 BC
        (?:the{GAP})? (?:ca?\.{GAP}?)? [0-9]{{1,4}} (?:st|nd|rd|th|\.)?
    )?
    (?:{GAP}|-) (?: (?:century|centuries|millennium){GAP} )? {_BC}
    """,
    re.VERBOSE,
)

_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "fourth vierten vierte quatrième",
            "fifth fünften fünfte cinquième",
            "sixth sechsten sechste sixième",
            "seventh siebten siebte septième",
            "eighth achten achte huitième",
            "ninth neunten neunte neuvième",
            "tenth zehnten zehnte dixième",
            "eleventh elften elfte onzième",
            "twelfth zwölften zwölfte douzième",
            "thirteenth dreizehnten dreizehnte treizième",
            "fourteenth vierzehnten vierzehnte quatorzième",
            "fifteenth fünfzehnten fünfzehnte quinzième",
            "sixteenth sechzehnten sechzehnte seizième",
            "seventeenth siebzehnten siebzehnte dix-septième",
            "eighteenth achtzehnten achtzehnte dix-huitième",
            "nineteenth neunzehnten neunzehnte dix-neuvième",
            "twentieth zwanzigsten zwanzigste vingtième",
            "twenty-first einundzwanzigsten einundzwanzigste",
        ),
        start=4,
    )
    for name in names.split()
}
"""Words for centuries; the first three are rather those of a firm, a town or a reign."""

_PARTS = (
    ("early", 1, 50, "early|(?:beginning|start) of the|(?:frühe[ns]?|anfang des|beginn des)"
     "|début du|(?:principios|comienzos|inicios) del"),
    ("mid", 26, 75, "mid|middle of the|mitte des|milieu du|mediados del"),
    ("late", 51, 100, "late|end of the|(?:späte[ns]?|ende des)|fin du|(?:finales|fines) del"),
    ("half1", 1, 50, "first half of the|ersten? hälfte des|première moitié du|primera mitad del"),
    ("half2", 51, 100, "(?:second|latter) half of the|zweiten? hälfte des"
     "|(?:seconde|deuxième) moitié du|segunda mitad del"),
    ("quarter1", 1, 25, "first quarter of the|ersten viertel des|premier quart du"),
    ("quarter2", 26, 50, "second quarter of the|zweiten viertel des|deuxième quart du"),
    ("quarter3", 51, 75, "third quarter of the|dritten viertel des|troisième quart du"),
    ("quarter4", 76, 100, "(?:fourth|last) quarter of the|letzten viertel des|dernier quart du"),
    ("turn", 0, 0, "turn of the|wende (?:zum|des|vom)|tournant du"),
)  # fmt: skip
"""What may stand before a century: its first and its last year in it, and words. A turn of a
century is that to it or that from it, and no date."""

_PART = "|".join(part for *_, part in _PARTS).replace(" ", GAP)
_WHICH_PART = tuple(
    (re.compile(rf"(?:{part})\Z".replace(" ", GAP), re.IGNORECASE), (first, last))
    for _, first, last, part in _PARTS
)
_ROMAN = "[IVXivx]{1,5}"
_CENTURY_NUMBER = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th|\.|e|ᵉ|ème)|{_ROMAN}(?:e|ᵉ|ème|er)|{'|'.join(_NUMBERS)})"
)
_SEPARATOR = (
    rf"(?:{GAP}?[–-]{GAP}?|-?{GAP}(?:and|to|or|und|bis|oder|et|au){GAP}(?:the{GAP}|zum{GAP})?)"
)
_CENTURY = re.compile(
    r"(?<![^\W_])(?:(?:[Cc]entur(?:y|ies)|Jahrhunderts?|Jh\.|Jhd?t?s?\.|siècles?)(?!\w)|siglos?(?=\s))"
)
_BEFORE_CENTURY = re.compile(
    rf"""
    (?<![\w.,-])
    (?: (?:(?P<part0>{_PART})(?:-|{GAP}))? (?P<number0>{_CENTURY_NUMBER}) {_SEPARATOR} )?
    (?: (?P<part>{_PART})(?:-|{GAP}))? (?P<number>{_CENTURY_NUMBER}) (?:-|{GAP}) \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD_START = re.compile(r"(?<![\w-])\w")
_ENDS_NUMBER = frozenset("hdtnerᵉ.")
"""What the number of a century ends with."""

_BEFORE_SIGLO = re.compile(rf"(?<!\w)(?P<part>{_PART}){GAP}\Z", re.IGNORECASE)
_AFTER_SIGLO = re.compile(rf"{GAP}({_ROMAN})(?:{GAP}(?:y|a|al){GAP}({_ROMAN}))?(?!\w)")
_CENTURY_SIGNS = ("entur", "ahrhundert", "Jh", "iècle", "siglo")
"""What a text has that names a century; without it, it is not looked through."""

_NAME = re.compile(rf"{GAP}[A-ZÄÖÜ]")
_LAST_CENTURY = 21
_LAST_YEAR = 2100
_LOOK_BACK = 100

_ABOUT = re.compile(
    rf"""
    (?<![\w.,-])(?:ca?\.{GAP}?|circa{GAP})
    (?: (?P<year>1[0-9]{{3}}|20[0-9]{{2}}) | (?<=\(c\.)(?P<old0>[1-9][0-9]{{2}})
    |   (?<=\(c\.[ ])(?P<old>[1-9][0-9]{{2}}) )
    (?: (?:{GAP}?[–-]{GAP}?|{GAP}(?:to|bis){GAP}) (?P<about>ca?\.{GAP}?)? (?P<last>[0-9]{{2,4}}) )?
    (?! [\w%°€$£] | [.,:/–-][0-9] )
    """,
    re.VERBOSE,
)
_FISCAL = re.compile(
    rf"""
    (?<![\w-])
    (?: FY{GAP}?['’]? | (?:[Ff]iscal|[Ff]inancial){GAP}[Yy]ears?{GAP}|[Ff]iscal{GAP}(?=[12])
    |   (?:Geschäfts|Haushalts|Wirtschafts)jahr(?:e?s)?{GAP}
    )
    (?P<year>(?:19|20)[0-9]{{2}}|(?<=FY|Y['’]|Y[ ])[0-9]{{2}})
    (?: (?P<sign>/|[–-]) (?P<last>(?:19|20)?[0-9]{{2}}) )?
    (?! [\w%] | [.,:/–-][0-9] )
    """,
    re.VERBOSE,
)
_CHRIST = re.compile(
    rf"""
    (?<![\w.,-])
    (?: (?:AD|A\.D\.){GAP}(?P<after>[0-9]{{1,4}})(?![\w%]|[.,–-][0-9])
    |   (?P<before>[0-9]{{1,4}}){GAP}
        (?: (?:AD|CE)(?![\w-]) | A\.{GAP}?D\. | C\.{GAP}?E\. | n\.{GAP}?Chr\. | apr\.{GAP}J\.-C\. )
    )
    """,
    re.VERBOSE,
)


_CHRIST_SIGNS = ("AD", "CE", "D.", "E.", "Chr", "apr.")


def is_before_christ(text: str, end: int) -> bool:
    """Whether what stands after a date says that its years count backwards."""
    return _BEFORE_CHRIST.match(text, end) is not None


def find(text: str) -> Iterator[Found]:
    """The centuries, years with `c.` and fiscal years in a text."""
    if any(sign in text for sign in _CENTURY_SIGNS):
        yield from _centuries(text)
    for signs, pattern, read in _WAYS:
        for match in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            if (days := read(match)) and not is_before_christ(text, match.end()):
                yield (match.span(), *days)


def of_christ(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The years that are said to be after Christ: `AD 79`, `79 CE`."""
    for match in _CHRIST.finditer(text) if any(sign in text for sign in _CHRIST_SIGNS) else ():
        year = match["after"] or match["before"]
        is_year = match["after"] or years.is_alone(text, match.end())  # `12 CE marks` are none
        if is_year and 1 <= int(year) <= _LAST_YEAR:
            yield match.span(), f"{int(year):04}"


def about(year: int) -> tuple[str, str]:
    """The days that may be meant by about a year: the rounder it is, the more.

    Ten years before it to ten after if it ends in 0, five if in 5, else two.
    """
    around = 10 if year % 10 == 0 else 5 if year % 5 == 0 else 2
    return _days(max(year - around, 1), year + around)


def _days(first: int, last: int) -> tuple[str, str]:
    return f"{first:04}-01-01", f"{last:04}-12-31"


def _about(match: re.Match[str]) -> tuple[str, str] | None:
    """About a year; or from about one to another, which has its own `c.` or is that year."""
    year, last = int(match["year"] or match["old"] or match["old0"]), match["last"]
    if not years.is_alone(match.string, match.end()):
        return None
    if not last:
        return about(year)
    end = int(last) if len(last) > 2 else year - year % 100 + int(last)
    through = about(end) if match["about"] else _days(end, end)
    return (about(year)[0], through[1]) if year < end <= _LAST_YEAR else None


def _fiscal(match: re.Match[str]) -> tuple[str, str] | None:
    """Both years of two; of one, what any country calls so, which ends in it or begins in it."""
    first = _full(match["year"])
    if not match["last"]:
        return f"{first - 1:04}-04-01", f"{first + 1:04}-03-31"
    last = (
        int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
    )
    last += 100 if last < first and first % 100 == 99 else 0
    if last == first + 1:
        return _days(first, last)
    if match["sign"] == "/" or last <= first:
        return None
    return f"{first - 1:04}-04-01", f"{last + 1:04}-03-31"


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 70 else 2000)


_WAYS: tuple[
    tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], tuple[str, str] | None]], ...
] = (
    (("c.", "ca.", "circa"), _ABOUT, _about),
    (("FY", "iscal", "inancial", "jahr"), _FISCAL, _fiscal),
)
"""What a text has that is written so; how it is; and what it says."""


def _centuries(text: str) -> Iterator[Found]:
    """The 19th century is 1801 to 1900; its early part its first half, as of a decade."""
    last_noun = 0
    for noun in _CENTURY.finditer(text):
        start = max(last_noun, noun.start() - _LOOK_BACK)
        last_noun = noun.end()
        if noun[0].startswith("siglo"):
            before = _BEFORE_SIGLO.search(text, start, noun.start())
            after = _AFTER_SIGLO.match(text, noun.end())
            if after is None:
                continue
            begin, end = (before or noun).start(), after.end()
            numbers, part = after.groups(), before["part"] if before else None
            read = (_century(numbers[0], part), _century(numbers[1], None))
        else:
            before = _before_century(text, start, noun.start())
            if before is None or (noun[0].startswith("C") and _NAME.match(text, noun.end())):
                continue
            begin, end = before.start(), noun.end()
            one = _century(before["number0"], before["part0"])
            two = _century(before["number"], before["part"])
            read = (one, two) if before["number0"] else (two, None)
        first, last = read[0], read[1] or read[0]
        if first and last and first[0] <= last[0] and not is_before_christ(text, end):
            yield ((begin, end), *_days(first[0], last[1]))


def _before_century(text: str, start: int, end: int) -> re.Match[str] | None:
    """The number of a century and what belongs to it, that end where the word begins."""
    near = text[max(start, end - 20) : end].rstrip(" \t\n\u00a0\u2009\u202f-")
    if not near or near[-1] not in _ENDS_NUMBER:
        return None
    begun = (match.start() for match in _WORD_START.finditer(text, start, end))
    found = (_BEFORE_CENTURY.match(text, at, end) for at in begun)
    return next(filter(None, found), None)


def _century(number: str | None, part: str | None) -> tuple[int, int] | None:
    """The first and the last year of a century or its part; `None` if it is no such."""
    n = _count(number) if number else 0
    if not 1 <= n <= _LAST_CENTURY:
        return None
    first, last = 1, 100
    if part:
        first, last = next(years for pattern, years in _WHICH_PART if pattern.match(part))
    return (100 * (n - 1) + first, 100 * (n - 1) + last) if last else None


def _count(number: str) -> int:
    """The number of a century: `19th`, `XIXe`, `nineteenth`."""
    if n := _NUMBERS.get(number.lower()):
        return n
    if digits := re.match("[0-9]{1,2}", number):
        return int(digits[0])
    roman = re.match("[IVX]{1,5}", number.upper())
    values = [{"I": 1, "V": 5, "X": 10}[char] for char in roman[0]] if roman else []
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )
