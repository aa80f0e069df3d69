"""The ends of lines as vectors: the first and the last year are named, a first value stands clear of the scale."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts import vector
from briefing.model.chart import Chart, Series
from briefing.model.chart_remarks import Difference
from briefing.model.period import Period
from briefing.model.text import Run, plain, text
from tests.charts import sample_parts
from tests.charts.given import fact, run
from tests.charts.recording import Recording
from tests.charts.test_vector import drawn


def waves(years: int, first: int = 1970, *, low: float = 1_000.0) -> Chart:
    """Two lines of yearly values, the first of which begins near zero of a scale of tens of thousands."""
    span = range(first, first + years)
    one = {year: low + 20_000 * (year - first) / years for year in span}
    other = {year: 35_000 + 3_000 * math.sin(year) for year in span}
    named = tuple(map(str, span))
    series = tuple(
        Series(key, text(key.title()), run(key, values, named, decimals=0))
        for key, values in (("one", one), ("other", other))
    )
    return Chart("line", "en", named, series, highlight="one", alt=text("Two lines."))


@pytest.mark.parametrize("years", [12, 17, 23, 24, 48, 54])
@pytest.mark.parametrize("width", [150.0, 330.0, 499.0])
def test_the_first_and_the_last_year_are_named_however_many_there_are(years: int, width: float) -> None:
    chart = waves(years)
    _, surface, _, _ = drawn(chart, width)
    named = [words for words in surface.words if words.string in chart.categories]
    assert (named[0].string, named[-1].string) == (chart.categories[0], chart.categories[-1])
    boxes = sorted((words.box for words in named), key=lambda box: box.x)
    assert all(one.x + one.w < other.x for one, other in pairwise(boxes))


@pytest.mark.parametrize("low", [500.0, 1_437.0, 19_000.0])
def test_a_first_value_is_never_read_with_a_number_of_the_scale(low: float) -> None:
    _, surface, _, _ = drawn(waves(17, low=low), 330.0)
    value = next(words for words in surface.words if words.string == f"{low:,.0f}")
    scale = [words for words in surface.words if words.string in ("0", "20,000", "40,000")]
    assert scale
    for number in scale:
        beside = abs(number.y - value.y) < value.size / 2
        assert (
            not beside
            or number.box.x + number.box.w + 8 <= value.box.x
            or value.box.x + value.box.w + 8 <= number.box.x
        )


def test_a_wide_chart_of_years_is_higher_and_one_of_usual_width_as_before() -> None:
    plot, measure = charts.plot(waves(17)), Recording()
    usual, wide = (vector.height_for(plot, vector.PAGE, width, measure) for width in (330.0, 499.0))
    assert wide > usual == 156.0


def test_a_line_that_ends_before_others_has_its_period_at_its_name() -> None:
    chart = replace(waves(12), periods=tuple(Period.year(1970 + at) for at in range(12)))
    assert [plain(series.end) for series in charts.plot(chart).series] == ["One", "Other"]
    one, other = chart.series
    chart = replace(chart, series=(one, replace(other, points=(*other.points[:-2], None, None))))
    assert [plain(series.end) for series in charts.plot(chart).series] == ["One", "Other, 1979"]
    said = replace(chart, lang="zh")
    assert [plain(series.end) for series in charts.plot(said).series] == ["One", "Other，1979年"]


@pytest.mark.parametrize("first", [-0.42, -0.32, -0.17, 0.3])
@pytest.mark.parametrize("width", [330.0, 499.0])
def test_values_of_many_years_keep_clear_of_a_line_that_goes_to_and_fro_and_of_the_line_at_zero(
    first: float, width: float
) -> None:
    span = range(1850, 2025)
    to_and_fro = {year: first + 0.2 * math.sin(year * 1.7) + max(0, year - 1975) / 35 for year in span}
    named = tuple(map(str, span))
    points = run("visits", to_and_fro | {1850: first}, named, decimals=2)
    chart = Chart("line", "en", named, (Series("visits", text("Visits"), points),), highlight="visits")
    canvas, surface, _, _ = drawn(chart, width)
    data = [(start, end) for start, end, kind in canvas.obstacles.lines if kind == "data"]
    assert len(data) >= len(span) - 1  # the line, and that at zero
    printed = {words.string for words in surface.words} & {f"{first:.2f}".replace("-", "−")}
    assert printed
    assert not [word for word in canvas.words if any(word.grown(1.5).crossed(*segment) for segment in data)]


@pytest.mark.parametrize("width", [150.0, 330.0, 499.0])
@pytest.mark.parametrize("ends", [(153.0, 135.0, 99.0), (104.0, 103.0)])
def test_the_mark_of_a_lifted_slope_touches_neither_the_first_year_nor_the_first_value(
    width: float, ends: tuple[float, ...]
) -> None:
    series = tuple(
        Series(f"s{at}", text(f"Town {at}"), (fact(f"a{at}", 100.0), fact(f"b{at}", end)))
        for at, end in enumerate(ends)
    )
    chart = Chart("slope", "en", ("2019", "2023"), series, "s0", alt=text("Slopes of an index."))
    _, surface, _, _ = drawn(chart, width)
    mark = next(words for words in surface.words if words.string == "//")
    others = [words for words in surface.words if words is not mark]
    assert {"2019", "2023"} <= {words.string for words in others}
    assert [words.string for words in others if mark.box.grown(1.0).touches(words.box)] == []
    first = next(words for words in others if words.string == "2019")  # on the value axis, over the first date
    assert abs(mark.box.x + mark.box.w / 2 - first.box.x - first.box.w / 2) < 3.0
    assert mark.box.y > first.box.y + first.box.h


@pytest.mark.parametrize(("unit", "alone"), [(" years", False), (" years of life at birth", True)])
def test_gaps_of_one_chart_are_numbers_alone_where_one_has_no_room_for_its_unit(unit: str, alone: bool) -> None:
    years = tuple(str(year) for year in range(2014, 2024))
    low, high = (
        tuple(fact(f"{name}.at({year})", value) for year in years) for name, value in (("low", 40.0), ("high", 80.0))
    )
    series = (Series("low", text("Low"), low), Series("high", text("High"), high))
    gaps = tuple(
        Difference(("low", year), ("high", year), (Run(f"39.9{unit}", fact=f"low.at({year})"),))
        for year in ("2016", "2018", "2023")
    )
    chart = Chart("line", "en", years, series, "low", differences=gaps, alt=text("A gap."),
                  periods=tuple(Period.year(int(year)) for year in years))  # fmt: skip
    _, surface, _, _ = drawn(chart)
    written = [words.string for words in surface.words if "39.9" in words.string]
    assert written.count("39.9") == 3 * alone
    assert written.count(f"39.9{unit}") == 3 * (not alone)


def test_a_first_value_stands_at_dashes_that_bridge_the_year_after_it() -> None:
    values = (27_674, None, 185_548, 201_408, 525_759)
    years = tuple(str(2015 + at) for at in range(len(values)))
    known = {2015 + at: value for at, value in enumerate(values) if value is not None}
    high = {2015 + at: 700_000.0 for at in range(len(values))}
    series = tuple(
        Series(key, text(key.title()), run(key, own, years, decimals=0)) for key, own in (("one", known), ("two", high))
    )
    _, surface, _, _ = drawn(Chart("line", "en", years, series, highlight="one", alt=text("Two lines.")), 200.0)
    assert "27,674" in [words.string for words in surface.words]


def test_a_year_of_which_one_value_is_known_has_a_mark_among_seasonal_lines() -> None:
    chart = sample_parts.seasonal()
    one = replace(chart.series[0], points=(*(None,) * 11, chart.series[0].points[-1]))
    _, whole, _, _ = drawn(chart)
    _, surface, _, _ = drawn(replace(chart, series=(one, *chart.series[1:])))

    def dots(made: Recording) -> int:
        return sum(letter == "C" for segments, _ in made.paths for letter, _ in segments)

    assert dots(surface) > dots(whole)


def test_a_first_value_of_context_that_has_room_on_its_line_alone_is_left_to_the_scale() -> None:
    years = tuple(str(2008 + at) for at in range(8))
    rows: dict[str, tuple[float | None, ...]] = {
        "high": (4_547_450, 5_079_468, 4_647_681, 4_578_786, None, 5_158_583, 5_081_671, 3_934_575),
        "above": (1_167_623, 1_343_350, 1_213_708, 1_063_498, None, 916_108, 699_707, 580_450),
        "flat": (303_927, 309_558, 268_722, 305_524, 259_782, 231_825, 226_143, 220_077),
    }
    series = tuple(
        Series(key, text(key), run(key, {2008 + at: one for at, one in enumerate(row) if one}, years, decimals=0))
        for key, row in rows.items()
    )
    _, surface, _, _ = drawn(
        Chart("line", "en", years, series, highlight="high", alt=text("Three.")), 330.0, height=170
    )
    assert "303,927" not in [words.string for words in surface.words]
