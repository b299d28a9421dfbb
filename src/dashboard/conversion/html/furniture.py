"""What of a page is its text, and what is known of it before it is written.

Menus, scripts and what is hidden are no text.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dashboard.conversion import markdown
from dashboard.conversion.converted import names
from dashboard.conversion.html.tokens import Event, Tag, tag_at, tags, words
from dashboard.vocabulary import addresses

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
_LISTING = names("div ul ol section table td")
_CALLED = re.compile(
    r"""
    (?<![^\W_])
    (?: (?:sub|top|main|site)?-?_?(?:menu|nav|navbar|navigation) | foot(?:er)? | pied | fuss | pie
    |   header | kopf | social | share | sharing | teilen | partage | compartir | tools
    |   breadcrumbs? | sidebar | related | imprint | impressum | mentions | legal | cookies?
    |   newsletter | tags
    )
    (?![^\W_])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Parts of names that menus, footers and lists of links have."""

_MOST_LISTED = 3_000
"""Tags and stretches of words of such a part: parts within each other are looked into anew."""

_LEAST_LINKED = 0.5
"""Share of letters in links from which such a part holds links, and hardly anything else."""

_HIDDEN_CLASSES = frozenset(
    ("sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden", "shortdescription")
)
_MENU_IDS = frozenset(("toc", "catlinks", "siteSub", "contentSub", "mw-navigation", "jump-to-nav"))
_HIDING = re.compile(
    r"""
    (?: display \s{0,3}:\s{0,3} none
    |   visibility \s{0,3}:\s{0,3} hidden
    |   (?:font-size|opacity) \s{0,3}:\s{0,3} 0(?:\.0{1,9})? (?:px|pt|em|rem|%)? \s{0,3}(?:;|!|$)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OUTER = frozenset(("header", "footer", "aside"))
_ARTICLES = frozenset(("main", "article"))
_LEAST_MAIN = 0.3
"""Share of a page's text that `<main>` must have to be the page's text."""

_LEAST_ARTICLE = 0.5
"""The same of a lone `<article>`; comments are often articles too."""

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

_READABLE = re.compile(r"https?://[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*")
_CODES = {ord("("): "%28", ord(")"): "%29", ord("<"): "%3C", ord(">"): "%3E", ord('"'): "%22"}
_LONGEST_ADDRESS = 2_000


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


def find_parts(events: Sequence[Event], places: AbstractSet[str]) -> Parts:
    """Find the text of a page.

    Args:
        events: The page.
        places: Places in it that links of its own lead to, such as notes.
    """
    parts = Parts(0, len(events))
    text_before = _survey(events, places, parts)
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


def _survey(events: Sequence[Event], places: AbstractSet[str], parts: Parts) -> list[int]:
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
                if _holds(events, event, index, places):
                    kept = event.end
                else:
                    _skip(parts, index, "menu")
            elif index >= inside and _is_link_list(events, event, index, places):
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


def _holds(events: Sequence[Event], outer: Tag, index: int, places: AbstractSet[str]) -> bool:
    """Whether a header or footer of the page holds its title or its notes."""
    return any(
        tag.name == "h1" or (tag.get("id") or tag.get("name")) in places
        for _, tag in tags(events, index, outer.end)
    )


def _is_link_list(events: Sequence[Event], tag: Tag, index: int, places: AbstractSet[str]) -> bool:
    """Whether a part is called as menus and footers are, and is links or little else."""
    called = f"{tag.get('id')} {tag.get('class')}" if tag.name in _LISTING else ""
    if not called.strip() or not _CALLED.search(called) or tag.end - index > _MOST_LISTED:
        return False
    n_all = len("".join(words(events, index, tag.end).split()))
    n_linked = n_links = 0
    for place, inner in tags(events, index, tag.end):
        if (inner.get("id") or inner.get("name")) in places or inner.name == "h1":
            return False
        if inner.name == "a" and inner.get("href") and not inner.get("href").startswith("#"):
            n_links += 1
            n_linked += len("".join(words(events, place, inner.end).split()))
    return n_links > 0 and n_linked >= _LEAST_LINKED * n_all


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


def look_at(events: Sequence[Event], parts: Parts) -> Page:
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


def outside(page: Page, tag: Tag) -> str | None:
    """The address that a link leads to, if that is another site.

    Args:
        page: What it stands in.
        tag: The link.
    """
    url = "".join(tag.get("href").split())
    if url.startswith("//"):
        url = "https:" + url
    url = addresses.unredirected(url)
    if not url.lower().startswith(("http://", "https://")) or len(url) > _LONGEST_ADDRESS:
        return None
    if (page.is_wiki and "external" not in tag.get("class")) or addresses.is_sharing(url):
        return None
    host = addresses.host(url)
    if not host or host == page.address:
        return None
    return url if _READABLE.fullmatch(url) else url.translate(_CODES)


def card(page: Page, index: int, numbers: Mapping[str, str]) -> str | None:
    """A link that holds blocks, as an entry of a list of sources; nothing if it is no such link.

    Args:
        page: What it stands in.
        index: Place of the link.
        numbers: Of the links that are marks, by their address.
    """
    tag = tag_at(page.events, index)
    url = outside(page, tag)
    if not url or not any(child.name in BLOCKS for _, child in tags(page.events, index, tag.end)):
        return None
    said = _seen(page.events, index, tag, page.parts)
    if not 0 < len(said) <= _LONGEST_CARD:
        return None
    link = markdown.link(said, url, is_raised=False)
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
