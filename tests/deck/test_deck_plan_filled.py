"""No band of a slide stays empty: what a title leaves is the evidence's, one point stands below, small tables grow."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.plan import grid
from briefing.deck.plan.charts.point_labels import STRONG_SIZE
from briefing.deck.plan.cover_chart import PANEL
from briefing.deck.plan.planning import plan
from briefing.deck.plan.text import fit
from briefing.deck.slides import ChartBox, Shape, Slide, TableBox, TextBox, TextStyle
from briefing.errors import LayoutError
from briefing.model.chart import Chart
from briefing.model.document import Document, Table
from briefing.model.text import Text, plain, text
from briefing.pipeline.build import editions
from briefing.read import theme
from tests.charts import samples
from tests.charts.sample_planes import strip_of
from tests.deck import checks
from tests.deck.sample import document, point, sections
from tests.invented import Invented, project

THEME = theme(asset("themes/ink.toml"))
LONG = text("A title that is so long that it takes the two lines which a slide of this deck has for it")


def slide(*blocks: Chart | Table, title: str = "It rose", points: int = 0, part: Text = ()) -> Slide:
    shown = tuple(point(f"Point {at}", "It says why.") for at in range(points))
    given = replace(sections()[0], title=text(title), blocks=blocks, points=shown, ask=())
    deck = document(only=(given,))
    if part:
        deck = replace(deck, parts=tuple(replace(item, name=part) for item in deck.parts))
    made = plan(deck, THEME)[1]
    assert [found for check in checks.CHECKS for found in check(made)] == []
    return made


def cover(chart: Chart | None) -> Slide:
    given: Document = replace(document(), cover=chart)
    return plan(given, THEME)[0]


def texts(made: Slide, start: str) -> list[TextBox]:
    return [item for item in made.elements if isinstance(item, TextBox) and item.name.startswith(start)]


def chart_of(made: Slide) -> ChartBox:
    return next(item for item in made.elements if isinstance(item, ChartBox))


@pytest.mark.parametrize("block", [samples.lines(), samples.bar()])
def test_a_line_that_the_title_leaves_is_given_to_the_chart(block: Chart) -> None:
    short, full = chart_of(slide(block)), chart_of(slide(block, title=plain(LONG)))
    assert short.box.h == pytest.approx(full.box.h + grid.TITLE_STYLES[0].leading)
    assert short.box.y + short.box.h == pytest.approx(full.box.y + full.box.h)


def test_a_small_table_is_set_larger_and_a_wordy_one_as_usual() -> None:
    small = Table((text("Source"), text("Value")), ((text("Wind"), text("Much")),) * 3, align="lr")
    wordy = Table(
        (text("Source"), text("Value")), ((text("Wind"), text("It says much about this. " * 16)),) * 3, align="ll"
    )
    sizes = []
    for block in (small, wordy):
        box = next(item for item in slide(block).elements if isinstance(item, TableBox))
        sizes.append(box.rows[1][1].style.size)
    assert sizes[0] > sizes[1]


def test_a_table_that_reaches_the_rule_below_it_has_no_last_rule_of_its_own() -> None:
    def ended(words: int) -> bool:
        rows = ((text("Wind"), text("It says much about this. " * words)),) * 4
        block = Table((text("Source"), text("Value")), rows, align="ll")
        box = next(item for item in slide(block).elements if isinstance(item, TableBox))
        return box.closed

    assert ended(1)
    assert not ended(9)


def test_the_foot_names_part_and_edition_once_each() -> None:
    header = document().header
    footer = slide(part=text("Another part")).footer
    assert plain(footer).startswith(f"Another part · {plain(header)} · ")
    assert [run.text for run in footer if run.bold] == ["Another part"]
    assert plain(slide(part=header).footer).count(plain(header)) == 1
    given = text(plain(header), term="of the story's own")
    assert plain(slide(part=given).footer).count(plain(header)) == 2


def test_a_cover_without_a_chart_has_no_empty_panel_and_a_larger_title() -> None:
    with_chart, without = cover(document().cover), cover(None)
    grounds = [[item for item in made.elements if item.name == "Ground"] for made in (with_chart, without)]
    assert [len(found) for found in grounds] == [1, 0]
    one, other = (texts(made, "Title")[0].paragraphs[0].style.size for made in (with_chart, without))
    assert other > one


def test_a_line_on_the_cover_prints_both_ends_of_the_line_in_focus_and_names_the_others() -> None:
    chart = samples.lines()
    made = cover(chart)
    drawn = chart_of(made)
    assert PANEL.x < drawn.inner.x
    assert drawn.inner.x + drawn.inner.w <= grid.WIDTH
    known = [value for series in drawn.plot.series for value in series.values if value is not None]
    assert drawn.plot.axis.low == min(0.0, *known)  # from zero
    assert len(texts(made, "Hero 1")) == len(texts(made, "First value")) == 1
    assert len(texts(made, "Name ")) == len(chart.series) - 1
    assert [plain(item.paragraphs[0].text) for item in texts(made, "First year") + texts(made, "Last year")] == [
        chart.categories[0],
        chart.categories[-1],
    ]


def test_a_lone_line_on_the_cover_keeps_its_first_value_though_it_falls_at_once() -> None:
    chart = samples.low_start()
    assert len(texts(cover(replace(chart, series=chart.series[2:], highlight="high", second=None)), "First value")) == 1


def test_a_first_value_on_the_cover_that_would_be_read_as_another_lines_is_left_out() -> None:
    assert texts(cover(samples.low_start()), "First value") == []


def test_the_subtitle_of_slopes_on_the_cover_stands_above_their_highest_value() -> None:
    chart = document().cover
    assert chart is not None
    made = cover(replace(chart, subtitle=text("Multiples of 2014")))
    (measure,) = texts(made, "Measure")
    assert plain(measure.paragraphs[0].text) == "Multiples of 2014"
    (hero,) = texts(made, "Hero 1")
    assert measure.box.y + measure.box.h <= hero.box.y
    assert texts(cover(replace(chart, subtitle=())), "Measure") == []


def test_a_cover_refuses_a_chart_that_it_has_no_place_for() -> None:
    with pytest.raises(LayoutError, match="not for bar"):
        cover(replace(samples.lines(), kind="bar"))


def test_the_title_of_a_cover_comes_before_the_ground_of_its_chart() -> None:
    made = cover(document().cover)
    assert made.elements[0].name == "Title"
    ground = next(item for item in made.elements if isinstance(item, Shape) and item.name == "Ground")
    assert ground.box == PANEL


@pytest.mark.parametrize("count", [20, 54])
def test_the_first_value_of_a_long_line_stands_inside_its_chart_so_that_no_program_moves_the_ground(
    count: int, tmp_path: Path
) -> None:
    values = [12345.0 + (at * 37) % 11 * 900 for at in range(count)]
    story = "sections:\n  - {id: a, title: Visits, subtitle: auto, chart: {kind: line, series: [visits]}}\n"
    (whole,) = editions(project(tmp_path / "mine", Invented(values=values, unit="people"), story), only=["letter"])
    drawn = chart_of(plan(whole.document, THEME)[1])
    label = drawn.plot.series[0].labels[0]
    assert label is not None
    assert label.side != "right"
    half = fit.width(label.text, TextStyle(STRONG_SIZE, STRONG_SIZE, bold=True)) / 2
    first = drawn.inner.x + drawn.inner.w / len(drawn.plot.categories) / 2
    assert first - half >= drawn.box.x - 0.01


def test_columns_of_a_table_are_as_wide_as_their_cells_need_and_no_word_is_cut() -> None:
    rows = ((text("Wind"), text("It says much about this, in many words. " * 3), text("1,234,567")),) * 4
    wide = Table((text("Source"), text("What it says of the year"), text("Value")), rows, align="llr")
    box = next(item for item in slide(wide).elements if isinstance(item, TableBox))
    source, words, value = box.widths
    assert words > source + value
    assert sum(box.widths) == pytest.approx(grid.OWN.body.w)
    for row in box.rows:
        for cell, width in zip(row, box.widths, strict=True):
            longest = max(fit.width(text(word), cell.style) for word in plain(cell.text).split())
            assert longest <= width
    given = replace(wide, weights=(1.0, 1.0, 1.0))
    box = next(item for item in slide(given).elements if isinstance(item, TableBox))
    assert len(set(box.widths)) == 1


def test_a_chinese_cell_of_a_table_ends_its_lines_between_words_and_an_english_one_is_left_to_programs() -> None:
    words = ("企业", "2024年", "数据", "统计", "不称", "新设")
    chinese = "岛上渡轮企业数据由港口统计，2024年起新设航线不称旧线，" * 3
    english = "Ferries of the island are counted by the harbour, and new lines have been counted since then. " * 3
    head = (text("岛"), text("说明"), text("Note"))
    block = Table(head, ((text("东岛"), text(chinese), text(english)),), align="lll")
    box = next(item for item in slide(block).elements if isinstance(item, TableBox))
    _, cell, note = (plain(one.text) for one in box.rows[1])
    lines = cell.split("\n")
    assert len(lines) > 1
    assert "".join(lines) == chinese
    assert all(sum(line.count(word) for line in lines) == chinese.count(word) for word in words)
    assert "\n" not in note


@pytest.mark.parametrize(("least", "marked"), [(50.0, True), (0.0, False)])
def test_a_strip_whose_scale_does_not_begin_at_zero_is_marked_at_its_lowest_number(least: float, marked: bool) -> None:
    marks = texts(slide(strip_of(least + number for number in range(20))), "Scale mark")
    assert [plain(mark.paragraphs[0].text) for mark in marks] == ["//"] * marked


def test_two_strips_side_by_side_have_marks_of_different_names() -> None:
    chart = strip_of(50.0 + number for number in range(20))
    made = slide(*(replace(chart, title=text(word)) for word in ("North", "South")))
    assert len({mark.name for mark in texts(made, "Scale mark")}) == 2
