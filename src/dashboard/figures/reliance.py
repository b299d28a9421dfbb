"""What falls without a source: sources by what they alone hold, themes by what they lose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from pandas import DataFrame
from plotly.graph_objects import Bar

from dashboard.figures.frame import BARE, HOVER, Counts, Figure, count, frame, label_size, most
from dashboard.tables.selection import Selection
from dashboard.vocabulary.encode import chart_text
from dashboard.vocabulary.palette import Palette, mix

_ROW = 24
"""Pixels of a row of sources or themes."""


_LETTERS = 19
"""Small letters that have room at the left of a row, in the usual size."""

_THEME_LETTERS, _THEME_LEFT = 25, 152
"""The same for themes, whose names have no place but this one, and the pixels they take."""

_SMALL = 10
"""Size of labels at which a source's name leaves no room for its title."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bars of `theme_losses`."""

    column: str
    """Column that counts it."""

    word: str
    """What its passages are, as the hover says it."""

    support: str
    """What a click on it asks of passages besides the theme, of `SUPPORT`; nothing if empty."""

    kind: str
    """`firm`, `less`, `bare` or `none`: how it is filled."""


def knock_out(
    sources: Counts,
    *,
    shown: Sequence[str],
    named: Mapping[str, str],
    off: Collection[str],
    support: str,
    palette: Palette,
) -> Figure:
    """Draw each source's passages, pale, and before them, in ink, those that it alone holds.

    Args:
        sources: `worst_first` with all sources, and without those switched off.
        shown: Ids of the sources that get a bar, from above.
        named: Name of each source by id.
        off: Ids of the sources switched off; their bars are hatched.
        support: What a click on a pale bar asks of passages besides the source, if anything.
        palette: Colours.
    """
    whole, left = (
        table.set_index("source_id").loc[list(shown)] for table in (sources.whole, sources.left)
    )
    n, alone = whole["n_passages"].tolist(), left["n_bare"].tolist()
    titles = [title if isinstance(title, str) else "" for title in whole["title"]]
    told = list(zip(shown, titles, n, alone, strict=True))
    hover = [_source(named[id_], *row, is_off=id_ in off) for id_, *row in told]
    longest = most(whole["n_passages"]) * 1.28
    size = label_size(named[id_] for id_ in shown)
    names = [
        _named(f"{'✕ ' if id_ in off else ''}{named[id_]} {title if size > _SMALL else ''}", size)
        for id_, title, *_ in told
    ]
    return Figure(
        [
            _cited(
                told,
                off,
                palette,
                hovertext=hover,
                customdata=[str(Selection(sources=(id_,), support=support)) for id_ in shown],
            ),
            _rows(
                alone,
                color=[palette.ink] * len(n),
                hovertext=hover,
                customdata=[str(Selection(sources=(id_,), support="1")) for id_ in shown],
            ),
        ],
        _layout(names, longest, palette, size),
    )


def _cited(
    told: Sequence[tuple[str, str, int, int]],
    off: Collection[str],
    palette: Palette,
    **more: Any,  # noqa: ANN401
) -> Bar:
    """The pale bars: for each source, by id, title, passages and those on it alone."""
    return _rows(
        [n for _, _, n, _ in told],
        color=[palette.faint] * len(told),
        pattern={
            "shape": ["/" if id_ in off else "" for id_, *_ in told],
            "fgcolor": palette.muted,
            "size": 6,
        },
        text=["off" if id_ in off else f"{alone} of {n}" for id_, _, n, alone in told],
        textposition="outside",
        cliponaxis=False,
        textfont={"size": 13, "color": palette.ink},
        **more,
    )


def theme_losses(themes: DataFrame, parts: Sequence[Part], palette: Palette) -> Figure:
    """Draw each theme's passages, stacked by what became of their sources.

    Args:
        themes: One row per theme, from above, with a column for each of `parts`
            and `place`, the theme's place in the codebook.
        parts: From left to right.
        palette: Colours.
    """
    longest = most(themes[[part.column for part in parts]].sum(axis=1))
    ends = [0] * len(themes)
    bars = []
    for part in parts:
        bars.append(_part(themes, part, ends, longest, palette))
        ends = [end + n for end, n in zip(ends, themes[part.column].tolist(), strict=True)]
    names = [_named(name, room=_THEME_LETTERS) for name in themes["theme"]]
    layout = _layout(names, longest * 1.02, palette)
    layout["margin"]["l"] = _THEME_LEFT
    return Figure(bars, layout)


def _part(
    themes: DataFrame, part: Part, base: Sequence[int], longest: int, palette: Palette
) -> Bar:
    """One part of all bars, each starting where the part before it ends (`base`)."""
    ids, names = themes["theme_id"].tolist(), themes["theme"].tolist()
    hues = [palette.hues[place] for place in themes["place"]]
    n = themes[part.column].tolist()
    fills = [_fill(part.kind, hue, palette) for hue in hues]
    roomy = [value if value / longest > 0.03 else "" for value in n]
    return _rows(
        n,
        base=list(base),
        color=fills,
        line={
            "width": [1 if part.kind == "none" and value else 0 for value in n],
            "color": palette.muted,
        },
        pattern={"shape": "/" if part.kind == "less" else "", "fgcolor": hues, "size": 6},
        text=[
            _number(value, fill, part.kind, palette)
            for value, fill in zip(roomy, fills, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 13},
        customdata=[str(Selection(themes=(id_,), support=part.support)) for id_ in ids],
        hovertext=[
            f"<b>{chart_text(name)}</b><br>{count(value, 'passages')} {part.word}"
            for name, value in zip(names, n, strict=True)
        ],
    )


def _rows(lengths: Sequence[int], *, color: Sequence[str], **more: Any) -> Bar:  # noqa: ANN401
    line, pattern = more.pop("line", {"width": 0}), more.pop("pattern", None)
    return Bar(
        x=lengths,
        y=[place + 0.5 for place in range(len(lengths))],
        width=0.72,
        orientation="h",
        marker={"color": list(color), "line": line, "pattern": pattern},
        hovertemplate=HOVER,
        **more,
    )


def _layout(
    names: Sequence[str], longest: float, palette: Palette, size: int = 12
) -> dict[str, Any]:
    """The layout of rows with their names at the left, in letters of `size` pixels."""
    return {
        **frame(palette, _ROW * max(len(names), 1) + 6, top=2, bottom=4),
        "xaxis": {"range": [0, longest], "showticklabels": False, **BARE},
        "yaxis": {
            "range": [len(names), 0],
            "tickvals": [place + 0.5 for place in range(len(names))],
            "ticktext": list(names),
            "tickfont": {"size": size, "color": palette.ink},
            **BARE,
        },
    }


def _named(name: str, size: int = 12, room: int = _LETTERS) -> str:
    """As much of a name as fits at the left; capitals count 1.3 letters, wide signs 2."""
    name, taken, room = name.strip(), 0.0, room + (12 - size) * 3
    for at, letter in enumerate(name):
        taken += 2 if east_asian_width(letter) in "WF" else 1.3 if letter.isupper() else 1
        if taken > room:
            return chart_text(name, max(at, 2))
    return chart_text(name)


def _source(name: str, title: str, n: int, alone: int, *, is_off: bool) -> str:
    head = f"<b>{chart_text(name)} {chart_text(title)}</b>"
    cited = f"<br>{count(n, 'passages')} rest on it"
    if is_off:
        return f"{head}{cited}<br>switched off"
    return f"{head}{cited}<br>{alone} of them rest on it alone"


def _fill(kind: str, hue: str, palette: Palette) -> str:
    shares = {"firm": 0.45, "less": 0.18}
    if kind in shares:
        return mix(hue, palette.paper, shares[kind])
    return palette.ink if kind == "bare" else palette.paper


def _number(n: object, fill: str, kind: str, palette: Palette) -> str:
    if not n:
        return ""
    # The colour stands in the text: Plotly paints the text of selected bars anew.
    colour = palette.muted if kind == "none" else palette.on(fill)
    return f'<span style="color:{colour}">{n}</span>'
