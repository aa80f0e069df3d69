"""Columns that begin where those before them end → what a native chart has for them: columns that stand on unseen ones.

PowerPoint and LibreOffice draw stacked columns alike, also below zero. A column that crosses zero is one above and one
below it. The lines between columns are series too, so that they follow edited data as the columns do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefing.deck.plan.charts import column_labels
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.slides import Box, ChartBox, Element, Shift
from briefing.model.chart import Label, Plot, PlotSeries, Role
from briefing.wording import of

_LINES: Final = 3  # series of lines; a gap of one category parts two lines of a series


class _Part(Struct):
    """A series in the making: a value, a label and a fact for each category."""

    name: str
    role: Role
    values: list[float | None]
    labels: list[Label | None] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    def series(self, *, observed: bool = True, above: bool = False) -> PlotSeries:
        """Return it as a series of a plot."""
        return PlotSeries(
            self.name, tuple(self.values), self.role, tuple(self.roles), tuple(self.labels), tuple(self.facts),
            markers=False, observed=observed, above=above,
        )  # fmt: skip


def with_native_columns(elements: Sequence[Element], inner: Box) -> list[Element]:
    """Return the elements of a slide with each chart of joined columns as a native one can draw it."""
    return [
        _native(item, inner) if isinstance(item, ChartBox) and item.plot.stepped else item  # as all else around them
        for item in elements
    ]


def _native(box: ChartBox, inner: Box) -> ChartBox:
    plot = box.plot
    (series,) = plot.series
    count = len(plot.categories)
    say = of(plot.lang).phrase
    seen = {key: _empty(say(f"joined_{key}"), role, count) for key, role in _ROLES}
    lift = _Part(say("joined_lift"), "unseen", [None] * count)
    shifts: list[Shift] = []
    for at in range(count):
        span = plot.span(series, at)
        if span is None:
            continue
        key = "total" if series.roles[at] == "total" else "rise" if span[1] >= span[0] else "fall"
        low, high = sorted(span)
        parts = {key: high, f"{key}_below": low} if low < 0 < high else {key: high - low if low >= 0 else low - high}
        lift.values[at] = low if low > 0 else high if high < 0 else 0.0
        for name, value in parts.items():
            seen[name].values[at], seen[name].roles[at] = value, series.roles[at]
        labelled = max(parts, key=lambda name: abs(parts[name]))
        seen[labelled].labels[at], seen[labelled].facts[at] = series.labels[at], series.facts[at]
        shifts += _shift(box, inner, series, at, (seen[labelled].name, parts[labelled], span))
    drawn = [part.series() for part in seen.values() if any(value is not None for value in part.values)]
    lifted = lift.series(observed=False)
    native = replace(plot, series=(lifted, *drawn, *_joints(plot, say("joined_line"))), stacked=True, stepped=False)
    return replace(box, plot=native, shifts=tuple(shifts))


def _empty(name: str, role: Role, count: int) -> _Part:
    return _Part(name, role, [None] * count, [None] * count, [""] * count, [role] * count)


_ROLES: Final[tuple[tuple[str, Role], ...]] = (
    ("total", "total"),
    ("rise", "highlight"),
    ("fall", "second"),
    ("total_below", "total"),
    ("rise_below", "highlight"),
    ("fall_below", "second"),
)


def _shift(
    box: ChartBox, inner: Box, series: PlotSeries, at: int, part: tuple[str, float, tuple[float, float]]
) -> list[Shift]:
    """Return how far a value moves from the middle of its part of a column to its place over the column."""
    name, value, span = part
    label = series.labels[at]
    if label is None:
        return []
    low, high = sorted(span)
    ends = ((0.0, high) if value > 0 else (low, 0.0)) if low < 0 < high else (low, high)
    middle = sum(position(box.plot, inner, at, end)[1] for end in ends) / 2
    held = column_labels.label_box(box.plot, inner, (series, at, label), box.label_size, 1)
    return [Shift(name, at, 0.0, held.y + held.h / 2 - middle)]


def _joints(plot: Plot, name: str) -> list[PlotSeries]:
    """Return the lines from the end of each column to the start of the next, as few series as can draw them all."""
    (series,) = plot.series
    levels = [span[1] if (span := plot.span(series, at)) else None for at in range(len(plot.categories))]
    made: list[PlotSeries] = []
    for number in range(min(_LINES, len(levels) - 1)):
        values: list[float | None] = [None] * len(levels)
        for at in range(number, len(levels) - 1, _LINES):
            values[at] = values[at + 1] = levels[at]
        part = _Part(f"{name} {number + 1}", "context", values)
        made.append(part.series(observed=False, above=True))
    return made
