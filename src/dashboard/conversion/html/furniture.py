"""What is known of a page before it is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.conversion.converted import names
from dashboard.conversion.html import targets
from dashboard.conversion.html.parts import Parts
from dashboard.conversion.html.tokens import Event, Tag, tag_at, tags, words
from dashboard.vocabulary import addresses

BLOCKS = names(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header html legend li main ol p pre section summary table
    tbody td tfoot th thead tr ul"""
)
_EDITING = re.compile(r"/index\.php\?(?:[^#]{0,300}&)?action=edit\b")
"""In links to edit a section of a wiki, which tell its own address."""

_IN_LAYOUT = frozenset(("table", "h1", "h2", "h3", "h4", "blockquote", "pre"))
_LONGEST_CARD = 300
"""Characters of a link that holds blocks."""

_LONGEST_CELL = 1_000
"""Characters; a table with more in a cell only places things on the page."""

_MOST_EVENTS = 20_000
"""Of a table that is looked into for what it is."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's events and what is known of it as a whole."""

    events: Sequence[Event]
    parts: Parts
    title: str | None
    address: str
    """Its host, if the page says it."""

    is_wiki: bool
    """Whether it marks links to other sites as external, as MediaWiki does."""

    has_prose: bool
    """Whether there is text outside of `<pre>`, so that `<pre>` is code."""

    is_google: bool = False
    """Whether it is a text of Google Docs, whose title is a paragraph."""


def look(events: Sequence[Event], parts: Parts) -> Page:
    """Gather what is known of a page."""
    title = heading = address = edited = ""
    is_wiki = is_inside = is_google = False
    n_prose = n_pre = pre_end = 0
    for index, event in enumerate(events):
        if isinstance(event, str):
            size = 0 if event.isspace() else len(event)
            n_pre, n_prose = (n_pre + size, n_prose) if index < pre_end else (n_pre, n_prose + size)
        elif event.name == "pre":
            pre_end = max(pre_end, event.end)
        elif event.name == "title" and not title:
            title = " ".join(words(events, index, event.end).split())
        elif (
            is_title(event, is_google=is_google)
            and index not in parts.skipped
            and not (heading and is_inside)
        ):
            is_inside = parts.start <= index < parts.end
            if is_inside or not heading:
                heading = _seen(events, index, event, parts)
        elif event.name in ("link", "meta", "base"):
            address = address or _address(event)
            is_wiki |= event.get("name") == "generator" and "MediaWiki" in event.get("content")
        elif "mw-parser-output" in event.get("class"):
            is_wiki = True
        elif event.name == "a" and _EDITING.search(event.get("href")):
            edited = edited or addresses.host(event.get("href")) or ""
        elif event.name == "body":
            is_google = "doc-content" in event.get("class").split()
    has_prose = n_prose - len(title) > n_pre // 10
    address = address or edited
    return Page(events, parts, heading or title or None, address, is_wiki, has_prose, is_google)


def is_title(tag: Tag, *, is_google: bool) -> bool:
    """Whether an element holds the title of the page."""
    return tag.name == "h1" or (
        is_google and tag.name == "p" and "title" in tag.get("class").split()
    )


def _seen(events: Sequence[Event], index: int, outer: Tag, parts: Parts) -> str:
    """The words of an element, without those that are left out."""
    left = {
        place
        for start, tag in tags(events, index, outer.end)
        if start in parts.skipped
        for place in range(start, min(tag.end, outer.end))
    }
    said = "".join(
        event if isinstance(event, str) else " " * (event.name in BLOCKS)
        for place, event in enumerate(events[index : outer.end], index)
        if place not in left
    )
    return " ".join(said.split())


def _address(tag: Tag) -> str:
    if tag.name == "link" and tag.get("rel") == "canonical":
        return addresses.host(tag.get("href")) or ""
    if tag.name == "base":
        return addresses.host(tag.get("href")) or ""
    if tag.get("property") == "og:url":
        return addresses.host(tag.get("content")) or ""
    return ""


def card(page: Page, index: int, numbers: Mapping[str, str]) -> str | None:
    """A link that holds blocks, as an entry of a list of sources; nothing if it is no such link.

    Args:
        page: What it stands in.
        index: Place of the link.
        numbers: Of the links that are marks, by their address.
    """
    tag = tag_at(page.events, index)
    url = targets.outside(tag, page.address, page.is_wiki)
    if not url or not any(child.name in BLOCKS for _, child in tags(page.events, index, tag.end)):
        return None
    said = _seen(page.events, index, tag, page.parts)
    if not 0 < len(said) <= _LONGEST_CARD:
        return None
    link = targets.link(said, url, is_raised=False)
    return f"[{numbers[url]}] {link}" if url in numbers else link


def is_layout(events: Sequence[Event], index: int, table: Tag) -> bool:
    """Whether a table only places things on the page."""
    if table.get("role") == "presentation" or table.end - index > _MOST_EVENTS:
        return table.end - index <= _MOST_EVENTS
    size = cell_end = 0
    for place in range(index + 1, table.end):
        event = events[place]
        if isinstance(event, str):
            size += len(re.sub(r"\s+", " ", event))
            if size > _LONGEST_CELL and place < cell_end:
                return True
        elif event.name in _IN_LAYOUT:
            return True
        elif event.name in ("td", "th"):
            size, cell_end = 0, event.end
    return False
