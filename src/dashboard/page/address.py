"""What the address of the page holds of the session, in text.

It holds ids, never names, so that renaming a theme breaks no link, and leaves out what is usual.
Parameters are never renamed: links of old lead where they led.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.page import undo
from dashboard.page.opened import Opened
from dashboard.page.platform import history
from dashboard.page.platform.history import Parameters
from dashboard.page.session import LANES, MATCHES, SCOPES, UNITS, S
from dashboard.tables.selection import DEPTHS, SUPPORT, Selection

_YEARS = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")


def begin(opened: Opened, views: Collection[str], parts: Collection[str]) -> None:
    """Fill the session from the address, once; name what the address asks for in vain.

    Args:
        opened: The analysis.
        views: Keys of the views that there are.
        parts: Those of the parts of Reliance.
    """
    if S.opened != opened.analysis.id:
        S.filled_from = None if S.opened else history.asked()
        if S.opened:  # another was chosen on the page: the address speaks of the one before
            st.query_params.clear()
            st.query_params["view"] = S.view
            S.written = None
            undo.forget_switches()
        unknown: list[str] = []
        asked = _asked(opened, {"view": views, "part": parts}, unknown)
        S.forget("text")
        S.put(**asked, unknown=unknown, opened=opened.analysis.id)
    elif S.digest != opened.digest:
        _forget_what_is_gone(opened)
    S.digest = opened.digest
    bases = opened.analysis.bases
    if S.basis not in bases:
        S.basis = bases[0] if bases else None


def restart() -> None:
    """Forget what is chosen in the text that is open, and what leads to it."""
    st.query_params.clear()
    S.forget("text")
    S.put(view="overview", opened="", written=None, filled_from=None, kept={})
    undo.forget_switches()


def _forget_what_is_gone(opened: Opened) -> None:
    """After the files changed: what is chosen may not be there any more."""
    S.theme = [id_ for id_ in S.theme if id_ in opened.themes]
    S.source = [id_ for id_ in S.source if id_ in opened.sources]
    S.section = [id_ for id_ in S.section if id_ in opened.sections]
    S.without = [id_ for id_ in S.without if id_ in opened.sources]
    S.read_for = S.read_for if S.read_for in opened.themes else None
    if missing(opened, S.pick):
        S.pick = Selection()
    if S.p not in opened.passages:
        S.p = None


def missing(opened: Opened, chosen: Selection) -> list[str]:
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


def parameters(*, several: bool) -> Parameters:
    """The parameters of the address that leads back here; what is usual is left out."""
    found: Parameters = {
        "analysis": [S.opened] if several else [],
        "view": [S.view] if S.view != "overview" else [],
        "theme": list(S.theme),
        "source": list(S.source),
        "section": list(S.section),
        "depth": list(S.depth),
        "theme_match": ["all"] if S.theme_match == "all" and len(S.theme) > 1 else [],
        "source_match": ["all"] if S.source_match == "all" and len(S.source) > 1 else [],
        "q": [S.q] if S.q else [],
        "basis": [S.basis] if S.basis and S.basis_chosen else [],
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
    return {name: ids for name, ids in found.items() if ids}


def follow() -> None:
    """If the browser went to another address by itself: forget what is chosen, it says it all."""
    if S.filled_from is not None and S.filled_from != history.asked():
        # A further step back or forward ended the run of the one before: what the browser still
        # shows, and sends along, is of neither.
        S.put(opened="", analysis="")
    elif (
        S.written
        and S.opened  # else no text was drawn since, and nothing is chosen that could differ
        and history.has_left(S.written)
        # What was chosen since counts. But where the address stood still, what differs is what
        # the browser showed before an earlier step.
        and (not S.written.is_new or parameters(several=True) == S.left_at)
    ):
        S.put(opened="", analysis="")


def write(*, is_own: bool, several: bool) -> None:
    """Make the address lead back here; that of a text of one's own leads to no one else's page."""
    found = {} if is_own else parameters(several=several)
    S.put(
        written=history.write(found, S.written),
        left_at=parameters(several=True),
        filled_from=None,
    )


def _asked(
    opened: Opened, there: Mapping[str, Collection[str]], unknown: list[str]
) -> dict[str, Any]:
    """What the address asks for, by key of the session; what is not there goes to `unknown`."""
    known: dict[str, Iterable[str]] = {
        **there,
        "theme": opened.themes,
        "source": opened.sources,
        "section": opened.sections,
        "depth": DEPTHS,
        "passage": opened.passages,
        "p": opened.passages,
        "basis": opened.analysis.bases,
        "unit": UNITS,
        "lanes": LANES,
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
    renamed = opened.analysis.document.renamed
    return {
        **{
            name: some(name, st.query_params.get_all(name))
            for name in ("theme", "section", "depth")
        },
        "source": some("source", map(renamed, st.query_params.get_all("source"))),
        "theme_match": one("theme_match", "any"),
        "source_match": one("source_match", "any"),
        "q": st.query_params.get("q", ""),
        "view": one("view", "overview"),
        "unit": one("unit", UNITS[0]),
        "lanes": one("lanes", LANES[0]),
        "part": one("part", "knock_out"),
        "scope": one("scope", "sentence"),
        "without": some(
            "without", map(renamed, _parted(opened, st.query_params.get_all("without")))
        ),
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
    renamed = opened.analysis.document.renamed
    for text in st.query_params.get_all("select"):
        try:
            picked = picked.updated(Selection.parse(text))
        except ValueError:
            lost.append(f"selection “{text}”")
    picked = replace(picked, sources=tuple(map(renamed, picked.sources)))
    unknown += [*lost, *missing(opened, picked)]
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
