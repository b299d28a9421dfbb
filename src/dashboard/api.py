"""The public Python API: from a file to its figures in five verbs.

`import dashboard` offers them all; the README shows them at work.
"""

import difflib
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from pandas import DataFrame

from dashboard.errors import Fault, InputError
from dashboard.figures import Figure, whole
from dashboard.measures.measure import all_measures
from dashboard.model import Basis
from dashboard.study import folder, from_disk
from dashboard.study.analysis import Analysis
from dashboard.tables import selection
from dashboard.tables import tables as built
from dashboard.tables.selection import Selection
from dashboard.tables.tables import Tables
from dashboard.vocabulary.palette import palette


def read(source: str | Path | bytes, name: str | None = None) -> Analysis:
    """Read one text with what lies beside it.

    Args:
        source: A data folder, a file of any kind that Citelight reads, or a file's content.
        name: With content only: what its file is called, such as `report.md`. The suffix
            decides how it is read.

    Returns:
        The analysis. What could not be read beside its text is warned of and stands in
        `Analysis.faults`.

    Raises:
        InputError: There is nothing that can be read, or there are several texts.
        ValueError: Content was given without a name, or a path with one.
    """
    if isinstance(source, bytes) != (name is not None):
        raise ValueError("name the content of a file, and nothing else: read(data, 'report.md')")
    unread: tuple[Fault, ...] = ()
    if isinstance(source, bytes):
        assert name is not None
        found = from_disk.in_bytes(source, name)
    elif (path := Path(source)).is_dir():
        folders, unread = folder.names(path)
        _refuse_several(str(path), len(folders))
        found = [from_disk.in_folder(folders[0])]
    else:
        found = from_disk.in_file(path)
    _refuse_several(name or str(source), len(found))
    analysis = found[0]
    for fault in (*unread, *analysis.faults):
        warnings.warn(str(fault), stacklevel=2)
    return analysis


def tabulate(analysis: Analysis, basis: Basis | None = None) -> Tables:
    """The tidy tables of an analysis: passages, citations, sources, sections, codings, themes.

    Args:
        analysis: What `read` gives.
        basis: Why a passage carries a theme: `hand`, `term` or `section`; without it, the first
            that the analysis has, as on the page.

    Raises:
        ValueError: The analysis has no codings on this basis.
    """
    if basis and basis not in analysis.bases:
        there = ", ".join(analysis.bases) or "none"
        raise ValueError(f"no themes are coded by {basis!r} here; choose from: {there}")
    tables = built.build(analysis.document, analysis.book, analysis.codings)
    basis = basis or next(iter(analysis.bases), None)
    return tables.coded_by(basis) if basis else tables


def measure(tables: Tables, name: str, **more: object) -> DataFrame:
    """Count something: every table from `source_counts` on in `docs/tables.md`.

    Args:
        tables: What `tabulate` gives.
        name: Of the measure, such as `theme_by_source` or `worst_first`.
        more: What this measure asks for besides, such as `without=["7"]` for `support`.

    Raises:
        ValueError: There is no such measure.
        TypeError: `more` is not what the measure asks for.
    """
    measures = all_measures()
    return measures[_known(name, measures, "measure")].compute(tables, **more)


def draw(
    tables: Tables, name: str, *, colours: Sequence[str | None] = (), dark: bool = False
) -> Figure:
    """Draw a chart of the page for the whole text, with nothing filtered or switched off.

    Args:
        tables: What `tabulate` gives.
        name: Of the chart, as its measure is called: one of `figures.whole.CHARTS`.
        colours: Of the themes in the codebook's order, as `#rrggbb`; those that are missing or
            `None` are chosen.
        dark: Whether it will stand on a dark ground.

    Raises:
        ValueError: There is no such chart.
    """
    chart = whole.CHARTS[_known(name, whole.CHARTS, "chart")]
    n_missing = max(len(tables.themes) - len(colours), 0)
    return chart(tables, palette([*colours, *[None] * n_missing], dark=dark))


def passages(
    tables: Tables,
    *,
    themes: str | Iterable[str] = (),
    sources: str | Iterable[str] = (),
    sections: str | Iterable[str] = (),
    words: str = "",
    match: Literal["any", "all"] = "any",
) -> DataFrame:
    """The passages behind a number: those that match everything asked for, in reading order.

    Args:
        tables: What `tabulate` gives.
        themes: Ids of themes; a passage carries any of them or, by `match`, all of them.
        sources: Ids of sources; a passage cites any of them or, by `match`, all of them.
        sections: Ids of sections; a passage stands in any of them.
        words: Stand in the passage as written, in small or capital letters.
        match: Whether any of several themes or sources is enough.

    Returns:
        Rows of `tables.passages`: the words with their place in the text.

    Raises:
        ValueError: An id is unknown.
    """
    asked = Selection(
        themes=_ids(themes, tables.themes["theme_id"], "theme"),
        all_themes=match == "all",
        sources=_ids(sources, tables.sources["source_id"], "source"),
        all_sources=match == "all",
        sections=_ids(sections, tables.sections["section_id"], "section"),
        words=words,
    )
    return selection.left(tables, asked).passages


def _refuse_several(name: str, n_texts: int) -> None:
    if n_texts > 1:
        raise InputError.at(name, f"there are {n_texts} texts here; read one of them alone")


def _ids(asked: str | Iterable[str], known: Iterable[str], noun: str) -> tuple[str, ...]:
    ids = (asked,) if isinstance(asked, str) else tuple(asked)
    return tuple(_known(id_, known, noun) for id_ in ids)


def _known(name: str, known: Iterable[str], noun: str) -> str:
    names = list(known)
    if name in names:
        return name
    near = difflib.get_close_matches(name, names, n=1) or names[:10]
    raise ValueError(f"there is no {noun} {name!r}; did you mean {' or '.join(map(repr, near))}?")
