"""What the shipped analysis rests on, counted by hand from its marks.

p1 [1][2][3]   p2 [4][5][6]   p3 [6][1][3]   p4 [1][3]    p5 [4][1]
p6 [2][3]      p7 [7][5]      p8 [7]         p9 [6][2]    p10 [3][2]
p11 [8][9]     p12 [1][8]     p13 [1][4][7]  p14 [2][3]
"""

import pytest

from dashboard.measures import findings
from dashboard.measures.reliance import (
    footing,
    integrity,
    knock_out,
    network,
    profile,
    reading_list,
    summary,
)
from dashboard.study import analysis, folder
from dashboard.tables import source_names, tables

NAME = "trump-putin-us-russia"


@pytest.fixture(scope="module")
def shipped():
    files, _ = folder.files(folder.shipped() / NAME)
    return analysis.read(NAME, files)


@pytest.fixture(scope="module")
def by_hand(shipped):
    return tables.build(shipped.document, shipped.book, shipped.codings).coded_by("hand")


def states(table):
    return {
        state: table.loc[table["state"] == state, "passage_id"].tolist()
        for state in ("weakened", "bare")
    }


def column(table, key, name):
    return dict(zip(table[key], table[name], strict=True))


def test_without_source_1_six_passages_are_weakened_and_none_is_bare(by_hand):
    assert states(knock_out.support(by_hand, ["1"])) == {
        "weakened": ["p1", "p3", "p4", "p5", "p12", "p13"],
        "bare": [],
    }


def test_without_sources_2_and_3_three_passages_are_bare(by_hand):
    table = knock_out.support(by_hand, ["2", "3"])

    assert states(table) == {
        "weakened": ["p1", "p3", "p4", "p9"],
        "bare": ["p6", "p10", "p14"],
    }
    assert (table["state"] == "supported").sum() == 7


def test_without_sources_2_and_3_the_pushback_theme_loses_most(by_hand):
    table = knock_out.theme_losses(by_hand, ["2", "3"])

    assert table[["theme_id", "n_cited", "n_bare", "n_weakened"]].values.tolist() == [
        ["institutional-pushback", 7, 2, 3],
        ["moscow-expectations", 6, 2, 2],
        ["rhetoric-vs-policy", 4, 1, 1],
        ["uncertainty", 5, 1, 1],
        ["sanctions", 6, 0, 3],
        ["arms-control", 4, 0, 0],
        ["ukraine-nato", 2, 0, 0],
    ]


def test_only_source_7_holds_a_passage_alone(by_hand):
    table = knock_out.worst_first(by_hand)

    assert table["source_id"].iloc[0] == "7"
    assert table["n_bare"].tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert column(table, "source_id", "n_passages") == {
        "1": 6,
        "2": 5,
        "3": 6,
        "4": 3,
        "5": 2,
        "6": 3,
        "7": 3,
        "8": 2,
        "9": 1,
    }


def test_the_worst_pair_is_2_and_3(by_hand):
    table = knock_out.worst_pairs(by_hand, most=2)

    assert table.iloc[:, :4].values.tolist() == [["2", "3", 3, 3], ["5", "7", 2, 1]]


def test_most_passages_have_two_sources_and_none_is_without(shipped, by_hand):
    expected = {"0": 0, "1": 1, "2": 9, "3+": 4}

    assert column(footing.depth_counts(by_hand), "depth", "n_passages") == expected
    lent = tables.build(shipped.document, shipped.book, shipped.codings, "paragraph")
    by_paragraph = footing.depth_counts(lent)
    assert column(by_paragraph, "depth", "n_passages") == expected


def test_five_sources_check_all_and_three_of_them_86_percent(by_hand):
    table = reading_list.reading_list(by_hand)

    assert table["source_id"].tolist() == ["1", "2", "7", "4", "8"]
    assert table["n_added"].tolist() == [6, 4, 2, 1, 1]
    assert table["share_covered"].round(2).tolist() == [0.43, 0.71, 0.86, 0.93, 1.0]
    assert table["is_smallest"].all()
    steps = reading_list.reading_steps(by_hand)
    assert steps.loc[steps["source_id"] == "7", "passage_id"].tolist() == ["p7", "p8"]


def test_one_source_checks_all_of_ukraine_and_nato(by_hand):
    lists = {
        id_: reading_list.reading_list(by_hand, id_)["source_id"].tolist()
        for id_ in by_hand.themes["theme_id"]
    }

    assert lists["ukraine-nato"] == ["8"]
    assert {id_: len(ids) for id_, ids in lists.items()} == {
        "institutional-pushback": 3,
        "sanctions": 2,
        "arms-control": 2,
        "ukraine-nato": 1,
        "moscow-expectations": 3,
        "rhetoric-vs-policy": 2,
        "uncertainty": 3,
    }


def test_no_theme_rests_on_one_source_and_ukraine_nato_is_the_narrowest(by_hand):
    table = footing.theme_footing(by_hand).set_index("theme_id")

    assert not table["is_on_one_source"].any()
    assert table["n_sources"].tolist() == [8, 7, 5, 3, 7, 6, 7]
    assert table["n_single"].tolist() == [0, 0, 1, 0, 0, 0, 1]
    # p11 [8][9] and p12 [1][8]: 8 twice, 9 and 1 once; (2+1+1)² / (4+1+1).
    assert table.loc["ukraine-nato", "n_effective"] == pytest.approx(16 / 6)
    assert table.loc["ukraine-nato", "share_largest"] == 0.5
    assert table.loc["ukraine-nato", "share_passages"] == 1.0


def test_sources_8_and_9_stand_in_one_section_and_source_1_runs_through_five(by_hand):
    table = profile.source_profile(by_hand)

    assert column(table, "source_id", "n_sections") == {
        "1": 5,
        "2": 4,
        "3": 5,
        "4": 3,
        "5": 2,
        "6": 3,
        "7": 2,
        "8": 1,
        "9": 1,
    }
    assert column(table, "source_id", "first_passage_id")["7"] == "p7"
    assert column(table, "source_id", "last_passage_id")["5"] == "p7"
    assert column(table, "source_id", "n_themes")["1"] == 7


def test_2_and_3_are_cited_together_most(by_hand):
    table = network.co_citation(by_hand)

    assert table.iloc[:3, :3].values.tolist() == [["2", "3", 4], ["1", "3", 3], ["1", "4", 2]]
    assert len(table) == 15


def test_sanctions_and_moscow_rest_on_the_same_seven_sources(by_hand):
    table = network.theme_coupling(by_hand)
    pair = table[
        (table["theme_id_a"] == "sanctions") & (table["theme_id_b"] == "moscow-expectations")
    ]

    assert pair.iloc[0, 2:].tolist() == [7, 7, 1.0]


def test_all_that_does_not_fit_is_that_there_is_no_list(shipped, by_hand):
    table = integrity.integrity(by_hand, shipped.document.problems)

    assert table["kind"].tolist() == ["no_list"]
    assert "its 9 sources are known by marks only" in table["message"].iloc[0]


def test_six_sources_come_in_the_summary_and_the_last_two_before_the_end(by_hand):
    table = profile.cumulative_sources(by_hand)

    assert table["n_sources"].tolist() == [3, 6, 6, 6, 6, 6, 7, 7, 7, 7, 9, 9, 9, 9]
    assert profile.early_only(by_hand).empty
    assert profile.early_only(by_hand, early=0.5)["source_id"].tolist() == ["5"]


def test_the_net_effect_rests_on_sources_that_the_text_showed(by_hand):
    table = profile.conclusion(by_hand)

    assert profile.conclusion_sections(by_hand) == ("s7",)
    assert column(table, "source_id", "n_before") == {"1": 5, "2": 4, "3": 5, "4": 2, "7": 2}
    assert not table["is_new"].any()


def test_the_statement_says_all_that_in_one_paragraph(by_hand):
    assert summary.statement(by_hand).text == (
        "The text cites 9 sources in 31 citations over 14 passages."
        " It has no source list, so its sources are known by their marks only."
        " Most relied on are [1] and [3], each cited in 6 of the 14 passages with a source."
        " Counting a source once per passage, 3 sources carry half, as concentrated as if"
        " 7.2 sources were cited equally (1/HHI)."
        " The heaviest loss would be [7]: without it 1 passage would have no source."
        " To check every cited passage, read 5 sources: [1], [2], [7], [4] and [8]."
        " No theme rests on a single source; the narrowest has 3 sources."
        " Every passage has a mark."
        " This counts the marks in the text. It doesn't say whether the sources say what they are"
        " cited for, or whether what they say is true."
    )


# The worked examples of the manual, in its order.


def test_the_readme_example_of_a_knock_out(by_hand):
    without_7 = knock_out.support(by_hand, ["7"])

    assert states(without_7) == {"weakened": ["p7", "p13"], "bare": ["p8"]}


def test_the_readme_example_of_the_network(by_hand):
    spots = network.network_layout(by_hand)
    pairs = network.co_citation(by_hand)
    names = source_names.names(by_hand.sources["source_id"])

    assert (len(spots), len(pairs)) == (9, 15)
    assert findings.co_citation(pairs, names) == "[2] and [3] are cited together most: 4 passages"
    # p1, p6, p10 and p14 cite both; [2] stands in five passages and [3] in six: 4 / (5 + 6 − 4).
    assert pairs["share_passages"].iloc[0] == pytest.approx(4 / 7)
    assert pairs.loc[pairs["source_id_b"] == "9", "source_id_a"].tolist() == ["8"]
    assert "9" not in set(pairs["source_id_a"])


def test_the_readme_example_of_the_curve(by_hand):
    curve = profile.cumulative_sources(by_hand)

    assert curve.loc[curve["n_new"] > 0, ["passage_id", "n_new"]].values.tolist() == [
        ["p1", 3], ["p2", 3], ["p7", 1], ["p11", 2],
    ]  # fmt: skip
    assert findings.cumulative_sources(curve, {}) == (
        "Half of the 9 cited sources are in by passage 2 of 14;"
        " the last new one comes in passage 11"
    )


def test_the_readme_example_of_one_origin(by_hand):
    found = integrity.integrity(by_hand, (), {"One bureau": ("2", "3")})

    one = found[found["kind"] == "one_origin"]
    assert one["passage_id"].tolist() == ["p1", "p6", "p10", "p14"]
    assert one["message"].iloc[0] == "[2] and [3] are of One bureau: looks like 2 sources, is 1"


def test_the_readme_example_of_the_effective_number(by_hand):
    # [1] and [3] six times, [2] five, [4] [6] [7] three, [5] [8] two, [9] once: 31² / 133.
    figures = column(summary.summary_figures(by_hand), "figure", "value")

    assert figures["effective number of sources"] == pytest.approx(31**2 / 133)
    assert figures["share of sources to read to check all"] == pytest.approx(5 / 9)
