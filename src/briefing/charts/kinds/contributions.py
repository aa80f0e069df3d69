"""Contributions: which parts made a total rise or fall, period by period?"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import nice_axis
from briefing.charts.remarks import gap_rules
from briefing.errors import Finding, LayoutError
from briefing.model.chart import LEAST_TOTALS, TOTAL, Chart, Label, Plot, PlotSeries, Series
from briefing.model.fact import Fact
from briefing.model.text import Run, plain, text
from briefing.wording.levels import common_decimals

_LONGEST = 12  # characters of a value that stands with a name


def plot(chart: Chart) -> Plot:
    """Return columns whose parts stand on each other on both sides of zero, with their total as a mark over them.

    Raise LayoutError for a period in which a part is missing.
    """
    _check(chart)
    parts = [series for series in chart.series if series.key != TOTAL]
    drawn = tuple(_part(chart, parts, series) for series in parts)
    topped = all(value is None or value >= 0 for item in drawn for value in item.values)
    total = tuple(_total(chart, series, topped=topped) for series in chart.series if series.key == TOTAL)
    columns = list(zip(*(item.values for item in drawn), strict=True))
    reached = [sum(value for value in column if value and value * side > 0) for column in columns for side in (1, -1)]
    return values.plot_of(
        chart,
        "column",
        (*drawn, *total),
        nice_axis([*reached, *(value for item in total for value in item.values if value is not None)]),
        rules=gap_rules(chart),
        stacked=True,
    )


def _part(chart: Chart, parts: Sequence[Series], series: Series) -> PlotSeries:
    role = values.role_among(replace(chart, series=tuple(parts)), series)
    # those that are too small for their value are left to the scale
    labels = (values.label(chart, point, "centre", signed=True) for point in series.points)
    return values.plot_series(series, role, labels, roles=(), end=series.name)


def _total(chart: Chart, series: Series, *, topped: bool) -> PlotSeries:
    """Return the total, named with its last value; few on top of their parts each have their value."""
    known = [point for point in series.points if point is not None]
    words = values.wording(chart)
    if topped and len(known) < LEAST_TOTALS:
        labels = (_printed_total(chart, point) for point in series.points)
        end = tuple(replace(run, bold=True) for run in series.name)
        return values.plot_series(series, "total", labels, roles=(), end=end, above=True)
    last = known[-1]
    places = common_decimals(chart.facts)
    printed = words.signed(last, places) if last.measure == "percent" else values.printed(last, words, places)
    value = (Run(" "), Run(printed, bold=True, fact=last.name)) if len(printed) <= _LONGEST else ()
    end = (*(replace(run, bold=True) for run in series.name), *value)
    return values.plot_series(series, "total", (), roles=(), end=end, above=True)


def _printed_total(chart: Chart, point: Fact | None) -> Label | None:
    """Return a total with as many decimals as its parts."""
    if point is None:
        return None
    words, places = values.wording(chart), common_decimals(chart.facts)
    printed = words.signed(point, places) if point.measure == "percent" else values.printed(point, words, places)
    return Label(text(printed, fact=point.name), live=False, strong=True)


def _check(chart: Chart) -> None:
    where, found = plain(chart.title) or "contributions", []
    for at, period in enumerate(chart.categories):
        absent = [plain(series.name) for series in chart.series if series.points[at] is None]
        if 0 < len(absent) < len(chart.series):
            what = f"{' and '.join(absent)} lack a value in {period}, so that its parts would not add up"
            found.append(Finding(where, what, "choose a `period` in which all parts have a value"))
    if found:
        raise LayoutError(found)
