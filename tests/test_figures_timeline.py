import pytest

from dashboard import figures
from dashboard.figures.timeline import in_rows
from dashboard.measures import timeline
from dashboard.study import analysis
from dashboard.tables import dated, selection, source_names, tables
from dashboard.tables.selection import Selection
from dashboard.vocabulary.palette import palette
from tests.meant import said
from tests.test_timeline import FILES

DAY = 86_400_000


@pytest.fixture(scope="module")
def read():
    return analysis.read("pumps", FILES)


@pytest.fixture(scope="module")
def coded(read):
    return tables.build(read.document, read.book, read.codings).coded_by("term")


def draw(read, coded, left=None, lit=None, years=(2015, 2021)):
    table = timeline.timeline(coded, read.document, read.events)
    left = timeline.timeline(left or coded, read.document, read.events)
    themes = dict(zip(coded.themes["theme_id"], coded.themes["theme"], strict=True))
    return figures.timeline(
        table,
        dated.periods(read.periods),
        years=years,
        themes=themes,
        sources=source_names.names(source.id for source in read.document.sources),
        passage_of={id_: passage for id_, passage, _ in dated.in_passages(read.document)},
        kept=set(zip(left["origin"], left["item_id"], strict=True)),
        lit=lit or set(themes),
        palette=palette([None] * len(themes), dark=False),
    )


def bars(figure):
    """What every bar stands for, its place in the figure, and its looks."""
    (trace,) = figure.data
    return [
        (
            said(text),
            dict(zip(("base", "x", "y", "width", "hover", "text"), values, strict=True)),
        )
        for text, *values in zip(
            trace.customdata, trace.base, trace.x, trace.y, trace.width, trace.hovertext,
            trace.text, strict=True,
        )
    ]  # fmt: skip


def of(figure, **ids):
    return [look for found, look in bars(figure) if found == ids]


def looks(figure, **ids):
    """Fill, outline and pattern of the bars that stand for these ids."""
    marker = figure.data[0].marker
    return [
        (marker.color[n], marker.line.width[n], marker.pattern.shape[n])
        for n, (found, _) in enumerate(bars(figure))
        if found == ids
    ]


def test_an_event_with_two_themes_stands_in_both_lanes_under_one_id(read, coded):
    tariff = of(draw(read, coded), event="tariff")

    assert len(tariff) == 2
    assert len({look["y"] for look in tariff}) == 2


def test_what_is_known_to_the_year_is_as_long_as_the_year(read, coded):
    look = of(draw(read, coded), event="tariff")[0]

    assert look["base"] == "2018-01-01 00:00"
    assert look["x"] == 365 * DAY
    assert "2018<br>added context" in look["hover"]


def test_a_single_day_is_wide_enough_to_hit_and_says_its_day(read, coded):
    look = of(draw(read, coded), source="1")[0]

    assert abs(look["x"]) > 20 * DAY
    assert "2015-03-02" in look["hover"]
    assert "source's publication date" in look["hover"]


def test_every_bar_leads_to_what_it_stands_for(read, coded):
    ids = [tuple(found) for found, _ in bars(draw(read, coded))]

    assert set(ids) == {("event",), ("source",), ("theme", "start")}


def test_direct_indirect_and_later_events_look_different(read, coded):
    figure = draw(read, coded)
    (direct, *_), (indirect, *_) = looks(figure, event="tariff"), looks(figure, event="law")

    assert direct[1] == 0
    assert indirect[1] > 0
    assert direct[2] == "/"  # later than the text may know
    assert indirect[2] == ""


def test_origins_differ_in_shape_and_are_named(read, coded):
    figure = draw(read, coded)
    written = [look for ids, look in bars(figure) if "start" in ids]

    assert {look["width"] for look in written} != {
        of(figure, event="law")[0]["width"],
    }
    assert all("written in the text" in look["hover"] for look in written)
    table = timeline.timeline(coded, read.document, read.events)
    assert [said.split(":")[0] for said in figures.origins(table)] == [
        "Full bar",
        "Thin dotted bar",
        "Thin bar",
    ]


def test_a_filter_fades_but_moves_nothing(read, coded):
    whole = draw(read, coded)
    left = draw(read, coded, selection.left(coded, Selection(themes=("noise",))), lit={"noise"})

    assert [look["y"] for _, look in bars(whole)] == [look["y"] for _, look in bars(left)]
    assert looks(whole, event="law") != looks(left, event="law")
    assert left.layout.xaxis.range == whole.layout.xaxis.range


def test_only_the_years_asked_for_are_drawn(read, coded):
    figure = draw(read, coded, years=(2018, 2019))

    assert of(figure, source="1") == []
    assert of(figure, event="tariff")


@pytest.mark.parametrize(("years", "months"), [((2000, 2006), 12), ((2000, 2025), 36)])
def test_each_year_is_named_once_and_few_enough_for_a_phone(read, coded, years, months):
    axis = draw(read, coded, years=years).layout.xaxis

    assert (axis.tickformat, axis.dtick, axis.tickangle) == ("%Y", f"M{months}", 0)


def test_of_few_years_the_months_are_named(read, coded):
    assert draw(read, coded, years=(2018, 2019)).layout.xaxis.tickformat == "%b<br>%Y"


def test_periods_are_bands_with_their_names(read, coded):
    figure = draw(read, coded)

    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [note.text for note in figure.layout.annotations][:2] == ["A term", "Another"]
    assert len(bands) == 2


def test_what_is_later_stands_beyond_a_rule_if_nothing_else_does(read, coded):
    figure = draw(read, coded)

    # Other dates of this text are later than its later event: a rule would tell an untruth.
    assert not any("may know" in note.text for note in figure.layout.annotations)


def test_the_shipped_later_events_stand_beyond_a_rule():
    from pathlib import Path

    from dashboard.study import folder

    files, _ = folder.files(Path(__file__).parents[1] / "data" / "trump-putin-us-russia")
    read = analysis.read("shipped", files)
    coded = tables.build(read.document, read.book, read.codings).coded_by("hand")
    figure = draw(read, coded, years=(2016, 2026))

    assert any("later than the text may know" in n.text for n in figure.layout.annotations)
    drawn = {said(text)["event"] for text in figure.data[0].customdata}
    assert drawn == {event.id for event in read.events}
    assert figure.layout.height < 640


def test_text_of_an_event_is_no_markup(read, coded):
    from dataclasses import replace

    hostile = '<a href="https://x.example">y</a>'
    events = tuple(replace(event, title=hostile) for event in read.events)
    figure = draw(replace(read, events=events), coded)

    assert "<a" not in figure.to_json().replace("\\u003c", "<")


def test_bars_in_a_row_never_meet_and_labels_stay_within():
    bars = [(0, 10), (2, 3), (4, 50), (95, 100), (96, 99)]
    placed = in_rows(bars, [30, 30, 30, 30, 200], (0, 100))

    for a in placed:
        for b in placed:
            if a is not b and a.row == b.row:
                assert a.end <= b.start or b.end <= a.start
    assert [spot.has_label for spot in placed] == [True, True, True, True, False]
    assert placed[3].is_left


def test_a_row_made_for_bars_alone_gives_the_label_that_has_room_there():
    bars = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
    placed = in_rows(bars, [40, 40, 40, 40, 40], (0, 100))

    assert [spot.row for spot in placed] == [0, 1, 2, 3, 4]
    assert all(spot.has_label for spot in placed)
    tight = in_rows([*bars, (5, 6)], [40, 40, 40, 40, 40, 80], (0, 100))
    assert [spot.has_label for spot in tight] == [True, True, True, True, False, True]
