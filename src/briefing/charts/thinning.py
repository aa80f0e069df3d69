"""What there is no room for: values over columns, of which both ends stay, and years, of which every n-th stays."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from briefing.charts.axis import nice_axis
from briefing.model.chart import Label, Plot, PlotSeries

# Every n-th year: steps that a reader counts in, the powers of ten after them.
_EVERY: Final = (1, 2, 5)


def named(count: int, wide: float, step: float) -> list[int]:
    """A number of years, the width that the name of one takes and the distance of two → the indices of those named.

    The first and the last always are; between them every second, fifth, tenth …, counted from the last.
    """
    if count < 2:
        return list(range(count))
    least = next(
        (n for power in range(10) for n in (part * 10**power for part in _EVERY) if n * step >= wide or n >= count),
        count,
    )
    found = range((count - 1) % least, count, least)
    return [0, *(index for index in found if index * step >= wide or index == count - 1)]


def thinned(plot: Plot) -> Plot:
    """A plot of columns → the same on a scale with numbers, labelled where its first and its last column stand.

    Of several series only the last value of each is labelled, to stand before its name.
    """
    several = sum(series.role != "target" for series in plot.series) > 1
    values = [value for series in plot.series for value in series.values if value is not None]
    made = tuple(
        series if series.role == "target" else replace(series, labels=_ends(series, several=several))
        for series in plot.series
    )
    held = () if plot.axis.free else (plot.axis.low, plot.axis.high)  # which others may share
    axis = plot.axis if plot.axis.visible else nice_axis([*held, *values])
    return replace(plot, series=made, axis=axis)


def ended(plot: Plot) -> Plot:
    """A plot of columns → the same, labelled where its first and its last column stand, without a scale."""
    return replace(plot, series=tuple(replace(item, labels=_ends(item, several=False)) for item in plot.series))


def _ends(series: PlotSeries, *, several: bool) -> tuple[Label | None, ...]:
    known = [at for at, label in enumerate(series.labels) if label]
    kept = set(known[-1:] if several else known[:1] + known[-1:])
    return tuple(
        replace(label, side="right") if label and at in kept and several else label if at in kept else None
        for at, label in enumerate(series.labels)
    )
