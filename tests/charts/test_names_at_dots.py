"""Names that stand away from their dots in a plane, and the leaders that join them."""

from __future__ import annotations

from briefing.charts.boxes import Box
from briefing.charts.dot_labels import DotNames, covering, dots_on
from briefing.model.chart import Axis, Label, Plot, PlotSeries
from briefing.model.text import text


def test_a_name_away_from_its_bubble_has_a_line_of_reference_neither_through_it_nor_at_its_edge() -> None:
    """Two medians cross the sides of a bubble between others: at the right of it the brackets met one."""
    residents, riders = (88.1, 61.5, 74.3, 39.8, 148.2), (512.0, 455.0, 398.0, 310.0, 730.0)
    labels = None, None, Label(text("Eastfold (5)"), "right", live=False), None, None
    up, sizes = PlotSeries("y", riders, "context", labels=labels), PlotSeries("z", (6.0, 5.0, 5.0, 4.0, 9.0), "context")
    across = PlotSeries("x", residents, "context")
    plot = Plot("dots", ("",) * 5, (across, up, sizes), Axis(0, 1000, 250), "0", across=Axis(0, 200, 50))
    ground = Box(25, 23, 466, 170)
    obstacles = covering(ground)
    names = DotNames(plot, dots_on(plot, ground, 4.0, largest=0.18), {2: (40.0, 7.4)}, obstacles)
    lines = [((183.2, 23.0), (183.2, 193.0)), ((25.0, 95.5), (491.0, 95.5))]
    for line in lines:
        obstacles.add_line(line)
    names.follow()
    assert not any(names.places[2][1].grown(1.9).crossed(*line) for line in lines)


def test_no_leader_is_drawn_that_would_look_like_a_speck() -> None:
    series = PlotSeries("x", (50.0,), "context"), PlotSeries("y", (50.0,), "context")
    plot = Plot("dots", ("",), series, Axis(0, 100, 25), "0", across=Axis(0, 100, 25))
    names = DotNames(plot, [], {}, covering(Box(0, 0, 400, 300)))
    names.leaders = {0: ((10.0, 10.0), (10.0, 12.0)), 1: ((10.0, 10.0), (10.0, 16.0))}
    assert list(names.drawn_leaders) == [1]


def test_a_name_that_leads_at_the_edge_of_a_ground_covers_no_dot_next_to_it() -> None:
    labels = Label(text("Falwick"), "right", strong=True), None
    up = PlotSeries("y", (50.0, 50.0), "context", labels=labels)
    series = PlotSeries("x", (1.0, 8.0), "context"), up
    plot = Plot("dots", ("",) * 2, series, Axis(0, 100, 25), "0", across=Axis(0, 100, 25))
    ground = Box(0, 0, 400, 200)
    dots = dots_on(plot, ground, 8.0)
    names = DotNames(plot, dots, {0: (48.0, 9.0)}, covering(ground))
    names.lead()
    assert names.places[0][1].distance(dots[1].middle) > dots[1].radius
