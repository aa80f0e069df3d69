"""Stacked columns: how large was a whole each year, and how large each of its parts?"""

from __future__ import annotations

from briefing.charts import values
from briefing.charts.axis import nice_axis
from briefing.charts.remarks import break_rules, remarks, years_without_value
from briefing.errors import Finding, LayoutError
from briefing.model.chart import MOST_PARTS, Chart, Plot, PlotSeries, Series
from briefing.model.text import plain


def plot(chart: Chart) -> Plot:
    """Return columns over years from zero, each series a part with its value, the first part at the foot.

    Raise LayoutError with the reasons where the values of a year are no parts of a whole: a part below zero, a part
    without a value, ranks, one part or more than four.
    """
    _check(chart)
    parts = tuple(_part(chart, series) for series in chart.series)
    totals = [sum(value or 0.0 for value in year) for year in zip(*(part.values for part in parts), strict=True)]
    return values.plot_of(
        chart,
        "column",
        parts,
        nice_axis(totals),
        rules=break_rules(chart),
        remarks=(*remarks(chart, parts, stacked=True), *years_without_value(chart)),
        stacked=True,
    )


def _part(chart: Chart, series: Series) -> PlotSeries:
    role = values.role_among(chart, series)
    labels = (values.label(chart, point, "centre") for point in series.points)
    roles = values.point_roles(series.points, role, "≥≤≈")
    return values.plot_series(series, role, labels, roles=roles, end=series.name)


def _check(chart: Chart) -> None:
    where, found = plain(chart.title) or "stacked chart", []
    if not 2 <= len(chart.series) <= MOST_PARTS:
        what = f"a stacked chart has 2 to {MOST_PARTS} parts, and this one has {len(chart.series)}"
        found.append(Finding(where, what, "join small parts into one, or use columns for a single series"))
    if any("rank" in (fact.unit, fact.measure) for fact in values.known(chart)):
        found.append(Finding(where, "ranks make no whole", "write `kind: bump`"))
    for at, year in enumerate(chart.categories):
        points = [series.points[at] for series in chart.series]
        absent = [plain(series.name) or series.key for series in chart.series if series.points[at] is None]
        if 0 < len(absent) < len(points):
            what = f"{' and '.join(absent)} lack a value in {year}, so that its column would be too low"
            fix = "choose a `period` in which all parts have a value, or write `kind: line`"
            found.append(Finding(where, what, fix))
        if any(point is not None and point.value < 0 for point in points):
            what = f"a part is below zero in {year}, and no column shows that as a part"
            found.append(Finding(where, what, "write `kind: columns`"))
    if found:
        raise LayoutError(found)
