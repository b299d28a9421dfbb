"""Numbers in circles: `雨水丰沛①。`, `<sup>①</sup>`, `[①]`, as notes in Chinese have them.

They number the parts of a sentence too, `①雨，②雪`. So notes must have all of them, and where
many stand before words, only those at the end of words count.
"""

import re
from collections.abc import Container, Iterator, Sequence
from unicodedata import numeric

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import Context, Evidence, Example, Grammar

CIRCLES = "①-⑳㉑-㉟㊱-㊿"
_MARK = re.compile(rf"(?:<sup>|[\[(（［〔])?(?P<ring>[{CIRCLES}])(?:</sup>|[\])）］〕])?")
_BEFORE = re.compile(r"[\w)）\]】」』”’\"»。，、；：！？.,;:!?%]\Z")
_AFTER = re.compile(rf"\s*(?:\Z|[。，、；：！？」』”）)\].,;:!?\n{CIRCLES}])")
_AFTER_STOP = re.compile(r"[。！？」』”.!?]\Z")
_FEWEST = 2
_SHARE_AT_ENDS = 0.8
"""Of such numbers, from which those within a sentence count too; else they may number its parts."""


def find(
    text: str, places: Sequence[Span], listed: Container[str], *, is_asked: bool = False
) -> Found:
    """Find numbers in circles that the notes have or, if a person asks for them, all."""
    circles = [circle for place in places for circle in _circles(text, place)]
    marks = tuple(mark for mark, _ in circles)
    at_ends = tuple(mark for mark, is_at_end in circles if is_at_end)
    if is_asked:
        return Found(marks)
    if len(at_ends) < _SHARE_AT_ENDS * len(marks):
        marks = at_ends
    are_listed = all(mark.ids[0] in listed for mark in marks)
    return Found(marks) if len(at_ends) >= _FEWEST and are_listed else Found()


def _circles(text: str, place: Span) -> Iterator[tuple[Mark, bool]]:
    """Each number behind a word or stop, and whether words end there or markup sets it off."""
    for match in _MARK.finditer(text, place.start, place.end):
        start, end = match.span()
        before = text[max(place.start, start - 1) : start]
        if before and (_BEFORE.match(before) or before in "①②③④⑤⑥⑦⑧⑨⑩"):
            is_set_off = end - start > 1
            is_at_end = _AFTER.match(text, end, place.end) or _AFTER_STOP.match(before)
            id_ = str(int(numeric(match["ring"])))
            yield Mark(Span(start, end), (id_,)), is_set_off or is_at_end is not None


def _has_list_and_no_marks(context: Context) -> bool:
    return bool(context.listed.sources) and not context.marks


GRAMMARS = (
    Grammar(
        key="circled",
        name="numbers in circles",
        form="`雨水丰沛①。`, `<sup>②</sup>`",
        sentence="numbers in circles, as Chinese and Japanese notes have them",
        evidence=Evidence.LAST,
        precedence=35,
        condition="notes that have all the numbers, and no other marks",
        find=lambda context: find(
            context.text, context.places, context.listed.sources, is_asked=context.is_asked
        ),
        is_believed=_has_list_and_no_marks,
        needles=tuple("①②③④⑤"),
        examples=(
            Example(
                "雨水丰沛①。雪也很多②。原因有二：①风，②云。冰雹罕见。\n\n"
                "## 注释\n\n① 王明：《雨》，1999年。\n② 李华：《雪》，2001年。\n",
                {"1": 1, "2": 1},
                passages=4,
            ),
        ),
    ),
)
