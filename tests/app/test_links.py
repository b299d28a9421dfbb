"""Links that were kept: each opens what it opened when it was made.

What they opened was written down before a pick became a `Selection`.
"""

import pytest

from dashboard.page import address
from dashboard.tables.selection import Selection
from tests.app.test_page import folder, heading, read, shipped, start  # noqa: F401
from tests.app.test_reliance import SHIPPED


def ids(numbers):
    return [f"p{n}" for n in numbers.split()]


@pytest.mark.parametrize(
    ("address", "opened", "said"),
    [
        ({"view": "reliance"}, "1 2 3 4 5 6 7 8 9 10 11 12 13 14", "The text from its beginning"),
        ({"pick": "theme:sanctions"}, "1 2 3 4 5 13", "Sanctions|6 of 14 passages"),
        ({"pick": "source:3"}, "1 3 4 6 10 14", "Source [3]|6 of 14 passages"),
        ({"pick": ["theme:sanctions", "source:3"]}, "1 3 4", "Sanctions × Source [3]|3 of 14"),
        ({"pick": ["theme:sanctions", "section:s2"]}, "3 4", "Sanctions × Section 1. Personal"),
        ({"view": "reliance", "without": "3,7", "pick": "support:bare"}, "8", "Left bare|1 of"),
        (
            {
                "view": "reliance",
                "without": "3,7",
                "pick": ["theme:arms-control", "support:weakened"],
            },
            "7 13",
            "Arms control × Weakened|2 of",
        ),
        ({"view": "reliance", "pick": ["source:7", "support:1"]}, "8", "[7] × On one source|1"),
        ({"pick": ["source:2", "other:3"]}, "1 6 10 14", "Sources [2] and [3]|4"),
        (
            {"view": "reliance", "pick": ["source:2", "support:pair", "other:3"]},
            "6 10 14",
            "Sources [2] and [3] × Cites no third source|3",
        ),
        ({"pick": ["source:7", "among:p7,p8"]}, "7 8", "Source [7] × passages 7, 8|2 of"),
        ({"check": "sanctions", "pick": "among:p1,p2"}, "1 2", "passages 1, 2|2 of"),
        ({"pick": "passage:p7"}, "7 8 9 10 11 12 13 14", "Passage 7|1 passage"),
        ({"pick": ["source:6", "passage:p9"]}, "9 10 11 12 13 14", "· cites source [6]|1 passage"),
        ({"theme": ["sanctions", "uncertainty"]}, "1 2 3 4 5 8 11 13 14", "Sanctions or ||Unc"),
        ({"theme": "sanctions", "pick": "source:1", "p": "p4"}, "4 5 13", "[1]|5 of"),
        ({"source": ["5", "7"], "depth": "2"}, "7", "Filtered passages|1 of"),
        ({"section": "s2", "q": "sanctions"}, "3", "Filtered passages|1 of"),
        ({"view": "timeline", "event": "mayflower-speech-2016"}, "3", "Event 2016-04-27"),
        ({"view": "timeline", "years": "2016-2020", "theme": "sanctions"}, "1 2 3 4 5 13", "6 of"),
        ({"p": "p12"}, "12 13 14", "The text from its beginning|14 of"),
    ],
)  # fmt: skip
def test_an_old_link_opens_what_it_opened(address, opened, said):
    app = start(SHIPPED, **address)

    assert read(app) == ids(opened)
    assert said in heading(app)
    assert not app.warning
    kept = {name: asked for name, asked in app.query_params.items() if name != "p"}
    assert kept == {name: asked for name, asked in address.items() if name != "p"}


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ({"pick": "uncited"}, "4"),
        ({"scope": "paragraph", "pick": "support:uncited"}, ""),
        ({"scope": "paragraph", "pick": ["source:2", "support:held"]}, "1 3 4"),
        ({"scope": "paragraph", "pick": "source:2"}, "1 3"),
        ({"scope": "paragraph", "pick": ["source:2", "support:1"]}, "3 4"),
        ({"scope": "paragraph", "pick": ["source:2", "among:p3,p4"]}, "3 4"),
        ({"scope": "paragraph", "without": "2", "pick": "support:supported"}, "2 5"),
        ({"pick": "other:4"}, "5"),
        ({"basis": "hand", "pick": "theme:climate"}, "5"),
        ({"theme": "noise", "pick": "support:2"}, "5"),
    ],
)
def test_an_old_link_into_a_text_with_passages_that_cite_nothing(folder, address, opened):  # noqa: F811
    app = start(folder, view="reliance", **address)

    assert read(app) == ids(opened)
    assert not app.warning


def test_an_old_link_to_a_number_leads_to_the_first_part_where_numbers_begin_again(tmp_path):
    rain = tmp_path / "data" / "rain"
    rain.mkdir(parents=True)
    (rain / "analysis.md").write_text(
        "# Rain\n\n## One\n\nIt rained.[^1] It stopped.\n\n[^1]: Ames\n\n"
        "## Two\n\nIt blew.[^1]\n\n[^1]: Bell\n",
        "utf-8",
    )

    for kept in ({"source": "1"}, {"pick": "source:1"}):
        app = start(rain, **kept)

        assert read(app) == ["p1"]
        assert not app.warning


# What links can say since then


def test_the_theme_filter_leaves_passages_of_all_chosen_themes_and_the_link_keeps_it(shipped):  # noqa: F811
    shipped.pills(key="theme").select("sanctions").select("uncertainty").run()
    shipped.segmented_control(key="theme_match").set_value("all").run()

    assert read(shipped) == ids("1 13")
    assert "Sanctions and ||Uncertainty|2 of 14" in heading(shipped)
    assert shipped.query_params["theme_match"] == "all"
    again = start(SHIPPED, theme=["sanctions", "uncertainty"], theme_match="all")
    assert read(again) == read(shipped)
    assert again.segmented_control(key="theme_match").value == "all"


def test_any_or_all_is_asked_only_where_several_themes_are_chosen(shipped):  # noqa: F811
    shipped.pills(key="theme").select("sanctions").run()
    assert "theme_match" not in {control.key for control in shipped.segmented_control}

    shipped.pills(key="theme").select("uncertainty").run()
    assert shipped.segmented_control(key="theme_match").value == "any"


def test_of_several_sources_all_can_be_asked_for():
    assert len(read(start(SHIPPED, source=["2", "3"]))) == 7
    app = start(SHIPPED, source=["2", "3"], source_match="all")

    assert read(app) == ids("1 6 10 14")
    assert app.query_params["source_match"] == "all"


def test_a_link_can_carry_the_text_form_of_any_selection():
    chosen = Selection(themes=("sanctions", "arms-control"), all_themes=True, words="nuclear")
    app = start(SHIPPED, select=str(chosen))

    assert app.query_params["select"] == str(chosen)
    assert "Sanctions and ||Arms control × “nuclear”" in heading(app)


@pytest.mark.parametrize("text", ["theme:nothing", "from:p99", "colour:red"])
def test_a_text_form_that_asks_for_what_is_not_there_is_told(text):
    app = start(SHIPPED, select=text)

    assert text.partition(":")[2] in app.warning[0].value
    assert len(read(app)) == 14


@pytest.mark.parametrize(
    "chosen",
    [
        Selection(),
        Selection(themes=("a",), sources=("3",)),
        Selection(sources=("b", "a"), all_sources=True, support="pair"),
        Selection(sources=("3",), start="p2"),
        Selection(event="e"),
        Selection(depths=("0",), sections=("s1",)),
        Selection(passages=("p1", "p2"), support="held", sources=("3",)),
        Selection(themes=("a", "b"), all_themes=True),
        Selection(depths=("1", "2"), words="x"),
    ],
)
def test_what_is_picked_is_written_into_the_address_whole(chosen):
    written = address._pick_parameters(chosen)
    parts = written.get("pick", [])

    told, lost = address._of_parts(parts, *written.get("event", []))
    assert not lost
    assert told.updated(Selection.parse("".join(written.get("select", [])))) == chosen
