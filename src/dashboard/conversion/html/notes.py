"""Links of a page to its own notes and lists → marks that the readers resolve.

A link whose words are a number in brackets and that leads to that number of a list of
sources stays `[3]`; the list's entry is written `3. …`. Every other pointer to a note
becomes `[^3]`, and the note its definition. What leads back from a note is dropped.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dashboard.conversion.converted import names
from dashboard.conversion.html.furniture import Parts
from dashboard.conversion.html.tokens import Event, Tag, tag_at, tags, words
from dashboard.vocabulary import addresses
from dashboard.vocabulary.list_headings import heads_list

_NUMBER = re.compile(r"([\[(【]?)\s{0,3}(\d{1,4})\s{0,3}[\])】]?[.:]?")
_LETTERS = re.compile(
    r"""
    \[?\s{0,3}
    (   [a-z]{1,2}                            # a
    |   [ivx]{1,6}                            # iv
    |   (?:note|nb|fn|n) \.? \s? \d{1,3}      # note 1
    |   [*†‡§¶]{1,3}
    )
    \s{0,3}\]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BACK = re.compile(
    r"""
    [\s↑↩↵⤴⏎^\ufe0e\ufe0f↖⬆«]{1,6}                # an arrow
|   \^?\s? [a-z]{1,2}                             # ^ a
|   \[? \^? \d{1,4} (?:\.\d{1,2})? \]? [.:)]?     # [1], or 1.2 for the second pointer
|   back | return | jump[ ]up
    """,
    re.VERBOSE,
)
_TYPED = re.compile(r"\[\d{1,3}\]")
_BEGINS = re.compile(r"\s{0,9}(?:\[(\d{1,4})\]|(\d{1,4})[.)]\s)")
_POINTING = re.compile(r"fn|foot|note|ref|cit|bib|ftn|edn", re.IGNORECASE)
_FOOTNOTES = re.compile(r"_?(?:ftn|edn)")
"""Begins the targets of footnotes in what Word and Google Docs write."""

_RAISED = re.compile(r"\s{0,3}\[?\s{0,3}(\d{1,3}(?:\s{0,2}[,;–-]\s{0,2}\d{1,3}){0,20})\]?\s{0,3}")
_BEFORE = re.compile(r"([^\W\d_]+|[.,;:!?)\]\"'”’»%])\s?$")
_UNITS = names("m cm mm km dm nm µm μm χ χ2 scoap ft in mi s h kg g l x y z r n a b c e i p q t")
_PERMALINKS = frozenset(("", "#", "¶", "§", "🔗", "⚓"))
_LABEL = re.compile(r"[^\w.-]+")
_NO_NOTES = names(
    "h1 h2 h3 h4 h5 h6 body html main article table thead tbody figure img section math"
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CLIMB = 6
"""Elements from a note's anchor out to the block that holds its words."""

_LONGEST_NOTE = 6_000
"""Characters."""

_MOST_EVENTS = 2_000
"""Tags and stretches of words in a note."""

_LONGEST_LINK = 200
"""The same in a link that is a mark."""


@dataclass(slots=True)
class Marks:
    """What becomes of links and notes, by the place of their tags."""

    written: dict[int, str] = field(default_factory=dict)
    """Links and raised numbers → the mark in their place; empty if they are dropped."""

    notes: dict[int, str] = field(default_factory=dict)
    """Blocks that are notes → their label."""

    entries: dict[int, int] = field(default_factory=dict)
    """Items of a list of sources → their number."""


def local_targets(events: Sequence[Event]) -> frozenset[str]:
    """Places in the page that links with a fragment may lead to."""
    return frozenset(
        addresses.fragment(tag.get("href"))
        for _, tag in tags(events, 0, len(events))
        if tag.name == "a" and "#" in tag.get("href")
    ) - {""}


def find_marks(
    events: Sequence[Event],
    parts: Parts,
    prefixes: Sequence[tuple[str, str]] = (),
    *,
    is_marked: bool = False,
) -> Marks:
    """Tell which links are marks, and what they lead to.

    Args:
        events: The page.
        parts: Which of it is text.
        prefixes: Beginnings of targets that always are notes, and of their labels.
        is_marked: Whether raised numbers are none, since marks are said to be marks.
    """
    finder = _Finder(events, parts, prefixes)
    for index, tag in finder.visible():
        if tag.name == "a" and "#" in tag.get("href"):
            finder.link(index, tag)
    if not finder.marks.written and not is_marked:
        finder.marks.written.update(raised_marks(events, parts.skipped, finder.listed()))
    return finder.marks


def _is_reference(tag: Tag) -> bool:
    """Whether a link says of itself that it points at a note."""
    return "noteref" in (*tag.get("epub:type").split(), tag.get("role").removeprefix("doc-"))


class _Finder:
    def __init__(
        self, events: Sequence[Event], parts: Parts, prefixes: Sequence[tuple[str, str]]
    ) -> None:
        self.events, self.parts, self.prefixes = events, parts, prefixes
        self.marks = Marks()
        self.places: dict[str, int] = {}
        self.headings: list[int] = []
        self.ordinals: dict[int, int] = {}
        self.noted = bytearray(len(events))
        """1 for each event in a note found so far."""
        self.labels: dict[str, int] = {}
        """Labels given so far, and how often each was asked for."""
        self.n_of: Counter[str] = Counter()
        """Notes of each prefix so far: a program counts each kind of its notes by itself."""
        self.kinds = {
            name
            for _, tag in tags(events, 0, len(events))
            for start, name in (prefixes if tag.name == "a" else ())
            if tag.get("href").startswith(f"#{start}")
        }
        for index, tag in tags(events, 0, len(events)):
            for name in (tag.get("id"), tag.get("name") if tag.name == "a" else ""):
                if name:
                    self.places.setdefault(name, index)
            if tag.name in _HEADINGS:
                self.headings.append(index)
            elif tag.name == "ol":
                self._count(index, tag)
        self.typed = self._has_typed_marks()

    def visible(self) -> Iterator[tuple[int, Tag]]:
        """All tags that are not left out; in hidden parts there may be notes, but no marks."""
        index = 0
        while index < len(self.events):
            event = self.events[index]
            if isinstance(event, Tag):
                if index in self.parts.skipped:
                    index = event.end
                    continue
                yield index, event
            index += 1

    def _has_typed_marks(self) -> bool:
        """Whether `[3]` stands in the text itself, so that notes must not be called so too."""
        index = 0
        while index < len(self.events):
            event = self.events[index]
            if isinstance(event, str):
                if "[" in event and _TYPED.search(event):
                    return True
            elif event.name in ("a", "pre", "code"):
                said = words(self.events, index, min(event.end, index + _LONGEST_LINK)).strip()
                if "#" not in event.get("href") and event.name == "a" and _TYPED.fullmatch(said):
                    return True
                index = event.end
                continue
            index += 1
        return False

    def _count(self, index: int, ordered: Tag) -> None:
        number = int(ordered.get("start")) if ordered.get("start").isdecimal() else 1
        position = index + 1
        while position < ordered.end:
            event = self.events[position]
            if isinstance(event, str):
                position += 1
                continue
            if event.name == "li":
                value = event.get("value")
                number = int(value) if value.isdecimal() and len(value) < 6 else number
                self.ordinals[position] = number
                number += 1
            position = event.end

    def listed(self) -> dict[int, int]:
        """Numbers of the entries under a heading for sources, by place."""
        numbers = dict(self.ordinals)
        for index, tag in tags(self.events, self.parts.start, self.parts.end):
            if tag.name == "p" and (number := self._begins(index)):
                numbers.setdefault(index, number)
        return {index: n for index, n in numbers.items() if self._is_under_heading(index)}

    def _begins(self, block: int) -> int:
        """The number that a block's words begin with, as those of an entry; 0 if there is none."""
        end = min(tag_at(self.events, block).end, block + 30)
        begins = _BEGINS.match(words(self.events, block, end))
        return int(begins[1] or begins[2]) if begins else 0

    def link(self, index: int, tag: Tag) -> None:
        """Take a link to a place in the page."""
        before, _, fragment = tag.get("href").partition("#")
        if tag.end - index > _LONGEST_LINK:
            return
        said = " ".join(words(self.events, index, tag.end).split())
        target = self.places.get(fragment, self.places.get(addresses.fragment(tag.get("href"))))
        if target is None:
            if self.noted[index] and _BACK.fullmatch(said.lower()):
                self.marks.written[index] = ""
            elif (number := _NUMBER.fullmatch(said)) and _is_reference(tag):
                # The note stands in another file, of a book: the number is all there is of it.
                self.marks.written[index] = f"[^{'fn' if self.typed else ''}{number[2]}]"
            return
        note = next((name for start, name in self.prefixes if fragment.startswith(start)), None)
        if note is None and _FOOTNOTES.match(fragment):
            note = "fn" if self.typed else ""
        if self.noted[index] and not self.noted[target]:
            if target <= index and (_BACK.fullmatch(said.lower()) or not said):
                self.marks.written[index] = ""
            return
        if said in _PERMALINKS and not before:
            self.marks.written[index] = ""
            return
        number = _NUMBER.fullmatch(said)
        if not (number or _LETTERS.fullmatch(said)) or not self._points(index, tag, number):
            return
        block = self._block(target)
        if block is None or block <= index < tag_at(self.events, block).end:
            return
        self._take(index, said, number, block, note)

    def _take(
        self, index: int, said: str, number: re.Match[str] | None, block: int, note: str | None
    ) -> None:
        marks = self.marks
        n = int(number[2]) if number else 0
        if block in marks.notes:
            marks.written[index] = f"[^{marks.notes[block]}]"
        elif note is None and number and number[1] in ("[", "【") and self._is_entry(block, n):
            marks.entries[block] = n
            marks.written[index] = f"[{n}]"
        else:
            label = _LABEL.sub("-", number[2] if number else said).strip("-.") or "note"
            if note in self.kinds:
                self.n_of[note] += 1
                # The numbers that people know, unless something else in the text has them.
                is_alone = not self.typed and len(self.kinds) == 1
                label = f"{'' if is_alone else note}{self.n_of[note]}"
            elif note is not None:
                label = f"{note}{label}"
            elif number and (self.typed or marks.entries):
                label = f"fn{label}"
            label = self._unused(label)
            marks.notes[block] = label
            marks.written[index] = f"[^{label}]"
        end = tag_at(self.events, block).end
        self.noted[block:end] = b"\1" * (end - block)

    def _unused(self, label: str) -> str:
        while label in self.labels:
            self.labels[label] += 1
            label = f"{label}-{self.labels[label]}"
        self.labels[label] = 1
        return label

    def _points(self, index: int, tag: Tag, number: re.Match[str] | None) -> bool:
        """Whether a link with a number or letter is a pointer, not `Figure 1` or `Section 2`."""
        if number and number[1] in ("[", "【"):
            return True
        for _ in range(3):
            said = tag.get("role") + tag.get("epub:type") + tag.get("class") + tag.get("rel")
            if tag.name == "sup" or _POINTING.search(said):
                return True
            if tag.parent < 0:
                break
            tag = tag_at(self.events, tag.parent)
        tag = tag_at(self.events, index)
        if any(child.name == "sup" for _, child in tags(self.events, index, tag.end)):
            return True
        return _POINTING.search(tag.get("href").partition("#")[2]) is not None

    def _is_entry(self, block: int, number: int) -> bool:
        """Whether a block is that number of a list that the readers know as one of sources."""
        if self.ordinals.get(block, self._begins(block)) != number:
            return False
        within = self.parts.start <= block < self.parts.end
        return within and self._is_under_heading(block)

    def _is_under_heading(self, block: int) -> bool:
        position = bisect_left(self.headings, block) - 1
        if position < 0:
            return False
        index = self.headings[position]
        said = words(self.events, index, tag_at(self.events, index).end)
        return heads_list(said)

    def _block(self, target: int) -> int | None:
        """The block whose words a place stands for; none if it is no note."""
        index = target
        for _ in range(_CLIMB):
            tag = tag_at(self.events, index)
            if tag.name in _NO_NOTES:
                return None
            if tag.name == "dt":
                return self._described(tag)
            if tag.name in ("td", "th") and tag.parent >= 0:
                index = tag.parent
                continue
            parent = tag_at(self.events, tag.parent) if tag.parent >= 0 else None
            if tag.name in ("li", "dd", "tr", "aside", "div"):
                break
            if tag.name == "p" and (parent is None or parent.name not in ("li", "dd", "aside")):
                break
            if parent is None:
                return None
            index = tag.parent
        else:
            return None
        tag = tag_at(self.events, index)
        if tag.end - index > _MOST_EVENTS:
            return None
        size = sum(len(event) for event in self.events[index : tag.end] if isinstance(event, str))
        has_heading = any(child.name in _HEADINGS for _, child in tags(self.events, index, tag.end))
        return index if 0 < size <= _LONGEST_NOTE and not has_heading else None

    def _described(self, term: Tag) -> int | None:
        """The `dd` after a `dt`."""
        for index in range(term.end, min(term.end + 4, len(self.events))):
            event = self.events[index]
            if isinstance(event, Tag):
                return index if event.name == "dd" else None
        return None


def raised_marks(
    events: Sequence[Event], skipped: AbstractSet[int], listed: Mapping[int, int]
) -> dict[int, str]:
    """Raised numbers → marks, by the place of their tags.

    Args:
        events: The page.
        skipped: Tags that are left out.
        listed: Numbers of the entries under a heading for sources, by place.
    """
    known = set(listed.values())
    found: dict[int, str] = {}
    before = ""
    index = 0
    while known and index < len(events):
        event = events[index]
        if isinstance(event, str):
            before = (before + event)[-30:]
        elif index in skipped:
            index = event.end
            continue
        elif event.name == "sup":
            if mark := _mark(words(events, index, event.end), before, known):
                found[index] = mark
            index = event.end
            continue
        index += 1
    return found


def _mark(said: str, before: str, known: AbstractSet[int]) -> str | None:
    numbers = _RAISED.fullmatch(said)
    word = _BEFORE.search(before)
    if not numbers or not word or word[1].lower() in _UNITS:
        return None
    if not all(int(number) in known for number in re.findall(r"\d+", numbers[1])):
        return None
    return f"[{' '.join(numbers[1].split())}]"
