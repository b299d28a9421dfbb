"""`codings.yaml` → the codings of one coder: which passages carry which themes, and why.

The coder may be a person or a program; the file says who, and so does whatever shows the codings.

A passage is found by its words, not by its number, so that the file still holds when a sentence
is put in before it, and so that a person can write and check it with the text alone.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.model import Codebook, Coding, Document, Passage, Span
from dashboard.study import strict_yaml
from dashboard.study.strict_yaml import Fields, Node, shown
from dashboard.vocabulary.encode import one_line

_FIELDS = ("coder", "agreement", "limits", "passages")
_AGREEMENT_FIELDS = ("decisions", "agreeing", "kappa", "note")
_PASSAGE_FIELDS = ("quote", "themes")
_THEME_FIELDS = ("theme", "evidence", "memo")
_WHOLE = re.compile(r"[0-9]{1,9}")
_KAPPA = re.compile(r"-?(?:0(?:\.[0-9]{1,9})?|1(?:\.0{1,9})?)")
_LONGEST_WHO = 60
_COPY = "copy the words exactly as they stand in the text"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two codings of the same passages, made apart, agree."""

    decisions: int
    """Passages times themes: each asks whether the passage carries the theme."""

    agreeing: int
    """Decisions on which both codings say the same."""

    kappa: float
    """Cohen's kappa: 1 is full agreement, 0 what chance alone would give."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class HandCoding:
    """The codings of one coder."""

    coder: str
    """Who coded, as the file says it; never empty."""

    codings: tuple[Coding, ...]
    """In reading order, then as they stand in the file; a passage may have none."""

    agreement: Agreement | None = None
    """`None` if nobody else coded the same passages."""

    limits: str = ""
    """What the codings cannot show."""

    @property
    def who(self) -> str:
        """The coder as sentences and widgets name them: one line of at most 60 characters."""
        return one_line(self.coder, _LONGEST_WHO)


def read(data: bytes, file: str, document: Document, book: Codebook) -> HandCoding:
    """Read the codings of `document` with the themes of `book`.

    Raises:
        InputError: Not YAML, or a quote, theme or evidence is not there; all faults at once.
    """
    root = strict_yaml.read(data, file)
    fields = root.fields(_FIELDS, required=("coder", "passages"))
    hand = HandCoding(
        coder=fields.text("coder"),
        codings=_codings(fields.items("passages", of="passages"), document, book),
        agreement=_agreement(fields),
        limits=fields.text("limits"),
    )
    root.finish()
    return hand


def _agreement(fields: Fields) -> Agreement | None:
    node = fields.get("agreement")
    if node is None:
        return None
    parts = node.fields(_AGREEMENT_FIELDS, required=_AGREEMENT_FIELDS[:3])
    agreement = Agreement(
        decisions=int(_number(parts, "decisions", _WHOLE, "a whole number such as 98")),
        agreeing=int(_number(parts, "agreeing", _WHOLE, "a whole number such as 97")),
        kappa=float(_number(parts, "kappa", _KAPPA, "a number from -1 to 1 such as 0.97")),
        note=parts.text("note"),
    )
    if (place := parts.get("agreeing")) and agreement.agreeing > agreement.decisions:
        place.fault(
            f"agreeing is larger than decisions ({agreement.decisions}); correct one of them"
        )
    return agreement


def _number(fields: Fields, name: str, pattern: re.Pattern[str], expected: str) -> str:
    """The digits of a number; `"0"` after a fault."""
    text = fields.checked(name, pattern.fullmatch, expected)
    return text if pattern.fullmatch(text) else "0"


def _codings(nodes: list[Node], document: Document, book: Codebook) -> tuple[Coding, ...]:
    find = _finder(document)
    lines: dict[str, int] = {}
    coded: dict[str, list[Coding]] = {}
    for node in nodes:
        fields = node.fields(_PASSAGE_FIELDS, required=_PASSAGE_FIELDS)
        quote = fields.get("quote")
        passage = find(quote) if quote else None
        if quote and passage:
            if passage.id in lines:
                quote.fault(
                    f"this passage was already coded in line {lines[passage.id]}; merge the two"
                )
            lines.setdefault(passage.id, quote.line)
        codings = _passage_codings(fields, passage, document, book)
        if passage:
            coded.setdefault(passage.id, codings)
    return tuple(c for passage in document.passages() for c in coded.get(passage.id, []))


def _finder(document: Document) -> Callable[[Node], Passage | None]:
    """How the passage that holds a quote is found; a fault is noted where there is not just one."""
    passages = list(document.passages())
    starts = [passage.span.start for passage in passages]

    def find(node: Node) -> Passage | None:
        quote = node.text()
        if not quote:
            return None
        spans = _places(quote, document, Span(0, len(document.text)))
        before = [(span, bisect_right(starts, span.start)) for span in spans]
        holders = [(span, passages[n - 1]) for span, n in before if n]
        within = {passage.id: passage for span, passage in holders if span in passage.span}
        if len(within) == 1:
            return next(iter(within.values()))
        if within:
            node.fault(f"{shown(quote)} occurs in {len(within)} passages; quote more words")
        elif spans:
            node.fault(f"{shown(quote)} spans several passages; quote words of only one")
        else:
            node.fault(f"the text doesn't contain {shown(quote)}; {_COPY}")
        return None

    return find


def _passage_codings(
    fields: Fields, passage: Passage | None, document: Document, book: Codebook
) -> list[Coding]:
    """The codings of one passage; where it was not found, only the themes are checked."""
    known = [theme.id for theme in book.themes]
    codings: dict[str, Coding] = {}
    for node in fields.items("themes", of="themes"):
        entry = node.fields(_THEME_FIELDS, required=("theme",))
        theme_id, place = entry.text("theme"), entry.get("theme")
        if place and theme_id and theme_id not in known:
            nearest = strict_yaml.nearest(theme_id, known)
            place.fault(f"the codebook has no theme {shown(theme_id)}; {nearest}")
        elif place and theme_id in codings:
            place.fault(f"the theme {shown(theme_id)} is given twice for this passage; keep one")
        evidence = _evidence(entry, passage, document)
        if passage:
            coding = Coding(passage.id, theme_id, "hand", evidence, entry.text("memo"))
            codings.setdefault(theme_id, coding)
    return list(codings.values())


def _evidence(entry: Fields, passage: Passage | None, document: Document) -> tuple[Span, ...]:
    spans = []
    for node in entry.items("evidence", of="texts"):
        words = node.text()
        if not words or passage is None:
            continue
        if found := _places(words, document, passage.span):
            spans.append(found[0])
        else:
            node.fault(f"the passage doesn't contain {shown(words)}; {_COPY}")
    return tuple(sorted(set(spans)))


def _places(words: str, document: Document, within: Span) -> list[Span]:
    """Where the words stand; a line end counts as a space, for long lines are broken in YAML."""
    pattern = re.compile(r"\s++".join(map(re.escape, words.split())))
    matches = pattern.finditer(document.text, within.start, within.end)
    return [Span(*match.span()) for match in matches]
