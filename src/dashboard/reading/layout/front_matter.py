"""YAML front matter: where it ends, and the title in it."""

import re
from collections.abc import Sequence

from dashboard.reading.layout.lines import Line

_TITLE = re.compile(r"title[ \t]*:[ \t]*(.+)", re.IGNORECASE)


def read(lines: Sequence[Line]) -> tuple[int, str | None]:
    """Index of the first line after YAML front matter, and the title in it."""
    if len(lines) < 3 or lines[0].content != "---" or ":" not in lines[1].content:
        return 0, None
    title = None
    for index in range(1, len(lines)):
        line = lines[index]
        if line.content in ("---", "..."):
            return index + 1, title
        if not line.content and not lines[index - 1].content:
            break  # two blank lines: the first line was a rule
        if line.indent == 0 and title is None and (match := _TITLE.match(line.content)):
            title = match[1].strip("\"' ") or None
    return 0, None
