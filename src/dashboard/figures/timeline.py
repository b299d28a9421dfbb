"""What happened when: a lane per theme, time from left to right, as exact as it is known."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

from pandas import DataFrame
from plotly.graph_objects import Bar

from dashboard.figures.frame import BARE, HOVER, Figure, frame, note, rule, wrapped
from dashboard.tables.dated import ADDED, ORIGINS, PUBLISHED, WRITTEN
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import chart_text, one_line
from dashboard.vocabulary.palette import Palette, mix

_TOP, _ROW, _FOOT = 34, 18, 24
"""Pixels: the names of the periods above, a row of bars, the years below."""

_PIXELS = 716
"""Width of the lanes on a wide screen."""

_NARROWEST = 9  # pixels; a day of ten years could neither be seen nor hit
_LETTER = 5.4  # pixels of a label's letter
_LONGEST = 34  # letters of a label
_MOST_ROWS = 4  # that a lane takes for the sake of labels
_FEW_YEARS, _MOST_YEARS = 3, 9
"""Up to which months are named, and as many years as are."""

_DAY = 86_400_000  # milliseconds, in which Plotly counts the length of a bar
_SHAPE = {ADDED: 0.78, WRITTEN: 0.42, PUBLISHED: 0.42}  # height, as a share of a row


@dataclass(frozen=True, slots=True)
class _Thing:
    """A row of the table, as it is drawn."""

    origin: str
    id: str
    theme_id: str
    label: str
    first: int
    """Day, as `datetime.date.toordinal` counts."""

    end: int
    """One past its last day."""

    when: str
    link: str
    is_later: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a bar stands in its lane."""

    row: int
    start: float
    end: float
    has_label: bool = False
    is_left: bool = False
    """Whether the label stands before the bar."""

    @property
    def length(self) -> float:
        """From its start to its end."""
        return self.end - self.start


def timeline(
    table: DataFrame,
    periods: DataFrame,
    *,
    years: tuple[int, int],
    themes: Mapping[str, str],
    sources: Mapping[str, str],
    passage_of: Mapping[str, str],
    kept: Collection[tuple[str, str]],
    lit: Collection[str],
    palette: Palette,
) -> Figure:
    """Draw all that is dated, in the lane of each of its themes.

    A bar is as long as its date leaves open: a year is the whole year. Bars that meet stand in
    rows of their own. A label stands beside its bar where there is room.

    Args:
        table: `timeline.timeline` over everything.
        periods: `dated.periods`.
        years: The first and the last year to show.
        themes: Name of each theme by id, in the order of the palette's hues.
        sources: Name of each source by id.
        passage_of: The passage of each date that the text writes, by its id.
        kept: Origin and id of what the filter leaves.
        lit: Ids of the themes that the filter names; all if it names none.
        palette: Colours.
    """
    first, end = _ordinal(f"{years[0]:04}-01-01"), _ordinal(f"{years[1]:04}-12-31") + 1
    unit = (end - first) / _PIXELS
    things = [t for t in _things(table) if t.end > first and t.first < end]
    lanes = [id_ for id_ in (*themes, "") if any(t.theme_id == id_ for t in things)]
    hues = dict(zip(themes, palette.hues, strict=True))
    bars: dict[str, list[Any]] = {}
    edges = [0]
    for lane in lanes:
        own = [t for t in things if t.theme_id == lane]
        spans = [_drawn(t, unit) for t in own]
        labels = [_label(t, sources) for t in own]
        lengths = [(len(label) * _LETTER + 8) * unit for label in labels]
        placed = in_rows(spans, lengths, (first, end))
        for thing, spot, label in zip(own, placed, labels, strict=True):
            is_on = (thing.origin, thing.id) in kept and (not lane or lane in lit)
            hue = hues.get(lane, palette.bar)
            ink = _ink(thing, hue, palette, is_on=is_on)
            _add(bars, thing, spot, edges[-1], ink, label)
            bars.setdefault("customdata", []).append(str(_meant(thing, passage_of)))
            bars.setdefault("hovertext", []).append(_hover(thing, themes.get(lane)))
        edges.append(edges[-1] + 1 + max((spot.row for spot in placed), default=0))
    names = [themes.get(lane, "No theme") for lane in lanes]
    layout = {
        **_layout(names, edges, (first, end), palette),
        **_background(_later(things, (first, end)), periods, edges, (first, end), palette),
    }
    return Figure(_bars(bars, palette), layout)


def origins(table: DataFrame) -> list[str]:
    """A legend line for each kind of date in the table: how its bars look, and what they are."""
    looks = {
        ADDED: "Full bar: an event, added as context and never a source of the analysis; solid "
        "if the words name it, outlined if they only hint at it, hatched if later than the text "
        "may know",
        WRITTEN: "Thin bar: a date written in the text",
        PUBLISHED: "Thin dotted bar: a source's publication date",
    }
    there = set(table["origin"])
    return [looks[origin] for origin in reversed(ORIGINS) if origin in there]


def _things(table: DataFrame) -> list[_Thing]:
    return [
        _Thing(
            origin=row["origin"],
            id=row["item_id"],
            theme_id=row["theme_id"] if isinstance(row["theme_id"], str) else "",
            label=row["label"],
            first=_ordinal(row["first_day"]),
            end=_ordinal(row["last_day"]) + 1,
            when=when(row["first_day"], row["last_day"], row["precision"]),
            link=row["link"] if isinstance(row["link"], str) else "",
            is_later=bool(row["is_later"]) if row["origin"] == ADDED else False,
        )
        for row in table.to_dict("records")
    ]


def when(first: str, last: str, precision: str) -> str:
    """A date as exact as it is known: `2017`, `2017-08`, `2017-08-02` or both ends of a span."""
    if precision == "span":
        return f"{first} – {last}"
    return first[: {"day": 10, "month": 7, "year": 4}[precision]]


def _drawn(thing: _Thing, unit: float) -> tuple[float, float]:
    """Where its bar begins and ends, in days; a short one is widened so that it can be clicked."""
    lacking = max(_NARROWEST * unit - (thing.end - thing.first), 0) / 2
    return thing.first - lacking, thing.end + lacking


def _label(thing: _Thing, sources: Mapping[str, str]) -> str:
    if thing.origin == WRITTEN:
        return f"“{one_line(thing.label, _LONGEST - 2)}”"
    if thing.origin == PUBLISHED:
        return f"{sources[thing.id]} published"
    return one_line(thing.label, _LONGEST)


def _meant(thing: _Thing, passage_of: Mapping[str, str]) -> Selection:
    """What its bar stands for."""
    if thing.origin == ADDED:
        return Selection(event=thing.id)
    if thing.origin == PUBLISHED:
        return Selection(sources=(thing.id,))
    themes = (thing.theme_id,) if thing.theme_id else ()
    return Selection(themes=themes, start=passage_of[thing.id])


def _hover(thing: _Thing, theme: str | None) -> str:
    said = [f"<b>{chart_text(thing.label, 90)}</b>", thing.when, thing.origin]
    if thing.link:
        said.append("the words name it" if thing.link == "direct" else "the words hint at it")
    if thing.is_later:
        said.append("later than the text may know")
    if theme:
        said.append(chart_text(theme))
    return "<br>".join(said)


def _ink(thing: _Thing, hue: str, palette: Palette, *, is_on: bool) -> dict[str, Any]:
    """Fill, outline, pattern and letters of a bar."""
    solid = hue if is_on else mix(hue, palette.paper, 0.3)
    is_open = thing.link == "indirect" or thing.origin == PUBLISHED
    shape = "/" if thing.is_later else "." if thing.origin == PUBLISHED else ""
    return {
        "color": mix(solid, palette.paper, 0.25) if is_open else solid,
        "line": solid,
        "outline": 1.5 if is_open else 0,
        "pattern": shape,
        "letters": palette.ink if is_on else mix(palette.muted, palette.paper, 0.7),
    }


def _add(
    bars: dict[str, list[Any]],
    thing: _Thing,
    spot: Placed,
    top: int,
    ink: Mapping[str, Any],
    label: str,
) -> None:
    """Add a bar to the columns of the trace; one with its label at the left runs leftwards."""
    start, length = (spot.end, spot.start - spot.end) if spot.is_left else (spot.start, spot.length)
    shown = chart_text(label) if spot.has_label else ""
    values = {
        "base": _iso(start),
        "x": length * _DAY,
        "y": top + spot.row + 0.5,
        "width": _SHAPE[thing.origin],
        "text": f'<span style="color:{ink["letters"]}">{shown}</span>' if shown else "",
        **ink,
    }
    for name, value in values.items():
        bars.setdefault(name, []).append(value)


def _bars(bars: Mapping[str, list[Any]], palette: Palette) -> Bar:
    """All bars as one trace, so that a second click on any of them opens it again."""
    return Bar(
        **{
            name: bars.get(name, [])
            for name in ("base", "x", "y", "width", "text", "customdata", "hovertext")
        },
        orientation="h",
        textposition="outside",
        textangle=0,
        textfont={"size": 11, "color": palette.ink},
        constraintext="none",
        cliponaxis=True,
        marker={
            "color": bars.get("color", []),
            "line": {"width": bars.get("outline", []), "color": bars.get("line", [])},
            "pattern": {
                "shape": bars.get("pattern", []),
                "fgcolor": bars.get("line", []),
                "fillmode": "overlay",
                "size": 5,
                "solidity": 0.35,
            },
        },
        hovertemplate=HOVER,
    )


def _layout(
    names: Sequence[str], edges: Sequence[int], ends: tuple[int, int], palette: Palette
) -> dict[str, Any]:
    """The layout of lanes, parted at the rows `edges`, between the days `ends`."""
    n_rows = max(edges[-1], 1)
    ticks = _ticks(ends)
    foot = _FOOT if "dtick" in ticks else _FOOT + 14  # months have their year below them
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    return {
        **frame(palette, _TOP + _ROW * n_rows + foot, top=_TOP, bottom=foot),
        "xaxis": {
            **BARE,
            "type": "date",
            "range": [_iso(ends[0]), _iso(ends[1])],
            "showgrid": True,
            "gridcolor": palette.line,
            **ticks,
            "tickangle": 0,
            "tickfont": {"size": 11, "color": palette.muted},
        },
        "yaxis": {
            **BARE,
            "range": [n_rows, 0],
            "tickvals": middles,
            "ticktext": [
                wrapped(name, 17, 2 if b - a > 1 else 1)
                for name, (a, b) in zip(names, pairwise(edges), strict=True)
            ],
            "tickfont": {"size": 12, "color": palette.ink},
        },
    }


def _ticks(ends: tuple[int, int]) -> dict[str, object]:
    """Years, each once and so few that a phone has room for them; months if there are few."""
    years = (ends[1] - ends[0]) / 365.25
    if years <= _FEW_YEARS:
        return {"tickformat": "%b<br>%Y", "nticks": 8}
    return {
        "tickformat": "%Y",
        "dtick": f"M{12 * ceil(years / _MOST_YEARS)}",
        "tick0": "2000-01-01",
    }


def _later(things: Sequence[_Thing], ends: tuple[int, int]) -> int | None:
    """The day from which everything is later than the text may know, if it is within `ends`."""
    later = [thing.first for thing in things if thing.is_later]
    if not later or any(t.end > min(later) for t in things if not t.is_later):
        return None
    return min(later) if ends[0] < min(later) < ends[1] else None


def _background(
    later: int | None,
    periods: DataFrame,
    edges: Sequence[int],
    ends: tuple[int, int],
    palette: Palette,
) -> dict[str, Any]:
    """Periods as bands with their names, a rule between lanes, and one before what is later.

    Args:
        later: The day from which on all is later than the analysis may know, if there is one.
        periods: `dated.periods`.
        edges: Rows between the lanes.
        ends: The first day that is shown, and one past the last.
        palette: Colours.
    """
    shapes = [rule(palette.line, xref="paper", x0=0, x1=1, y0=edge, y1=edge) for edge in edges]
    notes = []
    above: dict[str, Any] = {"xref": "x", "yref": "paper", "yanchor": "top", "y": 1}
    for nth, row in enumerate(periods.to_dict("records")):
        first = max(_ordinal(row["first_day"]), ends[0])
        last = _ordinal(row["last_day"]) + 1 if isinstance(row["last_day"], str) else ends[1]
        last = min(last, ends[1])
        if last <= first:
            continue
        shade = mix(palette.muted, palette.paper, 0.07 if nth % 2 else 0.14)
        band = {"x0": _iso(first), "x1": _iso(last), "y0": 0, "y1": 1, "yref": "paper"}
        shapes.insert(
            0, {"type": "rect", "layer": "below", "fillcolor": shade, "line": {"width": 0}, **band}
        )
        room = round((last - first) / (ends[1] - ends[0]) * _PIXELS / 6.2)
        if room > 5:
            place = {"x": _iso(first), "xshift": 2, "yshift": _TOP, **above}
            name = wrapped(row["name"], room, 2)
            notes.append(note(name, palette, 11, xanchor="left", align="left", **place))
    if later:
        at = _iso(later)
        dashes = rule(palette.muted, 1.5, x0=at, x1=at, y0=0, y1=1, yref="paper")
        dashes["line"]["dash"] = "dash"
        shapes.append(dashes)
        is_right = later > (ends[0] + ends[1]) / 2
        words = "later than the text may know"
        words = f"{words} →" if is_right else f"→ {words}"
        side = "right" if is_right else "left"
        notes.append(note(words, palette, 11, x=at, yshift=14, xanchor=side, **above))
    return {"shapes": shapes, "annotations": notes}


def _ordinal(date: str) -> int:
    """The number of a day, from its ISO date."""
    return datetime.date.fromisoformat(date).toordinal()


def _iso(day: float) -> str:
    """A moment as Plotly reads it; the fraction of the day is kept."""
    whole = min(max(int(day), 1), datetime.date.max.toordinal())
    minutes = round((day - int(day)) * 1439)
    date = datetime.date.fromordinal(whole).isoformat()
    return f"{date} {minutes // 60:02}:{minutes % 60:02}"


def in_rows(
    bars: Sequence[tuple[float, float]], labels: Sequence[float], ends: tuple[float, float]
) -> list[Placed]:
    """Give every bar of a lane a row in which it covers no other, and its label a side with room.

    Args:
        bars: Start and end of each, earliest start first.
        labels: Length of each label.
        ends: Where the lane begins and ends; a label stands within.
    """
    taken: list[list[tuple[float, float]]] = []
    placed: list[Placed] = []
    for bar, label in zip(bars, labels, strict=True):
        one = _labelled(taken, range(_MOST_ROWS), bar, label, ends)
        if one is None:
            row = next(row for row in range(len(taken) + 1) if _is_free(taken, row, bar))
            one = Placed(row, *bar)
        _take(taken, one, label)
        placed.append(one)
    # Rows that were made for bars alone may have room for their labels.
    for nth, (one, label) in enumerate(zip(placed, labels, strict=True)):
        if not one.has_label:
            bar = (one.start, one.end)
            taken[one.row].remove(bar)
            placed[nth] = _labelled(taken, range(len(taken)), bar, label, ends) or one
            _take(taken, placed[nth], label)
    return placed


def _labelled(
    taken: Sequence[Sequence[tuple[float, float]]],
    rows: Iterable[int],
    bar: tuple[float, float],
    label: float,
    ends: tuple[float, float],
) -> Placed | None:
    """The first row in which the bar and its label have room, if any."""
    for row in rows:
        for is_left in (False, True):
            one = Placed(row, *bar, has_label=True, is_left=is_left)
            room = _room(one, label)
            if ends[0] <= room[0] and room[1] <= ends[1] and _is_free(taken, row, room):
                return one
    return None


def _room(one: Placed, label: float) -> tuple[float, float]:
    """Start and end of what a bar takes up, with its label."""
    if not one.has_label:
        return one.start, one.end
    return (one.start - label, one.end) if one.is_left else (one.start, one.end + label)


def _take(taken: list[list[tuple[float, float]]], one: Placed, label: float) -> None:
    taken.extend([] for _ in range(one.row + 1 - len(taken)))
    taken[one.row].append(_room(one, label))


def _is_free(
    taken: Sequence[Sequence[tuple[float, float]]], row: int, room: tuple[float, float]
) -> bool:
    if row >= len(taken):
        return True
    return all(end <= room[0] or room[1] <= start for start, end in taken[row])
