"""Text of a document → what one sink shows as those very letters.

Each sink reads a language of its own: labels read Markdown, charts a few HTML
tags, spreadsheets formulas. Text that reaches one without its encoder is markup.
The words of passages are not encoded here but escaped where they become HTML
(`passage_html`).
"""

import re
import unicodedata

_WORD_JOINER = "\u2060"  # invisible; parts what a renderer would otherwise replace
_ASCII_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_DIRECTIVE = re.compile(r"\\:(?=\S)")
_ARROW = re.compile(r"(?:\\<(?=\\-)|\\-(?=\\[->])|\\[<>~](?=\\=))")
_AUTOLINK = re.compile(r"www\\\.|\\/\\/|\\@")
_FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")


def one_line(text: str, longest: int = 120) -> str:
    """For options and other texts that are shown as they are: one line, cut where it is long."""
    # A word and its space are two letters at least: the words after these are cut in any case.
    line = " ".join(text.split(maxsplit=longest)[:longest])
    return line if len(line) <= longest else line[: longest - 1] + "…"


def label(text: str, longest: int = 120) -> str:
    """For the labels of widgets, which read Markdown.

    Backslashes stop the Markdown; arrows, emoji, icons and bare addresses are
    replaced after it was parsed, so an invisible word joiner parts those.
    """
    shown = _ASCII_PUNCTUATION.sub(r"\\\1", one_line(text, longest))
    shown = _DIRECTIVE.sub(lambda m: m[0] + _WORD_JOINER, shown)
    shown = _ARROW.sub(lambda m: m[0] + _WORD_JOINER, shown)
    return _AUTOLINK.sub(lambda m: m[0][:-2] + _WORD_JOINER + m[0][-2:], shown)


def chart_text(text: str, longest: int = 60) -> str:
    """For the texts of figures, which read tags and the entities `&amp; &lt; &gt;` only."""
    shown = one_line(text, longest)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def spreadsheet_cell(text: str) -> str:
    """For a text cell of a CSV file: an apostrophe before what would be a formula."""
    start = text.lstrip("'").lstrip(" ")[:1]
    return "'" + text if start in _FORMULA_STARTS and start else text


def file_name(name: str, suffix: str) -> str:
    """A name that every file system takes, made of `name`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-_")[:80]
    if not plain or re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", plain):
        plain = f"analysis-{plain}".strip("-")
    return f"{plain}.{suffix}"
