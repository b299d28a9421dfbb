"""Runs of numbered lines that are source lists, though no heading says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import digit

from dashboard.reading.layout.block import Block
from dashboard.vocabulary import addresses

BRACKETED = re.compile(
    r"\**\\?[\[【［〔](\d{1,9})\\?[\]】］〕]\**:?[ \t]*"
    r"|\**(?:Source|Ref(?:erence|\.)?) (\d{1,4})\**:\**[ \t]*"
)
_IN_BRACKETS = re.compile(r"[\[［【〔]\^?(\d{1,3}[\d\s,，;；–—－～-]{0,60})\^?[\]］】〕]")
_RAISED = re.compile(
    r"<sup>\[?(\d{1,3})|([¹²³⁰⁴-⁹]{1,3})|[^\W\d][.,;:!?”\"’»)]{0,2}(\d{1,3})(?![\d.,%:]*\d)"
)
"""What may name an entry: in brackets; raised, or glued to a word or its stop."""

_DIGITS = re.compile(r"[\d¹²³⁰⁴-⁹]+")
_FEWEST = 2
_NAMED = 0.5
"""Share of the entries that marks must name before them."""


def find(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Entries in lists without a heading: numbered lines with addresses, or that marks name."""
    yield from _closing(text, blocks)
    run: list[int] = []
    for index, block in enumerate(blocks):
        if run and not (_is_addressed(text, block) and _follows(blocks, run[-1], block)):
            yield from _checked(text, blocks, run)
            run = []
        if _is_addressed(text, block):
            run.append(index)
    yield from _checked(text, blocks, run)


def _is_addressed(text: str, block: Block) -> bool:
    if block.number is None or block.kind not in ("item", "paragraph"):
        return False
    return addresses.URL.search(text, block.span.start, block.span.end) is not None


def _follows(blocks: Sequence[Block], last: int, block: Block) -> bool:
    earlier = blocks[last]
    return earlier.number is not None and block.number is not None and block.number > earlier.number


def _checked(text: str, blocks: Sequence[Block], run: Sequence[int]) -> Sequence[int]:
    """The run if it is a list of sources; prose may begin with a mark or number too."""
    if not run:
        return ()
    bracketed = all(BRACKETED.match(text, blocks[index].span.start) for index in run)
    if bracketed:
        alone = _only_address(text, blocks[run[0]])
        return run if len(run) > 1 or alone else ()
    # `1. Title URL` closes a text; in the middle of one it may be advice with links.
    return run if len(run) > 1 and run[-1] == len(blocks) - 1 else ()


def _only_address(text: str, block: Block) -> bool:
    mark = BRACKETED.match(text, block.span.start, block.span.end)
    start = mark.end() if mark else block.span.start
    url = addresses.URL.match(text, start, block.span.end)
    return url is not None and url.end() == block.span.end


@dataclass(slots=True)
class Named:
    """The numbers that marks name, up to a place that only moves on."""

    text: str
    _ways: tuple["_Way", ...] = field(default_factory=lambda: (_Way(_IN_BRACKETS), _Way(_RAISED)))

    def names(self, numbers: Sequence[int], place: int) -> bool:
        """Whether marks before `place` name enough of the numbers.

        Those in brackets are cheap to find and mostly all there are, so they are looked at first.
        """
        found: set[int] = set()
        for way in self._ways:
            found |= way.before(self.text, place)
            if sum(number in found for number in numbers) >= _NAMED * len(numbers):
                return True
        return False


@dataclass(slots=True)
class _Way:
    """One way to write marks, and what it names up to a place."""

    pattern: re.Pattern[str]
    place: int = 0
    numbers: set[int] = field(default_factory=set)

    def before(self, text: str, place: int) -> set[int]:
        """Those up to `place`; what was looked through is not looked through again."""
        end = max(place, self.place)
        written = {word for match in self.pattern.finditer(text, self.place, end)
                   for word in match.groups() if word}  # fmt: skip
        for word in written:
            self.numbers.update(map(_value, _DIGITS.findall(word)))
        self.place = end
        return self.numbers


def below(blocks: Sequence[Block], heading: int, named: Named) -> list[int]:
    """Entries below a heading that may also stand above remarks: they count on from 1.

    They may begin again below each lesser heading, as the notes to several chapters do.
    """
    runs: list[list[int]] = [[]]
    for index in range(heading + 1, len(blocks)):
        block = blocks[index]
        if block.kind == "heading":
            if block.level <= blocks[heading].level:
                break
            runs.append([])
        elif block.number == len(runs[-1]) + 1:
            runs[-1].append(index)
    run = [index for part in runs for index in part]
    return run if _is_named(blocks, run, named) else []


def _closing(text: str, blocks: Sequence[Block]) -> list[int]:
    """Lines such as `[1] Ames, Rain` up to the end of the text that count on and are named."""
    run: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if run and block.number != (blocks[run[-1]].number or 0) - 1:
            break
        if not BRACKETED.match(text, block.span.start, block.span.end):
            break
        run.append(index)
    run.reverse()
    return run if _is_named(blocks, run, Named(text)) else []


def _is_named(blocks: Sequence[Block], run: Sequence[int], named: Named) -> bool:
    """Whether marks before the run name enough of its numbers."""
    if len(run) < _FEWEST or blocks[run[0]].number != 1:
        return False
    return named.names([blocks[index].number or 0 for index in run], blocks[run[0]].span.start)


def _value(number: str) -> int:
    """Of digits, raised ones too."""
    return int("".join(str(digit(figure)) for figure in number))
