"""A made-up island with a monthly desk: prices that are not adjusted and lack a month, a rate, oil with a revised
reading, quarterly output, weekly catches, and yearly residents. Many sentences are composed at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.model.dataset import Adjustment, Aggregation, Dataset, Gap, Indicator, Observation, Source
from briefing.model.document import Document
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import Period, period_range
from briefing.model.period_notation import parse_period
from briefing.read import story
from tests.compose.norland import points_of

LAST = parse_period("2026-05")
MISSING = parse_period("2025-10")
RISING = parse_period("2026-02")
# Names, unit, adjustment, aggregation and decimals.
SERIES: dict[str, tuple[tuple[str, str], str, Adjustment, Aggregation, int]] = {
    "prices": (("Consumer prices", "居民消费价格"), "index, 2020 = 100", "N", "mean", 1),
    "jobless": (("Unemployment rate", "失业率"), "%", "S", "mean", 1),
    "fuel": (("Fuel price", "燃料价格"), "crowns a litre", "N", "mean", 2),
    "output": (("Output", "产出"), "million crowns", "S", "sum", 1),
    "catch": (("Catch", "渔获量"), "tonnes", "N", "sum", 0),
    "residents": (("Residents", "常住人口"), "people", "", "", 0),
}


def _row(key: str, period: Period, value: float) -> Observation:
    _, unit, adjustment, _, decimals = SERIES[key]
    number = round(value, decimals)
    return Observation(key, "Skerry", period, number, unit, "OFFICE", adjustment=adjustment, decimals=decimals)


def _rows() -> Iterator[Observation]:
    for at, month in enumerate(period_range(parse_period("2023-01"), LAST)):
        yield _row("prices", month, 110 + at * 0.35 + (0.4, 0.1, 0.0, 0.2, -0.3, -0.4)[at % 6])
        yield _row("jobless", month, 6.4 - at * 0.04 + (0.2 * (month - RISING) if month > RISING else 0))
        fuel = _row("fuel", month, 1.40 + at * 0.01 + (0.12 * (month - RISING) if month > RISING else 0))
        if month == LAST - 1:  # its first reading was lower
            fuel = replace(fuel, earlier=(replace(fuel, value=2.01, status="P", published="2026-05-04"),))
        yield replace(fuel, status="P" if month == LAST else "A")
    for at, quarter in enumerate(period_range(parse_period("2023-Q1"), parse_period("2026-Q1"))):
        yield _row("output", quarter, 500 + at * 4.5)
    for at, week in enumerate(period_range(parse_period("2025-W01"), parse_period("2026-W22"))):
        yield _row("catch", week, 300 + 20 * (at % 7))
    for at, year in enumerate(range(2019, 2026)):
        yield _row("residents", Period.year(year), 41200 + 310 * at)


def project(folder: Path, path: Path, lang: str) -> Project:
    rows = [row for row in _rows() if (row.indicator, row.period) != ("prices", MISSING)]
    frequency = {row.indicator: row.period.frequency for row in rows}
    data = Dataset(
        indicators={
            key: Indicator(
                key,
                dict(zip(("en", "zh"), names, strict=True)),
                unit,
                "index" if "index" in unit else "",
                "",
                frequency=frequency[key],
                adjustment=adjustment,
                aggregation=aggregation,
            )
            for key, (names, unit, adjustment, aggregation, _) in SERIES.items()
        },
        observations=tuple(rows),
        sources={"OFFICE": Source("OFFICE", "Skerry office", "Monthly tables", "2026-06-12", short="Skerry office")},
        inputs={"observations.csv": "0" * 64},
        gaps=(Gap("prices", "Skerry", "official", MISSING, "O"),),
    )
    edition = Edition(
        slug="skerry",
        title="Skerry month by month",
        entity="Skerry",
        period=(parse_period("2023-01"), LAST),
        as_of=dt.date(2026, 6, 30),
        subjects={key: Subject(key, indicator=key) for key in SERIES}
        | {"inflation": Subject("inflation", change="prices", on="year")},
    )
    return Project(folder, edition, data, {lang: path}, folder / "ink.toml")


def composed(text: str, folder: Path, lang: str = "en") -> Document:
    """The text of a story → the document of Skerry."""
    path = folder / f"story.{lang}.yaml"
    path.write_text(text, encoding="utf-8")
    return compose(project(folder, path, lang), story(path), lang)


def refused(sentences: Sequence[tuple[str, str]], folder: Path, lang: str = "en") -> list[list[Finding]]:
    """Sentences with their expectations → for each what stops it, and what is doubted."""
    text, owner = points_of(sentences, lang)
    found: list[list[Finding]] = [[] for _ in sentences]
    try:
        findings = composed(text, folder, lang).findings
    except BriefingError as error:
        findings = error.findings
    for finding in findings:
        found[owner[int(finding.where.rpartition("line ")[2])]].append(finding)
    return found
