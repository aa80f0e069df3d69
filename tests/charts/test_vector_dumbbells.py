"""Dumbbells of the brief: the later value can be told from the earlier one, however close they are."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.model.chart import Chart, Series
from briefing.model.fact import Fact
from briefing.model.text import text
from tests.charts import sample_rows
from tests.charts.given import fact
from tests.charts.test_vector import drawn
from tests.deck.samples import LIGHT

BALANCES = {"Northam": (4731.0, -46212.0), "Eastbury": (131.0, -91.0), "Southwick": (-20.0, -20.0)}


def balances() -> Chart:
    """A balance that falls far, one that falls by a hair of the axis, and one that stays."""
    series = tuple(
        Series(
            str(year),
            text(str(year), term="year"),
            tuple(
                fact(f"x.of('{place}').at({year})", ends[at], unit="million dollars", decimals=0, year=year)
                for place, ends in BALANCES.items()
            ),
        )
        for at, year in enumerate((2015, 2023))
    )
    rows = tuple(Series(place, text(place), ()) for place in BALANCES)
    return Chart("dumbbell", "en", tuple(BALANCES), series, "Northam", rows=rows, alt=text("Balances."))


def test_the_later_value_and_its_year_are_bold_in_every_row_and_no_other() -> None:
    _, surface, _, _ = drawn(balances(), 499.0)
    bold = {words.string for words in surface.words if words.font == "bold"}
    plain = {words.string for words in surface.words if words.font == "text"}
    assert {"−46,212", "−91", "−20", "2023"} <= bold
    assert {"4,731", "131", "2015"} <= plain
    assert "131" not in bold
    assert "2015" not in bold


@pytest.mark.parametrize("highlight", ["", "Eastbury"])
def test_the_earlier_dot_lies_on_the_later_one_that_would_cover_it(highlight: str) -> None:
    _, surface, _, _ = drawn(replace(balances(), highlight=highlight), 499.0)
    looks = {(LIGHT.context, LIGHT.paper), (LIGHT.highlight, LIGHT.paper)}
    dots = [path for path, paint in surface.paths if (paint.fill, paint.stroke) in looks]
    sizes = [round(max(x) - min(x), 1) for x in ([numbers[-2] for _, numbers in dot if numbers] for dot in dots)]
    small, large = min(sizes), max(sizes)
    # the row that falls far: the small one first, as they do not meet; the others: the large one below
    assert sizes.count(small) == sizes.count(large) == len(BALANCES)
    assert sorted(zip(sizes[::2], sizes[1::2], strict=True)) == [(small, large), (large, small), (large, small)]


def test_dots_that_do_not_meet_are_drawn_in_the_order_of_their_years() -> None:
    _, surface, _, _ = drawn(sample_rows.rank_dumbbell(), 499.0)
    bold = {words.string for words in surface.words if words.font == "bold"}
    assert "2024" in bold
    assert "2017" not in bold


@pytest.mark.parametrize(("ends", "low"), [((-22.0, -2.0), "−2"), ((22.0, 2.0), "2")])
def test_a_value_that_the_line_of_zero_would_cross_stands_behind_it(ends: tuple[float, float], low: str) -> None:
    def points(at: int) -> tuple[Fact, ...]:
        return tuple(fact(f"{key}.{at}", value[at], decimals=0, year=2014 + at) for key, value in rows.items())

    rows = {"A": ends, "B": (-30.0, 30.0)}
    series = tuple(Series(str(2014 + at), text(str(2014 + at), term="year"), points(at)) for at in (0, 1))
    chart = replace(sample_rows.dumbbell(), categories=("A", "B"), series=series, rows=(), highlight="A")
    _, surface, _, _ = drawn(chart, 499.0)
    lines = [(path[0][1], path[1][1]) for path, _ in surface.paths if len(path) == 2]
    (zero,) = {one[0] for one, other in lines if one[0] == other[0]}
    (box,) = (words.box for words in surface.words if words.string == low)
    assert (box.x > zero) if ends[1] < 0 else (box.x + box.w < zero)


def test_the_years_stand_in_their_usual_order_though_the_first_row_fell() -> None:
    _, surface, _, _ = drawn(sample_rows.falling_dumbbell(), 499.0)
    left = {words.string: words.box.x for words in surface.words}
    assert left["2018"] < left["2023"]
    assert left["23.6"] < left["25.2"]


@pytest.mark.parametrize("height", [None, 180.0])
def test_the_name_of_a_row_stands_on_one_line_with_its_values(height: float | None) -> None:
    _, surface, _, _ = drawn(balances(), 499.0, height=height)
    lines = {words.string: words.y for words in surface.words}
    for place, earlier, later in (("Northam", "4,731", "−46,212"), ("Eastbury", "131", "−91")):
        assert lines[place] == pytest.approx(lines[earlier], abs=0.1)
        assert lines[place] == pytest.approx(lines[later], abs=0.1)
