"""What leans on the insides of Streamlit and Plotly stands in one room, and nowhere else."""

import re
import sys

import pytest

import dashboard.page.app  # noqa: F401
from dashboard.figures import Mark, Marked
from dashboard.page.platform import dom, plot
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


def test_threads_that_wait_get_their_turn_at_once():
    assert sys.getswitchinterval() == pytest.approx(0.0005)


def test_what_is_picked_is_outlined_by_its_place():
    css = plot.outline(Marked(exact=(Mark("bar", 2, 3), Mark("scatter", 1, 4))), "main")

    assert css.count("{") == 1
    assert ".st-key-main .barlayer > .trace:nth-child(2) .point:nth-child(3) > path," in css
    assert ".scatterlayer > .trace:nth-child(1) .points > .point:nth-child(4) {stroke" in css


def test_all_else_fades_beside_passages_that_are_picked():
    css = plot.outline(Marked(within=(Mark("bar", 2, 3),), now=(Mark("bar", 1, 1),)), "order")
    now, others, within = css.splitlines()

    assert "fill: var(--now)" in now
    assert "opacity: .16" in others
    assert ".point:nth-child(3) > path {opacity: 1" in within


def test_nothing_is_outlined_or_faded_before_a_pick():
    assert plot.outline(Marked(), "main") == ""


def test_of_very_many_marks_none_fades():
    many = tuple(Mark("bar", 2, place) for place in range(1, 2_001))

    assert "opacity" in plot.outline(Marked(within=many[:1_999]), "order")
    assert plot.outline(Marked(within=many), "order") == ""


def test_each_pill_has_the_hue_of_its_theme():
    assert "button:nth-of-type(2) {--hue: var(--t1)}" in dom.css(2)
    assert "--t2" not in dom.css(2)
