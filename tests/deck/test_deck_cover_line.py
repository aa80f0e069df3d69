"""A line on the cover: its last value large, whose it is, and its first, whatever breaks, gaps and bases it has."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan.planning import plan
from briefing.deck.slides import ChartBox, Slide, TextBox
from briefing.model.chart import Chart, Column, Series, SeriesResult
from briefing.model.chart_remarks import Annotation, SeriesBreak
from briefing.model.fact import Measure
from briefing.model.text import plain, text
from briefing.read import theme
from tests.charts import given
from tests.deck.sample import document

THEME = theme(asset("themes/ink.toml"))
YEARS = tuple(str(year) for year in range(2014, 2024))
RISING = {year: float(10 + year - 2014) for year in range(2014, 2024)}


def series(key: str, values: dict[int, float], measure: Measure = "value") -> Series:
    return Series(key, text(key.title(), term="name"), given.run(key, values, YEARS, measure=measure))


def line(*lines: Series, **more: object) -> Chart:
    return replace(Chart("line", "en", YEARS, lines, lines[0].key, alt=text("A line.")), **more)


def cover(chart: Chart) -> Slide:
    return plan(replace(document(), cover=chart), THEME)[0]


def said(made: Slide, start: str) -> list[str]:
    found = [item for item in made.elements if isinstance(item, TextBox) and item.name.startswith(start)]
    return [plain(paragraph.text) for item in found for paragraph in item.paragraphs]


def test_the_large_value_is_that_after_a_break_and_the_first_that_before_it() -> None:
    broken = SeriesBreak("visits", "2016", "2017", text("New count"), refused=True)
    made = cover(line(series("visits", RISING), breaks=(broken,)))
    assert (said(made, "Hero 1"), said(made, "Hero name"), said(made, "First value")) == (["19"], ["Visits"], ["10"])
    drawn = next(item.plot for item in made.elements if isinstance(item, ChartBox))
    assert [run.markers for run in drawn.series] == [True, True]


def test_a_remark_stands_at_its_point_clear_of_the_line_and_of_the_other_remarks() -> None:
    values = {year: 10.0 + (2 if year == 2017 else 0) + (year - 2014) for year in range(2014, 2024)}
    notes = tuple(Annotation("visits", year, text(f"{year}: here")) for year in ("2017", "2018"))
    made = cover(line(series("visits", values), annotations=notes))
    boxes = [item.box for item in made.elements if isinstance(item, TextBox) and item.name.startswith("Remark")]
    assert said(made, "Remark") == ["2017: here", "2018: here"]
    assert not boxes[0].touches(boxes[1])
    other = cover(line(series("visits", values), annotations=(Annotation("others", "2017", text("not here")),)))
    assert said(other, "Remark") == []


def test_a_gap_near_the_start_does_not_take_the_first_value_away() -> None:
    years = tuple(str(year) for year in range(1964, 2024))
    values = {year: 30.0 + abs(year - 1968) for year in range(1964, 2024) if year != 1966}
    visits = Series("visits", text("Visits", term="name"), given.run("visits", values, years))
    assert said(cover(replace(line(visits), categories=years)), "First value") == ["34"]


def test_an_index_says_its_base_and_prints_its_last_value_once() -> None:
    values = {year: value * 10 for year, value in RISING.items()}
    made = cover(line(series("visits", values, "index"), baseline=text("2014 = 100", term="base"), ends=True))
    assert (said(made, "Hero 1"), said(made, "First value"), said(made, "First year")) == (["190"], [], ["2014 = 100"])


def test_the_line_in_focus_has_its_name_at_its_end_where_a_subtitle_stands_below_its_value() -> None:
    lines = series("visits", RISING), series("loans", {year: 2 * value for year, value in RISING.items()})
    assert said(cover(line(*lines)), "Name ") == ["Loans"]
    assert said(cover(line(*lines, subtitle=text("Thousands"))), "Name ") == ["Visits", "Loans"]
    assert said(cover(line(lines[0], subtitle=text("Thousands"))), "Name ") == []


def test_a_result_stands_large_with_its_detail_in_place_of_the_last_value() -> None:
    lines = series("visits", RISING), series("loans", {year: 2 * value for year, value in RISING.items()})
    result = SeriesResult("visits", text("50%"), text("of all loans, 2023"))
    made = cover(line(*lines, results=(result,), subtitle=text("Thousands")))
    assert (said(made, "Hero 1"), said(made, "Hero name")) == (["50%"], ["of all loans, 2023"])
    assert said(made, "Name ") == ["19", "Visits", "38", "Loans"]
    assert not any("50%" in words for words in said(made, "Result"))


def test_a_note_that_is_too_long_for_the_cover_stands_whole_in_its_notes() -> None:
    whole = "Provisional: 2022 and 2023. " + "The count was moved to another office and is not comparable. " * 9
    chart = line(series("visits", RISING))
    given = replace(
        document(), cover=chart, cover_note_line=text(whole), cover_note_line_least=text("Provisional: 2022 and 2023.")
    )
    made = plan(given, THEME)[0]
    assert said(made, "Note") == ["Provisional: 2022 and 2023."]
    assert whole in plain(made.notes)
    short = plan(replace(given, cover_note_line=text("Provisional: 2023.")), THEME)[0]
    assert (said(short, "Note"), "Provisional" in plain(short.notes)) == (["Provisional: 2023."], False)


def test_a_note_of_ridges_begins_below_their_words() -> None:
    years = tuple(Series(f"{year}", text(f"{year}"), series("visits", RISING).points) for year in range(2020, 2024))
    newest = Column(text("Visits"), (text("19"), text("in April 2023")))
    ridges = replace(line(*years), kind="ridge", columns=(newest,))
    made = plan(replace(document(), cover=ridges, cover_note_line=text("Provisional: 2023.")), THEME)[0]
    boxes = {item.name: item.box for item in made.elements if isinstance(item, TextBox)}
    assert boxes["Note"].x == boxes["Measure"].x


@pytest.mark.parametrize(("value", "lifted"), [(0.0, False), (5.0, False), (5.0, True)])
def test_a_line_that_never_changes_is_drawn_on_its_ground(value: float, lifted: bool) -> None:
    made = cover(replace(line(series("rate", dict.fromkeys(range(2014, 2024), value))), lifted=lifted))
    (box,) = (element for element in made.elements if isinstance(element, ChartBox))
    assert box.plot.axis.low <= value <= box.plot.axis.high
    assert (said(made, "Hero 1"), box.plot.axis.low > 0) == ([f"{value:.0f}"], lifted)


def test_a_lifted_line_fills_its_ground_and_has_no_base_at_zero() -> None:
    values = {2019: 138.0, 2020: 129.0, 2021: 133.0, 2022: 143.0}

    def drawn(*, lifted: bool) -> tuple[float, bool]:
        made = cover(replace(line(series("jobs", values)), lifted=lifted))
        (box,) = (element for element in made.elements if isinstance(element, ChartBox))
        return box.plot.axis.low, any(element.name == "Base" for element in made.elements)

    assert drawn(lifted=False) == (0.0, True)
    low, base = drawn(lifted=True)
    assert 0 < low < 129
    assert not base


def test_a_result_that_is_the_last_value_leaves_the_first_value_at_the_first_point() -> None:
    result = SeriesResult("visits", text("19"), text("Visits, 2023"))
    made = cover(line(series("visits", RISING), results=(result,)))
    assert (said(made, "Hero 1"), said(made, "First value"), said(made, "Name ")) == (["19"], ["10"], [])
    other = cover(line(series("visits", RISING), results=(SeriesResult("visits", text("50%"), text("of loans")),)))
    assert (said(other, "First value"), said(other, "Name ")) == (["10"], ["19"])
