"""The timeline without a browser: what a person reads of events and dates."""

import json
import re

import pytest

from tests.app.test_page import ROOT, click, heading, html, read, said, start
from tests.test_timeline import FILES


@pytest.fixture
def folder(tmp_path):
    """A data folder with events, written dates and publication dates."""
    folder = tmp_path / "pumps"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def test_the_view_says_what_events_are_and_what_is_known_of_the_sources(folder):
    app = start(folder, view="timeline")

    assert not app.exception
    assert "an event, added as context and never a source of the analysis" in html(app)
    assert "sources have a publication date" in html(app)


def test_a_click_on_an_event_reads_it_and_the_passages_that_allude_to_it(folder):
    app = click(start(folder, view="timeline"), "timeline", event="tariff")

    shown = html(app)
    assert 'data-event="tariff"' in shown
    assert "A tariff came." in shown
    assert ">example.org</a>" in shown
    assert "Context, not a source of the analysis." in shown
    assert read(app) == ["p1", "p2"]
    assert shown.count('data-events="event:tariff"') >= 2
    assert "Event 2018: A tariff" in heading(app)


def test_an_event_is_no_citation(folder):
    before = start(folder, view="timeline")
    (folder / "events.yaml").unlink()
    after = start(folder, view="timeline")

    counts = [b.label for b in before.button if b.key.startswith("fact_")]
    assert counts == [b.label for b in after.button if b.key.startswith("fact_")]


def test_a_link_leads_to_an_event_and_names_one_that_is_not_there(folder):
    app = start(folder, view="timeline", event="law")
    assert read(app) == ["p1"]
    assert dict(app.query_params)["event"] == "law"

    assert "event “war”" in start(folder, event="war").warning[0].value


def test_events_are_reached_by_the_list_of_picks(folder):
    app = start(folder, view="timeline")
    picks = app.selectbox(key="pick")
    picks.select_index(picks.options.index("Event 2017-08-02 – 2018-03: A law")).run()

    assert read(app) == ["p1"]
    assert 'data-event="law"' in html(app)


def test_an_event_of_a_passage_leads_to_its_place_on_the_timeline(folder):
    app = start(folder)
    assert "Alludes to (context, not from the text):" in html(app)

    (way,) = re.findall(r'<button[^>]*data-view="timeline"[^>]*>2017-08-02[^<]*A law', html(app))
    assert 'data-select="event:law"' in way


def test_a_passage_further_down_names_its_events(folder):
    words = html(start(folder))

    assert ">2018 A tariff</button>" in words[words.index('data-passage="p2"') :]


def test_the_address_keeps_the_years_that_are_shown(folder):
    app = start(folder, view="timeline", years="2017-2018")
    assert app.slider(key="slider").value == (2017, 2018)

    first, last = app.slider(key="slider").min, app.slider(key="slider").max
    app.slider(key="slider").set_value((2018, 2018)).run()
    assert dict(app.query_params)["years"] == "2018-2018"

    app.button(key="whole_time").click().run()
    assert app.slider(key="slider").value == (first, last)
    assert (first, last) == (2015, 2019)
    assert "years" not in app.query_params


@pytest.mark.parametrize("years", ["2018-2017", "soon", "2017", "٢٠١٧-٢٠١٨"])
def test_years_that_are_none_are_told(folder, years):
    app = start(folder, view="timeline", years=years)

    assert not app.exception
    assert f"years “{years}”" in app.warning[0].value.replace("\\", "")


def test_years_without_anything_dated_show_all(folder):
    app = start(folder, view="timeline", years="1700-1710")
    assert app.slider(key="slider").value == (
        app.slider(key="slider").min,
        app.slider(key="slider").max,
    )


def test_how_old_the_sources_were_is_said_where_it_is_known(folder):
    said = html(start(folder))

    assert "Source [1], published 2015-03-02: 5.0 years old at the day the text was taken" in said
    assert "2.8 to 3.8 years old at “A tariff” (2018)" in said
    assert "Source [3], published" not in said


def test_the_theme_filter_leaves_the_events_of_its_passages(folder):
    app = click(start(folder, view="timeline", theme=["noise"]), "timeline", event="law")

    assert read(app) == []
    assert "No passage within the filter has what you picked." in html(app)


def test_a_text_without_any_date_says_so(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("# Note\n\nIt is windy [1]. It is cold.\n", "utf-8")
    app = start(file, view="timeline")

    assert not app.exception
    assert "Nothing in this analysis is dated" in html(app)


def test_the_shipped_ages_are_not_known_and_said_to_be():
    app = start(ROOT / "data" / "trump-putin-us-russia", view="timeline")
    assert "No publication date of a source is known" in html(app)
    assert ", published " not in html(app)


def test_an_event_outside_the_years_shown_brings_the_others_back():
    link = {"view": "timeline", "years": "2017-2018"}
    shipped = ROOT / "data" / "trump-putin-us-russia"
    assert tuple(start(shipped, **link).slider(key="slider").value) == (2017, 2018)

    app = start(shipped, **link, event="new-start-end-2026")
    assert app.slider(key="slider").value[1] == 2026
    assert "years" not in app.query_params


def test_events_that_cannot_be_used_are_not_said_to_be_missing(tmp_path):
    (tmp_path / "analysis.md").write_text("# A\n\nIt is windy [1].\n", "utf-8")
    (tmp_path / "events.yaml").write_text("events: 3\n", "utf-8")

    app = start(tmp_path, view="timeline")
    assert "its events.yaml could not be used" in html(app)
    assert "no events were added" not in html(app)
    (tmp_path / "events.yaml").unlink()
    assert "no events were added" in html(start(tmp_path, view="timeline"))


def test_of_very_many_dates_the_first_are_drawn_and_fewer_years_show_the_others(tmp_path):
    lines = [f"On {day} {month} {year} it rained." for year in range(1990, 2010)
             for month in ("May", "June") for day in range(1, 11)]  # fmt: skip
    (tmp_path / "analysis.md").write_text("# A\n\n## B\n\n" + " ".join(lines) + "\n", "utf-8")

    def bars(app):
        figure = json.loads(app.get("plotly_chart")[0].proto.spec)
        return sum(len(trace["customdata"]) for trace in figure["data"])

    app = start(tmp_path, view="timeline")
    assert "shows 300 of 400 dates" in html(app)
    few = start(tmp_path, view="timeline", years="2008-2009")
    assert "shows 300" not in html(few)
    assert bars(app) == 300
    assert bars(few) == 40


def test_a_click_on_a_written_date_marks_its_words(folder):
    app = click(start(folder, view="timeline"), "timeline", start="p2")

    assert '<mark class="date">May 2018 and 2019</mark>' in html(app)
    assert said(app)[0]["view"] == "timeline"
    assert said(app)[0]["pick"] == "from:p2"


def test_the_title_counts_what_lies_in_the_years_shown(folder):
    def title(app):
        return re.search(r'<h2 class="finding">([^<;]*)', html(app))[1]

    whole, app = start(folder, view="timeline"), start(folder, view="timeline", years="2017-2017")

    assert title(whole) == "6 dates, 2015 to 2019"
    assert title(app) == "2 dates, 2017 to 2018"  # one of them ends in 2018
    assert "years 2017 to 2017 of 2015 to 2019" in html(app)
    assert "years 2017" not in html(whole)
