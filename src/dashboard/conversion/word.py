"""A Word file (DOCX) → Markdown, by way of the HTML that mammoth makes of it.

Only the parts that hold text are handed on, so that no picture, macro or outer file is
ever looked at. Hidden and deleted words are taken out before.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

import mammoth

from dashboard.conversion import html, zipped
from dashboard.conversion.converted import Converted, RefusalError, counted
from dashboard.conversion.html.tokens import from_html, from_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_READ = (
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/comments.xml",
    "word/header",
    "word/footer",
    "word/_rels/",
    "_rels/",
    "docProps/core.xml",
    "[Content_Types].xml",
)
_NOT_HANDED_ON = ("word/comments.xml", "word/header", "word/footer", "docProps/")
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='TOC Heading'] => !",
        *(f"p[style-name='toc {n}'] => !" for n in range(1, 10)),
        "comment-reference => !",
    )
)
_WRAPPERS = frozenset(f"{_W}{name}" for name in ("fldSimple", "customXml", "moveTo", "dir", "bdo"))
"""Elements around words that mammoth passes over with all that is in them."""

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_GENERATED = re.compile(r"microsoft word|untitled|document\d*$|.{0,200}\.docx?$", re.IGNORECASE)
_PREFIXES = (("footnote-", "fn"), ("endnote-", "en"))
_LIMITS = zipped.Limits(most_files=2_000, most_bytes=100_000_000, most_of_one=40_000_000)
"""A part of a book of 800 pages has about 10 MB."""

_DAMAGED = "the file is damaged; open it in Word and save it anew"
_NOT_WORD = "this is a ZIP archive, not a Word file; save the text as .docx"
_UNUSABLE: Mapping[zipped.Why, str] = {
    "many": f"it has more than {_LIMITS.most_files:,} parts; open it in Word and save it anew",
    "protected": "it is protected by a password; save it as .docx without a password",
    "unusual": _DAMAGED,
    "damaged": _DAMAGED,
    "large": f"it unpacks to more than {_LIMITS.most_bytes // 1_000_000} MB; "
    "remove pictures and save it anew",
}
_NO_TEXT = "there is no text in it; if it holds pictures of pages, run text recognition first"


def convert(data: bytes, name: str) -> Converted:
    """Convert a Word file.

    Raises:
        RefusalError: It is no Word file, damaged, protected, too large, or has no text.
    """
    parts = _parts(data)
    for content in parts.values():
        if _DECLARES.search(content.replace(b"\x00", b"")):
            raise RefusalError(
                "a part of it declares entities, which can hide anything; save it anew"
            )
        try:
            from_xml(content)  # damage and nesting
        except RefusalError as error:
            advice = "" if ";" in str(error) else "; open it in Word and save it anew"
            raise RefusalError(f"{error}{advice}") from error
    notes: list[str] = []
    notes += _left_out(parts)
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if part in parts:
            parts[part] = _shown(parts[part], notes)
    events = from_html(_html(parts))
    if not any(isinstance(event, str) and event.strip() for event in events):
        raise RefusalError(_NO_TEXT)
    return html.from_events(events, name, tuple(dict.fromkeys(notes)), _PREFIXES, _title(parts))


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file that hold text, by name."""
    try:
        parts, files = zipped.unpack(data, _is_read, _LIMITS)
    except zipped.UnusableError as error:
        raise RefusalError(_UNUSABLE[error.why]) from error
    if sum(size for _, size in files) > _LIMITS.most_bytes:
        raise RefusalError(_UNUSABLE["large"])
    names = [name.lower() for name, _ in files]
    if len(set(names)) < len(names):
        raise RefusalError(_DAMAGED)  # two programs would read two texts
    if "word/document.xml" not in parts:
        raise RefusalError(_NOT_WORD if "word/document.xml" not in names else _DAMAGED)
    return parts


def _is_read(name: str) -> bool:
    return name.startswith(_READ) and name.endswith((".xml", ".rels"))


def _html(parts: Mapping[str, bytes]) -> str:
    """What mammoth makes of the parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part, content in parts.items():
            if not part.startswith(_NOT_HANDED_ON):
                archive.writestr(part, content)
    packed.seek(0)
    try:
        result = mammoth.convert_to_html(
            packed,
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
            external_file_access=False,
            include_embedded_style_map=False,
        )
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError) as error:
        raise RefusalError(_DAMAGED) from error
    return str(result.value)


def _shown(content: bytes, notes: list[str]) -> bytes:
    """A part without hidden and deleted words, and without pictures."""
    root = ElementTree.fromstring(content)
    _unwrap(root)
    _drop_custom_marks(root)
    n_pictures = n_inserted = 0
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{_W}del", f"{_W}moveFrom"):
                parent.remove(child)
                notes.append("tracked changes: deleted words are left out")
            elif child.tag == f"{_W}r" and _is_hidden(child):
                parent.remove(child)
                notes.append("hidden text is left out")
            elif child.tag == f"{_W}ins":
                n_inserted += 1
            elif child.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object"):
                n_pictures += _take_picture(parent, child)
    if n_inserted:
        notes.append("tracked changes: inserted words are kept")
    if n_pictures:
        notes.append(counted(n_pictures, "picture is", "pictures are") + " left out")
    return ElementTree.tostring(root)


def _unwrap(root: ElementTree.Element) -> None:
    """Put what stands in a wrapper in its place."""
    for parent in list(root.iter()):
        while any(child.tag in _WRAPPERS for child in parent):
            children = list(parent)
            parent[:] = [
                inner
                for child in children
                for inner in (list(child) if child.tag in _WRAPPERS else (child,))
            ]


def _drop_custom_marks(root: ElementTree.Element) -> None:
    """Take out the signs that writers chose for notes, where the note's number will stand."""
    for run in root.iter(f"{_W}r"):
        for kind in ("footnoteReference", "endnoteReference"):
            pointer = run.find(f"{_W}{kind}")
            if pointer is not None and pointer.get(f"{_W}customMarkFollows") in ("1", "true", "on"):
                for said in run.findall(f"{_W}t"):
                    run.remove(said)


def _is_hidden(run: ElementTree.Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")


def _take_picture(parent: ElementTree.Element, picture: ElementTree.Element) -> int:
    """Remove a picture, unless it is a box with text."""
    if any(True for _ in picture.iter(f"{_W}txbxContent")):
        return 0
    parent.remove(picture)
    return 1


def _left_out(parts: Mapping[str, bytes]) -> list[str]:
    notes = []
    pointers = parts["word/document.xml"]
    for part, name in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if part in parts:
            # Those that are only lines between text and notes have a type.
            n = parts[part].count(f":{name} ".encode()) - parts[part].count(b":type=")
            n -= pointers.count(f":{name}Reference".encode())
            if n > 0:
                notes.append(f"{counted(n, name, name + 's')} that nothing points to left out")
    if "word/comments.xml" in parts:
        n = parts["word/comments.xml"].count(b"<w:comment ")
        if n:
            notes.append(counted(n, "comment is", "comments are") + " left out")
    heads = [part for part in parts if part.startswith(("word/header", "word/footer"))]
    if any(b"<w:t" in parts[part] for part in heads):
        notes.append("headers and footers of the pages are left out")
    return notes


def _title(parts: Mapping[str, bytes]) -> str | None:
    """The title in the file's properties, unless a program made it."""
    if "docProps/core.xml" not in parts:
        return None
    title = ElementTree.fromstring(parts["docProps/core.xml"]).findtext(_TITLE) or ""
    title = " ".join(title.split())
    return title if title and not _GENERATED.match(title) else None
