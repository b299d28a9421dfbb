"""What is no text: fenced blocks, comments, and spans between backticks."""

import re
from collections import defaultdict
from collections.abc import Sequence

from dashboard.model import Problem, Span
from dashboard.readers.lines import Line

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^`]*)$")
_TICKS = re.compile(r"`+")
_WRAPPERS = frozenset(("markdown", "md"))


def fenced(lines: Sequence[Line], first: int) -> tuple[set[int], list[Problem]]:
    """Indices of the lines that are code, fences included.

    A fence that is never closed is a problem and no code: a text cut short by one
    stray line would go unnoticed. A fence round the whole text, as chat programs
    set it, is no code either, but its two lines are left out.
    """
    fences = [
        (index, match[1], match[2].strip())
        for index in range(first, len(lines))
        if lines[index].content[:3] in ("```", "~~~")
        and (match := _FENCE.match(lines[index].content))
    ]
    code: set[int] = set()
    problems: list[Problem] = []
    unclosed: dict[str, int] = {}
    position = 0
    if wrapper := _wrapper(lines, first, fences):
        code.update(wrapper)
        fences = fences[1:-1]
    while position < len(fences):
        index, fence, _ = fences[position]
        # A shorter fence may still be closed; one as long cannot, so it is not sought again.
        closer = None
        if len(fence) < unclosed.get(fence[0], len(fence) + 1):
            closer = _closer(fences, position)
        if closer is None:
            unclosed[fence[0]] = min(len(fence), unclosed.get(fence[0], len(fence)))
            line = lines[index]
            problems.append(
                Problem("code block is never closed, read as text", Span(line.start, line.end))
            )
            code.add(index)
            position += 1
        else:
            code.update(range(index, fences[closer][0] + 1))
            position = closer + 1
    return code, problems


def _closer(fences: Sequence[tuple[int, str, str]], position: int) -> int | None:
    opening = fences[position][1]
    for later in range(position + 1, len(fences)):
        _, fence, words = fences[later]
        if fence[0] == opening[0] and len(fence) >= len(opening) and not words:
            return later
    return None


def _wrapper(
    lines: Sequence[Line], first: int, fences: Sequence[tuple[int, str, str]]
) -> tuple[int, int] | None:
    """The first and last line, if they are a Markdown fence round everything."""
    if len(fences) < 2 or fences[0][2].lower() not in _WRAPPERS or fences[-1][2]:
        return None
    start, end = fences[0][0], fences[-1][0]
    outside = (*range(first, start), *range(end + 1, len(lines)))
    return None if any(lines[index].content for index in outside) else (start, end)


def commented(lines: Sequence[Line], first: int) -> set[int]:
    """Indices of the lines that are HTML comments and nothing else."""
    comments: set[int] = set()
    opened = None
    for index in range(first, len(lines)):
        content = lines[index].content
        if opened is None and content.startswith("<!--"):
            opened = index
        if opened is not None and "-->" in content:
            if content.endswith("-->"):
                comments.update(range(opened, index + 1))
            opened = None
    return comments  # one that is never closed hides nothing


def inline(text: str, place: Span) -> list[Span]:
    """Spans between backticks in a paragraph, backticks included."""
    if text.find("`", place.start, place.end) < 0:
        return []
    runs = [match.span() for match in _TICKS.finditer(text, place.start, place.end)]
    by_length: dict[int, list[int]] = defaultdict(list)
    for position in reversed(range(len(runs))):
        by_length[runs[position][1] - runs[position][0]].append(position)
    spans = []
    position = 0
    while position < len(runs):
        start, end = runs[position]
        same = by_length[end - start]
        while same and same[-1] <= position:
            same.pop()
        if same:
            position = same[-1]
            spans.append(Span(start, runs[position][1]))
        position += 1
    return spans
