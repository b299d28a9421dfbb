"""Sources without a title: a list of them, pasted or dropped, says what they are."""

from dataclasses import replace

import streamlit as st

from dashboard.errors import DashboardError, InputError
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.opening import opener
from dashboard.page.session import S
from dashboard.reading import decode
from dashboard.study import bibliography

_BEFORE = "Noted before a list was added: "
_TYPES = ["txt", "md", "json", "bib", "ris", "enw", "nbib", "csv", "xml"]
_MEGABYTES = bibliography.MAX_BYTES // 1_000_000


def show(opened: Opened) -> None:
    """A place for a list from elsewhere, and what became of the last one."""
    popover = st.popover("Add a list of sources", key="listing", on_change="rerun")
    name, lines = S.listed
    for line in lines if name == opened.analysis.id else []:
        st.text(line)
    if not popover.open:
        return
    with popover:
        st.text_area(
            "Paste the source list of the text",
            key="list_pasted",
            height=150,
            placeholder="one source per line, or CSL-JSON, BibTeX, RIS, EndNote or PubMed",
        )
        st.button("Read the list", key="read_list", on_click=safely(_pasted), args=(opened,))
        st.file_uploader(
            "Or drop it as a file",
            _TYPES,
            key=S.list_upload.key(S.n_lists),
            on_change=safely(_uploaded),
            args=(opened,),
            max_upload_size=_MEGABYTES,
        )
        if not opened.is_own:
            st.html(
                '<p class="said">It is added to a copy of the text that is kept in this tab.</p>'
            )


def _pasted(opened: Opened) -> None:
    if S.list_pasted.strip():
        _join(opened, S.list_pasted, "the list")


def _uploaded(opened: Opened) -> None:
    file = S.list_upload.get(S.n_lists)
    S.n_lists += 1
    if file:
        try:
            _join(opened, decode.clean(file.getvalue(), file.name).text, file.name)
        except InputError as error:
            S.put(told=str(error).splitlines(), listing=False)


def _join(opened: Opened, text: str, name: str) -> None:
    """Write what a list says into `about.yaml`, beside a copy if the text is not the tab's own."""
    S.listing = False
    known = opened.analysis.document.sources
    try:
        listed = bibliography.read(text, name)
        sources, notes = bibliography.join(known, listed)
        changed = {source.id for source in {*sources} - {*known}}
        if changed.isdisjoint(source.id for source in known):
            S.told = [
                f"{name}: no entry matches a source of this text by number, key, address, or "
                "author and year; number them as the text does"
            ]
            return
        before = opened.analysis.about
        told = replace(before, sources=sources, note=_earlier(before.note))
        S.analysis = opener.lay_about(opened, told)
    except DashboardError as error:
        S.told = str(error).splitlines()
        return
    except ValueError as error:
        S.told = [f"{name}: the sources were not changed: {error}"]
        return
    S.put(told=[], lost=[], view="sources", list_pasted="")
    S.listed = (S.analysis, [*notes, *listed.notes])


def _earlier(note: str) -> str:
    """A note that may say there is no list, as what was said before there was one."""
    return note if not note or note.startswith(_BEFORE) else f"{_BEFORE}{note}"
