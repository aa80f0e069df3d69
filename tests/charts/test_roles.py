"""The colours of roles: palette roles that every theme has, and words that can be read on its paper."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from briefing.assets import asset
from briefing.charts.roles import MARKS, WORDS
from briefing.model.chart import Role
from briefing.model.theme import Palette
from briefing.read import theme

THEMES = sorted(path.stem for path in Path(str(asset("themes"))).glob("*.toml"))


def luminance(colour: str) -> float:
    """The relative luminance of `#RRGGBB`, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_each_is_a_role_of_marks_and_a_colour_of_palettes() -> None:
    assert set(MARKS) | set(WORDS) <= set(get_args(Role))
    assert {*MARKS.values(), *WORDS.values()} <= set(Palette.__struct_fields__)


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_on_the_paper_of_every_theme(name: str) -> None:
    shown = theme(asset(f"themes/{name}.toml"))
    for palette in (shown.light, shown.dark):
        assert min(contrast(getattr(palette, role), palette.paper) for role in WORDS.values()) >= 4.5


def test_the_measure_of_contrast_tells_pale_words_from_dark_ones() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#BBBBBB", "#FFFFFF") < 4.5
