"""Chart → Plot: one kind is one file of `kinds`, for every medium, and one line here."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from briefing.charts.kinds import bar, bullet, bump, columns, dumbbell, line, share, slope
from briefing.charts.scales import alike
from briefing.charts.values import spoken
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart, Plot
from briefing.model.text import plain

__all__ = ["KINDS", "Kind", "plot", "plots"]

Kind = Callable[[Chart], Plot]

KINDS: Final[Mapping[str, Kind]] = {
    "bar": bar.plot,
    "line": line.plot,
    "columns": columns.plot,
    "slope": slope.plot,
    "bump": bump.plot,
    "bullet": bullet.plot,
    "dumbbell": dumbbell.plot,
    "share": share.plot,
}


# The kinds that have a row for each category, with columns of numbers beside it.
ROWS: Final = ("bar", "bullet", "dumbbell", "share")


def plot(chart: Chart) -> Plot:
    """A chart → its marks by role. LayoutError with every reason why it cannot be drawn."""
    found = _faults(chart)
    if found:
        raise LayoutError(found)
    return KINDS[chart.kind](spoken(chart))


def plots(shown: Iterable[Chart]) -> tuple[Plot, ...]:
    """Charts that stand together, as panels or side by side → their plots, those of one unit on one scale.

    LayoutError as for `plot`, with the reasons of all of them.
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
    for column in chart.columns:
        if chart.kind in ROWS and len(column.cells) != len(chart.categories):
            what = f"the column {plain(column.head)!r} has {len(column.cells)} cells for {len(chart.categories)} rows"
            found.append(Finding(where, what, "give one cell for each row"))
    if chart.rows and len(chart.rows) != len(chart.categories):
        found.append(Finding(where, f"{len(chart.rows)} row names for {len(chart.categories)} rows", "name each row"))
    return found
