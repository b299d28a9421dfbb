"""The files of one data folder → an `Analysis`: a text with its themes, codings and sources.

Only the text is needed. What else is there but cannot be read is left out and told, so that a
misspelt field never hides the text. Without a codebook the text's own headings are its themes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from dashboard import reading
from dashboard.errors import Fault, InputError
from dashboard.model import BASES, Basis, Codebook, Coding, Document, Source
from dashboard.study import about, codebook, codings, history, strict_yaml, suggest
from dashboard.study.about import About
from dashboard.study.codings import HandCoding
from dashboard.study.history import Event, Events, Period

_STEM = "analysis"
TEXTS = tuple(f"{_STEM}{suffix}" for suffix in reading.READERS)
"""What the text may be called; `analysis.txt` and `analysis.md` come first."""

ABOUT, CODEBOOK, CODINGS = "about.yaml", "codebook.yaml", "codings.yaml"
EVENTS = "events.yaml"
PREVIEW = "preview.png"
"""A picture of the page for people who look through the folder; never read."""

FILES = (*TEXTS, ABOUT, CODEBOOK, CODINGS, EVENTS)

_BASIS_NAMES: dict[Basis, str] = {
    "term": "words of the passage",
    "section": "heading of the section",
}

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """One text and all that is said of it."""

    id: str
    """The name of its folder or, for a lone text, of its file without the suffix."""

    about: About
    document: Document
    """With the title, language and sources of `about`."""

    book: Codebook
    hand: HandCoding | None
    """`None` if nobody coded the text, or if their codings cannot be read."""

    codings: tuple[Coding, ...]
    """Of all bases."""

    faults: tuple[Fault, ...] = ()
    """What in the folder could not be read; the rest is whole."""

    events: tuple[Event, ...] = ()
    """Context that was added, in the order of its file; never sources."""

    periods: tuple[Period, ...] = ()
    """Stretches of time to set the events in."""

    is_drafted: bool = False
    """Whether `book` is made of the text's headings, since nobody wrote one."""

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The bases that themes can be counted on, in the order of `BASES`."""
        there: dict[Basis, bool] = {
            "hand": self.hand is not None and bool(self.hand.codings),
            "term": any(theme.terms for theme in self.book.themes),
            "section": any(theme.sections for theme in self.book.themes),
        }
        return tuple(basis for basis in BASES if there[basis])

    def basis_name(self, basis: Basis) -> str:
        """What people read instead of a basis's id, in lower case; not yet escaped for any sink."""
        if basis == "hand":
            return f"coded by {self.hand.who}" if self.hand else "coded by nobody"
        return _BASIS_NAMES[basis]


def read(
    id_: str, files: Mapping[str, bytes], *, read_as: tuple[str, ...] | None = None
) -> Analysis:
    """Read an analysis from the files of its folder, by their names.

    Args:
        id_: Its name.
        files: Their content by name.
        read_as: What to read instead of `About.marks`, if that is asked for.

    Raises:
        InputError: The text cannot be read; the faults of the other files are told with it.
    """
    faults = [unknown(name) for name in files if name not in FILES]
    told = _read(files, ABOUT, about.read, About(), faults)
    if read_as is not None:
        told = replace(told, marks=read_as)
    book = _read(files, CODEBOOK, codebook.read, Codebook(), faults)
    try:
        document = _document(id_, files, told)
    except InputError as error:
        raise InputError([*error.faults, *faults]) from None
    if CODEBOOK in files and book.themes:
        faults += codebook.missing_sections(files[CODEBOOK], CODEBOOK, document)
    hand = _hand(files, document, book, faults)
    added = _events(files, document, book, faults)
    is_drafted = CODEBOOK not in files
    if is_drafted:
        book = suggest.codebook(suggest.headings(document))
    return Analysis(
        id=id_,
        about=told,
        document=document,
        book=book,
        hand=hand,
        codings=(
            *(hand.codings if hand else ()),
            *codebook.code_by_terms(document, book),
            *codebook.code_by_sections(document, book),
        ),
        faults=tuple(faults),
        events=added.events,
        periods=added.periods,
        is_drafted=is_drafted and bool(book.themes),
    )


def unknown(name: str) -> Fault:
    """What to tell of a file that a data folder has no use for."""
    usual = (*TEXTS[:2], ABOUT, CODEBOOK, CODINGS, EVENTS)
    return Fault(name, f"not read; {strict_yaml.nearest(name, usual)}")


def _read(
    files: Mapping[str, bytes],
    name: str,
    reader: Callable[[bytes, str], _T],
    default: _T,
    faults: list[Fault],
) -> _T:
    """What a file says or, if it is not there or cannot be read, the default."""
    if name not in files:
        return default
    try:
        return reader(files[name], name)
    except InputError as error:
        faults += error.faults
        return default


def _hand(
    files: Mapping[str, bytes], document: Document, book: Codebook, faults: list[Fault]
) -> HandCoding | None:
    if CODINGS in files and not book.themes:
        # Else each of its themes would be told as unknown, hiding the one fault there is.
        faults.append(Fault(CODINGS, f"not read: {CODEBOOK} has no usable themes; fix that first"))
        return None

    def reader(data: bytes, name: str) -> HandCoding | None:
        return codings.read(data, name, document, book)

    return _read(files, CODINGS, reader, None, faults)


def _events(
    files: Mapping[str, bytes], document: Document, book: Codebook, faults: list[Fault]
) -> Events:
    if EVENTS in files and CODEBOOK in files and not book.themes:
        faults.append(Fault(EVENTS, f"not read: {CODEBOOK} has no usable themes; fix that first"))
        return Events()

    def reader(data: bytes, name: str) -> Events:
        return history.read(data, name, document, book)

    return _read(files, EVENTS, reader, Events(), faults)


def _document(id_: str, files: Mapping[str, bytes], told: About) -> Document:
    texts = [name for name in TEXTS if name in files]
    if not texts:
        raise InputError.at(
            TEXTS[0], f"the text is missing; save it here as {' or '.join(TEXTS[:2])}"
        )
    if len(texts) > 1:
        raise InputError.at(texts[0], f"{texts[1]} is here too; keep only one of them")
    document = reading.read(
        files[texts[0]],
        texts[0],
        language=told.language,
        read_as=told.marks,
        encoding=told.encoding,
        means={same.note: same.means for same in told.same},
    )
    return replace(
        document,
        id=id_,
        # A text without a title has been given its file's name, which here says nothing.
        title=told.title or (id_ if document.title == _STEM else document.title),
        sources=_joined(
            document.sources,
            tuple(replace(source, id=document.renamed(source.id)) for source in told.sources),
        ),
    )


def _joined(found: tuple[Source, ...], listed: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sources of the text and those of the list, which knows better where both speak."""
    joined = {source.id: source for source in found}
    for source in listed:
        known = joined.get(source.id, source)
        joined[source.id] = Source(
            id=source.id,
            title=source.title or known.title,
            url=source.url or known.url,
            publisher=source.publisher or known.publisher,
            published=source.published or known.published,
            is_listed=True,
        )
    return tuple(sorted(joined.values(), key=_place))


def _place(source: Source) -> tuple[bool, int]:
    """Numbered sources by number; the others after them, in the order they came."""
    is_number = source.id.isascii() and source.id.isdigit()
    return (not is_number, int(source.id) if is_number else 0)
