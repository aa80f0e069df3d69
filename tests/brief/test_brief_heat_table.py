"""The heat table of the brief: a tagged table on shades, and the scale below it."""

from __future__ import annotations

import re

import pikepdf
import pytest
from msgspec.structs import replace

from briefing.brief import write
from briefing.errors import LayoutError
from briefing.model.document import Aside, HeatCell, HeatRow, HeatTable, Part, Point
from briefing.model.text import text
from tests.brief import sample
from tests.brief.test_brief_pdf import elements, opened, page_texts, rows_of
from tests.brief.verapdf import VeraPdf


def heat(rows: int = 3, years: int = 6, value: str = "25") -> HeatTable:
    """Rows whose values climb through all steps, one of them without a value."""
    made = tuple(
        HeatRow(
            text(f"City {row}"),
            (),
            tuple(
                HeatCell(text("–"), 0) if (row, at) == (1, 1) else HeatCell(text(value), 1 + at % 5)
                for at in range(years)
            ),
        )
        for row in range(rows)
    )
    scale = tuple(HeatCell(text(f"{10 * step}–{10 * step + 9}"), step) for step in range(1, 6))
    heads = tuple(text(str(2012 + at)) for at in range(years))
    return HeatTable(text("Place"), heads, made, scale, 1, text("Heat table: x."))


def pdf(block: HeatTable) -> bytes:
    part = Part("only", text("Only"), text("A finding"), (), (sample.section("ranks", block),))
    return write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(heat())


def test_it_is_a_table_with_heads_and_every_value_in_a_cell(made: bytes) -> None:
    (table,) = elements(opened(made), "Table")
    assert [len(row.K) for row in rows_of(table)] == [7, 7, 7, 7]
    assert len(elements(opened(made), "TH")) == 7 + 3
    words = "\n".join(page_texts(made))
    assert words.count("25") >= 17
    assert "–" in words
    assert "Shades" in words
    assert "50–59" in words


def test_each_shade_of_the_theme_is_painted_once_for_each_value_and_once_in_the_scale(made: bytes) -> None:
    palette = sample.theme().light
    content = b"\n".join(
        pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in opened(made).pages
    ).decode("latin-1")
    for step, count in ((1, 7), (2, 3), (3, 4), (4, 4)):
        shade = getattr(palette, f"heat_{step}").lstrip("#")
        wanted = [int(shade[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        painted = [
            found
            for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg\n[^\n]* re\nf", content)
            if all(abs(float(one) - other) < 0.003 for one, other in zip(found, wanted, strict=True))
        ]
        assert len(painted) == count, step


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_it_passes_verapdf(verapdf: VeraPdf, made: bytes, flavour: str) -> None:
    assert verapdf.failures(made, flavour) == ()


def test_twelve_rows_of_twelve_years_of_ranks_have_room() -> None:
    assert "City 11" in "\n".join(page_texts(pdf(heat(12, 12))))


def test_values_that_leave_the_names_no_room_are_refused_with_what_to_do() -> None:
    with pytest.raises(LayoutError, match=r"a heat table of 12 years that leaves 0 points") as caught:
        pdf(heat(3, 12, "28,300,000"))
    assert "only: [deck]" in str(caught.value)


def test_a_table_too_wide_for_the_main_column_goes_over_both() -> None:
    assert "28,300" in "\n".join(page_texts(pdf(heat(3, 12, "28,300"))))


@pytest.mark.parametrize("beside", [False, True])
@pytest.mark.parametrize("order", ["wn", "nw", "nwn", "wnwn"])
def test_sections_stand_in_the_order_of_the_story_with_their_words_wherever_a_wide_table_is(
    order: str, beside: bool
) -> None:
    shown = {"w": heat(years=12, value="2,525.5"), "n": heat(years=3)}
    sections = tuple(
        replace(
            sample.section(f"s{at}" if at else "ranks", shown[key]),
            points=(Point((), text(f"Remark {'abcd'[at]} on it")),),
        )
        for at, key in enumerate(order)
    )
    asides = (Aside(text("In brief"), (Point(text("Lead"), text("A point beside the column")),)),) if beside else ()
    part = Part("only", text("Only"), text("A finding"), (), sections, asides)
    file = write(sample.document(parts=(part,)), sample.theme()).files[".pdf"]
    found = re.findall(r"(?:Figure|Table) (\d)|Remark ([a-d])", " ".join(page_texts(file)))
    assert ["".join(one) for one in found] == [word for at in range(len(order)) for word in (str(at + 1), "abcd"[at])]
