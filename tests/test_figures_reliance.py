from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame, concat

from dashboard import figures
from dashboard.figures import Counts, Part
from dashboard.measures.reliance import profile
from dashboard.measures.reliance.knock_out import support as supported
from dashboard.measures.reliance.knock_out import theme_losses, worst_first
from dashboard.measures.reliance.network import co_citation, network_layout
from dashboard.tables import source_names
from dashboard.vocabulary.palette import palette
from tests.meant import meant, said
from tests.test_figures import bars
from tests.test_reliance_sources import made, plain

COLOURS = palette([None] * 3, dark=False)
PARTS = (
    Part("n_bare", "are bare", "bare", "bare"),
    Part("n_weakened", "are weakened", "weakened", "less"),
)


def knock_out(tables, off=(), support="", named=None):
    sources = worst_first(tables)
    ids = sources["source_id"].tolist()
    return figures.knock_out(
        Counts(sources, sources),
        shown=ids,
        named=named or source_names.names(tables.sources["source_id"]),
        off=off,
        support=support,
        palette=COLOURS,
    )


def losses(tables, off):
    table = theme_losses(tables, off)
    table["place"] = [tables.themes["theme_id"].tolist().index(id_) for id_ in table["theme_id"]]
    return figures.theme_losses(table, PARTS, COLOURS)


def depth(tables, off=()):
    table = tables.passages[["passage_id", "section_id", "section"]].copy()
    counted = supported(tables, off)
    table["n_before"] = counted["n_sources_before"]
    table["n_after"] = counted["n_sources_after"]
    return figures.support_depth(table, COLOURS)


def network(tables):
    return figures.co_citation(
        network_layout(tables),
        co_citation(tables),
        source_names.names(tables.sources["source_id"]),
        COLOURS,
    )


def curve(tables):
    table = profile.cumulative_sources(tables)
    table["section"] = table["section_id"].map(
        dict(zip(tables.passages["section_id"], tables.passages["section"], strict=True))
    )
    table["new"] = ["[1]" if n else "" for n in table["n_new"]]
    return figures.cumulative_sources(table, COLOURS)


def test_all_marks_of_a_figure_lie_in_one_plane(by_term):
    drawn = (knock_out(by_term), losses(by_term, ["2"]), depth(by_term), network(by_term))
    for figure in (*drawn, curve(by_term)):
        assert {(trace.xaxis, trace.yaxis) for trace in figure.data} == {(None, None)}


def test_the_ink_of_a_source_is_what_it_alone_holds(by_term):
    pale, ink = knock_out(by_term).data

    assert [said(text)["source"] for text in pale.customdata] == ["2", "3", "1", "4", "5"]
    assert list(pale.x) == [2, 2, 1, 1, 0]
    assert list(ink.x) == [1, 1, 0, 0, 0]
    assert pale.text[0] == "1 of 2"


def test_a_click_on_the_ink_asks_for_passages_on_one_source(by_term):
    found = bars(knock_out(by_term, support="held"))

    assert found[0] == {"source": "2", "support": "held"}
    assert found[5] == {"source": "2", "support": "1"}


def test_a_source_that_is_off_says_so_in_words_and_is_hatched(by_term):
    pale, _ = knock_out(by_term, off=["3"]).data

    assert pale.text[1] == "off"
    assert pale.marker.pattern.shape[1] == "/"
    assert pale.marker.pattern.shape[0] == ""


def test_the_parts_of_a_theme_stand_behind_each_other_and_carry_what_they_ask(by_term):
    bare, weakened = losses(by_term, ["2"]).data

    assert bars(losses(by_term, ["2"]))[0] == {"theme": "cost", "support": "bare"}
    assert list(bare.x) == [1, 0, 0]
    assert list(weakened.base) == list(bare.x)


def test_each_passage_has_a_bar_with_its_number_of_sources(by_term):
    after = depth(by_term).data[-1]

    assert list(after.text) == ["2", "1", "1", "0", "2"]
    assert all(height > 0 for height in after.y)


def test_the_heights_are_named_at_the_left(by_term):
    axis, so_far = depth(by_term).layout.yaxis, curve(by_term).layout.yaxis

    assert axis.ticktext == ("no source", "1 source", "2", "3 or more")
    assert axis.tickvals[1:] == (1, 2, 3)
    assert so_far.ticktext == ("0 sources", "2 sources", "4 sources")


def test_what_a_passage_lost_is_an_outline(by_term):
    _, before, after = depth(by_term, ["2"]).data

    assert list(before.marker.line.width) == [1, 0, 1, 0, 0]
    assert list(after.text) == ["1", "1", "0", "0", "2"]


def test_a_long_text_keeps_its_bars_wide_enough_to_hit(by_term):
    table = concat([by_term.passages] * 200, ignore_index=True)
    table["n_before"] = table["n_after"] = [2] * 999 + [0]
    figure = figures.support_depth(table, COLOURS)

    assert len(figure.data[0].y) <= 140
    assert figure.data[2].hovertext[-1].endswith("0 sources")


@pytest.mark.parametrize("draw", [knock_out, depth, network, curve])
def test_text_of_the_document_is_no_markup(draw, by_term):
    hostile = '<b>x</b><a href="https://x.example">y</a>'
    tables = replace(
        by_term,
        sources=by_term.sources.assign(title=hostile),
        passages=by_term.passages.assign(section=hostile),
    )
    text = draw(tables).to_json().replace("\\u003c", "<")
    assert "<a" not in text
    assert "<b>x" not in text


def test_a_text_without_passages_has_an_empty_strip(by_term):
    table = by_term.passages.head(0).assign(n_before=[], n_after=[])
    assert figures.support_depth(table, COLOURS).data[0].y == ()


def test_a_name_is_cut_where_its_room_ends_however_wide_its_letters(by_term):
    titles = ["a" * 30, "A" * 30, "静" * 30, "静", "short"]
    tables = replace(by_term, sources=by_term.sources.assign(title=titles))

    shown = dict(
        zip(["2", "3", "1", "4", "5"], knock_out(tables).layout.yaxis.ticktext, strict=True)
    )
    lengths = [len(shown[id_]) for id_ in "12345"]
    assert lengths == [19, 15, 11, 5, 9]


def test_each_bar_of_the_curve_is_as_high_as_the_sources_so_far_and_new_ones_are_ink(by_term):
    click, before, new = curve(by_term).data

    assert [a + b for a, b in zip(before.y, new.y, strict=True)] == [2, 3, 3, 3, 4]
    assert list(new.y) == [2, 1, 0, 0, 1]
    assert list(new.base) == list(before.y)
    assert list(new.text) == ["+2", "+1", "", "", "+1"]
    assert click.hovertext[0] == "<b>Passage 1</b><br>2 sources so far, 2 new: [1]"
    assert click.hovertext[3] == "<b>Passage 4</b><br>3 sources so far, none of them new"


def test_a_click_anywhere_above_a_passage_opens_it(by_term):
    figure = curve(by_term)

    assert figure.data[0].customdata[4] == str(meant(start="p5", section="s3"))
    assert min(figure.data[0].y) >= figure.layout.yaxis.range[1]
    assert [trace.hoverinfo for trace in figure.data] == [None, "skip", "skip"]


def test_a_long_text_shares_bars_of_the_curve_and_loses_no_source():
    ids = [str(n) for n in range(1, 400)]
    figure = curve(made([[id_] for id_ in ids], plain(ids)))

    assert len(figure.data[0].y) <= 140
    assert sum(figure.data[2].y) == 399
    assert figure.data[0].hovertext[0].startswith("<b>Passages 1–3</b><br>3 sources so far, 3 new")


def test_a_circle_stands_for_a_source_and_a_point_for_two_cited_together(by_term):
    (trace,) = network(by_term).data

    assert bars(network(by_term)) == [
        {"source": "1"}, {"source": "2"}, {"source": "3"}, {"source": "4"},
        {"pair": ("3", "4")}, {"pair": ("1", "2")},
    ]  # fmt: skip
    assert list(trace.text) == ["[1]", "[2]", "[3]", "[4]", "", ""]
    assert trace.hovertext[0].endswith("cited in 1 passage<br>lines to 1 other")
    assert trace.hovertext[4] == "<b>[3] and [4]</b><br>1 passage cites both"


def test_more_passages_make_a_larger_circle_and_a_wider_line():
    figure = network(made(["12", "12", "23", "2"], plain("123")))
    (trace,) = figure.data
    one, two, three, *_ = trace.marker.size
    weak, strong = (shape.line.width for shape in figure.layout.shapes)

    assert three < one < two
    assert weak < strong
    assert said(trace.customdata[-1])["pair"][0] == "1"  # the strongest pair is drawn last


def test_a_point_of_a_line_lies_on_it_and_its_place_is_that_of_the_line(by_term):
    figure = network(by_term)
    (trace,) = figure.data
    points = list(zip(trace.x, trace.y, strict=True))[-len(figure.layout.shapes) :]

    for (x, y), line in zip(points, figure.layout.shapes, strict=True):
        assert min(line.x0, line.x1) <= x <= max(line.x0, line.x1)
        across = (x - line.x0) * (line.y1 - line.y0) - (y - line.y0) * (line.x1 - line.x0)
        assert abs(across) < 1e-9


@given(st.lists(st.text("123456789", max_size=5), min_size=1, max_size=12))
def test_no_two_circles_lie_on_each_other(text):
    table = network_layout(made(text, plain("123456789")))
    spots = table[["x", "y"]].to_numpy()

    assert ((spots >= 0) & (spots <= 1)).all()
    apart = np.sqrt(((spots[:, None] - spots[None]) ** 2).sum(axis=2)) + 9 * np.eye(len(spots))
    assert apart.min(initial=9) > 0.6 * min(0.75 / max(len(spots), 1) ** 0.5, 0.3)


def test_a_source_with_a_long_key_has_its_name_below_the_circle():
    ids = ["a1", "smith2019long"]
    (trace,) = network(made([ids], plain(ids))).data

    assert trace.textposition[0] == "middle center"
    assert trace.textposition[1] != "middle center"
    assert trace.text[1] == "[smith2019long]"


def test_the_name_of_an_address_stands_beside_its_circle_in_two_lines_and_within_the_figure():
    spots = DataFrame(
        [("a", 0.0, 0.1, 1), ("b", 1.0, 0.9, 1), ("c", 0.5, 0.5, 1)],
        columns=["source_id", "x", "y", "n_passages"],
    ).assign(title=None)
    pairs = DataFrame([("a", "b", 1)], columns=["source_id_a", "source_id_b", "n_passages"])
    names = {id_: f"dams.example/…{id_}" for id_ in "abc"}

    (trace,) = figures.co_citation(spots, pairs, names, COLOURS).data

    assert list(trace.text)[:3] == [f"dams.example/<br>…{id_}" for id_ in "abc"]
    sides = list(trace.textposition)[:3]
    assert (sides[0].split()[1], sides[1].split()[1]) == ("right", "left")
    assert sides[2] != "middle center"


def test_where_names_would_cover_each_other_only_those_with_room_stand_there():
    crowd = DataFrame(
        [(f"{n}", n % 6 / 5, n // 6 / 50, 1) for n in range(30)],
        columns=["source_id", "x", "y", "n_passages"],
    ).assign(title=None)
    none = DataFrame([], columns=["source_id_a", "source_id_b", "n_passages"])
    names = {id_: f"dams.example/…{id_}" for id_ in crowd["source_id"]}

    (trace,) = figures.co_citation(crowd, none, names, COLOURS).data

    shown = [text for text in trace.text if text]
    assert 0 < len(shown) < 30
    assert len(trace.hovertext) == 30
    assert all(f"…{n}" in text for n, text in enumerate(trace.hovertext))


def test_a_long_name_at_a_row_is_whole_and_leaves_its_title_to_the_hover(by_term):
    named = {id_: f"{id_}.dams.example/…vell" for id_ in by_term.sources["source_id"]}
    figure, plain_ = knock_out(by_term, named=named), knock_out(by_term)

    assert figure.layout.yaxis.ticktext[0] == "2.dams.example/…vell"
    assert plain_.layout.yaxis.ticktext[0].startswith("[2] ")
    assert figure.data[0].hovertext[0].startswith("<b>2.dams.example/…vell ")


def test_a_text_whose_sources_never_meet_has_circles_and_no_lines():
    figure = network(made(["1", "2"], plain("12")))

    assert len(figure.data[0].x) == 2
    assert len(figure.layout.shapes) == 0
    assert figure.data[0].hovertext[0].endswith("no line to another")


def test_themes_have_more_room_for_their_names_than_sources_have_for_their_titles(by_term):
    table = losses_of(by_term, "Institutional pushback")

    assert table.layout.yaxis.ticktext[0] == "Institutional pushback"
    assert (
        losses_of(by_term, "A name of a theme without end").layout.yaxis.ticktext[0].endswith("…")
    )
    assert table.layout.margin.l > knock_out(by_term).layout.margin.l


def losses_of(tables, name):
    table = theme_losses(tables, [])
    table["place"], table["theme"] = range(len(table)), name
    return figures.theme_losses(table, PARTS, COLOURS)
