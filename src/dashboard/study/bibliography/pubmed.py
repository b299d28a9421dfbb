"""PubMed's `.nbib` (MEDLINE) → sources: records of lines such as `TI  - Title`, from `PMID` on."""

import re

from dashboard.model import Source
from dashboard.study.bibliography import fields, tagged
from dashboard.study.bibliography.gathered import Gathered

_FIRST = re.compile(r"^PMID ?- ?\d", re.MULTILINE)
_LINE = re.compile(r"([A-Z]{2,4}) {0,2}-(?: (.*)|$)")
_DOI = re.compile(r"(10\.\d{4,9}/\S{1,500}) \[doi\]")
_DATE = re.compile(r"([12]\d{3}) ([A-Z][a-z]{2})(?: (\d{1,2}))?$")
_PAPER = "https://pubmed.ncbi.nlm.nih.gov/{}/"


def looks_so(text: str) -> bool:
    """Whether a line begins a record."""
    return _FIRST.search(text) is not None


def read(text: str, gathered: Gathered) -> None:
    """Take all records; one without a DOI has its address at PubMed."""
    for record in tagged.records(text, _LINE, first=("PMID",)):
        source = Source(
            id="",
            title=record.first("TI", "BTI", "TT"),
            url=_url(record),
            publisher=record.first("JT", "TA", "PB"),
            published=fields.published([_date(record.said("DP"))]),
            is_listed=True,
        )
        gathered.add(source, f"line {record.line}", record.held())


def _url(record: tagged.Record) -> str | None:
    for tag in ("LID", "AID", "DOI"):
        for said in record.all_said(tag):
            if match := _DOI.match(said):
                return fields.of_doi(match[1])
    number = record.said("PMID")
    is_number = number.isascii() and number.isdecimal() and len(number) <= 10
    return _PAPER.format(number) if is_number else None


def _date(said: str) -> str:
    """`2020 Jan 15` in the order that dates have elsewhere: `15 Jan 2020`."""
    match = _DATE.match(said)
    return " ".join(part for part in reversed(match.groups()) if part) if match else said
