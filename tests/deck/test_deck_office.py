"""LibreOffice draws the deck, and marks stand where the plan says: only so do labels beside a chart meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.deck.writer import write_slides
from tests.converting import converted
from tests.deck.samples import FRAME, INNER, PROPERTIES, THEME, deck

if TYPE_CHECKING:
    from PIL.Image import Image

HIGHLIGHT, SECOND = (0x0A, 0x44, 0x80), (0xC8, 0x50, 0x1E)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Image]:
    """The slides as pictures, one pixel a point."""
    import pypdfium2

    folder = tmp_path_factory.mktemp("office")
    path = folder / "deck.pptx"
    path.write_bytes(write_slides(deck()[:6], THEME, PROPERTIES))
    (drawing,) = converted([path], "pdf", folder)
    document = pypdfium2.PdfDocument(drawing)
    try:
        return [page.render(scale=2).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def extent(page: Image, colour: tuple[int, int, int], top: float = FRAME.y) -> tuple[float, float, float, float]:
    """Left, top, right and bottom, in points, of a colour in the chart's frame, or below `top`: the second blue is
    also that of the edge between the first and paper."""
    left, right, bottom = FRAME.x, FRAME.x + FRAME.w, FRAME.y + FRAME.h
    part = page.crop((round(2 * left), round(2 * top), round(2 * right), round(2 * bottom)))
    red, green, blue = colour
    found = [
        (i % part.width, i // part.width)
        for i, (r, g, b) in enumerate(zip(*(band.tobytes() for band in part.split()), strict=True))
        if abs(r - red) + abs(g - green) + abs(b - blue) < 30
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return left + min(xs) / 2, top + min(ys) / 2, left + (max(xs) + 1) / 2, top + (max(ys) + 1) / 2


def across(share: float) -> float:
    return INNER.x + INNER.w * share


def down(share: float) -> float:
    return INNER.y + INNER.h * share


def near(*values: float) -> object:
    return pytest.approx(values, abs=1.5)


def test_each_slide_is_drawn(pages: list[Image]) -> None:
    assert len(pages) == 6


def test_bars_reach_to_their_value_in_their_row(pages: list[Image]) -> None:
    half = 0.5 / (1 + 1.13) / 4
    assert extent(pages[0], HIGHLIGHT) == near(across(0), down(0.125 - half), across(5.5 / 6), down(0.125 + half))
    assert extent(pages[0], SECOND, down(0.75)) == near(
        across(0), down(0.875 - half), across(2.3 / 6), down(0.875 + half)
    )


def test_columns_stand_in_their_share_and_reach_to_their_value(pages: list[Image]) -> None:
    left, top, right, _ = extent(pages[5], HIGHLIGHT)
    half = 0.5 / (1 + 0.45) / 4
    assert (left, top, right) == near(across(0.125 - half), down(1 - 5.5 / 6), across(0.125 + half))


def test_ranks_stand_on_their_lines_from_the_top(pages: list[Image]) -> None:
    left, top, right, bottom = extent(pages[3], SECOND, down(1.5 / 8))
    mark = 9.0
    assert (left + mark, right - mark) == near(across(0.5 / 6), across(5.5 / 6))
    assert (top + mark, bottom - mark) == near(down(2.5 / 8), down(6.5 / 8))


def test_a_slope_joins_its_two_values(pages: list[Image]) -> None:
    _, top, _, bottom = extent(pages[4], HIGHLIGHT)
    mark = 3.5
    assert bottom - mark == pytest.approx(down(1 - 1 / 6), abs=1.5)
    assert top < down(1 - 5.45 / 6)
