"""One passage as the reader shows it."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.model import Coding, Source
from dashboard.page import session
from dashboard.page.opened import Opened
from dashboard.page.reader import event
from dashboard.page.session import S
from dashboard.page.widgets import held
from dashboard.reader_assets import passage_html
from dashboard.vocabulary import languages
from dashboard.vocabulary.addresses import web_address
from dashboard.vocabulary.encode import one_line

_MOST_CITED = 200
"""Sources of a passage that are named; more would fill pages."""


_LONGEST_HEADING = 400


def swatch(opened: Opened, theme_id: str) -> str:
    """A square in the colour of a theme."""
    return f'<i style="--hue:{hue(opened, theme_id)}"></i>'


def hue(opened: Opened, theme_id: str) -> str:
    """CSS colour of a theme, light or dark as the page is."""
    return f"var(--t{list(opened.themes).index(theme_id)})"


def article(opened: Opened, passage_id: str, names: Mapping[str, str], *, is_first: bool) -> str:
    """A passage with its place, words, themes and sources; the one being read stands first.

    Args:
        opened: The analysis.
        passage_id: What to show of it.
        names: Name of each source by id.
        is_first: Whether it is the passage being read.
    """
    document, whole = opened.analysis.document, opened.passages[passage_id]
    passage = passage_html.cut(whole)
    n_left = len(whole.span) - len(passage.span)
    rest = (
        f'<p class="said">{n_left:,} more characters of this passage are not shown.</p>'
        if n_left
        else ""
    )
    codings = opened.why(session.basis(), passage_id)
    hues = {id_: hue(opened, id_) for id_ in codings}
    quoted = passage_html.words(
        document,
        passage,
        {id_: coding.evidence for id_, coding in codings.items()},
        hues,
        picked=S.pick.sources,
        strong=S.pick.themes or S.theme,
        sought=S.q.strip(),
        off=S.without,
        quoted=event.quoted(opened, passage_id),
    )
    chips = "".join(
        f'<li style="--hue:{hues[id_]}"><i></i>{escape(opened.themes[id_].name)}</li>'
        for id_ in codings
    )
    all_cited = dict.fromkeys(citation.source_id for citation in whole.citations)
    cited = {id_: names[id_] for id_ in list(all_cited)[:_MOST_CITED]}
    more = len(all_cited) - len(cited)
    cites = f"cites {escape(', '.join(cited.values()))}" if cited else "cites no source"
    cites += f" and {more:,} more" if more else ""
    heading = opened.sections[opened.section_of[passage_id]]
    section = passage_html.folded(one_line(heading, _LONGEST_HEADING))
    place = f"<b>Passage {opened.places[passage_id]}</b> of {len(opened.places)}"
    runs = "rtl" if document.language.partition("-")[0] in languages.RIGHT_TO_LEFT else "auto"
    lang = f'lang="{escape(document.language)}" dir="{runs}"'
    return (
        f'<article class="passage{"" if is_first else " also"}" data-passage="{passage_id}">'
        f"<header>{place} · {section}"
        f"{_link(opened, passage_id)}</header>"
        f"<blockquote {lang}>{quoted}</blockquote>{rest}"
        f"{held.line(opened, passage_id)}"
        f'<ul class="chips">{chips}<li class="src">{cites}</li></ul>'
        f"{'' if is_first else event.line(opened, passage_id)}"
        f"{_why(opened, codings, cited, event.ages(opened, passage_id))}"
        "<details><summary>In its paragraph</summary>"
        f"<p {lang}>{passage_html.paragraph(document, passage)}</p>"
        "</details></article>"
    )


def _why(opened: Opened, codings: Mapping[str, Coding], cited: Mapping[str, str], ages: str) -> str:
    """Why the passage carries its themes, and what is known of its sources."""
    if not codings and not cited:
        return ""
    themes = "".join(
        f'<li><i class="hue" style="--hue:{hue(opened, id_)}"></i>'
        f"<b>{escape(opened.themes[id_].name)}</b>, {_reason(opened, coding)}</li>"
        for id_, coding in codings.items()
    )
    sources = "".join(
        f"<li>{source(opened.sources[id_], name)}</li>" for id_, name in cited.items()
    )
    what = (
        "Why these themes, which sources"
        if codings and cited
        else "Why these themes"
        if codings
        else "Which sources"
    )
    return f"<details><summary>{what}</summary><ul>{themes}{sources}{ages}</ul></details>"


def _reason(opened: Opened, coding: Coding) -> str:
    quoted = ", ".join(
        f"<q>{escape(opened.analysis.document.quote(span))}</q>" for span in coding.evidence
    )
    if coding.basis == "section":
        section = opened.sections[opened.section_of[coding.passage_id]]
        return f"the theme of the section <q>{escape(section)}</q>"
    if coding.basis == "term":
        return f"by its words {quoted}"
    memo = f": {escape(coding.memo)}" if coding.memo else ""
    return f"{escape(opened.analysis.basis_name(coding.basis))}{memo} {quoted}"


def source(source: Source, name: str) -> str:
    """All that is known of a source that is shown by this name; what is not is said."""
    if not source.is_listed and not source.url:
        return f"Source {escape(name)}: not listed in the text; add it under Sources"
    parts = [escape(part) for part in (source.title, source.publisher, source.published) if part]
    if source.url and (address := web_address(source.url)):
        href, host = address
        parts.append(f'<a href="{escape(href)}" target="_blank">{escape(host)}</a>')
    elif source.url:
        parts.append(escape(source.url))
    return f"Source {escape(name)}: {', '.join(parts) or 'listed without a title'}"


def _link(opened: Opened, passage_id: str) -> str:
    """The way back to a passage; there is none to a text that is forgotten with the tab."""
    if opened.is_own:
        return ""
    parameters = {"p": passage_id}
    if "analysis" in st.query_params:
        parameters["analysis"] = S.opened
    return f' · <a href="{escape("?" + urlencode(parameters))}">Link</a>'
