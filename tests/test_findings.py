from dashboard import findings, measures
from dashboard.tables import Where


def test_the_crossing_is_told_by_its_fewest_sources_and_widest_theme(by_term):
    said = findings.crossing(measures.source_counts(by_term), measures.theme_counts(by_term), 5)

    assert said == (
        "2 of 4 sources, [2] and [3], carry 71% of the citations; "
        "“Cost” runs through 2 of 5 passages"
    )


def test_a_text_without_citations_is_not_given_shares(by_term):
    nothing = by_term.where(Where(is_uncited=True))
    said = findings.crossing(measures.source_counts(nothing), measures.theme_counts(nothing), 1)

    assert said == "No citations in this text"
    assert findings.reading_order(measures.reading_order(nothing), 3) == said


def test_the_reading_order_is_told_by_the_reach_of_its_sources(by_term):
    said = findings.reading_order(measures.reading_order(by_term), 3)

    assert said == "Source [2] is cited in 2 of 3 sections; [1] and [4] only in one"


def test_the_sections_are_told_by_the_widest_theme_and_the_fullest_section(by_term):
    said = findings.sections(measures.theme_by_section(by_term), 3)

    assert said == "“Cost” stands in 2 of 3 sections; “Summary” holds 2 of 3 themes"


def test_sections_without_themes_are_said_to_have_none(by_term):
    nothing = by_term.where(Where(words="Installers"))

    assert findings.sections(measures.theme_by_section(nothing), 3) == "No section carries a theme"


def test_agreement_names_what_was_missed_and_what_was_added(coded):
    said = findings.agreement(measures.coding_agreement(coded, "section"))

    assert said == "1 of 4 codings by hand found; 0 more that the hand did not make"
