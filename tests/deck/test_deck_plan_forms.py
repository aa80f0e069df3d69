"""What is said of a chart stands in its empty corner, below it or at its side, by turns, and never over its marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.blocks import chart_slide
from briefing.deck.plan.blocks.chart_slide import form_of
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Box, ChartBox, Slide, TextBox
from briefing.model.chart import Chart
from briefing.model.document import Section
from briefing.model.text import text
from briefing.read import theme
from tests.charts import samples
from tests.charts.sample_parts import area
from tests.deck import checks
from tests.deck.sample import document, point, sections

THEME = theme(asset("themes/ink.toml"))
LONG = "It says why, and why it came so late that nobody had asked."
ASK = text("who pays for it?")


def section(chart: Chart, points: int = 2, *, number: int = 1, words: str = "It says why.") -> Section:
    shown = tuple(point(f"Point {at}", words) for at in range(points))
    title = text(f"It rose {'again ' * number}")
    return replace(sections()[0], id=f"s{number}", title=title, blocks=(chart,), points=shown, ask=ASK, hero=None)


def planned(*given: Section) -> list[Slide]:
    slides = list(plan(document(only=given), THEME)[1:])
    assert [found for made in slides for check in checks.CHECKS for found in check(made)] == []
    return slides


def forms(slides: Sequence[Slide]) -> list[str]:
    return [form_of(slide.elements) for slide in slides]


def touched(slide: Slide) -> list[str]:
    """The marks, values and words of a chart that its callout in the corner covers."""
    callout = next(item.box for item in slide.elements if item.name == "Corner")
    chart = next(item for item in slide.elements if isinstance(item, ChartBox))
    found = [
        item.name
        for item in slide.elements
        if isinstance(item, TextBox) and not item.name.startswith("Corner") and callout.touches(checks.ink(item))
    ]
    for series in chart.plot.series:
        for at, value in enumerate(series.values):
            if value is not None:
                x, y = position(chart.plot, chart.inner, at, value, on_edges=chart.on_edges)
                mark = (
                    Box(x - 8, y - 14, 16, 28) if chart.plot.form == "line" else Box(x - 8, y, 16, chart.inner.y1 - y)
                )
                found += [f"{at}"] if callout.touches(mark) else []
    return found


@pytest.mark.parametrize("chart", [samples.line(), samples.lines(), samples.columns(), samples.low_start()])
def test_a_callout_in_a_corner_stands_clear_of_marks_values_and_words(chart: Chart) -> None:
    (slide,) = planned(section(chart))
    assert forms([slide]) == ["corner"]
    assert touched(slide) == []
    shown = next(item for item in slide.elements if isinstance(item, ChartBox))
    at, value = next((at, value) for at, value in enumerate(shown.plot.series[0].values) if value is not None)
    x, y = position(shown.plot, shown.inner, at, value, on_edges=shown.on_edges)
    moved = tuple(
        replace(item, box=replace(item.box, x=x, y=y)) if item.name == "Corner" else item for item in slide.elements
    )
    assert touched(replace(slide, elements=moved))


def test_no_callout_stands_in_a_chart_without_a_free_corner() -> None:
    words = "It says why, in many words that need their room. " * 3
    assert forms(planned(section(samples.line(), 3, words=words))) != ["corner"]


def test_charts_in_a_row_take_turns_in_where_their_points_stand() -> None:
    slides = planned(*(section(samples.line(), 3, words=LONG, number=number) for number in range(1, 9)))
    shown = forms(slides)
    assert set(shown) == {"corner", "below", "side"}
    assert max(len(list(same)) for _, same in groupby(shown)) == 1


def test_rows_have_their_points_below_where_they_keep_their_height_and_else_at_the_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert forms(planned(section(samples.bar(), 3, words=LONG))) == ["below"]
    monkeypatch.setattr(chart_slide, "ROOM_OF_ROW", 90.0)
    assert forms(planned(section(samples.bar(), 3, words=LONG))) == ["side"]


def test_a_panel_that_would_be_half_empty_gives_way_to_what_leaves_the_chart_more_room() -> None:
    few = [replace(section(samples.line(), number=number), ask=()) for number in range(1, 6)]
    assert "side" not in forms(planned(*few))
    assert "side" not in forms(planned(*(section(samples.line(), number=number) for number in range(1, 6))))
    many = [replace(one, points=(*one.points, *(point(f"Of {at}", LONG) for at in range(2)))) for one in few]
    assert "side" in forms(planned(*many))


def test_a_callout_covers_no_part_of_an_area() -> None:
    chart = area()
    first = replace(chart.series[0], points=tuple(replace(one, value=90.0) for one in chart.series[0].points if one))
    (slide,) = planned(section(replace(chart, series=(first,))))  # a band under whose line a callout has room
    callouts = [item.box for item in slide.elements if item.name == "Corner"]
    (shown,) = (item for item in slide.elements if isinstance(item, ChartBox))
    spans = [(at, shown.plot.span(series, at)) for series in shown.plot.series for at in range(len(series.values))]
    tops = [position(shown.plot, shown.inner, at, span[1], on_edges=shown.on_edges) for at, span in spans if span]
    below = [Box(x - 4, y, 8, max(shown.inner.y1 - y, 1)) for x, y in tops]
    assert not any(callout.touches(box) for callout in callouts for box in below)
