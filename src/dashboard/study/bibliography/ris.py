"""RIS → sources: records of lines such as `TI  - Title`, from `TY` to `ER`."""

import re
from collections.abc import Iterator

from dashboard.model import Source
from dashboard.study.bibliography import fields
from dashboard.study.bibliography.gathered import Gathered

_FIRST = re.compile(r"^TY {1,3}-", re.MULTILINE)
_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,3}-(?: (.*)|$)")
_TITLES = ("TI", "T1", "CT", "BT")
_PUBLISHERS = ("PB", "JO", "JF", "T2")
_DATES = ("PY", "DA", "Y1")

_Record = dict[str, list[str]]


def looks_so(text: str) -> bool:
    """Whether a line begins a record."""
    return _FIRST.search(text) is not None


def read(text: str, gathered: Gathered) -> None:
    """Take all records; the lines before the first say something else."""
    for line, record in _records(text):
        source = Source(
            id=_said(record, "ID"),
            title=_first(record, _TITLES),
            url=_url(record),
            publisher=_first(record, _PUBLISHERS),
            published=fields.published([_said(record, tag) for tag in _DATES]),
            is_listed=True,
        )
        held = " ".join(value for values in record.values() for value in values[:1])
        gathered.add(source, f"line {line}", held)


def _records(text: str) -> Iterator[tuple[int, _Record]]:
    """Each record with the line it begins in, from 1."""
    begun, record, tag = 0, _Record(), ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line.strip())
        if match is None:
            if begun and tag and line.strip():  # a value that runs on
                record[tag].append(line.strip())
            continue
        tag = match[1]
        if tag in ("TY", "ER"):
            if begun:
                yield begun, record
            begun, record, tag = (number if tag == "TY" else 0), _Record(), ""
        elif begun:
            values = record.setdefault(tag, [])
            if values:
                tag = f"{tag} again"  # a second author or address; the first one counts
                record[tag] = []
                values = record[tag]
            values.append((match[2] or "").strip())
    if begun:
        yield begun, record


def _said(record: _Record, tag: str) -> str:
    return " ".join(record.get(tag, ()))


def _first(record: _Record, tags: tuple[str, ...]) -> str | None:
    return next(filter(None, (fields.words(_said(record, tag)) for tag in tags)), None)


def _url(record: _Record) -> str | None:
    return fields.address(_said(record, "UR")) or fields.of_doi(_said(record, "DO"))
