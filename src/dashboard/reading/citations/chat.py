"""Marks that chat programs leave in copied answers.

`【24†source】` and `【31†L290-L298】` name 24 and 31, the lines are the passage in it;
`【F:notes/a.md†L1-L9】` names a file; `[cite: 1, 16-18]` names four; between private
characters stands `cite`, then ids such as `turn0search3`; where these characters were lost,
`citeturn0search3turn1news2` is left. `:contentReference[oaicite:3]{index=3}` names 3.
"""

import re
from collections.abc import Iterable, Iterator

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import Evidence, Example, Grammar

_DAGGER = re.compile(r"[【\[](?:F:)?([^【】\[\]†\n]{1,200})†[^【】\[\]\n]{0,200}[】\]]")
_CITE = re.compile(r"\[cite:[ \t]*([^\[\]\n]{1,200})\]")
_PRIVATE = re.compile("\ue200(?:file)?cite\ue202([^\ue200\ue201\n]{1,600})\ue201")
_BARE = re.compile(r"(?<!\w)(?:file)?cite((?:turn\d{1,3}[a-z]{3,12}\d{1,3})+)(?!\w)")
_BARE_TURN = re.compile(r"turn\d+[a-z]+\d+")
_CONTENT = re.compile(r":contentReference\[oaicite:(\d{1,4})\]\{index=\d{1,4}\}")
_CITED = re.compile(r"[^\s,;]+")
_RANGE = re.compile(r"(\d{1,9})[-–](\d{1,9})")
_LONGEST_RANGE = 50
_TURN = re.compile(r"[^\ue202\s]+")


def find(text: str, places: Iterable[Span]) -> Found:
    """Find the marks in stretches of a text."""
    marks = []
    for place in places:
        for match in _DAGGER.finditer(text, place.start, place.end):
            marks.append(Mark(Span(*match.span()), (match[1].strip(),)))
        for match in _CITE.finditer(text, place.start, place.end):
            marks.append(Mark(Span(*match.span()), tuple(_cited(match[1]))))
        for match in _PRIVATE.finditer(text, place.start, place.end):
            marks.append(Mark(Span(*match.span()), tuple(_TURN.findall(match[1]))))
        for match in _BARE.finditer(text, place.start, place.end):
            marks.append(Mark(Span(*match.span()), tuple(_BARE_TURN.findall(match[1]))))
        for match in _CONTENT.finditer(text, place.start, place.end):
            marks.append(Mark(Span(*match.span()), (match[1],)))
    return Found(in_order(mark for mark in marks if mark.ids and mark.ids[0]))


def _cited(inner: str) -> Iterator[str]:
    for part in _CITED.findall(inner):
        match = _RANGE.fullmatch(part)
        low, high = (int(match[1]), int(match[2])) if match else (0, 0)
        if 0 < high - low < _LONGEST_RANGE:
            yield from (str(number) for number in range(low, high + 1))
        else:
            yield part


GRAMMARS = (
    Grammar(
        key="chat",
        name="chat marks",
        form="`【24†source】`, `[cite: 1, 16-18]`, `citeturn0search3`, `[oaicite:3]`",
        sentence="marks that chat programs leave in copied answers",
        evidence=Evidence.FORM,
        precedence=40,
        find=lambda context: find(context.text, context.places),
        needles=("†", "[cite:", "\ue200", "citeturn", "[oaicite:"),
        examples=(
            Example(
                "Rain fell【24†source】. Snow fell [cite: 1, 3-4]. Hail fell citeturn0search3.\n",
                {"24": 1, "1": 1, "3": 1, "4": 1, "turn0search3": 1},
                passages=3,
            ),
        ),
    ),
)
