"""Units as statistical offices write them: with numerals, signs, money, or none at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefing
from briefing.errors import BriefingError
from tests.invented import Invented, levels, project
from tests.thorough import dealt

# Unit → what a text prints of 56 in it.
UNITS = {
    "index, 2015 = 100": "56 (index, 2015 = 100)",
    "2015 = 100": "56 (2015 = 100)",
    "per 10,000 residents": "56 per 10,000 residents",
    "per 1,000 inventions": "56 per 1,000 inventions",
    "per 100 000 live births": "56 per 100 000 live births",
    "chained 2005 dollars": "56 chained 2005 dollars",
    "million chained (2017) dollars": "56 million chained (2017) dollars",
    "m3": "56 m3",
    "m": "56 m",
    "bn": "56 bn",
    "k": "56 k",
    "thousand m3": "56 thousand m3",
    "km²": "56 km²",
    "€ per m²": "56 € per m²",
    "Mt CO₂": "56 Mt CO₂",
    "CO2 equivalent, t": "56 (CO2 equivalent, t)",
    "kg CO2e per $1,000": "56 kg CO2e per $1,000",
    "µg/m³": "56 µg/m³",
    "PM2.5, µg/m³": "56 (PM2.5, µg/m³)",
    "%": "56%",
    "% of 2015": "56% of 2015",
    "% of GDP": "56% of GDP",
    "percent": "56 percent",
    "‰": "56‰",
    "‰ of GDP": "56‰ of GDP",
    "°C": "56 °C",
    "persons (1,000)": "56 persons (1,000)",
    "10,000 persons": "56 (10,000 persons)",
    "1": "56",
    "": "56",
    "USD": "56 USD",
    "EUR million": "EUR 56 million",
    "US$ billion": "US$56 billion",
    "billion US$": "US$56 billion",
    "million yuan": "56 million yuan",
    "£": "£56",
    "points (0-100)": "56 points (0-100)",
}


@pytest.mark.parametrize(("unit", "output"), dealt(tuple(UNITS), ("deck", "brief", "letter")))
def test_an_edition_is_built_in_any_unit_and_says_it_whole(unit: str, output: str, tmp_path: Path) -> None:
    made = Invented(unit=unit)
    edition = briefing.build(project(tmp_path / "project", made, levels(made)), tmp_path / "out", only=[output])
    assert edition.findings == ()
    printed = {use["text"] for use in json.loads(edition.ledger.read_text("utf-8"))["uses"]}
    assert UNITS[unit] in printed


@pytest.mark.parametrize("unit", ["2015年=100", "万人次", "亿元", "件/万人", "微克/m³", "每10万人", "%"])
def test_a_chinese_edition_is_built_in_units_with_numerals(unit: str, tmp_path: Path) -> None:
    made = Invented(
        unit="index, 2015 = 100", name="指数", columns={"unit_zh": unit}, lang="zh", entity="甲市", peer="乙市"
    )
    story = levels(made).replace("Year, Value, Unit", "年份, 数值, 单位")
    edition = briefing.build(project(tmp_path / "project", made, story), tmp_path / "out")
    assert [finding for finding in edition.findings if finding.severity == "error"] == []


def test_a_sign_of_money_stands_behind_the_minus(tmp_path: Path) -> None:
    made = Invented(unit="£", values=(-3, 2, -1, 4, -5.5))
    edition = briefing.build(project(tmp_path / "project", made, levels(made)), tmp_path / "out")
    assert edition.letter is not None
    assert "−£5.5" in edition.letter.read_text("utf-8")


def test_an_abbreviated_unit_that_the_number_prints_is_not_typed_again_and_passes_the_proof(tmp_path: Path) -> None:
    story = (
        'sections:\n  - id: one\n    title: "Power in {{ visits.last | year }}: {{ visits.last | unit }}%s"\n'
        '    points: ["**Change** It {{ visits.change | moved }}."]\n'
    )
    made = Invented(unit="GWh", name="Power")
    built = briefing.build(project(tmp_path / "mine", made, story % ""), tmp_path / "out")
    assert built.letter is not None
    assert "Power in 2023: 56 GWh" in built.letter.read_text("utf-8").replace("\xa0", " ")
    with pytest.raises(BriefingError, match="'GWh'"):
        briefing.build(project(tmp_path / "twice", made, story % " GWh"), tmp_path / "other")
