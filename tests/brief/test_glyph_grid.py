"""Outlines of Chinese characters on a coarser grid."""

from __future__ import annotations

import subprocess
import sys
import zlib
from io import BytesIO
from typing import Any

import pytest
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from reportlab.pdfbase.ttfonts import TTFontFile

from briefing.brief import glyph_grid
from briefing.brief.glyph_grid import on_grid
from briefing.brief.han_fonts import HanFont, cut
from briefing.typesetting.font_files import HAN_GRID as GRID
from briefing.typesetting.font_files import HAN_WEIGHTS, han_file
from briefing.typesetting.shaping import ShapingFont

TEXT = "海平面每年上升3.4毫米，Tide gauges（验潮站）一二口日"
MARGIN = 1e-9


@pytest.fixture(scope="module", params=sorted(HAN_WEIGHTS))
def fonts(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    path = han_file()
    if path is None:
        pytest.skip("the Chinese font is not installed")
    whole = cut(path, TEXT, HAN_WEIGHTS[request.param])
    return whole, on_grid(whole)


def _glyphs(font: ShapingFont) -> list[int]:
    return [glyph for glyph, _ in font.shape(TEXT)]


def test_no_point_moves_by_more_than_half_a_step(fonts: tuple[bytes, bytes]) -> None:
    fine, coarse = map(ShapingFont, fonts)
    moved = []
    for here, there in zip(_glyphs(fine), _glyphs(coarse), strict=True):
        for (letter, exact), (same, rounded) in zip(fine.outline(here), coarse.outline(there), strict=True):
            assert letter == same
            moved += [abs(a * fine.scale - b * coarse.scale) for a, b in zip(exact, rounded, strict=True)]
    assert 0.4 / GRID < max(moved) <= 0.5 / GRID + MARGIN  # some are between two lines of the grid


def test_advances_are_steps_of_the_grid(fonts: tuple[bytes, bytes]) -> None:
    fine, coarse = map(ShapingFont, fonts)
    pairs = zip(fine.shape("潮3，Tide"), coarse.shape("潮3，Tide"), strict=True)
    for (_, exact), (_, rounded) in pairs:
        assert abs(exact - rounded) * 1000 <= HanFont.step / 2 + MARGIN or exact < rounded + 0.05  # kerning is left out
        assert (rounded * GRID) == pytest.approx(round(rounded * GRID))


def test_a_file_is_a_fifth_smaller(fonts: tuple[bytes, bytes]) -> None:
    fine, coarse = (len(zlib.compress(font, 9)) for font in fonts)
    assert coarse < 0.8 * fine


def test_it_is_done_once_over_to_the_same_bytes(fonts: tuple[bytes, bytes]) -> None:
    whole, coarse = fonts
    assert on_grid(whole) == coarse


def test_a_font_is_the_same_whichever_were_made_before_it() -> None:
    path = han_file()
    if path is None:
        pytest.skip("the Chinese font is not installed")
    fonts = [cut(path, text, weight) for text in (TEXT, TEXT[:9], "潮" + TEXT[5:]) for weight in (400, 600)]
    alone = []
    for font in fonts:
        _forget()
        alone.append(on_grid(font))
    _forget()
    assert [on_grid(font) for font in fonts] == alone  # no outline of another weight, nor of another glyph
    assert len({*alone}) == len(fonts)
    assert glyph_grid._coarse.cache_info().hits > len(TEXT)


def test_an_outline_of_a_type_of_another_size_is_another() -> None:
    path = han_file()
    if path is None:
        pytest.skip("the Chinese font is not installed")
    fine = cut(path, "一二", 400)
    font: Any = TTFont(BytesIO(fine))
    font["head"].unitsPerEm *= 2  # of which the same outlines are half as large
    target = BytesIO()
    font.save(target)
    first, second = (TTFont(BytesIO(on_grid(data)))["head"].xMax for data in (fine, target.getvalue()))
    assert abs(first - 2 * second) <= 2 < first


def _forget() -> None:
    on_grid.cache_clear()
    glyph_grid._coarse.cache_clear()


def test_a_glyph_that_is_made_of_others_moves_with_its_parts() -> None:
    path = han_file()
    if path is None:
        pytest.skip("the Chinese font is not installed")
    font: Any = TTFont(BytesIO(cut(path, "一二", 400)))
    first, second = (font.getBestCmap()[ord(sign)] for sign in "一二")
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(first, (1, 0, 0, 1, 7 * HanFont.step + 1, -2 * HanFont.step))
    font["glyf"][second] = pen.glyph()
    whole = BytesIO()
    font.save(whole)
    (part,) = TTFont(BytesIO(on_grid(whole.getvalue())))["glyf"][second].components
    assert (part.glyphName, part.x, part.y) == (first, 7, -2)


def test_a_brief_without_chinese_starts_no_tools_for_outlines() -> None:
    asked = "import sys, briefing.brief.pdf; print('fontTools.ttLib' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert found.stdout == "False\n"


@pytest.mark.parametrize("tag", ["head", "hhea", "hmtx", "cmap"])
def test_lengths_and_codes_of_a_font_are_written_as_fonttools_scales_them(fonts: tuple[bytes, bytes], tag: str) -> None:
    characters = [ord(char) for char in (*sorted({*TEXT})[:9], "☃")]  # as a document embeds it; it lacks the last one
    whole = TTFontFile(BytesIO(fonts[0])).makeSubset(characters)
    theirs: Any = TTFont(BytesIO(whole), recalcTimestamp=False)
    scale_upem(theirs, GRID)
    target = BytesIO()
    theirs.save(target)
    theirs, ours = (TTFont(BytesIO(data)).reader[tag] for data in (target.getvalue(), on_grid(whole)))
    if tag == "head":  # without the sum of the whole file, which has fewer tables
        ours, theirs = ((data[:8] + data[12:]) for data in (ours, theirs))
    assert ours == theirs


def test_outlines_are_scaled_without_tables_of_other_kinds_of_fonts() -> None:
    loaded = "import sys, briefing.brief.glyph_grid; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert "fontTools.ttLib" in done.stdout.split()
    assert "fontTools.varLib" not in done.stdout.split()
