"""Stacked bars: how large is each whole, and of what parts?"""

from __future__ import annotations

from briefing.charts import chart_rows, values
from briefing.errors import LayoutError
from briefing.model.chart import MOST_SERIES, Axis, Chart, Plot, PlotSeries, Series
from briefing.model.round_steps import nice_step


def plot(chart: Chart) -> Plot:
    """Return a bar for each row, cut into its parts, each with its value where it has room; the longest bar first.

    Raise LayoutError with the reasons where the values of a row are no parts: one below zero, one missing, one part
    alone or more than six.
    """
    found = chart_rows.part_findings(chart, "a chart of stacked bars", MOST_SERIES, instead="`kind: bar` with the sums")
    if found:
        raise LayoutError(found)
    sums = [
        sum(point.value if point else 0.0 for point in row)
        for row in zip(*(item.points for item in chart.series), strict=True)
    ]
    if not (chart_rows.natural(chart) or chart.ordered):
        chart = chart_rows.picked(chart, sorted(_rows(chart), key=lambda at: -sums[at]))
    longest = max(sums, default=0.0) or 1.0
    axis = Axis(0.0, longest, nice_step(longest), visible=False)
    return chart_rows.plot_of_rows(chart, "share", (_part(chart, item) for item in chart.series), axis, stacked=True)


def _rows(chart: Chart) -> range:
    return range(len(chart.categories))


def _part(chart: Chart, series: Series) -> PlotSeries:
    labels = (values.label(chart, point, "centre") for point in series.points)
    return values.plot_series(series, values.role_among(chart, series), labels, end=series.name)
