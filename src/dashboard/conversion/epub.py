"""An EPUB book → Markdown: its chapters in the order of reading, as one page.

Notes often stand in a chapter of their own. So all chapters become one list of tags, in which
each place has a name of its own and every link leads to it.
"""

import posixpath
from collections.abc import Mapping, Sequence
from urllib.parse import unquote
from xml.etree import ElementTree

from dashboard.conversion import html, zipped
from dashboard.conversion.converted import Converted, RefusalError
from dashboard.conversion.html.tokens import Event, Tag, from_html, from_xml, tags, words

_CONTAINER = "META-INF/container.xml"
_READ = (".opf", ".xhtml", ".html", ".htm", ".xml")
_LIMITS = zipped.Limits(most_files=5_000, most_bytes=60_000_000, most_of_one=20_000_000)
_DAMAGED = "the book is damaged; save or download it anew"
_UNUSABLE: Mapping[zipped.Why, str] = {
    "many": f"the book has more than {_LIMITS.most_files:,} parts; split it",
    "protected": "the book is protected; give one without protection",
    "unusual": _DAMAGED,
    "damaged": _DAMAGED,
    "large": f"the book unpacks to more than {_LIMITS.most_bytes // 1_000_000} MB; split it",
}


def convert(data: bytes, name: str) -> Converted:
    """Convert a book.

    Raises:
        RefusalError: It is no book, damaged, protected, too large, or has no text.
    """
    try:
        parts, _ = zipped.unpack(data, lambda part: part.lower().endswith(_READ), _LIMITS)
    except zipped.UnusableError as error:
        raise RefusalError(_UNUSABLE[error.why]) from error
    if "META-INF/encryption.xml" in parts and b"EncryptedData" in parts["META-INF/encryption.xml"]:
        raise RefusalError(_UNUSABLE["protected"])
    title, chapters = _order(parts)
    if not chapters:
        raise RefusalError(_DAMAGED)
    pages = [_events(parts[chapter]) for chapter in chapters]
    if not any(words(page, *_body(page)).strip() for page in pages):
        raise RefusalError("there is no text in it; if it holds pictures of pages, recognise them")
    return html.from_events(_joined(title, chapters, pages), name, (), (), title)


def _order(parts: Mapping[str, bytes]) -> tuple[str | None, list[str]]:
    """The title, and the names of the chapters in the order of reading."""
    if _CONTAINER not in parts:
        raise RefusalError("this is a ZIP archive, not a book; unpack it and give its texts")
    root = next((one.get("full-path", "") for one in _named(parts[_CONTAINER], "rootfile")), "")
    if root not in parts:
        raise RefusalError(_DAMAGED)
    package = parts[root]
    items = {item.get("id"): item.get("href", "") for item in _named(package, "item")}
    folder = posixpath.dirname(root)
    chapters = []
    for reference in _named(package, "itemref"):
        place = items.get(reference.get("idref"), "")
        chapter = posixpath.normpath(posixpath.join(folder, unquote(place)))
        if chapter in parts and chapter not in chapters:
            chapters.append(chapter)
    title = next((" ".join((one.text or "").split()) for one in _named(package, "title")), "")
    return title or None, chapters


def _named(data: bytes, name: str) -> list[ElementTree.Element]:
    """The elements of a name, whatever their namespace.

    Raises:
        RefusalError: The XML is damaged, nested too deeply, or declares entities.
    """
    from_xml(data)
    return [one for one in ElementTree.fromstring(data).iter() if one.tag.endswith(f"}}{name}")]


def _events(chapter: bytes) -> list[Event]:
    try:
        return from_xml(chapter)
    except RefusalError:  # books are made by hand, too
        return from_html(chapter.decode("utf-8", "replace"))


def _joined(
    title: str | None, chapters: Sequence[str], pages: Sequence[list[Event]]
) -> list[Event]:
    """One page of many below the title, in which no two places have the same name."""
    numbers = {chapter: number for number, chapter in enumerate(chapters)}
    whole: list[Event] = [Tag("body", {}, -1)]
    if title:
        whole += [Tag("h1", {}, 0, 3), title]
    for number, (chapter, events) in enumerate(zip(chapters, pages, strict=True)):
        first, last = _body(events)
        whole.append(Tag("a", {"id": f"{number}-"}, 0, len(whole) + 1))
        shift = len(whole) - first
        for event in events[first:last]:
            if isinstance(event, Tag):
                attributes = _renamed(event.attributes, chapter, number, numbers)
                parent = event.parent + shift if event.parent >= first else 0
                event = Tag(event.name, attributes, parent, event.end + shift)
            whole.append(event)
    body_tag = whole[0]
    assert isinstance(body_tag, Tag)
    body_tag.end = len(whole)
    return whole


def _body(events: Sequence[Event]) -> tuple[int, int]:
    """Where what a chapter shows begins and ends."""
    for index, tag in tags(events, 0, len(events)):
        if tag.name == "body":
            return index + 1, tag.end
    return 0, len(events)


def _renamed(
    attributes: Mapping[str, str], chapter: str, number: int, numbers: Mapping[str, int]
) -> dict[str, str]:
    """Attributes with the names of places as the whole has them."""
    renamed = dict(attributes)
    for key in ("id", "name"):
        if key in renamed:
            renamed[key] = f"{number}-{renamed[key]}"
    path, mark, fragment = renamed.get("href", "").partition("#")
    if "href" in renamed and ":" not in path.partition("/")[0]:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(chapter), unquote(path)))
        target = numbers.get(place) if path else number
        if target is not None and (mark or path):
            renamed["href"] = f"#{target}-{fragment}"
    return renamed
