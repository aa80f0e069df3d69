"""Columns as vectors: no value stands on the line of a number of the scale, which would be read as a part of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts.boxes import Box
from briefing.charts.vector import PAGE
from briefing.charts.vector.chart_canvas import INK
from briefing.charts.vector.column_values import DrawnColumn, Ruler, has_room, size_inside
from briefing.charts.vector.text_lines import Face, width
from briefing.model.chart import Chart, Label, Series, SeriesResult
from briefing.model.chart_remarks import Difference, SeriesBreak
from briefing.model.text import text
from tests.charts import samples
from tests.charts.given import run
from tests.charts.recording import Recording
from tests.charts.test_vector import drawn
from tests.thorough import pairs

YEARS = tuple(str(year) for year in range(1960, 2021))
NUMBERS = ("0.0", "2.5", "5.0", "7.5", "10.0")


def tides(first: float, last: float, *, result: bool) -> Chart:
    """Sixty-one columns on a scale to ten, the newest of them named at the side if there is a result."""
    values = {int(year): 3.0 + (at % 7) / 7 for at, year in enumerate(YEARS)}
    values |= {1960: first, 1990: 9.1, 2020: last}
    facts = run("tides", values, YEARS)
    results = (SeriesResult("tides", text("4.2"), text("2020")),) if result else ()
    series = (Series("tides", text("Tides"), facts),)
    return Chart("columns", "en", YEARS, series, alt=text("Columns."), scale=(None, 10.0, 5.0), results=results)


def read_together(surface: Recording) -> list[tuple[str, str]]:
    """Return the values that stand on the line of a number of the scale, and next to it."""
    decimals = [words for words in surface.words if "." in words.string]
    numbers, values = decimals[: len(NUMBERS)], decimals[len(NUMBERS) :]  # the scale is drawn first
    assert tuple(number.string for number in numbers) == NUMBERS
    assert values
    return [
        (number.string, value.string)
        for number in numbers
        for value in values
        if Box(number.box.x - 6, number.box.y, number.box.w + 12, number.box.h).grown(-0.5).touches(value.box)
    ]


@pytest.mark.parametrize(
    ("value", "width", "result"),
    pairs([4.6, 4.9, 5.01, 5.1, 5.3, 9.4, 9.9, 0.1], [300.0, 330.0, 499.0], [True, False]),
)
def test_no_value_of_a_column_stands_on_the_line_of_a_number_of_the_scale(
    value: float, width: float, *, result: bool
) -> None:
    _, surface, _, _ = drawn(tides(value, value, result=result), width)
    assert read_together(surface) == []


def test_a_value_on_the_line_of_a_number_is_found() -> None:
    _, surface, _, _ = drawn(tides(5.01, 4.2, result=True), 330.0)
    number = next(words for words in surface.words if words.string == "5.0")
    value = next(words for words in surface.words if words.string == "9.1")
    surface.words.append(replace(value, x=number.box.x1 + 2, y=number.y, box=number.box))
    assert read_together(surface) == [("5.0", "9.1")]


@pytest.mark.parametrize("at", ["2020", "2024"])
def test_the_word_of_a_target_stands_over_its_value_and_in_line_with_it(at: str) -> None:
    years = tuple(str(year) for year in range(2001, 2025))
    facts = run("visits", {year: (year - 2000) / 5 for year in range(2001, 2024)}, years)
    targets = run("visits.target", {int(at): 5.0}, years)
    chart = Chart(
        "columns", "en", years, (Series("visits", text("Visits"), facts),), alt=text("Columns."), targets=targets
    )
    _, surface, _, _ = drawn(chart, 499.0)
    word, value = (next(item for item in surface.words if item.string == said) for said in ("Target", "5.0"))
    assert word.box.y >= value.box.y + value.box.h + 1
    assert abs((word.box.x + word.box.x1) - (value.box.x + value.box.x1)) < 0.5


@pytest.mark.parametrize("value", [50.3, 51.3, 51.7, 52.1, 52.3, 52.5, 52.7, 53.1, 53.7, 54.4, 55.1, 57.2])
def test_no_value_stands_on_the_line_of_a_target_or_touches_it(value: float) -> None:
    years = tuple(str(year) for year in range(2014, 2024))
    facts = run("power", dict.fromkeys(range(2014, 2024), value), years)
    targets = run("power.target", dict.fromkeys(range(2014, 2024), 60.0), years)
    series = (Series("power", text("Power"), facts),)
    chart = Chart("columns", "en", years, series, alt=text("Columns."), targets=targets)
    _, surface, _, _ = drawn(chart, 499.0, height=150.0)
    dashed = {segments[0][1][1] for segments, paint in surface.paths if paint.dash}
    assert dashed
    shown = [words.box for words in surface.words if words.string == f"{value:.1f}"]
    assert shown
    assert not [box for box in shown for y in dashed if box.y - 2 < y < box.y1 + 2]


@pytest.mark.parametrize(("tall", "held"), [(9.0, False), (11.0, False), (15.0, True)])
def test_a_value_stands_in_its_part_only_where_it_touches_neither_edge(tall: float, held: bool) -> None:
    label = Label(text("300"), "centre", live=False)
    column = DrawnColumn(Box(0, 0, 40, tall), "context", label, 40, negative=False, end=False)
    assert has_room(Ruler(Recording(), PAGE), column, PAGE.label) is held


@pytest.mark.parametrize(("spare", "size"), [(4.0, "label"), (2.6, "axis"), (0.0, "")])
def test_values_in_columns_too_narrow_for_them_are_in_the_size_of_the_axis_or_left_out(spare: float, size: str) -> None:
    ruler, label = Ruler(Recording(), PAGE), Label(text("14.1"), "centre", live=False)
    wide = width(ruler.measure, label.text, Face(PAGE.axis if size == "axis" else PAGE.label)) + spare
    column = DrawnColumn(Box(0, 0, wide, 60), "context", label, 40, negative=False, end=False)
    assert size_inside(ruler, [column]) == (getattr(PAGE, size) if size else None)


def test_sixty_columns_with_a_bracket_have_no_value_inside_and_none_that_their_result_says() -> None:
    chart = replace(
        tides(2.0, 4.2, result=True), differences=(Difference(("tides", "1990"), ("tides", "2020"), text("fell")),)
    )
    plot = charts.plot(chart)
    labelled = {plot.categories[at]: label.side for at, label in enumerate(plot.series[0].labels) if label}
    assert "2020" not in labelled
    assert set(labelled.values()) == {"outside"}
    few = replace(
        chart, categories=chart.categories[-12:], series=(Series("tides", text("Tides"), chart.series[0].points[-12:]),)
    )
    few = replace(few, differences=(Difference(("tides", "2011"), ("tides", "2020"), text("fell")),))
    assert {label.side for label in charts.plot(few).series[0].labels if label} == {"centre"}  # wide enough


def test_the_line_at_zero_runs_below_all_columns_where_the_scale_stands_at_the_left() -> None:
    chart = replace(tides(-2.0, 4.2, result=True), scale=None)
    _, surface, _, plot = drawn(chart)
    assert plot.below_zero
    level = [
        segments[-1][1][0]
        for segments, paint in surface.paths
        if len(segments) == 2 and paint.stroke and paint.width == INK and segments[0][1][1] == segments[-1][1][1]
    ]
    columns = [numbers[0] for segments, paint in surface.paths if paint.fill for _, numbers in segments if numbers]
    assert level
    assert max(level) >= max(columns)


@pytest.mark.parametrize(("since", "strong"), [("2018", ["2018", "2019", "2020"]), ("2013", ["2020"])])
def test_of_many_columns_in_colour_only_the_last_value_is_in_bold(since: str, strong: list[str]) -> None:
    chart = tides(2.0, 4.2, result=False)
    own = chart.series[0]
    recent = replace(chart, categories=YEARS[-12:], series=(replace(own, points=own.points[-12:]),), since=since)
    plot = charts.plot(recent)
    assert [plot.categories[at] for at, label in enumerate(plot.series[0].labels) if label and label.strong] == strong


def test_the_reason_of_a_break_stands_above_columns_at_its_line() -> None:
    years = tuple(str(year) for year in range(2014, 2022))
    facts = run("visits", {int(year): 60.0 for year in years}, years)
    reason = text("visitors are counted at the gates from then on")
    breaks = (SeriesBreak("visits", "2017", "2018", reason, refused=True),)
    chart = Chart(
        "columns", "en", years, (Series("visits", text("Visits"), facts),), alt=text("Columns."), breaks=breaks
    )
    _, surface, _, _ = drawn(chart, 499.0)
    words = [one for one in surface.words if one.string.startswith("Visitors")]
    values = [one for one in surface.words if one.string.startswith("60")]
    assert words
    assert values
    assert min(one.box.y for one in words) >= max(one.box.y for one in values)


def test_columns_before_those_in_focus_are_pale_with_an_edge_in_the_colour_that_their_series_has() -> None:
    chart = tides(2.0, 4.2, result=False)
    own = chart.series[0]
    recent = replace(chart, categories=YEARS[-4:], series=(replace(own, points=own.points[-4:]),), since=YEARS[-2])
    for colour, pale in (("second", "earlier_second"), ("highlight", "earlier")):
        coloured = replace(recent, colours=((own.key, colour),))
        assert charts.plot(coloured).series[0].roles == (pale, pale, colour, colour)
    further = replace(recent, colours=((own.key, "series_3"),))
    assert set(charts.plot(further).series[0].roles) == {"series_3"}  # which has no tint
    assert charts.plot(recent).series[0].roles == ("context", "context", "highlight", "highlight")


def test_values_short_of_a_target_stand_in_their_columns_where_one_has_no_room_over_it() -> None:
    years = tuple(str(year) for year in range(2014, 2018))
    values = {2014: 48.1, 2015: 57.9, 2016: 56.3, 2017: 70.2}
    series = (Series("power", text("Power"), run("power", values, years)),)

    def heights(level: float) -> list[bool]:
        targets = run("power.target", dict.fromkeys(range(2014, 2018), level), years)
        chart = Chart("columns", "en", years, series, alt=text("Columns."), targets=targets)
        canvas, surface, _, _ = drawn(chart, 499.0, height=150.0)
        found = {words.string: words.box for words in surface.words}
        columns = [box for box in canvas.obstacles.boxes if box.w > 40 and box.y < 20][:3]
        values = [found[name] for name in ("48.1", "57.9", "56.3")]
        return [value.y1 < max(box.y1 for box in columns if box.x < value.x < box.x1) for value in values]

    assert heights(60.0) == [True] * 3
    assert heights(69.0) == [False] * 3


def test_the_line_of_a_rate_over_columns_is_broken_where_no_value_is_known() -> None:
    chart = samples.columns()
    (own,) = chart.series
    changes = tuple(
        point and replace(point, value=9.0 + at % 3, unit="%", basis="previous") for at, point in enumerate(own.points)
    )
    _, surface, _, plot = drawn(replace(chart, series=(replace(own, points=changes),)), 420.0)
    (stretch,) = (rule for rule in plot.rules if rule.wide)
    assert 0 < stretch.at < len(plot.categories) - 1
    boxes = {words.string: words.box for words in surface.words}
    hatched = boxes[plot.categories[round(stretch.at)]]
    lines = [[at for _, numbers in path for at in numbers[::2]] for path, paint in surface.paths if paint.dash]
    assert len(lines) == 2
    assert not any(min(line) < hatched.x + hatched.w / 2 < max(line) for line in lines)
