"""The analyses there are to choose from: those on disk, and after them the session's own."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard.errors import Fault
from dashboard.page.opened import Opened, open_
from dashboard.page.opening import own
from dashboard.study import apart, folder, intake
from dashboard.study.intake import Folder

Shelf = Mapping[str, Path | Folder]
"""Analyses on disk by name."""


def on_disk(data: Path) -> tuple[Shelf, tuple[Fault, ...]]:
    """What a path holds: an analysis, several in a folder, or those in a file of any kind.

    Beside it stands what of a folder cannot be shown.

    Raises:
        InputError: There is none, or the file cannot be read.
    """
    if not data.is_file():
        places, faults = folder.names(data)
        return {place.name: place for place in places}, faults
    content = folder.read(data)
    found: dict[str, Path | Folder] = {}
    for one in _taken(data.name, own.digest({data.name: content}), content):
        found[intake.unused(one.name, list(found))] = one
    return found, ()


def read(shelf: Shelf, name: str) -> tuple[Opened, tuple[Fault, ...]]:
    """One analysis and the faults of its files, read anew only if these changed.

    Raises:
        InputError: Its text cannot be read.
    """
    if mine := own.get(name):
        opened = _open_own(name, mine.digest, mine.files)
        return opened, opened.analysis.faults
    place = shelf[name]
    files, faults = folder.files(place) if isinstance(place, Path) else (place.files, ())
    opened = _open(name, own.digest(files), files)
    return opened, (*faults, *opened.analysis.faults)


# Shared and never changed: a copy per click would cost the reader. Keyed by content, so that an
# edited file is read anew.
@st.cache_resource(max_entries=20, show_spinner="Reading…")
def _open(name: str, digest: str, _files: Mapping[str, bytes]) -> Opened:
    return open_(apart.read(name, _files), _files, digest, is_own=False)


# What a person handed over is forgotten with the session.
@st.cache_resource(max_entries=5, show_spinner="Reading…", scope="session")
def _open_own(name: str, digest: str, _files: Mapping[str, bytes]) -> Opened:
    return open_(apart.read(name, _files), _files, digest, is_own=True)


@st.cache_resource(max_entries=5, show_spinner="Converting…")
def _taken(name: str, digest: str, _data: bytes) -> tuple[Folder, ...]:  # noqa: ARG001
    return intake.take(_data, name)
