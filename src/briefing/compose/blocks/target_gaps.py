"""How far the last of columns, or of a line, is from its target, as a fact between both marks."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.compose.blocks.chart_series import ChartNode, ChartSeries
from briefing.errors import FactError
from briefing.model.chart import Chart
from briefing.model.chart_remarks import TARGET, Difference
from briefing.model.fact import Fact
from briefing.wording.fitting import POINTS


def with_target_gap(node: ChartNode, item: ChartSeries, drawn: Chart) -> Chart:
    """Return columns or a line with the gap from the last value to a target that it has missed, or has time to reach.

    There is none of a bound, nor where it is not known whether more or less is better.
    """
    targeted = [at for at, target in enumerate(drawn.targets) if target is not None]
    known = [at for at, point in enumerate(drawn.series[0].points) if point is not None]
    if (
        drawn.kind not in ("columns", "line")
        or drawn.differences
        or not (targeted and known)
        or targeted[0] < known[-1]
    ):
        return drawn
    at, last = targeted[0], known[-1]
    try:
        gap = item.subject.gap(drawn.periods[at], drawn.periods[last])
    except FactError:
        return drawn
    if gap.qualifier != "=" or not _fails(gap):
        return drawn
    composer = node.composer
    short = item.subject.short_of(drawn.periods[at], drawn.periods[last])
    size = composer.print(gap if gap.value > 0 else short, "bare")
    size = composer.phrase("in_points", change=size) if gap.unit == POINTS else size
    words = composer.phrase("target_missed" if at == last else "target_ahead", gap=size)
    ends = (drawn.series[0].key, drawn.categories[last]), (TARGET, drawn.categories[at])
    return replace(drawn, differences=(Difference(*ends, words, missed=at == last),))


def _fails(gap: Fact) -> bool:
    """Whether a value lies on the wrong side of its target."""
    return (gap.better == "up" and gap.value < 0) or (gap.better == "down" and gap.value > 0)
