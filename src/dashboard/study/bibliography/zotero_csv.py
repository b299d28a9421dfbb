"""Zotero's CSV → sources: a row each, its columns named in the first."""

import csv
import io
import re

from dashboard.model import Source
from dashboard.study.bibliography import fields
from dashboard.study.bibliography.gathered import Gathered

_HEAD = re.compile(r"[^\n]{1,5000}")
_KEY = re.compile(r"(?mi)^citation key: {0,3}(\S{1,200})")
_NEEDED = frozenset(("item type", "title"))
_PUBLISHERS = ("publisher", "publication title")


def looks_so(text: str) -> bool:
    """Whether the first line names the columns of Zotero, whatever parts them."""
    return _delimiter(text) is not None


def read(text: str, gathered: Gathered) -> None:
    """Take all rows, as far as the quotes in them are sound."""
    rows = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text) or ",")
    place = "line 1"
    try:
        for row in rows:
            place = f"line {rows.line_num}"
            held = {str(name).strip().lower(): str(value or "") for name, value in row.items()}
            if any(held.values()):
                gathered.add(_source(held), place, " ".join(filter(None, held.values())))
    except csv.Error as error:
        gathered.notes.append(f"after {place}: the rows cannot be read, {error}")


def _source(held: dict[str, str]) -> Source:
    key = _KEY.search(held.get("extra", "")[:5000])
    names = (fields.words(held.get(name)) for name in _PUBLISHERS)
    return Source(
        id=held.get("citation key", "") or (key[1] if key else ""),
        title=fields.words(held.get("title")),
        url=fields.address(held.get("url")) or fields.of_doi(held.get("doi")),
        publisher=next(filter(None, names), None),
        published=fields.published([held.get("date"), held.get("publication year")]),
        is_listed=True,
    )


def _delimiter(text: str) -> str | None:
    """What parts the columns; `None` if the first line names none of Zotero's."""
    head = _HEAD.match(text)
    for delimiter in ",;\t":
        names = next(csv.reader([head[0] if head else ""], delimiter=delimiter), [])
        if {name.strip().lower() for name in names} >= _NEEDED:
            return delimiter
    return None
