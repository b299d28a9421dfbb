"""Tiles where themes cross sources or sections, with the bars of both on the same axes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plotly.graph_objects import Bar

from dashboard.figures.frame import BARE, HOVER, Counts, Figure, count, frame, most, note, wrapped
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import chart_text
from dashboard.vocabulary.palette import Palette, mix

_FADE = 0.28


_ROW, _TOP, _FOOT = 40, 76, 8
"""Pixels: a row of tiles, the bars above them, the space below."""

_LEVEL, _UPRIGHT = 5, 26
"""Letters of a source's name that have room on the level above its column, and upright."""

_TILES = 0.785
"""Share of the width that the tiles take; the bars of the themes have the rest."""

_MOST_SIDE_BY_SIDE = 8
"""Headings that have room beside each other; more of them are read from below."""

_HEADING_LETTERS, _HEADING_HEIGHT = 22, 132
"""Letters of a heading that is read from below, and the pixels they take."""


@dataclass(frozen=True, eq=False)
class _Grid:
    """A crossing of themes (rows) and sources or sections (columns)."""

    tiles: Counts
    columns: Counts
    themes: Counts
    unit: str
    column_key: str
    labels: Mapping[str, str]
    """Under the column bars, by id; figure text."""

    names: Mapping[str, str]
    """In the hover, by id; figure text."""

    lit_themes: Collection[str]
    lit_columns: Collection[str]
    palette: Palette
    head: int
    """Pixels between bars and tiles, where the labels stand."""

    caption: str
    is_upright: bool = False
    """Whether the labels read from below."""

    @property
    def n(self) -> str:
        """The column that is counted."""
        return f"n_{self.unit}"

    @property
    def ids(self) -> list[str]:
        """Ids of the columns, in their order."""
        return list(self.labels)

    @cached_property
    def rows(self) -> list[str]:
        """Theme ids by count over everything, most on top, so that filters move no row."""
        table = self.themes.whole.sort_values(self.n, ascending=False, kind="stable")
        return table["theme_id"].tolist()

    @cached_property
    def hue(self) -> dict[str, str]:
        """The colour of each row, by its theme's id."""
        return dict(zip(self.themes.whole["theme_id"], self.palette.hues, strict=False))

    def stands_for(self, column_id: str, theme_id: str = "") -> str:
        """The selection of a column or, with a theme, of a tile."""
        column = (column_id,)
        is_source = self.column_key == "source_id"
        return str(
            Selection(
                themes=(theme_id,) if theme_id else (),
                sources=column if is_source else (),
                sections=() if is_source else column,
            )
        )

    @cached_property
    def theme(self) -> dict[str, str]:
        """The name of each row, by its theme's id."""
        themes = self.themes.whole
        return dict(zip(themes["theme_id"], themes["theme"], strict=True))


def theme_by_source(
    tiles: Counts,
    sources: Counts,
    themes: Counts,
    *,
    shown: Sequence[str],
    named: Mapping[str, str],
    unit: str,
    lit: tuple[Collection[str], Collection[str]],
    palette: Palette,
) -> Figure:
    """Draw how often each source and each theme appears, and where they meet.

    Args:
        tiles: `measures.theme_by_source`.
        sources: `measures.source_counts`.
        themes: `measures.theme_counts`.
        shown: Ids of the sources that get a column, in their order.
        named: Name of each source by id.
        unit: `passages` or `citations`.
        lit: Ids of the themes and of the sources that the filter names.
        palette: Colours.
    """
    titles = dict(zip(sources.whole["source_id"], sources.whole["title"], strict=True))
    titles = {id_: title if isinstance(title, str) else "" for id_, title in titles.items()}
    longest = min(max((len(named[id_]) for id_ in shown), default=0), _UPRIGHT)
    is_upright = longest > _LEVEL
    grid = _Grid(
        tiles,
        sources,
        themes,
        unit,
        "source_id",
        labels={id_: chart_text(named[id_], _UPRIGHT) for id_ in shown},
        names={id_: _source(named[id_], titles[id_]) for id_ in shown},
        lit_themes=lit[0],
        lit_columns=lit[1],
        palette=palette,
        head=round(12 + 5.6 * longest) if is_upright else 30,
        is_upright=is_upright,
        caption=f"{unit.capitalize()}<br>per source",
    )
    return _draw(grid)


def theme_by_section(
    tiles: Counts,
    sections: Counts,
    themes: Counts,
    *,
    shown: Sequence[str],
    unit: str,
    lit: tuple[Collection[str], Collection[str]],
    palette: Palette,
) -> Figure:
    """Draw which section speaks of which theme, in the geometry of `theme_by_source`.

    Args:
        tiles: `measures.theme_by_section`.
        sections: `measures.section_counts`.
        themes: `measures.theme_counts`.
        shown: Ids of the sections that get a column, in their order.
        unit: `passages` or `citations`.
        lit: Ids of the themes and of the sections that the filter names.
        palette: Colours.
    """
    titles = dict(zip(sections.whole["section_id"], sections.whole["section"], strict=True))
    titles = {id_: title or "Before the first heading" for id_, title in titles.items()}
    width = round(98 / max(len(shown), 1))
    is_upright = len(shown) > _MOST_SIDE_BY_SIDE

    def label(title: str) -> str:
        return chart_text(title, _HEADING_LETTERS) if is_upright else wrapped(title, width, 5)

    grid = _Grid(
        tiles,
        sections,
        themes,
        unit,
        "section_id",
        labels={id_: label(titles[id_]) for id_ in shown},
        is_upright=is_upright,
        names={id_: chart_text(titles[id_], 80) for id_ in shown},
        lit_themes=lit[0],
        lit_columns=lit[1],
        palette=palette,
        head=_HEADING_HEIGHT if is_upright else 76,
        caption=f"{unit.capitalize()}<br>per section",
    )
    return _draw(grid)


def _draw(grid: _Grid) -> Figure:
    """All bars in one plane: a row is 1 high, a column 1 wide, and so are the bars' scales.

    Plotly remembers what is selected per subplot. In several, a second click on a
    bar would deselect it without saying which bar was meant.
    """
    top = _TOP if grid.rows else 3 * _TOP  # a text without themes has its bars alone
    head = grid.head / _ROW
    width = len(grid.ids) / _TILES
    longest = (top - 18) / _ROW  # the number above the longest bar needs 18 pixels
    start = (_TILES + 0.015) * width - 0.5
    bars = [_tile_row(grid, id_, place) for place, id_ in enumerate(grid.rows)]
    for is_whole in (True, False):
        bars.append(_column_bars(grid, -head, longest, is_whole=is_whole))
        bars.append(_theme_bars(grid, start, 0.155 * width, is_whole=is_whole))
    layout = {
        **frame(grid.palette, top + grid.head + _ROW * len(grid.rows) + _FOOT, top=0, bottom=_FOOT),
        "xaxis": {"range": [-0.5, width - 0.5], "showticklabels": False, **BARE},
        "yaxis": {
            "range": [len(grid.rows), -head - top / _ROW],
            "tickvals": [place + 0.5 for place in range(len(grid.rows))],
            "ticktext": [_theme_label(grid, id_) for id_ in grid.rows],
            "tickfont": {"size": 14, "color": grid.palette.ink},
            **BARE,
        },
        "annotations": _captions(grid, start),
    }
    return Figure(bars, layout)


def _captions(grid: _Grid, side: float) -> list[dict[str, Any]]:
    """The names of the columns above their tiles, and what the bars count."""
    plane: dict[str, Any] = {"xref": "x", "yref": "y", "y": 0, "yanchor": "bottom"}
    size = 13 if grid.column_key == "source_id" else 11
    named = [
        note(
            label,
            grid.palette,
            11 if grid.is_upright else size,
            x=place,
            yshift=3,
            textangle=-90 if grid.is_upright else 0,
            **plane,
        )
        for place, label in enumerate(grid.labels.values())
    ]
    for caption in named:
        caption["font"]["color"] = grid.palette.ink
    left: dict[str, Any] = {"xanchor": "right", "xshift": -8, "align": "right"}
    named.append(note(grid.caption, grid.palette, x=-0.5, **plane, **left))
    if grid.rows:
        what = f"{grid.unit.capitalize()}<br>per theme"
        named.append(note(what, grid.palette, x=side, **plane, xanchor="left", align="left"))
    return named


def _theme_label(grid: _Grid, theme_id: str) -> str:
    words = wrapped(grid.theme[theme_id], 15, 2)
    if theme_id in grid.lit_themes:
        return words
    return f'<span style="color:{grid.palette.muted}">{words}</span>'


def _source(name: str, title: str) -> str:
    lines = [f"Source {chart_text(name)}", *([chart_text(title)] if title else [])]
    return "<br>".join(lines)


def _tile_row(grid: _Grid, theme_id: str, place: int) -> Bar:
    """A theme's tiles. The number is what a click opens: passages that the filter leaves."""
    palette, hue = grid.palette, grid.hue[theme_id]
    whole, left = (
        table[table["theme_id"] == theme_id].set_index(grid.column_key)[grid.n]
        for table in (grid.tiles.whole, grid.tiles.left)
    )
    largest = most(grid.tiles.whole[grid.n])
    name = chart_text(grid.theme[theme_id])
    fills, texts, hovers = [], [], []
    for id_ in grid.ids:
        is_lit = theme_id in grid.lit_themes and id_ in grid.lit_columns
        n, of = int(left[id_]), int(whole[id_])
        share = (n if is_lit else of) / largest
        fill = palette.tile(hue, share, 1 if is_lit else _FADE)
        fills.append(fill)
        font = palette.on(fill) if is_lit else mix(palette.muted, palette.paper, 0.8)
        # The colour stands in the text: Plotly paints the text of selected bars anew.
        texts.append(f'<span style="color:{font}">{n}</span>' if n else "")
        met = f"{_left(n, of, grid.unit)}" if of else f"no {grid.unit.removesuffix('s')} has both"
        hovers.append(f"<b>{name}</b><br>{grid.names[id_]}<br>{met}")
    return Bar(
        x=list(range(len(grid.ids))),
        y=[0.91] * len(grid.ids),
        base=place + 0.045,
        width=0.93,
        text=texts,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 15},
        constraintext="none",
        marker={"color": fills, "line": {"width": 0}},
        customdata=[grid.stands_for(id_, theme_id) for id_ in grid.ids],
        hovertext=hovers,
        hovertemplate=HOVER,
    )


def _column_bars(grid: _Grid, base: float, longest: float, *, is_whole: bool) -> Bar:
    """Pale bars for everything, solid ones in front for what the filter leaves."""
    whole, left = (
        table.set_index(grid.column_key)[grid.n]
        for table in (grid.columns.whole, grid.columns.left)
    )
    counts = whole if is_whole else left
    return Bar(
        x=list(range(len(grid.ids))),
        # Never quite 0, or Plotly writes the number below, onto the column's name.
        y=[-longest * max(int(counts[id_]) / most(whole), 1e-6) for id_ in grid.ids],
        base=base,
        width=0.93,
        text=None if is_whole else [str(left[id_]) for id_ in grid.ids],
        textposition="outside",
        textfont={"size": 13, "color": grid.palette.ink},
        cliponaxis=False,
        marker={
            "color": [
                grid.palette.faint if is_whole or id_ not in grid.lit_columns else grid.palette.bar
                for id_ in grid.ids
            ],
            "line": {"width": 0},
        },
        customdata=[grid.stands_for(id_) for id_ in grid.ids],
        hovertext=[
            f"<b>{grid.names[id_]}</b><br>{_left(int(left[id_]), int(whole[id_]), grid.unit)}"
            for id_ in grid.ids
        ],
        hovertemplate=HOVER,
    )


def _theme_bars(grid: _Grid, base: float, longest: float, *, is_whole: bool) -> Bar:
    """Bars per theme, in the order of the rows."""
    palette = grid.palette
    whole, left = (
        table.set_index("theme_id")[grid.n] for table in (grid.themes.whole, grid.themes.left)
    )
    counts = whole if is_whole else left
    lit = [id_ in grid.lit_themes for id_ in grid.rows]
    pale = [palette.tile(grid.hue[id_], 0.1, 0.7) for id_ in grid.rows]
    faded = [mix(grid.hue[id_], palette.paper, 0.35) for id_ in grid.rows]
    solid = [grid.hue[id_] for id_ in grid.rows]
    twice = (
        "<br>a citation counts once for each theme of its passage"
        if grid.unit == "citations"
        else ""
    )
    return Bar(
        x=[longest * int(counts[id_]) / most(whole) for id_ in grid.rows],
        base=base,
        y=[place + 0.5 for place in range(len(grid.rows))],
        width=0.5,
        orientation="h",
        text=None if is_whole else [str(left[id_]) for id_ in grid.rows],
        textposition="outside",
        textfont={"size": 13, "color": [palette.ink if on else palette.muted for on in lit]},
        cliponaxis=False,
        marker={
            "color": pale
            if is_whole
            else [a if on else b for a, b, on in zip(solid, faded, lit, strict=True)],
            "line": {"width": 0},
        },
        customdata=[str(Selection(themes=(id_,))) for id_ in grid.rows],
        hovertext=[
            f"<b>{chart_text(grid.theme[id_])}</b><br>"
            f"{_left(int(left[id_]), int(whole[id_]), grid.unit)}{twice}"
            for id_ in grid.rows
        ],
        hovertemplate=HOVER,
    )


def _left(n: int, of: int, unit: str) -> str:
    return count(n, unit) if n == of else f"{n} of {count(of, unit)} match the filter"
