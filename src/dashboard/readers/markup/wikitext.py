"""Wiki markup: headings between `=`, lists, templates, tables and comments."""

import re

from dashboard.model import Source
from dashboard.readers.grammars import refs
from dashboard.readers.markup.view import View, blanked

_COMMENT = re.compile(r"<!--.*?-->|<nowiki>[^<]*</nowiki>", re.DOTALL)
_HEADING = re.compile(r"(?m)^(={1,6})[ \t]*([^\n=](?:[^\n]{0,300}[^\n=])?)[ \t]*\1[ \t]*$")
_LIST = re.compile(r"(?m)^[*#:;]+[ \t]*")
_HIDDEN_LINE = re.compile(
    r"(?m)^[ \t]*(?:\{\||\|\}|\|-|!|__[A-Z]+__|#(?:REDIRECT|redirect)|<references\b[^>\n]*/>|"
    r"\[\[(?:Category|Catégorie|Kategorie|Categoría|Categoria|Категория|[a-z]{2,3}):)[^\n]*$"
)
_FILE = re.compile(r"\[\[(?:File|Image|Fichier|Datei|Archivo|Ficheiro|Файл|Bild):", re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}")
_LISTED = re.compile(r"<references\b[^>/]*>.*?</references\s*>", re.DOTALL | re.IGNORECASE)
_REF = re.compile(r"<ref\b", re.IGNORECASE)
_REF_WHOLE = re.compile(r"<ref\b[^<>/]*>[^<]*(?:<(?!/?ref\b)[^<]*)*</ref\s*>", re.IGNORECASE)


def looks_so(text: str) -> bool:
    """Whether a text without a telling suffix is wiki markup."""
    return _REF.search(text) is not None and _HEADING.search(text) is not None


def view(text: str) -> View:
    """Blank what is no prose and write list items as plain text does."""
    plain = blanked(text, [match.span() for match in _COMMENT.finditer(text)])
    listed: dict[str, Source] = {}
    for match in _LISTED.finditer(plain):
        listed.update(refs.named(match[0]))
    plain = blanked(plain, [match.span() for match in _LISTED.finditer(plain)])
    plain = _REF_WHOLE.sub(lambda match: match[0].replace("\n", " "), plain)
    plain = blanked(plain, _templates(plain))
    plain = blanked(plain, [match.span() for match in _HIDDEN_LINE.finditer(plain)])
    headings = {match.start(2): len(match[1]) - 1 or 1 for match in _HEADING.finditer(plain)}
    plain = _HEADING.sub(_bare_heading, plain)
    plain = _LIST.sub(lambda match: "•".ljust(len(match[0])), plain)
    return View(_without_files(plain), "wikitext", headings, None, listed)


def _bare_heading(match: re.Match[str]) -> str:
    before = " " * (match.start(2) - match.start())
    return (before + match[2]).ljust(len(match[0]))


def _templates(text: str) -> list[tuple[int, int]]:
    """Places of templates that stand alone on their lines, such as an infobox.

    Lines in them that carry a reference stay, since that is a citation.
    """
    places: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _BRACES.finditer(text):
        if match[0] == "{{":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if not opened and _stands_alone(text, start, match.end()):
                places.extend(_lines_without_refs(text, start, match.end()))
    return places


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)].strip()
    return not before and (not after or "\n" in text[start:end])


def _lines_without_refs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    places = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if not _REF.search(text, start, stop):
            places.append((start, stop))
        start = stop + 1
    return places


def _without_files(text: str) -> str:
    """Blank pictures that stand on a line of their own."""
    places = []
    for match in _FILE.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        stop = text.find("\n", match.end())
        stop = len(text) if stop < 0 else stop
        if not text[line : match.start()].strip() and not _REF.search(text, line, stop):
            if text[line:stop].rstrip().endswith("]]"):
                places.append((line, stop))
    return blanked(text, places)
