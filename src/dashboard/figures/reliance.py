"""What the text rests on: sources by what falls with them, themes by what they lose, and depth."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pandas import DataFrame
from plotly.graph_objects import Bar

from dashboard.encode import chart_text
from dashboard.figures.frame import BARE, HOVER, Figure, count, frame, key, note, wrapped
from dashboard.figures.grid import Counts, most
from dashboard.palette import Palette, mix

ROW = 24
"""Pixels of a row of sources or themes."""

_MOST_BARS, _MOST_NUMBERS = 140, 48
"""Along the text: bars that can be hit, and that have room for a number."""

_HIGHEST = 3
"""Sources from which on the bars along the text grow no more."""

_LETTERS = 106  # of the smallest size side by side along the text


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bars of `theme_losses`."""

    column: str
    """Column that counts it."""

    word: str
    """What its passages are, as the hover says it."""

    support: str | None
    """What a click on it asks of passages besides the theme; nothing if `None`."""

    kind: str
    """`firm`, `less`, `bare` or `none`: how it is filled."""


def knock_out(
    sources: Counts,
    *,
    shown: Sequence[str],
    off: Collection[str],
    support: str | None,
    palette: Palette,
) -> Figure:
    """Draw each source's passages, pale, and before them, in ink, those that it alone holds.

    Args:
        sources: `worst_first` with all sources, and without those switched off.
        shown: Ids of the sources that get a bar, from above.
        off: Ids of the sources switched off; their bars are hatched.
        support: What a click on a pale bar asks of passages besides the source.
        palette: Colours.
    """
    whole, left = (
        table.set_index("source_id").loc[list(shown)] for table in (sources.whole, sources.left)
    )
    n, alone = whole["n_passages"].tolist(), left["n_bare"].tolist()
    titles = [title if isinstance(title, str) else "" for title in whole["title"]]
    both = {"support": support} if support else {}
    figure = Figure(
        [
            _rows(
                n,
                color=[palette.faint] * len(n),
                pattern={"shape": ["/" if id_ in off else "" for id_ in shown],
                         "fgcolor": palette.muted, "size": 6},
                text=["off" if id_ in off else f"{a} of {b}"
                      for id_, a, b in zip(shown, alone, n, strict=True)],
                textposition="outside", cliponaxis=False,
                textfont={"size": 13, "color": palette.ink},
                customdata=[key(source_id=id_, **both) for id_ in shown],
                hovertext=[_source(*row, is_off=row[0] in off)
                           for row in zip(shown, titles, n, alone, strict=True)],
            ),
            _rows(
                alone,
                color=[palette.ink] * len(n),
                customdata=[key(source_id=id_, support="1") for id_ in shown],
                hovertext=[_source(*row, is_off=row[0] in off)
                           for row in zip(shown, titles, n, alone, strict=True)],
            ),
        ]
    )  # fmt: skip
    names = [
        chart_text(f"{'✕ ' if id_ in off else ''}[{id_}] {title}".strip(), 19)
        for id_, title in zip(shown, titles, strict=True)
    ]
    _lay_out_rows(figure, names, most(whole["n_passages"]) * 1.28, palette)
    return figure


def theme_losses(themes: DataFrame, parts: Sequence[Part], palette: Palette) -> Figure:
    """Draw each theme's passages, stacked by what became of their sources.

    Args:
        themes: One row per theme, from above, with a column for each of `parts`
            and `place`, the theme's place in the codebook.
        parts: From left to right.
        palette: Colours.
    """
    ids, names = themes["theme_id"].tolist(), themes["theme"].tolist()
    hues = [palette.hues[place] for place in themes["place"]]
    longest = most(themes[[part.column for part in parts]].sum(axis=1))
    ends = [0] * len(ids)
    traces = []
    for part in parts:
        n = themes[part.column].tolist()
        fills = [_fill(part.kind, hue, palette) for hue in hues]
        roomy = [value if value / longest > 0.03 else "" for value in n]
        traces.append(
            _rows(
                n, base=list(ends), color=fills,
                line={"width": [1 if part.kind == "none" and value else 0 for value in n],
                      "color": palette.muted},
                pattern={"shape": "/" if part.kind == "less" else "", "fgcolor": hues, "size": 6},
                text=[_number(value, fill, part.kind, palette)
                      for value, fill in zip(roomy, fills, strict=True)],
                textposition="inside", insidetextanchor="middle", textangle=0,
                constraintext="none", textfont={"size": 13},
                customdata=[
                    key(theme_id=id_, **({"support": part.support} if part.support else {}))
                    for id_ in ids
                ],
                hovertext=[f"<b>{chart_text(name)}</b><br>{count(value, 'passages')} {part.word}"
                           for name, value in zip(names, n, strict=True)],
            )
        )  # fmt: skip
        ends = [end + value for end, value in zip(ends, n, strict=True)]
    figure = Figure(traces)
    _lay_out_rows(figure, [chart_text(name, 19) for name in names], longest * 1.02, palette)
    return figure


def support_depth(passages: DataFrame, palette: Palette) -> Figure:
    """Draw along the text how many sources each passage has, and had.

    Neighbours share a bar where the text is long: the bar is that of the weakest of them.

    Args:
        passages: One row per passage in reading order: `passage_id`, `section_id`, `section`,
            `n_before`, `n_after`.
        palette: Colours.
    """
    each = -(-len(passages) // _MOST_BARS) or 1
    rows = [passages.iloc[at : at + each] for at in range(0, len(passages), each)]
    weakest = [row.sort_values("n_after", kind="stable").iloc[0] for row in rows]
    after = [int(row["n_after"]) for row in weakest]
    before = [int(row["n_before"]) for row in weakest]
    hover = [
        _depth(at * each + 1, len(row), *counts)
        for at, (row, *counts) in enumerate(zip(rows, before, after, strict=True))
    ]
    plain = [key(passage_id=row["passage_id"], section_id=row["section_id"]) for row in weakest]
    depth = [str(n) if n < _HIGHEST else f"{_HIGHEST}+" for n in after]
    fills = [(palette.paper, palette.ink, palette.bar, palette.faint)[min(n, 3)] for n in after]
    share = {"hovertext": hover, "hovertemplate": HOVER, "width": 0.94}
    clear = "rgba(0,0,0,0)"
    figure = Figure(
        [
            Bar(y=[_HIGHEST + 0.9] * len(rows), customdata=plain, **{**share, "width": 1},
                marker={"color": clear, "line": {"width": 0}}),
            Bar(y=[_height(n) for n in before], customdata=plain, **share,
                marker={"color": clear, "line": {"color": palette.muted, "width": [
                    0 if a == b else 1 for a, b in zip(before, after, strict=True)]}}),
            Bar(
                y=[_height(n) for n in after], **share,
                marker={"color": fills,
                        "line": {"width": [0 if n else 1.5 for n in after], "color": palette.ink}},
                text=[str(n) for n in after] if len(rows) <= _MOST_NUMBERS else None,
                textposition="outside", textfont={"size": 12, "color": palette.ink},
                cliponaxis=False, textangle=0, constraintext="none",
                customdata=[
                    key(passage_id=row["passage_id"], section_id=row["section_id"], support=word)
                    for row, word in zip(weakest, depth, strict=True)
                ],
            ),
        ]
    )  # fmt: skip
    _lay_out_depth(figure, [str(row["section"]) for row in weakest], palette)
    return figure


def _rows(lengths: Sequence[int], *, color: Sequence[str], **more: Any) -> Bar:  # noqa: ANN401
    line, pattern = more.pop("line", {"width": 0}), more.pop("pattern", None)
    return Bar(
        x=lengths, y=[place + 0.5 for place in range(len(lengths))], width=0.72, orientation="h",
        marker={"color": list(color), "line": line, "pattern": pattern},
        hovertemplate=HOVER, **more,
    )  # fmt: skip


def _lay_out_rows(figure: Figure, names: Sequence[str], longest: float, palette: Palette) -> None:
    figure.update_layout(
        **frame(palette, ROW * max(len(names), 1) + 6, top=2, bottom=4),
        xaxis={"range": [0, longest], "showticklabels": False, **BARE},
        yaxis={
            "range": [len(names), 0],
            "tickvals": [place + 0.5 for place in range(len(names))],
            "ticktext": list(names),
            "tickfont": {"size": 12, "color": palette.ink},
            **BARE,
        },
    )


def _lay_out_depth(figure: Figure, sections: Sequence[str], palette: Palette) -> None:
    n = len(sections)
    starts = [at for at in range(n) if not at or sections[at] != sections[at - 1]]
    ends = [*starts[1:], n][: len(starts)]
    figure.update_layout(
        **frame(palette, 138, top=4, bottom=46),
        xaxis={"range": [-0.5, max(n, 1) - 0.5], "showticklabels": False, **BARE},
        yaxis={
            "range": [0, _HIGHEST + 0.9],
            "tickvals": [0.25, 1, 2, 3],
            "ticktext": ["no source", "1 source", "2", "3 or more"],
            "tickfont": {"size": 11, "color": palette.muted},
            **BARE,
        },
        shapes=[
            {"type": "line", "layer": "below", "line": {"width": 1, "color": palette.line},
             "x0": start - 0.5, "x1": start - 0.5, "y0": -0.38, "y1": 1, "yref": "paper"}
            for start in starts
        ],
        annotations=[
            note(
                wrapped(sections[start], round((end - start) / n * _LETTERS), 3), palette, 11,
                x=start - 0.5, xref="x", y=0, xanchor="left", yanchor="top", align="left",
                xshift=2, yshift=-2, hovertext=chart_text(sections[start], 120),
            )
            for start, end in zip(starts, ends, strict=True)
            if (end - start) / n > 0.035
        ],
    )  # fmt: skip


def _source(id_: str, title: str, n: int, alone: int, *, is_off: bool) -> str:
    head = f"<b>[{chart_text(id_)}] {chart_text(title)}</b>"
    cited = f"<br>{count(n, 'passages')} rest on it"
    if is_off:
        return f"{head}{cited}<br>switched off"
    return f"{head}{cited}<br>{alone} of them on it alone"


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


def _height(n: int) -> float:
    return min(n, _HIGHEST) or 0.22


def _depth(first: int, n: int, before: int, after: int) -> str:
    place = f"Passage {first}" if n == 1 else f"Passages {first}–{first + n - 1}, the weakest"
    lost = f", was {before}" if before != after else ""
    return f"<b>{place}</b><br>{count(after, 'sources')}{lost}"
