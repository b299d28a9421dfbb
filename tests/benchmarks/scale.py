"""How time and memory grow with the length of a text: `python tests/benchmarks/scale.py`.

Makes texts of 14 to 50,000 passages with about four citations each, and times each
step from bytes to measures in a process of its own. Prints seconds (the best of
three, as other work on the machine only adds) and the peak memory of the process.

Then reads a megabyte of prose as plain text and as Markdown and prints how many
megabytes a second of processor time reads, beside a floor: one pass over the same
text by a regular expression that does nothing but find its words and stops.
"""

import json
import random
import re
import resource
import subprocess
import sys
import time
import tracemalloc

SIZES = (14, 1_000, 5_000, 50_000)
SOURCES = 300
WORDS = [
    "policy", "pressure", "report", "council", "region", "budget", "winter", "harvest", "market",
    "station", "engine", "border", "treaty", "minister", "railway", "energy", "forest", "doctor",
    "school", "river",
]  # fmt: skip
THEMES = ("policy", "budget", "energy", "border", "harvest", "market", "school")


def text(n_passages: int) -> str:
    """A text of `n_passages` sentences in sections of twenty, with a source list."""
    dice = random.Random(1)
    lines = ["What holds the region together?"]
    for n in range(n_passages):
        if n % 20 == 0:
            lines += ["", f"## Part {n // 20 + 1}", ""]
        words = " ".join(dice.choices(WORDS, k=7)).capitalize()
        marks = " ".join(f"[{dice.randint(1, SOURCES)}]" for _ in range(4))
        lines.append(f"{words} {marks}.")
    lines += ["", "## Sources", ""]
    lines += [f"[{n}] Report {n}: https://example.org/{n}" for n in range(1, SOURCES + 1)]
    return "\n".join(lines)


def prose(is_markdown: bool) -> str:
    """About a megabyte of paragraphs, lists and headings, a mark after every sentence or so."""
    dice = random.Random(2)
    lines = ["What holds the region together?"]
    for part in range(1, 300):
        heading = f"{part % 99}. The {dice.choice(WORDS)} of the {dice.choice(WORDS)}"
        lines += ["", f"## {heading}" if is_markdown else heading, ""]
        for paragraph in range(6):
            said = [_sentence(dice) for _ in range(4)]
            bullet = "- " if paragraph == 5 else ""
            lines += [bullet + one for one in said] if bullet else [" ".join(said)]
            lines.append("")
    lines += ["## Sources" if is_markdown else "Sources", ""]
    lines += [f"[{n}] Report {n}: https://example.org/{n}" for n in range(1, SOURCES + 1)]
    return "\n".join(lines)


def _sentence(dice: random.Random) -> str:
    words = dice.choices(WORDS, k=dice.randint(10, 24))
    marks = "".join(f" [{dice.randint(1, SOURCES)}]" for _ in range(dice.randint(0, 2)))
    return f"{' '.join(words).capitalize()}, in the U.S. and by 2.5 % elsewhere{marks}."


def throughput(suffix: str) -> dict[str, float]:
    """Megabytes a second of reading alone, of bytes to tables and of the floor; memory."""
    from dashboard import reading
    from dashboard.model import Codebook
    from dashboard.tables import tables

    whole = prose(suffix == "md")
    data = whole.encode()
    floor = re.compile(r"[A-Za-z0-9]+|[.!?\[\]]")

    def best(function):
        times = []
        for _ in range(5):
            started = time.process_time()
            function()
            times.append(time.process_time() - started)
        return min(times)

    def tabulate():
        return tables.build(reading.read(data, f"a.{suffix}"), Codebook(), ())

    fastest = best(lambda: sum(1 for _ in floor.finditer(whole)))
    read, tabulated = best(lambda: reading.read(data, f"a.{suffix}")), best(tabulate)
    tracemalloc.start()
    tabulate()
    peak = tracemalloc.get_traced_memory()[1]
    size = len(data) / 1_000_000
    return {
        "MB of text": size,
        "words": len(whole.split()),
        "floor, MB/s": size / fastest,
        "read, MB/s": size / read,
        "bytes → tables, MB/s": size / tabulated,
        "bytes → tables, s": tabulated,
        "read ÷ floor, times": read / fastest,
        "peak ÷ text, times": peak / len(data),
    }


def measure(n_passages: int) -> dict[str, float]:
    """Seconds of each step, and megabytes."""
    from dashboard import reading
    from dashboard.measures import counts
    from dashboard.model import Codebook, Theme
    from dashboard.study import codebook
    from dashboard.tables import selection, tables
    from dashboard.tables.selection import Selection

    data = text(n_passages).encode()
    book = Codebook(tuple(Theme(word, word.capitalize(), terms=(f"{word}*",)) for word in THEMES))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best: dict[str, float] = {}

    def timed(step, function):
        started = time.perf_counter()
        result = function()
        seconds = time.perf_counter() - started
        best[step] = min(best.get(step, seconds), seconds)
        return result

    for _ in range(3):
        document = timed("read", lambda: reading.read(data, "analysis.md"))
        codings = timed("code", lambda: codebook.code_by_terms(document, book))  # noqa: B023
        built = timed("tabulate", lambda: tables.build(document, book, codings))  # noqa: B023
        coded = built.coded_by("term")
        chosen = Selection(themes=("policy", "budget"), sources=("1", "2", "3"), words="river")
        left = timed("filter", lambda: selection.left(coded, chosen))  # noqa: B023
        asked = (
            counts.source_counts,
            counts.theme_counts,
            counts.section_counts,
            counts.theme_by_source,
            counts.theme_by_section,
            counts.reading_order,
        )
        for measure_ in asked:
            timed(measure_.__name__, lambda: measure_(coded))  # noqa: B023
        timed("measures of what is left", lambda: [measure_(left) for measure_ in asked])  # noqa: B023
    best["bytes"] = len(data)
    best["passages"] = len(built.passages)
    best["citations"] = len(built.citations)
    best["MB"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return best


def main() -> None:
    if len(sys.argv) > 1:
        given = sys.argv[1]
        print(json.dumps(measure(int(given)) if given.isdigit() else throughput(given)))
        return
    rows = [_apart(str(size)) for size in SIZES]
    print(f"{'':28}" + "".join(f"{row['passages']:>12,.0f}" for row in rows))
    for name in rows[0]:
        form = ",.0f" if name in ("bytes", "passages", "citations") else ".4f"
        print(f"{name:28}" + "".join(f"{row[name]:>12{form}}" for row in rows))
    line = [row["read"] + row["code"] + row["tabulate"] for row in rows]
    print(f"{'bytes → tables':28}" + "".join(f"{seconds:>12.4f}" for seconds in line))
    page = [sum(v for k, v in row.items() if k in _PAGE) + row["filter"] for row in rows]
    print(f"{'filter + all measures':28}" + "".join(f"{seconds:>12.4f}" for seconds in page))
    print(f"\n50,000 passages take {line[3] / line[2]:.1f} times as long as 5,000, bytes → tables")

    speeds = [_apart(suffix) for suffix in ("txt", "md")]
    print(f"\n{'':28}{'plain text':>12}{'Markdown':>12}")
    for name in speeds[0]:
        print(f"{name:28}" + "".join(f"{speed[name]:>12,.2f}" for speed in speeds))


def _apart(given: str) -> dict[str, float]:
    """What this script measures in a process of its own."""
    run = subprocess.run(
        [sys.executable, __file__, given], capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(run.stderr)
    measured: dict[str, float] = json.loads(run.stdout)
    return measured


_PAGE = (
    "source_counts", "theme_counts", "section_counts", "theme_by_source", "theme_by_section",
    "reading_order",
)  # fmt: skip

if __name__ == "__main__":
    main()
