import pytest
from pandas import DataFrame

from dashboard.measures import counts, findings
from dashboard.measures.reliance import knock_out, network, reading_list
from dashboard.tables import selection
from dashboard.tables.selection import Selection

NAMES = {str(n): f"[{n}]" for n in range(1, 10)} | {"0": "example.org/…dams"}


def test_the_crossing_is_told_by_its_fewest_sources_and_widest_theme(by_term):
    said = findings.crossing(counts.source_counts(by_term), counts.theme_counts(by_term), 5, NAMES)

    assert said == (
        "2 of 4 sources, [2] and [3], carry 71% of the citations; "
        "“Cost” and “Noise” run through 2 of 5 passages each"
    )


def sources(*n_citations):
    ids = [str(n) for n in range(1, len(n_citations) + 1)]
    return DataFrame({"source_id": ids, "n_citations": n_citations})


def themes(*n_passages):
    return DataFrame({"theme": list("ABCDE")[: len(n_passages)], "n_passages": n_passages})


def test_of_sources_that_tie_none_is_named_before_the_others():
    def said(*n_citations):
        return findings.crossing(sources(*n_citations), themes(), 9, NAMES)

    assert said(1, 1, 1) == "Each of the 3 cited sources is cited once"
    assert said(2, 2, 0) == "Each of the 2 cited sources is cited 2 times"
    assert said(3, 2, 2, 1) == "[1] is cited most, 3 of 8 citations"
    assert said(2, 3, 1, 1, 1, 3) == "2 of 6 sources, [2] and [6], carry 55% of the citations"
    assert said(3, 3, 1, 1, 1, 1, 1, 1, 1) == "[1] and [2] are cited most, 3 of 13 citations each"
    assert said(2, 2, 2, 2, 2, 2, 1) == "6 sources are cited most, 2 of 13 citations each"
    assert said(5, 2, 2) == "1 of 3 sources, [1], carries 56% of the citations"


def test_themes_that_tie_are_named_together_or_counted():
    def said(*n_passages):
        return findings.crossing(sources(5, 2), themes(*n_passages), 9, NAMES).split("; ")[1:]

    assert said(3, 1) == ["“A” runs through 3 of 9 passages"]
    assert said(3, 3, 1) == ["“A” and “B” run through 3 of 9 passages each"]
    assert said(2, 2, 2, 2) == ["4 themes run through 2 of 9 passages each"]
    assert said(0, 0) == said() == []


def test_a_text_without_citations_is_not_given_shares(by_term):
    nothing = selection.left(by_term, Selection(depths=("0",)))
    said = findings.crossing(counts.source_counts(nothing), counts.theme_counts(nothing), 1, NAMES)

    assert said == "No citations in this text"
    assert findings.reading_order(counts.reading_order(nothing), 3, NAMES) == said


def test_a_source_that_is_an_address_is_named_in_short(by_term):
    names = {id_: f"{id_}.example/…dams" for id_ in by_term.sources["source_id"]}
    marks, worst = counts.reading_order(by_term), knock_out.worst_first(by_term)
    support, read = knock_out.support(by_term, ()), reading_list.reading_list(by_term)

    for said in (
        findings.crossing(counts.source_counts(by_term), counts.theme_counts(by_term), 5, names),
        findings.reading_order(marks, 3, names),
        findings.knock_out(support, worst, (), names),
        findings.knock_out(support, worst, ["2"], names),
        findings.reading_list(read, names),
        findings.co_citation(network.co_citation(by_term).head(1), names),
    ):
        assert "2.example/…dams" in said
        assert "[" not in said


def test_the_reading_order_is_told_by_the_reach_of_its_sources(by_term):
    said = findings.reading_order(counts.reading_order(by_term), 3, NAMES)

    assert said == (
        "Sources [2] and [3] are cited in 2 of 3 sections each; [1] and [4] only in one"
    )


def test_the_sections_are_told_by_the_widest_theme_and_the_fullest_section(by_term):
    said = findings.sections(counts.theme_by_section(by_term), 3)

    assert said == (
        "“Cost” and “Noise” stand in 2 of 3 sections each; “Summary” holds 2 of 3 themes"
    )


def test_what_stands_in_one_place_only_is_said_of_all():
    def crossed(*rows):
        table = DataFrame(rows, columns=["theme", "section_id", "n_passages"])
        return table.assign(theme_id=table["theme"], section=table["section_id"])

    once = crossed(("A", "one", 2), ("B", "two", 1), ("B", "one", 0))
    assert findings.sections(once, 2) == (
        "No theme stands in more than one section; no section holds more than one theme"
    )
    both = crossed(("A", "one", 2), ("B", "one", 1), ("A", "two", 1), ("B", "two", 3))
    assert findings.sections(both, 2) == (
        "“A” and “B” stand in 2 of 2 sections each; “one” and “two” hold 2 of 2 themes each"
    )
    marks = DataFrame({"source_id": ["1", "2", "1"], "section_id": ["one", "two", "one"]})
    assert findings.reading_order(marks, 2, NAMES) == "No source is cited in more than one section"
    marks = DataFrame({"source_id": ["1", "2", "1", "2"], "section_id": list("abba")})
    assert findings.reading_order(marks, 2, NAMES) == (
        "Sources [1] and [2] are cited in 2 of 2 sections each"
    )


def test_sections_without_themes_are_said_to_have_none(by_term):
    nothing = selection.left(by_term, Selection(words="Installers"))

    assert findings.sections(counts.theme_by_section(nothing), 3) == "No section carries a theme"


def test_agreement_names_what_was_missed_and_what_was_added(coded):
    said = findings.agreement(counts.coding_agreement(coded, "section"), "A. Moor")

    assert said == "1 of 4 codings by A. Moor found; 0 found besides"


def dates(*rows):
    """A timeline of (origin, id, theme, first day, last day)."""
    columns = ["origin", "item_id", "theme_id", "first_day", "last_day"]
    return DataFrame(rows, columns=columns)


@pytest.mark.parametrize(
    ("bare", "said"),
    [
        ((0, 0), "No passage rests on one source alone"),
        ((0, 1), "1 of 9 passages rests on one source alone, [2]"),
        ((1, 3), "4 of 9 passages rest on one source alone, 3 on [2]"),
        ((2, 2), "4 of 9 passages rest on one source alone, 2 on [1] and [2] each"),
        ((1, 1, 1, 1), "4 of 9 passages rest on one source alone, 1 on each of 4 sources"),
    ],
)
def test_sources_that_hold_up_as_much_are_named_together(bare, said):
    ids = [str(n) for n in range(1, len(bare) + 1)]
    worst = DataFrame({"source_id": ids, "n_bare": bare, "n_passages": 5})

    assert findings.knock_out(DataFrame({"state": ["supported"] * 9}), worst, (), NAMES) == said


def test_what_falls_is_told_of_every_passage():
    def said(*states):
        worst = DataFrame({"source_id": ["1"], "n_bare": [1], "n_passages": [1]})
        return findings.knock_out(DataFrame({"state": states}), worst, ["1"], NAMES)

    assert said("bare", "uncited", "uncited") == (
        "Without [1], 1 of 3 passages is left bare, 2 never had a source"
    )
    assert said("weakened", "supported") == (
        "Without [1], 0 of 2 passages are left bare, 1 weakened, 1 keeps all their sources"
    )


def test_themes_on_no_source_are_told_beside_those_on_one():
    def said(**n_sources):
        table = DataFrame({"theme": n_sources.keys(), "n_sources": n_sources.values()})
        table["n_passages"] = 2
        table["is_on_one_source"] = table["n_sources"] == 1
        return findings.theme_footing(table, NAMES)

    assert said(a=2, b=1, c=0) == "“b” stands on one source alone; “c” stands on no source"
    assert said(a=0, b=0) == "“a” and “b” stand on no source"
    assert said(a=2) == "No theme rests on one source alone"


def test_the_timeline_says_its_fullest_year_and_theme_and_counts_an_event_once():
    table = dates(
        ("added context", "a", "cost", "2017-01-01", "2017-12-31"),
        ("added context", "a", "noise", "2017-01-01", "2017-12-31"),
        ("added context", "b", "cost", "2017-03-02", "2017-03-02"),
        ("added context", "c", "cost", "2018-03-02", "2019-03-02"),
    )

    assert findings.timeline(table, {"cost": "Cost", "noise": "Noise"}) == (
        "3 events, 2017 to 2019; 2 of them in 2017; “Cost” has most, 3"
    )


def test_a_theme_that_has_no_more_dates_than_another_is_not_said_to_have_most():
    table = dates(
        ("source's publication date", "1", "cost", "2023-01-01", "2023-12-31"),
        ("source's publication date", "1", "noise", "2023-01-01", "2023-12-31"),
    )

    said = findings.timeline(table, {"cost": "Cost", "noise": "Noise"})

    assert said == "1 publication date, 2023"


def test_the_timeline_names_what_kind_of_dates_it_has():
    written = ("written in the text", "d1", None, "2017-01-01", "2017-12-31")
    published = ("source's publication date", "1", None, "2019-01-01", "2019-12-31")

    assert findings.timeline(dates(written), {}) == "1 date in the text, 2017"
    assert findings.timeline(dates(written, published), {}) == "2 dates, 2017 to 2019"
    assert findings.timeline(dates(), {}) == "Nothing in this analysis is dated"


def test_the_age_of_a_source_is_no_more_exact_than_its_dates():
    assert findings.age(2.42, 2.42) == "2.4 years old at"
    assert findings.age(1.0, 2.0) == "1.0 to 2.0 years old at"
    assert findings.age(0.1, 0.5) == "less than a year old at"
    assert findings.age(-0.5, 0.5) == "it came out about the time of"
    assert findings.age(-3.0, -2.0) == "it came out 2.0 to 3.0 years after"


def test_the_pair_cited_most_is_named_or_several_where_they_tie():
    def pairs(*rows):
        return DataFrame(rows, columns=["source_id_a", "source_id_b", "n_passages"])

    assert findings.co_citation(pairs(), NAMES) == "No two sources are cited in one passage"
    assert findings.co_citation(pairs(("2", "3", 4), ("1", "3", 3)), NAMES) == (
        "[2] and [3] are cited together most: 4 passages"
    )
    assert findings.co_citation(pairs(("2", "3", 2), ("1", "3", 2), ("1", "2", 1)), NAMES) == (
        "2 pairs are cited together most, 2 passages each: [2] and [3]; [1] and [3]"
    )
    assert findings.co_citation(pairs(("1", "2", 1), ("1", "3", 1)), NAMES) == (
        "No two sources are cited together more than once; 2 pairs are, once"
    )
    assert findings.co_citation(pairs(*((str(n), "9", 2) for n in range(4))), NAMES).endswith("; …")


def test_the_curve_is_told_by_its_half_and_its_last_step():
    def curve(*n):
        return DataFrame({"n_sources": n})

    assert findings.cumulative_sources(curve(2, 3, 3, 4, 4), NAMES) == (
        "Half of the 4 cited sources are in by passage 1 of 5; the last new one comes in passage 4"
    )
    assert (
        findings.cumulative_sources(curve(0, 1), NAMES)
        == "The 1 cited source is in by passage 2 of 2"
    )
    assert findings.cumulative_sources(curve(0, 0), NAMES) == "No citations in this text"
    assert findings.cumulative_sources(curve(), NAMES) == "No citations in this text"


def test_a_text_without_citations_is_not_said_to_rest_on_several_sources(by_term):
    nothing = selection.left(by_term, Selection(depths=("0",)))
    support, worst = knock_out.support(nothing, ()), knock_out.worst_first(nothing)

    assert findings.knock_out(support, worst, (), NAMES) == "No citations in this text"


def test_the_reading_list_is_told_up_to_four_fifths_of_the_passages():
    def said(*n_covered):
        table = DataFrame({"source_id": list("12345")[: len(n_covered)], "n_covered": n_covered})
        return findings.reading_list(table.assign(share_covered=table["n_covered"] / 10), NAMES)

    assert (
        said(5, 8, 9, 10)
        == "Read 2 sources, [1] and [2], to check 80% of 10 passages with a source"
    )
    assert said(5, 7, 9, 10).startswith("Read 3 sources, [1], [2] and [3], to check 90%")
