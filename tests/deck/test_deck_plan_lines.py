"""Remarks on a line: clear of values, and their leaders too."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.charts import point_labels
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.reference_lines import grid_lines
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Box, ChartBox, Shape, Slide
from briefing.model.chart import Axis, Chart, Label, Plot, PlotSeries, Role, Series, SeriesResult
from briefing.model.chart_remarks import Annotation, Difference, SeriesBreak
from briefing.model.text import text
from briefing.read import theme
from tests.charts import dated_samples
from tests.deck import checks
from tests.deck.sample import document, sections
from tests.deck.sample_charts import run

YEARS = tuple(str(year) for year in range(2019, 2024))
DIP = {2019: 410.0, 2020: 250.0, 2021: 330.0, 2022: 480.0, 2023: 560.0}


def slide(*years: str) -> Slide:
    """A line with a remark at each of these years → its slide."""
    chart = Chart(
        "line",
        "en",
        YEARS,
        (Series("visits", text("Visits"), run("visits", DIP, years=YEARS)),),
        "visits",
        annotations=tuple(Annotation("visits", year, text(f"A remark of the year {year}", term="x")) for year in years),
        alt=text("Line."),
    )
    given = replace(sections()[0], title=text("It rose"), blocks=(chart,), points=())
    return plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]


def values(box: ChartBox) -> list[Box]:
    """The ground of each value's digits."""
    moved = {(shift.series, shift.index): (shift.right, shift.down) for shift in box.shifts}
    return [
        point_labels.ink(
            box.plot, label, position(box.plot, box.inner, at, value), moved.get((series.name, at), (0.0, 0.0))
        )
        for series in box.plot.series
        for at, (label, value) in enumerate(zip(series.labels, series.values, strict=False))
        if label is not None and value is not None
    ]


@pytest.mark.parametrize("years", [("2020",), ("2022",), ("2020", "2022"), YEARS])
def test_no_leader_crosses_a_value(years: tuple[str, ...]) -> None:
    made = slide(*years)
    (box,) = [item for item in made.elements if isinstance(item, ChartBox)]
    leaders = [item.box for item in made.elements if isinstance(item, Shape) and item.name.startswith("Leader")]
    lines = [Box(line.x - 0.5, line.y, max(1.0, line.w), max(1.0, line.h)) for line in leaders]
    assert [line for line in lines for value in values(box) if line.overlap(value)] == []
    assert [found for check in checks.CHECKS for found in check(made)] == []


def test_a_first_value_that_has_room_only_among_the_years_is_left_to_the_scale() -> None:
    def first(lowest: float) -> list[Box]:
        held = {"visits": (lowest, 30.0, 90.0, 150.0, 220.0), "other": (48.0, 40.0, 52.0, 44.0, 50.0)}
        held["most"] = (410.0, 420.0, 380.0, 350.0, 300.0)
        series = tuple(
            Series(key, text(key.title()), run(key, dict(zip(range(2019, 2024), row, strict=True)), years=YEARS))
            for key, row in held.items()
        )
        chart = Chart("line", "en", YEARS, series, "visits", alt=text("Lines."))
        given = replace(sections()[0], title=text("It rose"), blocks=(chart,), points=())
        made = plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]
        (box,) = [item for item in made.elements if isinstance(item, ChartBox)]
        assert not any(ground.y1 > box.inner.y1 + point_labels.FOOT for ground in values(box))
        lead = next(series for series in box.plot.series if series.name == "Visits")
        return [ground for ground in values(box) if lead.labels[0]]

    assert not first(6.0)
    assert first(160.0)


def test_no_line_of_the_grid_runs_through_a_value() -> None:
    years = tuple(str(year) for year in range(2013, 2024))
    course = (56.2, 27.79, 58.5, 60.9, 62.8, 64.5, 66.9, 68.4, 69.9, 71.3, 72.98)
    line = run("visits", dict(zip(map(int, years), course, strict=True)), years=years)
    chart = Chart("line", "en", years, (Series("visits", text("Visits"), line),), "visits", alt=text("Line."))
    given = replace(sections()[0], title=text("It rose"), blocks=(chart,), points=())
    made = plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]
    (box,) = [item for item in made.elements if isinstance(item, ChartBox)]
    lines = grid_lines(box.plot, box.inner)
    assert lines
    # with a point of air around the digits, as programs set them a little lower or higher
    assert [value for value in values(box) for line in lines if line.overlap(value.grown(1))] == []


@pytest.mark.parametrize("fall", [0.02, 0.1, 0.18, 0.4])
def test_the_change_in_a_pill_stands_on_its_arrow_or_beside_it_and_never_on_the_dashed_line(fall: float) -> None:
    years = tuple(str(year) for year in range(1990, 2024))
    rise = [100.0 + 20 * at for at in range(30)]
    course = [*rise, *(rise[-1] * (1 - fall * step / 4) for step in range(1, 5))]
    line = run("visits", dict(zip(map(int, years), course, strict=True)), years=years)
    change = Difference(("visits", "2019"), ("visits", "2023"), text("−18%", term="change"))
    result = SeriesResult("visits", text("556", term="result"), text("2023", term="period"))
    chart = Chart("line", "en", years, (Series("visits", text("Visits"), line),), "visits", alt=text("Line."))
    chart = replace(chart, differences=(change,), results=(result,))
    given = replace(sections()[0], title=text("It fell"), blocks=(chart,), points=())
    made = plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]
    (pill,) = [item.box for item in made.elements if item.name.startswith("Change")]
    (base,) = [item.box for item in made.elements if item.name.startswith("Base")]
    results = [item.box for item in made.elements if item.name.startswith("Result")]
    assert not Box(base.x, base.y - 0.5, base.w, 1).touches(pill)
    assert results
    assert [box for box in results if box.touches(pill)] == []


def test_a_first_value_of_context_among_other_words_is_left_to_the_scale() -> None:
    courses = {"visits": (53.0, 54, 56, 58, 52), "other": (20.0, 24, 26, 28, 30), "most": (90.0, 92, 95, 96, 99)}
    lines = {key: run(key, dict(zip(DIP, course, strict=True)), years=YEARS) for key, course in courses.items()}
    series = tuple(Series(key, text(key.title()), line) for key, line in lines.items())
    chart = Chart("line", "en", YEARS, series, "visits", alt=text("Lines."))
    given = replace(sections()[0], title=text("It fell"), blocks=(chart,), points=())
    made = plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]
    (box,) = [item for item in made.elements if isinstance(item, ChartBox)]
    words = Box(box.inner.x - 60, box.inner.y - 60, 200, box.inner.h + 120)  # over all first values
    crowded = point_labels.clear(box.plot, box.inner, [], [words])[0]
    assert [bool(one.labels[0]) for one in box.plot.series] == [True, True, True]
    assert [bool(one.labels[0]) for one in crowded.series] == [one.role == "highlight" for one in crowded.series]
    assert all(one.labels[-1] for one in crowded.series)


@pytest.mark.parametrize("low", [52.0, 60.8, 68.0])
def test_a_first_value_of_context_begins_at_its_mark_where_it_would_be_read_as_a_number_of_the_scale(
    low: float,
) -> None:
    years = tuple(str(year) for year in range(2000, 2010))
    label = Label(text(f"{low:.1f}"), "above")
    lines: list[tuple[float, Role]] = [(low, "context"), (38.9, "highlight")]
    series = tuple(
        PlotSeries(role, tuple(first + at for at in range(10)), role, labels=(label, *(None,) * 9))
        for first, role in lines
    )
    plot = Plot("line", years, series, Axis(30.0, 80.0, 10.0, visible=True), "0.0", "points")
    inner = Box(90, 130, 700, 230)
    cleared, shifts = point_labels.clear(plot, inner, [])
    moved = {shift.series: (shift.right, shift.down) for shift in shifts}
    words, point = cleared.series[0].labels[0], position(plot, inner, 0, low)
    assert words is not None
    box = point_labels.ink(plot, words, point, moved.get("context", (0.0, 0.0)))
    assert box.x >= point[0] - point_labels.MARK - 1


@pytest.mark.parametrize("gaps", [(3, 24, 27, 28, 35, 42), (3, 22, 26, 27)])
def test_the_reason_of_a_break_among_gaps_stands_on_no_hatching(gaps: tuple[int, ...]) -> None:
    chart = dated_samples.chart("line", "2019-07", 54, gaps=gaps)
    after, before = chart.categories[23], chart.categories[25]
    broken = SeriesBreak(chart.series[0].key, after, before, text("The publisher marks a break"), refused=True)
    given = replace(sections()[0], title=text("It rose"), blocks=(replace(chart, breaks=(broken,)),), points=())
    made = plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]
    hatched = [item.box for item in made.elements if isinstance(item, Shape) and item.hatched]
    (words,) = [item.box for item in made.elements if item.name.startswith("Break text")]
    assert [box for box in hatched if box.overlap(words) > 0] == []
    assert {check.__name__: check(made) for check in checks.CHECKS if check(made)} == {}
