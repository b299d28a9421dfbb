"""Measures → Plotly figures of bars, or points: Streamlit reports clicks on the exact one.

Every mark carries the keys of what it stands for, in the order of `KEYS`, so that
a click is a pick, whatever it hit (`clicked`). Clicks on heatmaps, treemaps,
lines and Sankey diagrams are not reported (streamlit issues 8760 and 8933).

What is picked is not drawn into the figures: a changed figure is a new chart in
the browser, which would blink. `marked` names the marks to mark instead.
"""

from dashboard.figures.along import cumulative_sources, support_depth
from dashboard.figures.crossing import theme_by_section, theme_by_source
from dashboard.figures.frame import KEYS, Figure
from dashboard.figures.grid import Counts
from dashboard.figures.network import co_citation
from dashboard.figures.outline import Mark, Marked, clicked, marked
from dashboard.figures.reliance import Part, knock_out, theme_losses
from dashboard.figures.strip import Lanes, reading_order
from dashboard.figures.timeline import origins, timeline, when

__all__ = [
    "KEYS",
    "Counts",
    "Figure",
    "Lanes",
    "Mark",
    "Marked",
    "Part",
    "clicked",
    "co_citation",
    "cumulative_sources",
    "knock_out",
    "marked",
    "origins",
    "reading_order",
    "support_depth",
    "theme_by_section",
    "theme_by_source",
    "theme_losses",
    "timeline",
    "when",
]
