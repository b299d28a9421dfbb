"""Knock out: what falls without a source, which themes lose by it, and support along the text."""

import streamlit as st
from pandas import DataFrame

from dashboard import figures
from dashboard.figures import Counts, Figure, Part
from dashboard.measures import findings
from dashboard.measures.reliance import footing, knock_out
from dashboard.page import session, undo
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.session import Counting, S
from dashboard.page.widgets import held
from dashboard.page.widgets.behind import Behind, behind, download
from dashboard.page.widgets.counted import measured, nothing_cited, tables, with_finding
from dashboard.page.widgets.drawing import chart, colours_of, title
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names, titles
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.palette import Palette

MOST_ROWS = 12

_OFF = (
    Part("n_supported", "keep all their sources", "supported", "firm"),
    Part("n_weakened", "keep some of their sources", "weakened", "less"),
    Part("n_bare", "are left bare", "bare", "bare"),
    Part("n_uncited", "never had a source", "uncited", "none"),
)
_ON = (
    Part("n_more", "rest on several sources", "", "firm"),
    Part("n_single", "rest on one source only", "1", "bare"),
    Part("n_uncited", "have no source", "0", "none"),
)


def show(opened: Opened, _: Tables, left: Tables) -> None:
    """What each source holds up, beside it what the themes lose."""
    colours = colours_of(opened)
    by = session.counting()
    sources = _worst_first(opened, by)
    if not len(left.backing):
        title("knock_out", nothing_cited(opened), [])
        return
    support = measured(knock_out.support, opened, by.before(), by.without)
    finding = findings.knock_out(support, sources.whole, held.off(), names(opened))
    said = (
        "Pale: passages that cite the source. Strong: those with no other source left. "
        "Bare: no source is left to check the passage by, which does not refute it"
        if S.without
        else "Pale: passages that cite the source. Strong: those that cite no other"
    )
    with title("knock_out", finding, [said]):
        _pairs(opened)
        behind(opened, "worst_first", lambda: _worst(opened, sources.left))
    if S.without:
        _states(support)
    if not opened.themes:
        _sources(opened, sources, colours)
        st.html('<p class="said">This text has no themes yet. Add some under Themes.</p>')
        return
    columns = st.columns(2, gap="small")
    with columns[0]:
        _sources(opened, sources, colours)
    with columns[1]:
        _themes(opened, colours)


def strip(opened: Opened) -> None:
    """How many sources each passage has, along the text; each count opens its passages."""
    colours = colours_of(opened)
    by = session.counting()
    counts, finding = with_finding(footing.DEPTH_COUNTS, opened, by)
    table = memo(_depth, opened, by)
    said = "Support along the text: different sources of each passage"
    with title("depth", finding, [said, "outlines show what was lost" if S.without else ""]):
        with st.container(horizontal=True, key="depths"):
            words = {"0": "none", "1": "one", "2": "two", "3+": "three or more"}
            for depth, n in zip(counts["depth"], counts["n_passages"].tolist(), strict=True):
                st.button(
                    f"{words[depth]} **{n}**",
                    type="tertiary",
                    key=f"depth_{depth[0]}",
                    on_click=safely(session.pick),
                    args=(Selection(support=depth),),
                    disabled=not n,
                )
        behind(opened, "support_depth", lambda: _depths(opened, table))

    figure = memo(_along, opened, by, colours)
    chart("support_depth", figure, f"{finding}. {said}.")


def _states(support: DataFrame) -> None:
    n = support["state"].value_counts()
    words = {
        "bare": "left bare",
        "weakened": "weakened",
        "supported": "still supported",
        "uncited": "never had a source",
    }
    with st.container(horizontal=True, key="states"):
        for name, word in words.items():
            if name == "uncited" and name not in n:
                continue
            st.button(
                f"{held.SHAPES[name]} {word} **{int(n.get(name, 0))}**",
                type="tertiary",
                key=f"state_{name}",
                on_click=safely(session.pick),
                args=(Selection(support=name),),
                disabled=name not in n,
            )


def _sources(opened: Opened, sources: Counts, colours: Palette) -> None:
    chosen = {*held.off(), *S.pick.sources[:1]}
    reach = dict(zip(sources.whole["source_id"], sources.whole["n_passages"], strict=True))
    # The worst of what is left comes first; those switched off come last.
    ranked = [id_ for id_ in sources.left["source_id"] if reach[id_] or id_ in chosen]
    some = set([*chosen, *ranked][:MOST_ROWS])
    shown = [id_ for id_ in ranked if id_ in some]
    cut = f" · {len(shown)} of {len(ranked)} sources" if len(shown) < len(ranked) else ""

    said = f"Passages by source: those that rest on it alone, out of all that cite it{cut}"
    st.html(f'<p class="said">{said}</p>')
    figure = memo(_bars, opened, session.counting(), colours, tuple(shown))
    chart("knock_out", figure, f"{said}.")


def _themes(opened: Opened, colours: Palette) -> None:
    said = (
        "Passages by theme: kept, weakened (hatched), left bare (strong)"
        if S.without
        else "Passages by theme: on several sources, on one (strong), on none (outline)"
    )

    st.html(f'<p class="said">{said}</p>')
    figure = memo(_themes_figure, opened, session.counting(), colours)
    chart("theme_losses", figure, f"{said}.")


def _losses(opened: Opened, by: Counting) -> DataFrame:
    """`theme_losses` with the rest of each bar, the theme that loses most first."""
    whole = tables(opened, by.before())
    stands = footing.theme_footing(whole)
    stands["place"] = range(len(stands))
    table = knock_out.theme_losses(whole, by.without).merge(
        stands[["theme_id", "n_single", "place"]], on="theme_id"
    )
    table["n_supported"] = table["n_cited"] - table["n_bare"] - table["n_weakened"]
    table["n_more"] = table["n_cited"] - table["n_single"]
    table["n_uncited"] = table["n_passages"] - table["n_cited"]
    if not by.without:
        table = table.sort_values(["n_single", "n_passages"], ascending=False, kind="stable")
    return table.reset_index(drop=True)


def _pairs(opened: Opened) -> None:
    """The pairs whose loss is heaviest; a choice switches both off."""
    popover = st.popover("Worst pairs", key="data_pairs", on_change="rerun")
    if not popover.open:
        return
    table = measured(knock_out.worst_pairs, opened, session.counting().before())
    pairs = list(zip(table["source_id_a"], table["source_id_b"], strict=True))

    together = "cite only these two"

    def chosen() -> None:
        if cells := S.cells["cells_pairs"]["selection"]["cells"]:
            (row, column), *_ = cells
            first, second = pairs[row]
            if column == together:
                session.pick(Selection(sources=pairs[row], all_sources=True, support="pair"))
                return
            undo.switch((first, second))
            session.pick(Selection(support="bare"))

    with popover:
        st.html(
            '<p class="said">Passages left without a source if both go. Choose one of the two '
            "or “left bare”: both are switched off, and the reader shows these passages. The last "
            "column opens those that cite no third source.</p>"
        )
        shown = DataFrame(
            {
                "first": table["source_id_a"].map(names(opened)),
                "second": table["source_id_b"].map(names(opened)),
                "left bare": table["n_bare"],
                together: table["n_together"],
            }
        )
        st.dataframe(
            shown,
            key="cells_pairs",
            on_select=safely(chosen),
            selection_mode="single-cell",
            hide_index=True,
        )
        download(opened, "worst_pairs", table)


def _worst(opened: Opened, table: DataFrame) -> Behind:
    shown = DataFrame(
        {
            "source": table["source_id"].map(names(opened)),
            "title": table["source_id"].map(titles(opened)),
            "passages": table["n_passages"],
            "left bare without it": table["n_bare"],
            "weakened": table["n_weakened"],
        }
    )
    rows = [Selection(sources=(id_,), support="held") for id_ in table["source_id"]]
    return Behind(shown, table, rows, {"left bare without it": Selection(support="1")})


def _depth(opened: Opened, by: Counting) -> DataFrame:
    """How many sources each passage had and has, with its section."""
    table = knock_out.support(tables(opened, by.before()), by.without)
    table["section"] = table["section_id"].map(opened.sections)
    return table.rename(columns={"n_sources_before": "n_before", "n_sources_after": "n_after"})


def _depths(opened: Opened, table: DataFrame) -> Behind:
    shown = DataFrame(
        {
            "passage": [opened.places[id_] for id_ in table["passage_id"]],
            "section": table["section"],
            "sources": table["n_before"],
            "left": table["n_after"],
        }
    )
    return Behind(shown, table, [Selection(start=id_) for id_ in table["passage_id"]])


def _worst_first(opened: Opened, by: Counting) -> Counts:
    """What each source holds up with all on, and without what is off."""
    return Counts(
        measured(knock_out.worst_first, opened, by.before()),
        measured(knock_out.worst_first, opened, by),
    )


def _bars(opened: Opened, by: Counting, colours: Palette, shown: tuple[str, ...]) -> Figure:
    return figures.knock_out(
        _worst_first(opened, by),
        shown=list(shown),
        named=names(opened),
        off=by.without,
        support="held" if by.scope == "paragraph" else "",
        palette=colours,
    )


def _themes_figure(opened: Opened, by: Counting, colours: Palette) -> Figure:
    return figures.theme_losses(_losses(opened, by), _OFF if by.without else _ON, colours)


def _along(opened: Opened, by: Counting, colours: Palette) -> Figure:
    return figures.support_depth(memo(_depth, opened, by), colours)
