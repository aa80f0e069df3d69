"""Values over columns that there is no room for: those of both ends and of the column that leads stay."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.charts.axis import nice_axis
from briefing.model.chart import Label, Plot, PlotSeries

_NEAR = 3  # columns from the leading one, within which an end has no room for its value


def thinned(plot: Plot) -> Plot:
    """Give a plot of columns a scale with numbers, and labels where its first and its last column stand alone.

    Of several series only the last value of each is labelled, to stand before its name.
    """
    several = sum(not series.over for series in plot.series) > 1
    values = [value for series in plot.series for value in series.values if value is not None]
    made = tuple(
        series if series.over else replace(series, labels=_ends(series, several=several)) for series in plot.series
    )
    held = () if plot.axis.free else (plot.axis.low, plot.axis.high)  # which others may share
    axis = plot.axis if plot.axis.visible else nice_axis([*held, *values])
    return replace(plot, series=made, axis=axis)


def ended(plot: Plot) -> Plot:
    """Label a plot of columns where its first and its last column stand alone, without a scale."""
    return replace(plot, series=tuple(replace(item, labels=_ends(item, several=False)) for item in plot.series))


def _ends(series: PlotSeries, *, several: bool) -> tuple[Label | None, ...]:
    known = [at for at, label in enumerate(series.labels) if label]
    labelled = set(known[-1:] if several else known[:1] + known[-1:])
    leading = [at for at in known if (label := series.labels[at]) and label.strong]
    if len(leading) == 1 and not several:
        labelled = {at for at in labelled if abs(at - leading[0]) > _NEAR} | {leading[0]}
    return tuple(
        replace(label, side="right") if label and at in labelled and several else label if at in labelled else None
        for at, label in enumerate(series.labels)
    )
