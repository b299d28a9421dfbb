"""Bytes → texts, by a child process that is ended when it takes too much.

Enforced on Linux and macOS: processor time, memory (not on macOS), size and number of
files, and the clock; the child has an empty folder of its own, no environment, and is
killed with all that it may have started. In the child an audit hook refuses sockets,
other processes, and files outside of Python's own. That hook holds back libraries that
are led astray, not machine code that has taken over the process; there is no network
namespace. On Windows the clock and the sizes hold alone.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from dashboard.conversion.converted import MAX_TEXT, Converted
from dashboard.errors import InputError

_ROOT = Path(__file__).parents[2]
_START = (
    "import sys; root = sys.argv[1]; root in sys.path or sys.path.insert(0, root)\n"
    "from dashboard.conversion import child; child.main(sys.argv[2], *map(int, sys.argv[3:]))"
)
_TURNS = threading.BoundedSemaphore(2)
"""At most two conversions at once, so that other readers' clicks are answered meanwhile."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a conversion may take."""

    seconds: int = 20
    """Of the processor."""

    wait: float = 180
    """Seconds on the clock: on a busy machine they pass while the child waits for the processor."""

    memory: int = 512 * 1024 * 1024
    """Bytes of address space."""


LIMITS = Limits()


def run(data: bytes, file: str, limits: Limits = LIMITS) -> tuple[Converted, ...]:
    """Convert a file in a child process.

    Raises:
        InputError: The child says why it cannot, or was ended.
    """
    try:
        code, said = asked(data, file, limits, start=_START, most=2 * MAX_TEXT)
    except OSError as error:  # no room, no memory, no right to start a process
        reason = f"it cannot be converted now: {error.strerror or 'the system refuses'}"
        raise InputError.at(file, reason) from error
    if why := ended(code, limits):
        raise InputError.at(file, why)
    return answered(said, file)


def asked(
    data: bytes, file: str, limits: Limits, *, start: str, most: int
) -> tuple[int | None, bytes]:
    """Run a child with `data` as its standard input.

    Args:
        data: What the child reads.
        file: Its first argument; its second and third are the limits.
        limits: What it may take.
        start: The program that it runs.
        most: Bytes of the answer that are read, and one more if there are more.

    Returns:
        The child's exit code, nothing if it did not end in time; and what it wrote.
    """
    with (
        _TURNS,
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryDirectory() as folder,
    ):
        given.write(data)
        given.seek(0)
        code = _run(file, limits, given, answer, folder, start)
        answer.seek(0)
        return code, answer.read(most + 1)


def _run(
    file: str, limits: Limits, given: BinaryIO, answer: BinaryIO, folder: str, start: str
) -> int | None:
    """The child's exit code; nothing if it did not end in time."""
    name = PurePath(PurePath(file).name.rpartition("\\")[2])
    name = name.with_stem(name.stem[:100]) if name.stem else name
    child = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-X",
            "utf8",
            "-c",
            start,
            str(_ROOT),
            str(name).replace("\x00", ""),
            str(limits.seconds),
            str(limits.memory),
        ],
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        return child.wait(limits.wait)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill(child)


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, "HOME": folder, "TMPDIR": folder, "TEMP": folder, "LC_ALL": "C.UTF-8"}


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and all that it started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    except (ProcessLookupError, PermissionError):
        pass  # it has ended, and no group is left
    child.wait()


def ended(code: int | None, limits: Limits) -> str | None:
    """Why a child that ended with a code gave no answer; nothing if it did."""
    if code == 0:
        return None
    by_clock = -getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)
    if code is None or (code < 0 and code in by_clock):
        taken = limits.wait if code is None else limits.seconds
        return (
            f"it took longer than {taken:g} s to convert; save it as a smaller file or paste its "
            "text"
        )
    if code == MEMORY:
        return "it needs too much memory to convert, it is too large; paste its text"
    return "it cannot be converted, it is damaged or, unpacked, too large; paste its text"


MEMORY = 3
"""Exit code of a child that ran out of memory."""


def answered(said: bytes, file: str) -> tuple[Converted, ...]:
    """Read the answer, which may be anything if the file got the better of the child."""
    try:
        answer = json.loads(said)
    except (ValueError, RecursionError):
        answer = None
    match answer:
        case {"refused": str(why)}:
            raise InputError.at(file, why)
        case {"converted": [_, *_] as texts} if all(_is_text(text) for text in texts):
            return tuple(
                Converted(text["name"], text["text"], text["title"], tuple(text["notes"]))
                for text in texts
            )
    raise InputError.at(file, ended(1, LIMITS) or "")


def _is_text(value: object) -> bool:
    match value:
        case {"name": str(), "text": str(), "title": str() | None, "notes": [*notes]}:
            return all(isinstance(note, str) for note in notes)
    return False
