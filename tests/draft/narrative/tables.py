"""A made-up table of any frequency → a project that waits for its story."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.model.edition import Project
from briefing.read.project import project

Values = Sequence[float | None]


def table(
    folder: Path,
    indicators: Mapping[str, Mapping[str, Values]],
    periods: Sequence[str],
    *,
    names: Mapping[str, str] | None = None,
    unit: str = "visits",
    last: int = 0,
    sources: Mapping[str, str] | None = None,
) -> Project:
    """Write a project of indicators, each with the values of its places, and read it; the first place is its own."""
    folder.mkdir(parents=True, exist_ok=True)
    place = next(iter(next(iter(indicators.values()))))
    period = f"{{ last = {last} }}" if last else f'["{periods[0]}", "{periods[-1]}"]'
    facts = "\n".join(f'{key} = {{ indicator = "{key}" }}' for key in indicators)
    (folder / "briefing.toml").write_text(
        f'[edition]\nslug = "made-up"\ntitle = "Made-up figures"\nentity = "{place}"\nperiod = {period}\n'
        f'as_of = 2099-01-01\nlanguages = ["en"]\n[facts]\n{facts}\n',
        encoding="utf-8",
    )
    (folder / "story.en.yaml").write_text("sections: []\n", encoding="utf-8")
    _write(
        folder / "sources.csv",
        ["id", "publisher", "title", "published"],
        [["S", "Harbour office", "Counts", "2031"], ["T", "Town office", "Counts", "2031"]],
    )
    heads = ["id", "name_en", "unit", "kind"]
    rows = [[key, (names or {}).get(key, f"Ferry {key}"), unit, "flow"] for key in indicators]
    _write(folder / "indicators.csv", heads, rows)
    observed = [
        [key, place, period, f"{value:g}", (sources or {}).get(key, "S")]
        for key, places in indicators.items()
        for place, values in places.items()
        for period, value in zip(periods, values, strict=False)
        if value is not None
    ]
    _write(folder / "observations.csv", ["indicator_id", "entity", "period", "value", "source_id"], observed)
    return project(folder)


def months(first: int, count: int) -> list[str]:
    """So many months from January of a year on."""
    return [f"{first + at // 12}-{at % 12 + 1:02}" for at in range(count)]


def years(first: int, count: int) -> list[str]:
    """So many years."""
    return [str(first + at) for at in range(count)]


def _write(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
