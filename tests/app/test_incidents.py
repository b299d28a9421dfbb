"""What a person still has when something breaks: the doors, the own texts, and a way on."""

import ast
import logging
import re
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st

from dashboard.page import app as page
from dashboard.page import head, session
from dashboard.page.opening import opener
from dashboard.page.platform import history
from dashboard.page.reader import reader
from dashboard.study import analysis
from tests.app.test_own import REPORT, hand_over, opened, warnings
from tests.app.test_page import folder, html, read, shipped, start  # noqa: F401

OF_BEGINNING = "Show this text from its beginning"
SECRET = "words of the document \x1b[2J"


def broken(*_args, **_named):
    """What our own code does where it has a fault."""
    raise ValueError(SECRET)


def popovers(app):
    return [block.proto.popover.label for block in app.get("popover")]


def numbers(app):
    return re.findall(r"\(incident ([0-9A-F]{4})\)", "\n".join([*warnings(app), *texts(app)]))


def texts(app):
    return [text.value for text in app.text]


def beginning(app):
    """The button that leads out of whatever was chosen."""
    return next(button for button in app.button if button.label == OF_BEGINNING)


REGIONS = {
    "view": (page.VIEWS, "overview"),
    "reader": (reader, "_show"),
    "switches": (head, "switches"),
    "filters": (head, "_filters"),
    "facts": (head, "_facts"),
    "address": (history, "write"),
}


def break_(monkeypatch, region):
    place, name = REGIONS[region]
    if isinstance(place, dict):
        monkeypatch.setitem(place, name, replace(place[name], draw=broken))
    else:
        monkeypatch.setattr(place, name, broken)


@pytest.mark.parametrize("region", list(REGIONS))
def test_a_region_that_fails_is_one_sentence_and_the_rest_is_drawn(
    folder, region, monkeypatch, caplog  # noqa: F811
):  # fmt: skip
    whole = start(folder)
    break_(monkeypatch, region)
    with caplog.at_level(logging.ERROR):
        app = start(folder)

    assert not app.exception
    assert "Open a text" in popovers(app)
    (number,) = numbers(app)
    assert len(warnings(app)) == 1
    assert caplog.text.count(f"incident {number}") == 1
    assert "ValueError" in caplog.text
    assert (read(app) == read(whole)) == (region != "reader")
    assert bool(app.get("plotly_chart")) == (region != "view")
    shown = "\n".join([*warnings(app), *texts(app), html(app)])
    assert SECRET not in shown
    assert "ValueError" not in shown


def test_words_of_a_document_do_not_steer_the_terminal_that_shows_the_log(
    folder, monkeypatch, caplog  # noqa: F811
):  # fmt: skip
    break_(monkeypatch, "view")
    start(folder)

    assert r"words of the document \x1b[2J" in caplog.text
    assert "\x1b" not in caplog.text


def test_after_a_view_failed_another_can_be_chosen(folder, monkeypatch):  # noqa: F811
    monkeypatch.setitem(page.VIEWS, "timeline", replace(page.VIEWS["timeline"], draw=broken))
    app = start(folder, theme="noise", pick="source:3")
    app.segmented_control(key="view").set_value("timeline").run()
    assert "This view could not be drawn (incident" in warnings(app)[0]
    assert app.session_state["theme"] == ["noise"]
    assert read(app) == ["p2", "p5"]

    app.segmented_control(key="view").set_value("sources").run()
    assert not numbers(app)
    assert app.dataframe
    assert app.session_state["theme"] == ["noise"]
    assert read(app) == ["p2", "p5"]


def test_a_choice_that_breaks_the_reader_can_be_taken_back(folder, monkeypatch):  # noqa: F811
    shown = reader._show

    def fails_for_noise(*given):
        if st.session_state.theme == ["noise"]:
            raise ZeroDivisionError
        shown(*given)

    monkeypatch.setattr(reader, "_show", fails_for_noise)
    app = start(folder)
    app.pills(key="theme").select("noise").run()
    assert numbers(app)
    app.button(key="clear").click().run()
    assert not numbers(app)
    assert len(read(app)) == 5


def test_the_text_can_be_shown_from_its_beginning_after_a_failure(folder, monkeypatch):  # noqa: F811
    shown = reader._show

    def fails_for_noise(*given):
        if st.session_state.theme == ["noise"]:
            raise ZeroDivisionError
        shown(*given)

    monkeypatch.setattr(reader, "_show", fails_for_noise)
    app = start(folder, theme="noise", view="sources", unit="citations", without="3")
    beginning(app).click().run()

    assert not numbers(app)
    assert len(read(app)) == 5
    chosen = {name: app.session_state[name] for name in ("view", "unit", "theme", "without")}
    assert chosen == {"view": "overview", "unit": "passages", "theme": [], "without": []}
    assert dict(app.query_params) == {}


def test_what_was_picked_waits_for_the_reader_that_failed(folder, monkeypatch):  # noqa: F811
    app = start(folder, pick="source:3")
    monkeypatch.setattr(reader, "_show", broken)
    app.run()
    assert numbers(app)
    assert read(app) == []
    monkeypatch.undo()
    app.run()

    assert not numbers(app)
    assert read(app) == ["p2", "p5"]


def test_a_choice_that_cannot_be_taken_in_leaves_the_doors_and_a_way_out(folder, monkeypatch):  # noqa: F811
    filtered = session.filtered

    def fails_for_noise():
        if st.session_state.theme == ["noise"]:
            raise ZeroDivisionError
        return filtered()

    monkeypatch.setattr(session, "filtered", fails_for_noise)
    app = start(folder)
    app.pills(key="theme").select("noise").run()

    assert not app.exception
    assert "This text could not be drawn as you chose it (incident" in warnings(app)[0]
    assert "Do heat pumps pay off?" in html(app)
    assert "Open a text" in popovers(app)
    app.run()
    assert numbers(app)
    beginning(app).click().run()
    assert not numbers(app)
    assert len(read(app)) == 5


def test_a_callback_that_fails_is_told_and_the_page_is_drawn(
    folder, monkeypatch, caplog  # noqa: F811
):  # fmt: skip
    monkeypatch.setattr(session, "refilter", broken)
    app = start(folder)
    app.pills(key="theme").select("noise").run()

    assert not app.exception
    assert "What you chose could not be done (incident" in warnings(app)[0]
    assert numbers(app)[0] in caplog.text
    assert read(app) == ["p2", "p5"]
    app.run()
    assert not numbers(app)


def test_every_callback_of_a_widget_is_one_that_never_raises():
    names = {"on_click", "on_change", "on_select", "on_told_change"}
    found = [
        (file.name, keyword.value)
        for file in Path(page.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in names
    ]

    assert len(found) > 40
    assert not [
        (file, ast.unparse(value))
        for file, value in found
        if not isinstance(value, ast.Constant)
        and not (isinstance(value, ast.Call) and ast.unparse(value.func) == "safely")
    ]


def test_own_texts_are_kept_while_a_view_fails(shipped, monkeypatch):  # noqa: F811
    app = hand_over(shipped, ("report.md", REPORT))
    for key, view in [*page.VIEWS.items()]:
        monkeypatch.setitem(page.VIEWS, key, replace(view, draw=broken))
    for _ in range(3):
        app.run()
        assert not app.exception
        assert numbers(app)
    app.selectbox(key="analysis").select("trump-putin-us-russia").run()
    assert numbers(app)
    monkeypatch.undo()
    app.selectbox(key="analysis").select("report").run()

    assert not numbers(app)
    assert opened(app) == "report"
    assert len(read(app)) == 6


def test_an_own_text_whose_change_broke_it_can_be_mended_or_forgotten(shipped, monkeypatch):  # noqa: F811
    app = hand_over(shipped, ("report.md", REPORT))
    as_it_is = analysis.read

    def fails_with_a_codebook(name, files):
        if name == "report" and analysis.CODEBOOK in files:
            raise ValueError(SECRET)
        return as_it_is(name, files)

    monkeypatch.setattr(analysis, "read", fails_with_a_codebook)
    book = b"themes:\n- {id: cost, name: Cost, terms: [cost*]}\n"
    app = hand_over(app, ("codebook.yaml", book))

    assert not app.exception
    assert "report: could not be read (incident" in "\n".join(texts(app))
    assert "Open a text" in popovers(app)
    app.button(key="undo_change").click().run()
    assert not numbers(app)
    assert len(read(app)) == 6


def test_a_text_that_breaks_its_reader_is_told_and_those_before_are_kept(shipped, monkeypatch):  # noqa: F811
    app = hand_over(shipped, ("report.md", REPORT))
    as_it_is = analysis.read

    def fails(name, files):
        if name == "bad":
            raise RecursionError
        return as_it_is(name, files)

    monkeypatch.setattr(analysis, "read", fails)
    app = hand_over(
        app, ("bad.md", b"# Bad\n\nIt is [1].\n"), ("good.md", b"# Good\n\nIt is [1].\n")
    )

    assert not app.exception
    assert "bad.md: could not be read (incident" in warnings(app)[0]
    assert list(app.session_state["own"]) == ["report", "good"]
    assert opened(app) == "good"


def test_doors_that_fail_leave_the_text(folder, monkeypatch):  # noqa: F811
    monkeypatch.setattr(opener, "show", broken)
    app = start(folder)

    assert not app.exception
    assert "The ways to other texts could not be drawn" in warnings(app)[0]
    assert len(read(app)) == 5


def test_a_change_of_themes_and_a_source_switched_off_can_both_be_undone(shipped):  # noqa: F811
    app = hand_over(shipped, ("report.md", REPORT))
    book = b"themes:\n- {id: cost, name: Cost, terms: [cost*]}\n"
    app = hand_over(app, ("codebook.yaml", book))
    app.segmented_control(key="view").set_value("reliance").run()
    app.multiselect(key="without").select("1").run()

    assert not app.exception
    assert not numbers(app)
    assert {"undo", "undo_change"} <= {button.key for button in app.button}


@pytest.mark.parametrize("loss", ["empty", "gone", "a folder"])
def test_a_text_that_is_unreadable_for_a_moment_comes_back_as_it_was_chosen(folder, loss):  # noqa: F811
    file = folder / "analysis.txt"
    text = file.read_bytes()
    app = start(folder.parent, theme="noise", pick="source:3", unit="citations", without="2")
    app.segmented_control(key="view").set_value("sources").run()

    def lose():
        file.unlink()
        if loss == "empty":
            file.touch()
        elif loss == "a folder":
            file.mkdir()

    for _ in range(2):
        lose()
        app.run()
        assert not app.exception
        assert "This analysis cannot be shown" in html(app)
        assert "Open a text" in popovers(app)
        app.run()
        assert not app.exception
        if loss == "a folder":
            file.rmdir()
        file.write_bytes(text)
        app.run()
        assert not app.exception
        assert read(app) == ["p2", "p5"]
        chosen = {n: app.session_state[n] for n in ("view", "unit", "theme", "without")}
        assert chosen == {
            "view": "sources", "unit": "citations", "theme": ["noise"], "without": ["2"],
        }  # fmt: skip


def test_an_analysis_gone_for_a_moment_after_the_way_back_breaks_nothing(folder):  # noqa: F811
    file = folder / "analysis.txt"
    text = file.read_bytes()
    app = start(folder)
    app.pills(key="theme").select("noise").run()
    written = app.session_state["written"]
    # Long ago: the address below is another's choice.
    app.session_state["written"] = replace(written, at=written.at - 60)
    app.query_params["theme"] = "cost"
    file.write_bytes(b"")
    app.run()
    assert not app.exception
    app.query_params["theme"] = "climate"
    app.run()
    assert not app.exception
    assert not numbers(app)
    file.write_bytes(text)
    app.run()
    assert not app.exception
    assert app.pills(key="theme").value == ["climate"]


def test_a_whole_folder_gone_and_put_back_leaves_own_texts_and_comes_back(folder):  # noqa: F811
    app = hand_over(start(folder.parent), ("report.md", REPORT))
    away = folder.parent.with_name("away")
    folder.parent.rename(away)
    app.run()
    assert not app.exception
    assert opened(app) == "report"
    away.rename(folder.parent)
    app.run()
    app.selectbox(key="analysis").select("heat-pumps").run()

    assert not app.exception
    assert len(read(app)) == 5


def test_a_link_in_a_circle_is_named_and_the_rest_of_the_data_is_shown(folder):  # noqa: F811
    (folder.parent / "loop").symlink_to("loop")
    app = start(folder.parent)

    assert not app.exception
    assert len(read(app)) == 5
    assert warnings(app) == [
        "loop: not shown: a link that leads out of the folder or nowhere; put the folder here"
    ]


def test_data_that_are_all_faulty_still_have_a_door(folder):  # noqa: F811
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    (folder.parent / "loop").symlink_to("loop")
    app = start(folder.parent)

    assert not app.exception
    assert "Open a text" in popovers(app)
    assert "loop: not shown" in "\n".join(texts(app))
    assert opened(hand_over(app, ("report.md", REPORT))) == "report"
