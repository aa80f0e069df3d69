"""Rows and a few columns have their text at their side where it fits."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.brief.figure_with_text import FigureWithText
from briefing.brief.flow import FlowBuilder
from briefing.model.period_notation import parse_period
from tests.brief import sample
from tests.brief.test_brief_layout import ZONES, Growing, Slab, bare_context
from tests.charts.test_panels import panel


def test_rows_have_their_text_at_their_side_where_it_is_no_taller() -> None:
    figure, words = [Growing(200)], [Slab(20), Slab(100, gap=6)]
    pair = FigureWithText(figure, words, ZONES)
    assert pair.fits
    assert pair.wrap(ZONES.full, 800) == (ZONES.full, 200)
    pair.stretch(30)
    assert pair.wrap(ZONES.full, 800)[1] == 230
    assert (figure[0].width, words[1].width) == (ZONES.main, ZONES.side)
    assert not FigureWithText(figure, [Slab(250)], ZONES).fits
    assert not FigureWithText(figure, [Slab(20)], ZONES).fits  # most of the side column would be empty


@pytest.mark.parametrize(("columns", "at_side"), [(3, True), (5, True), (6, False)])
def test_a_few_columns_have_their_text_at_their_side_as_on_a_whole_page_they_would_be_slabs(
    columns: int, at_side: bool
) -> None:
    chart = panel("level", *(20.0 + at for at in range(columns)))
    chart = replace(chart, periods=tuple(map(parse_period, chart.categories)))
    context = bare_context()
    given = sample.section("level", chart, body="Beside so few columns there is room for some words. " * 2)
    part = replace(context.document.parts[0], sections=(given,), asides=())
    pairs = [block for block in FlowBuilder(context, ZONES).part(part).main if isinstance(block, FigureWithText)]
    assert bool(pairs) is at_side
