"""What to look at in marks and list, the order of the sources, and all of it as one statement."""

from bisect import bisect_right
from html import escape

import streamlit as st
from pandas import DataFrame

from dashboard import figures
from dashboard.figures import Figure
from dashboard.measures.reliance import profile, summary
from dashboard.measures.reliance.integrity import INTEGRITY, by_kind
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.session import Counting, S
from dashboard.page.widgets import held
from dashboard.page.widgets.behind import MOST_ROWS, Behind, behind, cell_table, download
from dashboard.page.widgets.counted import measured, tables, with_finding
from dashboard.page.widgets.drawing import chart, colours_of, title
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names, titles
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.encode import file_name, one_line
from dashboard.vocabulary.palette import Palette

_ALL = "about the whole text: filters and switched-off sources change nothing here"

_WIDE = st.column_config.TextColumn(width="large")

_HEADING = 300
"""Characters of a heading that are looked through for its end."""

_MOST_NEW = 100
"""New sources of the conclusion that its title names."""

_EVERYTHING: dict[str, str] = {}
_SOURCES = {"view": "sources"}
_COUNTED: dict[str, tuple[Selection, dict[str, str]]] = {
    "passages": (Selection(), _EVERYTHING),
    "passages without a source": (Selection(support="uncited"), _EVERYTHING),
    "share without a source": (Selection(support="uncited"), _EVERYTHING),
    "passages on one source only": (Selection(support="alone"), _EVERYTHING),
    "sources": (Selection(), _SOURCES),
    "sources cited": (Selection(), {"part": "sources"}),
    "sources in a source list": (Selection(), _SOURCES),
    "publishers, hosts and groups known": (Selection(), _SOURCES),
    "citations": (Selection(), {"view": "overview"}),
    "effective number of sources": (Selection(), {"part": "sources"}),
    "sources that carry half": (Selection(), {"part": "sources"}),
    "sources to read to check all": (Selection(), {"part": "reading"}),
    "share of sources to read to check all": (Selection(), {"part": "reading"}),
    "themes on one source": (Selection(), {"part": "themes"}),
}
"""For each figure of the statement its passages, or the view or part that counts it."""

KINDS = {
    "no_list": "no source list",
    "not_listed": "cited, not listed",
    "never_cited": "listed, never cited",
    "same_address": "same address twice",
    "gap": "gap in the numbers",
    "unread": "may be a mark, not counted",
    "heading": "mark in a heading",
    "one_origin": "looks like several, is one",
    "uncited": "passage without a source",
    "lead_in": "lead-in without a source",
}
"""What each kind of finding is called."""


def integrity(opened: Opened, _: Tables, __: Tables) -> None:
    """What does not fit between marks and sources, with what to do and a jump to the place."""
    found = memo(_found, opened, session.counting().whole())
    counts = by_kind(found)
    some = counts[counts["n_findings"] > 0]
    n = len(found)
    finding = (
        f"{n} {'thing' if n == 1 else 'things'} to look at, of {len(some)} "
        f"{'kind' if len(some) == 1 else 'kinds'}"
        if n
        else "The marks and the source list agree"
    )
    title("integrity", finding, ["None of these is certainly a fault", _ALL])
    st.html(f'<ul class="card">{_advised(some, is_own=opened.is_own)}</ul>')
    if not n:
        return
    whole = found
    found = found.head(MOST_ROWS)
    starts = [int(at) for at in found["start"].fillna(-1)]
    rows = list(zip(found["source_id"], found["passage_id"], starts, strict=True))
    shown = DataFrame(
        {
            "kind": found["kind"].map(KINDS),
            "what was found": found["message"],
            "passage": [str(opened.places.get(id_, "")) for id_ in found["passage_id"]],
            "its words": [_words(opened, *row[1:]) for row in rows],
        }
    )
    shown = shown.loc[:, (shown != "").any()]
    ids = [_jump(opened, *row) for row in rows]
    if any(ids):
        st.html('<p class="said">Choose a cell to jump to its place in the text.</p>')
    with st.container(key="table_integrity"):
        cell_table("cells_integrity", shown, ids, column_config={"what was found": _WIDE})
    if n > MOST_ROWS:
        st.html(f'<p class="said">Shown are the first {MOST_ROWS:,} of {n:,}; the CSV file has '
                "all.</p>")  # fmt: skip
    download(opened, "integrity", whole)


def _advised(some: DataFrame, *, is_own: bool) -> str:
    """What to do about each kind of finding."""
    # Of a text that was handed over there is no such file yet.
    file = "about.yaml, which is in the folder that Save gives" if is_own else "about.yaml"
    lines = zip(some["kind"], some["n_findings"].tolist(), some["advice"], strict=True)
    return "".join(
        f"<li><b>{count} × {escape(KINDS[kind])}.</b> "
        f"{escape(advice.replace('`', '').replace('about.yaml', file))}</li>"
        for kind, count, advice in lines
    )


def order(opened: Opened, _: Tables, __: Tables) -> None:
    """When sources come in, which are dropped early, and what the conclusion stands on."""
    curve, finding = with_finding(profile.CUMULATIVE_SOURCES, opened, Counting())
    early = measured(profile.early_only, opened, Counting())
    end = measured(profile.conclusion, opened, Counting())
    if not len(opened.tables.citations):
        title("order", finding, [])
        return
    table = memo(_newcomers, opened)
    colours = colours_of(opened)
    said = "Different sources so far, passage by passage; dark: new in this passage"
    with title("order", finding, [said, _ALL]):
        behind(opened, "cumulative_sources", lambda: _behind(table, curve))

    figure = memo(_curve, opened, colours)
    chart("cumulative_sources", figure, f"{finding}. {said}.")
    with title("conclusion", _conclusion(opened, end), []):
        if len(end):
            behind(opened, "conclusion", lambda: _ending(opened, end))
    _early(opened, early)


def statement(opened: Opened, _: Tables, __: Tables) -> None:
    """All of it in one paragraph, the same for the same text, to copy and to take away."""
    made = memo(_stated, opened, session.counting().whole())
    title(
        "statement",
        "What the text rests on, in one paragraph",
        ["Written by rule from counts of marks, not by a language model", _ALL],
    )
    with st.container(key="statement"):
        st.code(made.text, language=None, wrap_lines=True)
    name = opened.analysis.document.title
    st.download_button(
        "Download Markdown",
        made.markdown(f"What “{name}” rests on"),
        key="md_statement",
        file_name=file_name(f"{opened.analysis.id}-reliance", "md"),
        mime="text/markdown",
        on_click="ignore",
    )
    figures = made.figures
    st.html('<p class="said">Choose a line to see what it counts.</p>')
    st.dataframe(
        figures.assign(value=figures["value"].round(2)),
        hide_index=True,
        key="table_statement",
        on_select=safely(lambda: _open(figures["figure"].tolist())),
        selection_mode="single-cell",
    )


def _open(figures: list[str]) -> None:
    """Show what the chosen figure of the statement counts."""
    if not (cells := S.cells["table_statement"]["selection"]["cells"]):
        return
    pick, place = _COUNTED[figures[cells[0][0]]]
    S.put(**place)
    session.pick(pick)


def _words(opened: Opened, passage_id: object, start: int) -> str:
    """How a passage begins or what heading it is, so that a row says more than where it is."""
    document = opened.analysis.document
    if passage := opened.passages.get(passage_id) if isinstance(passage_id, str) else None:
        return one_line(document.quote(passage.span), 60)
    if start < 0:
        return ""
    begin = document.text.rfind("\n", 0, start) + 1
    return one_line(document.text[begin : begin + _HEADING].partition("\n")[0], 60)


def _jump(opened: Opened, source_id: object, passage_id: object, start: int) -> Selection:
    """Where a finding is: its passage, else its source, else what follows its place, if any."""
    if isinstance(passage_id, str):
        return Selection(start=passage_id)
    if isinstance(source_id, str):
        return Selection(sources=(source_id,))
    if start < 0:
        return Selection()
    passages = list(opened.passages.values())
    at = bisect_right(passages, start, key=lambda passage: passage.span.end)
    return Selection(start=passages[at].id) if at < len(passages) else Selection()


def _conclusion(opened: Opened, end: DataFrame) -> str:
    sections = measured(profile.conclusion_sections, opened, Counting())
    if not sections:
        return "No part of the text can be identified as its conclusion"
    name = opened.sections[sections[0]]
    part = "conclusion" if profile.is_conclusion(opened.sections[sections[0]]) else "last section"
    if not len(end):
        return f"The {part}, “{name}”, cites no source"
    new = [names(opened)[id_] for id_ in end.loc[end["is_new"], "source_id"]]
    some = new if len(new) <= _MOST_NEW else [*new[:_MOST_NEW], f"and {len(new) - _MOST_NEW} more"]
    what = f"{len(new)} new there: {', '.join(some)}" if new else "none of them new there"
    n = "1 source" if len(end) == 1 else f"{len(end)} sources"
    return f"The {part}, “{name}”, cites {n}, {what}"


def _ending(opened: Opened, end: DataFrame) -> Behind:
    """The sources of the conclusion, each with its passages there."""
    inside = set(profile.conclusion_sections(opened.tables))
    there: dict[str, dict[str, None]] = {}
    citations = opened.tables.citations
    for source_id, passage_id in zip(citations["source_id"], citations["passage_id"], strict=True):
        if opened.section_of[passage_id] in inside:
            there.setdefault(source_id, {})[passage_id] = None
    shown = DataFrame(
        {
            "source": end["source_id"].map(names(opened)),
            "title": end["source_id"].map(titles(opened)),
            "passages there": end["n_passages"],
            "passages before": end["n_before"],
            "new there": end["is_new"].map({True: "new", False: ""}),
        }
    )
    rows = [Selection(sources=(id_,), passages=tuple(there[id_])) for id_ in end["source_id"]]
    return Behind(shown, end, rows)


def _early(opened: Opened, early: DataFrame) -> None:
    if not len(early):
        st.html('<p class="said">No source is cited only in the first third.</p>')
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
    cell_table("cells_early", shown, [Selection(sources=(id_,)) for id_ in early["source_id"]])
    download(opened, "early_only", early)


def _newcomers(opened: Opened) -> DataFrame:
    """The curve, with the section of each passage and the sources that it brings in."""
    curve = measured(profile.cumulative_sources, opened, Counting())
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
    return Behind(shown, curve, [Selection(start=id_) for id_ in table["passage_id"]])


def _found(opened: Opened, by: Counting) -> DataFrame:
    problems = opened.analysis.document.problems
    return INTEGRITY.compute(tables(opened, by), problems, held.groups(opened))


def _stated(opened: Opened, by: Counting) -> summary.Statement:
    return summary.statement(tables(opened, by), held.groups(opened))


def _curve(opened: Opened, colours: Palette) -> Figure:
    return figures.cumulative_sources(memo(_newcomers, opened), colours)
