"""Ranks over many years on a slide: years thin out, dots stand where marks would touch, both ends print their ranks."""

from __future__ import annotations

import io
import itertools
import zipfile

import pytest
from msgspec.structs import replace

from briefing import charts, deck
from briefing.assets import asset
from briefing.deck.plan.charts.bump_chart import MARK
from briefing.deck.plan.planning import plan
from briefing.deck.slides import ChartBox, Slide, TextBox
from briefing.errors import LayoutError
from briefing.model.chart import Chart, Column, Series
from briefing.model.document import Point
from briefing.model.text import plain, text
from briefing.read import theme
from tests.charts import given
from tests.deck.sample import document, sections


def ranks(count: int) -> Chart:
    years = tuple(str(1950 + at) for at in range(count))
    series = tuple(
        Series(
            name,
            text(name, term="name"),
            tuple(given.fact(f"{name}.at({year})", 1.0 + (at + own) % 2, decimals=0) for at, year in enumerate(years)),
        )
        for own, name in enumerate(("Ashby", "Brook"))
    )
    return Chart("bump", "en", years, series, "Ashby", alt=text("Ranks."))


def slide(shown: int | Chart) -> Slide:
    chart = ranks(shown) if isinstance(shown, int) else shown
    section = replace(sections()[0], title=text("It rose"), blocks=(chart,), points=())
    return plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1]


def texts(page: Slide, begins: str) -> list[TextBox]:
    return [item for item in page.elements if isinstance(item, TextBox) and item.name.startswith(begins)]


@pytest.mark.parametrize("count", [12, 34, 60])
def test_the_years_over_ranks_do_not_touch_and_both_ends_are_named(count: int) -> None:
    years = sorted(texts(slide(count), "Year "), key=lambda item: item.box.x)
    assert (years[0].name, years[-1].name) == ("Year 1950", f"Year {1949 + count}")
    assert all(one.box.x + one.box.w < other.box.x for one, other in itertools.pairwise(years))


def test_the_head_of_the_numbers_stands_clear_of_the_last_year_over_short_names() -> None:
    chart = ranks(8)
    short = tuple(
        replace(series, name=text(name, term="name")) for series, name in zip(chart.series, "AB", strict=True)
    )
    cells = (text("0"), text("0"))
    page = slide(replace(chart, series=short, columns=(Column(text("Since 1950"), cells),)))
    (head,), years = texts(page, "Head"), texts(page, "Year ")
    assert max(item.box.x + item.box.w for item in years) < head.box.x


def test_dots_of_many_years_print_no_ranks_and_both_ends_do() -> None:
    page = slide(60)
    chart = next(item for item in page.elements if isinstance(item, ChartBox))
    assert not any(label for series in chart.plot.series for label in series.labels)
    assert [item.name for item in texts(page, "First ")] == ["First Ashby"]
    assert len(texts(page, "Name ")) == 2


def test_more_years_than_dots_fit_are_refused() -> None:
    with pytest.raises(LayoutError, match="of these marks fit side by side"):
        slide(120)


def test_a_place_whose_line_would_be_nowhere_is_refused_by_name() -> None:
    few = ranks(12)
    far = replace(few.series[1], points=tuple(replace(one, value=40.0) for one in few.series[1].points if one))
    with pytest.raises(LayoutError, match="Brook is never among the first 2") as caught:
        charts.plot(replace(few, series=(few.series[0], far)))
    assert "leave Brook out" in caught.value.findings[0].fix
    near = replace(far, points=tuple(replace(one, value=20.0) for one in far.points if one))
    assert charts.plot(replace(few, series=(few.series[0], near))).axis.high == 20


def test_marks_of_many_years_stand_at_the_ends_alone_and_those_of_few_at_each() -> None:
    def points(count: int) -> list[int]:
        section = replace(sections()[0], title=text("It rose"), blocks=(ranks(count),), points=())
        written = deck.write(document(only=(section,)), theme(asset("themes/ink.toml")))
        with zipfile.ZipFile(io.BytesIO(written.files[".pptx"])) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
        (part,) = (part for part in parts if part.count("<c:ser>") == 2)
        return [series.count("<c:dPt>") for series in part.split("<c:ser>")[1:]]

    assert points(12) == [0, 0]  # the mark of each series is that of its points
    assert points(60) == [2, 2]


def fallen(*places: int) -> Chart:
    """One line that begins far below and rises to the second place, and one at the first place."""
    years = tuple(str(1950 + at) for at in range(len(places)))
    lines = {"Ashby": (1,) * len(places), "Brook": places}
    series = tuple(
        Series(name, text(name, term="name"), tuple(
            given.fact(f"{name}.at({year})", float(place), decimals=0) for year, place in zip(years, held, strict=True)
        ))
        for name, held in lines.items()
    )  # fmt: skip
    return Chart("bump", "en", years, series, "Ashby", alt=text("Ranks."))


def beside(chart: Chart) -> Slide:
    points = (Point(text("Why", bold=True), text("It was counted anew.")), Point(text("Who", bold=True), text("All.")))
    section = replace(sections()[0], title=text("It rose"), blocks=(chart,), points=points)
    return plan(document(only=(section,)), theme(asset("themes/ink.toml")))[1]


def test_the_first_point_stands_where_the_lines_of_ranks_leave_room_and_the_others_below() -> None:
    page = beside(fallen(7, 6, 2, 2, 2, 2))
    (corner,) = (item for item in page.elements if item.name == "Corner")
    chart = next(item for item in page.elements if isinstance(item, ChartBox))
    assert chart.inner.y < corner.box.y < chart.inner.y1
    assert not [item for item in texts(page, "Name ") if item.box.touches(corner.box)]
    assert [item.name for item in texts(page, "Point ")] == ["Point 1"]


def test_points_stand_below_ranks_that_leave_no_room() -> None:
    page = beside(ranks(12))
    assert not [item for item in page.elements if item.name == "Corner"]
    assert [item.name for item in texts(page, "Point ")] == ["Point 1", "Point 2"]


def test_words_on_ranks_below_the_scale_stand_below_the_chart_and_a_name_at_the_end_of_a_short_line() -> None:
    chart = fallen(2, 3, 40, 50)
    third = replace(chart.series[0], key="Corby", name=text("Corby"), points=(*chart.series[0].points[:3], None))
    page = slide(replace(chart, series=(*chart.series, replace(third, points=tuple(
        one and replace(one, value=4.0) for one in third.points)))))  # fmt: skip
    (below,) = texts(page, "Below the scale")
    (drawn,) = (item for item in page.elements if isinstance(item, ChartBox))
    assert drawn.inner.y1 + MARK / 2 <= below.box.y + 0.01
    assert [item.name for item in texts(page, "Name ")] == ["Name Ashby"]
    assert sorted(plain(item.paragraphs[0].text) for item in texts(page, "Remark ")) == ["Brook", "Corby"]


def test_more_lines_than_can_be_distinguished_are_refused() -> None:
    chart = fallen(2, 3)
    many = tuple(
        replace(chart.series[1], key=f"Isle {at}", name=text(f"Isle {at}"), points=tuple(
            one and replace(one, value=2.0 + at) for one in chart.series[1].points))
        for at in range(15)
    )  # fmt: skip
    assert charts.plot(replace(chart, series=many)).axis.high == 16
    with pytest.raises(LayoutError, match="16 lines, and at most 15") as caught:
        charts.plot(replace(chart, series=(chart.series[0], *many)))
    assert caught.value.findings[0].fix == "write `top: 10`"


def test_more_lines_that_leave_the_scale_than_can_be_named_below_it_are_refused() -> None:
    chart = fallen(2, 60)
    many = tuple(
        replace(chart.series[1], key=f"Isle {at}", name=text(f"Isle {at}"), points=tuple(
            one and replace(one, value=one.value + at) for one in chart.series[1].points))
        for at in range(7)
    )  # fmt: skip
    assert len(charts.plot(replace(chart, series=(chart.series[0], *many[:6]))).series) == 7
    with pytest.raises(LayoutError, match="7 lines leave the first 8 places"):
        charts.plot(replace(chart, series=(chart.series[0], *many)))
