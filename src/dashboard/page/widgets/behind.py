"""The table behind a picture: to read, to pick by cell, and to take away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st
from pandas import DataFrame

from dashboard.exports import csv
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.platform.elements import ColumnConfig
from dashboard.page.session import S
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import file_name

Columns = Mapping[str, Selection | Sequence[Selection]]
"""What a column stands for besides its row, by its name; or what it does in each row."""


MOST_ROWS = 5_000
"""Rows of a table that are sent to the browser."""


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """What stands behind a picture."""

    shown: DataFrame
    """To read."""

    whole: DataFrame
    """To take away."""

    rows: Sequence[Selection]
    """What each row of `shown` stands for."""

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
        said,
        lambda: csv.to_csv(table),
        key=f"csv_{name}",
        on_click="ignore",
        mime="text/csv",
        file_name=file_name(f"{opened.analysis.id}-{name}", "csv"),
    )


def cell_table(
    key: str,
    shown: DataFrame,
    rows: Sequence[Selection],
    columns: Columns | None = None,
    column_config: Mapping[str, ColumnConfig] | None = None,
) -> None:
    """A table in which every cell is a door to the passages that its row and column stand for.

    A row with an empty selection stands for nothing, and a choice of it changes nothing. Of a very
    long table the first rows are shown, and that they are is said.
    """
    if len(shown) > MOST_ROWS:
        st.html(f'<p class="said">Shown are the first {MOST_ROWS:,} of {len(shown):,} rows; the '
                "CSV file has all.</p>")  # fmt: skip
        shown = shown.head(MOST_ROWS)

    def chosen() -> None:
        if cells := S.cells[key]["selection"]["cells"]:
            row, column = cells[0]
            more = (columns or {}).get(column, Selection())
            meant = rows[row].updated(more if isinstance(more, Selection) else more[row])
            if meant:
                session.pick(meant)

    st.dataframe(
        shown,
        key=key,
        on_select=safely(chosen),
        selection_mode="single-cell",
        hide_index=True,
        column_config=column_config,
    )
