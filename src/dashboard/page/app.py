"""The page: the only layer that knows Streamlit.

Streamlit runs `show` anew after every click. What must outlive a run is held in
the session under the keys of the widgets (`state`); nothing else is kept.
"""

import sys
from base64 import b64encode
from pathlib import Path

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.page import head, help, state
from dashboard.page.opening import opener, own
from dashboard.page.opening.opened import Opened
from dashboard.page.opening.shelf import Shelf, on_disk, read
from dashboard.page.platform import history, style, touch
from dashboard.page.reader import reader
from dashboard.page.state import S
from dashboard.page.views import lists, overview, reliance, timeline

_SHOWN = {
    "overview": overview.overview,
    "sections": overview.sections,
    "timeline": timeline.show,
    "reliance": reliance.show,
    "sources": lists.sources,
    "themes": lists.themes,
}
"""What draws the left column of each of `state.VIEWS`."""

# Every message is sent by a second thread, which by default waits up to 5 ms for each turn.
sys.setswitchinterval(0.0005)

# In the page itself: a named icon would be fetched from elsewhere, a file forgotten after a run.
_ICON = (
    "data:image/png;base64," + b64encode(Path(__file__).with_name("icon.png").read_bytes()).decode()
)


def show(data: Path) -> None:
    """Draw the dashboard for a text, for the folder of one analysis, or for a folder of several."""
    shelf: Shelf = {}
    refused = None
    try:
        shelf = on_disk(data)
    except DashboardError as error:
        refused = error
    S.on_disk = list(shelf)
    history.follow()
    bar = st.empty()  # in every run, or all that stands below it would be drawn anew
    found = _find(shelf)
    if opener.take_in(found if isinstance(found, Opened) else None, bar):
        found = _find(shelf)
    names = [*shelf, *own.names()]
    if isinstance(found, Opened):
        _draw(found, names)
    else:
        _refuse(found or refused, names)


def _find(shelf: Shelf) -> Opened | DashboardError | None:
    """The analysis that is chosen, or why it cannot be read; nothing if there is none."""
    names = [*shelf, *own.names()]
    if not names:
        return None
    try:
        opened, S.faults = read(shelf, _chosen(names))
    except DashboardError as error:
        return error
    return opened


def _draw(opened: Opened, names: list[str]) -> None:
    state.begin(opened)
    _configure(opened.analysis.document.title)
    st.html(style.css([theme.colour for theme in opened.analysis.book.themes]))
    counted = opened.counted(state.basis())
    left = counted.where(state.filtered())
    top = st.container(key="head")
    head.lost(S.faults)
    columns = st.columns([62, 38], gap="medium")
    # The reader is written first: its words are what a click waits for.
    with columns[1], st.container(key="reader"):
        reader.show(opened, counted)
    with top:
        head.show(opened, counted, left, names)
    with columns[0]:
        overview.switches(opened)
        S.without_now = list(S.without)
        if S.view != "reliance":
            reliance.banner()
        _SHOWN[S.view](opened, counted, left)
    touch.point_first()
    history.write(is_own=opened.is_own, several=len(names) > 1)


def _chosen(names: list[str]) -> str:
    """The analysis that the page or else the address names, the first by default."""
    if S.get("analysis") not in names:
        asked = st.query_params.get("analysis", names[0])
        S.analysis = asked if asked in names else names[0]
        S.lost = [asked] if asked not in names else []
    chosen: str = S.analysis
    return chosen


def _configure(title: str) -> None:
    """Name the page, once: the browser keeps the name, and to hear it anew costs it 10 ms."""
    if S.get("page_title") != title:
        st.set_page_config(page_title=title, page_icon=_ICON, layout="wide")
        S.page_title = title


def _refuse(error: DashboardError | None, names: list[str]) -> None:
    _configure("Citelight")
    st.html(style.css([]))
    st.html('<h1 class="title">This analysis cannot be shown</h1>')
    for line in str(error).splitlines():
        st.text(line)
    with st.container(horizontal=True, vertical_alignment="center", key="doors"):
        opener.show(names)
        help.show()
    head.told()
