"""Data folders on disk → the bytes of their files, without leaving the folder or waiting on it."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from dashboard.errors import Fault, InputError
from dashboard.study import analysis

MAX_BYTES = 25_000_000

# A FIFO would make a plain open wait for ever; O_NOFOLLOW closes the gap between look and open.
_SAFELY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)

_LINK = "a link that leads out of the folder or nowhere"


def shipped() -> Path:
    """The data folder that comes with the program: in the wheel, or beside `src` in a checkout."""
    installed = Path(__file__).parents[1] / "shipped" / "data"
    return installed if installed.is_dir() else Path(__file__).parents[3] / "data"


def names(data: Path) -> tuple[list[Path], tuple[Fault, ...]]:
    """The folders of the analyses in a data folder, by name, and what beside them cannot be one.

    They are `data` alone if it is itself an analysis. Files and hidden folders are passed over.

    Raises:
        InputError: There is no such folder, it cannot be read, or it holds no analysis.
    """
    entries = list(_entries(data))
    if any(entry.name in analysis.FILES for entry in entries):
        return [data], ()
    folders: list[Path] = []
    faults: list[Fault] = []
    for entry in entries:
        path = data / entry.name
        if entry.is_symlink() and not _is_inside(path, data):
            if not _is(path.is_file):
                faults.append(Fault(_shown(entry.name), f"not shown: {_LINK}; put the folder here"))
        elif not _is(entry.is_dir):
            continue
        elif not _is_utf8(entry.name):
            faults.append(Fault(_shown(entry.name), "not shown: its name is not UTF-8; rename it"))
        else:
            folders.append(path)
    if not folders:
        none = Fault(_name(data), f"contains no analysis; put {analysis.TEXTS[0]} into it")
        raise InputError([none, *faults])
    return folders, tuple(faults)


def files(path: Path) -> tuple[dict[str, bytes], tuple[Fault, ...]]:
    """The files of one analysis by name, and what in its folder could not be read.

    Hidden files and the copies that editors leave behind (`…~`) are passed over.

    Raises:
        InputError: There is no such folder, or it cannot be read.
    """
    found: dict[str, bytes] = {}
    faults: list[Fault] = []
    for entry in _entries(path):
        name = _shown(entry.name)
        if entry.name == analysis.PREVIEW:
            continue
        if entry.name not in analysis.FILES:
            faults.append(analysis.unknown(name))
        elif not _is_inside(path / entry.name, path):
            faults.append(Fault(name, f"not read: {_LINK}; put the file here"))
        else:
            try:
                found[name] = read((path / entry.name).resolve())
            except InputError as error:
                faults += [Fault(name, fault.message) for fault in error.faults]
    return found, tuple(faults)


def read(path: Path) -> bytes:
    """The bytes of one regular file.

    Raises:
        InputError: It is not there, not a regular file, too large, or not ours to read.
    """
    name = _name(path)
    try:
        with open(path, "rb", opener=_open) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise InputError.at(
                    name, "not read: this is a pipe or device, not a file; remove it"
                )
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError.at(name, f"not read: {_reason(error)}") from None
    if len(data) > MAX_BYTES:
        raise InputError.at(name, f"not read: larger than {MAX_BYTES // 1_000_000} MB; shorten it")
    return data


def _entries(path: Path) -> Iterator[os.DirEntry[str]]:
    """What a folder holds, by name."""
    try:
        with os.scandir(path) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except NotADirectoryError:
        raise InputError.at(_name(path), "this is a file; name the folder it is in") from None
    except (OSError, ValueError) as error:
        raise InputError.at(_name(path), _reason(error)) from None
    return (entry for entry in entries if not entry.name.startswith(".") and entry.name[-1] != "~")


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
    except (OSError, RuntimeError):  # a link to nothing, or in a circle
        return False


def _is(kind: Callable[[], bool]) -> bool:
    """Whether a path is of a kind; what cannot be looked at is of none."""
    try:
        return kind()
    except OSError:
        return False


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _SAFELY)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, IsADirectoryError):
        return "this is a folder; name the file in it"
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the name"
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions"
    return f"{getattr(error, 'strerror', None) or error}; check the name"


def _is_utf8(name: str) -> bool:
    return name == _shown(name)


def _name(path: Path) -> str:
    return _shown((path.name or str(path))[:100])


def _shown(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 and control characters as escapes."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
