"""Addresses under a paragraph, `Source: https://…`: they cite what stands above them.

The lines are joined to the paragraph or item before, so that its last sentence
and the addresses are one passage.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from dashboard.model import Source, Span
from dashboard.reading.citations import Found, Mark, in_order, links
from dashboard.reading.citations.grammar import Evidence, Example, Grammar
from dashboard.reading.layout.blocks import Block
from dashboard.reading.markup.view import Markup
from dashboard.vocabulary import addresses

_LEAD = re.compile(
    r"[*_\[(（]{0,3}(?:[A-Za-z]{2,15} ){0,2}(?:sources?|source\(s\)|quellen?|fuentes?|fontes?|"
    r"出处|来源|출처)"
    r"[*_]{0,2}[ \t]*[:：][*_]{0,2}",
    re.IGNORECASE,
)
_ONLY_MARKS = re.compile(r"(?:[_*]*\\?\[\^?\d{1,4}\\?\][_*]*[.。]?[ \t]*){1,40}+")
"""A line of nothing but marks, below the list that they belong to."""

_LEAD_AT_END = re.compile(
    rf"[ \t](?=[(（]){_LEAD.pattern}[^\n()（）]{{0,600}}[)）][.。]?\Z", re.IGNORECASE
)
_LEAD_LINE = re.compile(rf"\n[ \t]*{_LEAD.pattern}", re.IGNORECASE)


def join(text: str, body: Sequence[Block]) -> tuple[list[Block], Found, dict[int, int]]:
    """Join such lines to the block before them; below a table they are a passage.

    Returns:
        The blocks, the marks in such lines, and for each joined block the place
        where its lines of addresses begin, by the place where it starts.
    """
    joined: list[Block] = []
    tails: dict[int, int] = {}
    lists_on = False
    if body and _repeats(text, body[-1]):
        body = body[:-1]
    for index, block in enumerate(body):
        before = joined[-1] if joined and joined[-1].kind in ("paragraph", "item") else None
        following = body[index + 1] if index + 1 < len(body) else None
        leads = following is not None and _leads(text, block, following)
        if before and (leads or _continues(text, block, lists_on)):
            tails.setdefault(before.span.start, block.span.start)
            joined[-1] = replace(before, span=Span(before.span.start, block.span.end))
            lists_on = True
            continue
        is_below_row = bool(joined) and joined[-1].kind == "row"
        is_below_table = is_below_row and (leads or _is_lead(text, block))
        joined.append(block)
        begin = block.span.start if is_below_table else _begins_inside(text, block)
        lists_on = begin is not None
        if begin is not None:
            tails[block.span.start] = begin
    marks = _marks(text, joined, tails) if tails else Found()
    return joined, marks, tails


def _repeats(text: str, last: Block) -> bool:
    """Whether the last block lists on one line what links in the text have cited already."""
    start, end = last.span.start, last.span.end
    if not _is_lead(text, last) or _LEAD_LINE.search(text, 0, start - 1):
        return False
    listed = [addresses.trimmed(url[0]) for url in addresses.URL.finditer(text, start, end)]
    return len(listed) > 1 and all(f"]({url}" in text[:start] for url in listed)


def _begins_inside(text: str, block: Block) -> int | None:
    """Where lines of addresses begin that stand in the block itself, below its words."""
    start, end = block.span.start, block.span.end
    if block.kind not in ("paragraph", "item") or text.find("http", start, end) < 0:
        return None
    lead = _LEAD_LINE.search(text, start, end) or _LEAD_AT_END.search(text, start, end)
    return lead.start() + 1 if lead and text.find("http", lead.start(), end) >= 0 else None


def _leads(text: str, block: Block, following: Block) -> bool:
    """Whether a block is nothing but `Sources:` above a list of addresses."""
    if text[block.span.end - 1] not in ":：*_":
        return False
    lead = _LEAD.match(text, block.span.start, block.span.end)
    whole = lead is not None and not text[lead.end() : block.span.end].strip("* ")
    return whole and block.kind == "paragraph" and _continues(text, following, lists_on=True)


def _continues(text: str, block: Block, lists_on: bool) -> bool:
    """Whether a block is a line of addresses, or an item of the list that one begins."""
    start, end = block.span.start, block.span.end
    if text[start] in "[\\*_" and _ONLY_MARKS.fullmatch(text, start, end):
        return True
    if block.kind not in ("item", "paragraph") or text.find("http", start, end) < 0:
        return False
    if _is_lead(text, block):
        return True
    bare = text[start:end].strip("- *•")
    return lists_on and bare.startswith(("http", "[")) and "\n" not in bare


def _is_lead(text: str, block: Block) -> bool:
    """Whether a block is a line such as `Source: https://…`."""
    start, end = block.span.start, block.span.end
    is_text = block.kind in ("item", "paragraph") and text.find("http", start, end) >= 0
    return is_text and _LEAD.match(text, start, end) is not None


def _marks(text: str, blocks: Sequence[Block], tails: dict[int, int]) -> Found:
    marks: list[Mark] = []
    sources: list[Source] = []
    for block in blocks:
        if block.span.start not in tails:
            continue
        place = Span(tails[block.span.start], block.span.end)
        used: set[int] = set()
        for link in links.find(text, [place]):
            marks.append(link.mark)
            sources.extend(link.sources)
            used.update(range(link.mark.span.start, link.mark.span.end))
        for match in addresses.URL.finditer(text, place.start, place.end):
            if match.start() in used:
                continue
            url = addresses.trimmed(match[0])
            span = Span(match.start(), match.start() + len(url))
            id_ = addresses.source_id(url)
            marks.append(Mark(span, (id_,)))
            sources.append(Source(id_, _title(text, place, span), url))
    return Found(in_order(marks), (), tuple(sources))


def _title(text: str, place: Span, span: Span) -> str | None:
    """The words before an address on its line."""
    line = text[max(place.start, text.rfind("\n", 0, span.start) + 1) : span.start]
    return _LEAD.sub("", line, count=1).strip(" \t-–—•*:：,;|(<_") or None


GRAMMARS = (
    Grammar(
        key="addresses",
        name="addresses below a paragraph",
        form="`Source: https://…`",
        sentence="lines of addresses under a paragraph, item or table; they cite what is above",
        evidence=Evidence.FORM,
        precedence=0,
        find=lambda context: context.nearby,
        markups=frozenset(get_args(Markup)),
        examples=(
            Example(
                "Rain fell. Snow fell.\n\nSources: https://example.org/rain,"
                " https://example.org/snow\n\nHail fell.\n",
                {"https://example.org/rain": 1, "https://example.org/snow": 1},
                passages=3,
            ),
        ),
    ),
)
