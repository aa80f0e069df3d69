"""Made-up places and indicators with every kind of number, and a section for each kind of chart over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from briefing.compose import compose
from briefing.model.dataset import Dataset, Indicator, Observation, Source, Target
from briefing.model.document import Document
from briefing.model.edition import Edition, Imprint, Project, Subject
from briefing.model.period import Period
from briefing.read import story
from tests.charts.sample_maps import isles

FIRST, LAST = 2014, 2023
PLACES = ("Northam", "Eastby", "Westford", "Southing", "Midvale", "Upton")
ISLES = isles(PLACES)
# What a place (its number) has in a year (its number).
Values = Callable[[int, int], float | None]


def _gaps(place: int, at: int) -> float | None:
    return None if at % 3 == 1 else 40.0 + 7 * at - 3 * place


NUMBERS: Mapping[str, Values] = {
    "positive": lambda place, at: 40.0 + 6.3 * at * (1 + place / 4) + 5 * place,
    "negative": lambda place, at: -3.4 - 1.7 * at - 2.2 * place,
    "crossing": lambda place, at: round(-6.5 + 1.6 * at + (place % 3 - 1) * 4.3, 1),
    "with zero": lambda place, at: 0.0 if (at + place) % 4 == 0 else 3.5 + at,
    "all equal": lambda place, at: 7.5,
    "all zero": lambda place, at: 0.0,
    "tiny": lambda place, at: 1e-7 * (1 + at + place / 3),
    "huge": lambda place, at: 1.2e15 * (1 + at / 5 + place / 3),
    "gaps": _gaps,
    "one point": lambda place, at: 12.5 + place if at == 9 else None,
    "two points": lambda place, at: (4.5 if at < 5 else 7.25) - place if at in (0, 9) else None,
    "close": lambda place, at: 50.0 + 0.4 * at + 0.15 * place,
    "mixed size": lambda place, at: (1.5, 30.0, 800.0, 0.2, 12.0, 5000.0)[place] * (1 + at / 10),
}


class Case(Struct, frozen=True):
    """A kind of chart over one kind of number: its section, and what the data are."""

    kind: str
    number: str
    data: Dataset
    edition: Edition
    story: str

    def composed(self, folder: Path) -> Document:
        """The document of its one section."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "story.en.yaml"
        path.write_text(self.story, encoding="utf-8")
        project = Project(folder, self.edition, self.data, {"en": path}, folder / "ink.toml", maps={"isles": ISLES})
        return compose(project, story(path), "en")


def dataset(
    values: Values, *, places: tuple[str, ...] = PLACES, years: range = range(FIRST, LAST + 1), unit: str = "points"
) -> Dataset:
    """A way to fill it → a dataset of an indicator, its ranks, two parts of a whole and a target for each place."""
    rows: list[Observation] = []
    for number, place in enumerate(places):
        for at, year in enumerate(years):
            value = values(number, at)
            if value is None:
                continue
            value = float(f"{value:.6g}")
            for key, off in (("low", -0.1), ("high", 0.15)):
                end = float(f"{value + off * abs(value):.6g}")
                rows.append(Observation(key, place, Period.year(year), end, unit, "DESK"))
            rows.append(Observation("level", place, Period.year(year), value, unit, "DESK"))
            rows.append(
                Observation(
                    "other", place, Period.year(year), float(f"{value * 0.6 + value / (at + 2):.6g}"), unit, "DESK"
                )
            )
    for at, year in enumerate(years):
        known = {place: value for number, place in enumerate(places) if (value := values(number, at)) is not None}
        order = sorted(known, key=lambda place: -known[place])
        rows += [
            Observation("place", place, Period.year(year), float(rank), "rank", "DESK")
            for rank, place in enumerate(order, start=1)
        ]
    last = [values(number, len(years) - 1) or 1.0 for number in range(len(places))]
    return Dataset(
        indicators={
            "level": Indicator("level", {"en": "Level of the balance"}, unit, "flow", "up"),
            "other": Indicator("other", {"en": "Other balance"}, unit, "flow", "up"),
            "low": Indicator("low", {"en": "Lower end"}, unit, "flow", "up"),
            "high": Indicator("high", {"en": "Upper end"}, unit, "flow", "up"),
            "place": Indicator("place", {"en": "Place on the list"}, "rank", "rank", "down"),
        },
        observations=tuple(rows),
        sources={"DESK": Source("DESK", "Desk of Figures", "Yearbook", "2024-03-01", short="Desk of Figures")},
        targets=tuple(
            Target("level", place, Period.year(years[-1] + 2), float(f"{value * 1.25 + 1:.4g}"), "DESK")
            for place, value in zip(places, last, strict=True)
        ),
        inputs={"observations.csv": "0" * 64},
    )


def edition(years: range = range(FIRST, LAST + 1), places: tuple[str, ...] = PLACES) -> Edition:
    """The edition of the first place."""
    return Edition(
        slug="grid",
        title="A grid of charts",
        entity=places[0],
        period=(Period.year(years[0]), Period.year(years[-1])),
        as_of=dt.date(2025, 12, 31),
        imprint=Imprint("Desk", "Analyst", "desk@example.org"),
        subjects={key: Subject(key, indicator=key) for key in ("level", "other", "low", "high", "place")},
    )


def _places(count: int, places: tuple[str, ...] = PLACES) -> str:
    return "[" + ", ".join(f'"{place}"' for place in places[:count]) + "]"


# A kind of chart → the evidence of its section.
EVIDENCE: Mapping[str, str] = {
    "line": "chart: {kind: line, series: [level]}",
    "line of four": f"chart: {{kind: line, series: [level], entities: {_places(4)}, highlight: Northam}}",
    "columns": "chart: {kind: columns, series: [level]}",
    "columns of two": "chart: {kind: columns, series: [level, other]}",
    "columns with growth": "chart: {kind: columns, series: [level], growth: true}",
    "columns with target": "chart: {kind: columns, series: [level], target: 2025}",
    "bar": f"chart: {{kind: bar, series: [level], entities: {_places(6)}, highlight: Northam, columns: [first, last]}}",
    "bar of years": "chart: {kind: bar, series: [level]}",
    "bar of multiples": "chart: {kind: bar, series: [level, other], measure: multiple, columns: [first, last]}",
    "bullet": "chart: {kind: bullet, series: [level], target: 2025, columns: [last, target, gap]}",
    "slope": f"chart: {{kind: slope, series: [level], entities: {_places(4)}, highlight: Northam}}",
    "dumbbell": f"chart: {{kind: dumbbell, series: [level], entities: {_places(6)}, highlight: Northam}}",
    "share": f"chart: {{kind: share, series: [level, other], entities: {_places(3)}}}",
    "stacked": f"chart: {{kind: stacked, series: [level], entities: {_places(3)}, highlight: Northam}}",
    "area": f"chart: {{kind: area, series: [level], entities: {_places(3)}, highlight: Northam}}",
    "stacked bars": f"chart: {{kind: stacked_bars, series: [level, other], entities: {_places(3)}}}",
    "band": "chart: {kind: band, series: [level], band: [low, high]}",
    "scatter": "chart: {kind: scatter, series: [level, other], entities: all, highlight: Northam, medians: true}",
    "strip": "chart: {kind: strip, series: [level], entities: all, highlight: Northam}",
    "sparklines": "chart: {kind: sparklines, series: [level, place, other], highlight: level}",
    "sparklines of places": f"chart: {{kind: sparklines, series: [level], entities: {_places(6)}, highlight: Northam}}",
    "map": "chart: {kind: map, series: [level], entities: all, outlines: isles, highlight: Northam}",
    "scatter of years": "chart: {kind: scatter, series: [level, other], highlight: last}",
    "waterfall": f"chart: {{kind: waterfall, series: [level], entities: {_places(5)}}}",
    "waterfall of change": f"chart: {{kind: waterfall, series: [level], entities: {_places(3)}, measure: change}}",
    "contributions": f"chart: {{kind: contributions, series: [level], entities: {_places(3)}, highlight: Northam}}",
    "contributions in points": (
        f"chart: {{kind: contributions, series: [level], entities: {_places(3)}, measure: contribution}}"
    ),
    "bump": f"chart: {{kind: bump, series: [place], entities: {_places(6)}, highlight: Northam}}",
    "multiples": f"multiples: {{kind: line, series: [level], entities: {_places(6)}, highlight: Northam}}",
    "multiples of columns": f"multiples: {{kind: columns, series: [level], entities: {_places(4)}}}",
    "ranks": (
        "ranks: {places: 6, head: [List, Rank, Ahead], rows: [{name: Level, rank: place.last}, "
        "{name: Upton, rank: \"place.of('Upton').last\"}]}"
    ),
    "heat": f"heat: {{series: [level], entities: {_places(6)}, highlight: Northam}}",
    "cards": (
        "subtitle: What they were\n    cards: [{fact: level, label: Level, unit: points, highlight: true}, "
        "{fact: other, label: Other, unit: points}]"
    ),
}


def case(kind: str, number: str) -> Case:
    """The names of a kind of chart and of a kind of number → the case."""
    head = "" if kind == "cards" else "subtitle: What they were" if kind == "ranks" else "subtitle: auto"
    return of(f"{head}\n    {EVIDENCE[kind]}", _filled(number), kind=kind, number=number)


@cache
def _filled(number: str) -> Dataset:
    """The dataset of a kind of number, whose facts are worked out once for all kinds of charts."""
    return dataset(NUMBERS[number])


def of(evidence: str, data: Dataset, made: Edition | None = None, *, kind: str = "", number: str = "") -> Case:
    """The lines of a section, the data and the edition (None: of the usual years) → the case."""
    section = f"sections:\n  - id: one\n    title: Figures of the year\n    {evidence}\n"
    return Case(kind, number, data, made or edition(), section)


def cases() -> Iterator[Case]:
    """Every kind over every number."""
    yield from (case(kind, number) for kind in EVIDENCE for number in NUMBERS)
