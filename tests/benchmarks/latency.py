"""How fast a click becomes words: `python tests/benchmarks/latency.py [ROUNDS [clicks [VIEW …]]]`.

Everything is measured against a floor in the same run, as machines are shared and
noisy: clicks against an app of one button and one text, page loads against a bare
page with as many Plotly figures. Clicks go to each view and to the floor in turn. A click ends
with the frame after the one in which the new words stand in the page, or, where the charts
change too, with the one after the last of them is drawn.

Needs Chromium and the packages of the extra `dev`; talks to 127.0.0.1 alone.
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
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import websockets
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT / "src"),  # this checkout, whatever is installed
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}
"""The floor has Streamlit's own settings but for these, which have nothing to do with speed."""

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


def bar(chart: str, trace: int, point: int) -> str:
    return f".st-key-{chart} .barlayer > .trace:nth-child({trace}) .point:nth-child({point}) > path"


def spot(chart: str, point: int) -> str:
    return f".st-key-{chart} .scatterlayer .points > .point:nth-child({point})"


# For each view its address, and marks to click in turn; no two neighbours open the same.
VIEWS = {
    "overview": ("", [
        bar("theme_by_source", 2, 1), bar("theme_by_source", 10, 8), bar("reading_order", 2, 50),
        bar("theme_by_source", 11, 5), bar("theme_by_source", 1, 4), bar("theme_by_source", 10, 3),
        bar("reading_order", 2, 10), bar("theme_by_source", 11, 2),
    ]),
    "knock out": ("?view=reliance", [
        bar("knock_out", 1, 2), bar("theme_losses", 1, 1), bar("support_depth", 3, 8),
        bar("knock_out", 1, 5), bar("theme_losses", 1, 3), bar("knock_out", 1, 7),
        bar("support_depth", 3, 4), bar("knock_out", 1, 3),
    ]),
    "knock out, [2] and [3] off": ("?view=reliance&without=2,3", [
        bar("knock_out", 1, 2), bar("theme_losses", 1, 1), bar("support_depth", 3, 8),
        bar("knock_out", 1, 5), bar("theme_losses", 1, 3), bar("knock_out", 1, 7),
        bar("support_depth", 3, 4), bar("knock_out", 1, 3),
    ]),
    "switch off [7] → words": ("?view=reliance&pick=source:7", [".st-key-toggle button"]),
    "switch off [7] → charts": ("?view=reliance&pick=source:7", [".st-key-toggle button"]),
    "network": ("?view=reliance&part=sources", [
        spot("co_citation", n) for n in (1, 24, 4, 20, 7, 22, 9, 12)
    ]),
    "curve": ("?view=reliance&part=order", [
        bar("cumulative_sources", 1, n) for n in (2, 9, 5, 12, 7, 3, 14, 10)
    ]),
    "timeline": ("?view=timeline", [bar("timeline", 1, n) for n in (1, 4, 7, 9, 5, 11, 3)]),
}  # fmt: skip

WATCH = """
(kind) => {
  const said = {
    words: () => [...document.querySelectorAll(
      ".st-key-reader :is(h2.finding, [data-passage], .held)")]
        .map(e => e.dataset.passage || e.textContent).join(),
    charts: () => [...document.querySelectorAll(".st-key-support_depth .point > path")]
        .map(e => e.getAttribute("style")).join(),
    floor: () => document.querySelector("[data-testid=stText]").textContent,
  }[kind];
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


def serve(script: Path, at: Path = ROOT) -> tuple[subprocess.Popen, str]:
    """A server for a script, with the settings of the folder that it runs in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
        cwd=at, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT,
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
    """Milliseconds of each click, by view; views and floor are clicked in turn."""
    pages = {}
    addresses = {name: f"{app}/{query}" for name, (query, _) in VIEWS.items()}
    for kind, address in {**addresses, "floor": floor}.items():
        pages[kind] = browser.new_page(viewport={"width": 1440, "height": 900})
        pages[kind].goto(f"http://{address}")
    for kind, (_, marks) in VIEWS.items():
        pages[kind].locator(marks[0]).wait_for(state="attached")
    pages["floor"].get_by_text("words 0").wait_for()
    time.sleep(2)
    took: dict[str, list[float]] = {kind: [] for kind in pages}
    warm = 8  # the first round warms all up
    for n in range(rounds):
        for kind, page in pages.items():
            page.bring_to_front()
            if kind == "floor":
                target = page.get_by_role("button", name="more")
            else:
                marks = VIEWS[kind][1]
                target = page.locator(marks[n % len(marks)])
                target.scroll_into_view_if_needed()
            box = target.bounding_box()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.wait_for_timeout(150)
            watched = "charts" if kind.endswith("charts") else "words"
            page.evaluate(WATCH, "floor" if kind == "floor" else watched)
            page.mouse.down()
            page.mouse.up()
            page.wait_for_function("window.took !== null", timeout=20_000)
            if n >= warm:
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
    """With `clicks` as second argument only clicks are measured, in the views named after it."""
    only_clicks = sys.argv[2:3] == ["clicks"]
    for name in set(VIEWS) - set(sys.argv[3:] or VIEWS):
        del VIEWS[name]
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 48
    folder = Path(tempfile.mkdtemp())
    servers = {}
    for name, script in (("floor", FLOOR), ("bare", BARE)):
        (folder / f"{name}.py").write_text(script, "utf-8")
        servers[name] = serve(folder / f"{name}.py", folder)
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
                if not only_clicks
            }
            browser.close()
        sizes = {} if only_clicks else asyncio.run(memory(*servers["app"]))
    finally:
        for process, _ in servers.values():
            process.terminate()
        shutil.rmtree(folder)

    floor, overview = took["floor"], took["overview"]
    print(f"click → words, {len(floor)} clicks each   p50 ms   p95 ms  p50/floor  p50/overview")
    for name, times in took.items():
        p50 = statistics.median(times)
        print(
            f"  {name:30} {p50:10.0f} {p95(times):8.0f} {p50 / statistics.median(floor):10.2f}"
            f" {p50 / statistics.median(overview):13.2f}"
        )
    if only_clicks:
        return
    print("page load, p50 ms of 5        app      bare   floor  app/bare")
    for i, name in enumerate(("cold", "warm")):
        a, b, f = (statistics.median(pages[kind][i]) for kind in ("app", "bare", "floor"))
        print(f"  {name} {a:25.0f} {b:9.0f} {f:7.0f} {a / b:9.2f}")
    print("server memory, MB: " + ", ".join(f"{n} sessions {mb:.1f}" for n, mb in sizes.items()))
    print(f"  a further session: {(sizes[25] - sizes[10]) / 15:.2f} MB")


if __name__ == "__main__":
    main()
