"""What a mark prints beside a value."""

from __future__ import annotations

import csv

import pytest
from msgspec.structs import replace

from briefing.charts import plot, values
from briefing.charts.chart_table import chart_table
from briefing.charts.thinning import thinned
from briefing.charts.vector.plot_area import scale_words
from briefing.model.chart import Axis, Chart, Label, Plot, PlotSeries, Series
from briefing.model.format import Format
from briefing.model.text import plain, text
from briefing.wording.levels import common_decimals
from tests.charts import given


@pytest.mark.parametrize(
    ("value", "published", "shown"),
    [
        (262.9, 1, 1),
        (853.69, 2, 1),
        (28300.0, 0, 0),
        (28300.5, 1, 0),
        (1.48726, 5, 3),
        (0.05123456, 8, 5),
        (5e-9, 9, 9),
    ],
)
def test_labels_show_four_figures_of_the_highest_value_however_small_it_is(
    value: float, published: int, shown: int
) -> None:
    assert common_decimals([given.fact("x.last", value, decimals=published)]) == shown


def test_noughts_need_no_decimals() -> None:
    assert common_decimals([given.fact("x.last", 0.0, decimals=0)]) == 0


def test_a_chart_stands_in_the_unit_that_its_language_tells_it_in() -> None:
    points = (
        given.fact("c.at(2022)", 794.75, unit="billion yuan", decimals=2, year=2022),
        given.fact("c.at(2023)", 853.69, unit="billion yuan", decimals=2, year=2023),
    )
    series = (Series("c", text("C"), points),)
    chinese, english = (plot(Chart("columns", lang, ("2022", "2023"), series)) for lang in ("zh", "en"))
    assert [chinese.unit, chinese.number_format, chinese.series[0].values] == ["亿元", "0", (7947.5, 8536.9)]
    assert [plain(label.text) for label in chinese.series[0].labels if label] == ["7948", "8537"]
    assert [english.unit, english.number_format, english.series[0].values] == [
        "billion yuan",
        "#,##0.0",
        (794.75, 853.69),
    ]
    assert chinese.series[0].facts == english.series[0].facts


def test_a_count_beside_a_mark_keeps_all_its_digits_so_that_edit_data_can_format_it() -> None:
    points = tuple(
        given.fact(f"e.at({year})", value, decimals=0, year=year) for year, value in ((2014, 10400), (2023, 28300))
    )
    drawn = plot(Chart("columns", "zh", ("2014", "2023"), (Series("e", text("E"), points),)))
    assert [plain(label.text) for label in drawn.series[0].labels if label] == ["10400", "28300"]


@pytest.mark.parametrize(
    ("value", "said", "live"),
    [
        (99.96, "99.96%", False),
        (99.7, "99.7%", False),
        (99.2, "99%", True),
        (100.0, "100%", True),
        (99.99999999999997, "100%", True),
    ],
)
def test_a_share_short_of_the_whole_has_the_decimals_that_it_takes_and_is_then_no_live_label(
    value: float, said: str, live: bool
) -> None:
    made = given.fact("hightech.target_share(2025)", value, "share", unit="%")
    chart = Chart("bullet", "en", ("hightech",), (Series("hightech", text("Hightech"), (made,)),))
    label = values.label(chart, made)
    assert label is not None
    assert (plain(label.text), label.live) == (said, live)


def test_a_small_value_beside_a_large_one_keeps_three_of_its_figures_and_is_then_no_live_label() -> None:
    points = tuple(
        given.fact(f"x.at({year})", value, decimals=published, year=year)
        for year, value, published in ((2019, 1204.3, 1), (2020, 45.6, 1), (2021, 1.07, 2), (2022, 9.0, 0))
    )
    drawn = plot(Chart("columns", "en", ("2019", "2020", "2021", "2022"), (Series("x", text("X"), points),)))
    labels = [label for label in drawn.series[0].labels if label]
    assert [plain(label.text) for label in labels] == ["1,204", "45.6", "1.07", "9"]
    assert [label.live for label in labels] == [True, False, False, True]


def test_where_values_have_no_room_those_of_both_ends_and_of_the_column_that_leads_stay() -> None:
    def labelled(leading: int) -> list[int]:
        strong = tuple(Label(text(str(at)), strong=at == leading) for at in range(20))
        column = PlotSeries("Visits", tuple(map(float, range(1, 21))), "context", labels=strong)
        (found,) = thinned(Plot("column", tuple(map(str, range(20))), (column,), Axis(0, 20, 5), "0")).series
        return [at for at, label in enumerate(found.labels) if label]

    assert [labelled(at) for at in (9, 2, 18, 30)] == [[0, 9, 19], [2, 19], [0, 18], [0, 19]]


def test_numbers_of_a_scale_carry_what_values_carry() -> None:
    def words(code: str) -> list[str]:
        return [word for _, word in scale_words(Plot("line", (), (), Axis(0, 100, 50), code))]

    assert words('#,##0.0"m"') == ["0", "50m", "100m"]
    assert words('"+"0"%";"−"0"%";0"%"') == ["0", "+50%", "+100%"]  # as a slide has them
    assert words("#,##0") == ["0", "50", "100"]


@pytest.mark.parametrize(
    ("scale", "value", "unit"),
    [("万", 1.04, "万家"), ("thousand", 10.4, "thousand firms"), ("million", 0.0104, "million firms")],
)
def test_a_value_in_a_scale_has_the_unit_of_that_scale_wherever_it_stands_without_its_word(
    scale: str, value: float, unit: str
) -> None:
    lang = "en" if scale.isascii() else "zh"
    counted = given.fact("e.at(2014)", 10400, decimals=0, unit="firms", year=2014)
    firms = replace(counted, format=Format(scale=scale), units={"zh": "家"})
    drawn = Chart("columns", lang, ("2014",), (Series("e", text("E"), (firms,)),))
    head, row = csv.reader(chart_table([drawn]).splitlines())
    assert dict(zip(head, row, strict=True)).items() >= {"value": str(value), "unit": unit}.items()
    made = plot(drawn)
    assert (made.series[0].values, made.unit) == ((value,), unit)
