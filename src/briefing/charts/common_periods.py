"""Columns that stand one over the other: the same period is at the same place in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from briefing.charts.panel_needs import MANY
from briefing.model.chart import Plot, PlotSeries, Remark

_MOST_ADDED: Final = 2  # periods that a plot lacks, as changes lack the first one
_Item = TypeVar("_Item")


def on_common_periods(plots: Sequence[Plot]) -> list[Plot]:
    """Return many columns over nearly the same periods on all of these, with a blank place for each that a plot is not
    over, which no hatching calls a missing value; other plots as they are."""
    longest = max(plots, key=lambda plot: len(plot.periods), default=None)
    if longest is None or len(longest.periods) < MANY or not all(_is_within(plot, longest) for plot in plots):
        return list(plots)
    return [_over(plot, longest) for plot in plots]


def _is_within(plot: Plot, longest: Plot) -> bool:
    """Whether the columns of a plot are over a run of the other's periods that lacks few of them."""
    if plot.form != "column" or not plot.periods or plot.periods[0] not in longest.periods:
        return False
    start = longest.periods.index(plot.periods[0])
    lacking = len(longest.periods) - len(plot.periods)
    return lacking <= _MOST_ADDED and longest.periods[start : start + len(plot.periods)] == plot.periods


def _over(plot: Plot, longest: Plot) -> Plot:
    before = longest.periods.index(plot.periods[0])
    after = len(longest.periods) - before - len(plot.periods)
    if not before + after:
        return plot
    return replace(
        plot,
        categories=longest.categories,
        periods=longest.periods,
        series=tuple(_padded(series, before, after) for series in plot.series),
        rules=tuple(replace(rule, at=rule.at + before) if rule.along == "category" else rule for rule in plot.rules),
        remarks=tuple(_moved(remark, before) for remark in plot.remarks),
        spans=tuple(
            replace(span, start=(span.start[0] + before, span.start[1]), end=(span.end[0] + before, span.end[1]))
            for span in plot.spans
        ),
    )


def _padded(series: PlotSeries, before: int, after: int) -> PlotSeries:
    def filled(items: tuple[_Item, ...], empty: _Item) -> tuple[_Item, ...]:
        return ((empty,) * before + items + (empty,) * after) if items else items

    return replace(
        series,
        values=filled(series.values, None),
        roles=filled(series.roles, series.role),
        labels=filled(series.labels, None),
        facts=filled(series.facts, ""),
        starts=filled(series.starts, 0.0),
    )


def _moved(remark: Remark, before: int) -> Remark:
    span = (remark.span[0] + before, remark.span[1] + before) if remark.span else None
    return replace(remark, at=remark.at + before, span=span)
