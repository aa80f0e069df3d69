"""A small table with a line in each row: where it has been, with its first and last value.

Places of one indicator share a scale; of several indicators each line has its own.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import bar_axis
from briefing.charts.bridges import bridges
from briefing.charts.chart_rows import head, plot_rows
from briefing.model.chart import Axis, Chart, Plot, PlotSeries, Series
from briefing.model.text import plain, text

_AIR = 0.05  # of the span of a line, below and above it
_UNLIKE = 20.0  # times the least value, a greatest one that would leave small places flat


def plot(chart: Chart) -> Plot:
    """Return a row for each series, with a plot of its line."""
    names = tuple(plain(row.name) or row.key for row in chart.rows)
    lasts = tuple(next((fact for fact in reversed(item.points) if fact is not None), None) for item in chart.series)
    rows = replace(chart, categories=names)
    ends = PlotSeries("", values.numbers(lasts), "context", facts=values.names(lasts))
    axis = bar_axis(0.0 if fact is None else fact.value for fact in lasts)
    shared = _shared_range(chart)
    lines = tuple(_line(chart, item, shared) for item in chart.series)
    table = values.plot_of(
        rows, "sparklines", (ends,), axis, rows=plot_rows(rows), rows_head=head(chart), lines=lines
    )  # fmt: skip
    return replace(table, baseline=text(values.wording(chart).phrase("shared_scale" if shared else "own_scales")))


def _shared_range(chart: Chart) -> tuple[float, float] | None:
    """Return the least and the greatest value of all rows where they are places of one indicator; else None."""
    known = chart.facts
    several = len({(fact.indicator, fact.measure, fact.unit) for fact in known}) > 1 or not known[0].indicator
    places = len({fact.entity for fact in known})
    low, high = min(fact.value for fact in known), max(fact.value for fact in known)
    unlike = low > 0 and high > _UNLIKE * low
    return None if several or unlike or places < len(chart.series) else (low, high)


def _line(chart: Chart, series: Series, shared: tuple[float, float] | None) -> Plot:
    """Return the plot of one line over the periods of its frequency, without scale and words, within a shared range."""
    alone = values.alone(chart, series)
    (series,) = alone.series
    known = [fact.value for fact in series.points if fact is not None]
    low, high = shared or (min(known), max(known))
    air = _AIR * (high - low or abs(high) or 1.0)
    axis = Axis(low - air, high + air, (high - low or 1.0), visible=False)
    marks = values.plot_series(series, values.role_of(chart, series.key), ())
    return values.plot_of(alone, "line", (marks, *bridges(alone, (marks,))), axis)
