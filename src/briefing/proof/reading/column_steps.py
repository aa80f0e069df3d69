"""Columns of a deck's chart that each begin where the one before them ends: what they draw, step by step.

They stand on a series without fill, which lifts them; one that crosses zero is drawn as a part above and one below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element as Tree

from msgspec import Struct

from briefing.proof.package.xml_names import find, long, value
from briefing.proof.reading.plotted_series import SeriesData, plotted

_SHAPE, _LINE, _NO_FILL = long("c:spPr"), long("a:ln"), long("a:noFill")
_NEAR: Final = Decimal("1e-9")
Span = tuple[Decimal, Decimal]


class SteppedColumns(Struct, frozen=True):
    """What is drawn at each category: the value (the change of a step, or the level of the first and the last column),
    the names of its series, its label. `parted` are the categories whose column does not begin where the one before it
    ends, `untied` those from which no line leads to the next column at its height."""

    categories: tuple[str, ...]
    values: tuple[Decimal, ...]
    series: tuple[frozenset[str], ...]
    labels: tuple[str, ...]
    parted: tuple[str, ...]
    untied: tuple[str, ...]


def stepped_columns(root: Tree) -> SteppedColumns | None:
    """Return the joined columns of a chart; None for any other chart."""
    trees = [tree for plot in root.iter(long("c:barChart")) for tree in plot.iterfind(long("c:ser"))]
    stacked = [value(plot, long("c:grouping")) == "stacked" for plot in root.iter(long("c:barChart"))]
    if stacked != [True]:
        return None
    drawn = plotted(root)
    columns = [series for series in drawn if series.kind == "barChart"]
    lifts = [series for tree, series in zip(trees, columns, strict=False) if _is_unseen(tree)]
    if len(lifts) != 1 or len(lifts[0].values) < 3:
        return None
    visible = [series for series in columns if series is not lifts[0]]
    lines = [series for series in drawn if series.kind == "lineChart"]
    return _read(lifts[0], visible, lines)


def _is_unseen(tree: Tree) -> bool:
    shape = tree.find(_SHAPE)
    line = find(shape, _LINE)
    own = shape is not None and shape.find(_NO_FILL) is not None
    return own and line is not None and line.find(_NO_FILL) is not None


def _read(lift: SeriesData, visible: Sequence[SeriesData], lines: Sequence[SeriesData]) -> SteppedColumns:
    places = sorted(lift.values)
    spans = {at: _span(lift.values[at], [one.values[at] for one in visible if at in one.values]) for at in places}
    values: list[Decimal] = []
    parted: list[str] = []
    untied: list[str] = []
    level = Decimal(0)
    for at in places:
        low, high = spans[at]
        if at in (places[0], places[-1]):
            level = Decimal(0)  # these stand at zero
        reached = high if _same(low, level) else low if _same(high, level) else None
        if reached is None:
            parted.append(lift.categories.get(at, ""))
            reached = high if abs(low - level) <= abs(high - level) else low
        values.append(reached - level)
        level = reached
        if at != places[-1] and not any(_ties(line.values, at, level) for line in lines):
            untied.append(lift.categories.get(at, ""))
    labels = {at: text for one in visible for at, text in one.labels.items() if text}
    return SteppedColumns(
        tuple(lift.categories.get(at, "") for at in places),
        tuple(values),
        tuple(frozenset(one.name for one in visible if one.values.get(at)) for at in places),
        tuple(labels.get(at, "") for at in places),
        tuple(parted),
        tuple(untied),
    )


def _span(lift: Decimal, parts: Sequence[Decimal]) -> Span:
    """Return between which values a column is seen: it stands on what lifts it, on that side of zero."""
    above = sum((part for part in parts if part > 0), Decimal(0))
    below = sum((part for part in parts if part < 0), Decimal(0))
    if lift > 0:
        return (lift, lift + above) if not below else (below, lift + above)
    if lift < 0:
        return (lift + below, lift) if not above else (lift + below, above)
    return below, above


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= _NEAR * max(abs(one), abs(other), Decimal(1))


def _ties(line: Mapping[int, Decimal], at: int, level: Decimal) -> bool:
    """Whether a line leads from one category to the next at a height."""
    return at in line and at + 1 in line and _same(line[at], level) and _same(line[at + 1], level)
