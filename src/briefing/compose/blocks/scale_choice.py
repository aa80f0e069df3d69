"""The scale and the decimals that a story asks for in a chart."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from briefing.compose.blocks.chart_series import ChartNode
from briefing.errors import StoryError
from briefing.model.chart import Chart
from briefing.model.fact import Fact

_MOST: Final = 10  # steps of a scale


def on_scale(node: ChartNode, drawn: Chart) -> Chart:
    """Return a chart with the scale and the decimals of its node. StoryError for a scale that its values leave."""
    spec = node.spec
    if spec.decimals is not None:
        drawn = _rounded(drawn, spec.decimals)
    if spec.axis is None:
        return drawn
    low, high, step = spec.axis.start, spec.axis.end, spec.axis.step
    if node.kind.form == "column" and low not in (None, 0):
        fix = "leave `from` out, or write `kind: line`"
        raise StoryError(f"columns begin at zero, as their lengths are compared, and not at {low:g}", fix=fix)
    known = [point for series in drawn.series for point in series.points if point is not None]
    if low is not None and high is not None and low >= high:
        raise StoryError(f"the axis from {low:g} to {high:g} runs backwards", fix="write the smaller number as `from`")
    for point in known:
        value = node.composer.wording.spoken(point).value
        if (low is not None and value < low) or (high is not None and value > high):
            ends = f"from {'the data' if low is None else f'{low:g}'} to {'the data' if high is None else f'{high:g}'}"
            fix = "widen the axis, or leave the end out that the data shall choose"
            raise StoryError(f"{point.name} is {value:g}, beyond the axis {ends}", fix=fix)
    if low is not None and high is not None and step is not None:
        count = (high - low) / step
        if abs(count - round(count)) > 1e-9 or not 1 <= round(count) <= _MOST:
            what = f"the axis from {low:g} to {high:g} is no 1 to {_MOST} whole steps of {step:g}"
            raise StoryError(what, fix="write another `step`, or leave it out")
    lifted = node.kind.form == "line" and low is not None and low > 0
    if lifted and not drawn.lifted:
        node.composer.remark(node.composer.phrase("lifted_scale"))
    return replace(drawn, scale=(low, high, step), lifted=drawn.lifted or lifted)


def _rounded(drawn: Chart, decimals: int) -> Chart:
    """Return a chart all of whose values are printed with so many decimals."""

    def shown(fact: Fact | None) -> Fact | None:
        return fact and replace(fact, decimals=decimals, format=replace(fact.format, decimals=decimals))

    return replace(
        drawn,
        series=tuple(
            replace(one, points=tuple(map(shown, one.points)), earlier=tuple(map(shown, one.earlier)))
            for one in drawn.series
        ),
        targets=tuple(map(shown, drawn.targets)),
        level=shown(drawn.level),
    )
