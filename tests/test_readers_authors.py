"""Authors and years: letters after the year, works without one, and links beside them."""

import pytest

from dashboard import reading
from tests.said import cited

LIST = """
## References

WHO. (n.d.-a). Rain. https://example.org/rain

WHO. (n.d.-b). Snow.

Dorn, D., Ames, A., & Cole, C. (2003a). Ice.

Dorn, D., Ames, A., & Cole, C. (2003b). Mud.

Dorn, D. (2003c). Fog. https://example.org/fog

Bell, B. (2010). Hail.
"""
RAIN, FOG = "https://example.org/rain", "https://example.org/fog"


def read(text, listed=LIST):
    return reading.read(f"# Rain\n\n{text}\n{listed}".encode(), "notes.md")


@pytest.mark.parametrize(
    ("mark", "ids"),
    [
        ("(WHO, n.d.-a)", [RAIN]),
        ("(WHO, n.d.-b)", ["WHO n.d.-b"]),
        ("(WHO, n. d.-b; Bell, 2010)", ["WHO n.d.-b", "Bell 2010"]),
        ("(Dorn et al., 2003a; 2003b)", ["Dorn 2003a", "Dorn 2003b"]),
        (
            "(Dorn et al., 2003a; 2003b, p. 4; Bell, 2010)",
            ["Dorn 2003a", "Dorn 2003b", "Bell 2010"],
        ),
        ("(Dorn et al., 2003a, 2003b)", ["Dorn 2003a", "Dorn 2003b"]),
        ("(Dorn et al., 2003a, b)", ["Dorn 2003a", "Dorn 2003b"]),
        ("(Dorn et al., 2003a,b; Bell, 2010)", ["Dorn 2003a", "Dorn 2003b", "Bell 2010"]),
        ("(Dorn et al., 2003a–c)", ["Dorn 2003a", "Dorn 2003b", FOG]),
        ("(Bell, 2010; 1999)", ["Bell 2010"]),
        ("(Bell, 2010; 2003 was wet)", ["Bell 2010"]),
    ],
)
def test_a_mark_names_each_work_once(mark, ids):
    assert cited(read(f"It rained {mark}.")) == ids


@pytest.mark.parametrize("mark", ["WHO (n.d.-a)", "The WHO (n.d.-a, p. 3)"])
def test_works_without_a_year_are_named_in_a_sentence_too(mark):
    assert cited(read(f"{mark} saw the rain.")) == [RAIN]


def test_letters_count_in_a_sentence_too():
    assert cited(read("Dorn et al. (2003a, b) saw ice.")) == ["Dorn 2003a", "Dorn 2003b"]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Dorn (2003c) saw fog ([Fog]({FOG})).",
        f"Dorn (2003c) [saw fog]({FOG}#top).",
        f"Fog ([Fog]({FOG}); Dorn, 2003c) came.",
        f"As [the study]({FOG}) by Dorn (2003c) says, it came.",
        f"[Dorn (2003c)]({FOG}) saw fog.",
        f"Fog came ([Dorn, 2003c]({FOG})).",
    ],
)
def test_an_author_and_year_and_the_link_that_carries_it_count_once(sentence):
    assert cited(read(f"{sentence} Hail fell [here](https://a.org) ([or](https://b.org)).")) == [
        FOG,
        "https://a.org",
        "https://b.org",
    ]


def test_a_link_right_behind_a_name_whose_entry_has_no_address_carries_it():
    document = read("Bell (2010) ([PDF](https://a.org)) saw hail. It fell ([Vell](https://b.org)).")

    assert cited(document) == ["Bell 2010", "https://b.org"]


@pytest.mark.parametrize(
    "text",
    [
        f"Dorn (2003c) saw it. Fog came ([Fog]({FOG})).",
        f"Dorn (2003c) saw it.\n\nFog came ([Fog]({FOG})).",
    ],
)
def test_a_link_in_another_sentence_counts_for_itself(text):
    assert cited(read(text)) == [FOG, FOG]


def test_a_link_that_leads_elsewhere_counts_for_itself():
    assert cited(read("Dorn (2003c) saw fog ([Orne](https://a.org)).")) == [FOG, "https://a.org"]


@pytest.mark.parametrize(
    "entry",
    [
        "Pérez, J. (2010). *La sal* [Tesis doctoral, Universidad de Vell].",
        "Pérez, J. A. (2010). La sal (Tesis de maestría). Vell.",
        "PÉREZ, Juan. La sal. Tesis de doctorado. Universidad de Vell, 2010.",
        "PÉREZ, J. A sal. 2010. 120 f. Dissertação (Mestrado em História) – Vell, 2010.",
        "PÉREZ, João. A sal. 2010. Tese (Doutorado) – Universidade de Vell.",
        "PÉREZ Jean, Le sel, thèse de doctorat, Université de Vell, 2010.",
        "Pérez, Jean. Le sel. Thèse de doctorat d’État, Vell, 2010.",
    ],
)
def test_theses_are_entries_in_spanish_portuguese_and_french(entry):
    listed = f"\n## Bibliografía\n\n{entry}\n\nBell, B. (2010). Hail.\n"

    document = read("La sal (Pérez, 2010). El granizo (Bell, 2010).", listed)

    assert len(cited(document)) == 2
    assert {source.is_listed for source in document.sources} == {True}
