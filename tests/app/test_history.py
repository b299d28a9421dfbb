"""The address and the way back, without a browser."""

import pytest

from dashboard.page.platform import history
from tests.app.test_page import click, folder, heading, read, start  # noqa: F401
from tests.conftest import TEXT


class Clock:
    """A clock that stands until a test moves it: how fast the machine is decides nothing."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(history, "clock", clock)
    return clock


def went(app, clock, after=1.1, **address):
    """What the browser does when a person goes back or forward, so many seconds after a run."""
    clock.seconds += after
    app.query_params.clear()
    app.query_params.update(address)
    return app.run()


def test_an_older_address_brings_back_what_it_says(folder, clock):  # noqa: F811
    app = start(folder)
    click(app, "theme_by_source", theme="noise", source="3")
    picked = dict(app.query_params)
    assert read(app) == ["p2", "p5"]

    went(app, clock)
    assert len(read(app)) == 5
    assert not dict(app.query_params)

    went(app, clock, **picked)
    assert read(app) == ["p2", "p5"]


def test_a_filter_and_what_was_switched_off_go_back_too(folder, clock):  # noqa: F811
    app = start(folder, view="reliance")
    app.multiselect(key="without").set_value(["2"]).run()
    app.text_input(key="q").set_value("heat").run()

    went(app, clock, view="reliance", without="2")
    assert app.text_input(key="q").value == ""
    assert app.multiselect(key="without").value == ["2"]

    went(app, clock, view="reliance")
    assert app.multiselect(key="without").value == []


@pytest.mark.parametrize(("seconds", "is_back"), [(0.0, False), (0.9, False), (1.1, True)])
def test_a_click_before_the_address_arrived_is_no_step_back(folder, clock, seconds, is_back):  # noqa: F811
    app = start(folder)
    click(app, "theme_by_source", theme="noise", source="3")

    went(app, clock, after=seconds)
    assert (len(read(app)) == 5) == is_back
    assert ("pick" in app.query_params) == (not is_back)


def test_a_run_that_changes_no_address_does_not_begin_the_time_anew(folder, clock):  # noqa: F811
    app = start(folder)
    click(app, "theme_by_source", theme="noise", source="3")
    clock.seconds += 0.9
    app.run()

    went(app, clock, after=0.2)
    assert len(read(app)) == 5


def test_the_way_back_leads_to_the_analysis_before(folder, clock):  # noqa: F811
    other = folder.parent / "second"
    other.mkdir()
    (other / "analysis.txt").write_text(TEXT.replace("heat pump", "boiler"), "utf-8")
    app = start(folder.parent)
    first = dict(app.query_params)
    app.selectbox(key="analysis").set_value("second").run()
    assert app.query_params["analysis"] == "second"

    went(app, clock, **first)
    assert app.selectbox(key="analysis").value == "heat-pumps"
    assert not app.exception


def test_a_choice_counts_though_an_older_address_comes_with_it(folder, clock):  # noqa: F811
    app = start(folder, view="sections")
    app.segmented_control(key="view").set_value("overview").run()
    clock.seconds += 1.1
    app.query_params["view"] = "sections"
    click(app, "theme_by_source", theme="noise", source="3")

    assert read(app) == ["p2", "p5"]


def test_where_the_address_stood_still_another_one_is_a_step_back_at_once(folder, clock):  # noqa: F811
    app = start(folder)
    click(app, "theme_by_source", theme="noise", source="3")
    app.run()

    went(app, clock, after=0.0)
    assert len(read(app)) == 5
    assert not dict(app.query_params)
