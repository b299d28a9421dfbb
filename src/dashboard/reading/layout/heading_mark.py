"""Lines that `#` or bold type makes headings."""

import re
from typing import NamedTuple

_ANCHOR = re.compile(r"[ \t]*\{[#.][^{}]{0,80}\}$")
_WIDE = re.compile(r"[\u3400-\u9fff가-힣]")
_COLLAPSED = re.compile(r"[ \t]*\[\^")
LONGEST = 200
"""Characters; a longer line is a paragraph, whatever marks stand around it."""

_DEEPEST = 6
_DIGIT_MARK = re.compile(r"[\[【]\d")


class Marked(NamedTuple):
    """A heading as its line has it."""

    level: int
    """Number of its `#`."""

    start: int
    """Place of its words in the line."""

    title: str
    """Empty for a line of nothing but `#`."""


def read(content: str) -> Marked | None:
    """The heading that a line beginning with `#` is, if it is one."""
    title = content.lstrip("#")
    level = len(content) - len(title)
    spaced = title[:1].isspace() or _WIDE.match(title) or (level > 1 and title[:1].isalpha())
    if level > _DEEPEST or not (spaced or not title):
        return None
    # `## ## Title` and `## Title ##` are headings called "Title".
    title = title.lstrip("# \t")
    start = len(content) - len(title)
    title = without_anchor(title).rstrip("#").rstrip()
    if "[^" in title and (collapsed := _COLLAPSED.search(title)):
        title = title[: collapsed.start()]  # notes, or a whole list run into its heading
    return Marked(level, start, title)


def without_anchor(title: str) -> str:
    """The words of a heading before `{#place}`."""
    anchor = _ANCHOR.search(title[-90:])
    return title[: len(title) - len(anchor[0])] if anchor else title


def bold(content: str) -> str | None:
    """The words of a line that is bold as a whole and no label or sentence."""
    if not (content.startswith(("**", "__")) and content.endswith(content[:2])):
        return None
    title = content.strip(content[0]).strip()
    if not title or len(title) > LONGEST or content[:2] in title:
        return None
    if title[-1] in ":：" or (_DIGIT_MARK.search(title) and title[-1] in ".。]"):
        return None  # a run-in label, or a bold sentence
    return title
