"""Every theme file keeps the contrasts of WCAG 2.2 and the ladder from paper to context to highlight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import briefing.read
from briefing.assets import asset
from briefing.errors import InputError
from briefing.model.theme import Palette, Theme

THEMES = sorted(asset("themes").glob("*.toml"))
TEXTS = ("ink", "ink_2", "ink_3", "highlight", "accent_text")
GROUNDS = ("paper", "wash", "highlight_tint", "accent_tint")


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of #RRGGBB."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(palette: Palette) -> Iterator[str]:
    """Pairs of a palette that fall short."""
    for text in TEXTS:
        for ground in GROUNDS:
            if contrast(getattr(palette, text), getattr(palette, ground)) < 4.5:
                yield f"{text} on {ground}"
    for mark in ("context", "accent", "highlight"):
        if contrast(getattr(palette, mark), palette.paper) < 3:
            yield f"{mark} on paper"
    if contrast(palette.highlight, palette.context) < 3:
        yield "highlight against context"


def weak(theme: Theme) -> list[str]:
    """All that falls short in a theme."""
    chips = [name for name, chip in theme.status.items() if contrast(chip.text, chip.fill) < 4.5]
    return [*faint(theme.light), *faint(theme.dark), *chips]


def test_there_are_four_themes() -> None:
    assert {path.stem for path in THEMES} >= {"ink", "jade", "wine", "mono"}


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_a_theme_can_be_read_by_everyone(path: Path) -> None:
    assert weak(briefing.read.theme(path)) == []


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_a_theme_is_named_like_its_file_and_tells_statuses_apart_without_colour(path: Path) -> None:
    theme = briefing.read.theme(path)
    assert theme.name == path.stem
    assert set(theme.status) == {"on_track", "watch", "off_track", "no_target"}
    assert len({chip.glyph for chip in theme.status.values()}) == 4


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_a_dark_ground_is_dark_and_a_light_one_light(path: Path) -> None:
    theme = briefing.read.theme(path)
    assert luminance(theme.dark.paper) < 0.05 < 0.9 < luminance(theme.light.paper)


def test_the_contrast_check_sees_a_pale_grey() -> None:
    """The negative control: the usual pale context grey and an orange as small text."""
    theme = briefing.read.theme(asset("themes/ink.toml"))
    pale = replace(theme, light=replace(theme.light, context="#C9D0D7", accent_text="#C8501E"))
    assert weak(pale) == [
        "accent_text on wash",
        "accent_text on highlight_tint",
        "accent_text on accent_tint",
        "context on paper",
    ]
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


INK = asset("themes/ink.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('paper = "#FFFFFF"', 'paper = "white"', "line 5, light.paper: 'white' has not the right form"),
        ('paper = "#FFFFFF"', 'papre = "#FFFFFF"', "line 5, light.papre: the key 'papre' is unknown"),
        ('paper = "#FFFFFF"', 'papre = "#FFFFFF"', "fix: did you mean 'paper'?"),
        ('paper = "#FFFFFF"', 'papre = "#FFFFFF"', "line 4, light.paper: 'paper' is missing\n  fix: add paper"),
        ('name = "ink"', 'name = "Ink!"', "line 2, name: 'Ink!' has not the right form"),
        ('deck = "Arial"', "deck = 7", "line 37, fonts.deck: 7 is not text"),
        ('deck = "Arial"', 'deck = "<b>"', "line 37, fonts.deck: '<b>' has not the right form"),
        ('glyph = "▲"', 'glyph = ""', "line 43, status.on_track.glyph"),
        ("watch = {", "wotch = {", "line 44, status.wotch: the key 'wotch' is unknown\n  fix: did you mean 'watch'?"),
    ],
)  # fmt: skip
def test_a_wrong_role_is_told_with_its_line(old: str, new: str, finding: str, tmp_path: Path) -> None:
    assert INK.count(old) == 1
    path = tmp_path / "own.toml"
    path.write_text(INK.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        briefing.read.theme(path)
    assert any(finding in str(item) for item in caught.value.findings), str(caught.value)
    assert all(item.where and item.fix for item in caught.value.findings)


def test_all_wrong_roles_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('name = "own"\n[light]\npaper = "#FFF"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        briefing.read.theme(path)
    assert len(caught.value.findings) == 17  # paper, thirteen other roles, and three tables
