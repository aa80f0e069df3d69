"""Panels of columns: an equal height is an equal value in all of them."""

from __future__ import annotations

from msgspec.structs import replace

from briefing import charts
from briefing.charts import vector
from briefing.charts.panel_needs import on_one_axis
from briefing.charts.vector import drawing
from briefing.charts.vector.column_marks import level_ground
from briefing.charts.vector.panels import on_one_ground
from briefing.model.chart import Chart, Plot, Series
from briefing.model.ledger import Place, Trace
from briefing.model.period import Period
from briefing.model.text import text
from tests.charts.given import fact
from tests.charts.recording import Recording
from tests.deck.samples import LIGHT

WIDTH, HEIGHT = 150.0, 64.0


def panel(name: str, *values: float) -> Chart:
    years = tuple(str(1990 + at) for at in range(len(values)))
    points = tuple(
        fact(f"{name}.at({year})", value, unit="km", decimals=2) for year, value in zip(years, values, strict=True)
    )
    return Chart("columns", "en", years, (Series(name, text(name), points),), alt=text("Columns."))


def tallest(plot: Plot, width: float = WIDTH, height: float = HEIGHT) -> float:
    """The height of its highest column as drawn."""
    surface = Recording()
    canvas = drawing.draw(
        plot,
        vector.DrawingOptions(LIGHT, vector.PAGE, width, height),
        surface,
        trace=Trace("brief"),
        place=Place("brief", 1, "figure 1"),
    )
    return max(box.h for box in canvas.obstacles.boxes if box not in canvas.words)


def shared(*shown: Chart) -> list[Plot]:
    return on_one_ground(charts.plots(shown), vector.PAGE, WIDTH, HEIGHT, Recording())


def test_equal_values_are_equally_high_in_panels_whose_labels_need_different_room() -> None:
    one, other = shared(panel("low", 20, 10, 20), panel("high", 20, 10, 80))
    low = tallest(one)
    assert abs(tallest(other) / low - 4) < 0.01


def test_alone_they_would_not_be() -> None:
    one, other = charts.plots((panel("low", 20, 10, 20), panel("high", 20, 10, 80)))
    assert abs(tallest(other) / tallest(one) - 4) > 0.01


def test_panels_of_many_columns_print_their_ends_without_a_scale() -> None:
    values = [20 + at % 7 for at in range(24)]
    for plot in shared(panel("one", *values), panel("other", *reversed(values))):
        assert not plot.axis.visible
        assert [at for at, label in enumerate(plot.series[0].labels) if label] == [0, 23]
        assert level_ground(plot, vector.PAGE, WIDTH, HEIGHT, Recording())


def test_many_columns_over_the_same_years_stand_one_over_the_other() -> None:
    for count, over in ((9, False), (10, True)):
        years = tuple(Period.year(2010 + at) for at in range(count))
        shown = [replace(panel(name, *range(1, count + 1)), periods=years) for name in ("one", "other")]
        assert on_one_axis(charts.plots(shown)) == over


def test_panels_of_lines_stay_as_they_are() -> None:
    plots = charts.plots(replace(panel(name, 1, 2, 3, 4), kind="line") for name in ("one", "other"))
    assert tuple(on_one_ground(plots, vector.PAGE, WIDTH, HEIGHT, Recording())) == plots


def test_at_their_least_height_columns_are_taller_than_their_numbers() -> None:
    for values in ((20.0, 10.0, 80.0), tuple(20.0 + at % 7 for at in range(11))):
        (plot,) = charts.plots((panel("one", *values),))
        least = vector.least_height_for(plot, vector.PAGE, 330.0, Recording())
        assert 60 < tallest(plot, 330.0, least) < least < vector.height_for(plot, vector.PAGE, 330.0, Recording())
