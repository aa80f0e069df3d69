"""Parts of a whole: one bar to 100 % a row, cut into two to four parts."""

from __future__ import annotations

from typing import Final

from briefing.charts import chart_rows, values
from briefing.errors import Finding, LayoutError
from briefing.model.chart import MOST_PARTS, MOST_ROWS, Axis, Chart, Plot, PlotSeries, Role, Series
from briefing.model.text import plain

FEWEST: Final = 2
# Parts of a row, worked out exactly, leave no more than this to 100.
_EXACT: Final = 1e-6
_AXIS: Final = Axis(0.0, 100.0, 25.0, visible=False)


def plot(chart: Chart) -> Plot:
    """Return a bar to 100% for each row, cut into its parts, each with its share, one of them leading.

    Rows that are no years are sorted by the leading part. Raise LayoutError with the reasons where the points of a row
    are no whole: a part below zero, a part missing, a sum other than 100, one part or more than four.
    """
    _check(chart)
    lead = next((at for at, item in enumerate(chart.series) if item.key == chart.highlight), 0)
    chart = _ordered(chart, lead)
    parts = (_part(chart, item, leads=at == lead) for at, item in enumerate(chart.series))
    return chart_rows.plot_of_rows(chart, "share", parts, _AXIS, stacked=True)


def _ordered(chart: Chart, lead: int) -> Chart:
    """Sort rows by the leading part, the largest first, rows without parts last; years keep their order."""
    if chart_rows.natural(chart) or chart.ordered:
        return chart
    points = chart.series[lead].points
    sizes = [-1.0 if point is None else point.value for point in points]
    return chart_rows.picked(chart, sorted(range(len(points)), key=lambda at: -sizes[at]))


def _part(chart: Chart, series: Series, *, leads: bool) -> PlotSeries:
    role: Role = "highlight" if leads else values.role_of(chart, series.key)
    labels = (values.label(chart, point, "centre", strong=leads) for point in series.points)
    return values.plot_series(series, role, labels, end=series.name)


def _check(chart: Chart) -> None:
    where, found = plain(chart.title) or "share chart", []
    if not FEWEST <= len(chart.series) <= MOST_PARTS:
        what = f"a share chart has {FEWEST} to {MOST_PARTS} parts, and this one has {len(chart.series)}"
        found.append(Finding(where, what, "join small parts into one, or use bar to compare single values"))
    if len(chart.categories) > MOST_ROWS:
        what = f"{len(chart.categories)} rows are too many for a share chart, at most {MOST_ROWS} can be read"
        found.append(Finding(where, what, "name fewer, or use line for one part over the years"))
    for at, category in enumerate(chart.categories):
        points = [series.points[at] for series in chart.series]
        known = [point.value for point in points if point is not None]
        if not known:
            continue
        if len(known) < len(points):
            found.append(Finding(where, f"a part has no value in the row {category}", "leave the row out"))
        elif min(known) < 0:
            what = f"a part is below zero in the row {category}, and no bar shows that as a share"
            found.append(Finding(where, what, "use bar or columns"))
        elif abs(sum(known) - 100.0) > _EXACT:
            what = f"the parts of the row {category} make {sum(known):g} %, not 100"
            found.append(Finding(where, what, "name every part of the whole, or the remainder with `rest`"))
    if found:
        raise LayoutError(found)
