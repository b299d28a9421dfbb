"""How the marks of a figure show what is picked."""

from collections.abc import Iterator

from dashboard.figures.frame import Figure
from dashboard.tables.selection import Selection

_MOST_FADED = 2_000  # marks; beyond that the style sheet costs more than it shows

_SELECTORS = {
    "bar": (".barlayer > .trace:nth-child({})", ".point:nth-child({}) > path"),
    "scatter": (".scatterlayer > .trace:nth-child({})", ".points > .point:nth-child({})"),
}
"""By type of trace the selectors of a trace and of a mark within it, by their places."""


def outline(figure: Figure, chart: str, picked: Selection, passage_id: str | None = None) -> str:
    """CSS that marks what is picked in a figure without drawing it anew.

    A line that ends at a picked source, or stands for a picked pair, turns to ink.

    Args:
        figure: As it is shown.
        chart: Key of the container that the page shows it in.
        picked: What was picked; empty if nothing is.
        passage_id: The passage being read.
    """
    exact, within, now, lines = [], [], [], []
    n_lines = 0
    for bar, meant in _marks(figure):
        if len(meant.sources) == 2:
            ends = (Selection(sources=(id_,)) for id_ in meant.sources)
            if picked == meant or picked in ends:
                lines.append(f'.shapelayer path[data-index="{n_lines}"]')
            n_lines += 1
        if not meant.start:
            if picked and meant == picked:
                exact.append(bar)
        elif meant.sections and not meant.sources and not meant.support:
            if meant.start == passage_id:
                now.append(bar)
        elif picked and picked.is_part_of(meant):
            within.append(bar)
    scope = f".stApp .st-key-{chart}"
    rules = [
        (exact, "stroke: var(--ink) !important; stroke-width: 2.5px !important"),
        (now, "fill: var(--now) !important; fill-opacity: 1 !important"),
        (lines, "stroke: var(--ink) !important"),
    ]
    if within and len(within) < _MOST_FADED:
        rules.append(([".trace ~ .trace .point > path"], "opacity: .16 !important"))
        rules.append((within, "opacity: 1 !important"))
    return "\n".join(
        f"{','.join(f'{scope} {bar}' for bar in bars)} {{{style}}}" for bars, style in rules if bars
    )


def _marks(figure: Figure) -> Iterator[tuple[str, Selection]]:
    """The CSS selector of each bar or point, and what it stands for.

    Plotly gives each trace a group among those of its kind, and each mark a place
    in its trace, both in the order of the figure.
    """
    n_before = dict.fromkeys(_SELECTORS, 0)
    for trace in figure.data:
        n_before[trace.type] += 1
        group, mark = _SELECTORS[trace.type]
        for place, meant in enumerate(() if trace.customdata is None else trace.customdata, 1):
            selector = f"{group.format(n_before[trace.type])} {mark.format(place)}"
            yield selector, Selection.parse(meant)
