"""The text as a strip: every citation in reading order, from the first sentence to the last."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pandas import DataFrame
from plotly.graph_objects import Bar

from dashboard.figures.frame import BARE, HOVER, Figure, frame, label_size, rule, section_name
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import chart_text
from dashboard.vocabulary.palette import Palette, mix

_LANE, _FOOT = 16, 64
"""Pixels: height of a lane, space for the section names below."""

_LETTERS = 104  # of the smallest size side by side across the strip
_LONGEST = 24  # letters of a source's name
_GAP = 4  # pixels that neighbouring passages keep between their marks
_PIXELS = 720  # width of the lanes on a wide screen
_NARROWEST = 5  # pixels; passages that would be narrower share a mark
_MOST_PARTS = 3  # of a shared mark
_MOST_OF_ONE = 200  # parts of the mark of one passage; more would be thinner than a hair

Lanes = Literal["sources", "themes"]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring passages that are drawn as one mark: a single one, unless the text is long."""

    start: int
    end: int
    passage_ids: tuple[str, ...]
    section_id: str
    """That of its first passage."""

    place: str


def reading_order(
    marks: DataFrame,
    passages: DataFrame,
    *,
    lanes: Lanes,
    shown: Sequence[str],
    sources: Mapping[str, str],
    themes: Mapping[str, str],
    themes_of: Mapping[str, Sequence[str]],
    kept: Collection[str],
    lit: tuple[Collection[str], Collection[str]],
    palette: Palette,
) -> Figure:
    """Draw every citation along the text.

    In lanes by source a citation is a bar as wide as its passage, split into the
    passage's themes. In lanes by theme a passage's bar is split into its citations,
    so a citation stands once in the lane of each of its passage's themes.

    Args:
        marks: `measures.reading_order` over everything.
        passages: `tables.passages` over everything.
        lanes: What a lane stands for.
        shown: Ids of the sources or themes that get a lane, in their order.
        sources: Name of each source by id.
        themes: Name of each theme by id, in the order of the palette's hues.
        themes_of: Theme ids of each coded passage.
        kept: Ids of the passages that the filter leaves.
        lit: Ids of the themes and of the sources that the filter names.
        palette: Colours.
    """
    stretches = _stretches(passages)
    lane = {id_: place for place, id_ in enumerate(shown)}
    hues = dict(zip(themes, palette.hues, strict=True))
    bars: dict[str, list[Any]] = {
        name: [] for name in ("base", "x", "y", "color", "meant", "hover")
    }
    cited: dict[str, list[str]] = {}
    for passage_id, source_id in zip(marks["passage_id"], marks["source_id"], strict=True):
        cited.setdefault(passage_id, []).append(source_id)
    for stretch in stretches:
        for source_id, theme_id, passage_id, left, width in _segments(
            stretch, lanes, lane, cited, themes_of, len(passages)
        ):
            hue = hues.get(theme_id, palette.bar)
            on = passage_id in kept and source_id in lit[1] and (not theme_id or theme_id in lit[0])
            bars["base"].append(left)
            bars["x"].append(width)
            bars["y"].append(lane[source_id if lanes == "sources" else theme_id] + 0.5)
            bars["color"].append(hue if on else mix(hue, palette.paper, 0.2))
            meant = Selection(
                themes=(theme_id,) if theme_id else (),
                sources=(source_id,),
                sections=(stretch.section_id,),
                start=passage_id,
            )
            bars["meant"].append(str(meant))
            named = [chart_text(themes[id_]) for id_ in themes_of.get(passage_id, ())]
            times = cited[passage_id].count(source_id)
            often = f", {times} times" if times > 1 else ""
            bars["hover"].append(
                "<br>".join(
                    [f"<b>{chart_text(sources[source_id])} in {stretch.place}{often}</b>", *named]
                )
            )
    if lanes == "sources":
        names = [chart_text(sources[id_], _LONGEST) for id_ in shown]
        size = label_size(names)
    else:
        names, size = [chart_text(themes[id_], 18) for id_ in shown], 11
    return Figure(
        [
            _background(stretches, len(lane)),
            Bar(
                base=bars["base"],
                x=bars["x"],
                y=bars["y"],
                orientation="h",
                width=0.76,
                marker={"color": bars["color"], "line": {"width": 0}},
                customdata=bars["meant"],
                hovertext=bars["hover"],
                hovertemplate=HOVER,
            ),
        ],
        _layout(passages, names, size, palette),
    )


def _stretches(passages: DataFrame) -> list[_Stretch]:
    """Passages, each alone where there is room, else with its neighbours.

    Neighbours are of one section, unless there is no room for each section either.
    """
    if not len(passages):
        return []
    first, last = int(passages["start"].iloc[0]), int(passages["end"].iloc[-1])
    most = _PIXELS // _NARROWEST
    narrowest = (last - first) / most if len(passages) > most else 0
    are_many = passages["section_id"].nunique() > most
    stretches: list[_Stretch] = []
    columns = (passages[name].tolist() for name in ("passage_id", "section_id", "start", "end"))
    for n, (passage_id, section_id, start, end) in enumerate(zip(*columns, strict=True), start=1):
        before = stretches[-1] if stretches else None
        fits = before and (are_many or before.section_id == section_id)
        if before and fits and end - before.start < narrowest:
            ids = (*before.passage_ids, passage_id)
            place = f"passages {n + 1 - len(ids)}–{n}"
            stretches[-1] = _Stretch(before.start, end, ids, before.section_id, place)
        else:
            stretches.append(_Stretch(start, end, (passage_id,), section_id, f"passage {n}"))
    return stretches


def _segments(
    stretch: _Stretch,
    lanes: Lanes,
    lane: Mapping[str, int],
    cited: Mapping[str, Sequence[str]],
    themes_of: Mapping[str, Sequence[str]],
    n_passages: int,
) -> list[tuple[str, str, str, float, float]]:
    """(source, theme, passage, left edge, width) of each bar of a stretch; no theme is `""`."""
    gap = min((stretch.end - stretch.start) / 4, 14 if n_passages <= 40 else 0)
    width = stretch.end - stretch.start - gap
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for passage_id in stretch.passage_ids:
        own = themes_of.get(passage_id, ())
        for source_id in dict.fromkeys(cited.get(passage_id, ())):
            if lanes == "themes":
                for theme_id in own:
                    rows.setdefault(theme_id, []).append((source_id, theme_id, passage_id))
            else:
                for theme_id in own or ("",):
                    rows.setdefault(source_id, []).append((source_id, theme_id, passage_id))
    if len(stretch.passage_ids) > 1:
        rows = {id_: _first_of_each(row)[:_MOST_PARTS] for id_, row in rows.items()}
    rows = {id_: row[:_MOST_OF_ONE] for id_, row in rows.items() if id_ in lane}
    return [
        (*ids, stretch.start + gap / 2 + i * width / len(row), width / len(row))
        for id_, row in rows.items()
        if id_ in lane
        for i, ids in enumerate(row)
    ]


def _first_of_each(row: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The first passage of a stretch for each source and theme that meet in it."""
    firsts: dict[tuple[str, str], tuple[str, str, str]] = {}
    for ids in row:
        firsts.setdefault(ids[:2], ids)
    return list(firsts.values())


def _background(stretches: Sequence[_Stretch], n_lanes: int) -> Bar:
    """A clear bar behind all lanes for each passage, so that those without citations open, too."""
    return Bar(
        base=[stretch.start for stretch in stretches],
        x=[stretch.end - stretch.start for stretch in stretches],
        y=[n_lanes / 2] * len(stretches),
        width=n_lanes,
        orientation="h",
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        customdata=[
            str(Selection(sections=(stretch.section_id,), start=stretch.passage_ids[0]))
            for stretch in stretches
        ],
        hovertext=[stretch.place.capitalize() for stretch in stretches],
        hovertemplate=HOVER,
    )


def _layout(
    passages: DataFrame, names: Sequence[str], size: int, palette: Palette
) -> dict[str, Any]:
    """The layout of the lanes, with their names at the left and those of the sections below.

    Args:
        passages: `passages`, of which the horizontal axis is their characters.
        names: Of the lanes, from above; figure text.
        size: Of the letters of these, in pixels.
        palette: Colours.
    """
    start, end = (
        (int(passages["start"].iloc[0]), int(passages["end"].iloc[-1])) if len(passages) else (0, 1)
    )
    length = end - start
    sections = (
        passages.groupby("section_id", sort=False)
        .agg(title=("section", "first"), start=("start", "min"), end=("end", "max"))
        .to_dict("records")
    )
    roomy = [s for s in sections if (s["end"] - s["start"]) / length * _PIXELS > 26]
    named = {s["start"] for s in roomy}
    across: dict[str, Any] = {"x0": 0, "x1": 1, "xref": "paper"}
    down: dict[str, Any] = {"y0": -0.38, "y1": 1, "yref": "paper"}
    return {
        **frame(palette, _LANE * len(names) + _FOOT + 2, top=2, bottom=_FOOT),
        "xaxis": {
            "range": [start - length / 400, end + length / 400],
            # Shown instead of the names where the figure is narrow.
            "tickvals": [s["start"] + length / 70 for s in roomy],
            "ticktext": [_short(s["title"]) for s in roomy],
            "tickangle": 0,
            "tickfont": {"size": 11, "color": palette.muted},
            **BARE,
        },
        "yaxis": {
            "range": [len(names), 0],
            "tickvals": [place + 0.5 for place in range(len(names))],
            "ticktext": names,
            "tickfont": {"size": size, "color": palette.ink},
            **BARE,
        },
        "shapes": [
            *(rule(palette.line, y0=i + 0.5, y1=i + 0.5, **across) for i in range(len(names))),
            *(
                rule(palette.muted if at in named else palette.line, x0=at, x1=at, **down)
                for at in _apart([s["start"] for s in sections], named, length / _PIXELS)
            ),
        ],
        "annotations": [
            section_name(
                s["title"],
                s["start"],
                int((s["end"] - s["start"]) / length * _LETTERS),
                4,
                palette,
            )
            for s in roomy
        ],
    }


def _apart(starts: Sequence[int], named: Collection[int], pixel: float) -> list[int]:
    """Starts of sections, without those that have no name shown and would touch the one before."""
    kept: list[int] = []
    for at in starts:
        if at in named or not kept or at - kept[-1] >= _NARROWEST * pixel:
            kept.append(at)
    return kept


def _short(title: str) -> str:
    number = re.match(r"\d+", title)
    return number[0] if number else chart_text(title[:4].strip()) + "…" if title else "–"
