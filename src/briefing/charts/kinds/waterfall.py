"""A waterfall: by which steps did a first value become the last one?"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from briefing.charts import values
from briefing.charts.axis import bar_axis
from briefing.errors import Finding, LayoutError
from briefing.model.chart import MOST_ROWS, Chart, Label, Plot, PlotRow, PlotSeries, Role
from briefing.model.fact import Fact, Measure
from briefing.model.text import plain, text

_CHANGES: Final[frozenset[Measure]] = frozenset({"change", "points"})


def plot(chart: Chart) -> Plot:
    """Return columns that each begin where the one before it ends, the first level and the last at zero.

    Steps up and down have a colour and a sign each; where the story highlights one, all others are grey. Raise
    LayoutError for a step without a value, or known as a bound.
    """
    points = _points(chart)
    numbers = [fact.value for fact in points]
    levels = list(accumulate(numbers[:-1]))
    totals = {len(points) - 1, *([0] if points[0].measure not in _CHANGES else [])}
    roles = [_role(chart, at, value, total=at in totals) for at, value in enumerate(numbers)]
    series = PlotSeries(
        name=plain(chart.series[0].name),
        values=tuple(numbers),
        role="context",
        roles=tuple(roles),
        labels=tuple(_label(chart, fact, total=role == "total") for fact, role in zip(points, roles, strict=True)),
        facts=values.names(points),
        markers=False,
        starts=(0.0, *levels[:-1], 0.0),
    )
    names = [row.name for row in chart.rows] or [text(category, term="axis") for category in chart.categories]
    rows = tuple(PlotRow(name, (), role) for name, role in zip(names, roles, strict=True))
    return values.plot_of(chart, "column", (series,), bar_axis((*levels, numbers[-1])), rows=rows, stepped=True)


def _role(chart: Chart, at: int, value: float, *, total: bool) -> Role:
    if total:
        return "total"
    if {chart.highlight, chart.second} & set(chart.categories):
        return values.role_of(chart, chart.categories[at])
    return "second" if value < 0 else "highlight"


def _label(chart: Chart, fact: Fact, *, total: bool) -> Label | None:
    level = total and fact.measure not in _CHANGES
    return values.label(chart, fact, "outside", strong=total, signed=not level)


def _points(chart: Chart) -> list[Fact]:
    where, points = plain(chart.title) or "waterfall", chart.series[0].points
    found = [
        Finding(
            where, f"{category} has no value, so that no step begins at its end", "leave it out, or choose a period"
        )
        for category, point in zip(chart.categories, points, strict=True)
        if point is None
    ]
    found += [
        Finding(where, f"{category} is known as a bound, on which no step can stand", "write `kind: bar`")
        for category, point in zip(chart.categories, points, strict=True)
        if point is not None and point.qualifier in "≥≤"
    ]
    if len(chart.series) > 1:
        found.append(Finding(where, "a waterfall has one series of steps", "write `kind: contributions` for several"))
    if len(points) > MOST_ROWS:
        what = f"{len(points)} columns are too many to name, at most {MOST_ROWS} may stand in a waterfall"
        found.append(Finding(where, what, "join small steps into one, or write `kind: bar`"))
    if len(points) < 3:
        found.append(Finding(where, "a waterfall has a step at least", "write `kind: bar` for values alone"))
    if found:
        raise LayoutError(found)
    return [point for point in points if point is not None]
