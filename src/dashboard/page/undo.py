"""Taking changes back: of the sources that are switched off, and of a text of one's own.

There is one list of them for the whole page, the newest last.
"""

from collections.abc import Iterable

from dashboard.page.session import DEPTH_OF_UNDO, Change, S
from dashboard.tables.selection import Selection


def keep(change: Change) -> None:
    """Remember what was before a change; of more than `DEPTH_OF_UNDO` the oldest are forgotten."""
    S.undone = (*S.undone, change)[-DEPTH_OF_UNDO:]


def last(text: str) -> Change | None:
    """The newest change of a text."""
    return next((one for one in reversed(S.undone) if one.text == text), None)


def take_back(text: str) -> None:
    """Bring back what was before the newest change of a text."""
    if not (change := last(text)):
        return
    S.undone = tuple(one for one in S.undone if one is not change)
    if change.own:
        S.own = {**S.own, text: change.own}
    if change.without is not None:
        _switched(change.without)


def forget(text: str) -> None:
    """A text is no longer there: nothing of it can be brought back."""
    S.undone = tuple(one for one in S.undone if one.text != text)


def forget_switches() -> None:
    """Another text was opened: what was switched off in the one before is no step back in it."""
    S.undone = tuple(one for one in S.undone if one.without is None)


def switch(without: Iterable[str]) -> None:
    """Switch these sources off and all others on, until that is taken back."""
    keep(Change(S.opened, without=tuple(S.without_now)))
    _switched(tuple(without))


def _switched(without: tuple[str, ...]) -> None:
    # What is picked by its support is no longer the same.
    S.put(without=list(without), without_now=list(without))
    if S.pick.support:
        S.put(pick=Selection(), p=None)
