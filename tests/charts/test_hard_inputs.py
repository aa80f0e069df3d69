"""Every kind with data that strains it: a right chart, or an error that says what serves instead."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts.axis import ticks
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Plot, Series
from briefing.model.chart_kinds import KINDS
from briefing.model.fact import Fact, Measure
from briefing.model.outlines import MapGround
from briefing.model.text import plain, text
from tests.charts import given
from tests.charts.sample_maps import isles
from tests.charts.test_vector import drawn, overlaps, strings

Values = Callable[[int, int], float | None]
LONG = "A name of forty characters, neither less"
CHINESE = "每万人口高价值发明专利拥有量（件）"
# What a series (its number) has at a category (its number).
HARD: dict[str, Values] = {
    "one point": lambda series, at: 5.0 if at == 1 else None,
    "all equal": lambda series, at: 7.0,
    "all missing": lambda series, at: None,
    "one series missing": lambda series, at: None if series else 3.0 + at,
    "all negative": lambda series, at: -3.0 - at - series,
    "first negative": lambda series, at: -2.0 if at == 0 else 3.0 + at,
    "all zero": lambda series, at: 0.0,
    "huge and tiny": lambda series, at: 1e12 if at % 2 else 1e-6,
}
OF_DATA = [name for name, kind in KINDS.items() if kind.takes != "call"]  # whose marks are made of their data alone
SHAPES = {"usual": (6, 1), "sixty": (60, 1), "two": (2, 3), "three series": (6, 3)}


def chart(kind: str, values: Values, shape: str, name: str = "Series") -> Chart:
    """A chart of a kind, a way to fill it and a shape: categories and series."""
    count, many = SHAPES[shape]
    rows = KINDS[kind].in_rows
    parts = 2 if kind == "dumbbell" else max(2, many) if kind == "share" else 1 if rows else many
    categories = tuple(f"{name} {at}" if rows else str(1960 + at) for at in range(count))
    series = tuple(
        Series(f"s{number}", text(f"{name} {number}", term="name"), points(kind, values, number, count))
        for number in range(parts)
    )
    named = tuple(Series(key, text(key, term="name"), ()) for key in categories) if rows else ()
    if KINDS[kind].stepped:
        return Chart(kind, "en", tuple(f"{name} {at}" for at in range(count)), series[:1], alt=text("Hard."))
    ground = painted(categories) if kind == "map" else None
    return Chart(kind, "en", categories, series, rows=named, ground=ground, alt=text("Hard."))


def painted(places: tuple[str, ...]) -> MapGround:
    """Places → an isle for each, under a code of its own, in three classes."""
    outlines = isles(places)
    regions = tuple(replace(region, code=f"P{at}") for at, region in enumerate(outlines.regions))
    codes = tuple(region.code for region in regions[:-1])
    return MapGround(replace(outlines, regions=regions), codes, "given", (0.0, 5.0))


def points(kind: str, values: Values, number: int, count: int) -> tuple[Fact | None, ...]:
    measure: Measure = "rank" if KINDS[kind].ranked else "share" if kind in ("bullet", "share") else "value"

    def point(at: int) -> Fact | None:
        value = values(number, at)
        if value is None:
            return None
        decimals = 6 if value and abs(value) < 1 else 0
        return given.fact(f"s{number}.at({at})", value, measure, decimals=decimals, year=1960 + at)

    return tuple(point(at) for at in range(count))


def wrong(plot: Plot) -> list[str]:
    """A plot → what is not right about its axis, its roles and its labels."""
    axis, found = plot.axis, []
    on_axis = plot.series[1:2] if plot.form == "dots" else plot.series  # the others stand across, and are areas
    values = [value for series in on_axis for value in series.values if value is not None]
    if plot.across and not all(
        plot.across.low <= value <= plot.across.high for value in plot.series[0].values if value
    ):
        found.append("a value beyond the scale across")
    if not axis.low < axis.high or not axis.step > 0 or not all(map(math.isfinite, (axis.low, axis.high, axis.step))):
        found.append(f"axis {axis}")
    elif not plot.rank_marks and not 2 <= len(ticks(axis)) <= 8:
        found.append(f"{len(ticks(axis))} grid lines")
    if any(not axis.low <= value <= axis.high for value in values):
        found.append("a value beyond the axis")
    if plot.form in ("bar", "column") and not axis.low <= 0 <= axis.high:
        found.append("no zero")
    for series in plot.series:
        if series.roles and len(series.roles) != len(series.values):
            found.append("a role too few")
        for value, label in zip(series.values, series.labels, strict=False):
            if label is None:
                continue
            digits = [sign for sign in plain(label.text) if sign.isdigit()]
            if value is None or (value and digits and not set(digits) - {"0"}):
                found.append(f"the label {plain(label.text)!r} of {value}")
            if label.live and label.text and value and abs(value) < 0.5 and "." not in plot.number_format:
                found.append(f"a live label of {value} in {plot.number_format}")
    return found


@pytest.mark.parametrize("kind", OF_DATA)
def test_hard_data_give_a_right_chart_or_an_error_with_a_fix(kind: str) -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for hard, shape in product(HARD, SHAPES):
        try:
            plot = charts.plot(chart(kind, HARD[hard], shape))
        except LayoutError as error:
            assert all(finding.fix and finding.what for finding in error.findings)  # noqa: PT017
        else:
            found[hard, shape] = wrong(plot)
    assert {case: rows for case, rows in found.items() if rows} == {}


@pytest.mark.parametrize("kind", OF_DATA)
def test_hard_data_are_drawn_with_nothing_on_anything_else(kind: str) -> None:
    found: dict[str, list[str]] = {}
    for hard, values in HARD.items():
        try:
            canvas, surface, _, _ = drawn(chart(kind, values, "usual"))
        except LayoutError as error:
            assert all(finding.fix for finding in error.findings)  # noqa: PT017
            continue
        out = (
            words.string
            for words in surface.words
            if words.box.x < -0.3 or words.box.y < -0.3 or words.box.x + words.box.w > canvas.width + 0.3
        )
        found[hard] = [*map(str, overlaps(strings(surface))), *out]
    assert {hard: rows for hard, rows in found.items() if rows} == {}


@pytest.mark.parametrize("name", [LONG, CHINESE])
@pytest.mark.parametrize("kind", OF_DATA)
def test_long_and_chinese_names_are_drawn_or_refused_with_a_fix(kind: str, name: str) -> None:
    shape = "two" if kind == "slope" else "three series"
    filled: Values = lambda series, at: 10.0 * (series + 1) + at  # noqa: E731
    if kind == "share":
        filled = lambda series, at: (50.0, 30.0, 20.0)[series]  # noqa: E731
    try:
        _, surface, _, _ = drawn(chart(kind, filled, shape, name))
    except LayoutError as error:
        assert all(finding.fix for finding in error.findings)  # noqa: PT017
        return
    assert overlaps(strings(surface)) == []


def test_a_wrong_plot_is_seen() -> None:
    plot = charts.plot(chart("columns", HARD["all equal"], "usual"))
    assert wrong(plot) == []
    assert wrong(replace(plot, axis=replace(plot.axis, low=1.0, high=5.0))) == ["a value beyond the axis", "no zero"]
    labels = tuple(label and replace(label, text=text("0")) for label in plot.series[0].labels)
    assert len(wrong(replace(plot, series=(replace(plot.series[0], labels=labels),)))) == 6
