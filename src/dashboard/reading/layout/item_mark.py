"""The bullet, number or box at the start of a list item."""

import re
from typing import NamedTuple

_BULLET = re.compile(r"(?:[-*+–—·][ \t]++|[•‣▪◦●○■□][ \t]*)(?:\[[ xX]\][ \t]++)?")
_NUMBER = re.compile(
    r"(\d{1,3})(?:\\?[.)][ \t]++|[.)、．](?=[\u3400-\u9fff가-힣]))|\((\d{1,3})\)[ \t]++"
)


class Marked(NamedTuple):
    """What makes a line an item."""

    end: int
    """Place in the line where its words begin."""

    number: int | None

    opens_with_number: bool
    """Whether that is a number above 1 and no bullet, as a wrapped line may begin too."""


def read(content: str) -> Marked | None:
    """The marks that begin a line, several as in `- 1. Title`, if there are any."""
    end, number, opens = 0, None, False
    while match := _BULLET.match(content, end) or _NUMBER.match(content, end):
        if match.lastindex:
            number = int(match[match.lastindex])
            opens = opens or (end == 0 and number > 1)
        end = match.end()
        if content[end : end + 1].isalpha():
            break
    return Marked(end, number, opens) if end else None
