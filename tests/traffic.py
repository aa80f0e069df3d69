"""A project of months: a harbour's ships and cargo, with a first reading of March 2026 that was revised in April."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

MARCH, APRIL = dt.date(2026, 3, 31), dt.date(2026, 4, 30)
SETTINGS = """\
[edition]
slug = "harbour-traffic"
title = "Traffic in {{ reference }}"
entity = "Port Alder"
period = { last = 13 }
languages = ["en"]
[imprint]
organisation = "Harbour office"
owner = "Desk"
contact = "desk@example.org"
[facts]
ships = { indicator = "ships" }
cargo = { indicator = "cargo" }
"""
INDICATORS = """\
id,name_en,unit,kind,frequency,adjustment,aggregate,direction_of_good,definition
ships,Ships that called,ships,flow,M,not seasonally adjusted,sum,up,Ships that called at the harbour
cargo,Cargo handled,thousand tonnes,flow,M,not seasonally adjusted,sum,up,Cargo that was handled
"""
SOURCES = "id,publisher,short,title,url,published\nPORT,Harbour office of Port Alder,Harbour office,Monthly log,,\n"
STORY = """\
letter:
  greeting: "{{ ships.last }} ships called in {{ ships.last | period }}"
sections:
  - id: ships
    title: "{{ ships.last }} ships called in {{ ships.last | period }}"
    subtitle: auto
    chart: {kind: line, series: [ships], highlight: ships}
    points:
      - "Their number {{ ships.on_previous() | moved('basis') }}"
      - "It was {{ ships.lag(1) }} in {{ ships.lag(1) | period }}"
  - id: cargo
    title: "The harbour handled {{ cargo.last | full }} in {{ cargo.last | period }}"
    subtitle: auto
    chart: {kind: columns, series: [cargo], highlight: last}
  - id: both
    title: "Ships {{ ships.percent | moved }} over the year"
    cards:
      - {fact: ships, label: Ships, unit: a month}
      - {fact: cargo, label: Cargo, unit: thousand tonnes}
  - id: ends
    title: "Between {{ ships.first | period }} and {{ ships.last | period }} ships {{ ships.percent | moved }}"
    subtitle: auto
    chart: {kind: slope, series: [ships, cargo], measure: multiple, highlight: ships}
  - id: changes
    title: What is new
    subtitle: auto
    changes: {}
"""


def project(folder: Path) -> Path:
    """The harbour's months up to April 2026 in a folder to be made. March had 471 ships, and 468 from 15 April on."""
    folder.mkdir()
    rows = ["indicator_id,entity,period,value,status,source_id,published"]
    for number in range(28):
        month = dt.date(2024 + number // 12, number % 12 + 1, 1)
        known = f"PORT,{month:%Y-%m}-28"
        if month < dt.date(2026, 3, 1) or month == dt.date(2026, 4, 1):
            rows.append(f"ships,Port Alder,{month:%Y-%m},{400 + 7 * number % 60 + number},A,{known}")
        rows.append(f"cargo,Port Alder,{month:%Y-%m},{612.5 + 20 * number:.1f},A,{known}")
    rows += [f"ships,Port Alder,2026-03,{row}" for row in ("471,P,PORT,2026-03-28", "468,A,PORT,2026-04-15")]
    texts = {
        "briefing.toml": SETTINGS, "indicators.csv": INDICATORS, "sources.csv": SOURCES, "story.en.yaml": STORY,
        "observations.csv": "\n".join(rows) + "\n",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
