"""The strip below several views: the text from its first sentence to its last.

With it what those views say alike: what a filter leaves, what is drawn of very many.
"""

from collections.abc import Mapping, Sequence

import streamlit as st
from pandas import DataFrame

from dashboard import figures
from dashboard.figures import Figure, Lanes
from dashboard.measures import counts, findings
from dashboard.page import session
from dashboard.page.opened import Opened
from dashboard.page.session import Counting, S
from dashboard.page.widgets.behind import Behind, behind
from dashboard.page.widgets.counted import measured, tables
from dashboard.page.widgets.drawing import chart, title
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.palette import Palette

MOST_LANES = 14
"""Lanes that stay wide enough to read and to hit."""


def strip(opened: Opened, counted: Tables, colours: Palette) -> None:
    """The text from its first sentence to its last, with every citation."""
    by = session.counting()
    marks = measured(counts.reading_order, opened, by.whole())
    sources = measured(counts.source_counts, opened, by.whole())
    is_cited = len(opened.tables.citations) > 0
    if not (is_cited or opened.themes):
        return
    lanes: Lanes = (
        "themes" if opened.themes and (S.lanes == "themes" or not is_cited) else "sources"
    )
    if lanes == "sources":
        shown = most_cited(sources, MOST_LANES)
        what = "a mark is a passage that cites the source, in the colours of its themes"
        cut = only(shown, sources, "sources", most="most cited")
    else:
        shown = list(opened.themes)[:MOST_LANES]
        what = "a mark is a citation in a passage of the theme, drawn once per theme"
        cut = only(shown, counted.themes, "themes")
    finding = findings.reading_order(marks, counted.n_sections_with_passages(), names(opened))

    with title("strip", finding, [f"Reading order: {what}", switched_off(), cut]):
        if opened.themes and is_cited:
            st.segmented_control(
                "Lanes",
                session.LANES,
                key="lanes",
                persist_state="session",
                required=True,
                label_visibility="collapsed",
            )
        order = measured(counts.reading_order, opened, by.before())
        behind(opened, "reading_order", lambda: _ordered(opened, order))
    figure = memo(_strip, opened, by, colours, tuple(shown), lanes)
    chart("reading_order", figure, f"{finding}. Reading order: {what}.")


def filtered_by(counted: Tables, left: Tables) -> str:
    """How much the filter leaves; nothing if there is none."""
    if not session.filtered():
        return ""
    n, of = len(left.passages), len(counted.passages)
    return (
        f"{n} of {of} passages match the filter; the rest is pale, "
        "and the title is about the whole text"
    )


def only(shown: Sequence[str], whole: DataFrame, nouns: str, most: str = "") -> str:
    """That not all are drawn, and which are: those that are `most` something, else the first."""
    n, of = len(shown), f"of {len(whole)} {nouns}"
    if n == len(whole):
        return ""
    return f"the {n} {most} {of}" if most else f"the first {n} {of}"


def switched_off() -> str:
    """What the marks of sources that are switched off look like; nothing if all are on."""
    return "✕ and pale: sources that are switched off" if S.without else ""


def most_cited(sources: DataFrame, most: int) -> list[str]:
    """Ids of the most cited sources in the order of the list, the chosen ones among them."""
    if len(sources) <= most:
        return list(sources["source_id"])
    chosen = [*S.source, *S.pick.sources[:1]]
    ranked = sources.sort_values("n_citations", ascending=False, kind="stable")["source_id"]
    kept = set(list(dict.fromkeys([*chosen, *ranked]))[:most])
    return [id_ for id_ in sources["source_id"] if id_ in kept]


def lit(opened: Opened, by: Counting) -> tuple[set[str], set[str]]:
    """The themes and sources that are not pale: what the filter names, without what is off."""
    sources = set(by.left_by.sources or opened.sources)
    return set(by.left_by.themes or opened.themes), sources - set(by.without)


def marked(opened: Opened, by: Counting) -> Mapping[str, str]:
    """The names of the sources, with a cross at those that are switched off."""
    return {id_: f"✕{name}" if id_ in by.without else name for id_, name in names(opened).items()}


def _strip(
    opened: Opened, by: Counting, colours: Palette, shown: tuple[str, ...], lanes: Lanes
) -> Figure:
    coded = opened.codings[by.basis] if by.basis else {}
    return figures.reading_order(
        measured(counts.reading_order, opened, by.whole()),
        tables(opened, by.whole()).passages,
        lanes=lanes,
        shown=list(shown),
        sources=marked(opened, by),
        themes={id_: theme.name for id_, theme in opened.themes.items()},
        themes_of={passage_id: list(codings) for passage_id, codings in coded.items()},
        kept=set(tables(opened, by.before()).passages["passage_id"]),
        lit=lit(opened, by),
        palette=colours,
    )


def _ordered(opened: Opened, order: DataFrame) -> Behind:
    """The citations in reading order, each with its passage and section."""
    shown = DataFrame(
        {
            "citation": order["position"] + 1,
            "source": order["source_id"].map(names(opened)),
            "passage": order["passage_position"] + 1,
            "section": order["section_id"].map(opened.sections),
        }
    )
    ids = zip(order["source_id"], order["passage_id"], strict=True)
    rows = [Selection(sources=(source,), start=passage) for source, passage in ids]
    return Behind(shown=shown, whole=order, rows=rows)
