"""Notes that say the same, or that they mean the note before, are one source."""

import pytest

from dashboard import reading
from tests.said import cited, messages, titles


def read(text):
    return reading.read(f"# Rain\n\n{text}\n".encode(), "notes.md")


def noted(*notes):
    marks = " ".join(f"It rained on day {n}.[^{n}]" for n in range(1, len(notes) + 1))
    lines = "\n".join(f"[^{n}]: {note}" for n, note in enumerate(notes, 1))
    return read(f"{marks}\n\n{lines}")


@pytest.mark.parametrize(
    ("notes", "sources"),
    [
        (["Ames, *Rain*, 12.", "Bell, Snow.", "Ames, Rain, 12"], ["1", "2", "1"]),
        (["Ames, Rain.", "Ames,  rain.", "Ames, Rain."], ["1", "1", "1"]),
        (["https://example.org/a", "Bell", "https://example.org/a"], ["1", "2", "1"]),
        (["Ames, Rain, 12.", "Ames, Rain, 13."], ["1", "2"]),
        (["Ames, Rain.", "Ibid.", "Bell, Snow.", "Ibid., 14–15."], ["1", "1", "3", "3"]),
        (["Ames, Rain.", "Ibidem, p. 3", "*Ibid.*", "ibid, at 45 n. 3."], ["1"] * 4),
        (["Ames, Regen.", "Ebd., S. 12 f.", "Vgl. ebd.", "Ebenda."], ["1"] * 4),
        (["Эймс, Дождь.", "Там же. С. 5.", "Там же", "См. там же, с. 7–8."], ["1"] * 4),
        (["Ames, Lluvia.", "Ibíd., pág. 4.", "Ivi, pp. 3-4"], ["1"] * 3),
        (["Ames v. Bell, 1 U.S. 2.", "Id. at 5.", "See id., 6."], ["1"] * 3),
        (["Ames, Rain.", "Bell, Snow.", "Ames, Rain.", "Ibid."], ["1", "2", "1", "1"]),
        (["Ames, Rain.", "Ibid.; Bell, Snow, 1902."], ["1", "2"]),
        (["Ibid.", "Ames, Rain."], ["1", "2"]),
        (["Ames, Rain.", "Ibidem is a Latin word for the place."], ["1", "2"]),
    ],
)
def test_notes_that_mean_one_work_are_one_source(notes, sources):
    document = noted(*notes)

    assert cited(document) == sources
    assert [source.id for source in document.sources] == list(dict.fromkeys(sources))


def test_what_was_folded_is_told_with_its_places():
    document = noted("Ames, Rain.", "Bell, Snow.", "Ames, Rain.", "Ibid., 3.", "Ames, Rain.")

    assert messages(document) == [
        "2 notes say what an earlier note says and count as its source: 3 as 1, 5 as 1",
        "1 note is “Ibid.” or the like and counts as its source: 4 as 1",
    ]
    assert [document.quote(place) for place in document.problems[0].places] == ["Ames, Rain."] * 2
    assert document.renamed("4") == document.renamed("5") == "1"
    assert document.renamed("2") == "2"


@pytest.mark.parametrize("heading", ["References", "Sources", "Literaturverzeichnis"])
def test_equal_entries_of_a_numbered_list_stay_apart(heading):
    document = read(
        f"It rained [1]. It blew [2].\n\n## {heading}\n\n1. Ames, Rain.\n2. Ames, Rain."
    )

    assert cited(document) == ["1", "2"]
    assert messages(document) == []


@pytest.mark.parametrize("heading", ["Notes", "Endnotes", "Anmerkungen", "Fußnoten"])
def test_endnotes_fold(heading):
    document = read(f"It rained [1]. It blew [2]. It froze [3].\n\n## {heading}\n\n"
                    "1. Ames, Rain.\n2. Ibid., 4.\n3. Ames, Rain.")  # fmt: skip

    assert cited(document) == ["1", "1", "1"]


def test_the_definitions_of_links_are_no_notes():
    document = read("It rained [1]. It blew [2].\n\n[1]: https://example.org/a\n"
                    "[2]: https://example.org/a")  # fmt: skip

    assert cited(document) == ["1", "2"]


def test_ibid_reaches_into_no_other_chapter_but_equal_notes_do():
    document = read(
        "## One\n\nIt rained.[^1] It blew.[^2]\n\n[^1]: Ames, Rain.\n[^2]: Bell, Wind.\n\n"
        "## Two\n\nIt froze.[^1] It thawed.[^2]\n\n[^1]: Ibid.\n[^2]: Ames, Rain."
    )

    assert titles(document) == ["One", "Two"]
    assert cited(document) == ["1:1", "1:2", "2:1", "1:1"]
