"""Words of a text → those its writer stressed by asterisks, as in `**so**` and `*so*`."""

import re
from dataclasses import dataclass

from dashboard.model import Span

# Between two signs stands no third, and a sign within a word or number is none: `2**3`, `p*`.
_STRESSED = re.compile(
    r"(?<![A-Za-z0-9*\\`])(\*{1,3})(?=[^\s*])([^*]{1,1000}?)(?<=[^\s\\`])\1(?![A-Za-z0-9*`])"
)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Where words are stressed, in the order of the text."""

    signs: tuple[Span, ...]
    """The asterisks."""

    strong: tuple[Span, ...]
    """The words between two or three of them on each side."""

    light: tuple[Span, ...]
    """The words between one or three."""

    def spans(self) -> tuple[Span, ...]:
        """All of them."""
        return self.signs + self.strong + self.light


def find(text: str, offset: int = 0) -> Emphasis:
    """Find what is stressed in `text`, which begins `offset` code points into its document."""
    signs: list[Span] = []
    strong: list[Span] = []
    light: list[Span] = []
    for match in _STRESSED.finditer(text):
        sign, (start, end) = match[1], match.span(2)
        words = Span(start + offset, end + offset)
        signs += [
            Span(words.start - len(sign), words.start),
            Span(words.end, words.end + len(sign)),
        ]
        strong += [words] if len(sign) > 1 else []
        light += [words] if len(sign) != 2 else []
    return Emphasis(tuple(signs), tuple(strong), tuple(light))
