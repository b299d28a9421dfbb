"""Which sources hold each passage, and what is left of them once some are switched off.

The reader asks this of every passage it shows, so it is looked up, not joined.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

from pandas import DataFrame, concat

from dashboard.measures import reliance
from dashboard.measures.reliance.marks import Paragraphs
from dashboard.measures.reliance.origins import Groups
from dashboard.page import state
from dashboard.page.opening.opened import Opened
from dashboard.page.state import S
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names
from dashboard.tables.tables import DEPTHS, Tables

_MOST_NAMED = 6
_BEFORE = {"alone": 1, "pair": 2}
"""What asks how many sources a passage has, whatever is switched off."""

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

    @property
    def depth(self) -> str:
        """How many sources are left, as in `reliance.support_depth`."""
        return DEPTHS[min(len(self.after), len(DEPTHS) - 1)]

    def fits(self, support: str, *source_ids: str | None) -> bool:
        """Whether it is what a pick asks for."""
        if any(id_ and id_ not in self.before for id_ in source_ids):
            return False
        if support in _BEFORE:
            return len(self.before) == _BEFORE[support]
        return support in ("held", self.state, self.depth)


def off() -> tuple[str, ...]:
    """Ids of the sources switched off."""
    return tuple(S.without)


def paragraphs(opened: Opened) -> Paragraphs | None:
    """For each passage its paragraph if marks hold the whole of it, else nothing."""
    if S.scope != "paragraph":
        return None
    return memo(opened, "paragraphs", lambda: reliance.paragraphs(opened.analysis.document))


def groups(opened: Opened) -> Groups:
    """The sources that a person says come from one hand."""
    return {origin.name: origin.members for origin in opened.analysis.about.origins}


def of(opened: Opened, passage_id: str) -> Held:
    """What holds a passage."""
    before = _sources(opened).get(passage_id, ())
    return Held(before, tuple(id_ for id_ in before if id_ not in S.without))


def based(opened: Opened, left: Tables) -> Tables:
    """The tables to count in: what the filter leaves, a passage with all that holds it."""
    if S.scope != "paragraph":
        return left
    return memo(
        opened, "based",
        lambda: replace(left, citations=_within(_citations(opened), left)), state.filtered(),
    )  # fmt: skip


def remaining(tables: Tables) -> Tables:
    """The tables without the marks of the sources that are switched off."""
    if not S.without:
        return tables
    kept = tables.citations[~tables.citations["source_id"].isin(S.without)]
    return replace(tables, citations=kept.reset_index(drop=True))


def standing(opened: Opened, left: Tables) -> Tables:
    """The same without the marks of the sources that are switched off."""
    return remaining(based(opened, left))


def line(opened: Opened, passage_id: str) -> str:
    """What holds a passage, in a shape and words; nothing where nothing is asked."""
    if not S.without and S.scope != "paragraph":
        return ""
    held = of(opened, passage_id)
    n, left = len(held.before), len(held.after)
    words = {
        "supported": "Still supported" if S.without else "Supported",
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


def _sources(opened: Opened) -> Mapping[str, tuple[str, ...]]:
    def make() -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        table = _citations(opened)
        for passage_id, source_id in zip(table["passage_id"], table["source_id"], strict=True):
            found.setdefault(passage_id, {})[source_id] = None
        return {passage_id: tuple(ids) for passage_id, ids in found.items()}

    return memo(opened, "sources of passages", make, S.scope)


def _citations(opened: Opened) -> DataFrame:
    """Citations, those of a paragraph lent to its passages without a mark."""
    named = paragraphs(opened)
    citations = opened.tables.citations
    if named is None:
        return citations
    return memo(opened, "lent citations", lambda: _lent(opened.tables, named))


def _lent(tables: Tables, named: Paragraphs) -> DataFrame:
    citations, passages = tables.citations, tables.passages[["passage_id"]]
    bare = passages[~passages["passage_id"].isin(citations["passage_id"])].copy()
    bare["paragraph"] = bare["passage_id"].map(named)
    own = citations.assign(paragraph=citations["passage_id"].map(named))
    lent = bare.merge(own.drop(columns="passage_id"), on="paragraph")
    lent = lent.drop_duplicates(["passage_id", "source_id"])
    return concat([citations, lent[citations.columns]], ignore_index=True)


def _within(citations: DataFrame, left: Tables) -> DataFrame:
    kept = citations["passage_id"].isin(left.passages["passage_id"])
    return citations[kept].reset_index(drop=True)
