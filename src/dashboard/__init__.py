"""Citelight: see what a cited text rests on.

The way from a file to its figures in five verbs, for a notebook or a script:

    analysis = dashboard.read("report.md")                      a file of any kind, or a data folder
    tables = dashboard.tabulate(analysis)                       tidy data frames
    dashboard.measure(tables, "worst_first")                    a data frame
    dashboard.draw(tables, "theme_by_source")                   a Plotly figure
    dashboard.passages(tables, themes="cost", sources="2")      the passages behind a number
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.api import draw, measure, passages, read, tabulate

__all__ = ["draw", "measure", "passages", "read", "tabulate"]


def __getattr__(name: str) -> object:
    # Imported when first asked for: pandas and Plotly take a second, and the processes that
    # convert files need neither.
    if name in __all__:
        return getattr(import_module("dashboard.api"), name)
    raise AttributeError(f"module 'dashboard' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
