"""What is picked or filtered: the passages it stands for, and how it is written."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import reading
from dashboard.model import (
    Citation,
    Codebook,
    Coding,
    Document,
    Passage,
    Section,
    Source,
    Span,
    Theme,
)
from dashboard.page.widgets.drawing import clicked
from dashboard.tables import tables
from dashboard.tables.selection import DEPTHS, SUPPORT, Selection, left, passages
from tests.meant import meant


def some_tables(rows):
    """Passages `p1`, `p2`, … in one section, each of them of some themes and some sources."""
    text = "x" * len(rows) * 2
    found, codings = [], []
    for i, (themes, sources) in enumerate(rows):
        span = Span(2 * i, 2 * i + 1)
        cited = tuple(Citation(span, source) for source in sources)
        found.append(Passage(f"p{i + 1}", span, span, cited))
        codings += [Coding(f"p{i + 1}", theme, "hand") for theme in themes]
    document = Document(
        "d", "D", text, (Section("s1", "S", 1, tuple(found)),), tuple(Source(i) for i in "abc")
    )
    return tables.build(document, Codebook(tuple(Theme(i, i) for i in "abc")), codings)


SOME = st.lists(st.sampled_from("abc"), max_size=3, unique=True).map(tuple)
ROWS = st.lists(st.tuples(SOME, SOME), min_size=1, max_size=4)
PICKS = st.builds(
    Selection, themes=SOME, all_themes=st.booleans(), sources=SOME, all_sources=st.booleans(),
    words=st.sampled_from(["", "x", "y"]), depths=st.sets(st.sampled_from(DEPTHS)).map(tuple),
    support=st.sampled_from(["", *SUPPORT]),
)  # fmt: skip


@given(ROWS, SOME, st.sampled_from(["theme", "source"]))
def test_any_of_several_is_what_each_of_them_leaves_and_all_is_what_all_of_them_leave(
    rows, ids, kind
):
    whole = some_tables(rows)
    everything = set(passages(whole))
    each = [set(passages(whole, meant(**{kind: id_}))) for id_ in ids]

    some = Selection(**{f"{kind}s": ids})
    assert set(passages(whole, some)) == (set.union(*each) if ids else everything)
    every = Selection(**{f"{kind}s": ids, f"all_{kind}s": True})
    assert set(passages(whole, every)) == (set.intersection(*each) if ids else everything)


@given(ROWS, PICKS, PICKS)
def test_two_selections_leave_what_both_of_them_leave_in_reading_order(rows, one, other):
    whole = some_tables(rows)

    both = passages(whole, one, other)
    assert set(both) == {*passages(whole, one)} & {*passages(whole, other)}
    assert both == [id_ for id_ in passages(whole) if id_ in both]


@given(ROWS, PICKS)
def test_what_is_selected_twice_is_selected_once(rows, chosen):
    whole = some_tables(rows)
    once = left(whole, chosen)

    assert passages(once, chosen) == passages(once) == passages(whole, chosen, chosen)


def test_an_empty_selection_leaves_everything(by_term):
    assert not Selection()
    assert passages(by_term) == passages(by_term, Selection()) == ["p1", "p2", "p3", "p4", "p5"]
    assert left(by_term, Selection()) is by_term


def test_fields_of_different_kinds_must_all_match(by_term):
    assert passages(by_term, meant(theme="cost", source="2", section="s2")) == ["p3"]
    assert passages(by_term, meant(theme="cost", source="3")) == []
    assert passages(by_term, Selection(passages=("p5", "p1"), sources=("1", "4"))) == ["p1", "p5"]


def test_words_are_found_as_written_whatever_their_case(by_term):
    assert passages(by_term, Selection(words="INSTALLERS DIS")) == ["p4"]
    assert passages(by_term, Selection(words=".*")) == []


def test_two_sources_are_those_of_the_passages_that_cite_both(by_term):
    assert passages(by_term, meant(pair=("1", "2"))) == ["p1"]
    assert passages(by_term, Selection(sources=("1", "2"))) == ["p1", "p3"]


def test_a_place_to_read_on_from_takes_nothing_away(by_term):
    assert passages(by_term, meant(source="3", start="p2")) == passages(by_term)
    assert passages(by_term, meant(theme="cost"), meant(start="p2")) == ["p1", "p3"]


def test_an_event_is_looked_up_and_one_that_is_not_there_is_no_empty_list(by_term):
    assert passages(by_term, Selection(event="e"), events={"e": ["p4", "p2"]}) == ["p2", "p4"]
    with pytest.raises(KeyError):
        passages(by_term, Selection(event="e"))


RAIN = b"It rained [1] [2] [3] [4]. It blew [1] [2] [3]. It froze [1] [1]. It thawed.\n"


def rain(scope="sentence"):
    return tables.build(reading.read(RAIN, "rain.md"), Codebook(), (), scope)


def test_passages_are_told_apart_by_the_number_of_sources_they_cite():
    each = {depth: passages(rain(), Selection(depths=(depth,))) for depth in DEPTHS}
    assert each == {"0": ["p4"], "1": ["p3"], "2": [], "3+": ["p1", "p2"]}
    assert passages(rain(), Selection(depths=("0", "3+"))) == ["p1", "p2", "p4"]


def supported(scope, without, *asked, **more):
    whole = rain(scope)
    return [passages(whole, Selection(support=name, **more), without=without) for name in asked]


def test_support_is_what_is_left_without_the_sources_that_are_switched_off():
    states = ("supported", "weakened", "bare", "uncited")
    assert supported("sentence", (), *states) == [["p1", "p2", "p3"], [], [], ["p4"]]
    assert supported("sentence", ["1", "9"], *states) == [[], ["p1", "p2"], ["p3"], ["p4"]]
    assert supported("sentence", ["1"], *DEPTHS) == [["p3", "p4"], [], ["p2"], ["p1"]]
    assert supported("sentence", ["1"], "alone", "pair") == [["p3"], []]


def test_read_paragraph_by_paragraph_a_passage_has_the_support_of_its_paragraph():
    assert supported("paragraph", (), "uncited", "3+") == [[], ["p1", "p2", "p4"]]
    assert supported("paragraph", (), "held", sources=("4",)) == [["p1", "p4"]]
    assert passages(rain("paragraph"), meant(source="4")) == ["p1"]  # it cites only what it marks


def test_support_or_depth_that_is_not_there_is_no_selection():
    with pytest.raises(ValueError, match="no support “firm”; use 1, bare"):
        Selection(support="firm")
    with pytest.raises(ValueError, match="no depth “7”; use 0, 1"):
        Selection(depths=("7",))


# How it is written

IDS = st.lists(st.text(), max_size=3).map(tuple)
ANY = st.builds(
    Selection, themes=IDS, all_themes=st.booleans(), sources=IDS, all_sources=st.booleans(),
    sections=IDS, passages=IDS, event=st.text(), words=st.text(), start=st.text(),
    depths=st.sets(st.sampled_from(DEPTHS)).map(tuple), support=st.sampled_from(["", *SUPPORT]),
)  # fmt: skip
PLAIN = {*string.ascii_letters, *string.digits, *":;,._-~"}


@given(ANY)
def test_the_text_form_is_read_as_what_was_written_and_fits_into_a_link(chosen):
    assert Selection.parse(str(chosen)) == chosen
    assert set(str(chosen)) <= PLAIN


def test_the_text_form_does_not_change_or_old_links_would_lead_elsewhere():
    chosen = Selection(
        themes=("cost", "a b"), all_themes=True, sources=("3", "https://x.example/é,1"),
        sections=("s2",), passages=("p1", "p2"), event="tariff", words="heat~pump",
        depths=("0", "3+"), support="bare", start="p7",
    )  # fmt: skip

    assert str(chosen) == (
        "all-themes:cost,a~20b;source:3,https~3A~2F~2Fx.example~2F~C3~A9~2C1;section:s2;"
        "passage:p1,p2;event:tariff;words:heat~7Epump;depth:0,3~2B;support:bare;from:p7"
    )
    assert str(Selection()) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("cost", "“cost” selects nothing; use theme:…, all-themes:…"),
        ("colour:red", "“colour:red” selects nothing"),
        ("theme:a b", "“theme:a b” selects nothing"),
        ("theme:cost;", "“” selects nothing"),
        ("theme:a;all-themes:b,c", "“all-themes:b,c” comes second; put all themes into one part"),
        ("event:a,b", "“event:a,b” names several; use one"),
        ("support:firm", "no support “firm”"),
    ],
)
def test_a_text_that_is_no_selection_says_which_part_is_not(text, fault):
    with pytest.raises(ValueError, match=fault):
        Selection.parse(text)


def test_what_is_said_twice_is_said_once():
    assert Selection(themes=("a", "b", "a")) == Selection(themes=("a", "b"))
    assert Selection(themes=("a",), all_themes=True) == Selection(themes=("a",))


@given(ANY, ANY)
def test_updated_keeps_what_the_other_says_nothing_of(one, other):
    both = one.updated(other)

    assert other.is_part_of(both)
    assert both.updated(other) == both
    assert one.updated(Selection()) == one


# What a click means


def point(**ids):
    return {"customdata": str(meant(**ids))}


def test_a_click_gives_what_its_bar_stands_for():
    assert clicked([point(theme="cost", source="2")]) == meant(theme="cost", source="2")


def test_clicking_the_same_bar_again_opens_it_again():
    assert clicked([], [point(theme="cost")]) == meant(theme="cost")


def test_a_click_with_the_shift_key_opens_the_added_bar():
    before = [point(theme="cost")]

    assert clicked([*before, point(theme="noise")], before) == meant(theme="noise")


def test_a_chart_that_was_never_clicked_gives_nothing():
    assert clicked([]) == Selection()
