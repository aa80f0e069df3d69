"""A slope on a slide: values at both ends, names behind them, nothing on anything else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.charts.line_names import LABEL_SIZE
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.point_labels import GAP
from briefing.deck.plan.planning import plan
from briefing.deck.slides import ChartBox, Freeform, Slide, TextBox
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.document import Section
from briefing.model.text import Run, plain, text
from briefing.read import theme
from briefing.typesetting.arial import ASCENT, DESCENT
from tests.charts import given, samples
from tests.deck import checks
from tests.deck.sample import document, point, sections

FLOOR = 12.0


def index(*ends: float) -> Chart:
    """Series that all start at 100."""
    series = tuple(
        Series(f"s{at}", text(f"series {at}"), (given.fact(f"a{at}", 100.0), given.fact(f"b{at}", end)))
        for at, end in enumerate(ends)
    )
    return Chart("slope", "en", ("2014", "2023"), series, "s0", alt=text("Slopes."))


def long_names(count: int) -> Chart:
    chart = index(*(200.0 + 2 * at for at in range(count)))
    name = "an indicator with a name that needs more than a single line beside the end of its line"
    return replace(chart, series=tuple(replace(s, name=text(f"{name} {s.key}", term="name")) for s in chart.series))


CHARTS = {
    "multiples": samples.slope(),
    "values": samples.level_slope(),
    "index": index(545.0, 272.0, 271.0, 231.0),
    "falling": index(60.0, 99.0, 140.0),
    "one": index(140.0),
    "long names": long_names(4),
}


def slide(chart: Chart, points: int = 1) -> Slide:
    """A chart with its points → its slide."""
    given: Section = replace(
        sections()[0], title=text("It rose"), blocks=(chart,), points=(point("Lead", "And a body."),) * points
    )
    return plan(document(only=(given,)), theme(asset("themes/ink.toml")))[1]


@pytest.mark.parametrize("points", [0, 1, 3])
@pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))
def test_a_slope_keeps_the_rules_of_every_slide(chart: Chart, points: int) -> None:
    made = slide(chart, points)
    assert [found for check in checks.CHECKS for found in check(made)] == []


@pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))
def test_values_at_the_ends_stand_apart_beside_their_names(chart: Chart) -> None:
    made = slide(chart)
    (box,) = [item for item in made.elements if isinstance(item, ChartBox)]
    moved = {(shift.series, shift.index): shift.down for shift in box.shifts}
    names = [item for item in made.elements if isinstance(item, TextBox) and item.name.startswith("Name ")]
    for at in (0, 1):
        heights = sorted(
            position(box.plot, box.inner, at, value, on_edges=True)[1] + moved.get((series.name, at), 0.0)
            for series in box.plot.series
            if series.labels[at] and (value := series.values[at]) is not None
        )
        assert all(below - above >= FLOOR for above, below in pairwise(heights))
        if at == 1:
            middles = sorted(item.box.y + item.box.h / 2 for item in names)
            assert middles == pytest.approx(heights, abs=1.3)  # names and values stand on one line
    assert all(item.box.x > box.inner.x + box.inner.w for item in names)


def test_values_stand_above_zero_and_an_index_above_its_base() -> None:
    for name, foot in (("values", 0.0), ("index", 100.0), ("multiples", 1.0)):
        (box,) = [item for item in slide(CHARTS[name]).elements if isinstance(item, ChartBox)]
        spare = box.plot.axis.high - box.plot.axis.low
        assert foot - 0.1 * spare < box.plot.axis.low < foot


@pytest.mark.parametrize(("name", "lifted"), [("index", True), ("one", True), ("falling", True), ("values", False)])
def test_a_scale_that_does_not_begin_at_zero_is_marked_on_its_value_axis(name: str, lifted: bool) -> None:
    elements = slide(CHARTS[name]).elements
    (box,) = [item for item in elements if isinstance(item, ChartBox)]
    marks = [item for item in elements if item.name == "Scale mark"]
    assert len(marks) == lifted
    for mark in marks:
        assert isinstance(mark, TextBox)
        assert mark.box.x + mark.box.w / 2 == pytest.approx(box.inner.x)
        known = [value for series in box.plot.series for value in series.values if value is not None]
        lowest = position(box.plot, box.inner, 0, min(known), on_edges=True)[1]
        assert lowest < mark.box.y < mark.box.y + mark.box.h <= box.inner.y1


def test_the_base_of_multiples_is_said_at_the_start() -> None:
    (said,) = [item for item in slide(CHARTS["multiples"]).elements if item.name == "Base"]
    assert isinstance(said, TextBox)
    assert plain(said.paragraphs[0].text) == "2014 = 1×"
    assert not [item for item in slide(CHARTS["index"]).elements if item.name == "Base"]


def test_a_run_of_a_name_keeps_its_fact() -> None:
    chart = CHARTS["values"]
    named = replace(chart, series=(replace(chart.series[0], name=(Run("Shanghai", fact="f"),)), chart.series[1]))
    (name,) = [item for item in slide(named).elements if item.name == "Name Shanghai"]
    assert isinstance(name, TextBox)
    assert name.paragraphs[0].text[0].fact == "f"


def test_names_that_do_not_fit_are_refused() -> None:
    with pytest.raises(LayoutError, match=r"slide 2 .*10 names at the ends of its lines, and 8 of these fit"):
        slide(long_names(10), 3)


def test_values_that_move_off_their_marks_have_leaders_and_names_and_values_stand_on_one_line() -> None:
    made = slide(index(545.0, 272.0, 271.0, 100.0))
    leaders = [item for item in made.elements if isinstance(item, Freeform) and item.name.startswith("Leader ")]
    (box,) = [item for item in made.elements if isinstance(item, ChartBox)]
    assert [item.name for item in leaders] == ["Leader series 1", "Leader series 2"]
    for leader in leaders:
        (shift,) = [one for one in box.shifts if leader.name.endswith(one.series) and one.index == 1]
        (start, end) = leader.paths[0].points
        assert end[1] - start[1] == pytest.approx(shift.down)
        assert start[0] == box.inner.x1 < end[0] < box.inner.x1 + shift.right + GAP
    alone = slide(index(545.0, 272.0, 100.0))
    assert not [item for item in alone.elements if isinstance(item, Freeform)]
    (value,) = [item for item in alone.elements if isinstance(item, ChartBox)]
    middle = position(value.plot, value.inner, 1, 272.0, on_edges=True)[1]
    (name,) = [item for item in alone.elements if isinstance(item, TextBox) and item.name == "Name series 1"]
    style = name.paragraphs[0].style
    foot = name.box.y + name.box.h / 2 + style.leading / 2 - DESCENT * style.size
    assert foot == pytest.approx(middle + (ASCENT - DESCENT) / 2 * LABEL_SIZE)
