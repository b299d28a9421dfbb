"""An article in JATS XML → Markdown, by making it like a web page first.

`<xref ref-type="bibr">` becomes the number of its reference: the one that the article
prints, else its place in the list. Authors and year that it prints stand before it.
"""

import re
from collections.abc import Iterator, Sequence

from dashboard.conversion import html
from dashboard.conversion.converted import Converted, RefusalError
from dashboard.conversion.html.tokens import Builder, Event, Tag, from_xml, tag_at, tags, words
from dashboard.vocabulary import addresses

_NAMES = {
    "p": "p",
    "list-item": "li",
    "disp-quote": "blockquote",
    "table": "table",
    "tr": "tr",
    "td": "td",
    "th": "th",
    "thead": "thead",
    "tbody": "tbody",
    "bold": "b",
    "sup": "sup",
    "code": "pre",
    "preformat": "pre",
    "break": "br",
    "def-item": "p",
    "boxed-text": "div",
    "table-wrap": "div",
    "fig": "div",
    "caption": "div",
    "abstract": "div",
    "statement": "div",
    "disp-formula": "p",
    "graphic": "img",
    "inline-graphic": "img",
    "label": "span",
}
_LEFT_OUT = frozenset(
    ("ref-list", "object-id", "alternatives-graphic", "tex-math", "alt-text", "long-desc")
)
_TITLES = frozenset(("title", "article-title"))
_NAMED = re.compile(r"[^\W\d_]{2}")
_BETWEEN = re.compile(r"[\s\[\]().,;–-]*")
_PRINTED = re.compile(r"[\s\[(]*\d{1,4}(?:[\s\]\[]*[,;–—-]\s*\d{1,4}){0,60}[\s\])]*")
_PART = re.compile(r"(\d{1,4})(?:\s*[–—-]\s*(\d{1,4}))?")
_LONGEST_RANGE = 50
_NOT_ARTICLE = "it is XML, but no article in JATS; save the page as HTML, or the text as .txt"


def convert(data: bytes, name: str) -> Converted:
    """Convert an article.

    Raises:
        RefusalError: It is no article in JATS, is damaged, or declares entities.
    """
    events = from_xml(data)
    root = next((index for index, tag in tags(events, 0, len(events)) if tag.name == "article"), -1)
    parts = {tag.name for _, tag in tags(events, 0, len(events))} if root >= 0 else set()
    if root < 0 or not parts & {"front", "body", "back"}:
        raise RefusalError(_NOT_ARTICLE)
    title = _title(events)
    references = [(index, tag) for index, tag in tags(events, 0, len(events)) if tag.name == "ref"]
    maker = _Maker(events, _numbers(events, [tag.get("id") for _, tag in references]))
    if title:
        maker.block("h1", title)
    for part in ("abstract", "body", "back"):
        for index, tag in tags(events, 0, len(events)):
            if tag.name == part:
                maker.copy(index + 1, tag.end)
                if part != "abstract":
                    break
    if references:
        maker.block("h2", "References")
        maker.references(references)
    is_marked = any(
        tag.name == "xref" and tag.get("ref-type") == "bibr"
        for _, tag in tags(events, 0, len(events))
    )
    return html.from_events(
        maker.builder.finish(), name, (), (("note-", "fn"),), title, is_marked=is_marked
    )


def _title(events: Sequence[Event]) -> str | None:
    for index, tag in tags(events, 0, len(events)):
        if tag.name == "article-title":
            return " ".join(words(events, index, tag.end).split()) or None
        if tag.name in ("body", "back"):
            break
    return None


class _Maker:
    def __init__(self, events: Sequence[Event], numbers: dict[str, int]) -> None:
        self.events, self.numbers = events, numbers
        self.builder = Builder()

    def block(self, name: str, said: str) -> None:
        """Add an element with words."""
        self.builder.start(name, {})
        self.builder.words(said)
        self.builder.pop()

    def copy(self, start: int, end: int) -> None:
        """Add all between two places under the names that HTML has for it."""
        ends: list[int] = []
        depths: list[int] = []
        index = start
        while index < end:
            while ends and ends[-1] <= index:
                ends.pop()
                self.builder.pop()
            while depths and depths[-1] <= index:
                depths.pop()
            event = self.events[index]
            if isinstance(event, str):
                self.builder.words(event)
            elif event.name in _LEFT_OUT or self._labels_note(event):
                index = event.end
                continue
            elif event.name == "xref" and event.get("ref-type") == "bibr":
                index = self._marks(index, end)
                continue
            else:
                if event.name in ("sec", "app", "ack"):
                    depths.append(event.end)
                if name := self._name(event, len(depths)):
                    self.builder.start(*name)
                    ends.append(event.end)
            index += 1
        while ends:
            ends.pop()
            self.builder.pop()

    def _labels_note(self, tag: Tag) -> bool:
        """Whether it is the letter of a note, or points from a cell to one below the table."""
        if tag.get("ref-type") == "table-fn":
            return True
        return tag.name == "label" and tag_at(self.events, tag.parent).name == "fn"

    def _is_of_table(self, note: Tag) -> bool:
        """Whether a note stands below a table, where it explains a cell and no sentence."""
        parent = tag_at(self.events, note.parent)
        if parent.name == "fn-group" and parent.parent >= 0:
            parent = tag_at(self.events, parent.parent)
        return parent.name == "table-wrap-foot"

    def _name(self, tag: Tag, depth: int) -> tuple[str, dict[str, str]] | None:
        parent = tag_at(self.events, tag.parent).name if tag.parent >= 0 else ""
        if tag.name in _TITLES:
            if parent in ("sec", "app", "ack", "fn-group", "notes", "abstract"):
                return f"h{min(depth + 1, 6)}" if depth else "h2", {}
            return "p", {}
        if tag.name == "xref":
            is_note = tag.get("ref-type") == "fn"
            return (
                ("a", {"href": f"#note-{tag.get('rid')}", "role": "noteref"}) if is_note else None
            )
        if tag.name == "fn":
            if self._is_of_table(tag):
                return "p", {}
            return "aside", {"id": f"note-{tag.get('id')}", "role": "note"}
        if tag.name in ("ext-link", "uri"):
            return "a", {"href": tag.get("xlink:href")}
        if tag.name == "list":
            return "ol" if tag.get("list-type") in ("order", "ordered") else "ul", {}
        name = _NAMES.get(tag.name)
        return (name, {}) if name else None

    def _marks(self, index: int, end: int) -> int:
        """Write pointers to references that stand together as one mark; where they end."""
        numbers: list[str] = []
        while True:
            tag = tag_at(self.events, index)
            ids = tag.get("rid").split()
            said = words(self.events, index, tag.end)
            if _NAMED.search(said):
                return self._named(said, ids, tag.end)
            numbers.extend(str(self.numbers[id_]) for id_ in ids if id_ in self.numbers)
            index = tag.end
            between = words(self.events, index, min(index + 1, end))
            following = self.events[index + 1] if index + 1 < end else None
            is_next = isinstance(following, Tag) and following.get("ref-type") == "bibr"
            if not (is_next and between and _BETWEEN.fullmatch(between)):
                break
            if "–" in between or "-" in between:
                numbers.extend(self._range(numbers, tag_at(self.events, index + 1)))
            index += 1
        self._close_bracket(index, numbers)
        return index

    def _named(self, said: str, ids: Sequence[str], end: int) -> int:
        """Write a pointer that prints authors and year, and after it what it points to."""
        numbers = [str(self.numbers[id_]) for id_ in ids if id_ in self.numbers]
        self.builder.words(f"{said} [{', '.join(numbers)}]" if numbers else said)
        after = self.events[end] if end < len(self.events) else ""
        if isinstance(after, str) and after.startswith("]"):
            self.builder.words(" ")  # `[1]]` is no mark
        return end

    def _range(self, numbers: Sequence[str], last: Tag) -> Iterator[str]:
        """Numbers between two pointers with a dash between them."""
        high = self.numbers.get(last.get("rid").split()[0] if last.get("rid") else "", 0)
        if numbers and 0 < high - int(numbers[-1]) <= 50:
            yield from (str(number) for number in range(int(numbers[-1]) + 1, high))

    def _close_bracket(self, index: int, numbers: Sequence[str]) -> None:
        """Write the numbers in brackets of their own, without those that stand around them."""
        if not numbers:
            return
        events = self.builder.events
        before = events[-1] if events and isinstance(events[-1], str) else ""
        after = self.events[index] if index < len(self.events) else ""
        said = ", ".join(numbers)
        is_bracketed = (
            isinstance(after, str)
            and before.rstrip().endswith("[")
            and after.lstrip().startswith("]")
        )
        self.builder.words(said if is_bracketed else f"[{said}]")

    def references(self, references: Sequence[tuple[int, Tag]]) -> None:
        """Write the list of references."""
        self.builder.start("ol", {})
        numbers = self.numbers
        for index, tag in sorted(references, key=lambda found: numbers.get(found[1].get("id"), 0)):
            self.builder.start("li", {"value": str(numbers.get(tag.get("id"), 1))})
            self.builder.words(_reference(self.events, index, tag))
            self.builder.pop()
        self.builder.pop()


def _reference(events: Sequence[Event], index: int, reference: Tag) -> str:
    """A reference in one line: authors, year, title, journal, address."""
    said: dict[str, str] = {}
    authors: list[str] = []
    for place, tag in tags(events, index, reference.end):
        value = " ".join(words(events, place, tag.end).split())
        if tag.name in ("name", "string-name"):
            authors.append(_person(events, place, tag))
        elif tag.name == "collab":
            authors.append(value)
        elif tag.name == "pub-id":
            said.setdefault(tag.get("pub-id-type"), value)
        elif tag.name in ("ext-link", "uri"):
            said.setdefault("url", tag.get("xlink:href") or value)
        else:
            said.setdefault(tag.name, value)
    url = addresses.doi_url(said["doi"]) if said.get("doi") else said.get("url", "")
    title = said.get("article-title") or said.get("chapter-title") or said.get("data-title")
    if not title and not authors:
        whole = said.get("mixed-citation") or said.get("element-citation") or said.get("ref", "")
        return whole if url in whole else f"{whole} {url}".strip()
    names = ", ".join(authors[:6]) + (" et al." if authors[6:] else "")
    if said.get("year"):
        names = f"{names} ({said['year']})".strip()
    pieces = [names, title or "", said.get("source", "")]
    return " ".join(f"{piece.rstrip('.')}." for piece in pieces if piece) + (
        f" {url}" if url else ""
    )


def _person(events: Sequence[Event], index: int, name: Tag) -> str:
    parts = {
        tag.name: " ".join(words(events, place, tag.end).split())
        for place, tag in tags(events, index + 1, name.end)
    }
    family, given = parts.get("surname", ""), parts.get("given-names", "")
    return f"{family} {given}".strip() or " ".join(words(events, index, name.end).split())


def _numbers(events: Sequence[Event], ids: Sequence[str]) -> dict[str, int]:
    """The number of each reference, as the pointers print it or else by its place."""
    by_place = {id_: place for place, id_ in enumerate(ids, 1)}
    found: dict[str, int] = {}
    for index, tag in tags(events, 0, len(events)):
        if tag.name != "xref" or tag.get("ref-type") != "bibr":
            continue
        said = _printed(words(events, index, tag.end))
        named = tag.get("rid").split()
        if len(said) != len(named):
            continue
        for id_, number in zip(named, said, strict=True):
            if found.setdefault(id_, number) != number:
                return by_place
    found = {id_: number for id_, number in found.items() if id_ in by_place}
    if len(set(found.values())) < len(found) or all(
        by_place[id_] == number for id_, number in found.items()
    ):
        return by_place
    number = max(found.values())
    for id_ in ids:
        if id_ not in found:
            number += 1
            found[id_] = number
    return found


def _printed(said: str) -> list[int]:
    """The numbers that a pointer prints; none if it prints anything else."""
    numbers: list[int] = []
    for match in _PART.finditer(said) if _PRINTED.fullmatch(said) else ():
        low, high = int(match[1]), int(match[2] or match[1])
        if not 0 <= high - low <= _LONGEST_RANGE:
            return []
        numbers.extend(range(low, high + 1))
    return numbers
