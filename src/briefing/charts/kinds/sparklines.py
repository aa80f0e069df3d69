"""A small table with a line in each row: where it has been, with its first and last value.

Places of one indicator share a scale. Lines of several indicators share one of multiples of their first values, where
these are of one period and can be divided; else each has its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import bar_axis
from briefing.charts.bridges import bridges
from briefing.charts.chart_rows import head, plot_rows
from briefing.model.chart import Axis, Chart, Plot, PlotSeries, Series
from briefing.model.fact import Fact
from briefing.model.text import Text, plain, text
from briefing.wording.fitting import has_multiples

_AIR = 0.05  # of the span of a line, below and above it
_Range = tuple[float, float]
_UNLIKE = 20.0  # times the least value, a greatest one that would leave small places flat


def plot(chart: Chart) -> Plot:
    """Return a row for each series, with a plot of its line."""
    names = tuple(plain(row.name) or row.key for row in chart.rows)
    lasts = tuple(next((fact for fact in reversed(item.points) if fact is not None), None) for item in chart.series)
    rows = replace(chart, categories=names)
    ends = PlotSeries("", values.numbers(lasts), "context", facts=values.names(lasts))
    axis = bar_axis(0.0 if fact is None else fact.value for fact in lasts)
    ranges, words = _ranges(chart)
    lines = tuple(_line(chart, item, own) for item, own in zip(chart.series, ranges, strict=True))
    table = values.plot_of(
        rows, "sparklines", (ends,), axis, rows=plot_rows(rows), rows_head=head(chart), lines=lines
    )  # fmt: skip
    return replace(table, baseline=words)


def _ranges(chart: Chart) -> tuple[list[_Range | None], Text]:
    """Return the range of the scale of each line, None for one of its own, and the words that say which scales."""
    say, count = values.wording(chart), len(chart.series)
    if shared := _shared_range(chart):
        return [shared] * count, text(say.phrase("shared_scale"))
    firsts = [next(fact for fact in item.points if fact is not None) for item in chart.series]
    if multiples := _shared_multiples(chart, firsts):
        low, high = multiples
        words = text(
            say.phrase("scale_of_multiples", year=say.dated(firsts[0].value_period, form="short")), term="base"
        )
        return [(low * first.value, high * first.value) for first in firsts], words
    return [None] * count, text(say.phrase("own_scales"))


def _shared_multiples(chart: Chart, firsts: Sequence[Fact]) -> _Range | None:
    """Return the least and the greatest multiple of the first values of all lines; None where a line has none, or one
    across a break that forbids it, or would be flat next to another."""
    divisible = all(has_multiples(fact.unit) and fact.unit != "rank" for fact in firsts)
    plain_values = divisible and all(fact.measure == "value" and fact.value > 0 for fact in chart.facts)
    starts = {fact.period for fact in firsts}
    if not plain_values or None in starts or len(starts) > 1 or any(one.refused for one in chart.breaks):
        return None
    known = [
        fact.value / first.value
        for item, first in zip(chart.series, firsts, strict=True)
        for fact in item.points
        if fact is not None
    ]
    low, high = min(known), max(known)
    return None if high > _UNLIKE * low else (low, high)


def _shared_range(chart: Chart) -> _Range | None:
    """Return the least and the greatest value of all rows where they are places of one indicator; else None."""
    known = chart.facts
    several = len({(fact.indicator, fact.measure, fact.unit) for fact in known}) > 1 or not known[0].indicator
    places = len({fact.entity for fact in known})
    low, high = min(fact.value for fact in known), max(fact.value for fact in known)
    unlike = low > 0 and high > _UNLIKE * low
    return None if several or unlike or places < len(chart.series) else (low, high)


def _line(chart: Chart, series: Series, shared: _Range | None) -> Plot:
    """Return the plot of one line over the periods of its frequency, without scale and words, within a range that it
    shares, or its own."""
    alone = values.alone(chart, series)
    (series,) = alone.series
    known = [fact.value for fact in series.points if fact is not None]
    low, high = shared or (min(known), max(known))
    air = _AIR * (high - low or abs(high) or 1.0)
    axis = Axis(low - air, high + air, (high - low or 1.0), visible=False)
    marks = values.plot_series(series, values.role_of(chart, series.key), ())
    return values.plot_of(alone, "line", (marks, *bridges(alone, (marks,))), axis)
