"""Charts that stand one over the other on one axis of time: which these are, the colour of each, how high it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.charts.roles import WORDS
from briefing.charts.time_axis import is_dated
from briefing.model.chart import Plot

# Of the height of a line in which nothing is drawn, what else takes: what stands between marks, each remark, columns.
_SPANNED: Final = 0.35
_REMARKED: Final = 0.15
_MOST_REMARKS: Final = 2
_COLUMNS: Final = 0.9
_UNDER_GAPS: Final = 0.65  # columns next to lines with gaps, which the story is about
MANY: Final = 10  # columns, whose values have no room in half the width


def on_one_axis(plots: Sequence[Plot]) -> bool:
    """Return whether charts stand one over the other: lines over the same months or other periods within years, many
    columns over the same periods, and lines and columns over the same years that come to results at their right."""
    if len(plots) < 2 or len({plot.periods for plot in plots}) > 1 or not plots[0].periods:
        return False
    if all(plot.form == "line" and is_dated(plot) for plot in plots):
        return True
    if all(plot.form == "column" for plot in plots) and len(plots[0].periods) >= MANY:
        return True
    resulting = any(series.result for plot in plots for series in plot.series)
    return resulting and all(plot.form in ("line", "column") for plot in plots)


def panel_parts(plots: Sequence[Plot]) -> list[float]:
    """Return how high each chart is, as a part of their mean; all alike where they do not stand on one axis."""
    if not on_one_axis(plots):
        return [1.0] * len(plots)
    gaps = any(span.upright for plot in plots for span in plot.spans)
    needs = [_UNDER_GAPS if gaps and plot.form == "column" else _need(plot) for plot in plots]
    return [need * len(needs) / sum(needs) for need in needs]


def _need(plot: Plot) -> float:
    if plot.form == "column":
        return _COLUMNS
    return 1.0 + _SPANNED * bool(plot.spans) + _REMARKED * min(_MOST_REMARKS, len(plot.remarks))


def panel_colour(plot: Plot, plots: Sequence[Plot]) -> str:
    """Return the palette role of a chart's name among others: that of its line where each has its own, else ink."""
    roles = {series.role for series in plot.series if series.role in WORDS}
    own = len(roles) == 1 and plot.form == "line" and on_one_axis(plots)
    return WORDS[roles.pop()] if own else "ink"
