"""What a person hands over → data folders held in memory, as `analysis.read` takes them.

a text                          → itself
a web page, Word, PDF, JATS, …  → its text as Markdown, with what the conversion tells
a ZIP archive                   → the data folders in it, or the texts
YAML                            → told apart by its name or fields, to lie beside a text
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath, PureWindowsPath

from dashboard import about, analysis, codebook, conversion, readers
from dashboard.about import About
from dashboard.analysis import Analysis
from dashboard.conversion import Converted
from dashboard.errors import InputError

ARCHIVES = (".zip",)
PARTS = (".yaml", ".yml")
SUFFIXES = (*readers.READERS, *sorted(conversion.SUFFIXES), *ARCHIVES)
"""Of the files that `take` takes, in lower case."""

MAX_BYTES = conversion.MAX_BYTES

_FIELD = re.compile(rb"^(\w+):", re.MULTILINE)
_OWNERS = {
    "themes": analysis.CODEBOOK,
    "coder": analysis.CODINGS,
    "passages": analysis.CODINGS,
    "events": analysis.EVENTS,
    "periods": analysis.EVENTS,
    "title": analysis.ABOUT,
    "sources": analysis.ABOUT,
    "origins": analysis.ABOUT,
    "publisher": analysis.ABOUT,
}
"""A field at the beginning of a line → the file of a data folder that has it."""

_PASTED = {"a web page": ".html", "an XML file": ".xml", "a JSON file": ".json"}
_LONGEST_NAME = 80
_MOST_ENTRIES, _MOST_TEXTS = 2_000, 50
_MOST_UNPACKED = 50_000_000
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Folder:
    """One analysis to be read: what a data folder would hold."""

    name: str
    """To be known by: that of the file it came in."""

    files: Mapping[str, bytes]
    """By the names that a data folder gives them."""


def take(data: bytes, file: str) -> tuple[Folder, ...]:
    """What a file holds; several folders if it holds several reports.

    Raises:
        InputError: It is nothing that can be read, or damaged, too large, or needs an extra.
    """
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in ARCHIVES:
        return _unpacked(data, file)
    if suffix in conversion.SUFFIXES:
        converted = conversion.convert(data, file)
        return tuple(_of(one, file) for one in converted)
    if suffix not in readers.READERS:
        known = ", ".join(SUFFIXES)
        raise InputError.at(file, f"{suffix or 'no suffix'} cannot be read; hand over {known}")
    return (Folder(_stem(file), {f"analysis{suffix}": data}),)


def part(data: bytes, file: str) -> str:
    """Which file of a data folder a YAML file is, by its name or else by its fields.

    Raises:
        InputError: It is none of them.
    """
    if file in (analysis.ABOUT, analysis.CODEBOOK, analysis.CODINGS, analysis.EVENTS):
        return file
    for field in _FIELD.findall(data[:1_000_000]):
        if owner := _OWNERS.get(field.decode("ascii", "replace")):
            return owner
    names = f"{analysis.CODEBOOK}, {analysis.ABOUT}, {analysis.CODINGS} or {analysis.EVENTS}"
    raise InputError.at(file, f"no YAML of a data folder; name it {names}")


def named(error: InputError, file: str) -> InputError:
    """The same faults, those of the text under the name of the file that it came in."""
    return InputError(
        [replace(f, file=file) if f.file in analysis.TEXTS else f for f in error.faults]
    )


def paste(text: str) -> str:
    """The file name that a pasted text would have."""
    kind = conversion.kind(text[:2_000].encode("utf-8", "replace"))
    return f"Pasted text{_PASTED.get(kind or '', '.md')}"


def whole(read: Analysis, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of an analysis with what was found written beside them, to be taken away.

    The sources found in the text go to `about.yaml`, themes made of its headings to
    `codebook.yaml`. What a person wrote stays as it is.

    Returns:
        The files by name, and what could not be written, a sentence each.
    """
    kept, notes = dict(files), []
    document = read.document
    listed = tuple(source for source in document.sources if source.is_listed)
    told = replace(read.about, title=document.title, sources=listed)
    if analysis.ABOUT not in files or told.sources != read.about.sources:
        try:
            kept[analysis.ABOUT] = about.write(told)
        except ValueError as error:
            kept.setdefault(analysis.ABOUT, about.write(About(title=document.title)))
            notes.append(f"The sources found are not in {analysis.ABOUT}: {error}.")
    if read.is_drafted:
        kept[analysis.CODEBOOK] = codebook.write(read.book)
    return kept, tuple(notes)


def unused(name: str, taken: Sequence[str]) -> str:
    """A name that is not taken: this one, or this one with a number."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _of(converted: Converted, file: str) -> Folder:
    """A converted text, and in `about.yaml` what was lost on the way."""
    told = f"Converted from {_last(file)}"
    note = f"{told}: {'; '.join(converted.notes)}." if converted.notes else f"{told}."
    return Folder(
        _stem(converted.name),
        {"analysis.md": converted.text.encode(), analysis.ABOUT: about.write(About(note=note))},
    )


def _unpacked(data: bytes, file: str) -> tuple[Folder, ...]:
    """The data folders of an archive; if it has none, its texts."""
    files = _entries(data, file)
    places = {path.parent for path in files if path.name in analysis.TEXTS}
    if places:
        return tuple(
            Folder(
                _stem(place.name or file),
                {
                    path.name: content
                    for path, content in files.items()
                    if path.parent == place and path.name in analysis.FILES
                },
            )
            for place in sorted(places)
        )
    texts = [path for path in files if path.suffix.lower() in readers.READERS]
    if not texts:
        known = " or ".join(analysis.TEXTS[:2])
        raise InputError.at(file, f"the archive holds no text; put {known} into it")
    if len(texts) > _MOST_TEXTS:
        raise InputError.at(file, f"it holds {len(texts):,} texts; at most {_MOST_TEXTS} are read")
    return tuple(folder for path in texts for folder in take(files[path], path.name))


def _entries(data: bytes, file: str) -> dict[PurePosixPath, bytes]:
    """What an archive holds of use, none of it larger than it may be."""
    found: dict[PurePosixPath, bytes] = {}
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                message = f"the archive has more than {_MOST_ENTRIES:,} files; pack fewer"
                raise InputError.at(file, message)
            for entry in entries:
                path = PurePosixPath(entry.filename)
                is_text = path.suffix.lower() in (*readers.READERS, *PARTS)
                is_hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
                if entry.is_dir() or is_hidden or not is_text:
                    continue
                if entry.flag_bits & _ENCRYPTED:
                    message = "the archive is protected by a password; pack it without"
                    raise InputError.at(file, message)
                with archive.open(entry) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    limit = _MOST_UNPACKED // 1_000_000
                    message = f"it unpacks to more than {limit} MB; pack fewer files"
                    raise InputError.at(file, message)
                found[path] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise InputError.at(file, "the archive is damaged; pack it anew") from None
    return found


def _stem(file: str) -> str:
    """A name to know a folder by: what stands before the suffix, on one line, not too long."""
    name = _last(file)
    stem = PurePosixPath(name).stem if PurePosixPath(name).suffix.lower() in SUFFIXES else name
    plain = " ".join("".join(c if c.isprintable() else " " for c in stem).split())
    return plain[:_LONGEST_NAME].strip() or "text"


def _last(file: str) -> str:
    """A file's name without the folders before it, whatever system it comes from."""
    return PureWindowsPath(PurePosixPath(file).name).name or "file"
