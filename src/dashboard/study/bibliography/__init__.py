"""A list of sources from elsewhere → sources, and these joined to those that a text cites.

Some texts carry `[1] [2]` and no list. A person pastes or uploads the list that belongs to them:

    text ──read──▶ Listed ──join, with the document's sources──▶ the sources of `about.yaml`

`read` takes plain lists of any shape, and what programs for references write: CSL-JSON, BibTeX,
RIS, EndNote's two forms, PubMed's and the CSV of Zotero. What a list does not say stays unknown,
and what could not be read is told.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dashboard.errors import InputError
from dashboard.model import Source
from dashboard.reading.sources.entry import keys_of
from dashboard.study.bibliography import (
    bibtex,
    csl,
    endnote_xml,
    plain_list,
    pubmed,
    refer,
    ris,
    zotero_csv,
)
from dashboard.study.bibliography.gathered import Gathered, Kind, Listed, bare_id, cut, quoted
from dashboard.vocabulary import addresses

__all__ = ["MAX_BYTES", "Listed", "join", "read"]

MAX_BYTES = 2_000_000
"""The largest list that is read, in UTF-8."""

_SHOWN = 10
"""Ids that a note names."""

_JSON = re.compile(r"\s*(?:\{|\[\s*(?:[{\"]|\]\s*\Z))")
_READERS: tuple[tuple[Kind, Callable[[str], object], Callable[[str, Gathered], None]], ...] = (
    ("CSL-JSON", _JSON.match, csl.read),
    ("RIS", ris.looks_so, ris.read),
    ("PubMed", pubmed.looks_so, pubmed.read),
    ("EndNote XML", endnote_xml.looks_so, endnote_xml.read),
    ("EndNote", refer.looks_so, refer.read),
    ("Zotero CSV", zotero_csv.looks_so, zotero_csv.read),
    ("BibTeX", bibtex.looks_so, bibtex.read),
    ("list", lambda _: True, plain_list.read),
)
"""The first that a list looks like reads it."""


def read(text: str, file: str = "the list") -> Listed:
    """Read a list of sources, whatever its kind.

    Args:
        text: As it was pasted or decoded.
        file: What messages call it.

    Raises:
        InputError: It is too large, damaged, or nothing in it is a source; or it is BibTeX and
            the library that reads it is not installed.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise InputError.at(file, f"the list is larger than {limit} MB; paste only the list")
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError.at(file, "the list is empty; paste one source per line")
    kind, reader = next((kind, reader) for kind, looks_so, reader in _READERS if looks_so(text))
    gathered = Gathered(file)
    reader(text, gathered)
    return gathered.listed(kind)


def join(known: Sequence[Source], listed: Listed) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Say of the sources of a text what a list says of them.

    An entry is matched by its number or key; else by its address; else by its author and year,
    where the text names sources so. Only where nothing matches, and a plain list has as many
    entries as the text has sources, numbered from 1, they are matched by order.

    Args:
        known: `Document.sources`.
        listed: What `read` gave.

    Returns:
        The sources to write, all of them listed and each with a title, address, publisher or
        date: first the known ones in their order, then those only the list has. And notes on
        what a person should check.
    """
    notes: list[str] = []
    pairs = _by_name(known, listed.sources)
    if not pairs and (pairs := _by_order(known, listed)):
        notes.append(_order_note(listed.sources))
    joined = []
    for index, source in enumerate(known):
        entry = listed.sources[pairs[index]] if index in pairs else None
        if entry and source.url and entry.url and _place(source.url) != _place(entry.url):
            notes.append(f"[{source.id}]: the text gives a different address; the list's is used")
        joined.append(_merged(source, entry) if entry else source)
    matched = set(pairs.values())
    left = [entry for index, entry in enumerate(listed.sources) if index not in matched]
    added, n_lost = _added(left, {source.id for source in known})
    counts = _counts([source.id for source in joined if not _says(source)], len(added), n_lost)
    kept = (source for source in joined if source.is_listed and _says(source))
    return (*kept, *added), cut([*counts, *notes])


def _by_name(known: Sequence[Source], entries: Sequence[Source]) -> dict[int, int]:
    """The index of a known source → that of its entry."""
    ids: dict[str, int] = {}
    places: dict[str, int] = {}
    works: dict[str, int] = {}
    for index, entry in enumerate(entries):
        ids.setdefault(bare_id(entry.id) or entry.id, index)
        if entry.url:
            places.setdefault(_place(entry.url), index)
        for key in keys_of(entry.title or ""):
            works[key] = -1 if key in works else index  # two works of one author and year
    ids.pop("", None)
    pairs = {}
    for index, source in enumerate(known):
        place = _place(source.url or source.id)
        by_work = works.get(source.id, -1)
        found = ids.get(bare_id(source.id) or source.id, places.get(place, by_work))
        if found >= 0:
            pairs[index] = found
    return pairs


def _by_order(known: Sequence[Source], listed: Listed) -> dict[int, int]:
    numbers = {source.id: index for index, source in enumerate(known)}
    n = len(listed.sources)
    if listed.kind != "list" or len(known) != n or set(numbers) != set(map(str, range(1, n + 1))):
        return {}
    return {numbers[str(number)]: number - 1 for number in range(1, n + 1)}


def _order_note(entries: Sequence[Source]) -> str:
    first, last = (quoted(entry.title or entry.url or "") for entry in (entries[0], entries[-1]))
    ends = f"[1] {first} and [{len(entries)}] {last}"
    return f"the entries were matched by order; check the first and the last: {ends}"


def _merged(source: Source, entry: Source) -> Source:
    """What the list says, and what the text says where the list says nothing."""
    return Source(
        id=source.id,
        title=entry.title or source.title,
        url=entry.url or source.url,
        publisher=entry.publisher or source.publisher,
        published=entry.published or source.published,
        is_listed=True,
    )


def _added(entries: Sequence[Source], ids: set[str]) -> tuple[list[Source], int]:
    """The entries that no mark cites, each by an id of its own; and how many have none."""
    added: dict[str, Source] = {}
    n_lost = 0
    for entry in entries:
        by_address = addresses.source_id(entry.url) if entry.url else ""
        id_ = bare_id(entry.id) or by_address or next(iter(keys_of(entry.title or "")), "")
        if id_ and id_ not in ids and id_ not in added and _says(entry):
            added[id_] = replace(entry, id=id_, is_listed=True)
        else:
            n_lost += 1
    return list(added.values()), n_lost


def _counts(unknown: Sequence[str], n_added: int, n_lost: int) -> Iterator[str]:
    if unknown:
        names = ", ".join(f"[{id_}]" for id_ in unknown[:_SHOWN])
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        yield f"the list has no entry for {names}{more}"
    if n_added:
        entries = "1 entry is" if n_added == 1 else f"{n_added:,} entries are"
        yield f"{entries} never cited in the text, but kept in the list"
    if n_lost:
        entries = "1 entry was" if n_lost == 1 else f"{n_lost:,} entries were"
        yield f"{entries} left out: never cited, and without a number or address"


def _place(url: str) -> str:
    """What two links to one work share; an id that is no address as it is."""
    return addresses.work(url) or url


def _says(source: Source) -> bool:
    return bool(source.title or source.url or source.publisher or source.published)
