"""Notes are not works: which source a note stands for, and which notes stand for several.

Entries of a numbered list are works, each its own; footnotes and endnotes only name them. A note
may say what an earlier note says, mean the note before (`Ibid.`), point at one by its number
(`supra note 3`) or by its author (`op. cit.`), or name several works between semicolons. A short
title is only proposed: a person confirms it in `about.yaml`, and undoes there what is wrong.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from dashboard.model import Joined, Problem, Source, Span
from dashboard.reading.citations import Found
from dashboard.reading.sources.entry import said
from dashboard.reading.sources.source_list import Entry, SourceList

_SIGNAL = r"""
    (?: (?:but|and|und|et|y)\ )?
    (?: see\ generally | see\ also | see | cf | accord | compare | e\.g | vgl | siehe | s | zit
      | voir | véase | см | ср | por | cfr )
    [.,]{0,2} \ (?: (?:also|auch|aussi|e\.g|z\.\ ?b|par\ ex)\b [.,]{0,2} \ )?
"""
"""Before a work that is named: `See, e.g.,`, `Vgl. auch`."""

_IBID = re.compile(
    rf"""
    [\W_]{{0,4}}
    (?:{_SIGNAL}){{0,2}}
    (?: ib(?:id(?:em)?)?\b | ib[íi]d(?:em)?\b | id\.(?=\s*(?:at\b|[,(§¶]|\Z)) | ebd\b | ebda\b
      | ebenda\b | там\ же\b | там\ само\b | ivi\b | tamże\b | tamtéž\b | tamo\b
      | 同上 | 同前 | 前同 | 위의\ 책 | 상게서 )
    [\W_]{{0,6}}
    (?P<place>.{{0,300}})
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SUPRA = re.compile(
    rf"""
    [\W_]{{0,4}} (?:{_SIGNAL}){{0,2}}
    (?P<name> [^;0-9]{{0,80}}? )
    (?: \b(?:supra|above|ante|infra|oben|wie|op\.\ ?cit\.|a\.\ ?a\.\ ?O\.|aaO) [,\s]{{0,2}} \(?
        (?:at\ )? (?:notes?|nn?\.?|fn\.?|anm\.?|fußn\.?|fußnote|footnote)
      | \( (?:n\.?|fn\.?|anm\.?|note|nota)
      | (?:前掲|前揭|前注|同) (?:注|註)
    )
    \s? [(（]? (?P<number>\d{{1,4}}) [)）]? (?!\s?[–-]\s?\d|\d)
    (?P<place>.{{0,300}})
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_OP_CIT = re.compile(
    rf"""
    [\W_]{{0,4}} (?:{_SIGNAL}){{0,2}}
    (?P<name> [^\W\d_] [^;0-9]{{1,80}}? )
    [\s,]{{1,3}}
    (?: (?:op|art|loc)\.\s?cit\b | ob\.\s?cit\b | a\.\s?a\.\s?O\b | aaO\b | указ\.\s?соч\b
      | 前掲書 | 前掲論文 | 前引书 | 前引文 )
    [\W_]{{0,6}}
    (?P<place>.{{0,120}})
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(
    r"(?:第?\d{1,5}(?:[–-]\d{1,5})?[页頁쪽면]|(?:at|pp?|s|seiten?|с|стр|str|fol|ff?|nos?|vols?|bd|nn?|ch|chaps?|chapters?|chapitres?|kap"
    r"|kapitel|art|articles?|abs|abschnitt|rn|rz|págs?|paras?|paragraphs?|sections?|sec|secs|seção"
    r"|sección|figs?|figures?|abb|tables?|tab|lines?|zeilen?|slides?|diapositives?|folien?|cols?|sp"
    r"|books?|parts?|teil|tome|cap|caps|appendix|passim|and|und|et|y|e|и|to|bis|à|text|accompanying"
    r"|[ivxlcdm]{1,7}|\d{1,5}[a-z]?)\b|[^\w]|_)*+",
    re.IGNORECASE,
)
"""Pages and the like: nothing that may be a work."""

_REMARK = re.compile(r"\([^()]{0,200}(?:\([^()]{0,60}\)[^()]{0,100}){0,2}\)")
"""`(quoting Bell)`, `(The Abbot)`: what is cited there is cited by the work itself."""

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DATED = re.compile(r"[(,][^(),;]{0,60}(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)|https?://")
"""A year in brackets or after a comma, or an address: what a work has, and a remark has not."""

_PIECE = re.compile(r"[^;()]{1,600}(?:\([^()]{0,300}\)[^;()]{0,400}){0,12}")
_NUMBER = re.compile(r"\d")
"""A short title is followed by a page."""

_WORD = re.compile(r"[^\W\d_]{2,40}")
_SMALL_WORDS = """
    see also cf the and of in on for an at pp para ch vol note supra ibid id
    vgl siehe auch der die das und von voir le la les et de des du véase el los las del см по
"""
_SMALL = frozenset(_SMALL_WORDS.split())
"""Words of a short title that tell nothing of the work."""

_LONGEST_IBID = 300
_LONGEST_WORK = 2_000
_SHORTEST_WORK = 4
"""Characters of a note that may say what another says."""

_LONGEST_SHORT = 120
_AUTHORS = 100
"""Characters of a short title; and of a full entry, in which its author stands."""

_MOST_PIECES = 20
_MOST_FITTING = 50
"""Works in a note; works by one name that a short title is compared with."""

_LONGEST_SAID = 60
"""Characters of a note that are shown at the source it stands for."""

_SHOWN = 6
"""Notes that a problem names one by one."""

Means = Mapping[str, tuple[str, ...]]
"""What a person says of notes: id of a note → ids of the sources it stands for, or its own."""


@dataclass(slots=True)
class _Joined:
    """Note by note, what each stands for and why."""

    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Of notes that stand for other sources than their own."""

    further: dict[str, Source] = field(default_factory=dict)
    """Works that a note names besides its first."""

    first: dict[str, Source] = field(default_factory=dict)
    """The first work of such a note, without the others."""

    same: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    pointed: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    several: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)


class Folded(NamedTuple):
    """Marks and sources without the ids that went."""

    found: Found
    listed: SourceList
    gone: Mapping[str, str] = MappingProxyType({})
    """Each such id → the first of those that stand for it."""

    joined: tuple[Joined, ...] = ()


def fold(found: Found, listed: SourceList, means: Means | None = None) -> Folded:
    """Let each note stand for the sources it means.

    Args:
        found: The marks of a text.
        listed: What its notes and lists say.
        means: What a person says of some notes; the rest is read from their words.
    """
    notes = [entry for entry in _once(listed.said) if entry.is_note]
    joined = _Reader(means or {}, listed.sources).read(notes)
    if not (joined.ids or joined.short or means):
        return Folded(found, listed)
    ids = joined.ids
    gone = {id_: to[0] for id_, to in ids.items() if id_ not in to}
    marks = tuple(
        mark._replace(ids=tuple(to for id_ in mark.ids for to in ids.get(id_, (id_,))))
        for mark in found.marks
    )
    sources = {
        id_: joined.first.get(id_, source)
        for id_, source in listed.sources.items()
        if id_ not in gone
    } | joined.further
    authors = {key: gone.get(id_, id_) for key, id_ in listed.authors.items()}
    problems = (*found.problems, *_all_told(joined), *_unknown(means or {}, notes, sources))
    return Folded(
        replace(found, marks=marks, problems=problems),
        replace(listed, sources=sources, authors=authors),
        gone,
        tuple(_joined(joined, notes, means or {})),
    )


def _joined(joined: _Joined, notes: Iterable[Entry], means: Means) -> Iterator[Joined]:
    for note in notes:
        id_ = note.source.id
        said_ = " ".join(note.words[:_LONGEST_SAID].split())
        why = "about.yaml says so" if id_ in means else f"“{said_}”"
        for to in joined.ids.get(id_, ()):
            if to.partition(".")[0] != id_:
                yield Joined(id_, to, why)


@dataclass(slots=True)
class _Reader:
    means: Means
    sources: Mapping[str, Source]
    by_words: dict[str, str] = field(default_factory=dict)
    works: dict[str, frozenset[str]] = field(default_factory=dict)
    """Id of each note that names a work of its own → the words of it."""

    by_name: dict[str, list[str]] = field(default_factory=dict)
    """Word near to the beginning of a note → ids of such notes."""

    last: str = ""
    part: str = ""
    """Before the colon of an id, if numbers begin again in each part."""

    joined: _Joined = field(default_factory=_Joined)

    def read(self, notes: Iterable[Entry]) -> _Joined:
        """Take note after note in the order of the text."""
        joined = self.joined
        for note in notes:
            id_ = note.source.id
            joined.places[id_] = note.block.span
            own_part = id_.rpartition(":")[0]
            if own_part != self.part:
                self.last, self.part = "", own_part
            to = self.means.get(id_)
            if to is not None:
                to = tuple(one for one in to if one == id_ or one in self.sources)
                if to and to != (id_,):
                    joined.ids[id_] = tuple(self._now(one) for one in to)
                    joined.said[id_] = ", ".join(joined.ids[id_])
            elif pieces := self._several(id_, note.words):
                joined.ids[id_] = pieces
                joined.several[id_] = ", ".join(pieces)
            else:
                self._one(id_, note.words)
            self.last = joined.ids.get(id_, (id_,))[-1]
            if self.last == id_:
                self._remember(id_, note.words)
        return joined

    def _one(self, id_: str, words: str) -> None:
        """Take a note that names one work."""
        joined = self.joined
        if is_ibid(words):
            if self.last:
                joined.before[id_] = self.last
        elif to := self._pointed_at(id_, words):
            joined.pointed[id_] = to
        else:
            bare = _bare(words)
            if len(bare) >= _SHORTEST_WORK:
                first = self.by_words.setdefault(bare, id_)
                if first != id_:
                    joined.same[id_] = self._now(first)
            has_place = _NUMBER.search(words) is not None
            if id_ not in joined.same and has_place and (to := self._fitting(words)):
                joined.short[id_] = to
        for why in (joined.before, joined.pointed, joined.same):
            if id_ in why:
                joined.ids[id_] = (why[id_],)

    def _several(self, id_: str, words: str) -> tuple[str, ...]:
        """The sources of a note that names several works, if each piece can be told."""
        if ";" not in words or len(words) > _LONGEST_WORK:
            return ()
        pieces = [piece[0].strip() for piece in _PIECE.finditer(words)]
        if not 1 < len(pieces) <= _MOST_PIECES or ";".join(pieces).count(";") != words.count(";"):
            return ()
        ids: list[str] = []
        own: list[str] = []
        last = self.last
        for piece in pieces:
            to = last if is_ibid(piece) else self._pointed_at(id_, piece)
            if not to:
                if not _names_work(piece):
                    return ()
                to = id_ if not own else f"{id_}.{len(own) + 1}"
                own.append(piece)
            ids.append(to)
            last = to
        if own:
            self.joined.first[id_] = said(id_, own[0])
        for n, piece in enumerate(own[1:], 2):
            self.joined.further[f"{id_}.{n}"] = said(f"{id_}.{n}", piece)
            self._remember(f"{id_}.{n}", piece)
        return tuple(ids)

    def _pointed_at(self, id_: str, words: str) -> str:
        """The source of the note that a note points at by number or author; empty if none."""
        if len(words) > _LONGEST_IBID or _YEAR.search(_REMARK.sub("", words)):
            return ""
        bare = _unstressed(words)
        if supra := _SUPRA.fullmatch(bare):
            to = f"{self.part}:{supra['number']}" if self.part else supra["number"]
            is_there = to in self.joined.places and to != id_ and _is_place(supra["place"])
            return self._now(to) if is_there else ""
        if (cit := _OP_CIT.fullmatch(bare)) and _is_place(cit["place"]):
            return self._fitting(cit["name"])
        return ""

    def _fitting(self, words: str) -> str:
        """The one earlier work that a short title fits; empty if there is none, or several."""
        bare = _REMARK.sub("", words)
        if len(bare) > _LONGEST_SHORT or ";" in bare or _YEAR.search(bare) or "://" in bare:
            return ""
        said_words = [word for word in _words(bare) if word not in _SMALL]
        if not said_words:
            return ""
        known = self.by_name.get(said_words[0], ())[:_MOST_FITTING]
        fitting = {self._now(id_) for id_ in known if self.works[id_].issuperset(said_words)}
        return fitting.pop() if len(fitting) == 1 else ""

    def _remember(self, id_: str, words: str) -> None:
        """Note that a source may be meant by its author and a part of its title."""
        if id_ in self.works or id_ in self.joined.short:
            return
        self.works[id_] = frozenset(_words(words[:_LONGEST_WORK]))
        for word in dict.fromkeys(_words(words[:_AUTHORS])):
            self.by_name.setdefault(word, []).append(id_)

    def _now(self, id_: str) -> str:
        return self.joined.ids.get(id_, (id_,))[0]


def is_ibid(words: str) -> bool:
    """Whether a note says no more than that it means the one before, and a page."""
    if len(words) > _LONGEST_IBID:
        return False
    ibid = _IBID.fullmatch(_unstressed(words))
    return ibid is not None and _is_place(ibid["place"])


def _unstressed(words: str) -> str:
    return words.replace("*", "").replace("_", "")


def _is_place(words: str) -> bool:
    return _PLACE.fullmatch(_REMARK.sub("", words)) is not None


def _names_work(piece: str) -> bool:
    """Whether a piece of a note is a work in full, as its first note has it."""
    begin = next((char for char in _unsignalled(_unstressed(piece)) if char.isalpha()), "")
    return not begin.islower() and _DATED.search(piece) is not None


_BEGINS = re.compile(rf"[\W_]{{0,4}}(?:{_SIGNAL}){{0,2}}", re.IGNORECASE | re.VERBOSE)


def _unsignalled(piece: str) -> str:
    begin = _BEGINS.match(piece)
    return piece[begin.end() :] if begin else piece


def _words(words: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(words)]


def _once(said_: Sequence[Entry]) -> Iterable[Entry]:
    """Entries in the order of the text; of two with one id the first."""
    first: dict[str, Entry] = {}
    for entry in sorted(said_, key=lambda entry: entry.at):
        first.setdefault(entry.source.id, entry)
    return first.values()


def _bare(words: str) -> str:
    """What a note says, without case, emphasis, spaces and the stop at its end."""
    return " ".join(words[:_LONGEST_WORK].replace("*", "").split()).strip(" ._").casefold()


def _all_told(joined: _Joined) -> Iterator[Problem]:
    places = joined.places
    said_ = ("says", "say"), ("is", "are"), ("points", "point"), ("names", "name"), ("has", "have")
    yield from _told(said_[0], "what an earlier note says", joined.same, places)
    yield from _told(said_[1], "“Ibid.” or the like", joined.before, places)
    yield from _told(said_[2], "at an earlier note", joined.pointed, places)
    yield from _told(said_[3], "several works", joined.several, places, _AS_THEM)
    yield from _told(
        said_[4],
        "a short title that fits one earlier note",
        joined.short,
        places,
        ("may mean its source", "may mean their sources"),
        "say so in about.yaml under same",
    )


_AS_THEM = ("counts as them", "count as them")


def _told(
    verbs: tuple[str, str],
    what: str,
    notes: Mapping[str, str],
    places: Mapping[str, Span],
    counts: tuple[str, str] = ("counts as its source", "count as its source"),
    advice: str = "",
) -> Iterator[Problem]:
    if not notes:
        return
    n = len(notes)
    named = ", ".join(f"{id_} as {to}" for id_, to in list(notes.items())[:_SHOWN])
    more = f" and {n - _SHOWN} more" if n > _SHOWN else ""
    subject = f"1 note {verbs[0]}" if n == 1 else f"{n} notes {verbs[1]}"
    spans = tuple(places[id_] for id_ in notes)
    end = f"; {advice}" if advice else ""
    message = f"{subject} {what} and {counts[n > 1]}: {named}{more}{end}"
    yield Problem(message, spans[0], spans if n > 1 else ())


def _unknown(
    means: Means, notes: Sequence[Entry], sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """What a person says of notes or sources that the text has not."""
    known = {note.source.id for note in notes}
    lacking = [id_ for id_ in means if id_ not in known]
    lacking += [one for to in means.values() for one in to if one not in known | sources.keys()]
    if lacking:
        named = ", ".join(list(dict.fromkeys(lacking))[:_SHOWN])
        span = notes[0].block.span if notes else Span(0, 0)
        yield Problem(f"about.yaml speaks of notes that the text has not: {named}", span)
