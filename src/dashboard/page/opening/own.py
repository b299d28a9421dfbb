"""What a person handed over or changed: data folders in the session, and nowhere else."""

from collections.abc import Mapping
from hashlib import sha256

from dashboard.errors import InputError
from dashboard.page import undo
from dashboard.page.session import Change, Own, S
from dashboard.study.intake import unused

MOST, MOST_BYTES = 60, 100_000_000
"""Analyses of one session, and the bytes of all of them."""


def names() -> list[str]:
    """Of the session's own analyses, in the order they came."""
    return list(S.own)


def get(name: str) -> Own | None:
    """One of them; nothing if it is none of them."""
    return S.own.get(name)


def add(name: str, files: Mapping[str, bytes]) -> str:
    """Take a new one along, and say what it is called, since others may have the name.

    Raises:
        InputError: The session has enough.
    """
    own = S.own
    size = sum(len(data) for one in own.values() for data in one.files.values())
    if len(own) >= MOST or size + sum(map(len, files.values())) > MOST_BYTES:
        limit = f"{MOST} texts or {MOST_BYTES // 1_000_000} MB"
        raise InputError.at(
            name, f"this tab already holds {limit}; forget one, or open another tab"
        )
    free = unused(name, [*own, *S.on_disk])
    S.own = {**own, free: Own(files, digest(files))}
    return free


def change(name: str, files: Mapping[str, bytes]) -> None:
    """Replace its files, until that is taken back (`undo`)."""
    now = S.own[name]
    if files != now.files:
        undo.keep(Change(name, own=now))
        S.own = {**S.own, name: Own(files, digest(files))}


def remove(name: str) -> None:
    """Forget it."""
    S.own = {other: own for other, own in S.own.items() if other != name}
    undo.forget(name)


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 of files and their names."""
    found = sha256()
    for name, content in sorted(files.items()):
        found.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        found.update(content)
    return found.hexdigest()
