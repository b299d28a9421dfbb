"""RIS → sources: records of lines such as `TI  - Title`, from `TY` to `ER`."""

import re

from dashboard.model import Source
from dashboard.study.bibliography import fields, tagged
from dashboard.study.bibliography.gathered import Gathered

_FIRST = re.compile(r"^TY {1,3}-", re.MULTILINE)
_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9]) {1,3}-(?: (.*)|[ \t]*$)")
_TITLES = ("TI", "T1", "CT", "BT")
_PUBLISHERS = ("PB", "JO", "JF", "T2")
_DATES = ("PY", "DA", "Y1")


def looks_so(text: str) -> bool:
    """Whether a line begins a record."""
    return _FIRST.search(text) is not None


def read(text: str, gathered: Gathered) -> None:
    """Take all records; the lines before the first say something else."""
    for record in tagged.records(text, _LINE, first=("TY",), last=("ER",)):
        del record.values["TY"]
        source = Source(
            id=record.said("ID"),
            title=record.first(*_TITLES),
            url=fields.address(record.said("UR")) or fields.of_doi(record.said("DO")),
            publisher=record.first(*_PUBLISHERS),
            published=fields.published([record.said(tag) for tag in _DATES]),
            is_listed=True,
        )
        gathered.add(source, f"line {record.line}", record.held())
