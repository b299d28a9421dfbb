"""What is computed once and shown many times: by all sessions, or by the one that owns it."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import streamlit as st

from dashboard.page.opened import Opened
from dashboard.page.session import S

T = TypeVar("T")


def memo(opened: Opened, what: str, make: Callable[[], T], *more: Hashable) -> T:
    """The result of `make`, made anew only if the text, the basis or `more` is another.

    The key holds the digest of the files, never a table: Streamlit would hash a
    sample of a large one, and show an old text after an edit. The result is
    shared, so nobody may change it.
    """
    made = _made_own if opened.is_own else _made
    return cast(T, made((opened.digest, str(S.basis), what, *more), make))


@st.cache_resource(max_entries=200, show_spinner=False)
def _made(key: tuple[Hashable, ...], _make: Callable[[], object]) -> object:  # noqa: ARG001
    return _make()


# What is made of a person's own text is forgotten with the session.
@st.cache_resource(max_entries=100, show_spinner=False, scope="session")
def _made_own(key: tuple[Hashable, ...], _make: Callable[[], object]) -> object:  # noqa: ARG001
    return _make()
