"""LaTeX: sections, lists and paragraphs between commands that are no prose."""

import re
from collections.abc import Container

from dashboard.model import Source
from dashboard.reading.markup.view import View, blanked, enclosed
from dashboard.vocabulary import addresses

_COMMENT = re.compile(r"(?m)(?<!\\)%[^\n]*$")
_COMMENT_LINE = re.compile(r"(?m)^[ \t]*%[^\n]*\n(?=[ \t]*\S)")
_BEGIN = "\\begin{document}"
_END = "\\end{document}"
_HEADING = re.compile(
    r"(?m)^[ \t]*\\(part|chapter|section|subsection|subsubsection)(\*?)(?:\[[^\[\]\n]{0,200}\])?"
    r"\{((?:[^{}\n]|\{[^{}\n]{0,200}\}){1,300})\}"
)
_DEPTHS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
_TITLE = re.compile(
    r"\\(?:icml)?title(?:\[[^\[\]\n]{0,200}\])?\{((?:[^{}]|\{[^{}]{0,300}\}){1,400})\}"
)
_HIDDEN = re.compile(
    r"\\begin\{(filecontents|verbatim|lstlisting|equation|align|gather|multline|tikzpicture|"
    r"thebibliography|algorithmic|displaymath|eqnarray|comment)(\*?)\}",
)
_TABLE = re.compile(r"\\begin\{(tabular|tabularx|tabulary|longtable)(\*?)\}")
_ROW_END = re.compile(r"\\\\(?:\[[^\[\]\n]{0,20}\])?")
_RULES = re.compile(
    r"\\(?:(?:h|c)line|(?:top|mid|bottom|cmid)rule)\b(?:\([lr]{1,2}\))?(?:\{[^{}\n]{0,40}\})?"
)
_LONG_CITE = re.compile(
    r"\\[a-zA-Z]{0,12}[cC]ite[a-zA-Z]{0,12}\*?(?:\[[^\[\]]{0,300}\]){0,2}\{[^{}\\]{1,2000}\}"
)
_IN_HEADING = re.compile(r"\\[a-zA-Z]{1,20}\*?(?:\{|[ \t]|$)|\\\\|[{}]|(?<!\\)~")
_COMMAND_LINE = re.compile(
    r"(?m)^[ \t]*\\(?:begin|end|label|maketitle|bibliography|bibliographystyle|usepackage|"
    r"documentclass|newcommand|renewcommand|includegraphics|centering|tableofcontents|input|include|"
    r"vspace|hspace|newpage|clearpage|appendix|noindent|title|author|date|index|setlength|def|nocite)"
    r"\b\*?(?:\[(?:(?!\\[a-zA-Z]{0,9}cite)[^\[\]\n]){0,300}\]|\{[^{}\n]{0,300}\})*[ \t]*$"
)
"""Those with a citation in brackets are text: `\\begin{lemma}[\\cite{bell}]` names whose it is."""

_LABEL = re.compile(r"\\(?:label|index)\{[^{}\n]{0,200}\}")
_LABEL_LINE = re.compile(r"(?m)^[ \t]*\\(?:label|index)\{[^{}\n]{0,200}\}[ \t]*\n(?=[ \t]*\S)")
"""One in a paragraph, which goes on below it."""

_ITEM = re.compile(r"(?m)^([ \t]*)\\item\b(\[[^\[\]\n]{0,200}\])?[ \t]*")
_COMMAND = re.compile(r"\\(?:emph|textbf|textit|texttt|textsc|text)\{([^{}]{0,200})\}")

_ENTRY = re.compile(r"@([A-Za-z]{3,20})[ \t]*\{[ \t]*([^\s,{}]{1,200})[ \t]*,")
_NO_WORK = frozenset(("string", "comment", "preamble"))
_FIELD = re.compile(
    r"\b(title|url|year|date|doi)[ \t]*=[ \t]*"
    r"(?:\{((?:[^{}]|\{[^{}]{0,300}\}){0,600})\}|\"([^\"]{0,600})\"|(\d{4}))",
    re.IGNORECASE,
)
_LONGEST_ENTRY = 4000
"""Characters of an entry in which its fields stand."""

_BIBITEM = re.compile(
    r"""
    \\bibitem (?:\[[^\[\]]{0,200}\])? \{([^{}\s]{1,200})\}      # its label and its key
    ([^\\]{0,20} (?:\\(?!bibitem|end\{)[^\\]{0,600}){0,40})     # what it says, up to the next
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"\\[a-zA-Z]+\*?|[{}~]")
_YEAR = re.compile(r"\d{4}")


def looks_so(text: str) -> bool:
    """Whether a text without a telling suffix is LaTeX."""
    return _BEGIN in text or ("\\cite" in text and _HEADING.search(text) is not None)


def view(text: str) -> View:
    """Blank what is no prose and find the headings."""
    sources = bibliography(text)
    title = _TITLE.search(text)
    plain = blanked(text, _outside(text))
    plain = _COMMENT_LINE.sub(_blank, plain)
    plain = blanked(plain, [match.span() for match in _COMMENT.finditer(plain)])
    plain = blanked(plain, enclosed(plain, _HIDDEN, _end))
    plain = _LABEL_LINE.sub(_blank, plain)
    plain = blanked(plain, [match.span() for match in _LABEL.finditer(plain)])
    plain = _LONG_CITE.sub(lambda match: match[0].replace("\n", " "), plain)
    plain = _with_rows(plain)
    found = list(_HEADING.finditer(plain))
    plain = _HEADING.sub(_bare_heading, plain)
    headings = {
        match.end(3) - len(plain[match.start(3) : match.end(3)].lstrip()): _DEPTHS[match[1]]
        for match in found
    }
    plain = blanked(plain, [match.span() for match in _COMMAND_LINE.finditer(plain)])
    plain = _ITEM.sub(_bullet, plain)
    plain = _joined(plain, headings)
    words = _COMMAND.sub(r"\1", title[1]) if title else ""
    return View(
        plain, "latex", headings, " ".join(words.replace("\\\\", " ").split()) or None, sources
    )


def bibliography(text: str) -> dict[str, Source]:
    """The works that entries or items in the text describe, by key."""
    sources: dict[str, Source] = {}
    entries = list(_ENTRY.finditer(text)) if "@" in text else []
    for index, match in enumerate(entries):
        if match[1].lower() in _NO_WORK:
            continue
        later = entries[index + 1].start() if index + 1 < len(entries) else len(text)
        body = text[match.end() : min(later, match.end() + _LONGEST_ENTRY)]
        sources.setdefault(match[2], _described(match[2], body))
    for match in _BIBITEM.finditer(text) if "\\bibitem" in text else ():
        words = " ".join(_MARKUP.sub(" ", match[2]).split())
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
    doi = fields.get("doi")
    url = fields.get("url") or (addresses.doi_url(doi) if doi else None)
    year = _YEAR.search(fields.get("year") or fields.get("date") or "")
    return Source(key, title, url, published=year[0] if year else None, is_listed=True)


def _outside(text: str) -> list[tuple[int, int]]:
    """What stands before and after the document."""
    begin, end = text.find(_BEGIN), text.rfind(_END)
    places = []
    if begin >= 0:
        places.append((0, begin + len(_BEGIN)))
    if end > begin:
        places.append((end, len(text)))
    return places


def _joined(text: str, headings: Container[int]) -> str:
    """Paragraphs on one line each: in LaTeX only a blank line ends one."""
    parts: list[str] = []
    start = 0
    is_open = False
    for line in text.split("\n"):
        words = line.strip()
        is_heading = start + len(line) - len(line.lstrip()) in headings
        goes_on = is_open and bool(words) and not is_heading and words[0] != "•"
        parts += (" " if goes_on else "\n", line)
        is_open = bool(words) and not is_heading
        start += len(line) + 1
    return "".join(parts)[1:]


def _end(match: re.Match[str]) -> str:
    return f"\\end{{{match[1]}{match[2]}}}"


def _bare_heading(match: re.Match[str]) -> str:
    """Only the words of a heading, on a line of their own."""
    before = " " * (match.start(3) - match.start())
    words = _IN_HEADING.sub(lambda command: " " * len(command[0]), match[3])
    return (before + words).ljust(len(match[0]))


def _with_rows(text: str) -> str:
    parts: list[str] = []
    done = 0
    for start, end in enclosed(text, _TABLE, _end):
        parts += (text[done:start], _rows(text[start:end]))
        done = end
    return "".join((*parts, text[done:]))


def _rows(table: str) -> str:
    """The rows of a table that cite, each a paragraph; the others are blank."""
    return "\n".join(
        _ROW_END.sub(lambda end: "\n\n".ljust(len(end[0])), _RULES.sub(_blank, line))
        if "cite" in line
        else " " * len(line)
        for line in table.split("\n")
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _bullet(match: re.Match[str]) -> str:
    return (match[1] + "•").ljust(len(match[0]))
