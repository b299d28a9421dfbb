"""What a person hands over → data folders held in memory, as `analysis.read` takes them.

a text                          → itself
a web page, Word, PDF, JATS, …  → its text as Markdown, with what the conversion tells
a ZIP archive                   → the data folders in it, or the texts
YAML                            → told apart by its name or fields, to lie beside a text
"""

import codecs
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath, PureWindowsPath

from dashboard import conversion, reading
from dashboard.conversion import Converted, zipped
from dashboard.errors import Fault, InputError
from dashboard.study import about, analysis, codebook
from dashboard.study.about import About
from dashboard.study.analysis import Analysis

ARCHIVES = (".zip",)
PARTS = (".yaml", ".yml")
SUFFIXES = (*reading.READERS, *sorted(conversion.SUFFIXES), *ARCHIVES)
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
    "same": analysis.ABOUT,
    "marks": analysis.ABOUT,
    "encoding": analysis.ABOUT,
    "publisher": analysis.ABOUT,
    "language": analysis.ABOUT,
    "url": analysis.ABOUT,
    "page": analysis.ABOUT,
    "taken": analysis.ABOUT,
    "note": analysis.ABOUT,
}
"""A field at the beginning of a line → the file of a data folder that has it."""

_KINDS = f"{reading.KINDS}, HTML, Word, OpenDocument, PDF, EPUB, JATS, Jupyter, JSON or ZIP"
_ADVICE = {
    ".rtf": "RTF can't be read, as no library keeps its footnotes; save it as .docx or .odt",
    ".doc": "old Word files can't be read; open it in Word or LibreOffice and save it as .docx",
    ".pages": "Pages files can't be read; export it as Word (.docx) or PDF",
    ".adoc": "AsciiDoc can't be read; convert it with asciidoctor and give the .html",
    ".asciidoc": "AsciiDoc can't be read; convert it with asciidoctor and give the .html",
    ".org": "Org files can't be read; export it as HTML or Markdown",
}
"""What to do with files that people have and that can't be read."""

_WIKI = (".wiki", ".wikitext", ".mediawiki")
_ESCAPED = re.compile(rb"&lt;ref[ &/]")
_PASTED = {"a web page": ".html", "an XML file": ".xml"}
_OBJECT = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
"""How JSON begins and no text does; `[[` may be a link of wikitext, `["` one of Markdown."""

_LONGEST_NAME, _LONGEST_SUFFIX = 80, 20
_MOST_TEXTS, _MOST_CONVERTED = 50, 10
"""Of an archive; a conversion may take long."""

_IN_ARCHIVES = frozenset((*reading.READERS, *conversion.SUFFIXES, *PARTS))
_LIMITS = zipped.Limits(most_files=2_000, most_bytes=50_000_000, most_of_one=50_000_000)
_UNUSABLE: Mapping[zipped.Why, str] = {
    "many": f"the archive has more than {_LIMITS.most_files:,} files; pack fewer",
    "protected": "the archive is protected by a password; pack it without",
    "unusual": "the archive uses an unusual compression; pack it as a plain ZIP",
    "damaged": "the archive is damaged; pack it again",
    "large": f"it unpacks to more than {_LIMITS.most_bytes // 1_000_000} MB; pack fewer files",
}
"""What is said of an archive that cannot be used."""


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
    file = _shown(file)
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in ARCHIVES:
        return _unpacked(data, file)
    if suffix in conversion.SUFFIXES:
        converted = conversion.convert(data, file)
        return tuple(_of(one, file) for one in converted)
    if suffix in _ADVICE:
        raise InputError.at(file, _ADVICE[suffix])
    if suffix not in reading.READERS:
        what = suffix or "a file without a suffix"
        raise InputError.at(file, f"{what} can't be read; choose a {_KINDS} file")
    if suffix in _WIKI and _ESCAPED.search(data) and b"<ref" not in data:
        said = html.unescape(data.decode("utf-8", "replace"))
        note = f"{file} was escaped, as in the dump of a wiki: its tags are put back."
        files = {f"analysis{suffix}": said.encode(), analysis.ABOUT: about.write(About(note=note))}
        return (Folder(_stem(file), files),)
    return (Folder(_stem(file), {f"analysis{suffix}": data}),)


def part(data: bytes, file: str) -> str:
    """Which file of a data folder a YAML file is, by its name or else by its fields.

    Raises:
        InputError: It is none of them, or a codebook or about.yaml that cannot be used.
    """
    file = _shown(file)
    name = file if file in analysis.FILES else _owner(data)
    if name == analysis.CODEBOOK:
        codebook.read(data, file)
    elif name == analysis.ABOUT:
        about.read(data, file)
    if name:
        return name
    names = f"{analysis.CODEBOOK}, {analysis.ABOUT}, {analysis.CODINGS} or {analysis.EVENTS}"
    raise InputError.at(file, f"this is not a YAML file of a data folder; name it {names}")


def _owner(data: bytes) -> str | None:
    for field in _FIELD.findall(data[:1_000_000].removeprefix(codecs.BOM_UTF8)):
        if owner := _OWNERS.get(field.decode("ascii", "replace")):
            return owner
    return None


def named(error: InputError, file: str) -> InputError:
    """The same faults, those of the text under the name of the file that it came in."""
    return InputError(
        [replace(f, file=file) if f.file in analysis.TEXTS else f for f in error.faults]
    )


def paste(text: str) -> str:
    """The file name that a pasted text would have."""
    kind = conversion.kind(text[:2_000].encode("utf-8", "replace")) or ""
    suffix = _json_suffix(text) if kind == "a JSON file" else _PASTED.get(kind, ".md")
    return f"Pasted text{suffix}"


def whole(read: Analysis, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of an analysis with what was found written beside them, to be taken away.

    The sources found in the text go to `about.yaml`, themes made of its headings to
    `codebook.yaml`. What a person wrote stays as it is; a file of theirs that cannot be read, too.

    Returns:
        The files by name, and what could not be written, a sentence each.
    """
    kept, notes = dict(files), []
    document = read.document
    listed = tuple(source for source in document.sources if source.is_listed)
    told = replace(read.about, title=document.title, sources=listed)
    lost = f"The sources found are not in {analysis.ABOUT}"
    if any(fault.file == analysis.ABOUT for fault in read.faults):
        notes.append(f"{lost}, which can't be read; fix it first.")
    elif analysis.ABOUT not in files or set(listed) != set(read.about.sources):
        try:
            kept[analysis.ABOUT] = about.write(told)
        except ValueError as error:
            kept.setdefault(analysis.ABOUT, about.write(About(title=document.title)))
            notes.append(f"{lost}: {str(error).splitlines()[0]}.")
    if read.is_drafted:
        kept[analysis.CODEBOOK] = codebook.write(read.book)
    return kept, tuple(notes)


def unused(name: str, taken: Sequence[str]) -> str:
    """A name that is not taken: this one, or this one with a number."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _json_suffix(text: str) -> str:
    """The suffix of a pasted text that begins as JSON does: of one value, of lines, or of none."""
    text = text.strip()
    if _is_json(text):
        return ".json"
    if _is_json(text.partition("\n")[0]):
        return ".jsonl"
    return ".json" if _OBJECT.match(text) else ".md"


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_int=str)  # a long number would take long to read
    except (ValueError, RecursionError):
        return False
    return True


def _of(converted: Converted, file: str) -> Folder:
    """A converted text, and in `about.yaml` what was lost on the way."""
    told = f"Converted from {file}"
    note = f"{told}: {'; '.join(converted.notes)}." if converted.notes else f"{told}."
    text = f"analysis{PurePosixPath(converted.name).suffix}"
    return Folder(
        _stem(converted.name),
        {text: converted.text.encode(), analysis.ABOUT: about.write(About(note=note))},
    )


def _unpacked(data: bytes, file: str) -> tuple[Folder, ...]:
    """The data folders of an archive; if it has none, its texts."""
    files = _files(data, file)
    places = sorted({path.parent for path in files if path.name in analysis.TEXTS})
    texts = [path for path in files if path.suffix.lower() not in PARTS]
    if not texts:
        known = " or ".join(analysis.TEXTS[:2])
        raise InputError.at(file, f"the archive contains no text; put {known} into it")
    if (count := len(places or texts)) > _MOST_TEXTS:
        raise InputError.at(file, f"it contains {count:,} texts; at most {_MOST_TEXTS} can be read")
    if not places:
        return _texts(files, texts)
    folders = [
        Folder(
            _stem(_shown(place.name) if place.name else file),
            # With those that no analysis has a use for, so that a misspelt one is told.
            {_shown(path.name): files[path] for path in files if path.parent == place},
        )
        for place in places
    ]
    return _with(folders, {path: files[path] for path in files if path.parent not in places})


def _files(data: bytes, file: str) -> dict[PurePosixPath, bytes]:
    """What an archive holds that may be of use, without what systems hide in it."""
    try:
        found, _ = zipped.unpack(data, _is_of_use, _LIMITS)
    except zipped.UnusableError as error:
        raise InputError.at(file, _UNUSABLE[error.why]) from None
    return {PurePosixPath(name): content for name, content in found.items()}


def _is_of_use(name: str) -> bool:
    path = PurePosixPath(name)
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not is_hidden and path.suffix.lower() in _IN_ARCHIVES


def _texts(
    files: Mapping[PurePosixPath, bytes], texts: Sequence[PurePosixPath]
) -> tuple[Folder, ...]:
    """A folder for each text; YAML beside a lone one belongs to it.

    Raises:
        InputError: None of them can be read.
    """
    folders: list[Folder] = []
    at: dict[PurePosixPath, list[int]] = {}
    faults: list[Fault] = []
    left = dict(files)
    n_converted = 0
    for path in texts:
        is_converted = path.suffix.lower() in conversion.SUFFIXES
        n_converted += is_converted
        if is_converted and n_converted > _MOST_CONVERTED:
            continue
        try:
            found = take(files[path], path.name)
        except InputError as error:
            faults += error.faults
            continue
        at.setdefault(path.parent, []).extend(range(len(folders), len(folders) + len(found)))
        folders += found
        del left[path]
    if not folders:
        raise InputError(faults)
    for path in files:
        beside = at.get(path.parent, [])
        if path.name in analysis.FILES and len(beside) == 1:
            one = folders[beside[0]]
            folders[beside[0]] = replace(one, files={**one.files, path.name: left.pop(path)})
    return _with(folders, left)


def _with(folders: Sequence[Folder], left: Mapping[PurePosixPath, bytes]) -> tuple[Folder, ...]:
    """The folders, the first with what no folder took, so that it is told that it was not read."""
    first, *others = folders
    files = dict(first.files)
    for path, content in left.items():
        name = _shown(path.name)
        if name in analysis.FILES:  # of no text that is known
            name = f"{_shown(path.parent.name)} {name}" if path.parent.name else f"loose {name}"
        files.setdefault(name, content)
    return replace(first, files=files), *others


def _stem(file: str) -> str:
    """A name to know a folder by: what stands before the suffix."""
    path = PurePosixPath(file)
    stem = path.stem if path.suffix.lower() in SUFFIXES else file
    return stem[:_LONGEST_NAME].strip() or "text"


def _shown(file: str) -> str:
    """A file's name on one line, not too long, without the folders of any system before it."""
    name = PureWindowsPath(PurePosixPath(file).name).name
    plain = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    suffix = PurePosixPath(plain).suffix
    stem = plain.removesuffix(suffix)[:_LONGEST_NAME].rstrip()
    return f"{stem}{suffix[:_LONGEST_SUFFIX]}" or "file"
