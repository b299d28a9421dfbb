"""Footnote and citation marks of reStructuredText: `[1]_`, `[#name]_`, `[#]_`, `[CIT2002]_`.

So are keys between backticks after `:cite:`.
`[#]_` takes the numbers in turn, as the notes themselves do.
"""

import re
from collections.abc import Container, Sequence

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import Evidence, Example, Grammar

_MARK = re.compile(r"\[(#?[\w.:+-]{0,80}|\*)\]_(?![\w_])")

_ROLE = re.compile(r":cite(?::[a-z]{1,20})?:`([^`\n]{1,500})`")
_NUMBERED = re.compile(r"\[(\d{1,9})\]_")


def find(text: str, places: Sequence[Span], listed: Container[str]) -> Found:
    """Find the marks in stretches of a text."""
    marks = []
    n_automatic = 0
    taken = {
        match[1] for place in places for match in _NUMBERED.finditer(text, place.start, place.end)
    }
    for place in places:
        for match in _MARK.finditer(text, place.start, place.end):
            name = match[1].removeprefix("#")
            if match[1] in ("#", "*"):
                n_automatic += 1
                while str(n_automatic) in taken:
                    n_automatic += 1
                name = str(n_automatic)
            if name and (
                match[1][0] == "#" or name.isdigit() or name in listed or name[0].isalpha()
            ):
                marks.append(Mark(Span(*match.span()), (name,)))
        for match in _ROLE.finditer(text, place.start, place.end):
            keys = tuple(key.strip() for key in match[1].split(",") if key.strip())
            marks.append(Mark(Span(*match.span()), keys))
    return Found(in_order(mark for mark in marks if mark.ids))


GRAMMARS = (
    Grammar(
        key="restructured",
        name="notes [n]_",
        form="`[1]_`, `[#name]_`, `[#]_`, `[CIT2002]_`, `` :cite:`key` ``",
        sentence="footnotes and citations of reStructuredText; `[#]_` counts on by itself",
        evidence=Evidence.FORM,
        precedence=30,
        find=lambda context: find(context.text, context.places, context.listed.sources),
        needles=("]_", ":cite"),
        markups=frozenset(("rst",)),
        needs_entry=True,
        examples=(
            Example(
                "Rain\n====\n\nIt fell [1]_. It fell again [AMES19]_.\n\n"
                ".. [1] The rain\n.. [AMES19] Ames, 2019\n",
                {"1": 1, "AMES19": 1},
                passages=2,
                suffix=".rst",
            ),
        ),
    ),
)
