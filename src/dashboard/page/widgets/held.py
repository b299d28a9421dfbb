"""Which sources hold each passage, and what is left of them once some are switched off.

The reader asks this of every passage it shows, so it is looked up, not joined.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from dashboard.measures.reliance.origins import Groups
from dashboard.page.opened import Opened
from dashboard.page.session import Counting, S
from dashboard.page.widgets.counted import tables
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names
from dashboard.tables.tables import Scope

_MOST_NAMED = 6
SHAPES = {"supported": "●", "weakened": "◐", "bare": "○", "uncited": "–"}


@dataclass(frozen=True, slots=True)
class Held:
    """A passage's sources, before and after."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def state(self) -> str:
        """`supported`, `weakened`, `bare` or `uncited`, as in `reliance.support`."""
        if not self.before:
            return "uncited"
        if len(self.after) == len(self.before):
            return "supported"
        return "weakened" if self.after else "bare"


def off() -> tuple[str, ...]:
    """Ids of the sources switched off."""
    return tuple(S.without)


def groups(opened: Opened) -> Groups:
    """The sources that a person says come from one hand."""
    return {origin.name: origin.members for origin in opened.analysis.about.origins}


def of(opened: Opened, passage_id: str, by: Counting) -> Held:
    """What holds a passage, as it is counted."""
    before = memo(_sources, opened, by.scope).get(passage_id, ())
    return Held(before, tuple(id_ for id_ in before if id_ not in by.without))


def line(opened: Opened, passage_id: str, by: Counting) -> str:
    """What holds a passage, in a shape and words; nothing where nothing is asked."""
    if not by.without and by.scope != "paragraph":
        return ""
    held = of(opened, passage_id, by)
    n, left = len(held.before), len(held.after)
    words = {
        "supported": "Still supported" if by.without else "Supported",
        "weakened": f"Weakened: {n} → {_sources_of(left)}",
        "bare": f"Bare: {n} → no source",
        "uncited": "Never had a source",
    }[held.state]
    own = {citation.source_id for citation in opened.passages[passage_id].citations}
    if held.state == "supported":
        words += f" by {_sources_of(left)}"
    if held.before and not own:
        known = names(opened)
        lenders = ", ".join(escape(known[id_]) for id_ in held.before[:_MOST_NAMED])
        more = f" and {n - _MOST_NAMED} more" if n > _MOST_NAMED else ""
        words += f" · by the marks of its paragraph: {lenders}{more}"
    return f'<p class="held {held.state}"><i>{SHAPES[held.state]}</i>{words}</p>'


def _sources_of(n: int) -> str:
    return "1 source" if n == 1 else f"{n} sources"


def _sources(opened: Opened, scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """The sources that hold each passage."""
    found: dict[str, dict[str, None]] = {}
    table = tables(opened, Counting(scope=scope)).backing
    for passage_id, source_id in zip(table["passage_id"], table["source_id"], strict=True):
        found.setdefault(passage_id, {})[source_id] = None
    return {passage_id: tuple(ids) for passage_id, ids in found.items()}
