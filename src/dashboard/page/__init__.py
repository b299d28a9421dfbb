"""The page: the only layer that knows Streamlit.

Streamlit runs `show` anew after every click. What must outlive a run is held in
the session under the keys of the widgets (`state`); nothing else is kept.
"""

import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit as st

from dashboard import analysis, folder
from dashboard.errors import DashboardError, Fault
from dashboard.page import charts, head, lists, reader, reliance, state, style, timeline
from dashboard.page.opened import Opened, open_
from dashboard.page.state import S

_SHOWN = {
    "overview": charts.overview,
    "sections": charts.sections,
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
    try:
        found = [data] if data.is_file() else folder.names(data)
        path = _chosen(found)
        opened, faults = _read(path)
    except DashboardError as error:
        _refuse(error)
        return
    _draw(opened, faults, {place.stem if place.is_file() else place.name: place for place in found})


def _draw(opened: Opened, faults: tuple[Fault, ...], found: dict[str, Path]) -> None:
    state.begin(opened)
    _configure(opened.analysis.document.title)
    st.html(style.css([theme.colour for theme in opened.analysis.book.themes]))
    counted = opened.counted(state.basis())
    left = counted.where(state.filtered())
    top = st.container(key="head")
    head.lost(faults)
    columns = st.columns([62, 38], gap="medium")
    # The reader is written first: its words are what a click waits for.
    with columns[1], st.container(key="reader"):
        reader.show(opened, counted)
    with top:
        head.show(opened, counted, left, list(found))
    with columns[0]:
        charts.switches(opened)
        reliance.banner()
        _SHOWN[S.view](opened, counted, left)
    _write_address(state.address(several=len(found) > 1))


def _chosen(found: list[Path]) -> Path:
    """The analysis that the page or else the address names, the first by default."""
    names = [place.stem if place.is_file() else place.name for place in found]
    if S.get("analysis") not in names:
        asked = st.query_params.get("analysis", names[0])
        S.analysis = asked if asked in names else names[0]
        S.lost = [asked] if asked not in names else []
    return found[names.index(S.analysis)]


def _read(path: Path) -> tuple[Opened, tuple[Fault, ...]]:
    """The analysis at `path`, read anew only if the content of its files changed."""
    files, faults = ({path.name: folder.read(path)}, ()) if path.is_file() else folder.files(path)
    digest = sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        digest.update(content)
    opened = _open(path.name, path.is_file(), digest.hexdigest(), files)
    return opened, (*faults, *opened.analysis.faults)


# Shared and never changed: a copy per click would cost the reader. Keyed by content,
# so that an edited file is read anew.
@st.cache_resource(max_entries=20, show_spinner="Reading…")
def _open(name: str, is_file: bool, digest: str, _files: dict[str, bytes]) -> Opened:
    if is_file:
        return open_(analysis.of_file(name, _files[name]), digest)
    return open_(analysis.read(name, _files), digest)


def _configure(title: str) -> None:
    """Name the page, once: the browser keeps the name, and to hear it anew costs it 10 ms."""
    if S.get("page_title") != title:
        st.set_page_config(page_title=title, page_icon=_ICON, layout="wide")
        S.page_title = title


def _refuse(error: DashboardError) -> None:
    _configure("Citelight")
    st.html(style.css([]))
    st.html('<h1 class="title">This analysis cannot be shown</h1>')
    for line in str(error).splitlines():
        st.text(line)


def _write_address(parameters: dict[str, list[str]]) -> None:
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    if now != parameters:
        st.query_params.from_dict(parameters)
