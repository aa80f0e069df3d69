"""The marks of the picture on the slide before a part: lines with the last value, or columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefing.charts.boxes import Point
from briefing.charts.bridges import bridge_values
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Freeform, Path, Shape, TextBox, TextStyle
from briefing.model.chart import Plot, PlotSeries
from briefing.model.text import Text, join

VALUE = TextStyle(18, 23, "highlight", bold=True, align="r")
FILLED = 0.72  # of the width of a column's place
_OTHER = TextStyle(14, 18, "accent_text", bold=True, align="r")
_WEIGHT, _SECOND, _DOT = 3.0, 2.0, 11.0
_HIGHEST = 0.94  # of the height of a picture, its greatest value
_ON_COLUMN = 3.0
_EDGE, _END = 1.5, 48.0  # of a hollow column; about the width of a value at the end of a line
_Line = tuple[Point, ...]


def in_focus(plot: Plot) -> list[PlotSeries]:
    """Return the series that the chart highlights, else its first."""
    return [item for item in plot.series if "highlight" in (item.role, *item.roles)] or list(plot.series[:1])


def _values(plot: Plot) -> list[float | None]:
    """Return the values of the series in focus; of columns on each other their sums."""
    if plot.form == "column" and plot.stacked:
        parts = [item for item in plot.series if item.observed and not item.over]
        return [sum(value or 0.0 for value in held) for held in zip(*(item.values for item in parts), strict=True)]
    # a line that is thin up to a turn and thick since then is two series
    held = zip(*(item.values for item in in_focus(plot)), strict=True)
    return [next((one for one in values if one is not None), None) for values in held]


def shares(plot: Plot) -> list[float | None]:
    """Return the values in focus as shares of the span from zero; ranks as heights, the first at the top; nothing of
    what shows no path, nor of columns below zero."""
    values = _values(plot)
    known = [value for value in values if value is not None]
    if len(known) < 2 or (max(known) == min(known) and not plot.rank_marks):
        return []
    if min(known) < 0 and plot.form != "line":
        return []  # columns stand on the foot of the picture, which would not be zero
    if any(item.role == "target" for item in plot.series):  # whose period may lie ahead
        values = values[: max(at for at, value in enumerate(values) if value is not None) + 1]
    return _on_span(plot, values)


def lines_around(plot: Plot) -> list[PlotSeries]:
    """Return the lines next to the one in focus, where each is one of its own and no part of a whole."""
    if plot.form != "line" or any(item.filled for item in plot.series):
        return []
    return [item for item in plot.series if item.observed and item not in in_focus(plot) and item.role != "target"]


def _on_span(plot: Plot, values: Sequence[float | None]) -> list[float | None]:
    """Return values as shares of the span of all lines from zero; ranks as heights, the first at the top."""
    if plot.rank_marks:
        return [None if value is None else 1 - plot.axis.share(value) for value in values]
    others = [value for item in lines_around(plot) for value in item.values]
    known = [0.0, *(value for value in (*_values(plot), *others) if value is not None)]
    low, high = min(known), max(known)
    return [None if value is None else (value - low) / (high - low) for value in values]


def line_picture(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return the line in focus, alone over its ground, else with the lines around it."""
    area = replace(area, w=area.w - _DOT / 2)  # the mark at the end of the line stands on it
    known = _runs(shares(plot), area)
    x, y = known[-1][-1]
    others = [(item, _runs(_on_span(plot, item.values), area)) for item in lines_around(plot)]
    ends = [run[-1][1] for _, runs in others for run in runs[-1:]]
    behind = [*_hatched(plot, area), *(_around(others) if others else _ground(known, area.y1))]
    behind += _bridged(plot, area) if plot.rank_marks else []
    top = y - _DOT - VALUE.leading
    above = Box(x - _END, top, _END, VALUE.leading)
    if any(end < y for end in ends) or (not others and any(above.crossed(*edge) for edge in pairwise(known[-1]))):
        drawn = [*known, *(run for _, runs in others for run in runs)]
        top = _below(page, plot, (x, y), drawn, area)  # as lines end above it, or its own falls through it
    value = Box(area.x, top, area.w + _DOT / 2, VALUE.leading)
    return [
        *behind,
        Freeform(
            "Picture line",
            tuple(Path(run, closed=False) for run in known),
            line="highlight",
            weight=_WEIGHT,
            alt=plot.alt,
        ),
        Shape("Picture end", "ellipse", Box(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT), fill="highlight"),
        *_value(page, plot, value),
        *_second_name(page, others, value),
    ]


def _below(page: Page, plot: Plot, end: Point, runs: Sequence[Sequence[Point]], area: Box) -> float:
    """Return the top of the value below the end of its line, as near as no line runs through it."""
    x, y = end
    wide = fit.width(last_words(page, plot), VALUE) + 4
    tops = [y + _DOT + step for step in range(0, max(1, int(area.y1 - VALUE.leading - y - _DOT)), 4)]
    edges = [edge for run in runs for edge in pairwise(run)]

    def is_free(top: float) -> bool:
        words = Box(x - wide, top - 3, wide + _DOT / 2, VALUE.leading + 3)
        return not any(words.crossed(*edge) for edge in edges)

    return next(filter(is_free, tops), tops[0])


def _ground(known: Sequence[_Line], foot: float) -> list[Element]:
    grounds = tuple(Path((*run, (run[-1][0], foot), (run[0][0], foot))) for run in known if len(run) > 1)
    return [Freeform("Picture ground", grounds, fill="wash")]


def _around(others: Sequence[tuple[PlotSeries, Sequence[_Line]]]) -> list[Element]:
    """Return the lines around the one in focus, the second one in its colour."""
    return [
        Freeform(
            f"Picture other {number}",
            tuple(Path(run, closed=False) for run in runs),
            line="accent" if item.role == "second" else "context",
            weight=_SECOND if item.role == "second" else 1.5,
        )
        for number, (item, runs) in enumerate(others, start=1)
        if any(len(run) > 1 for run in runs)
    ]


def _hatched(plot: Plot, area: Box, step: float = 0.0) -> list[Element]:
    """Return a hatched ground for each stretch of which nothing drawn has a value: between the points of lines, or over
    the places of columns of a step."""
    between = step or area.w / max(1, len(plot.categories) - 1)
    top = area.y1 - _HIGHEST * area.h
    found: list[Element] = []
    for number, rule in enumerate((one for one in plot.rules if one.wide), start=1):
        middle = area.x + (rule.at + (FILLED / 2 if step else 0.0)) * between
        half = (rule.wide - (1 - FILLED if step else 0.0)) * between / 2  # as wide as the columns that are missing
        left, right = max(area.x, middle - half), min(area.x1, middle + half)
        box = Box(left, top, right - left, area.y1 - top)
        found.append(Shape(f"Picture stretch {number}", "rect", box, fill="rule_strong", hatched=True))
    return found


def _bridged(plot: Plot, area: Box) -> list[Element]:
    """Return dashes between ranks that have years without one between them, so that no line begins too late."""
    found: list[Element] = []
    for series in plot.series:
        held = [run for run in _runs(_on_span(plot, bridge_values(series.values)), area) if len(run) > 1]
        if series.observed and held:
            paths = tuple(Path(run, closed=False) for run in held)
            role = "highlight" if series in in_focus(plot) else "accent" if series.role == "second" else "context"
            found.append(Freeform(f"Picture bridge {len(found) + 1}", paths, line=role, weight=1.25, dash=True))
    return found


def _second_name(page: Page, others: Sequence[tuple[PlotSeries, Sequence[_Line]]], value: Box) -> list[Element]:
    """Return the name of the second line and its last value above its end, where the value of the line in focus
    is not in the way."""
    second = [one for one in others if one[0].role == "second" and one[0].values[-1] is not None]
    if not second or page.presented:
        return []
    series, runs = second[-1]
    words, (_, y) = _words_at_end(page, series), runs[-1][-1]
    box = replace(value, y=y - _ON_COLUMN - _OTHER.leading, h=_OTHER.leading)
    if not words or box.touches(value):
        return []
    return [fit.set_text(page.at("picture"), "Picture second", box, fit.single(words, _OTHER))]


def _runs(held: Sequence[float | None], area: Box) -> list[_Line]:
    """Return the points of a line in an area, one run for each stretch with values."""
    step = area.w / max(1, len(held) - 1)
    runs: list[list[Point]] = [[]]
    for at, share in enumerate(held):
        if share is None:
            runs.append([])
        else:
            runs[-1].append((area.x + at * step, area.y1 - _HIGHEST * share * area.h))
    return [tuple(run) for run in runs if run]


def _value(page: Page, plot: Plot, box: Box) -> list[Element]:
    """Return the name and the last value of the line in focus above its end, in its colour."""
    words = () if page.presented else last_words(page, plot)
    return [fit.set_text(page.at("picture"), "Picture value", box, fit.single(words, VALUE))] if words else []


def last_words(page: Page, plot: Plot) -> Text:
    """Return the name and the last value of the line in focus, as the chart prints them at its end."""
    return _words_at_end(page, in_focus(plot)[-1])


def _words_at_end(page: Page, series: PlotSeries) -> Text:
    label = series.labels[-1] if series.labels else None
    return join([series.end, label.text if label else ()], page.wording.joint(" "))


def column_picture(page: Page, plot: Plot, area: Box) -> list[Element]:
    """Return columns from the foot of an area, those in focus in the colour of lines, those known as a bound hollow,
    with hatching where no value is; the last one has the words for those who cannot see them."""
    held = shares(plot)
    step, lit = area.w / max(1, len(held)), _lit(plot, held)
    bounds = {at for item in in_focus(plot) for at, role in enumerate(item.roles) if role == "bound"}
    known = [number for number, share in enumerate(held, start=1) if share is not None]
    found: list[Element] = _hatched(plot, area, step) if plot.form == "column" else []
    for number, share in enumerate(held, start=1):
        if share is not None:
            tall = max(1.0, share * area.h * _HIGHEST)
            box = Box(area.x + (number - 1) * step, area.y1 - tall, step * FILLED, tall)
            colour, alt = "highlight" if number - 1 in lit else "context", plot.alt if number == known[-1] else ()
            line, weight = (colour, _EDGE) if number - 1 in bounds else ("", 0.0)
            fill = "" if line else colour
            found.append(Shape(f"Picture {number}", "rect", box, fill, line, weight, alt))
    values = _column_value(page, plot, area, step) if lit == {len(held) - 1} else []
    grounds = [item.box for item in found if isinstance(item, Shape) and item.hatched]
    return [*found, *(item for item in values if not any(map(item.box.touches, grounds)))]


def _column_value(page: Page, plot: Plot, area: Box, step: float) -> list[TextBox]:
    """Return the value of the last column over it, of columns on each other their sum, unless the one before is in the
    way."""
    *_, before, last = (share or 0.0 for share in shares(plot))
    labelled = [item for item in plot.series if item.over] if plot.stacked else in_focus(plot)
    label = labelled[-1].labels[-1] if labelled and labelled[-1].labels else None
    foot = area.y1 - last * area.h * _HIGHEST - _ON_COLUMN
    right = area.x1 - step * (1 - FILLED)
    words = () if page.presented or label is None else label.text
    wide = fit.width(words, VALUE) + 4
    if not words or (wide > step and area.y1 - before * area.h * _HIGHEST < foot):
        return []
    box = Box(right - max(wide, step * FILLED), foot - VALUE.leading, max(wide, step * FILLED), VALUE.leading)
    centred = replace(VALUE, align="ctr" if wide <= step * FILLED else "r")
    return [fit.set_text(page.at("picture"), "Picture value", box, fit.single(words, centred))]


def _lit(plot: Plot, held: Sequence[float | None]) -> set[int]:
    """Return the columns in focus: those that the chart highlights, else the newest, of places the highest."""
    lit = {at for item in plot.series if not item.over for at, role in enumerate(item.roles) if role == "highlight"}
    if lit and len(lit) < len(held):
        return lit
    return {len(held) - 1 if plot.form == "column" and not plot.classed else held.index(max(filter(None, held)))}
