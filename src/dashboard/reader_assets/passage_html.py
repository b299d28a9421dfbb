"""A passage as HTML: every letter escaped, marks, stress and theme words around them.

What is picked is not written into it. Each mark and word names what it belongs to in `data-`
attributes, so that `reader.js` can show a pick at once, whatever is picked.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from dashboard.model import Document, Passage, Span
from dashboard.tables.selection import Selection

_ADDRESS = re.compile(r"(https?://(?:www\.)?)([^\s<>()/?#]+)([/?#][^\s<>()]{8,})")
_SHORT = 24
"""Letters of a mark that need no second line."""


LONGEST = 20_000
"""Characters of a passage or paragraph that are shown; a page of print has 3,000."""

_UNBROKEN = re.compile(r"\S{200}")
"""Letters after which a word may break: the browser takes seconds to lay out a longer one."""

# Between two signs stands no third, and a sign within a word or number is none: `2**3`, `p*`.
_STRESSED = re.compile(
    r"(?<![A-Za-z0-9*\\`])(\*{1,3})(?=[^\s*])([^*]{1,1000}?)(?<=[^\s\\`])\1(?![A-Za-z0-9*`])"
)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Where a text stresses words by asterisks, as in `**so**` and `*so*`, in reading order."""

    signs: tuple[Span, ...]
    """The asterisks."""

    strong: tuple[Span, ...]
    """The words between two or three of them on each side."""

    light: tuple[Span, ...]
    """The words between one or three."""

    def spans(self) -> tuple[Span, ...]:
        """All of them."""
        return self.signs + self.strong + self.light


def emphasis_in(text: str, offset: int = 0) -> Emphasis:
    """Find what is stressed in `text`, which begins `offset` code points into its document."""
    signs: list[Span] = []
    strong: list[Span] = []
    light: list[Span] = []
    for match in _STRESSED.finditer(text):
        sign, (start, end) = match[1], match.span(2)
        words = Span(start + offset, end + offset)
        signs += [
            Span(words.start - len(sign), words.start),
            Span(words.end, words.end + len(sign)),
        ]
        strong += [words] if len(sign) > 1 else []
        light += [words] if len(sign) != 2 else []
    return Emphasis(tuple(signs), tuple(strong), tuple(light))


def cut(passage: Passage) -> Passage:
    """As much of a passage as is shown, with the marks that stand in it."""
    span, around = passage.span, passage.paragraph
    if len(span) <= LONGEST and len(around) <= 2 * LONGEST:
        return passage
    span = Span(span.start, min(span.end, span.start + LONGEST))
    start = max(around.start, span.start - LONGEST // 2)
    around = Span(start, min(around.end, span.end + LONGEST // 2))
    citations = tuple(mark for mark in passage.citations if mark.span in span)
    return replace(passage, span=span, paragraph=around, citations=citations)


def folded(words: str) -> str:
    """Escaped words that break where they are very long; what is copied is what was written."""
    breaks = [0, *(match.end() for match in _UNBROKEN.finditer(words)), len(words)]
    return "<wbr>".join(escape(words[start:end]) for start, end in pairwise(breaks))


def outward(href: str, shown: str) -> str:
    """A link that leaves the page, in a tab of its own that is not told from where."""
    href = escape(href)
    return f'<a href="{href}" target="_blank" rel="noopener noreferrer">{escape(shown)}</a>'


def door(meant: Selection, shown: str, view: str = "") -> str:
    """What opens the passages of a selection by a click, in a view if one is named.

    Args:
        meant: The selection.
        shown: HTML.
        view: Key of a view.
    """
    into = f' data-view="{view}"' if view else ""
    text = escape(str(meant))
    return f'<button type="button" class="door" data-select="{text}"{into}>{shown}</button>'


def words(
    document: Document,
    passage: Passage,
    evidence: Mapping[str, Iterable[Span]],
    hues: Mapping[str, str],
    *,
    sought: str = "",
    off: Collection[str] = (),
    quoted: Mapping[str, Iterable[Span]] | None = None,
    dated: Iterable[Span] = (),
) -> str:
    """The passage, its citation marks as boxes, its theme words underlined.

    Where the words of several themes overlap, their lines stand one below the
    other. A run of marks does not break.

    Args:
        document: Holds the words.
        passage: What to show of it.
        evidence: Spans of the words that led to each theme.
        hues: CSS colour of each theme.
        sought: Words that a search looks for.
        off: Sources that are switched off, whose marks are struck through.
        quoted: For each event the spans of the words that allude to it.
        dated: Spans of the dates.
    """
    lines = [(span, theme_id) for theme_id, spans in evidence.items() for span in spans]
    marks: dict[Span, list[str]] = {}
    for citation in passage.citations:
        marks.setdefault(citation.span, []).append(citation.source_id)
    alluding = [(span, id_) for id_, spans in (quoted or {}).items() for span in spans]
    dates = list(dated)
    stress = emphasis_in(document.quote(passage.span), passage.span.start)
    found = _found(document.quote(passage.span), sought, passage.span.start)
    ordered = sorted(marks)
    starts = [mark.start for mark in ordered]
    parts: list[str] = []
    in_run = False
    edges = [
        *marks,
        *(span for span, _ in lines),
        *found,
        *(span for span, _ in alluding),
        *dates,
        *stress.spans(),
    ]
    for piece in _pieces(passage.span, edges):
        shown = folded(document.quote(piece))
        at = bisect_right(starts, piece.start) - 1
        cited = marks[ordered[at]] if at >= 0 and piece in ordered[at] else None
        if cited and not in_run:
            parts.append('<span class="run">')
        elif in_run and not cited and shown.strip(" *") not in ("", ".", ",", ";"):
            parts.append("</span>")
            in_run = False
        in_run = in_run or bool(cited)
        if cited:
            shown = _mark(document.quote(piece), cited, off)
        elif here := [theme_id for span, theme_id in lines if piece in span]:
            shown = _underlined(shown, here, hues)
        if events := [str(Selection(event=id_)) for span, id_ in alluding if piece in span]:
            shown = f'<mark class="quote" data-events="{escape(" ".join(events))}">{shown}</mark>'
        if _lies_in(dates, piece):
            shown = f'<mark class="date">{shown}</mark>'
        if any(piece in span for span in found):
            shown = f'<mark class="sought">{shown}</mark>'
        parts.append(_stressed(shown, piece, stress))
    return "".join([*parts, "</span>"] if in_run else parts)


def paragraph(document: Document, passage: Passage) -> str:
    """The paragraph a passage stands in, the passage itself marked."""
    around, own = passage.paragraph, passage.span
    stress = emphasis_in(document.quote(around), around.start)
    shown = {"before": "", "own": "", "after": ""}
    for piece in _pieces(around, [own, *stress.spans()]):
        part = "own" if piece in own else "before" if piece.end <= own.start else "after"
        shown[part] += _stressed(folded(document.quote(piece)), piece, stress)
    return f"{shown['before']}<mark>{shown['own']}</mark>{shown['after']}"


def _stressed(shown: str, piece: Span, stress: Emphasis) -> str:
    """Stressed words as such; the signs stay, for a style sheet to hide."""
    if _lies_in(stress.signs, piece):
        return f'<span class="sign">{shown}</span>'
    for element, spans in (("i", stress.light), ("b", stress.strong)):
        if _lies_in(spans, piece):
            shown = f"<{element}>{shown}</{element}>"
    return shown


def _lies_in(spans: Sequence[Span], piece: Span) -> bool:
    """Whether one of `spans`, which follow each other, holds the piece; there may be many."""
    at = bisect_right(spans, piece.start, key=lambda span: span.start) - 1
    return at >= 0 and piece in spans[at]


def _pieces(whole: Span, spans: Iterable[Span]) -> list[Span]:
    """`whole` cut at every edge of `spans` that lies in it."""
    edges = {edge for span in spans for edge in (span.start, span.end)}
    inner = sorted(edge for edge in edges if whole.start < edge < whole.end)
    cuts = [whole.start, *inner, whole.end]
    return [Span(a, b) for a, b in pairwise(cuts)]


def _found(text: str, sought: str, offset: int) -> list[Span]:
    """Where `sought` stands, without regard to case, if case folding keeps the places."""
    folded, sought = text.casefold(), sought.casefold()
    if not sought or len(folded) != len(text):
        return []
    spans, at = [], folded.find(sought)
    while at >= 0:
        spans.append(Span(offset + at, offset + at + len(sought)))
        at = folded.find(sought, at + len(sought))
    return spans


def _mark(words: str, cited: Iterable[str], off: Collection[str]) -> str:
    """A mark as one element per source it names, the letters in the last."""
    ids = list(dict.fromkeys(cited))
    kind = "cite long" if len(words) > _SHORT else "cite"
    kind += " off" if all(id_ in off for id_ in ids) else ""
    *others, last = [escape(id_) for id_ in ids]
    hidden = "".join(f'<mark class="cite" data-source="{id_}" hidden></mark>' for id_ in others)
    door = f'data-select="{escape(str(Selection(sources=tuple(ids))))}" tabindex="0" role="button"'
    return f'{hidden}<mark class="{kind}" data-source="{last}" {door}>{_addressed(words)}</mark>'


def _addressed(words: str) -> str:
    """Escaped words; what a style sheet may hide of a long address stands in elements of its own.

    Its host stays. No letter is left out, so that what is copied is what was written.
    """
    parts = [folded(part) for part in _ADDRESS.split(words)]
    shown = parts[0]
    for scheme, host, path, after in zip(*(parts[at::4] for at in (1, 2, 3, 4)), strict=True):
        whole = f'title="{scheme}{host}{path}"'
        shown += f'<span class="address" {whole}><span>{scheme}</span>{host}<span>{path}</span>'
        shown += f"</span>{after}"
    return shown


def _underlined(shown: str, theme_ids: Iterable[str], hues: Mapping[str, str]) -> str:
    """Words of themes: a line for each, the later below the earlier."""
    themes = list(dict.fromkeys(theme_ids))
    lines = ",".join(
        f"linear-gradient({hues[id_]},{hues[id_]})"
        f" 0 calc(100% - {3 * (len(themes) - 1 - i)}px)/100% 2px no-repeat"
        for i, id_ in enumerate(themes)
    )
    meant = escape(str(Selection(themes=tuple(themes))))
    return f'<mark class="words" data-select="{meant}" style="--lines:{lines}">{shown}</mark>'
