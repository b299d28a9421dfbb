"""Markup → a view of the text that every later step can read as if it were plain.

A view has as many characters as the text, so that a place in the one is a place in
the other. What is no prose (preambles, templates, literal blocks) is blank in it,
and list items begin with a bullet.
"""

import re

from dashboard.reading.markup import (
    bikeshed,
    html_notes,
    latex,
    pandoc,
    restructured,
    standards,
    wikitext,
)
from dashboard.reading.markup.view import View

BY_SUFFIX = {
    ".rst": restructured.view,
    ".tex": latex.view,
    ".latex": latex.view,
    ".wiki": wikitext.view,
    ".wikitext": wikitext.view,
    ".mediawiki": wikitext.view,
    ".bs": bikeshed.view,
}
"""Markup that the suffix tells, in lower case."""


_HEAD = 3_000
"""Characters in which a file says what it is written in."""

_ORG = re.compile(r"^[ \t]{0,3}#\+(?:title|author|options|bibliography|filetags):", re.I | re.M)
_ASCIIDOC = re.compile(
    r"""
    \A \s{0,99} = [ ] [^\n]{1,200} (?<! = ) \n         # = Title, and no = at its end
    .{0,2000}?
    (?: ^:[\w-]{1,40}: | <<[\w-]{1,40}[>,] | ^\[\[?\w )  # :toc:, <<ref>>, [[id]]
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def foreign(text: str) -> str | None:
    """What to do with a text in a markup that has no reader; nothing if it may be read."""
    head = text[:_HEAD]
    if _ORG.search(head):
        return "this is Org, which can't be read; export it as HTML or Markdown"
    if _ASCIIDOC.match(head):
        return "this is AsciiDoc, which can't be read; convert it to HTML with asciidoctor"
    return None


def of(text: str, suffix: str) -> View:
    """The view of a text, by the suffix of its file or else by what stands in it."""
    if suffix in BY_SUFFIX:
        return BY_SUFFIX[suffix](text)
    if "<pre" in text and bikeshed.looks_so(text):
        return bikeshed.view(text)
    if "{{" in text and standards.is_kramdown(text):
        return standards.kramdown(text)
    if "\\cite" in text and latex.looks_so(text):
        return latex.view(text)
    if "<ref" in text and wikitext.looks_so(text):
        return wikitext.view(text)
    if suffix in (".txt", ".text") and standards.is_rfc(text):
        return standards.rfc(text)
    if "<a" in text and suffix not in (".txt", ".text") and html_notes.looks_so(text):
        return html_notes.view(text)
    return View(text, sources=pandoc.sources(text))
