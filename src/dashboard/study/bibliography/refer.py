"""What EndNote and refer write → sources: records of lines such as `%T Title`.

A record begins with `%0`; in older files, which lack it, a blank line ends one.
"""

import re

from dashboard.model import Source
from dashboard.study.bibliography import fields, tagged
from dashboard.study.bibliography.gathered import Gathered

_FIRST = re.compile(r"^%[0AT][ \t]+\S", re.MULTILINE)
_KIND = re.compile(r"^%0[ \t]", re.MULTILINE)
_LINE = re.compile(r"%([0-9A-Z!?@~^&*(>+#$\[\]])(?:[ \t](.*)|$)")
_PUBLISHERS = ("I", "J", "B", "S")


def looks_so(text: str) -> bool:
    """Whether the text begins with a record, and has a title or kind in it."""
    return _LINE.match(text.lstrip()) is not None and _FIRST.search(text) is not None


def read(text: str, gathered: Gathered) -> None:
    """Take all records."""
    is_old = _KIND.search(text) is None
    for record in tagged.records(text, _LINE, first=("0",), parted_by_blanks=is_old):
        record.values.pop("0", None)
        source = Source(
            id=record.said("F"),
            title=record.first("T", "!"),
            url=fields.address(record.said("U")) or fields.of_doi(record.said("R")),
            publisher=record.first(*_PUBLISHERS),
            published=fields.published([record.said("D"), _date(record)]),
            is_listed=True,
        )
        gathered.add(source, f"line {record.line}", record.held())


def _date(record: tagged.Record) -> str:
    """`%8` has the whole date, or the day and month without the year."""
    date, year = record.said("8"), record.said("D")
    return date if not year or year in date else f"{date} {year}"
