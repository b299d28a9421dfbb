"""Notes are not works: notes that say the same, and `Ibid.`, count as the note before.

Entries of a numbered list are works, each its own; footnotes and endnotes only name them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dashboard.model import Problem, Span
from dashboard.reading.citations import Found
from dashboard.reading.sources.source_list import Entry, SourceList

_IBID = re.compile(
    r"""
    [\W_]{0,4}
    (?:(?:see|see\ also|cf|vgl|siehe|s|voir|véase|см|por)\.?\ (?:also\ |auch\ )?)?
    (?: ib(?:id(?:em)?)?\b | ib[íi]d(?:em)?\b | id\.(?=\s*(?:at\b|,|\Z)) | ebd\b | ebda\b | ebenda\b
      | там\ же\b | там\ само\b | ivi\b | tamże\b | tamtéž\b | tamo\b | 同上 | 同前 )
    [\W_]{0,6}
    (?P<place>.{0,60})
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(
    r"(?:(?:at|pp?|s|seiten?|с|стр|str|fol|ff?|nos?|vol|bd|nn?|ch|art|rn|rz|págs?|paras?|and|und"
    r"|et|y|и|[ivxlcdm]{1,7}|\d{1,5}[a-z]?)\b|[^\w]|_)*+",
    re.IGNORECASE,
)
"""Pages and the like: nothing that may be a work."""

_LONGEST_IBID = 90
_LONGEST_WORK = 2_000
_SHORTEST_WORK = 4
"""Characters of a note that may say what another says."""

_SHOWN = 6
"""Notes that a problem names one by one."""


def fold(found: Found, listed: SourceList) -> tuple[Found, SourceList, dict[str, str]]:
    """Let each such note stand for the source of the note before.

    Args:
        found: The marks of a text.
        listed: What its notes and lists say.

    Returns:
        Both without the ids that went, and for each of these the one that stands for it.
    """
    notes = [entry for entry in _once(listed.said) if entry.is_note]
    by_words: dict[str, str] = {}
    same: dict[str, str] = {}
    before: dict[str, str] = {}
    places: dict[str, Span] = {}
    last, part = "", ""
    for note in notes:
        id_ = note.source.id
        places[id_] = note.block.span
        own_part = id_.rpartition(":")[0]
        if own_part != part:
            last, part = "", own_part
        if is_ibid(note.words):
            if last:
                before[id_] = last
            continue
        words = _bare(note.words)
        if len(words) >= _SHORTEST_WORK and (first := by_words.setdefault(words, id_)) != id_:
            same[id_] = first
        last = same.get(id_, id_)
    gone = same | before
    if not gone:
        return found, listed, {}
    marks = tuple(
        mark._replace(ids=tuple(gone.get(id_, id_) for id_ in mark.ids)) for mark in found.marks
    )
    told = (
        *_told("says", "say", "what an earlier note says", same, places),
        *_told("is", "are", "“Ibid.” or the like", before, places),
    )
    sources = {id_: source for id_, source in listed.sources.items() if id_ not in gone}
    authors = {key: gone.get(id_, id_) for key, id_ in listed.authors.items()}
    return (
        replace(found, marks=marks, problems=(*found.problems, *told)),
        replace(listed, sources=sources, authors=authors),
        gone,
    )


def is_ibid(words: str) -> bool:
    """Whether a note says no more than that it means the one before, and a page."""
    if len(words) > _LONGEST_IBID or not (ibid := _IBID.fullmatch(words)):
        return False
    return _PLACE.fullmatch(ibid["place"]) is not None


def _once(said: Sequence[Entry]) -> Iterable[Entry]:
    """Entries in the order of the text; of two with one id the first."""
    first: dict[str, Entry] = {}
    for entry in sorted(said, key=lambda entry: entry.at):
        first.setdefault(entry.source.id, entry)
    return first.values()


def _bare(words: str) -> str:
    """What a note says, without case, emphasis, spaces and the stop at its end."""
    return " ".join(words[:_LONGEST_WORK].replace("*", "").split()).strip(" ._").casefold()


def _told(
    one: str, many: str, what: str, gone: Mapping[str, str], places: Mapping[str, Span]
) -> Iterable[Problem]:
    if not gone:
        return
    n = len(gone)
    named = ", ".join(f"{id_} as {to}" for id_, to in list(gone.items())[:_SHOWN])
    more = f" and {n - _SHOWN} more" if n > _SHOWN else ""
    subject, counts = (f"1 note {one}", "counts") if n == 1 else (f"{n} notes {many}", "count")
    spans = tuple(places[id_] for id_ in gone)
    message = f"{subject} {what} and {counts} as its source: {named}{more}"
    yield Problem(message, spans[0], spans if n > 1 else ())
