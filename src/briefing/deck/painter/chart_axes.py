"""Grid lines, axes and their numbers and names, as a chart part says and LibreOffice draws them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

from briefing.deck.chart_xml.number_format import printed
from briefing.deck.painter import faces
from briefing.deck.painter.chart_looks import LabelLook, paint_of, text_look, value
from briefing.deck.painter.chart_places import ChartPlaces
from briefing.deck.painter.native_labels import LINE, written
from briefing.deck.painter.painted_marks import PaintedMark, PaintedPath, PaintedText, polygon
from briefing.deck.reading import C
from briefing.model.chart import Axis

# From the plot area to the names below it and beside it, and to the numbers of dots.
_FOOT_GAP, _SIDE_GAP, _DOTS_GAP = 6.25, 3.1, 7.2
AXIS: Final = "axis"  # why a numeral may stand at one
_BELOW_ONE = "[<1]General;"


def grid_marks(area: Any, places: ChartPlaces) -> Iterator[PaintedMark]:
    """Yield the grid lines of the value axes that are seen."""
    for axis, across in _value_axes(area, places):
        lines = axis.find(f"{C}majorGridlines")
        if lines is None:
            continue
        paint = paint_of(lines)
        for at in steps(_scale(places, across=across)):
            if paint.stroke:
                yield PaintedPath(_line_at(at, places, across=across), paint)


def axis_marks(area: Any, places: ChartPlaces) -> Iterator[PaintedMark]:
    """Yield the lines of the axes."""
    for axis in area.iterfind(f"{C}catAx"):
        paint = paint_of(axis)
        if paint.stroke and value(axis, "delete") != "1":
            yield PaintedPath(_line_at(_crossing(axis, places), places, across=False), paint)
    for axis, across in _value_axes(area, places):
        paint = paint_of(axis)
        if not paint.stroke or value(axis, "delete") == "1":
            continue
        inner = places.inner
        if across:
            ends = (inner.x, inner.y1), (inner.x1, inner.y1)
        elif places.plot.form == "dumbbell":  # the axis of the rows stands at zero across
            x = places.of_value(0.0)
            ends = (x, inner.y), (x, inner.y1)
        else:
            continue
        yield PaintedPath(polygon(ends, closed=False), paint)


def axis_texts(area: Any, places: ChartPlaces) -> Iterator[PaintedMark]:
    """Yield the names of categories and the numbers of scales."""
    usual = LabelLook(places.box.axis_size, False, "#000000")
    inner = places.inner
    for axis in area.iterfind(f"{C}catAx"):
        if value(axis, "tickLblPos") == "none" or value(axis, "delete") == "1":
            continue
        look = text_look(axis, usual)
        for at, name in enumerate(places.plot.categories):
            if places.lying:
                yield from _text(name, (inner.x - _SIDE_GAP, places.along(at)), look, "right")
            else:
                yield from _text(name, (places.along(at), inner.y1 + _FOOT_GAP), look, "below")
    for axis, across in _value_axes(area, places):
        if value(axis, "tickLblPos") == "none" or value(axis, "delete") == "1":
            continue
        look = text_look(axis, usual)
        code = axis.find(f"{C}numFmt").get("formatCode")
        away = _DOTS_GAP if value(axis, "tickLblPos") == "low" else _SIDE_GAP
        left = value(axis, "crosses") == "min" or away > _SIDE_GAP
        for number in steps(_scale(places, across=across)):
            words = _printed(code, number)
            if across:
                yield from _text(words, (places.across(number), inner.y1 + _FOOT_GAP), look, "below")
            elif places.lying:
                yield from _text(words, (places.of_value(number), inner.y1 + _FOOT_GAP), look, "below")
            elif left:
                yield from _text(words, (inner.x - away, places.of_value(number)), look, "right")
            else:
                yield from _text(words, (inner.x1 + _SIDE_GAP, places.of_value(number)), look, "left")


def _value_axes(area: Any, places: ChartPlaces) -> Iterator[tuple[Any, bool]]:
    """Yield the value axes, each with whether it runs across as that of dots does."""
    dots = places.plot.form in ("dots", "dumbbell")
    for number, axis in enumerate(area.iterfind(f"{C}valAx")):
        yield axis, dots and number == 0


def _scale(places: ChartPlaces, *, across: bool) -> Axis:
    return places.plot.across if across and places.plot.across else places.plot.axis


def steps(scale: Axis) -> list[float]:
    """Return the values of a scale that have a line: its steps, or the powers of ten."""
    if scale.log:
        first, last = math.ceil(math.log10(scale.low) - 1e-9), math.floor(math.log10(scale.high) + 1e-9)
        return [10.0**power for power in range(first, last + 1)]
    count = math.floor((scale.high - scale.low) / scale.step + 1e-6)
    return [round(scale.low + at * scale.step, 10) for at in range(count + 1)]


def _crossing(axis: Any, places: ChartPlaces) -> float:
    """Return the value at which the axis of the categories crosses that of the values."""
    scale = places.plot.axis
    crosses = value(axis, "crosses", "autoZero")
    if crosses == "autoZero":
        return places.clipped(0.0)
    return scale.high if crosses == "max" else scale.low


def _line_at(at: float, places: ChartPlaces, *, across: bool) -> Any:
    inner = places.inner
    if across:
        x = places.across(at)
        return polygon(((x, inner.y), (x, inner.y1)), closed=False)
    if places.lying:
        x = places.of_value(at)
        return polygon(((x, inner.y), (x, inner.y1)), closed=False)
    y = places.of_value(at)
    return polygon(((inner.x, y), (inner.x1, y)), closed=False)


def _printed(code: str, number: float) -> str:
    if code.startswith(_BELOW_ONE):
        return f"{number:g}" if number < 1 else printed(code.removeprefix(_BELOW_ONE), number)
    return printed(code, number)


def _text(words: str, place: tuple[float, float], look: LabelLook, side: str) -> Iterator[PaintedText]:
    wide = faces.width(words, look.bold) * look.size
    x, y = place
    left = {"right": x - wide, "left": x}.get(side, x - wide / 2)
    top = y if side == "below" else y - LINE * look.size / 2
    return written(words, (left, top + faces.RISES * look.size), look, term=AXIS)
