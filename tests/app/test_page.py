"""The page without a browser: what a person reads after each choice."""

import json
import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from dashboard.page.app import VIEWS
from dashboard.page.views.reliance import PARTS
from tests.conftest import CODEBOOK, CODINGS, TEXT
from tests.meant import meant

ROOT = Path(__file__).parents[2]


def start(path, **address):
    """The page on `path`, opened by a link with these parameters."""

    def script(path):
        from pathlib import Path

        from dashboard.page import app as page

        page.show(Path(path))

    app = AppTest.from_function(script, args=(str(path),), default_timeout=300)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


@pytest.fixture
def folder(tmp_path):
    """A data folder with the small analysis."""
    folder = tmp_path / "data" / "heat-pumps"
    folder.mkdir(parents=True)
    for name, text in (
        ("analysis.txt", TEXT),
        ("codebook.yaml", CODEBOOK),
        ("codings.yaml", CODINGS),
    ):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def shipped():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    assert not app.exception
    return app


def said(app):
    """What the reader is told to show, and what it holds already."""
    given = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    (held,) = [one["library"] for one in given if "library" in one]
    (told,) = [one for one in given if "library" not in one]
    return told, {id_: words for id_, *_, words in held["passages"]}


def html(app):
    """All that the page writes itself; of the reader what it shows."""
    page = [element.proto.body for element in app.get("html")]
    if not app.get("bidi_component"):
        return "\n".join(page)
    told, held = said(app)
    words = [told["words"].get(id_) or held[id_] for id_ in told["ids"]]
    return "\n".join([*page, told["heading"], told["note"], told["event"], *words])


def read(app):
    """Ids of the passages in the reader."""
    return re.findall(r'data-passage="(\w+)"', html(app))


def heading(app):
    """What the reader says it shows, without markup."""
    return re.sub(r"<[^>]+>", "|", said(app)[0]["heading"])


def click(app, chart, **ids):
    """What Streamlit does when a person clicks the bar that stands for these ids."""
    points = [{"customdata": str(meant(**ids))}]
    selection = {"selection": {"points": points, "point_indices": [], "box": [], "lasso": []}}
    (proto,) = [
        element.proto
        for element in app.get("plotly_chart")
        if f"-{chart}_chart" in element.proto.id
    ]
    state = WidgetState(id=proto.id, string_value=json.dumps(selection))
    states = app._tree.get_widget_states()
    states.widgets.append(state)
    return app._run(states)


def choose(app, table, row, column):
    """What Streamlit does when a person chooses a cell."""
    selection = {"selection": {"rows": [], "columns": [], "cells": [[row, column]]}}
    ids = (frame.proto.id for frame in app.dataframe)
    (id_,) = [id_ for id_ in ids if f"-{table}" in id_]
    states = app._tree.get_widget_states()
    states.widgets.append(WidgetState(id=id_, string_value=json.dumps(selection)))
    return app._run(states)


def test_the_shipped_analysis_opens_at_its_beginning(shipped):
    assert "How did Trump's relationship" in re.sub("&#x27;", "'", html(shipped))
    assert read(shipped) == [f"p{n}" for n in range(1, 15)]
    facts = [button.label for button in shipped.button if button.key.startswith("fact_")]
    assert facts == [
        "**7** sections", "**14** passages", "**31** citations", "**9** sources",
        "every passage cites a source",
    ]  # fmt: skip


def test_lead_ins_are_counted_apart_from_what_cites_nothing(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("# A\n\nIt blows.\n\nKinds of rain:\n\n- Fine [1]\n- Hard [2]\n", "utf-8")

    (fact,) = (one.label for one in start(file).button if one.key == "fact_uncited")

    assert fact == "**2** passages without a citation, 1 of them a lead-in"


def test_titles_that_are_not_known_are_said_to_be_missing(shipped):
    assert "Source [3]: not listed in the text; add it under Sources" in html(shipped)


def test_the_theme_filter_leaves_passages_of_any_chosen_theme(shipped):
    shipped.pills(key="theme").select("sanctions").select("uncertainty").run()

    assert read(shipped) == ["p1", "p2", "p3", "p4", "p5", "p8", "p11", "p13", "p14"]
    assert "9 of 14 passages" in html(shipped)


def test_the_filter_can_be_cleared(shipped):
    shipped.pills(key="theme").select("sanctions").run()
    shipped.button(key="clear").click().run()

    assert len(read(shipped)) == 14


def test_a_click_on_a_tile_reads_its_passages(shipped):
    click(shipped, "theme_by_source", theme="sanctions", source="1")

    assert read(shipped) == ["p1", "p3", "p4", "p5", "p13"]
    assert "Sanctions × Source [1]" in heading(shipped)
    assert "5 of 14 passages" in heading(shipped)


def test_a_click_on_a_mark_reads_on_from_its_passage(shipped):
    click(shipped, "reading_order", theme="moscow-expectations", source="6",
          section="s5", start="p9")  # fmt: skip

    assert read(shipped)[:2] == ["p9", "p10"]


def test_a_pick_that_leaves_nothing_says_so_and_offers_the_way_out(shipped):
    shipped.pills(key="theme").select("ukraine-nato").run()
    click(shipped, "theme_by_source", theme="arms-control", source="7")

    assert read(shipped) == []
    assert "No passage within the filter has what you picked." in html(shipped)
    shipped.button(key="out").click().run()
    assert len(read(shipped)) == 14


def test_next_and_previous_move_through_the_passages(shipped):
    shipped.button(key="next").click().run()
    assert read(shipped)[0] == "p2"

    shipped.button(key="previous").click().run()
    assert read(shipped)[0] == "p1"


def test_the_lists_of_picks_and_passages_reach_what_a_click_reaches(shipped):
    picks = shipped.selectbox(key="pick")
    picks.select_index(picks.options.index("Arms control")).run()
    assert read(shipped) == ["p2", "p7", "p8", "p13"]

    passages = shipped.selectbox(key="p")
    passages.select_index(2).run()
    assert read(shipped)[0] == "p8"


def test_a_link_shows_the_same_view(folder):
    app = start(folder, theme=["cost"], source="2", q="fell", basis="term", unit="citations")

    assert read(app) == ["p3"]
    assert app.segmented_control(key="unit").value == "citations"
    assert app.selectbox(key="basis").value == "term"
    assert app.multiselect(key="source").value == ["2"]


def test_a_link_leads_to_a_passage_and_to_a_pick(folder):
    assert read(start(folder, p="p3"))[0] == "p3"
    assert read(start(folder, pick=["theme:noise", "source:4"])) == ["p5"]
    assert read(start(folder, pick="uncited")) == ["p4"]


def test_what_a_link_names_in_vain_is_named(folder):
    app = start(
        folder, theme=["cost", "coat"], source="17", p="p99", view="moon", pick="theme:coat"
    )

    said = app.warning[0].value
    for name in ("coat", "17", "p99", "moon"):
        assert name in said
    assert app.pills(key="theme").value == ["cost"]


def test_the_address_holds_what_was_chosen_as_ids(folder):
    app = start(folder)
    app.pills(key="theme").select("noise").run()
    app.button(key="next").click().run()

    assert dict(app.query_params) == {"theme": "noise", "p": "p5"}


def test_the_basis_decides_what_counts(folder):
    app = start(folder)
    assert "Themes counted by: coded by a reader of heating bills" in html(app)
    assert list(app.pills(key="theme").options) == [
        "Cost **1**",
        "Noise **2**",
        "Climate **1**",
    ]

    app.selectbox(key="basis").select("section").run()
    assert app.pills(key="theme").options == ["Cost **2**", "Noise **1**", "Climate **0**"]
    assert "1 of 4 codings by a reader of heating bills found" in html(app)


def test_why_a_passage_has_its_themes_is_said(folder):
    app = start(folder)
    reason = "coded by a reader of heating bills: costs are named <q>heating costs</q>"
    assert reason in html(app)

    app.selectbox(key="basis").select("term").run()
    assert "by its words <q>costs</q>" in html(app)

    app.selectbox(key="basis").select("section").run()
    assert "the theme of the section <q>1. What they cost</q>" in html(app)


def test_the_coder_is_named_as_the_file_does_and_nobody_is_called_a_hand(shipped):
    said = [html(shipped), *shipped.selectbox(key="basis").options]
    for basis in ("term", "section"):
        shipped.selectbox(key="basis").select(basis).run()
        said.append(html(shipped))
    shipped.segmented_control(key="view").set_value("themes").run()
    said.append(html(shipped))

    assert "coded by a language model" in shipped.selectbox(key="basis").options
    assert "How far “words of the passage” agrees with the codings by a language model" in said[-1]
    assert "34 of 34 codings by a language model found; 1 found besides" in said[-1]
    assert "Coded by a language model." in said[-1]
    assert "coded by a language model" in shipped.dataframe[1].value.columns
    assert not re.search(r"\bhand\b", "\n".join(said))


def test_the_name_of_a_coder_is_text_and_never_markup(folder):
    coder = "<b>Ada</b> & co. *" + "x" * 60_000
    (folder / "codings.yaml").write_text(CODINGS.replace("a reader of heating bills", f"'{coder}'"))
    app = start(folder, view="themes")

    assert "coded by &lt;b&gt;Ada&lt;/b&gt; &amp; co. *xxx" in html(app)
    assert "Coded by &lt;b&gt;Ada&lt;/b&gt; &amp; co. *xxx" in html(app)
    assert "<b>Ada" not in html(app)
    assert "x" * 601 not in html(app)


@pytest.mark.parametrize("view", ["overview", "sections", "sources", "themes"])
def test_every_view_opens_and_keeps_the_reader(folder, view):
    app = start(folder, view=view)

    assert not app.exception
    assert len(read(app)) == 5


def test_the_unit_outlives_a_view_that_does_not_show_it(folder):
    app = start(folder, unit="citations", view="sources")
    app.segmented_control(key="view").set_value("overview").run()

    assert app.segmented_control(key="unit").value == "citations"


def test_sources_tell_apart_what_is_listed_cited_or_both(folder):
    app = start(folder, view="sources")

    assert "4 of 5 sources are listed; 1 listed but never cited; 1 cited but not listed" in html(
        app
    )
    table = app.dataframe[0].value.set_index("source")
    assert table.loc["[4]", "title"] == "not listed in the text"
    assert table.loc["[2]", "citations"] == 3
    assert table.loc["[5]", "citations"] == 0


def with_problems(path):
    """The page with what the text's problems open."""
    app = start(path)
    app.session_state["problems"] = True
    return app.run()


def test_problems_of_the_text_are_shown(folder):
    app = with_problems(folder)

    (problem,) = (one for one in app.button if "is cited but not in the source list" in one.label)
    problem.click().run()

    assert read(app) == ["p5"]


def test_what_may_be_a_mark_leads_to_its_passages_and_can_be_counted(tmp_path):
    said = "# Rain\n\nIt fell [1]. It froze (1). It thawed (2). It dried (3).\n\n## Sources\n\n"
    (tmp_path / "analysis.md").write_text(said + "[1] A\n[2] B\n[3] C\n", "utf-8")
    app = with_problems(tmp_path)

    (problem,) = (one for one in app.button if "3 marks look like numbers" in one.label)
    problem.click().run()
    assert len(read(app)) == 3

    (marks,) = (one for one in app.get("button_group") if one.key.startswith("marks_"))
    assert marks.value == ["numbers"]
    marks.set_value(["numbers", "parentheses"]).run()

    assert not app.exception
    facts = [one.label for one in app.button]
    assert "**4** citations" in facts
    assert not any("3 marks look like" in one for one in facts)
    assert b"marks:" in own_files(app)["about.yaml"]

    app.session_state["problems"] = True
    app.run()
    (by_text,) = (one for one in app.button if one.label == "Leave it to the text")
    by_text.click().run()
    assert "**1** citation" in [one.label for one in app.button]


def test_one_way_of_writing_marks_at_least_is_counted(tmp_path):
    (tmp_path / "analysis.md").write_text("# Rain\n\nIt fell [1]. It froze [2].\n", "utf-8")
    app = with_problems(tmp_path)

    (marks,) = (one for one in app.get("button_group") if one.key.startswith("marks_"))
    marks.set_value([]).run()

    assert not app.exception
    assert "own" not in app.session_state or not app.session_state["own"]
    assert any("has to be counted" in one.value for one in app.warning)
    app.session_state["problems"] = True
    app.run()
    (marks,) = (one for one in app.get("button_group") if one.key.startswith("marks_"))
    assert marks.value == ["numbers"]


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path):
    said = "# Rain\n\nIt fell [1]. It froze (1). It thawed (2). It dried (3).\n\n## Sources\n\n"
    (tmp_path / "analysis.md").write_text(said + "[1] A\n[2] B\n[3] C\n", "utf-8")
    (tmp_path / "about.yaml").write_text("tittle: Mine\n", "utf-8")
    app = with_problems(tmp_path)

    (marks,) = (one for one in app.get("button_group") if one.key.startswith("marks_"))
    marks.set_value(["numbers", "parentheses"]).run()

    assert not app.exception
    assert "own" not in app.session_state or not app.session_state["own"]
    assert any("so nothing was changed" in one.value for one in app.warning)


def own_files(app):
    """The files of the text that the page made a copy of."""
    (own,) = app.session_state["own"].values()
    return own.files


def test_a_fault_in_one_file_is_told_and_the_rest_is_shown(folder):
    (folder / "codebook.yaml").write_text("themes:\n  - id: cost\n    nmae: Cost\n", "utf-8")
    app = start(folder)

    said = " ".join(warning.value for warning in app.warning)
    assert "codebook" in said
    assert "nmae" in said
    assert len(read(app)) == 5
    assert not app.exception


def test_a_folder_without_a_text_gets_one_clear_sentence(tmp_path):
    (tmp_path / "about.yaml").write_text("title: x\n", "utf-8")
    app = start(tmp_path)

    assert not app.exception
    assert [text.value for text in app.text] == [
        "analysis.txt: the text is missing; save it here as analysis.txt or analysis.md"
    ]


def test_an_edited_file_is_read_anew(folder):
    app = start(folder)
    (folder / "analysis.txt").write_text(TEXT.replace("heating costs", "heating bills"), "utf-8")
    (folder / "codings.yaml").unlink()
    app.run()

    assert "heating bills" in html(app)


def test_several_analyses_can_be_chosen_from(folder):
    other = folder.with_name("wind")
    other.mkdir()
    (other / "analysis.txt").write_text("Is it windy?\nYes\nIt is windy [1].\n", "utf-8")
    app = start(folder.parent)

    app.selectbox(key="analysis").select("wind").run()
    assert not app.exception
    assert "It is windy" in html(app)
    assert "analysis" in app.query_params


def test_a_lone_text_opens_without_themes(tmp_path):
    file = tmp_path / "note.md"
    file.write_text("# Note\n\nIt is windy [1]. It is cold.\n", "utf-8")
    app = start(file)

    assert not app.exception
    assert read(app) == ["p1", "p2"]
    assert "no themes yet" in html(app)


def test_of_very_many_passages_the_near_ones_and_every_section_are_offered(tmp_path):
    parts = (f"## Part {n}\n\n" + "It is windy [1]. " * 100 + "\n\n" for n in range(1, 6))
    (tmp_path / "analysis.md").write_text("# Wind\n\n" + "".join(parts), "utf-8")
    app = start(tmp_path)
    offered = app.selectbox(key="p").options

    assert len(offered) == 150 + 3
    assert offered[-1] == "401 of 500 · Part 5"
    app.selectbox(key="p").select("p401").run()
    assert read(app)[0] == "p401"
    assert app.selectbox(key="p").options[:3] == [
        "1 of 500 · Part 1", "101 of 500 · Part 2", "201 of 500 · Part 3",
    ]  # fmt: skip
    assert len(app.selectbox(key="p").options) == 3 + 250


def test_of_very_many_crossings_those_of_what_is_picked_are_offered(tmp_path):
    parts = (
        f"## Part {n}\n\n" + "".join(f"Wind {i} blows [{i}]. " for i in range(1, 61)) + "\n\n"
        for n in range(1, 7)
    )
    (tmp_path / "analysis.md").write_text("# Wind\n\n" + "".join(parts), "utf-8")
    app = start(tmp_path)
    assert not [option for option in app.selectbox(key="pick").options if "×" in option]

    app.selectbox(key="pick").set_value(meant(theme="part-2")).run()
    crossings = [option for option in app.selectbox(key="pick").options if "×" in option]
    assert len(crossings) == 60 + 1
    assert all(option.startswith("Part 2 × ") for option in crossings)


@pytest.mark.parametrize(
    ("view", "part"),
    [
        *((view, None) for view in VIEWS if view != "reliance"),
        *(("reliance", part) for part in PARTS),
    ],
)
def test_nobody_sees_what_another_session_filtered_or_switched_off(folder, view, part):
    def shown(**address):
        app = start(folder, view=view, part=part or "knock_out", **address)
        assert not app.exception
        return [one.proto.spec for one in app.get("plotly_chart")], html(app)

    st.cache_resource.clear()
    alone = shown()
    others = (
        {"without": "2"}, {"scope": "paragraph"}, {"unit": "citations"}, {"theme": "noise"},
        {"lanes": "themes"}, {"pick": "source:1"},
    )  # fmt: skip
    st.cache_resource.clear()
    for other in others:
        shown(**other)
    assert shown() == alone
