r"""Marks that name a source by its key in a bibliography kept elsewhere.

`[@key; @other, p. 3]` and `@key` of Pandoc, `\cite{a,b}` of LaTeX, `{cite}` with a
key between backticks of MyST, `<d-cite key="a,b">` of Distill, `{{!RFC2119}}` of
kramdown-rfc, `[[!HTML]]` of Bikeshed.
"""

import re
from collections.abc import Container, Iterable

from dashboard.model import Span
from dashboard.reading.citations import Found, Mark, in_order
from dashboard.reading.citations.grammar import FEWEST, Evidence, Example, Grammar

_KEY = r"[^\W_][\w:.#$%&+?<>~/-]*[\w/]|\w"
_PANDOC = re.compile(r"\[(?=[^\[\]\n]{0,200}@)([^\[\]]{1,1000})\](?!\()")
_PANDOC_KEY = re.compile(rf"(?<![\w@.])-?@(?:\{{([^{{}}\s]{{1,200}})\}}|({_KEY}))")
_NARRATIVE = re.compile(rf"(?<![\w@./\[;+:\\`])-?@(?:\{{([^{{}}\s]{{1,200}})\}}|({_KEY}))")
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|tab|eq|sec|lst|thm|lem|def|ch|app)[:-]")
_LATEX = re.compile(
    r"\\(?:[a-zA-Z]?[cC]ite(?!style)[a-zA-Z]*|footcite[a-z]*|[a-z]+cite[s]?)\*?"
    r"(?:\([^()]{0,300}\)){0,2}(?:\[[^\[\]]{0,300}\]){0,2}\{([^{}\\]{1,2000})\}"
)
_LATEX_SEVERAL = re.compile(
    r"\\[a-zA-Z]{0,20}[cC]ites\*?(?:\([^()]{0,300}\)){0,2}"
    r"((?:(?:\[[^\[\]]{0,300}\]){0,2}\{[^{}\\]{1,300}\}){1,50})"
)
"""`\\autocites[3]{a}[7]{b}` of biblatex."""

_BRACES = re.compile(r"\[[^\[\]]*\]|\{([^{}]*)\}")
_MYST = re.compile(r"\{cite(?::[a-z]{1,20})?\}`([^`\n]{1,500})`")
_DISTILL = re.compile(
    r"<d-cite[ \t\n]{1,20}(?:bibtex-)?key=[\"']([^\"'<>]{1,500})[\"'][^<>]{0,80}>"
    r"(?:\s{0,20}</d-cite>)?"
)
_KRAMDOWN = re.compile(
    r"\{\{(?:[^{}]{1,40}\bof\s)?[<>]{0,2}([!?]?)([A-Za-z0-9][\w.:+-]{1,60})(?:=[\w.:+-]{1,60})?"
    r"(?:,[^{}]{0,60})?\}\}"
)
_STANDARD = re.compile(r"(?:RFC|BCP|STD)\d{1,5}|I-D\.\S+")
"""A label that is no place in the text, even if no list explains it."""

_BIKESHED = re.compile(r"\[\[(!?)([A-Za-z0-9][\w.+-]{1,60})(?:[ |][^\[\]\n]{0,60})?\]\](?!\()")
_BIBLIOGRAPHY = re.compile(r"^(?:bibliography|references|csl|citation_package):", re.MULTILINE)
_LONGEST_FRONT = 20_000
"""Characters of a front matter in which its fields are sought."""

_DEFINES = re.compile(r":[ \t]+\S")
_SPLIT = re.compile(r"[\s,;]+")
_FEWEST_BIKESHED = 3


def pandoc(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
    """Find `[@key]`, and `@key` in a sentence where the text also has the first."""
    places = list(places)
    marks = []
    for place in places:
        if text.find("@", place.start, place.end) < 0:
            continue
        for match in _PANDOC.finditer(text, place.start, place.end):
            if _is_definition(text, *match.span()):
                continue
            keys = tuple(a or b for a, b in _PANDOC_KEY.findall(match[1]))
            ids = tuple(key for key in keys if not _CROSS_REFERENCE.match(key))
            if ids:
                marks.append(Mark(Span(*match.span()), ids))
    known = {id_ for mark in marks for id_ in mark.ids}
    has_bibliography = len(known) >= FEWEST or names_bibliography(text)
    if known or has_bibliography:
        marks.extend(_narrative(text, places, marks, known, listed, has_bibliography))
    return Found(in_order(marks))


def names_bibliography(text: str) -> bool:
    """Whether the front matter says where Pandoc finds the works."""
    if not text.startswith("---"):
        return False
    end = text.find("\n---", 3, _LONGEST_FRONT)
    return _BIBLIOGRAPHY.search(text, 0, end if end > 0 else 0) is not None


def in_headings(text: str, places: Iterable[Span], known: Container[str]) -> Found:
    """Find marks where none is counted: `[@key]`, and `@key` with a key that the text cites."""
    spans = list(places)
    found = pandoc(text, spans, known)
    bare = _narrative(text, spans, found.marks, known, (), has_bibliography=False)
    return Found(in_order({mark.span.start: mark for mark in (*bare, *found.marks)}.values()))


def _is_definition(text: str, start: int, end: int) -> bool:
    """Whether a mark is the label of a note, `[@key]: doi:…`, below a blank line or another."""
    if not _DEFINES.match(text, end) or (start > 0 and text[start - 1] != "\n"):
        return False
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start].strip()
    return not before or before.startswith("[")


def _narrative(
    text: str,
    places: Iterable[Span],
    marks: Iterable[Mark],
    known: Container[str],
    listed: Container[str],
    has_bibliography: bool,
) -> Iterable[Mark]:
    inside = {index for mark in marks for index in range(mark.span.start, mark.span.end)}
    for place in places:
        for match in _NARRATIVE.finditer(text, place.start, place.end):
            key = match[1] or match[2]
            looks_keyed = any(char.isdigit() for char in key) or ":" in key
            if match.start() in inside or _CROSS_REFERENCE.match(key):
                continue
            if key in known or key in listed or looks_keyed or has_bibliography:
                yield Mark(Span(*match.span()), (key,))


def latex(text: str, places: Iterable[Span]) -> Found:
    r"""Find `\cite{a,b}` and its relatives; `\nocite` and `\citestyle` point at nothing."""
    marks = []
    for place in places:
        for match in _LATEX.finditer(text, place.start, place.end):
            if match[0].startswith("\\nocite"):
                continue
            if several := _LATEX_SEVERAL.match(text, match.start(), place.end):
                keys = ",".join(_BRACES.findall(several[1]))
                marks.append(Mark(Span(*several.span()), _keys(keys)))
            else:
                marks.append(Mark(Span(*match.span()), _keys(match[1])))
    return Found(tuple(mark for mark in marks if mark.ids))


def tagged(text: str, places: Iterable[Span]) -> Found:
    """Find `<d-cite key="a,b">` and `{cite}` with keys between backticks."""
    marks = []
    for place in places:
        for pattern in (_DISTILL, _MYST):
            for match in pattern.finditer(text, place.start, place.end):
                marks.append(Mark(Span(*match.span()), _keys(match[1])))
    return Found(in_order(mark for mark in marks if mark.ids))


def kramdown(text: str, places: Iterable[Span], listed: Container[str]) -> Found:
    """Find `{{!RFC2119}}`, and `{{KEY}}` if the front matter lists it."""
    marks = []
    for place in places:
        for match in _KRAMDOWN.finditer(text, place.start, place.end):
            if match[1] or match[2] in listed or _STANDARD.fullmatch(match[2]):
                marks.append(Mark(Span(*match.span()), (match[2],)))
    return Found(tuple(marks))


def bikeshed(text: str, places: Iterable[Span]) -> Found:
    """Find `[[!RFC2119]]` and `[[HTML]]`, in a text that has the first form."""
    marks = []
    is_bikeshed = False
    for place in places:
        for match in _BIKESHED.finditer(text, place.start, place.end):
            is_bikeshed = is_bikeshed or bool(match[1])
            marks.append(Mark(Span(*match.span()), (match[2],)))
    return Found(tuple(marks) if is_bikeshed and len(marks) >= _FEWEST_BIKESHED else ())


def in_standard(text: str, places: Iterable[Span]) -> Found:
    """Find `[[HTML]]` in a text that is known to be Bikeshed; `{{Rain/[[drops]]}}` is no work."""
    return Found(
        tuple(
            Mark(Span(*match.span()), (match[2],))
            for place in places
            for match in _BIKESHED.finditer(text, place.start, place.end)
            if not (match.start() and text[match.start() - 1] in "\\/.")
        )
    )


def _keys(inner: str) -> tuple[str, ...]:
    return tuple(key for key in _SPLIT.split(inner.strip()) if key and key != "*")


GRAMMARS = (
    Grammar(
        key="keys",
        name="keys [@key]",
        form="`[@key; @other, p. 3]`, `@key`",
        sentence="keys of Pandoc and Quarto; `@key` in a sentence where the text has the other or"
        " names a bibliography at its head; one without a digit needs that, or three others",
        evidence=Evidence.FORM,
        precedence=50,
        find=lambda context: pandoc(context.text, context.places, context.listed.sources),
        needles=("@",),
        keyed_from=FEWEST,
        examples=(
            Example(
                "Rain fell [@ames19; @bell20, p. 3]. As @bell20 says, it fell [-@ames19].\n",
                {"ames19": 2, "bell20": 2},
                passages=2,
            ),
        ),
    ),
    Grammar(
        key="latex",
        name=r"\cite{key}",
        form=r"`\cite{a,b}`, `\autocites[3]{a}[7]{b}`",
        sentence=r"keys of LaTeX; `\nocite` points at nothing",
        evidence=Evidence.FORM,
        precedence=60,
        find=lambda context: latex(context.text, context.places),
        needles=("cite",),
        markups=frozenset(("", "latex")),
        keyed_from=FEWEST,
        examples=(
            Example(
                "\\section{Rain}\nIt fell \\cite{ames,bell}. It stopped \\citep[p.~3]{ames}.\n",
                {"ames": 2, "bell": 1},
                passages=2,
                suffix=".tex",
            ),
        ),
    ),
    Grammar(
        key="tags",
        name="cite tags",
        form='`<d-cite key="a,b">`, `` {cite}`a,b` ``',
        sentence="keys of Distill and MyST",
        evidence=Evidence.FORM,
        precedence=70,
        find=lambda context: tagged(context.text, context.places),
        needles=("<d-cite", "{cite"),
        keyed_from=1,
        examples=(
            Example(
                'Rain fell<d-cite key="ames,bell"></d-cite>. Snow fell {cite}`ames`.\n',
                {"ames": 2, "bell": 1},
                passages=2,
            ),
        ),
    ),
    Grammar(
        key="kramdown",
        name="labels {{KEY}}",
        form="`{{!RFC2119}}`, `{{KEY}}`",
        sentence="keys of kramdown-rfc; without `!` one that the front matter lists",
        evidence=Evidence.FORM,
        precedence=80,
        find=lambda context: kramdown(context.text, context.places, context.listed.sources),
        needles=("{{",),
        keyed_from=FEWEST,
        examples=(
            Example(
                "Rain falls {{!RFC2119}}. Snow falls {{RFC8174}}. {{name}} is a blank.\n",
                {"RFC2119": 1, "RFC8174": 1},
                passages=3,
            ),
        ),
    ),
    Grammar(
        key="double-labels",
        name="labels [[KEY]]",
        form="`[[!HTML]]`, `[[URL]]`",
        sentence="keys of Bikeshed in Markdown",
        evidence=Evidence.FORM,
        precedence=90,
        condition="three of them, one with `!`",
        find=lambda context: bikeshed(context.text, context.places),
        needles=("[[!",),
        examples=(
            Example(
                "Rain falls [[!HTML]]. Snow falls [[URL]]. Hail falls [[HTML]].\n",
                {"HTML": 2, "URL": 1},
                passages=3,
            ),
        ),
    ),
    Grammar(
        key="bikeshed",
        name="labels of Bikeshed",
        form="`[[HTML]]`",
        sentence="the same in a Bikeshed file",
        evidence=Evidence.FORM,
        precedence=100,
        find=lambda context: in_standard(context.text, context.places),
        needles=("[[",),
        markups=frozenset(("bikeshed",)),
        examples=(
            Example(
                "<pre class=metadata>\nTitle: Rain\n</pre>\n\nRain falls [[HTML]].\n",
                {"HTML": 1},
                passages=1,
                suffix=".bs",
            ),
        ),
    ),
)
