"""What to do when our own code fails: say so in one sentence where it shows, and keep the rest.

The sentence carries a number; the log has the same number with the traceback. Streamlit's own ways
to end a run are no `Exception` and pass through all of this.
"""

import logging
import secrets
import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from dashboard.errors import InputError
from dashboard.page import address, session
from dashboard.page.session import S

_LOG = logging.getLogger(__name__)

_P = ParamSpec("_P")

_WHAT = {
    "doors": "The ways to other texts could not be drawn",
    "saving": "The ways to save this text could not be drawn",
    "facts": "The counts of this text could not be drawn",
    "filters": "The filters could not be drawn",
    "notices": "What the files lack could not be listed",
    "reader": "The passages could not be drawn",
    "switches": "The choice of views could not be drawn",
    "view": "This view could not be drawn",
    "address": "The address of this page could not be written",
}
"""The regions of the page, each with what to say if it fails."""

_INSTEAD = {"view": "Choose another view, or", "reader": "Pick something else to read, or"}


def noted() -> str:
    """Write the exception that is being handled into the log; the number it has there."""
    number = secrets.token_hex(2).upper()
    # A message may hold words of a document, and those must not steer a terminal.
    told = "".join(
        c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode()
        for c in traceback.format_exc()
    )
    _LOG.error("incident %s\n%s", number, told)
    return number


def safely(callback: Callable[..., None]) -> Callable[..., None]:
    """A callback of a widget that never raises.

    Streamlit would not run the page at all after a callback that fails. So the failure is told
    at the head of the page, which is drawn as the callback left it.
    """

    @wraps(callback)
    def call(*args: object, **kwargs: object) -> None:
        try:
            callback(*args, **kwargs)
        except Exception:
            S.slips = [*S.slips, noted()]

    return call


def reading(file: str) -> InputError:
    """What to tell of a text after the exception that is being handled ended its reading."""
    return InputError.at(
        file, f"could not be read (incident {noted()}); choose another text or open one"
    )


class Regions:
    """The regions of one run of the page, each of which fails apart from the others.

    What a region drew before it failed cannot be taken back within a run. So the page is run again
    with a sentence in the place of that region, and only then.
    """

    def __init__(self) -> None:
        # Before any widget is drawn, or Streamlit refuses.
        kept, S.kept = S.kept, {}
        S.put(**{name: was for name, was in kept.items() if not session.is_chosen(name)})
        self._numbers, S.incidents = S.incidents, {}
        self._slips: list[str] = []
        self.is_drawn = False
        """Whether the whole page is, so that what runs now is a part that runs alone."""

    def draw(self, region: str, draw: Callable[_P, None], *args: _P.args, **kw: _P.kwargs) -> None:
        """Draw a region of `_WHAT`, or the sentence that stands in its place."""
        if number := self._numbers.get(region):
            sentence(_WHAT[region], number, _INSTEAD.get(region, "You can"))
            restart(region)
            S.kept = session.chosen()  # or what its widgets hold is lost with them
            return
        try:
            draw(*args, **kw)
        except Exception:
            S.incidents = {**self._numbers, region: noted()}
            S.slips = [*self._slips, *S.slips]
            st.rerun()

    def has_failed(self, region: str) -> bool:
        """Whether a sentence stands in its place."""
        return region in self._numbers

    def told(self) -> None:
        """Say which callbacks failed."""
        self._slips, S.slips = S.slips, []
        for number in self._slips:
            sentence("What you chose could not be done", number, "Choose something else, or")
            restart(number)


def sentence(what: str, number: str, instead: str = "You can") -> None:
    """Say that something failed; the way out that it speaks of is drawn by `restart`."""
    st.warning(
        f"{what} (incident {number}). {instead} show this text from its beginning.", icon="⚠️"
    )


def restart(where: str) -> None:
    """The way out of whatever choice made a part of the page fail."""
    st.button(
        "Show this text from its beginning",
        key=f"restart_{where}",
        on_click=safely(address.restart),
    )
