"""The text layer of a PDF file → Markdown."""

import re
from dataclasses import replace

import pypdfium2

from dashboard.conversion.converted import Converted, RefusalError
from dashboard.conversion.pdf.layout import lay_out
from dashboard.conversion.pdf.lines import Line, lines

MOST_PAGES = 2_000

_PASSWORD = (4, 5)
"""Codes of a file that asks for a password or another kind of key."""

_GENERATED = re.compile(
    r"""
    microsoft[ ](?:word|powerpoint)
|   untitled
|   .{0,200} \.(?:docx?|pdf|tex|indd|html?) $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BUTTON = re.compile(
    r"""
    \[ (?: expand | collapse | show | hide | toggle | edit )
    (?: [ ](?:all|more|less|details|table|source) )? \]
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What a page that was printed had to click on. The text layer has it in any place, where it
would be a mark or the label of an entry."""

_DAMAGED = "the file is damaged, no text can be read in it; open it and print it to a new PDF"
_NO_TEXT = "there is no text in it; if it looks scanned, run text recognition first"


def convert(data: bytes, name: str) -> Converted:
    """Convert the text layer of a PDF file.

    Raises:
        RefusalError: It is damaged, protected, too long, or has no text.
    """
    document = _opened(data)
    n_pages = len(document)
    if n_pages > MOST_PAGES:
        raise RefusalError(f"it has {n_pages:,} pages; at most {MOST_PAGES:,} are read, split it")
    if n_pages == 0:
        raise RefusalError(_DAMAGED)
    notes: list[str] = []
    pages = _without_buttons(_without_hidden(_pages(document, notes), notes), notes)
    if not any(char.isalnum() for page in pages for line in page for char in line.text):
        raise RefusalError(_NO_TEXT)
    laid = lay_out(pages)
    if not laid.blocks:  # nothing but page numbers and running heads
        raise RefusalError(_NO_TEXT)
    if laid.n_contents:
        notes.append("a table of contents is left out")
    if laid.n_running:
        notes.append("page numbers and running heads are left out")
    notes.append("paragraphs, headings and columns of a PDF are a guess: please check")
    title = _title(document)
    blocks = list(laid.blocks)
    if title and not any(block.startswith("# ") for block in blocks):
        blocks.insert(0, f"# {title}")
    return Converted(name, "\n\n".join(blocks) + "\n", title, tuple(notes))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _PASSWORD or "password" in str(error).lower():
            raise RefusalError("it is protected by a password; save a copy without") from error
        raise RefusalError(_DAMAGED) from error


def _pages(document: pypdfium2.PdfDocument, notes: list[str]) -> list[list[Line]]:
    pages = []
    unread = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            unread += 1
            continue
        try:
            pages.append(list(lines(page, number)))
        except pypdfium2.PdfiumError:
            unread += 1
        finally:
            page.close()
    if unread == len(document):
        raise RefusalError(_DAMAGED)
    if unread:
        notes.append(f"{unread:,} of {len(document):,} pages are damaged and left out")
    return pages


def _without_hidden(pages: list[list[Line]], notes: list[str]) -> list[list[Line]]:
    """Leave hidden words out, but not where they are all there is: those of a scan."""
    hidden = sum(line.is_hidden for page in pages for line in page)
    if not hidden:
        return pages
    if hidden == sum(len(page) for page in pages):
        notes.append("all text is hidden, as text recognition leaves it: please check it")
        return pages
    notes.append("hidden text is left out")
    return [[line for line in page if not line.is_hidden] for page in pages]


def _without_buttons(pages: list[list[Line]], notes: list[str]) -> list[list[Line]]:
    """Leave out what was there to click on, where it is or begins or ends a line."""
    kept = [[_without_button(line) for line in page] for page in pages]
    if kept != pages:
        notes.append("buttons of a printed page, such as [Expand], are left out")
    return [[line for line in page if line.text] for page in kept]


def _without_button(line: Line) -> Line:
    text = line.text
    if "]" not in text:
        return line
    while match := _BUTTON.match(text):
        text = text[match.end() :].lstrip()
    while text.endswith("]") and (match := _BUTTON.fullmatch(text, text.rfind("["))):
        text = text[: match.start()].rstrip()
    return line if text == line.text else replace(line, text=text)


def _title(document: pypdfium2.PdfDocument) -> str | None:
    """The title in the file's properties, unless a program made it."""
    title = " ".join(str(document.get_metadata_value("Title")).split())
    return title if title and not _GENERATED.match(title) else None
