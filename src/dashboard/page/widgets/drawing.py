"""How a chart is put on the page: computed once, titled by its finding, clicked to read."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from dashboard.figures import Figure
from dashboard.page import session
from dashboard.page.incident import safely
from dashboard.page.opened import Opened
from dashboard.page.platform.elements import Place
from dashboard.page.session import S
from dashboard.tables.selection import Selection
from dashboard.vocabulary.palette import Palette, palette

_PLOT = {"displayModeBar": False, "responsive": True}


def colours_of(opened: Opened) -> Palette:
    """The colours of the themes, light or dark as the page is."""
    own = [theme.colour for theme in opened.analysis.book.themes]
    return palette(own, dark=st.context.theme.type == "dark")


def title(name: str, finding: str, said: Sequence[str]) -> Place:
    """A chart's title with what is to be said of it; the caller adds what stands at its right."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", key=f"title_{name}")
    small = " · ".join(escape(part) for part in said if part)
    with row:
        st.html(f'<h2 class="finding">{escape(finding)}<small>{small}</small></h2>')
    return row


def chart(key: str, figure: Figure, alt: str) -> None:
    """A figure in the container `key`; its marks open what they stand for.

    The script of the reader hears clicks on it, and marks what is picked in it, so the figure stays
    as it is. Where that does not listen, Streamlit reports clicks on bars and points.
    """
    with st.container(key=key):
        if S.listens:
            st.plotly_chart(figure, key=S.chart.key(key), config=_PLOT, alt=alt)
        else:
            st.plotly_chart(
                figure,
                key=S.chart.key(key),
                on_select=safely(lambda: _click(key)),
                selection_mode="points",
                config=_PLOT,
                alt=alt,
            )


def _click(chart: str) -> None:
    points = S.chart[chart]["selection"]["points"]
    hit = clicked(points, S.clicked_before.get(chart) or [])
    if points:
        S.clicked_before.put(chart, points)
    if hit:
        session.pick(hit)


def clicked(
    points: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]] = ()
) -> Selection:
    """What the clicked mark stands for; nothing if none was ever hit.

    Args:
        points: Streamlit's `selection["points"]` of that figure.
        before: The same before the click. A click on a selected bar deselects it
            and reports no point: it is opened again. A click with the shift key
            adds a point: the added one counts.
    """
    added = [point for point in points if point not in before]
    hit = (added or list(points) or list(before))[:1]
    return Selection.parse(hit[0]["customdata"]) if hit else Selection()
