"""Axes of a chart: what is drawn on them comes out as on matplotlib's own, and nothing of it moves their limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from briefing.charts.vector import bare_axes as module
from briefing.charts.vector.backend import SurfaceCanvas
from briefing.charts.vector.bare_axes import BareAxes, bare_axes
from briefing.charts.vector.drawing_surface import TextMark
from tests.charts import samples
from tests.charts.recording import Recording
from tests.charts.test_vector import UNDRAWN, drawn

RECTANGLE = (0.1, 0.2, 0.8, 0.6)
# All that reaches beyond the limits, 0 to 10, is drawn whole.
MARKS: dict[str, Callable[[Axes], object]] = {
    "plot": lambda axes: axes.plot([-5, 5, 15], [5, 12, 1], "o-", color="#0A4480", markersize=5, linewidth=1.5),
    "bar": lambda axes: axes.bar([1, 12], [4, 20], 2, color="#0A4480"),
    "barh": lambda axes: axes.barh([1, 12], [4, 20], 2, color="#0A4480"),
    "fill": lambda axes: axes.fill([-1, 5, 12], [0, 20, 0], facecolor="#0A4480"),
    "fill_between": lambda axes: axes.fill_between([0, 12], [0, 1], [2, 30], color="#0A4480"),
    "lines": lambda axes: (axes.hlines([1, 20], 0, 15), axes.vlines([1, 20], 0, 15)),
    "spans": lambda axes: (axes.axhline(12), axes.axvline(3, 0, 1.5), axes.axvspan(2, 14, facecolor="#EEEEEE")),
    "add_patch": lambda axes: axes.add_patch(Rectangle((8, 8), 5, 5, facecolor="#0A4480")),
}


def on(kind: type[Axes], draw: Callable[[Axes], object], *, before: bool = True) -> tuple[Axes, Recording]:
    """Draw on axes from 0 to 10 whose limits are set before or after the marks."""
    figure = Figure(figsize=(100 / 72, 50 / 72), dpi=72, frameon=False)
    axes = kind(figure, RECTANGLE)
    figure.add_axes(axes)
    axes.set_axis_off()
    limits: dict[str, Any] = {"xlim": (0, 10), "ylim": (0, 10)}
    if before:
        axes.set(**limits)
    draw(axes)
    axes.set(**limits)
    for artist in axes.get_children():
        artist.set_clip_on(False)
    surface = Recording()
    SurfaceCanvas(figure, surface).draw()
    return axes, surface


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("draw", MARKS.values(), ids=MARKS)
def test_marks_come_out_as_on_axes_of_matplotlib(draw: Callable[[Axes], object], *, before: bool) -> None:
    bare, usual = on(BareAxes, draw, before=before)[1], on(Axes, draw, before=before)[1]
    assert bare.paths
    assert bare == usual


def test_limits_are_never_measured_and_no_ticks_are_made() -> None:
    figure = Figure()
    bare, usual = BareAxes(figure, RECTANGLE), Axes(figure, RECTANGLE)
    for axes in (bare, usual):
        for draw in MARKS.values():
            draw(axes)
        figure.add_axes(axes)
    assert (bare.get_xlim(), bare.get_ylim()) == ((0.0, 1.0), (0.0, 1.0))
    assert usual.get_xlim()[1] > 10  # as matplotlib does
    assert not {"majorTicks", "minorTicks"} & {*vars(bare.xaxis), *vars(bare.yaxis)}
    assert {"majorTicks", "minorTicks"} <= {*vars(usual.xaxis)}


def test_text_is_written_where_it_was_placed() -> None:
    mark = TextMark(3.0, 4.0, "Ink & <b> $5", "bold", 9.0, "#0A4480")

    def write(axes: Axes) -> None:
        assert isinstance(axes, BareAxes)
        axes.write(mark)

    def by_matplotlib(axes: Axes) -> None:
        options: dict[str, Any] = {"size": 9, "weight": "semibold", "color": "#0A4480", "parse_math": False}
        axes.text(3.0, 4.0, mark.string, transform=IdentityTransform(), **options)

    bare, usual = on(BareAxes, write)[1], on(Axes, by_matplotlib)[1]
    assert [words.string for words in bare.words] == [mark.string]
    assert bare == usual


@pytest.fixture
def new_axes() -> Iterator[None]:
    module._EMPTY.clear()
    yield
    module._EMPTY.clear()


def test_a_chart_is_drawn_alike_whatever_was_drawn_on_its_axes_before(new_axes: None) -> None:
    cases = sorted(set(samples.CASES) - UNDRAWN)
    expected = {}
    for case in cases:
        module._EMPTY.clear()
        expected[case] = drawn(samples.CASES[case]())[1]
    for order in (cases, cases[::-1], cases[::2] + cases[1::2]):
        for case in order:
            assert drawn(samples.CASES[case]())[1] == expected[case], case
            assert len(module._EMPTY) <= 1


def test_axes_are_used_again_unless_their_scale_or_a_drawing_has_failed(new_axes: None) -> None:
    with bare_axes(100, 50) as (figure, first):
        for draw in MARKS.values():
            draw(first)
    with bare_axes(200, 80) as (again, second):
        assert (again, second) == (figure, first)
        assert tuple(again.get_size_inches() * 72) == (200, 80)
        assert not (*second.lines, *second.patches, *second.collections, *second.artists, *second.containers)
        second.set_yscale("log")
    with bare_axes(100, 50) as (_, third):
        assert third is not first
    with pytest.raises(ZeroDivisionError), bare_axes(100, 50) as (_, fourth):
        fourth.set_xlim(1, 1 / 0)
    with bare_axes(100, 50) as (_, fifth):
        assert fifth is not third


def test_two_charts_that_are_drawn_at_once_have_axes_of_their_own(new_axes: None) -> None:
    with bare_axes(100, 50) as (_, one), bare_axes(100, 50) as (_, other):
        assert one is not other
