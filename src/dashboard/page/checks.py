"""What to look at in marks and list, the order of the sources, and all of it as one statement."""

from html import escape

import streamlit as st
from pandas import DataFrame

from dashboard import figures, findings, reliance
from dashboard.encode import file_name, one_line
from dashboard.figures import Figure
from dashboard.page import held, state
from dashboard.page.behind import Behind, behind, cell_table, download
from dashboard.page.drawing import chart, colours_of, drawn, title
from dashboard.page.memo import memo
from dashboard.page.named import names, titles
from dashboard.page.opened import Opened
from dashboard.page.state import S
from dashboard.tables import Tables

_ALL = "the whole text: filters change nothing here"

_MEDIUM = st.column_config.TextColumn(width="medium")

KINDS = {
    "no_list": "no source list",
    "not_listed": "cited, not listed",
    "never_cited": "listed, never cited",
    "same_address": "same address twice",
    "gap": "gap in the numbers",
    "heading": "mark in a heading",
    "one_origin": "looks like several, is one",
    "uncited": "passage without a source",
}
"""What each kind of finding is called."""


def integrity(opened: Opened, _: Tables) -> None:
    """What does not fit between marks and sources, with what to do and a jump to the place."""
    problems = opened.analysis.document.problems
    groups = held.groups(opened)
    found = memo(opened, "integrity", lambda: reliance.integrity(opened.tables, problems, groups))
    counts = reliance.integrity_counts(found)
    some = counts[counts["n_findings"] > 0]
    n = len(found)
    finding = (
        f"{n} {'thing' if n == 1 else 'things'} to look at, of {len(some)} "
        f"{'kind' if len(some) == 1 else 'kinds'}"
        if n
        else "Marks and source list fit together"
    )
    title("integrity", finding, ["None is a fault for certain", _ALL])
    st.html(f'<ul class="card">{_advised(some)}</ul>')
    if not n:
        return
    shown = DataFrame(
        {
            "kind": found["kind"].map(KINDS),
            "what was found": found["message"],
            "passage": [str(opened.places.get(id_, "")) for id_ in found["passage_id"]],
            "its words": [_words(opened, id_) for id_ in found["passage_id"]],
        }
    )
    places = found[["source_id", "passage_id", "start"]]
    if not places.notna().any(axis=None):
        return  # what was found is said above, and there is no place to jump to
    rows = zip(*(places[name] for name in places), strict=True)
    ids = [_jump(opened, *row) for row in rows]
    st.html('<p class="said">Choose a cell to jump to the place.</p>')
    with st.container(key="table_integrity"):
        cell_table("cells_integrity", shown, ids, column_config={"what was found": _MEDIUM})
    download(opened, "integrity", found)


def _advised(some: DataFrame) -> str:
    """What to do about each kind of finding."""
    lines = zip(some["kind"], some["n_findings"].tolist(), some["advice"], strict=True)
    return "".join(
        f"<li><b>{count} × {escape(KINDS[kind])}.</b> {escape(advice.replace('`', ''))}</li>"
        for kind, count, advice in lines
    )


def order(opened: Opened, _: Tables) -> None:
    """When sources come in, which are dropped early, and what the conclusion stands on."""
    curve = memo(opened, "cumulative", lambda: reliance.cumulative_sources(opened.tables))
    early = memo(opened, "early", lambda: reliance.early_only(opened.tables))
    end = memo(opened, "conclusion", lambda: reliance.conclusion(opened.tables))
    finding = findings.cumulative_sources(curve)
    if not len(opened.tables.citations):
        title("order", finding, [])
        return
    table = memo(opened, "newcomers", lambda: _newcomers(opened, curve))
    colours = colours_of(opened)
    said = "Distinct sources so far, passage by passage; strong: those new there"
    with title("order", finding, [said, _ALL]):
        behind(opened, "cumulative_sources", lambda: _behind(table, curve))

    def draw() -> Figure:
        return figures.cumulative_sources(table, colours)

    figure = drawn(opened, colours, "cumulative_sources", draw)
    chart("cumulative_sources", figure, f"{finding}. {said}.")
    st.html(f'<h2 class="finding">{_conclusion(opened, end)}</h2>')
    _early(opened, early)


def statement(opened: Opened, _: Tables) -> None:
    """All of it in one paragraph, the same for the same text, to copy and to take away."""
    scope = held.paragraphs(opened)
    counted, groups = opened.counted(state.basis()), held.groups(opened)
    made = memo(opened, "statement", lambda: reliance.statement(counted, scope, groups), S.scope)
    title(
        "statement", "What the text rests on, in one paragraph",
        ["Each sentence counts marks, none is written by a language model", _ALL],
    )  # fmt: skip
    with st.container(key="statement"):
        st.code(made.text, language=None, wrap_lines=True)
    name = opened.analysis.document.title
    st.download_button(
        "Download Markdown", made.markdown(f"What “{name}” rests on"), key="md_statement",
        file_name=file_name(f"{opened.analysis.id}-reliance", "md"), mime="text/markdown",
        on_click="ignore",
    )  # fmt: skip
    figures = made.figures
    shown = figures.assign(value=figures["value"].round(2))
    st.dataframe(shown, hide_index=True, key="table_statement")


def _words(opened: Opened, passage_id: object) -> str:
    """How a passage begins, so that a row says more than where it is."""
    passage = opened.passages.get(passage_id) if isinstance(passage_id, str) else None
    return one_line(opened.analysis.document.quote(passage.span), 60) if passage else ""


def _jump(opened: Opened, source_id: object, passage_id: object, start: object) -> dict[str, str]:
    """Where a finding is: its passage, else its source, else the passage after its place."""
    if isinstance(passage_id, str):
        return {"passage_id": passage_id}
    if isinstance(source_id, str):
        return {"source_id": source_id}
    at = start if isinstance(start, int) else 0
    passages = opened.passages.items()
    return {"passage_id": next((id_ for id_, p in passages if p.span.end > at), "p1")}


def _conclusion(opened: Opened, end: DataFrame) -> str:
    sections = memo(opened, "ending", lambda: reliance.conclusion_sections(opened.tables))
    if not sections:
        return "The text has no part that can be told apart as its conclusion."
    name = escape(opened.sections[sections[0]])
    part = "conclusion" if reliance.is_conclusion(opened.sections[sections[0]]) else "last section"
    if not len(end):
        return f"The {part}, “{name}”, cites no source."
    new = [escape(names(opened)[id_]) for id_ in end.loc[end["is_new"], "source_id"]]
    what = f"{len(new)} new there: {', '.join(new)}" if new else "none of them new there"
    n = "1 source" if len(end) == 1 else f"{len(end)} sources"
    return f"The {part}, “{name}”, cites {n}, {what}."


def _early(opened: Opened, early: DataFrame) -> None:
    if not len(early):
        st.html('<p class="said">No source is cited in the first third only.</p>')
        return
    n = "1 source is" if len(early) == 1 else f"{len(early)} sources are"
    st.html(f'<h2 class="finding">{n} cited in the first third and never again</h2>')
    shown = DataFrame(
        {
            "source": early["source_id"].map(names(opened)),
            "title": early["source_id"].map(titles(opened)),
            "passages": early["n_passages"],
            "last in passage": early["last_passage_id"].map(opened.places),
        }
    )
    cell_table("cells_early", shown, [{"source_id": id_} for id_ in early["source_id"]])
    download(opened, "early_only", early)


def _newcomers(opened: Opened, curve: DataFrame) -> DataFrame:
    """The curve, with the section of each passage and the sources that it brings in."""
    first: dict[str, str] = {}
    citations = opened.tables.citations
    for source_id, passage_id in zip(citations["source_id"], citations["passage_id"], strict=True):
        first.setdefault(source_id, passage_id)
    named = names(opened)
    new: dict[str, list[str]] = {}
    for source_id, passage_id in first.items():
        new.setdefault(passage_id, []).append(named[source_id])
    return curve.assign(
        section=curve["section_id"].map(opened.sections),
        new=[", ".join(new.get(id_, [])) for id_ in curve["passage_id"]],
    )


def _behind(table: DataFrame, curve: DataFrame) -> Behind:
    shown = DataFrame(
        {
            "passage": table["position"] + 1,
            "section": table["section"],
            "new sources": table["new"],
            "sources so far": table["n_sources"],
        }
    )
    return Behind(shown, curve, [{"passage_id": id_} for id_ in table["passage_id"]])
