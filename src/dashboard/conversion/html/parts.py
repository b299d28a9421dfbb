"""Events of a page → which of them are its text: menus, scripts and what is hidden are not."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dashboard.conversion.converted import names
from dashboard.conversion.html.tokens import Event, Tag, tag_at, tags, words

_NO_TEXT = names(
    """script style template noscript svg iframe object embed canvas audio video map select button
    input textarea datalist progress meter head title link meta base frame frameset applet
    annotation annotation-xml"""
)
_MENUS = frozenset(("nav", "menu", "dialog"))
_MENU_ROLES = frozenset(("navigation", "banner", "search", "menu", "menubar", "dialog", "alert"))
_MENU_CLASSES = names(
    """mw-editsection noprint navbox navbox-styles metadata ambox sistersitebox mw-jump-link
    mw-cite-backlink catlinks printfooter toc vector-header hatnote mw-indicators mw-empty-elt
    siteNotice contentSub jump-to-nav headerlink anchor-link sidebar-toc navigation-not-searchable
    cookie-banner share-buttons"""
)
_HIDDEN_CLASSES = frozenset(
    ("sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "shortdescription")
)
_MENU_IDS = frozenset(("toc", "catlinks", "siteSub", "contentSub", "mw-navigation", "jump-to-nav"))
_HIDING = re.compile(
    r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden"
    r"|(?:font-size|opacity)\s{0,3}:\s{0,3}0(?:\.0{1,9})?(?:px|pt|em|rem|%)?\s{0,3}(?:;|!|$))",
    re.IGNORECASE,
)
_OUTER = frozenset(("header", "footer", "aside"))
_ARTICLES = frozenset(("main", "article"))
_LEAST_MAIN = 0.3
"""Share of a page's text that `<main>` must have to be the page's text."""

_LEAST_ARTICLE = 0.5
"""The same of a lone `<article>`; comments are often articles too."""


@dataclass(slots=True)
class Parts:
    """Which events are a page's text."""

    start: int
    end: int
    """The main part, which the text is within."""

    skipped: set[int] = field(default_factory=set)
    """Tags that are left out with all that is in them."""

    has_hidden: bool = False
    has_menus: bool = False


def find(events: Sequence[Event], targets: AbstractSet[str]) -> Parts:
    """Find the text of a page.

    Args:
        events: The page.
        targets: Places in it that links of its own lead to, such as notes.
    """
    parts = Parts(0, len(events))
    text_before = _survey(events, targets, parts)
    whole = text_before[-1]

    def share(tag: Tag, index: int) -> float:
        return (text_before[tag.end] - text_before[index]) / whole if whole else 0

    mains, articles = _candidates(events, parts.skipped)
    for index in mains:
        if share(tag_at(events, index), index) >= _LEAST_MAIN:
            parts.start, parts.end = index, tag_at(events, index).end
            break
    else:
        if len(articles) == 1:
            tag = tag_at(events, articles[0])
            if share(tag, articles[0]) >= _LEAST_ARTICLE:
                parts.start, parts.end = articles[0], tag.end
    parts.has_menus |= text_before[parts.end] - text_before[parts.start] < whole
    return parts


def _survey(events: Sequence[Event], targets: AbstractSet[str], parts: Parts) -> list[int]:
    """Find what is left out; how many visible letters stand before each event."""
    before = [0] * (len(events) + 1)
    count, index = 0, 0
    inside = 0  # the outermost article ends here
    kept = 0  # a footer that holds notes ends here
    while index < len(events):
        before[index] = count
        event = events[index]
        if isinstance(event, str):
            count += len(event.strip())
        else:
            if event.name in _ARTICLES:
                inside = max(inside, event.end)
            if event.name in _OUTER and index >= inside and index >= kept:
                if _holds(events, event, index, targets):
                    kept = event.end
                else:
                    _skip(parts, index, "menu")
            elif (why := _why_left_out(event)) and (
                why == "none" or words(events, index, event.end).strip()
            ):
                _skip(parts, index, why)
            if index in parts.skipped:
                before[index : event.end] = [count] * (event.end - index)
                index = event.end
                continue
        index += 1
    before[len(events)] = count
    return before


def _skip(parts: Parts, index: int, why: str) -> None:
    parts.skipped.add(index)
    parts.has_hidden |= why == "hidden"
    parts.has_menus |= why == "menu"


def _holds(events: Sequence[Event], outer: Tag, index: int, targets: AbstractSet[str]) -> bool:
    """Whether a header or footer of the page holds its title or its notes."""
    return any(
        tag.name == "h1" or (tag.get("id") or tag.get("name")) in targets
        for _, tag in tags(events, index, outer.end)
    )


def _why_left_out(tag: Tag) -> str | None:
    """Why an element is no text; nothing if it is."""
    if tag.name in _NO_TEXT:
        return "none"
    attributes = tag.attributes
    if not attributes:
        return "menu" if tag.name in _MENUS else None
    classes = frozenset(tag.get("class").split())
    if tag.name == "math" or not classes.isdisjoint(("katex-mathml", "mwe-math-mathml-inline")):
        return None
    if (
        "hidden" in attributes
        or tag.get("aria-hidden").lower() == "true"
        or not classes.isdisjoint(_HIDDEN_CLASSES)
        or _HIDING.search(tag.get("style")[:2000])
    ):
        # The notes of some texts are shown on a click only.
        return None if "note" in tag.get("role") else "hidden"
    if (
        tag.name in _MENUS
        or tag.get("role").lower() in _MENU_ROLES
        or not classes.isdisjoint(_MENU_CLASSES)
        or tag.get("id") in _MENU_IDS
    ):
        return "menu"
    return None


def _candidates(events: Sequence[Event], skipped: AbstractSet[int]) -> tuple[list[int], list[int]]:
    """The elements that may be the main part, and the outermost articles."""
    mains: list[int] = []
    articles: list[int] = []
    index = 0
    inside = 0
    while index < len(events):
        event = events[index]
        if isinstance(event, Tag):
            if index in skipped:
                index = event.end
                continue
            if event.name == "main" or event.get("role") == "main":
                mains.append(index)
            elif event.name == "article" and index >= inside:
                articles.append(index)
                inside = event.end
        index += 1
    return mains, articles
