"""The table behind a picture: to read, to pick by cell, and to take away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st
from pandas import DataFrame
from streamlit.elements.lib.column_types import ColumnConfig

from dashboard.exports import csv
from dashboard.page import state
from dashboard.page.incident import safely
from dashboard.page.opening.opened import Opened
from dashboard.page.pick import Pick
from dashboard.page.state import S
from dashboard.vocabulary.encode import file_name

Ids = Mapping[str, str]
"""What passages must match, by the names of a pick."""

Columns = Mapping[str, Ids | Sequence[Ids]]
"""The ids that a column stands for besides its row's, by its name; or those of each row."""


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """What stands behind a picture."""

    shown: DataFrame
    """To read."""

    whole: DataFrame
    """To take away."""

    rows: Sequence[Ids]
    """The ids that each row of `shown` stands for."""

    columns: Columns = field(default_factory=dict)

    more: Mapping[str, DataFrame] = field(default_factory=dict)
    """What else there is to take away, by its name."""


def behind(opened: Opened, name: str, table: Callable[[], Behind]) -> None:
    """A button that opens the table of a measure; before that, nothing is made or sent."""
    popover = st.popover("Table", key=f"data_{name}", on_change="rerun")
    if not popover.open:
        return
    made = table()
    with popover:
        cell_table(f"cells_{name}", made.shown, made.rows, made.columns)
        download(opened, name, made.whole)
        for other, whole in made.more.items():
            download(opened, other, whole, f"Download CSV of {other.replace('_', ' ')}")


def download(opened: Opened, name: str, table: DataFrame, said: str = "Download CSV") -> None:
    """A table to take away."""
    st.download_button(
        said, csv.to_csv(table), key=f"csv_{name}", on_click="ignore", mime="text/csv",
        file_name=file_name(f"{opened.analysis.id}-{name}", "csv"),
    )  # fmt: skip


def cell_table(
    key: str,
    shown: DataFrame,
    rows: Sequence[Ids],
    columns: Columns | None = None,
    column_config: Mapping[str, ColumnConfig] | None = None,
) -> None:
    """A table in which every cell is a door to the passages that its row and column stand for.

    A row without ids stands for none, and a choice of it changes nothing.
    """

    def chosen() -> None:
        if cells := S[key]["selection"]["cells"]:
            row, column = cells[0]
            more = (columns or {}).get(column, {})
            ids = {**rows[row], **(more if isinstance(more, Mapping) else more[row])}
            if ids:
                state.pick(Pick.of(ids))

    st.dataframe(
        shown,
        key=key,
        on_select=safely(chosen),
        selection_mode="single-cell",
        hide_index=True,
        column_config=column_config,
    )
