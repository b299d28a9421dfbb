"""The view Reliance without a browser: what falls, what is said of it, and where numbers lead."""

import json
import re
from pathlib import Path

import pytest

from dashboard.measures.reliance import knock_out, summary
from dashboard.page.views import checks
from dashboard.page.views.reliance import PARTS
from dashboard.tables import tables
from tests.app.test_page import (  # noqa: F401
    choose,
    click,
    folder,
    heading,
    html,
    read,
    shipped,
    start,
)
from tests.meant import said

SHIPPED = Path(__file__).parents[2] / "data" / "trump-putin-us-russia"


def held(app):
    """What the reader says of each passage it shows: supported, weakened, bare."""
    articles = re.split(r"<article ", html(app))[1:]
    said = {}
    for one in articles:
        state = re.search(r'<p class="held (\w+)"', one)
        said[re.search(r'data-passage="(\w+)"', one)[1]] = state and state[1]
    return said


def of(app, state):
    return [id_ for id_, said in held(app).items() if said == state]


def on(app):
    """The view Reliance."""
    app.segmented_control(key="view").set_value("reliance").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_with_and_without_a_source_switched_off(folder, part):  # noqa: F811
    for address in ({}, {"without": "2,3"}, {"scope": "paragraph"}, {"theme": "noise"}):
        app = start(folder, view="reliance", part=part, **address)
        assert not app.exception
        assert read(app)


def test_without_two_sources_the_reader_says_what_became_of_each_passage(shipped):  # noqa: F811
    on(shipped).multiselect(key="without").set_value(["2", "3"]).run()

    assert of(shipped, "bare") == ["p6", "p10", "p14"]
    assert of(shipped, "weakened") == ["p1", "p3", "p4", "p9"]
    assert len(of(shipped, "supported")) == 7
    assert "Weakened: 3 → 1 source" in html(shipped)
    assert (
        "Without [2] and [3], 3 of 14 passages are left bare, 4 weakened, 7 keep all their sources"
        in html(shipped)
    )


@pytest.mark.parametrize("without", ["1", "2", "2,3", "1,2,3,4"])
@pytest.mark.parametrize("scope", ["sentence", "paragraph"])
def test_what_the_reader_says_is_what_the_measure_says(folder, heat_pumps, without, scope):  # noqa: F811
    table = tables.build(heat_pumps.document, heat_pumps.book, heat_pumps.codings, scope)
    counted = knock_out.support(table, without.split(","))

    app = start(folder, without=without, scope=scope)
    assert held(app) == dict(zip(counted["passage_id"], counted["state"], strict=True))


def test_nothing_is_said_while_nothing_is_switched_off(shipped):  # noqa: F811
    assert set(held(on(shipped)).values()) == {None}


def test_a_link_switches_sources_off_and_names_those_it_does_not_know(folder):  # noqa: F811
    app = start(folder, view="reliance", without="2,17")

    assert app.multiselect(key="without").value == ["2"]
    assert held(app) == {
        "p1": "weakened", "p2": "supported", "p3": "bare", "p4": "uncited", "p5": "supported",
    }  # fmt: skip
    assert "source “17”" in app.warning[0].value
    assert app.query_params["without"] == "2"


def test_what_is_switched_off_holds_on_every_view_and_says_so(folder):  # noqa: F811
    app = start(folder, without="2")
    assert of(app, "bare") == ["p3"]

    app.button(key="on_again").click().run()
    assert set(held(app).values()) == {None}


def test_a_source_is_picked_by_its_bar_then_switched_off_and_on_again(shipped):  # noqa: F811
    click(on(shipped), "knock_out", source="7")
    assert read(shipped) == ["p7", "p8", "p13"]

    shipped.button(key="toggle").click().run()
    assert of(shipped, "bare") == ["p8"]
    shipped.button(key="undo").click().run()
    assert set(held(shipped).values()) == {None}


def test_all_on_takes_everything_back_and_can_be_undone(shipped):  # noqa: F811
    on(shipped).multiselect(key="without").set_value(["2", "3"]).run()
    shipped.button(key="all_on").click().run()
    assert shipped.multiselect(key="without").value == []

    shipped.button(key="undo").click().run()
    assert shipped.multiselect(key="without").value == ["2", "3"]


def test_a_host_of_several_sources_is_switched_off_as_one(folder):  # noqa: F811
    app = start(folder, view="reliance")
    box = app.multiselect(key="without")
    assert [option for option in box.options if option.startswith("All")] == [
        "All 2 of example.org", "All 2 of example.net",
    ]  # fmt: skip

    box.set_value([" all of example.org"]).run()
    assert app.multiselect(key="without").value == ["1", "2"]


def test_counts_of_states_and_depths_open_their_passages(shipped):  # noqa: F811
    on(shipped).button(key="depth_1").click().run()
    assert read(shipped) == ["p8"]
    assert dict(shipped.query_params)["pick"] == "support:1"

    shipped.multiselect(key="without").set_value(["2", "3"]).run()
    shipped.button(key="state_bare").click().run()
    assert read(shipped) == ["p6", "p10", "p14"]
    assert "Left bare" in heading(shipped)


def test_a_part_of_a_theme_opens_just_those_passages(shipped):  # noqa: F811
    on(shipped).multiselect(key="without").set_value(["2", "3"]).run()
    click(shipped, "theme_losses", theme="uncertainty", support="bare")

    assert len(read(shipped)) == 1
    assert of(shipped, "bare") == read(shipped)


def test_paragraph_scope_holds_what_a_mark_at_its_end_holds(folder):  # noqa: F811
    assert read(start(folder, view="reliance", pick="support:0")) == ["p4"]

    app = start(folder, view="reliance", scope="paragraph")
    assert held(app)["p4"] == "supported"
    assert "by the marks of its paragraph" in html(app)
    assert "1 passage without a mark of its own counts those of its paragraph." in html(app)
    click(app, "knock_out", source="2", support="held")
    assert read(app) == ["p1", "p3", "p4"]


def test_where_reading_by_paragraph_changes_nothing_the_page_says_so(shipped):  # noqa: F811
    assert "one mark at the end of a paragraph" not in html(on(shipped))
    on(shipped).segmented_control(key="scope").set_value("paragraph").run()
    assert "Here no passage without a mark stands in a paragraph with one." in html(shipped)


def test_a_bar_along_the_text_reads_on_from_its_passage(shipped):  # noqa: F811
    click(on(shipped), "support_depth", section="s3", start="p8", support="1")
    assert read(shipped)[:2] == ["p8", "p9"]


def test_the_reading_list_says_what_to_read_and_for_a_theme(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("reading").run()
    assert "Read 3 sources, [1], [2] and [7], to check 86% of 14 passages" in html(shipped)
    assert "No shorter list" in html(shipped)
    assert shipped.dataframe[0].value["which"].tolist()[2] == "7, 8"

    shipped.selectbox(key="read_for").select("ukraine-nato").run()
    assert "of 2 passages" in html(shipped)


def test_the_statement_can_be_copied_and_says_no_verdict(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("statement").run()

    assert "14 passages" in shipped.code[0].value
    assert "trust" not in shipped.code[0].value.lower()


def test_checks_say_what_to_do(folder):  # noqa: F811
    app = start(folder, view="reliance", part="checks")

    assert "cited, not listed" in html(app)
    assert "Add the source to the list, or correct the number of the mark." in html(app)
    assert app.dataframe[0].value["what was found"].tolist()[0] == "[4] is cited but not listed"


def test_without_a_source_its_only_passage_is_left_bare():
    app = start(SHIPPED, view="reliance", without="7")

    assert not app.exception
    assert "Without [7], 1 of 14 passages is left bare, 2 weakened" in html(app)


def test_what_falls_without_two_sources_is_what_was_counted_by_hand():
    app = start(SHIPPED, view="reliance", without="2,3")

    assert "3 of 14 passages are left bare, 4 weakened, 7 keep all their sources" in html(app)


def test_the_reader_says_in_words_how_a_passage_is_held():
    app = start(SHIPPED, view="reliance", without="7", p="p8")

    assert read(app)[0] == "p8"
    first = re.search(r'data-passage="p8".*?</article>', html(app), re.DOTALL)[0]
    assert "bare" in first.lower()


def test_sources_that_a_link_switches_off_in_vain_are_named():
    app = start(SHIPPED, view="reliance", without="7,99")

    assert "99" in app.warning[0].value


@pytest.mark.parametrize("view", ["overview", "reliance"])
def test_a_text_without_themes_or_citations_opens_all_the_same(tmp_path, view):
    file = tmp_path / "note.md"
    file.write_text("# Note\n\nIt is windy. It is cold.\n", "utf-8")
    app = start(file, view=view)

    assert not app.exception


def test_a_pair_of_sources_opens_the_passages_that_cite_both(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("sources").run()
    assert "[2] and [3] are cited together most: 4 passages" in html(shipped)

    click(shipped, "co_citation", pair=("2", "3"))
    assert read(shipped) == ["p1", "p6", "p10", "p14"]
    assert "Sources [2] and [3]" in heading(shipped)
    assert "Source [3]: not listed in the text" in heading(shipped)

    click(shipped, "co_citation", source="7")
    assert read(shipped) == ["p7", "p8", "p13"]


def test_a_link_keeps_a_pair_and_names_a_second_source_that_is_not_there():
    app = start(SHIPPED, view="reliance", part="sources", pick=["source:2", "other:3"])
    assert read(app) == ["p1", "p6", "p10", "p14"]
    assert app.query_params["pick"] == ["source:2", "other:3"]

    app = start(SHIPPED, view="reliance", part="sources", pick=["source:2", "other:17"])
    assert "source “17”" in app.warning[0].value


def test_the_curve_of_sources_opens_a_passage_and_says_when_half_are_in(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("order").run()
    assert "Half of the 9 cited sources are in by passage 2 of 14" in html(shipped)

    click(shipped, "cumulative_sources", section="s3", start="p7")
    assert read(shipped)[:2] == ["p7", "p8"]


def test_a_person_can_say_which_sources_come_from_one_hand(folder):  # noqa: F811
    about = "origins:\n  - {name: The noise lobby, members: ['3', '4']}\n"
    (folder / "about.yaml").write_text(about, "utf-8")

    app = start(folder, view="reliance", part="checks")
    said = app.dataframe[0].value["what was found"].tolist()
    assert "[3] and [4] are of The noise lobby: looks like 2 sources, is 1" in said
    assert "can be edited under origins: in about.yaml" in html(app)

    app.segmented_control(key="part").set_value("knock_out").run()
    assert "All 2 of The noise lobby" in app.multiselect(key="without").options

    app.segmented_control(key="part").set_value("statement").run()
    figures = app.dataframe[0].value.set_index("figure")["value"]
    assert figures["publishers, hosts and groups known"] == 3


def test_a_check_shows_how_the_passage_it_means_begins(folder):  # noqa: F811
    table = start(folder, view="reliance", part="checks").dataframe[0].value

    words = dict(zip(table["passage"], table["its words"], strict=True))
    assert words["4"] == "Installers disagree."


def test_without_a_codebook_no_theme_is_said_to_stand_on_anything(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("# Note\n\nIt is windy [1]. It is cold [2].\n", "utf-8")

    app = start(file, view="reliance", part="themes")
    assert "This text has no themes yet" in html(app)
    assert "No theme stands on one source" not in html(app)


def test_sources_that_the_filter_leaves_nothing_of_have_no_bar(folder):  # noqa: F811
    app = start(folder, view="reliance", theme="noise")
    (figure,) = [
        json.loads(one.proto.spec)
        for one in app.get("plotly_chart")
        if "-knock_out_chart" in one.proto.id
    ]

    assert [said(text)["source"] for text in figure["data"][0]["customdata"]] == ["3", "4"]


def test_what_the_picture_of_many_sources_leaves_out_is_said(tmp_path):
    file = tmp_path / "many.md"
    lines = [f"It rained on day {n} [{n}] [{n % 70 + 1}]." for n in range(1, 71)]
    file.write_text("# Rain\n\n" + "\n".join(lines), "utf-8")

    said = html(start(file, view="reliance", part="sources"))
    assert "shows the 60 most cited of 70 sources" in said
    assert re.search(r"the \d\d strongest of 70 pairs", said)


LINKS = """# Who keeps the river clean

## The water

Nitrate is high ([The board](https://www.board.example/reports/2023/nitrate-in-the-basin.pdf)).
It comes from farms ([The board](https://www.board.example/reports/2023/where-it-comes-from)).

## The law

The limit was left open ([Court](https://www.court.example/decisions/2021/limits.html))
([The board](https://www.board.example/reports/2023/nitrate-in-the-basin.pdf)).
No fine was paid.
"""


@pytest.fixture
def links(tmp_path):
    file = tmp_path / "links.md"
    file.write_text(LINKS, "utf-8")
    return file


def prose(app):
    """What is written on the page, without what the passages and their paragraphs say."""
    text = re.sub(r"<(blockquote|p) lang.*?</\1>", "", html(app), flags=re.DOTALL)
    figures = "".join(one.proto.spec for one in app.get("plotly_chart"))
    texts = re.findall(r'"(?:text|hovertext|ticktext)":(\[.*?\]|".*?")', figures)
    return re.sub(r"<[^>]*>", "", text) + "".join(texts)


@pytest.mark.parametrize(
    "address",
    [{}, {"view": "sections"}, *({"view": "reliance", "part": part} for part in PARTS)],
    ids=lambda address: address.get("part") or address.get("view") or "overview",
)
def test_an_address_that_is_a_source_is_shown_in_short(links, address):
    app = start(links, **address)

    assert not app.exception
    assert "court.example" in prose(app)
    assert "https://" not in prose(app)


def test_the_tables_name_addresses_in_short_and_apart(links):
    table = start(links, view="sources").dataframe[0].value
    profile = start(links, view="reliance", part="sources").dataframe[0].value

    named = ["board.example/…basin", "board.example/…from", "court.example"]
    assert table["source"].tolist() == named
    assert table["title"].tolist() == ["The board", "The board", "Court"]
    assert table["listed"].tolist() == ["by its address"] * 3
    assert profile["source"].tolist() == named


def test_a_link_without_words_has_its_address_for_a_title(tmp_path):
    file = tmp_path / "links.md"
    address = "https://www.board.example/reports/2023/nitrate"
    file.write_text(f"# Water\n\nNitrate is high ([{address}]({address})).\n", "utf-8")

    assert start(file, view="sources").dataframe[0].value["title"].tolist() == [address]


def test_sources_known_by_their_address_are_not_said_to_be_missing(links):
    app = start(links, view="sources")

    assert "3 of 3 sources are known by their address" in html(app)
    assert "not listed" not in html(app)
    assert 'Source court.example: Court, <a href="https://www.court' in html(app)


def test_the_statement_and_the_checks_name_addresses_in_short(links):
    assert "board.example/…basin" in start(links, view="reliance", part="statement").code[0].value

    app = start(links, view="reliance", part="checks")
    said = app.dataframe[0].value["what was found"].tolist()
    assert not any("https://" in one for one in said)


def test_a_picked_pair_of_addresses_is_named_with_both_titles(links):
    court = "https://www.court.example/decisions/2021/limits.html"
    board = "https://www.board.example/reports/2023/nitrate-in-the-basin.pdf"
    app = start(links, view="reliance", pick=[f"source:{court}", f"other:{board}"])

    assert read(app) == ["p3"]
    assert "Sources court.example and board.example/…basin" in heading(app)
    assert ": Court, " in heading(app)
    assert ": The board, " in heading(app)


def test_a_text_without_citations_has_no_empty_charts_of_sources(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("# Note\n\n## Wind\n\nIt is windy.\n\n## Cold\n\nIt is cold.\n", "utf-8")

    app = start(file, view="reliance")
    assert "No citations in this text" in html(app)
    assert len(app.get("plotly_chart")) == 1
    assert "0 of 0" not in html(start(file, view="reliance", part="sources"))


def test_a_check_without_a_place_is_told_and_leads_nowhere(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("checks").run()

    (table,) = [frame.value for frame in shipped.dataframe]
    assert table.columns.tolist() == ["kind", "what was found"]
    before = heading(shipped)
    choose(shipped, "cells_integrity", 0, "kind")
    assert not shipped.exception
    assert heading(shipped) == before


def test_a_gap_in_the_numbers_is_told_and_a_heading_shows_its_words(tmp_path):
    file = tmp_path / "note.md"
    file.write_text(
        "# Note\n\nIt rains [1].\n\n## Wind [1]\n\nIt is windy [1]. It is cold [3].\n\n"
        "## Sources\n\n"
        "[1] Kay: Wind. https://a.org\n[3] Ames: Cold. https://b.org\n",
        "utf-8",
    )

    app = start(file, view="reliance", part="checks")
    table = app.dataframe[0].value.set_index("kind")
    assert table.loc["gap in the numbers", "what was found"] == "there is no source [2]"
    assert table.loc["mark in a heading", "its words"] == "## Wind [1]"
    choose(app, "cells_integrity", 1, "its words")
    assert read(app) == ["p2", "p3"]


# Numbers are doors


def test_new_passages_of_the_reading_list_are_those_it_adds(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("reading").run()
    table = shipped.dataframe[0].value
    for row in range(len(table)):
        choose(shipped, "cells_reading_list", row, "new passages")
        assert len(read(shipped)) == table["new passages"][row]
    choose(shipped, "cells_reading_list", 2, "which")
    assert read(shipped) == ["p7", "p8"]
    assert "Source [7] × passages 7, 8" in heading(shipped)
    assert shipped.query_params["pick"] == ["source:7", "among:p7,p8"]


def test_passages_that_an_address_names_are_read_and_unknown_ones_told(folder):  # noqa: F811
    app = start(folder, pick=["among:p2,p4,p99"])

    assert read(app) == ["p2", "p4"]
    assert "passage “p99”" in app.warning[0].value


def test_the_most_cited_source_of_a_theme_leads_to_its_passages(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("themes").run()
    table = shipped.dataframe[0].value
    row = table.index[table["theme"] == "Arms control"][0]
    assert table["its share"][row] == 0.75

    choose(shipped, "cells_theme_footing", row, "its share")
    assert len(read(shipped)) == 3
    assert "Arms control × Source [7]" in heading(shipped)


def test_first_and_last_of_a_source_lead_there(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("sources").run()
    table = shipped.dataframe[0].value
    choose(shipped, "cells_source_profile", 7, "last")

    assert read(shipped)[0] == f"p{table['last'][7]}"


def test_figures_of_the_statement_lead_to_what_they_count(folder):  # noqa: F811
    app = start(folder, view="reliance", part="statement")
    names = app.dataframe[0].value["figure"].tolist()
    values = app.dataframe[0].value["value"].tolist()
    for name in ("passages without a source", "passages on one source only"):
        choose(app, "table_statement", names.index(name), "value")
        assert len(read(app)) == values[names.index(name)]
    choose(app, "table_statement", names.index("themes on one source"), "value")
    assert app.segmented_control(key="part").value == "themes"


def test_every_figure_of_the_statement_is_a_door(heat_pumps):
    table = tables.build(heat_pumps.document, heat_pumps.book, heat_pumps.codings)
    figures = summary.summary_figures(table.coded_by("term"))

    assert set(figures["figure"]) == set(checks._COUNTED)


def test_a_pair_leads_to_what_cites_no_third_source():
    app = start(SHIPPED, pick=["source:5", "other:7", "support:pair"])
    assert read(app) == ["p7"]  # p2 and p13 cite one of them, none cites both and a third
    app = start(SHIPPED, pick=["source:2", "other:3", "support:pair"])
    assert read(app) == ["p6", "p10", "p14"]  # p1 cites [1] besides


def test_what_to_check_first_is_kept_in_the_address(shipped):  # noqa: F811
    on(shipped).segmented_control(key="part").set_value("reading").run()
    shipped.selectbox(key="read_for").select("ukraine-nato").run()

    assert shipped.query_params["check"] in ("ukraine-nato", ["ukraine-nato"])
    app = start(SHIPPED, view="reliance", part="reading", check="ukraine-nato")
    assert "of 2 passages" in html(app)


def test_without_a_source_the_worst_of_the_others_comes_first(shipped):  # noqa: F811
    on(shipped).multiselect(key="without").set_value(["2", "3"]).run()

    bars = json.loads(shipped.get("plotly_chart")[0].proto.spec)
    assert bars["layout"]["yaxis"]["ticktext"] == [
        "[1]", "[6]", "[7]", "[4]", "[5]", "[8]", "[9]", "✕ [2]", "✕ [3]",
    ]  # fmt: skip


def test_pairs_and_depths_can_be_reached_without_a_mouse(folder):  # noqa: F811
    labels = start(folder).selectbox(key="pick").options

    assert {"On one source", "On two sources", "Sources [1] and [2]"} <= set(labels)


# Switched off in other views and parts


def test_sources_switched_off_are_marked_in_the_overview(folder):  # noqa: F811
    app = start(folder, without="2")

    columns, _ = (json.loads(chart.proto.spec) for chart in app.get("plotly_chart"))
    assert "✕[2]" in [note["text"] for note in columns["layout"]["annotations"]]
    assert "sources that are switched off" in html(app)
    pale = columns["data"][0]["marker"]["color"]
    on_ = json.loads(start(folder).get("plotly_chart")[0].proto.spec)["data"][0]["marker"]["color"]
    assert [a == b for a, b in zip(pale, on_, strict=True)] == [True, False, True, True, True]
    assert "✕" not in html(start(folder))


def test_what_cannot_be_read_any_more_is_not_on_the_reading_list(shipped):  # noqa: F811
    on(shipped).multiselect(key="without").set_value(["1", "2"]).run()
    shipped.segmented_control(key="part").set_value("reading").run()
    assert not {"[1]", "[2]"} & set(shipped.dataframe[0].value["source"])

    shipped.multiselect(key="without").set_value([str(n) for n in range(1, 10)]).run()
    assert "No passage cites a source that is still on" in html(shipped)
    assert "No shorter list" not in html(shipped)


def test_a_filter_that_leaves_nothing_is_not_said_of_the_text(shipped):  # noqa: F811
    on(shipped).text_input(key="q").set_value("zzzz").run()

    assert "No passage within the filter cites a source" in html(shipped)
    assert "No citations in this text" not in html(shipped)


def test_what_was_switched_off_in_one_text_cannot_be_undone_in_another(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "analysis.md").write_text("# A\n\nIt is windy [1].\n", "utf-8")

    app = start(tmp_path, analysis="one", view="reliance")
    app.multiselect(key="without").set_value(["1"]).run()
    assert [button.key for button in app.button if button.key == "undo"]
    app.selectbox(key="analysis").select("two").run()
    assert not [button.key for button in app.button if button.key == "undo"]


def test_the_number_of_sources_is_a_filter(folder):  # noqa: F811
    every = {depth: read(start(folder, depth=depth)) for depth in ("0", "1", "2", "3+")}

    assert sorted(id_ for ids in every.values() for id_ in ids) == read(start(folder))
    assert every["0"] == read(start(folder, pick="uncited"))
    assert read(start(SHIPPED, depth="3+")) == ["p1", "p2", "p3", "p13"]


def test_paragraph_by_paragraph_only_what_has_no_mark_near_is_told(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("# A\n\n## B\n\nIt is windy. It is cold [1].\n\nIt rains.\n", "utf-8")

    def uncited(**address):
        table = start(file, view="reliance", part="checks", **address).dataframe[0].value
        return table["kind"].tolist().count("passage without a source")

    assert (uncited(), uncited(scope="paragraph")) == (2, 1)
    said = html(start(file, view="reliance", scope="paragraph"))
    assert "by the marks of its paragraph: [1]" in said


def test_a_text_that_cannot_be_read_by_its_paragraphs_is_told_and_read_by_its_sentences(tmp_path):
    file = tmp_path / "rain.md"
    marks = "".join(f" [{n}]" for n in range(1001))
    file.write_text(f"It rained{marks}. {'It blew. ' * 1000}\n", "utf-8")

    app = start(file, view="reliance", scope="paragraph")
    assert not app.exception
    assert "cannot be read paragraph by paragraph" in app.warning[0].value
    assert app.segmented_control(key="scope").value == "sentence"
    assert "scope" not in app.query_params
