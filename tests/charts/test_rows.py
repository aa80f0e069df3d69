"""Rows of bars and dumbbells: what stands above their names."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.charts import chart_rows
from briefing.model.chart import Chart, Column, Series
from briefing.model.text import plain, text
from tests.charts.given import fact


@pytest.mark.parametrize(("indicators", "said"), [(("pct", "pct"), "Place"), (("pct", "hcr"), "Indicator and unit")])
def test_rows_are_headed_by_what_they_are(indicators: tuple[str, str], said: str) -> None:
    facts = tuple(
        replace(fact(f"f{at}", 1.0 + at), entity=entity, indicator=indicator)
        for at, (entity, indicator) in enumerate(zip(("Belling", "Shanghai"), indicators, strict=True))
    )
    names = tuple(Series(item.entity, text(item.entity), (), text("%")) for item in facts)
    column = Column(text("Growth"), (text("a"), text("b")))
    chart = Chart("bar", "en", ("Belling", "Shanghai"), (Series("v", text("v"), facts),), rows=names, columns=(column,))
    assert plain(chart_rows.head(chart)) == said
    assert chart_rows.head(replace(chart, columns=())) == ()
    bare = tuple(replace(name, detail=()) for name in names)  # a unit that all share stands in the subtitle
    places = said == "Place"  # parts of one thing say what they are
    assert plain(chart_rows.head(replace(chart, rows=bare))) == (said if places else "")
