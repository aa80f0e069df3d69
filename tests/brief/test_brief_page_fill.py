"""What a page has left goes to its figures where the next one has no room on it."""

from __future__ import annotations

from briefing import charts
from briefing.brief.figures import ChartBlock
from briefing.brief.layout import Flow, lay_out
from briefing.brief.structure import Element
from briefing.model.chart import Chart
from tests.brief.test_brief_layout import ROOM, ZONES, Growing, Slab, bare_context
from tests.charts import samples


def test_rows_of_a_narrow_column_grow_by_their_number_and_lines_by_its_width() -> None:
    def most(chart: Chart, width: float) -> float:
        block = ChartBlock(bare_context(), chart, Element("Sect"), charts.plot(chart))
        return block.wrap(width, 1_000)[1] + block.give

    rows = samples.bar()
    assert most(rows, 150.0) > 150.0 * 0.66, "rows are as tall as they are many"
    assert most(samples.line(), 300.0) < 300.0 * 0.66 + 1


def test_charts_above_both_columns_fill_the_first_page_where_what_follows_has_no_room_on_it() -> None:
    def ends(give: float) -> tuple[int, float]:
        chart = Growing(200)
        pages = lay_out(Flow(top=[chart] if give else [Slab(200)], main=[Slab(ROOM - 300), Slab(300)]), ZONES)
        return len(pages), pages[0].low - ZONES.floor

    assert ends(60)[0] == ends(0)[0] == 2
    assert 20 < ends(60)[1] < 30
    assert 80 < ends(0)[1] < 90, "a block that does not grow"
