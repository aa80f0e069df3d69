"""The places of categories and values of a planned chart on its slide."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from briefing.deck.reading import C
from briefing.deck.slides import Box, ChartBox
from briefing.model.chart import Axis, Plot


class ChartPlaces(Struct, frozen=True):
    """A chart's plot area and scales; `lying` bars run across, with a row for each category."""

    box: ChartBox
    percent: bool
    lying: bool

    @property
    def plot(self) -> Plot:
        """What the chart shows."""
        return self.box.plot

    @property
    def inner(self) -> Box:
        """The plot area."""
        return self.box.inner

    @property
    def count(self) -> int:
        """How many categories share the plot area."""
        return len(self.plot.categories)

    @property
    def slot(self) -> float:
        """What each category has of the plot area, in points."""
        return (self.inner.h if self.lying else self.inner.w) / self.count

    def share(self, value: float) -> float:
        """Return how far along the value axis a value stands, from 0 to 1, or beyond."""
        return value / 100 if self.percent else self.plot.axis.share(value)

    def clipped(self, value: float) -> float:
        """Return the value, or the end of the axis that it lies beyond."""
        low, high = (0.0, 100.0) if self.percent else (self.plot.axis.low, self.plot.axis.high)
        return min(high, max(low, value))

    def along(self, at: float) -> float:
        """Return where a category stands: across, or of lying bars down."""
        start, length = (self.inner.y, self.inner.h) if self.lying else (self.inner.x, self.inner.w)
        if self.box.on_edges:
            return start + length * at / max(1, self.count - 1)
        return start + length * (at + 0.5) / self.count

    def of_value(self, value: float) -> float:
        """Return where a value stands: up, or of lying bars across."""
        share = self.share(value)
        if self.lying:
            return self.inner.x + share * self.inner.w
        share = share if self.plot.axis.reverse else 1 - share
        return self.inner.y + share * self.inner.h

    def point(self, at: float, value: float) -> tuple[float, float]:
        """Return the place of a value of a category."""
        one, other = self.along(at), self.of_value(value)
        return (other, one) if self.lying else (one, other)

    def across(self, value: float) -> float:
        """Return where a value of the axis across stands, of dots."""
        scale: Axis = self.plot.across or self.plot.axis
        return self.inner.x + scale.share(value) * self.inner.w

    def row(self, place: float) -> float:
        """Return where a row of a dumbbell stands; the first is at 1."""
        return self.inner.y + (place - 0.5) / self.count * self.inner.h


def numbers_of(holder: Any) -> dict[int, float]:
    """Return the values that a part of a chart holds, by index."""
    found = {}
    for point in holder.iter(f"{C}pt"):
        found[int(point.get("idx"))] = float(point.findtext(f"{C}v"))
    return found
