"""All that a click may ask the reader to show, sent to the browser before it is asked for.

So the words of a pick stand there at once, and the server's answer changes nothing. What is too
much to be sent is left out, and then the words come with the answer.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from dashboard.page.opened import Opened
from dashboard.page.reader import article, event
from dashboard.page.session import Counting
from dashboard.page.widgets import held
from dashboard.page.widgets.named import names
from dashboard.reader_assets.passage_html import folded
from dashboard.tables.selection import SUPPORT
from dashboard.vocabulary.encode import one_line

_MOST_HTML = 400_000
"""Characters of passages, and as many of sources and of headings, that are sent at once."""

_MOST_PASSAGES = 5_000
"""Passages that can be picked in the browser; of a longer text the server finds all."""


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """What the browser gets to hold."""

    key: str
    """Another one if anything in it is another."""

    said: Mapping[str, object]
    """As `selection.js` describes it."""

    has: frozenset[str]
    """Ids of the passages whose words are in it."""


def library(opened: Opened, by: Counting, sought: str, analysis: str | None) -> Library:
    """Gather what may be asked for.

    Args:
        opened: The analysis.
        by: How it is counted; by which filter does not matter.
        sought: Words that a search looks for.
        analysis: What the address calls the analysis, see `article`.
    """
    known = names(opened)
    ids = list(opened.passages)
    indexed = ids if len(ids) <= _MOST_PASSAGES else []
    left = _MOST_HTML
    passages, has = [], set()
    cited = {
        id_: list(dict.fromkeys(one.source_id for one in opened.passages[id_].citations))
        for id_ in indexed
    }
    for id_ in indexed:
        html = None
        if left > 0:
            html = article.article(opened, id_, known, by, sought=sought, analysis=analysis)
            left -= len(html)
            has.add(id_)
        passages.append([
            id_,
            list(opened.why(by.basis, id_)),
            cited[id_],
            held.of(opened, id_, by).before,
            opened.section_of[id_],
            [one.id for one in opened.events_of.get(id_, ())],
            html,
        ])  # fmt: skip
    said = {
        "total": len(ids),
        "passages": passages,
        "without": by.without,
        "support": SUPPORT,
        "themes": {
            id_: article.swatch(opened, id_) + folded(theme.name)
            for id_, theme in opened.themes.items()
        },
        "hues": {id_: article.hue(opened, id_) for id_ in opened.themes},
        "sections": _sections(opened),
        "events": {
            id_: [f"{escape(event.date(one))}: {folded(one.title)}", event.article(one)]
            for id_, one in opened.events.items()
        },
        "sources": _sources(opened, cited.values()),
    }
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return Library(hashlib.sha256(text.encode()).hexdigest()[:16], said, frozenset(has))


def _sections(opened: Opened) -> dict[str, str]:
    """As many headings as may be sent."""
    left = _MOST_HTML
    found = {}
    for id_, name in opened.sections.items():
        found[id_] = folded(one_line(name, 400))
        left -= len(found[id_])
        if left <= 0:
            break
    return found


def _sources(opened: Opened, cited: Iterable[list[str]]) -> dict[str, list[str]]:
    """For each cited source its name, all that is known of it, and its card."""
    n_cited: Counter[str] = Counter()
    n_alone: Counter[str] = Counter()
    for ids in cited:
        n_cited.update(ids)
        n_alone.update(ids if len(ids) == 1 else ())
    known = names(opened)
    left = _MOST_HTML
    found = {}
    for id_ in n_cited:
        one, name = opened.sources[id_], known[id_]
        found[id_] = [
            folded(name),
            article.source(one, name) + article.notes(opened, id_),
            article.card(one, name, n_cited[id_], n_alone[id_]),
        ]
        left -= sum(map(len, found[id_]))
        if left <= 0:
            break
    return found
