"""What a measure is, and the measures there are."""

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Concatenate

from pandas import DataFrame

from dashboard import measures
from dashboard.tables.schema import Schema
from dashboard.tables.tables import Tables

Names = Mapping[str, str]
"""What each source is called in a sentence, by id, as `source_names` makes it."""


@dataclass(frozen=True, slots=True)
class Measure(Schema):
    """A table that is counted from the tables of a text."""

    compute: Callable[Concatenate[Tables, ...], DataFrame]
    """The table, from `Tables` and whatever else the measure asks for."""

    finding: Callable[[DataFrame, Names], str] | None = None
    """The sentence that titles its chart, from the table; none if it needs more than the table."""


@cache
def all_measures() -> dict[str, Measure]:
    """Every measure by its name: whatever `Measure` a module of this package has."""
    modules = pkgutil.walk_packages(measures.__path__, f"{measures.__name__}.")
    return {
        measure.name: measure
        for module in modules
        for measure in vars(import_module(module.name)).values()
        if isinstance(measure, Measure)
    }
