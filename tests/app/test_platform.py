"""What leans on the insides of Streamlit and Plotly stands in one room, and nowhere else."""

import re

import pytest

import dashboard.page.app  # noqa: F401
from dashboard.page.platform import dom
from tests.app.test_page import ROOT

PLATFORM = ROOT / "src" / "dashboard" / "page" / "platform"
INSIDES = re.compile(
    r"""data-(?:testid|baseweb|tag|test)      # how Streamlit marks its elements
    | \.st[A-Z]\w+                            # and calls them
    | (?:aria-|role=)(?!hidden|label)         # how it says what is chosen
    | nth-child | nth-of-type
    | \.(?:[xy]tick | \w*layer\b | js-plotly) # how Plotly draws
    | streamlit\.(?!components\.v2)[a-z]      # modules that no documentation names
    | \bsetswitchinterval\b | \bsleep\( | \bmonotonic\b
    """,
    re.VERBOSE,
)
ELSEWHERE = [
    path
    for room in ("page", "figures")
    for path in (ROOT / "src" / "dashboard" / room).rglob("*")
    if path.suffix in (".py", ".css", ".js") and PLATFORM not in path.parents
]


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: path.name)
def test_nothing_else_knows_the_insides_of_the_platform(path):
    lines = path.read_text("utf-8").splitlines()
    assert [line.strip() for line in lines if INSIDES.search(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        '[data-testid="stColumn"] {gap: 8px}', ".stButtonGroup button {color: red}",
        ".point:nth-child(3)", ".barlayer text {display: none}",
        "from streamlit.elements.lib.column_types import ColumnConfig", "sleep(0.05)",
        'button[aria-checked="true"] {color: red}',
    ],
)  # fmt: skip
def test_the_insides_are_known_when_they_are_seen(line):
    assert INSIDES.search(line)


@pytest.mark.parametrize("path", sorted(PLATFORM.glob("*.*")), ids=lambda path: path.name)
def test_each_says_what_would_break_it(path):
    if path.suffix in (".py", ".css"):
        assert re.search(r"(?i)\bbreaks?\b", path.read_text("utf-8"))


def test_each_pill_has_the_hue_of_its_theme():
    assert "button:nth-of-type(2) {--hue: var(--t1)}" in dom.css(2)
    assert "--t2" not in dom.css(2)
