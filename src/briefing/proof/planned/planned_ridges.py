"""The ridges on a cover, measured: a line for each year, all from zero on one scale, a point for each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from briefing.proof.findings import Findings, Rule
from briefing.proof.package.xml_names import long
from briefing.proof.planned.planned_texts import FIX
from briefing.proof.planned.stretches import Region
from briefing.proof.reading.ledger_reader import Ledger, PlanEntry, PlannedChart

RIDGES: Final = Rule("planned-ridges", "error", "each ridge has a point for each value of its year, all on one scale")
_NEAR: Final = 0.75  # points
_EMU: Final = 12700
_Point = tuple[float, float]


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield ridges that are not those of their years."""
    for figure in (one for one in entry.charts if one.kind == "ridge"):
        page = next((unit.page for unit in stretch.units), None)
        lines = list(_lines(stretch, page.number)) if page else []
        if page is None or not lines:
            continue  # a company's cover has no place for them
        for what in _faults(figure, lines, ledger):
            yield RIDGES.at(stretch.parsed.location(page, page.elements[0]), f"{entry.place}: {what}", FIX)


def _faults(figure: PlannedChart, lines: Sequence[Sequence[_Point]], ledger: Ledger) -> Iterator[str]:
    years = [
        [(at, ledger.facts[fact].value) for at, fact in enumerate(series.facts) if fact in ledger.facts]
        for series in figure.series
    ]
    if len(lines) != len(years):
        yield f"there are {len(lines)} ridges for {len(years)} years"
        return
    for series, line, year in zip(figure.series, lines, years, strict=True):
        if len(line) != len(year):
            yield f"the ridge of {series.name} has {len(line)} points for {len(year)} values"
            return
    pairs = [((y, value), (below, other)) for line, year in zip(lines, years, strict=True)
             for ((_, y), (_, value)), ((_, below), (_, other)) in pairwise(zip(line, year, strict=True))]  # fmt: skip
    square = sum((other - value) ** 2 for (_, value), (_, other) in pairs)
    scale = sum((y - below) * (other - value) for (y, value), (below, other) in pairs) / square if square else 0.0
    feet = [[y + value * scale for (_, y), (_, value) in zip(line, year, strict=True)]
            for line, year in zip(lines, years, strict=True)]  # fmt: skip
    for series, foot in zip(figure.series, feet, strict=True):
        if max(foot) - min(foot) > _NEAR:
            yield f"the ridge of {series.name} does not follow its values"
    steps = [below[0] - foot[0] for foot, below in pairwise(feet)]
    if steps and (max(steps) - min(steps) > 2 * _NEAR or min(steps) <= 0):
        yield "the ridges do not stand on feet at even distances"
    places: dict[int, list[float]] = {}
    for line, year in zip(lines, years, strict=True):
        for (x, _), (at, _) in zip(line, year, strict=True):
            places.setdefault(at, []).append(x)
    middles = [sum(xs) / len(xs) for _, xs in sorted(places.items())]
    spacings = [after - before for before, after in pairwise(middles)]
    if any(max(xs) - min(xs) > _NEAR for xs in places.values()) or (spacings and min(spacings) <= 0):
        yield "values of one month do not stand under each other"


def _lines(stretch: Region, number: int) -> Iterator[list[_Point]]:
    """Yield the points of each shape of a slide that is a line without ground, in the order of the slide."""
    package = stretch.parsed.package
    part = next((part for part, page in package.numbers.items() if page == number), "") if package else ""
    tree = package.trees.get(part) if package else None
    for shape in tree.iter(long("p:spPr")) if tree is not None else ():
        paths = [path for path in shape.iter(long("a:path")) if path.get("fill") == "none"]
        off, size = (shape.find(f"{long('a:xfrm')}/{long(name)}") for name in ("a:off", "a:ext"))
        if not paths or off is None or size is None:
            continue
        across, down = (float(size.get(name, "0")) / max(1.0, float(paths[0].get(own, "1")))
                        for name, own in (("cx", "w"), ("cy", "h")))  # fmt: skip
        left, top = float(off.get("x", "0")), float(off.get("y", "0"))
        yield [
            ((left + float(point.get("x", "0")) * across) / _EMU, (top + float(point.get("y", "0")) * down) / _EMU)
            for path in paths
            for point in path.iter(long("a:pt"))
        ]
