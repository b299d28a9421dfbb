"""When Python looks for garbage that holds itself.

Streamlit would do so after every run, which took more than half of what a click costs the server
and kept the next reader waiting. It is told not to (`runner.postScriptGC`), and garbage is
collected here once nobody has drawn a page for a while. Would break nothing but the use of memory
if the option were named otherwise: then both would collect.
"""

import gc
from threading import Event, Thread
from time import monotonic

QUIET = 1.0
"""Seconds without a page drawn, after which nobody waits."""

LONGEST = 30.0
"""Seconds after which garbage is collected though somebody may wait."""

_drawn = Event()
_last = 0.0
_thread: Thread | None = None


def begin() -> None:
    """Take what is loaded by now, which lives as long as the server, out of every later look."""
    gc.collect()
    gc.freeze()


def page_drawn() -> None:
    """Hear that a page was drawn; garbage is collected later, by a thread of its own."""
    global _last, _thread
    _last = monotonic()
    _drawn.set()
    if _thread is None:
        _thread = Thread(target=_collect_when_quiet, name="collection", daemon=True)
        _thread.start()


def _collect_when_quiet() -> None:
    while True:
        _drawn.wait()
        began = monotonic()
        while (left := _last + QUIET - monotonic()) > 0 and monotonic() - began < LONGEST:
            Event().wait(left)
        _drawn.clear()
        gc.collect()
