"""A ridge for each year on the cover, the newest in front: months or quarters from zero, all on one scale."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.charts.end_names import spread
from briefing.deck.plan import grid
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Element, Freeform, Path, TextStyle
from briefing.model.chart import Chart, Series
from briefing.model.text import Text

LEFT, RIGHT, TOP, FOOT = 552.0, 906.0, 150.0, 472.0
_HIGH: Final = 3.2  # of the distance of two ridges: how high the highest is
_LEAST: Final = 64.0  # points, the highest of few ridges
HERO = TextStyle(44, 48, "accent_text", bold=True)
WHEN = TextStyle(16, 20, "ink_2")
WHAT = TextStyle(14, 18, "ink_2")
YEAR = TextStyle(14, 18, "ink_2", align="r")
_YEAR_W: Final = 46.0


def ridges(page: Page, chart: Chart) -> list[Element]:
    """Return the ridges, the oldest first, their years, and the newest value."""
    most = max(fact.value for fact in chart.facts) or 1.0
    count = len(chart.series)
    step = (FOOT - TOP) / (count + _HIGH - 1)
    high = max(_HIGH * step, min(_LEAST, FOOT - TOP))
    feet = [FOOT - (count - 1 - at) * step for at in range(count)]
    elements: list[Element] = []
    for at, (series, foot) in enumerate(zip(chart.series, feet, strict=True)):
        newest, number, runs = at == count - 1, at + 1, list(_runs(series))
        outlines = [_outline(run, len(series.points), foot, high / most) for run in runs]
        grounds = tuple(Path(((line[0][0], foot), *line, (line[-1][0], foot))) for line in outlines)
        elements.append(Freeform(f"Ground {number}", grounds, fill="heat_2" if newest else "heat_1"))
        lines = tuple(Path(tuple(line), closed=False) for line in outlines)
        colour, weight = ("accent", 2.5) if newest else ("highlight", 1.25)
        alt: Text = chart.alt if newest else ()
        elements.append(Freeform(f"Ridge {number}", lines, line=colour, weight=weight, alt=alt))
    return [*elements, *_years(page, chart, feet, high / most), *_words(page, chart)]


def _years(page: Page, chart: Chart, feet: Sequence[float], scale: float) -> list[Element]:
    """Return the years at the left of their ridges, the newest first where not all have room."""
    firsts = [next(point.value for point in series.points if point is not None) for series in chart.series]
    wished = [foot - value * scale for foot, value in zip(feet, firsts, strict=True)]
    shown = range(len(feet) - 1, -1, -max(1, math.ceil(len(feet) * YEAR.leading / (FOOT - TOP))))
    centres = spread([wished[at] for at in shown], [YEAR.leading] * len(shown), TOP - YEAR.leading, FOOT)
    elements: list[Element] = []
    for at, centre in zip(shown, centres, strict=True):
        box = Box(LEFT - _YEAR_W - 8, centre - YEAR.leading / 2, _YEAR_W, YEAR.leading)
        style = grid.coloured(YEAR, "accent_text", bold=True) if at == len(feet) - 1 else YEAR
        elements.append(fit.set_text(page, f"Ridge year {at + 1}", box, fit.single(chart.series[at].name, style)))
    return elements


def _words(page: Page, chart: Chart) -> list[Element]:
    (column,) = chart.columns
    value, when = column.cells
    wide = fit.width(value, HERO) + 4
    hero = Box(LEFT, 30, wide, HERO.leading)
    below = Box(LEFT, hero.y1, fit.width(when, WHEN) + 2, WHEN.leading)
    room = page.zones.body.x1 - LEFT
    what = Box(LEFT, below.y1 + 2, fit.balanced_width(column.head, WHAT, room), 2 * WHAT.leading)
    return [
        fit.set_text(page, "Newest value", hero, fit.single(value, HERO)),
        fit.set_text(page, "Newest period", below, fit.single(when, WHEN)),
        fit.set_text(page, "Measure", what, fit.single(column.head, WHAT)),
    ]


def _outline(run: Sequence[tuple[int, float]], count: int, foot: float, scale: float) -> list[tuple[float, float]]:
    """Return the places of values that follow each other."""
    step = (RIGHT - LEFT) / max(1, count - 1)
    return [(LEFT + at * step, foot - value * scale) for at, value in run]


def _runs(series: Series) -> Iterator[list[tuple[int, float]]]:
    run: list[tuple[int, float]] = []
    for at, point in enumerate(series.points):
        if point is not None:
            run.append((at, point.value))
        elif run:
            yield run
            run = []
    if run:
        yield run
