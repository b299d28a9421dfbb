"""LaTeX: sections, lists and paragraphs between commands that are no prose."""

import re
from collections.abc import Container

from dashboard.model import Source
from dashboard.reading.markup.bibliography import bibtex
from dashboard.reading.markup.view import View, blanked, enclosed

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
    """Sources that stand in the file itself."""
    return bibtex(text)


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
