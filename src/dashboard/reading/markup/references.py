"""References of wiki markup, `<ref name=x>…</ref>` and `{{sfn|Ames|2019}}`: their parts.

`wikitext` looks for them where they list sources, the grammar in `citations` where they cite.
"""

import re

from dashboard.model import Source
from dashboard.vocabulary import addresses

_TEMPLATE = (
    r"sfnp?|harv(?:nb|np|sp|txt|p|col)?|sfnm|odn|r|efn2?(?:-[ul][ar])?|refn(?:est)?|ref\+|notetag"
    r"|\#tag:ref"
)
REFERENCE = re.compile(
    rf"""
    <ref (?P<attributes>(?:\s[^<>]{{0,300}}?)?)              # <ref name=x
    (?: /\s*>                                                # that stands elsewhere, or with
    |   > (?P<content>[^<]*+(?:<(?!/?ref\b)[^<]*+)*+) </ref\s*>  # what it says
    )
    |
    \{{\{{\s*(?P<template>{_TEMPLATE})\s*                      # sfn, with Ames|2019
    \|(?P<fields>[^{{}}]*+(?:\{{\{{[^{{}}]*+\}}\}}[^{{}}]*+)*+)\}}\}}
    """,
    re.IGNORECASE | re.VERBOSE,
)
POINTER = re.compile(rf"<ref\b|\{{\{{\s*(?:{_TEMPLATE})\s*\|", re.IGNORECASE)
"""How a mark begins."""

TEMPLATES = ("{{sfn", "{{Sfn", "{{r|", "{{R|", "{{harv", "{{Harv", "{{efn", "{{refn", "{{#tag:ref")
"""How most templates that are marks begin."""

NAME = re.compile(r"\bname\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
GROUP = re.compile(r"\bgroup\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
_TITLE = re.compile(
    r"\|\s*(?:title|titre|titel|título|titulo|titolo|tytuł|название|заглавие)\s*=\s*([^|{}]{1,300})",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(r"\[https?://\S+\s+([^\[\]]{1,300})\]")
_MARKUP = re.compile(r"'{2,5}|<[^<>]{0,200}>|\{\{|\}\}|\[\[(?:[^\[\]|]{0,200}\|)?|\]\]")
_LONGEST_TITLE = 300


def named(text: str) -> dict[str, Source]:
    """What the references in a list at the end say, by group and name."""
    sources = {}
    for match in REFERENCE.finditer(text):
        attributes = match["attributes"] or ""
        name = value(NAME, attributes)
        if name and match["content"]:
            listed_as = key(value(GROUP, attributes), name)
            sources[listed_as] = source_of(listed_as, match["content"])
    return sources


def key(group: str, name: str) -> str:
    """How the list at the end names a work."""
    return f"{group}|{name}"


def value(pattern: re.Pattern[str], attributes: str) -> str:
    """The value of `NAME` or `GROUP` among the attributes of a tag; empty if it has none."""
    match = pattern.search(attributes)
    return next((part.strip() for part in match.groups() if part), "") if match else ""


def source_of(id_: str, content: str) -> Source:
    """The source that the words of a reference describe: its title and address."""
    address = addresses.URL.search(content)
    url = addresses.trimmed(re.split(r"[|\]}]", address[0])[0]) if address else None
    named = _TITLE.search(content) or _EXTERNAL.search(content)
    words = named[1] if named else content
    if not named and address:
        words = words.replace(address[0], " ")
    title = " ".join(_MARKUP.sub(" ", words).split()).strip(" .,;[]|")
    return Source(id_, title[:_LONGEST_TITLE] or None, url, is_listed=True)
