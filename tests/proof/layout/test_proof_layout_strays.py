"""Loose texts that stand at one place on most slides: one that stands elsewhere is found, what has a reason is not."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.proof.findings import Box
from briefing.proof.layout.slide_geometry import check_strays
from briefing.proof.parsed_file import Element, Page, ParsedFile, Run

OFF_COLUMN: Box = (60.0, 460.0, 400.0, 480.0)


def text(name: str, box: Box) -> Element:
    return Element("text", name, box, ((Run("Read with care"),),))


def source(top: float) -> Element:
    return replace(text("Source", (60.0, top, 900.0, 520.0)), role="source")


def found(*last: Element, usual: tuple[Element, ...]) -> list[str]:
    """The elements of five slides, and those of a sixth → what is found on the sixth."""
    pages = [Page(number, 960, 540, usual) for number in range(1, 6)]
    deck = ParsedFile("a.pptx", "deck", b"", (*pages, Page(6, 960, 540, last)))
    return [
        one.location.element
        for one in check_strays(deck)
        if one.rule == "layout-zone" and "on 5 other slides" in one.what and one.location.page == 6
    ]


def moved(element: Element, across: float = 0.0, down: float = 0.0, wider: float = 0.0) -> Element:
    left, top, right, bottom = element.box or OFF_COLUMN
    return replace(element, box=(left + across, top + down, right + across + wider, bottom + down))


def test_a_text_elsewhere_is_found() -> None:
    one = text("Aside", OFF_COLUMN)
    assert found(one, usual=(one,)) == []
    assert found(moved(one, across=20), usual=(one,)) == ["Aside"]
    assert found(moved(one, down=-20), usual=(one,)) == ["Aside"]


def test_a_program_numbers_all_texts_of_a_slide_and_they_are_no_list() -> None:
    one, other = text("TextBox 5", OFF_COLUMN), text("TextBox 7", (60.0, 100.0, 400.0, 120.0))
    assert found(moved(one, across=20), other, usual=(one, other)) == ["TextBox 5"]


def test_the_items_of_a_list_stand_where_their_number_leads() -> None:
    first, second = text("Row 1", (60.0, 100.0, 400.0, 120.0)), text("Row 2", OFF_COLUMN)
    assert found(first, moved(second, down=-20), usual=(first, second)) == []


def test_a_box_of_another_size_was_laid_out_for_other_words() -> None:
    one = text("Aside", OFF_COLUMN)
    assert found(moved(one, across=20, wider=60), usual=(one,)) == []


def test_a_text_rises_with_the_source_line_below_it_and_by_as_much() -> None:
    one = text("Aside", OFF_COLUMN)
    assert found(moved(one, down=-14), source(486.0), usual=(one, source(500.0))) == []
    assert found(moved(one, down=-30), source(486.0), usual=(one, source(500.0))) == ["Aside"]
    assert found(moved(one, down=-14), source(500.0), usual=(one, source(500.0))) == ["Aside"]


def test_a_text_rises_with_the_subtitle_above_it_and_by_as_much() -> None:
    one, head = text("Aside", OFF_COLUMN), replace(text("Subtitle", (60.0, 110.0, 900.0, 130.0)), role="subtitle")
    assert found(moved(one, down=-31), moved(head, down=-31), usual=(one, head)) == []
    assert found(moved(one, down=-31), head, usual=(one, head)) == ["Aside"]
    assert found(moved(one, down=-20), moved(head, down=-31), usual=(one, head)) == ["Aside"]


def test_a_label_of_a_chart_stands_where_its_marks_do() -> None:
    one, chart = text("Scale mark", OFF_COLUMN), Element("chart", "Chart", (60.0, 120.0, 900.0, 470.0))
    assert found(moved(one, across=8), usual=(one,)) == ["Scale mark"]
    assert found(moved(one, across=8), chart, usual=(one, chart)) == []
