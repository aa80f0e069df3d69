"""Stacked bars: how large is each whole, and of what parts?"""

from __future__ import annotations

from briefing.charts import chart_rows, values
from briefing.charts.axis import nice_step
from briefing.errors import Finding, LayoutError
from briefing.model.chart import MOST_ROWS, MOST_SERIES, Axis, Chart, Plot, PlotSeries, Series
from briefing.model.text import plain

_FEWEST = 2


def plot(chart: Chart) -> Plot:
    """Return a bar for each row, cut into its parts, each with its value where it has room; the longest bar first.

    Raise LayoutError with the reasons where the values of a row are no parts: one below zero, one missing, one part
    alone or more than six.
    """
    _check(chart)
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


def _check(chart: Chart) -> None:
    where, found = plain(chart.title) or "stacked bars", []
    if not _FEWEST <= len(chart.series) <= MOST_SERIES:
        what = f"stacked bars have {_FEWEST} to {MOST_SERIES} parts, and these have {len(chart.series)}"
        found.append(Finding(where, what, "join small parts into one, or use bar to compare single values"))
    if len(chart.categories) > MOST_ROWS:
        what = f"{len(chart.categories)} rows are too many for stacked bars, at most {MOST_ROWS} can be read"
        found.append(Finding(where, what, "name fewer, or use `kind: bar` with the sums"))
    for at, category in enumerate(chart.categories):
        points = [series.points[at] for series in chart.series]
        known = [point.value for point in points if point is not None]
        if known and len(known) < len(points):
            found.append(Finding(where, f"a part has no value in the row {category}", "leave the row out"))
        elif known and min(known) < 0:
            what = f"a part is below zero in the row {category}, and no bar shows that as a part"
            found.append(Finding(where, what, "use bar or columns"))
    if found:
        raise LayoutError(found)
