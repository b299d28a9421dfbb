"""When Streamlit sends what is written, and how long the browser is left to draw it.

Would break nothing if Streamlit sent its messages otherwise: the words would only come later.
"""

import sys
from time import sleep

_TURN = 0.0005
"""Seconds after which a thread that waits gets its turn, instead of 5 ms.

Streamlit sends every message from a second thread, which waits for the one that draws the page.
"""

_HEAD_START = 0.05
"""Seconds that the words get before the rest of the page is made.

Streamlit sends what is written every 5 ms, from a thread that waits for this one,
and the browser needs some 20 ms to draw it. With the pause it draws the words alone;
without, everything comes at once and the words take half as long again.
"""


def quick_turns() -> None:
    """Let the thread that sends messages have its turn at once."""
    sys.setswitchinterval(_TURN)


def head_start() -> None:
    """Let the browser draw what is written so far."""
    sleep(_HEAD_START)
