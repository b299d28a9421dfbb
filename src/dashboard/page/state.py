"""What a reader has chosen: in the session while reading, in the address to come back to.

The session holds it under the keys of the widgets. The address holds the same as
ids, never as names, so that renaming a theme breaks no link.
"""

import re
from collections.abc import Iterable
from typing import Any

import streamlit as st

from dashboard.model import BASES, Basis
from dashboard.page.opening.opened import Opened
from dashboard.page.pick import SUPPORT, Pick
from dashboard.tables.tables import DEPTHS, Where

S = st.session_state

_YEARS = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")

VIEWS = {
    "overview": "Themes × sources",
    "sections": "Sections",
    "timeline": "Timeline",
    "reliance": "Reliance",
    "sources": "Sources",
    "themes": "Themes",
}
UNITS = ("passages", "citations")
LANES = ("sources", "themes")
SCOPES = {"sentence": "sentence by sentence", "paragraph": "paragraph by paragraph"}
"""How marks are read: for their own sentence, or for the paragraph if a sentence has none."""

PARTS = {
    "knock_out": "Knock out",
    "reading": "Reading list",
    "themes": "Themes",
    "sources": "Sources",
    "checks": "Checks",
    "order": "Order",
    "statement": "Statement",
}
"""Of the view Reliance."""


def begin(opened: Opened) -> None:
    """Fill the session from the address, once; name what the address asks for in vain."""
    is_new = S.get("opened") != opened.analysis.id
    if is_new:
        if "opened" in S:  # another was chosen on the page: the address speaks of the one before
            st.query_params.clear()
            st.query_params["view"] = S.get("view") or "overview"
            for name in ("p_before", "without_was", "without_now"):
                S.pop(name, None)
        unknown: list[str] = []
        S.update(_from_address(opened, unknown), unknown=unknown, opened=opened.analysis.id)
    for name, usual in _usual().items():
        if name not in ("pick", "p") or name not in S:
            # Set anew, or Streamlit forgets it while its widget is not shown.
            S[name] = usual if S.get(name) is None else S[name]
    if not is_new and S.get("digest") != opened.digest:
        _forget_what_is_gone(opened)
    S.digest = opened.digest
    bases = opened.analysis.bases
    if S.get("basis") not in bases:
        S.basis = bases[0] if bases else None


def _usual() -> dict[str, Any]:
    """What can be chosen in a text, by its key, as it is before anything was chosen."""
    return {
        "view": "overview", "unit": UNITS[0], "lanes": LANES[0], "part": "knock_out",
        "scope": "sentence", "basis": None, "basis_chosen": False, "years": None, "read_for": None,
        "theme": [], "source": [], "section": [], "depth": [], "without": [], "q": "",
        "pick": Pick(), "p": None, "unknown": [],
    }  # fmt: skip


def chosen() -> dict[str, Any]:
    """What is chosen in the text that is open, to be put back into the session."""
    return {name: S[name] for name in _usual() if name in S}


def restart() -> None:
    """Forget what is chosen in the text that is open, and what leads to it."""
    st.query_params.clear()
    for name in (*_usual(), "opened", "digest", "written", "p_before", "without_was", "kept"):
        S.pop(name, None)


def _forget_what_is_gone(opened: Opened) -> None:
    """After the files changed: what is chosen may not be there any more."""
    S.theme = [id_ for id_ in S.theme if id_ in opened.themes]
    S.source = [id_ for id_ in S.source if id_ in opened.sources]
    S.section = [id_ for id_ in S.section if id_ in opened.sections]
    S.without = [id_ for id_ in S.without if id_ in opened.sources]
    S.read_for = S.read_for if S.read_for in opened.themes else None
    known: dict[str, Iterable[str]] = {
        "theme_id": opened.themes,
        "source_id": opened.sources,
        "other_id": opened.sources,
        "section_id": opened.sections,
        "passage_id": opened.passages,
        "event_id": opened.events,
    }
    if any(id_ not in known.get(name, SUPPORT) for name, id_ in S.pick.ids.items()):
        S.pick = Pick()
    if S.p not in opened.passages:
        S.p = None


def filtered() -> Where:
    """What the filters ask for."""
    return Where(
        themes=tuple(S.theme), sources=tuple(S.source), sections=tuple(S.section),
        words=S.q.strip(), depths=tuple(S.depth),
    )  # fmt: skip


def clear() -> None:
    """Take all filters and the pick away."""
    S.update(theme=[], source=[], section=[], depth=[], q="", pick=Pick(), p=None)


def refilter() -> None:
    """After a filter changed: read what it leaves from its beginning."""
    S.update(pick=Pick(), p=None)


def choose_basis() -> None:
    """After another basis was chosen: it belongs into the address, even if it is the usual one."""
    S.update(basis_chosen=True, pick=Pick(), p=None)


def pick(chosen: Pick) -> None:
    """Read what was picked; again from its beginning if it was picked before."""
    S.update(pick=chosen, p=chosen.passage_id)


def address(several: bool) -> dict[str, list[str]]:
    """The parameters of the address that leads back here; what is usual is left out."""
    parameters = {
        "analysis": [S.opened] if several else [],
        "view": [S.view] if S.view != "overview" else [],
        "theme": list(S.theme),
        "source": list(S.source),
        "section": list(S.section),
        "depth": list(S.depth),
        "q": [S.q] if S.q else [],
        "basis": [S.basis] if S.get("basis_chosen") else [],
        "unit": [S.unit] if S.unit != UNITS[0] else [],
        "lanes": [S.lanes] if S.lanes != LANES[0] else [],
        "pick": [
            f"{name.removesuffix('_id')}:{id_}"
            for name, id_ in S.pick.ids.items()
            if name != "event_id"
        ],
        "part": [S.part] if S.part != "knock_out" else [],
        "scope": [S.scope] if S.scope != "sentence" else [],
        "without": _joined(S.without),
        "check": [S.read_for] if S.read_for else [],
        "event": [S.pick.event_id] if S.pick.event_id else [],
        "years": ["{}-{}".format(*S.years)] if S.years else [],
        "p": [S.p] if S.p and (S.pick or S.p != "p1") else [],
    }
    if S.pick.is_uncited:
        parameters["pick"] = ["uncited"]
    return {name: ids for name, ids in parameters.items() if ids}


def _from_address(opened: Opened, unknown: list[str]) -> dict[str, Any]:
    known: dict[str, Iterable[str]] = {
        "theme": opened.themes,
        "source": opened.sources,
        "section": opened.sections,
        "depth": DEPTHS,
        "passage": opened.passages,
        "p": opened.passages,
        "view": VIEWS,
        "basis": opened.analysis.bases,
        "unit": UNITS,
        "lanes": LANES,
        "part": PARTS,
        "scope": SCOPES,
        "support": SUPPORT,
        "event": opened.events,
        "without": opened.sources,
        "other": opened.sources,
        "check": opened.themes,
    }
    names = {
        "p": "passage",
        "depth": "number of sources",
        "view": "view",
        "basis": "basis of themes",
        "lanes": "kind of lanes",
        "without": "source",
        "other": "source",
        "check": "theme",
    }

    def some(name: str, asked: Iterable[str]) -> list[str]:
        asked = list(dict.fromkeys(asked))
        missing = [id_ for id_ in asked if id_ not in known[name]]
        unknown.extend(f"{names.get(name, name)} “{id_}”" for id_ in missing)
        return [id_ for id_ in asked if id_ in known[name]]

    def one(name: str, usual: str | None) -> str | None:
        return next(iter(some(name, st.query_params.get_all(name)[-1:])), usual)

    ids: dict[str, str] = {}
    is_uncited = False
    for part in st.query_params.get_all("pick"):
        name, _, id_ = part.partition(":")
        if part == "uncited":
            is_uncited = True
        elif name == "among":
            if places := some("passage", id_.split(",")):
                ids["among"] = ",".join(places)
        elif name not in ("theme", "source", "section", "passage", "support", "other"):
            unknown.append(f"pick “{part}”")
        elif some(name, [id_]):
            ids["support" if name == "support" else f"{name}_id"] = id_
    if event_id := one("event", None):
        ids["event_id"] = event_id
    return {
        **{
            name: some(name, st.query_params.get_all(name))
            for name in ("theme", "source", "section", "depth")
        },
        "q": st.query_params.get("q", ""),
        "view": one("view", "overview"),
        "unit": one("unit", UNITS[0]),
        "lanes": one("lanes", LANES[0]),
        "part": one("part", "knock_out"),
        "scope": one("scope", "sentence"),
        "without": some("without", _parted(opened, st.query_params.get_all("without"))),
        "read_for": one("check", None),
        "basis": one("basis", None),
        "years": _years(unknown),
        "basis_chosen": "basis" in st.query_params,
        "pick": Pick(**ids, is_uncited=is_uncited),
        "p": one("p", ids.get("passage_id")),
    }


def _years(unknown: list[str]) -> tuple[int, int] | None:
    """The years that the timeline shows; `None` for all there are."""
    asked = st.query_params.get("years")
    if asked is None:
        return None
    if match := _YEARS.fullmatch(asked):
        first, last = map(int, match.groups())
        if first <= last:
            return first, last
    unknown.append(f"years “{asked}”")
    return None


def _joined(ids: list[str]) -> list[str]:
    """`3,7`, unless an id has a comma of its own."""
    return ids if any("," in id_ for id_ in ids) else [",".join(ids)] if ids else []


def _parted(opened: Opened, asked: Iterable[str]) -> list[str]:
    return [
        id_
        for part in asked
        for id_ in ([part] if part in opened.sources else part.split(","))
        if id_
    ]


def basis() -> Basis | None:
    """The basis that themes are counted by; `None` if the analysis has no themes."""
    return next((name for name in BASES if name == S.basis), None)
