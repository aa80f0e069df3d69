"""Two ends of several series on one scale: which rose most? No path between the ends is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from msgspec.structs import replace

from briefing.charts import values
from briefing.charts.axis import nice_axis
from briefing.errors import LayoutError
from briefing.model.chart import Axis, Chart, Label, Plot, PlotSeries, Series
from briefing.model.round_steps import slopes_from_zero
from briefing.model.text import Run, plain
from briefing.wording import Wording

# Ends that lie closer than this share of the scale and print the same value are one to the eye.
_COINCIDE = 0.04
_LONGEST = 16  # signs of a name that a value at the left has room for
_LEAST = 0.2  # of the value farthest from zero, which the scale holds at least


def plot(chart: Chart) -> Plot:
    """Return a line for each series between two categories, value and name at its end; ends that meet have one name."""
    if len(chart.categories) != 2:
        what = f"a slope joins two categories, and this one has {len(chart.categories)}"
        raise LayoutError(what, plain(chart.title), "use line for a path over years, or give the chart two years")
    axis = _axis(chart)
    drawn = _named_at_both_ends([_series(chart, series) for series in chart.series], axis)
    series = _merged(drawn, axis, values.wording(chart))
    return values.plot_of(chart, "line", _starting_once(series, axis), axis)


def _axis(chart: Chart) -> Axis:
    """Return an axis from the base where all series start on one, around values that lie far from zero, else from zero.

    A slope compares how steep lines are, and its ends print their values. Its scale holds a fifth of the highest value
    at least, so that next to nothing does not look steep.
    """
    known = [fact.value for fact in chart.facts]
    low, high = min(known), max(known)
    starts, ends = ([fact.value for item in chart.series if (fact := item.points[at]) is not None] for at in (0, -1))
    axis = nice_axis(known, visible=False)
    if low < 0 < high:
        return replace(axis, low=low, high=high)  # zero lies between them, where a line of its own marks it
    if slopes_from_zero(starts, ends):
        return axis
    if len(set(starts)) == 1 < len(starts) and low == starts[0] < high:
        return replace(axis, low=low, high=high)
    spare = max(0.0, _LEAST * max(abs(low), abs(high)) - (high - low)) / 2
    return replace(axis, low=low - spare, high=high + spare, step=high - low + 2 * spare)


def _series(chart: Chart, series: Series) -> PlotSeries:
    role = values.series_role(chart, series)
    return values.plot_series(series, role, _labels(chart, series, strong=role == "highlight"), end=series.name)


def _labels(chart: Chart, series: Series, *, strong: bool) -> tuple[Label | None, ...]:
    first, last = series.points
    start = None if chart.baseline else values.label(chart, first, "left")
    return start, values.label(chart, last, "right", strong=strong)


def _named_at_both_ends(series: Sequence[PlotSeries], axis: Axis) -> list[PlotSeries]:
    """Name lines at their start as well where two of them start in two places and end in one, as nobody sees which is
    which; all lines, as a start without a name next to those with one would seem to be of none."""
    near = _COINCIDE * (axis.high - axis.low)
    pairs = combinations(series, 2)
    met = any(_are_near(*pair, -1, near) and not _are_near(*pair, 0, near) for pair in pairs)
    made: list[PlotSeries] = []
    for item in series:
        start = item.labels[0]
        if start is None or not met or len(plain(item.end)) > _LONGEST:
            made.append(item)
            continue
        words = (*item.end, Run(" "), *start.text)
        named = replace(start, text=words, live=False, strong=item.role == "highlight")  # in the colour of its line
        made.append(replace(item, labels=(named, *item.labels[1:])))
    return made


def _are_near(one: PlotSeries, other: PlotSeries, end: int, near: float) -> bool:
    first, second = one.values[end], other.values[end]
    return first is not None and second is not None and abs(first - second) <= near


def _merged(series: Sequence[PlotSeries], axis: Axis, wording: Wording) -> tuple[PlotSeries, ...]:
    """Give series that end in the same place one text there."""
    span = axis.high - axis.low
    left = list(range(len(series)))
    made = list(series)
    while left:
        lead = left.pop(0)
        same = [at for at in left if _coincide(series[lead], series[at], span)]
        left = [at for at in left if at not in same]
        if not same:
            continue
        # the point of the chart keeps its own mark and carries the names of the others
        carrier = next((at for at in (lead, *same) if series[at].role != "context"), lead)
        names = [series[at].end for at in sorted((lead, *same), key=lambda at: (at != carrier, at))]
        made[carrier] = replace(series[carrier], end=wording.joined(names))
        for at in (lead, *same):
            if at != carrier:
                made[at] = replace(series[at], end=(), labels=(series[at].labels[0], None))
    return tuple(made)


def _starting_once(series: Sequence[PlotSeries], axis: Axis) -> tuple[PlotSeries, ...]:
    """Let series that start on one value, as an index does, print it once: at the one that leads if it starts there."""
    span = axis.high - axis.low
    made: list[PlotSeries] = []
    for at, item in enumerate(series):
        same = [other for other in series if _coincide(item, other, span, end=0)]
        teller = next((other for other in same if other.role != "context"), same[0] if same else item)
        made.append(item if teller is series[at] else replace(item, labels=(None, *item.labels[1:])))
    return tuple(made)


def _coincide(one: PlotSeries, other: PlotSeries, span: float, *, end: int = -1) -> bool:
    """Return whether two series end in values that print the same and lie so near that they look like one."""
    first, second = one.values[end], other.values[end]
    labels = one.labels[end], other.labels[end]
    if first is None or second is None or labels[0] is None or labels[1] is None:
        return False
    same = plain(labels[0].text) == plain(labels[1].text)
    return same and abs(first - second) <= _COINCIDE * span
