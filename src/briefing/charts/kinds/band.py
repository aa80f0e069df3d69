"""A line with a band: how sure is the value, or does it keep within its range?"""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import lifted_axis, nice_axis
from briefing.charts.remarks import remarks
from briefing.errors import Finding, LayoutError
from briefing.model.chart import LEAST_POINTS, Chart, Plot, PlotSeries, Series, Side
from briefing.model.text import Run, plain

_ENDS = 2  # series of a band


def plot(chart: Chart) -> Plot:
    """Return a line of the first series, labelled at its ends, its top and its low, over the area between the last two.

    Raise LayoutError with the reasons where there are fewer than four values, or a lower end is above its upper one.
    """
    line, low, high = _checked(chart)
    known = [fact.value for fact in chart.facts]
    axis = lifted_axis(known) if chart.lifted else nice_axis(known)
    area, drawn = _area(chart, low, high), _line(chart, line)
    own = remarks(chart, (drawn, *area))
    return values.plot_of(chart, "line", (*area, drawn), axis, remarks=own, stacked=True)


def _line(chart: Chart, series: Series) -> PlotSeries:
    known = {at: point.value for at, point in enumerate(series.points) if point is not None}
    first, last = min(known), max(known)
    labels = [
        values.label(chart, point, "above", strong=at == last) if at in (first, last) else None
        for at, point in enumerate(series.points)
    ]
    turns: dict[int, Side] = {max(known, key=known.__getitem__): "above", min(known, key=known.__getitem__): "below"}
    for turn, side in turns.items():
        if first < turn < last:
            labels[turn] = values.label(chart, series.points[turn], side, optional=True)
    return values.plot_series(series, "highlight", labels, end=series.name)


def _area(chart: Chart, low: Series, high: Series) -> tuple[PlotSeries, PlotSeries]:
    """Return what stands below a band, unseen, and the band on it."""
    words = values.wording(chart)
    nothing = (None,) * len(low.points)
    below = values.plot_series(low, "unseen", nothing, roles=(), markers=False, filled=True)
    bounds = zip(values.numbers(low.points), values.numbers(high.points), strict=True)
    heights = tuple(None if one is None or other is None else other - one for one, other in bounds)
    name = words.phrase("band_between", low=plain(low.name), high=plain(high.name))
    band = values.plot_series(high, "context", nothing, roles=(), markers=False, filled=True)
    last = next(at for at in reversed(range(len(heights))) if heights[at] is not None)
    ends = [values.label(chart, series.points[last]) for series in (low, high)]
    span: list[Run] = []
    for label in ends:
        span += [*([Run("–")] if span else []), *(label.text if label else ())]
    end = (Run(name, term="name of a band"), Run("\n"), *span)  # no line ends within the numbers
    return below, replace(band, name=name, values=heights, end=end, observed=False)


def _checked(chart: Chart) -> tuple[Series, Series, Series]:
    where, found = plain(chart.title) or "band chart", []
    if len(chart.series) != 1 + _ENDS:
        what = f"a band has one line and two ends, and this one has {len(chart.series)} series"
        raise LayoutError(what, where, "name one in `series`, and its lower and its upper end in `band`")
    line, low, high = chart.series
    if sum(point is not None for point in line.points) < LEAST_POINTS:
        what = f"{plain(line.name) or line.key} has fewer than {LEAST_POINTS} values, which a line needs"
        found.append(Finding(where, what, "choose a longer `period`, or write `kind: columns`"))
    both = [at for at in range(len(low.points)) if low.points[at] is not None and high.points[at] is not None]
    for at in both:
        one, other = low.points[at], high.points[at]
        if one is not None and other is not None and one.value > other.value:
            what = f"the lower end, {one.value:g}, is above the upper one, {other.value:g}, in {chart.categories[at]}"
            found.append(Finding(where, what, "exchange the two names of `band`, or correct the data"))
    alone = [at for at in range(len(low.points)) if (low.points[at] is None) != (high.points[at] is None)]
    found += [
        Finding(where, f"the band has one end in {chart.categories[at]}", "give both ends a value, or neither")
        for at in alone
    ]
    if len(both) < LEAST_POINTS and not found:
        found.append(
            Finding(where, f"the band has {len(both)} periods", "give its ends more values, or write `kind: line`")
        )
    if both and len(both) < both[-1] - both[0] + 1:
        found.append(Finding(where, "the band has a gap", "choose a `period` in which both ends have every value"))
    if found:
        raise LayoutError(found)
    return line, low, high
