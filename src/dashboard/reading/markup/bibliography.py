r"""Bibliographies inside a text: BibTeX entries, `\bibitem`, YAML lists of standards."""

import re

from dashboard.model import Source
from dashboard.vocabulary import addresses

_ENTRY = re.compile(r"@([A-Za-z]{3,20})[ \t]*\{[ \t]*([^\s,{}]{1,200})[ \t]*,")
_NO_WORK = frozenset(("string", "comment", "preamble"))
_FIELD = re.compile(
    r"\b(title|url|year|date|doi)[ \t]*=[ \t]*"
    r"(?:\{((?:[^{}]|\{[^{}]{0,300}\}){0,600})\}|\"([^\"]{0,600})\"|(\d{4}))",
    re.IGNORECASE,
)
_LONGEST = 4000
"""Characters of an entry in which its fields stand."""

_BIBITEM = re.compile(
    r"\\bibitem(?:\[[^\[\]]{0,200}\])?\{([^{}\s]{1,200})\}([^\\]{0,20}(?:\\(?!bibitem|end\{)[^\\]{0,600}){0,40})"
)
_COMMANDS = re.compile(r"\\[a-zA-Z]+\*?|[{}~]")
_YEAR = re.compile(r"\d{4}")


def bibtex(text: str) -> dict[str, Source]:
    """The works that entries or items in the text describe, by key."""
    sources: dict[str, Source] = {}
    entries = list(_ENTRY.finditer(text)) if "@" in text else []
    for index, match in enumerate(entries):
        if match[1].lower() in _NO_WORK:
            continue
        later = entries[index + 1].start() if index + 1 < len(entries) else len(text)
        body = text[match.end() : min(later, match.end() + _LONGEST)]
        sources.setdefault(match[2], _described(match[2], body))
    for match in _BIBITEM.finditer(text) if "\\bibitem" in text else ():
        words = " ".join(_COMMANDS.sub(" ", match[2]).split())
        address = addresses.URL.search(match[2])
        url = addresses.trimmed(address[0].split("}")[0]) if address else None
        sources.setdefault(match[1], Source(match[1], words[:300] or None, url, is_listed=True))
    return sources


def _described(key: str, body: str) -> Source:
    fields = {
        match[1].lower(): " ".join((match[2] or match[3] or match[4] or "").split())
        for match in reversed(list(_FIELD.finditer(body)))
    }
    title = fields.get("title", "").replace("{", "").replace("}", "") or None
    doi = fields.get("doi", "").removeprefix("https://doi.org/")
    url = fields.get("url") or (f"https://doi.org/{doi}" if doi else None)
    year = _YEAR.search(fields.get("year") or fields.get("date") or "")
    return Source(key, title, url, published=year[0] if year else None, is_listed=True)
