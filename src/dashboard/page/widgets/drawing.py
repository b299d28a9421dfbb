"""How a chart is put on the page: computed once, titled by its finding, clicked to read."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st
from pandas import DataFrame
from streamlit.delta_generator import DeltaGenerator

from dashboard import figures
from dashboard.figures import Figure
from dashboard.measures import counts
from dashboard.page import state
from dashboard.page.incident import safely
from dashboard.page.opening.opened import Opened
from dashboard.page.pick import Pick
from dashboard.page.state import S
from dashboard.page.widgets.memo import memo
from dashboard.tables.tables import Tables, Where
from dashboard.vocabulary.palette import Palette, palette

_PLOT = {"displayModeBar": False, "responsive": True}


def colours_of(opened: Opened) -> Palette:
    """The colours of the themes, light or dark as the page is."""
    own = [theme.colour for theme in opened.analysis.book.themes]
    return palette(own, dark=st.context.theme.type == "dark")


def measured(opened: Opened, name: str, where: Where, tables: Tables) -> DataFrame:
    """A measure of all passages or of those that `where` left, computed once."""
    measure: Callable[[Tables], DataFrame] = getattr(counts, name)
    return memo(opened, name, lambda: measure(tables), where)


def drawn(
    opened: Opened, colours: Palette, name: str, draw: Callable[[], Figure], *more: str
) -> Figure:
    """The figure as it was drawn before; a click finds it so, as the pick is not drawn in.

    It is kept under all that any figure may show, so none can be another session's.
    """
    key = (state.filtered(), S.unit, S.scope, tuple(S.without), colours.paper, more)
    return memo(opened, f"figure {name}", draw, *key)


def title(name: str, finding: str, said: Sequence[str]) -> DeltaGenerator:
    """A chart's title with what is to be said of it; the caller adds what stands at its right."""
    row = st.container(horizontal=True, horizontal_alignment="distribute", key=f"title_{name}")
    small = " · ".join(escape(part) for part in said if part)
    with row:
        st.html(f'<h2 class="finding">{escape(finding)}<small>{small}</small></h2>')
    return row


def chart(key: str, figure: Figure, alt: str) -> None:
    """A figure in the container `key`; its bars open what they stand for.

    What is picked is marked by a style sheet beside it, so the figure stays as it is.
    """
    with st.container(key=key):
        st.plotly_chart(
            figure, key=f"{key}_chart", on_select=safely(lambda: _click(key)),
            selection_mode="points", config=_PLOT, alt=alt,
        )  # fmt: skip
    css = figures.outline(figure, key, S.pick.ids, S.p)
    st.html(f"<style>{css or '.none {}'}</style>")


def _click(chart: str) -> None:
    points = S[f"{chart}_chart"]["selection"]["points"]
    hit = figures.clicked(points, S.get(f"{chart}_before", []))
    if points:
        S[f"{chart}_before"] = points
    if hit:
        state.pick(Pick.of(hit))
