"""LaTeX: sections, lists and paragraphs between commands that are no prose."""

import re

from dashboard.model import Source
from dashboard.readers.markup.bibliography import bibtex
from dashboard.readers.markup.view import View, blanked, enclosed

_COMMENT = re.compile(r"(?m)(?<!\\)%[^\n]*$")
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
    r"tabular|thebibliography|algorithmic|displaymath|eqnarray|comment)(\*?)\}",
)
_COMMAND_LINE = re.compile(
    r"(?m)^[ \t]*\\(?:begin|end|label|maketitle|bibliography|bibliographystyle|usepackage|"
    r"documentclass|newcommand|renewcommand|includegraphics|centering|tableofcontents|input|include|"
    r"vspace|hspace|newpage|clearpage|appendix|noindent|title|author|date|index|setlength|def|nocite)"
    r"\b\*?(?:\[[^\[\]\n]{0,300}\]|\{[^{}\n]{0,300}\})*[ \t]*$"
)
_LABEL = re.compile(r"\\(?:label|index)\{[^{}\n]{0,200}\}")
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
    plain = blanked(plain, [match.span() for match in _COMMENT.finditer(plain)])
    plain = blanked(plain, enclosed(plain, _HIDDEN, _end))
    plain = blanked(plain, [match.span() for match in _LABEL.finditer(plain)])
    headings = {match.start(3): _DEPTHS[match[1]] for match in _HEADING.finditer(plain)}
    plain = _HEADING.sub(_bare_heading, plain)
    plain = blanked(plain, [match.span() for match in _COMMAND_LINE.finditer(plain)])
    plain = _ITEM.sub(_bullet, plain)
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


def _end(match: re.Match[str]) -> str:
    return f"\\end{{{match[1]}{match[2]}}}"


def _bare_heading(match: re.Match[str]) -> str:
    """Only the words of a heading, on a line of their own."""
    before = " " * (match.start(3) - match.start())
    return (before + match[3]).ljust(len(match[0]))


def _bullet(match: re.Match[str]) -> str:
    return (match[1] + "•").ljust(len(match[0]))
