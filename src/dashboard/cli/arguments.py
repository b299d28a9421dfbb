"""The arguments of the command line: what can be asked for, and the help that says so."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from dashboard.errors import DashboardError
from dashboard.model import BASES
from dashboard.reading.citations import choice
from dashboard.study import strict_yaml

BY = ("source", "theme", "theme-source")
"""What `counts` counts by."""

_KINDS = "a text, web page, Word, PDF or JSON file"
_EXAMPLES = """examples:
  citelight read report.pdf
  citelight check data/my-analysis
  citelight counts data/my-analysis --by theme --json
  citelight passages data/my-analysis --theme cost --theme noise --all
  citelight open data/my-analysis

'citelight COMMAND --help' says more about each."""


class UsageError(DashboardError):
    """The command line itself cannot be understood."""


class _Parser(argparse.ArgumentParser):
    # argparse would print its usage and leave the program.
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see '{self.prog} --help'")


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for; `command` is the name of the command.

    Raises:
        UsageError: It cannot be understood.
        SystemExit: Help was asked for and is given.
    """
    return _parser().parse_args(argv)


def _parser() -> _Parser:
    parser = _Parser(
        prog="citelight",
        description="See what a cited text rests on: its sources and themes.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, what: str, examples: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=what,
            description=what[0].upper() + what[1:] + ".",
            epilog=f"examples:\n{examples}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    read = command(
        "read",
        "show what was found in a text: sections, passages, citations, sources",
        "  citelight read report.md\n  citelight read report.md --json > report.json",
    )
    read.add_argument("file", type=Path, metavar="FILE", help=f"{_KINDS}, or a ZIP of texts")

    check = command(
        "check",
        "check the files of an analysis; one line per fault, exit code 1 if there are any",
        "  citelight check data/my-analysis\n  citelight check data\n"
        "  citelight check my-analysis.zip",
    )
    check.add_argument(
        "folder", type=Path, metavar="FOLDER", help="an analysis or several, or a ZIP of them"
    )

    counts = command(
        "counts",
        "count passages and citations, as the page does",
        "  citelight counts data/my-analysis\n"
        "  citelight counts data/my-analysis --by theme-source --basis term --json",
    )
    counts.add_argument(
        "folder", type=Path, metavar="FOLDER", help=f"an analysis, its ZIP, or {_KINDS}"
    )
    counts.add_argument(
        "--by", choices=BY, default="source", help="what to count by (default: source)"
    )
    counts.add_argument(
        "--basis",
        choices=BASES,
        help="which codings to count; hand: those of codings.yaml; default: the first there is",
    )

    passages = command(
        "passages",
        "print the passages that are asked for, with their place and words",
        "  citelight passages data/my-analysis --theme cost --theme noise --all\n"
        "  citelight passages report.md --source 3 --words prices\n"
        "  citelight passages report.md --uncited --json",
    )
    passages.add_argument(
        "folder", type=Path, metavar="FOLDER", help=f"an analysis, its ZIP, or {_KINDS}"
    )
    for option, metavar, what in (
        ("--theme", "THEME", "passages that carry this theme, by its id or name"),
        ("--source", "SOURCE", "passages that cite this source"),
        ("--section", "SECTION", "passages of this section, by its id or heading"),
    ):
        passages.add_argument(
            option, action="append", default=[], metavar=metavar, help=f"{what}; may be repeated"
        )
    passages.add_argument(
        "--all",
        action="store_true",
        help="with several themes or sources: passages that have all of them, not any",
    )
    passages.add_argument("--uncited", action="store_true", help="only passages without a citation")
    passages.add_argument(
        "--words", default="", help="letters that stand in the passage as they are, in any case"
    )
    passages.add_argument(
        "--select", default="", metavar="TEXT", help="what a link of the page says after select="
    )
    passages.add_argument(
        "--basis", choices=BASES, help="which codings to read themes from, as for counts"
    )

    for each in (read, counts, passages):
        each.add_argument(
            "--read-as",
            type=_marks,
            metavar="MARKS",
            help="read these ways of writing marks and no others, such as numbers,links; "
            "'citelight read' lists those of a text",
        )
        each.add_argument("--json", action="store_true", help="print JSON, for other programs")

    open_ = command(
        "open",
        "start the page",
        "  citelight open\n  citelight open data/my-analysis --port 8600\n"
        "  citelight open report.md",
    )
    open_.add_argument(
        "path",
        type=Path,
        nargs="?",
        metavar="PATH",
        help=f"an analysis, a folder or ZIP of several, or {_KINDS}; default: the one shipped",
    )
    open_.add_argument("--port", type=_port, help="default: 8501, or the next free port")
    return parser


def _marks(text: str) -> tuple[str, ...]:
    known = [grammar.key for grammar in choice.grammars()]
    keys = tuple(filter(None, (part.strip() for part in text.split(","))))
    for key in keys:
        if key not in known:
            raise argparse.ArgumentTypeError(
                f"no marks are called {key!r}; {strict_yaml.nearest(key, known)}"
            )
    if not keys:
        raise argparse.ArgumentTypeError("name one way of writing marks at least")
    return keys


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} isn't a port; give a number from 1 to 65535")
    return int(text)
