"""One passage as the reader shows it, whatever is picked."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from dashboard.model import Coding, Source
from dashboard.page.opened import Opened
from dashboard.page.reader import event
from dashboard.page.session import Counting
from dashboard.page.widgets import held
from dashboard.reader_assets import passage_html
from dashboard.reader_assets.passage_html import door, folded
from dashboard.tables.selection import Selection
from dashboard.vocabulary import languages
from dashboard.vocabulary.addresses import web_address
from dashboard.vocabulary.encode import one_line

_MOST_CITED = 200
"""Sources of a passage that are named; more would fill pages."""


_NOTES_SHOWN = 6
"""Notes that count as a source and are named with it; the others are numbered."""

_LONGEST_HEADING = 400


def swatch(opened: Opened, theme_id: str) -> str:
    """A square in the colour of a theme."""
    return f'<i style="--hue:{hue(opened, theme_id)}"></i>'


def hue(opened: Opened, theme_id: str) -> str:
    """CSS colour of a theme, light or dark as the page is."""
    return f"var(--t{list(opened.themes).index(theme_id)})"


def article(
    opened: Opened,
    passage_id: str,
    names: Mapping[str, str],
    by: Counting,
    *,
    sought: str = "",
    analysis: str | None = None,
) -> str:
    """A passage with its place, words, themes and sources.

    Args:
        opened: The analysis.
        passage_id: What to show of it.
        names: Name of each source by id.
        by: How it is counted.
        sought: Words that a search looks for.
        analysis: What the address calls the analysis; without, there is no link to the passage.
    """
    document, whole = opened.analysis.document, opened.passages[passage_id]
    passage = passage_html.cut(whole)
    n_left = len(whole.span) - len(passage.span)
    rest = (
        f'<p class="said">{n_left:,} more characters of this passage are not shown.</p>'
        if n_left
        else ""
    )
    codings = opened.why(by.basis, passage_id)
    hues = {id_: hue(opened, id_) for id_ in codings}
    quoted = passage_html.words(
        document,
        passage,
        {id_: coding.evidence for id_, coding in codings.items()},
        hues,
        sought=sought,
        off=by.without,
        quoted=event.quoted(opened, passage_id),
        dated=event.dated(opened, passage.span),
    )
    chips = "".join(
        f'<li style="--hue:{hues[id_]}">'
        f"{door(Selection(themes=(id_,)), '<i></i>' + escape(opened.themes[id_].name))}</li>"
        for id_ in codings
    )
    all_cited = dict.fromkeys(citation.source_id for citation in whole.citations)
    cited = {id_: names[id_] for id_ in list(all_cited)[:_MOST_CITED]}
    heading = opened.sections[opened.section_of[passage_id]]
    section = folded(one_line(heading, _LONGEST_HEADING))
    place = f"<b>Passage {opened.places[passage_id]}</b> of {len(opened.places)}"
    runs = "rtl" if document.language.partition("-")[0] in languages.RIGHT_TO_LEFT else "auto"
    lang = f'lang="{escape(document.language)}" dir="{runs}"'
    return (
        f'<article class="passage" data-passage="{passage_id}">'
        f"<header>{place} · {section}"
        f"{_link(passage_id, analysis)}</header>"
        f"<blockquote {lang}>{quoted}</blockquote>{rest}"
        f"{held.line(opened, passage_id, by)}"
        f'<ul class="chips">{chips}{_cites(cited, len(all_cited) - len(cited))}</ul>'
        f"{event.line(opened, passage_id)}"
        f"{_why(opened, codings, cited, event.ages(opened, passage_id))}"
        "<details><summary>In its paragraph</summary>"
        f"<p {lang}>{passage_html.paragraph(document, passage)}</p>"
        "</details></article>"
    )


def _cites(cited: Mapping[str, str], n_more: int) -> str:
    """The sources of a passage, each a way to all that cites it."""
    if not cited:
        return '<li class="src">cites no source</li>'
    doors = ", ".join(door(Selection(sources=(id_,)), folded(name)) for id_, name in cited.items())
    more = f" and {n_more:,} more" if n_more else ""
    return f'<li class="src"><span>cites {doors}{more}</span></li>'


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
        f"<li>{source(opened.sources[id_], name)}{notes(opened, id_)}</li>"
        for id_, name in cited.items()
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
    return f"Source {escape(name)}: {', '.join(_known(source)) or 'listed without a title'}"


def card(source: Source, name: str, n_cited: int, n_alone: int) -> str:
    """A source in short, to be shown beside a mark that names it.

    Args:
        source: What is known of it.
        name: What it is called.
        n_cited: Passages that cite it.
        n_alone: Those of them that cite nothing else.
    """
    listed = "" if source.is_listed else "<p>not listed in the text</p>"
    known = "".join(f"<p>{part}</p>" for part in _known(source))
    passages = "1 passage" if n_cited == 1 else f"{n_cited} passages"
    read = door(Selection(sources=(source.id,)), "Read its passages")
    return (
        f"<section><h3>Source {folded(name)}</h3>{known}{listed}"
        f"<p>cited in {passages}, alone in {n_alone}</p>{read}</section>"
    )


def _known(source: Source) -> Sequence[str]:
    parts = [folded(part) for part in (source.title, source.publisher, source.published) if part]
    if source.url and (address := web_address(source.url)):
        href, host = address
        parts.append(passage_html.outward(href, host))
    elif source.url:
        parts.append(folded(source.url))
    return parts


def notes(opened: Opened, source_id: str) -> str:
    """Which notes count as a source, and why; empty if it is only its own."""
    joined = opened.notes.get(source_id, ())
    if not joined:
        return ""
    said = ", ".join(f"{folded(one.note)} ({folded(one.why)})" for one in joined[:_NOTES_SHOWN])
    more = f" and {len(joined) - _NOTES_SHOWN} more" if len(joined) > _NOTES_SHOWN else ""
    which = "Note" if len(joined) == 1 else "Notes"
    counts = "counts" if len(joined) == 1 else "count"
    return f". {which} {said}{more} {counts} as it too"


def _link(passage_id: str, analysis: str | None) -> str:
    """The way back to a passage; there is none to a text that is forgotten with the tab."""
    if analysis is None:
        return ""
    parameters = {"p": passage_id, **({"analysis": analysis} if analysis else {})}
    return f' · <a href="{escape("?" + urlencode(parameters))}">Link</a>'
