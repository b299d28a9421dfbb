"""Which grammars a text is read by, on the text's own evidence.

Marks that can be nothing else (`[^3]`, `<ref>`, `[@key]`) always count, so that a
text may mix two ways. What has other uses is believed on evidence: labels and
author–year if a list explains them, links if nothing better points at the sources,
raised and glued digits if there is nothing else at all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.model import Problem, Source, Span
from dashboard.reading.citations import (
    Found,
    Mark,
    anchors,
    author_page,
    author_year,
    chat,
    escaped,
    footnotes,
    glued,
    in_order,
    keys,
    labels,
    links,
    located,
    numeric,
    parenthesised,
    raised,
    refs,
    restructured,
)
from dashboard.reading.citations.links import Link
from dashboard.reading.markup.view import View
from dashboard.reading.sources.source_list import SourceList

FEWEST = 3
"""Marks of a kind from which a text is said to be written in it."""

Find = Callable[[str, Sequence[Span], dict[str, Source]], Found]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A way of writing marks that can be nothing else."""

    name: str
    """As a problem tells it: "read as …"."""

    find: Find
    needles: tuple[str, ...]
    """One of these stands in every text that has such marks; it saves the search."""

    needs_entry: bool = False
    """Whether the text itself should explain each mark."""


SURE = (
    Grammar("footnotes [^n]", footnotes.find, ("[^",), needs_entry=True),
    Grammar("references <ref>", refs.find, ("<ref", "<REF", *refs.TEMPLATES)),
    Grammar("notes [n]_", restructured.find, ("]_", ":cite"), needs_entry=True),
    Grammar("chat marks", chat.find, ("†", "[cite:", "\ue200", "citeturn", "[oaicite:")),
    Grammar("keys [@key]", keys.pandoc, ("@",)),
    Grammar(r"\cite{key}", keys.latex, ("cite",)),
    Grammar("cite tags", keys.tagged, ("<d-cite", "{cite")),
    Grammar("labels {{KEY}}", keys.kramdown, ("{{",)),
    Grammar("labels [[KEY]]", keys.bikeshed, ("[[!",)),
    Grammar("labels of Bikeshed", keys.in_standard, ("[[",)),
    Grammar(r"numbers \[n\]", escaped.find, ("\\[",), needs_entry=True),
)

_KEYED = {
    "cite tags": 1,
    "labels {{KEY}}": FEWEST,
    r"\cite{key}": FEWEST,
    "keys [@key]": FEWEST,
}
"""Ways to name works of a bibliography, and marks from which a text has one: what else looks
like a pointer in it is a link, an interval, or an index.
"""

_LIKE_MARKDOWN = frozenset(grammar.name for grammar in SURE) - {"notes [n]_", "labels of Bikeshed"}
_BY_MARKUP = {
    "wikitext": frozenset({"references <ref>"}),
    "rst": frozenset({"notes [n]_"}),
    "latex": frozenset({r"\cite{key}"}),
    "bikeshed": frozenset({"labels of Bikeshed"}),
}


@dataclass(slots=True)
class _Choice:
    """Gathers marks; of two that overlap the one that came first stays."""

    text: str
    marks: list[Mark]
    sources: dict[str, Source]
    problems: list[Problem]
    names: list[str]
    is_keyed: bool = False

    def add(self, name: str, found: Found) -> int:
        """Take over what a grammar found; how many marks came with it."""
        marks = _free(self.text, self.marks, found.marks) if self.marks else list(found.marks)
        if marks:
            self.names.append(name)
        self.marks.extend(marks)
        self.problems.extend(found.problems)
        for source in found.sources:
            self.sources.setdefault(source.id, source)
        return len(marks)

    def n_resolved(self, listed: SourceList) -> int:
        """How many marks name a source of the list by its number or label."""
        return sum(any(id_ in listed.sources for id_ in mark.ids) for mark in self.marks)


def choose(
    text: str,
    places: Sequence[Span],
    listed: SourceList,
    view: View,
    nearby: Found | None = None,
) -> Found:
    """Find the marks of a text by the grammars it is written in.

    Args:
        text: The document's text.
        places: Where marks may stand.
        listed: What the text's source lists say.
        view: What its markup is and lists; some have marks of their own.
        nearby: Addresses that stand under the paragraph they support.
    """
    choice = _Choice(text, [], {}, [], [])
    if nearby:
        choice.add("addresses below a paragraph", nearby)
    markup = view.markup
    known = view.sources if markup == "wikitext" else listed.sources
    allowed = _BY_MARKUP.get(markup, _LIKE_MARKDOWN)
    for grammar in SURE:
        # A single character is sought much faster, and most are not there.
        if grammar.name in allowed and any(
            needle[0] in text and needle in text for needle in grammar.needles
        ):
            found = grammar.find(text, places, known)
            n_marks = choice.add(grammar.name, found)
            choice.is_keyed |= n_marks >= _KEYED.get(grammar.name, n_marks + 1)
            if n_marks and grammar.needs_entry:
                choice.problems.extend(_without_entry(grammar.name, found, listed))
    if markup not in _BY_MARKUP:
        choice.add("links to entries", anchors.find(text, places, listed.anchors, listed.sources))
        numbers = numeric.find(text, places, listed.sources.keys())
        named = labels.find(text, places, listed.sources)
        if choice.is_keyed or _is_labelled(text, named, listed):
            known_marks = [mark for mark in numbers.marks if listed.sources.keys() >= set(mark.ids)]
            numbers = Found(tuple(known_marks))
        choice.add("numbers [n]", numbers)
        choice.problems.extend(_each_without_entry(numbers, listed))
        choice.add("labels [name]", named)
        if listed.sources:
            choice.add("numbers with words", located.find(text, places, listed.sources))
        if listed.authors and choice.n_resolved(listed) < FEWEST:
            # Beside numbers that a list explains, names are part of the sentence.
            choice.add("author and year", author_year.find(text, places, listed.authors))
        if not choice.is_keyed:
            _choose_links(choice, places, listed)
        if not choice.marks and "et al" in text:
            names = author_year.said(text, places)
            choice.add("author and year", author_year.find(text, places, names))
        if not choice.marks and listed.authors:
            choice.add("author and page", author_page.find(text, places, listed.authors))
        _choose_digits(choice, places, listed)
    return Found(in_order(choice.marks), tuple(choice.problems), tuple(choice.sources.values()))


def _is_labelled(text: str, named: Found, listed: SourceList) -> bool:
    """Whether a list has labels alone: a number is then an index, or the width of a field."""
    if any(id_.isdecimal() for id_ in listed.sources):
        return False
    spans = [mark.span for mark in named.marks]  # `[words][label]` may be a link beside numbers
    return sum("][" not in text[span.start : span.end] for span in spans) >= FEWEST


def _free(text: str, taken: Iterable[Mark], marks: Iterable[Mark]) -> list[Mark]:
    """Those marks that overlap none that is taken."""
    marks = list(marks)
    if not marks:
        return marks
    used = bytearray(len(text))
    for mark in taken:
        used[mark.span.start : mark.span.end] = b"\1" * len(mark.span)
    return [mark for mark in marks if not any(used[mark.span.start : mark.span.end])]


def _without_entry(name: str, found: Found, listed: SourceList) -> Iterable[Problem]:
    lacking = [mark for mark in found.marks if any(id_ not in listed.sources for id_ in mark.ids)]
    if lacking and listed.sources:
        n = len(lacking)
        have = "1 mark has" if n == 1 else f"{n} marks have"
        yield Problem(f"read as {name}; {have} no entry", lacking[0].span)


def _each_without_entry(found: Found, listed: SourceList) -> Iterable[Problem]:
    """A problem for each number that the list lacks, since one may be a slip of the pen."""
    told: set[str] = set()
    for mark in found.marks if listed.sources else ():
        for id_ in mark.ids:
            if id_ not in listed.sources and id_ not in told:
                told.add(id_)
                yield Problem(f"[{id_}] is cited but not in the source list", mark.span)


def _choose_links(choice: _Choice, places: Sequence[Span], listed: SourceList) -> None:
    """Count links in a text that points at its sources by them.

    Beside numbers that a list explains, a link in a sentence is a courtesy to the
    reader, and one whose address the list has is the same pointer twice.
    """
    found = links.find(choice.text, places)
    if not found:
        return
    n_other = choice.n_resolved(listed)
    resolved = n_other >= FEWEST
    if resolved:
        found = [link for link in found if not listed.addresses.issuperset(link.mark.ids)]
    if resolved:  # an address that is spelt out is a place to go, not words with a source
        found = [link for link in found if link.kind != "parenthesis" or _is_titled(link)]
    sure = [link for link in found if _is_sure(link)]
    counts_sure = bool(sure) and (not resolved or len(sure) >= FEWEST)
    loose = [link for link in found if not _is_sure(link)]
    n_all = len(loose) + (len(sure) if counts_sure else 0)
    enough = n_all >= (max(FEWEST, n_other) if resolved else FEWEST)
    counts_loose = enough or (counts_sure and not resolved)
    aside = (*(() if counts_sure else sure), *(() if counts_loose else loose))
    if resolved and len(aside) >= FEWEST:
        n = len(aside)
        message = f"{n} links are not counted, since marks name the sources of the list"
        choice.problems.append(Problem(message, min(link.mark for link in aside).span))
    left = {link.mark.span for link in aside}
    choice.add("links", _as_marks([link for link in found if link.mark.span not in left]))


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


def _choose_digits(choice: _Choice, places: Sequence[Span], listed: SourceList) -> None:
    """Read raised or glued digits where nothing else points at sources."""
    # Bing writes `¹` to `⁹`, but `[^10^]`.
    if len(choice.marks) >= FEWEST and "^]" not in choice.text:
        return
    found = raised.find(choice.text, places, listed.sources) if listed.sources else Found()
    if choice.add("raised numbers", found):
        return
    if choice.marks:
        return
    found = parenthesised.find(choice.text, places, listed.sources)
    if choice.add("numbers (n)", found):
        return
    found = glued.find(choice.text, places, listed.sources)
    if choice.add("glued digits", found):
        message = "read as numbers written against the word before: please check a few of them"
        choice.problems.append(Problem(message, found.marks[0].span))
