"""A made-up country and its four regions: an unemployment rate by quarter that is not adjusted for seasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.model.dataset import Dataset, Indicator, Observation, Source
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import period_range
from briefing.model.period_notation import parse_period
from briefing.read import story
from tests.compose.norland import points_of

COUNTRY = "Altland"
NAMES = {"Altland": "阿尔特兰", "Northmark": "北境", "Eastvale": "东谷", "Lakeland": "湖区", "Westhaven": "西港"}
_LAST = {"Altland": 4.7, "Northmark": 5.7, "Eastvale": 6.5, "Lakeland": 4.6, "Westhaven": 3.4}
_QUARTERS = period_range(parse_period("2023-Q1"), parse_period("2025-Q4"))


def project(folder: Path, path: Path, lang: str) -> Project:
    rows = [
        Observation("jobless", place, quarter, round(last + 0.1 * (len(_QUARTERS) - 1 - at), 1), "%", "OFFICE")
        for place, last in _LAST.items()
        for at, quarter in enumerate(_QUARTERS)
    ]
    names = {"en": "Unemployment rate", "zh": "失业率"}
    data = Dataset(
        indicators={"jobless": Indicator("jobless", names, "%", "ratio", "down", frequency=_QUARTERS[0].frequency)},
        observations=tuple(rows),
        sources={"OFFICE": Source("OFFICE", "Altland office", "Labour force survey", "2026-02-12")},
        inputs={"observations.csv": "0" * 64},
        places={"zh": NAMES},
    )
    edition = Edition(
        slug="regions",
        title="Unemployment in the regions",
        entity=COUNTRY,
        period=(_QUARTERS[0], _QUARTERS[-1]),
        as_of=dt.date(2026, 2, 12),
        subjects={"jobless": Subject("jobless", indicator="jobless")},
        totals=(COUNTRY,),
    )
    return Project(folder, edition, data, {lang: path}, folder / "ink.toml")


def refused(sentences: Sequence[tuple[str, str]], folder: Path, lang: str = "en") -> list[list[Finding]]:
    """Sentences with their expectations → for each what stops it, and what is doubted."""
    text, owner = points_of(sentences, lang)
    path = folder / f"story.{lang}.yaml"
    path.write_text(text, encoding="utf-8")
    found: list[list[Finding]] = [[] for _ in sentences]
    try:
        findings = compose(project(folder, path, lang), story(path), lang).findings
    except BriefingError as error:
        findings = error.findings
    for finding in findings:
        found[owner[int(finding.where.rpartition("line ")[2])]].append(finding)
    return found


def fixes(text: str, folder: Path, lang: str = "en", expect: str = "") -> list[str]:
    """A sentence → the fixes of what stops it, or is doubted in it."""
    return [finding.fix for finding in refused([(text, expect)], folder, lang)[0]]
