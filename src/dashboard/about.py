"""`about.yaml` → what is known of an analysis besides its words: where it is from, its sources."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard import strict_yaml
from dashboard.model import Source
from dashboard.strict_yaml import Fields, shown

_FIELDS = ("title", "language", "publisher", "url", "page", "taken", "note", "sources")
_SOURCE_FIELDS = ("id", "title", "url", "publisher", "published")
_ID = re.compile(r"[^\s\[\]]{1,100}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_URL = re.compile(r"https?://[^\s\\<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class About:
    """Where an analysis is from. What is not known is `None`, and the page says so."""

    title: str | None = None
    """Replaces the title the reader found in the text."""

    language: str = "en"
    """BCP 47 tag."""

    publisher: str | None = None
    """Who made the text public: a person, a paper, a site."""

    url: str | None = None
    """Where the text stands, if its full address is known."""

    page: str | None = None
    """The publisher's own name for the page, where the full address is not known."""

    taken: str | None = None
    """When the text was taken from there, in ISO 8601, as precise as known."""

    note: str = ""
    """What a reader must know of the text, for instance what was not taken along."""

    sources: tuple[Source, ...] = ()
    """The source list, in the order of the file; all of them `is_listed`."""


def read(data: bytes, file: str) -> About:
    """Read `about.yaml`.

    Raises:
        InputError: Not YAML, or one of its fields cannot be used; all faults at once.
    """
    root = strict_yaml.read(data, file)
    fields = root.fields(_FIELDS)
    language = fields.checked("language", _LANGUAGE.fullmatch, "a language tag such as en or pt-BR")
    about = About(
        title=fields.text("title") or None,
        language=language or "en",
        publisher=fields.text("publisher") or None,
        url=_url(fields),
        page=fields.text("page") or None,
        taken=_date(fields, "taken"),
        note=fields.text("note"),
        sources=_sources(fields),
    )
    root.finish()
    return about


def _sources(fields: Fields) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for node in fields.items("sources", of="sources"):
        entry = node.fields(_SOURCE_FIELDS, required=("id",))
        id_ = entry.checked("id", _ID.fullmatch, "the mark the text cites it by, such as 3 for [3]")
        if id_ in found and (place := entry.get("id")):
            place.fault(f"the source id {shown(id_)} stands twice; give each source its own")
        source = Source(
            id=id_,
            title=entry.text("title") or None,
            url=_url(entry),
            publisher=entry.text("publisher") or None,
            published=_date(entry, "published"),
            is_listed=True,
        )
        if id_:
            found.setdefault(id_, source)
    return tuple(found.values())


def _url(fields: Fields) -> str | None:
    return fields.checked("url", _is_url, "an address that begins with https:// or http://") or None


def _date(fields: Fields, name: str) -> str | None:
    return fields.checked(name, _is_date, "a date such as 2024, 2024-05 or 2024-05-17") or None


def _is_url(text: str) -> bool:
    try:
        return _URL.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:  # such as an unclosed [ in the host
        return False


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:  # such as 30 February
        return False
    return True
