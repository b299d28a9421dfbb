"""The address of the page: written after every choice, followed when the browser goes back."""

from time import monotonic

import streamlit as st

from dashboard.page import state
from dashboard.page.state import S

Parameters = dict[str, list[str]]

_SETTLED = 1.0
"""Seconds after which the browser surely has the address that was written: a click that comes
before it still carries the one before, as if somebody had gone back."""


def follow() -> None:
    """If the browser went to another address by itself: forget what is chosen, it says it all."""
    if (
        "written" in S
        and "opened" in S  # else no text was drawn since, and nothing is chosen that could differ
        and _asked() != S.written
        and state.address(several=True) == S.left_at
        and monotonic() - S.written_at > _SETTLED
    ):
        for name in ("opened", "analysis"):
            S.pop(name, None)


def write(*, is_own: bool, several: bool) -> None:
    """Make the address lead back here; that of a text of one's own leads to no one else's page."""
    parameters = {} if is_own else state.address(several=several)
    if _asked() != parameters:
        st.query_params.from_dict(parameters)
        S.written_at = monotonic()
    S.update(written=parameters, left_at=state.address(several=True))
    S.setdefault("written_at", monotonic())


def _asked() -> Parameters:
    return {name: st.query_params.get_all(name) for name in st.query_params}
