"""Behind a timeline: its periods as bands, and the rules between and across its lanes."""

import datetime
from collections.abc import Sequence
from typing import Any

from pandas import DataFrame

from dashboard.figures.frame import note, wrapped
from dashboard.vocabulary.palette import Palette, mix

TOP, PIXELS = 34, 716
"""Pixels: the names of the periods above, the width of the lanes on a wide screen."""


def background(
    rule: int | None,
    periods: DataFrame,
    edges: Sequence[int],
    ends: tuple[int, int],
    palette: Palette,
) -> dict[str, Any]:
    """Periods as bands with their names, a rule between lanes, and one before what is later.

    Args:
        rule: The day from which on all is later than the analysis may know, if there is one.
        periods: `dated.periods`.
        edges: Rows between the lanes.
        ends: The first day that is shown, and one past the last.
        palette: Colours.
    """
    across: dict[str, Any] = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
    shapes: list[dict[str, Any]] = [
        {**across, "y0": edge, "y1": edge, "line": {"width": 1, "color": palette.line}}
        for edge in edges
    ]
    notes = []
    above: dict[str, Any] = {"xref": "x", "yref": "paper", "yanchor": "top", "y": 1}
    for place_, row in enumerate(periods.to_dict("records")):
        first = max(ordinal(row["first_day"]), ends[0])
        last = ordinal(row["last_day"]) + 1 if isinstance(row["last_day"], str) else ends[1]
        last = min(last, ends[1])
        if last <= first:
            continue
        shade = mix(palette.muted, palette.paper, 0.07 if place_ % 2 else 0.14)
        band = {"x0": iso(first), "x1": iso(last), "y0": 0, "y1": 1, "yref": "paper"}
        shapes.insert(0, {"type": "rect", "layer": "below", "fillcolor": shade,
                          "line": {"width": 0}, **band})  # fmt: skip
        room = round((last - first) / (ends[1] - ends[0]) * PIXELS / 6.2)
        if room > 5:
            notes.append(note(wrapped(row["name"], room, 2), palette, 11, x=iso(first), xshift=2,
                              yshift=TOP, xanchor="left", align="left", **above))  # fmt: skip
    if rule:
        line = {"width": 1.5, "color": palette.muted, "dash": "dash"}
        shapes.append({"type": "line", "x0": iso(rule), "x1": iso(rule), "y0": 0, "y1": 1,
                       "yref": "paper", "layer": "below", "line": line})  # fmt: skip
        is_right = rule > (ends[0] + ends[1]) / 2
        said = "later than the text may know"
        notes.append(note(f"{said} →" if is_right else f"→ {said}", palette, 11, x=iso(rule),
                          yshift=14, xanchor="right" if is_right else "left", **above))  # fmt: skip
    return {"shapes": shapes, "annotations": notes}


def ordinal(iso: str) -> int:
    """The days until a date."""
    return datetime.date.fromisoformat(iso).toordinal()


def iso(day: float) -> str:
    """A moment as Plotly reads it; the fraction of the day is kept."""
    whole = min(max(int(day), 1), datetime.date.max.toordinal())
    minutes = round((day - int(day)) * 1439)
    date = datetime.date.fromordinal(whole).isoformat()
    return f"{date} {minutes // 60:02}:{minutes % 60:02}"
