"""The documents are true: their tables, commands, paths, links and examples."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dashboard.measures.measure import all_measures
from dashboard.study import intake
from dashboard.tables import dated, tables

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "dashboard"
DOCS = PACKAGE / "docs"
README = (ROOT / "README.md").read_text("utf-8")
MANUAL = (DOCS / "manual.md").read_text("utf-8")
EXTENDING = (DOCS / "extending.md").read_text("utf-8")
TEXTS = {"README.md": README} | {
    f"src/dashboard/docs/{path.name}": path.read_text("utf-8") for path in DOCS.glob("*.md")
}
SCHEMAS = [*tables.SCHEMAS, *dated.SCHEMAS, *all_measures().values()]
TABLES = """\
# Tables

Every table that Citelight makes: in Python, on the command line, and as CSV from the page.
Printed from the schemas by `pytest tests/test_docs.py --update-golden`.

The first six are what `dashboard.tabulate` gives; from `source_counts` on they are measures.

"""
SUFFIX = {"web page": ".html", "Word": ".docx", "Markdown": ".md", "reStructuredText": ".rst",
          "LaTeX": ".tex", "wikitext": ".wiki", "Bikeshed": ".bs", "ZIP": ".zip",
          "plain text": ".txt", "Quarto": ".qmd", "OpenDocument": ".odt",
          "Jupyter": ".ipynb"}  # fmt: skip
"""Of the kinds that the README does not name by their suffix."""

RECIPES = re.findall(r"^## (A .+)\n((?s:.+?))(?=^## )", EXTENDING, re.MULTILINE)
BLOCK = re.compile(r"(?:New, `(.+)`:\n\n)?```(python|diff)\n((?s:.+?))```")


def test_the_readme_is_short_enough_to_be_read():
    assert len(README.encode()) <= 9_000


def test_the_table_reference_is_printed_from_the_schemas(update_golden):
    printed = TABLES + "\n\n".join(schema.to_markdown() for schema in SCHEMAS) + "\n"
    if update_golden:
        (DOCS / "tables.md").write_text(printed, "utf-8")
        return

    assert (DOCS / "tables.md").read_text("utf-8") == printed


def test_the_extras_the_commands_name_exist():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = set(re.findall(r"(?:\.|citelight)\[(\w+)\]", README + MANUAL))

    assert named == {"test", "import"}
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


def test_every_room_stands_in_the_map():
    rooms = {
        path.name
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    named = {name.split("/")[0] for name in re.findall(r"`([\w/]+(?:\.py|\.css)?/?)`", README)}

    assert rooms - {"__init__.py", "__main__.py"} <= named


@pytest.mark.parametrize("file", TEXTS)
def test_every_path_that_a_document_names_exists(file):
    new = set(re.findall(r"New, `(.+)`", TEXTS[file]))
    paths = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|css))`", TEXTS[file])
    places = (ROOT, PACKAGE, PACKAGE / "page", ROOT / "tests" / "benchmarks")

    missing = {path for path in paths if not any((place / path).exists() for place in places)}
    assert missing - new == set()


@pytest.mark.parametrize("file", TEXTS)
def test_every_link_between_documents_leads_somewhere(file):
    prose = re.sub(r"(?s:```.+?```)|`[^`\n]+`|(?m:^ {4}.+$)", "", TEXTS[file])
    for target in re.findall(r"\]\(([^)]+)\)", prose):
        path, _, heading = target.partition("#")
        assert ((ROOT / file).parent / path).exists()
        assert not heading


def test_the_readme_names_every_document():
    named = set(re.findall(r"\]\((src/dashboard/docs/\w+\.md)\)", README))

    assert named == set(TEXTS) - {"README.md"}


def test_the_manual_opens_in_the_page_and_so_has_no_links_of_its_own():
    prose = re.sub(r"```.+?```|`[^`\n]+`", "", MANUAL, flags=re.DOTALL)

    assert not re.search(r"\]\(|<\w|https?:", prose)


def test_the_commands_it_shows_are_those_of_the_program():
    shown = set(re.findall(r"^citelight (\w+)", MANUAL, re.MULTILINE))
    help_ = subprocess.run(
        [sys.executable, "-m", "dashboard", "--help"], capture_output=True, text=True, check=True
    ).stdout
    known = set(re.search(r"\n  COMMAND\n((?s:.+?))\n\n", help_)[1].split("\n"))
    known = {line.split()[0] for line in known if re.match(r" {4}\w", line)}

    assert shown == known
    assert set(re.findall(r"`citelight (\w+)", README)) <= known


def test_the_kinds_of_files_in_the_readme_are_read():
    row = re.search(r"^\| a text \| (.+) \|\n\| a file \| (.+) \|$", README, re.MULTILINE)
    names = re.split(r", |; | and | with .+", f"{row[1]}, {row[2]}, ZIP")
    suffixes = {SUFFIX.get(name, f".{name.lower()}") for name in names if name} - {".rfc", ".jats"}

    assert suffixes <= set(intake.SUFFIXES)


def test_the_picture_is_there():
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)

    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")


def test_the_example_of_the_readme_runs(monkeypatch):
    (example,) = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
    monkeypatch.chdir(ROOT)
    made = {}

    exec(example, made)

    assert made["worst"]["source_id"].iloc[0] == "7"
    assert made["words"].str.contains("[1]", regex=False).all()
    assert len(made["words"]) == 5
    assert made["figure"].data


@pytest.mark.parametrize(("name", "recipe"), RECIPES[:4], ids=[name for name, _ in RECIPES[:4]])
def test_a_recipe_works_as_it_stands(name, recipe, tmp_path):
    package = tmp_path / "dashboard"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    *steps, (_, _, trial) = BLOCK.findall(recipe)
    for path, kind, text in steps:
        if kind == "python":
            assert not (package / path).exists(), f"{path} is there already: choose another example"
            (package / path).write_text(text, "utf-8")
        else:
            apply(text, package)

    done = subprocess.run(
        [sys.executable, "-c", trial], env={"PYTHONPATH": str(tmp_path)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{name}: {done.stderr}"
    for path in package.rglob("*.py"):
        compile(path.read_text("utf-8"), path, "exec")


def test_a_measure_with_its_chart_touches_five_files_and_ninety_lines_at_most():
    (recipe,) = (recipe for name, recipe in RECIPES if name == "A measure with its chart")
    *steps, _ = BLOCK.findall(recipe)
    files, lines = {"its test"}, [""] * 8  # the test that it asks for
    for path, kind, text in steps:
        files |= {path} if kind == "python" else set(re.findall(r"^--- (.+)$", text, re.MULTILINE))
        changed = re.findall(r"^[+-](?!\+\+|--).*$", text, re.MULTILINE)
        lines += text.splitlines() if kind == "python" else changed

    assert len(files) == 5
    assert 40 < len(lines) <= 90


def apply(diff, package):
    """Apply a diff whose hunks have no line numbers: each says where it belongs by its words."""
    for file in re.split(r"^--- .+\n", diff, flags=re.MULTILINE)[1:]:
        head, *hunks = re.split(r"^@@\n", file, flags=re.MULTILINE)
        path = package / head.split()[1]
        text = path.read_text("utf-8")
        for hunk in hunks:
            lines = hunk.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[0] in " -")
            new = "".join(line[1:] for line in lines if line[0] in " +")
            assert text.count(old) == 1, f"{path.name} has not one place like:\n{old}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
