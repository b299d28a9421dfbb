"""Marks that are links: `([Title](address))`, `[words](address)`, `[(3)](address)`, `(Source: …)`.

The address names the source, without its fragment and tracking. One pass over the
brackets pairs them, so that nesting (`[[2411.1] Title](…)`) costs nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.model import Problem, Source, Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import FEWEST, Context, Evidence, Example, Grammar
from dashboard.vocabulary import addresses

Kind = Literal["parenthesis", "number", "words"]

_TOKEN = re.compile(
    r"\\.|\[|\](?:\([ \t]*<?(https?://[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)>?"
    r"(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \t]*\))?"
)
_NUMBER = re.compile(r"\[?\(?\[?\^?(\d{1,4})\]?\)?\]?")
_BETWEEN = re.compile(r"[ \t]*[;,；，、]?(?: and| &)?[ \t\n]*(?=\[)")
_OPENING = re.compile(
    r"[(（](?:see |see also |sources?: |via |출처: |来源[:：] ?|e\.g\.,? )?$", re.IGNORECASE
)
_SPELT = re.compile(
    r"[(（\[](?:sources?|quellen?|fuentes?|fontes?|출처|来源|來源|出典)[ ]?[:：]"
    r"([^()（）\[\]\n]{0,300}?https?://[^()（）\[\]\n]{1,600})[)）\]]",
    re.IGNORECASE,
)
"""Addresses written out, `[출처: https://…]`, `(Source: https://…, https://…)`."""

_NO_SOURCE = re.compile(
    r"#footnote-anchor-\d|https?://(?:www\.)?substack\.com/@[\w.-]{1,80}/?(?:\?|\Z)"
    r"|//(?:[\w-]{1,20}\.){0,2}(?:(?:twitter|x)\.com/(?:intent|share)\b|facebook\.com/shar(?:er|ing)"
    r"|linkedin\.com/shar(?:eArticle|ing)|t\.me/share|whatsapp\.com/send|reddit\.com/submit"
    r"|pinterest\.com/pin/create)"
)
"""Back from a note to its mark, to the page of the text's own author, or to share the text."""

_TO_SHARE = re.compile(r"share(?: this(?: \w{1,20})?| on \w{1,20})?", re.IGNORECASE)

_OPENED = 16
"""Characters before a link in which its parenthesis opens."""

_SENTENCE = 300
_SENTENCE_END = re.compile(r"[.!?。！？][)\"”’»]?\s|\n[ \t]*\n")
"""An author and year and the link that carries it stand in one sentence."""

_CLOSING = re.compile(r"[ \t]*[)）]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or several in one parenthesis."""

    mark: Mark
    kind: Kind
    sources: tuple[Source, ...]
    number: str | None = None
    """That it shows instead of words."""

    is_plain: bool = False
    """Whether the number stands alone, `[3](…)`, as in lists of pages."""


def find(text: str, places: Iterable[Span]) -> list[Link]:
    """Find the links to pages in stretches of a text."""
    links: list[Link] = []
    for place in places:
        if text.find("](", place.start, place.end) >= 0:
            links.extend(_grouped(text, place, list(_links(text, place))))
        if text.find("http", place.start, place.end) >= 0:
            links.extend(_spelt(text, place))
    return sorted(links, key=lambda link: link.mark.span.start)


def _links(text: str, place: Span) -> Iterator[Link]:
    opened: list[int] = []
    for match in _TOKEN.finditer(text, place.start, place.end):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0][0] == "]" and opened:
            start = opened.pop()
            is_image = text.startswith("!", start - 1) if start else False
            if match[1] is None or is_image or text.startswith("![", start + 1):
                continue
            opened.clear()  # no link stands in a link
            words = text[start + 1 : match.start()]
            if not (_NO_SOURCE.search(match[1]) or _TO_SHARE.fullmatch(words)):
                yield _link(text, Span(start, match.end()), match.start(), match[1])


def _spelt(text: str, place: Span) -> Iterator[Link]:
    for match in _SPELT.finditer(text, place.start, place.end):
        urls = [addresses.trimmed(url) for url in addresses.URL.findall(match[1])]
        sources = tuple(Source(addresses.source_id(url), None, url) for url in urls)
        ids = tuple(source.id for source in sources)
        yield Link(Mark(Span(*match.span()), ids), "parenthesis", sources)


def _link(text: str, span: Span, close: int, url: str) -> Link:
    words = text[span.start + 1 : close].replace("\\", "").replace("**", "")
    words = " ".join(words.split()).strip("*_ ")
    url = addresses.unescaped(url)
    id_ = addresses.source_id(url)
    number = _NUMBER.fullmatch(words)
    named = None if number or words.startswith(("http://", "https://")) else words or None
    source = Source(id_, named, url)
    return Link(
        Mark(span, (id_,)),
        "number" if number else "words",
        (source,),
        number[1] if number else None,
        words.isdecimal(),
    )


def _grouped(text: str, place: Span, links: Sequence[Link]) -> Iterator[Link]:
    """Join the links of one parenthesis."""
    first = 0
    while first < len(links):
        start = links[first].mark.span.start
        opening = _OPENING.search(text[max(place.start, start - _OPENED) : start])
        last = first
        if opening:
            while last + 1 < len(links):
                between = _BETWEEN.match(text, links[last].mark.span.end)
                if between is None or between.end() != links[last + 1].mark.span.start:
                    break
                last += 1
        closing = _CLOSING.match(text, links[last].mark.span.end, place.end) if opening else None
        if opening and closing and not links[first].number:
            members = links[first : last + 1]
            span = Span(start - len(opening[0]), closing.end())
            ids = tuple(id_ for link in members for id_ in link.mark.ids)
            sources = tuple(source for link in members for source in link.sources)
            yield Link(Mark(span, ids), "parenthesis", sources)
        else:
            yield from links[first : last + 1]
        first = last + 1


def _is_unkeyed(context: Context) -> bool:
    return not context.is_keyed


def _counted(context: Context) -> Found:
    """Links of a text that points at its sources by them.

    Beside numbers that a list explains, a link in a sentence is a courtesy to the
    reader, and one whose address the list has is the same pointer twice.
    """
    found = _said_once(context, find(context.text, context.places))
    if not found:
        return Found()
    if context.is_asked:
        return _as_marks(found)
    n_other = context.n_resolved + _n_by_author(context)
    resolved = n_other >= FEWEST
    if resolved:
        listed = context.listed.addresses
        found = [link for link in found if not listed.issuperset(link.mark.ids)]
        # An address that is spelt out is a place to go, not words with a source.
        found = [link for link in found if link.kind != "parenthesis" or _is_titled(link)]
    sure = [link for link in found if _is_sure(link)]
    counts_sure = bool(sure) and (not resolved or len(sure) >= FEWEST)
    loose = [link for link in found if not _is_sure(link)]
    n_all = len(loose) + (len(sure) if counts_sure else 0)
    enough = n_all >= (max(FEWEST, n_other) if resolved else FEWEST)
    counts_loose = enough or (counts_sure and not resolved)
    aside = (*(() if counts_sure else sure), *(() if counts_loose else loose))
    left = {link.mark.span for link in aside}
    counted = _as_marks([link for link in found if link.mark.span not in left])
    if not resolved or len(aside) < FEWEST:
        return counted
    message = f"{len(aside)} links are not counted, since marks name the sources of the list"
    problem = Problem(message, min(link.mark for link in aside).span)
    return Found(counted.marks, (problem,), counted.sources)


def _said_once(context: Context, found: Sequence[Link]) -> list[Link]:
    """Links without those that carry an author and year beside them: `Ames (2019) ([Rain](…))`.

    Such a link leads where the entry of that work does; or it stands right behind the name, and
    the entry has no address.
    """
    text, listed = context.text, context.listed
    works = set(listed.authors.values()) if found else set()
    named = [mark for mark in context.marks if works.issuperset(mark.ids)] if works else []
    if not named:
        return list(found)
    named.sort(key=lambda mark: mark.span.start)
    starts = [mark.span.start for mark in named]
    entries = {
        source.id: addresses.source_id(source.url)
        for source in (*listed.sources.values(), *listed.loose)
        if source.url
    }
    left = []
    for link in found:
        at = bisect_left(starts, link.mark.span.start)
        if not any(_carries(text, link, mark, entries) for mark in named[max(at - 1, 0) : at + 1]):
            left.append(link)
    return left


def _carries(text: str, link: Link, mark: Mark, entries: Mapping[str, str]) -> bool:
    """Whether a link leads to the work that the author and year beside it name."""
    first, last = sorted((mark.span, link.mark.span))
    between = text[first.end : min(last.start, first.end + _SENTENCE + 1)]
    if len(between) > _SENTENCE or _SENTENCE_END.search(between):
        return False
    own = {entries[id_] for id_ in mark.ids if id_ in entries}
    if own:
        return own.issuperset(link.mark.ids)
    return len(mark.ids) == 1 and first is mark.span and not between.strip(" \n([（")


def _n_by_author(context: Context) -> int:
    """How many marks name entries without a number, by author and year."""
    unnumbered = set(context.listed.authors.values()) - context.listed.sources.keys()
    return sum(not unnumbered.isdisjoint(mark.ids) for mark in context.marks) if unnumbered else 0


def _is_titled(link: Link) -> bool:
    return any(source.title for source in link.sources)


def _is_sure(link: Link) -> bool:
    return link.kind == "parenthesis" or (link.kind == "number" and not link.is_plain)


def _as_marks(counted: Sequence[Link]) -> Found:
    """Links as marks; a numbered one names its number if that always has one address."""
    by_number: dict[str, set[str]] = {}
    for link in counted:
        if link.number:
            by_number.setdefault(link.number, set()).add(link.mark.ids[0])
    numbered = bool(by_number) and all(len(ids) == 1 for ids in by_number.values())
    marks: list[Mark] = []
    sources: list[Source] = []
    for link in counted:
        if link.number and numbered:
            marks.append(Mark(link.mark.span, (link.number,)))
            sources.append(Source(link.number, None, link.sources[0].url))
        else:
            marks.append(link.mark)
            sources.extend(link.sources)
    return Found(tuple(marks), (), tuple(sources))


GRAMMARS = (
    Grammar(
        key="links",
        name="links",
        form="`([Title](https://…))`, `[words](https://…)`, `[(3)](https://…)`, `(Source: https://…)`",
        sentence="links to pages; the address names the source, without fragment and tracking",
        evidence=Evidence.HABIT,
        precedence=10,
        condition="three links, or one in parentheses; where a list explains three other marks or"
        " more, as many links as those",
        find=_counted,
        is_believed=_is_unkeyed,
        examples=(
            Example(
                "Rain fell ([The rain](https://example.org/rain)). Snow fell"
                " [as they say](https://example.org/snow#top).\n",
                {"https://example.org/rain": 1, "https://example.org/snow": 1},
                passages=2,
            ),
        ),
    ),
)
