"""When an entry of a source list says that its work came out."""

import re

from dashboard.reading import dates
from dashboard.reading.dates import WrittenDate

_ISO = re.compile(r"\b((?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)\b(?!-)")
_YEAR = re.compile(r"[(（]((?:1[5-9]|20)\d\d)[)）]")
_YEAR_FIRST = re.compile(
    r"([(（])((?:1[5-9]|20)\d\d),[ \n]([^\W\d_]{3,12}\.?)([ \n]\d{1,2})?([)）])"
    r"|([.;])[ \n]((?:1[5-9]|20)\d\d)[ \n]([^\W\d_]{3})([ \n]\d{1,2})?([;.])"
)
"""`(2018, July 12)`, as APA writes it, and `. 2018 Jul 12;`, as medical journals do."""

_BARE_YEARS = (
    # 2018;12(3):45
    re.compile(r"[.,;][ \n]((?:1[5-9]\d|20[0-3])\d);[ \n]?\d"),
    # Ames, A. 2018. Old rain.
    re.compile(
        r"\A[^\d\n]{3,200}[.,)\]][ \n]((?:1[5-9]\d|20[0-3])\d)[a-z]?\."
        r"(?=[ \n][\"“‘„«*_]{0,3}[^\W\d_])"
    ),
    # Old rain. Vell: Hall Press, 2018. And: Rain, 2018, pp. 3–7.
    re.compile(
        r",[ \n]((?:1[5-9]\d|20[0-3])\d)(?=\.?\s*\Z|\)|[,.][ \n](?:pp?|S|ss?|vol|no|https?)\b)"
    ),
)
"""A year alone, where the ways of writing a list have that of the work."""

_FOUR_DIGITS = re.compile(r"(?:1[5-9]|20)\d\d")
_LOOKED = (
    r"(?:(?i:\b(?:accessed|retrieved|visited|viewed|checked|archived(?: from the original)?"
    r"|(?:access(?:ed)?|retrieval) date|date of access|(?:ab|auf)gerufen|abruf(?:datum)?|zugriff"
    r"|consultée?s?|consulta(?:d[oa]|to)|fecha de consulta|acess(?:o|ado)|accesso|geraadpleegd"
    r"|hämtad|hentet|besøgt|viitattu|dostęp|дата обращения)"
    r"[\s:,.(\[–-]{0,3}(?:(?:on|at|am|den|le|el|em|il|op|d|a|à)\b[\s:,.]{0,3})?)"
    r"|(?:閲覧日?|アクセス日?|访问(?:日期|于)?|存取(?:日期|於)?|查閱於?|检索于)[\s:：（]{0,3})"
)
_DAY = r"[(\[（]?(?:1[5-9]|20)\d\d(?:-\d\d){0,2}(?![\d-])[)\]）]?"
_VISITED = re.compile(rf"[(\[（]?{_LOOKED}{_DAY}|{_DAY} ?に?(?:閲覧|访问|存取|查閱)")
"""When somebody looked at a work, which is not when it was published."""

_LAST_VISIT = re.compile(
    rf"[\s,.;|(\[（–—-]{{1,4}}{_LOOKED}"
    r"(?:(?:\d{1,2}(?:st|nd|rd|th|º|er)?|[^\W\d_]{1,12})[.,/\s-]{1,3}){0,5}"
    r"(?:19|20)\d\d(?:-\d\d){0,2}[)\]）.,;:|\s]*\Z"
)
"""That at the end of a title, in words or figures: `Rain, accessed April 3, 2025`."""

_LOOKING = re.compile(_LOOKED)
_JUST_LOOKED = re.compile(rf"{_LOOKED}\Z")
_REACH = 60
"""Characters before a date in which words say what happened on it."""

_APART = re.compile(
    r"(?:[(\[（,.;:|·–—]|[\"”’»*_]|\b(?i:published|posted|issued|dated|veröffentlicht|publiée?"
    r"|publicad[oa])(?: (?:on|am|le|el))?:?)\s{0,3}\Z"
)
_ENDED = re.compile(r"\s{0,3}(?:\Z|[)\]）.,;|·–—*_]|https?://)")


def date(words: str) -> str | None:
    """The day, month or year, ISO 8601, if the words plainly say one.

    A date that is written out counts where it stands apart, in brackets or between stops,
    as in `BBC News, 12 July 2018`; within a title it does not.
    """
    words = unvisited(words)
    if iso := _ISO.search(words):
        return iso[1]
    if not _FOUR_DIGITS.search(words):
        return None
    turned = _YEAR_FIRST.sub(_turned, words)
    apart = [found for found in dates.find(turned) if _is_apart(turned, found)]
    if apart:
        in_brackets = [found for found in apart if turned[found.span.start - 1] in "([（"]
        first = in_brackets[0] if in_brackets else apart[-1]
        return first.first if first.precision == "day" else first.first[:7]
    if year := _YEAR.search(words):
        return year[1]
    years = (pattern.search(words) for pattern in _BARE_YEARS)
    return next((year[1] for year in years if year and not _is_visit(words, year.start(1))), None)


def unvisited(words: str) -> str:
    """An entry without the day on which somebody looked at the work."""
    return _VISITED.sub("", words)


def without_visit(title: str) -> str:
    """A title without the day on which somebody looked at the work, if it ends so."""
    return _LAST_VISIT.sub("", title)


def _turned(match: re.Match[str]) -> str:
    opening, year, month, day, closing = (
        one or other or ""
        for one, other in zip(match.groups()[:5], match.groups()[5:], strict=True)
    )
    gap = "" if opening in "(（" else " "
    return f"{opening}{gap}{f'{day.strip()} ' if day else ''}{month} {year}{closing}"


def _is_visit(words: str, year: int) -> bool:
    """Whether the words before a year say that somebody looked at the work in it."""
    return _LOOKING.search(words, max(year - _REACH // 2, 0), year) is not None


def _is_apart(words: str, found: WrittenDate) -> bool:
    """Whether a date stands for itself, and nobody just looked at the work on it."""
    start, end = found.span.start, found.span.end
    before = words[max(start - _REACH, 0) : start]
    return (
        found.precision in ("day", "month")
        and _APART.search(before) is not None
        and not _JUST_LOOKED.search(before)
        and _ENDED.match(words, end) is not None
    )
