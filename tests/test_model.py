import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import (
    Citation,
    Codebook,
    Document,
    Passage,
    Problem,
    Section,
    Source,
    Span,
    Theme,
)


def make_document(*passages, text="0123456789", sections=None):
    sections = sections or (Section("s0", "", 0, passages),)
    return Document("d", "D", text, sections, sources=(Source("1", "One"),))


def make_passage(id_, start, end, *citations, paragraph=None):
    span = Span(start, end)
    return Passage(id_, span, paragraph or span, citations)


@given(st.text(min_size=1), st.data())
def test_a_span_names_the_text_that_python_slices(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    quote = make_document(text=text).quote(Span(start, end))

    assert quote == text[start:end]
    assert len(quote) == len(Span(start, end))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1)])
def test_a_span_is_never_empty_or_negative(start, end):
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


def test_a_span_contains_itself_and_what_lies_within():
    assert Span(2, 5) in Span(2, 5)
    assert Span(3, 4) in Span(2, 5)
    assert Span(1, 4) not in Span(2, 5)
    assert Span(4, 6) not in Span(2, 5)


def test_spans_sort_by_their_place():
    assert sorted([Span(4, 5), Span(1, 9), Span(1, 3)]) == [Span(1, 3), Span(1, 9), Span(4, 5)]


def test_passages_come_in_reading_order():
    with pytest.raises(ValueError, match="p2 starts before p1 ends"):
        make_document(make_passage("p1", 0, 5), make_passage("p2", 4, 6))


def test_reading_order_holds_across_sections():
    with pytest.raises(ValueError, match="p2 starts before p1 ends"):
        make_document(
            sections=(
                Section("s1", "A", 1, (make_passage("p1", 5, 9),)),
                Section("s2", "B", 1, (make_passage("p2", 0, 3),)),
            )
        )


def test_a_paragraph_ends_with_the_text():
    with pytest.raises(ValueError, match="p1 ends at 5, text at 10"):
        make_document(make_passage("p1", 0, 5, paragraph=Span(0, 11)))


def test_a_passage_lies_in_its_paragraph():
    with pytest.raises(ValueError, match="p1 lies outside its paragraph"):
        make_document(make_passage("p1", 0, 5, paragraph=Span(1, 6)))


def test_a_citation_lies_in_its_passage():
    with pytest.raises(ValueError, match="outside p1"):
        make_document(make_passage("p1", 0, 5, Citation(Span(4, 6), "1")))


def test_a_citation_names_a_source_that_is_there():
    with pytest.raises(ValueError, match="unknown source '2'"):
        make_document(make_passage("p1", 0, 5, Citation(Span(1, 2), "2")))


def test_ids_are_unique():
    with pytest.raises(ValueError, match="passage id stands twice: p1"):
        make_document(make_passage("p1", 0, 1), make_passage("p1", 1, 2))
    with pytest.raises(ValueError, match="section id stands twice: s1"):
        make_document(sections=(Section("s1", "A", 1), Section("s1", "B", 1)))
    with pytest.raises(ValueError, match="source id stands twice: 1"):
        Document("d", "D", "text", (), (Source("1"), Source("1", "One")))
    with pytest.raises(ValueError, match="theme id stands twice: cost"):
        Codebook((Theme("cost", "Cost"), Theme("cost", "Price")))


def test_passages_of_all_sections_are_read_in_order():
    first, second = make_passage("p1", 0, 3), make_passage("p2", 4, 6)

    document = make_document(
        sections=(Section("s1", "A", 1, (first,)), Section("s2", "B", 1, (second,)))
    )

    assert list(document.passages()) == [first, second]


@pytest.mark.parametrize(
    "value", [Span(0, 1), Source("1"), Problem("what", Span(0, 1)), Section("s1", "A", 1)]
)
def test_values_do_not_change(value):
    field = dataclasses.fields(value)[0].name

    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, "other")
