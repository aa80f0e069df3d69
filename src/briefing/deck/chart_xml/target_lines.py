"""Targets and levels that a chart of bars draws itself, so that each follows edited data.

Along bars both are the trend line of a constant series, over columns that of a target of all years; several targets are
dashes. A trend line is what both PowerPoint and LibreOffice draw straight across all rows; error bars end in caps that
LibreOffice always draws, and a shape over the chart would stay where it is when the data change.
"""

from __future__ import annotations

from briefing.deck.ooxml.text_xml import XmlContext, escape
from briefing.model.chart import Plot, PlotSeries, Role
from briefing.model.text import plain

# Width of the line and of the paper that parts it from the bars it crosses, in points.
_TARGET, _TARGET_EDGE = 1.5, 2.25
_LEVEL, _LEVEL_EDGE = 1.0, 2.5
_OVER = 1.25
# A straight line needs two points; a single row has the outline of its target alone.
LEAST_ROWS = 2


def level_series(plot: Plot) -> tuple[PlotSeries, ...]:
    """Return a series for each rule of bars or lines at a value that is no target, as "2014 = 1×"."""
    if plot.form not in ("bar", "line"):
        return ()
    return tuple(
        PlotSeries(
            plain(rule.text or plot.baseline) or plot.number_format,
            (rule.at,) * len(plot.categories),
            "target",
            markers=False,
            observed=False,
        )
        for rule in plot.rules
        if rule.along == "value" and rule.role != "target"
    )


def dashed(plot: Plot, series: PlotSeries) -> bool:
    """Return whether a series stands as marks over columns: a target, whose box would hide what it is set against, or
    readings that were revised."""
    return plot.form == "column" and series.over


def _over_columns(context: XmlContext, name: str) -> str:
    """Return the line of a target of all years over columns: dashes, with paper between them and no wider than they
    are, so that no column looks cut in two."""
    return _trend(name, context.colours.line("paper", _OVER)) + _trend(
        name, context.colours.line("ink", _OVER, dash=True)
    )


def standing_on(plot: Plot, index: int, value: float) -> Role | None:
    """Return the role of the column that a target over columns stands in, None above or between all."""
    for item in plot.series:
        reached = item.values[index]
        if not dashed(plot, item) and reached is not None and min(0.0, reached) <= value <= max(0.0, reached):
            return item.roles[index] if item.roles else item.role
    return None


def line_through(plot: Plot, series: PlotSeries, context: XmlContext) -> str:
    """Return the lines across all bars or columns at the value of a series: ink on paper for a target, grey for a
    level."""
    if dashed(plot, series) and series.level:
        return _over_columns(context, series.name)
    if plot.form != "bar" or series.role != "target" or len(plot.categories) < LEAST_ROWS:
        return ""
    colour, weight, edge = ("ink", _TARGET, _TARGET_EDGE) if series.observed else ("ink_3", _LEVEL, _LEVEL_EDGE)
    return _trend(series.name, context.colours.line("paper", edge)) + _trend(
        series.name, context.colours.line(colour, weight)
    )


def _trend(name: str, line: str) -> str:
    """Half a row more on both sides, so that it runs from edge to edge."""
    return (
        f"<c:trendline><c:name>{escape(name)}</c:name><c:spPr>{line}</c:spPr>"
        '<c:trendlineType val="linear"/><c:forward val="0.5"/><c:backward val="0.5"/><c:dispRSqr val="0"/>'
        '<c:dispEq val="0"/></c:trendline>'
    )
