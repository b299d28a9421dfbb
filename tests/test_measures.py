from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures import counts as measures
from dashboard.measures.measure import all_measures
from dashboard.model import Document
from dashboard.tables import selection
from dashboard.tables.selection import Selection
from tests.test_reliance_sources import made, plain


def counts(table, key):
    rows = table[[key, "n_passages", "n_citations"]].itertuples(index=False)
    return {row[0]: (row[1], row[2]) for row in rows}


def meetings(table, *key):
    rows = table[table["n_passages"] > 0][[*key, "n_passages", "n_citations"]]
    return {tuple(row[:2]): tuple(row[2:]) for row in rows.itertuples(index=False)}


ASKED = {
    "coding_agreement": ["term"], "support": [["1"]], "theme_losses": [["1"]],
    "source_age": [(), None], "timeline": [Document("", "", "", (), ()), ()],
}  # fmt: skip
"""What some measures ask for besides tables."""


@pytest.mark.parametrize("measure", all_measures().values(), ids=lambda measure: measure.name)
@pytest.mark.parametrize("words", ["no such words", "[1]", ""])
def test_every_measure_makes_its_table_even_where_nothing_is_left(measure, words, coded):
    left = selection.left(coded, Selection(words=words))
    left = left if measure.name == "coding_agreement" else left.coded_by("term")

    table = measure.compute(left, *ASKED.get(measure.name, ()))

    assert list(table.columns) == [column.name for column in measure.columns]
    assert [str(dtype) for dtype in table.dtypes] == [column.dtype for column in measure.columns]
    if measure.finding:
        said = measure.finding(table, {id_: f"[{id_}]" for id_ in left.sources["source_id"]})
        assert said == " ".join(said.split())
        assert not said.endswith(".")


def test_the_measures_are_those_of_every_module_and_say_what_their_columns_mean():
    measures_ = all_measures()

    assert {"source_counts", "timeline", "worst_first", "summary_figures"} <= set(measures_)
    assert len(measures_) == 29
    for name, measure in measures_.items():
        assert measure.compute.__name__ == name
        assert all(column.meaning for column in measure.columns)
        numbers = [c for c in measure.columns if c.dtype.lower() in ("int64", "float64")]
        assert all(c.unit for c in numbers if c.name != "value"), name
        assert all(c.unit.startswith("share") for c in numbers if c.name.startswith("share_"))


def test_a_source_cited_twice_in_a_passage_counts_one_passage_and_two_citations(by_term):
    assert counts(measures.source_counts(by_term), "source_id") == {
        "1": (1, 1), "2": (2, 3), "3": (2, 2), "4": (1, 1), "5": (0, 0),
    }  # fmt: skip


def test_a_theme_counts_its_passages_and_the_citations_in_them(by_term):
    assert counts(measures.theme_counts(by_term), "theme_id") == {
        "cost": (2, 4), "noise": (2, 3), "climate": (0, 0),
    }  # fmt: skip


def test_a_section_counts_its_passages_and_the_citations_in_them(by_term):
    assert counts(measures.section_counts(by_term), "section_id") == {
        "s1": (2, 3), "s2": (2, 2), "s3": (1, 2), "s4": (0, 0),
    }  # fmt: skip


def test_themes_meet_sources_where_a_passage_has_both(by_term):
    table = measures.theme_by_source(by_term)

    assert len(table) == 3 * 5
    assert meetings(table, "theme_id", "source_id") == {
        ("cost", "1"): (1, 1), ("cost", "2"): (2, 3),
        ("noise", "3"): (2, 2), ("noise", "4"): (1, 1),
    }  # fmt: skip


def test_themes_meet_sections_where_a_passage_has_both(by_term):
    table = measures.theme_by_section(by_term)

    assert len(table) == 3 * 4
    assert meetings(table, "theme_id", "section_id") == {
        ("cost", "s1"): (1, 2), ("noise", "s1"): (1, 1),
        ("cost", "s2"): (1, 2), ("noise", "s3"): (1, 2),
    }  # fmt: skip


def test_the_reading_order_holds_every_citation_with_its_place(by_term):
    table = measures.reading_order(by_term)

    assert table["source_id"].tolist() == ["1", "2", "3", "2", "2", "3", "4"]
    assert table["place"].tolist() == [0, 0, 0.2, 0.4, 0.4, 0.8, 0.8]
    assert table["start"].is_monotonic_increasing


def test_agreement_is_measured_only_on_passages_coded_by_hand(coded):
    table = measures.coding_agreement(coded, "section").set_index("theme_id")

    assert table.loc["cost", ["n_hand", "n_basis", "n_both"]].tolist() == [1, 0, 0]
    assert table.loc["noise", ["n_hand", "n_basis", "n_both"]].tolist() == [2, 1, 1]
    assert table.loc["noise", ["precision", "recall"]].tolist() == [1.0, 0.5]


def test_a_share_of_nothing_is_missing(coded):
    table = measures.coding_agreement(coded, "section").set_index("theme_id")

    assert table["precision"].isna().to_dict() == {"cost": True, "noise": False, "climate": True}


def test_codings_of_several_bases_are_not_counted_together(coded):
    with pytest.raises(ValueError, match="several bases"):
        measures.theme_counts(coded)


@pytest.mark.parametrize("words", ["", "a", "noise", "prices", "xyz"])
def test_totals_agree_with_the_tables_whatever_is_filtered(words, by_term):
    left = selection.left(by_term, Selection(words=words))

    assert measures.source_counts(left)["n_citations"].sum() == len(left.citations)
    assert measures.section_counts(left)["n_passages"].sum() == len(left.passages)
    assert measures.theme_counts(left)["n_passages"].sum() == len(left.codings)
    assert len(measures.reading_order(left)) == len(left.citations)


@given(
    st.lists(st.text("12345", max_size=6), max_size=8),
    st.dictionaries(st.sampled_from("abc"), st.sets(st.integers(0, 7))),
    st.integers(1, 3),
)
def test_each_measure_counts_what_a_person_would_count_one_by_one(cited, themes, n_first):
    themes = {id_: sorted(n for n in ns if n < len(cited)) for id_, ns in themes.items()}
    sections = [("One", n_first), ("Two", len(cited))]
    text = made(cited, plain("12345"), themes, sections)
    passages, citations = Counter(), Counter()
    for theme, ns in themes.items():
        for n in ns:
            section = "s0" if n < n_first else "s1"
            for key in (theme, (theme, section)):
                passages[key] += 1
                citations[key] += len(cited[n])
            passages.update((theme, id_) for id_ in set(cited[n]))
            citations.update((theme, id_) for id_ in cited[n])
    for ids in cited:
        passages.update(set(ids))
        citations.update(ids)

    for name in ("source_counts", "theme_counts", "theme_by_source", "theme_by_section"):
        measure = all_measures()[name]
        table, key = measure.compute(text), measure.key
        for row in table.to_dict("records"):
            ids = row[key[0]] if len(key) == 1 else tuple(row[part] for part in key)
            assert (row["n_passages"], row["n_citations"]) == (passages[ids], citations[ids])


def test_an_id_that_no_table_knows_is_not_counted_elsewhere(by_term):
    from dataclasses import replace

    citations = by_term.citations.assign(source_id="nobody")
    with pytest.raises(ValueError, match="negative"):
        measures.source_counts(replace(by_term, citations=citations))
