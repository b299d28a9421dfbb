"""What a visit keeps: declared in one place, taken back in one way, and never read behind a key."""

import re

import pytest
import streamlit as st

from dashboard.page import session, undo
from dashboard.page.session import DEPTH_OF_UNDO, Change, Own, S
from tests.app.test_own import REPORT, hand_over, warnings
from tests.app.test_page import ROOT, choose, folder, html, read, shipped, start  # noqa: F401

PAGE = ROOT / "src" / "dashboard" / "page"


@pytest.fixture(autouse=True)
def empty():
    """A session in which nothing is kept yet."""
    st.session_state.clear()
    yield
    st.session_state.clear()


@pytest.mark.parametrize("path", sorted(PAGE.rglob("*.py")), ids=lambda path: path.name)
def test_nothing_else_reads_the_session_of_streamlit(path):
    if path.name != "session.py":
        assert "session_state" not in path.read_text("utf-8")
        assert not re.findall(r"\bS(?:\[|\.get\(|\.pop\()", path.read_text("utf-8"))


def test_what_was_never_set_is_what_it_is_at_first():
    assert S.view == "overview"
    assert S.theme == []
    S.theme.append("never kept")
    assert S.theme == []


def test_a_name_that_is_not_declared_is_an_error():
    with pytest.raises(AttributeError):
        S.put(veiw="overview")
    with pytest.raises(AttributeError):
        S.veiw  # noqa: B018


def test_another_text_forgets_what_lives_with_a_text_and_nothing_else():
    S.put(part="order", told=["kept"])
    S.forget("text")

    assert (S.part, S.told) == ("knock_out", ["kept"])


def test_what_is_kept_for_later_cannot_read_the_session():
    with session.shut(), pytest.raises(RuntimeError, match="depends on `without`"):
        S.without  # noqa: B018
    with session.shut(), pytest.raises(RuntimeError, match="cells_x"):
        S.cells.get("cells_x")
    assert S.without == []


def test_every_choice_is_declared_and_every_parameter_has_one_name():
    declared = {one.name: one for one in session.declared()}

    assert set(session.CHOICES) <= set(declared)
    addresses = [one.address for one in declared.values() if one.address]
    assert len(addresses) == len(set(addresses))


# Undo


def test_the_newest_fifty_changes_can_be_taken_back_and_no_older_one():
    S.put(opened="a", without=[])
    for n in range(DEPTH_OF_UNDO + 2):
        undo.switch([str(n)])
    for n in reversed(range(1, DEPTH_OF_UNDO + 1)):
        undo.take_back("a")
        assert S.without == [str(n)]

    assert undo.last("a") is None
    undo.take_back("a")
    assert S.without == ["1"]
    assert DEPTH_OF_UNDO == 50


def test_a_change_of_a_text_and_one_of_its_sources_are_taken_back_in_turn():
    first, second = Own({"a": b"1"}, "x"), Own({"a": b"2"}, "y")
    S.put(opened="a", own={"a": second})
    undo.keep(Change("a", own=first))
    undo.switch(["1"])
    undo.keep(Change("b", own=second))

    undo.take_back("a")
    assert (S.without, S.own) == ([], {"a": second})
    undo.take_back("a")
    assert S.own == {"a": first}
    assert undo.last("b")


def test_nothing_of_a_text_that_was_forgotten_can_be_taken_back():
    undo.keep(Change("a", own=Own({}, "x")))
    undo.keep(Change("b", own=Own({}, "x")))
    undo.forget("a")

    assert undo.last("a") is None
    assert undo.last("b")


def test_a_pair_that_was_switched_off_comes_back_at_once(shipped):  # noqa: F811
    shipped.segmented_control(key="view").set_value("reliance").run()
    shipped.multiselect(key="without").set_value(["9"]).run()
    shipped.session_state["data_pairs"] = True
    shipped.run()
    choose(shipped, "cells_pairs", 0, "first")
    assert len(shipped.multiselect(key="without").value) == 2

    shipped.button(key="undo").click().run()
    assert shipped.multiselect(key="without").value == ["9"]
    shipped.button(key="undo").click().run()
    assert shipped.multiselect(key="without").value == []
    assert "undo" not in [button.key for button in shipped.button]


def test_sources_that_an_edit_took_away_are_switched_off_no_longer(folder):  # noqa: F811
    app = start(folder, view="reliance", without="2,3")
    file = folder / "analysis.txt"
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("[3]")]
    file.write_text("\n".join(kept).replace("[3]", "[2]"), "utf-8")
    app.run()

    assert not app.exception
    assert app.multiselect(key="without").value == ["2"]
    assert dict(app.query_params)["without"] in ("2", ["2"])


def test_a_choice_outlives_the_views_that_do_not_show_it(shipped):  # noqa: F811
    shipped.segmented_control(key="view").set_value("reliance").run()
    shipped.segmented_control(key="part").set_value("order").run()
    shipped.segmented_control(key="scope").set_value("paragraph").run()
    for view in ("sources", "timeline", "overview", "sources", "reliance"):
        shipped.segmented_control(key="view").set_value(view).run()

    assert shipped.segmented_control(key="part").value == "order"
    assert shipped.segmented_control(key="scope").value == "paragraph"


def test_what_was_switched_on_again_elsewhere_is_on_in_the_list(shipped):  # noqa: F811
    shipped.segmented_control(key="view").set_value("reliance").run()
    shipped.multiselect(key="without").set_value(["2"]).run()
    shipped.segmented_control(key="view").set_value("sources").run()
    shipped.button(key="on_again").click().run()
    shipped.segmented_control(key="view").set_value("reliance").run()

    assert shipped.multiselect(key="without").value == []
    shipped.button(key="undo").click().run()
    assert shipped.multiselect(key="without").value == ["2"]


def test_a_text_of_one_s_own_can_be_knocked_out_and_changed_and_both_taken_back(shipped):  # noqa: F811
    app = hand_over(shipped, ("report.md", REPORT))
    app.session_state["view"] = "themes"
    app.run()
    app.button(key="use_headings").click().run()
    app.segmented_control(key="view").set_value("reliance").run()
    app.multiselect(key="without").set_value(["1"]).run()
    assert not app.exception
    assert warnings(app) == []

    app.button(key="undo_change").click().run()
    assert app.multiselect(key="without").value == []
    assert "codebook.yaml" in app.session_state["own"]["report"].files
    app.button(key="undo_change").click().run()
    assert "codebook.yaml" not in app.session_state["own"]["report"].files
