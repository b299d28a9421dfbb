"""Nothing that looks like a citation mark is lost in silence."""

import pytest

from dashboard import reading
from tests.said import cited, messages

LIST = "\n\n## Sources\n\n[1] The rain\n[2] The snow\n[3] The hail\n"
NOT_COUNTED = "not counted"


def read(text, file="a.md", **more):
    return reading.read(text.encode(), file, **more)


def told(document):
    return [message for message in messages(document) if NOT_COUNTED in message]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("See [perhaps 3].", "1 bracket holds a number or label of the source list"),
        ("See [2 or thereabouts, or 3].", "1 bracket holds a number or label of the source list"),
        ("See [maybe 2], [maybe 3].", "2 brackets hold numbers or labels of the source list"),
        ("See \\[3 bis].", "1 bracket holds a number or label of the source list"),
        ("See [1 and 9].", "1 bracket holds a number or label of the source list"),
        ("See ^{2}.", None),
        ("A note.[^lost]", "1 mark of a note has no note in this text"),
        ('A note<sup><a href="#fn7">i</a></sup> here.', "1 mark of a note has no note"),
        ('A note<a href="page.html#footnote-2">*</a> here.', "1 mark of a note has no note"),
        ("Said in [minutes.docx, page 3].", "1 bracket names a file"),
        ("Said in [D-12], [D-12] and [D-12].", "3 brackets hold labels that come again"),
        ("Said in [D-12] and [E-4].", None),
        ("Said [sic] and [edit].", None),
        ("Between [0, 1] and [0.5, 2].", None),
        ("A [link](https://a.example/1) and ![picture 2](b.png).", None),
        ("`k[2]` is code.", None),
        ("On 3 m² of land, x³ and 10².", None),
        ("It is [a remark of six words with 3 in it].", None),
    ],
)
def test_what_looks_like_a_mark_is_counted_or_told(said, what):
    document = read(f"# Rain\n\nRain fell [1]. {said}{LIST}")

    assert cited(document) == ["1"]
    assert [what in one for one in told(document)] == ([True] if what else [])


def test_a_number_that_the_list_has_is_told_wherever_it_stands_in_brackets():
    document = read("# Rain\n\nRain [1] fell [about 2].\n\nIt lay [about 3].\n" + LIST)

    (problem,) = (one for one in document.problems if NOT_COUNTED in one.message)
    assert [document.quote(place) for place in problem.places] == ["[about 2]", "[about 3]"]
    assert problem.span == problem.places[0]


def test_what_a_grammar_left_is_told_with_what_was_taken_instead():
    text = "# Rain\n\nRain fell [1]. Snow fell (1). Hail fell (2). It stopped (3).\n" + LIST

    (problem,) = (one for one in read(text).problems if NOT_COUNTED in one.message)
    assert problem.message == (
        "3 marks look like numbers (n) and were not counted: numbers [n] were taken instead"
    )
    assert [text[place.start : place.end] for place in problem.places] == ["(1)", "(2)", "(3)"]


def test_the_styles_of_a_text_say_how_many_marks_are_counted_and_how_many_are_not():
    text = "# Rain\n\nRain fell [1][2]. Snow fell (1). Hail fell (2). It stopped (3).\n" + LIST

    styles = {style.key: (style.n_read, style.n_unread) for style in read(text).styles}
    assert styles == {"numbers": (2, 0), "parentheses": (0, 3)}


@pytest.mark.parametrize(
    ("keys", "ids"),
    [
        (["numbers"], ["1"]),
        (["parentheses"], ["1", "2", "3"]),
        (["numbers", "parentheses"], ["1", "1", "2", "3"]),
        (["links"], []),
    ],
)
def test_a_person_decides_which_marks_are_counted(keys, ids):
    text = "# Rain\n\nRain fell [1]. Snow fell (1). Hail fell (2). It stopped (3).\n" + LIST

    document = read(text, read_as=keys)
    assert cited(document) == ids
    assert sum(style.n_read for style in document.styles) == len(ids)


@pytest.mark.parametrize(
    ("said", "key", "ids"),
    [
        ("Rain fell in (4) and fell again (12).", "parentheses", ["12"]),
        ("Rain fell.4 Then it stopped.12", "glued", ["4", "12"]),
        ("Rain fell.⁴ Then it stopped.¹²", "raised", ["4", "12"]),
        ("Rain fell in [Vell](https://vell.example/).", "links", ["https://vell.example/"]),
    ],
)
def test_marks_that_a_person_asks_for_need_no_more_evidence(said, key, ids):
    assert cited(read(said)) == []

    assert cited(read(said, read_as=[key])) == ids


def test_what_is_said_twice_is_told_once():
    text = (
        "# Rain\n\nSee [Ames and Bell (2003)][1]. Rain [2] fell, snow [3] fell. Ames et al. (2003)."
    )

    assert told(read(text + LIST)) == []
