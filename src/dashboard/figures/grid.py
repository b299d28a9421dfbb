"""The bars of a crossing: its tiles, and the counts of its columns and rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pandas import DataFrame, Series
from plotly.graph_objects import Bar

from dashboard.figures.frame import HOVER, count
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import chart_text
from dashboard.vocabulary.palette import Palette, mix

_FADE = 0.28


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """One measure twice: over everything, and over what the filter leaves."""

    whole: DataFrame
    left: DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
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

    @property
    def rows(self) -> list[str]:
        """Theme ids by count over everything, most on top, so that filters move no row."""
        table = self.themes.whole.sort_values(self.n, ascending=False, kind="stable")
        return table["theme_id"].tolist()

    def hue(self, theme_id: str) -> str:
        """The colour of a row."""
        place = self.themes.whole["theme_id"].tolist().index(theme_id)
        return self.palette.hues[place]

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

    def theme(self, theme_id: str) -> str:
        """The name of a row."""
        themes = self.themes.whole
        return str(themes.loc[themes["theme_id"] == theme_id, "theme"].iloc[0])


def tile_row(grid: Grid, theme_id: str, place: int) -> Bar:
    """A theme's tiles. The number is what a click opens: passages that the filter leaves."""
    palette, hue = grid.palette, grid.hue(theme_id)
    whole, left = (
        table[table["theme_id"] == theme_id].set_index(grid.column_key)[grid.n]
        for table in (grid.tiles.whole, grid.tiles.left)
    )
    largest = most(grid.tiles.whole[grid.n])
    name = chart_text(grid.theme(theme_id))
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


def column_bars(grid: Grid, base: float, longest: float, *, is_whole: bool) -> Bar:
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


def theme_bars(grid: Grid, base: float, longest: float, *, is_whole: bool) -> Bar:
    """Bars per theme, in the order of the rows."""
    palette = grid.palette
    whole, left = (
        table.set_index("theme_id")[grid.n] for table in (grid.themes.whole, grid.themes.left)
    )
    counts = whole if is_whole else left
    lit = [id_ in grid.lit_themes for id_ in grid.rows]
    pale = [palette.tile(grid.hue(id_), 0.1, 0.7) for id_ in grid.rows]
    faded = [mix(grid.hue(id_), palette.paper, 0.35) for id_ in grid.rows]
    solid = [grid.hue(id_) for id_ in grid.rows]
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
            f"<b>{chart_text(grid.theme(id_))}</b><br>"
            f"{_left(int(left[id_]), int(whole[id_]), grid.unit)}{twice}"
            for id_ in grid.rows
        ],
        hovertemplate=HOVER,
    )


def _left(n: int, of: int, unit: str) -> str:
    return count(n, unit) if n == of else f"{n} of {count(of, unit)} match the filter"


def most(counts: "Series[int]") -> int:
    """The largest count, at least 1, so that it can be divided by."""
    return max(int(counts.max()), 1) if len(counts) else 1
