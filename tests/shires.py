"""A made-up project of 31 shires, with a story that any can have; one lacks its staff, one its last year."""

from __future__ import annotations

from pathlib import Path

NAMES = [
    f"{name}shire"
    for name in (
        "Ald", "Bur", "Cor", "Dun", "East", "Fen", "Glen", "Hart", "Ing", "Jar", "Kent", "Lan", "Mor", "Nor", "Oak",
        "Pen", "Quin", "Rad", "Sal", "Tor", "Ull", "Ven", "War", "Yar", "Zel", "Ash", "Brack", "Clun", "Dray", "Elm",
        "Frome",
    )
]  # fmt: skip
HOME, UNSTAFFED, EARLY, TOTAL = "Aldshire", "Elmshire", "Fromeshire", "Whole Land"
YEARS = range(2018, 2024)
_SETTINGS = """\
[edition]
slug = "shires"
title = "Library visits in {{ edition }}"
entity = "Aldshire"
period = [2018, 2023]
as_of = 2024-12-31
totals = ["Whole Land"]

[imprint]
organisation = "Library Desk"

[facts]
visits = { indicator = "visits" }
staff = { indicator = "staff" }
open = { indicator = "open" }
land = { indicator = "visits", entity = "Whole Land" }
coast = { indicator = "visits", places = ["Aldshire", "Burshire"], combine = "sum", name = "Coastal visits" }

[facts.each]
ratio = ["visits", "staff"]
unit = "thousand visits a head"
name = "Visits for each member of staff"
direction = "up"
"""
STORY = """\
cover:
  header: "{{ edition }}"
  subtitle: "Visits in {{ edition }} stood at {{ visits.last }} thousand in {{ visits.last | year }}"
  chart:
    kind: slope
    series: [visits]
    entities: [edition, Zelshire]
    measure: index
    highlight: edition
    period: [2018, 2022]
letter:
  subject: "Libraries in {{ edition }}"
  points: ["**Visits** {{ visits.last }} thousand."]
parts:
  - {id: shire, name: "{{ edition }}", headline: "{{ edition }} had {{ visits.last }} thousand visits"}
  - id: coast
    name: The coast
    when: edition == "Aldshire" or edition == "Burshire"
    headline: "The coast had {{ coast.last }} thousand visits"
sections:
  - id: bars
    part: shire
    title: "{{ edition }} is {{ visits.rank(2022) }} of all shires by visits"
    subtitle: auto
    chart:
      {kind: bar, series: [visits], entities: all, period: [2022, 2022], top: 6, highlight: edition, benchmark: average}
    points: ["**By growth** {{ visits.rank_of('multiple') }}"]
  - id: bump
    part: shire
    title: "{{ edition }} stood at {{ visits.rank(2022) }} in {{ visits.at(2022) | year }}"
    subtitle: auto
    chart: {kind: bump, series: [visits], entities: all, period: [2018, 2022], top: 4, highlight: edition}
  - id: coast
    part: coast
    title: "The coast had {{ coast.last }} thousand visits"
    subtitle: auto
    chart: {kind: columns, series: [coast]}
"""


def value(at: int, year: int) -> int:
    """The visits of a shire in a year: no two alike, and none follows the order of the names."""
    return 100 + (at * 37 % 31) * 12 + (year - 2018) * (3 + at * 11 % 17)


def project(folder: Path, story: str = STORY) -> Path:
    """A folder to be made → the project in it."""
    folder.mkdir(parents=True)
    rows = []
    for at, name in enumerate(NAMES):
        for year in YEARS:
            rows += [f"open,{name},{year},{50 + (at * 7 + year) % 45}.5,DESK"]
            rows += [] if name == UNSTAFFED else [f"staff,{name},{year},{10 + at},DESK"]
            rows += [] if name == EARLY and year == YEARS[-1] else [f"visits,{name},{year},{value(at, year)},DESK"]
    for year in YEARS:
        rows += [f"visits,{TOTAL},{year},{sum(value(at, year) for at in range(len(NAMES)))},DESK"]
    files = {
        "briefing.toml": _SETTINGS,
        "story.en.yaml": story,
        "observations.csv": "indicator_id,entity,year,value,source_id\n" + "\n".join(rows) + "\n",
        "indicators.csv": "id,name_en,unit,kind,direction_of_good,decimals\n"
        "visits,Library visits,thousand visits,flow,up,0\n"
        "staff,Library staff,people,stock,up,0\n"
        "open,Open libraries,% of libraries,ratio,up,1\n",
        "sources.csv": "id,publisher,title,url,published\nDESK,Library Desk,Yearbook of libraries,,2024-06-30\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def section(*lines: str, title: str = "A finding") -> str:
    """Lines of YAML → a story of one section."""
    return f"sections:\n  - id: one\n    title: {title}\n" + "".join(f"    {line}\n" for line in lines)
