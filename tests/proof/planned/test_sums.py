"""Columns that add up are read back as they are seen: each planted fault is found by the rule meant for it.

rules: planned-sums, planned-numbers
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.charts.kinds import contributions
from briefing.deck.plan.charts import stepped_columns
from briefing.deck.slides import Box, ChartBox
from briefing.model.chart import Chart, Plot, PlotSeries
from briefing.model.text import plain, text
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


def _named(plot: Plot, name: str) -> int:
    return next(at for at, series in enumerate(plot.series) if series.name == name)


def _longer(plot: Plot) -> Plot:
    """A step that is drawn longer than it is."""
    at = _named(plot, "Rise")
    return _with(plot, at, values=_at(plot.series[at], 2, 250.0))


def _level_as_step(plot: Plot) -> Plot:
    """The first level in the series, and so in the colour, of steps up."""
    up, level = _named(plot, "Rise"), _named(plot, "Level")
    moved = _with(plot, up, values=_at(plot.series[up], 0, plot.series[level].values[0]))
    return _with(moved, level, values=_at(plot.series[level], 0, None))


def _floating(plot: Plot) -> Plot:
    lift = plot.series[0]
    return _with(plot, 0, values=_at(lift, 3, (lift.values[3] or 0.0) + 40.0))


def _short_end(plot: Plot) -> Plot:
    at = _named(plot, "Level")
    return _with(plot, at, values=_at(plot.series[at], len(plot.categories) - 1, 3300.0))


def _unsigned(plot: Plot) -> Plot:
    at = _named(plot, "Rise")
    labels = tuple(
        label and replace(label, text=text(plain(label.text).lstrip("+"))) for label in plot.series[at].labels
    )
    return _with(plot, at, labels=labels)


WATERFALL: dict[str, Fault] = {
    "a step that is longer": _longer,
    "a level in the colour of steps": _level_as_step,
    "a step that begins elsewhere": _floating,
    "a last level that the steps do not make": _short_end,
    "steps without their sign": _unsigned,
    "no lines from column to column": lambda plot: replace(plot, series=plot.series[:-3]),
    "two steps in each other's place": lambda plot: replace(
        plot, categories=(plot.categories[0], plot.categories[2], plot.categories[1], *plot.categories[3:])
    ),
}


@pytest.mark.parametrize("name", WATERFALL)
def test_a_fault_of_a_waterfall_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    native = stepped_columns._native

    def wrong(box: ChartBox, inner: Box) -> ChartBox:
        made = native(box, inner)
        return replace(made, plot=WATERFALL[name](made.plot))

    assert faults("gallery", "deck", sections=("waterfall",)) == []
    monkeypatch.setattr(stepped_columns, "_native", wrong)
    assert "planned-sums" in {one.rule for one in faults("gallery", "deck", sections=("waterfall",))}
