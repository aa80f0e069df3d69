"""A made-up project in memory, whose changes a test chooses: counts, rates and ranks of two towns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.model.dataset import Dataset, Indicator, Observation, Source, Target
from briefing.model.document import Document
from briefing.model.edition import Edition, Project, Subject
from briefing.model.period import Period
from briefing.read import story

# Indicator → its unit and its direction of good.
INDICATORS = {
    "visits": ("thousand visits", "up"),
    "loans": ("loans", "up"),
    "rate": ("% of adults", "up"),
    "budget": ("million euros", "up"),
    "place": ("rank", "down"),
}
Values = Mapping[str, Mapping[int, float]]
USUAL: Values = {
    "visits": {2019: 410, 2020: 250, 2023: 560},
    "loans": {2019: 1200, 2020: 1300, 2023: 1100},
    "rate": {2019: 41.5, 2020: 40.9, 2023: 44.0},
    "budget": {2019: 12.5, 2020: 12.5, 2023: 14.1},
    "place": {2019: 7, 2020: 7, 2023: 2},
}


def dataset(values: Values) -> Dataset:
    """Values by indicator and year → a dataset of Anytown; Elsewhere has the same halved."""
    rows = [
        Observation(name, town, Period.year(year), value / share, INDICATORS[name][0], "OFFICE")
        for name, own in values.items()
        for year, value in own.items()
        for town, share in (("Anytown", 1), ("Elsewhere", 2))
        if name != "place" or town == "Anytown"
    ]
    indicators = {
        name: Indicator(name, {"en": name.title(), "zh": name.title()}, unit, "flow", good)
        for name, (unit, good) in INDICATORS.items()
    }
    return Dataset(
        indicators=indicators,
        observations=tuple(rows),
        sources={"OFFICE": Source("OFFICE", "Town office", "Yearbook", "2024-03-01", short="Town office")},
        targets=(
            Target("rate", "Anytown", Period.year(2025), 45.0, "OFFICE", "="),
            Target("visits", "Anytown", Period.year(2025), 600, "OFFICE"),
        ),
        inputs={"observations.csv": "0" * 64},
    )


def edition() -> Edition:
    """The edition of Anytown, from 2019 to 2023."""
    return Edition(
        slug="town",
        title="A town in numbers",
        entity="Anytown",
        period=(Period.year(2019), Period.year(2023)),
        as_of=dt.date(2024, 12, 31),
        subjects={key: Subject(key, indicator=key) for key in INDICATORS},
    )


def composed(text: str, folder: Path, values: Values = USUAL, lang: str = "en") -> Document:
    """The text of a story, and values → the document of the town."""
    path = folder / f"story.{lang}.yaml"
    path.write_text(text, encoding="utf-8")
    project = Project(folder, edition(), dataset({**USUAL, **values}), {lang: path}, folder / "ink.toml")
    return compose(project, story(path), lang)


def faults(text: str, folder: Path, values: Values = USUAL, lang: str = "en") -> tuple[Finding, ...]:
    """The same → the findings that stop it; none if it composes."""
    try:
        composed(text, folder, values, lang)
    except BriefingError as error:
        return error.findings
    return ()


def page(text: str, expect: str = "") -> str:
    """A sentence and its expectation → a story of one section that says it."""
    claim = f"        expect: {expect!r}\n" if expect else ""
    return f"sections:\n  - id: one\n    title: Facts\n    points:\n      - text: {quoted(text)}\n{claim}"


def quoted(text: str) -> str:
    """A text → as YAML has it in double quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
