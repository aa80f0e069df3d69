"""The ends of a band around a line."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.compose.blocks.chart_fixes import years_of_path
from briefing.compose.blocks.chart_series import ChartNode, ChartSeries, distinct_names, named_series, value_at
from briefing.errors import StoryError
from briefing.model.period import Period, period_range


def check_band(node: ChartNode, series: Sequence[ChartSeries]) -> None:
    """Raise StoryError for a band that lacks an end in a period, or whose lower end is above its upper one."""
    _, *ends = series
    complete: list[Period] = []
    absent: list[Period] = []
    for period in period_range(*node.ends_of(series)):
        low, high = (value_at(item.subject, period) for item in ends)
        (absent if low is None or high is None else complete).append(period)
        if low is not None and high is not None and low.value > high.value:
            what = f"the lower end of the band, {low.formula}, is above the upper one, {high.formula}, in {period}"
            raise StoryError(what, fix="exchange the two names of `band`, or correct the data")
    if absent:
        fix = years_of_path(complete, "write `kind: line`")
        raise StoryError(f"the band has no ends in {absent[0]}", fix=fix)


def with_ends(node: ChartNode, series: Sequence[ChartSeries]) -> list[ChartSeries]:
    """Return the series of a line and the two that its band lies between; StoryError where a chart lacks them."""
    if node.spec.band is None or len(series) != 1:
        what = "a band lies around one line, between two other short names"
        raise StoryError(what, fix="name one in `series`, and write `band: [lower, upper]`")
    found = []
    for at, key in enumerate(node.spec.band):
        subject = node.composer.subject(key, (*node.path, "band", at))
        if subject is None:
            raise StoryError(())  # an unknown name has its own fault
        found.append(named_series(node, key, subject))
    return distinct_names(node, [*series, *found])
