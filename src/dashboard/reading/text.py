"""Text → `Document`, whatever its markup: plain, Markdown, reStructuredText, LaTeX, wiki."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from dashboard.errors import InputError
from dashboard.model import Citation, Document, Passage, Problem, Section, Source, Span
from dashboard.reading import markup, notes, page_notes, parts, sentences, unread
from dashboard.reading.citations import Found, Mark, choice, footnotes, keys, nearby, numeric
from dashboard.reading.decode import Cleaned
from dashboard.reading.layout import blocks as layout
from dashboard.reading.layout import code, formula
from dashboard.reading.layout.blocks import Block
from dashboard.reading.layout.lines import plain
from dashboard.reading.outline import outline
from dashboard.reading.sources import lone_numbers, source_list
from dashboard.reading.sources.source_list import SourceList
from dashboard.vocabulary import addresses

_ROLE = re.compile(r"\}\Z|:cite(?::[a-z]+)?:\Z")
"""Before backticks that hold keys and no code: `{cite}` of MyST, `:cite:` of Sphinx."""

_LONGEST_ROLE = 16
_LONGEST_NAME = 80
"""Characters of the words of a link before or after the code in them."""

_FEWEST_ITEMS = 5
_LONGEST_ITEM = 80
"""Characters of an item in a sentence that is a list, mark included."""

_NOTES = re.compile(r"(?:[ \t]{0,3}\[\^[^\[\]\n]{1,80}\]){0,9}")
"""Behind the words of a heading; also nothing."""

_SHORTEST_REPORT = 10
"""Blocks of a text that is expected to point at sources."""


def read(
    cleaned: Cleaned,
    file: str,
    language: str,
    asked: Collection[str] | None = None,
    means: notes.Means | None = None,
) -> Document:
    """Read a text of any markup.

    Args:
        cleaned: The text.
        file: Its name, whose suffix says which markup it is.
        language: BCP 47 tag.
        asked: Keys of the grammars that a person wants; `None` leaves it to the text.
        means: What a person says of some notes; the rest is read from their words.

    Raises:
        InputError: It has no passage.
    """
    if advice := markup.foreign(cleaned.text):
        raise InputError.at(file, advice)
    view = markup.of(cleaned.text, PurePath(file).suffix.lower())
    text = view.text
    found = layout.scan(text, view.headings)
    blocks = lone_numbers.join(text, page_notes.part(text, found.blocks))
    whole = outline.find(text, blocks, view.title or found.title)
    known = view.sources if view.markup != "wikitext" else {}
    listed = source_list.find(text, whole.blocks, known)
    left = [block for index, block in enumerate(whole.blocks) if index not in listed.entries]
    body, below, tails = nearby.join(text, left)
    places = list(_places(text, body, view.markup))
    chosen = choice.choose(text, places, listed, view, below, asked)
    marks = chosen.found
    parted = parts.tell_apart(text, whole.blocks, listed, marks)
    marks, named, former = parted or (marks, listed, {})
    folded = notes.fold(marks, named, means)
    marks, named, gone = folded.found, folded.listed, folded.gone
    former = {id_: gone.get(to, to) for id_, to in (former | dict(gone)).items()}

    sections = tuple(_sections(text, body, marks.marks, tails, language))
    if not any(section.passages for section in sections):
        raise InputError.at(file, "there is no sentence, list item or table row in it")

    stem = PurePath(file).stem
    problems = (
        *cleaned.problems,
        *found.problems,
        *(() if _by_address(marks, listed) else (*listed.problems, *named.twice)),
        *marks.problems,
        *_in_headings(text, body, listed, marks),
        *_unmarked(body, marks, listed),
        *unread.find(text, places, chosen, listed.sources),
    )
    return Document(
        id=stem,
        title=whole.title or stem,
        text=cleaned.text,
        sections=sections,
        sources=_sources(marks, named),
        problems=tuple(sorted(problems, key=lambda problem: problem.span)),
        language=language,
        styles=chosen.styles,
        former=tuple(former.items()),
        joined=folded.joined,
    )


def _places(text: str, body: Sequence[Block], markup: str) -> Iterator[Span]:
    """Where citations may stand: passages without code, formulas and hidden remarks."""
    has_code = "`" in text and markup != "latex"
    has_hidden = markup not in ("latex", "wikitext") and any(
        begin in text for begin in ("%%", "<!--")
    )
    formulas = [] if markup else formula.find(text)
    for block in body:
        if block.kind == "heading":
            continue
        parts = [block.span]
        if has_code:
            parts = list(_without(block.span, _code(text, block.span)))
        if has_hidden:
            parts = [rest for part in parts for rest in _without(part, code.hidden(text, part))]
        for part in parts:
            yield from _without(part, _within(part, formulas)) if formulas else (part,)


def _within(whole: Span, spans: Sequence[Span]) -> Sequence[Span]:
    """Those of many spans, in reading order, that reach into a stretch."""
    first = bisect_right(spans, whole.start, key=_end)
    return spans[first : bisect_left(spans, whole.end, first, key=_start)]


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def _without(whole: Span, left_out: Iterable[Span]) -> Iterator[Span]:
    """What stands before, between and after spans that are left out, in reading order."""
    start = whole.start
    for span in left_out:
        if start < span.start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < whole.end:
        yield Span(start, whole.end)


def _code(text: str, block: Span) -> Iterator[Span]:
    """Code between backticks, unless that is how a program writes keys or the words of a link."""
    for span in code.inline(text, block):
        role = _ROLE.search(text[max(block.start, span.start - _LONGEST_ROLE) : span.start])
        if not role and not _is_linked(text, block, span):
            yield span


def _is_linked(text: str, block: Span, code_span: Span) -> bool:
    """Whether code is the words of a link, as in ``[`Rain`][rain]``."""
    before = text[max(block.start, code_span.start - _LONGEST_NAME) : code_span.start]
    after = text[code_span.end : min(block.end, code_span.end + _LONGEST_NAME)]
    opened = before.rfind("[") > before.rfind("]")
    return opened and "]" in after.partition("[")[0] and text.find("[", *_ends(code_span)) < 0


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _sections(
    text: str,
    body: Sequence[Block],
    marks: Sequence[Mark],
    tails: Mapping[int, int],
    language: str,
) -> Iterator[Section]:
    starts = [mark.span.start for mark in marks]
    title, level, n_sections, n_passages = "", 0, 0, 0
    passages: list[Passage] = []
    for block in body:
        if block.kind == "heading":
            if level or passages:
                yield Section(f"s{n_sections}", title, level, tuple(passages))
            n_sections += 1
            title, level, passages = plain(text, block.span), block.level, []
            continue
        first = bisect_left(starts, block.span.start)
        inside = marks[first : bisect_left(starts, block.span.end, first)]
        tail = tails.get(block.span.start, block.span.end)
        for span, cited in _passages(text, block, inside, tail, language):
            n_passages += 1
            passages.append(Passage(f"p{n_passages}", span, block.span, cited))
    if level or passages:
        yield Section(f"s{n_sections}", title, level, tuple(passages))


def _passages(
    text: str, block: Block, marks: Sequence[Mark], tail: int, language: str
) -> Iterator[tuple[Span, tuple[Citation, ...]]]:
    """The passages of a block with their citations; an item or row is one.

    The last sentence takes the lines of addresses with it that stand from `tail` on.
    """
    if block.kind != "paragraph":
        yield block.span, _citations(marks)
        return
    first, n_marks = 0, len(marks)
    spans = _sentences(text, block.span, marks, tail, language)
    if n_marks >= _FEWEST_ITEMS and _has_commas(text, marks):
        spans = _items(text, spans, [mark.span for mark in marks])
    for span in spans:
        last = first
        while last < n_marks and marks[last].span.start < span.end:
            last += 1
        yield span, _citations(marks[first:last])
        first = last


def _has_commas(text: str, marks: Sequence[Mark]) -> bool:
    """Whether so many marks stand before a comma that they may be those of a list."""
    commas = sum([text.startswith(",", mark.span.end) for mark in marks])
    return commas >= _FEWEST_ITEMS - 1


def _sentences(
    text: str, paragraph: Span, marks: Sequence[Mark], tail: int, language: str
) -> Iterator[Span]:
    places = [mark.span for mark in marks if mark.span.start < tail]
    if tail >= paragraph.end:
        return sentences.split(text, paragraph, places, language)
    end = len(text[paragraph.start : tail].rstrip()) + paragraph.start
    if end == paragraph.start:  # nothing but addresses
        return iter((paragraph,))
    *others, last = sentences.split(text, Span(paragraph.start, end), places, language)
    return iter((*others, Span(last.start, paragraph.end)))


def _items(text: str, spans: Iterable[Span], marks: Sequence[Span]) -> Iterator[Span]:
    """Part sentences that are nothing but a list, such as `Vell [1], Port [2]`."""
    first = 0
    for span in spans:
        last = first
        while last < len(marks) and marks[last].start < span.end:
            last += 1
        commas = [mark.end for mark in marks[first : last - 1] if text.startswith(",", mark.end)]
        first = last
        if len(commas) < _FEWEST_ITEMS - 1 or not _is_list(text, span, commas):
            yield span
            continue
        start = span.start
        for comma in commas:
            yield Span(start, comma + 1)
            rest = text[comma + 1 : span.end]
            start = span.end - len(rest.lstrip())
        yield Span(start, span.end)


def _is_list(text: str, span: Span, commas: Sequence[int]) -> bool:
    """Whether no piece between commas is longer than a name, and none lacks its mark."""
    ends = [*commas, span.end]
    pieces = [text[start:end] for start, end in zip([span.start, *commas], ends, strict=True)]
    return all(
        len(piece) <= _LONGEST_ITEM and "," not in piece[1:] and piece.rstrip(" .")[-1] in "]】)"
        for piece in pieces
    )


def _citations(marks: Sequence[Mark]) -> tuple[Citation, ...]:
    return tuple([Citation(mark.span, id_) for mark in marks for id_ in mark.ids])


def _sources(found: Found, listed: SourceList) -> tuple[Source, ...]:
    """All sources, the numbered ones first, then those the text cites, then those it lists."""
    said = {source.id: source for source in found.sources}
    loose = {source.id: source for source in listed.loose}
    sources = dict(listed.sources)
    if _by_address(found, listed):
        # Links name the entries, whose numbers then stand for nothing.
        entries = [source for source in sources.values() if source.id.isdecimal() and source.url]
        for source in entries:
            del sources[source.id]
            id_ = addresses.source_id(source.url or "")
            loose.setdefault(id_, replace(source, id=id_))
    for mark in found.marks:
        for id_ in mark.ids:
            if id_ in sources:
                continue
            sources[id_] = _merged(loose.get(id_), said.get(id_)) or Source(id_)
    numbered = [source for source in sources.values() if _is_number(source.id)]
    others = [source for source in sources.values() if not _is_number(source.id)]
    others.extend(source for id_, source in loose.items() if id_ not in sources)
    numbered.sort(key=lambda source: [int(part) for part in source.id.split(".")])
    return (*numbered, *others)


def _is_number(id_: str) -> bool:
    """Whether it is one, or that of a further work in a note: `3.2`."""
    return id_.isdecimal() or all(part.isdecimal() for part in id_.split(".", 1))


def _by_address(found: Found, listed: SourceList) -> bool:
    """Whether marks name entries of a numbered list by address, and none by number."""
    cited = {id_ for mark in found.marks for id_ in mark.ids}
    return not cited.isdisjoint(listed.addresses) and not any(id_.isdecimal() for id_ in cited)


def _merged(entry: Source | None, mark: Source | None) -> Source | None:
    """What the list says of a source, and the mark's words where it says nothing."""
    if entry is None or mark is None:
        return entry or mark
    return replace(entry, title=entry.title or mark.title, url=entry.url or mark.url)


def _unmarked(body: Sequence[Block], found: Found, listed: SourceList) -> Iterator[Problem]:
    """Say that a report points at no source; a note of a few lines need not."""
    prose = [block.span for block in body if block.kind != "heading"]
    n = len(listed.sources) + len(listed.loose)
    if found.marks or not prose or (n == 0 and len(prose) < _SHORTEST_REPORT):
        return
    message = "no citation marks were found"
    if n:
        message += f", though the text lists {'1 source' if n == 1 else f'{n} sources'}"
    yield Problem(message, prose[0])


def _in_headings(
    text: str, body: Sequence[Block], listed: SourceList, found: Found
) -> Iterator[Problem]:
    """Say which marks stand in headings: numbers, notes, and keys of works that are cited."""
    headings = [block.span for block in body if block.kind == "heading"]
    marks = [*numeric.find(text, headings, set()).marks]
    if "[^" in text:
        # A heading's words end before its notes. What goes on after a note is an entry of a list.
        noted = [
            Span(span.start, after.end())
            if (after := _NOTES.match(text, span.end))
            and text[after.end() : after.end() + 1] in ("", "\n")
            else span
            for span in headings
        ]
        marks.extend(footnotes.find(text, noted, listed.sources).marks)
    if any("@" in text[span.start : span.end] for span in headings):
        known = {id_ for mark in found.marks for id_ in mark.ids} | listed.sources.keys()
        marks.extend(keys.in_headings(text, headings, known).marks)
    for mark in marks:
        yield Problem("citation mark in a heading, not counted", mark.span, kind="heading")
