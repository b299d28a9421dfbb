"""An XML dump of a wiki → the wikitext of its pages."""

from xml.etree import ElementTree

from dashboard.conversion.converted import Converted, RefusalError, counted
from dashboard.conversion.html.tokens import from_xml

_MOST = 10
"""Pages that are read; a dump may hold millions."""

_NO_TEXT = "the dump has no page with text; export the pages anew"


def is_dump(data: bytes) -> bool:
    """Whether an XML file is the dump of a wiki."""
    return b"<mediawiki" in data[:2_000]


def convert(data: bytes) -> list[Converted]:
    """The newest text of each page of a dump.

    Raises:
        RefusalError: It is damaged, or has no page with text.
    """
    from_xml(data)  # damage, nesting, entities
    pages = []
    for page in ElementTree.fromstring(data).iter():
        if not page.tag.endswith("}page") and page.tag != "page":
            continue
        said = {one.tag.rpartition("}")[2]: one.text or "" for one in page.iter()}
        title = " ".join(said.get("title", "").split())
        if said.get("text", "").strip() and not said["text"].lower().startswith("#redirect"):
            pages.append((title, said["text"]))
    if not pages:
        raise RefusalError(_NO_TEXT)
    left = len(pages) - _MOST
    notes = (f"{counted(left, 'more page is', 'more pages are')} left out",) if left > 0 else ()
    return [
        Converted(f"{title.replace('/', '-') or 'page'}.wiki", text, title or None, notes)
        for title, text in pages[:_MOST]
    ]
