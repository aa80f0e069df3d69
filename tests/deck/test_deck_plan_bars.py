"""Bars of a slide: a value stands in its bar where that holds it, else beside it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.planning import plan
from briefing.deck.slides import ChartBox
from briefing.model.chart import Chart, Series
from briefing.model.text import text
from briefing.read import theme
from tests.deck import checks
from tests.deck.sample import document, sections
from tests.deck.sample_charts import fact


@pytest.mark.parametrize(
    ("size", "lead", "side"), [(1.0, "Corby", "inside"), (1.0, "Brook", "outside"), (1e18, "Ashby", "outside")]
)
def test_a_value_stands_in_the_longest_bar_alone_and_beside_others(size: float, lead: str, side: str) -> None:
    names = ("Ashby", "Brook", "Corby")
    points = tuple(fact(f"x.of('{name}').last", (3 + 2 * at) * size, decimals=0) for at, name in enumerate(names))
    rows = tuple(Series(name, text(name), ()) for name in names)
    chart = Chart("bar", "en", names, (Series("x", text("Bytes"), points),), lead, rows=rows, alt=text("Bytes."))
    section = replace(sections()[0], title=text(f"{lead} leads"), blocks=(chart,), points=())
    slide = plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1]
    assert [found for check in checks.CHECKS for found in check(slide)] == []
    (series,) = next(item.plot.series for item in slide.elements if isinstance(item, ChartBox))
    own = next(label for label in series.labels if label and label.text[0].fact == f"x.of('{lead}').last")
    assert own.side == side
