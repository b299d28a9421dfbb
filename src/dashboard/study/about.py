"""`about.yaml` ⇄ what is known of an analysis besides its words: where it is from, its sources."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.errors import InputError
from dashboard.model import Source
from dashboard.reading.citations import choice
from dashboard.study import strict_yaml
from dashboard.study.strict_yaml import Fields, Node, Value, shown
from dashboard.vocabulary import addresses, encodings

_FIELDS = (
    "title",
    "language",
    "publisher",
    "url",
    "page",
    "taken",
    "note",
    "sources",
    "origins",
    "same",
    "marks",
    "encoding",
)
_ORIGIN_FIELDS = ("name", "members")
_SAME_FIELDS = ("note", "as")
_SOURCE_FIELDS = ("id", "title", "url", "publisher", "published")
_COMMENT = "Where the text is from, and the list of its sources."
# Whatever a text may cite a source by: a number, a key, `Smith 2020`, an address. Only the mark
# itself, with its brackets, is no id.
_ID = re.compile(r"(?!\[[^\[\]]*\]\Z)[^\n\r\t]{1,2000}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Sources that a person says come from one hand, though their addresses do not show it."""

    name: str

    members: tuple[str, ...]
    """Source ids, hosts or publishers; case and a leading `www.` are ignored."""


@dataclass(frozen=True, slots=True)
class Same:
    """What a person says of a footnote or endnote of the text."""

    note: str
    """Its id, as the text prints it."""

    means: tuple[str, ...]
    """Ids of the sources it stands for; its own id alone keeps it apart from all others."""


@dataclass(frozen=True, slots=True)
class About:
    """Where an analysis is from. What is not known is `None`, and the page says so."""

    title: str | None = None
    """Replaces the title the reader found in the text."""

    language: str | None = None
    """BCP 47 tag; `None` leaves it to the text."""

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

    origins: tuple[Origin, ...] = ()
    """No member stands in two of them."""

    same: tuple[Same, ...] = ()
    """At most one for each note; what the text itself says of the others counts."""

    marks: tuple[str, ...] | None = None
    """Keys of the citation grammars by which the text is read, and no others; `None` leaves it to
    the text."""

    encoding: str | None = None
    """What the bytes of the text are in; `None` leaves it to them."""


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
        language=language or None,
        publisher=fields.text("publisher") or None,
        url=_url(fields),
        page=fields.text("page") or None,
        taken=_date(fields, "taken"),
        note=fields.text("note"),
        sources=_sources(fields),
        origins=_origins(fields),
        same=_same(fields),
        marks=_marks(fields),
        encoding=fields.checked(
            "encoding", encodings.is_known, "an encoding such as koi8-r, gb18030 or windows-1252"
        )
        or None,
    )
    root.finish()
    return about


def write(about: About) -> bytes:
    """Write `about.yaml`; `read` gives the same back.

    What is not known is left out, and so are sources that no list holds, characters that nobody
    can see, and addresses and dates that `read` would refuse, since texts have such.

    Raises:
        ValueError: Something else in it is what `read` would refuse; the message says what.
    """
    kept = _readable(about)
    value = {
        "title": kept.title,
        "language": kept.language,
        "publisher": kept.publisher,
        "url": kept.url,
        "page": kept.page,
        "taken": kept.taken,
        "note": kept.note,
        "sources": [
            _given({name: getattr(source, name) for name in _SOURCE_FIELDS})
            for source in kept.sources
        ],
        "origins": [
            _given({"name": origin.name, "members": origin.members}) for origin in kept.origins
        ],
        "same": [_given({"note": same.note, "as": same.means}) for same in kept.same],
        "marks": kept.marks,
        "encoding": kept.encoding,
    }
    data = strict_yaml.write(_given(value), _COMMENT)
    try:
        if read(data, "about.yaml") == kept:
            return data
    except InputError as error:
        raise ValueError(str(error)) from None
    raise ValueError(
        "an id begins or ends with a space, or contains an invisible character; take it out"
    )


def _readable(about: About) -> About:
    """The same without what `write` leaves out."""
    return About(
        title=_seen(about.title),
        language=about.language or None,
        publisher=_seen(about.publisher),
        url=_only(about.url, addresses.is_url),
        page=_seen(about.page),
        taken=_only(about.taken, _is_date),
        note=strict_yaml.seen(about.note),
        sources=tuple(
            Source(
                id=source.id,
                title=_seen(source.title),
                url=_only(source.url, addresses.is_url),
                publisher=_seen(source.publisher),
                published=_only(source.published, _is_date),
                is_listed=True,
            )
            for source in about.sources
            if source.is_listed
        ),
        origins=tuple(
            Origin(strict_yaml.seen(origin.name), tuple(map(strict_yaml.seen, origin.members)))
            for origin in about.origins
        ),
        same=tuple(
            Same(strict_yaml.seen(same.note), tuple(map(strict_yaml.seen, same.means)))
            for same in about.same
        ),
        marks=about.marks or None,
        encoding=about.encoding,
    )


def _seen(text: str | None) -> str | None:
    return strict_yaml.seen(text or "") or None


def _only(text: str | None, is_right: Callable[[str], bool]) -> str | None:
    return text if text and is_right(text) and text == strict_yaml.seen(text) else None


def _given(fields: Mapping[str, Value | None]) -> dict[str, Value]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value}


def _sources(fields: Fields) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for node in fields.items("sources", of="sources"):
        entry = node.fields(_SOURCE_FIELDS, required=("id",))
        id_ = entry.checked(
            "id", _ID.fullmatch, "the mark by which the text cites it, such as 3 for [3]"
        )
        if id_ in found and (place := entry.get("id")):
            place.fault(f"the source id {shown(id_)} is used twice; give each source its own")
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


def _origins(fields: Fields) -> tuple[Origin, ...]:
    found: dict[str, Origin] = {}
    owners: dict[str, str] = {}
    for node in fields.items("origins", of="origins"):
        entry = node.fields(_ORIGIN_FIELDS, required=_ORIGIN_FIELDS)
        name, place = entry.text("name"), entry.get("name")
        if place and name.casefold() in found:
            place.fault(f"the origin {shown(name)} is used twice; merge the two")
        members = entry.items("members", of="source ids, hosts or publishers")
        if not members and (list_ := entry.get("members")) and list_.is_list():
            list_.fault("this origin has no members; add a source id, host or publisher")
        for member in members:
            _check_member(member, name, owners)
        if name:
            origin = Origin(name, tuple(text for member in members if (text := member.text())))
            found.setdefault(name.casefold(), origin)
    return tuple(found.values())


def _same(fields: Fields) -> tuple[Same, ...]:
    found: dict[str, Same] = {}
    for node in fields.items("same", of="notes"):
        entry = node.fields(_SAME_FIELDS, required=_SAME_FIELDS)
        note, place = entry.text("note"), entry.get("note")
        if place and note in found:
            place.fault(f"the note {shown(note)} stands here twice; keep one")
        sources = entry.items("as", of="sources")
        if not sources and (list_ := entry.get("as")) and list_.is_list():
            list_.fault(f"say which source it is, or [{shown(note)}] to keep it apart")
        means = tuple(dict.fromkeys(text for source in sources if (text := source.text())))
        if note and means:
            found.setdefault(note, Same(note, means))
    return tuple(found.values())


def _marks(fields: Fields) -> tuple[str, ...] | None:
    known = [grammar.key for grammar in choice.grammars()]
    found: list[str] = []
    for node in fields.items("marks", of="ways in which marks are written"):
        key = node.text()
        if key in known:
            found.append(key)
        elif key or node.is_blank():
            node.fault(
                f"no marks are called {shown(key)}; {strict_yaml.nearest(key, known)}"
                if key
                else "this way of writing marks is empty; name it or remove it"
            )
    return tuple(dict.fromkeys(found)) or None


def _check_member(node: Node, name: str, owners: dict[str, str]) -> None:
    """Note that a member is empty, or stands in this or another origin already."""
    text = node.text()
    # Compared as the origins of the sources are: see `reliance.origins`.
    key = text.casefold().removeprefix("www.")
    if not text:
        if node.is_blank():
            node.fault("this member is empty; fill it in or remove it")
    elif key in owners:
        node.fault(
            f"the member {shown(text)} belongs to two origins, first to {shown(owners[key])}; "
            "keep it in one"
        )
    owners.setdefault(key, name)


def _url(fields: Fields) -> str | None:
    return (
        fields.checked("url", addresses.is_url, "an address that begins with https:// or http://")
        or None
    )


def _date(fields: Fields, name: str) -> str | None:
    return fields.checked(name, _is_date, "a date such as 2024, 2024-05 or 2024-05-17") or None


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
