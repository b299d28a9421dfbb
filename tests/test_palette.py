from itertools import combinations

import pytest

from dashboard.vocabulary.palette import DARK, LIGHT, contrast, hue_pairs, mix, palette


@pytest.mark.parametrize("dark", [False, True])
def test_every_hue_stands_out_from_the_paper(dark):
    colours = palette([None] * 10, dark=dark)

    assert min(contrast(hue, colours.paper) for hue in colours.hues) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_the_count_in_a_tile_can_be_read_at_every_strength(dark):
    colours = palette([None] * 10, dark=dark)
    fills = [colours.tile(hue, share / 10) for hue in colours.hues for share in range(11)]

    assert min(contrast(colours.on(fill), fill) for fill in fills) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_ink_and_muted_text_read_well(dark):
    colours = palette([], dark=dark)

    assert contrast(colours.ink, colours.paper) >= 12
    assert contrast(colours.muted, colours.paper) >= 4.5


# Simulation of a complete red, green or blue blindness in linear RGB (Machado et al. 2009).
# fmt: off
BLIND = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# fmt: on


def oklab(colour, matrix=((1, 0, 0), (0, 1, 0), (0, 0, 1))):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    r, g, b = (
        min(max(sum(m * v for m, v in zip(row, linear, strict=True)), 0), 1) for row in matrix
    )
    l_, m_, s_ = (
        (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3),
        (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3),
        (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3),
    )
    return (
        0.2104542553 * l_ + 0.7936177850 * m_ - 0.0040720468 * s_,
        1.9779984951 * l_ - 2.4285922050 * m_ + 0.4505937099 * s_,
        0.0259040371 * l_ + 0.7827717662 * m_ - 0.8086757660 * s_,
    )


@pytest.mark.parametrize("hues", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("matrix", BLIND.values(), ids=BLIND)
def test_the_hues_stay_apart_for_colour_blind_eyes(hues, matrix):
    places = [oklab(hue, matrix) for hue in hues]
    distances = [
        100 * sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        for a, b in combinations(places, 2)
    ]

    assert min(distances) >= 7.5


def test_a_theme_keeps_a_colour_of_its_own():
    assert palette(["#123456", None], dark=True).hues == ("#123456", DARK[0])


def test_a_colour_of_the_palette_brings_its_partner_and_is_given_to_no_other():
    assert hue_pairs([None, LIGHT[0].lower(), None]) == [(LIGHT[n], DARK[n]) for n in (1, 0, 2)]
    assert hue_pairs([*LIGHT, None])[10] == (LIGHT[0], DARK[0])


def test_past_the_tenth_theme_the_hues_begin_again():
    assert hue_pairs([None] * 11)[10] == (LIGHT[0], DARK[0])


def test_a_mix_lies_between_its_colours():
    assert mix("#FF0000", "#0000FF", 0.5) == "#800080"
    assert mix("#FF0000", "#0000FF", 1) == "#FF0000"


def test_ten_themes_have_ten_hues():
    assert len(set(hue_pairs([None] * 10))) == 10
