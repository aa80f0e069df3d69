"""A theme is one file, packed or of a project; what is wrong in it is reported with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing.read
from briefing.assets import asset
from briefing.errors import InputError

THEMES = sorted(asset("themes").glob("*.toml"))


def test_there_are_five_themes() -> None:
    assert {path.stem for path in THEMES} >= {"ink", "jade", "wine", "mono", "dark"}


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_a_theme_is_named_like_its_file_and_tells_statuses_apart_without_colour(path: Path) -> None:
    theme = briefing.read.theme(path)
    assert theme.name == path.stem
    assert set(theme.status) == {"on_track", "watch", "off_track", "no_target"}
    assert len({chip.glyph for chip in theme.status.values()}) == 4


INK = asset("themes/ink.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('paper = "#FFFFFF"', 'paper = "white"', "line 5, light.paper: 'white' has not the right form"),
        ('paper = "#FFFFFF"', 'papre = "#FFFFFF"', "line 5, light.papre: the key 'papre' is unknown"),
        ('paper = "#FFFFFF"', 'papre = "#FFFFFF"', "fix: did you mean 'paper'?"),
        ('paper = "#FFFFFF"', 'papre = "#FFFFFF"', "line 4, light.paper: 'paper' is missing\n  fix: add paper"),
        ('name = "ink"', 'name = "ink"\nground = "grey"', "line 3, ground: 'grey' may not stand here"),
        ('name = "ink"', 'name = "Ink!"', "line 2, name: 'Ink!' has not the right form"),
        ('deck = "Arial"', "deck = 7", "line 59, fonts.deck: 7 is not text"),
        ('deck = "Arial"', 'deck = "<b>"', "line 59, fonts.deck: '<b>' has not the right form"),
        ('glyph = "▲"', 'glyph = ""', "line 65, status.on_track.glyph"),
        ("watch = {", "wotch = {", "line 66, status.wotch: the key 'wotch' is unknown\n  fix: did you mean 'watch'?"),
    ],
)  # fmt: skip
def test_a_wrong_role_is_reported_with_its_line(old: str, new: str, finding: str, tmp_path: Path) -> None:
    assert INK.count(old) == 1
    path = tmp_path / "own.toml"
    path.write_text(INK.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        briefing.read.theme(path)
    assert any(finding in str(item) for item in caught.value.findings), str(caught.value)
    assert all(item.where and item.fix for item in caught.value.findings)


def test_all_wrong_roles_are_reported_at_once(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('name = "own"\n[light]\npaper = "#FFF"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        briefing.read.theme(path)
    assert len(caught.value.findings) == 28  # paper, twenty-four other roles, and three tables
