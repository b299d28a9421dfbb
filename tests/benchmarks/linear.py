"""Does reading stay linear on texts made to hurt? `python tests/benchmarks/linear.py`.

Each piece is repeated to a text of a quarter, half and one megabyte. Prints the
seconds of each (the best of two) and the ratio of each doubling; 2 is linear, 4
would be quadratic. Ends with 1 if a doubling takes more than 2.6 times as long on
a text that takes at all long.
"""

import contextlib
import itertools
import sys
import time

from dashboard import readers
from dashboard.errors import InputError

SIZES = (250_000, 500_000, 1_000_000)
PIECES = (
    "[1][2]", "[", "(", "a", ". ", "- a\n", "# ", "`", "[1,", "[5-1] ", "U.S. ", "**a**\n", "|",
    "> ", "[^1]", "[a](https://b.org/", "<ref>", "\\cite{", "[@a", "](", "\n\n", "A. ", "好。",
)  # fmt: skip


def seconds(piece: str, size: int) -> float:
    data = (piece * (size // len(piece)) + "\n\nThe end.").encode()[:4_900_000]
    best = float("inf")
    for _ in range(2):
        started = time.perf_counter()
        with contextlib.suppress(InputError):
            readers.read(data, "notes.md")
        best = min(best, time.perf_counter() - started)
    return best


def main() -> int:
    worst = 0.0
    for piece in PIECES:
        times = [seconds(piece, size) for size in SIZES]
        ratios = [b / a for a, b in itertools.pairwise(times)]
        if times[-1] > 0.2:
            worst = max(worst, *ratios)
        shown = "".join(f"{t:8.2f}" for t in times) + "".join(f"{r:7.1f}" for r in ratios)
        print(f"{piece!r:24}{shown}")
    print(f"largest ratio of a doubling: {worst:.1f}")
    return int(worst > 2.6)


if __name__ == "__main__":
    sys.exit(main())
