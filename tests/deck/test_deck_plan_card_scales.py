"""A card without a multiple: its line is drawn in the unit in which its values are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.assets import asset
from briefing.deck.plan.blocks.card_lines import off_edges
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Box, ChartBox, Shape, TextBox
from briefing.pipeline.build import editions
from briefing.read import theme as read_theme
from tests.invented import Invented, project

BALANCES = Invented(
    values=(-31_235, 1_200, -20_000, -40_100, -46_173),
    other=(6_925, 5_100, 4_000, 3_000, -1_000),
    unit="EUR million",
    name="Balance",
    facts='visits = { indicator = "visits" }\nother = { indicator = "visits", entity = "Sample Town" }',
)
STORY = """\
formats: {visits: {scale: %(scale)s}, other: {scale: %(scale)s}}
sections:
  - id: cards
    title: "Cards in {{ visits.last | year }}"
    subtitle: "Balance, {{ visits.last | year }}"
    cards:
      - {fact: visits, label: Balance, unit: EUR, highlight: true}
      - {fact: other, label: Other, unit: EUR}
"""


@pytest.mark.parametrize(("scale", "factor"), [("billion", 1e-3), ("million", 1.0), ("thousand", 1e3)])
def test_the_axis_of_a_slope_has_the_unit_of_its_values(scale: str, factor: float, tmp_path: Path) -> None:
    (made,) = editions(project(tmp_path / "mine", BALANCES, STORY % {"scale": scale}))
    slides = plan(made.document, read_theme(asset("themes/ink.toml")))
    boxes = [item for slide in slides for item in slide.elements if isinstance(item, ChartBox)]
    assert [box.name for box in boxes] == ["Slope 1", "Slope 2"]
    for box in boxes:
        axis, values = box.plot.axis, [value for value in box.plot.series[0].values if value is not None]
        assert axis.low < min(values) < max(values) < axis.high
    axis, values = boxes[0].plot.axis, [value for value in boxes[0].plot.series[0].values if value is not None]
    assert values == pytest.approx([float(str(value)) * factor for value in BALANCES.values])
    # the fall is a fair part of the height, no flat line at its top
    assert (values[0] - values[-1]) / (axis.high - axis.low) > 0.2


def test_a_word_at_a_line_that_would_cross_an_edge_of_the_band_stands_outside_of_it() -> None:
    band = [Shape("Band 1", "rect", Box(0, 20, 100, 30))]
    over_the_top, clear, over_the_foot = (Box(10, y, 40, 14) for y in (12, 2, 44))
    assert [off_edges(box, band, up=True).y for box in (over_the_top, clear)] == [6, 2]
    assert off_edges(over_the_foot, band, up=False).y == 50


def test_the_extreme_of_a_line_is_named_next_to_its_dot_where_the_line_leaves_room(tmp_path: Path) -> None:
    made = Invented(
        values=(40, 41, 39, 40, 42, 41, 40, 97, 60),
        other=(44, 41, 39, 40, 12, 41, 40, 43, 42),
        facts=BALANCES.facts,
    )
    story = STORY.replace("EUR", "visits") % {"scale": '""'}
    (edition,) = editions(project(tmp_path / "mine", made, story))
    (slide,) = [item for item in plan(edition.document, read_theme(asset("themes/ink.toml"))) if item.id == "cards"]
    names = {item.name: item.box for item in slide.elements if isinstance(item, TextBox)}
    charts = {item.name: item for item in slide.elements if isinstance(item, ChartBox)}
    peak, chart = names["Extreme 1"], charts["Slope 1"]
    x, y = position(chart.plot, chart.inner, 7, 97.0, on_edges=True)
    assert peak.x1 < x  # at the left, where the line is low
    assert peak.y < y < peak.y1
    assert charts["Slope 1"].marked == (7,)
    assert charts["Slope 2"].marked == (4,)


_OWN = [
    (60, 62, 20, 63, 66, 64, 70, 75, 80),
    (60, 66, 63, 70, 71, 69, 74, 77, 80),
    (60, 66, 72, 80, 92, 79, 72, 66, 58),  # whose peak is named above it, and the low of the other below
]


@pytest.mark.parametrize("own", _OWN)
def test_lines_on_one_scale_are_equally_high_where_one_of_them_has_its_name_in_a_row(
    own: tuple[int, ...], tmp_path: Path
) -> None:
    made = Invented(values=own, other=(44, 41, 39, 40, 12, 41, 40, 43, 42), facts=BALANCES.facts)
    points = 'points: ["**More** Than before, as every town on the coast counts what it can.", "**Less** Than later."]'
    story = STORY.replace("EUR", "visits") % {"scale": '""'} + f"    {points}\n"
    (edition,) = editions(project(tmp_path / "mine", made, story))
    (slide,) = [item for item in plan(edition.document, read_theme(asset("themes/ink.toml"))) if item.id == "cards"]
    charts = [item for item in slide.elements if isinstance(item, ChartBox)]
    points_of_unit = {round(box.inner.h / (box.plot.axis.high - box.plot.axis.low), 6) for box in charts}
    assert len(charts) == 2
    assert len(points_of_unit) == 1
    assert len({(box.inner.y, box.inner.h) for box in charts}) == 1
    words = {item.name: item.box for item in slide.elements if isinstance(item, TextBox)}
    low, ends = words["Extreme 2"], [words["First period 2"], words["Last period 2"]]
    assert not any(map(low.touches, ends))
