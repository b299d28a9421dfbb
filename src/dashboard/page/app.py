"""The page: the only layer that knows Streamlit.

Streamlit runs `show` anew after every click. What must outlive a run is held in
the session (`session`); nothing else is kept.
"""

from base64 import b64encode
from html import escape
from pathlib import Path

import streamlit as st

from dashboard.errors import DashboardError, Fault
from dashboard.page import address, head, help, incident, session
from dashboard.page.incident import Regions
from dashboard.page.opened import Opened
from dashboard.page.opening import opener, own, saving
from dashboard.page.opening.shelf import Shelf, on_disk, read
from dashboard.page.platform import collection
from dashboard.page.reader import reader
from dashboard.page.session import S
from dashboard.page.views import lists, overview, reliance, timeline
from dashboard.page.widgets import style
from dashboard.page.widgets.counted import tables
from dashboard.page.widgets.view import View, by_key
from dashboard.tables.tables import Tables

VIEWS = by_key(
    View("overview", "Themes × sources", overview.overview, has_units=True),
    View("sections", "Sections", overview.sections, has_units=True),
    View("timeline", "Timeline", timeline.show),
    View("reliance", "Reliance", reliance.show, switches_off=True),
    View("sources", "Sources", lists.sources),
    View("themes", "Themes", lists.themes),
)

collection.begin()

# In the page itself: a named icon would be fetched from elsewhere, a file forgotten after a run.
_ICON = (
    "data:image/png;base64," + b64encode(Path(__file__).with_name("icon.png").read_bytes()).decode()
)


def show(data: Path) -> None:
    """Draw the dashboard for a text, for the folder of one analysis, or for a folder of several.

    Whatever fails, the doors to other texts are drawn.
    """
    regions = Regions()
    shelf: Shelf = {}
    unshown: tuple[Fault, ...] = ()
    refused = None
    try:
        shelf, unshown = on_disk(data)
    except DashboardError as error:
        refused = error
    except Exception:
        refused = incident.reading(data.name)
    S.on_disk = list(shelf)
    if st.query_params.get("listen") == "off":
        S.listens = False
    incident.safely(address.follow)()
    bar = st.empty()  # in every run, or all that stands below it would be drawn anew
    found = _find(shelf)
    if opener.take_in(found if isinstance(found, Opened) else None, bar):
        found = _find(shelf)
    names = [*shelf, *own.names()]
    if isinstance(found, Opened):
        _open(found, names, unshown, regions)
    else:
        _refuse(found or refused, names, unshown, regions)


def _find(shelf: Shelf) -> Opened | DashboardError | None:
    """The analysis that is chosen, or why it cannot be read; nothing if there is none."""
    names = [*shelf, *own.names()]
    if not names:
        return None
    chosen = _chosen(names)
    try:
        opened, S.faults = read(shelf, chosen)
    except DashboardError as error:
        return error
    except Exception:
        return incident.reading(chosen)
    return opened


def _open(opened: Opened, names: list[str], unshown: tuple[Fault, ...], regions: Regions) -> None:
    """Draw an analysis as it is chosen or, if that fails, the doors and a way out."""
    try:
        address.begin(opened, VIEWS, reliance.PARTS)
        _configure(opened.analysis.document.title)
        counted, left = _counted(opened)
    except Exception:
        number = incident.noted()
        S.kept = session.chosen()
        _head_alone(opened.analysis.document.title, names, regions)
        incident.sentence("This text could not be drawn as you chose it", number)
        incident.restart("page")
    else:
        _draw(opened, counted, left, names, unshown, regions)


def _counted(opened: Opened) -> tuple[Tables, Tables]:
    """The tables of the whole text and of what the filters leave.

    A text that cannot be read paragraph by paragraph is told and read sentence by sentence.
    """
    by = session.counting()
    try:
        return tables(opened, by.whole()), tables(opened, by.before())
    except DashboardError as error:
        S.put(scope="sentence", told=[str(error)])
    by = session.counting()
    return tables(opened, by.whole()), tables(opened, by.before())


def _draw(
    opened: Opened,
    counted: Tables,
    left: Tables,
    names: list[str],
    unshown: tuple[Fault, ...],
    regions: Regions,
) -> None:
    st.html(style.css([theme.colour for theme in opened.analysis.book.themes]))
    top = st.container(key="head")
    regions.told()
    regions.draw("notices", head.lost, (*unshown, *S.faults))
    columns = st.columns([62, 38], gap="medium")
    S.is_page_due = False
    # The reader is written first: its words are what a visit begins with.
    with columns[1], st.container(key="reader"):
        reader.show(opened, counted, regions, several=len(names) > 1)
    with session.noticing() as read:
        with top:
            head.show(opened, counted, left, names, regions)
        with columns[0]:
            regions.draw("switches", head.switches, opened, VIEWS)
            regions.draw("view", _view, opened, counted, left)
    S.shows_pick = "pick" in read
    regions.draw("address", address.write, is_own=opened.is_own, several=len(names) > 1)
    regions.is_drawn = True
    collection.page_drawn()


def _view(opened: Opened, counted: Tables, left: Tables) -> None:
    S.without_now = list(S.without)
    view = VIEWS[S.view]
    if not view.switches_off:
        reliance.banner()
    view.draw(opened, counted, left)


def _chosen(names: list[str]) -> str:
    """The analysis that the page or else the address names, the first by default."""
    if S.analysis not in names:
        asked = st.query_params.get("analysis", names[0])
        S.analysis = asked if asked in names else names[0]
        S.lost = [asked] if asked not in names else []
    return S.analysis


def _configure(title: str) -> None:
    """Name the page, once: the browser keeps the name, and to hear it anew costs it 10 ms."""
    if S.page_title != title:
        st.set_page_config(page_title=title, page_icon=_ICON, layout="wide")
        S.page_title = title


def _refuse(
    error: DashboardError | None, names: list[str], unshown: tuple[Fault, ...], regions: Regions
) -> None:
    """Say why an analysis cannot be shown; what was chosen in it waits for it to come back."""
    S.kept = session.chosen()
    _head_alone("This analysis cannot be shown", names, regions)
    for line in str(error).splitlines():
        st.text(line)
    if S.analysis in own.names():
        saving.rescue(S.analysis)
    regions.draw("notices", head.lost, unshown)


def _head_alone(title: str, names: list[str], regions: Regions) -> None:
    """The title and the doors, where there is no text to be drawn below them."""
    _configure("Citelight")
    st.html(style.css([]))
    st.html(f'<h1 class="title">{escape(title)}</h1>')
    with st.container(horizontal=True, vertical_alignment="center", key="doors"):
        regions.draw("doors", opener.show, names)
        regions.draw("help", help.show)
    regions.told()
