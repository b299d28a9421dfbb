"""The address in the browser: read, written, and whether the browser left it by itself.

Streamlit says which address a run comes from, not whether a person went back or clicked: a click
that comes before the browser has the new address still brings the one before. So a run that brings
another address right after one was written counts as a click. Would break if Streamlit wrote the
address without an entry in the browser's history (`bind="query-params"` does so today), or if a
browser took longer than `_SETTLED` to hear of it: then the click would be taken for a step back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import streamlit as st

Parameters = dict[str, list[str]]

_SETTLED = 1.0
"""Seconds after which the browser surely has the address that was written."""

clock: Callable[[], float] = monotonic
"""Seconds from any beginning; a test may put its own here."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the address was made at the end of a run."""

    address: Parameters
    at: float
    """When it was last changed, by `clock`."""


def write(parameters: Parameters, before: Written | None) -> Written:
    """Make this the address.

    Args:
        parameters: The whole address.
        before: What this gave after the run before.
    """
    is_new = asked() != parameters
    if is_new:
        st.query_params.from_dict(parameters)
    return Written(parameters, clock() if is_new or before is None else before.at)


def has_left(written: Written) -> bool:
    """Whether the browser is at another address than what was written, and had time to get it."""
    return asked() != written.address and clock() - written.at > _SETTLED


def asked() -> Parameters:
    """The address that the browser came with."""
    return {name: st.query_params.get_all(name) for name in st.query_params}
