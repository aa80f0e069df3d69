"""The field of dots on a cover, counted: so many dots of one size as both values have of what one dot stands for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct

from briefing.proof.findings import Findings, Rule
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.package.xml_names import find, long, path
from briefing.proof.parsed_file import Element, Page
from briefing.proof.planned.planned_texts import FIX
from briefing.proof.planned.stretches import Region, words
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlanEntry, PlannedChart
from briefing.reuse import reused

DOTS: Final = Rule("planned-dots", "error", "a field has a dot of one size for each so many of what it counts")
_FEWEST: Final = 3  # dots in a shape
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PROPERTIES, _PATH = long("p:spPr"), path("a:custGeom/a:pathLst/a:path")
_MOVE, _ARC = long("a:moveTo"), long("a:arcTo")
_HALF: Final = 0.5 + 1e-9
_EMU: Final = 12700
_BELOW: Final = 12.0  # points from a total to its period
_Place = tuple[float, float]


class DotShape(Struct, frozen=True):
    """The dots of a shape: where they stand on the slide, and their radii."""

    places: tuple[_Place, ...]
    radii: frozenset[int]


def check(entry: PlanEntry, stretch: Region, ledger: Ledger) -> Findings:
    """Yield what is wrong with a field of dots."""
    for figure in (one for one in entry.charts if one.kind == "dots"):
        page = next((unit.page for unit in stretch.units), None)
        facts = [ledger.facts[fact] for fact in figure.series[0].facts if fact in ledger.facts]
        if page is None or len(facts) != 2:
            continue
        for what in _faults(figure, facts, page, _shapes(stretch, page), ledger.edition.lang):
            yield DOTS.at(stretch.parsed.location(page, page.elements[0]), f"{entry.place}: {what}", FIX)


def _faults(
    figure: PlannedChart, facts: Sequence[LedgerFact], page: Page, shapes: Sequence[DotShape], lang: str
) -> Iterator[str]:
    sentence = next((one for one in page.elements if words(one.text) == words(figure.columns[0][0])), None)
    number = _NUMBER.search(figure.columns[0][0])
    if sentence is None and not shapes:
        return  # a company's cover, which has no place for it
    if sentence is None or number is None or not shapes:
        yield "the cover does not say what a dot stands for" if shapes else "the cover has no field of dots"
        return
    unit = float(number[0].replace(",", ""))
    every = [place for shape in shapes for place in shape.places]
    if len({(round(x, 2), round(y, 2)) for x, y in every}) < len(every):
        yield "dots of its field lie on each other"
    radii = {radius for shape in shapes for radius in shape.radii}
    if max(radii) - min(radii) > 1:
        yield "the dots of its field are of several sizes"
    low, high = sorted(fact.value for fact in facts)
    if abs(len(every) - high / unit) > _HALF:
        yield f"its field has {len(every)} dots of {unit:g}, and the larger value is {high:.12g}"
    middle = ((min(x for x, _ in every) + max(x for x, _ in every)) / 2,
              (min(y for _, y in every) + max(y for _, y in every)) / 2)  # fmt: skip
    inner = min(shapes, key=lambda shape: sum(math.dist(place, middle) for place in shape.places) / len(shape.places))
    if abs(len(inner.places) - low / unit) > _HALF:
        yield f"the dots in its middle are {len(inner.places)} of {unit:g}, and the smaller value is {low:.12g}"
    yield from _totals(figure, facts, page, lang)


def _totals(figure: PlannedChart, facts: Sequence[LedgerFact], page: Page, lang: str) -> Iterator[str]:
    """Yield totals that stand over another year than their own, or are not printed."""
    for category, fact in zip(figure.categories, facts, strict=True):
        printed = [one for one in page.elements if one.box and one.role == "text" and agrees(one.text, fact, lang)]
        under = [below for one in printed if (below := _under(page, one))]
        if not under:
            yield f"the cover does not print the value of {category}, {fact.value:.12g}, with its period"
        elif category.isdigit() and not any(category in words(below.text) for below in under):
            yield f"“{printed[0].text}” stands over {under[0].text}, it is of {category}"


def _under(page: Page, number: Element) -> Element | None:
    """Return the text right below another."""
    assert number.box
    _, _, right, foot = number.box
    near = (
        one
        for one in page.elements
        if one.box
        and one.text
        and one is not number
        and abs(one.box[1] - foot) < _BELOW
        and one.box[0] < right < one.box[2] + 2
    )
    return next(near, None)


def _shapes(stretch: Region, page: Page) -> tuple[DotShape, ...]:
    """Return the shapes of a slide that consist of dots."""
    package = stretch.parsed.package
    part = next((part for part, number in package.numbers.items() if number == page.number), "") if package else ""
    if package is None or part not in package.trees:
        return ()
    return reused("dot-shapes", (package.parts[part],), lambda: tuple(_dot_shapes(package.trees[part])))


def _dot_shapes(tree: Tree) -> Iterator[DotShape]:
    for shape in tree.iter(_PROPERTIES):
        outline, place = find(shape, _PATH), shape.find(long("a:xfrm"))
        if outline is None or place is None:
            continue
        starts = [step[0] for step in outline if step.tag == _MOVE and len(step)]
        dots = [step for step in outline if step.tag == _ARC]
        if len(starts) == len(dots) >= _FEWEST:
            yield _read(outline, place, starts, dots)


def _read(outline: Tree, place: Tree, starts: Sequence[Tree], dots: Sequence[Tree]) -> DotShape:
    """Return dots at their places on the slide, in points."""
    off, size = place.find(long("a:off")), place.find(long("a:ext"))
    assert off is not None
    assert size is not None
    across = float(size.get("cx", "0")) / max(1.0, float(outline.get("w", "1"))) / _EMU
    down = float(size.get("cy", "0")) / max(1.0, float(outline.get("h", "1"))) / _EMU
    left, top = float(off.get("x", "0")) / _EMU, float(off.get("y", "0")) / _EMU
    sizes = [(dot.get("wR", "0"), dot.get("hR", "0")) for dot in dots]
    places = tuple(
        (left + (float(start.get("x", "0")) - float(radius)) * across, top + float(start.get("y", "0")) * down)
        for start, (radius, _) in zip(starts, sizes, strict=True)
    )
    return DotShape(places, frozenset(round(float(radius)) for each in set(sizes) for radius in each))
