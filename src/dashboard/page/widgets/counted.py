"""The tables that are counted, and what is measured in them, computed once for each choice."""

from collections.abc import Callable
from typing import TypeVar

from pandas import DataFrame

from dashboard.measures.measure import Measure
from dashboard.model import Basis
from dashboard.page.opened import Opened
from dashboard.page.session import Counting
from dashboard.page.widgets.memo import memo
from dashboard.page.widgets.named import names
from dashboard.tables import selection
from dashboard.tables.tables import Scope, Tables, build

T = TypeVar("T")


def tables(opened: Opened, by: Counting) -> Tables:
    """The tables of what the filter leaves, without the marks of what is switched off."""
    whole = (
        opened.counted(by.basis)
        if by.scope == "sentence"
        else memo(_scoped, opened, by.basis, by.scope)
    )
    return selection.left(whole, by.left_by).without(by.without)


def measured(measure: Callable[..., T], opened: Opened, by: Counting, *more: object) -> T:
    """What a measure says of these tables; `more` is what it needs besides."""
    return memo(_measured, measure, opened, by, *more)


def with_finding(
    measure: Measure, opened: Opened, by: Counting, *more: object
) -> tuple[DataFrame, str]:
    """The table of a measure and the sentence that titles its chart.

    Raises:
        TypeError: The measure has no sentence of its own.
    """
    if measure.finding is None:
        raise TypeError(f"{measure.name} needs more than its table to say what it finds")
    table = measured(measure.compute, opened, by, *more)
    return table, measure.finding(table, names(opened))


def nothing_cited(opened: Opened) -> str:
    """Why there is no citation to measure."""
    if not len(opened.tables.citations):
        return "No citations in this text"
    return "No passage within the filter cites a source"


def _scoped(opened: Opened, basis: Basis | None, scope: Scope) -> Tables:
    one = opened.analysis
    whole = build(one.document, one.book, one.codings, scope)
    return whole.coded_by(basis) if basis else whole


def _measured(measure: Callable[..., T], opened: Opened, by: Counting, *more: object) -> T:
    return measure(tables(opened, by), *more)
