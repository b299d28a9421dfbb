"""Marks by a label that the text's own list explains: `[RFC2119]`, `[words][label]`.

A word in brackets is a mark only if a definition or entry has that label: `[sic]`,
`[edit]` and `[citation needed]` have none.
"""

import re
from collections.abc import Iterable, Mapping

from dashboard.model import Source, Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import Evidence, Example, Grammar

_MARK = re.compile(
    r"\[(?<![\\\[!\]]\[)([^\[\]\n]{1,200}(?:\n[^\[\]\n]{1,100})?)\](?:\[([^\[\]\n]{0,120})\])?(?![\](:_])"
)
_NUMERIC = re.compile(r"[\d\s,;–-]+")


def find(text: str, places: Iterable[Span], listed: Mapping[str, Source]) -> Found:
    """Find the marks in stretches of a text."""
    labels = {" ".join(id_.split()).casefold(): id_ for id_ in listed if not id_.isdigit()}
    marks = []
    for place in places if labels else ():
        for match in _MARK.finditer(text, place.start, place.end):
            if ids := _ids(match, labels):
                marks.append(Mark(Span(*match.span()), ids))
    return Found(tuple(marks))


def _ids(match: re.Match[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    label = " ".join((match[2] or match[1]).split())
    if "\n" in match[0] and "- " in label and label.casefold() not in labels:
        label = label.replace("- ", "-")  # broken at its hyphen
    if label.casefold() in labels:
        return (labels[label.casefold()],)
    if match[2] or _NUMERIC.fullmatch(label):
        return ()
    # `[RFC2119, RFC8174]` and `[RFC2119], Section 3` written into the bracket.
    parts = [part.strip().casefold() for part in re.split(r"[,;]", label)]
    known = tuple(labels[part] for part in parts if part in labels)
    return known if known and parts[0] in labels else ()


GRAMMARS = (
    Grammar(
        key="labels",
        name="labels [name]",
        form="`[RFC2119]`, `[words][label]`",
        sentence="labels in brackets; `[sic]` and `[edit]` have no entry",
        evidence=Evidence.LIST,
        precedence=10,
        condition="an entry or definition with the label",
        find=lambda context: find(context.text, context.places, context.listed.sources),
        examples=(
            Example(
                "Rain falls [RFC2119]. It [sic] fell.\n\n## References\n\n"
                "[RFC2119]  Bradner, S., Key words, 1997.\n",
                {"RFC2119": 1},
                passages=2,
            ),
        ),
    ),
)
