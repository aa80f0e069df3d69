"""Hard inputs through plan and package: a right chart, or an error that says which kind serves instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.planning import plan
from briefing.deck.slides import ChartBox, Slide
from briefing.deck.writer import write_slides
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.document import Block, Multiples
from briefing.model.fact import Fact
from briefing.model.text import text
from briefing.read import theme
from tests.deck import checks
from tests.deck.reading_deck import Deck
from tests.deck.sample import document, sections
from tests.deck.sample_charts import fact
from tests.deck.samples import PROPERTIES, THEME
from tests.deck.test_deck_workbook import differences

KINDS = ("bar", "bullet", "columns", "line", "slope", "bump", "dumbbell", "share", "multiples")
SERVES = ("bar", "columns", "line", "slope", "table", "fewer", "leading", "choose series", "join", "shorten")
LONG = "A name of an indicator with forty signs "
CHINESE = "每万人口发明专利拥有量"
Values = tuple[float | None, ...]


def given(values: Values, measure: str, unit: str, key: str) -> tuple[Fact | None, ...]:
    decimals = 0 if measure in ("rank", "share") else 1
    if measure == "rank" and all(value is None or 1 <= value < 100 for value in values):
        values = tuple(None if value is None else float(round(value) % 8 + 1) for value in values)
    return tuple(
        None
        if value is None
        else fact(f"{key}.at({2000 + at})", value, unit=unit, decimals=decimals, year=2000 + at, measure=measure)  # type: ignore[arg-type]
        for at, value in enumerate(values)
    )


def block(kind: str, values: Values, name: Callable[[int], str]) -> Block:
    """Values and names → the kind's chart: its rows or years have the values, its series the names."""
    years = tuple(str(2000 + at) for at in range(len(values)))
    measure = {"bump": "rank", "share": "share", "bullet": "share"}.get(kind, "value")
    unit = {"rank": "rank", "share": "%"}.get(measure, "per 10,000")
    rows = tuple(Series(f"r{at}", text(name(at), term="name"), ()) for at in range(len(values)))
    one = Series("a", text(name(0), term="name"), given(values, measure, unit, "a"))
    if kind in ("bar", "bullet", "dumbbell", "share"):
        keys = tuple(f"r{at}" for at in range(len(values)))
        first = replace(one, name=text("2014", term="year"))
        series: tuple[Series, ...] = (first,)
        if kind == "dumbbell":
            later = tuple(None if value is None else value * 1.5 for value in values)
            series = (first, Series("b", text("2023", term="year"), given(later, measure, unit, "b")))
        if kind == "share":
            rest = tuple(None if value is None else 100 - value for value in values)
            series = (one, Series("b", text(name(1), term="name"), given(rest, measure, unit, "b")))
        aims = given((100.0,) * len(values), "target", unit, "t") if kind == "bullet" else ()
        return Chart(kind, "en", keys, series, highlight="r0", rows=rows, targets=aims, alt=text("Rows."))
    if kind == "multiples":
        panels = tuple(
            Chart("line", "en", years, (replace(one, key=f"p{at}"),), title=text(name(at), term="name"), ends=True)
            for at in range(3)
        )
        return Multiples(panels, alt=text("Panels."))
    if kind == "bump":
        other = Series("b", text(name(1), term="name"), given(values[::-1], measure, unit, "b"))
        return Chart(kind, "en", years, (one, other), highlight="a", alt=text("Ranks."))
    if kind == "slope":
        ends = years[:1] + years[-1:]
        return Chart(kind, "en", ends, (replace(one, points=(one.points[0], one.points[-1])),), "a", alt=text("Slope."))
    return Chart(kind, "en", years, (one,), highlight="a", alt=text("Years."))


def short(at: int) -> str:
    return f"Row {chr(65 + at % 26)}{at // 26 or ''}"


CASES: dict[str, tuple[Values, Callable[[int], str]]] = {
    "one point": ((5.0,), short),
    "all equal": ((5.0, 5.0, 5.0, 5.0), short),
    "all missing": ((None, None, None, None), short),
    "negative": ((12.0, -7.5, 30.0, -20.0), short),
    "all negative": ((-12.0, -7.5, -30.0, -20.0), short),
    "all zero": ((0.0, 0.0, 0.0, 0.0), short),
    "huge and tiny": ((1e12, 1e-6, 5e11, 3.0), short),
    "sixty": (tuple(float(at % 50 + 1) for at in range(60)), short),
    "long names": ((12.0, 7.5, 30.0, 20.0), lambda at: f"{LONG}{at}"),
    "Chinese names": ((12.0, 7.5, 30.0, 20.0), lambda at: f"{CHINESE}{at}"),
}


def planned(chart: Block) -> Slide:
    section = replace(sections()[0], title=text("A finding"), blocks=(chart,), points=(), ask=())
    return plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_a_hard_input_gets_a_right_chart_or_an_error_that_names_what_serves(case: str, kind: str) -> None:
    try:
        made = planned(block(kind, *CASES[case]))
    except LayoutError as error:
        for finding in error.findings:
            assert any(word in finding.fix for word in SERVES), finding
        return
    assert {check.__name__: check(made) for check in checks.CHECKS if check(made)} == {}
    deck = Deck.of(write_slides([made], THEME, PROPERTIES))
    assert differences(deck) == []
    for item in made.elements:
        if isinstance(item, ChartBox):
            axis = item.plot.axis
            assert axis.low < axis.high
            for series in item.plot.series:
                for value in series.values:
                    assert value is None or axis.low - 1e-9 <= value <= axis.high * (1 + 1e-12) + 1e-9


@pytest.mark.parametrize("case", ["negative", "long names", "Chinese names", "all equal"])
@pytest.mark.parametrize("kind", ["bar", "columns"])
def test_bars_and_columns_draw_what_can_be_drawn(case: str, kind: str) -> None:
    assert planned(block(kind, *CASES[case]))
