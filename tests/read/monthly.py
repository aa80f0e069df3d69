"""A small project of months, quarters, fiscal years and parts of years, with a gap, vintages and a marked break."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "briefing.toml": """\
[edition]
slug = "harbour"
title = "The harbour"
entity = "Port"
period = { last = 3 }
as_of = 2024-08-31

[facts]
ships = { indicator = "ships" }
cargo = { indicator = "cargo", period = "2024-Q1" }
budget = { indicator = "budget", period = [2021, 2022] }
""",
    "indicators.csv": """\
id,name_en,unit,decimals,frequency,year_starts,adjustment,lag_days,aggregate
ships,Ships,ships,0,M,,not seasonally adjusted,10,sum
cargo,Cargo,tonnes,0,quarter,,S,30,sum
budget,Budget,crowns,0,A,4,,,none
visits,Visits,visits,0,,,,,
price,Price,crowns,1,W,,,3,mean
""",
    "observations.csv": """\
indicator_id,entity,period,series,value,unit,status,published,source_id,note
ships,Port,2024-01,official,10,ships,A,,BOOK,
ships,Port,2024M02,official,11,ships,A,,BOOK,
ships,Port,2024-03,official,,ships,O,,BOOK,a strike
ships,Port,Apr 2024,official,12,ships,P,2024-05-08,BOOK,first
ships,Port,2024-04,official,13,ships,A,2024-05-20T08:30+02:00,BOOK,second
ships,Port,2024-05-31,official,14,ships,B,,BOOK,
ships,Port,2024-06,official,20,ships,F,2024-05-31,BOOK,
cargo,Port,2024-Q1,official,300,tonnes,A,,BOOK,
cargo,Port,2024-04/2024-06,official,310,tonnes,A,,BOOK,
budget,Port,2021/22,official,5,crowns,A,2022-06,PAPER,
budget,Port,2022,official,6,crowns,A,2023-06,PAPER,
visits,Port,2022,official,70,visits,A,,PAPER,
visits,Port,2023-01/2023-09,official,60,visits,A,,PAPER,
price,Port,2024-W05,official,1.5,crowns,A,,BOOK,
price,Port,2024W06,official,1.7,crowns,A,,BOOK,
""",
    "sources.csv": """\
id,publisher,short,title,url,published,read_on
BOOK,Port office,Office,Monthly book,https://example.org/book,,2024-08-01
PAPER,Port paper,Paper,Visits,,2024-02,
""",
    "targets.csv": (
        "indicator_id,entity,period,value,source_id\nships,Port,2025-12,30,BOOK\nvisits,Port,2030,90,PAPER\n"
    ),
    "breaks.csv": (
        "indicator_id,entity,series,from_period,to_period,effect,reason,source_id\n"
        "ships,Port,official,2024-01,2024-02,disclose,new count,BOOK\n"
    ),
    "statements.csv": "id,kind,text,period,source_id\nlist,list,a|b,2024-05,BOOK\n",
    "story.en.yaml": "sections:\n  - id: ships\n    title: Ships\n",
}


def make(folder: Path) -> Path:
    """Write the project into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
