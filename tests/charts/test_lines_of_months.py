"""Lines over months: what has no value is hatched and named, ends and extremes are labelled, one axis of time."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts import vector
from briefing.charts.vector import drawing
from briefing.charts.vector.chart_canvas import ChartCanvas
from briefing.charts.vector.line_ground import line_ground, shared_ends
from briefing.charts.vector.plot_area import scale_words
from briefing.model.chart import Chart, Plot, SeriesResult
from briefing.model.chart_remarks import Annotation
from briefing.model.ledger import Place, Trace
from briefing.model.text import plain, text
from tests.charts import dated_samples as samples
from tests.charts.recording import Recording
from tests.deck.samples import LIGHT

WIDTH, HEIGHT = 420.0, 170.0


def drawn(plot: Plot) -> ChartCanvas:
    """The drawing of a plot."""
    options = vector.DrawingOptions(LIGHT, vector.PAGE, WIDTH, HEIGHT)
    return drawing.draw(plot, options, Recording(), trace=Trace("brief"), place=Place("brief", 1, "figure 1"))


def labels(chart: Chart) -> dict[str, str]:
    """The category and the side of each label of the first series of a chart."""
    plot = charts.plot(chart)
    return {plot.categories[at]: label.side for at, label in enumerate(plot.series[0].labels) if label}


def test_a_month_without_a_value_is_hatched_and_named_between_values_and_at_the_end_with_a_reason() -> None:
    chart = samples.chart("line", "2024-07", 24, gaps=(15, 23))
    last = chart.periods[23]
    assert [(rule.at, plain(rule.text)) for rule in charts.plot(chart).rules] == [(15.0, "Oct 2025: no value")]
    explained = replace(chart, gaps=((chart.series[0].key, last, "Q"), ("another", chart.periods[22], "L")))
    rules = [(rule.at, plain(rule.text)) for rule in charts.plot(explained).rules]
    assert rules == [(15.0, "Oct 2025: no value"), (23.0, "June 2026: withheld")]
    columns = replace(explained, kind="columns")
    assert [rule.at for rule in charts.plot(columns).rules] == [15.0, 23.0]
    assert not charts.plot(columns).remarks
    chinese = charts.plot(replace(chart, lang="zh"))
    assert plain(chinese.rules[0].text) == "2025年10月：无数据"


def test_months_of_which_most_have_no_value_are_bridged_and_not_hatched() -> None:
    known = (0, 5, 11, 17, 23)
    sparse = samples.chart("line", "2024-07", 24, gaps=[at for at in range(24) if at not in known])
    plot = charts.plot(sparse)
    assert not plot.rules
    assert [series.role for series in plot.series if not series.observed] == ["bridge"]
    explained = replace(sparse, gaps=((sparse.series[0].key, sparse.periods[8], "Q"),))
    assert [rule.at for rule in charts.plot(explained).rules] == [8.0]  # what the publisher withheld is still said
    half = charts.plot(samples.chart("line", "2024-07", 24, gaps=range(8, 18)))
    assert [rule.wide for rule in half.rules] == [10.0]
    assert all(series.observed for series in half.series)


def test_the_highest_and_the_lowest_of_the_leading_line_are_labelled_unless_a_remark_stands_there() -> None:
    chart = samples.chart("line", "2024-07", 24, places=2)
    values = [point.value for point in chart.series[0].points if point]
    high, low = (chart.categories[values.index(end(values))] for end in (max, min))
    found = labels(chart)
    assert (found[high], found[low]) == ("above", "below")
    remark = Annotation(chart.series[0].key, high, text("The peak."))
    assert high not in labels(replace(chart, annotations=(remark,)))
    assert high not in labels(replace(chart, highlight=chart.series[1].key))
    assert high not in labels(replace(chart, ends=True))


@pytest.mark.parametrize(("at", "printed"), [(1, False), (12, True)])
def test_the_highest_value_is_not_printed_right_after_the_first_which_is_nearly_as_high(at: int, printed: bool) -> None:
    chart = samples.chart("line", "2024-07", 24)
    points = [point and replace(point, value=40.0 - place) for place, point in enumerate(chart.series[0].points)]
    moved = points[at]
    assert moved is not None
    points[at] = replace(moved, value=40.2)
    found = labels(replace(chart, series=(replace(chart.series[0], points=tuple(points)),)))
    assert (chart.categories[at] in found) == printed


def test_of_two_lines_that_begin_close_to_each_other_the_lower_value_stands_below() -> None:
    chart = samples.chart("line", "2024-07", 24, places=2)
    first, second = (item.points[0] for item in chart.series)
    assert first is not None
    assert second is not None
    near = replace(second, value=first.value - 0.5)
    series = replace(chart.series[1], points=(near, *chart.series[1].points[1:]))
    plot = charts.plot(replace(chart, series=(chart.series[0], series)))
    assert [item.labels[0] and item.labels[0].side for item in plot.series] == ["above", "below"]


@pytest.mark.parametrize("gap", [2, 15, 22])
def test_no_text_of_a_line_stands_on_a_hatch_or_on_another_text(gap: int) -> None:
    plot = charts.plot(samples.chart("line", "2024-07", 24, gaps=(gap,)))
    canvas = drawn(plot)
    hatch = next(box for box in canvas.obstacles.boxes if box.h > HEIGHT / 2)
    assert not any(hatch.touches(word) for word in canvas.words)
    for at, word in enumerate(canvas.words):
        assert not any(word.touches(other) for other in canvas.words[at + 1 :])


def test_lines_over_the_same_months_share_the_ends_of_their_axis_and_others_have_their_own() -> None:
    large = charts.plot(samples.chart("line", "2024-07", 24, level=180_000.0))
    small = charts.plot(samples.chart("line", "2024-07", 24, level=2.0))
    years = charts.plot(samples.chart("line", "2010", 12))
    one, other, alone = shared_ends([large, small, years], vector.PAGE, WIDTH, Recording())
    assert one == other
    assert one is not None
    assert alone is None
    apart = [shared_ends([plot], vector.PAGE, WIDTH, Recording()) for plot in (large, small)]
    assert apart == [[None], [None]]


def test_panels_that_share_their_ends_have_lines_of_the_grid_that_end_alike() -> None:
    long, short = (
        replace(
            samples.chart("line", "2024-07", 24),
            results=(SeriesResult(samples.chart("line", "2024-07", 24).series[0].key, text("88.1"), text(detail)),),
        )
        for detail in ("a long line of detail", "May")
    )
    plots = [charts.plot(long), charts.plot(short)]
    ends = shared_ends(plots, vector.PAGE, WIDTH, Recording())
    grounds = [
        line_ground(plot, vector.DrawingOptions(LIGHT, vector.PAGE, WIDTH, HEIGHT, ends=end), Recording(), where="here")
        for plot, end in zip(plots, ends, strict=True)
    ]
    assert ends[0] is not None
    assert grounds[0].box == grounds[1].box


@pytest.mark.parametrize("dated", [True, False])
def test_the_mark_of_a_scale_that_begins_beyond_zero_stands_inside_the_drawing_next_to_its_lowest_number(
    *, dated: bool
) -> None:
    plot = charts.plot(replace(samples.chart("line", "2024-07", 24), lifted=True))
    assert plot.axis.lifted
    surface = Recording()
    options = vector.DrawingOptions(LIGHT, vector.PAGE, WIDTH, HEIGHT, dated=dated)
    drawing.draw(plot, options, surface, trace=Trace("brief"), place=Place("brief", 1, "figure 1"))
    mark = next(words for words in surface.words if words.string == "//")
    numbers = [words for words in surface.words if words.string in [number for _, number in scale_words(plot)]]
    lowest = min(numbers, key=lambda words: words.y)
    assert mark.y == lowest.y
    assert 0 < min(abs(mark.box.x - lowest.box.x1), abs(lowest.box.x - mark.box.x1)) < 4
    assert mark.box.y >= 0


@pytest.mark.parametrize("ends", [(70, 97, 92, 88, 92.5), (100, 70, 71, 83, 96), (62, 66, 65, 63, 63.6)])
def test_values_keep_clear_of_their_own_line_however_steep_it_ends(ends: tuple[float, ...]) -> None:
    chart = samples.chart("line", "2024-07", 54)
    own = chart.series[0]
    values = [65.0 + 55 * (at in (34, 35, 36)) for at in range(54 - len(ends))] + list(ends)
    points = tuple(point and replace(point, value=value) for point, value in zip(own.points, values, strict=True))
    canvas = drawn(charts.plot(replace(chart, series=(replace(own, points=points),))))
    data = [(start, end) for start, end, kind in canvas.obstacles.lines if kind == "data"]
    assert len(data) >= 53
    assert not [word for word in canvas.words if any(word.grown(2.0).crossed(*segment) for segment in data)]


@pytest.mark.parametrize("first", [-0.1, -0.06, -0.3])
def test_a_value_near_zero_does_not_stand_across_the_line_at_zero(first: float) -> None:
    chart = samples.chart("line", "1971", 54)
    own = chart.series[0]
    values = [first, *(first - 0.02 * (at % 3) - 0.01 for at in range(1, 20)), *(first + at / 40 for at in range(34))]
    points = tuple(point and replace(point, value=value) for point, value in zip(own.points, values, strict=True))
    plot = charts.plot(replace(chart, series=(replace(own, points=points),)))
    canvas = drawn(plot)
    level = line_ground(plot, canvas.options, canvas.surface, where="figure 1").y(0.0)
    struck = [word for word in canvas.words if word.crossed((0.0, level), (WIDTH, level))]
    assert plot.below_zero
    assert not struck
