"""Along the text, passage by passage: the sources each one has, and those brought in so far."""

import re
from collections.abc import Sequence
from typing import Any

from pandas import DataFrame
from plotly.graph_objects import Bar

from dashboard.figures.frame import BARE, HOVER, Figure, count, frame, rule, section_name
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import chart_text
from dashboard.vocabulary.palette import Palette

_NUMBER = re.compile(r"\d+(?:\.\d+)?")

_MOST_BARS, _MOST_NUMBERS = 140, 48
"""Bars that can be hit, and that have room for a number."""

_HIGHEST = 3
"""Sources from which on the bars of `support_depth` grow no more."""

_ABOVE = 1.22
"""How far the axis of `cumulative_sources` reaches, so that a number stands above each bar."""

_LETTERS = 100  # of the smallest size side by side along the text
_ROOM = 0.06
"""Part of the text from which on a section has room for its name."""

_CLEAR = "rgba(0,0,0,0)"


def support_depth(passages: DataFrame, palette: Palette) -> Figure:
    """Draw along the text how many sources each passage has, and had.

    Neighbours share a bar where the text is long: the bar is that of the weakest of them.

    Args:
        passages: One row per passage in reading order: `passage_id`, `section_id`, `section`,
            `n_before`, `n_after`.
        palette: Colours.
    """
    rows = _stretches(passages)
    weakest = [row.sort_values("n_after", kind="stable").iloc[0] for row in rows]
    after = [int(row["n_after"]) for row in weakest]
    before = [int(row["n_before"]) for row in weakest]
    places = [_place(rows, at, ", the weakest") for at in range(len(rows))]
    hover = [_depth(*told) for told in zip(places, before, after, strict=True)]
    lost = [int(a != b) for a, b in zip(before, after, strict=True)]
    fills = [(palette.paper, palette.ink, palette.bar, palette.faint)[min(n, 3)] for n in after]
    layout = _layout([str(row["section"]) for row in weakest], 138, _HIGHEST + 0.9, palette)
    ticks = {"tickvals": [0.25, 1, 2, 3], "ticktext": ["no source", "1 source", "2", "3 or more"]}
    layout["yaxis"].update(ticks)
    return Figure(
        [
            _bars(
                [_HIGHEST + 0.9] * len(rows),
                weakest,
                hovertext=hover,
                width=1,
                marker={"color": _CLEAR, "line": {"width": 0}},
            ),
            _bars(
                [_height(n) for n in before],
                hovertext=hover,
                marker={"color": _CLEAR, "line": {"color": palette.muted, "width": lost}},
            ),
            _bars(
                [_height(n) for n in after],
                weakest,
                hovertext=hover,
                support=after,
                marker={
                    "color": fills,
                    "line": {"width": [0 if n else 1.5 for n in after], "color": palette.ink},
                },
                text=[str(n) for n in after] if len(rows) <= _MOST_NUMBERS else None,
                textfont={"size": 12, "color": palette.ink},
            ),
        ],
        layout,
    )


def cumulative_sources(passages: DataFrame, palette: Palette) -> Figure:
    """Draw along the text how many sources came in so far, the new ones in ink.

    Neighbours share a bar where the text is long.

    Args:
        passages: One row per passage in reading order: `cumulative_sources` with `section`
            and, as words, `new`, the sources that it brings in.
        palette: Colours.
    """
    rows = _stretches(passages)
    new = [int(row["n_new"].sum()) for row in rows]
    so_far = [int(row["n_sources"].iloc[-1]) for row in rows]
    # The first that brings something in, since it is what a click is after.
    first = [row.sort_values("n_new", ascending=False, kind="stable").iloc[0] for row in rows]
    named = [", ".join(filter(None, row["new"])) for row in rows]
    places = [_place(rows, at) for at in range(len(rows))]
    hover = [_so_far(*told) for told in zip(places, so_far, new, named, strict=True)]
    highest = max([1, *so_far])
    roomy = len(rows) <= _MOST_NUMBERS
    layout = _layout([str(row["section"]) for row in first], 200, highest * _ABOVE, palette)
    ticks = sorted({0, highest // 2, highest})
    layout["yaxis"].update(tickvals=ticks, ticktext=[count(n, "sources") for n in ticks])
    return Figure(
        [
            _bars(
                [highest * _ABOVE] * len(rows),
                first,
                hovertext=hover,
                width=1,
                marker={"color": _CLEAR, "line": {"width": 0}},
            ),
            # Clicks go to the bar behind, which is as high as the figure.
            _bars(
                [n - n_new for n, n_new in zip(so_far, new, strict=True)],
                width=1,
                marker={"color": palette.faint, "line": {"width": 0}},
                hoverinfo="skip",
            ),
            _bars(
                new,
                width=1,
                hoverinfo="skip",
                base=[n - n_new for n, n_new in zip(so_far, new, strict=True)],
                marker={"color": palette.ink, "line": {"width": 0}},
                text=[f"+{n}" if n and roomy else "" for n in new],
                textfont={"size": 12, "color": palette.ink},
            ),
        ],
        layout,
    )


def _stretches(passages: DataFrame) -> list[DataFrame]:
    """The passages in at most `_MOST_BARS` groups of neighbours, of equal size but the last."""
    each = -(-len(passages) // _MOST_BARS) or 1
    return [passages.iloc[at : at + each] for at in range(0, len(passages), each)]


def _bars(
    heights: Sequence[float],
    rows: Sequence[Any] = (),
    support: Sequence[int] = (),
    **more: Any,  # noqa: ANN401
) -> Bar:
    """Bars of these heights; each opens its passage in `rows`, with its `support` if given."""
    depths = [str(n) if n < _HIGHEST else f"{_HIGHEST}+" for n in support] or [""] * len(rows)
    places = [
        str(Selection(sections=(row["section_id"],), start=row["passage_id"], support=depth))
        for row, depth in zip(rows, depths, strict=True)
    ]
    plain = {
        "width": 0.94,
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "hovertemplate": None if "hoverinfo" in more else HOVER,
    }
    return Bar(y=list(heights), customdata=places or None, **{**plain, **more})


def _layout(
    sections: Sequence[str], height: int, highest: float, palette: Palette
) -> dict[str, Any]:
    """The layout of bars one unit wide, with the names of their sections below.

    Args:
        sections: The section of each bar.
        height: Of the figure, in pixels.
        highest: Where the vertical axis ends.
        palette: Colours.
    """
    n = len(sections)
    starts = [at for at in range(n) if not at or sections[at] != sections[at - 1]]
    ends = [*starts[1:], n][: len(starts)]
    roomy = [(a, b) for a, b in zip(starts, ends, strict=True) if (b - a) / n >= _ROOM]
    return {
        **frame(palette, height, top=4, bottom=46),
        "xaxis": {
            "range": [-0.5, max(n, 1) - 0.5],
            # Shown instead of the names where the figure is narrow.
            "tickvals": [start - 0.5 + n * 0.035 for start, _ in roomy],
            "ticktext": [_short(sections[start]) for start, _ in roomy],
            "tickangle": 0,
            "tickfont": {"size": 11, "color": palette.muted},
            **BARE,
        },
        "yaxis": {"range": [0, highest], "tickfont": {"size": 11, "color": palette.muted}, **BARE},
        "shapes": [
            rule(palette.line, x0=at - 0.5, x1=at - 0.5, y0=-33 / (height - 50), y1=1, yref="paper")
            for at in starts
        ],
        "annotations": [
            section_name(sections[a], a - 0.5, int((b - a) / n * _LETTERS), 3, palette)
            for a, b in roomy
        ],
    }


def _short(title: str) -> str:
    """A section in a few letters: its number, if it has one."""
    number = _NUMBER.match(title)
    return number[0] if number else chart_text(title[:4].strip()) + "…" if title else "–"


def _height(n: int) -> float:
    return min(n, _HIGHEST) or 0.22


def _place(rows: Sequence[DataFrame], at: int, of_several: str = "") -> str:
    """What the bar stands for, as its hover begins."""
    first, n = at * len(rows[0]) + 1, len(rows[at])
    place = f"Passage {first}" if n == 1 else f"Passages {first}–{first + n - 1}{of_several}"
    return f"<b>{place}</b>"


def _depth(place: str, before: int, after: int) -> str:
    return f"{place}<br>{count(after, 'sources')}{f', was {before}' if before != after else ''}"


def _so_far(place: str, so_far: int, new: int, named: str) -> str:
    what = f", {new} new: {chart_text(named, 80)}" if new else ", none of them new"
    return f"{place}<br>{count(so_far, 'sources')} so far{what}"
