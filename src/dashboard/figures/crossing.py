"""Tiles where themes cross sources or sections, with the bars of both on the same axes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame
from plotly.graph_objects import Bar

from dashboard.encode import chart_text
from dashboard.figures.frame import BARE, HOVER, Figure, count, frame, key, note, wrapped
from dashboard.palette import Palette, mix

ROW, TOP, FOOT = 40, 76, 8
"""Pixels: a row of tiles, the bars above them, the space below."""

_TILES = [0, 0.785]
_SIDE = [0.8, 0.955]
_FADE = 0.28


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """One measure twice: over everything, and over what the filter leaves."""

    whole: DataFrame
    left: DataFrame


@dataclass(frozen=True, slots=True, eq=False)
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

    @property
    def n(self) -> str:
        return f"n_{self.unit}"

    @property
    def ids(self) -> list[str]:
        return list(self.labels)

    @property
    def rows(self) -> list[str]:
        """Theme ids by count over everything, most on top, so that filters move no row."""
        table = self.themes.whole.sort_values(self.n, ascending=False, kind="stable")
        return table["theme_id"].tolist()

    def hue(self, theme_id: str) -> str:
        place = self.themes.whole["theme_id"].tolist().index(theme_id)
        return self.palette.hues[place]

    def theme(self, theme_id: str) -> str:
        names = dict(zip(self.themes.whole["theme_id"], self.themes.whole["theme"], strict=True))
        return names[theme_id]


def theme_by_source(
    tiles: Counts,
    sources: Counts,
    themes: Counts,
    *,
    shown: Sequence[str],
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
        unit: `passages` or `citations`.
        lit: Ids of the themes and of the sources that the filter names.
        palette: Colours.
    """
    titles = dict(zip(sources.whole["source_id"], sources.whole["title"], strict=True))
    titles = {id_: title if isinstance(title, str) else "" for id_, title in titles.items()}
    grid = _Grid(
        tiles, sources, themes, unit, "source_id",
        labels={id_: f"[{chart_text(id_, 5)}]" for id_ in shown},
        names={
            id_: f"Source [{chart_text(id_)}]" + (f"<br>{chart_text(titles[id_])}" if titles[id_] else "")
            for id_ in shown
        },
        lit_themes=lit[0], lit_columns=lit[1], palette=palette, head=30,
        caption=f"{unit.capitalize()}<br>per source",
    )  # fmt: skip
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
    grid = _Grid(
        tiles, sections, themes, unit, "section_id",
        labels={id_: wrapped(titles[id_], width, 5) for id_ in shown},
        names={id_: chart_text(titles[id_], 80) for id_ in shown},
        lit_themes=lit[0], lit_columns=lit[1], palette=palette, head=76,
        caption=f"{unit.capitalize()}<br>per section",
    )  # fmt: skip
    return _draw(grid)


def _draw(grid: _Grid) -> Figure:
    figure = Figure()
    for place, theme_id in enumerate(grid.rows):
        figure.add_trace(_tile_row(grid, theme_id, place))
    for is_whole in (True, False):
        figure.add_trace(_column_bars(grid, is_whole))
        figure.add_trace(_theme_bars(grid, is_whole))

    rows_px = ROW * len(grid.rows)
    height = TOP + grid.head + rows_px + FOOT
    inner = height - FOOT
    tiles_top = rows_px / inner
    small = 13 if grid.column_key == "source_id" else 11
    figure.update_layout(
        **frame(grid.palette, height, top=0, bottom=FOOT),
        bargap=0.07,
        xaxis=_columns_axis(grid, small),
        xaxis2={
            "domain": _SIDE, "anchor": "y", "range": [0, _most(grid.themes.whole[grid.n])],
            "showticklabels": False, **BARE,
        },
        yaxis={
            "range": [len(grid.rows), 0],
            "domain": [0, tiles_top],
            "tickvals": [place + 0.5 for place in range(len(grid.rows))],
            "ticktext": [_theme_label(grid, id_) for id_ in grid.rows],
            "tickfont": {"size": 14, "color": grid.palette.ink},
            **BARE,
        },
        yaxis2={
            "range": [0, _most(grid.columns.whole[grid.n]) * 1.02],
            "domain": [(rows_px + grid.head) / inner, 1 - 18 / inner],
            "anchor": "x", "showticklabels": False, **BARE,
        },
    )  # fmt: skip
    above = {"y": tiles_top, "yanchor": "bottom", "yshift": 0}
    figure.add_annotation(
        note(grid.caption, grid.palette, x=0, xanchor="right", xshift=-10, align="right", **above)
    )
    figure.add_annotation(
        note(f"{grid.unit.capitalize()}<br>per theme", grid.palette, x=_SIDE[0], xanchor="left",
             align="left", **above)
    )  # fmt: skip
    return figure


def _columns_axis(grid: _Grid, size: int) -> dict[str, Any]:
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": grid.ids,
        "range": [-0.5, len(grid.ids) - 0.5],
        "domain": _TILES,
        "anchor": "y",
        "side": "top",
        "tickmode": "array",
        "tickvals": grid.ids,
        "ticktext": list(grid.labels.values()),
        "tickfont": {"size": size, "color": grid.palette.ink},
        "tickangle": 0,
        **BARE,
    }


def _tile_row(grid: _Grid, theme_id: str, place: int) -> Bar:
    """A theme's tiles. The number is what a click opens: passages that the filter leaves."""
    palette, hue = grid.palette, grid.hue(theme_id)
    whole, left = (
        table[table["theme_id"] == theme_id].set_index(grid.column_key)[grid.n]
        for table in (grid.tiles.whole, grid.tiles.left)
    )
    most = _most(grid.tiles.whole[grid.n])
    fills, texts, hovers = [], [], []
    for id_ in grid.ids:
        is_lit = theme_id in grid.lit_themes and id_ in grid.lit_columns
        n, of = int(left[id_]), int(whole[id_])
        share = (n if is_lit else of) / most
        fill = palette.tile(hue, share, 1 if is_lit else _FADE)
        fills.append(fill)
        font = palette.on(fill) if is_lit else mix(palette.muted, palette.paper, 0.8)
        # The colour stands in the text: Plotly paints the text of selected bars anew.
        texts.append(f'<span style="color:{font}">{n}</span>' if n else "")
        met = f"{_left(n, of, grid.unit)}" if of else f"no {grid.unit.removesuffix('s')} has both"
        hovers.append(f"<b>{chart_text(grid.theme(theme_id))}</b><br>{grid.names[id_]}<br>{met}")
    return Bar(
        x=grid.ids,
        y=[0.91] * len(grid.ids),
        base=place + 0.045,
        text=texts,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 15},
        constraintext="none",
        marker={"color": fills, "line": {"width": 0}},
        customdata=[key(**{"theme_id": theme_id, grid.column_key: id_}) for id_ in grid.ids],
        hovertext=hovers,
        hovertemplate=HOVER,
    )


def _column_bars(grid: _Grid, is_whole: bool) -> Bar:
    """Pale bars for everything, solid ones in front for what the filter leaves."""
    whole, left = (
        table.set_index(grid.column_key)[grid.n] for table in (grid.columns.whole, grid.columns.left)
    )
    counts = whole if is_whole else left
    return Bar(
        x=grid.ids,
        y=[int(counts[id_]) for id_ in grid.ids],
        yaxis="y2",
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
        customdata=[key(**{grid.column_key: id_}) for id_ in grid.ids],
        hovertext=[
            f"<b>{grid.names[id_]}</b><br>{_left(int(left[id_]), int(whole[id_]), grid.unit)}"
            for id_ in grid.ids
        ],
        hovertemplate=HOVER,
    )


def _theme_bars(grid: _Grid, is_whole: bool) -> Bar:
    palette = grid.palette
    whole, left = (
        table.set_index("theme_id")[grid.n] for table in (grid.themes.whole, grid.themes.left)
    )
    counts = whole if is_whole else left
    lit = [id_ in grid.lit_themes for id_ in grid.rows]
    pale = [palette.tile(grid.hue(id_), 0.1, 0.7) for id_ in grid.rows]
    faded = [mix(grid.hue(id_), palette.paper, 0.35) for id_ in grid.rows]
    solid = [grid.hue(id_) for id_ in grid.rows]
    twice = "<br>a citation counts for each theme of its passage" if grid.unit == "citations" else ""
    return Bar(
        x=[int(counts[id_]) for id_ in grid.rows],
        y=[place + 0.5 for place in range(len(grid.rows))],
        width=0.5,
        orientation="h",
        xaxis="x2",
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
        customdata=[key(theme_id=id_) for id_ in grid.rows],
        hovertext=[
            f"<b>{chart_text(grid.theme(id_))}</b><br>"
            f"{_left(int(left[id_]), int(whole[id_]), grid.unit)}{twice}"
            for id_ in grid.rows
        ],
        hovertemplate=HOVER,
    )


def _theme_label(grid: _Grid, theme_id: str) -> str:
    words = wrapped(grid.theme(theme_id), 16, 2)
    if theme_id in grid.lit_themes:
        return words
    return f'<span style="color:{grid.palette.muted}">{words}</span>'


def _left(n: int, of: int, unit: str) -> str:
    return count(n, unit) if n == of else f"{n} of {count(of, unit)} are left by the filter"


def _most(counts: Any) -> int:
    return max(int(counts.max()), 1) if len(counts) else 1
