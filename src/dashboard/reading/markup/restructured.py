"""reStructuredText: underlined headings, literal blocks, directives and notes."""

import re

from dashboard.reading.markup.view import View, blanked

_ADORNMENT = re.compile(r"([=\-~^\"'`*+#:.<>_])\1{2,}[ \t]*$")
_FIELD = re.compile(r"[A-Z][\w-]{1,40}:(?:[ \t]|$)")
_TITLE = re.compile(r"Title:[ \t]*(\S.*)", re.IGNORECASE)
_NOTE = re.compile(r"(?m)^\.\. \[(#?[\w.:+-]{1,80}|#)\](?=[ \t]|$)")
_PROSE = re.compile(
    r"(?m)^[ \t]*\.\. (?:note|warning|tip|hint|important|caution|"
    r"attention|danger|epigraph|pull-quote|admonition)::",
)
_EXPLICIT = re.compile(r"\.\.(?:[ \t]|$)")


def view(text: str) -> View:
    """Blank what is no prose, find the headings, and write notes as Markdown does."""
    lines = text.split("\n")
    starts = _starts(lines)
    end_of_header, title = _header(lines)
    hidden = {*range(end_of_header), *_not_prose(lines, end_of_header)}
    places = [(starts[index], starts[index] + len(lines[index])) for index in hidden]
    places.extend(match.span() for match in _PROSE.finditer(text))
    headings, adornments = _headings(lines, starts, hidden, first_level=2 if title else 1)
    plain = blanked(text, sorted([*places, *adornments]))
    return View(_NOTE.sub(_Footnotes(text), plain), "rst", headings, title)


def _starts(lines: list[str]) -> list[int]:
    starts = []
    position = 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    return starts


class _Footnotes:
    """Writes `.. [#name]` as `[^name]:`, which is shorter; `.. [#]` takes the next number."""

    def __init__(self, text: str) -> None:
        self._taken = {match[1] for match in _NOTE.finditer(text)}
        self._number = 0

    def __call__(self, match: re.Match[str]) -> str:
        """The note as Markdown has it."""
        name = match[1].removeprefix("#")
        if not name:
            self._number += 1
            while str(self._number) in self._taken:
                self._number += 1
            name = str(self._number)
        return f"[^{name}]:".ljust(len(match[0]))


def _header(lines: list[str]) -> tuple[int, str | None]:
    """Number of lines of a header as proposals have it, and the title in it."""
    if not _FIELD.match(lines[0]):
        return 0, None
    title = None
    for index, line in enumerate(lines):
        if not line.strip():
            return (index, title) if title else (0, None)
        if not (_FIELD.match(line) or line[0].isspace()):
            break
        if match := _TITLE.match(line):
            title = match[1].strip()
    return 0, None


def _not_prose(lines: list[str], first: int) -> list[int]:
    """Indices of literal blocks, directives, comments and targets."""
    hidden: list[int] = []
    index = first
    while index < len(lines):
        line = lines[index]
        bare = line.lstrip()
        indent = len(line) - len(bare)
        is_explicit = _EXPLICIT.match(bare) is not None
        if is_explicit and not _NOTE.match(bare):
            if not _PROSE.match(bare):
                hidden.append(index)
                index = _hide_deeper(lines, index + 1, indent, hidden)
                continue
        elif bare.rstrip().endswith("::"):
            index = _hide_deeper(lines, index + 1, indent, hidden)
            continue
        elif bare.startswith(">>> ") or (bare.startswith("__ ") and indent == 0):
            hidden.append(index)
        index += 1
    return hidden


def _hide_deeper(lines: list[str], index: int, indent: int, hidden: list[int]) -> int:
    """Hide the lines that are indented more; the index of the first that is not."""
    while index < len(lines):
        line = lines[index]
        bare = line.lstrip()
        if bare and len(line) - len(bare) <= indent:
            break
        hidden.append(index)
        index += 1
    return index


def _headings(
    lines: list[str], starts: list[int], hidden: set[int], first_level: int
) -> tuple[dict[int, int], list[tuple[int, int]]]:
    """Places and depths of the headings, and the lines drawn under and over them."""
    headings: dict[int, int] = {}
    drawn: list[tuple[int, int]] = []
    depths: dict[tuple[str, bool], int] = {}
    for index in range(1, len(lines)):
        under = _ADORNMENT.match(lines[index])
        title = lines[index - 1]
        if not under or index in hidden or index - 1 in hidden or not title.strip():
            continue
        if len(under[0].rstrip()) < len(title.rstrip()) - 2 or _ADORNMENT.match(title):
            continue
        over = index > 1 and lines[index - 2].rstrip() == under[0].rstrip()
        if title[0].isspace() and not over:
            continue
        above = lines[index - 2].strip() if index > 1 else ""
        if above and not over and index - 2 not in hidden:
            continue  # a table's rule, or the last line of a paragraph
        style = (under[1], over)
        depth = depths.setdefault(style, len(depths) + first_level)
        headings[starts[index - 1] + len(title) - len(title.lstrip())] = depth
        if over:
            drawn.append((starts[index - 2], starts[index - 1] - 1))
        drawn.append((starts[index], starts[index] + len(lines[index])))
    return headings, drawn
