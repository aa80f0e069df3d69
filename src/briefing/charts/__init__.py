"""Chart → Plot: one kind is one file of `kinds`, for every medium, and one line here."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from briefing.charts.kinds import bar, bullet, bump, columns, line, slope
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.text import plain

__all__ = ["KINDS", "Kind", "plot"]

Kind = Callable[[Chart], Plot]

KINDS: Final[Mapping[str, Kind]] = {
    "bar": bar.plot,
    "line": line.plot,
    "columns": columns.plot,
    "slope": slope.plot,
    "bump": bump.plot,
    "bullet": bullet.plot,
}


def plot(chart: Chart) -> Plot:
    """A chart → its marks by role. LayoutError with every reason why it cannot be drawn."""
    found = _faults(chart)
    if found:
        raise LayoutError(found)
    return KINDS[chart.kind](chart)


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
    for column in chart.columns:
        if chart.kind in ("bar", "bullet") and len(column.cells) != len(chart.categories):
            what = f"the column {plain(column.head)!r} has {len(column.cells)} cells for {len(chart.categories)} rows"
            found.append(Finding(where, what, "give one cell for each row"))
    if chart.rows and len(chart.rows) != len(chart.categories):
        found.append(Finding(where, f"{len(chart.rows)} row names for {len(chart.categories)} rows", "name each row"))
    return found
