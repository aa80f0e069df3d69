"""What the message on a chart that no kind can draw proposes is drawn when it is followed."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from briefing.charts import plot, plots
from briefing.errors import Finding, LayoutError
from briefing.model.chart import Chart
from briefing.model.chart_remarks import Annotation
from briefing.model.text import text
from tests.charts import samples
from tests.charts.given import fact
from tests.charts.sample_rows import dumbbell, share
from tests.following import named

Way = Callable[..., Chart]


def points(chart: Chart, *values: float | None) -> Chart:
    """A chart whose first series has other values in its first places."""
    first, *rest = chart.series
    made = tuple(None if value is None else fact(f"f.at({2000 + at})", value) for at, value in enumerate(values))
    return replace(chart, series=(replace(first, points=(*made, *first.points[len(made) :])), *rest))


def cut(chart: Chart, count: int) -> Chart:
    """A chart with its first categories alone."""
    series = tuple(replace(one, points=one.points[:count]) for one in chart.series)
    columns = tuple(replace(one, cells=one.cells[:count]) for one in chart.columns)
    return replace(
        chart, categories=chart.categories[:count], series=series, rows=chart.rows[:count], columns=columns,
        annotations=(), breaks=(), highlight="",
    )  # fmt: skip


def empty(chart: Chart) -> Chart:
    return points(chart, *[None] * len(chart.categories))


BAR, LINE, TWO, PARTS = samples.bar(), samples.line(), dumbbell(), share()
PLAIN = replace(LINE, annotations=())
COLUMN = BAR.columns[0]
SHORT = replace(BAR, columns=(replace(COLUMN, cells=COLUMN.cells[:1]), *BAR.columns[1:]))
NOTE = Annotation("patents", "1900", text("Long ago"))
CASES: dict[str, tuple[Chart, str, str, Way]] = {
    "kind": (replace(BAR, kind="pie"), "unknown kind of chart 'pie'", "kinds: <>, …",
             lambda kind: replace(BAR, kind=kind)),
    "no value": (empty(BAR), "a chart without a single value", "choose series that have values in the period",
                 lambda: BAR),
    "points": (replace(BAR, categories=BAR.categories[:2], rows=BAR.rows[:2], columns=()), "4 points for 2 categories",
               "give a fact, or a gap, for each category", lambda: BAR),
    "no number": (points(BAR, math.inf), "a value that is no number", "leave that value out",
                  lambda: points(BAR, None)),
    "cells": (SHORT, "has 1 cells for 4 rows", "give one cell for each row", lambda: BAR),
    "rows": (replace(BAR, rows=BAR.rows[:2]), "2 row names for 4 rows", "name each row", lambda: BAR),
    "short line": (cut(PLAIN, 3), "and a line needs", "use <> or bar for single years, or slope for …",
                   lambda kind: replace(cut(PLAIN, 3), kind=kind)),
    "slope of years": (replace(PLAIN, kind="slope"), "a slope joins two categories",
                       "use <> for a path over years, or give the chart two years",
                       lambda kind: replace(PLAIN, kind=kind)),
    "ranks of values": (replace(PLAIN, kind="bump"), "a rank is a whole number",
                        "use <> or slope for values that are no ranks", lambda kind: replace(PLAIN, kind=kind)),
    "one end": (replace(TWO, series=TWO.series[:1]), "joins an earlier and a later series",
                "use line or columns for more than two years, or <> for one",
                lambda kind: replace(TWO, kind=kind, series=TWO.series[:1])),
    "one part": (replace(PARTS, series=PARTS.series[:1]), "parts, and this one has 1",
                 "join small parts into one, or use <> to compare single values",
                 lambda kind: replace(PARTS, kind=kind, series=PARTS.series[:1])),
    "a part that is missing": (points(PARTS, None), "a part has no value in the row", "leave the row out",
                               lambda: cut_first(PARTS)),
    "a part below zero": (points(PARTS, -5.0), "a part is below zero", "use <> or columns",
                          lambda kind: points(replace(PARTS, kind=kind), -5.0)),
    "parts of more": (points(PARTS, 99.0), "not 100", "name every part of the whole, or the remainder with `rest`",
                      lambda: PARTS),
    "below a target": (points(replace(BAR, kind="bullet"), -5.0), "a share of a target is below zero",
                       "use a <> of values, with a column for the target",
                       lambda kind: points(replace(BAR, kind=kind), -5.0)),
    "a note nowhere": (replace(LINE, annotations=(NOTE,)), "the chart has no category '1900'", "use one of …, 2018, …",
                       lambda: replace(LINE, annotations=(replace(NOTE, category="2018"),))),
}  # fmt: skip


def cut_first(chart: Chart) -> Chart:
    """A chart without its first row."""
    series = tuple(replace(one, points=one.points[1:]) for one in chart.series)
    columns = tuple(replace(one, cells=one.cells[1:]) for one in chart.columns)
    return replace(chart, categories=chart.categories[1:], series=series, rows=chart.rows[1:], columns=columns)


def found(chart: Chart) -> tuple[Finding, ...]:
    """A chart → why it cannot be drawn."""
    try:
        plot(chart)
    except LayoutError as error:
        return error.findings
    return ()


@pytest.mark.parametrize("name", CASES)
def test_the_fix_of_a_chart_draws_it_when_it_is_followed(name: str) -> None:
    wrong, what, fix, way = CASES[name]
    findings = [one for one in found(wrong) if what in one.what]
    assert findings, [str(one) for one in found(wrong)]
    assert found(way(*named(fix, findings[0].fix))) == ()


def test_charts_side_by_side_say_all_that_is_wrong_with_them() -> None:
    wrong = [CASES["rows"][0], BAR, CASES["cells"][0]]
    with pytest.raises(LayoutError) as caught:
        plots(wrong)
    assert [one.fix for one in caught.value.findings] == ["name each row", "give one cell for each row"]
    assert len(plots([BAR, BAR])) == 2
