"""Parts of a whole: one bar to 100 % a row, or one column a period, cut into two to four parts."""

from __future__ import annotations

from typing import Final

from briefing.charts import chart_rows, values
from briefing.charts.remarks import gap_rules
from briefing.errors import Finding, LayoutError
from briefing.model.chart import MOST_PARTS, Axis, Chart, Plot, PlotSeries, Role, Series
from briefing.model.text import plain

# Parts of a row, worked out exactly, leave no more than this to 100.
_EXACT: Final = 1e-6
_AXIS: Final = Axis(0.0, 100.0, 25.0, visible=False)


def plot(chart: Chart) -> Plot:
    """Return a bar to 100% for each row, cut into its parts, each with its share, one of them leading; among places in
    full colour for the edition's own, pale for the others. Periods are columns, the first part at the foot, as time
    runs to the right.

    Places are sorted by the leading part. Raise LayoutError with the reasons where the points of a row
    or column are no whole: a part below zero, a part missing, a sum other than 100, one part or more than four.
    """
    _check(chart)
    if chart.periods:
        stacked = (_part(chart, item, values.role_among(chart, item)) for item in chart.series)
        return values.plot_of(chart, "column", stacked, _AXIS, rules=gap_rules(chart), stacked=True)
    lead = next((at for at, item in enumerate(chart.series) if item.key == chart.highlight), 0)
    chart = _ordered(chart, lead)
    parts = (
        _leading(chart, item) if at == lead else _part(chart, item, values.role_of(chart, item.key))
        for at, item in enumerate(chart.series)
    )
    return chart_rows.plot_of_rows(chart, "share", parts, _AXIS, stacked=True)


def _ordered(chart: Chart, lead: int) -> Chart:
    """Sort rows by the leading part, the largest first, rows without parts last."""
    if chart.ordered:
        return chart
    points = chart.series[lead].points
    sizes = [-1.0 if point is None else point.value for point in points]
    return chart_rows.picked(chart, sorted(range(len(points)), key=lambda at: -sizes[at]))


def _part(chart: Chart, series: Series, role: Role) -> PlotSeries:
    labels = (values.label(chart, point, "centre") for point in series.points)
    return values.plot_series(series, role, labels, end=series.name)


def _leading(chart: Chart, series: Series) -> PlotSeries:
    labels = [values.label(chart, point, "centre", strong=True) for point in series.points]
    if chart.own not in chart.categories:
        return values.plot_series(series, "highlight", labels, end=series.name)
    roles: tuple[Role, ...] = tuple("highlight" if name == chart.own else "earlier" for name in chart.categories)
    roles = values.point_roles(series.points, roles)
    return values.plot_series(series, "highlight", labels, roles=roles, end=series.name)


def _check(chart: Chart) -> None:
    called = "a share chart"
    each = "column" if chart.periods else "row"
    instead = "line for one part over the years"
    found = chart_rows.part_findings(chart, called, MOST_PARTS, instead=instead, each=each)
    for at, category in enumerate(chart.categories):
        parts = [point.value for series in chart.series if (point := series.points[at]) is not None]
        whole = len(parts) == len(chart.series) and min(parts, default=0.0) >= 0
        if whole and abs(sum(parts) - 100.0) > _EXACT:
            what = f"the parts of the {each} {category} make {sum(parts):g} %, not 100"
            fix = "name every part of the whole, or the remainder with `rest`"
            found.append(Finding(plain(chart.title) or called, what, fix))
    if found:
        raise LayoutError(found)
