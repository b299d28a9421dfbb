"""What a person handed over or changed: data folders in the session, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from dashboard.errors import InputError
from dashboard.page.state import S
from dashboard.study.intake import unused

MOST, MOST_BYTES = 60, 100_000_000
"""Analyses of one session, and the bytes of all of them."""

_MOST_UNDONE = 50


@dataclass(frozen=True, slots=True)
class Own:
    """An analysis of this session."""

    files: Mapping[str, bytes]
    digest: str
    before: tuple[Mapping[str, bytes], ...] = field(default=())
    """What the files were before each change, to be taken back."""


def names() -> list[str]:
    """Of the session's own analyses, in the order they came."""
    return list(_own())


def get(name: str) -> Own | None:
    """One of them; nothing if it is none of them."""
    return _own().get(name)


def add(name: str, files: Mapping[str, bytes]) -> str:
    """Take a new one along, and say what it is called, since others may have the name.

    Raises:
        InputError: The session has enough.
    """
    own = _own()
    size = sum(len(data) for one in own.values() for data in one.files.values())
    if len(own) >= MOST or size + sum(map(len, files.values())) > MOST_BYTES:
        limit = f"{MOST} texts or {MOST_BYTES // 1_000_000} MB"
        raise InputError.at(
            name, f"this tab already holds {limit}; forget one, or open another tab"
        )
    free = unused(name, [*own, *S.get("on_disk", [])])
    own[free] = Own(files, digest(files))
    return free


def change(name: str, files: Mapping[str, bytes]) -> None:
    """Replace its files, until `undo`."""
    now = _own()[name]
    if files != now.files:
        before = (*now.before, now.files)[-_MOST_UNDONE:]
        _own()[name] = Own(files, digest(files), before)


def undo(name: str) -> None:
    """Take the last change back."""
    now = _own()[name]
    if now.before:
        files = now.before[-1]
        _own()[name] = replace(now, files=files, digest=digest(files), before=now.before[:-1])


def remove(name: str) -> None:
    """Forget it."""
    _own().pop(name, None)


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 of files and their names."""
    found = sha256()
    for name, content in sorted(files.items()):
        found.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        found.update(content)
    return found.hexdigest()


def _own() -> dict[str, Own]:
    found: dict[str, Own] = S.setdefault("own", {})
    return found
