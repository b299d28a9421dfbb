"""The lists: every source, and every theme with what it means and how it was coded."""

from html import escape

import streamlit as st
from pandas import DataFrame, Series

from dashboard.measures import counts as measures
from dashboard.measures import findings
from dashboard.page import session
from dashboard.page.opened import Opened
from dashboard.page.views import drafting, listing
from dashboard.page.widgets.behind import cell_table, download
from dashboard.page.widgets.named import names, titles
from dashboard.tables import selection
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.encode import label, one_line

_LONGEST_CODER = 600
"""Characters of a coder's name where all of it is told."""


def sources(opened: Opened, counted: Tables, left: Tables) -> None:
    """Every source: what is known of it, how often it is cited, which themes it serves."""
    counts = measures.source_counts(left)
    served = measures.themes_of_sources(left)
    table = counted.sources.merge(counts.drop(columns="title"), on="source_id")
    table["themes"] = [", ".join(served.get(id_, ())) for id_ in table["source_id"]]
    by_address = ~table["is_listed"] & table["url"].notna()
    known = table["is_listed"].map({True: "listed", False: "not listed"})
    known = known.mask(by_address, "by its address")
    shown = DataFrame(
        {
            "source": table["source_id"].map(names(opened)),
            "title": table["source_id"].map(titles(opened)),
            "listed": known,
            "citations": table["n_citations"],
            "passages": table["n_passages"],
            "themes": table["themes"],
        }
    )
    for name, fact in (("publisher", "publisher"), ("published", "published"), ("address", "url")):
        if table[fact].notna().any():
            shown[name] = table[fact].fillna("not known")
    _title(_known(table, by_address), "Choose a cell to read the passages that cite the source")
    ids = [Selection(sources=(id_,)) for id_ in table["source_id"]]
    with st.container(key="sources"):
        cell_table("cells_sources", shown, ids)
    with st.container(horizontal=True, key="under_sources"):
        download(opened, "sources", table)
        listing.show(opened)
    _origin(opened)


def _known(table: DataFrame, by_address: "Series[bool]") -> str:
    """How many sources a list names, a link, or nothing."""
    n_listed, n_linked = int(table["is_listed"].sum()), int(by_address.sum())
    said = []
    if n_listed or not n_linked:
        said.append(f"{n_listed} of {len(table)} sources are listed")
    if n_linked:
        said.append(f"{n_linked} of {len(table)} sources are known by their address")
    never = int((table["is_listed"] & (table["n_citations"] == 0)).sum())
    if never and not session.filtered():
        said.append(f"{never} listed but never cited")
    if missing := len(table) - n_listed - n_linked:
        said.append(f"{missing} cited but not listed: add a list of sources below")
    return "; ".join(said)


def themes(opened: Opened, counted: Tables, left: Tables) -> None:
    """Every theme: what it means, how often it appears, and how far its bases agree."""
    is_changeable = opened.is_own or opened.analysis.is_drafted or not opened.themes
    if is_changeable:
        drafting.show(opened, counted)
    if not opened.themes:
        return
    basis, named = session.basis(), opened.analysis.basis_name
    by = named(basis) if basis else "nothing; no theme has words or sections"
    table = measures.theme_counts(left)[["theme_id", "theme", "n_passages", "n_citations"]]
    shown = table.drop(columns="theme_id").rename(
        columns={"n_passages": "passages", "n_citations": "citations"}
    )
    ids = [Selection(themes=(id_,)) for id_ in table["theme_id"]]
    for other in opened.analysis.bases:
        if other != basis:
            counts = measures.theme_counts(
                selection.left(opened.by_basis[other], session.filtered())
            )
            shown[f"passages, {named(other)}"] = counts["n_passages"]
    _title(
        f"Themes counted by: {by}",
        "Choose a cell to read the theme's passages",
    )
    with st.container(key="themes"):
        cell_table("cells_themes", shown, ids)
    if not is_changeable:
        drafting.offer_copy(opened)
    if opened.analysis.hand:
        _agreement(opened)
    for id_, theme in opened.themes.items():
        with st.expander(label(theme.name)):
            st.html(_definition(opened, id_))


def _agreement(opened: Opened) -> None:
    hand = opened.analysis.hand
    if hand is None:
        return
    for basis in opened.analysis.bases:
        if basis == "hand":
            continue
        named, coder = map(opened.analysis.basis_name, (basis, "hand"))
        table = measures.coding_agreement(opened.tables, basis)
        _title(
            f"How far “{named}” agrees with the codings by {hand.who}",
            findings.agreement(table, hand.who),
        )
        shown = table.drop(columns="theme_id").rename(
            columns={"n_hand": coder, "n_basis": named, "n_both": "both"}
        )
        ids = [Selection(themes=(id_,)) for id_ in table["theme_id"]]
        shares = {
            name: st.column_config.NumberColumn(format="percent")
            for name in ("precision", "recall")
        }
        cell_table(f"cells_agreement_{basis}", shown, ids, column_config=shares)
        download(opened, f"coding_agreement-{basis}", table)
    said = [f"Coded by {escape(one_line(hand.coder, _LONGEST_CODER))}."]
    if hand.agreement:
        a = hand.agreement
        said.append(
            f"Two codings agree in {a.agreeing} of {a.decisions} decisions "
            f"(Cohen’s kappa {a.kappa:.3f}). {escape(a.note)}"
        )
    st.html(f'<p class="said">{" ".join(said)} {escape(hand.limits)}</p>')


def _definition(opened: Opened, theme_id: str) -> str:
    theme = opened.themes[theme_id]
    parts = [f"<p>{escape(theme.definition)}</p>"] if theme.definition else []
    for name, rules in (("Counts", theme.include), ("Does not count", theme.exclude)):
        if rules:
            parts.append(
                f"<p><b>{name}</b></p><ul>{''.join(f'<li>{escape(r)}</li>' for r in rules)}</ul>"
            )
    for name, words in (("Words", theme.terms), ("Sections", theme.sections)):
        if words:
            parts.append(f"<p><b>{name}</b>: {escape(', '.join(words))}</p>")
    return f'<div class="definition">{"".join(parts)}</div>'


def _origin(opened: Opened) -> None:
    """Where the text is from."""
    about = opened.analysis.about
    parts = [part for part in (about.publisher, about.page, about.url) if part]
    if about.taken:
        parts.append(f"taken {about.taken}")
    from_ = f"The text: {', '.join(parts)}." if parts else ""
    if said := f"{from_} {about.note}".strip():
        st.html(f'<p class="said">{escape(said)}</p>')


def _title(text: str, small: str) -> None:
    st.html(f'<h2 class="finding">{escape(text)}<small>{escape(small)}</small></h2>')
