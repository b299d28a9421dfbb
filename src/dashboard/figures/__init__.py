"""Measures → Plotly figures of bars, or points: Streamlit reports clicks on the exact one.

The `customdata` of every mark is the text form of the `Selection` that it stands for, so a
click is read the same way, whatever it hit. Clicks on heatmaps, treemaps, lines and Sankey
diagrams are not reported (streamlit issues 8760 and 8933).

What is picked is not drawn into the figures: a changed figure is a new chart in
the browser, which would blink. `charts.js` marks it in the drawing instead.
"""

from dashboard.figures.along import cumulative_sources, support_depth
from dashboard.figures.crossing import theme_by_section, theme_by_source
from dashboard.figures.frame import Counts, Figure
from dashboard.figures.network import co_citation
from dashboard.figures.reliance import Part, knock_out, theme_losses
from dashboard.figures.strip import Lanes, reading_order
from dashboard.figures.timeline import origins, timeline, when

__all__ = [
    "Counts",
    "Figure",
    "Lanes",
    "Part",
    "co_citation",
    "cumulative_sources",
    "knock_out",
    "origins",
    "reading_order",
    "support_depth",
    "theme_by_section",
    "theme_by_source",
    "theme_losses",
    "timeline",
    "when",
]
