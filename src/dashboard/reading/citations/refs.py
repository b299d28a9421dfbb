"""Marks of wiki markup: `<ref>…</ref>`, `<ref name=x/>`, `{{sfn|Ames|2019}}`, `{{r|x}}`.

They carry no number, so that a source is named by the order of first use, and by
its group if it has one. The text between the tags is the source.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dashboard.model import Source, Span
from dashboard.reading.citations import Found, Mark
from dashboard.reading.citations.grammar import Context, Evidence, Example, Grammar
from dashboard.reading.markup import references

_NOTE = re.compile(r"efn|ref|notetag|#tag")
"""Templates whose words are the note."""

_FIELD = re.compile(r"(?:[^|{}]|\{\{[^{}]*+\}\})+")
_NAMED = re.compile(r"\s*([\w-]{1,40})\s*=\s*(.*)", re.DOTALL)


@dataclass(slots=True)
class _Numbering:
    """Gives each work its number when it is first used."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)

    def id_of(self, group: str, name: str) -> str:
        """The id of a named work; a new one for a work without a name."""
        if name and (group, name) in self.ids:
            return self.ids[group, name]
        number = self.counts[group] = self.counts.get(group, 0) + 1
        id_ = f"{group} {number}".strip()
        if name:
            self.ids[group, name] = id_
        return id_

    def say(self, id_: str, content: str) -> None:
        """Note what stands between the tags."""
        if content.strip() and id_ not in self.sources:
            self.sources[id_] = references.source_of(id_, content)


def find(text: str, places: Iterable[Span], listed: Mapping[str, Source]) -> Found:
    """Find the marks in stretches of a text.

    Args:
        text: The document's text.
        places: Where to look.
        listed: What a list at the end says of sources by name.
    """
    marks = []
    numbering = _Numbering()
    for place in places:
        for match in references.REFERENCE.finditer(text, place.start, place.end):
            ids = tuple(_ids(match, numbering))
            if ids:
                marks.append(Mark(Span(*match.span()), ids))
    for (group, name), id_ in numbering.ids.items():
        source = listed.get(references.key(group, name))
        if source and id_ not in numbering.sources:
            numbering.sources[id_] = replace(source, id=id_)
    return Found(tuple(marks), sources=tuple(numbering.sources.values()))


def _ids(match: re.Match[str], numbering: _Numbering) -> Iterable[str]:
    if match["template"]:
        fields = _FIELD.findall(match["fields"])
        yield from _template_ids(match["template"].lower(), fields, numbering)
        return
    attributes = match["attributes"] or ""
    content = match["content"] or ""
    name = references.value(references.NAME, attributes)
    if not name and not content.strip():
        return
    id_ = numbering.id_of(references.value(references.GROUP, attributes), name)
    numbering.say(id_, content)
    yield id_


def _template_ids(template: str, fields: list[str], numbering: _Numbering) -> Iterable[str]:
    plain = [part.strip() for part in fields if not _NAMED.match(part)]
    named = {match[1]: match[2].strip() for part in fields if (match := _NAMED.match(part))}
    if template == "r":
        for name in plain:
            yield numbering.id_of("", name)
        return
    if _NOTE.match(template):
        group = named.get("group", template if template.startswith("efn") else "").strip("\"'")
        id_ = numbering.id_of(group, named.get("name", "").strip("\"'"))
        numbering.say(id_, "|".join(plain))
        yield id_
        return
    # In a note the page is the passage in the work, but it makes a note of its own.
    is_note = template.startswith(("sfn", "odn"))
    name = "|".join(part.strip() for part in fields if part.strip()) if is_note else "|".join(plain)
    id_ = numbering.id_of("", f"{{{name}}}")
    numbering.say(id_, " ".join(plain))
    yield id_


def _of_text(context: Context) -> Found:
    is_wiki = context.view.markup == "wikitext"
    listed = context.view.sources if is_wiki else context.listed.sources
    return find(context.text, context.places, listed)


GRAMMARS = (
    Grammar(
        key="wiki",
        name="references <ref>",
        form="`<ref>…</ref>`, `<ref name=x/>`, `{{sfn|Ames|2019}}`, `{{r|x}}`",
        sentence="references of wikis, numbered by first use; group and name are kept",
        evidence=Evidence.FORM,
        precedence=20,
        find=_of_text,
        needles=("<ref", "<REF", *references.TEMPLATES),
        markups=frozenset(("", "wikitext")),
        examples=(
            Example(
                "== Rain ==\nIt fell.<ref name=a>The rain, 2019</ref> It fell again.<ref name=a/>"
                " It stopped.{{sfn|Ames|2019|p=3}}\n",
                {"1": 2, "2": 1},
                passages=3,
                suffix=".wiki",
            ),
        ),
    ),
)
