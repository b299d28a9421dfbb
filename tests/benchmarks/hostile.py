"""Does a text made to hurt stay on its own page? `python tests/benchmarks/hostile.py [NAME …]`.

Serves a folder with a small text and one made to hurt, opens that one and goes through every
view and part as a browser would, each in a session of its own: first alone, then once more, read
anew, while another session clicks in the small text without a rest. Prints

    open    seconds from opening to all drawn, reading included
    worst   seconds of the slowest view after that, and which it is
    sent    megabytes sent to the browser, at most
    memory  megabytes of the server, at most, above a page of the small text
    after   the same once all sessions are closed
    beside  how many times as long the other session waits in the second round, p50 of its clicks
    then    seconds from opening to all drawn in the second round

and, where the text is refused, the sentence that says why. Needs the extra `dev`; talks to
127.0.0.1 alone.
"""

import asyncio
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]

SMALL = "# Rain\n\nIt rained [1]. It snowed [1][2].\n\n## Sources\n\n[1] One\n[2] Two\n"
CLICKS = 20


def listed(n: int, what: str = "A report on rain") -> str:
    return "\n".join(f"[{i}] {what} {i}" for i in range(1, n + 1))


def one_citation() -> str:
    return f"# Rain\n\nIt rained [1].\n\n## Sources\n\n{listed(16_000)}\n"


def web_page() -> str:
    marks = "".join(f'<a href="#r{i}">[{i}]</a> ' for i in range(1, 20_001))
    entries = "".join(f'<li id="r{i}">Report {i}</li>' for i in range(1, 20_001))
    said = f"<h1>Rain</h1><p>It rained {marks}.</p>"
    return f"<html><body>{said}<h2>References</h2><ol>{entries}</ol></body></html>"


def many_sources() -> str:
    said = "\n\n".join(f"It rained in town {i} [{i}]." for i in range(1, 60_001))
    return f"# Rain\n\n{said}\n\n## Sources\n\n{listed(60_000, 'R')}\n"


def many_passages() -> str:
    said = "\n\n".join(
        f"It rained in town {i} [{i % 300 + 1}][{i % 7 + 1}]." for i in range(50_000)
    )
    return f"# Rain\n\n{said}\n\n## Sources\n\n{listed(300)}\n"


def many_headings() -> str:
    said = "\n\n".join(f"## Town {i}\n\nIt rained [{i % 9 + 1}]." for i in range(10_000))
    return f"{said}\n\n## Sources\n\n{listed(9)}\n"


def many_citations() -> str:
    marks = "".join(f"[{i % 20_000 + 1}]" for i in range(260_000))
    return f"# Rain\n\nIt rained {marks}.\n\n## Sources\n\n{listed(20_000, 'R')}\n"


def addresses() -> str:
    return "".join(f"Source: https://example{i}.org/rain\n" for i in range(75_000))[:3_000_000]


def superscripts() -> str:
    return ("It rained in a word.3,4 and " * 90_000)[:2_300_000] + "\n\n## Sources\n\n" + listed(9)


def long_word() -> str:
    return f"# Rain\n\nIt rained [1] {'a' * 60_000}.\n\n## Sources\n\n[1] One\n"


TEXTS: dict[str, tuple[str, Callable[[], str]]] = {
    "one citation, 16,000 sources": ("analysis.md", one_citation),
    "20,000 references in a web page": ("page.html", web_page),
    "60,000 sources": ("analysis.md", many_sources),
    "50,000 passages": ("analysis.md", many_passages),
    "10,000 headings": ("analysis.md", many_headings),
    "260,000 citations on one line": ("analysis.md", many_citations),
    "3 MB of Source: https://…": ("analysis.md", addresses),
    "2.3 MB of word.3,4": ("analysis.md", superscripts),
    "a word of 60,000 letters": ("analysis.md", long_word),
}

PAGES = (
    "view=overview", "view=sections", "view=timeline", "view=sources", "view=themes",
    "view=overview&lanes=themes",
    *(f"view=reliance&part={part}" for part in (
        "knock_out", "reading", "themes", "sources", "checks", "order", "statement")),
    "view=reliance&part=knock_out&scope=paragraph",
    "view=reliance&part=reading&scope=paragraph&without=1",
    "view=reliance&part=sources&pick=source:1",
)  # fmt: skip


def serve(data: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = data.with_suffix(".py")
    script.write_text(
        f"from pathlib import Path\nfrom dashboard.page import app\napp.show(Path({str(data)!r}))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    for _ in range(150):
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return process, f"127.0.0.1:{port}"
        except (URLError, OSError):
            time.sleep(0.2)
    process.kill()
    raise RuntimeError("the server did not start within 30 seconds")


class Session:
    """A tab, as far as the server knows."""

    async def open(self, address: str) -> "Session":
        self.socket = await websockets.connect(
            f"ws://{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
            origin=f"http://{address}", ping_interval=None,
        )  # fmt: skip
        return self

    async def run(self, query: str) -> tuple[float, float, str]:
        """Seconds until all is sent, megabytes sent, and an exception's words."""
        message = BackMsg()
        message.rerun_script.query_string = query
        started, size, said = time.perf_counter(), 0, ""
        await self.socket.send(message.SerializeToString())
        while True:
            received = await asyncio.wait_for(self.socket.recv(), 300)
            size += len(received)
            forward = ForwardMsg()
            forward.ParseFromString(received)
            element = forward.delta.new_element
            if element.WhichOneof("type") == "exception":
                said = f"{element.exception.type}: {element.exception.message[:100]}"
            if element.WhichOneof("type") == "html" and "cannot be shown" in element.html.body:
                said = "refused"
            if said == "refused" and element.WhichOneof("type") == "text":
                said = element.text.body
            if forward.WhichOneof("type") == "script_finished":
                return time.perf_counter() - started, size / 1e6, said


async def clicks(session: Session, until: asyncio.Event | None = None) -> list[float]:
    """Seconds of each of so many clicks, or of those made until something is done."""
    times: list[float] = []
    while len(times) < CLICKS or (until is not None and not until.is_set()):
        took, *_ = await session.run("analysis=small")
        times.append(took)
        await asyncio.sleep(0.1)
        if until is not None and until.is_set():
            break
    return times


async def watch(process: psutil.Process, done: asyncio.Event, sizes: list[float]) -> None:
    while not done.is_set():
        sizes.append(process.memory_info().rss / 1e6)
        await asyncio.sleep(0.05)


async def visit(
    address: str, analysis: str, sizes: list[float]
) -> dict[str, tuple[float, float, str]]:
    """Go through every page of an analysis, each in a session of its own."""
    took: dict[str, tuple[float, float, str]] = {}
    for page in PAGES:
        session = await Session().open(address)
        took[page] = await session.run(f"analysis={analysis}&{page}")
        await session.socket.close()
        if os.environ.get("EACH"):
            seconds, sent, said = took[page]
            size = sizes[-1] - sizes[0]
            print(f"    {seconds:7.2f} s {sent:7.2f} MB {size:7.0f}  {page} {said}", flush=True)
    return took


async def measure(process: subprocess.Popen[bytes], address: str) -> str:
    server = psutil.Process(process.pid)
    other = await Session().open(address)
    for _ in range(3):
        await other.run("analysis=small")
    empty = server.memory_info().rss / 1e6
    alone = statistics.median(await clicks(other))
    done, sizes = asyncio.Event(), [empty]
    watching = asyncio.create_task(watch(server, done, sizes))
    took = await visit(address, "hostile", sizes)
    done.set()
    await watching
    await asyncio.sleep(1)
    after = server.memory_info().rss / 1e6 - empty
    done = asyncio.Event()
    clicking = asyncio.create_task(clicks(other, done))
    again = await visit(address, "once-more", sizes)
    done.set()
    beside = statistics.median(await clicking)
    first, *others = PAGES
    worst = max(others, key=lambda page: took[page][0])
    said = next((words for *_, words in took.values() if words), "")
    return (
        f"{took[first][0]:7.1f} {took[worst][0]:7.1f} {max(t[1] for t in took.values()):7.1f} "
        f"{max(sizes) - empty:7.0f} {after:7.0f} {beside / alone:7.1f} {again[first][0]:7.1f}  "
        f"{worst} {said}"
    )


def main() -> None:
    names = sys.argv[1:] or list(TEXTS)
    heads = ("open", "worst", "sent", "memory", "after", "beside", "then")
    print(f"{'':34}" + "".join(f"{head:>8}" for head in heads))
    for name, (file, make) in TEXTS.items():
        if not any(name.startswith(part) for part in names):
            continue
        folder = Path(tempfile.mkdtemp())
        for child in ("hostile", "once-more", "small"):
            (folder / child).mkdir()
        (folder / "small/analysis.md").write_text(SMALL, "utf-8")
        text = make().encode()
        if file == "page.html":
            from dashboard.study import intake

            (found,) = intake.take(text, file)
            files = dict(found.files)
        else:
            files = {file: text}
        for inside, data in files.items():
            for copy in ("hostile", "once-more"):
                (folder / copy / inside).write_bytes(data)
        process, address = serve(folder)
        try:
            print(f"{name:34}{asyncio.run(measure(process, address))}", flush=True)
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder)
            folder.with_suffix(".py").unlink()


if __name__ == "__main__":
    main()
