"""Texts of one's own on the page: handed over, given themes and sources, saved, forgotten."""

import io
import re
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.study import analysis, intake
from tests.app.test_page import ROOT, html, read, shipped, start  # noqa: F401

REPORT = b"""# Heat pumps in cities

## Cost

They cost less to run than gas [1]. Old houses need insulation first [2].
Loans spread the price over years [1][2].

## Noise

Fans are heard at night [3]. Rules set a limit of 40 decibels [3].
Neighbours complain of fans in summer [2].

## Sources

[1] Price list of 2024, https://prices.example/list
[2] Building survey
"""


def hand_over(app, *files):
    """What the page does once files are uploaded."""
    app.session_state["handed"] = list(files)
    return app.run()


def opened(app):
    return app.session_state["opened"]


def own_texts(app):
    """Names of the texts that this session holds."""
    return list(app.session_state["own"]) if "own" in app.session_state else []


def warnings(app):
    return [re.sub(r"[\\\u2060]", "", warning.value) for warning in app.warning]


@pytest.fixture
def reporting(shipped):  # noqa: F811
    app = hand_over(shipped, ("report.md", REPORT))
    assert not app.exception
    return app


def test_a_text_handed_over_is_opened_at_once(reporting):
    assert opened(reporting) == "report"
    assert "Heat pumps in cities" in html(reporting)
    assert read(reporting) == ["p1", "p2", "p3", "p4", "p5", "p6"]


def test_its_headings_are_its_themes_until_somebody_writes_others(reporting):
    pills = reporting.get("button_group")[0]

    assert pills.key == "theme"
    assert [label.split(" **")[0] for label in pills.options] == ["Cost", "Noise"]


def test_an_upload_is_read_and_the_field_is_empty_again(shipped):  # noqa: F811
    shipped.session_state["opener_0"] = True
    shipped.run()
    shipped.get("file_uploader")[0].set_value([("report.md", REPORT, "text/markdown")]).run()

    assert opened(shipped) == "report"
    assert not shipped.get("file_uploader")


def test_a_pasted_text_is_opened(shipped):  # noqa: F811
    shipped.session_state["opener_0"] = True
    shipped.run()
    shipped.text_area(key="pasted").set_value(REPORT.decode())
    shipped.button(key="read_pasted").click().run()

    assert opened(shipped) == "Pasted text"
    assert "Heat pumps in cities" in html(shipped)


def test_a_pasted_web_page_is_converted(shipped):  # noqa: F811
    shipped.session_state["opener_0"] = True
    shipped.run()
    page = "<html><h1>Pumps</h1><p>They cost less [1].</p><h2>Sources</h2><p>[1] A</p></html>"
    shipped.text_area(key="pasted").set_value(page)
    shipped.button(key="read_pasted").click().run()

    assert opened(shipped) == "Pasted text"
    assert "<h1>Pumps" not in html(shipped)
    assert read(shipped) == ["p1"]


def test_pasting_nothing_leaves_the_page_as_it_is(shipped):  # noqa: F811
    shipped.session_state["opener_0"] = True
    shipped.run()
    shipped.button(key="read_pasted").click().run()

    assert opened(shipped) == "trump-putin-us-russia"
    assert warnings(shipped) == []


def test_several_files_are_opened_and_the_first_is_shown(shipped):  # noqa: F811
    app = hand_over(shipped, ("one.md", REPORT), ("two.txt", b"Fans are loud [1]."))

    assert opened(app) == "one"
    assert app.selectbox(key="analysis").options == [
        "trump-putin-us-russia", "Yours: one", "Yours: two",
    ]  # fmt: skip
    app.selectbox(key="analysis").select("two").run()
    assert opened(app) == "two"
    assert read(app) == ["p1"]


def test_two_texts_of_one_name_are_both_kept(reporting):
    app = hand_over(reporting, ("report.md", b"Another one [1]."))

    assert opened(app) == "report 2"
    assert own_texts(app) == ["report", "report 2"]


def test_what_cannot_be_read_is_told_and_the_rest_is_opened(shipped):  # noqa: F811
    app = hand_over(shipped, ("empty.md", b" "), ("report.md", REPORT), ("song.mp3", b"ID3"))

    assert opened(app) == "report"
    assert [warning.split(":")[0] for warning in warnings(app)] == ["empty.md", "song.mp3"]


def test_what_cannot_be_read_leaves_the_open_text_open(shipped):  # noqa: F811
    app = hand_over(shipped, ("scan.pdf", b"no pdf at all"))

    assert opened(app) == "trump-putin-us-russia"
    assert len(warnings(app)) == 1
    assert "scan.pdf" in warnings(app)[0]
    assert own_texts(app) == []


def test_the_warning_goes_with_the_next_text(shipped):  # noqa: F811
    app = hand_over(shipped, ("empty.md", b" "))
    app = hand_over(app, ("report.md", REPORT))

    assert warnings(app) == []


def test_a_text_without_marks_says_so_and_shows_what_it_has(shipped):  # noqa: F811
    text = "\n\n".join(f"Sentence number {n} says something." for n in range(12))
    app = hand_over(shipped, ("plain.txt", f"# Plain\n\n## Part\n\n{text}".encode()))

    app.session_state["problems"] = True
    app.run()

    assert not app.exception
    assert any("no citation marks were found" in button.label for button in app.button)
    assert len(read(app)) == 12


def test_a_text_of_one_s_own_leaves_nothing_in_the_address(reporting):
    reporting.button_group(key="theme").set_value(["cost"]).run()

    assert reporting.query_params == {}
    assert ">Link<" not in html(reporting)


def test_another_session_does_not_see_it(reporting):
    other = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()

    assert opened(reporting) == "report"
    assert opened(other) == "trump-putin-us-russia"
    assert not other.selectbox or "analysis" not in [box.key for box in other.selectbox]
    assert "Heat pumps in cities" not in html(other)


def test_choosing_the_shipped_text_again_brings_its_words_back(reporting):
    reporting.selectbox(key="analysis").select("trump-putin-us-russia").run()

    assert opened(reporting) == "trump-putin-us-russia"
    assert warnings(reporting) == []
    assert len(read(reporting)) == 14


def test_a_text_is_forgotten_when_asked(reporting):
    reporting.session_state["saving"] = True
    reporting.run()
    reporting.button(key="forget").click().run()

    assert opened(reporting) == "trump-putin-us-russia"
    assert warnings(reporting) == []
    assert own_texts(reporting) == []


def saved(app):
    """The folder that the page offers to save."""
    name = opened(app)
    own = app.session_state["own"][name]
    files, notes = intake.whole(analysis.read(name, own.files), own.files)
    assert notes == ()
    return files


def test_the_saved_folder_opens_as_the_same_analysis(reporting):
    files = saved(reporting)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"report/{name}", data)
    app = hand_over(reporting, ("report.zip", packed.getvalue()))

    assert opened(app) == "report 2"
    assert read(app) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert warnings(app) == []


def test_the_folder_can_be_saved(reporting):
    reporting.session_state["saving"] = True
    reporting.run()

    (button,) = [one for one in reporting.get("download_button") if one.key == "folder_zip"]
    assert button.label == "Save the folder (report.zip)"


# Themes


@pytest.fixture
def drafting(reporting):
    """The report with two themes that the person has begun to write."""
    reporting.session_state["view"] = "themes"
    reporting.run()
    reporting.button(key="use_headings").click().run()
    assert not reporting.exception
    return reporting


def themes(app):
    name = opened(app)
    return analysis.read(name, app.session_state["own"][name].files).book.themes


def test_the_headings_become_themes_to_be_changed(drafting):
    assert [theme.name for theme in themes(drafting)] == ["Cost", "Noise"]
    assert drafting.text_input(key="name_cost").value == "Cost"


def test_the_words_suggest_themes_with_their_reasons(shipped):  # noqa: F811
    parts = ("fans", "night noise", "loans", "bank interest"), ("walls", "loft insulation")
    text = "\n".join(
        f"\n## Part {n}\n" + f"\nThe {' and the '.join(words)} were named in case {n} [1].\n" * 3
        for n, words in enumerate((*parts, *parts), start=1)
    )
    app = hand_over(shipped, ("words.md", f"# Words\n{text}".encode()))
    app.session_state["view"] = "themes"
    app.run()

    assert 'class="suggested"' in html(app)
    assert "of 12 passages" in html(app)
    app.button(key="use_terms").click().run()
    assert all(theme.terms for theme in themes(app))
    assert app.session_state["basis"] == "term"


def test_words_given_to_a_theme_are_found_at_once(drafting):
    drafting.text_input(key="terms_noise").set_value("fans, limit*").run()

    assert themes(drafting)[1].terms == ("fans", "limit*")
    assert drafting.session_state["basis"] == "term"
    assert drafting.button(key="found_noise").label == "**3** passages"


def test_a_count_leads_to_its_passages(drafting):
    drafting.button(key="found_noise").click().run()

    assert read(drafting) == ["p4", "p5", "p6"]


def test_a_theme_is_renamed_and_keeps_its_id(drafting):
    drafting.text_input(key="name_noise").set_value("Loud fans").run()

    assert [(theme.id, theme.name) for theme in themes(drafting)] == [
        ("cost", "Cost"), ("noise", "Loud fans"),
    ]  # fmt: skip


def test_two_themes_of_one_name_become_one(drafting):
    drafting.text_input(key="name_noise").set_value("cost").run()

    (theme,) = themes(drafting)
    assert theme.sections == ("Cost", "Noise")


def test_a_theme_is_merged_into_another(drafting):
    drafting.session_state["more_noise"] = True
    drafting.run()
    drafting.selectbox(key="into_noise").select("cost").run()

    (theme,) = themes(drafting)
    assert theme.sections == ("Cost", "Noise")


def test_a_theme_is_dropped_and_brought_back(drafting):
    drafting.session_state["theme"] = ["noise"]
    drafting.session_state["more_noise"] = True
    drafting.run()
    drafting.button(key="drop_noise").click().run()

    assert [theme.id for theme in themes(drafting)] == ["cost"]
    assert drafting.session_state["theme"] == []
    drafting.button(key="undo_change").click().run()
    assert [theme.id for theme in themes(drafting)] == ["cost", "noise"]
    assert drafting.text_input(key="name_noise").value == "Noise"


def test_a_theme_of_one_s_own_begins_with_its_name(drafting):
    drafting.text_input(key="new_theme").set_value("Insulation").run()

    assert themes(drafting)[2].terms == ("insulation",)
    assert drafting.button(key="found_insulation").label == "**1** passage"
    assert drafting.text_input(key="new_theme").value == ""


def test_a_definition_and_sections_are_kept(drafting):
    drafting.session_state["more_cost"] = True
    drafting.run()
    drafting.text_area(key="def_cost").set_value("What heating costs.").run()
    drafting.multiselect(key="sections_cost").set_value(["Noise"]).run()

    assert themes(drafting)[0].definition == "What heating costs."
    assert themes(drafting)[0].sections == ("Noise",)


def test_words_that_no_codebook_takes_are_told_and_change_nothing(drafting):
    drafting.text_input(key="terms_noise").set_value("f*ns").run()

    assert themes(drafting)[1].terms == ()
    assert warnings(drafting) == [
        "The themes were not changed: the term 'f*ns' has a * in the middle; "
        "it may only stand at the end"
    ]
    assert drafting.text_input(key="terms_noise").value == ""


def test_themes_on_disk_are_changed_in_a_copy(shipped):  # noqa: F811
    shipped.session_state["view"] = "themes"
    shipped.run()
    shipped.button(key="copy").click().run()

    assert opened(shipped) == "trump-putin-us-russia, changed"
    assert shipped.text_input(key="name_sanctions").value == "Sanctions"
    assert analysis.CODINGS not in shipped.session_state["own"][opened(shipped)].files
    assert warnings(shipped) == []


def test_a_codebook_of_another_study_is_laid_beside_the_open_text(reporting):
    book = b"themes: [{id: fans, name: Fans, terms: [fans]}]"
    app = hand_over(reporting, ("their-themes.yaml", book))

    assert opened(app) == "report"
    assert [theme.name for theme in themes(app)] == ["Fans"]
    assert app.session_state["basis"] == "term"


def test_a_codebook_that_came_with_a_text_belongs_to_it(shipped):  # noqa: F811
    book = b"themes: [{id: fans, name: Fans, terms: [fans]}]"
    app = hand_over(shipped, ("codebook.yaml", book), ("report.md", REPORT))

    assert opened(app) == "report"
    assert [theme.name for theme in themes(app)] == ["Fans"]


def test_a_codebook_with_two_texts_belongs_to_none(shipped):  # noqa: F811
    book = b"themes: [{id: fans, name: Fans, terms: [fans]}]"
    app = hand_over(shipped, ("codebook.yaml", book), ("one.md", REPORT), ("two.md", REPORT))

    assert "2 texts came with it" in warnings(app)[0]
    assert opened(app) == "one"


# Sources


def test_a_pasted_list_names_the_sources_in_a_copy(shipped):  # noqa: F811
    shipped.session_state["view"] = "sources"
    shipped.session_state["listing"] = True
    shipped.run()
    shipped.text_area(key="list_pasted").set_value("[1] First report\n[2] Second report")
    shipped.button(key="read_list").click().run()

    name = opened(shipped)
    assert name == "trump-putin-us-russia, changed"
    own = analysis.read(name, shipped.session_state["own"][name].files)
    assert [source.title for source in own.document.sources][:3] == [
        "First report", "Second report", None,
    ]  # fmt: skip
    assert analysis.CODINGS in shipped.session_state["own"][name].files
    told = [text.value for text in shipped.text]
    assert told == ["the list has no entry for [3], [4], [5], [6], [7], [8], [9]"]


def test_a_list_as_a_file_names_the_sources(reporting):
    reporting.session_state["view"] = "sources"
    reporting.session_state["listing"] = True
    reporting.run()
    ris = b"TY  - RPRT\nTI  - Noise rules\nID  - 3\nER  - \n"
    uploaders = [one for one in reporting.get("file_uploader") if "list" in one.key]
    uploaders[0].set_value(("noise.ris", ris, "text/plain")).run()

    own = analysis.read("report", reporting.session_state["own"]["report"].files)
    assert {source.id: source.title for source in own.document.sources}["3"] == "Noise rules"


def test_a_list_that_matches_nothing_changes_nothing_and_says_so(shipped):  # noqa: F811
    shipped.session_state["view"] = "sources"
    shipped.session_state["listing"] = True
    shipped.run()
    shipped.text_area(key="list_pasted").set_value(
        "@book{smith, title={A book}}\n@book{jones, title={Another}}"
    )
    shipped.button(key="read_list").click().run()

    assert opened(shipped) == "trump-putin-us-russia"
    assert warnings(shipped) == [
        "the list: no entry matches a source of this text by number, key, address, or author and"
        " year; number them as the text does"
    ]


def test_a_list_that_cannot_be_read_is_told(reporting):
    reporting.session_state["view"] = "sources"
    reporting.session_state["listing"] = True
    reporting.run()
    reporting.text_area(key="list_pasted").set_value("{")
    reporting.button(key="read_list").click().run()

    assert len(warnings(reporting)) == 1
    assert warnings(reporting)[0].startswith("the list")


# Limits


def test_no_more_texts_than_a_tab_can_hold(reporting, monkeypatch):
    monkeypatch.setattr("dashboard.page.opening.own.MOST", 1)
    app = hand_over(reporting, ("more.md", REPORT))

    assert opened(app) == "report"
    assert "this tab already holds" in warnings(app)[0]


def test_a_link_into_one_s_own_text_that_is_gone_is_told():
    app = start(ROOT / "data", analysis="report", p="p3")

    assert warnings(app)[0] == "This link asks for an analysis that isn't here: report"


def test_a_name_made_to_look_like_markup_is_shown_as_it_is(shipped):  # noqa: F811
    name = "![x](https://tracker.example/x.png) <b>bold</b> :red[x].md"
    app = hand_over(shipped, (name, REPORT))

    assert not app.exception
    assert opened(app) == "b> :red[x]"


def test_a_codebook_that_cannot_be_used_changes_nothing(reporting):
    app = hand_over(reporting, ("codebook.yaml", b"themes: [{id: fans}]"))

    assert opened(app) == "report"
    assert warnings(app) == ["codebook.yaml:1: column 10: the field 'name' is missing; add it"]
    assert analysis.CODEBOOK not in app.session_state["own"]["report"].files


THEMELESS = b"""It rained in Vell [1]. The dam held [2].

It blew all night [1].
"""


def test_a_text_without_themes_goes_through_all_views_and_texts(shipped):  # noqa: F811
    hand_over(shipped, ("rain.md", THEMELESS))
    for view in ("sources", "themes", "timeline", "sections", "reliance", "overview"):
        shipped.segmented_control(key="view").set_value(view).run()
        assert not shipped.exception, view
    hand_over(shipped, ("wind.md", THEMELESS.replace(b"rained", b"stormed")))
    hand_over(shipped, ("report.md", REPORT))
    assert not shipped.exception
    assert opened(shipped) == "report"


def test_a_text_without_citations_says_what_is_known_instead_of_an_empty_chart(shipped):  # noqa: F811
    plain = re.sub(rb" ?\[\d\]", b"", REPORT.partition(b"## Sources")[0])
    hand_over(shipped, ("plain.md", plain))

    assert not shipped.exception
    assert "No citations were found in this text" in html(shipped)
    assert "[^1]" in html(shipped)
    hand_over(shipped, ("words.md", b"just three words"))
    assert not shipped.exception


def test_sections_of_one_heading_are_told_apart_in_the_filter(shipped):  # noqa: F811
    text = b"# Power\n\n## Wind\n\n### Costs\n\nHigh [1].\n\n## Sun\n\n### Costs\n\nLow [2]."
    hand_over(shipped, ("two.md", text))

    options = shipped.multiselect(key="section").options
    assert [option for option in options if "Costs" in option] == ["Wind › Costs", "Sun › Costs"]


def test_a_last_section_is_called_the_conclusion_only_if_its_heading_says_so(reporting):
    reporting.segmented_control(key="view").set_value("reliance").run()
    reporting.segmented_control(key="part").set_value("order").run()

    assert "The last section, “Noise”" in html(reporting)
    hand_over(reporting, ("end.md", REPORT.replace(b"## Noise", b"## Conclusion")))
    reporting.segmented_control(key="part").set_value("order").run()
    assert "The conclusion, “Conclusion”" in html(reporting)


def test_a_codebook_of_another_study_counts_by_its_words_at_once(reporting):
    titles = ", ".join(f"Heading {n}" for n in range(6))
    book = f"themes: [{{id: fans, name: Fans, terms: [fans], sections: [{titles}]}}]"
    app = hand_over(reporting, ("codebook.yaml", book.encode()))

    assert app.session_state["basis"] == "term"
    assert app.get("button_group")[0].options == ["Fans **2**"]
    assert len(warnings(app)) == 1
    assert "5 more faults in the files" in app.expander[0].label


def test_a_note_is_what_was_said_before_a_list_was_added(shipped):  # noqa: F811
    shipped.session_state["view"] = "sources"
    shipped.session_state["listing"] = True
    shipped.run()
    shipped.text_area(key="list_pasted").set_value("[1] First report\n[2] Second report")
    shipped.button(key="read_list").click().run()

    assert "Noted before a list was added: " in html(shipped)
