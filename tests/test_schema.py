import pytest
from pandas import DataFrame

from dashboard.tables.schema import Column, Schema

FRUIT = Schema(
    "fruit",
    "One row per fruit.",
    key=("name",),
    columns=(Column("name", "str", "what it is"), Column("n", "int64", "how many", "pieces")),
)


def test_an_empty_table_is_typed_like_a_full_one():
    assert FRUIT.frame().dtypes.equals(FRUIT.frame([("apple", 1)]).dtypes)


def test_two_rows_with_one_key_are_refused():
    with pytest.raises(ValueError, match="two rows with one key"):
        FRUIT.frame([("apple", 1), ("apple", 2)])


def test_columns_come_in_the_order_of_the_schema():
    table = FRUIT.frame(DataFrame({"n": [1], "extra": ["x"], "name": ["apple"]}))

    assert list(table.columns) == ["name", "n"]


def test_a_table_made_of_another_has_rows_and_values_of_its_own():
    known = DataFrame({"name": ["apple", "pear"], "n": [1, 2]}, index=[7, 7])

    table = FRUIT.frame(known)
    table.loc[0, "n"] = 9

    assert table.to_dict("list") == {"name": ["apple", "pear"], "n": [9, 2]}
    assert table.index.tolist() == [0, 1]
    assert known["n"].tolist() == [1, 2]


def test_what_is_missing_stays_missing():
    assert FRUIT.frame([(None, 1)])["name"].isna().all()


def test_the_printed_table_names_unit_and_key():
    assert FRUIT.to_markdown().splitlines()[2] == "One row per fruit. Key: name."
    assert "| n | int64 | how many | pieces |" in FRUIT.to_markdown()
