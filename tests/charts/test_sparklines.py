"""Sparklines: rows of any unit, each line on its own scale, and what they refuse."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from briefing import brief, charts, deck, read
from briefing.assets import asset
from briefing.errors import BriefingError
from briefing.model.chart import Chart, Series
from briefing.model.document import Document
from briefing.model.period import Period
from briefing.model.period_notation import parse_period
from briefing.model.text import plain, text
from briefing.proof.reading.plotted_series import plotted
from tests.charts import grid
from tests.charts.given import fact
from tests.deck.reading_deck import Deck


def document(evidence: str, folder: Path, values: grid.Values = grid.NUMBERS["positive"]) -> Document:
    """The lines of a section over the made-up places → the document."""
    return grid.of(f"subtitle: auto\n    {evidence}", grid.dataset(values)).composed(folder)


def test_each_row_is_a_native_chart_of_its_own_with_its_ends_in_numbers(tmp_path: Path) -> None:
    made = document("chart: {kind: sparklines, series: [level, place], highlight: level}", tmp_path,
                    lambda place, at: None if place == 0 and at < 3 else 5.0 + at * (place + 1))  # fmt: skip
    (chart,) = made.sections[0].blocks
    assert isinstance(chart, Chart)
    assert [plain(column.head) for column in chart.columns] == ["2017", "2023", "Change"]
    assert [plain(cell) for cell in chart.columns[0].cells] == ["8", "6"]
    theme = read.theme(asset("themes") / "ink.toml")
    assert brief.write(made, theme).files
    written = Deck.of(deck.write(made, theme).files[".pptx"])
    drawn = [plotted(ElementTree.fromstring(written.parts[name])) for name in sorted(written.named("ppt/charts/chart"))]
    assert [series[0].name for series in drawn] == ["Level of the balance", "Place on the list"]
    assert [len(series[0].values) for series in drawn] == [7, 7]
    assert not any(series.labels for each in drawn for series in each)


def test_what_no_sparklines_show_is_refused_with_what_does(tmp_path: Path) -> None:
    alone = "level has a value for 2023 alone, which makes no line"
    with pytest.raises(BriefingError, match=alone):
        document("chart: {kind: sparklines, series: [level, place]}", tmp_path, grid.NUMBERS["one point"])
    many = grid.dataset(grid.NUMBERS["positive"], places=tuple(f"Place {number}" for number in range(13)))
    evidence = "subtitle: auto\n    chart: {kind: sparklines, series: [level], entities: all}"
    with pytest.raises(BriefingError, match="13 rows are too many for sparklines, at most 12"):
        grid.of(evidence, many, grid.edition(places=("Place 1",))).composed(tmp_path)


def test_each_row_has_the_periods_of_its_own_frequency() -> None:
    months = tuple(parse_period(f"2023-0{at}") for at in range(1, 5))
    years = tuple(Period.year(2020 + at) for at in range(3))
    values = {"rate": (1.0, 2.0, 1.5, 3.0, None, None, None), "output": (None, None, None, None, 90.0, 95.0, None)}
    series = tuple(
        Series(
            key, text(key), tuple(None if value is None else fact(f"{key}.{at}", value) for at, value in enumerate(row))
        )
        for key, row in values.items()
    )
    chart = Chart(
        "sparklines", "en", tuple(map(str, (*months, *years))), series, periods=(*months, *years), alt=text("Rows."),
        rows=tuple(Series(item.key, item.name, ()) for item in series),
    )  # fmt: skip
    rate, output = charts.plot(chart).lines
    assert (rate.periods, rate.series[0].values) == (months, (1.0, 2.0, 1.5, 3.0))
    assert (output.periods, output.series[0].values) == (years, (90.0, 95.0, None))


@pytest.mark.parametrize(("evidence", "words"), [
    ("series: [level], entities: [Northam, Eastby, Upton]", "all lines on one scale"),
    ("series: [level, place]", "each line on its own scale"),
])  # fmt: skip
def test_places_of_one_indicator_share_a_scale(evidence: str, words: str, tmp_path: Path) -> None:
    made = document(f"chart: {{kind: sparklines, {evidence}, columns: [first, last, difference]}}", tmp_path,
                    lambda place, at: 5.0 + place + 2 * at * place)  # fmt: skip
    (chart,) = made.sections[0].blocks
    assert isinstance(chart, Chart)
    plot = charts.plot(chart)
    assert plain(plot.baseline) == words
    assert (len({(line.axis.low, line.axis.high) for line in plot.lines}) == 1) == words.startswith("all")
    first, last, change = ([float(plain(cell)) for cell in column.cells] for column in chart.columns)
    assert change == pytest.approx([after - before for before, after in zip(first, last, strict=True)])


def test_small_places_next_to_one_that_is_many_times_larger_share_multiples_and_no_values(tmp_path: Path) -> None:
    made = document("chart: {kind: sparklines, series: [level], entities: [Northam, Eastby]}", tmp_path,
                    lambda place, at: (5.0 + at) * 50**place)  # fmt: skip
    (chart,) = made.sections[0].blocks
    assert isinstance(chart, Chart)
    assert plain(charts.plot(chart).baseline) == "all lines as multiples of 2014"


@pytest.mark.parametrize(("units", "words"), [
    (("tonnes", "guests"), "all lines as multiples of 2017"),
    (("tonnes", "% of guests"), "each line on its own scale"),
    (("tonnes", "°C"), "each line on its own scale"),
])  # fmt: skip
def test_lines_of_several_indicators_share_multiples_of_their_first_year(units: tuple[str, str], words: str) -> None:
    years = tuple(Period.year(2017 + at) for at in range(3))
    rows = {"harvest": (50.0, 75.0, 100.0), "guests": (400.0, 420.0, 480.0)}
    series = tuple(
        Series(key, text(key), tuple(
            fact(f"{key}.{at}", value, unit=unit, year=2017 + at) for at, value in enumerate(row)
        ))
        for unit, (key, row) in zip(units, rows.items(), strict=True)
    )  # fmt: skip
    chart = Chart(
        "sparklines", "en", tuple(map(str, years)), series, periods=years, alt=text("Rows."),
        rows=tuple(Series(item.key, item.name, ()) for item in series),
    )  # fmt: skip
    plot = charts.plot(chart)
    assert plain(plot.baseline) == words
    shares = [line.axis.share(line.series[0].values[-1] or 0.0) for line in plot.lines]
    assert (shares[0] > 2 * shares[1]) == words.startswith("all")
