"""Lines over the same months that stand one over the other: each has a colour of its own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefing.model.chart import Chart
from briefing.model.document import Block


def in_own_colours(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks in which every other line of its own chart, over the same periods within years, is second."""
    charts = [block for block in blocks if isinstance(block, Chart)]
    alike = len(charts) > 1 and len({chart.periods for chart in charts}) == 1 and all(map(_is_lone_line, charts))
    if not alike:
        return tuple(blocks)
    turned = {id(chart): replace(chart, second=chart.series[0].key) for chart in charts[1::2]}
    return tuple(turned.get(id(block), block) for block in blocks)


def _is_lone_line(chart: Chart) -> bool:
    dated = bool(chart.periods) and chart.periods[0].frequency.unit != "year"
    return chart.kind == "line" and dated and len(chart.series) == 1
