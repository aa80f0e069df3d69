"""Ranks among hundreds of places: the chart is no taller than a page, and its scale names round places."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import charts
from briefing.charts import vector
from briefing.charts.vector.drawing_surface import Segment
from briefing.model.chart import Chart, Column, Series
from briefing.model.text import text
from tests.charts import samples
from tests.charts.given import fact
from tests.charts.test_vector import drawn, overlaps, strings

YEARS = tuple(str(year) for year in range(2014, 2024))


def ranks(worst: int) -> Chart:
    series = tuple(
        Series(name, text(name), tuple(fact(f"{name}.{year}", place, "rank", decimals=0) for year in YEARS))
        for name, place in (("Ashby", 1.0), ("Brook", 2.0), ("Corby", float(worst)))
    )
    return Chart("bump", "en", YEARS, series, "Corby", alt=text("Ranks."))


@pytest.mark.parametrize("worst", [12, 40, 153, 200])
def test_ranks_among_many_places_have_room_on_a_page(worst: int) -> None:
    chart = ranks(worst)
    canvas, surface, _, plot = drawn(chart, 499.0)
    assert vector.height_for(plot, vector.PAGE, 499.0, surface) < 400
    assert overlaps(strings(surface)) == []
    assert all(box.x >= 0 and box.x + box.w <= canvas.width for _, box in strings(surface))
    scale = [int(said) for said, box in strings(surface) if said.isdigit() and box.x < 40 and said not in YEARS]
    assert scale[0] == 1
    assert all(place == 1 or place % 5 == 0 for place in scale) or len(scale) == worst


def test_words_on_ranks_past_the_last_stand_below_the_years_and_no_place_is_numbered_for_them() -> None:
    chart = ranks(25)
    *others, fallen = chart.series
    first = fact(f"Corby.{YEARS[0]}", 3.0, "rank", decimals=0)
    fallen = replace(fallen, points=(first, *fallen.points[1:]))
    _, surface, _, _ = drawn(replace(chart, series=(*others, fallen), highlight="Ashby"), 499.0)
    said = strings(surface)
    (below,) = (box for words, box in said if "25th" in words)
    assert below.y + below.h <= min(box.y for words, box in said if words in YEARS)
    assert {words for words, box in said if box.x < 40 and words.isdigit() and words not in YEARS} == {"1", "2", "3"}


def test_of_many_years_the_ends_have_marks_and_of_what_is_named_each_new_rank() -> None:
    years = tuple(str(year) for year in range(2001, 2025))
    places = {"Ashby": [3.0] * 5 + [2.0] * 9 + [1.0] * 10, "Brook": [1.0] * 14 + [2.0] * 10}
    series = tuple(
        Series(name, text(name), tuple(fact(f"{name}.{year}", place, "rank", decimals=0)
                                       for year, place in zip(years, own, strict=True)))
        for name, own in places.items()
    )  # fmt: skip
    made = charts.plot(Chart("bump", "en", years, series, "Ashby", alt=text("Ranks.")))
    marked = [[at for at, label in enumerate(item.labels) if label] for item in made.series]
    assert marked == [[0, 5, 14, 23], [0, 23]]
    few = charts.plot(Chart("bump", "en", years[:12], tuple(
        replace(item, points=item.points[:12]) for item in series), "Ashby", alt=text("Ranks.")))  # fmt: skip
    assert all(all(item.labels) for item in few.series)


def test_each_rank_of_few_years_stands_in_a_disc_of_its_own_and_no_scale_repeats_it() -> None:
    places = {"Ashby": (1.0, 2.0, 1.0, 1.0), "Brook": (2.0, 1.0, 2.0, 3.0), "Corby": (3.0, 3.0, 3.0, 2.0)}
    series = tuple(
        Series(name, text(name), tuple(fact(f"{name}.{at}", place, "rank", decimals=0) for at, place in enumerate(own)))
        for name, own in places.items()
    )
    chart = Chart("bump", "en", YEARS[:4], series, "Ashby", alt=text("Ranks."))
    canvas, surface, _, _ = drawn(chart, 330.0)
    printed = [(words, box) for words, box in strings(surface) if words in ("1", "2", "3")]
    assert sorted(words for words, _ in printed) == ["1"] * 4 + ["2"] * 4 + ["3"] * 4
    filled = {canvas.colour("highlight"), canvas.colour("context")}
    discs = [bounds for segments, paint in surface.paths if paint.fill in filled and (bounds := _bounds(segments))]
    for _, box in printed:
        x, y = box.x + box.w / 2, box.y + box.h / 2
        assert sum(left < x < right and low < y < high for left, low, right, high in discs) == 1


def _bounds(segments: tuple[Segment, ...]) -> tuple[float, float, float, float]:
    xs, ys = ([number for _, place in segments for number in place[at::2]] for at in (0, 1))
    return min(xs), min(ys), max(xs), max(ys)


def test_ranks_without_room_for_discs_have_small_marks_and_a_scale() -> None:
    _, surface, _, _ = drawn(ranks(40), 330.0)
    assert any(words == "1" and box.x < 40 for words, box in strings(surface))


@pytest.mark.parametrize(("worst", "flat"), [(7, True), (10, False)])
def test_few_places_with_chinese_names_have_room_in_a_chart_as_flat_as_others(worst: int, flat: bool) -> None:
    made = ranks(worst)
    names = ("安溪", "博林", "长岛")
    wide = replace(
        made, series=tuple(replace(of, name=text(name)) for of, name in zip(made.series, names, strict=True))
    )
    least, usual = (
        [of(charts.plot(chart), vector.PAGE, 330.0, drawn(chart)[1]) for chart in (made, wide)]
        for of in (vector.least_height_for, vector.height_for)
    )
    assert usual[0] == usual[1]
    assert (least[1] < 0.9 * usual[1]) == flat
    assert least[1] >= least[0]
    _, surface, _, _ = drawn(wide, height=least[1])
    assert overlaps(strings(surface)) == []


def test_a_long_head_over_short_numbers_leaves_the_lines_their_width() -> None:
    chart = samples.bump()
    cells = tuple(text(f"+{at}") for at, _ in enumerate(chart.series))
    ends: dict[str, float] = {}
    for head in ("Places", "Places gained since 2017"):
        _, surface, _, plot = drawn(replace(chart, columns=(Column(text(head), cells),)), 330.0)
        assert overlaps(strings(surface)) == []
        ends[head] = max(box.x for words, box in strings(surface) if words == plot.categories[-1])
    assert len(set(ends.values())) == 1
