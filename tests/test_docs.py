"""The README is true: its tables, its commands, its files."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dashboard.measures import counts, reliance, timeline
from dashboard.tables import dated, tables

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BEGIN, END = "<!-- tables -->\n", "<!-- /tables -->"
SCHEMAS = [s for part in (tables, dated, counts, timeline, reliance) for s in part.SCHEMAS]
PRINTED = "\n\n".join(s.to_markdown() for s in SCHEMAS) + "\n"


def test_the_table_reference_is_printed_from_the_schemas(update_golden):
    """`pytest --update-golden` prints it anew."""
    head, _, rest = README.partition(BEGIN)
    shown, _, tail = rest.partition(END)
    if update_golden:
        (ROOT / "README.md").write_text(head + BEGIN + PRINTED + END + tail, "utf-8")
        return

    assert shown == PRINTED


def test_the_extras_the_commands_name_exist():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = set(re.findall(r"\.\[(\w+)\]", README))

    assert named == {"test"}
    assert named <= set(extras["optional-dependencies"])


def test_every_module_stands_in_the_module_map():
    modules = {
        path.name for path in (ROOT / "src" / "dashboard").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }  # fmt: skip
    named = {name.strip("/") for name in re.findall(r"`([\w/]+(?:\.py)?/?)`", README)}

    assert modules - {"__init__.py", "__main__.py"} <= named


@pytest.mark.parametrize("path", re.findall(r"`((?:tests|data|\.ci)/[\w./-]+)`", README))
def test_every_path_it_names_exists(path):
    assert (ROOT / path).exists()


def test_the_commands_it_shows_are_those_of_the_program():
    shown = set(re.findall(r"^    citelight (\w+)", README, re.MULTILINE))
    help_ = subprocess.run(
        [sys.executable, "-m", "dashboard", "--help"], capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert shown == {"read", "check", "counts", "open"}
    assert all(command in help_ for command in shown)


def test_the_picture_is_there():
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)

    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
