"""Titles, sections, paragraphs, items and rows."""

import pytest

from dashboard import reading
from tests.said import cited, quotes, titles


def read(text, file="notes.md"):
    return reading.read(text.encode(), file)


def sections(document):
    return [(section.id, section.level, section.title) for section in document.sections]


PROSE = "It rained for a week and then the dam gave way [1]."


def test_the_question_of_a_pasted_answer_is_the_title_and_its_bare_lines_are_sections():
    document = read(f"Why did it rain?\nExecutive summary\n{PROSE}\n1. Clouds came\n{PROSE}\n")

    assert document.title == "Why did it rain?"
    assert sections(document) == [("s1", 1, "Executive summary"), ("s2", 1, "1. Clouds came")]
    assert quotes(document) == [PROSE, PROSE]


def test_numbered_lines_that_follow_each_other_are_a_list():
    document = read(f"Why did it rain?\nSummary\n{PROSE}\n1. Clouds came\n2. Wind rose\n{PROSE}\n")

    assert sections(document) == [("s1", 1, "Summary")]
    assert quotes(document) == [PROSE, "Clouds came", "Wind rose", PROSE]


def test_numbered_headings_count_on_and_a_lone_number_is_an_item():
    document = read(
        f"Why did it rain?\n\n1. Clouds\n\n{PROSE}\n\n1. Wait\n\n{PROSE}\n\n"
        f"2. Wind: it rose.\n\n{PROSE}\n\n3. Ends\n\n{PROSE}\n"
    )

    assert [title for *_, title in sections(document)] == ["1. Clouds", "3. Ends"]
    assert [quote for quote in quotes(document) if quote != PROSE] == ["Wait", "Wind: it rose."]


def test_a_heading_that_is_run_into_its_text_is_set_apart():
    document = read(
        "Did it rain?\n1. Summary of the results\nIt rained on two days [1].\n"
        "2. Missing context: The reports lack dates [2].\n3. Possible bias in the claim\n"
        "The claim leaves out the second day [1].\n"
    )

    assert [title for *_, title in sections(document)] == [
        "1. Summary of the results",
        "2. Missing context",
        "3. Possible bias in the claim",
    ]
    assert quotes(document)[1] == "The reports lack dates [2]."


@pytest.mark.parametrize("dash", [" — ", ": ", " - "])
def test_a_summary_may_begin_on_the_line_of_its_heading(dash):
    document = read(f"Did it rain?\nExecutive Summary{dash}{PROSE}\n1. Clouds came\n{PROSE}\n")

    assert [title for *_, title in sections(document)] == ["Executive Summary", "1. Clouds came"]
    assert quotes(document) == [PROSE, PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "2. Wind: it rose in the night and stayed.",
        "2. Wind: It rose.",
        "7. Wind: The reports of it lack dates.",
        "Wind: The reports of it lack dates.",
        "2. Wind rose. Rain: The reports of it lack dates.",
        "1. Wind: The reports of it lack dates.",
    ],
)
def test_words_before_a_colon_are_no_heading_unless_the_numbers_say_so(line):
    document = read(f"Why?\n1. Clouds\n{PROSE}\n{line}\n3. Ends\n{PROSE}\n")

    assert [title for *_, title in sections(document)] == ["1. Clouds", "3. Ends"]


def test_a_numbered_heading_may_stand_before_bullets():
    document = read(f"Why?\nSummary\n{PROSE}\n1. Causes\n• Rain [1]\n- Wind [2]\n2. Ends\n{PROSE}")

    assert sections(document)[1:] == [("s2", 1, "1. Causes"), ("s3", 1, "2. Ends")]
    assert quotes(document)[1:3] == ["Rain [1]", "Wind [2]"]


@pytest.mark.parametrize(
    "line",
    [
        "It ends in a stop.",
        "It ends in a colon:",
        "It ends in a comma,",
        "It is noted [a]_ there",
        "It is cited [1]",
        "See https://example.org/rain",
        "Checked on May 3, 2024",
        "“A quoted line”",
        "starts in lower case",
        "Far too many words stand in this line for it to be the heading of anything at all here",
    ],
)
def test_a_bare_line_is_no_heading_if(line):
    document = read(f"Why did it rain?\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")

    assert sections(document) == [("s0", 0, "")]
    assert line in quotes(document)


def test_bare_lines_are_text_where_headings_have_their_marks():
    document = read(f"# Rain\n\nWhat remains open\n\n{PROSE}\n")

    assert sections(document) == [("s0", 0, "")]
    assert quotes(document) == ["What remains open", PROSE]


def test_a_number_that_a_heading_has_already_makes_no_second_one():
    document = read(
        f"Why?\n1. Clouds\n{PROSE}\n2. Wind\n{PROSE}\n2. Rain: The reports of it lack dates.\n"
    )

    assert [title for *_, title in sections(document)] == ["1. Clouds", "2. Wind"]


def test_headings_are_read_in_every_markup():
    text = (
        f"# Rain\n\n## One ##\n{PROSE}\n\n### ## *Two* {{#two}}\n\nThree\n=====\n\n{PROSE}\n\n"
        f"Four\n---\n\n**Five**\n\n#### [Six](https://a.org) `x`\n\n##七\n\n{PROSE}"
    )

    assert sections(read(text)) == [
        ("s1", 2, "One"),
        ("s2", 3, "Two"),
        ("s3", 1, "Three"),
        ("s4", 2, "Four"),
        ("s5", 3, "Five"),
        ("s6", 4, "Six x"),
        ("s7", 2, "七"),
    ]


def test_a_parent_heading_is_a_section_without_passages():
    document = read(f"# Rain\n## Part\n### Detail\n{PROSE}\n## End\n")

    assert [len(section.passages) for section in document.sections] == [0, 1, 0]


@pytest.mark.parametrize(
    "line",
    ["#tag in a line.", "####### seven", "**Label:**", "**Bold** and more", "**It fell [1].**"],
)
def test_what_looks_like_a_heading_is_text(line):
    document = read(f"# Rain\n\n{PROSE}\n\n{line}\n")

    assert sections(document) == [("s0", 0, "")]
    assert quotes(document)[-1] == line


def test_code_and_front_matter_hold_no_headings_passages_or_marks():
    text = (
        f"---\ntitle: 'Rain'\n# no\n---\n{PROSE}\n```sh\n# no [2]\n```\n~~~\n# no\n```\n~~~\nEnd.\n"
    )
    document = read(text)

    assert document.title == "Rain"
    assert quotes(document) == [PROSE, "End."]
    assert [source.id for source in document.sources] == ["1"]


def test_comments_on_lines_of_their_own_are_left_out():
    document = read(f"# Rain\n\n<!-- see [2] -->\n{PROSE}\n\n<!--\n# old\n-->\n\n<!-- open\n\nEnd.")

    assert sections(document) == [("s0", 0, "")]
    assert quotes(document) == [PROSE, "<!-- open", "End."]


def test_an_indented_number_sign_is_text():
    document = read(f"# Rain\n\n{PROSE}\n\n    # a comment in code\n")

    assert sections(document) == [("s0", 0, "")]
    assert quotes(document)[-1] == "# a comment in code"


@pytest.mark.parametrize(
    "code",
    [
        "````\n[2]\n```\n[3]\n````",
        "```\n[2]\n```sh\n[3]\n```",
        "~~~\n[2]\n```\n[3]\n~~~",
        "```\n[2]\n````",
    ],
)
def test_a_fence_is_closed_by_a_bare_one_that_is_as_long(code):
    document = read(f"# Rain\n\n{PROSE}\n\n{code}\n\nEnd.\n")

    assert quotes(document) == [PROSE, "End."]
    assert document.problems == ()


def test_a_comment_that_ends_in_a_line_of_text_hides_none_of_it():
    document = read(f"# Rain\n\n<!-- one\ntwo --> It ended.\n\n{PROSE}\n")

    assert quotes(document)[-2:] == ["<!-- one\ntwo --> It ended.", PROSE]


def test_a_fence_called_markdown_within_a_text_is_code():
    document = read(f"{PROSE}\n\n```markdown\n# Rain [2]\n```\n")

    assert quotes(document) == [PROSE]


def test_a_fence_that_is_never_closed_is_shown_and_loses_nothing():
    document = read(f"{PROSE}\n\n```\nIt goes on [2].\n")

    assert quotes(document) == [PROSE, "It goes on [2]."]
    assert [problem.message for problem in document.problems] == [
        "code block is never closed, read as text"
    ]


def test_a_fence_round_the_whole_text_is_no_code():
    document = read(f"```markdown\n# Rain\n\n{PROSE}\n```\n")

    assert document.title == "Rain"
    assert quotes(document) == [PROSE]


def test_a_repeat_of_the_title_is_no_section():
    document = read(f"# Rain\n\nLet me look into that.\n\n# Rain\n\n## One\n\n{PROSE}\n")

    assert document.title == "Rain"
    assert sections(document) == [("s0", 0, ""), ("s1", 2, "One")]


def test_a_text_without_a_title_is_called_after_its_file():
    assert read(PROSE, "rain.v2.txt").title == "rain.v2"
    assert read(f"## One\n{PROSE}").title == "notes"
    assert read(f"# Introduction\n{PROSE}\n# Rain\n{PROSE}").title == "notes"


def test_the_first_line_is_the_title_though_main_headings_follow():
    document = read(f"Rain_in_Vell_(1921)\n\n{PROSE}\n\n# Causes\n\n{PROSE}\n\n# Ends\n\n{PROSE}")

    assert document.title == "Rain_in_Vell_(1921)"
    assert [title for *_, title in sections(document)] == ["", "Causes", "Ends"]


def test_headings_copied_from_wikipedia_lose_their_edit_link():
    document = read(f"Rain\n\n{PROSE}\n\nCauses[edit]\n\nMain article\n\n{PROSE}\n")

    assert sections(document) == [("s0", 0, ""), ("s1", 1, "Causes")]
    assert "Main article" in quotes(document)


def test_headings_copied_from_wikipedia_need_no_blank_lines():
    document = read(f"Rain\n\n{PROSE}\nCauses[edit]\n{PROSE}\nEnds[edit]\n{PROSE}\n")

    assert [title for *_, title in sections(document)] == ["", "Causes", "Ends"]
    assert quotes(document) == [PROSE, PROSE, PROSE]


def test_an_anchor_is_no_part_of_an_underlined_heading():
    document = read(f"# Rain\n\nCauses {{#causes}}\n------\n\n{PROSE}\n")

    assert sections(document) == [("s1", 2, "Causes")]


@pytest.mark.parametrize("line", ["(rain)=", "(sec:rain-1)=", ":::", "::::{note} Mind the gap"])
def test_names_of_places_and_directives_are_no_text(line):
    document = read(f"{line}\n# Rain\n\n{line}\n\n{PROSE}\n")

    assert document.title == "Rain"
    assert quotes(document) == [PROSE]


@pytest.mark.parametrize("line", ["(rain) = wet", ":: a remark", "(1)="])
def test_what_only_looks_like_the_name_of_a_place_is_text(line):
    assert len(quotes(read(f"# Rain\n\n{line} here\n\n{PROSE}\n"))) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Rain fell<ref>Ames</ref>",
        "'''Vell''' is a town",
        "It rained[^1]",
        "It rained ([Ames](https://a.org))",
        "It rained [@ames]",
        "It rained [1]",
    ],
)
def test_a_first_line_with_a_mark_is_no_title(line):
    line = line.replace("'''", "'" * 3)
    document = read(f"{line}\n\n{PROSE}\n")

    assert document.title == "notes"
    assert quotes(document) == [line, PROSE]


def test_headings_in_chinese_and_roman_numbers_are_read():
    document = read(f"雨的报告\n\n一、原因\n\n（二）风\n\n雨下了。\n\nII. The wind\n\n{PROSE}\n")

    assert sections(document) == [
        ("s1", 1, "一、原因"),
        ("s2", 2, "（二）风"),
        ("s3", 1, "II. The wind"),
    ]


def test_wrapped_lines_are_one_paragraph_and_sentences_know_it():
    text = "The river rose in the night and took\nthe bridge [1]. Nobody was on it\nat the time."
    document = read(f"# Rain\n\n{text}\n\nNext.\n")

    first, second, _ = document.passages()
    assert document.quote(first.span) == "The river rose in the night and took\nthe bridge [1]."
    assert document.quote(first.paragraph) == document.quote(second.paragraph) == text


def test_lines_of_a_text_without_blank_lines_are_paragraphs():
    document = read("It rained.\nThe dam broke.\nIt was late.\nNobody came.\n")

    assert all(passage.span == passage.paragraph for passage in document.passages())


def test_an_item_is_one_passage_with_all_its_lines():
    document = read(
        "# Rain\n\n- It rained. The dam\n  broke [1]. It was late.\n  - [x] Nobody came\n"
        "- Vell\n  Upper Vell\n1. First\n2) Second\n(3) Third\n+ Fourth\n\nEnd."
    )

    assert quotes(document) == [
        "It rained. The dam\n  broke [1]. It was late.",
        "Nobody came",
        "Vell\n  Upper Vell",
        "First",
        "Second",
        "Third",
        "Fourth",
        "End.",
    ]


def test_a_wrapped_line_that_begins_with_a_number_is_no_item():
    text = (
        "The mills closed one after the other until there were only about\n12. Then they reopened."
    )

    assert quotes(read(f"# Mills\n\n{text}\n")) == [
        text.removesuffix(" Then they reopened."),
        "Then they reopened.",
    ]


def test_a_list_of_one_may_follow_a_line_without_blank():
    assert quotes(read("# Rain\n\nThis is how it went\n1. It rained\n")) == [
        "This is how it went",
        "It rained",
    ]


def test_a_lone_line_is_a_passage_and_no_title():
    document = read("Rain in the hills")

    assert document.title == "notes"
    assert quotes(document) == ["Rain in the hills"]


def test_an_opening_remark_before_the_only_main_heading_hides_no_title():
    document = read(f"Let me look into that.\n\n# Rain\n\n{PROSE}\n\n## One\n\n{PROSE}\n")

    assert document.title == "Rain"
    assert [title for *_, title in sections(document)] == ["", "One"]


def test_table_rows_are_passages_but_not_the_names_of_columns():
    document = read(
        "# T\n\n| Place | Rain |\n|:--|--:|\n| Vell | 3 mm [1] |\n| | |\n\n"
        "a | b [2]\n--|--\nc | d\n\nEnd."
    )

    assert quotes(document) == ["Vell | 3 mm [1]", "a | b [2]", "c | d", "End."]


@pytest.mark.parametrize(
    "line",
    [
        '<img src="https://a.org/rain.png" class="logo" width="120"/>',
        "![Rain over Vell](https://a.org/rain.png)",
        "[![Built](https://a.org/badge.svg)](https://a.org/)",
        '<div align="center">⁂</div>',
        '<span style="display:none">[^1_6][^1_7]</span>',
        "<br>",
        '<a name="rain"></a>',
        "(rain)=",
        ":::{note}",
    ],
)
def test_a_line_without_words_for_a_person_is_no_passage(line):
    document = read(f"{line}\n\n# Rain\n\nIt rained[^1_1].\n{line}\n\n# Wind\n\nIt blew.\n")

    assert document.title == "Rain"
    assert sections(document) == [("s0", 0, ""), ("s1", 1, "Wind")]
    assert quotes(document) == ["It rained[^1_1].", "It blew."]


def test_a_line_of_tags_with_words_is_a_passage():
    lines = ["<b>It rained.</b>", "<https://a.org/rain>", "<ref>Rain in Vell</ref>"]

    assert quotes(read("# Rain\n\n" + "\n\n".join(lines) + "\n")) == lines


@pytest.mark.parametrize("numbers", ["I. |II. |III. ", "一、|二、|三、", "IX. |X. |XI. "])
def test_plain_lines_that_count_on_are_headings_beside_marked_ones(numbers):
    first, second, third = numbers.split("|")
    document = read(
        f"# Rain\n\n{first}Clouds\n\n{PROSE}\n\n{second}Wind\n\n### 2.1 Gusts&#xA;\n\n{PROSE}\n\n"
        f"{third}It ended in the second week.\n"
    )
    found = [title for *_, title in sections(document) if title]

    counts_from_one = first in ("I. ", "一、")
    assert found == [*([f"{first}Clouds", f"{second}Wind"] * counts_from_one), "2.1 Gusts"]


def test_plain_numbered_lines_one_below_the_other_are_a_list():
    document = read(
        f"# Rain\n\nI. Clouds\n\nII. Wind\n\nIII. Gusts\n\n{PROSE}\n\n## End\n\n{PROSE}\n"
    )

    assert [title for *_, title in sections(document) if title] == ["End"]


def test_a_plain_line_above_a_plain_heading_is_one_too_but_no_name_above_the_text():
    document = read(
        f"A Report on Rain\n\nAnn Ames\n\nKey Points\n\n- It rained.\n- It blew.\n\n"
        f"Direct Answer\n\nOverview\n\n{PROSE}\n\nSee also\n"
    )

    assert [title for *_, title in sections(document) if title] == [
        "Key Points",
        "Direct Answer",
        "Overview",
    ]


def test_a_title_has_no_marks_of_a_chat_program():
    document = read("# [cite_start]Rain &amp; Wind [cite: 1, 2]\n\nIt rained [cite: 3].\n")
    untitled = read("Rain fell. \ue200cite\ue202turn0search1\ue201\n\nIt blew.\n", "rain.txt")

    assert document.title == "Rain & Wind"
    assert untitled.title == "rain"


def test_a_title_told_again_in_other_words_is_no_section():
    first, second = (
        "# Rain over Vell: From Clouds to Dams",
        "# The Rain over Vell, From Clouds to Dams",
    )
    document = read(f"{first}\n\nLet me look for more.\n\n{second}\n\n## Wind\n\n{PROSE}\n")
    other = read(f"{first}\n\nIt rained.\n\n# From Rain over Vell to Wind over Port\n\n{PROSE}\n")

    assert document.title == "Rain over Vell: From Clouds to Dams"
    assert [title for *_, title in sections(document) if title] == ["Wind"]
    assert [title for *_, title in sections(other) if title] == [
        "From Rain over Vell to Wind over Port"
    ]


def test_quoted_lines_and_rules_are_read_without_their_marks():
    assert quotes(read("# Q\n\n> Rain fell.\n\n***\n\n- - -\n\n>> Wind rose.\n")) == [
        "Rain fell.",
        "Wind rose.",
    ]


def test_a_first_paragraph_with_raised_marks_is_no_title():
    text = "Mills stood idle after the loss.¹ They closed in summer.²\n\nMore came later.¹\n"
    sources = "\nSources\n\n1. A list\n2. A survey\n"
    document = reading.read((text + sources).encode(), "mills.txt")

    assert document.title == "mills"
    assert [len(passage.citations) for passage in document.passages()] == [1, 1, 1]


def test_a_raised_digit_of_a_unit_is_no_mark_in_a_title():
    document = reading.read("Less than 5 m² of roof\n\nIt is enough [1].\n".encode(), "roof.txt")

    assert document.title == "Less than 5 m² of roof"


@pytest.mark.parametrize("end", ["dry.6", "by 2027.6", "“dry.”12", "by 9%.6", "dry.⁶"])
def test_a_heading_stands_before_a_short_paragraph_that_ends_in_a_glued_mark(end):
    document = read(f"The dam\n\nBeginnings\n\n{PROSE}\n\nProspects\n\nIt is {end}")

    assert sections(document) == [("s1", 1, "Beginnings"), ("s2", 1, "Prospects")]


def test_a_sentence_with_a_glued_mark_and_the_number_of_a_page_are_no_headings():
    assert sections(read(f"The dam\n\nPort is dry.6\n\n{PROSE}")) == [("s0", 0, "")]
    assert sections(read(f"The dam\n\nPage 4 of 12\n\n{PROSE}")) == [("s0", 0, "")]
    assert sections(read(f"The dam\n\nVell 2.6\n\n{PROSE}")) == [("s1", 1, "Vell 2.6")]


def test_the_link_to_edit_may_stand_below_its_heading():
    document = read(
        "Vell\n\nVell is a town.[1]\nHistory\n[edit]\nEarly days\n[edit]\nIt grew in 900.[2]\n"
        "- A dike\nReferences\n[edit]\n^ Ames, 2019.\n^ Bell, 2020.\n",
        "vell.txt",
    )

    assert titles(document) == ["History", "Early days", "References"]
    assert cited(document) == ["1", "2"]
    assert [source.title for source in document.sources] == ["Ames, 2019", "Bell, 2020"]
