"""The data of charts as a table that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from briefing.model.chart import Chart
from briefing.model.lineage import number
from briefing.model.text import escape_formula, plain
from briefing.wording import of


def chart_table(drawn: Sequence[Chart]) -> str:
    """Return the facts of one or more charts as CSV, a row for each value."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["series", "category", "value", "qualifier", "unit", "sources"])
    for chart in drawn:
        wording = of(chart.lang)
        for series in chart.series:
            called = " ".join(plain(series.name).split()) or series.key
            for category, point in zip(chart.categories, series.points, strict=False):
                if point is not None:
                    fact = wording.spoken(point)
                    unit, sources = wording.unit_of_value(fact), " ".join(fact.sources)
                    cells = (escape_formula(called), escape_formula(category), str(number(fact.value)), fact.qualifier)
                    writer.writerow([*cells, escape_formula(unit), escape_formula(sources)])
    return out.getvalue()
