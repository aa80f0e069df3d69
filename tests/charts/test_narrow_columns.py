"""Narrow columns with a remark: the value that the remark gives does not stand below it once more."""

from __future__ import annotations

from briefing import charts
from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Annotation
from briefing.model.period import Period
from briefing.model.text import plain, text
from tests.charts.given import fact

YEARS = tuple(str(year) for year in range(1995, 2024))


def _labels(words: str) -> dict[str, str]:
    points = tuple(fact(f"ferries.{year}", 10.0 + at, year=int(year)) for at, year in enumerate(YEARS))
    series = (Series("ferries", text("Ferries"), points),)
    periods = tuple(Period.year(int(year)) for year in YEARS)
    noted = (Annotation("ferries", "2001", text(words)),)
    made = charts.plot(Chart("columns", "en", YEARS, series, annotations=noted, periods=periods))
    labels = made.series[0].labels
    return {year: plain(label.text) for year, label in zip(YEARS, labels, strict=True) if label}


def test_the_value_of_a_remark_is_not_printed_on_its_column_too() -> None:
    assert "2001" not in _labels("16.0 in 2001")
    assert len(_labels("16.0 in 2001")) == len(YEARS) - 1


def test_a_column_whose_remark_gives_no_value_has_its_own() -> None:
    assert _labels("A second pier")["2001"] == "16.0"
