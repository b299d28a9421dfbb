import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Citation, Document, Passage, Section, Source, Span
from dashboard.reader_assets import passage_html
from dashboard.tables.selection import Selection

HUES = {"cost": "var(--t0)", "noise": "var(--t1)"}


def shown(text, citations=(), evidence=None, **options):
    passage = Passage("p1", Span(0, len(text)), Span(0, len(text)), tuple(citations))
    sources = tuple(Source(id_) for id_ in dict.fromkeys(c.source_id for c in citations))
    document = Document("d", "D", text, (Section("s1", "S", 1, (passage,)),), sources)
    return passage_html.words(document, passage, evidence or {}, HUES, **options)


def letters(html):
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(st.text(min_size=1) | st.text("a *_.[1]\n", min_size=1, max_size=30), st.data())
def test_the_words_are_the_text_whatever_is_marked(text, data):
    spans = st.tuples(*[st.integers(0, len(text))] * 2).filter(lambda s: s[0] < s[1])
    evidence = {
        id_: [Span(*span) for span in data.draw(st.lists(spans, max_size=3))] for id_ in HUES
    }
    html = shown(text, evidence=evidence, sought=data.draw(st.text(max_size=2)))

    assert letters(html) == text
    assert set(re.findall(r"</?(\w+)", html)) <= {"mark", "span", "b", "i"}


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x>', "&lt;b&gt;", "<b>x"]
)
def test_markup_in_the_text_is_shown_as_letters(text):
    assert letters(shown(text)) == text
    assert "<b" not in shown(text)
    assert "<img" not in shown(text)
    assert "<script" not in shown(text)


def test_a_mark_names_its_source_and_leads_to_its_passages():
    html = shown("It fell [1] [2].", [Citation(Span(8, 11), "1"), Citation(Span(12, 15), "2")])

    found = re.findall(r'class="cite" data-source="(\d)" data-select="source:(\d)" tabindex', html)
    assert found == [("1", "1"), ("2", "2")]


def test_a_mark_of_a_range_leads_to_each_of_its_sources():
    html = shown("It fell [1-3].", [Citation(Span(8, 13), id_) for id_ in "123"])

    assert re.findall(r'data-select="([^"]*)"', html) == ["source:1,2,3"]


def test_the_words_of_an_event_and_a_date_name_what_they_are():
    spans = {"law": [Span(0, 3)], "tax": [Span(0, 8)]}
    html = shown("May 2018 it fell.", quoted=spans, dated=[Span(4, 8)])

    assert '<mark class="quote" data-events="event:law event:tax">May</mark>' in html
    assert (
        '<mark class="date"><mark class="quote" data-events="event:tax">2018</mark></mark>' in html
    )


def test_what_leads_to_passages_holds_no_markup_of_the_text():
    door = passage_html.door(Selection(sources=('"><b>',)), "shown", "timeline")

    assert door == (
        '<button type="button" class="door" data-select="source:~22~3E~3Cb~3E"'
        ' data-view="timeline">shown</button>'
    )


ADDRESS = "https://www.dams.example/reports/2024/how-it-fell?page=2&part=3"


def test_of_a_long_address_in_a_mark_the_host_is_left_to_see_and_no_letter_is_lost():
    text = f"It fell ([A report]({ADDRESS}))."
    html = shown(text, [Citation(Span(8, len(text) - 1), ADDRESS)])

    assert letters(html) == text
    assert '<mark class="cite long"' in html
    assert "<span>https://www.</span>dams.example<span>/reports/2024/" in html


@pytest.mark.parametrize("address", ["https://dams.example", "https://dams.example/a"])
def test_a_short_address_in_a_mark_stands_as_it_is(address):
    html = shown(f"It fell {address}", [Citation(Span(8, 8 + len(address)), address)])

    assert "<span>" not in html


@given(st.text("htps:/w.<>\"'&()[] a", max_size=80))
def test_a_mark_is_the_text_whatever_stands_in_it(words):
    text = f"{ADDRESS}{words}{ADDRESS}"
    html = shown(text, [Citation(Span(0, len(text)), "1")])

    assert letters(html) == text
    assert set(re.findall(r"</?(\w+)", html)) == {"mark", "span"}


def test_a_range_has_one_element_for_each_source_and_its_letters_once():
    html = shown("It fell [1-3].", [Citation(Span(8, 13), id_) for id_ in "123"])

    assert re.findall(r'data-source="(\d)"', html) == ["1", "2", "3"]
    assert letters(html) == "It fell [1-3]."


def test_a_run_of_marks_does_not_break():
    html = shown("It fell [1] [2]. Then", [Citation(Span(8, 11), "1"), Citation(Span(12, 15), "2")])

    assert html.count('<span class="run">') == 1
    assert html.index("</span>") > html.index("[2]")


def test_words_of_two_themes_have_a_line_each():
    html = shown("noise costs", evidence={"cost": [Span(0, 11)], "noise": [Span(0, 5)]})

    assert letters(html) == "noise costs"
    assert html.count("linear-gradient") == 3  # both below "noise", one below " costs"


def test_the_words_of_a_theme_name_it():
    html = shown("noise costs", evidence={"cost": [Span(0, 11)], "noise": [Span(0, 5)]})

    assert re.findall(r'data-select="([^"]*)"', html) == ["theme:cost,noise", "theme:cost"]


def test_sought_words_are_marked_whatever_their_case():
    assert '<mark class="sought">Prices</mark>' in shown("Prices fell", sought="PRICES")


def test_the_paragraph_marks_its_passage():
    text = "One. Two <x>. Three."
    passage = Passage("p1", Span(5, 13), Span(0, 20))
    document = Document("d", "D", text, (Section("s1", "S", 1, (passage,)),), ())

    html = passage_html.paragraph(document, passage)
    assert html == "One. <mark>Two &lt;x&gt;.</mark> Three."


def test_stressed_words_are_strong_and_their_signs_stay_for_the_style_sheet():
    assert shown("It is **not** so.") == (
        'It is <span class="sign">**</span><b>not</b><span class="sign">**</span> so.'
    )
    assert "<i>Nature</i>" in shown("In *Nature* of May.")
    assert "<b><i>both</i></b>" in shown("It is ***both*** here.")


def test_marks_and_words_of_a_theme_within_stressed_words_are_marked_all_the_same():
    html = shown("**It fell [1].**", [Citation(Span(10, 13), "1")], {"cost": [Span(5, 9)]})

    assert re.search(r'<b><mark class="words"[^>]*>fell</mark></b>', html)
    assert re.search(r'<b><mark class="cite" data-source="1"[^>]*>\[1\]</mark></b>', html)
    assert html.count("<b>") == html.count("</b>")


def test_signs_between_marks_do_not_break_their_run():
    html = shown("It fell **[1]**.", [Citation(Span(10, 13), "1")])

    assert html.index("[1]") < html.index(".</span>")


def test_the_paragraph_of_a_passage_shows_stress_across_its_edges():
    text = "**One is so. Two is not.** Three *is*."
    passage = Passage("p1", Span(13, 26), Span(0, len(text)))
    document = Document("d", "D", text, (Section("s1", "S", 1, (passage,)),), ())

    html = passage_html.paragraph(document, passage)

    assert letters(html) == text
    assert html.startswith('<span class="sign">**</span><b>One is so. </b><mark><b>Two is not.</b>')
    assert html.count("<mark>") == 1
    assert "<i>is</i>" in html
