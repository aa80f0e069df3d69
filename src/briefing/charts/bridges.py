"""Years without a value between two that have one → dashes that say what they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefing.charts.time_axis import is_dated
from briefing.model.chart import Chart, Plot, PlotSeries
from briefing.model.line_points import is_sparse
from briefing.model.text import plain
from briefing.wording import of


def bridges(
    chart: Chart, published: Sequence[PlotSeries], hatched: Collection[int] = (), *, seasonal: bool = False
) -> tuple[PlotSeries, ...]:
    """Return a dashed series for each published one that has a gap between two observed categories, unless all places
    of the gap are `hatched`, as no other line has a value there either, or the series has a break in it.

    Months and other periods within years have none, as among many a gap is seen as one; but those of a series that has
    a value in few of them do, and `seasonal` lines, next to which those of other years run on.
    """
    made: list[PlotSeries] = []
    wording = of(chart.lang)
    words = wording.phrase("bridge")
    for series in published:
        if is_dated(chart) and not seasonal and not is_sparse(series.values):
            continue
        values = bridge_values(series.values, _closed(chart, series, hatched))
        if any(value is not None for value in values):
            own = f"{series.name}{wording.joint(': ')}{words[:1].lower()}{words[1:]}"
            name = words if len(published) == 1 else own
            blank = PlotSeries(name, values, "bridge", markers=False, observed=False)
            made.append(replace(blank, labels=(None,) * len(values)))
    return tuple(made)


def dashed(chart: Chart, plot: Plot) -> Plot:
    """Return the plot of a small line over years with dashes in place of hatching, which would cover most of it."""
    if is_dated(chart):
        return plot
    published = [series for series in plot.series if series.role not in ("bridge", "ghost")]
    ghosts = [series for series in plot.series if series.role == "ghost"]
    rules = tuple(rule for rule in plot.rules if not rule.wide)
    return replace(plot, series=(*published, *bridges(chart, published), *ghosts), rules=rules)


def _closed(chart: Chart, series: PlotSeries, hatched: Collection[int]) -> set[int]:
    """Return the left ends of the gaps that dashes do not cross."""
    known = [at for at, value in enumerate(series.values) if value is not None]
    names = {own.key: plain(own.name) for own in chart.series}
    if len(names) > 1:
        names = {key: name for key, name in names.items() if f"{series.name} (".startswith(f"{name} (")}
    own = max(names, key=lambda key: len(names[key]), default="")  # a break of "Visits" is none of "Visits (men)"
    breaks = [
        (chart.categories.index(item.after), chart.categories.index(item.before))
        for item in chart.breaks
        if item.series == own
    ]
    return {
        left
        for left, right in pairwise(known)
        if set(range(left + 1, right)) <= set(hatched)
        or any(left <= after and before <= right for after, before in breaks)
    }


def bridge_values(values: Sequence[float | None], closed: Collection[int] = ()) -> tuple[float | None, ...]:
    """Return the two ends of each inner gap of values and the straight line between them, else None.

    Nothing is returned of gaps whose left ends are `closed`.
    """
    drawn: list[float | None] = [None] * len(values)
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    for (left, start), (right, end) in pairwise(known):
        if right - left > 1 and left not in closed:
            for index in range(left, right + 1):
                drawn[index] = start + (end - start) * (index - left) / (right - left)
            drawn[left], drawn[right] = start, end
    return tuple(drawn)
