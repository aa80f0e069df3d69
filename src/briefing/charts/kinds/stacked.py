"""Stacked columns: how large was a whole each year, and how large each of its parts?"""

from __future__ import annotations

from briefing.charts import values
from briefing.charts.axis import nice_axis
from briefing.charts.part_series import check_parts, parts_of, sums, totals
from briefing.charts.remarks import break_rules, gap_rules, over_columns, remarks
from briefing.model.chart import Chart, Plot, PlotSeries, Series


def plot(chart: Chart) -> Plot:
    """Return columns over years from zero, each series a part with its value, the first part at the foot, the sum on
    top.

    Raise LayoutError with the reasons where the values of a year are no parts of a whole: a part below zero, a part
    without a value, ranks, one part or more than six.
    """
    check_parts(chart)
    parts = tuple(_part(chart, series) for series in parts_of(chart))
    return values.plot_of(
        chart,
        "column",
        (*parts, *totals(chart, ends=False)),
        nice_axis(sums(parts)),
        rules=(*gap_rules(chart), *break_rules(chart)),
        remarks=over_columns(remarks(chart, parts, stacked=True), sums(parts)),
        stacked=True,
    )


def _part(chart: Chart, series: Series) -> PlotSeries:
    role = values.role_among(chart, series)
    labels = (values.label(chart, point, "centre") for point in series.points)
    roles = values.point_roles(series.points, role, "≥≤≈")
    return values.plot_series(series, role, labels, roles=roles, end=series.name)
