from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import Section
from dashboard.study import section_names

OUTLINE = ("Impact", 1), ("Georgia", 2), ("Florida", 2), ("Aftermath", 1), ("Georgia", 2)


def sections(*outline):
    return [Section(f"s{n}", title, level, ()) for n, (title, level) in enumerate(outline)]


def names(*outline):
    return list(section_names.names(sections(*outline), "opening").values())


def test_a_heading_that_recurs_is_named_with_the_one_above_it():
    assert names(*OUTLINE) == [
        "Impact", "Impact › Georgia", "Florida", "Aftermath", "Aftermath › Georgia",
    ]  # fmt: skip


def test_as_many_headings_above_are_named_as_tell_them_apart():
    outline = (("A", 1), ("B", 2), ("C", 3), ("D", 1), ("B", 2), ("C", 3))

    assert names(*outline)[2::3] == ["A › B › C", "D › B › C"]


def test_headings_alike_in_all_are_numbered():
    assert names(("Notes", 2), ("Notes", 2), ("Notes", 2)) == ["Notes", "Notes (2)", "Notes (3)"]


def test_a_section_without_a_heading_has_the_name_it_is_given():
    assert names(("", 0), ("Impact", 1)) == ["opening", "Impact"]


def test_the_paths_of_a_section_begin_with_its_heading():
    found = section_names.paths(sections(("A", 1), ("", 2), ("B", 3), ("C", 2)))

    assert found["s2"] == ("B", "A › B")
    assert found["s3"] == ("C", "A › C")
    assert found["s1"] == ()


@given(st.lists(st.tuples(st.sampled_from(["", "A", "B", "A (2)"]), st.integers(1, 4)), max_size=9))
def test_no_two_sections_have_the_same_name(outline):
    found = names(*outline)

    assert len(set(found)) == len(found) == len(outline)
