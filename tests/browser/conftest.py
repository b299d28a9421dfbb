"""A browser and a running dashboard.

Chromium is the system's own, since a browser is no Python package. Where there is
none, these tests are skipped and say so; in CI that is a failure.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in Path(item.path).parts:
            item.add_marker(pytest.mark.browser)
            # One worker has one browser and one dashboard; two of each would slow one another.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session", autouse=True)
def _browser_is_there():
    # As long as every other wait: what is late on a loaded machine is not missing.
    expect.set_options(timeout=30_000)
    if not CHROMIUM:
        missing = "no Chromium: install Debian's package `chromium`, or name yours in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    # Without these switches Chromium looks up addresses of its maker at every start.
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *quiet],
    }


@pytest.fixture(scope="session")
def browser_context_args():
    return {"viewport": {"width": 1440, "height": 900}}


def serve(script, *arguments):
    """A dashboard of its own on a free port of this machine: its process and address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--", *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        # What is tested is this checkout, whatever is installed.
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(150):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):
                return process, address
        except (URLError, OSError):
            time.sleep(0.2)
    process.kill()
    raise RuntimeError("the dashboard did not start within 30 seconds")


@pytest.fixture(scope="session")
def address():
    process, address = serve(ROOT / "app.py")
    yield address
    process.terminate()
    process.wait(10)


class Reader:
    """A person at the page: opens it, clicks, and says what is to be read."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.complaints, self.elsewhere = [], []
        page.set_default_timeout(30_000)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._watch)

    def _listen(self, message):
        if message.type == "error":
            self.complaints.append(message.text)

    def _watch(self, request):
        if not request.url.startswith(
            (self.address, "data:", "blob:", self.address.replace("http", "ws"))
        ):
            self.elsewhere.append(request.url)

    def open(self, link=""):
        self.page.goto(f"{self.address}/{link}")
        self.page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
        self.heading.wait_for()
        return self

    def bar(self, chart, trace, point):
        return self.page.locator(
            f".st-key-{chart} .barlayer > .trace:nth-child({trace})"
            f" .point:nth-child({point}) > path"
        )

    def click(self, bar, at=None):
        bar.wait_for()
        box = bar.bounding_box()
        x, y = at or (box["width"] / 2, box["height"] / 2)
        self.page.mouse.click(box["x"] + x, box["y"] + y)
        return self

    def passages(self):
        return self.page.locator("[data-passage]").evaluate_all(
            "all => all.map(e => e.dataset.passage)"
        )

    def reads(self, *ids):
        """Wait until the reader shows these passages, and no others."""
        self.page.wait_for_function(
            """ids => JSON.stringify([...document.querySelectorAll('[data-passage]')]
                 .map(e => e.dataset.passage)) === JSON.stringify(ids)""",
            arg=list(ids),
        )

        self.settle()

    def settle(self):
        """Wait until the run after a click has ended, and what it replaced is gone."""
        self.page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
        expect(self.page.locator("[data-stale='true']")).to_have_count(0)

    @property
    def heading(self):
        return self.page.locator(".st-key-reader h2.finding")


@pytest.fixture
def reader(page, address):
    return Reader(page, address)
