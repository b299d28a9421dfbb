"""Colours: one hue per theme, in a light and a dark version, and the mixes they need.

The ten hues keep at least 3.1:1 contrast to the light paper and 3.6:1 to the dark
one, and stay apart under protan-, deuter- and tritanopia (least distance 8 in
OKLab × 100).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

READABLE = 4.5
"""Contrast that small text needs (WCAG 2, level AA)."""

LIGHT = (
    "#2B51CF", "#B05529", "#1B9280", "#A79200", "#78034D",
    "#0C97F5", "#E95CB9", "#372C90", "#64666A", "#594E00",
)  # fmt: skip
DARK = (
    "#2A7CF7", "#C87621", "#13D899", "#F9E01D", "#CF2D68",
    "#A4E7FF", "#F487EA", "#8165AD", "#999C9F", "#B4BA03",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palette:
    """What figures draw with on one background."""

    hues: tuple[str, ...]
    """One per theme, in the codebook's order; `#RRGGBB` like all colours here."""

    paper: str
    ink: str
    muted: str
    line: str
    bar: str
    """Bars of sources and sections, which have no hue of their own."""

    faint: str
    """What a filter took from such a bar."""

    def tile(self, hue: str, share: float, fade: float = 1) -> str:
        """The hue thinned onto the paper: the paler, the smaller `share` (0–1).

        A little paler still where neither ink nor paper could be read on it.
        """
        strength = (0.18 + 0.77 * share if share else 0.05) * fade
        fill = mix(hue, self.paper, strength)
        while contrast(self.on(fill), fill) < READABLE and strength > 0:
            strength -= 0.01
            fill = mix(hue, self.paper, strength)
        return fill

    def on(self, fill: str) -> str:
        """Ink or paper, whichever reads better on `fill`."""
        return max((self.ink, self.paper), key=lambda colour: contrast(colour, fill))


def palette(colours: Sequence[str | None], *, dark: bool) -> Palette:
    """The palette for themes with these colours of their own, or `None`."""
    hues = tuple(pair[dark] for pair in hue_pairs(colours))
    if dark:
        return Palette(
            hues, paper="#15171C", ink="#ECEEF2", muted="#9AA2AE",
            line="#2B2F37", bar="#7D8592", faint="#2F343D",
        )  # fmt: skip
    return Palette(
        hues, paper="#FFFFFF", ink="#1B1E23", muted="#626A75",
        line="#E6E8EB", bar="#8A93A0", faint="#E3E6EA",
    )  # fmt: skip


def hue_pairs(colours: Sequence[str | None]) -> list[tuple[str, str]]:
    """A light and a dark hue for each theme: its own, else the next that none has taken.

    A colour that is one of `LIGHT` brings its partner in `DARK` along. When all are taken
    they begin again.
    """
    pairs = dict(zip(LIGHT, zip(LIGHT, DARK, strict=True), strict=True))
    own = [colour.upper() if colour else None for colour in colours]
    free = cycle([pair for light, pair in pairs.items() if light not in own] or pairs.values())
    return [pairs.get(colour, (colour, colour)) if colour else next(free) for colour in own]


def contrast(a: str, b: str) -> float:
    """WCAG 2 contrast ratio of two colours, 1–21."""
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, paper: str, share: float) -> str:
    """`share` (0–1) of `colour` on `paper`."""
    parts = zip(_rgb(colour), _rgb(paper), strict=True)
    return "#" + "".join(f"{round(c * share + p * (1 - share)):02X}" for c, p in parts)


def _rgb(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    parts = [v / 3294.6 if v <= 10.31 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
