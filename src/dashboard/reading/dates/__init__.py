"""Text → the dates and periods that are written in it, with their places.

Tuned for precision, for a wrong date is worse than none: a number is a year only where the words
around it say so. Titles, amounts, versions, pages, citation marks and addresses are passed over,
and so is what can be read in two ways (`08/02/2017`, `2001-09`, the winter of 2019).

A date is as exact as its words: a year is the whole year, never its first of January. The early
part of a year, decade or century is taken as its first half, the middle as what lies around its
half; what is wide in other ways, such as `c. 1250`, is in `longer`. Years before 1 are left out.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.model import Span
from dashboard.reading.dates import longer, words
from dashboard.reading.dates import years as date_years
from dashboard.reading.dates.words import AND, BEGIN, END, GAP, UNTIL, ahead

Precision = Literal["day", "month", "year", "span"]
"""How exactly a date is known; a `span` is a period of its own: with two ends, a half, a decade."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date names; which of them it was, its words may leave open."""

    first: str
    """First day, ISO 8601."""

    last: str
    """Last day, included."""

    precision: Precision


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date or period as a text writes it."""

    span: Span
    """Its words, without the preposition: `July 2018`, `2017 and 2020`, `early 2021`, `1990s`."""

    first: str
    """First day, ISO 8601."""

    last: str
    """Last day, included."""

    precision: Precision


_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_Y = r"([12][0-9]{3})"
_D = r"([0-3]?[0-9])(?:st|nd|rd|th|er|\.|º)?"
_MONTH = rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words.MONTHS, key=len, reverse=True)))})"
_M = f"({_MONTH})"
_OF = rf"(?:{GAP}(?:of|de|del|des{GAP}Jahres))?{GAP}"
_TO = rf"(?:{GAP}?[–—-]{GAP}?|{GAP}(?:{AND}|{UNTIL}){GAP})"
_PART = (
    r"(?<![\w-])(?i:"
    + "|".join(f"(?P<{name}>{part})" for name, part in words.PARTS.items()).replace(" ", GAP)
    + rf")(?:-|{GAP})"
)
_DECADE = r"((?:1[5-9]|20)[0-9])0"

_REACH = 100
_FOUR_DIGITS = re.compile(r"[12][0-9]{3}")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:)[^\s<>\"]+", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"{BEGIN}(?:{_D}(?:{_OF}{_M})?{_TO})?{_D}(?:{_OF}|-){_M}(?:,?{_OF}|-){_Y}{END}"
)
_MONTH_FIRST = re.compile(
    rf"{BEGIN}{_M}{GAP}{_D}(?:{_TO}(?:{_M}{GAP})?{_D})?(?:,{GAP}?|{GAP}){_Y}{END}"
)
_DASHED = re.compile(
    rf"{BEGIN}([12][0-9]{{3}}-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?)(?:(?=T[0-9])|{END})"
)
_LABEL = ahead(words.LABELS)
"""What stands before a number that is none of a day: `Version 1.10.2020`, `ISSN 2017-08`."""
_DOTTED = re.compile(rf"{BEGIN}([0-3]?[0-9])\.{GAP}?([01]?[0-9])\.{GAP}?{_Y}{END}")
_SLASHED = re.compile(rf"{BEGIN}([0-3]?[0-9])/([0-3]?[0-9])/{_Y}{END}")
_MONTHLY = re.compile(
    rf"""
    (?:{_PART})?
    (?: {_M}(?:,{GAP}{_MONTH})+,?{GAP}(?:{AND}){GAP}  # May, June and
    |   {_M}{_TO}                                    # May to
    )?
    {_M}(?:,?{_OF}){_Y}{END}                         # July 2018
    """,
    re.VERBOSE,
)
_YEARLY = re.compile(rf"{_PART}{_Y}(?!–[0-9]){END}")
_DECADES = re.compile(
    rf"(?:{_PART}|{BEGIN})(?:{_DECADE}(?:['’]?s|er)(?!\w)"
    rf"|(?<!\w)(?i:années|años|década{GAP}de(?:{GAP}los)?){GAP}{_DECADE}{END})"
)


_THE = "the|los|les|den|el"
_BETWEEN = ahead(rf"(?:between|zwischen|entre)(?: (?:{_THE}))?")
_FROM = ahead(rf"(?:from|von|vom|de|du|del|desde|depuis|since|seit)(?: (?:{_THE}))?")
_DASH = re.compile(rf"{GAP}?[–—-]{GAP}?")
_THROUGH = re.compile(rf"{GAP}(?:{UNTIL}){GAP}(?:(?:{_THE}){GAP})?")
_AND = re.compile(rf"{GAP}(?:{AND}){GAP}(?:(?:{_THE}){GAP})?")


def find(text: str, start: int = 0, end: int | None = None) -> tuple[WrittenDate, ...]:
    """The dates that are written in the text from `start` to `end`, in its order."""
    found: list[WrittenDate] = []
    rest = text[start : len(text) if end is None else end]
    rest = _without(rest, [match.span() for match in _ADDRESS.finditer(rest)])
    # The fuller ways of writing come first; what they have read is no longer there to the others.
    wide = list(longer.find(rest))
    found += [_written(*place, Days(first, last, "span")) for place, first, last in wide]
    rest = _without(rest, [place for place, _, _ in wide])
    near = list(_near_years(rest))
    for pattern, read in _WAYS:
        read_here = []
        for match in (match for place in near for match in pattern.finditer(rest, *place)):
            read_here.append(match.span())
            days = read(match)
            is_amount = days and date_years.is_amount(rest, match.end(), days.last[:4])
            if days and not is_amount and not longer.is_before_christ(rest, match.end()):
                found.append(_written(*match.span(), days))
        rest = _without(rest, read_here)
    of_christ = list(longer.of_christ(rest))
    for place, written in of_christ:
        if days := _of_numbers(written):
            found.append(_written(*place, days))
    rest = _without(rest, [place for place, _ in of_christ])
    dated = [date.span for date in found]
    for span, year, last in date_years.find(rest, dated):
        first, through = _of_numbers(str(year)), _of_numbers(str(last))
        if first and through:
            precision: Precision = "year" if year == last else "span"
            days = Days(first.first, through.last, precision)
            found.append(_written(span.start, span.end, days))
    found.sort(key=lambda date: date.span)
    return tuple(
        replace(date, span=Span(date.span.start + start, date.span.end + start))
        for date in _joined(found, rest)
    )


def of_iso(text: str) -> Days | None:
    """The days of a date such as `2017`, `2017-08` or `2017-08-02`; `None` if it is none."""
    match = _ISO.fullmatch(text)
    return _of_numbers(*match.groups()) if match else None


def _of_numbers(year: str, month: str | None = None, day: str | None = None) -> Days | None:
    """The days of a year, month or day in digits; `None` if the calendar has none such."""
    try:
        first = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:  # such as 30 February
        return None
    if day:
        return Days(first.isoformat(), first.isoformat(), "day")
    if month:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return Days(first.isoformat(), last.isoformat(), "month")
    return Days(first.isoformat(), first.replace(month=12, day=31).isoformat(), "year")


def _period(first: Days | None, last: Days | None) -> Days | None:
    """From one date to another; `None` if one is missing or they come in the wrong order."""
    if first and last and first.first < last.first and first.last < last.last:
        return Days(first.first, last.last, "span")
    return None


def _joined(dates: list[WrittenDate], text: str) -> Iterator[WrittenDate]:
    """The dates, two of them made one where the words between say that they are its ends."""
    open_: WrittenDate | None = None
    for date in dates:
        if open_ and (days := _period_of(open_, date, text)):
            yield _written(open_.span.start, date.span.end, days)
            open_ = None
        else:
            if open_:
                yield open_
            open_ = date
    if open_:
        yield open_


def _written(start: int, end: int, days: Days) -> WrittenDate:
    return WrittenDate(Span(start, end), days.first, days.last, days.precision)


def _period_of(one: WrittenDate, two: WrittenDate, text: str) -> Days | None:
    """The period from one date to the next, if what stands around the first says so."""
    gap = text[one.span.end : two.span.start]
    before = text[max(0, one.span.start - 30) : one.span.start]
    if (
        _DASH.fullmatch(gap)
        or (_THROUGH.fullmatch(gap) and _FROM.search(before))
        or (_AND.fullmatch(gap) and _BETWEEN.search(before))
    ):
        return _period(*(Days(date.first, date.last, date.precision) for date in (one, two)))
    return None


def _near_years(text: str) -> Iterator[tuple[int, int]]:
    """Where dates can be: around numbers of four digits, the rest of the text is not looked at."""
    start = end = 0
    for match in _FOUR_DIGITS.finditer(text):
        if match.start() - _REACH > end:
            if end:
                yield start, end
            start = match.start() - _REACH
        end = min(match.end() + 20, len(text))
    if end:
        yield start, end


def _without(text: str, places: list[tuple[int, int]]) -> str:
    """The text with some places blanked out, every other character where it was."""
    parts, last = [], 0
    for start, end in places:
        parts += [text[last:start], "\0" * (end - start)]
        last = end
    return "".join([*parts, text[last:]])


def _number(month: str) -> str:
    return str(words.MONTHS[month])


def _day_first(match: re.Match[str]) -> Days | None:
    day0, month0, day, month, year = match.groups()
    last = _of_numbers(year, _number(month), day)
    return _period(_of_numbers(year, _number(month0 or month), day0), last) if day0 else last


def _month_first(match: re.Match[str]) -> Days | None:
    month, day, month1, day1, year = match.groups()
    first = _of_numbers(year, _number(month), day)
    return _period(first, _of_numbers(year, _number(month1 or month), day1)) if day1 else first


def _dashed(match: re.Match[str]) -> Days | None:
    year, month, *day = match[1].split("-")
    # 2001-09 may be a period of nine years; 2017-08 may not.
    if not day and (month > year[2:] or _is_labelled(match)):
        return None
    return of_iso(match[1])


def _dotted(match: re.Match[str]) -> Days | None:
    return None if _is_labelled(match) else _of_numbers(match[3], match[2], match[1])


def _is_labelled(match: re.Match[str]) -> bool:
    """Whether a word before it names it: `Version 1.10.2020`, `ISSN 2017-08`."""
    return _LABEL.search(match.string, max(0, match.start() - 20), match.start()) is not None


def _slashed(match: re.Match[str]) -> Days | None:
    one, two, year = match.groups()
    # Britons write the day first, Americans the month: only a number over 12 tells.
    readings = {_of_numbers(year, one, two), _of_numbers(year, two, one)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _monthly(match: re.Match[str]) -> Days | None:
    *_, listed, month0, month, year = match.groups()
    days = _of_numbers(year, _number(month))
    part = _part(match)
    if month0 := listed or month0:
        return None if part else _period(_of_numbers(year, _number(month0)), days)
    if part is None or days is None:
        return days
    bounds = {"early": (1, 15), "mid": (8, 23), "late": (16, int(days.last[8:]))}.get(part[0])
    if bounds is None:
        return None
    first, last = (f"{days.first[:8]}{day:02}" for day in bounds)
    return Days(first, last, "span")


def _yearly(match: re.Match[str]) -> Days | None:
    year, (part, nth) = match.groups()[-1], _part(match) or ("", 0)
    if part == "summer":  # it lies in other months south of the equator
        return _of_numbers(year)
    bounds = {
        "early": (1, 6),
        "mid": (4, 9),
        "late": (7, 12),
        "half": (6 * nth + 1, 6 * nth + 6),
        "quarter": (3 * nth + 1, 3 * nth + 3),
    }.get(part)
    if bounds is None:
        return None
    first, last = (_of_numbers(year, str(month)) for month in bounds)
    return Days(first.first, last.last, "span") if first and last else None


def _decade(match: re.Match[str]) -> Days | None:
    start = 10 * int(match.groups()[-2] or match.groups()[-1])
    part = _part(match)
    bounds = {"": (0, 9), "early": (0, 4), "mid": (3, 7), "late": (5, 9)}.get(
        part[0] if part else ""
    )
    if bounds is None or (start % 100 == 0 and start != 2000):  # the 1900s are a century
        return None
    return Days(f"{start + bounds[0]}-01-01", f"{start + bounds[1]}-12-31", "span")


def _part(match: re.Match[str]) -> tuple[str, int] | None:
    """Which part of a year is named, and which half or quarter of it, from 0."""
    for name in words.PARTS:
        if written := match[name]:
            heads = words.ORDINALS
            nth = (n for n, head in enumerate(heads) if written.lower().startswith(head))
            return name, next(nth, 0)
    return None


_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Days | None]], ...] = (
    (_DAY_FIRST, _day_first),
    (_MONTH_FIRST, _month_first),
    (_DASHED, _dashed),
    (_DOTTED, _dotted),
    (_SLASHED, _slashed),
    (_MONTHLY, _monthly),
    (_DECADES, _decade),
    (_YEARLY, _yearly),
)
