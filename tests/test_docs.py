"""The README is true: its tables, its commands, its files."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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


def test_the_commands_install_the_pinned_releases():
    commands = re.findall(r"^    (pip install .*)$", README, re.MULTILINE)

    assert commands == [
        "pip install -c constraints.txt -e . && streamlit run app.py",
        'pip install -c constraints.txt -e ".[test]" && pytest',
    ]
    assert 'pip install -q -c constraints.txt -e ".[test]" && pytest' in (
        ROOT / ".ci" / "run"
    ).read_text("utf-8")


def test_each_package_that_is_asked_for_is_pinned_to_a_release_that_is_admitted():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [project["dependencies"], *project["optional-dependencies"].values()]
    requirements = [Requirement(text) for part in asked for text in part]
    lines = (ROOT / "constraints.txt").read_text("ascii").splitlines()[1:]
    pins = {canonicalize_name(name): release for name, release in (x.split("==") for x in lines)}

    assert len(requirements) > 10
    for requirement in requirements:
        if requirement.name != "citelight":
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


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

    assert shown == {"read", "check", "counts", "passages", "open"}
    assert all(command in help_ for command in shown)


def test_the_picture_is_there():
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)

    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
