"""Notes that say the same, or that they mean the note before, are one source."""

import pytest

from dashboard import reading
from tests.said import cited, messages, titles


def read(text, means=None):
    return reading.read(f"# Rain\n\n{text}\n".encode(), "notes.md", means=means)


def noted(*notes, means=None):
    marks = " ".join(f"It rained on day {n}.[^{n}]" for n in range(1, len(notes) + 1))
    lines = "\n".join(f"[^{n}]: {note}" for n, note in enumerate(notes, 1))
    return read(f"{marks}\n\n{lines}", means)


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
        (["Ames, Rain.", "Ibid.; Bell, Snow, 1902."], ["1", "1", "2"]),
        (["Ames, Rain.", "Ibid., Section 1.2 (The Wet) and Section 1.3, pp. 1–4."], ["1", "1"]),
        (
            ["Ames, Pluie.", "Ibid., diapositives 3 à 6.", "*Ibid*, fig. 3.", "Ibid., ¶68."],
            ["1"] * 4,
        ),
        (["Ames v. Bell.", "*Id.* at 5 (Cole, J., dissenting).", "*But see id.* § 3."], ["1"] * 3),
        (["Ames, Rain.", "Ebd., S. 5, und Bell 1902, S. 3."], ["1", "2"]),
        (["雨论", "同上，第15页。", "同上"], ["1"] * 3),
        (["Ibid.", "Ames, Rain."], ["1", "2"]),
        (["Ames, Rain.", "Ibidem is a Latin word for the place."], ["1", "2"]),
    ],
)
def test_notes_that_mean_one_work_are_one_source(notes, sources):
    document = noted(*notes)

    assert cited(document) == sources
    assert [source.id for source in document.sources] == list(dict.fromkeys(sources))


@pytest.mark.parametrize(
    ("notes", "sources"),
    [
        (["Ames, *Rain* (1999).", "Bell, Snow.", "Ames, *supra* note 1, at 15."], ["1", "2", "1"]),
        (["Ames v Bell [1932] AC 562.", "Cole, Law.", "Ames (n 1) 570."], ["1", "2", "1"]),
        (["Ames, Regen, 1999.", "Bell.", "Ames, a. a. O. (Fn. 1), S. 3."], ["1", "2", "1"]),
        (["Ames, Rain.", "Ames, Snow.", "Ames, *op. cit.*, p. 20."], ["1", "2", "3"]),
        (["A. Ames, Pluie, 1999.", "Bell.", "A. Ames, *op. cit.*, p. 20."], ["1", "2", "1"]),
        (["Эймс А. Дождь. 1999.", "Белл.", "Эймс А. Указ. соч. С. 20."], ["1", "2", "1"]),
        (["山田『雨』", "佐藤『雪』", "山田、前掲注1、15頁。"], ["1", "2", "1"]),
        (["Ames, Rain.", "Bell, Snow.", "See supra notes 1–2."], ["1", "2", "3"]),
        (["Ames, Rain.", "Bell, Snow.", "Ames, supra note 7, at 3."], ["1", "2", "3"]),
        (["Ames, supra note 2.", "Bell, Snow."], ["1", "2"]),
    ],
)
def test_a_note_may_point_at_an_earlier_one(notes, sources):
    assert cited(noted(*notes)) == sources


@pytest.mark.parametrize(
    ("note", "sources"),
    [
        ("Bell, Snow (Vell, 2001), 3; Cole, *Hail*, 2002.", ["1", "2", "2.2"]),
        ("See Bell v. Dorn, 3 F.3d 4 (2001); Cole v. Fox, 5 U.S. 6 (1902).", ["1", "2", "2.2"]),
        ("Vgl. ebd., S. 20; Bell: Schnee, in: Blätter 4 (2001), S. 33.", ["1", "1", "2"]),
        ("Bell, Snow, 2001; see also Ames, supra note 1, at 3.", ["1", "2", "1"]),
        ("Bell (2001: it rained; it snowed), Snow.", ["1", "2"]),
        ("In 2001, it rained; nobody knows why.", ["1", "2"]),
        ("Bell, Snow, 2001; compare what she says elsewhere.", ["1", "2"]),
    ],
)
def test_several_works_in_a_note_are_told_apart_where_all_of_them_are_plain(note, sources):
    document = noted("Ames, Rain (1999), 12.", note)

    assert cited(document) == sources
    assert len(messages(document)) == (len(sources) > 2)


def test_each_of_several_works_has_its_own_title():
    document = noted("Ames, Rain, 1999; Bell, *Snow* (2001), 3.")

    assert [(source.id, source.title) for source in document.sources] == [
        ("1", "Ames, Rain, 1999"),
        ("1.2", "Bell, Snow (2001), 3"),
    ]
    assert messages(document) == ["1 note names several works and counts as them: 1 as 1, 1.2"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ann Ames, *Tolls of the River* (Vell, 1999), 12.", "Ames, *Tolls*, 15."),
        ("Bo Bell, “The Fire of 1311,” *Rivers* 4 (2001): 33.", "See Bell, “Fire,” 35."),
        ("Cole Shipping Co. v. Dunn, 410 F. Supp. 2d 113 (2006).", "Cole Shipping, 410 F.2d at 3."),
        ("王明：《河流通行税》，商务印书馆1999年版，第12页。", "王明：《河流通行税》，第20页。"),
        ("Dunn, Carl: Rollen und Flüsse, Dorn 2010.", "Dunn, Rollen, S. 3."),
    ],
)
def test_a_short_title_is_proposed_and_joined_when_a_person_says_so(full, short):
    notes = [full, "Eve Fox, Law, 2003.", short]

    document = noted(*notes)

    assert cited(document) == ["1", "2", "3"]
    assert messages(document) == [
        "1 note has a short title that fits one earlier note and may mean its source: 3 as 1;"
        " say so in about.yaml under same"
    ]
    assert cited(noted(*notes, means={"3": ("1",)})) == ["1", "2", "1"]
    assert cited(noted(*notes, means={"3": ("3",)})) == ["1", "2", "3"]
    assert messages(noted(*notes, means={"3": ("3",)})) == []


@pytest.mark.parametrize(
    "short", ["Ames, *Hail*, 3.", "Ames, 3.", "Fox, 5.", "Ames, Rain, 1999.", "See below."]
)
def test_a_short_title_that_fits_none_or_several_is_not_proposed(short):
    assert messages(noted("Ames, Rain, 1999.", "Ames, Snow, 2001.", short)) in (
        [],
        ["1 note says what an earlier note says and counts as its source: 3 as 1"],
    )


def test_a_person_undoes_what_was_joined_and_names_several_sources():
    notes = ["Ames, Rain, 1999.", "Ibid.", "Bell and Ames.", "Ames, Rain, 1999."]

    document = noted(*notes, means={"2": ("2",), "3": ("1", "3"), "4": ("4",)})

    assert cited(document) == ["1", "2", "1", "3", "4"]


def test_each_source_knows_the_notes_that_count_as_it():
    document = noted(
        "Ames, Rain, 1999.", "Ibid., 14.", "Bell, Snow, 2001.", "Ames.", means={"4": ("1",)}
    )

    assert [(one.note, one.source_id, one.why) for one in document.joined] == [
        ("2", "1", "“Ibid., 14.”"),
        ("4", "1", "about.yaml says so"),
    ]


def test_a_note_that_is_not_there_is_told():
    document = noted("Ames, Rain.", means={"7": ("1",), "1": ("8",)})

    assert cited(document) == ["1"]
    assert messages(document) == ["about.yaml speaks of notes that the text has not: 7, 8"]


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
