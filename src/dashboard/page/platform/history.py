"""The address in the browser: read, written, and whether the browser left it by itself.

Streamlit says which address a run comes from, not whether a person went back or clicked. Where the
run before left the address as it was, another one can only be a step back or forward. Where it
changed the address, a click that comes before the browser has heard of it still brings the one
before: so another address right after a change counts as a click. Would break if Streamlit wrote
the address without an entry in the browser's history (`bind="query-params"` does so today), or if
a browser took longer than `_SETTLED` to hear of it: then the click would count as a step back.
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

    is_new: bool
    """Whether that run changed it."""


def write(parameters: Parameters, before: Written | None) -> Written:
    """Make this the address.

    Args:
        parameters: The whole address.
        before: What this gave after the run before.
    """
    is_new = asked() != parameters
    if is_new:
        st.query_params.from_dict(parameters)
    return Written(parameters, clock() if is_new or before is None else before.at, is_new)


def has_left(written: Written) -> bool:
    """Whether the browser is at another address than what was written, and surely had that."""
    has_it = not written.is_new or clock() - written.at > _SETTLED
    return has_it and asked() != written.address


def asked() -> Parameters:
    """The address that the browser came with."""
    return {name: st.query_params.get_all(name) for name in st.query_params}
