"""BibTeX → sources, by the library that the extra `import` brings."""

import re
from collections.abc import Mapping

from dashboard.errors import InputError
from dashboard.model import Source
from dashboard.study.bibliography import fields
from dashboard.study.bibliography.gathered import Gathered, quoted

_BEGUN = re.compile(r"@[A-Za-z]{3,20}[ \t]*[{(]")
_FIRST = re.compile(r"^[ \t]*@[A-Za-z]{3,20}[ \t]*[{(]", re.MULTILINE)
_PUBLISHERS = ("publisher", "journal", "journaltitle", "organization", "institution", "school")
_GROUPS = str.maketrans("", "", "{}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def looks_so(text: str) -> bool:
    """Whether a line begins an entry."""
    return _FIRST.search(text) is not None


def read(text: str, gathered: Gathered) -> None:
    """Take all entries.

    Raises:
        InputError: The library is not installed, or there are too many entries.
    """
    try:
        from dashboard.study.bibliography import bibtex_library
    except ImportError:
        message = "BibTeX needs the extra: pip install 'citelight[import]'"
        raise InputError.at(gathered.file, message) from None

    # The library takes long over entries that are begun and not ended. Half as many, since
    # an `@name{` may stand inside a value too, but seldom where a line begins.
    gathered.check(max(len(_BEGUN.findall(text)) // 2, len(_FIRST.findall(text))))
    is_told = False
    for found in bibtex_library.entries(text, ("title", *_PUBLISHERS)):
        place = f"line {found.line}"
        if found.fields is None:
            gathered.notes.append(f"{place}: not closed, {quoted(found.raw)}")
        else:
            gathered.add(_source(found.key, found.fields), place, found.raw or found.key)
        if found.is_left and not is_told:
            gathered.notes.append(f"{place}: from here on only the accents of LaTeX are read")
            is_told = True


def _source(key: str, held: Mapping[str, str]) -> Source:
    url = fields.address(held.get("url", "").translate(_GROUPS))
    doi = fields.of_doi(held.get("doi", "").replace("\\", ""))
    how = fields.address(held.get("howpublished", "").replace("{", " ").replace("}", " "))
    names = (fields.words(held.get(name)) for name in _PUBLISHERS)
    return Source(
        id=key,
        title=fields.words(held.get("title")),
        url=url or doi or how,
        publisher=next(filter(None, names), None),
        published=fields.published([held.get("date"), _parts(held), held.get("year")]),
        is_listed=True,
    )


def _parts(held: Mapping[str, str]) -> str | None:
    """The date of the fields `year`, `month` and `day`, as far as they are plain."""
    year, month, day = (held.get(name, "").strip() for name in ("year", "month", "day"))
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    return "-".join(filter(None, (year, month, day))) if month.isdecimal() else year or None
