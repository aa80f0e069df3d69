"""Justified lines: the gaps between words, measured in the drawn page, beside those of reportlab's own paragraph."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path

import msgspec
import pypdfium2
import pypdfium2.raw
import pytest
from msgspec.structs import replace
from reportlab.lib.styles import ParagraphStyle as ReportlabStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from briefing.brief import flow, write
from briefing.brief.fonts import SOFT_HYPHEN, FontSet
from briefing.brief.page_furniture import zones
from briefing.brief.styles import ASIDE_BODY, BODY, SOURCE, TABLE_CELL, ParagraphStyle
from briefing.brief.typography import Typesetter
from briefing.model.text import text
from tests.brief import sample
from tests.brief.test_brief_pdf import opened

# Adam Smith, The Wealth of Nations (1776), book I, from chapter 1.
PROSE = Path(__file__).with_name("smith.txt").read_text(encoding="utf-8").split("\n\n")
MEASURE = 330.0
# Gaps of reportlab's greedy lines on such a text, as measured once: what the brief may never exceed.
MEAN, WIDEST = 2.62, 4.56


def greedy(style: ParagraphStyle) -> bytes:
    """The text as reportlab sets it: justified line by line, hyphenated."""
    name = FontSet("Source Sans Pro", "Source Serif Pro").text().name
    body = ReportlabStyle("body", fontName=name, bulletFontName=name, fontSize=style.size, leading=style.leading)
    body.alignment, body.hyphenationLang = 4, "en_GB"
    target = io.BytesIO()
    made = BaseDocTemplate(target, initialFontName=name)
    frame = Frame(48, 48, MEASURE, 740, leftPadding=0, rightPadding=0)
    made.addPageTemplates(PageTemplate("page", [frame]))
    made.build([Paragraph(words, body) for words in PROSE])
    return target.getvalue()


@lru_cache(3)
def total_fit(style: ParagraphStyle = BODY) -> bytes:
    """The text as the main column of a brief."""
    section = sample.section("prose", paragraphs=0, heading=(), subtitle=(), source_line=(), note_line=())
    section = replace(section, paragraphs=tuple(text(words.strip()) for words in PROSE))
    part = replace(sample.parts()[0], sections=(section,), asides=())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "BODY", style)
        return write(sample.document(parts=(part,), sources={}), sample.theme()).files[".pdf"]


def gaps(data: bytes, size: float) -> list[list[float]]:
    """The gaps between the words of each full line of the main column, in points, from where they stand on the page."""
    found: list[list[float]] = []
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number].get_textpage()
        signs = [at for at in range(page.count_chars()) if size_of(page, at) == size]
        placed = [page.get_charbox(at, loose=True) for at in signs if page.get_text_range(at, 1).strip()]
        for _, line in groupby(placed, key=lambda box: round(box[1], 1)):
            boxes = list(line)
            if abs(boxes[-1][2] - 48 - MEASURE) < 0.5 and boxes[0][0] < 49:
                wide = [after[0] - before[2] for before, after in pairwise(boxes)]
                found.append([gap for gap in wide if gap > 1.0])
    return found


def size_of(page: pypdfium2.PdfTextPage, at: int) -> float:
    return round(float(pypdfium2.raw.FPDFText_GetFontSize(page.raw, at)), 1)


def mean_and_widest(lines: list[list[float]]) -> tuple[float, float]:
    every = [gap for line in lines for gap in line]
    return sum(every) / len(every), max(every)


def test_word_gaps_are_smaller_than_those_of_greedy_lines() -> None:
    style = msgspec.structs.replace(BODY, size=10, leading=13.6)  # as the greedy ones were measured
    ours, theirs = gaps(total_fit(style), 10), gaps(greedy(style), 10)
    assert len(ours) > 75
    assert len(theirs) > 75
    mean, widest = mean_and_widest(ours)
    assert mean <= min(MEAN, mean_and_widest(theirs)[0])
    assert widest <= min(WIDEST, mean_and_widest(theirs)[1])


def test_word_gaps_of_a_page_as_it_is_set_are_small_too() -> None:
    mean, widest = mean_and_widest(gaps(total_fit(), BODY.size))
    assert mean <= min(MEAN, mean_and_widest(gaps(greedy(BODY), BODY.size))[0])
    assert widest <= WIDEST


def test_flush_left_lines_leave_no_full_line_to_measure() -> None:
    assert len(gaps(total_fit(msgspec.structs.replace(BODY, align="l")), BODY.size)) < 10


def test_a_narrow_measure_stays_ragged_rather_than_gape() -> None:
    typesetter = Typesetter(FontSet("Source Sans Pro", "Source Serif Pro"), "en")
    words = text("https://example.org/a-long-address-of-a-source and more words that follow it here")
    made = typesetter.lines(words, BODY, 190)
    spaces = [piece.width for line in made for piece in line.pieces if piece.text == " "]
    assert max(spaces) <= WIDEST
    assert made[0].width < 189


def test_a_hyphen_at_a_line_end_reads_as_a_soft_one_and_words_are_whole_without_it() -> None:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(total_fit())]
    told = " ".join(pages)
    assert not re.search(r"[\u00ad\ufffe]$", pages[0][: pages[0].index("A sample of progress")].strip())
    cut = re.findall(r"\w+\ufffe\s*\w+", told)
    assert len(cut) > 3
    # a compound ends its line in its own hyphen, which stays
    assert all(re.sub(r"\ufffe\s*", end, word) in " ".join(PROSE) for word in cut for end in [_own(word)])
    assert b"00AD" in to_unicode(total_fit())


def _own(word: str) -> str:
    return "-" if re.sub(r"\ufffe\s*", "-", word) in " ".join(PROSE) else ""


def to_unicode(data: bytes) -> bytes:
    fonts = opened(data).pages[0].Resources.Font
    return b"".join(font.ToUnicode.read_bytes() for font in fonts.values())


def test_few_lines_end_in_a_hyphen_and_never_three_in_a_row() -> None:
    made = [lines_of(words, BODY) for words in PROSE]
    ends = [[line.endswith(SOFT_HYPHEN) for line in lines] for lines in made]
    assert 0.03 < sum(map(sum, ends)) / sum(map(len, ends)) < 0.3
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
    for style in (BODY, msgspec.structs.replace(BODY, align="l")):
        assert len(lines_of(words, style)[-1].split()) > 1


def test_a_main_column_holds_sixty_to_seventy_five_signs_on_both_pages() -> None:
    for page in ("A4", "Letter"):
        full = [line for words in PROSE for line in lines_of(words, BODY, zones(page).main)[:-1]]
        assert 60 <= sum(map(len, full)) / len(full) <= 75


def lines_of(words: str, style: ParagraphStyle, measure: float = MEASURE) -> list[str]:
    typesetter = Typesetter(FontSet("Source Sans Pro", "Source Serif Pro"), "en")
    return [
        "".join(piece.text for piece in line.pieces) for line in typesetter.lines(text(words.strip()), style, measure)
    ]
