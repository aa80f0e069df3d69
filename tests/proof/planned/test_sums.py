"""Columns that add up are read back as they are seen: each planted fault is found by the rule meant for it.

rules: planned-sums, planned-numbers
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.charts.kinds import contributions
from briefing.model.chart import Chart, Plot, PlotSeries
from tests.proof.planned.exchanges import faults

Fault = Callable[[Plot], Plot]


def _with(plot: Plot, number: int, **fields: Any) -> Plot:
    series = list(plot.series)
    series[number] = replace(series[number], **fields)
    return replace(plot, series=tuple(series))


def _at(series: PlotSeries, at: int, value: float | None) -> tuple[float | None, ...]:
    return (*series.values[:at], value, *series.values[at + 1 :])


def _turned(plot: Plot) -> Plot:
    """A part that fell, drawn as one that rose."""
    value = plot.series[0].values[0]
    assert value is not None
    return _with(plot, 0, values=_at(plot.series[0], 0, -value))


def _raised(plot: Plot) -> Plot:
    value = plot.series[-1].values[1]
    assert value is not None
    return _with(plot, -1, values=_at(plot.series[-1], 1, value + 4.0))


CONTRIBUTIONS: dict[str, tuple[Fault, str]] = {
    "a part with the other sign": (_turned, "planned-numbers"),
    "a total that its parts do not make": (_raised, "planned-sums"),
    "a part left out": (lambda plot: replace(plot, series=plot.series[1:]), "planned-numbers"),
    "a part of no value": (lambda plot: _with(plot, 1, values=_at(plot.series[1], 2, None)), "planned-sums"),
    "a total drawn as a part": (lambda plot: _with(plot, -1, above=False), "planned-sums"),
    "two parts under each other's names": (
        lambda plot: _with(_with(plot, 0, name=plot.series[1].name), 1, name=plot.series[0].name),
        "planned-numbers",
    ),
}


@pytest.mark.parametrize("name", CONTRIBUTIONS)
def test_a_fault_of_contributions_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fault, rule = CONTRIBUTIONS[name]
    plot = contributions.plot

    def wrong(chart: Chart) -> Plot:
        return fault(plot(chart))

    assert faults("gallery", "deck", sections=("contributions",)) == []
    monkeypatch.setattr(contributions, "plot", wrong)
    assert rule in {one.rule for one in faults("gallery", "deck", sections=("contributions",))}
