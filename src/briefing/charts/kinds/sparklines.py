"""A small table with a line in each row, each on its own scale: where it has been, with its first and last value."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import bar_axis
from briefing.charts.bridges import bridges
from briefing.charts.chart_rows import head, plot_rows
from briefing.model.chart import Axis, Chart, Plot, PlotSeries, Series
from briefing.model.text import plain, text

_AIR = 0.05  # of the span of a line, below and above it


def plot(chart: Chart) -> Plot:
    """Return a row for each series, with a plot of its line."""
    names = tuple(plain(row.name) or row.key for row in chart.rows)
    lasts = tuple(next((fact for fact in reversed(item.points) if fact is not None), None) for item in chart.series)
    rows = replace(chart, categories=names)
    ends = PlotSeries("", values.numbers(lasts), "context", facts=values.names(lasts))
    axis = bar_axis(0.0 if fact is None else fact.value for fact in lasts)
    lines = tuple(_line(chart, item) for item in chart.series)
    table = values.plot_of(
        rows, "sparklines", (ends,), axis, rows=plot_rows(rows), rows_head=head(chart), lines=lines
    )  # fmt: skip
    return replace(table, baseline=text(values.wording(chart).phrase("own_scales")))


def _line(chart: Chart, series: Series) -> Plot:
    """Return the plot of one line over the periods of its frequency, without scale and words."""
    alone = values.alone(chart, series)
    (series,) = alone.series
    known = [fact.value for fact in series.points if fact is not None]
    low, high = min(known), max(known)
    air = _AIR * (high - low or abs(high) or 1.0)
    axis = Axis(low - air, high + air, (high - low or 1.0), visible=False)
    marks = values.plot_series(series, values.role_of(chart, series.key), ())
    return values.plot_of(alone, "line", (marks, *bridges(alone, (marks,))), axis)
