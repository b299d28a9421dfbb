"""Wiki markup: headings between `=`, lists, templates, tables and comments."""

import re
from collections.abc import Iterator

from dashboard.model import Source
from dashboard.reading.markup import references
from dashboard.reading.markup.view import View, blanked, enclosed

_NO_MARKUP = re.compile(r"<!--|<(nowiki|pre|source|syntaxhighlight)\b[^<>]{0,200}(?<!/)>", re.I)
_PROPOSAL = re.compile(r"(?m)^<pre>\n(?:[ \t]+[^\n]*\n){0,20}?[ \t]+Title:[ \t]*(\S[^\n]*)")
"""The head of a proposal, which names its title."""

_HEADING = re.compile(r"(?m)^(={1,6})[ \t]*([^\n=](?:[^\n]{0,300}[^\n=])?)[ \t]*\1[ \t]*$")
_LIST = re.compile(r"(?m)^[*#:;]+[ \t]*")
_HIDDEN_LINE = re.compile(
    r"(?m)^[ \t]*(?:"
    r"(?:\{\||\|\}|\|-|!|__\w+__|#(?:REDIRECT|redirect)|<references\b[^>\n]*/>)[^\n]*"
    r"|\[\[[^\W\d_]\w{1,20}:[^\[\]\n]*\]\][ \t]*"
    r"|\[\[(?i:file|image|fichier|datei|archivo|ficheiro|imagem|immagine|bestand|plik|bild|fil|soubor"
    r"|tiedosto|fájl|dosya|файл|изображение"
    r"|датотека|ファイル|文件|檔案|파일|ملف|קובץ|चित्र):[^\n]*\]\][ \t]*"
    r"|(?:</?(?!ref\b)[a-z]{1,20}\b[^<>\n]{0,200}>[ \t]*)+)$"
)
"""Lines without words of the text: of tables, pictures, categories, and of tags alone."""

_TABLE_HEAD = re.compile(r"(?m)^[ \t]*![^\n]*")
_BESIDE_REF = re.compile(r"\{\{\s*rp\s*\|[^{}\n]{0,100}\}\}", re.IGNORECASE)
"""The page that a reference means, as `{{rp|12}}`."""

_BRACES = re.compile(r"\{\{|\}\}")
_WIDEST_SPACE = 80
"""Characters beside a template on its line that are looked at; more are no mere space."""

_LISTED_IN = re.compile(
    r"\{\{[^{}|<]{2,40}(?:\|[^{}|<]{0,60}){0,4}\|\s*(?:refs|references|références|przypisy|liste)\s*="
)
"""A template that lists what references say by name, as `{{reflist|refs=…}}`."""

_LISTED = re.compile(r"<references\b[^>/]{0,200}>", re.IGNORECASE)
_REF = re.compile(r"<ref\b", re.IGNORECASE)
_REF_WHOLE = re.compile(r"<ref\b[^<>/]*>[^<]*(?:<(?!/?ref\b)[^<]*)*</ref\s*>", re.IGNORECASE)


def looks_so(text: str) -> bool:
    """Whether a text without a telling suffix is wiki markup."""
    return _REF.search(text) is not None and _HEADING.search(text) is not None


def view(text: str) -> View:
    """Blank what is no prose and write list items as plain text does."""
    plain = blanked(text, enclosed(text, _NO_MARKUP, _end))
    listed: dict[str, Source] = {}
    lists = [*enclosed(plain, _LISTED, lambda _: "</references>"), *_listing(plain)]
    for start, end in lists:
        listed.update(references.named(plain[start:end]))
    plain = blanked(plain, sorted(lists))
    plain = _REF_WHOLE.sub(lambda match: match[0].replace("\n", " "), plain)
    plain = blanked(plain, _templates(plain))
    plain = blanked(plain, _without_refs(plain, _HIDDEN_LINE))
    plain = blanked(plain, [match.span() for match in _BESIDE_REF.finditer(plain)])
    plain = _TABLE_HEAD.sub(_row, plain)
    headings = {match.start(2): len(match[1]) for match in _HEADING.finditer(plain)}
    plain = _HEADING.sub(_bare_heading, plain)
    plain = _LIST.sub(lambda match: "•".ljust(len(match[0])), plain)
    title = _PROPOSAL.match(text)
    return View(plain, "wikitext", headings, title[1].strip() if title else None, listed)


def _end(match: re.Match[str]) -> str:
    return f"</{match[1]}>" if match[1] else "-->"


def _bare_heading(match: re.Match[str]) -> str:
    """Only the words of a heading; a reference in it belongs to no passage."""
    before = " " * (match.start(2) - match.start())
    words = _REF_WHOLE.sub(lambda ref: " " * len(ref[0]), match[2])
    return (before + words).ljust(len(match[0]))


def _row(match: re.Match[str]) -> str:
    """The head of a table as its rows are written."""
    return match[0].replace("!!", "||").replace("!", "|", 1)


def _listing(text: str) -> list[tuple[int, int]]:
    """Places of templates that list references."""
    return [place for place in _outermost(text) if _LISTED_IN.match(text, *place)]


def _templates(text: str) -> list[tuple[int, int]]:
    """Places of templates that stand alone on their lines, such as an infobox.

    Lines in them that carry a reference stay, since that is a citation.
    """
    places: list[tuple[int, int]] = []
    for start, end in _outermost(text):
        if _stands_alone(text, start, end):
            places.extend(_lines_without_refs(text, start, end))
    return places


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    """Places of templates that stand in no other."""
    opened: list[int] = []
    for match in _BRACES.finditer(text):
        if match[0] == "{{":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if not opened:
                yield start, match.end()


def _stands_alone(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", max(0, start - _WIDEST_SPACE), start)
    if (line < 0 and start > _WIDEST_SPACE) or text[line + 1 : start].strip():
        return False
    stop = text.find("\n", end, end + _WIDEST_SPACE)
    is_last = stop < 0 and len(text) <= end + _WIDEST_SPACE
    rest = text[end : len(text) if is_last else stop]
    return ((stop >= 0 or is_last) and not rest.strip()) or "\n" in text[start:end]


def _lines_without_refs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    places = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if not references.POINTER.search(text, start, stop):
            places.append((start, stop))
        start = stop + 1
    return places


def _without_refs(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Places where a pattern stands and no reference in it."""
    places = [match.span() for match in pattern.finditer(text)]
    return [place for place in places if not references.POINTER.search(text, *place)]
