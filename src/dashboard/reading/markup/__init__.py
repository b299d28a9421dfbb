"""Markup → a view of the text that every later step can read as if it were plain.

A view has as many characters as the text, so that a place in the one is a place in
the other. What is no prose (preambles, templates, literal blocks) is blank in it,
and list items begin with a bullet.
"""

from dashboard.reading.markup import bikeshed, latex, restructured, standards, wikitext
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
    return View(text)
