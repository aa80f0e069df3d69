"""The starter's edition and the one after it: a new year, and a value that its publisher has revised."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefing.assets import asset

NEW_ROWS = """\
library_visits,Example City,2024,640,=,A,EXAMPLE,
library_visits,Sample Town,2024,440,=,A,EXAMPLE,
library_visits,Model Village,2024,140,=,A,EXAMPLE,
cycle_paths,Example City,2024,110.5,=,A,EXAMPLE,
"""
SECTION = """
  - id: changes
    part: city
    title: What is new in this edition
    subtitle: auto
    changes: {most: 3}
"""


def project(folder: Path) -> Path:
    """A copy of the starter, the edition before."""
    return Path(shutil.copytree(asset("project"), folder))


def project_after(folder: Path) -> Path:
    """The same a year later: values of 2024, and the visits of 2019 revised from 410 to 415."""
    made = project(folder)
    change(made, "observations.csv", "library_visits,Example City,2019,410", "library_visits,Example City,2019,415")
    with (made / "observations.csv").open("a", encoding="utf-8") as file:
        file.write(NEW_ROWS)
    change(made, "briefing.toml", "[2019, 2023]", "[2019, 2024]")
    return made


def with_section(made: Path) -> Path:
    """The project with a section that tells the changes, at the end of its story."""
    with (made / "story.en.yaml").open("a", encoding="utf-8") as file:
        file.write(SECTION)
    return made


def change(made: Path, name: str, old: str, new: str) -> None:
    """A stretch of a file, which must stand there once, gives way to another."""
    text = (made / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (made / name).write_text(text.replace(old, new), encoding="utf-8")


SECOND_TOWN = """\
cycle_paths,Sample Town,2019,12.5,=,A,EXAMPLE,
cycle_paths,Sample Town,2023,20.0,=,A,EXAMPLE,
"""
STORY = """\
title: "Libraries and paths in {{ visits.entity }}"
cover:
  subtitle: "Visits stood at {{ visits.last }} thousand in {{ visits.last | year }}"
  chart: {kind: slope, series: [visits, paths], measure: multiple, highlight: visits}
sections:
  - id: visits
    title: "Visits to the libraries of {{ visits.entity }} reached {{ visits.last }} thousand"
    subtitle: auto
    chart: {kind: columns, series: [visits]}
    points:
      - "**Paths** They are {{ paths.last }} km long in {{ paths.last | year }}."
"""


def two_towns(made: Path) -> Path:
    """A copy of the starter → the same with a story that any of two of its towns can have."""
    with (made / "observations.csv").open("a", encoding="utf-8") as file:
        file.write(SECOND_TOWN)
    (made / "story.en.yaml").write_text(STORY, encoding="utf-8")
    return made
