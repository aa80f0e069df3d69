"""Lines of two towns over years with a gap between them, for letters."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from briefing.charts.values import label_text
from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Difference
from briefing.model.period import Period
from briefing.model.text import Run, plain, text
from tests.charts import given


def gapped(*, below: bool = True, more: int = 0, times: float = 1) -> Chart:
    """Lines of two series over years, with the gap between them in the second and in 2022, and `more` years after; of
    values so many `times` as large two may have no room next to each other.
    """
    lower = {2019: 40.0, 2020: 50.0, 2021: 60.0, 2022: 55.0}
    upper = {2019: 60.0, 2020: 70.0, 2021: 80.0, 2022: 100.0 if below else 50.0}
    for year in range(2023, 2023 + more):
        lower[year], upper[year] = 60.0, 80.0
    lower, upper = ({year: value * times for year, value in one.items()} for one in (lower, upper))
    years = tuple(map(str, lower))
    lines = (
        Series("own", text("Own town"), given.run("own", lower, years)),
        Series("middle", text("Median town"), given.run("middle", upper, years)),
    )
    gaps = tuple(Difference(("own", year), ("middle", year), text("20")) for year in ("2020", "2022"))
    periods = tuple(map(Period.year, lower))
    return Chart("line", "en", years, lines, "own", differences=gaps, periods=periods, alt=text("A gap."))


def numbered(chart: Chart, more: float = 0) -> Chart:
    """The same with a number at each gap, by which the two printed values differ, or `more`."""
    fact = next(point for point in chart.series[0].points if point).name

    def words(year: str) -> str:
        at = chart.categories.index(year)
        low, high = (Decimal(plain(label_text(chart, one.points[at])).replace(",", "")) for one in chart.series)
        return f"{high - low + Decimal(str(more)):,} years"

    gaps = (replace(item, text=(Run(words(item.start[1]), fact=fact),)) for item in chart.differences)
    return replace(chart, differences=tuple(gaps))
