from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reader_assets.passage_html import emphasis_in


def stressed(text):
    found = emphasis_in(text)
    return (
        [text[span.start : span.end] for span in found.strong],
        [text[span.start : span.end] for span in found.light],
    )


@pytest.mark.parametrize(
    ("text", "strong", "light"),
    [
        ("It is **not** so", ["not"], []),
        ("In *Nature* of May", [], ["Nature"]),
        ("***Both*** at once", ["Both"], ["Both"]),
        ("**One.** Then **two words**, and *three*", ["One.", "two words"], ["three"]),
        ("**第一**，其次", ["第一"], []),
        ("第**一**个", ["一"], []),
        ("**It fell [1]\nagain.**", ["It fell [1]\nagain."], []),
        ("(**so**)", ["so"], []),
    ],
)
def test_words_between_asterisks_are_stressed(text, strong, light):
    assert stressed(text) == (strong, light)


@pytest.mark.parametrize(
    "text",
    [
        "2**3 and 4**5",
        "p < 0.05*, and p < 0.01*",
        "a ** b ** c",
        "not ** so** here",
        "not **so ** here",
        "5 * 3 * 2",
        "**never closed",
        r"\*not\* here",
        "`**kwargs` and `**options`",
        "__init__.py and name__main__",
        "x*y*z",
        "****",
        "** **",
    ],
)
def test_other_asterisks_are_letters(text):
    assert stressed(text) == ([], [])


def test_places_count_from_where_the_text_begins():
    found = emphasis_in("so **it** is", 100)

    assert [(span.start, span.end) for span in found.signs] == [(103, 105), (107, 109)]
    assert [(span.start, span.end) for span in found.strong] == [(105, 107)]


@given(st.text("a *_\n`", max_size=40))
def test_signs_and_words_follow_each_other_and_never_overlap(text):
    found = emphasis_in(text)
    order = sorted(found.signs + tuple(set(found.strong + found.light)), key=lambda s: s.start)

    assert all(one.end <= other.start for one, other in pairwise(order))
    assert list(found.signs) == sorted(found.signs, key=lambda s: s.start)
    assert len(found.signs) == 2 * len(set(found.strong + found.light))
