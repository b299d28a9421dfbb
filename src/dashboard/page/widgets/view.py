"""A view of the page, or a part of one: everything that is to be known of it to show it."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.page.opened import Opened
from dashboard.tables.tables import Tables


@dataclass(frozen=True, slots=True)
class View:
    """What stands in the left column."""

    key: str
    """In the address; never renamed."""

    name: str
    """On the page."""

    draw: Callable[[Opened, Tables, Tables], None]
    """Draws it, of the tables of the whole text and of what the filters leave."""

    has_units: bool = False
    """Whether it counts passages or citations, as is chosen."""

    switches_off: bool = False
    """Whether sources can be switched off in it."""


def by_key(*views: View) -> dict[str, View]:
    """Views by their keys, in this order."""
    return {view.key: view for view in views}
