"""Tiles where themes cross sources or sections, with the bars of both on the same axes."""

from collections.abc import Collection, Sequence
from typing import Any

from dashboard.encode import chart_text
from dashboard.figures.frame import BARE, Figure, frame, note, wrapped
from dashboard.figures.grid import Counts, Grid, column_bars, most, theme_bars, tile_row
from dashboard.palette import Palette

ROW, TOP, FOOT = 40, 76, 8
"""Pixels: a row of tiles, the bars above them, the space below."""

_TILES = [0, 0.785]
_SIDE = [0.8, 0.955]


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
    grid = Grid(
        tiles, sources, themes, unit, "source_id",
        labels={id_: f"[{chart_text(id_, 5)}]" for id_ in shown},
        names={id_: _source(id_, titles[id_]) for id_ in shown},
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
    grid = Grid(
        tiles, sections, themes, unit, "section_id",
        labels={id_: wrapped(titles[id_], width, 5) for id_ in shown},
        names={id_: chart_text(titles[id_], 80) for id_ in shown},
        lit_themes=lit[0], lit_columns=lit[1], palette=palette, head=76,
        caption=f"{unit.capitalize()}<br>per section",
    )  # fmt: skip
    return _draw(grid)


def _draw(grid: Grid) -> Figure:
    figure = Figure()
    for place, theme_id in enumerate(grid.rows):
        figure.add_trace(tile_row(grid, theme_id, place))
    for is_whole in (True, False):
        figure.add_trace(column_bars(grid, is_whole=is_whole))
        figure.add_trace(theme_bars(grid, is_whole=is_whole))

    rows_px = ROW * len(grid.rows)
    height = (TOP if grid.rows else 4 * TOP) + grid.head + rows_px + FOOT
    inner = height - FOOT
    tiles_top = max(rows_px, 1) / inner  # a text without themes has its bars alone
    small = 13 if grid.column_key == "source_id" else 11
    figure.update_layout(
        **frame(grid.palette, height, top=0, bottom=FOOT),
        bargap=0.07,
        xaxis=_columns_axis(grid, small),
        xaxis2={
            "domain": _SIDE, "anchor": "y", "range": [0, most(grid.themes.whole[grid.n])],
            "showticklabels": False, **BARE,
        },
        yaxis={
            "range": [max(len(grid.rows), 1), 0],
            "domain": [0, tiles_top],
            "tickvals": [place + 0.5 for place in range(len(grid.rows))],
            "ticktext": [_theme_label(grid, id_) for id_ in grid.rows],
            "tickfont": {"size": 14, "color": grid.palette.ink},
            **BARE,
        },
        yaxis2={
            "range": [0, most(grid.columns.whole[grid.n]) * 1.02],
            "domain": [(rows_px + grid.head) / inner, 1 - 18 / inner],
            "anchor": "x", "showticklabels": False, **BARE,
        },
    )  # fmt: skip
    above: dict[str, Any] = {"y": tiles_top, "yanchor": "bottom", "yshift": 0}
    figure.add_annotation(
        note(grid.caption, grid.palette, x=0, xanchor="right", xshift=-10, align="right", **above)
    )
    if grid.rows:
        figure.add_annotation(
            note(f"{grid.unit.capitalize()}<br>per theme", grid.palette, x=_SIDE[0],
                 xanchor="left", align="left", **above)
        )  # fmt: skip
    return figure


def _columns_axis(grid: Grid, size: int) -> dict[str, Any]:
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


def _theme_label(grid: Grid, theme_id: str) -> str:
    words = wrapped(grid.theme(theme_id), 16, 2)
    if theme_id in grid.lit_themes:
        return words
    return f'<span style="color:{grid.palette.muted}">{words}</span>'


def _source(source_id: str, title: str) -> str:
    lines = [f"Source [{chart_text(source_id)}]", *([chart_text(title)] if title else [])]
    return "<br>".join(lines)
