"""Marks of wiki markup: `<ref>…</ref>`, `<ref name=x/>`, `{{sfn|Ames|2019}}`, `{{r|x}}`.

They carry no number, so that a source is named by the order of first use, and by
its group if it has one. The text between the tags is the source.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from dashboard.model import Source, Span
from dashboard.reading.citations import Found, Mark
from dashboard.vocabulary import addresses

_TEMPLATE = (
    r"sfnp?|harv(?:nb|np|sp|txt|p|col)?|sfnm|odn|r|efn2?(?:-[ul][ar])?|refn(?:est)?|ref\+|notetag"
    r"|#tag:ref"
)
_MARK = re.compile(
    r"<ref(?P<attributes>(?:\s[^<>]{0,300}?)?)(?:/\s*>|>(?P<content>[^<]*+(?:<(?!/?ref\b)[^<]*+)*+)</ref\s*>)"
    rf"|\{{\{{\s*(?P<template>{_TEMPLATE})\s*"
    r"\|(?P<fields>[^{}]*+(?:\{\{[^{}]*+\}\}[^{}]*+)*+)\}\}",
    re.IGNORECASE,
)
POINTER = re.compile(rf"<ref\b|\{{\{{\s*(?:{_TEMPLATE})\s*\|", re.IGNORECASE)
"""How a mark begins."""

TEMPLATES = ("{{sfn", "{{Sfn", "{{r|", "{{R|", "{{harv", "{{Harv", "{{efn", "{{refn", "{{#tag:ref")
"""How most templates that are marks begin."""

_NOTE = re.compile(r"efn|ref|notetag|#tag")
"""Templates whose words are the note."""

_FIELD = re.compile(r"(?:[^|{}]|\{\{[^{}]*+\}\})+")
_NAMED = re.compile(r"\s*([\w-]{1,40})\s*=\s*(.*)", re.DOTALL)
_NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
_GROUP = re.compile(r"\bgroup\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
_TITLE = re.compile(
    r"\|\s*(?:title|titre|titel|título|titulo|titolo|tytuł|название|заглавие)\s*=\s*([^|{}]{1,300})",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(r"\[https?://\S+\s+([^\[\]]{1,300})\]")
_MARKUP = re.compile(r"'{2,5}|<[^<>]{0,200}>|\{\{|\}\}|\[\[(?:[^\[\]|]{0,200}\|)?|\]\]")
_LONGEST_TITLE = 300


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
            self.sources[id_] = _source(id_, content)


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
        for match in _MARK.finditer(text, place.start, place.end):
            ids = tuple(_ids(match, numbering))
            if ids:
                marks.append(Mark(Span(*match.span()), ids))
    for (group, name), id_ in numbering.ids.items():
        source = listed.get(_key(group, name))
        if source and id_ not in numbering.sources:
            numbering.sources[id_] = replace(source, id=id_)
    return Found(tuple(marks), sources=tuple(numbering.sources.values()))


def named(text: str) -> dict[str, Source]:
    """What the references in a list at the end say, by group and name."""
    sources = {}
    for match in _MARK.finditer(text):
        attributes = match["attributes"] or ""
        name = _value(_NAME, attributes)
        if name and match["content"]:
            key = _key(_value(_GROUP, attributes), name)
            sources[key] = _source(key, match["content"])
    return sources


def _key(group: str, name: str) -> str:
    return f"{group}|{name}"


def _ids(match: re.Match[str], numbering: _Numbering) -> Iterable[str]:
    if match["template"]:
        fields = _FIELD.findall(match["fields"])
        yield from _template_ids(match["template"].lower(), fields, numbering)
        return
    attributes = match["attributes"] or ""
    content = match["content"] or ""
    name = _value(_NAME, attributes)
    if not name and not content.strip():
        return
    id_ = numbering.id_of(_value(_GROUP, attributes), name)
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


def _value(pattern: re.Pattern[str], attributes: str) -> str:
    match = pattern.search(attributes)
    return next((part.strip() for part in match.groups() if part), "") if match else ""


def _source(id_: str, content: str) -> Source:
    address = addresses.URL.search(content)
    url = addresses.trimmed(re.split(r"[|\]}]", address[0])[0]) if address else None
    named = _TITLE.search(content) or _EXTERNAL.search(content)
    words = named[1] if named else content
    if not named and address:
        words = words.replace(address[0], " ")
    title = " ".join(_MARKUP.sub(" ", words).split()).strip(" .,;[]|")
    return Source(id_, title[:_LONGEST_TITLE] or None, url, is_listed=True)
