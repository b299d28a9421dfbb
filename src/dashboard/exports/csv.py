"""Tables → files to take away."""

import csv
import io
import zipfile
from collections.abc import Mapping

from pandas import DataFrame, isna

from dashboard.vocabulary.encode import spreadsheet_cell


def to_csv(table: DataFrame) -> bytes:
    """A table as CSV that spreadsheets read as text and numbers, never as formulas.

    UTF-8 with a byte order mark, since spreadsheets guess the encoding without it.
    Missing values are empty cells.
    """
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False))
    return file.getvalue().encode("utf-8-sig")


def to_zip(files: Mapping[str, bytes], folder: str) -> bytes:
    """Files in a folder, packed; the same files always give the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # An entry of that kind carries the year 1980, not the time of the day.
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}"), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _cell(value: str | float | bool | None) -> str | float | bool:
    if isinstance(value, str):
        return spreadsheet_cell(value)
    return "" if value is None or isna(value) else value
