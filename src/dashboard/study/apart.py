"""Large texts → analyses, read in a child process with limits, so that other sessions go on.

Reading a megabyte takes seconds in which Python does little else. The child sends the analysis
back as a pickle, of which nothing is made but the records of this package.
"""

import gc
import io
import pickle
import sys
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import cast

from dashboard.conversion import child, sandbox
from dashboard.errors import Fault, InputError
from dashboard.study import analysis
from dashboard.study.analysis import Analysis

FROM_BYTES = 200_000
"""Texts larger than this are read in the child process; to start it takes 0.2 s."""

LIMITS = sandbox.Limits(seconds=60, wait=90, memory=1_500_000_000)
MOST_ANSWERED = 200_000_000
"""Bytes that the child may send back."""

_START = (
    "import sys; root = sys.argv[1]; root in sys.path or sys.path.insert(0, root)\n"
    "from dashboard.study import apart; apart.main(*map(int, sys.argv[3:]))"
)


def read(id_: str, files: Mapping[str, bytes]) -> Analysis:
    """`analysis.read`, in a process of its own if there is much to read.

    Raises:
        InputError: As `analysis.read`, or reading took too long or too much memory.
    """
    if sum(map(len, files.values())) <= FROM_BYTES:
        return analysis.read(id_, files)
    name = next((name for name in analysis.TEXTS if name in files), analysis.TEXTS[0])
    given = pickle.dumps((id_, dict(files)))
    try:
        code, said = sandbox.asked(given, name, LIMITS, start=_START, most=MOST_ANSWERED)
    except OSError as error:
        reason = f"it cannot be read now: {error.strerror or 'the system refuses'}"
        raise InputError.at(name, f"{reason}; try again") from error
    if code == sandbox.MEMORY:
        raise InputError.at(name, "it needs too much memory to read; split it into parts")
    if code is None or code < 0:
        raise InputError.at(name, f"it takes longer than {LIMITS.seconds} s to read; split it")
    if code:
        raise RuntimeError(f"the child that reads {name} ended with {code}")
    answer = _answered(said)
    if isinstance(answer, Analysis):
        return answer
    raise InputError(cast(Sequence[Fault], answer))


def main(seconds: int, memory: int) -> None:
    """Read what stands on standard input and end the process."""
    child.limit(seconds, memory, size=MOST_ANSWERED)
    gc.disable()
    try:
        id_, files = pickle.load(sys.stdin.buffer)  # of our own parent
        answer: object
        try:
            answer = analysis.read(id_, files)
        except InputError as error:
            answer = error.faults
        _Writer(sys.stdout.buffer, pickle.HIGHEST_PROTOCOL).dump(answer)
        sys.stdout.buffer.flush()
    except MemoryError:
        child.end(sandbox.MEMORY)
    child.end(0)


class _Writer(pickle.Pickler):
    """Writes a record as its class and fields, which is read three times as fast as its state."""

    def reducer_override(self, value: object) -> tuple[type, tuple[object, ...]]:
        kind = type(value)
        if names := _names_of_fields(cast(Hashable, kind)):
            return kind, tuple([getattr(value, name) for name in names])
        return cast(tuple[type, tuple[object, ...]], NotImplemented)  # as pickle wants it


@cache
def _names_of_fields(kind: Hashable) -> tuple[str, ...]:
    if isinstance(kind, type) and is_dataclass(kind):
        return tuple(field.name for field in fields(kind))
    return ()


class _Reader(pickle.Unpickler):
    """Makes records of this package from their fields, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith("dashboard.") and name.isidentifier():
            found: object = super().find_class(module, name)
            if is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record of this package")


def _answered(said: bytes) -> object:
    # Without walks through the many values that are made: none of them is in a cycle.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _Reader(io.BytesIO(said)).load()
    finally:
        if was_enabled:
            gc.enable()
