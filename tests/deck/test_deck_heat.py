"""The heat table of the deck: a native table whose shades follow the theme, and the scale below it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.assets import asset
from briefing.deck.ooxml.colours import Colours
from briefing.deck.plan.planning import plan
from briefing.deck.slides import Shape, Slide, TableBox, TextBox
from briefing.errors import LayoutError
from briefing.model.document import HeatCell, HeatRow, HeatTable, Section
from briefing.model.text import plain
from briefing.read import theme as read_theme
from tests.deck import checks
from tests.deck.sample import document, sections
from tests.deck.sample_charts import t
from tests.deck.samples import THEME
from tests.deck.test_deck_write import slide_of

INK = read_theme(asset("themes/ink.toml"))


def cell(value: str, step: int) -> HeatCell:
    return HeatCell(t(value), step)


def heat(rows: int = 3, years: int = 6, value: str = "25", detail: str = "") -> HeatTable:
    """Rows whose values climb through all steps, one of them without a value."""
    made = tuple(
        HeatRow(
            t(f"City {row}"),
            t(detail),
            tuple(cell("–", 0) if (row, at) == (1, 1) else cell(value, 1 + at % 5) for at in range(years)),
        )
        for row in range(rows)
    )
    scale = tuple(cell(f"{10 * step}–{10 * step + 9}", step) for step in range(1, 6))
    return HeatTable(t("Place"), tuple(t(str(2012 + at)) for at in range(years)), made, scale, 1, t("Heat table: x."))


def slide(block: HeatTable, *, points: bool = True) -> Slide:
    base = sections()[2]
    section: Section = replace(base, blocks=(block,), points=base.points[:1] if points else (), ask=())
    return plan(document(only=(section,)), INK)[1]


def table(found: Slide) -> TableBox:
    return next(item for item in found.elements if isinstance(item, TableBox))


def test_the_row_in_focus_has_an_edge_in_none_of_the_colours_of_shades_and_no_other_row_has() -> None:
    made = slide(heat())
    grid = table(made)
    (edge,) = [item for item in made.elements if isinstance(item, Shape) and item.name == "Row in focus"]
    assert (edge.fill, edge.line) == ("", "ink")
    assert edge.box.y == pytest.approx(grid.box.y + grid.heights[0] + grid.heights[1] + edge.weight / 2)
    assert (edge.box.x, edge.box.x1) == pytest.approx((grid.box.x + grid.widths[0], grid.box.x1)), "clear of its name"
    assert edge.box.h == pytest.approx(grid.heights[2] - edge.weight)
    without = slide(replace(heat(), highlight=None))
    assert [item.name for item in without.elements if item.name == "Row in focus"] == []


def test_the_second_row_has_its_colour_and_an_edge_that_does_not_meet_that_of_the_row_in_focus() -> None:
    made = slide(replace(heat(), second=2))
    first, second = (
        next(item for item in made.elements if isinstance(item, Shape) and item.name == name)
        for name in ("Row in focus", "Second row")
    )
    assert second.line == "accent"
    assert first.box.y1 + first.weight / 2 <= second.box.y - second.weight / 2 + 1e-6
    assert [row[0].style.lead for row in table(made).rows[1:]] == ["ink", "highlight", "accent_text"]


def test_each_value_stands_on_its_shade_and_one_that_is_missing_on_none() -> None:
    made = table(slide(heat()))
    assert made.fills[0] == ("",) * 7
    assert made.fills[1] == ("", "heat_1", "heat_2", "heat_3", "heat_4", "heat_5", "heat_1")
    assert made.fills[2][2] == ""
    texts = [cell.style.colour for cell in made.rows[1][1:]]
    assert texts == ["ink", "ink", "ink", "paper", "paper", "ink"]
    assert made.rows[2][2].style.colour == "ink_3"
    assert plain(made.rows[2][2].text) == "–"
    assert [row[0].style.lead for row in made.rows[1:]] == ["ink", "highlight", "ink"]


@pytest.mark.parametrize(
    "block",
    [heat(), heat(12, 12), heat(8, 10, "over 27,000"), heat(3, 4, "1,234.5", "billion yuan, current prices")],
    ids=["usual", "full", "bounds", "details"],
)
def test_a_heat_table_keeps_the_rules_of_every_slide(block: HeatTable) -> None:
    for points in (True, False):
        if points and len(block.rows) == 12:
            continue
        found = slide(block, points=points)
        assert [line for check in checks.CHECKS for line in check(found)] == []
        made = table(found)
        assert sum(made.widths) == pytest.approx(made.box.w)
        lowest = max(item.box.y + item.box.h for item in found.elements if item.name.startswith("Scale"))
        above = [item.box.y for item in found.elements if item.name in ("Point rule 1", "Source rule")]
        assert made.box.y + made.box.h < lowest < min(above)


def test_the_scale_shows_each_step_with_its_values() -> None:
    found = slide(heat())
    boxes = [item for item in found.elements if isinstance(item, TextBox) and item.name.startswith("Scale ")]
    assert [(box.fill, plain(box.paragraphs[0].text)) for box in boxes] == [
        (f"heat_{step}", f"{10 * step}–{10 * step + 9}") for step in range(1, 6)
    ]
    assert plain(next(item for item in found.elements if item.name == "Scale").paragraphs[0].text) == "Shades"  # type: ignore[union-attr]


def test_a_scale_of_long_values_has_narrower_boxes_until_it_has_no_room() -> None:
    def right(value: str) -> float:
        found = slide(replace(heat(), scale=tuple(cell(value, step) for step in range(1, 6))))
        assert [line for check in checks.CHECKS for line in check(found)] == []
        return max(item.box.x1 for item in found.elements if item.name.startswith("Scale ")) - table(found).box.x1

    assert right("2,724bn–2,930bn") < right("2,724.3bn–2,930.9bn") <= 0
    with pytest.raises(LayoutError, match="points too wide"):
        right("12,724.35bn–12,930.95bn")


def test_years_that_have_no_room_are_refused() -> None:
    with pytest.raises(LayoutError, match=r"heat table: rows of 12 periods have no room"):
        slide(heat(12, 12, "at least 1,234,567,890,123"))


def test_the_native_table_takes_its_shades_from_the_theme() -> None:
    made = slide_of(table(slide(heat())))
    name = "ppt/slides/slide1.xml"
    assert made.values(name, "//a:tr[2]/a:tc[2]/a:tcPr/a:solidFill/a:schemeClr/@val") == ["accent1"]
    assert made.values(name, "//a:tr[2]/a:tc[2]/a:tcPr/a:solidFill/a:schemeClr/a:lumOff/@val")
    assert (
        len(made.find(name, "//a:tcPr/a:pattFill")) == len(made.find(name, "//a:tr[3]/a:tc[3]/a:tcPr/a:pattFill")) == 1
    )
    assert made.values(name, "//a:tcPr/a:lnR/@w") == ["0"] * 7 + (["0"] + ["19050"] * 6) * 3
    assert made.values(name, "//a:tblPr/@firstRow") == ["1"]
    assert Colours(THEME, dark=True).colour("heat_5") == '<a:schemeClr val="accent1"><a:satMod val="100000"/>' + (
        '<a:lumMod val="100000"/></a:schemeClr>'
    )


def test_a_dashed_line_stands_before_a_value_on_a_new_base() -> None:
    block = heat()
    first, *others = block.rows
    broken = replace(first, cells=(*first.cells[:3], replace(first.cells[3], new_base=True), *first.cells[4:]))
    found = slide(replace(block, rows=(broken, *others)))
    (line,) = (item for item in found.elements if item.name.startswith("Break"))
    made = table(found)
    assert isinstance(line, Shape)
    assert line.dash
    assert line.box.x == pytest.approx(made.box.x + sum(made.widths[:4]))
    assert (line.box.y, line.box.h) == pytest.approx((made.box.y + made.heights[0], made.heights[1]))


def test_the_rule_below_the_years_is_one_line() -> None:
    found = slide(heat())
    rule, made = next(item for item in found.elements if item.name == "Heat rule"), table(found)
    assert (rule.box.y, rule.box.w) == (made.box.y + made.heights[0], made.box.w)


def test_grounds_that_are_not_those_of_all_cells_are_refused() -> None:
    made = table(slide(heat()))
    with pytest.raises(LayoutError, match="give each row all its cells"):
        slide_of(replace(made, fills=made.fills[:-1]))


def test_a_chinese_year_and_month_may_stand_on_two_lines_so_that_twelve_months_have_room() -> None:
    months = tuple(t(f"{at}月" if at > 1 else "2023年1月") for at in range(1, 13))
    found = slide(replace(heat(3, 12), years=months))
    assert {check.__name__: check(found) for check in checks.CHECKS if check(found)} == {}
