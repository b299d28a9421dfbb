"""The view of what falls without a source, as a person reads it."""

import re
from pathlib import Path

import pytest

from tests.app.test_page import html, read, start

SHIPPED = Path(__file__).parents[2] / "data" / "trump-putin-us-russia"


def test_without_a_source_its_only_passage_is_left_bare():
    app = start(SHIPPED, view="reliance", without="7")

    assert not app.exception
    assert "Without [7], 1 of 14 passages are left bare and 2 weakened" in html(app)


def test_what_falls_without_two_sources_is_what_was_counted_by_hand():
    app = start(SHIPPED, view="reliance", without="2,3")

    assert "3 of 14 passages are left bare and 4 weakened" in html(app)


def test_the_reader_says_in_words_how_a_passage_is_held():
    app = start(SHIPPED, view="reliance", without="7", p="p8")

    assert read(app)[0] == "p8"
    first = re.search(r'data-passage="p8".*?</article>', html(app), re.DOTALL)[0]
    assert "bare" in first.lower()


def test_sources_that_a_link_switches_off_in_vain_are_named():
    app = start(SHIPPED, view="reliance", without="7,99")

    assert "99" in app.warning[0].value


@pytest.mark.parametrize("view", ["overview", "reliance"])
def test_a_text_without_themes_or_citations_opens_all_the_same(tmp_path, view):
    file = tmp_path / "note.md"
    file.write_text("# Note\n\nIt is windy. It is cold.\n", "utf-8")
    app = start(file, view=view)

    assert not app.exception
