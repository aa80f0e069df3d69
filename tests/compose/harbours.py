"""A made-up project in memory: ships in two harbours, with a bound, an approximate value and names in two languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from briefing.compose import compose
from briefing.errors import BriefingError, Finding
from briefing.facts import FactRegistry
from briefing.model.dataset import Dataset, Indicator, Observation, Source, Statement
from briefing.model.document import Document
from briefing.model.edition import Edition, Imprint, Parameter, Project, Subject
from briefing.model.period import Period
from tests.compose.sample import section, story_file

PARAMETERS: Mapping[str, Parameter] = {"client": "Port Desk", "round": "3", "board": True}


def dataset() -> Dataset:
    """Ships and berths of the harbours Nordhavn and Sydhavn."""
    ships = {2019: 400.0, 2020: 250.0, 2021: 410.0, 2022: 380.0, 2023: 512.5}
    rows = [
        Observation("ships", "Nordhavn", Period.year(year), value, "ships", "DESK") for year, value in ships.items()
    ]
    rows += [
        Observation("ships", "Sydhavn", Period.year(year), value / 2, "ships", "DESK") for year, value in ships.items()
    ]
    rows += [
        Observation("berths", "Nordhavn", Period.year(2019), 20, "berths", "DESK", qualifier="≥"),
        Observation("berths", "Nordhavn", Period.year(2021), 30, "berths", "DESK", qualifier="≈"),
        Observation("berths", "Nordhavn", Period.year(2023), 40, "berths", "DESK", qualifier="≤"),
    ]
    rows += [
        Observation("tide", "Nordhavn", Period.year(year), value, "m", "DESK")
        for year, value in ((2022, 0.1), (2023, 0.3))
    ]
    indicators = (
        Indicator("ships", {"en": "Ships", "zh": "船舶"}, "ships", "flow", "up", units={"zh": "艘"}),
        Indicator("berths", {"en": "Berths"}, "berths", "stock", "up"),
        Indicator("tide", {"en": "Tide"}, "m", "stock", "context"),
    )
    return Dataset(
        indicators={item.id: item for item in indicators},
        observations=tuple(rows),
        sources={"DESK": Source("DESK", "Harbour Desk", "Yearbook", "2024-02-01")},
        statements={"docks": Statement("docks", "list", "East|West|South", "DESK")},
        inputs={"observations.csv": "0" * 64},
        places={"zh": {"Nordhavn": "北港"}},
    )


def edition() -> Edition:
    """The edition of Nordhavn."""
    return Edition(
        slug="harbours",
        title="Ships in the harbours",
        entity="Nordhavn",
        period=(Period.year(2019), Period.year(2023)),
        as_of=dt.date(2024, 12, 31),
        imprint=Imprint("Desk", "Analyst", "desk@example.org"),
        subjects={key: Subject(key, indicator=key) for key in ("ships", "berths", "tide")},
        parameters=PARAMETERS,
    )


def book() -> FactRegistry:
    """Its facts."""
    return FactRegistry(dataset(), edition())


def project(folder: Path) -> Project:
    """The project, as read."""
    stories = {lang: folder / f"story.{lang}.yaml" for lang in ("en", "zh")}
    return Project(folder, edition(), dataset(), stories, folder / "ink.toml")


def composed(text: str, folder: Path, lang: str = "en") -> Document:
    """The text of a story → its document."""
    return compose(project(folder), story_file(text, folder), lang)


def faults(text: str, folder: Path, lang: str = "en") -> tuple[Finding, ...]:
    """The text of a story → the findings that stop it."""
    try:
        composed(text, folder, lang)
    except BriefingError as error:
        return error.findings
    return ()


__all__ = ["book", "composed", "dataset", "edition", "faults", "project", "section"]
