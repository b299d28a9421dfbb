"""Measures → one paragraph on what the text rests on, with its table: the same for the same text.

Each sentence is a count; none is written by a language model, and none says whether to trust
the text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pandas import DataFrame

from dashboard.measures.reliance import sentences
from dashboard.measures.reliance.footing import effective, footings
from dashboard.measures.reliance.knock_out import ranking
from dashboard.measures.reliance.marks import Marks, marks
from dashboard.measures.reliance.origins import Groups, origins
from dashboard.measures.reliance.reading_list import listing
from dashboard.tables import source_names
from dashboard.tables.schema import Column, Schema
from dashboard.tables.tables import Tables

_MARKUP = re.compile(r"([\\`*_\[\]<>&~|$!^@]|:(?=\S)|(?<=www)\.)")
"""What Markdown reads within a line, bare addresses included; no line begins with foreign text."""

SUMMARY_FIGURES = Schema(
    "summary_figures",
    "One row per figure of the summary statement.",
    key=("figure",),
    columns=(
        Column("figure", "str", "what is counted"),
        Column("value", "float64", "the number; missing if it makes no sense here"),
        Column("unit", "str", "unit of the number"),
    ),
)


def summary_figures(tables: Tables, groups: Groups | None = None) -> DataFrame:
    """The figures of the summary statement."""
    return statement(tables, groups).figures


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
            ("sources that carry half", sentences.half(reach), "sources"),
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
        *sentences.sources(tables, held, told),
        *sentences.concentration(held, names),
        *sentences.worst(ranked, names),
        *sentences.to_read(read, names),
        *sentences.themes(footing),
        *sentences.uncited(held, tables.scope == "paragraph"),
        sentences.LIMITS,
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
