"""Names in other languages: columns of the tables, and those of places."""

from __future__ import annotations

from pathlib import Path

import briefing.read
from tests.read.small import change, messages


def test_units_and_places_have_names_in_other_languages(small: Path) -> None:
    change(small, "indicators.csv", "name_zh,unit,", "name_zh,unit,unit_zh,")
    change(small, "indicators.csv", "树,trees,", "树,trees,棵,")
    change(small, "indicators.csv", "雨,mm,", "雨,mm,,")
    (small / "entities.csv").write_text("id,name_zh\nTown,小城\n", encoding="utf-8")
    data = briefing.read.project(small).dataset
    assert [data.indicators[key].units for key in ("trees", "rain")] == [{"zh": "棵"}, {}]
    assert data.places == {"zh": {"Town": "小城"}}


def test_a_name_of_no_entity_and_a_table_without_names_are_reported(small: Path) -> None:
    (small / "entities.csv").write_text("id,name_zh\nTwon,小城\n", encoding="utf-8")
    assert any("entities.csv, line 2, column id" in text and "'Twon'" in text for text in messages(small))
    (small / "entities.csv").write_text("id\nTown\n", encoding="utf-8")
    assert any("entities.csv, line 1: there is no name column" in text for text in messages(small))
