"""A small project for tests to break, and what reading it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing.read
from briefing.errors import InputError

FILES = {
    "briefing.toml": """\
[edition]
slug = "town"
title = "A town"
entity = "Town"
period = [2020, 2022]
as_of = 2023-12-31

[facts]
trees = { indicator = "trees" }
""",
    "indicators.csv": """\
id,name_en,name_zh,unit,kind,direction_of_good,decimals,definition
trees,Trees,树,trees,stock,up,0,Trees in streets
rain,Rain,雨,mm,flow,context,1,Rain in the year
""",
    "observations.csv": """\
indicator_id,entity,year,series,value,unit,qualifier,status,preferred,source_id,note
trees,Town,2020,official,100,trees,=,A,yes,OFFICE,
trees,Town,2021,official,120,trees,≥,P,yes,OFFICE,
trees,Town,2022,official,150,trees,=,A,yes,OFFICE,
trees,Town,2022,official,151,trees,≈,A,,PAPER,
rain,Town,2022,official,640.5,mm,=,E,yes,PAPER,
""",
    "sources.csv": """\
id,publisher,short,title,url,published,evidence_phrase
OFFICE,Town office,Office,Yearbook,https://example.org/book,2023-02,150 trees
PAPER,Town paper,Paper,Trees and rain,,2022,151 trees
""",
    "targets.csv": "indicator_id,entity,year,value,qualifier,source_id,note\ntrees,Town,2025,200,≥,OFFICE,\n",
    "breaks.csv": (
        "indicator_id,entity,series,from_year,to_year,effect,reason,source_id\n"
        "trees,Town,official,2020,2021,disclose,new count,OFFICE\n"
    ),
    "statements.csv": "id,kind,speaker,text,year,note,source_id\nlist,list,,elm|oak,2022,,PAPER\n",
    "milestones.csv": "date,title,detail,source_id\n2021-05,First count,,OFFICE\n",
    "story.en.yaml": """\
sections:
  - id: trees
    title: Trees
    points:
      - One
      - text: Two
        expect: trees.last > 2
""",
}


def make(folder: Path) -> Path:
    """Write the small project into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(project: Path, name: str, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = (project / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    (project / name).write_text(text.replace(old, new), encoding="utf-8")


def messages(project: Path) -> list[str]:
    """What reading the project says, one text for each finding, without the folder."""
    with pytest.raises(InputError) as caught:
        briefing.read.project(project)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return [str(finding).replace(f"{project.as_posix()}/", "") for finding in caught.value.findings]


def story_messages(text: str | bytes, folder: Path) -> list[str]:
    """What reading a story says, one text for each finding."""
    path = folder / "story.en.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        briefing.read.story(path)
    assert all(finding.where and finding.what and finding.fix for finding in caught.value.findings)
    return [str(finding).replace(path.as_posix(), path.name) for finding in caught.value.findings]
