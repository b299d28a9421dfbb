"""The reader: what was picked, and the very words.

It stands before the charts in the script, and finds its passages without joins:
nothing slow may stand between the click and the words.
"""

from collections.abc import Mapping
from html import escape
from time import sleep
from urllib.parse import urlencode

import streamlit as st

from dashboard import passage_html
from dashboard.encode import one_line, web_address
from dashboard.model import Coding, Source
from dashboard.page import state
from dashboard.page.memo import memo
from dashboard.page.opened import Opened
from dashboard.page.state import Pick, S
from dashboard.tables import Tables

_MOST = 25  # passages written at once
_HEAD_START = 0.015
"""Seconds that the words get before the rest of the page is made.

Streamlit sends what is written every 5 ms, from a thread that waits for this one.
With the pause the browser draws the words alone; without, everything comes at once
and the words take half as long again.
"""


def hits(counted: Tables) -> list[str]:
    """The passages that the filter leaves and the pick names, in reading order."""
    ids = counted.passage_ids(state.filtered())
    if not S.pick.where:
        return ids
    wanted = set(counted.passage_ids(S.pick.where))
    return [id_ for id_ in ids if id_ in wanted]


def show(opened: Opened, counted: Tables) -> None:
    """Show the passages to read, from the current one on.

    The words are sent before the ways to other passages, though they stand below them.
    """
    ids = hits(counted)
    lost = S.p if S.p and S.p not in ids else None
    if S.p not in ids:
        S.p = ids[0] if ids else None
    heading = f'<h2 class="finding">{_heading(opened, ids)}</h2>'
    if lost and ids:
        heading += f'<p class="said">Passage {opened.places[lost]} is not among them.</p>'
    top, ways, passages = (
        st.container(key="picked"),
        st.container(key="ways"),
        st.container(key="passages"),
    )
    with passages:
        st.html(_articles(opened, ids) if ids else f'<p class="said">{_nothing()}</p>')
    with top, st.container(horizontal=True, horizontal_alignment="distribute", key="picked_row"):
        st.html(heading)
        if S.pick:
            st.button("Back to all", type="tertiary", key="reset", on_click=state.refilter)
    sleep(_HEAD_START)
    with ways:
        _ways(opened, counted, ids)
    if not ids and state.filtered():
        with passages:
            st.button("Clear the filters and read all passages", key="out", on_click=state.clear)


def _articles(opened: Opened, ids: list[str]) -> str:
    at = ids.index(S.p)
    articles = [
        _article(opened, id_, is_first=i == 0) for i, id_ in enumerate(ids[at : at + _MOST])
    ]
    if at:
        articles.append(f'<p class="said">{_passages(at)} before this one: use ‹ to go back.</p>')
    if len(ids) > at + _MOST:
        n = len(ids) - at - _MOST
        articles.append(f'<p class="said">{_passages(n)} more: use › to go on.</p>')
    return "".join(articles)


def _ways(opened: Opened, counted: Tables, ids: list[str]) -> None:
    """The ways to any pick and passage without a mouse."""
    at = ids.index(S.p) if ids else 0
    with st.container(horizontal=True, vertical_alignment="center", key="nav"):
        st.selectbox(
            "What to read", _picks(opened, counted), key="pick", label_visibility="collapsed",
            format_func=lambda pick: _pick_label(opened, pick), on_change=lambda: S.update(p=None),
        )  # fmt: skip
        if not ids:
            return
        st.button("", icon=":material/chevron_left:", key="previous", help="Previous passage",
                  disabled=at == 0, on_click=_go, args=(ids[max(at - 1, 0)],))  # fmt: skip
        st.selectbox(
            "Passage", ids, key="p", label_visibility="collapsed",
            format_func=lambda id_: f"{opened.places[id_]} of {len(opened.places)} · "
            + one_line(opened.sections[opened.section_of[id_]], 60),
        )  # fmt: skip
        st.button("", icon=":material/chevron_right:", key="next", help="Next passage",
                  disabled=at == len(ids) - 1, on_click=_go,
                  args=(ids[min(at + 1, len(ids) - 1)],))  # fmt: skip


def _go(passage_id: str) -> None:
    S.p = passage_id


def _picks(opened: Opened, counted: Tables) -> list[Pick]:
    """Everything that can be picked; a crossing only if a passage has both."""
    picks = memo(opened, "picks", lambda: _all_picks(opened, counted))
    return picks if S.pick in picks else [*picks, S.pick]


def _all_picks(opened: Opened, counted: Tables) -> list[Pick]:
    themes = [Pick(theme_id=id_) for id_ in opened.themes]
    sources = [Pick(source_id=id_) for id_ in opened.sources]
    sections = [Pick(section_id=id_) for id_ in opened.sections]
    places = counted.passages[["passage_id", "section_id"]]
    crossings = [
        Pick(**dict(zip((left, right), ids, strict=True)))
        for left, right, table in (
            ("theme_id", "source_id", counted.citations),
            ("theme_id", "section_id", places),
        )
        for ids in counted.codings.merge(table, on="passage_id")[[left, right]]
        .drop_duplicates()
        .itertuples(index=False)
    ]
    order = {
        id_: place for place, id_ in enumerate([*opened.themes, *opened.sources, *opened.sections])
    }
    crossings.sort(key=lambda pick: [order[id_] for id_ in pick.ids.values()])
    return [Pick(), Pick(is_uncited=True), *themes, *sources, *sections, *crossings]


def _pick_label(opened: Opened, pick: Pick) -> str:
    if not pick:
        return "All passages"
    if pick.is_uncited:
        return "Passages without a citation"
    if pick.passage_id:
        return f"From passage {opened.places[pick.passage_id]} on"
    return one_line(" × ".join(_names(opened, pick)), 80)


def _names(opened: Opened, pick: Pick) -> list[str]:
    return [
        *([opened.themes[pick.theme_id].name] if pick.theme_id else []),
        *([f"Source [{pick.source_id}]"] if pick.source_id else []),
        *([f"Section {opened.sections[pick.section_id]}"] if pick.section_id else []),
    ]


def _heading(opened: Opened, ids: list[str]) -> str:
    n = f"{len(ids)} of {_passages(len(opened.places))}"
    pick, chosen = S.pick, state.filtered()
    within = " · within the filter" if chosen else ""
    if pick.passage_id:
        cites = f" · cites source [{escape(pick.source_id)}]" if pick.source_id else ""
        place = opened.places[pick.passage_id]
        return f"From passage {place} on{cites}<small>{n}{within}</small>"
    if pick.is_uncited:
        return f"Passages without a citation<small>{n}{within}</small>"
    if pick:
        names = [escape(name) for name in _names(opened, pick)]
        if pick.theme_id:
            names[0] = _swatch(opened, pick.theme_id) + names[0]
        unlisted = ""
        if pick.source_id and not pick.theme_id:
            unlisted = f"<br>{_source(opened.sources[pick.source_id])}"
        return f"{' × '.join(names)}<small>{n}{within}{unlisted}</small>"
    if chosen:
        themes = " or ".join(
            _swatch(opened, id_) + escape(opened.themes[id_].name) for id_ in S.theme
        )
        return f"{themes or 'What the filter leaves'}<small>{n}</small>"
    return f"The text from its beginning<small>{n} · click any tile, bar or mark</small>"


def _nothing() -> str:
    if S.pick and state.filtered():
        return "No passage has what was picked within the filter."
    if S.pick:
        return "No passage has all of what was picked."
    return "No passage has all of what the filter asks for."


def _swatch(opened: Opened, theme_id: str) -> str:
    return f'<i style="--hue:{hue(opened, theme_id)}"></i>'


def hue(opened: Opened, theme_id: str) -> str:
    """CSS colour of a theme, light or dark as the page is."""
    return f"var(--t{list(opened.themes).index(theme_id)})"


def _article(opened: Opened, passage_id: str, *, is_first: bool) -> str:
    document, passage = opened.analysis.document, opened.passages[passage_id]
    codings = opened.why(state.basis(), passage_id)
    hues = {id_: hue(opened, id_) for id_ in codings}
    quoted = passage_html.words(
        document, passage, {id_: coding.evidence for id_, coding in codings.items()}, hues,
        source_id=S.pick.source_id,
        strong=[S.pick.theme_id] if S.pick.theme_id else S.theme,
        sought=S.q.strip(),
    )  # fmt: skip
    chips = "".join(
        f'<li style="--hue:{hues[id_]}"><i></i>{escape(opened.themes[id_].name)}</li>'
        for id_ in codings
    )
    cited = list(dict.fromkeys(citation.source_id for citation in passage.citations))
    cites = (
        f"cites {', '.join(f'[{escape(id_)}]' for id_ in cited)}" if cited else "cites no source"
    )
    section = escape(opened.sections[opened.section_of[passage_id]])
    place = f"<b>Passage {opened.places[passage_id]}</b> of {len(opened.places)}"
    lang = f'lang="{escape(document.language)}" dir="auto"'
    return (
        f'<article class="passage{"" if is_first else " also"}" data-passage="{passage_id}">'
        f"<header>{place} · {section}"
        f' · <a href="{escape(_link(passage_id))}">Link</a></header>'
        f"<blockquote {lang}>{quoted}</blockquote>"
        f'<ul class="chips">{chips}<li class="src">{cites}</li></ul>'
        f"{_why(opened, codings, cited)}"
        "<details><summary>In its paragraph</summary>"
        f"<p {lang}>{passage_html.paragraph(document, passage)}</p>"
        "</details></article>"
    )


def _why(opened: Opened, codings: Mapping[str, Coding], cited: list[str]) -> str:
    """Why the passage carries its themes, and what is known of its sources."""
    if not codings and not cited:
        return ""
    themes = "".join(
        f'<li><i class="hue" style="--hue:{hue(opened, id_)}"></i>'
        f"<b>{escape(opened.themes[id_].name)}</b>, {_reason(opened, coding)}</li>"
        for id_, coding in codings.items()
    )
    sources = "".join(f"<li>{_source(opened.sources[id_])}</li>" for id_ in cited)
    what = (
        "Why these themes, which sources"
        if codings and cited
        else "Why these themes"
        if codings
        else "Which sources"
    )
    return f"<details><summary>{what}</summary><ul>{themes}{sources}</ul></details>"


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
    return f"coded by hand{memo} {quoted}"


def _source(source: Source) -> str:
    """All that is known of a source; what is not is said."""
    if not source.is_listed:
        return f"Source [{escape(source.id)}]: not listed in the text; add it in about.yaml"
    parts = [escape(part) for part in (source.title, source.publisher, source.published) if part]
    if source.url and (address := web_address(source.url)):
        href, host = address
        parts.append(f'<a href="{escape(href)}" target="_blank">{escape(host)}</a>')
    elif source.url:
        parts.append(escape(source.url))
    return f"Source [{escape(source.id)}]: {', '.join(parts) or 'listed without a title'}"


def _link(passage_id: str) -> str:
    parameters = {"p": passage_id}
    if "analysis" in st.query_params:
        parameters["analysis"] = S.opened
    return "?" + urlencode(parameters)


def _passages(n: int) -> str:
    return "1 passage" if n == 1 else f"{n} passages"
