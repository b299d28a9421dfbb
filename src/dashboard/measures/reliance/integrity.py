"""What about the marks and the list of sources a person should look at, and what to do.

None of it is a fault for certain: an uncited passage may need no source.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np
from pandas import DataFrame

from dashboard.measures.lead_ins import lead_ins
from dashboard.measures.measure import Measure
from dashboard.measures.reliance.marks import Marks, marks, own_marks
from dashboard.measures.reliance.origins import Groups, origins
from dashboard.model import Problem
from dashboard.tables import source_names
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables
from dashboard.vocabulary import addresses

ADVICE = {
    "no_list": "Add the sources under `sources:` in about.yaml, so that readers can find them.",
    "not_listed": "Add the source to the list, or correct the number of the mark.",
    "never_cited": "Mark the passage that it supports, or take it from the list.",
    "same_address": "Check whether one source was listed twice; if so it counts as two here.",
    "gap": "Check whether an entry was lost from the list.",
    "unread": "Look at the mark; if it cites a source, choose above how the text's marks are read.",
    "heading": "Move the mark to the sentence it supports; in a heading it supports none.",
    "one_origin": "Look for a second, independent source, or count these as one; which sources"
    " belong together can be edited under `origins:` in about.yaml.",
    "uncited": "Check whether the passage makes a claim that needs a source.",
    "lead_in": "Nothing, unless it makes a claim of its own; what it leads to needs the source.",
}
"""For each kind of finding the sentence on what to do, in the order in which they are listed."""

_MOST_NAMED = 50
"""Sources of one passage and origin that are named; more would fill a page."""

_Names = Mapping[str, str]

_Row = tuple[str, str | None, str | None, int | None, str]


def integrity(
    tables: Tables,
    problems: Iterable[Problem] = (),
    groups: Groups | None = None,
) -> DataFrame:
    """List what does not fit between marks and sources.

    Args:
        tables: Of the whole text: on a part of it, sources cited elsewhere would seem uncited.
            Read paragraph by paragraph, a passage is uncited only if its paragraph is, too.
        problems: Those of the document; of them only marks that were not counted are listed here.
        groups: Sources of one origin, as a person knows them.
    """
    held = own_marks(tables)
    names = source_names.names(tables.sources["source_id"])
    starts = dict(zip(tables.passages["passage_id"], tables.passages["start"], strict=True))
    not_counted = list(_not_counted(tables, problems))
    found = [
        *_listing(tables, held, names),
        *_same_address(tables, names),
        *_gaps(tables),
        *not_counted,
        *_one_origin(tables, held, groups, names),
        *sorted(
            _uncited(tables, {passage_id for _, _, passage_id, *_ in not_counted}),
            key=lambda row: row[0] == "lead_in",
        ),
    ]
    return INTEGRITY.frame(
        (number, kind, source_id, passage_id, starts.get(passage_id, start), message, ADVICE[kind])
        for number, (kind, source_id, passage_id, start, message) in enumerate(found, start=1)
    )


INTEGRITY = Measure(
    "integrity",
    "One row per finding, by kind, then in the order of the list or text.",
    key=("number",),
    columns=(
        Column("number", "int64", "place among the findings, from 1", "findings"),
        Column("kind", "str", f"one of {', '.join(f'`{kind}`' for kind in ADVICE)}"),
        Column("source_id", "str", "source it is about; missing if it is about none"),
        Column("passage_id", "str", "passage to look at; missing if it is in none"),
        Column("start", "Int64", "first character to look at; missing if none", "code points"),
        Column("message", "str", "what was found, in one sentence without a full stop"),
        Column("advice", "str", "what to do"),
    ),
    compute=integrity,
)


def integrity_counts(
    tables: Tables,
    problems: Iterable[Problem] = (),
    groups: Groups | None = None,
) -> DataFrame:
    """Count the findings of `integrity` by kind; it takes the same arguments."""
    return by_kind(integrity(tables, problems, groups))


def by_kind(found: DataFrame) -> DataFrame:
    """`integrity_counts` of the table that `integrity` gave."""
    counts = found["kind"].value_counts()
    return INTEGRITY_COUNTS.frame(
        (kind, counts.get(kind, 0), advice) for kind, advice in ADVICE.items()
    )


INTEGRITY_COUNTS = Measure(
    "integrity_counts",
    "One row per kind of finding, even if there is none.",
    key=("kind",),
    columns=(
        Column("kind", "str", "kind of finding"),
        Column("n_findings", "int64", "findings of this kind", "findings"),
        Column("advice", "str", "what to do"),
    ),
    compute=integrity_counts,
)


def _listing(tables: Tables, held: Marks, names: _Names) -> Iterator[_Row]:
    sources = tables.sources
    cited = held.reach > 0
    by = "addresses" if sources["url"].notna().all() else "marks"
    if not sources["is_listed"].any():
        if n := int(cited.sum()):
            are = "its 1 source is" if n == 1 else f"its {n} sources are"
            yield (
                "no_list",
                None,
                None,
                None,
                f"the text has no source list; {are} known by {by} only",
            )
        return
    facts = zip(sources["source_id"], sources["is_listed"], cited, held.first, strict=True)
    never: list[_Row] = []
    for id_, is_listed, is_cited, at in facts:
        if is_cited and not is_listed:
            where = held.passage_ids[at]
            yield "not_listed", id_, where, None, f"{names[id_]} is cited but not listed"
        elif is_listed and not is_cited:
            never.append(
                ("never_cited", id_, None, None, f"{names[id_]} is listed but never cited")
            )
    yield from never


def _same_address(tables: Tables, names: _Names) -> Iterator[_Row]:
    first: dict[str, str] = {}
    for id_, url in zip(tables.sources["source_id"], tables.sources["url"], strict=True):
        place = addresses.work(url) if isinstance(url, str) else None
        if place and first.setdefault(place, id_) != id_:
            message = f"{names[id_]} has the address of {names[first[place]]}: {place}"
            yield "same_address", id_, None, None, message


def _gaps(tables: Tables) -> Iterator[_Row]:
    ids = tables.sources["source_id"]
    last = 0
    for number in sorted({int(id_) for id_ in ids if id_.isascii() and id_.isdigit()}):
        low, high = last + 1, number - 1
        if low == high:
            yield "gap", None, None, None, f"there is no source [{low}]"
        elif low < high:
            yield "gap", None, None, None, f"there are no sources [{low}] to [{high}]"
        last = max(number, 0)


def _not_counted(tables: Tables, problems: Iterable[Problem]) -> Iterator[_Row]:
    """Marks that no passage was given: each by its place, those of a passage with the passage."""
    ids = tables.passages["passage_id"].tolist()
    starts, ends = tables.passages["start"].tolist(), tables.passages["end"].tolist()
    rows: list[_Row] = []
    for problem in problems:
        for place in (problem.places or (problem.span,)) if problem.kind else ():
            at = bisect_right(starts, place.start) - 1
            is_inside = at >= 0 and place.start < ends[at]
            inside = ids[at] if is_inside else None
            rows.append((problem.kind, None, inside, place.start, problem.message))
    yield from sorted(rows, key=lambda row: list(ADVICE).index(row[0]))


def _one_origin(
    tables: Tables, held: Marks, groups: Groups | None, names: _Names
) -> Iterator[_Row]:
    of_source = origins(tables, groups)["origin"].tolist()
    origin = [name if isinstance(name, str) else None for name in of_source]
    n_of = Counter(origin)
    is_shared = np.array([bool(name) and n_of[name] > 1 for name in origin], dtype=bool)
    shared = held.pairs.only(is_shared[held.pairs.right])
    by_origin: dict[tuple[int, str], list[str]] = {}
    for at, source in zip(shared.left.tolist(), shared.right.tolist(), strict=True):
        by_origin.setdefault((at, origin[source] or ""), []).append(held.source_ids[source])
    for (at, name), ids in by_origin.items():
        if len(ids) > 1:
            first = [names[id_] for id_ in ids[:_MOST_NAMED]]
            more = len(ids) - len(first)
            *others, last = [*first, f"{more} more"] if more else first
            message = f"{', '.join(others)} and {last} are of {name}:"
            message += f" looks like {len(ids)} sources, is 1"
            yield "one_origin", ids[0], held.passage_ids[at], None, message


def _uncited(tables: Tables, not_counted: Collection[str | None]) -> Iterator[_Row]:
    held = marks(tables)
    leading = lead_ins(tables)
    nor = ", nor has its paragraph" if tables.scope == "paragraph" else ""
    for at in np.flatnonzero(held.depth == 0):
        id_ = held.passage_ids[at]
        if id_ in leading:
            yield "lead_in", None, id_, None, "the passage has no mark, and leads in what follows"
            continue
        but = "; what looks like one was not counted" if id_ in not_counted else ""
        yield "uncited", None, id_, None, f"the passage has no mark{nor}{but}"
