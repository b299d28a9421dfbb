import pytest

from dashboard import figures, reliance
from dashboard.figures import Counts, Part
from dashboard.palette import palette
from tests.test_figures import bars

COLOURS = palette([None] * 3, dark=False)
PARTS = (
    Part("n_bare", "are bare", "bare", "bare"),
    Part("n_weakened", "are weakened", "weakened", "less"),
)


def knock_out(tables, off=(), support=None):
    sources = reliance.worst_first(tables)
    ids = sources["source_id"].tolist()
    return figures.knock_out(
        Counts(sources, sources), shown=ids, off=off, support=support, palette=COLOURS
    )


def losses(tables, off):
    table = reliance.theme_losses(tables, off)
    table["place"] = [tables.themes["theme_id"].tolist().index(id_) for id_ in table["theme_id"]]
    return figures.theme_losses(table, PARTS, COLOURS)


def depth(tables, off=()):
    table = tables.passages[["passage_id", "section_id", "section"]].copy()
    counted = reliance.support(tables, off)
    table["n_before"] = counted["n_sources_before"]
    table["n_after"] = counted["n_sources_after"]
    return figures.support_depth(table, COLOURS)


def test_all_bars_of_a_figure_lie_in_one_plane(by_term):
    for figure in (knock_out(by_term), losses(by_term, ["2"]), depth(by_term)):
        assert {(trace.xaxis, trace.yaxis) for trace in figure.data} == {(None, None)}


def test_the_ink_of_a_source_is_what_it_alone_holds(by_term):
    pale, ink = knock_out(by_term).data

    assert [keys[1] for keys in pale.customdata] == ["2", "3", "1", "4", "5"]
    assert list(pale.x) == [2, 2, 1, 1, 0]
    assert list(ink.x) == [1, 1, 0, 0, 0]
    assert pale.text[0] == "1 of 2"


def test_a_click_on_the_ink_asks_for_passages_on_one_source(by_term):
    found = bars(knock_out(by_term, support="held"))

    assert found[0] == {"source_id": "2", "support": "held"}
    assert found[5] == {"source_id": "2", "support": "1"}


def test_a_source_that_is_off_says_so_in_words_and_is_hatched(by_term):
    pale, _ = knock_out(by_term, off=["3"]).data

    assert pale.text[1] == "off"
    assert pale.marker.pattern.shape[1] == "/"
    assert pale.marker.pattern.shape[0] == ""


def test_the_parts_of_a_theme_stand_behind_each_other_and_carry_what_they_ask(by_term):
    bare, weakened = losses(by_term, ["2"]).data

    assert bars(losses(by_term, ["2"]))[0] == {"theme_id": "cost", "support": "bare"}
    assert list(bare.x) == [1, 0, 0]
    assert list(weakened.base) == list(bare.x)


def test_each_passage_has_a_bar_with_its_number_of_sources(by_term):
    after = depth(by_term).data[-1]

    assert list(after.text) == ["2", "1", "1", "0", "2"]
    assert all(height > 0 for height in after.y)


def test_what_a_passage_lost_is_an_outline(by_term):
    _, before, after = depth(by_term, ["2"]).data

    assert list(before.marker.line.width) == [1, 0, 1, 0, 0]
    assert list(after.text) == ["1", "1", "0", "0", "2"]


def test_a_long_text_keeps_its_bars_wide_enough_to_hit(by_term):
    from pandas import concat

    table = concat([by_term.passages] * 200, ignore_index=True)
    table["n_before"] = table["n_after"] = [2] * 999 + [0]
    figure = figures.support_depth(table, COLOURS)

    assert len(figure.data[0].y) <= 140
    assert figure.data[2].hovertext[-1].endswith("0 sources")


@pytest.mark.parametrize("draw", [knock_out, depth])
def test_text_of_the_document_is_no_markup(draw, by_term):
    from dataclasses import replace

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
