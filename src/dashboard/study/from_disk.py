"""A path → the analyses in it: a data folder, or a file of any kind that holds one text or more."""

from dataclasses import replace
from pathlib import Path

from dashboard.errors import InputError
from dashboard.study import analysis, folder, intake
from dashboard.study.analysis import Analysis

ReadAs = tuple[str, ...] | None
"""Keys of the citation grammars by which a text is read; `None`: as its folder or the text says."""


def in_folder(path: Path, read_as: ReadAs = None) -> Analysis:
    """The analysis in a data folder; what could not be read there comes first among its faults.

    Raises:
        InputError: The folder or its text cannot be read.
    """
    files, faults = folder.files(path)
    try:
        read = analysis.read(path.resolve().name, files, read_as=read_as)
    except InputError as error:
        raise InputError([*error.faults, *faults]) from None
    return replace(read, faults=(*faults, *read.faults))


def in_file(path: Path, read_as: ReadAs = None) -> list[Analysis]:
    """The analyses in a file of any kind, at least one.

    Raises:
        InputError: The file or one of its texts cannot be read.
    """
    return in_bytes(content(path), path.name, read_as)


def content(path: Path) -> bytes:
    """The bytes of a file, or of the one that a link leads to.

    Raises:
        InputError: It cannot be read.
    """
    try:
        place = path.resolve()
    except (OSError, RuntimeError):
        raise InputError.at(
            _shown(path.name), "a link that leads in a circle; name the file"
        ) from None
    return folder.read(place)


def in_bytes(data: bytes, name: str, read_as: ReadAs = None) -> list[Analysis]:
    """The analyses in the content of a file called `name`, at least one.

    Raises:
        InputError: The content or one of its texts cannot be read.
    """
    taken = intake.take(data, name)
    file = _shown(name)
    found = []
    for one in taken:
        try:
            found.append(analysis.read(one.name, one.files, read_as=read_as))
        except InputError as error:
            file = f"{file}/{one.name}" if len(taken) > 1 else file
            raise intake.named(error, file) from None
    return found


def _shown(name: str) -> str:
    """A file's name with nothing in it that moves a cursor or changes colours."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)[:80]
