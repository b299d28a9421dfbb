"""What a reader has chosen: in the session while reading, in the address to come back to.

The session holds it under the keys of the widgets. The address holds the same as
ids, never as names, so that renaming a theme breaks no link.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.model import BASES, Basis
from dashboard.page.opening.opened import Opened
from dashboard.page.platform import history
from dashboard.tables.selection import DEPTHS, SUPPORT, Selection

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
MATCHES = {"any": "any of them", "all": "all of them"}
"""How many of several themes, or of several sources, a passage must have to be left."""

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
        "theme_match": "any", "source_match": "any",
        "pick": Selection(), "p": None, "unknown": [],
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
    if _missing(opened, S.pick):
        S.pick = Selection()
    if S.p not in opened.passages:
        S.p = None


def _missing(opened: Opened, chosen: Selection) -> list[str]:
    """What a selection names that the analysis does not have."""
    known: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("theme", chosen.themes, opened.themes),
        ("source", chosen.sources, opened.sources),
        ("section", chosen.sections, opened.sections),
        ("passage", (*chosen.passages, chosen.start), opened.passages),
        ("event", (chosen.event,), opened.events),
    )
    return [
        f"{noun} “{id_}”" for noun, ids, there in known for id_ in ids if id_ and id_ not in there
    ]


def filtered() -> Selection:
    """What the filters ask for."""
    return Selection(
        themes=tuple(S.theme),
        all_themes=S.theme_match == "all",
        sources=tuple(S.source),
        all_sources=S.source_match == "all",
        sections=tuple(S.section),
        words=S.q.strip(),
        depths=tuple(S.depth),
    )


def clear() -> None:
    """Take all filters and the pick away."""
    S.update(theme=[], source=[], section=[], depth=[], q="", pick=Selection(), p=None)
    S.update(theme_match="any", source_match="any")


def refilter() -> None:
    """After a filter changed: read what it leaves from its beginning."""
    S.update(pick=Selection(), p=None)


def choose_basis() -> None:
    """After another basis was chosen: it belongs into the address, even if it is the usual one."""
    S.update(basis_chosen=True, pick=Selection(), p=None)


def pick(chosen: Selection) -> None:
    """Read what was picked; again from its beginning if it was picked before."""
    if chosen.start:  # of a place in the text only the source is told
        chosen = Selection(sources=chosen.sources, start=chosen.start)
    S.update(pick=chosen, p=chosen.start or None)


def address(several: bool) -> dict[str, list[str]]:
    """The parameters of the address that leads back here; what is usual is left out."""
    parameters = {
        "analysis": [S.opened] if several else [],
        "view": [S.view] if S.view != "overview" else [],
        "theme": list(S.theme),
        "source": list(S.source),
        "section": list(S.section),
        "depth": list(S.depth),
        "theme_match": ["all"] if filtered().all_themes else [],
        "source_match": ["all"] if filtered().all_sources else [],
        "q": [S.q] if S.q else [],
        "basis": [S.basis] if S.get("basis_chosen") else [],
        "unit": [S.unit] if S.unit != UNITS[0] else [],
        "lanes": [S.lanes] if S.lanes != LANES[0] else [],
        **_pick_parameters(S.pick),
        "part": [S.part] if S.part != "knock_out" else [],
        "scope": [S.scope] if S.scope != "sentence" else [],
        "without": _joined(S.without),
        "check": [S.read_for] if S.read_for else [],
        "years": ["{}-{}".format(*S.years)] if S.years else [],
        "p": [S.p] if S.p and (S.pick or S.p != "p1") else [],
    }
    return {name: ids for name, ids in parameters.items() if ids}


def follow() -> None:
    """If the browser went to another address by itself: forget what is chosen, it says it all."""
    if (
        "written" in S
        and "opened" in S  # else no text was drawn since, and nothing is chosen that could differ
        and address(several=True) == S.left_at  # else something was chosen, and that counts
        and history.has_left(S.written)
    ):
        for name in ("opened", "analysis"):
            S.pop(name, None)


def write(*, is_own: bool, several: bool) -> None:
    """Make the address lead back here; that of a text of one's own leads to no one else's page."""
    parameters = {} if is_own else address(several=several)
    S.update(written=history.write(parameters, S.get("written")), left_at=address(several=True))


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
        "event": opened.events,
        "theme_match": MATCHES,
        "source_match": MATCHES,
        "without": opened.sources,
        "check": opened.themes,
    }
    names = {
        "p": "passage",
        "depth": "number of sources",
        "view": "view",
        "basis": "basis of themes",
        "lanes": "kind of lanes",
        "without": "source",
        "check": "theme",
        "theme_match": "match",
        "source_match": "match",
    }

    def some(name: str, asked: Iterable[str]) -> list[str]:
        asked = list(dict.fromkeys(asked))
        missing = [id_ for id_ in asked if id_ not in known[name]]
        unknown.extend(f"{names.get(name, name)} “{id_}”" for id_ in missing)
        return [id_ for id_ in asked if id_ in known[name]]

    def one(name: str, usual: str | None) -> str | None:
        return next(iter(some(name, st.query_params.get_all(name)[-1:])), usual)

    picked = _picked(opened, unknown)
    return {
        **{
            name: some(name, st.query_params.get_all(name))
            for name in ("theme", "source", "section", "depth")
        },
        "theme_match": one("theme_match", "any"),
        "source_match": one("source_match", "any"),
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
        "pick": picked,
        "p": one("p", picked.start or None),
    }


def _pick_parameters(pick: Selection) -> dict[str, list[str]]:
    """What the address says of the pick: part by part or, if that cannot say it, as one text."""
    source, *others = pick.sources or ("",)
    parts = [
        *(f"theme:{id_}" for id_ in pick.themes),
        *([f"source:{source}"] if source else []),
        *(f"section:{id_}" for id_ in pick.sections),
        *([f"passage:{pick.start}"] if pick.start else []),
        *([f"support:{pick.support}"] if pick.support else []),
        *(f"other:{id_}" for id_ in others),
        *([f"among:{','.join(pick.passages)}"] if pick.passages else []),
        *(["uncited"] if pick.depths == ("0",) else []),
    ]
    if _of_parts(parts, pick.event)[0] != pick:
        return {"select": [str(pick)]}
    return {"pick": parts, "event": [pick.event] if pick.event else []}


def _of_parts(parts: Iterable[str], event: str = "") -> tuple[Selection, list[str]]:
    """The selection that parts of a pick name, and the parts that mean nothing."""
    fields = {"theme": "themes", "source": "sources", "other": "sources", "section": "sections"}
    found: dict[str, list[str]] = {}
    one = {"event": event}
    lost = []
    for part in dict.fromkeys(parts):
        name, _, id_ = part.partition(":")
        if part == "uncited":
            found["depths"] = ["0"]
        elif name == "among" and id_:
            found.setdefault("passages", []).extend(id_.split(","))
        elif name in fields and id_:
            found.setdefault(fields[name], []).append(id_)
        elif name == "passage" and id_:
            one["start"] = id_
        elif name == "support" and id_ in SUPPORT:
            one["support"] = id_
        else:
            lost.append(f"pick “{part}”")
    is_pair = any(part.startswith("other:") for part in parts)
    many = {field: tuple(ids) for field, ids in found.items()}
    return Selection(**many, **one, all_sources=is_pair), lost  # type: ignore[arg-type]


def _picked(opened: Opened, unknown: list[str]) -> Selection:
    """The pick that the address names, without what the analysis does not have."""
    event = st.query_params.get_all("event")[-1:]
    picked, lost = _of_parts(st.query_params.get_all("pick"), *event)
    for text in st.query_params.get_all("select"):
        try:
            picked = picked.updated(Selection.parse(text))
        except ValueError:
            lost.append(f"selection “{text}”")
    unknown += [*lost, *_missing(opened, picked)]
    if picked.sources and picked.passages and st.query_params.get("scope") == "paragraph":
        # Links of old did not say that their passages are backed by the source, not cite it.
        picked = replace(picked, support=picked.support or "held")
    return replace(
        picked,
        themes=tuple(id_ for id_ in picked.themes if id_ in opened.themes),
        sources=tuple(id_ for id_ in picked.sources if id_ in opened.sources),
        sections=tuple(id_ for id_ in picked.sections if id_ in opened.sections),
        passages=tuple(id_ for id_ in picked.passages if id_ in opened.passages),
        event=picked.event if picked.event in opened.events else "",
        start=picked.start if picked.start in opened.passages else "",
    )


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
