import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.network import label_sides

NO_POINTS = np.zeros((0, 2))


def placed(spots, names, across=30.0, points=NO_POINTS):
    return label_sides(
        np.array(spots, dtype=float).reshape(-1, 2), [across] * len(names), names,
        points=np.array(points, dtype=float), point=9, size=10, height=300, margin=0.09,
    )  # fmt: skip


def test_a_name_alone_stands_below_its_circle():
    assert placed([(0.5, 0.5)], ["dams.example"]) == ["bottom center"]


def test_a_name_without_letters_has_no_side():
    assert placed([(0.5, 0.5), (0.1, 0.5)], ["", "dams.example"])[0] == ""


def test_a_name_at_an_edge_stands_inside():
    lowest, left, right = placed([(0.5, 0.0), (0.0, 0.5), (1.0, 0.5)], ["dams.example.org"] * 3)

    assert lowest == "top center"
    assert left.endswith("right")
    assert right.endswith("left")


def test_a_name_covers_no_circle_and_no_point_of_a_line():
    below = placed([(0.5, 0.5), (0.5, 0.4)], ["dams.example", ""])
    point = placed([(0.5, 0.5)], ["dams.example"], points=[(0.5, 0.41)])

    assert below[0] != "bottom center"
    assert point[0] != "bottom center"


def test_names_keep_clear_of_each_other():
    one, other = placed([(0.5, 0.5), (0.55, 0.5)], ["dams.example.org", "rain.example.org"])

    assert one
    assert other
    assert one != other


def test_names_in_one_place_have_room_for_some_only():
    found = placed([(0.5, 0.5)] * 12, ["dams.example.org"] * 12)

    assert 0 < len([side for side in found if side]) < 12


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8), st.randoms())
def test_the_same_circles_in_the_same_order_get_the_same_sides(spots, chance):
    names = [chance.choice(["", "a.example", "a.example/\n…dams"]) for _ in spots]

    assert placed(spots, names) == placed(spots, names)
    assert [
        not side for side, name in zip(placed(spots, names), names, strict=True) if not name
    ] == [True] * names.count("")
