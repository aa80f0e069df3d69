"""Fonts as HarfBuzz reads them."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest

from briefing.typesetting.font_files import FAMILIES, HAN_WEIGHTS, family_file, han_file
from briefing.typesetting.shaping import HarfBuzzError, ShapingFont, subset

SANS = ShapingFont(family_file("Source Sans Pro", "Regular"))


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_a_family_has_letters_and_no_chinese(family: str) -> None:
    font = ShapingFont(family_file(family, "Regular").read_bytes())
    assert font.has("a")
    assert not font.has("京")
    assert 0.5 < font.cap_height < 0.8
    assert 0.1 < font.descent < 0.4


def test_pairs_are_kerned() -> None:
    (_, wide), *_ = SANS.shape("T")
    kerned = sum(advance for _, advance in SANS.shape("To"))
    assert kerned < wide + SANS.shape("o")[0][1]


def test_letters_are_never_joined() -> None:
    assert len(SANS.shape("office")) == 6


def test_digits_are_of_one_width() -> None:
    assert len({SANS.shape(digit)[0][1] for digit in "0123456789"}) == 1


def test_the_outline_of_a_letter_begins_and_ends_its_contours() -> None:
    letters = [letter for letter, _ in SANS.outline(SANS.shape("B")[0][0])]
    assert letters.count("M") == letters.count("Z") == 3
    assert letters[0] == "M"
    open_contours = list(accumulate((letter == "M") - (letter == "Z") for letter in letters))
    assert set(open_contours) <= {0, 1}


def test_the_ink_of_a_mark_is_less_than_its_advance() -> None:
    assert 0 < SANS.ink("i") < SANS.shape("i")[0][1]


def test_a_font_cut_to_some_characters_has_these_alone_and_always_the_same_bytes() -> None:
    path = han_file()
    assert path is not None
    once, again = (subset(path, "东京 2023", HAN_WEIGHTS["Semibold"]) for _ in range(2))
    assert once == again
    assert len(once) < 20_000
    font = ShapingFont(once)
    assert font.has("京")
    assert not font.has("海")
    assert font.shape("京")[0][1] == 1.0


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_bytes(b"no font")
    with pytest.raises((HarfBuzzError, RuntimeError, OSError)):
        subset(path, "a", 400)
