"""The command line: `citelight read`, `check`, `counts`, `passages` and `open`.

Ends with 0, with 1 if `check` finds faults, and with 2 and one sentence on standard error if
something is asked for that cannot be done. pandas and Streamlit are imported by the commands
that need them, so that the others start at once.
"""

import argparse
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dashboard.cli import arguments
from dashboard.cli.arguments import UsageError
from dashboard.errors import DashboardError, Fault, InputError
from dashboard.model import Basis, Document, Passage
from dashboard.study import analysis, folder, from_disk, intake
from dashboard.study.analysis import Analysis
from dashboard.study.intake import Folder

if TYPE_CHECKING:
    from dashboard.tables.selection import Selection


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that is not UTF-8 must not end in an error at the first ’.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        given = arguments.parse(argv)
        code = _COMMANDS[given.command](given)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except InputError as error:
        rest = len(error.faults) - 1
        more = f" (and {rest} more, which 'citelight check' lists)" if rest else ""
        print(f"citelight: {error.faults[0]}{more}", file=sys.stderr)
        return 2
    except (DashboardError, OSError) as error:
        print(f"citelight: {_line(str(error), 300)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130  # as a shell tells it
    return code


def _read(given: argparse.Namespace) -> int:
    documents = [read.document for read in from_disk.in_file(given.file, given.read_as)]
    if given.json:
        found = [_as_json(document) for document in documents]
        _print_json(found if len(found) > 1 else found[0])
        return 0
    for place, document in enumerate(documents):
        if place:
            print("\n")
        _print_document(document)
    return 0


def _print_document(document: Document) -> None:
    passages = list(document.passages())
    cited = Counter(c.source_id for passage in passages for c in passage.citations)
    print(_line(document.title))
    print(f"{len(passages)} passages, {cited.total()} citations, {len(document.sources)} sources")
    print()
    sections = [
        (s.title or "(no heading)", s.level, len(s.passages), sum(map(_n_citations, s.passages)))
        for s in document.sections
    ]
    _print_table(("section", "level", "passages", "citations"), sections)
    print()
    sources = [
        (s.id, cited[s.id], s.published or "", s.title or "(not known)") for s in document.sources
    ]
    _print_table(("source", "citations", "published", "title"), sources)
    if document.styles:
        print()
        styles = [(s.key, s.n_read, s.n_unread, s.name) for s in document.styles]
        _print_table(("marks", "counted", "not counted", "written as"), styles)
        if any(style.n_unread for style in document.styles):
            keys = ",".join(style.key for style in document.styles)
            print(f"To count others, name all you want: --read-as {keys}")
    if document.problems:
        print()
        print("not resolved:")
    for problem in document.problems:
        line = document.text.count("\n", 0, problem.span.start) + 1
        print(f"  line {line}: {_line(problem.message, 300)}")


def _check(given: argparse.Namespace) -> int:
    places, unread = _places(given.folder)
    for fault in unread:
        print(fault)
    found = len(unread)
    for prefix, reader in places:
        try:
            read = reader()
        except InputError as error:
            faults = error.faults
        else:
            faults = read.faults
            if not faults:
                n_passages = sum(1 for _ in read.document.passages())
                themes = "no codebook" if read.is_drafted else f"{len(read.book.themes)} themes"
                print(f"{_line(read.id)}: {n_passages} passages, {themes}, no fault")
        for fault in faults:
            print(replace(fault, file=prefix + fault.file))
        found += len(faults)
    return 1 if found else 0


def _counts(given: argparse.Namespace) -> int:
    from dashboard.measures import counts
    from dashboard.tables import tables

    read = _analysis(given.folder, given.read_as)
    basis = _basis(read, given.basis)
    counted = tables.build(read.document, read.book, read.codings)
    if basis:
        counted = counted.coded_by(basis)
    measure = {
        "source": counts.SOURCE_COUNTS,
        "theme": counts.THEME_COUNTS,
        "theme-source": counts.THEME_BY_SOURCE,
    }[given.by]
    table = measure.compute(counted)
    # What is not known is NaN in a table, which JSON does not have; only NaN differs from itself.
    rows = [
        {name: None if value != value else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]
    if given.json:
        _print_json(rows)
        return 0
    print(measure.row)
    if given.by != "source":
        if read.is_drafted:
            print("Nobody coded this text: its headings are its themes.")
        else:
            named = f"Themes counted by: {read.basis_name(basis)}." if basis else _NO_THEMES
            print(_line(named, 120))
    print()
    heads = [column.name for column in measure.columns]
    _print_table(heads, (["–" if v is None else v for v in row.values()] for row in rows))
    print()
    for column in measure.columns:
        if column.unit:
            print(f"{column.name}: {column.meaning}")
    return 0


def _passages(given: argparse.Namespace) -> int:
    from dashboard.tables import selection, tables

    read = _analysis(given.folder, given.read_as)
    basis = _basis(read, given.basis)
    built = tables.build(read.document, read.book, read.codings)
    counted = built.coded_by(basis) if basis else built
    events = {event.id: [q.passage_id for q in event.quotes] for event in read.events}
    asked = _selected(given, read)
    left = counted.only(selection.passages(counted, asked, events=events))
    themes = left.codings.groupby("passage_id")["theme_id"].agg(list).to_dict()
    cited = left.citations.groupby("passage_id")["source_id"].unique().to_dict()
    text, line, before = read.document.text, 1, 0
    rows: list[dict[str, Any]] = []
    for row in left.passages.to_dict("records"):
        line, before = line + text.count("\n", before, row["start"]), row["start"]
        rows.append(
            {
                "passage_id": row["passage_id"],
                "number": row["position"] + 1,
                "section_id": row["section_id"],
                "section": row["section"],
                "line": line,
                "start": row["start"],
                "end": row["end"],
                "themes": themes.get(row["passage_id"], []),
                "sources": list(cited.get(row["passage_id"], ())),
                "text": row["text"],
            }
        )
    if given.json:
        _print_json(rows)
        return 0
    n = len(counted.passages)
    print(f"{len(rows)} of {n} {'passage' if n == 1 else 'passages'}")
    for shown in rows:
        section = shown["section"] or "(no heading)"
        print()
        print(f"passage {shown['number']} of {n}, line {shown['line']}, {_line(section)}")
        print(_line(" ".join(shown["text"].split()), len(shown["text"])))
    return 0


def _selected(given: argparse.Namespace, read: Analysis) -> "Selection":
    """What the options of `passages` ask for, each id known to the analysis.

    Raises:
        UsageError: One of them names what is not there, or is no text form of a selection.
    """
    from dashboard.tables.selection import Selection

    try:
        told = Selection.parse(given.select)
    except ValueError as error:
        raise UsageError(f"--select: {error}") from None
    themes = {theme.id: theme.name for theme in read.book.themes}
    sources = {source.id: f"[{source.id}]" for source in read.document.sources}
    sections = {section.id: section.title for section in read.document.sections}
    ids = {passage.id: "" for passage in read.document.passages()}
    events = {event.id: event.title for event in read.events}
    options = Selection(
        themes=_ids("theme", [*told.themes, *given.theme], themes),
        all_themes=told.all_themes or given.all,
        sources=_ids("source", [*told.sources, *given.source], sources),
        all_sources=told.all_sources or given.all,
        sections=_ids("section", [*told.sections, *given.section], sections),
        depths=("0",) if given.uncited else (),
        words=given.words.strip(),
    )
    _ids("passage", [*told.passages, *filter(None, [told.start])], ids)
    _ids("event", filter(None, [told.event]), events)
    return told.updated(options)


def _ids(noun: str, asked: Iterable[str], there: Mapping[str, str]) -> tuple[str, ...]:
    """The ids that are meant by ids or names; `there` holds the name of each id."""
    by_name: dict[str, str] = {}
    for id_, name in there.items():
        by_name.setdefault(name.casefold(), id_)
    return tuple(
        one if one in there else by_name.get(one.casefold()) or _refuse(noun, one, there)
        for one in asked
    )


def _refuse(noun: str, asked: str, there: Mapping[str, str]) -> NoReturn:
    if len(there) <= _MOST_NAMED:
        known = f"there are: {_names(there)}" if there else f"it has no {noun}s"
    else:
        names = {name: id_ for id_, name in there.items()} | {id_: id_ for id_ in there}
        near = dict.fromkeys(names[one] for one in get_close_matches(asked, names))
        known = f"the nearest are: {_names(near)}" if near else f"it has {len(there)} others"
    raise UsageError(f"there is no {noun} {_line(asked, 40)!r}; {known}")


def _names(ids: Iterable[str]) -> str:
    return ", ".join(_line(id_, 60) for id_ in ids)


def _open(given: argparse.Namespace) -> int:
    path = given.path or folder.shipped()
    if not path.is_file():
        _tell(folder.names(path)[1])  # and there is something to show
    # Streamlit takes its settings from the folder it is started in, and ours lie beside the data.
    settings = folder.shipped().parent
    script = Path(__file__).parents[1] / "page" / "start.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    if given.port:
        command.append(f"--server.port={given.port}")
    command += ["--", str(path.resolve())]
    if os.name != "nt":
        # The page takes the place of this process, so that Ctrl-C and a kill reach it.
        os.chdir(settings)
        os.execv(sys.executable, command)
    return subprocess.call(command, cwd=settings)


def _places(path: Path) -> tuple[list[tuple[str, Callable[[], Analysis]]], tuple[Fault, ...]]:
    """The analyses in a folder or ZIP archive, and what in it cannot be one.

    Of each analysis what stands before its faults, and its reader.
    """
    if path.is_file() and path.suffix.lower() in intake.ARCHIVES:
        taken = _taken(path)
        prefixes = [f"{_line(one.name)}/" if len(taken) > 1 else "" for one in taken]
        readers = [partial(analysis.read, one.name, one.files) for one in taken]
        return list(zip(prefixes, readers, strict=True)), ()
    places, faults = folder.names(path)
    return [
        ("" if place == path else f"{_line(place.name)}/", partial(from_disk.in_folder, place))
        for place in places
    ], faults


def _taken(path: Path) -> tuple[Folder, ...]:
    return intake.take(from_disk.content(path), path.name)


def _text(path: Path, read_as: from_disk.ReadAs) -> Analysis:
    found = from_disk.in_file(path, read_as)
    if len(found) > 1:
        raise UsageError(
            f"{path} holds {len(found)} texts; put the one you mean into a file of its own"
        )
    return found[0]


def _analysis(path: Path, read_as: from_disk.ReadAs) -> Analysis:
    """The one analysis in a folder or file; what of it could not be read is told."""
    is_file = path.is_file()
    read = _text(path, read_as) if is_file else from_disk.in_folder(_only(path), read_as)
    _tell(read.faults)
    return read


def _only(path: Path) -> Path:
    found, faults = folder.names(path)
    _tell(faults)
    if len(found) > 1:
        names = ", ".join(one.name for one in found)
        raise UsageError(f"{path} holds several analyses: {names}; name one of them")
    return found[0]


def _basis(read: Analysis, wanted: Basis | None) -> Basis | None:
    """The basis to count on; `None` if the analysis has no codings at all."""
    if wanted and wanted not in read.bases:
        there = ", ".join(read.bases) or "none"
        raise UsageError(f"{read.id} has no basis {wanted!r}; it has: {there}")
    return wanted or (read.bases[0] if read.bases else None)


def _as_json(document: Document) -> dict[str, object]:
    passages = [(section, p) for section in document.sections for p in section.passages]
    return {
        "title": document.title,
        "text": document.text,
        "sections": [{"id": s.id, "title": s.title, "level": s.level} for s in document.sections],
        "passages": [
            {"id": p.id, "section_id": section.id, "start": p.span.start, "end": p.span.end}
            for section, p in passages
        ],
        "citations": [
            {
                "passage_id": p.id,
                "source_id": c.source_id,
                "start": c.span.start,
                "end": c.span.end,
            }
            for _, p in passages
            for c in p.citations
        ],
        "sources": [
            {"id": s.id, "title": s.title, "url": s.url, "published": s.published}
            for s in document.sources
        ],
        "problems": [
            {
                "message": p.message,
                "start": p.span.start,
                "end": p.span.end,
                "places": [[one.start, one.end] for one in p.places],
            }
            for p in document.problems
        ],
        "styles": [
            {"key": s.key, "name": s.name, "read": s.n_read, "unread": s.n_unread}
            for s in document.styles
        ],
    }


def _tell(faults: Iterable[Fault]) -> None:
    """Say what could not be read, while the rest is done."""
    for fault in faults:
        print(f"citelight: {fault}", file=sys.stderr)


def _n_citations(passage: Passage) -> int:
    return len(passage.citations)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Columns side by side, numbers to the right."""
    table = [list(heads), *([_line(str(value)) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [
            cell.rjust(width) if cell.isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        print("  ".join(cells).rstrip())


def _line(text: str, longest: int = 80) -> str:
    """A text fit for one line of a terminal: nothing in it moves the cursor or changes colours."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


_MOST_NAMED = 12
"""Ids that are named where one is asked for that is not there."""

_NO_THEMES = "This analysis has no themes."
_COMMANDS = {
    "read": _read,
    "check": _check,
    "counts": _counts,
    "passages": _passages,
    "open": _open,
}
