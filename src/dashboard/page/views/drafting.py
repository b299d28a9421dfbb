"""Themes to be changed on the page: suggested by the text, renamed, merged, given terms, dropped.

Each change rewrites `codebook.yaml` of the session's own copy, so that everything that is counted
follows at once.
"""

import re
from hashlib import sha256
from html import escape

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.measures import counts
from dashboard.model import Basis, Codebook, Document, Theme
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.opening import opener
from dashboard.page.reader.article import hue
from dashboard.page.session import S
from dashboard.study import analysis, codebook, draft, suggest
from dashboard.study.suggest import Suggestion
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.encode import file_name, label, one_line

MOST = 40
"""Themes that can be changed on the page; a larger codebook is better changed in its file."""

_PLACE = re.compile(r"^\S+?:(?:[0-9]+:)?(?: column [0-9]+:)? ")


def show(opened: Opened, counted: Tables) -> None:
    """The ways to make themes and to change them."""
    if opened.analysis.is_drafted or not opened.themes:
        _offer_start(opened)
    else:
        _rows(opened, counted)
        _offer_more(opened)


def offer_copy(opened: Opened) -> None:
    """The way to change themes that a person wrote into a file."""
    hand = opened.analysis.hand
    left = f", without the codings by {hand.who} that belong to these" if hand else ""
    with st.container(horizontal=True, horizontal_alignment="distribute", key="title_copy"):
        _title(
            "Would other themes be more useful?", f"Change them in a copy kept in this tab{left}"
        )
        st.button(
            "Change the themes",
            key="copy",
            on_click=safely(_keep),
            args=(opened, opened.analysis.book),
        )


def _offer_start(opened: Opened) -> None:
    """Themes that the text itself offers, where nobody has written any."""
    found = _suggested(_digest(opened.analysis.document), opened.analysis.document)
    if found:
        _title(
            f"{len(found)} themes suggested by the words of the text",
            "Phrases that occur in the same passages, found by counting, not by meaning. "
            "Use them, then rename, merge or drop them",
        )
        for suggestion in found:
            st.html(_told(suggestion))
    elif opened.analysis.is_drafted:
        _title(
            "The themes are the headings of the text",
            "No others are suggested: its words recur too rarely, or are not separated by spaces",
        )
    else:
        _title(
            "No themes can be suggested for this text",
            "It has no headings, and its words recur too rarely",
        )
    with st.container(horizontal=True, key="start"):
        if found:
            st.button(
                "Use these themes",
                type="primary",
                key="use_terms",
                on_click=safely(_keep),
                args=(opened, suggest.codebook(found), "term"),
            )
        if opened.analysis.is_drafted:
            st.button(
                "Change the themes of the headings",
                key="use_headings",
                on_click=safely(_keep),
                args=(opened, opened.analysis.book),
            )
    _new(opened, Codebook())


def _rows(opened: Opened, counted: Tables) -> None:
    book = opened.analysis.book
    table = counts.theme_counts(counted)
    found = dict(zip(table["theme_id"], table["n_passages"].tolist(), strict=True))
    basis = session.basis()
    by = (
        opened.analysis.basis_name(basis)
        if basis
        else "nothing yet; give the themes words or sections"
    )
    _title(f"Change the {len(book.themes)} themes", f"Counted by: {by}. Changes show at once")
    if len(book.themes) > MOST:
        st.html(f'<p class="said">These are the first {MOST}; change the others in the file.</p>')
    for theme in book.themes[:MOST]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"draft_{theme.id}"):
            _row(opened, theme, found[theme.id])
    _new(opened, book)
    with st.container(horizontal=True, key="codebook"):
        st.download_button(
            "Save codebook.yaml",
            codebook.write(book),
            key="codebook_yaml",
            on_click="ignore",
            file_name=file_name(f"{opened.analysis.id}-codebook", "yaml"),
            mime="text/yaml",
        )


def _row(opened: Opened, theme: Theme, n_passages: int) -> None:
    # Set anew, since an undo or a merge changes what stands here without a hand on it.
    name, terms = S.theme_name.key(theme.id), S.theme_terms.key(theme.id)
    S.theme_name.put(theme.id, theme.name)
    S.theme_terms.put(theme.id, draft.listed(theme.terms))
    about = one_line(theme.name, 60)
    st.html(f'<i class="hue" style="--hue:{hue(opened, theme.id)}"></i>', width="content")
    st.text_input(
        f"Name of {label(about)}",
        key=name,
        label_visibility="collapsed",
        width=190,
        on_change=safely(_rename),
        args=(opened, theme.id),
    )
    st.text_input(
        f"Words that find {label(about)}",
        key=terms,
        label_visibility="collapsed",
        placeholder="words and phrases, separated by commas; sanction* finds all endings",
        on_change=safely(_give_terms),
        args=(opened, theme.id),
    )
    noun = "passage" if n_passages == 1 else "passages"
    st.button(
        f"**{n_passages}** {noun}",
        type="tertiary",
        key=f"found_{theme.id}",
        on_click=safely(lambda: session.pick(Selection(themes=(theme.id,)))),
    )
    more = st.popover("More", key=f"more_{theme.id}", on_change="rerun")
    if more.open:
        with more:
            _more(opened, theme)


def _more(opened: Opened, theme: Theme) -> None:
    """What is changed less often."""
    headings = list(
        dict.fromkeys(
            [
                *theme.sections,
                *(s.title for s in opened.analysis.document.sections if s.title),
            ]
        )
    )
    S.theme_definition.put(theme.id, theme.definition)
    S.theme_sections.put(theme.id, list(theme.sections))
    S.theme_into.put(theme.id, None)
    st.text_area(
        "What the theme means",
        key=S.theme_definition.key(theme.id),
        height=90,
        on_change=safely(
            lambda: _keep(
                opened, draft.define(opened.analysis.book, theme.id, S.theme_definition[theme.id])
            )
        ),
    )
    st.multiselect(
        "Sections that are about it",
        headings,
        key=S.theme_sections.key(theme.id),
        format_func=one_line,
        on_change=safely(
            lambda: _keep(
                opened,
                draft.find_by(
                    opened.analysis.book, theme.id, sections=tuple(S.theme_sections[theme.id])
                ),
                "section",
            )
        ),
    )
    others = {other.id: other.name for other in opened.analysis.book.themes if other != theme}
    if others:
        st.selectbox(
            "Merge into",
            list(others),
            key=S.theme_into.key(theme.id),
            placeholder="another theme",
            format_func=lambda id_: one_line(others[id_]),
            on_change=safely(_merge),
            args=(opened, theme.id),
        )
        st.button(
            "Drop this theme",
            key=f"drop_{theme.id}",
            on_click=safely(_keep),
            args=(opened, draft.drop(opened.analysis.book, theme.id)),
        )


def _new(opened: Opened, book: Codebook) -> None:
    st.text_input(
        "A theme of your own",
        key="new_theme",
        width=420,
        placeholder="its name; finds passages that contain it",
        on_change=safely(_add),
        args=(opened, book),
    )


def _offer_more(opened: Opened) -> None:
    """What the words suggest besides the themes there are."""
    found = _suggested(_digest(opened.analysis.document), opened.analysis.document)
    book = opened.analysis.book
    there = {_plain(term) for theme in book.themes for term in (theme.name, *theme.terms)}
    left = [one for one in found if not {*map(_plain, one.theme.terms)} <= there]
    if left:
        _title("Suggested by the words of the text", "Found by counting, not by meaning")
    for place, suggestion in enumerate(left):
        with st.container(horizontal=True, vertical_alignment="center", key=f"suggested_{place}"):
            st.html(_told(suggestion))
            st.button(
                "Add",
                key=f"add_{place}",
                on_click=safely(_keep),
                args=(opened, draft.add(book, suggestion.theme), "term"),
            )


def _rename(opened: Opened, id_: str) -> None:
    _keep(opened, draft.rename(opened.analysis.book, id_, S.theme_name[id_]))


def _give_terms(opened: Opened, id_: str) -> None:
    terms = draft.parted(S.theme_terms[id_])
    _keep(opened, draft.find_by(opened.analysis.book, id_, terms=terms), "term")


def _merge(opened: Opened, id_: str) -> None:
    if into := S.theme_into[id_]:
        _keep(opened, draft.merge(opened.analysis.book, id_, into))


def _add(opened: Opened, book: Codebook) -> None:
    name = " ".join(S.new_theme.split())
    S.new_theme = ""
    if name:
        theme = Theme(id="", name=name, definition="", terms=(name.lower(),))
        _keep(opened, draft.add(book, theme), "term")


def _keep(opened: Opened, book: Codebook, basis: Basis | None = None) -> None:
    """Write a codebook beside the text, or say why it cannot be.

    A change of words is seen where themes are counted by words: `basis`.
    """
    try:
        data = codebook.write(book)
        S.analysis = opener.lay_beside(opened, {analysis.CODEBOOK: data})
        S.put(told=[], lost=[], view="themes", basis=basis or S.basis)
    except ValueError as error:
        S.told = [f"The themes were not changed: {_PLACE.sub('', str(error).splitlines()[0])}"]
    except DashboardError as error:
        S.told = str(error).splitlines()


def _told(suggestion: Suggestion) -> str:
    terms = draft.listed(suggestion.theme.terms)
    words = f" Words: {escape(terms)}." if len(suggestion.theme.terms) > 1 else ""
    return (
        f'<p class="suggested"><b>{escape(suggestion.theme.name)}</b> '
        f"<span>{escape(suggestion.reason)}.{words}</span></p>"
    )


def _plain(term: str) -> str:
    return codebook.plain_heading(term).replace("-", " ")


def _title(text: str, small: str) -> None:
    st.html(f'<h2 class="finding">{escape(text)}<small>{escape(small)}</small></h2>')


def _digest(document: Document) -> str:
    return sha256(document.text.encode()).hexdigest()


# By the text alone: a change of themes does not change what its words suggest.
@st.cache_resource(max_entries=5, show_spinner="Counting words…", scope="session")
def _suggested(digest: str, _document: Document) -> tuple[Suggestion, ...]:  # noqa: ARG001
    return suggest.terms(_document)
