"""Names with numerals and number words: what a project declares as a name is a name in every output."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from tests.invented import named, project
from tests.thorough import dealt

NAMES = (
    "Channel 4", "G20", "G7", "ISO 9001", "ISO 14001", "First Bank", "Top 10 Review", "Two Rivers Council",
    "OECD; Eurostat", "Area 51", "3M", "北京市统计局", "Half Moon Bay", "7-Eleven", "20th Century Fox", "Three Gorges",
    "Boeing 747", "Fortune 500", "Euro 6", "COVID-19", "Formula 1", "1st Division", "Six Nations", "Highway 61 Trust",
    "Twelve Oaks", "24/7 Care", "4 Seasons & Co.", "Bank of 1,000 Lakes", "Studio 54 – North", "Double Bay",
    "No. 10 Downing Street", "Catch-22", "K2", "Q4 Inc.", "50% Fund", "10.5 Group", "2030 Agenda", "S&P 500",
    "Second Home, Ltd.", "100+ Women", "第一财经", "St. John's 3rd Ward", "Über 9", "C*5", "“Nine”", "£1 Club",
)  # fmt: skip


@pytest.mark.parametrize(("name", "output"), dealt(NAMES, ("deck", "brief", "letter")))
def test_a_name_is_a_name_everywhere(name: str, output: str, tmp_path: Path) -> None:
    """As indicator, place, publisher, title and short name of a source, milestone, speaker, edition, imprint and
    parameter; typed into points, paragraph, notes, kicker and part; as highlight and category of a chart."""
    made, story = named(name)
    edition = briefing.build(project(tmp_path / "project", made, story), tmp_path / "out", only=[output])
    assert [one for one in edition.findings if "stands in Chinese in the en edition" not in one.what] == []


def test_a_number_that_is_no_part_of_a_name_is_still_refused(tmp_path: Path) -> None:
    made, story = named("Channel 4")
    wrong = story.replace("At Channel 4 all", "At Channel 5 all")
    assert wrong != story
    with pytest.raises(briefing.BriefingError, match=r"story\.en\.yaml, line \d+: '5' is typed into the text"):
        briefing.build(project(tmp_path / "project", made, wrong), tmp_path / "out")
