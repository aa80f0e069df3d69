"""Foreign tables from their raw files: each edition builds with a clean proof, and each number of it is right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

import briefing
from tests.thorough import dealt
from tests.zoo.foreign import TABLES, observations, project
from tests.zoo.truth import Subject, wrong

SUBJECTS = {
    "temperature": {"gcag": ("anomaly", "World", "gcag"), "gistemp": ("anomaly", "World", "gistemp")},
    "emissions": {
        "combustion": ("emissions", "20 Combustion of fuels", "official"),
        "aviation": ("emissions", "10 Aviation", "official"),
        "cement": ("emissions", "29 Production of cement clinker", "official"),
        "steel": ("emissions", "24 Production of pig iron or steel", "official"),
        "bulk": ("emissions", "42 Production of bulk chemicals", "official"),
        "refining": ("emissions", "21 Refining of mineral oil", "official"),
        "lime": ("emissions", "30 Production of lime, or calcination of dolomite/magnesite", "official"),
        "paper": ("emissions", "36 Production of paper or cardboard", "official"),
    },
    "rates": {
        "yen": ("rate", "Japan", "official"),
        "franc": ("rate", "Switzerland", "official"),
        "won": ("rate", "South Korea", "official"),
        "krona": ("rate", "Sweden", "official"),
        "euro": ("rate", "Euro", "official"),
    },
    "economies": {
        "china": ("gdp", "China", "official"),
        "usa": ("gdp", "United States", "official"),
        "japan": ("gdp", "Japan", "official"),
        "germany": ("gdp", "Germany", "official"),
        "india": ("gdp", "India", "official"),
        "uk": ("gdp", "United Kingdom", "official"),
        "france": ("gdp", "France", "official"),
        "italy": ("gdp", "Italy", "official"),
        "canada": ("gdp", "Canada", "official"),
        "brazil": ("gdp", "Brazil", "official"),
    },
    "electricity": {name: (name, "Iowa", "official") for name in ("fossil", "nuclear", "renewable")},
    "populations": {
        "population": ("population", "Rwanda", "official"),
        "life": ("life_expectancy", "Rwanda", "official"),
        "fertility": ("fertility", "Rwanda", "official"),
        "kenya_life": ("life_expectancy", "Kenya", "official"),
        "nigeria_life": ("life_expectancy", "Nigeria", "official"),
        "south_africa_life": ("life_expectancy", "South Africa", "official"),
        "afghanistan_life": ("life_expectancy", "Afghanistan", "official"),
    },
    "sea_level": {"level": ("sea_level", "World", "official")},
}
PERIODS = {
    "temperature": (1970, 2024),
    "emissions": (2013, 2025),
    "rates": (2015, 2025),
    "economies": (2000, 2022),
    "electricity": (2001, 2017),
    "populations": (1955, 2005),
    "sea_level": (1993, 2019),
}
OUTPUTS = (("deck", "letter"), ("brief",))  # of a build
FEWER_IS_BETTER = {"emissions": "down"}


def subjects(name: str, table: pd.DataFrame) -> dict[str, Subject]:
    """A project's name and its observations → the short names of its story, worked out by pandas."""
    known = {
        key: Subject(
            key,
            table[(table["indicator_id"] == indicator) & (table["series"] == series)],
            entity,
            PERIODS[name],
            FEWER_IS_BETTER.get(name, ""),
        )
        for key, (indicator, entity, series) in SUBJECTS[name].items()
    }
    if name == "populations":
        known["middle"] = known["life"].median_of("all")
        known["behind"] = known["middle"].less(known["life"])
        known["closer"] = known["life"].less(known["middle"])
        known["ahead"] = known["life"].less(known["south_africa_life"])
    return known


@pytest.mark.parametrize(("name", "outputs"), dealt(tuple(TABLES), OUTPUTS))
def test_an_edition_of_a_foreign_table_builds_and_each_number_of_it_is_right(
    name: str, outputs: Sequence[str], tmp_path: Path
) -> None:
    built = briefing.build(project(name, tmp_path), tmp_path / "out", only=outputs)
    assert [finding for finding in built.findings if finding.severity != "warning"] == []
    ledger = json.loads(next(iter((tmp_path / "out").glob("*.ledger.json"))).read_text(encoding="utf-8"))
    assert len({use["fact"] for use in ledger["uses"]}) > 5
    assert list(wrong(ledger, subjects(name, observations(name)))) == []


def test_the_second_reckoning_finds_a_wrong_fact_and_a_wrong_rounding() -> None:
    table = pd.DataFrame({"entity": ["A", "A"], "year": ["2001", "2002"], "value": ["4", "5"]})
    known = {"x": Subject("x", table, "A", (2001, 2002))}
    fact = {"value": 25, "unit": "%", "qualifier": "=", "observations": []}
    right = {"facts": {"x.percent": fact}, "uses": [{"fact": "x.percent", "text": "rose 25%", "element": "title"}]}
    assert list(wrong(right, known)) == []
    assert list(wrong(right | {"facts": {"x.percent": fact | {"value": 24}}}, known))
    assert list(
        wrong(right | {"uses": [{"fact": "x.percent", "text": "rose just under 80%", "element": "title"}]}, known)
    )
    assert list(wrong(right | {"uses": [{"fact": "x.percent", "text": "rose 26%", "element": "title"}]}, known))
