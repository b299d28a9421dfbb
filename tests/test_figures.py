from dataclasses import replace

import pytest
from pandas import concat

from dashboard import figures
from dashboard.figures import Counts
from dashboard.figures.frame import wrapped
from dashboard.measures import counts as measures
from dashboard.tables import selection, source_names
from dashboard.tables.selection import Selection
from dashboard.vocabulary.palette import palette
from tests.meant import said

COLOURS = palette([None] * 3, dark=False)


def crossing(whole, left=None, kind="source", unit="passages", lit=None, shown=None, named=None):
    left = left or whole
    both = [
        Counts(measure(whole), measure(left))
        for measure in (
            getattr(measures, f"theme_by_{kind}"),
            getattr(measures, f"{kind}_counts"),
            measures.theme_counts,
        )
    ]
    ids = both[1].whole[f"{kind}_id"].tolist()
    named = {"named": named or source_names.names(ids)} if kind == "source" else {}
    themes = both[2].whole["theme_id"].tolist()
    draw = getattr(figures, f"theme_by_{kind}")
    lit = lit or (themes, ids)
    return draw(*both, shown=shown or ids, unit=unit, lit=lit, palette=COLOURS, **named)


def strip(tables, lanes="sources", kept=None, lit=None, coded=None, sources=None):
    themes = dict(zip(tables.themes["theme_id"], tables.themes["theme"], strict=True))
    ids = tables.sources["source_id"].tolist()
    coded = tables.codings if coded is None else coded
    return figures.reading_order(
        measures.reading_order(tables), tables.passages, lanes=lanes,
        shown=ids if lanes == "sources" else list(themes),
        sources=sources or source_names.names(ids), themes=themes,
        themes_of=coded.groupby("passage_id")["theme_id"].agg(list).to_dict(),
        kept=kept or tables.passages["passage_id"].tolist(),
        lit=lit or (themes, ids), palette=palette([None] * len(themes), dark=False),
    )  # fmt: skip


def bars(figure):
    """What every bar stands for."""
    return [said(text) for trace in figure.data for text in trace.customdata]


def numbers(figure):
    """The numbers in the tiles, by theme and column."""
    return {
        tuple(said(stands_for).values()): text.split(">")[1].split("<")[0] if text else ""
        for trace in figure.data[:3]
        for stands_for, text in zip(trace.customdata, trace.text, strict=True)
    }


NAMES = {"1": "dams.example/…vell", "2": "[Smith et al. 2020]", "3": "[3]", "4": "[4]", "5": "[5]"}


def test_long_names_of_columns_read_upwards_and_are_whole(by_term):
    upright, level = crossing(by_term, named=NAMES).layout, crossing(by_term).layout

    names = [note for note in upright.annotations if note.text in NAMES.values()]
    assert [note.text for note in names] == list(NAMES.values())
    assert {note.textangle for note in names} == {-90}
    assert {note.textangle for note in level.annotations if note.text.startswith("[")} == {0}
    assert upright.height > level.height


def test_long_names_of_lanes_are_whole_and_smaller(by_term):
    long, short = (strip(by_term, sources=names).layout.yaxis for names in (NAMES, None))

    assert list(long.ticktext) == list(NAMES.values())
    assert long.tickfont.size < short.tickfont.size


def test_a_bar_of_the_strip_names_its_source_as_everything_does(by_term):
    hovers = strip(by_term, sources=NAMES).data[1].hovertext

    assert any(said.startswith("<b>dams.example/…vell in passage 1") for said in hovers)


def test_all_bars_of_a_figure_lie_in_one_plane(by_term):
    for figure in (crossing(by_term), crossing(by_term, kind="section"), strip(by_term)):
        assert {(trace.xaxis, trace.yaxis) for trace in figure.data} == {(None, None)}


def test_the_bars_of_sources_and_themes_are_as_long_as_their_counts(by_term):
    *_, sources, themes = crossing(by_term).data

    assert [round(-y / max(-y for y in sources.y), 2) for y in sources.y] == [0.5, 1, 1, 0.5, 0]
    assert [round(x / max(themes.x), 2) for x in themes.x] == [1, 1, 0]


@pytest.mark.parametrize("kind", ["source", "section"])
def test_every_bar_of_a_crossing_carries_its_ids(kind, by_term):
    n = len(getattr(by_term, f"{kind}s"))
    found = bars(crossing(by_term, kind=kind))

    assert len(found) == 3 * n + 2 * n + 2 * 3
    assert found.count({"theme": "cost", kind: "s1" if kind == "section" else "1"}) == 1
    assert found.count({"theme": "cost"}) == 2


def test_tiles_show_the_counts_of_the_measure(by_term):
    shown = {key: n for key, n in numbers(crossing(by_term)).items() if n}

    assert shown == {
        ("cost", "1"): "1",
        ("cost", "2"): "2",
        ("noise", "3"): "2",
        ("noise", "4"): "1",
    }


def test_the_captions_stand_where_the_bars_that_they_name_begin(by_term):
    figure = crossing(by_term)
    per_source, per_theme = figure.layout.annotations[-2:]
    side = next(trace for trace in figure.data if trace.orientation == "h")

    assert (per_source.text, per_source.x) == ("Passages<br>per source", -0.5)
    assert (per_theme.text, per_theme.x) == ("Passages<br>per theme", side.base)


def test_the_unit_decides_what_is_counted(by_term):
    assert numbers(crossing(by_term, unit="citations"))["cost", "2"] == "3"


def test_a_filter_changes_numbers_but_neither_rows_nor_axes(by_term):
    whole = crossing(by_term)
    some = selection.left(by_term, Selection(sources=("1",)))
    left = crossing(by_term, some, lit=(["cost"], ["1"]))

    assert numbers(left)["cost", "2"] == "1"
    for axis in ("xaxis", "yaxis"):
        assert left.layout[axis].range == whole.layout[axis].range
    assert left.layout.yaxis.ticktext[0] == whole.layout.yaxis.ticktext[0] == "Cost"
    assert left.layout.height == whole.layout.height


def test_what_the_filter_does_not_name_is_paler(by_term):
    figure = crossing(by_term, lit=(["noise"], ["3", "4"]))
    fills = {said(trace.customdata[0])["theme"]: trace.marker.color for trace in figure.data[:3]}

    assert fills["noise"][2] == crossing(by_term).data[1].marker.color[2]
    assert fills["cost"][1] != crossing(by_term).data[0].marker.color[1]


def test_a_text_without_themes_still_has_its_source_bars(coded):
    from dataclasses import replace

    bare = replace(coded, codings=coded.codings[:0], themes=coded.themes[:0])
    figure = crossing(bare)

    assert [bar for bar in bars(figure) if bar] == [{"source": id_} for id_ in "12345"] * 2


def test_the_number_of_a_source_that_is_never_cited_stands_above_its_name(by_term):
    counts = measures.source_counts(by_term)
    (never,) = counts.index[counts["n_passages"] == 0]

    assert crossing(by_term).data[3].y[never] < 0


def test_every_citation_stands_in_the_strip(by_term):
    marks = [bar for bar in bars(strip(by_term)) if "source" in bar]

    # p3 cites source 2 twice: one mark, as a mark is a passage that cites the source.
    assert [(bar["start"], bar["source"]) for bar in marks] == [
        ("p1", "1"), ("p1", "2"), ("p2", "3"), ("p3", "2"), ("p5", "3"), ("p5", "4"),
    ]  # fmt: skip


def test_a_passage_with_two_themes_is_split_between_them(coded):
    hand = coded.coded_by("hand")
    marks = [bar for bar in bars(strip(hand)) if bar["start"] == "p5" and "source" in bar]

    assert [(bar["source"], bar["theme"]) for bar in marks] == [
        ("3", "noise"), ("3", "climate"), ("4", "noise"), ("4", "climate"),
    ]  # fmt: skip


def test_lanes_by_theme_hold_a_citation_once_per_theme(coded):
    hand = coded.coded_by("hand")
    marks = [bar for bar in bars(strip(hand, "themes")) if "source" in bar]

    assert [(bar["theme"], bar["source"]) for bar in marks] == [
        ("cost", "1"), ("cost", "2"), ("noise", "3"),
        ("noise", "3"), ("noise", "4"), ("climate", "3"), ("climate", "4"),
    ]  # fmt: skip


def test_the_rules_lie_behind_the_marks(by_term):
    shapes = strip(by_term).layout.shapes

    assert len(shapes) > 5
    assert {shape.layer for shape in shapes} == {"below"}


def test_a_passage_without_citation_can_be_reached_in_the_strip(by_term):
    assert {"section": "s2", "start": "p4"} in bars(strip(by_term))


def test_marks_lie_within_their_passage(by_term):
    places = by_term.passages.set_index("passage_id")
    trace = strip(by_term).data[1]

    for stands_for, base, width in zip(trace.customdata, trace.base, trace.x, strict=True):
        passage = places.loc[said(stands_for)["start"]]
        assert passage["start"] <= base < base + width <= passage["end"]


def test_text_of_the_document_is_no_markup_in_a_figure(by_term):
    from dataclasses import replace

    hostile = '<b>x</b><a href="https://x.example">y</a>'
    sources = by_term.sources.assign(title=hostile)
    themes = by_term.themes.assign(theme=hostile)
    sections = by_term.sections.assign(section=hostile)
    passages = by_term.passages.assign(section=hostile)
    tables = replace(by_term, sources=sources, themes=themes, sections=sections, passages=passages)

    for figure in (crossing(tables), crossing(tables, kind="section"), strip(tables)):
        text = figure.to_json()
        assert "<a" not in text.replace("\\u003c", "<")
        assert "<b>x" not in text.replace("\\u003c", "<")


def test_a_long_text_keeps_its_marks_wide_enough_to_hit():
    from dashboard.study import analysis
    from dashboard.tables import tables

    text = "Title\nSummary\n" + " ".join(
        f"Sentence {n} says so [{n % 9 + 1}]." for n in range(2000)
    )
    read = analysis.read("long", {"analysis.txt": text.encode()})
    long = tables.build(read.document, read.book, read.codings)
    figure = strip(long)

    assert len(figure.data[0].x) < 200
    assert min(figure.data[0].x[:-1]) * 720 / len(text) >= 3
    assert len(figure.data[1].x) <= 9 * len(figure.data[0].x)
    assert {said(text)["source"] for text in figure.data[1].customdata} == set("123456789")


def test_a_text_of_very_many_sections_shares_marks_and_rules_across_them():
    from dashboard.study import analysis
    from dashboard.tables import tables

    text = "\n\n".join(f"## Part {n}\n\nIt says so [{n % 9 + 1}]." for n in range(1000))
    read = analysis.read("long", {"analysis.md": text.encode()})
    long = tables.build(read.document, read.book, read.codings)
    section_of = dict(zip(long.passages["passage_id"], long.passages["section_id"], strict=True))
    figure = strip(long)

    stretches = [said(meant) for meant in figure.data[0].customdata]
    assert 70 <= len(stretches) <= 145
    assert all(section_of[one["start"]] == one["section"] for one in stretches)
    assert sum(figure.data[0].x) >= 0.9 * (
        long.passages["end"].iloc[-1] - long.passages["start"].iloc[0]
    )
    rules = [shape.x0 for shape in figure.layout.shapes if shape.x0 == shape.x1]
    assert 70 <= len(rules) <= 145


def test_names_are_broken_where_their_writing_allows():
    assert wrapped("Institutional pushback", 16, 2) == "Institutional<br>pushback"
    assert wrapped("制裁和武器控制条约", 8, 4) == "制裁和武<br>器控制条<br>约"
    assert wrapped("one two three four five six", 8, 2) == "one two<br>three…"
    assert wrapped("Current Shortcomings and Challenges", 16, 2) == "Current<br>Shortcomings…"
    assert wrapped("Unbreakablewords and more", 16, 1) == "Unbreakablewords"[:15] + "…"
    assert wrapped("<b>x</b>", 20, 1) == "&lt;b&gt;x&lt;/b&gt;"


def test_of_many_sections_the_headings_are_read_from_below(by_term):
    few = crossing(by_term, kind="section")
    assert -90 not in {note.textangle for note in few.layout.annotations}

    more = by_term.sections.iloc[[0] * 12].assign(section_id=[f"x{n}" for n in range(12)])
    sections = concat([by_term.sections, more], ignore_index=True)
    many = crossing(replace(by_term, sections=sections), kind="section")

    angles = [note.textangle for note in many.layout.annotations]
    assert angles.count(-90) == len(sections)
    assert many.layout.height > few.layout.height
