"""What a person can do with a text of their own: save its folder, undo, or forget it."""

import streamlit as st

from dashboard.exports import csv
from dashboard.page import undo
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.opening import own
from dashboard.study import intake
from dashboard.vocabulary.encode import file_name, label


def show(opened: Opened) -> None:
    """The ways to keep what stands in this tab only."""
    name = opened.analysis.id
    _undo(name)
    popover = st.popover("Save", icon=":material/download:", key="saving", on_change="rerun")
    if not popover.open:
        return
    files, notes = intake.whole(opened.analysis, opened.files)
    packed = file_name(name, "zip")
    with popover:
        st.download_button(
            f"Save the folder ({packed})",
            csv.to_zip(files, packed.removesuffix(".zip")),
            key="folder_zip",
            file_name=packed,
            mime="application/zip",
            on_click="ignore",
        )
        st.html(
            '<p class="said">It holds the text, the sources and the themes as they are now. Drop '
            "it here again, or unpack it and run: citelight open FOLDER</p>"
        )
        for note in notes:
            st.warning(label(note, 400), icon="⚠️")
        _forget(name)


def rescue(name: str) -> None:
    """What can be done with a text of one's own that cannot be read as it is now."""
    with st.container(horizontal=True, key="rescue"):
        _undo(name)
        _forget(name)


def _undo(name: str) -> None:
    if undo.last(name):
        st.button(
            "Undo",
            type="tertiary",
            key="undo_change",
            on_click=safely(undo.take_back),
            args=(name,),
            help="Undo the last change to themes or sources",
        )


def _forget(name: str) -> None:
    st.button("Forget this text", key="forget", on_click=safely(own.remove), args=(name,))
