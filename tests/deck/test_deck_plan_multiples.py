"""Small multiples on a slide: panels on one grid and one scale, the ends labelled, nothing on anything else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.charts.plot_positions import position
from briefing.deck.plan.charts.small_multiples import in_row, small_multiples
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import fit
from briefing.deck.plan.text.fit import Page
from briefing.deck.slides import Box, ChartBox, Slide, TextBox, TextStyle
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Series
from briefing.model.document import Multiples
from briefing.model.text import plain, text
from briefing.read import theme
from briefing.wording import of
from tests.charts import dated_samples
from tests.deck import checks
from tests.deck.sample import document, point, sections
from tests.deck.sample_charts import fact

YEARS = tuple(str(year) for year in range(2014, 2024))
NAMES = ("Belling", "Shanghai", "Shenzhen", "Guangzhou", "Hangzhou", "Nanjing", "Wuhan", "Chengdu")


def panel(at: int, kind: str, years: tuple[str, ...] = YEARS, *, highlight: bool = False) -> Chart:
    """A city's rise; the third has two years without a value."""
    values = [10 + 3 * at + place**1.2 * (1 + at * 0.7) for place in range(len(years))]
    points = tuple(
        None
        if at == 2 and place in (len(years) // 3, len(years) // 3 + 1)
        else fact(f"c{at}.at({year})", value, unit="per 10,000", year=int(year), decimals=1)
        for place, (year, value) in enumerate(zip(years, values, strict=True))
    )
    series = Series(f"c{at}", text(NAMES[at]), points)
    lead = f"c{at}" if highlight else ""
    return Chart(kind, "en", years, (series,), title=text(NAMES[at]), ends=True, highlight=lead)


def slide(count: int, kind: str = "line", points: int = 1, years: tuple[str, ...] = YEARS, lead: int = -1) -> Slide:
    panels = tuple(panel(at, kind, years, highlight=at == lead) for at in range(count))
    block = Multiples(panels, alt=text("Eight cities rose."))
    section = replace(
        sections()[0], title=text("All rose"), blocks=(block,), points=(point("Lead", "And a body."),) * points
    )
    return plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1]


def charts(made: Slide) -> list[ChartBox]:
    return [item for item in made.elements if isinstance(item, ChartBox)]


@pytest.mark.parametrize("kind", ["line", "columns"])
@pytest.mark.parametrize("count", range(2, 9))
def test_panels_break_no_rule_of_a_slide(count: int, kind: str) -> None:
    made = slide(count, kind)
    assert {check.__name__: check(made) for check in checks.CHECKS if check(made)} == {}
    assert len(charts(made)) == count


@pytest.mark.parametrize("count", range(2, 9))
def test_panels_are_alike_and_share_their_scale(count: int) -> None:
    boxes = charts(slide(count))
    assert len({(item.plot.axis.low, item.plot.axis.high) for item in boxes}) == 1
    assert len({(round(item.inner.w, 3), round(item.inner.h, 3)) for item in boxes}) == 1
    rows = [[item for item in boxes if item.inner.y == y] for y in sorted({item.inner.y for item in boxes})]
    assert max(map(len, rows)) <= 4
    assert max(map(len, rows)) - min(map(len, rows)) <= 1
    for row in rows:
        assert [item.scale for item in row] == [False] * (len(row) - 1) + [True]


def test_eight_panels_stand_in_two_rows_of_four_and_five_in_three_and_two() -> None:
    assert [in_row(count) for count in range(2, 9)] == [2, 3, 4, 3, 3, 4, 4]


def test_only_first_and_last_values_and_years_are_written() -> None:
    made = slide(3)
    for item in charts(made):
        labelled = [at for at, label in enumerate(item.plot.series[0].labels) if label]
        assert labelled == [0, len(YEARS) - 1]
        assert not item.category_axis
        assert min(item.label_size, item.strong_size, item.axis_size) >= 12
    words = [plain(p.text) for item in made.elements if isinstance(item, TextBox) for p in item.paragraphs]
    assert words.count("2014") == words.count("2023") == 3


def test_every_column_of_a_short_panel_has_its_value_and_its_year_and_gaps_say_so() -> None:
    made = slide(3, "columns", years=YEARS[:4])
    for at, item in enumerate(charts(made)):
        series = item.plot.series[0]
        assert [label is not None for label in series.labels] == [value is not None for value in series.values]
        assert item.category_axis
        told = [box for box in made.elements if isinstance(box, TextBox) and box.name.startswith(f"Gap {at + 1}.")]
        assert [plain(box.paragraphs[0].text) for box in told] == ["no value"] * (at == 2)


def test_years_of_long_panels_of_columns_stand_in_the_middle_of_their_columns() -> None:
    made = slide(4, "columns")
    step = charts(made)[0].inner.w / len(YEARS)
    first, last = (next(x for x in made.elements if x.name == f"{word} year 1") for word in ("First", "Last"))
    inner = charts(made)[0].inner
    assert first.box.x + first.box.w / 2 == pytest.approx(inner.x + step / 2)
    assert last.box.x + last.box.w / 2 == pytest.approx(inner.x + inner.w - step / 2)


def test_only_the_panel_in_focus_is_coloured() -> None:
    made = slide(3, "columns", lead=1)
    roles = [set(item.plot.series[0].roles) for item in charts(made)]
    assert ["highlight" in found for found in roles] == [False, True, False]
    named = [box for box in made.elements if isinstance(box, TextBox) and box.name.startswith("Panel ")]
    assert [box.paragraphs[0].style.colour for box in named] == ["ink", "highlight", "ink"]


def test_each_panel_says_its_name_and_its_ends_to_who_does_not_see_it() -> None:
    told = [plain(item.alt) for item in charts(slide(2))]
    assert told == ["Eight cities rose. Belling: 10.0 (2014) – 24.0 (2023)", "Shanghai: 13.0 (2014) – 36.7 (2023)"]


def test_panels_without_room_are_refused_with_what_would_help() -> None:
    block = Multiples(tuple(panel(at, "line") for at in range(8)))
    page = Page(document(), sections()[0], 2, of("en"))
    with pytest.raises(LayoutError, match="2 rows of panels leave 90 points each"):
        small_multiples(page, block, Box(45, 152, 870, 200))


def test_values_of_narrow_columns_stand_above_the_columns_beside_them() -> None:
    years = tuple(str(year) for year in range(1964, 2024))
    shown = [chart for chart in charts(slide(4, "columns", years=years)) if chart.plot.series[0].values[0]]
    assert shown
    for chart in shown:
        (series,) = chart.plot.series
        tops = [position(chart.plot, chart.inner, at, value or 0.0)[1] for at, value in enumerate(series.values)]
        step = chart.inner.w / len(years)
        moved = {shift.index: shift.down for shift in chart.shifts}
        for index, label in enumerate(series.labels):
            half = fit.width(label.text, TextStyle(12, 12, bold=True)) / 2 if label else 0.0
            covered = [top for at, top in enumerate(tops) if label and (abs(at - index) - 0.5) * step < half]
            assert tops[index] + moved.get(index, 0.0) <= min(covered, default=tops[index]) + 0.01
        assert any(down < -1 for down in moved.values())


def test_a_wide_last_value_stands_where_dashes_bridge_a_year_near_the_end() -> None:
    values = (261_636, 274_378, 285_415, 293_701, 202_516, 219_338, None, 166_578, None, 171_765, 180_402)
    years = tuple(str(2013 + at) for at in range(len(values)))
    panels = []
    for name, times in (("Alford", 3), ("Barwick", 1), ("Corby", 8), ("Dunmere", 2)):
        points = tuple(
            None if value is None else fact(f"{name}.at({year})", times * value, year=int(year), decimals=0)
            for year, value in zip(years, values, strict=True)
        )
        series = Series(name, text(name), points)
        panels.append(Chart("line", "en", years, (series,), title=text(name), ends=True))
    block = Multiples(tuple(panels), alt=text("Four cities."))
    section = replace(sections()[0], title=text("All rose"), blocks=(block,), points=())
    plots = [box.plot for box in charts(plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1])]
    assert {plot.series[-1].role for plot in plots} == {"bridge"}
    assert [[at for at, label in enumerate(plot.series[0].labels) if label] for plot in plots] == [[0, 10]] * 4


def test_the_words_of_gaps_close_to_each_other_in_a_panel_touch_no_other() -> None:
    chart = dated_samples.chart("line", "2021-05", 32, gaps=(18, 23, 28))
    panels = tuple(replace(chart, title=text(name), ends=True) for name in ("Alford", "Barwick", "Corby"))
    section = replace(sections()[0], title=text("All rose"), blocks=(Multiples(panels, alt=text("Three.")),), points=())
    made = plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1]
    assert [item for item in made.elements if isinstance(item, TextBox) and item.name.startswith("Gap ")]
    assert {check.__name__: check(made) for check in checks.CHECKS if check(made)} == {}


def test_a_provisional_last_value_of_a_panel_is_hollow_in_every_program() -> None:
    chart = dated_samples.chart("line", "2021-05", 32, provisional=1)
    panels = tuple(replace(chart, title=text(name), ends=True) for name in ("Alford", "Barwick"))
    section = replace(sections()[0], title=text("All rose"), blocks=(Multiples(panels, alt=text("Two.")),), points=())
    made = plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1]
    rings = [item for item in made.elements if item.name.startswith("Hollow")]
    assert len({item.name for item in rings}) == 2
    for ring, panel in zip(rings, charts(made), strict=True):
        x, y = position(panel.plot, panel.inner, 31, panel.plot.series[0].values[31] or 0.0)
        assert (ring.box.x + ring.box.w / 2, ring.box.y + ring.box.h / 2) == pytest.approx((x, y))
