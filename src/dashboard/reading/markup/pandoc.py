"""The references in the front matter of a Pandoc or Quarto text → its sources.

Read line by line, since only a few fields matter and most texts have none: whatever YAML says in
other ways stays unknown, and its keys are cited all the same.
"""

import re
from collections.abc import Iterator

from dashboard.model import Source
from dashboard.vocabulary import addresses

_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LONGEST = 500_000
"""Characters of a front matter."""

_FIELD = re.compile(
    r"([ \t]*)(- [ \t]*)?(id|title|url|doi|publisher) : [ \t]+ (\S.{0,2000})",
    re.VERBOSE | re.IGNORECASE,
)


def sources(text: str) -> dict[str, Source]:
    """The works that the front matter lists, by key; the fields that it says in one line."""
    found: dict[str, Source] = {}
    for said in _entries(text):
        url = said.get("url") or (addresses.doi_url(said["doi"]) if "doi" in said else None)
        title, publisher = said.get("title") or None, said.get("publisher")
        if id_ := said.get("id"):
            found.setdefault(id_, Source(id_, title, url, publisher, is_listed=True))
    return found


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The fields of each entry of `references`."""
    if not text.startswith("---"):
        return
    end = _END.search(text, 4, _LONGEST)
    _, is_there, listed = text[: end.start() if end else 0].partition("\nreferences:")
    said: dict[str, str] = {}
    depth = None
    for line in listed.split("\n")[1:] if is_there else ():
        if line and line[0] not in " \t-#":
            break  # the next field of the front matter
        dash = line.find("- ") if line.lstrip().startswith("- ") else None
        depth = dash if depth is None else depth
        if dash is not None and dash == depth and (said or "id:" in line) and "id" in said:
            yield said
            said = {}
        field = _FIELD.match(line)
        # A name or title of an author's or container's lies deeper than the entry's own.
        if field and depth is not None and len(field[1] + (field[2] or "")) <= depth + 2:
            said.setdefault(field[3].lower(), _plain(field[4]))
    if "id" in said:
        yield said


def _plain(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] in "'\"" and value[-1] == value[0]:
        value = value[1:-1]
    return " ".join(value.split()).strip("*_")
