"""Every theme file keeps the contrasts of WCAG 2.2, and its colours apart for every kind of colour vision.

Colour vision deficiencies are full dichromacies after Machado, Oliveira and Fernandes (2009); distances are CIEDE2000,
those of series in CAM02-UCS.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import dist
from pathlib import Path

import pytest
from coloraide import Color
from coloraide.everything import ColorAll
from msgspec.structs import replace

import briefing.read
from briefing.assets import asset
from briefing.model.theme import Palette, Status, Theme

THEMES = sorted(asset("themes").glob("*.toml"))
EVERY = pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
TEXTS = ("ink", "ink_2", "ink_3", "highlight", "accent_text")
GROUNDS = ("paper", "wash", "highlight_tint", "accent_tint")
MARKS = ("highlight", "accent", "context")
SERIES = tuple(f"series_{number}" for number in range(1, 7))
STEPS = ("heat_1", "heat_2", "heat_3", "heat_4", "heat_5")
# The text that stands on each step of the ladder.
ON_STEPS = ("ink", "ink", "ink", "paper", "paper")
VISIONS = ("normal", "deutan", "protan", "tritan")
ACTIVE = ("on_track", "watch", "off_track")
LEAST = {
    "text": 4.5,
    "mark": 3.0,
    "hatch": 1.3,
    "marks": 15.0,
    "statuses": 15.0,
    "steps": 9.6,
    "four": 15.0,
    "six": 11.9,
}
# Of the ground of what has no value, the part that its strokes cover.
HATCH = 0.25
# In greys there are but lightnesses to tell series apart by; names at the marks do.
LEAST_OF_GREYS = {"four": 9.0, "six": 3.5}


@cache
def seen(colour: str, vision: str) -> Color:
    """A colour as a kind of colour vision sees it on a screen."""
    if vision == "normal":
        return Color(colour)
    return Color(colour).filter(vision, 1.0, method="machado", out_space="srgb").clip()


@cache
def apart(one: str, other: str) -> float:
    """CIEDE2000 between two colours, the least of all kinds of colour vision, to the decimal of the limits."""
    return round(min(seen(one, vision).delta_e(seen(other, vision), method="2000") for vision in VISIONS), 1)


@cache
def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    return Color(one).contrast(other, method="wcag21")


def faint(palette: Palette) -> Iterator[str]:
    """Pairs of a palette whose contrast falls short."""
    for text in TEXTS:
        for ground in GROUNDS:
            if contrast(getattr(palette, text), getattr(palette, ground)) < LEAST["text"]:
                yield f"{text} on {ground}"
    for mark in MARKS:
        if contrast(getattr(palette, mark), palette.paper) < LEAST["mark"]:
            yield f"{mark} on paper"
    if contrast(palette.highlight, palette.context) < LEAST["mark"]:
        yield "highlight against context"
    for text, step in zip(ON_STEPS, STEPS, strict=True):
        if contrast(getattr(palette, text), getattr(palette, step)) < LEAST["text"]:
            yield f"{text} on {step}"


def alike(palette: Palette) -> Iterator[str]:
    """Pairs of a palette that some kind of colour vision takes for one another."""
    for one, other in combinations(MARKS, 2):
        if apart(getattr(palette, one), getattr(palette, other)) < LEAST["marks"]:
            yield f"{one} like {other}"
    for one, other in pairwise(STEPS):
        if apart(getattr(palette, one), getattr(palette, other)) < LEAST["steps"]:
            yield f"{one} like {other}"


@cache
def uniform(colour: str, vision: str) -> tuple[float, ...]:
    """A colour in CAM02-UCS, where equal distances look equal."""
    return tuple(ColorAll(seen(colour, vision).to_string(hex=True)).convert("cam02-ucs").coords())


def confused(palette: Palette) -> Iterator[str]:
    """Colours of series that some kind of colour vision takes for one another, or that make no readable name."""
    colours = [getattr(palette, role) for role in SERIES]
    grey = all(Color(colour).convert("oklch")["chroma"] < 0.01 for colour in colours)
    least = LEAST | (LEAST_OF_GREYS if grey else {})
    if colours[:2] != [palette.highlight, palette.accent]:
        yield "the first series are not highlight and accent"
    for role, colour in zip(SERIES, colours, strict=True):
        if contrast(colour, palette.paper) < LEAST["mark" if role == "series_2" else "text"]:
            yield f"{role} on paper"
    for (one, first), (other, second) in combinations(enumerate(colours), 2):
        distance = min(dist(uniform(first, vision), uniform(second, vision)) for vision in VISIONS)
        if distance < least["four" if other < 4 else "six"]:
            yield f"{SERIES[one]} like {SERIES[other]}: {distance:.1f}"


def unsteady(palette: Palette) -> Iterator[str]:
    """Steps of the ladder that do not lead from the paper to the highlight."""
    away = [contrast(palette.paper, getattr(palette, step)) for step in STEPS]
    if away != sorted(away):
        yield "steps out of order"
    if palette.heat_5 != palette.highlight:
        yield "the last step is not the highlight"
    hatched = Color(palette.paper).mix(palette.rule, HATCH, space="srgb").to_string(hex=True)
    if contrast(palette.heat_1, hatched) < LEAST["hatch"]:
        yield "heat_1 like the hatch of what has no value"


def weak(theme: Theme) -> list[str]:
    """All that falls short in a theme."""
    found = [
        f"{name}: {what}"
        for name, palette in (("light", theme.light), ("dark", theme.dark))
        for check in (faint, alike, confused, unsteady)
        for what in check(palette)
    ]
    found += [
        f"text of {name}" for name, chip in theme.status.items() if contrast(chip.text, chip.fill) < LEAST["text"]
    ]
    for one, other in combinations(ACTIVE, 2):
        if apart(theme.status[one].fill, theme.status[other].fill) < LEAST["statuses"]:
            found.append(f"{one} like {other}")
    return found


@EVERY
def test_a_theme_can_be_read_and_reported_apart_by_everyone(path: Path) -> None:
    assert weak(briefing.read.theme(path)) == []


@EVERY
def test_a_dark_ground_is_dark_and_a_light_one_light(path: Path) -> None:
    theme = briefing.read.theme(path)
    assert Color(theme.dark.paper).luminance() < 0.05 < 0.9 < Color(theme.light.paper).luminance()


INK = briefing.read.theme(asset("themes/ink.toml"))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"context": "#C9D0D7"}, ["context on paper"]),  # the usual pale grey
        ({"accent_text": "#C8501E"}, [f"accent_text on {ground}" for ground in GROUNDS[1:]]),  # orange as small text
        ({"context": "#44515F"}, ["highlight against context"]),
        ({"accent": "#0F6B3C", "highlight": "#7A2F12"}, ["highlight like accent"]),  # rust and green
        ({"heat_1": "#E4EDF6"}, ["heat_1 like the hatch of what has no value"]),
        ({"heat_2": "#D3E0EE"}, ["heat_1 like heat_2"]),
        ({"heat_3": "#E4EDF6"}, ["steps out of order"]),
        ({"heat_4": "#6B9BCB"}, ["paper on heat_4", "heat_3 like heat_4"]),
        ({"heat_5": "#08305A"}, ["the last step is not the highlight"]),
        ({"series_1": "#16827D"}, ["the first series are not highlight and accent"]),
        ({"series_4": "#AEB7C1"}, ["series_4 on paper"]),
        ({"series_3": "#8C6A00"}, ["series_2 like series_3: 3.6"]),  # gold and orange
    ],
)  # fmt: skip
def test_the_check_sees_a_palette_that_fails(changes: dict[str, str], found: list[str]) -> None:
    reported = weak(replace(INK, light=replace(INK.light, **changes)))
    assert {f"light: {what}" for what in found} <= set(reported)


def test_the_check_sees_chips_that_fail() -> None:
    """Red and green of one lightness, the usual pair, and white words on yellow."""
    status = {
        **INK.status,
        "on_track": Status("#2E8B57", "#FFFFFF", "▲"),
        "off_track": Status("#B5651D", "#FFFFFF", "▼"),
        "watch": Status("#F0B429", "#FFFFFF", "◆"),
    }
    found = weak(replace(INK, status=status))
    assert {"text of watch", "on_track like off_track"} <= set(found)


def test_the_science_is_the_published_one() -> None:
    """A pair of the test data of CIEDE2000, black on white, and pure red in full protanopia."""
    one, other = Color("lab-d65", [50, 2.6772, -79.7751]), Color("lab-d65", [50, 0, -82.7485])
    assert one.delta_e(other, method="2000") == pytest.approx(2.0425, abs=1e-4)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert seen("#FF0000", "protan").convert("srgb-linear")["red"] == pytest.approx(0.152286, abs=1e-6)
    assert apart("#12436D", "#801650") == 6.5  # dark blue and dark pink, a known bad pair
