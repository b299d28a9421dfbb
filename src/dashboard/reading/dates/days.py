"""The days that a date names, by the calendar."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

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


_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def of_iso(text: str) -> Days | None:
    """The days of a date such as `2017`, `2017-08` or `2017-08-02`; `None` if it is none."""
    match = _ISO.fullmatch(text)
    return of_numbers(*match.groups()) if match else None


def of_numbers(year: str, month: str | None = None, day: str | None = None) -> Days | None:
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


def period(first: Days | None, last: Days | None) -> Days | None:
    """From one date to another; `None` if one is missing or they come in the wrong order."""
    if first and last and first.first < last.first and first.last < last.last:
        return Days(first.first, last.last, "span")
    return None
