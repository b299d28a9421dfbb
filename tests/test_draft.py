from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.errors import InputError
from dashboard.model import Codebook, Theme
from dashboard.study import codebook, draft
from dashboard.study.codebook import plain_heading
from dashboard.study.strict_yaml import seen
from dashboard.vocabulary.palette import LIGHT, hue_pairs

COST = Theme(
    "cost", "Cost", "What it costs.", ("prices",), ("worth",), ("cheap", "price*"), ("1. Costs",),
    "#0b62a4",
)  # fmt: skip
NOISE = Theme("noise", "Noise", "What is heard.", terms=("loud", "cheap"), sections=("Sound",))
BOOK = Codebook((COST, NOISE, Theme("heat", "Heat")))


def kept(book):
    """The same book, once it was written and read."""
    return codebook.read(codebook.write(book), "codebook.yaml")


def is_a_term(term):
    """Whether a codebook takes it."""
    theme = Theme("a", "A", terms=(term,))
    try:
        return kept(Codebook((theme,))).themes == (theme,)
    except (InputError, ValueError):
        return False


# One theme more


def test_a_theme_that_is_added_comes_last_with_an_id_made_of_its_name():
    book = draft.add(BOOK, Theme("", "Où  vont\nles prix ?", "A question.", terms=("prix",)))

    assert book.themes == (
        *BOOK.themes, Theme("ou-vont-les-prix", "Où vont les prix ?", "A question.",
                            terms=("prix",)),
    )  # fmt: skip


def test_a_theme_that_is_added_under_a_name_there_is_joins_the_theme_of_that_name():
    book = draft.add(BOOK, Theme("", " NOISE\t", "Other.", terms=("hum",), sections=("Hum",)))

    assert [theme.id for theme in book.themes] == ["cost", "noise", "heat"]
    assert book.themes[1] == Theme(
        "noise", "Noise", "What is heard.\nOther.",
        terms=("loud", "cheap", "hum"), sections=("Sound", "Hum"),
    )  # fmt: skip


@pytest.mark.parametrize("base", ["Cost", "磨坊", "A name that goes on and on for a long while"])
def test_two_hundred_themes_of_one_base_have_ids_that_are_free_and_right(base):
    book = Codebook()
    for number in range(200):
        book = draft.add(book, Theme("", base + "!" * number))

    assert len({theme.id for theme in book.themes}) == 200
    assert kept(book) == book


def test_an_id_that_was_dropped_may_be_given_again_but_never_one_that_is_there():
    book = draft.rename(BOOK, "cost", "Price")

    assert [theme.id for theme in draft.add(book, Theme("", "Cost")).themes][-1] == "cost-2"
    assert draft.add(draft.drop(BOOK, "cost"), Theme("", "Cost")).themes[-1].id == "cost"


# Changes of one theme


def test_a_theme_keeps_all_else_when_it_is_renamed():
    book = draft.rename(BOOK, "cost", "  What it\n costs ")

    assert book.themes[0].name == "What it costs"
    assert draft.rename(book, "cost", "Cost") == BOOK
    assert draft.rename(BOOK, "cost", " \x07") == BOOK


def test_a_theme_that_gets_the_name_of_another_becomes_one_with_it():
    book = draft.rename(BOOK, "cost", "NOI\x07SE")

    assert [theme.id for theme in book.themes] == ["noise", "heat"]
    assert book == draft.merge(BOOK, "cost", "noise")


def test_a_theme_may_change_the_case_of_its_own_name():
    assert draft.rename(BOOK, "cost", "COST").themes[0].name == "COST"


def test_themes_that_are_merged_keep_all_that_both_had_once():
    book = draft.merge(BOOK, "cost", "noise")

    assert book.themes == (
        Theme(
            "noise", "Noise", "What is heard.\nWhat it costs.", ("prices",), ("worth",),
            ("loud", "cheap", "price*"), ("Sound", "1. Costs"), LIGHT[0],
        ),
        replace(BOOK.themes[2], colour=LIGHT[1]),
    )  # fmt: skip
    assert draft.merge(BOOK, "noise", "cost").themes[0].colour == "#0b62a4"


def test_the_same_definition_twice_is_one():
    book = draft.define(BOOK, "noise", " What it costs. \n")

    assert draft.merge(book, "noise", "cost").themes[0].definition == "What it costs."
    assert draft.merge(BOOK, "heat", "cost").themes[0].definition == "What it costs."


def test_a_theme_keeps_its_colour_when_others_are_dropped_and_a_new_one_takes_the_free_one():
    def hues(book):
        pairs = hue_pairs([theme.colour for theme in book.themes])
        return {theme.id: pair for theme, pair in zip(book.themes, pairs, strict=True)}

    book = Codebook(tuple(Theme(id_, id_) for id_ in "abcd"))
    before = hues(book)
    book = draft.drop(book, "b")

    assert hues(book) == {id_: before[id_] for id_ in "acd"}
    assert hues(draft.add(book, Theme("", "e"))) == hues(book) | {"e": before["b"]}
    assert draft.drop(book, "z") == book


def test_a_theme_merged_into_itself_stays():
    assert draft.merge(BOOK, "cost", "cost") == BOOK


def test_terms_and_sections_are_changed_each_alone():
    terms = draft.find_by(BOOK, "cost", terms=("dear",))
    sections = draft.find_by(BOOK, "cost", sections=())

    assert (terms.themes[0].terms, terms.themes[0].sections) == (("dear",), ("1. Costs",))
    assert (sections.themes[0].terms, sections.themes[0].sections) == (COST.terms, ())
    assert draft.find_by(BOOK, "cost", terms=()).themes[0].terms == ()
    assert draft.find_by(BOOK, "cost") == BOOK


@pytest.mark.parametrize(
    "change",
    [
        lambda: draft.rename(BOOK, "none", "Else"),
        lambda: draft.rename(BOOK, "none", "Cost"),
        lambda: draft.merge(BOOK, "none", "cost"),
        lambda: draft.merge(BOOK, "cost", "none"),
        lambda: draft.drop(BOOK, "none"),
        lambda: draft.define(BOOK, "none", "x"),
        lambda: draft.find_by(BOOK, "none", ("x",), ("y",)),
    ],
)
def test_a_change_of_a_theme_that_is_not_there_changes_nothing(change):
    assert change() == BOOK


# Terms as one line


@pytest.mark.parametrize(
    ("terms", "line"),
    [
        ((), ""),
        (("treaty", "arms control"), "treaty, arms control"),
        (("Moscow, Russia",), '"Moscow, Russia"'),
        (("Moscow, Russia", "a;b", "price*"), '"Moscow, Russia", "a;b", price*'),
        (('5" pipe', '"soft" power'), '"5"" pipe", """soft"" power"'),
    ],
)
def test_terms_stand_in_a_line_with_commas_and_in_quotes_where_they_hold_one(terms, line):
    assert draft.listed(terms) == line
    assert draft.parted(line) == terms


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        (" arms   control ,treaty,, treaty,\n", ("arms control", "treaty")),
        ("Moscow, Russia; treaty", ("Moscow, Russia", "treaty")),
        ("Moscow, Russia;", ("Moscow, Russia",)),
        ('"Moscow, Russia"; "a;b"', ("Moscow, Russia", "a;b")),
        ("treaty\narms control\r\npact", ("treaty", "arms control", "pact")),
        ('"arms control", "" ,treaty', ("arms control", "treaty")),
        ('say "a;b" now, c', ('say "a;b" now', "c")),
        ('"open, b', ('"open', "b")),
        (" ; ,;", (",",)),
        (" \n ", ()),
    ],
)
def test_a_line_is_parted_as_it_was_meant(line, terms):
    assert draft.parted(line) == terms


@given(st.lists(st.text(st.sampled_from(" ab*,;\"\n'“”-\t"), max_size=9), max_size=5))
@example(["a, b"])
@example(["a;b"])
@example(['a"', 'b"; c'])
@example(['"a"', 'a""', '"'])
def test_terms_that_a_codebook_takes_are_the_same_after_they_stood_in_a_line(texts):
    once = dict.fromkeys(" ".join(text.split()) for text in texts)
    terms = tuple(term for term in once if is_a_term(term))

    assert draft.parted(draft.listed(terms)) == terms


@given(st.text(max_size=60))
def test_any_line_gives_terms_without_white_space_around_them_each_once(line):
    terms = draft.parted(line)

    assert len(set(terms)) == len(terms)
    assert all(term and term == " ".join(term.split()) for term in terms)
    assert draft.parted(draft.listed(terms)) == terms


# Any changes


NAMES = st.one_of(
    st.sampled_from(["Cost", "cost", "COST ", "Noise", "noise\x07", "Heat", "ΣΑΣ", "σας", ""]),
    st.text(max_size=12),
)
IDS = st.sampled_from(["cost", "noise", "heat", "cost-2", "theme", "none"])
TERMS = st.lists(
    st.sampled_from(["cheap", "price*", "Moscow, Russia", "a;b", 'say "b"', "loud"]),
    unique=True, max_size=3,
).map(tuple)  # fmt: skip
HEADINGS = st.lists(st.sampled_from(["1. Costs", "Sound", "Heat: or not"]), unique=True).map(tuple)
CHANGES = st.one_of(
    st.tuples(st.just(draft.rename), IDS, NAMES),
    st.tuples(st.just(draft.merge), IDS, IDS),
    st.tuples(st.just(draft.drop), IDS),
    st.tuples(st.just(draft.define), IDS, st.text(max_size=20)),
    st.tuples(st.just(draft.find_by), IDS, st.none() | TERMS, st.none() | HEADINGS),
    st.tuples(
        st.just(draft.add),
        st.builds(
            lambda name, terms: Theme("", name, terms=terms),
            NAMES.filter(lambda name: seen(name.strip())),
            TERMS,
        ),
    ),
)


def found_by(book):
    return {term for theme in book.themes for term in (*theme.terms, *theme.sections)}


@given(st.lists(CHANGES, max_size=20))
def test_after_any_changes_a_codebook_is_written_and_read_as_it_is(changes):
    book = BOOK
    for change, *given_ in changes:
        before, book = book, change(book, *given_)
        ids = [theme.id for theme in book.themes]
        names = [plain_heading(theme.name) for theme in book.themes]
        shared = [theme.id for theme in before.themes if theme.id in ids]
        assert len(set(names)) == len(names)
        assert ids[: len(shared)] == shared
        if change in (draft.rename, draft.merge):
            assert found_by(book) == found_by(before)

    assert [theme.id for theme in kept(book).themes] == [theme.id for theme in book.themes]
    assert [theme.terms for theme in kept(book).themes] == [theme.terms for theme in book.themes]
    assert [theme.name for theme in kept(book).themes] == [theme.name for theme in book.themes]
    assert kept(kept(book)) == kept(book)
