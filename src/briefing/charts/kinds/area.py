"""Areas over time: how large was a whole, and how much of it was each of its parts?"""

from __future__ import annotations

from briefing.charts import values
from briefing.charts.axis import nice_axis
from briefing.charts.part_series import check_parts, parts_of, sums, totals
from briefing.charts.remarks import break_rules, remarks
from briefing.errors import LayoutError
from briefing.model.chart import LEAST_POINTS, Chart, Plot, PlotSeries, Series
from briefing.model.text import plain


def plot(chart: Chart) -> Plot:
    """Return areas from zero, the first part at the foot, each with its name and its last value; their sums are a line.

    Raise LayoutError with the reasons where the values of a period are no parts of a whole, and where there are fewer
    than four: an area says that the way between two of them is known.
    """
    check_parts(chart)
    _check_path(chart)
    parts = tuple(_part(chart, series) for series in parts_of(chart))
    return values.plot_of(
        chart,
        "line",
        (*parts, *totals(chart, ends=True)),
        nice_axis(sums(parts)),
        rules=break_rules(chart),
        remarks=remarks(chart, parts, stacked=True),
        stacked=True,
    )


def _part(chart: Chart, series: Series) -> PlotSeries:
    role = values.role_among(chart, series)
    valued, nothing = values.valued_name(chart, series), (None,) * len(series.points)
    return values.plot_series(series, role, nothing, roles=(), end=valued, markers=False, filled=True)


def _check_path(chart: Chart) -> None:
    where = plain(chart.title) or "area chart"
    known = [at for at in range(len(chart.categories)) if any(series.points[at] for series in chart.series)]
    if len(known) < LEAST_POINTS:
        what = f"an area needs {LEAST_POINTS} periods with a value, and this one has {len(known)}"
        raise LayoutError(what, where, "write `kind: stacked`")
    if len(known) < known[-1] - known[0] + 1:
        empty = next(at for at in range(known[0], known[-1]) if at not in known)
        what = f"no part has a value in {chart.categories[empty]}, and an area would be drawn over it"
        raise LayoutError(what, where, "write `kind: stacked`, or choose a `period` without that gap")
