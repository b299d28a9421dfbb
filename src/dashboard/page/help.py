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
            st.markdown(text)
    with st.expander("Every way of citing that is read"):
        st.markdown(citing())


def manual() -> str:
    """The manual as Markdown, each section below a heading of level 2."""
    return (files("dashboard") / "docs" / "manual.md").read_text("utf-8")


def citing() -> str:
    """`formats.md` as Markdown for the page: names of grammars are shown as they are written."""
    text = (files("dashboard") / "docs" / "formats.md").read_text("utf-8").partition("\n")[2]
    return re.sub(r"^### (.+)$", r"### `\1`", re.sub(r"<!--.+?-->", "", text), flags=re.MULTILINE)
