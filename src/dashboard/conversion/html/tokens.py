"""HTML and XML → a flat list of tags and words.

A flat list is walked without recursion, so that no nesting can overflow, and a part
is left out by jumping to its end. Each tag knows where it ends and in which it stands.
"""

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.parsers import expat

from dashboard.conversion.converted import RefusalError, names

MOST_EVENTS = 1_500_000
"""Tags and stretches of words; it bounds the memory that a file can take."""

DEEPEST = 256
"""Tags of XML within each other; programs write 30 at most."""

_VOID = names("area base br col embed hr img input link meta source track wbr")
_BLOCKS = names(
    """address article aside blockquote center details dialog dd div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table
    ul"""
)
_CELLS = frozenset(("td", "th"))
_GROUPS = frozenset(("thead", "tbody", "tfoot"))
_LISTS = frozenset(("ul", "ol", "menu", "dl", "table", "body"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TABLE_PARTS = _CELLS | _GROUPS | {"tr", "table", "caption"}
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "a": (frozenset(("a",)), _LISTS | _CELLS | {"li", "p", "div"}),
    "li": (frozenset(("li",)), _LISTS),
    "dt": (frozenset(("dt", "dd")), _LISTS),
    "dd": (frozenset(("dt", "dd")), _LISTS),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "td": (_CELLS, frozenset(("tr", "table"))),
    "th": (_CELLS, frozenset(("tr", "table"))),
    "thead": (_GROUPS, frozenset(("table",))),
    "tbody": (_GROUPS, frozenset(("table",))),
    "tfoot": (_GROUPS, frozenset(("table",))),
}
"""What a tag closes when it begins, and what it does not reach beyond."""

_LOOK_UP = 60
"""Open tags that are looked through for one to close; it bounds the work on bad HTML."""

_KEPT = names(
    """id name href class style hidden role aria-hidden start value alt alttext width height
    content property http-equiv charset rel epub:type type xml:id rid ref-type xlink:href
    ext-link-type list-type pub-id-type article-type content-type journal-title"""
)


@dataclass(slots=True)
class Tag:
    """An element: its name, the attributes that matter, and the place of its end."""

    name: str
    attributes: dict[str, str]
    parent: int
    """Index of the element it stands in; -1 at the top."""

    end: int = 0
    """Index one past its last event."""

    def get(self, name: str) -> str:
        """An attribute's value; empty if it is not there."""
        return self.attributes.get(name, "")


Event = Tag | str


@dataclass(slots=True)
class Builder:
    """Takes starts, ends and words as they come."""

    events: list[Event] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if len(self.events) >= MOST_EVENTS:
            raise RefusalError("the file has too many tags; save its text only")
        tag = Tag(name, attributes, self.opened[-1] if self.opened else -1)
        self.opened.append(len(self.events))
        self.events.append(tag)
        self.names[name] += 1

    def pop(self) -> None:
        """Close the innermost element."""
        tag = self.events[self.opened.pop()]
        assert isinstance(tag, Tag)
        tag.end = len(self.events)
        self.names[tag.name] -= 1

    def words(self, words: str) -> None:
        """Add text."""
        if words:
            self.events.append(words)

    def finish(self) -> list[Event]:
        """Close all that is open."""
        while self.opened:
            self.pop()
        return self.events

    def name(self, depth: int) -> str:
        """Name of an open element, from the innermost outwards."""
        tag = self.events[self.opened[-1 - depth]]
        assert isinstance(tag, Tag)
        return tag.name

    def close(self, names: frozenset[str], bounds: frozenset[str]) -> None:
        """Close the innermost element of some names, and all in it, within bounds."""
        if not any(self.names[name] for name in names):
            return
        for depth in range(min(len(self.opened), _LOOK_UP)):
            name = self.name(depth)
            if name in names:
                for _ in range(depth + 1):
                    self.pop()
                return
            if name in bounds:
                return


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = Builder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        builder = self.builder
        if tag in _BLOCKS and builder.names["p"]:
            builder.close(frozenset(("p",)), _BLOCKS - {"p"} | _TABLE_PARTS)
        if tag in _CLOSES:
            builder.close(*_CLOSES[tag])
        elif tag in _HEADINGS:
            builder.close(_HEADINGS, _BLOCKS - _HEADINGS | _TABLE_PARTS)
        builder.start(tag, {key: value or "" for key, value in attrs if key in _KEPT})
        if tag in _VOID:
            builder.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # In HTML the slash means nothing, but some programs write `<a id="x"/>`.
        if tag in ("a", "span", "i", "script", "svg", "path") and self.builder.opened:
            self.builder.pop()

    def handle_endtag(self, tag: str) -> None:
        bounds = frozenset(("table",)) if tag in _TABLE_PARTS else _TABLE_PARTS
        self.builder.close(frozenset((tag,)), bounds - {tag})

    def handle_data(self, data: str) -> None:
        self.builder.words(data)


def from_html(text: str) -> list[Event]:
    """Read HTML as browsers do, as far as it matters for text."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.builder.finish()


def from_xml(data: bytes) -> list[Event]:
    """Read XML.

    Raises:
        RefusalError: It is not well formed, nested too deeply, or declares entities.
    """
    builder = Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(builder.opened) >= DEEPEST:
            raise RefusalError("its XML is nested too deeply")
        builder.start(name.rpartition(":")[2], {k: v for k, v in attributes.items() if k in _KEPT})

    def entity(*_: object) -> None:
        raise RefusalError("it declares entities of its own, which can hide anything; remove them")

    def skipped(name: str, is_parameter: bool) -> None:
        # Names such as `&nbsp;` are declared in a file that is never fetched.
        if not is_parameter:
            builder.words(html.unescape(f"&{name};"))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: builder.pop()
    parser.CharacterDataHandler = builder.words
    parser.EntityDeclHandler = entity
    parser.SkippedEntityHandler = skipped
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise RefusalError(f"its XML is damaged at line {error.lineno}: {what}") from error
    except (ValueError, LookupError) as error:
        raise RefusalError("its XML is in an encoding that cannot be read; save it as UTF-8") from (
            error
        )
    return builder.finish()


def words(events: Sequence[Event], start: int, end: int) -> str:
    """All words between two places."""
    return "".join(event for event in events[start:end] if isinstance(event, str))


def tags(events: Sequence[Event], start: int, end: int) -> Iterator[tuple[int, Tag]]:
    """All tags between two places, with their places."""
    for index in range(start, end):
        event = events[index]
        if isinstance(event, Tag):
            yield index, event


def tag_at(events: Sequence[Event], index: int) -> Tag:
    """The tag at a place where one is known to be."""
    event = events[index]
    assert isinstance(event, Tag)
    return event
