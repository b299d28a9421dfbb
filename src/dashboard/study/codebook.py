"""The codebook: `codebook.yaml` ⇄ `Codebook`, and `Codebook` × `Document` → codings.

A theme finds passages in two ways. By its terms: a passage that holds one of the words.
By its sections: every passage under one of the headings.

Terms match whole words, whatever their case. White space in a term matches any white space, so
that a phrase is found across a line end; a hyphen matches the hyphens U+2010 and U+2011 too,
and ' the apostrophe ’. A dash is no hyphen. A `*` at the end stands for any ending.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from dashboard.errors import Fault, InputError
from dashboard.model import Codebook, Coding, Document, Span, Theme
from dashboard.study import section_names, strict_yaml
from dashboard.study.strict_yaml import Node, shown

_FIELDS = ("id", "name", "definition", "include", "exclude", "terms", "sections", "colour")
_COMMENT = "The themes that a passage of the text can carry, and the words that find them."
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_NUMBER = re.compile(r"\A(?:[0-9]+(?:\.[0-9]+)*[.):]?|[IVXLC]+[.):])\s+", re.IGNORECASE)
MAX_THEMES = 500
# Longer ones are sentences; the limit also bounds how deep the groups of a pattern nest.
_LONGEST_TERM = 100
_ANY_ENDING = r"\w*+"

# One character for one character, so that a place in the folded text is the place in the text.
# Of all characters only İ would become two in lower case, and only Σ depends on its neighbours.
_SAME = (("İ", "i"), ("Σ", "σ"), ("ς", "σ"), ("’", "'"), ("‐", "-"), ("‑", "-"))


def read(data: bytes, file: str) -> Codebook:
    """Read a codebook: under `themes:`, each with an id, a name and what finds its passages.

    Raises:
        InputError: Not YAML, or something in it cannot be used; all faults at once.
    """
    root = strict_yaml.read(data, file)
    nodes = root.fields(("themes",), required=("themes",)).items("themes", of="themes")
    if len(nodes) > MAX_THEMES:
        nodes[MAX_THEMES].fault(f"more than {MAX_THEMES} themes; merge or remove some")
    seen: set[tuple[str, str]] = set()
    themes = tuple(_theme(node, seen) for node in nodes[:MAX_THEMES])
    root.finish()
    return Codebook(themes)


def write(book: Codebook) -> bytes:
    """Write `codebook.yaml`; `read` gives the same back.

    Empty fields are left out, and so are characters that nobody can see.

    Raises:
        ValueError: Something in it is what `read` would refuse; the message says what.
    """
    kept = Codebook(tuple(map(_readable, book.themes)))
    themes = [
        {name: value for name in _FIELDS if (value := getattr(theme, name))}
        for theme in kept.themes
    ]
    data = strict_yaml.write({"themes": themes}, _COMMENT)
    try:
        if read(data, "codebook.yaml") == kept:
            return data
    except InputError as error:
        raise ValueError(str(error)) from None
    raise ValueError("an id or colour begins or ends with a space; take it out")


def _readable(theme: Theme) -> Theme:
    """The same without characters that nobody can see, but for the id, by which others know it."""
    seen = strict_yaml.seen
    return replace(
        theme,
        name=seen(theme.name),
        definition=seen(theme.definition),
        include=tuple(map(seen, theme.include)),
        exclude=tuple(map(seen, theme.exclude)),
        terms=tuple(map(seen, theme.terms)),
        sections=tuple(map(seen, theme.sections)),
        colour=theme.colour or None,
    )


def code_by_terms(document: Document, book: Codebook) -> tuple[Coding, ...]:
    """Code every passage with each theme one of whose terms it holds.

    The evidence are the words that matched. Codings come in reading order, then in the
    codebook's.
    """
    text = folded(document.text)
    patterns = [(theme.id, _pattern(theme.terms)) for theme in book.themes if theme.terms]
    codings = []
    for passage in document.passages():
        for theme_id, pattern in patterns:
            matches = pattern.finditer(text, passage.span.start, passage.span.end)
            if evidence := tuple(Span(*match.span()) for match in matches):
                codings.append(Coding(passage.id, theme_id, "term", evidence))
    return tuple(codings)


def code_by_sections(document: Document, book: Codebook) -> tuple[Coding, ...]:
    """Code every passage with each theme that names its section's heading.

    A section reaches to the next heading of any level: a theme that is meant for a part of its
    own under it names that heading as well. `Impact › Georgia` names the one under `Impact`.
    """
    wanted = [
        (theme.id, {plain_heading(title) for title in theme.sections}) for theme in book.themes
    ]
    codings: list[Coding] = []
    known = heading_names(document)
    for section in document.sections:
        names = known[section.id]
        theme_ids = [theme_id for theme_id, headings in wanted if headings & names]
        codings += (
            Coding(passage.id, theme_id, "section")
            for passage in section.passages
            for theme_id in theme_ids
        )
    return tuple(codings)


def missing_sections(data: bytes, file: str, document: Document) -> tuple[Fault, ...]:
    """Where a codebook that can be read names headings that the document does not have."""
    root = strict_yaml.read(data, file)
    there = set[str]().union(*heading_names(document).values())
    titles = [section.title for section in document.sections if section.title]
    missing = (
        node
        for theme in root.fields(("themes",)).items("themes")
        for node in theme.fields(_FIELDS).items("sections")
        if plain_heading(node.text()) not in there
    )
    faults = []
    for node in islice(missing, strict_yaml.MAX_FAULTS):
        near = strict_yaml.nearest(node.text(), titles) if titles else "it has none at all"
        faults.append(node.as_fault(f"the text has no heading {shown(node.text())}; {near}"))
    return tuple(faults)


def folded(text: str) -> str:
    """The text without the differences that a term overlooks, every character in its place."""
    for letter, same in _SAME:  # not `translate`, which takes fifty times as long
        text = text.replace(letter, same)
    return text.lower()


def heading_names(document: Document) -> dict[str, set[str]]:
    """What a codebook may call each section, by id.

    Its heading, with or without the number, or with headings above it.
    """
    found = {}
    for id_, paths in section_names.paths(document.sections).items():
        plain = [plain_heading(path) for path in paths]
        found[id_] = {*plain, *(_NUMBER.sub("", heading) for heading in plain[:1])} - {""}
    return found


def plain_heading(title: str) -> str:
    """A heading without the differences that a theme's `sections` overlook."""
    return " ".join(folded(title).split())


def _theme(node: Node, seen: set[tuple[str, str]]) -> Theme:
    fields = node.fields(_FIELDS, required=("id", "name"))
    fields.checked("id", _ID.fullmatch, "up to 40 letters, digits and -, such as arms-control")
    fields.checked("colour", _COLOUR.fullmatch, "a colour such as '#0b62a4', in quotes")
    for name in ("id", "name"):
        value, place = fields.text(name), fields.get(name)
        if value and place and (name, value) in seen:
            place.fault(f"the {name} {shown(value)} is used twice; give each theme its own")
        seen.add((name, value))
    for term in fields.items("terms", of="texts"):
        _check_term(term)
    return Theme(
        id=fields.text("id"),
        name=fields.text("name"),
        definition=fields.text("definition"),
        include=fields.texts("include"),
        exclude=fields.texts("exclude"),
        terms=fields.texts("terms"),
        sections=fields.texts("sections"),
        colour=fields.text("colour") or None,
    )


def _check_term(node: Node) -> None:
    term = node.text()
    stem = term.removesuffix("*")
    if not term and not node.is_blank():
        return  # no text at all, which is told already
    if not any(map(str.isalnum, stem)):
        node.fault(f"the term {shown(term)} contains no word; write one or remove the term")
    elif "*" in stem:
        node.fault(f"the term {shown(term)} has a * in the middle; it may only stand at the end")
    elif len(term) > _LONGEST_TERM:
        node.fault(f"the term {shown(term)} is longer than {_LONGEST_TERM} characters; shorten it")


class _Trie(dict[str, "_Trie"]):
    """The terms of a theme by their first letter, then by the second, and so on.

    As one pattern it tries each letter of the text once, however many terms there are; a plain
    `a|b|c` tries every term at every word. Measured on 3,000 terms: 22 against 0.5 MB/s.
    """

    def pattern(self) -> str:
        """The endings that lead on from here, longer ones first."""
        # A free ending comes after the letters: `sanction*` must not hide `sanctions list`.
        ways = sorted((letter for letter in self if letter), key=_ANY_ENDING.__eq__)
        parts = [letter + self[letter].pattern() for letter in ways]
        if "" in self and parts:
            parts.append("")
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""


def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    trie = _Trie()
    for term in terms:
        place = trie
        for letter in _letters(folded(term)):
            place = place.setdefault(letter, _Trie())
        place[""] = _Trie()
    return re.compile(rf"(?<!\w){trie.pattern()}(?!\w)")


def _letters(term: str) -> Iterator[str]:
    """The term as pieces of a pattern; none of them gives back what it has matched."""
    for part in re.split(r"(\s+|\*\Z)", term):
        if part == "*":
            yield _ANY_ENDING
        elif part.isspace():
            yield r"\s++"
        else:
            yield from map(re.escape, part)
