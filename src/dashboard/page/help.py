"""Help: the manual of the package, opened over the page."""

import re
from importlib.resources import files

import streamlit as st

_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)


def show() -> None:
    """A button that opens the manual; before that nothing of it is read or sent."""
    if st.button("Help", icon=":material/help:", key="help"):
        _manual()


@st.dialog("Using Citelight", width="large")
def _manual() -> None:
    introduction, *sections = _SECTION.split(manual())
    st.markdown(introduction.partition("\n")[2])
    for title, text in zip(sections[::2], sections[1::2], strict=True):
        with st.expander(title):
            st.markdown(text.replace("(formats.md)", "(#every-way-of-citing-that-is-read)"))
    with st.expander("Every way of citing that is read"):
        st.markdown(_document("formats.md").partition("\n")[2])


def manual() -> str:
    """The manual as Markdown, each section below a heading of level 2."""
    return _document("manual.md")


def _document(name: str) -> str:
    return (files("dashboard") / "docs" / name).read_text("utf-8")
