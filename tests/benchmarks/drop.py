"""How soon a dropped report is on the page: `python tests/benchmarks/drop.py [ROUNDS]`.

Drops a report of 91,000 words as plain text and as Markdown, and a page of prose as the floor, in
turn, each in a new tab. The clock runs from the moment the file is handed to the field until the
first chart of that text is drawn.

Needs Chromium and the packages of the extra `dev`; talks to 127.0.0.1 alone.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from latency import ROOT, serve
from scale import SOURCES, prose

WORDS = 91_000
LABELS = """[...document.querySelector(".js-plotly-plot")?.querySelectorAll("svg text") ?? []]
    .map(one => one.textContent).join()"""
FIELD = "[data-testid=stFileUploader] input[type=file]"


def report(folder: Path, name: str, n_words: int) -> Path:
    """A file with so many words of prose, and a list of its sources."""
    lines, n = [], 0
    for line in prose(is_markdown=name.endswith(".md")).splitlines():
        lines.append(line)
        n += len(line.split())
        if n >= n_words:
            break
    heading = "## Sources" if name.endswith(".md") else "Sources"
    lines += ["", heading, ""]
    lines += [f"[{n}] Report {n}: https://example.org/{n}" for n in range(1, SOURCES + 1)]
    path = folder / name
    path.write_text("\n".join(lines), "utf-8")
    return path


def drop(browser, address: str, file: Path) -> float:
    """Seconds until the first chart of the text is there."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"http://{address}")
    page.locator(".st-key-theme_by_source .point").first.wait_for()
    page.wait_for_timeout(500)
    before = page.evaluate(LABELS)
    page.get_by_role("button", name="Open a text").click()
    page.locator(FIELD).wait_for(state="attached")
    page.wait_for_timeout(300)
    start = time.perf_counter()
    page.locator(FIELD).set_input_files(file)
    page.wait_for_function(f"before => ![before, ''].includes({LABELS})", arg=before)
    took = time.perf_counter() - start
    page.close()
    return took


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    process, address = serve(ROOT / "app.py")
    try:
        with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
            folder = Path(name)
            files = {
                "a page": report(folder, "page.txt", 1_000),
                f"{WORDS:,} words": report(folder, "report.txt", WORDS),
                f"{WORDS:,} words, Markdown": report(folder, "report.md", WORDS),
            }
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            times: dict[str, list[float]] = {kind: [] for kind in files}
            for _ in range(rounds):
                for kind, file in files.items():
                    times[kind].append(drop(browser, address, file))
            browser.close()
    finally:
        process.terminate()
        process.wait(10)
    print(f"dropped → first chart, s ({rounds} rounds)     p50      max")
    for kind, taken in times.items():
        print(f"  {kind:32} {statistics.median(taken):8.2f} {max(taken):8.2f}")


if __name__ == "__main__":
    main()
