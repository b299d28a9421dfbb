"""What can go wrong with what a person gave us.

Faults in our own code are `ValueError` and friends; they are never caught.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a file that a person can mend."""

    file: str
    """Name of the file, as the person knows it."""

    message: str
    """What is wrong and what to do, in lower case, without a full stop."""

    line: int | None = None
    """From 1; `None` if the fault is the whole file's."""

    column: int | None = None
    """From 1, in code points; `None` if the fault is the whole line's."""

    def __str__(self) -> str:
        line = "" if self.line is None else f"{self.line}:"
        column = "" if self.column is None else f" column {self.column}:"
        return f"{self.file}:{line}{column} {self.message}"


class DashboardError(Exception):
    """Something in the input that a person can mend; page and command line show it as it is."""


class InputError(DashboardError):
    """A file or folder that cannot be read.

    Attributes:
        faults: All that is wrong with it, in the order of the file; at least one.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)

    @classmethod
    def at(cls, file: str, message: str, line: int | None = None) -> "InputError":
        """The error of a single fault."""
        return cls([Fault(file, message, line)])
