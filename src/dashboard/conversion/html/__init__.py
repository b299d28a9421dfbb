"""A web page → Markdown."""

import re
from collections.abc import Sequence

from dashboard.conversion.converted import Converted, RefusalError, counted
from dashboard.conversion.html import furniture
from dashboard.conversion.html.notes import find_marks, local_targets
from dashboard.conversion.html.tokens import Event, from_html
from dashboard.conversion.html.writer import Writer
from dashboard.vocabulary import encodings

_DECLARES = re.compile(rb"<!DOCTYPE[^>\[]{0,300}\[.{0,2000}?<!ENTITY", re.IGNORECASE | re.DOTALL)
_HEAD = 10_000
_BIKESHED = re.compile(r"<pre[ \t]+class=[\"']?metadata\b", re.IGNORECASE)
"""Begins the source of a web standard, which is Markdown with tags and has a reader."""

_NO_TEXT = (
    "the page has no text of its own (a script builds it); open it in a browser, "
    "then copy its text and paste it, or save what you see as a PDF"
)


def convert(data: bytes, name: str) -> Converted:
    """Convert a web page.

    Args:
        data: The page.
        name: Of the Markdown file.

    Raises:
        RefusalError: It has no text or declares entities.
    """
    if _DECLARES.search(data[:_HEAD]):
        raise RefusalError("it declares entities of its own, which can hide anything; remove them")
    text, guess = encodings.decoded_page(data)
    notes = (f"the encoding is a guess, {guess}: please check accents and quotes",) if guess else ()
    if _BIKESHED.search(text[:_HEAD]):
        return Converted(name, text, None, notes)
    return from_events(from_html(text), name, notes)


def from_events(
    events: Sequence[Event],
    name: str,
    notes: Sequence[str] = (),
    prefixes: Sequence[tuple[str, str]] = (),
    title: str | None = None,
    *,
    is_marked: bool = False,
) -> Converted:
    """Write the events of a page, or of what has been made like one.

    Args:
        events: Of HTML.
        name: Of the Markdown file.
        notes: What is known to be left out or uncertain already.
        prefixes: Beginnings of the targets that are footnotes, and of their labels.
        title: What the format says, if that is not in the page.
        is_marked: Whether the format itself says what is a citation: raised numbers are none then.
    """
    main = furniture.find_parts(events, local_targets(events))
    whole = furniture.look_at(events, main)
    found = find_marks(events, main, prefixes, is_marked=is_marked)
    writer = Writer(whole, found)
    writer.walk(main.start, main.end)
    writer.notes()
    if not any(char.isalnum() for _, said in writer.blocks.done for char in said):
        raise RefusalError(_NO_TEXT)
    said = whole.title or title
    has_title = any(
        kind == "heading" and words.startswith("# ") for kind, words in writer.blocks.done[:200]
    )
    if said and not has_title:
        writer.blocks.done.insert(0, ("heading", f"# {said}"))
    return Converted(name, writer.blocks.text(), said, (*notes, *_notes(writer, main)))


def _notes(writer: Writer, main: furniture.Parts) -> list[str]:
    notes = []
    if main.has_hidden:
        notes.append("hidden text is left out")
    if main.has_menus:
        notes.append("menus and what else stands around the text are left out")
    if writer.n_pictures:
        notes.append(counted(writer.n_pictures, "picture is", "pictures are") + " left out")
    if writer.written and not writer.marks.notes.keys().isdisjoint(writer.written):
        n = len(writer.marks.notes.keys() & writer.written)
        label = next(iter(writer.marks.notes.values()))
        notes.append(counted(n, "note follows", "notes follow") + f" as [^{label}]: …")
    return notes
