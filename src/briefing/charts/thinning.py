"""Values over columns that there is no room for: those of both ends and of the column that leads stay, of a
lone series its extremes too."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.charts.axis import nice_axis
from briefing.model.chart import Label, Plot, PlotSeries

_NEAR = 3  # columns from the leading one, within which an end has no room for its value
_BETWEEN = 0.1  # of all columns, which extremes have between them and other values


def thinned(plot: Plot) -> Plot:
    """Give a plot of columns a scale with numbers, and labels at its first and last, highest and lowest column alone.

    Of several series only the last value of each is labelled, to stand before its name.
    """
    several = sum(not series.over for series in plot.series) > 1
    values = [value for series in plot.series for value in series.values if value is not None]
    made = tuple(
        series if series.over else replace(series, labels=_ends(series, several=several, extremes=True))
        for series in plot.series
    )
    held = () if plot.axis.free else (plot.axis.low, plot.axis.high)  # which others may share
    axis = plot.axis if plot.axis.visible else nice_axis([*held, *values])
    return replace(plot, series=made, axis=axis)


def ended(plot: Plot) -> Plot:
    """Label a plot of columns where its first and its last column stand alone, without a scale."""
    return replace(plot, series=tuple(replace(item, labels=_ends(item)) for item in plot.series))


def _ends(series: PlotSeries, *, several: bool = False, extremes: bool = False) -> tuple[Label | None, ...]:
    known = [at for at, label in enumerate(series.labels) if label]
    last = max((at for at, value in enumerate(series.values) if value is not None), default=-1)
    labelled = set(known[-1:] if several else [at for at in (*known[:1], last) if at in known])
    leading = [at for at in known if (label := series.labels[at]) and label.strong]
    if len(leading) == 1 and not several:
        labelled = {at for at in labelled if abs(at - leading[0]) > _NEAR} | {leading[0]}
    if extremes and not several:
        labelled |= _extremes(series, known, labelled)
    return tuple(
        replace(label, side="right") if label and at in labelled and several else label if at in labelled else None
        for at, label in enumerate(series.labels)
    )


def _extremes(series: PlotSeries, known: Sequence[int], labelled: set[int]) -> set[int]:
    """Return where a value is highest or lowest, if no other value stands near it."""
    valued = {at: value for at, value in enumerate(series.values) if value is not None}
    ends = [max(valued, key=valued.__getitem__), min(valued, key=valued.__getitem__)] if valued else []
    found: set[int] = set()
    for at in ends:
        if at in known and all(abs(at - other) > _BETWEEN * len(series.values) for other in labelled | found):
            found.add(at)
    return found
