"""What manuscripts for Pandoc, Quarto and R Markdown have, and the pages made of them."""

import pytest

from dashboard import reading
from tests.said import cited, messages

LISTED = (
    "\n\n## References\n\nAmes, Ann, and Bo Bell. 2001. *The Rain*. Vell: Hall.\n\n"
    "Cole, Carl, Di Dunn, and Eve Ernst. 2003. *The Snow*. Vell: Hall.\n"
)


def read(text, file="notes.md"):
    return reading.read(text.encode(), file)


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell^[See the `wells` of Vell.] and snow fell.^[So says Ames.]",
        "Rain fell.^[The value `k[1]` is from `f(x)`.] Snow fell^[A *map*, `x`, $y_1$ of it].",
        "Rain^[Measured in\n`mm` by hand.] fell.\n\n- Snow^[`Ice` of Bell, 2001.] fell.",
    ],
)
def test_a_note_in_a_sentence_may_hold_code(text):
    assert cited(read(text)) == ["note 1", "note 2"]


def test_a_note_that_is_never_closed_takes_no_later_words():
    document = read("Rain fell^[see `f(x)` and more.\n\nSnow fell].^[So says Ames.]")

    assert cited(document) == ["note 1"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The formula is that of\n[@ames01]:\n\nIt is good [@bell02].", ["ames01", "bell02"]),
        ("[@ames01]: so it was said. It is good [@bell02].", ["bell02"]),
        ("Words of\n[@ames01]: rain fell.\n\nAgain [@bell02].", ["ames01", "bell02"]),
        (
            "Rain [@ames01] fell.\n\n[@ames01]: https://a.example/1\n[@bell02]: doi:10.1/2",
            ["ames01"],
        ),
    ],
)
def test_a_key_before_a_colon_is_a_label_only_where_labels_stand(text, keys):
    assert cited(read(text)) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("---\nbibliography: refs.bib\n---\n\nAs @ames says, rain fell.", ["ames"]),
        (
            "---\ntitle: R\nreferences:\n- id: ames\n---\n\nAs @ames says, @bell too.",
            ["ames", "bell"],
        ),
        ("Rain [@ames], snow [@bell; @cole]. As @dunn says.", ["ames", "bell", "cole", "dunn"]),
        ("---\nbibliography: refs.bib\n---\n\nSee @fig-map, @sec-one and a@b.example.", []),
        ("---\ntitle: R\n---\n\nRain [@ames]. Thanks to @dunn.", ["ames"]),
    ],
)
def test_a_key_without_a_digit_needs_a_bibliography_or_three_others(text, keys):
    assert cited(read(text, "notes.qmd")) == keys


@pytest.mark.parametrize(
    "heading", ["## As @ames01 says", "## Rain [@ames01]", "## Rain[^1]", "## Rain [1]"]
)
def test_every_kind_of_mark_in_a_heading_is_told(heading):
    document = read(f"{heading}\n\nRain fell [@ames01], snow [^1].\n\n[^1]: Bell, Snow.")

    assert cited(document) == ["ames01", "1"]
    assert messages(document) == ["citation mark in a heading, not counted"]


@pytest.mark.parametrize(
    "mark",
    [
        "Cole and others (2003)",
        "(Cole and others 2003)",
        "Cole u. a. (2003)",
        "(see Cole und andere, 2003)",
        "Cole y otros (2003)",
        "(Cole e outros, 2003, p. 4)",
    ],
)
def test_authors_who_are_not_named_may_be_called_others(mark):
    document = read(f"Rain fell, as {mark} found. Ames and Bell (2001) saw it too.{LISTED}")

    assert cited(document) == ["Cole 2003", "Ames 2001"]


LINKS = "Read [this](https://a.example/1), [that](https://a.example/2), [it](https://a.example/3)."


@pytest.mark.parametrize(
    ("marks", "n_links"),
    [
        (
            "(Ames and Bell 2001). (Cole, Dunn, and Ernst 2003). Ames and Bell (2001). Cole (2003)",
            0,
        ),
        ("(Ames and Bell 2001). (Cole, Dunn, and Ernst 2003). Ames and Bell (2001)", 3),
        ("(Ames and Bell 2001)", 3),
    ],
)
def test_links_beside_a_list_of_authors_count_if_there_are_as_many(marks, n_links):
    document = read(f"It fell {marks}.\n\n{LINKS}{LISTED}")

    assert sum(id_.startswith("https") for id_ in cited(document)) == n_links
    assert (messages(document) == []) is bool(n_links)
