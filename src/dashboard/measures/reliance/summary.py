"""Measures → one paragraph on what the text rests on, with its table: the same for the same text.

Each sentence is a count; none is written by a language model, and none says whether to trust
the text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pandas import DataFrame

from dashboard.measures.measure import Measure
from dashboard.measures.reliance.footing import effective, footings
from dashboard.measures.reliance.knock_out import ranking
from dashboard.measures.reliance.marks import Counts, Marks, marks
from dashboard.measures.reliance.origins import Groups, origins
from dashboard.measures.reliance.reading_list import listing
from dashboard.tables import source_names
from dashboard.tables.schema import Column
from dashboard.tables.tables import Tables

_MARKUP = re.compile(r"([\\`*_\[\]<>&~|$!^@]|:(?=\S)|(?<=www)\.)")
"""What Markdown reads within a line, bare addresses included; no line begins with foreign text."""


def summary_figures(tables: Tables, groups: Groups | None = None) -> DataFrame:
    """The figures of the summary statement."""
    return statement(tables, groups).figures


SUMMARY_FIGURES = Measure(
    "summary_figures",
    "One row per figure of the summary statement.",
    key=("figure",),
    columns=(
        Column("figure", "str", "what is counted"),
        Column("value", "float64", "the number; missing if it makes no sense here"),
        Column("unit", "str", "unit of the number"),
    ),
    compute=summary_figures,
)


def _figures(
    tables: Tables, held: Marks, read: DataFrame, footing: DataFrame, told: DataFrame
) -> DataFrame:
    reach, depth = held.reach, held.depth
    n_cited, n_sources = int((reach > 0).sum()), len(reach)
    n_origins = told.loc[told["basis"] != "address", "origin"].nunique()
    return SUMMARY_FIGURES.frame(
        (
            ("passages", len(depth), "passages"),
            ("passages without a source", (depth == 0).sum(), "passages"),
            ("share without a source", _of((depth == 0).sum(), len(depth)), "share 0–1"),
            ("passages on one source only", (depth == 1).sum(), "passages"),
            ("sources", n_sources, "sources"),
            ("sources cited", n_cited, "sources"),
            ("sources in a source list", tables.sources["is_listed"].sum(), "sources"),
            ("publishers, hosts and groups known", n_origins, "origins"),
            ("citations", len(tables.citations), "citations"),
            ("effective number of sources", effective(reach), "sources"),
            ("sources that carry half", _half(reach), "sources"),
            ("sources to read to check all", len(read), "sources"),
            ("share of sources to read to check all", _of(len(read), n_sources), "share 0–1"),
            ("themes on one source", footing["is_on_one_source"].sum(), "themes"),
        )
    )


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What a text rests on, in sentences."""

    sentences: tuple[str, ...]
    """Plain text; names from the text stand in it as they are."""

    sources: DataFrame
    """`worst_first`, of the cited sources."""

    names: Mapping[str, str]
    """What each source is called in the sentences, by id."""

    titles: Mapping[str, str]
    """The title of each source by id, else its address, else nothing."""

    figures: DataFrame
    """`summary_figures`."""

    @property
    def text(self) -> str:
        """One paragraph of plain text."""
        return " ".join(self.sentences)

    def markdown(self, title: str = "") -> str:
        """The paragraph and its two tables, with what comes from the text made harmless."""
        head = [f"# {_escaped(title)}", ""] if title else []
        figures = [
            f"| {name} | {_number(value)} | {unit} |"
            for name, value, unit in _rows(self.figures, "figure", "value", "unit")
        ]
        sources = [
            f"| {_escaped(self.names[id_])} | {_escaped(self.titles[id_])} |"
            f" {n_passages} | {n_bare} |"
            for id_, n_passages, n_bare in _rows(self.sources, "source_id", "n_passages", "n_bare")
        ]
        return "\n".join(
            [
                *head,
                _escaped(self.text),
                "",
                "| figure | value | unit |",
                "|---|---:|---|",
                *figures,
                "",
                "| source | title or address | passages that cite it"
                " | left without a source if it goes |",
                "|---|---|---:|---:|",
                *sources,
                "",
            ]
        )


def statement(tables: Tables, groups: Groups | None = None) -> Statement:
    """Say in one paragraph what the text rests on, how evenly, and what is open."""
    held, told = marks(tables), origins(tables, groups)
    ranked, read, footing = ranking(tables, held), listing(tables, held), footings(tables, held)
    names = source_names.names(tables.sources["source_id"])
    said = (
        *_on_sources(tables, held, told),
        *_on_concentration(held, names),
        *_on_the_heaviest_loss(ranked, names),
        *_on_reading(read, names),
        *_on_themes(footing),
        *_on_uncited(held, tables.scope == "paragraph"),
        _LIMITS,
    )
    return Statement(
        said,
        ranked[ranked["n_passages"] > 0].reset_index(drop=True),
        names,
        _titles(tables.sources),
        _figures(tables, held, read, footing, told),
    )


def _of(part: int, whole: int) -> float:
    return int(part) / whole if whole else float("nan")


def _rows(table: DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(table[name] for name in names), strict=True)


def _number(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.0f}" if value == int(value) else f"{value:.2f}"


def _titles(sources: DataFrame) -> dict[str, str]:
    return {
        id_: next((word for word in (title, url) if isinstance(word, str)), "")
        for id_, title, url in _rows(sources, "source_id", "title", "url")
    }


def _escaped(text: str) -> str:
    """One line of Markdown that shows these letters and nothing else."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


_LIMITS = (
    "This counts the marks in the text. It doesn't say whether the sources say what they are "
    "cited for, or whether what they say is true."
)

_SHOWN = 5


def _on_sources(tables: Tables, held: Marks, told: DataFrame) -> Iterator[str]:
    """How many sources of what kind, and how often they are cited; `told` are their `origins`."""
    n_sources, n_cited = len(held.source_ids), int((held.reach > 0).sum())
    n_passages = len(held.passage_ids)
    n_citations = len(tables.citations)
    yield (
        f"The text cites {_count(n_cited, 'source')} in {_count(n_citations, 'citation')}"
        f" over {_count(n_passages, 'passage')}."
    )
    if n_sources > n_cited:
        yield f"{n_sources - n_cited} more {_is(n_sources - n_cited)} listed but never cited."
    if not n_sources:
        return
    n_listed = int(tables.sources["is_listed"].sum())
    known = told.loc[told["basis"] != "address", "origin"].dropna()
    if not n_listed:
        by = "addresses" if tables.sources["url"].notna().all() else "marks"
        yield f"It has no source list, so its sources are known by their {by} only."
    elif len(known):
        endings = Counter(host.rsplit(".", 1)[-1] for host in told["host"].dropna())
        kinds = [f".{name} {n}" for name, n in sorted(endings.items(), key=lambda e: (-e[1], e[0]))]
        by_ending = f"; kinds of address: {_names(kinds)}" if kinds else ""
        yield (
            f"{n_listed} {_is(n_listed)} listed, {len(known)} with a known publisher or host,"
            f" of which there {'is' if known.nunique() == 1 else 'are'} {known.nunique()}"
            f"{by_ending}."
        )
    else:
        yield f"{n_listed} {_is(n_listed)} listed, none with a known publisher or host."


def _on_concentration(held: Marks, named: Mapping[str, str]) -> Iterator[str]:
    """Which sources are cited most, and how evenly; `named` holds the name of each by id."""
    reach = held.reach
    if not reach.sum():
        return
    most = int(reach.max())
    names = [
        named[id_] for id_, n in zip(held.source_ids, reach.tolist(), strict=True) if n == most
    ]
    n_cited = int((held.depth > 0).sum())
    verb, each = ("is", "") if len(names) == 1 else ("are", "each ")
    yield (
        f"Most relied on {verb} {_names(names)}, {each}cited in {most} of the"
        f" {_count(n_cited, 'passage')} with a source."
    )
    yield (
        f"Counting a source once per passage, {_count(_half(reach), 'source')}"
        f" {'carries' if _half(reach) == 1 else 'carry'} half, as concentrated as if"
        f" {effective(reach):.1f} sources were cited equally (1/HHI)."
    )


def _on_the_heaviest_loss(ranked: DataFrame, named: Mapping[str, str]) -> Iterator[str]:
    """Which source would leave the most passages without any."""
    if not ranked["n_passages"].sum():
        return
    worst_ = int(ranked["n_bare"].max())
    if not worst_:
        yield "No passage would be left without a source if any one of them were gone."
        return
    names = [named[id_] for id_ in ranked.loc[ranked["n_bare"] == worst_, "source_id"]]
    without = "it" if len(names) == 1 else "any one of them"
    yield (
        f"The heaviest loss would be {_names(names)}: without {without}"
        f" {_count(worst_, 'passage')} would have no source."
    )


def _on_reading(read: DataFrame, named: Mapping[str, str]) -> Iterator[str]:
    """How many sources to read to check the whole text."""
    if not len(read):
        return
    names = _names([named[id_] for id_ in read["source_id"]])
    shortest = "" if read["is_smallest"].all() else " (an estimate; fewer may do)"
    yield f"To check every cited passage, read {_count(len(read), 'source')}{shortest}: {names}."


def _on_themes(footing: DataFrame) -> Iterator[str]:
    """Which themes rest on one source, and which on none."""
    cited = footing[footing["n_cited"] > 0]
    bare = footing.loc[(footing["n_cited"] == 0) & (footing["n_passages"] > 0), "theme"].tolist()
    if bare and len(cited):
        yield f"Without any source {_is(len(bare))}: {_names([f'“{name}”' for name in bare])}."
    if not len(cited):
        return
    single = cited.loc[cited["is_on_one_source"], "theme"].tolist()
    if single:
        yield f"On one source only {_is(len(single))}: {_names([f'“{name}”' for name in single])}."
    else:
        least = int(cited["n_sources"].min())
        yield f"No theme rests on a single source; the narrowest has {_count(least, 'source')}."


def _on_uncited(held: Marks, in_paragraphs: bool) -> Iterator[str]:
    """How many passages have no source."""
    n_passages, n_bare = len(held.passage_ids), int((held.depth == 0).sum())
    if n_passages and not n_bare:
        own = "" if not in_paragraphs else " or stands in a paragraph with one"
        yield f"Every passage has a mark{own}."
    elif n_passages:
        share = f" ({n_bare / n_passages:.0%})"
        has, their = ("has", "its") if n_bare == 1 else ("have", "their")
        scope = f", nor has {their} paragraph" if in_paragraphs else ""
        yield f"{n_bare} of {_count(n_passages, 'passage')}{share} {has} no mark{scope}."


def _half(reach: Counts) -> int:
    """The fewest sources that together have at least half of all uses, given those of each."""
    ranked = np.sort(reach)[::-1].cumsum()
    return int((ranked * 2 < ranked[-1]).sum()) + 1 if len(ranked) and ranked[-1] else 0


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _is(n: int) -> str:
    return "is" if n == 1 else "are"


def _names(names: Sequence[str]) -> str:
    if len(names) > _SHOWN + 1:
        return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
