"""What the entities of a dataset are called: places, or as `places` in briefing.toml says, in all generated words."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing import read
from briefing.compose import compose
from briefing.errors import BriefingError
from briefing.model.document import HeatTable
from briefing.model.text import Text, plain
from tests import shires
from tests.editions import change
from tests.reading import pdf_text

STORY = shires.section(
    "subtitle: auto",
    "chart: {kind: bar, series: [visits], entities: all, top: 4, columns: [first, last], period: [2018, 2022],",
    "  benchmark: average}",
    "points: [\"**Rank** {{ visits.rank() }} by visits, {{ visits.mean_of('all').last }} on average.\"]",
    title='"Ranks in {{ visits.last | year }}"',
)
HEAT = shires.section("heat: {series: [visits], entities: [edition, Zelshire]}", title='"Heat"')


def project(folder: Path, places: str, story: str = STORY) -> Path:
    """The shires under another name, if one is given."""
    made = shires.project(folder, story)
    if places:
        change(made, "briefing.toml", 'totals = ["Whole Land"]', f'totals = ["Whole Land"]\nplaces = {places}')
    return made


@pytest.mark.parametrize(("places", "word", "other"), [("", "places", "firms"), ('"firms"', "firms", "places")])
def test_notes_ranks_and_heads_call_the_entities_as_the_edition_does(
    places: str, word: str, other: str, tmp_path: Path
) -> None:
    built = briefing.build(project(tmp_path / "mine", places), tmp_path / "out")
    assert built.brief is not None
    told = " ".join(pdf_text(built.brief).split())
    assert f"30 of 31 {word} have a value" in told
    assert f"more {word} are not shown" in told
    assert f" {other}" not in told
    assert ("Firm " in told) == (word == "firms")
    assert ("Place " in told) == (word == "places")


def test_another_language_has_its_own_word_or_that_of_the_wording(tmp_path: Path) -> None:
    def head(places: str, lang: str, name: str) -> str:
        given = read.project(project(tmp_path / name, places, HEAT))
        (block,) = compose(given, read.story(given.stories["en"]), lang).sections[0].blocks
        assert isinstance(block, HeatTable)
        return said(block.head)

    def said(text: Text) -> str:
        return plain(text)

    both = '{ en = "firms", zh = "企业" }'
    assert (head(both, "en", "a"), head(both, "zh", "b")) == ("Firm", "企业")
    assert (head('"firms"', "zh", "c"), head("", "zh", "d")) == ("地区", "地区")


def test_a_word_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"briefing\.toml.*edition\.places"):
        read.project(project(tmp_path / "mine", "3"))
