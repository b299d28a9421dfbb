r"""Formulas of Markdown, whose brackets are intervals and indices: `$a[2]$`, `\(x \in [1, 2]\)`.

Dollars are prices and escaped brackets marks (`\[3\]`) as well, so what stands between two of
them must look like a formula.
"""

import re

from dashboard.model import Span

# Each way begins with the one character that opens it, so that the search skips all else.
_FORMULA = re.compile(
    r"""
      \$ (?<![\\$]\$) \$ (?P<shown> [^$]{1,2000} ) \$\$ (?!\$)            # $$ f[1] = 2 $$
    | \$ (?<![\\$\w]\$) (?=[^\s$])
      (?P<inline> (?: [^$\\`\n] | \\[^\n] | \n(?![ \t]*\n) ){1,400} )  # $a[2]$
      (?<=[^\s(\[{]) \$ (?![\w$])
    | \\\\?\( (?P<round> (?: (?!\\{1,2}[()])[^\n] | \n(?![ \t]*\n) ){1,400} ) \\{1,2}\)
    | \\\\?\[ (?P<square> (?: (?!\\{1,2}[\[\]])[^\n] | \n(?![ \t]*\n) ){1,2000} ) \\{1,2}\]
    """,
    re.VERBOSE,
)
_MATHS = re.compile(
    r"\\[A-Za-z]|\s[=<>≤≥∈≈]\s|\w\s?=\s?[\w-]|[\w)}\]][_^][\w{(-]|[<>]\s?\d|[≤≥∈∑∫∞≈]|[^\W_]\["
)
"""What formulas have and marks with escaped brackets do not."""

_INTERVAL = re.compile(r"[\[\](]\s*[\w.-]{1,12}\s*,\s*[\w.-]{1,12}\s*[\])\[]")
_PROSE = re.compile(r"(?<![\\\w{])[^\W\d_]{2,40},?[ \n]{1,3}[^\W\d_]{3}")
"""Two words in a row; `for all` in a formula stands in `\\text{…}`."""

_COMMAND = re.compile(r"\\[A-Za-z]{2}")
_LINK = re.compile(r"\]\(|://|</?[a-z]")
_PRICE = re.compile(r"[\d.,]{1,20}[A-Za-z]{0,3}[ ]?[\[(]\d")
"""`$5 [1]`, before another price."""

_LINE_START = re.compile(r"(?:^|\n)[ \t>]{0,20}\Z")
_LONGEST_INDENT = 21


def find(text: str) -> list[Span]:
    """The spans of all formulas in a text, delimiters included."""
    if not ("$" in text or "\\(" in text or "\\[" in text):
        return []
    spans = []
    place = 0
    while match := _FORMULA.search(text, place):
        if _is_formula(match):
            spans.append(Span(*match.span()))
            place = match.end()
        else:
            place = match.start() + 1
    return spans


def _is_formula(match: re.Match[str]) -> bool:
    kind = match.lastgroup or ""
    inner = match[kind]
    if _LINK.search(inner) or (_PROSE.search(inner) and not _COMMAND.search(inner)):
        return False
    if kind == "inline":
        return not _PRICE.match(inner)
    if _MATHS.search(inner):
        return True
    if kind == "shown":
        before = match.string[max(0, match.start() - _LONGEST_INDENT) : match.start()]
        return inner == inner.strip() or _LINE_START.search(before) is not None
    return kind == "round" and _INTERVAL.search(inner) is not None
