"""Which sources come from one hand: the same publisher, host, or group that a person named."""

from collections.abc import Collection, Mapping

from pandas import DataFrame, Series

from dashboard.measures.measure import Measure
from dashboard.measures.reliance.marks import SOURCE
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables
from dashboard.vocabulary import addresses

Groups = Mapping[str, Collection[str]]
"""Name of an origin → its source ids, hosts and publishers, as a person knows them."""

CARRIERS = frozenset(
    {
        *("archive.org", "archive.ph", "archive.today", "arxiv.org", "bit.ly", "doi.org"),
        *("facebook.com", "github.com", "jstor.org", "linkedin.com", "medium.com"),
        *("ncbi.nlm.nih.gov", "reddit.com", "researchgate.net", "sciencedirect.com", "ssrn.com"),
        *("t.co", "twitter.com", "x.com", "youtu.be", "youtube.com"),
    }
)
"""Hosts that carry what others wrote: two works there do not come from one hand."""


def origins(tables: Tables, groups: Groups | None = None) -> DataFrame:
    """Name the origin of each source, as far as its list or a person does.

    A group that a person named goes first, then the publisher, then the host. A host is its
    publisher's if all sources on it whose publisher is known have the same one. A host of
    `CARRIERS` is nobody's origin; there only one address is.
    """
    named = {
        member.casefold().removeprefix("www."): name
        for name, members in (groups or {}).items()
        for member in members
    }
    sources = tables.sources
    hosts = [addresses.host(url) for url in _texts(sources["url"])]
    publishers = _texts(sources["publisher"])
    of_host: dict[str, dict[str, str]] = {}
    for host_, publisher in zip(hosts, publishers, strict=True):
        if host_ and publisher:
            of_host.setdefault(host_, {})[publisher.casefold()] = publisher
    spelt: dict[str, str] = {}
    rows: list[tuple[str | None, str | None, str | None]] = []
    places = [addresses.work(url) for url in _texts(sources["url"])]
    facts = zip(sources["source_id"], hosts, publishers, places, strict=True)
    for id_, host_, publisher, place in facts:
        own = publisher
        if host_ and not own and not _among(host_, CARRIERS) and len(of_host.get(host_, ())) == 1:
            own = next(iter(of_host[host_].values()))
        group = next(filter(None, _names(named, id_, host_, own)), None)
        if group:
            rows.append((host_, group, "group"))
        elif own:
            rows.append((host_, spelt.setdefault(own.casefold(), own), "publisher"))
        elif host_ and not _among(host_, CARRIERS):
            rows.append((host_, host_, "host"))
        else:
            # One work on a carrier's host, listed twice, is one work all the same.
            rows.append((host_, place, "address" if place else None))
    table = sources[["source_id", "title", "publisher"]].copy()
    for name, column in zip(("host", "origin", "basis"), zip(*rows, strict=True), strict=False):
        table[name] = Series(column, dtype="str", index=table.index)
    return ORIGINS.frame(table if rows else ())


ORIGINS = Measure(
    "origins",
    "One row per source, in the order of the table of sources: who it comes from.",
    key=("source_id",),
    columns=(
        *SOURCE,
        Column("host", "str", "host of its address, without `www.`; missing if it has none"),
        Column("publisher", "str", "who published it; missing if not known"),
        Column(
            "origin",
            "str",
            "whom it comes from: sources with the same origin count as one; missing if not known",
        ),
        Column(
            "basis",
            "str",
            "what gave the origin: `group`, `publisher`, `host` or `address`; else missing",
        ),
    ),
    compute=origins,
)


def _names(
    named: Mapping[str, str], id_: str, host_: str | None, publisher: str | None
) -> tuple[str | None, ...]:
    by_host = _among(host_, named) if host_ else None
    return (
        named.get(id_.casefold()),
        named.get(publisher.casefold()) if publisher else None,
        named[by_host] if by_host else None,
    )


def _among(host_: str, names: Collection[str]) -> str | None:
    """The host itself, or the nearest domain above it, that is in `names`."""
    labels = host_.split(".")
    tails = (".".join(labels[at:]) for at in range(len(labels)))
    return next((tail for tail in tails if tail in names), None)


def _texts(column: "Series[str]") -> list[str | None]:
    return [text if isinstance(text, str) and text else None for text in column]
