"""Parts, bands, years over months and single marks are read back as they are drawn: each planted fault is found by its
rule.

rules: planned-parts, planned-numbers
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from itertools import zip_longest
from typing import Any

import pytest
from msgspec.structs import replace

from briefing.model.chart import Chart, Plot
from briefing.model.text import text
from tests.proof.planned.exchanges import faults

Fault = Callable[[Plot], Plot]


def _with(plot: Plot, number: int, **fields: Any) -> Plot:
    series = list(plot.series)
    series[number] = replace(series[number], **fields)
    return replace(plot, series=tuple(series))


def _raised(number: int, at: int, by: float = 7.0) -> Fault:
    """A mark that is drawn higher than it is."""

    def fault(plot: Plot) -> Plot:
        values = list(plot.series[number].values)
        values[at] = (values[at] or 0.0) + by
        return _with(plot, number, values=tuple(values))

    return fault


def _exchanged(one: int, other: int, *fields: str) -> Fault:
    """Fields of two series in each other's place."""

    def fault(plot: Plot) -> Plot:
        first, second = plot.series[one], plot.series[other]
        turned = _with(plot, one, **{name: getattr(second, name) for name in fields})
        return _with(turned, other, **{name: getattr(first, name) for name in fields})

    return fault


def _moved(one: int, other: int) -> Fault:
    """Two series in each other's place among the others."""

    def fault(plot: Plot) -> Plot:
        series = list(plot.series)
        series[one], series[other] = series[other], series[one]
        return replace(plot, series=tuple(series))

    return fault


def _without(number: int) -> Fault:
    return lambda plot: replace(plot, series=tuple(item for at, item in enumerate(plot.series) if at != number))


def _labelled(number: int, at: int, words: str) -> Fault:
    """A value that is printed as another."""

    def fault(plot: Plot) -> Plot:
        labels = list(plot.series[number].labels)
        label = labels[at]
        assert label is not None
        labels[at] = replace(label, text=text(words), live=False)
        return _with(plot, number, labels=tuple(labels))

    return fault


def _categories_exchanged(plot: Plot) -> Plot:
    return replace(plot, categories=(plot.categories[1], plot.categories[0], *plot.categories[2:]))


PARTS = {
    "a part that is larger": (_raised(0, 4), "planned-numbers"),
    "two parts under each other's names": (_exchanged(0, 1, "name"), "planned-numbers"),
    "parts in another order": (_moved(0, 2), "planned-parts"),
    "a part left out": (_without(1), "planned-numbers"),
}
FAULTS: dict[str, dict[str, tuple[Fault, str]]] = {
    "area": PARTS
    | {
        "a sum that its parts do not make": (_raised(-1, 3), "planned-parts"),
        "parts as lines": (
            lambda plot: replace(plot, series=tuple(replace(item, filled=False) for item in plot.series)),
            "planned-parts",
        ),
        "last values at each other's names": (_exchanged(0, 1, "end"), "planned-numbers"),
    },
    "stacked": PARTS
    | {
        "a sum that its parts do not make": (_raised(-1, 3), "planned-parts"),
        "parts side by side": (lambda plot: replace(plot, stacked=False), "planned-parts"),
        "a sum printed wrong": (_labelled(-1, 2, "2,845"), "planned-parts"),
    },
    "stacked_bars": PARTS
    | {
        "rows in each other's place": (
            lambda plot: replace(plot, rows=(plot.rows[1], plot.rows[0], *plot.rows[2:])),
            "planned-numbers",
        ),
        "sums in each other's place": (
            lambda plot: replace(
                plot, columns=(replace(plot.columns[0], cells=plot.columns[0].cells[::-1]), *plot.columns[1:])
            ),
            "planned-numbers",
        ),
    },
    "seasonal": {
        # the third of three years; behind it the dashes over its month without a value
        "a month that is higher": (_raised(2, 4), "planned-numbers"),
        "two years under each other's names": (_exchanged(2, 1, "name"), "planned-numbers"),
        "a year with another's value": (_labelled(2, -1, "40.5"), "planned-numbers"),
        "a year left out": (_without(1), "planned-numbers"),
        "an earlier year drawn as another": (_exchanged(0, 1, "values"), "planned-numbers"),
    },
    "band": {
        "an upper end that is higher": (_raised(1, 3), "planned-parts"),
        "a lower end that is higher": (_raised(0, 2), "planned-numbers"),
        "what lies below it filled": (lambda plot: _with(plot, 0, role="second"), "planned-parts"),
        "a band from zero": (lambda plot: replace(plot, series=plot.series[1:]), "planned-numbers"),
        "a line that is higher": (_raised(2, 5), "planned-numbers"),
        "a band as a line": (lambda plot: _with(plot, 1, filled=False), "planned-parts"),
    },
    "columns": {
        "a column that is higher": (_raised(0, 1), "planned-numbers"),
        "two years in each other's place": (_categories_exchanged, "planned-numbers"),
    },
    "bar": {
        "a bar that is longer": (_raised(0, 1), "planned-numbers"),
        "a last bar that is longer": (_raised(0, -1), "planned-numbers"),
        "two names in each other's place": (_categories_exchanged, "planned-numbers"),
    },
    "slope": {"an end that is higher": (_raised(0, 1), "planned-numbers")},
    "share": {
        "a part that is larger": (_raised(0, 1), "planned-numbers"),
        "a part left out": (_without(0), "planned-numbers"),
    },
    "bump": {"a rank that is another": (_raised(0, 0, 2.0), "planned-numbers")},
}
# Faults of one deck: one of each kind of chart, each of which has a section of its own.
CASES = [
    tuple(case for case in cases if case)
    for cases in zip_longest(*([(kind, name) for name in known] for kind, known in FAULTS.items()))
]


def test_right_charts_have_no_fault() -> None:
    assert faults("gallery", "deck", sections=tuple(FAULTS)) == []


@pytest.mark.parametrize("cases", CASES, ids=lambda cases: "-".join(cases[0]))
def test_a_fault_is_found(cases: tuple[tuple[str, str], ...], monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, name in cases:
        _planted(monkeypatch, kind, FAULTS[kind][name][0])
    found = faults("gallery", "deck", sections=tuple(kind for kind, _ in cases))
    for kind, name in cases:
        own = {one.rule for one in found if re.search(rf"section {kind}\b", one.what)}
        assert FAULTS[kind][name][1] in own, (kind, name)


def _planted(patch: pytest.MonkeyPatch, kind: str, fault: Fault) -> None:
    """Let what draws a kind of chart draw it with a fault."""
    module = import_module(f"briefing.charts.kinds.{kind}")
    plot = module.plot

    def wrong(chart: Chart) -> Plot:
        return fault(plot(chart))

    patch.setattr(module, "plot", wrong)
