"""Plain text and Markdown with numbered citations → `Document`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from dashboard.errors import InputError
from dashboard.model import Citation, Document, Passage, Problem, Section, Source, Span
from dashboard.readers import blocks as layout
from dashboard.readers import code, outline, sentences, source_list
from dashboard.readers.blocks import Block
from dashboard.readers.clean import Cleaned
from dashboard.readers.grammars import Mark, numeric
from dashboard.readers.source_list import SourceList


def read(cleaned: Cleaned, file: str, language: str) -> Document:
    """Read plain text or Markdown.

    Raises:
        InputError: It has no passage.
    """
    text = cleaned.text
    found = layout.scan(text)
    whole = outline.find(text, found.blocks, found.title)
    listed = source_list.find(text, whole.blocks)
    body = [block for index, block in enumerate(whole.blocks) if index not in listed.entries]
    marks = numeric.find(text, _places(text, body), listed.sources.keys())

    sections = tuple(_sections(text, body, marks.marks, language))
    if not any(section.passages for section in sections):
        raise InputError.at(file, "there is no sentence, list item or table row in it")

    stem = PurePath(file).stem
    sources, unlisted = _sources(marks.marks, listed)
    problems = (
        *cleaned.problems,
        *found.problems,
        *listed.problems,
        *marks.problems,
        *unlisted,
        *_in_headings(text, body),
    )
    return Document(
        id=stem,
        title=whole.title or stem,
        text=text,
        sections=sections,
        sources=sources,
        problems=tuple(sorted(problems, key=lambda problem: problem.span)),
        language=language,
    )


def _places(text: str, body: Sequence[Block]) -> Iterator[Span]:
    """Where citations may stand: passages without the code in them."""
    has_code = "`" in text
    for block in body:
        if block.kind == "heading":
            continue
        start = block.span.start
        for span in code.inline(text, block.span) if has_code else ():
            if start < span.start:
                yield Span(start, span.start)
            start = span.end
        if start < block.span.end:
            yield Span(start, block.span.end)


def _sections(
    text: str, body: Sequence[Block], marks: Sequence[Mark], language: str
) -> Iterator[Section]:
    starts = [mark.span.start for mark in marks]
    title, level, n_sections, n_passages = "", 0, 0, 0
    passages: list[Passage] = []
    for block in body:
        if block.kind == "heading":
            if level or passages:
                yield Section(f"s{n_sections}", title, level, tuple(passages))
            n_sections += 1
            title, level, passages = outline.plain(text, block.span), block.level, []
            continue
        first = bisect_left(starts, block.span.start)
        inside = marks[first : bisect_left(starts, block.span.end, first)]
        for span, cited in _passages(text, block, inside, language):
            n_passages += 1
            passages.append(Passage(f"p{n_passages}", span, block.span, cited))
    if level or passages:
        yield Section(f"s{n_sections}", title, level, tuple(passages))


def _passages(
    text: str, block: Block, marks: Sequence[Mark], language: str
) -> Iterator[tuple[Span, tuple[Citation, ...]]]:
    """The passages of a block with their citations; an item or row is one."""
    if block.kind != "paragraph":
        yield block.span, _citations(marks)
        return
    first, n_marks = 0, len(marks)
    for span in sentences.split(text, block.span, [mark.span for mark in marks], language):
        last = first
        while last < n_marks and marks[last].span.start < span.end:
            last += 1
        yield span, _citations(marks[first:last])
        first = last


def _citations(marks: Sequence[Mark]) -> tuple[Citation, ...]:
    return tuple(Citation(mark.span, id_) for mark in marks for id_ in mark.ids)


def _sources(marks: Sequence[Mark], listed: SourceList) -> tuple[tuple[Source, ...], list[Problem]]:
    """All sources by number, and a problem for each that the list lacks."""
    sources = dict(listed.sources)
    problems = []
    for mark in marks:
        for id_ in mark.ids:
            if id_ not in sources:
                sources[id_] = Source(id_)
                if listed.sources:
                    problems.append(
                        Problem(f"[{id_}] is cited but not in the source list", mark.span)
                    )
    return tuple(sorted(sources.values(), key=lambda source: int(source.id))), problems


def _in_headings(text: str, body: Sequence[Block]) -> Iterator[Problem]:
    headings = [block.span for block in body if block.kind == "heading"]
    for mark in numeric.find(text, headings, set()).marks:
        yield Problem("citation mark in a heading, not counted", mark.span)
