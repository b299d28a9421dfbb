"""What a click on a figure means, and how its marks show what is picked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.figures.frame import KEYS, Figure

_MOST_FADED = 2_000  # marks; beyond that the style sheet costs more than it shows

_SELECTORS = {
    "bar": (".barlayer > .trace:nth-child({})", ".point:nth-child({}) > path"),
    "scatter": (".scatterlayer > .trace:nth-child({})", ".points > .point:nth-child({})"),
}
"""By type of trace the selectors of a trace and of a mark within it, by their places."""


def clicked(
    points: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]] = ()
) -> dict[str, str]:
    """The ids that the clicked mark stands for; nothing if none was ever hit.

    Args:
        points: Streamlit's `selection["points"]` of that figure.
        before: The same before the click. A click on a selected bar deselects it
            and reports no point: it is opened again. A click with the shift key
            adds a point: the added one counts.
    """
    added = [point for point in points if point not in before]
    hit = (added or list(points) or list(before))[:1]
    return {name: id_ for point in hit for name, id_ in _ids(point["customdata"]).items()}


def outline(
    figure: Figure, chart: str, picked: Mapping[str, str], passage_id: str | None = None
) -> str:
    """CSS that marks what is picked in a figure without drawing it anew.

    A line that ends at a picked source, or stands for a picked pair, turns to ink.

    Args:
        figure: As it is shown.
        chart: Key of the container that the page shows it in.
        picked: What was picked, by names of `KEYS`; empty if nothing is.
        passage_id: The passage being read.
    """
    exact, within, now, lines = [], [], [], []
    n_lines = 0
    for bar, ids in _marks(figure):
        if "other_id" in ids:
            if picked and set(picked.items()) <= {*ids.items(), ("source_id", ids["other_id"])}:
                lines.append(f'.shapelayer path[data-index="{n_lines}"]')
            n_lines += 1
        if "passage_id" not in ids:
            if picked and ids == picked:
                exact.append(bar)
        elif "section_id" in ids and "source_id" not in ids and "support" not in ids:
            if ids["passage_id"] == passage_id:
                now.append(bar)
        elif picked and all(ids.get(name) == id_ for name, id_ in picked.items()):
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


def _marks(figure: Figure) -> Iterator[tuple[str, dict[str, str]]]:
    """The CSS selector of each bar or point, and the ids it stands for.

    Plotly gives each trace a group among those of its kind, and each mark a place
    in its trace, both in the order of the figure.
    """
    n_before = dict.fromkeys(_SELECTORS, 0)
    for trace in figure.data:
        n_before[trace.type] += 1
        group, mark = _SELECTORS[trace.type]
        for place, keys in enumerate(() if trace.customdata is None else trace.customdata, 1):
            yield f"{group.format(n_before[trace.type])} {mark.format(place)}", _ids(keys)


def _ids(customdata: Sequence[str | None]) -> dict[str, str]:
    pairs = zip(KEYS, customdata, strict=True)
    return {name: id_ for name, id_ in pairs if id_ is not None}
