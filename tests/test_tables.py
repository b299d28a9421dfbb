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
from dashboard.tables import tables
from dashboard.tables.tables import SCHEMAS, Where


def ids(table):
    return table["passage_id"].tolist()


def test_every_table_has_the_columns_of_its_schema(coded):
    for schema in SCHEMAS:
        table = getattr(coded, schema.name)

        assert list(table.columns) == [column.name for column in schema.columns]
        assert [str(dtype) for dtype in table.dtypes] == [column.dtype for column in schema.columns]


def test_a_passage_stands_there_with_the_very_words(coded, heat_pumps):
    for row in coded.passages.itertuples():
        assert row.text == heat_pumps.document.text[row.start : row.end]


def test_sources_listed_and_sources_only_cited_are_told_apart(coded):
    assert dict(zip(coded.sources["source_id"], coded.sources["is_listed"], strict=True)) == {
        "1": True, "2": True, "3": True, "4": False, "5": True,
    }  # fmt: skip


def test_coded_by_keeps_one_basis(coded):
    assert coded.coded_by("hand").codings["basis"].unique().tolist() == ["hand"]
    assert len(coded.coded_by("term").codings) == 4


def test_any_chosen_theme_matches(by_term):
    assert by_term.passage_ids(Where(themes=("cost", "noise"))) == ["p1", "p2", "p3", "p5"]


def test_filters_of_different_kinds_must_all_match(by_term):
    where = Where(themes=("cost",), sources=("2",), sections=("s2",))

    assert by_term.passage_ids(where) == ["p3"]


def test_words_are_found_as_written_whatever_their_case(by_term):
    assert by_term.passage_ids(Where(words="INSTALLERS DIS")) == ["p4"]
    assert by_term.passage_ids(Where(words=".*")) == []


def test_uncited_passages_can_be_asked_for(by_term):
    assert by_term.passage_ids(Where(is_uncited=True)) == ["p4"]


def test_where_keeps_all_citations_and_codings_of_what_it_leaves(by_term):
    left = by_term.where(Where(sources=("1",)))

    assert ids(left.passages) == ["p1"]
    assert left.citations["source_id"].tolist() == ["1", "2"]
    assert ids(left.codings) == ["p1"]


def test_where_leaves_sources_sections_and_themes_whole(by_term):
    left = by_term.where(Where(themes=("climate",)))

    assert len(left.passages) == 0
    assert left.sources.equals(by_term.sources)
    assert left.sections.equals(by_term.sections)
    assert left.themes.equals(by_term.themes)


def test_an_empty_where_asks_for_nothing(by_term):
    assert not Where()
    assert by_term.where(Where()) is by_term


SOME = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(tuple)
WHERES = st.builds(Where, themes=SOME, sources=SOME, words=st.sampled_from(["", "x", "y"]))


def some_tables(rows):
    """Passages `x`, `y`, … that each carry themes and cite sources."""
    text = "x" * len(rows) * 2
    passages, codings = [], []
    for i, (themes, sources) in enumerate(rows):
        span = Span(2 * i, 2 * i + 1)
        cited = tuple(Citation(span, source) for source in sources)
        passages.append(Passage(f"p{i + 1}", span, span, cited))
        codings += [Coding(f"p{i + 1}", theme, "hand") for theme in themes]
    document = Document(
        "d", "D", text, (Section("s1", "S", 1, tuple(passages)),), tuple(Source(i) for i in "abc")
    )
    return tables.build(document, Codebook(tuple(Theme(i, i) for i in "abc")), codings)


@given(st.lists(st.tuples(SOME, SOME), min_size=1, max_size=3), WHERES)
def test_filtering_twice_is_filtering_once(rows, where):
    once = some_tables(rows).where(where)

    assert ids(once.where(where).passages) == ids(once.passages)


@given(st.lists(st.tuples(SOME, SOME), min_size=1, max_size=3), SOME)
def test_several_themes_leave_what_each_of_them_leaves(rows, themes):
    whole = some_tables(rows)
    each = {id_ for theme in themes for id_ in whole.passage_ids(Where(themes=(theme,)))}

    assert set(whole.passage_ids(Where(themes=themes))) == (
        each if themes else set(ids(whole.passages))
    )


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_a_document_without_anything_has_typed_tables(schema):
    empty = tables.build(Document("d", "D", "x", (), ()), Codebook(), ())

    table = getattr(empty, schema.name)
    assert len(table) == 0
    assert [str(dtype) for dtype in table.dtypes] == [column.dtype for column in schema.columns]


def test_passages_are_filtered_by_the_number_of_their_sources():
    text = b"It rained [1] [2] [3] [4]. It blew [1] [2] [3]. It froze [1] [1]. It thawed.\n"
    whole = tables.build(reading.read(text, "rain.md"), Codebook(), ())

    left = {depth: whole.passage_ids(Where(depths=(depth,))) for depth in tables.DEPTHS}
    assert left == {"0": ["p4"], "1": ["p3"], "2": [], "3+": ["p1", "p2"]}
    assert whole.passage_ids(Where(depths=("0", "3+"))) == ["p1", "p2", "p4"]
