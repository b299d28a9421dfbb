"""The Markdown that conversion writes and reading relies on: each rule holds on both sides."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from dashboard import conversion, reading
from dashboard.conversion import html, jats, word
from dashboard.conversion.converted import RefusalError

from .test_conversion_word import docx

DIALECT = Path(conversion.__file__).with_name("dialect.md").read_text("utf-8")
PIECE = re.compile(
    r"""
      ^\#\#[ ](?P<rule>[^\n]+)$
    | ^(?P<fence>`{3,})(?P<kind>\w+)\n (?P<words>.*?) ^(?P=fence)$
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
CONVERTERS = {
    "html": lambda given: html.convert(given.encode(), "page.md"),
    "jats": lambda given: jats.convert(given.encode(), "page.md"),
    "word": lambda given: word.convert(docx(given), "page.md"),
}


class Rule(NamedTuple):
    name: str
    given: dict[str, str]
    markdown: str
    read: str


def rules():
    """Headings within a fence begin no rule, since fences are passed over as a whole."""
    found = {}
    for piece in PIECE.finditer(DIALECT):
        if piece["rule"]:
            fences = found.setdefault(piece["rule"], {})
        else:
            fences[piece["kind"]] = piece["words"]
    for name, fences in found.items():
        given = {kind: words for kind, words in fences.items() if kind in CONVERTERS}
        yield Rule(name, given, fences["markdown"], fences["read"])


RULES = list(rules())


def as_read(text):
    """What reading makes of a text, a line for each part of it."""
    document = reading.read(text.encode(), "page.md")
    yield f"title: {document.title}"
    for section in document.sections:
        if section.title:
            yield f"section {section.level}: {section.title}"
        for passage in section.passages:
            cited = ", ".join(citation.source_id for citation in passage.citations)
            words = " ⏎ ".join(document.text[passage.span.start : passage.span.end].split("  \n"))
            yield f"passage: {words}" + (f" → {cited}" if cited else "")
    for source in document.sources:
        yield " ".join(filter(None, (f"source {source.id}:", source.title, source.url)))


def test_the_dialect_has_its_rules():
    assert len(RULES) >= 12
    assert {kind for rule in RULES for kind in rule.given} == set(CONVERTERS)
    assert all(rule.given for rule in RULES)


@pytest.mark.parametrize(
    ("kind", "given", "markdown"),
    [
        pytest.param(kind, given, rule.markdown, id=f"{rule.name}, {kind}")
        for rule in RULES
        for kind, given in rule.given.items()
    ],
)
def test_what_is_converted_is_written_in_the_dialect(kind, given, markdown):
    assert CONVERTERS[kind](given).text == markdown


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_is_written_in_the_dialect_is_read_as_it_was_meant(rule):
    assert "\n".join(as_read(rule.markdown)) + "\n" == rule.read


def test_a_page_of_nothing_is_not_written_as_an_empty_text():
    with pytest.raises(RefusalError):
        html.convert(b"<p> </p>", "page.md")
