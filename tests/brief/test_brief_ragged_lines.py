"""Lines of text: flush left, few hyphens, no lone word at the end."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest
from msgspec.structs import replace

from briefing.brief import write
from briefing.brief.fonts import SOFT_HYPHEN, FontSet
from briefing.brief.page_furniture import zones
from briefing.brief.styles import ASIDE_BODY, BODY, SOURCE, TABLE_CELL, ParagraphStyle
from briefing.brief.typography import Typesetter
from briefing.model.document import Aside, Point
from briefing.model.text import text
from tests.brief import sample
from tests.brief.test_brief_pdf import opened

# Adam Smith, The Wealth of Nations (1776), book I, from chapter 1.
PROSE = tuple(Path(__file__).with_name("smith.txt").read_text(encoding="utf-8").split("\n\n"))
MEASURE = 330.0


# Words that would leave the edge empty.
LONG = ("rindfleischetikettierungsueberwachung " * 12,)


@lru_cache(2)
def set_in(prose: tuple[str, ...] = PROSE) -> bytes:
    """A text as the main column of a brief."""
    section = sample.section("prose", paragraphs=0, heading=(), subtitle=(), source_line=(), note_line=())
    section = replace(section, paragraphs=tuple(text(words.strip()) for words in prose))
    aside = Aside(text("Beside"), (Point((), text("What stands at the side of a text. " * 60)),))
    part = replace(sample.parts()[0], sections=(section,), asides=(aside,))
    return write(sample.document(parts=(part,), sources={}), sample.theme()).files[".pdf"]


def edges(data: bytes, size: float) -> list[tuple[float, list[float]]]:
    """The right edge of each line of the main column and the gaps between its words, in points, as drawn."""
    found: list[tuple[float, list[float]]] = []
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number].get_textpage()
        signs = [at for at in range(page.count_chars()) if size_of(page, at) == size]
        placed = [page.get_charbox(at, loose=True) for at in signs if page.get_text_range(at, 1).strip()]
        for _, line in groupby(placed, key=lambda box: round(box[1], 1)):
            boxes = list(line)
            wide = [after[0] - before[2] for before, after in pairwise(boxes)]
            found.append((boxes[-1][2], [gap for gap in wide if gap > 1.0]))
    return found


def size_of(page: pypdfium2.PdfTextPage, at: int) -> float:
    return round(float(pypdfium2.raw.FPDFText_GetFontSize(page.raw, at)), 1)


def test_no_space_gapes_and_no_line_leaves_the_measure() -> None:
    lines = edges(set_in(), BODY.size)
    assert len(lines) > 75
    assert max(right for right, _ in lines) <= 48 + MEASURE + 0.5
    assert max(gap for _, gaps in lines for gap in gaps) < 0.36 * BODY.size
    assert len({round(right) for right, _ in lines}) > 20  # a justified column has one edge


def test_a_hyphen_at_a_line_end_reads_as_a_soft_one_and_words_are_whole_without_it() -> None:
    made = set_in(LONG)
    told = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    cut = re.findall(r"\w+\ufffe\s*\w+", told)
    assert len(cut) > 3
    assert all(re.sub(r"\ufffe\s*", "", word) in LONG[0] for word in cut)
    assert b"00AD" in to_unicode(made)


def to_unicode(data: bytes) -> bytes:
    fonts = opened(data).pages[0].Resources.Font
    return b"".join(font.ToUnicode.read_bytes() for font in fonts.values())


def test_few_lines_end_in_a_hyphen_and_never_three_in_a_row() -> None:
    made = [lines_of(words, BODY) for words in PROSE]
    ends = [[line.endswith(SOFT_HYPHEN) for line in lines] for lines in made]
    assert sum(map(sum, ends)) / sum(map(len, ends)) < 0.1
    assert not any(all(column[at : at + 3]) for column in ends for at in range(len(column) - 2))


@pytest.mark.parametrize("style", [BODY, ASIDE_BODY, SOURCE, TABLE_CELL])
def test_no_paragraph_ends_in_a_lone_word(style: ParagraphStyle) -> None:
    for words in PROSE:
        assert len(lines_of(words, style)[-1].split()) > 1


def test_a_few_short_words_end_a_paragraph_rather_than_one() -> None:
    words = (
        "What grew, what levelled off. New firms still rise, from 293 a day in 2022 to 337 in 2023. Contracts slow: "
        "up 7.4% in 2023, against 11.8% a year since 2014. Enterprises have nearly levelled off: 28,300 in 2023, at "
        "most 5% more than in 2019."
    )
    assert len(lines_of(words, BODY)[-1].split()) > 1


def test_a_main_column_holds_sixty_to_seventy_five_signs_on_both_pages() -> None:
    for page in ("A4", "Letter"):
        full = [line for words in PROSE for line in lines_of(words, BODY, zones(page).main)[:-1]]
        assert 60 <= sum(map(len, full)) / len(full) <= 75


def lines_of(words: str, style: ParagraphStyle, measure: float = MEASURE) -> list[str]:
    typesetter = Typesetter(FontSet("Source Sans Pro", "Source Serif Pro"), "en")
    return [
        "".join(piece.text for piece in line.pieces) for line in typesetter.lines(text(words.strip()), style, measure)
    ]
