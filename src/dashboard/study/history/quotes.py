"""Words quoted in `events.yaml` → their place in the text, which must be the only one meant."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.model import Document, Passage, Span
from dashboard.study import strict_yaml
from dashboard.study.strict_yaml import Fields, Node, shown

_FIELDS = ("quote", "link", "section", "passage", "occurrence")
_COUNT = re.compile(r"[1-9][0-9]{0,3}")
_ABSENT = "copy the words exactly as they stand in the text"

Link = Literal["direct", "indirect"]
"""Whether words name an event or its kind, or only say in general what it is an example of."""

LINKS: tuple[Link, ...] = get_args(Link)


@dataclass(frozen=True, slots=True)
class EventQuote:
    """Words of the analysis that allude to an event."""

    span: Span
    passage_id: str
    link: Link


def link(fields: Fields) -> Link | None:
    """What the field of this name says; `None` if it is not there or wrong."""
    text = fields.checked("link", LINKS.__contains__, " or ".join(LINKS))
    return next((link for link in LINKS if link == text), None)


class Finder:
    """The passages of one document, to be searched for quoted words."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._passages = list(document.passages())
        self._starts = [passage.span.start for passage in self._passages]
        self._titles = {
            passage.id: " ".join(section.title.split())
            for section in document.sections
            for passage in section.passages
        }

    def quote(self, node: Node, otherwise: Link | None) -> EventQuote | None:
        """The one place of the words quoted at `node`; `None`, with a fault, if there is none.

        Args:
            node: An entry with `quote` and, if the words stand more than once, `section`,
                `passage` or `occurrence`; with a `link` if it is not the event's.
            otherwise: The link of the event.
        """
        entry = node.fields(_FIELDS, required=("quote",))
        own, place, quoted = link(entry), entry.get("quote"), entry.text("quote")
        is_named = self._is_named(entry)
        count = entry.checked("occurrence", _COUNT.fullmatch, "a whole number such as 2")
        if not quoted or place is None or not is_named:
            return None
        spans = self._places(quoted)
        held = [
            (span, passage)
            for span, passage in map(self._holder, spans)
            if passage and self._is_wanted(entry, passage)
        ]
        nth = int(count) if _COUNT.fullmatch(count) else 0
        if fault := _fault(shown(quoted), spans, len(held), nth, _where(entry)):
            place.fault(fault)
            return None
        span, passage = held[max(nth - 1, 0)]
        return EventQuote(span, passage.id, own or otherwise or "indirect")

    def _is_named(self, entry: Fields) -> bool:
        """Whether the section and passage of an entry, if any, are there; else a fault is noted."""
        titles = [title for title in self._titles.values() if title]
        known = {"section": list(dict.fromkeys(titles)), "passage": list(self._titles)}
        is_right = True
        for name, there in known.items():
            wanted, place = " ".join(entry.text(name).split()), entry.get(name)
            if place and wanted and wanted not in there:
                near = strict_yaml.nearest(wanted, there) if there else "it has none at all"
                place.fault(f"the text has no {name} {shown(wanted)}; {near}")
                is_right = False
        return is_right

    def _is_wanted(self, entry: Fields, passage: Passage) -> bool:
        title = " ".join(entry.text("section").split())
        return title in ("", self._titles[passage.id]) and (
            entry.text("passage") in ("", passage.id)
        )

    def _holder(self, span: Span) -> tuple[Span, Passage | None]:
        before = bisect_right(self._starts, span.start)
        passage = self._passages[before - 1] if before else None
        return span, passage if passage and span in passage.span else None

    def _places(self, quoted: str) -> list[Span]:
        """Where the words stand, as whole words; a line end is a space, for YAML breaks lines."""
        pattern = re.compile(r"\s++".join(map(re.escape, quoted.split())))
        return [
            Span(*match.span())
            for match in pattern.finditer(self._text)
            if not any(self._is_inside_a_word(place) for place in match.span())
        ]

    def _is_inside_a_word(self, place: int) -> bool:
        around = self._text[max(place - 1, 0) : place + 1]
        return place > 0 and len(around) == 2 and around.isalnum()


def _where(entry: Fields) -> str:
    return " there" if entry.text("section") or entry.text("passage") else ""


def _fault(quoted: str, spans: list[Span], n_held: int, nth: int, where: str) -> str:
    """What is wrong with a quote that was sought; `""` if one place is left."""
    if not spans:
        return f"the text doesn't contain {quoted}; {_ABSENT}"
    if not n_held and where:
        return f"{quoted} doesn't occur there; correct the section or passage"
    if not n_held:
        return f"{quoted} spans several passages; quote words of only one"
    times = "once" if n_held == 1 else f"{n_held} times"
    if nth > n_held:
        return f"{quoted} occurs only {times}{where}; correct the occurrence"
    if n_held > 1 and not nth:
        return (
            f"{quoted} occurs {times}{where}; quote more words, or say which one with "
            "section, passage or occurrence"
        )
    return ""
