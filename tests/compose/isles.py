"""A made-up project of fourteen isles: people in millions, years of life, children, and ferries of one isle by day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

ISLES = (
    "Arran",
    "Bute",
    "Coll",
    "Danna",
    "Eigg",
    "Fetlar",
    "Gigha",
    "Harris",
    "Iona",
    "Jura",
    "Kerrera",
    "Lewis",
    "Mull",
    "Noss",
)
YEARS = range(2019, 2024)
DAYS = 262
EDITION = """\
[edition]
slug = "isles"
title = "The isles"
entity = "Gigha"
period = [2019, 2023]
as_of = 2024-12-31
languages = ["en"]
places = "isles"
[imprint]
organisation = "Office of the isles"
owner = "The desk"
contact = "desk@example.org"
[facts]
people = { indicator = "people" }
life = { indicator = "life" }
children = { indicator = "children" }
ferries = { indicator = "ferries" }
low = { indicator = "life", entity = "Arran" }
high = { indicator = "life", entity = "Noss" }
"""
TARGETS = """\
indicator_id,entity,year,value,source_id
life,Gigha,2025,78,ISLES
life,Arran,2023,66,ISLES
life,Noss,2023,80.5,ISLES
"""
INDICATORS = """\
id,name_en,unit,kind,direction_of_good,scale,decimals
people,Islanders,people,stock,,million,1
life,Years of life,years,ratio,up,,1
children,Children,children per woman,ratio,,,1
ferries,Ferries,ferries,flow,,,
"""


def people(number: int, year: int) -> int:
    """An isle by its number and a year → how many live there."""
    return 1_150_000 + 730_000 * (number * 5 % 14) + (year - 2019) * (40_000 + 15_000 * number)


def life(number: int, year: int) -> float:
    """An isle by its number and a year → how long its people live."""
    return round(61.3 + 1.7 * number + 0.3 * (year - 2019) * (number % 3), 1)


def project(folder: Path, sections: str) -> Path:
    """The sections of a story, or all of it → the project."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["indicator_id,entity,period,value,unit,source_id"]
    for number, isle in enumerate(ISLES):
        for year in YEARS:
            rows.append(f"people,{isle},{year},{people(number, year)},people,ISLES")
            rows.append(f"life,{isle},{year},{life(number, year)},years,ISLES")
            rows.append(f"children,{isle},{year},{4.3 - 0.2 * number:.1f},children per woman,ISLES")
    for at in range(DAYS):
        rows.append(f"ferries,Gigha,{dt.date(2023, 1, 2) + dt.timedelta(at)},{20 + at * 7 % 31},ferries,ISLES")
    written = {
        "briefing.toml": EDITION,
        "indicators.csv": INDICATORS,
        "observations.csv": "\n".join(rows) + "\n",
        "sources.csv": "id,publisher,title,published\nISLES,Office of the isles,Yearbook,2024-03-01\n",
        "targets.csv": TARGETS,
        "story.en.yaml": sections if "sections:" in sections else f"sections:\n{sections}",
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
