"""The words of a gap between lines stand clear of the lines of the scale; stretches without values are seen."""

from __future__ import annotations

import pytest

from briefing.assets import asset
from briefing.deck.plan.charts.difference_shapes import differences
from briefing.deck.plan.charts.map_chart import ABSENT
from briefing.deck.plan.charts.reference_lines import break_lines, grid_lines, stretch
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, Freeform, Shape, TextBox
from briefing.model.chart import Axis, Plot, PlotSeries, Rule, SpanMark
from briefing.model.text import text
from briefing.model.theme import contrast
from briefing.read.theme_file import theme
from briefing.wording import of
from tests.deck.checks import ink
from tests.deck.sample import document, sections

INNER = Box(80.0, 120.0, 700.0, 240.0)


@pytest.mark.parametrize("top", range(60, 100, 4))
def test_the_words_of_a_gap_stand_clear_of_the_lines_of_the_scale(top: int) -> None:
    years = tuple(str(year) for year in range(2010, 2020))
    series = tuple(
        PlotSeries(name, tuple(value for _ in years), "context")
        for name, value in (("low", 20.0), ("high", float(top)))
    )
    span = SpanMark((4.0, 20.0), (4.0, float(top)), text("19.0 years"))
    plot = Plot("line", years, series, Axis(0.0, 100.0, 20.0, visible=True), "0", "points", spans=(span,))
    page, lines = Page(document(), sections()[0], 2, of("en")), grid_lines(plot, INNER)
    (words,) = differences(page, plot, INNER, INNER, lines).words
    assert isinstance(words, TextBox)
    box = ink(words)
    middle = box.y + box.h / 2
    letters = Box(box.x, middle - 0.4 * box.h, box.w, 0.8 * box.h)
    assert [line for line in lines if line.touches(letters)] == []


@pytest.mark.parametrize("last", [True, False])
def test_the_words_of_all_gaps_stand_at_one_side_of_their_bars(last: bool) -> None:
    years = tuple(str(year) for year in range(2010, 2020))
    lines = tuple(PlotSeries(name, (value,) * 10, "context") for name, value in (("low", 20.0), ("high", 80.0)))
    spans = tuple(SpanMark((at, 20.0), (at, 80.0), text("19 years")) for at in (3.0, 6.0, *([9.0] if last else [])))
    plot = Plot("line", years, lines, Axis(0.0, 100.0, 20.0, visible=True), "0", "points", spans=spans)
    found = differences(Page(document(), sections()[0], 2, of("en")), plot, INNER, INNER, [])
    bars = [bar.box for bar in found.lines if isinstance(bar, Freeform)]
    assert len(bars) == len(spans)
    # words at the right of one bar and at the left of the next would stand between both
    assert {words.box.x < bar.x for words, bar in zip(found.words, bars, strict=True)} == {last}


@pytest.mark.parametrize("at", range(4, 18, 2))
def test_the_pill_of_a_change_stands_on_no_stretch_without_a_value(at: int) -> None:
    years = tuple(str(year) for year in range(2000, 2020))
    values = tuple(None if year == at - 1 else 10.0 + 4.0 * year for year in range(20))
    span = SpanMark((0.0, 10.0), (float(at), 10.0 + 4.0 * at), text("+25%"))
    rule = Rule("category", at - 1.0, text("no value"), "bridge", 1.0)
    line, axis = PlotSeries("own", values, "highlight"), Axis(0.0, 100.0, 20.0, visible=True)
    plot = Plot("line", years, (line,), axis, "0", "points", rules=(rule,), spans=(span,))
    ground = stretch(plot, INNER, rule)
    found = differences(Page(document(), sections()[0], 2, of("en")), plot, INNER, INNER, [])
    assert not [item.box for item in found.words if item.box.touches(ground)]


@pytest.mark.parametrize("name", sorted(file.stem for file in asset("themes").glob("*.toml")))
def test_the_hatch_of_what_has_no_value_is_seen_and_stands_out_less_than_data(name: str) -> None:
    rule = Rule("category", 1.0, text("no value"), "bridge", 1.0)
    values = PlotSeries("own", (1.0, None, 2.0), "context")
    plot = Plot("column", ("2019", "2020", "2021"), (values,), Axis(0.0, 2.0, 1.0), "0", rules=(rule,))
    (ground,) = break_lines(Page(document(), sections()[0], 2, of("en")), plot, INNER)
    assert isinstance(ground, Shape)
    assert ground.hatched
    palette = theme(asset("themes") / f"{name}.toml").light
    for role in (ground.fill, ABSENT):
        assert 1.9 < contrast(getattr(palette, role), palette.paper) < 3 < contrast(palette.context, palette.paper)
