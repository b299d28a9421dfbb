"""How fast a click becomes words: `python tests/benchmarks/latency.py [ROUNDS]`.

Everything is measured against a floor in the same run, as machines are shared and
noisy: clicks against an app of one button and one text, page loads against a bare
page with as many Plotly figures. Clicks go to app and floor in turn. A click ends
with the frame after the one in which the new words stand in the page.

Needs Chromium and the packages of the extra `dev`; talks to 127.0.0.1 alone.
"""

import asyncio
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import websockets
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]

FLOOR = """
import streamlit as st
st.session_state.setdefault("n", 0)
st.button("more", on_click=lambda: st.session_state.update(n=st.session_state.n + 1))
st.text(f"words {st.session_state.n}")
"""

BARE = """
import plotly.graph_objects as go, streamlit as st
for key in ("a", "b"):
    st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=[3, 1, 2])), key=key, on_select="rerun")
"""

# Bars of the main figure and marks of the reading order, as (chart, trace, point).
BARS = [
    ("theme_by_source", 2, 1), ("theme_by_source", 10, 8), ("reading_order", 2, 50),
    ("theme_by_source", 11, 5), ("theme_by_source", 1, 4), ("theme_by_source", 10, 3),
    ("reading_order", 2, 10), ("theme_by_source", 11, 2),
]  # fmt: skip

WATCH = """
([kind, words]) => {
  const said = kind === "app"
    ? () => [...document.querySelectorAll(".st-key-reader :is(h2.finding, [data-passage])")]
        .map(e => e.dataset.passage || e.textContent).join()
    : () => document.querySelector("[data-testid=stText]").textContent;
  const before = said();
  window.took = null;
  addEventListener("mouseup", () => {
    const start = performance.now();
    const watch = new MutationObserver(() => {
      if (said() === before || window.took !== null) return;
      watch.disconnect();
      requestAnimationFrame(() => { window.took = performance.now() - start; });
    });
    watch.observe(document.body, {subtree: true, childList: true, characterData: true});
  }, {once: true, capture: true});
}
"""


def serve(script: Path) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(150):
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return process, f"127.0.0.1:{port}"
        except (URLError, OSError):
            time.sleep(0.2)
    process.kill()
    raise RuntimeError("the server did not start within 30 seconds")


def clicks(browser, app: str, floor: str, rounds: int) -> dict[str, list[float]]:
    pages = {}
    for kind, address in (("app", app), ("floor", floor)):
        pages[kind] = browser.new_page(viewport={"width": 1440, "height": 900})
        pages[kind].goto(f"http://{address}")
    pages["app"].locator(".st-key-reading_order .point > path").first.wait_for()
    pages["floor"].get_by_text("words 0").wait_for()
    time.sleep(2)
    took: dict[str, list[float]] = {"app": [], "floor": []}
    for n in range(rounds):
        chart, trace, point = BARS[n % len(BARS)]
        bar = pages["app"].locator(
            f".st-key-{chart} .barlayer > .trace:nth-child({trace})"
            f" .point:nth-child({point}) > path"
        )
        for kind, target in (
            ("app", bar),
            ("floor", pages["floor"].get_by_role("button", name="more")),
        ):
            page = pages[kind]
            page.bring_to_front()
            box = target.bounding_box()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.wait_for_timeout(150)
            page.evaluate(WATCH, [kind, ""])
            page.mouse.down()
            page.mouse.up()
            page.wait_for_function("window.took !== null", timeout=20_000)
            if n >= len(BARS):  # the first round warms both up
                took[kind].append(page.evaluate("window.took"))
            page.wait_for_timeout(700)
    for page in pages.values():
        page.close()
    return took


def loads(browser, address: str, n_charts: int, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the request to all marks drawn: first visits, and visits after."""
    cold, warm = [], []
    drawn = f"""(plots => plots.length >= {n_charts}
        && plots.every(plot => plot.querySelector('.point path')))(
        [...document.querySelectorAll('.js-plotly-plot')])"""
    if not n_charts:
        drawn = "document.querySelector('[data-testid=stText]')"
    for _ in range(rounds):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        for times in (cold, warm):
            page = context.new_page()
            started = time.perf_counter()
            page.goto(f"http://{address}", wait_until="commit")
            page.wait_for_function(drawn, polling="raf")
            times.append((time.perf_counter() - started) * 1000)
            page.close()
        context.close()
    return cold, warm


async def open_sessions(address: str, n: int) -> list:
    """Open sessions as a browser does, and wait until each has drawn its page."""
    sockets = []
    for _ in range(n):
        socket_ = await websockets.connect(
            f"ws://{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
            origin=f"http://{address}",
        )  # fmt: skip
        message = BackMsg()
        message.rerun_script.query_string = ""
        await socket_.send(message.SerializeToString())
        while True:
            forward = ForwardMsg()
            forward.ParseFromString(await asyncio.wait_for(socket_.recv(), 30))
            if forward.WhichOneof("type") == "script_finished":
                break
        sockets.append(socket_)
    return sockets


async def memory(process: subprocess.Popen, address: str) -> dict[int, float]:
    """Megabytes of the server with 1, 10 and 25 sessions open."""
    sizes, sockets = {}, []
    for n in (1, 10, 25):
        sockets += await open_sessions(address, n - len(sockets))
        await asyncio.sleep(1)
        sizes[n] = psutil.Process(process.pid).memory_info().rss / 1e6
    for socket_ in sockets:
        await socket_.close()
    return sizes


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 48
    folder = Path(tempfile.mkdtemp())
    servers = {}
    for name, script in (("floor", FLOOR), ("bare", BARE)):
        (folder / f"{name}.py").write_text(script, "utf-8")
        servers[name] = serve(folder / f"{name}.py")
    servers["app"] = serve(ROOT / "app.py")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            took = clicks(browser, servers["app"][1], servers["floor"][1], rounds)
            pages = {
                name: loads(browser, servers[name][1], charts, 5)
                for name, charts in (("app", 2), ("bare", 2), ("floor", 0))
            }
            browser.close()
        sizes = asyncio.run(memory(*servers["app"]))
    finally:
        for process, _ in servers.values():
            process.terminate()
        shutil.rmtree(folder)

    app, floor = took["app"], took["floor"]
    print(f"click → words, {len(app)} clicks each      app     floor   ratio")
    for name, value in (("p50", statistics.median), ("p95", p95)):
        print(
            f"  {name} ms {value(app):26.0f} {value(floor):9.0f} {value(app) / value(floor):7.2f}"
        )
    print("page load, p50 ms of 5        app      bare   floor  app/bare")
    for i, name in enumerate(("cold", "warm")):
        a, b, f = (statistics.median(pages[kind][i]) for kind in ("app", "bare", "floor"))
        print(f"  {name} {a:25.0f} {b:9.0f} {f:7.0f} {a / b:9.2f}")
    print("server memory, MB: " + ", ".join(f"{n} sessions {mb:.1f}" for n, mb in sizes.items()))
    print(f"  a further session: {(sizes[25] - sizes[10]) / 15:.2f} MB")


if __name__ == "__main__":
    main()
