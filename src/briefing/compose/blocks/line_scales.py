"""Slopes, lines of months and other periods within years, and dots of before and after, on a scale that does not begin
at zero, where zero would flatten them.

Bars and columns always begin at zero, as their lengths are compared. Charts of one unit that stand together share a
scale, so that all of them are lifted or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from briefing.compose.composer import Composer
from briefing.model.chart import Chart
from briefing.model.chart_remarks import MOST_BETWEEN_GAPS
from briefing.model.document import Block, Multiples, charts_of
from briefing.model.round_steps import slopes_from_zero

_THREAD: Final = 0.2  # of the greatest value: a cover's line that reaches over less is flat
_FLAT: Final = 0.55  # of the value farthest from zero: values that reach over less look flat on a scale from zero


def on_lifted_scales(composer: Composer, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks whose lines zero would flatten on scales without it, which the note says."""
    groups: dict[str, list[Chart]] = {}
    for block in blocks:
        for chart in charts_of(block):
            if facts := chart.facts:
                groups.setdefault(facts[0].unit, []).append(chart)
    units = {unit for unit, charts in groups.items() if all(map(_placed, charts)) and _is_flat(charts)}
    unseen = any(_is_unseen(chart) for block in blocks for chart in charts_of(block))
    if units or unseen:
        composer.remark(composer.phrase("lifted_scales" if unseen or len(groups) > 1 else "lifted_scale"))
    return tuple(_lifted(block, units) for block in blocks)


def on_cover_scale(composer: Composer, chart: Chart) -> Chart:
    """Return a cover's line on a scale without zero where it would be a flat thread above it, which the note says."""
    facts = chart.facts
    if chart.kind != "line" or not facts:
        return chart
    low, high = min(fact.value for fact in facts), max(fact.value for fact in facts)
    if low <= 0 or high - low >= _THREAD * high:
        return chart
    composer.remark(composer.phrase("lifted_scale"))
    return replace(chart, lifted=True)


def _line(chart: Chart) -> bool:
    return chart.kind == "line" and bool(chart.periods) and chart.periods[0].frequency.unit != "year"


def _placed(chart: Chart) -> bool:
    """Return whether a chart shows values of one unit by places alone, not by lengths."""
    return _line(chart) or (chart.kind == "dumbbell" and len({fact.unit for fact in chart.facts}) == 1)


def _is_unseen(chart: Chart) -> bool:
    """Return whether slopes do not begin at zero, or gaps are drawn between lines of years, whose few values are all
    printed in place of a scale; an `axis` of the story begins at zero, or has its note already."""
    if chart.kind == "slope":
        starts, ends = ([fact.value for item in chart.series if (fact := item.points[at])] for at in (0, -1))
        ranked = any(fact.unit == "rank" for fact in chart.facts)
        return not ranked and bool(starts) and not slopes_from_zero(starts, ends)
    yearly = chart.kind == "line" and not _line(chart) and not chart.lifted and chart.scale is None
    gapped = any(item.between_series for item in chart.differences)
    facts = chart.facts
    return yearly and gapped and len(facts) <= MOST_BETWEEN_GAPS and min(fact.value for fact in facts) > 0


def _is_flat(charts: Sequence[Chart]) -> bool:
    values = [fact.value for chart in charts for fact in chart.facts]
    low, high = min(values), max(values)
    return low * high > 0 and high - low < _FLAT * max(abs(low), abs(high))


def _lifted(block: Block, units: set[str]) -> Block:
    if isinstance(block, Multiples):
        return replace(block, panels=tuple(_on_scale(panel, units) for panel in block.panels))
    return _on_scale(block, units) if isinstance(block, Chart) else block


def _on_scale(chart: Chart, units: set[str]) -> Chart:
    facts = chart.facts
    return replace(chart, lifted=True) if facts and facts[0].unit in units else chart
