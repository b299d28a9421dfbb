"""What to look at in marks and list, the order of the sources, and all of it as one statement."""

from html import escape

import streamlit as st
from pandas import DataFrame

from dashboard import reliance
from dashboard.encode import file_name
from dashboard.page import held, state
from dashboard.page.behind import cell_table, download
from dashboard.page.drawing import title
from dashboard.page.memo import memo
from dashboard.page.opened import Opened
from dashboard.page.state import S
from dashboard.tables import Tables

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
    found = memo(opened, "integrity", lambda: reliance.integrity(opened.tables, problems))
    counts = reliance.integrity_counts(found)
    some = counts[counts["n_findings"] > 0]
    n = len(found)
    finding = (
        f"{n} {'thing' if n == 1 else 'things'} to look at, of {len(some)} "
        f"{'kind' if len(some) == 1 else 'kinds'}"
        if n
        else "Marks and source list fit together"
    )
    title("integrity", finding, ["None is a fault for certain; of the whole text"])
    advised = [advice.replace("`", "") for advice in some["advice"]]
    lines = zip(some["kind"], some["n_findings"].tolist(), advised, strict=True)
    st.html(
        '<ul class="card">'
        + "".join(
            f"<li><b>{count} × {escape(KINDS[kind])}.</b> {escape(advice)}</li>"
            for kind, count, advice in lines
        )
        + "</ul>"
    )
    if not n:
        return
    shown = DataFrame(
        {
            "kind": found["kind"].map(KINDS),
            "what was found": found["message"],
            "passage": found["passage_id"].map(opened.places).astype("Int64"),
        }
    )
    rows = zip(found["source_id"], found["passage_id"], found["start"], strict=True)
    ids = [_jump(opened, *row) for row in rows]
    st.html('<p class="said">Choose a cell to jump to the place.</p>')
    with st.container(key="table_integrity"):
        cell_table("cells_integrity", shown, ids)
    download(opened, "integrity", found)


def order(opened: Opened, _: Tables) -> None:
    """When sources come in, which are dropped early, and what the conclusion stands on."""
    curve = memo(opened, "cumulative", lambda: reliance.cumulative_sources(opened.tables))
    early = memo(opened, "early", lambda: reliance.early_only(opened.tables))
    end = memo(opened, "conclusion", lambda: reliance.conclusion(opened.tables))
    n = int(curve["n_sources"].max()) if len(curve) else 0
    if not n:
        title("order", "No citations in this text", [])
        return
    half = curve[curve["n_sources"] * 2 >= n].iloc[0]
    last = curve[curve["n_sources"] == n].iloc[0]
    place = int(half["position"]) + 1
    title(
        "order",
        f"Half of the {n} cited sources are in by passage {place} of {len(curve)}",
        [f"the last new one comes in passage {int(last['position']) + 1}; of the whole text"],
    )
    st.html(f'<p class="said">{_conclusion(opened, end)}</p>')
    _early(opened, early)
    _newcomers(opened, curve)


def statement(opened: Opened, _: Tables) -> None:
    """All of it in one paragraph, the same for the same text, to copy and to take away."""
    scope = held.paragraphs(opened)
    counted = opened.counted(state.basis())
    made = memo(opened, "statement", lambda: reliance.statement(counted, scope), S.scope)
    title(
        "statement", "What the text rests on, in one paragraph",
        ["each sentence counts marks, none is written by a language model; of the whole text"],
    )  # fmt: skip
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
    if not len(end):
        return f"The conclusion, “{name}”, cites no source."
    new = [f"[{escape(id_)}]" for id_ in end.loc[end["is_new"], "source_id"]]
    what = (
        f"{len(new)} of them new there: {', '.join(new)}"
        if new
        else "all of them cited before: it rests on what the body showed"
    )
    return f"The conclusion, “{name}”, cites {len(end)} sources, {what}."


def _early(opened: Opened, early: DataFrame) -> None:
    if not len(early):
        st.html('<p class="said">No source is left behind in the first third of the text.</p>')
        return
    st.html(f'<h2 class="finding">{len(early)} cited in the first third and never again</h2>')
    shown = DataFrame(
        {
            "source": "[" + early["source_id"] + "]",
            "title": early["title"].fillna("not listed in the text"),
            "passages": early["n_passages"],
            "last in passage": early["last_passage_id"].map(opened.places),
        }
    )
    cell_table("cells_early", shown, [{"source_id": id_} for id_ in early["source_id"]])
    download(opened, "early_only", early)


def _newcomers(opened: Opened, curve: DataFrame) -> None:
    new = curve[curve["n_new"] > 0]
    with st.expander("Where new sources come in"):
        shown = DataFrame(
            {
                "passage": new["passage_id"].map(opened.places),
                "section": new["section_id"].map(opened.sections),
                "new sources": new["n_new"],
                "sources so far": new["n_sources"],
            }
        )
        cell_table("cells_newcomers", shown, [{"passage_id": id_} for id_ in new["passage_id"]])
        download(opened, "cumulative_sources", curve)
