"""Every kind over data at the ends of what data can be, built and proved whole, or refused with what serves instead."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec import Struct

import briefing
from briefing.errors import BriefingError
from tests.thorough import THOROUGH

# What a place (its number) has in a year (its number), in one of three series.
Values = Callable[[int, int, int], float]


class Extreme(Struct, frozen=True):
    """The places of an extreme, its number of years and its values."""

    places: Sequence[str]
    years: int
    values: Values


FOURTEEN = tuple(f"Haven {letter}" for letter in "ABCDEFGHIJKLMN")
FORTY = tuple(f"The Metropolitan Borough of Longer Town {letter}" for letter in "ABCDEFGHIJKLMN")
CHINESE = tuple(f"{name}高质量发展先行示范区" for name in "东西南北中江河湖海山川林田园")
usual: Values = lambda place, at, series: 40 + 6.3 * at * (1 + place / 4) + 5 * place + 3 * series  # noqa: E731
many: Values = lambda place, at, series: round(20 + 1.3 * at + place * 37 % 101 + place * 13 % 17 * series, 1)  # noqa: E731
EXTREMES: Mapping[str, Extreme] = {
    "all equal": Extreme(FOURTEEN, 10, lambda place, at, series: 7.5),
    "below zero": Extreme(FOURTEEN, 10, lambda place, at, series: -3.4 - 1.7 * at - 2.2 * place - series),
    "both signs": Extreme(
        FOURTEEN, 10, lambda place, at, series: round(-6.5 + 1.6 * at + (place % 3 - 1) * 4.3 + series, 1)
    ),
    "huge beside tiny": Extreme(
        FOURTEEN, 10, lambda place, at, series: (1e12 if place % 2 else 1e-6) * (1 + at / 10 + series / 3)
    ),
    "sixty years": Extreme(FOURTEEN, 60, many),
    "200 places": Extreme([f"Town {number}" for number in range(1, 201)], 10, many),
    "names of forty letters": Extreme(FORTY, 10, usual),
    "Chinese names": Extreme(CHINESE, 10, usual),
}


def kinds(places: Sequence[str]) -> Mapping[str, str]:
    """Some of the places, all where a kind is of all → the chart of each kind."""
    three = json.dumps(list(places[:3]), ensure_ascii=False)
    ten = json.dumps(list(places[:10]), ensure_ascii=False)
    first = json.dumps(places[0], ensure_ascii=False)
    every = f"entities: all, highlight: {first}"
    return {
        "area": f"chart: {{kind: area, series: [level], entities: {three}}}",
        "stacked": f"chart: {{kind: stacked, series: [level], entities: {three}}}",
        "stacked-bars": f"chart: {{kind: stacked_bars, series: [level, other], entities: {ten}}}",
        "seasonal": "chart: {kind: seasonal, series: [monthly]}",
        "band": "chart: {kind: band, series: [level], band: [low, high]}",
        "waterfall": f"chart: {{kind: waterfall, series: [level], entities: {ten}}}",
        "contributions": f"chart: {{kind: contributions, series: [level], entities: {three}}}",
        "scatter": f"chart: {{kind: scatter, series: [level, other], {every}, medians: true}}",
        "strip": f"chart: {{kind: strip, series: [level], {every}}}",
        "histogram": f"chart: {{kind: histogram, series: [level], {every}}}",
        "sparklines": f"chart: {{kind: sparklines, series: [level], entities: {ten}}}",
        "map": f"chart: {{kind: map, series: [level], {every}, outlines: isles}}",
        "clustered": "chart: {kind: columns, series: [level, other, third]}",
        "heat": f"heat: {{series: [level], {every}}}",
    }


OUTPUTS = ("deck", "brief")
# Kind and extreme → what is proposed instead.
REFUSED = {
    **{(kind, "below zero"): "write `kind: " for kind in ("area", "stacked", "stacked-bars")},
    **{(kind, "both signs"): "write `kind: " for kind in ("area", "stacked")},
    ("scatter", "all equal"): "a table",
    ("histogram", "all equal"): "in a sentence",
    ("waterfall", "huge beside tiny"): "write `kind: bar`",
    ("heat", "huge beside tiny"): "print large numbers in a scale",
    ("seasonal", "sixty years"): "choose another `period`",
    ("contributions", "sixty years"): "choose a `period` of at most 36",
    ("heat", "sixty years"): "use a line chart",
    ("heat", "200 places"): "write `top: 39`",
}


def written(folder: Path, extreme: Extreme, sections: Mapping[str, str]) -> Path:
    """A project of an extreme, with a section for each chart."""
    folder.mkdir()
    years = range(2024 - extreme.years, 2024)
    rows: list[tuple[object, ...]] = []

    def add(key: str, place: str, period: object, value: float) -> None:
        rows.append((key, place, period, repr(float(f"{value:.6g}")), "points", "OFFICE"))

    for number, place in enumerate(extreme.places):
        for at, year in enumerate(years):
            for series, key in enumerate(("level", "other", "third")):
                add(key, place, year, extreme.values(number, at, series))
            value = extreme.values(number, at, 0)
            add("low", place, year, value - abs(value) / 10)
            add("high", place, year, value + abs(value) / 5)
            for month in range(1, 13) if not number else ():
                add("monthly", place, f"{year}-{month:02d}", extreme.values(0, (at * 12 + month) % 10, 0))
    names = {"level": "Level", "other": "Other", "third": "Third", "low": "Low", "high": "High", "monthly": "Monthly"}
    tables: dict[str, list[tuple[object, ...]]] = {
        "observations.csv": [("indicator_id", "entity", "period", "value", "unit", "source_id"), *rows],
        "indicators.csv": [
            ("id", "name_en", "unit", "kind", "direction_of_good"),
            *((key, f"{name} of the balance", "points", "flow", "up") for key, name in names.items()),
        ],
        "sources.csv": [
            ("id", "publisher", "title", "published"),
            ("OFFICE", "Office of Figures", "Yearbook", "2024-03-01"),
        ],
    }
    for name, table in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    squares = [
        {
            "type": "Feature",
            "properties": {"name": place},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, y], [x + 0.9, y], [x + 0.9, y + 0.9], [x, y + 0.9], [x, y]]],
            },
        }
        for at, place in enumerate(extreme.places)
        for x, y in [(at % 14, at // 14)]
    ]
    (folder / "isles.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": squares}))
    facts = "\n".join(f'{key} = {{ indicator = "{key}" }}' for key in names if key != "monthly")
    since = years[0] if extreme.years > 10 else years[-4]
    settings = f"""\
[edition]
slug = "extremes"
title = "Extremes"
entity = "{extreme.places[0]}"
period = [{years[0]}, 2023]
as_of = 2024-12-31
languages = ["en"]
theme = "ink"
[imprint]
organisation = "Office"
owner = "Analyst"
contact = "office@example.org"
[facts]
{facts}
monthly = {{ indicator = "monthly", period = {{ first = "{since}-01" }} }}
[maps.isles]
file = "isles.geojson"
key = "name"
source = "the survey"
"""
    (folder / "briefing.toml").write_text(settings, encoding="utf-8")
    story = "sections:\n" + "".join(
        f"  - id: {key}\n    title: What {key} shows\n    subtitle: auto\n    {chart}\n"
        for key, chart in sections.items()
    )
    (folder / "story.en.yaml").write_text(story, encoding="utf-8")
    return folder


def drawn_in(kind: str, name: str) -> Sequence[str]:
    """The outputs that show an extreme by a kind: by turns, so that every two of kind, extreme and output meet."""
    turn = list(kinds(FOURTEEN)).index(kind) + list(EXTREMES).index(name)
    return OUTPUTS if THOROUGH else OUTPUTS[turn % 2 :][:1]


# What is left to a thorough run differs in size alone, of which another has more.
LEFT = ("sixty years", "all equal")


@pytest.mark.parametrize("name", [name for name in EXTREMES if THOROUGH or name not in LEFT])
def test_an_extreme_is_drawn_right_by_every_kind_or_refused_with_what_serves(name: str, tmp_path: Path) -> None:
    extreme = EXTREMES[name]
    charts = kinds(extreme.places)
    shown = {key: chart for key, chart in charts.items() if (key, name) not in REFUSED}
    for output in OUTPUTS:
        some = {key: chart for key, chart in shown.items() if output in drawn_in(key, name)}
        built = briefing.build(written(tmp_path / output, extreme, some), tmp_path / "out", only=[output])
        assert [item for item in built.findings if item.severity == "error"] == []
    fixes: dict[str, str] = {}
    for key in charts.keys() - shown.keys():
        project = written(tmp_path / key, extreme, {key: charts[key]})
        with pytest.raises(BriefingError) as refused:
            briefing.build(project, tmp_path / f"out-{key}", only=OUTPUTS)
        fixes[key] = " ".join(item.fix for item in refused.value.findings)
        assert not any("report it" in item.fix for item in refused.value.findings)
    assert {key: REFUSED[key, name] in fix for key, fix in fixes.items()} == dict.fromkeys(fixes, True)


def test_every_kind_is_drawn_in_each_output() -> None:
    usual = [name for name in EXTREMES if name not in LEFT]
    for kind in kinds(FOURTEEN):
        shown = [name for name in usual if (kind, name) not in REFUSED]
        assert {output for name in shown for output in drawn_in(kind, name)} == set(OUTPUTS), kind
