"""Values in the parts of a whole: inside their part, above it where that is a sliver, none for a part of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Shift, TextStyle
from briefing.model.chart import Label, Plot, PlotSeries

LEAST = 12.0
_SIZES = (16.0, 14.0, LEAST)
_INSIDE = 6.0  # what a value of an amount leaves free in its part
_NAMED = 3  # parts that a message lists
# A part: its series, its row, its label, where its middle is and how wide it is, in points from the left
_Part = tuple[PlotSeries, int, Label, float, float]


def sizes(
    page: Page, plot: Plot, wide: float, rows: tuple[float, float], most: tuple[float, float]
) -> tuple[float, float]:
    """Return the size of the values of a plot of parts and of strong ones, so that each stands inside its part.

    `rows` are the heights of a row and a bar, `most` the largest sizes. Raise LayoutError where not even slivers have
    room above their bar.
    """
    slivers = _slivers(plot, wide)
    found = []
    for strong, largest in zip((False, True), most, strict=True):
        parts = [item for item in _parts(plot, wide) if item[2].strong == strong and item not in slivers]
        tried = [size for size in (largest, *_SIZES) if size <= largest]
        found.append(next(size for size in tried if not any(_needs(item[2], size) > item[4] for item in parts)))
    tight = any((rows[0] - rows[1]) / 2 < found[item[2].strong] * 1.3 for item in slivers)
    near = [
        (one, other)
        for one, other in pairwise(slivers)
        if one[1] == other[1] and other[3] - one[3] < (_needs(one[2], found[0]) + _needs(other[2], found[0])) / 2 + 4
    ]
    if tight or near:
        thin = list(dict.fromkeys(f"{series.name} of {plot.categories[row]}" for series, row, *_ in slivers))
        names = ", ".join(thin[:_NAMED]) + (f" and {len(thin) - _NAMED} more" if len(thin) > _NAMED else "")
        fix = "write `kind: bar`, which sets values next to its bars, or leave small parts to `of` and `rest`"
        raise page.error("chart", f"parts too thin for their value: {names}", fix)
    return found[0], found[1]


def raised_labels(plot: Plot, wide: float, tall: float, size: float) -> tuple[Shift, ...]:
    """Return how far the values of slivers go up, in a plot of parts of a width with bars of a height."""
    up = tall / 2 + size * 0.65
    return tuple(Shift(series.name, row, 0.0, -up) for series, row, *_ in _slivers(plot, wide))


def without_slivers(plot: Plot, wide: float) -> Plot:
    """Return a plot of amounts without the values that are wider than their part: the sum of the row is printed."""
    if plot.of_shares:
        return plot
    thin = {(item[0].name, item[1]) for item in _parts(plot, wide) if _needs(item[2], LEAST) + _INSIDE > item[4]}
    labels = [
        tuple(None if (series.name, row) in thin else label for row, label in enumerate(series.labels))
        for series in plot.series
    ]
    return replace(plot, series=tuple(replace(item, labels=own) for item, own in zip(plot.series, labels, strict=True)))


def without_nothing(plot: Plot) -> Plot:
    """Return a plot without the values of parts of zero, which have no length to write in."""
    pairs = [zip(series.labels, series.values, strict=False) for series in plot.series]
    printed = [tuple(label if value else None for label, value in row) for row in pairs]
    result = [replace(series, labels=labels) for series, labels in zip(plot.series, printed, strict=True)]
    return replace(plot, series=tuple(result))


def _parts(plot: Plot, wide: float) -> Iterator[_Part]:
    """Yield the parts that have a value to print, row by row."""
    for row in range(len(plot.categories)):
        whole, left = plot.axis.high, 0.0
        for series in plot.series:
            value, label = series.values[row] or 0.0, series.labels[row] if row < len(series.labels) else None
            if value and label:
                yield series, row, label, (left + value / 2) / whole * wide, value / whole * wide
            left += value


def _slivers(plot: Plot, wide: float) -> list[_Part]:
    return [item for item in _parts(plot, wide) if _needs(item[2], LEAST) > item[4]]


def _needs(label: Label, size: float) -> float:
    return fit.width(label.text, TextStyle(size, size, bold=True))
