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
