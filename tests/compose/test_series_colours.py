"""An indicator that is second in a chart of several has its colour in columns of its own."""

from __future__ import annotations

from msgspec.structs import replace

from briefing import charts
from briefing.compose.series_colours import in_one_colour
from briefing.model.chart import Chart, Series
from briefing.model.dataset import Observation
from briefing.model.document import Part, Section
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.text import text

YEARS = (2021, 2022, 2023)


def series(indicator: str, key: str = "") -> Series:
    points = []
    for at, year in enumerate(YEARS, start=1):
        row = Observation(indicator, "Skerry", Period.year(year), 10.0 * at, "tonnes", "OFFICE")
        name = f"{key or indicator}.at({year})"
        points.append(Fact(name, "value", row.value, "tonnes", "=", 0, "", (row,), indicator=key, period=row.period))
    return Series(key or indicator, text(indicator), tuple(points))


def chart(kind: str, *shown: Series, highlight: str = "", second: str = "") -> Chart:
    periods = tuple(map(Period.year, YEARS))
    return Chart(kind, "en", tuple(map(str, YEARS)), shown, highlight, second, periods=periods, alt=text("Alt."))


def coloured(*given: Chart) -> list[Chart]:
    section = Section("catch", text("Catch rose"), blocks=given)
    (part,) = in_one_colour((Part("all", (), (), (), (section,)),))
    return [block for block in part.sections[0].blocks if isinstance(block, Chart)]


LINES = chart("line", series("herring"), series("cod"), highlight="herring", second="cod")


def test_columns_of_what_is_second_elsewhere_have_its_colour_and_the_last_value_in_bold() -> None:
    _, lone, changes, other = coloured(
        LINES,
        chart("columns", series("cod")),
        chart("columns", series("cod", "cod_change")),
        chart("columns", series("herring")),
    )
    (made,) = charts.plot(lone).series
    assert made.roles == ("second",) * 3
    assert [label.strong for label in made.labels if label] == [False, False, True]
    assert charts.plot(changes).series[0].roles == ("second",) * 3
    assert charts.plot(other).series[0].roles == ("context", "context", "highlight")


def placed(place: str) -> Series:
    shown = series("landings", place)
    points = [replace(fact, entity=place) for fact in shown.points if fact is not None]
    return replace(shown, points=tuple(points))


def test_the_colour_of_the_place_that_is_second_is_given_to_nothing_else() -> None:
    places = chart("line", placed("Skerry"), placed("Holm"), highlight="Skerry", second="Holm")
    catch = chart("columns", series("herring"), series("cod"), series("ling"), highlight="herring")
    *_, made = coloured(places, catch)
    assert [one.role for one in charts.plot(made).series] == ["highlight", "context", "series_3"]
    (made,) = coloured(catch)
    assert [one.role for one in charts.plot(made).series] == ["highlight", "second", "series_3"]
    *_, made = coloured(places, replace(catch, second="ling"))
    assert [one.role for one in charts.plot(made).series] == ["highlight", "series_3", "second"]


def test_what_leads_in_one_chart_and_is_second_in_another_has_no_colour_of_its_own() -> None:
    turned = replace(LINES, highlight="cod", second="herring")
    *_, lone = coloured(LINES, turned, chart("columns", series("cod")))
    assert charts.plot(lone).series[0].roles == ("context", "context", "highlight")
    (lone,) = coloured(chart("columns", series("cod")))
    assert charts.plot(lone).series[0].roles == ("context", "context", "highlight")


def test_a_column_that_the_story_highlights_stands_out_from_the_others() -> None:
    _, lone = coloured(LINES, chart("columns", series("cod"), highlight="2022"))
    (made,) = charts.plot(lone).series
    assert made.roles == ("context", "highlight", "context")
    assert [label.strong for label in made.labels if label] == [False, True, False]


def test_a_part_of_a_whole_has_no_colour_that_means_a_place() -> None:
    places = chart("line", placed("Skerry"), placed("Holm"), highlight="Skerry", second="Holm")
    parts = chart("share", series("herring"), series("cod"), series("ling"), highlight="herring")
    *_, made = coloured(places, parts)
    assert made.colours
    assert "second" not in dict(made.colours).values()
