"""EndNote's XML → sources: a `record` each, its words within any number of `style`s."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from dashboard.conversion.converted import RefusalError
from dashboard.conversion.html.tokens import from_xml
from dashboard.errors import InputError
from dashboard.model import Source
from dashboard.study.bibliography import fields
from dashboard.study.bibliography.gathered import Gathered

_FIRST = re.compile(
    r"\s{0,200}(?:<\?xml[^<>]{0,200}\?>\s{0,200})?<(?:xml|records)>\s{0,200}<records?>"
)
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")
_TITLES = ("titles/title", "titles/translated-title", "titles/short-title")
_ADDRESSES = (
    "urls/related-urls/url",
    "urls/web-urls/url",
    "urls/pdf-urls/url",
    "electronic-resource-num",
)
_PUBLISHERS = ("publisher", "periodical/full-title", "titles/secondary-title")
_LONGEST = 20_000


def looks_so(text: str) -> bool:
    """Whether it begins as EndNote's XML does."""
    return _FIRST.match(text) is not None


def read(text: str, gathered: Gathered) -> None:
    """Take all records.

    Raises:
        InputError: It is no sound XML.
    """
    data = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    try:
        from_xml(data)  # damage, nesting, entities
    except RefusalError as error:
        raise InputError.at(gathered.file, f"{error}; export it again") from None
    records = list(ElementTree.fromstring(data).iter("record"))
    gathered.check(len(records))
    for number, record in enumerate(records, 1):
        urls = (
            fields.address(said) or fields.of_doi(said)
            for path in _ADDRESSES
            for said in _said(record, path)
        )
        source = Source(
            id=next(_said(record, "label"), ""),
            title=_first(record, *_TITLES),
            url=next(filter(None, urls), None),
            publisher=_first(record, *_PUBLISHERS),
            published=fields.published(_dates(record)),
            is_listed=True,
        )
        gathered.add(source, f"record {number}", _words(record))


def _dates(record: ElementTree.Element) -> Iterator[str]:
    """The year, and the day with it."""
    year = next(_said(record, "dates/year"), "")
    date = next(_said(record, "dates/pub-dates/date"), "")
    yield from (year, date if not year or year in date else f"{date} {year}")


def _first(record: ElementTree.Element, *paths: str) -> str | None:
    found = (fields.words(said) for path in paths for said in _said(record, path))
    return next(filter(None, found), None)


def _said(record: ElementTree.Element, path: str) -> Iterator[str]:
    return (said for one in record.iterfind(path) if (said := _words(one)))


def _words(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext())[:_LONGEST].split())
