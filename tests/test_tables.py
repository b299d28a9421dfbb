import pytest

from dashboard import reading
from dashboard.errors import DashboardError
from dashboard.model import Codebook, Document
from dashboard.tables import tables
from dashboard.tables.tables import SCHEMAS


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


def test_only_some_passages_keep_all_their_citations_and_codings(by_term):
    left = by_term.only(["p1", "p99"])

    assert ids(left.passages) == ["p1"]
    assert left.citations["source_id"].tolist() == ["1", "2"]
    assert ids(left.backing) == ["p1", "p1"]
    assert ids(left.codings) == ["p1"]


def test_sources_sections_and_themes_stay_whole_without_their_passages(by_term):
    left = by_term.only([])

    assert len(left.passages) == 0
    assert left.sources.equals(by_term.sources)
    assert left.sections.equals(by_term.sections)
    assert left.themes.equals(by_term.themes)


def test_without_a_source_its_marks_are_gone_and_it_stays_among_the_sources(by_term):
    left = by_term.without(["2"])

    assert "2" not in {*left.citations["source_id"], *left.backing["source_id"]}
    assert "2" in set(left.sources["source_id"])
    assert by_term.without([]) is by_term


LENT = b"It rained. It blew [1] [2] [1]. It froze.\n\nIt thawed [3]. It snowed [2].\n\nNothing.\n"


def backing(scope):
    built = tables.build(reading.read(LENT, "rain.md"), Codebook(), (), scope)
    rows = zip(built.backing["passage_id"], built.backing["source_id"], strict=True)
    return built, sorted(rows)


def test_read_sentence_by_sentence_a_passage_is_backed_by_its_own_marks():
    built, rows = backing("sentence")

    assert rows == [("p2", "1"), ("p2", "2"), ("p4", "3"), ("p5", "2")]
    assert len(built.citations) == 5


def test_read_paragraph_by_paragraph_only_a_passage_without_marks_has_those_of_its_paragraph():
    built, rows = backing("paragraph")

    lent = [("p1", "1"), ("p1", "2"), ("p3", "1"), ("p3", "2")]
    assert rows == sorted([*lent, ("p2", "1"), ("p2", "2"), ("p4", "3"), ("p5", "2")])
    assert len(built.citations) == 5  # marks are counted where they stand


def test_a_paragraph_so_long_that_it_would_lend_too_many_marks_is_refused_in_one_sentence():
    marks = "".join(f" [{n}]" for n in range(1001))
    long = f"It rained{marks}. {'It blew. ' * 1000}\n".encode()
    document = reading.read(long, "rain.md")

    assert len(tables.build(document, Codebook(), ()).backing) == 1001
    with pytest.raises(DashboardError, match=r"cannot be read paragraph by paragraph.* 1,001,000"):
        tables.build(document, Codebook(), (), "paragraph")


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_a_document_without_anything_has_typed_tables(schema):
    empty = tables.build(Document("d", "D", "x", (), ()), Codebook(), ())

    table = getattr(empty, schema.name)
    assert len(table) == 0
    assert [str(dtype) for dtype in table.dtypes] == [column.dtype for column in schema.columns]
