"""How well dates are found: precision and recall on the sentences of `tests/date_cases.py`.

    python tests/benchmarks/dates.py

A date counts as right only if its words, first and last day are all as expected. The suite asserts
the same figures; this script prints them with the sentences that went wrong, and the speed.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import date_cases
from dashboard.reading import dates


def main():
    """Print the figures."""
    cases = list(date_cases.cases())
    right, found, there, wrong = date_cases.score()
    without = sum(not expected for _, expected in cases)
    print(f"{len(cases)} sentences, {without} of them without a date; {there} dates")
    print(f"precision {right / found:.3f} ({right} of {found}), target 0.98")
    print(f"recall    {right / there:.3f} ({right} of {there}), target 0.90")
    for sentence in wrong:
        print(f"  wrong: {sentence}")
    text = "\n".join(sentence for sentence, _ in cases)
    for times in (20, 40, 80):
        start = time.perf_counter()
        dates.find(text * times)
        seconds = time.perf_counter() - start
        print(f"{len(text) * times:>9,} characters in {seconds:.2f} s")


if __name__ == "__main__":
    main()
