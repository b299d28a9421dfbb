"""What is no text: fenced blocks, comments, scripts, and spans between backticks."""

import re
from collections import defaultdict
from collections.abc import Sequence

from dashboard.model import Problem, Span
from dashboard.reading.layout.lines import Line

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^`]*)$")
_ENCLOSED = (
    ("<!--", "-->"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<d-code", "</d-code>"),
    ("{% highlight", "{% endhighlight %}"),
)
_HIDDEN = re.compile(r"<!--(?:(?!<!--|-->)[^\n]){0,2000}-->|(?<![\w%])%%[^%\n]{1,500}%%(?![\w%])")
"""Remarks within a paragraph, of HTML and of Obsidian."""

_CODE_INDENT = 4
"""Columns from which Markdown takes a line after a blank one for code."""

_LOOKS_CODE = re.compile(
    r"""
      ^ (?: [$>%] | [A-Za-z]{1,12}> | >>> ) [ ]                          # a prompt
    | [\w\])] [ ]{0,9} (?: [-+*/:<]?= | <- | == | != | => | -> ) [ ]{0,9} \S   # a = b, a[1] <- b
    | [;{}] $
    | ^ (?: def | class | return | import | from | for | if | while | function | var | let | const
        | print | library | SELECT | INSERT | \#include ) \b .* [(){}:;=]
    | ^ [\w.]{1,60} \( [^()]{0,200} \) ;? $
    """,
    re.VERBOSE,
)
_LEAST_CODE = 0.5
"""Share of indented lines that must look like code."""

_TICKS = re.compile(r"`+")
_DIRECTIVE = re.compile(r"\{(\w[\w:.-]{0,59})(?:\}|(?<=\{block2)[ ,]|(?<=\{block)[ ,])")
_OPTION = re.compile(r":[\w-]{1,40}:")
_NO_PROSE = frozenset(
    """code, code-cell, code-block, sourcecode, raw, math, contents, tableofcontents, bibliography,
    toctree, image, literalinclude, mermaid, graphviz, eval-rst, include, index, csv-table,
    jupyter-execute, embed, bokeh-plot, glue, glue:figure, plot, tikz, r, python, julia, bash, sh,
    sql, js, javascript, ojs, css, html, c, cpp, rcpp, rust, stan, dot, d3, yaml, perl, ruby,
    octave, matlab, fortran, haskell, scala""".replace("\n    ", " ").split(", ")
)
"""Directives of MyST that hold no sentences, and languages of Quarto; the others hold text."""

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
    ends: set[int] = set()
    position = 0
    if wrapper := _wrapper(lines, first, fences):
        code.update(wrapper)
        fences = fences[1:-1]
    while position < len(fences):
        index, fence, words = fences[position]
        if position in ends:  # of a directive
            position += 1
            continue
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
        elif _holds_text(words):
            code.update(_head(lines, index), (fences[closer][0],))
            ends.add(closer)
            position += 1
        else:
            code.update(range(index, fences[closer][0] + 1))
            position = closer + 1
    return code, problems


def _holds_text(words: str) -> bool:
    directive = _DIRECTIVE.match(words)
    return directive is not None and directive[1].lower() not in _NO_PROSE


def _head(lines: Sequence[Line], index: int) -> range:
    """The line that opens a directive and those with its options."""
    end = index + 1
    while end < len(lines) and _OPTION.match(lines[end].content):
        end += 1
    return range(index, end)


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
    """Indices of the lines that are comments, scripts or highlighted code and nothing else."""
    hidden: set[int] = set()
    opened: int | None = None
    ending = ""
    for index in range(first, len(lines)):
        content = lines[index].content
        if opened is None and content[:2] in ("<!", "<s", "<d", "{%"):
            ending = next((end for begin, end in _ENCLOSED if content.startswith(begin)), "")
            opened = index if ending else None
        if opened is not None and ending in content:
            if content.endswith(ending):
                hidden.update(range(opened, index + 1))
            opened = None
    return hidden  # what is never closed hides nothing


def indented(text: str, lines: Sequence[Line], first: int) -> set[int]:
    """Indices of the lines that are code because they are indented, also within a list item.

    Prose is indented too, as quotations and the further lines of items are: so a stretch of such
    lines is code only if most of them look like it.
    """
    wide = {
        index
        for index in range(first, len(lines))
        if lines[index].indent and _width(text, lines[index]) >= _CODE_INDENT
    }
    if not wide:
        return wide
    found: set[int] = set()
    stretch: list[int] = []
    is_after_blank = True
    for index in range(first, len(lines) + 1):
        line = lines[index] if index < len(lines) else None
        if line and not line.content:
            is_after_blank = True
            continue
        if index in wide and (stretch or is_after_blank):
            stretch.append(index)
        elif stretch:
            looks = sum(_LOOKS_CODE.search(lines[one].content) is not None for one in stretch)
            if looks and looks >= _LEAST_CODE * len(stretch):
                found.update(stretch)
            stretch = []
        is_after_blank = False
    return found


def _width(text: str, line: Line) -> int:
    """Columns before a line; a tab is as wide as code is indented."""
    before = text[line.start - line.indent : line.start]
    return line.indent + (_CODE_INDENT - 1) * before.count("\t")


def hidden(text: str, place: Span) -> list[Span]:
    """Spans of remarks in a paragraph that a program hides from readers."""
    return [Span(*match.span()) for match in _HIDDEN.finditer(text, place.start, place.end)]


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
