"""How Plotly draws a figure in the page: the CSS that marks what is picked in one.

Would break if Plotly drew its traces or marks in another order than the figure has them, or
named its groups otherwise (`barlayer`, `scatterlayer`, `shapelayer`, `trace`, `point`).
"""

from collections.abc import Sequence

from dashboard.figures import Mark, Marked

_MOST_FADED = 2_000
"""Marks within what is picked; beyond that the style sheet costs more than it shows."""

_SELECTORS = {
    "bar": ".barlayer > .trace:nth-child({}) .point:nth-child({}) > path",
    "scatter": ".scatterlayer > .trace:nth-child({}) .points > .point:nth-child({})",
}
"""By type of trace the selector of a mark. Plotly gives each trace a group among those of its
type, and each mark a place in its trace, both in the order of the figure."""

_LINE = '.shapelayer path[data-index="{}"]'
_OTHERS = ".trace ~ .trace .point > path"
"""The marks of all traces but the first, which is the bar of the passages itself."""


def outline(marked: Marked, chart: str) -> str:
    """CSS that shows in a figure what is picked; empty if nothing is.

    Args:
        marked: The marks of the figure.
        chart: Key of the container that the page shows it in.
    """
    rules = [
        (_bars(marked.exact), "stroke: var(--ink) !important; stroke-width: 2.5px !important"),
        (_bars(marked.now), "fill: var(--now) !important; fill-opacity: 1 !important"),
        ([_LINE.format(place) for place in marked.lines], "stroke: var(--ink) !important"),
    ]
    if marked.within and len(marked.within) < _MOST_FADED:
        rules.append(([_OTHERS], "opacity: .16 !important"))
        rules.append((_bars(marked.within), "opacity: 1 !important"))
    scope = f".stApp .st-key-{chart}"
    return "\n".join(
        f"{','.join(f'{scope} {bar}' for bar in bars)} {{{style}}}" for bars, style in rules if bars
    )


def _bars(marks: Sequence[Mark]) -> list[str]:
    return [_SELECTORS[mark.kind].format(mark.trace, mark.place) for mark in marks]
