"""Medians of dots on a slide: whether the line of each stands at its value on its own scale, under its own number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log10
from typing import Final
from xml.etree.ElementTree import Element as Tree

from briefing.proof.findings import Box
from briefing.proof.numbers.printed_numbers import agrees
from briefing.proof.package.xml_names import long, path, value
from briefing.proof.planned.planned_charts import DrawnChart, shifts
from briefing.proof.reading.ledger_reader import Ledger, LedgerFact, PlannedChart

_SIDES: Final = ("b", "l")  # of the scale across, and of the one up
_NEAR: Final = 1.5  # points
_LAYOUT: Final = path("c:chart/c:plotArea/c:layout/c:manualLayout")


def median_faults(figure: PlannedChart, drawn: DrawnChart, ledger: Ledger) -> Iterator[str]:
    """Yield medians of a chart that stand elsewhere, or whose number stands nowhere in it."""
    plane = ground_of(drawn)
    if plane is None or drawn.element.box is None:
        return
    scales = {value(axis, long("c:axPos")): axis for axis in drawn.tree.iter(long("c:valAx"))}
    texts = [
        element.text
        for element in drawn.page.elements
        if element.role == "text" and element.box and inside(element.box, drawn.element.box)
    ]
    for side, series, name in zip(_SIDES, figure.series, figure.targets, strict=False):
        fact = ledger.facts[name]
        if not any(_at(drawn, plane, side, place) for place in _places(fact, scales, side, plane, ledger)):
            yield f"no line stands at the median of {series.name}, {fact.value:.12g}"
        if not any(agrees(text, fact, ledger.edition.lang) for text in texts):
            yield f"no line is named as the median of {series.name}, {fact.value:.12g}"


def ground_of(drawn: DrawnChart) -> Box | None:
    """Return the ground of the marks, which is a part of the chart's."""
    layout, box = drawn.tree.find(_LAYOUT), drawn.element.box
    if layout is None or box is None:
        return None
    try:
        x, y, w, h = (float(value(layout, long(f"c:{name}"))) for name in "xywh")
    except ValueError:
        return None
    wide, tall = box[2] - box[0], box[3] - box[1]
    left, top = box[0] + x * wide, box[1] + y * tall
    return left, top, left + w * wide, top + h * tall


def _places(fact: LedgerFact, scales: Mapping[str, Tree], side: str, plane: Box, ledger: Ledger) -> Iterator[float]:
    """Yield where a value stands on a scale, for each power of ten by which it may be shown."""
    scaling = scales[side].find(long("c:scaling")) if side in scales else None
    try:
        low, high = (float(value(scaling, long(f"c:{name}"))) for name in ("min", "max"))
    except ValueError:
        return
    logged = value(scaling, long("c:logBase")) != ""
    for shift in shifts([fact], ledger.edition.lang):
        number = fact.value * 10.0**shift
        if logged and min(number, low, high) <= 0:
            continue
        share = log10(number / low) / log10(high / low) if logged else (number - low) / (high - low)
        yield plane[0] + share * (plane[2] - plane[0]) if side == "b" else plane[3] - share * (plane[3] - plane[1])


def _at(drawn: DrawnChart, plane: Box, side: str, place: float) -> bool:
    """Whether a line runs through a place from one end of the plane to the other."""
    along = ((place, plane[1]), (place, plane[3])) if side == "b" else ((plane[0], place), (plane[2], place))
    return any(
        abs(element.box[0] - along[0][0]) < _NEAR
        and abs(element.box[1] - along[0][1]) < _NEAR
        and abs(element.box[2] - along[1][0]) < _NEAR
        and abs(element.box[3] - along[1][1]) < _NEAR
        for element in drawn.page.elements
        if element.role == "line" and element.box
    )


def inside(box: Box, around: Box) -> bool:
    """Whether a box lies in another, but for a point."""
    return around[0] - 1 <= box[0] and around[1] - 1 <= box[1] and box[2] <= around[2] + 1 and box[3] <= around[3] + 1
