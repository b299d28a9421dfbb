"""An OpenDocument text (ODT) → Markdown, by way of the tags of a web page."""

from collections.abc import Mapping
from xml.etree import ElementTree

from dashboard.conversion import html, zipped
from dashboard.conversion.converted import Converted, RefusalError, counted, names
from dashboard.conversion.html.tokens import Builder, from_xml

_LIMITS = zipped.Limits(most_files=2_000, most_bytes=100_000_000, most_of_one=40_000_000)
_DAMAGED = "the file is damaged; open it in LibreOffice and save it anew"
_UNUSABLE: Mapping[zipped.Why, str] = {
    "many": f"it has more than {_LIMITS.most_files:,} parts; save it anew",
    "protected": "it is protected by a password; save it without",
    "unusual": _DAMAGED,
    "damaged": _DAMAGED,
    "large": f"it unpacks to more than {_LIMITS.most_bytes // 1_000_000} MB; remove pictures",
}
_PREFIXES = (("footnote-", "fn"), ("endnote-", "en"))
_LEFT_OUT = names(
    """tracked-changes annotation annotation-end hidden-text sequence-decls table-of-content
    alphabetical-index variable-decls forms note-citation"""
)
"""Elements that are none of the text that a reader sees on the page."""

_TAGS = {
    "list": "ul",
    "list-item": "li",
    "list-header": "li",
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
}
_DEEPEST_HEADING = 6


def convert(data: bytes, name: str) -> Converted:
    """Convert an OpenDocument text.

    Raises:
        RefusalError: It is none, damaged, protected, too large, or has no text.
    """
    try:
        parts, _ = zipped.unpack(data, lambda part: part in ("content.xml", "meta.xml"), _LIMITS)
    except zipped.UnusableError as error:
        raise RefusalError(_UNUSABLE[error.why]) from error
    if "content.xml" not in parts:
        raise RefusalError("this is a ZIP archive, not an OpenDocument text; save it as .odt")
    try:
        for content in parts.values():
            from_xml(content)  # damage, nesting, entities
    except RefusalError as error:
        raise RefusalError(_DAMAGED) from error
    whole = ElementTree.fromstring(parts["content.xml"])
    body = next((one for one in whole.iter() if _name(one) == "text"), None)
    if body is None:
        raise RefusalError("it is no text document; give a text (.odt)")
    walk = _Walk()
    walk.children(body)
    walk.end()
    title = None
    if "meta.xml" in parts:
        meta = ElementTree.fromstring(parts["meta.xml"]).iter()
        title = next((one.text for one in meta if _name(one) == "title"), None)
    return html.from_events(walk.builder.finish(), name, walk.told(), _PREFIXES, title)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: ElementTree.Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )


class _Walk:
    """Writes the elements of a text as those of a page; notes come last."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.notes: list[tuple[str, ElementTree.Element]] = []
        self.n_pictures = self.n_changes = self.n_remarks = 0

    def told(self) -> tuple[str, ...]:
        said = []
        if self.n_pictures:
            said.append(counted(self.n_pictures, "picture is", "pictures are") + " left out")
        if self.n_remarks:
            said.append(counted(self.n_remarks, "comment is", "comments are") + " left out")
        if self.n_changes:
            said.append("tracked changes: deleted words are left out")
        return tuple(said)

    def end(self) -> None:
        """Write the notes that were pointed at."""
        for id_, body in self.notes:
            self.builder.start("ol", {})
            self.builder.start("li", {"id": id_})
            self.children(body)
            self.builder.pop()
            self.builder.pop()

    def children(self, parent: ElementTree.Element) -> None:
        self.builder.words(parent.text or "")
        for child in parent:
            self.element(child)
            self.builder.words(child.tail or "")

    def element(self, element: ElementTree.Element) -> None:
        name = _name(element)
        if name in _LEFT_OUT:
            self.n_changes += name == "tracked-changes"
            self.n_remarks += name == "annotation"
        elif name == "h":
            level = _value(element, "outline-level")
            depth = min(int(level), _DEEPEST_HEADING) if level.isdecimal() and level != "0" else 1
            self.inside(f"h{depth}", {}, element)
        elif name == "p":
            self.inside("p", {}, element)
        elif name == "a":
            self.inside("a", {"href": _value(element, "href")}, element)
        elif name in _TAGS:
            self.inside(_TAGS[name], {}, element)
        elif name == "note":
            self.note(element)
        elif name in ("s", "tab"):
            self.builder.words(" ")
        elif name == "line-break":
            self.builder.start("br", {})
            self.builder.pop()
        elif name == "image":
            self.n_pictures += 1
        else:
            self.children(element)

    def inside(self, tag: str, attributes: dict[str, str], element: ElementTree.Element) -> None:
        self.builder.start(tag, attributes)
        self.children(element)
        self.builder.pop()

    def note(self, element: ElementTree.Element) -> None:
        kind = "endnote" if _value(element, "note-class") == "endnote" else "footnote"
        body = next((child for child in element if _name(child) == "note-body"), None)
        if body is None:
            return
        number = len(self.notes) + 1
        id_ = f"{kind}-{number}"
        self.notes.append((id_, body))
        self.builder.start("sup", {})
        self.builder.start("a", {"href": f"#{id_}"})
        self.builder.words(str(number))
        self.builder.pop()
        self.builder.pop()
