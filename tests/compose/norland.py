"""A made-up country of five towns: values that rise, fall, cross zero and stay below it, percentages and ranks.

Many sentences are composed at once, each with its own findings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.model.dataset import Dataset, Indicator, Observation, Source, Target
from briefing.model.document import Document
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import Period
from briefing.read import story
from tests.compose.cities import quoted

YEARS = range(2018, 2024)


class Series(Struct, frozen=True):
    """An indicator and the values of Alder, which the other towns have in parts."""

    names: tuple[str, str]
    unit: str
    good: str
    decimals: int
    values: tuple[float, ...]


SERIES = {
    "jobs": Series(("Jobs", "就业岗位"), "thousand jobs", "up", 0, (210, 214, 205, 212, 221, 230)),
    "exports": Series(("Exports", "出口额"), "million euros", "up", 0, (920, 940, 760, 810, 790, 745)),
    "unemp": Series(("Unemployment", "失业率"), "% of the labour force", "down", 1, (6.8, 6.1, 8.4, 7.2, 5.9, 5.2)),
    "balance": Series(("Budget balance", "财政收支"), "million euros", "up", 0, (12, -8, -45, -20, -15, 4)),
    "births": Series(("Births", "出生率"), "per 1,000 residents", "", 1, (11.2, 10.9, 10.1, 9.9, 9.4, 9.1)),
    "gdp": Series(("Output growth", "增速"), "%", "up", 1, (2.1, 1.4, -5.6, 3.9, 2.2, -0.3)),
    "wages": Series(("Average wage", "平均工资"), "euros a month", "up", 0, (2410, 2480, 2520, 2610, 2740, 2890)),
    "place": Series(("Innovation rank", "创新排名"), "rank", "down", 0, (5, 5, 4, 4, 3, 2)),
    "co2": Series(("Emissions", "排放量"), "kt", "down", 0, (1450, 1430, 1210, 1290, 1240, 1180)),
    "days": Series(("Working days lost", "损失工日"), "thousand days", "down", 0, (90, 88, 95, 70, 60, 55)),
    "solar": Series(("Solar power", "光伏发电量"), "GWh", "up", 0, (40, 52, 70, 95, 130, 182)),
}
TARGETS = {"unemp": 5.0, "jobs": 240, "co2": 1200, "wages": 2800, "births": 9.0}
TOWNS = {"Alder": "阿尔德", "Birch": "伯奇", "Cedar": "锡达", "Dale": "戴尔", "Elm": "埃尔姆"}
_PARTS = (1.0, 0.8, 0.6, 1.2, 0.5)
_RANKS = {"Birch": (1,) * 6, "Cedar": (6,) * 6, "Dale": (2, 2, 2, 2, 2, 3), "Elm": (8,) * 6}


def _rows(key: str, series: Series) -> list[Observation]:
    rows = []
    for town, part in zip(TOWNS, _PARTS, strict=True):
        for at, (year, value) in enumerate(zip(YEARS, series.values, strict=True)):
            # the larger the other towns are, the faster they grow
            worth = value * part * (1 if town == "Alder" else 1 + (part - 0.9) * 0.05 * at)
            if key == "place":
                worth = value if town == "Alder" else _RANKS[town][at]
            rows.append(Observation(key, town, Period.year(year), round(worth, series.decimals), series.unit, "OFFICE"))
    return rows


def project(folder: Path, path: Path, lang: str) -> Project:
    data = Dataset(
        indicators={
            key: Indicator(key, dict(zip(("en", "zh"), one.names, strict=True)), one.unit, "flow", one.good)
            for key, one in SERIES.items()
        },
        observations=tuple(row for key, one in SERIES.items() for row in _rows(key, one)),
        sources={"OFFICE": Source("OFFICE", "Norland office", "Yearbook", "2024-03-01", short="Norland office")},
        targets=tuple(Target(key, "Alder", Period.year(2025), value, "OFFICE") for key, value in TARGETS.items()),
        inputs={"observations.csv": "0" * 64},
        places={"zh": TOWNS},
    )
    edition = Edition(
        slug="norland",
        title="Norland in numbers",
        entity="Alder",
        period=(Period.year(YEARS[0]), Period.year(YEARS[-1])),
        as_of=dt.date(2024, 12, 31),
        subjects={key: Subject(key, indicator=key) for key in SERIES},
    )
    return Project(folder, edition, data, {lang: path}, folder / "ink.toml")


def composed(text: str, folder: Path, lang: str = "en") -> Document:
    """The text of a story → the document of Alder."""
    path = folder / f"story.{lang}.yaml"
    path.write_text(text, encoding="utf-8")
    return compose(project(folder, path, lang), story(path), lang)


def points_of(sentences: Sequence[tuple[str, str]], lang: str) -> tuple[str, dict[int, int]]:
    """Sentences with their expectations → a story of a section for each, and the sentence of each line."""
    lines = ["sections:"]
    owner: dict[int, int] = {}
    for at, (text, expect) in enumerate(sentences):
        lines += [f"  - id: s{at}", f"    title: {'Facts' if lang == 'en' else '事实'}", "    points:"]
        lines += [f"      - text: {quoted(text)}", *([f"        expect: {quoted(expect)}"] if expect else [])]
        owner |= dict.fromkeys(range(len(lines) - bool(expect), len(lines) + 1), at)
    return "\n".join(lines) + "\n", owner


def refused(sentences: Sequence[tuple[str, str]], folder: Path, lang: str = "en") -> list[list[Finding]]:
    """Sentences with their expectations → for each the findings that stop it."""
    text, owner = points_of(sentences, lang)
    found: list[list[Finding]] = [[] for _ in sentences]
    try:
        composed(text, folder, lang)
    except BriefingError as error:
        for finding in error.findings:
            found[owner[int(finding.where.rpartition("line ")[2])]].append(finding)
    return found
