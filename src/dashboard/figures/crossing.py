"""Tiles where themes cross sources or sections, with the bars of both on the same axes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from dashboard.figures.frame import BARE, Figure, frame, note, wrapped
from dashboard.figures.grid import Counts, Grid, column_bars, theme_bars, tile_row
from dashboard.vocabulary.encode import chart_text
from dashboard.vocabulary.palette import Palette

ROW, TOP, FOOT = 40, 76, 8
"""Pixels: a row of tiles, the bars above them, the space below."""

_LEVEL, _UPRIGHT = 5, 26
"""Letters of a source's name that have room on the level above its column, and upright."""

_TILES = 0.785
"""Share of the width that the tiles take; the bars of the themes have the rest."""

_MOST_SIDE_BY_SIDE = 8
"""Headings that have room beside each other; more of them are read from below."""

_HEADING_LETTERS, _HEADING_HEIGHT = 22, 132
"""Letters of a heading that is read from below, and the pixels they take."""


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
    grid = Grid(
        tiles, sources, themes, unit, "source_id",
        labels={id_: chart_text(named[id_], _UPRIGHT) for id_ in shown},
        names={id_: _source(named[id_], titles[id_]) for id_ in shown},
        lit_themes=lit[0], lit_columns=lit[1], palette=palette,
        head=round(12 + 5.6 * longest) if is_upright else 30, is_upright=is_upright,
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
    is_upright = len(shown) > _MOST_SIDE_BY_SIDE

    def label(title: str) -> str:
        return chart_text(title, _HEADING_LETTERS) if is_upright else wrapped(title, width, 5)

    grid = Grid(
        tiles, sections, themes, unit, "section_id",
        labels={id_: label(titles[id_]) for id_ in shown},
        is_upright=is_upright,
        names={id_: chart_text(titles[id_], 80) for id_ in shown},
        lit_themes=lit[0], lit_columns=lit[1], palette=palette,
        head=_HEADING_HEIGHT if is_upright else 76,
        caption=f"{unit.capitalize()}<br>per section",
    )  # fmt: skip
    return _draw(grid)


def _draw(grid: Grid) -> Figure:
    """All bars in one plane: a row is 1 high, a column 1 wide, and so are the bars' scales.

    Plotly remembers what is selected per subplot. In several, a second click on a
    bar would deselect it without saying which bar was meant.
    """
    top = TOP if grid.rows else 3 * TOP  # a text without themes has its bars alone
    head = grid.head / ROW
    width = len(grid.ids) / _TILES
    figure = Figure([tile_row(grid, id_, place) for place, id_ in enumerate(grid.rows)])
    for is_whole in (True, False):
        longest = (top - 18) / ROW  # the number above the longest bar needs 18 pixels
        figure.add_trace(column_bars(grid, -head, longest, is_whole=is_whole))
        start = (_TILES + 0.015) * width - 0.5
        figure.add_trace(theme_bars(grid, start, 0.155 * width, is_whole=is_whole))
    figure.update_layout(
        **frame(grid.palette, top + grid.head + ROW * len(grid.rows) + FOOT, top=0, bottom=FOOT),
        xaxis={"range": [-0.5, width - 0.5], "showticklabels": False, **BARE},
        yaxis={
            "range": [len(grid.rows), -head - top / ROW],
            "tickvals": [place + 0.5 for place in range(len(grid.rows))],
            "ticktext": [_theme_label(grid, id_) for id_ in grid.rows],
            "tickfont": {"size": 14, "color": grid.palette.ink},
            **BARE,
        },
        annotations=_captions(grid, (_TILES + 0.015) * width - 0.5),
    )
    return figure


def _captions(grid: Grid, side: float) -> list[dict[str, Any]]:
    """The names of the columns above their tiles, and what the bars count."""
    plane: dict[str, Any] = {"xref": "x", "yref": "y", "y": 0, "yanchor": "bottom"}
    size = 13 if grid.column_key == "source_id" else 11
    named = [
        note(label, grid.palette, 11 if grid.is_upright else size, x=place, yshift=3,
             textangle=-90 if grid.is_upright else 0, **plane)
        for place, label in enumerate(grid.labels.values())
    ]  # fmt: skip
    for caption in named:
        caption["font"]["color"] = grid.palette.ink
    left: dict[str, Any] = {"xanchor": "right", "xshift": -8, "align": "right"}
    named.append(note(grid.caption, grid.palette, x=-0.5, **plane, **left))
    if grid.rows:
        what = f"{grid.unit.capitalize()}<br>per theme"
        named.append(note(what, grid.palette, x=side, **plane, xanchor="left", align="left"))
    return named


def _theme_label(grid: Grid, theme_id: str) -> str:
    words = wrapped(grid.theme(theme_id), 15, 2)
    if theme_id in grid.lit_themes:
        return words
    return f'<span style="color:{grid.palette.muted}">{words}</span>'


def _source(name: str, title: str) -> str:
    lines = [f"Source {chart_text(name)}", *([chart_text(title)] if title else [])]
    return "<br>".join(lines)
