"""Does reading stay linear on texts made to hurt? `python tests/benchmarks/linear.py`.

Each piece is repeated to a text of a quarter, half and one megabyte, with a source list
below, so that every grammar is tried. Prints the processor seconds of each (the best of
two) and the ratio of each doubling; 2 is linear, 4 would be quadratic. Ends with 1 if a
doubling takes more than 2.6 times as long on a text that takes at all long.
"""

import contextlib
import itertools
import sys
import time

from dashboard import reading
from dashboard.errors import InputError

SIZES = (250_000, 500_000, 1_000_000)
PIECES = (
    "[1][2]", "[", "(", "a", ". ", "- a\n", "# ", "`", "[1,", "[5-1] ", "U.S. ", "**a**\n", "|",
    "> ", "[^1]", "[a](https://b.org/", "<ref>", "\\cite{", "[@a", "](", "\n\n", "A. ", "好。",
    "- - ", "1. ", "  - a\n", "| ", "^ a\n", "[1]–", "Ab (2019) ", "(Ab 2019", "Ab, ", "<sup>1",
    "{{", "$", "...", "( [", "[1. a](", "Source: https://a.org\n", "a: B", "[a]: https://a.org\n",
    "a^[", "a^[b c ", "[see also ", "[1 and ", "a.¹–", "a.1–", "word).1,", "[a.pdf#",
    "\\[1,", "\\(x ", "$a ", "$$ x", "    a = b\n", "\n\n    a", "[S1] x\n", "[1]\n\n",
    "[Footnote 1: ", "———. A. ", "[2]S. B ", '<sup><a href="#f1">1</a>', '<li id="f1">',
    "[1](#1", "[١،", "\n## References for ",
)  # fmt: skip
MARKUP = (
    ("{{", "wiki"), ("}}", "wiki"), ("<ref name=a>", "wiki"), ("<!--", "wiki"),
    ("{{a|refs=", "wiki"), ("== a ==\n", "wiki"), (".. [1] a\n", "rst"), ("a\n=\n", "rst"),
    ("::\n", "rst"), ("[#]_ ", "rst"), ("\\section{", "tex"),
    ("\\begin{verbatim}", "tex"), ("%", "tex"), ("\\bibitem{a} ", "tex"),
    ("1.  A\n\n", "txt"), ("   [A1]  a\n", "txt"), ("[Page 1]\n", "txt"),
)  # fmt: skip
LIST = "\n\nThe end.\n\n## References\n\n[1] One: https://a.org\n\nAb, J. (2019). Rain.\n"


def seconds(piece: str, suffix: str, size: int) -> float:
    data = (piece * (size // len(piece)) + LIST).encode()[:4_900_000]
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        with contextlib.suppress(InputError):
            reading.read(data, f"notes.{suffix}")
        best = min(best, time.process_time() - started)
    return best


def main() -> int:
    worst = 0.0
    for piece, suffix in (*((piece, "md") for piece in PIECES), *MARKUP):
        times = [seconds(piece, suffix, size) for size in SIZES]
        ratios = [b / a for a, b in itertools.pairwise(times)]
        if times[-1] > 0.2:
            worst = max(worst, *ratios)
        shown = "".join(f"{t:8.2f}" for t in times) + "".join(f"{r:7.1f}" for r in ratios)
        print(f"{suffix:5}{piece!r:26}{shown}", flush=True)
    print(f"largest ratio of a doubling: {worst:.1f}")
    return int(worst > 2.6)


if __name__ == "__main__":
    sys.exit(main())
