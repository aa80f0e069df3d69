"""Made-up fields of places → a project, as short as a test needs it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.draft.insight import Insight
from briefing.draft.insights.finding import insights
from briefing.read.project import project

Field = Mapping[str, Sequence[float | None]]  # place → its values, from 2001 on


def written(
    folder: Path,
    fields: Mapping[str, Field],
    *,
    entity: str = "Ash",
    units: Mapping[str, str] | None = None,
    direction: str = "up",
    totals: Sequence[str] = (),
) -> Path:
    """Write a project with an indicator for each field; the short names are theirs."""
    folder.mkdir(parents=True, exist_ok=True)
    length = max(len(values) for field in fields.values() for values in field.values())
    facts = "\n".join(f'{key} = {{ indicator = "{key}" }}' for key in fields)
    (folder / "briefing.toml").write_text(
        f'[edition]\nslug = "made-up"\ntitle = "Made up"\nentity = "{entity}"\nperiod = [2001, {2000 + length}]\n'
        f'as_of = 2100-01-01\nlanguages = ["en"]\ntotals = {list(totals)}\n[facts]\n{facts}\n',
        encoding="utf-8",
    )
    (folder / "story.en.yaml").write_text("sections: []\n", encoding="utf-8")
    _table(folder / "sources.csv", ["id", "publisher", "title", "published"], [["S", "Nobody", "Made up", "2099"]])
    heads = ["id", "name_en", "unit", "kind", "direction_of_good", "decimals"]
    unit = units or {}
    _table(
        folder / "indicators.csv",
        heads,
        [[key, f"{key} of all".capitalize(), unit.get(key, "visits"), "flow", direction, "2"] for key in fields],
    )
    rows = [
        [key, place, str(2001 + at), f"{value:g}", "S"]
        for key, field in fields.items()
        for place, values in field.items()
        for at, value in enumerate(values)
        if value is not None
    ]
    _table(folder / "observations.csv", ["indicator_id", "entity", "year", "value", "source_id"], rows)
    return folder


def found(folder: Path, type: str) -> list[Insight]:
    """Return all insights of a type, the best first."""
    return [item for item in insights(project(folder), all=True) if item.type == type]


def _table(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
