import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.tables import source_names
from dashboard.tables.source_names import LONGEST

DAMS = "https://www.example.org/news/2024/05/dams-of-vell.html"


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("3", "[3]"),
        ("Smith et al. 2020", "[Smith et al. 2020]"),
        ("httpd", "[httpd]"),
        ("a key\nof two lines", "[a key of two lines]"),
        (DAMS, "example.org/…vell"),
    ],
)
def test_a_key_stands_in_brackets_and_an_address_in_short(id_, name):
    assert source_names.names([id_]) == {id_: name}


def test_pages_of_one_host_are_told_apart_by_their_place_in_the_list():
    ids = ["4", "https://example.org/1", "https://example.org/2", "https://example.net/3"]

    assert list(source_names.names(ids).values()) == [
        "[4]", "2 · example.org", "3 · example.org", "example.net",
    ]  # fmt: skip


def test_a_place_takes_its_room_from_the_host():
    first, second = source_names.names(f"https://the-dams.example.org/{n}" for n in (1, 2)).values()

    assert (first, second) == ("1 · …example.org", "2 · …example.org")


IDS = st.one_of(
    st.text("abc .-/:", min_size=1, max_size=60),
    st.integers(0, 99).map(str),
    st.text("ab./-1", max_size=50).map("https://example.org/".__add__),
    st.text("ab.-", min_size=1, max_size=40).map("https://{}/x".format),
)


@given(st.lists(IDS, unique=True, max_size=12))
def test_no_two_sources_have_one_name_and_none_is_long(ids):
    named = source_names.names(ids)

    assert list(named) == ids
    assert len(set(named.values())) == len(ids)
    assert all(name.strip() for name in named.values())
    assert all(len(named[id_]) <= LONGEST for id_ in ids if id_.startswith("https://"))
