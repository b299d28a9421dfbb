"""What is computed once is found by all that it was computed from: nothing stale is shown."""

from dataclasses import dataclass, replace

import pytest
import streamlit as st

from dashboard.measures import counts
from dashboard.page.opened import open_
from dashboard.page.session import Counting, S
from dashboard.page.widgets.counted import measured, tables, with_finding
from dashboard.page.widgets.memo import memo
from dashboard.study import analysis
from dashboard.tables.selection import Selection
from tests.app.test_page import ROOT, folder, html, start  # noqa: F401
from tests.conftest import CODEBOOK, CODINGS, TEXT

FILES = {
    "analysis.txt": TEXT.encode(), "codebook.yaml": CODEBOOK.encode(),
    "codings.yaml": CODINGS.encode(),
}  # fmt: skip


def text(name="heat", **changed):
    files = {**FILES, **changed}
    return open_(analysis.read(name, files), files, str(hash(str(files))), is_own=False)


@dataclass(frozen=True)
class Asked:
    word: str = "a"
    ids: tuple = ("1", "2")
    of: Selection | None = None


calls = []


def asked(*arguments, **named):
    calls.append((arguments, named))
    return len(calls)


@pytest.fixture(autouse=True)
def empty():
    calls.clear()
    st.cache_resource.clear()
    st.session_state.clear()


BASE = (text(), Asked(), "x", ("1", ("2",)), 3, None)


@pytest.mark.parametrize(
    ("place", "other"),
    [
        (0, text(name="other")), (0, text(**{"analysis.txt": TEXT.replace("1", "2").encode()})),
        (1, Asked(word="b")), (1, Asked(ids=("1",))), (1, Asked(of=Selection(words="x"))),
        (1, Asked(of=Selection(themes=("a", "b"), all_themes=True))),
        (2, "y"), (2, 3), (3, ("1", ("3",))), (3, ("1", "2")), (4, "3"), (4, 4), (5, 0), (5, ""),
    ],
)  # fmt: skip
def test_a_change_of_any_argument_is_another_result(place, other):
    first = memo(asked, *BASE)
    assert memo(asked, *BASE) == first

    arguments = [*BASE]
    arguments[place] = other
    assert memo(asked, *arguments) != first
    assert memo(asked, *BASE) == first


def test_what_says_the_same_is_the_same_though_it_is_another_object():
    assert memo(asked, text(), Asked()) == memo(asked, text(), Asked())
    assert memo(asked, a=1) == memo(asked, a=1) != memo(asked, a=2)


def test_a_function_that_sees_more_than_its_arguments_is_refused():
    unit = "passages"

    def hidden(opened):
        return unit, opened

    for function in (hidden, lambda opened: opened):
        with pytest.raises(TypeError, match="sees more"):
            memo(function, text())


def test_a_table_or_list_is_no_argument():
    for one in (text().tables.passages, text().tables, ["1"], {"1"}, object()):
        with pytest.raises(TypeError):
            memo(asked, one)


def reads_the_session(opened):
    return opened.analysis.id, S.unit


def test_a_function_that_reads_the_session_is_refused():
    with pytest.raises(RuntimeError, match="`unit`"):
        memo(reads_the_session, text())
    assert S.unit == "passages"


COUNTING = Counting("term", "sentence", Selection(), ())


@pytest.mark.parametrize(
    "other",
    [
        replace(COUNTING, basis="hand"), replace(COUNTING, scope="paragraph"),
        replace(COUNTING, left_by=Selection(themes=("noise",))), replace(COUNTING, without=("1",)),
    ],
)  # fmt: skip
def test_each_choice_is_counted_anew(other):
    opened = text()
    assert measured(asked, opened, COUNTING) != measured(asked, opened, other)
    assert measured(counts.source_counts, opened, other).equals(
        counts.source_counts(tables(opened, other))
    )


def test_the_whole_has_no_filter_and_nothing_switched_off():
    by = Counting("term", "paragraph", Selection(words="x"), ("1",))

    assert by.before() == Counting("term", "paragraph", Selection(words="x"))
    assert by.whole() == Counting("term", "paragraph")


CHANGES = {
    "basis": ["hand", "section", "term"],
    "scope": ["paragraph"],
    "theme": [["noise"]],
    "source": [["1"]],
    "q": ["heat"],
    "without": [["3"]],
    "unit": ["citations"],
    "lanes": ["themes"],
}


@pytest.mark.parametrize("view", ["overview", "sections", "timeline", "reliance"])
def test_a_page_after_each_choice_is_the_page_of_somebody_who_begins_with_it(folder, view):  # noqa: F811
    """Nobody gets the figure of another choice, whatever was drawn and kept before."""

    def drawn(app):
        assert not app.exception
        return [chart.proto.spec for chart in app.get("plotly_chart")], html(app)

    app = start(folder, view=view)
    for name, values in CHANGES.items():
        for value in values:
            if name == "basis" and value not in ("hand", "term"):
                continue
            app.session_state[name] = value
            app.run()
            kept = drawn(app.run())  # in the first run the reader leaves a passage that is gone
            st.cache_resource.clear()
            app.run()
            assert drawn(app) == kept, (name, value)


def test_a_measure_without_a_sentence_of_its_own_titles_no_chart():
    with pytest.raises(TypeError, match="section_counts needs more than its table"):
        with_finding(counts.SECTION_COUNTS, text(), Counting())
