"""Chart → Plot: a kind is a module of `kinds`, for every medium, and an entry of `model.chart_kinds`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from importlib import import_module

from msgspec.structs import replace

from briefing.charts.axis import alike, given_axis
from briefing.charts.values import spoken
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.chart_kinds import KINDS
from briefing.model.text import plain

__all__ = ["plot", "plots"]


def plot(chart: Chart) -> Plot:
    """Return the marks of a chart by role. Raise LayoutError with every reason why it cannot be drawn."""
    found = _faults(chart)
    if found:
        raise LayoutError(found)
    compose: Callable[[Chart], Plot] = import_module(f"briefing.charts.kinds.{chart.kind}").plot
    made = compose(spoken(chart))
    if chart.scale is None:
        return made
    axis = given_axis(made.axis, chart.scale)
    return replace(made, axis=replace(axis, visible=axis.visible or made.form == "line"))


def plots(shown: Iterable[Chart]) -> tuple[Plot, ...]:
    """Return the plots of charts that stand together, as panels or side by side: those of one unit share a scale.

    Raise LayoutError as `plot` does, with the reasons of all of them.
    """
    made: list[Plot] = []
    found: list[Finding] = []
    for chart in shown:
        try:
            made.append(plot(chart))
        except LayoutError as error:
            found += error.findings
    if found:
        raise LayoutError(found)
    return alike(made)


def _faults(chart: Chart) -> list[Finding]:
    where = plain(chart.title) or f"{chart.kind} chart"
    if chart.kind not in KINDS:
        return [Finding(where, f"unknown kind of chart {chart.kind!r}", f"kinds: {', '.join(KINDS)}")]
    found: list[Finding] = []
    if not any(point is not None for series in chart.series for point in series.points):
        found.append(Finding(where, "a chart without a single value", "choose series that have values in the period"))
    for series in chart.series:
        name = plain(series.name) or series.key
        if len(series.points) != len(chart.categories):
            what = f"{name} has {len(series.points)} points for {len(chart.categories)} categories"
            found.append(Finding(where, what, "give a fact, or a gap, for each category"))
        if any(point is not None and not math.isfinite(point.value) for point in series.points):
            found.append(Finding(where, f"{name} has a value that is no number", "leave that value out"))
    count = len(chart.series if KINDS[chart.kind].takes == "lines" else chart.categories)
    for column in chart.columns:
        if KINDS[chart.kind].in_rows and len(column.cells) != count:
            what = f"the column {plain(column.head)!r} has {len(column.cells)} cells for {count} rows"
            found.append(Finding(where, what, "give one cell for each row"))
    if chart.rows and len(chart.rows) != count:
        found.append(Finding(where, f"{len(chart.rows)} row names for {count} rows", "name each row"))
    return found
