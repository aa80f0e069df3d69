"""Painted slides beside LibreOffice's: every word at its place, nothing missing, the same ink in every region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
import pypdfium2
import pytest
from msgspec.structs import replace
from numpy.typing import NDArray

from briefing.deck.planned_deck import plan_deck
from briefing.deck.slides import Slide, TableBox, TextBox
from briefing.handout.slides_pdf import slides_pdf
from briefing.model.text import Text, plain, text
from briefing.typesetting.arial import has_cjk
from tests.beijing.deck.drawn_decks import DrawnDeck, drawn_decks
from tests.deck.painter.office_places import printed
from tests.deck.painter.pdf_words import Pair, Words, pairs, words
from tests.programs import office

NEAR = 2.0  # points
SIZE = 0.3  # points: charts are drawn in LibreOffice a little smaller
DARKER, DARKER_ON_SLIDE = 70.0, 3.0  # of 255: LibreOffice fills hollow marks
REGION = 20  # points
FINE = 2  # pixels a point: the strokes of a hatch are thinner than a point, and no stroke is drawn thinner than a pixel


@pytest.fixture(scope="module")
def decks() -> tuple[DrawnDeck, ...]:
    office("draw the slides beside ours")
    return drawn_decks()


def _off(pair: Pair) -> bool:
    word, other = pair.word, pair.other
    if other is None:
        return True
    apart = (other.left - word.left, other.right - word.right, other.base - word.base)
    return max(map(abs, apart)) > NEAR or abs(other.size - word.size) > SIZE


def _told(name: str, slides: Sequence[Slide], pair: Pair) -> str:
    return f"{name}, slide {pair.page + 1} ({slides[pair.page].id}): {pair.word} {pair.other}"


def _texts(slide: Slide) -> Iterator[Text]:
    for item in slide.elements:
        if isinstance(item, TextBox):
            yield from (paragraph.text for paragraph in item.paragraphs)
        elif isinstance(item, TableBox):
            yield from (cell.text for row in item.rows for cell in row)


def _linked(content: Text) -> Iterator[str]:
    """Yield the lines of a text that hold a link in Chinese."""
    line, linked = "", False
    for run in (*content, *text("\n")):
        before, *more = run.text.split("\n")
        line, linked = line + before, linked or bool(run.link and has_cjk((run,)))
        for next_line in more:
            if linked:
                yield line
            line, linked = next_line, bool(run.link and next_line and has_cjk((run,)))


@cache
def _read(data: bytes) -> Words:
    return words(data)


def _expected(painted: bytes, slides: Sequence[Slide]) -> Words:
    """Return the painted words of each slide where LibreOffice prints them."""
    linked = [{line for content in _texts(slide) for line in _linked(content)} for slide in slides]
    return words(painted, lambda number, chars: printed(chars, linked[number]))


def _wrong(painted: bytes, deck: DrawnDeck) -> list[str]:
    """Return what stands elsewhere, is missing or has another size."""
    both = pairs(_expected(painted, deck.slides), _read(deck.office))
    return [_told(deck.name, deck.slides, pair) for pair in both if _off(pair)]


def test_every_word_of_every_slide_stands_within_two_points(decks: tuple[DrawnDeck, ...]) -> None:
    assert {deck.name for deck in decks} >= {"prices.en", "gallery.en"}
    for deck in decks:
        assert _wrong(deck.painted, deck) == []


def test_no_slide_has_a_word_that_libreoffice_has_not(decks: tuple[DrawnDeck, ...]) -> None:
    for deck in decks:
        said = [sorted("".join(word.text for word in page)) for page in _read(deck.painted)]
        assert said == [sorted("".join(word.text for word in page)) for page in _read(deck.office)]


def test_what_libreoffice_rounds_is_more_than_two_points(decks: tuple[DrawnDeck, ...]) -> None:
    for deck in decks:
        assert sum(map(_off, pairs(_read(deck.painted), _read(deck.office)))) > 100


def _moved(item: TextBox) -> TextBox:
    return replace(item, box=replace(item.box, x=item.box.x + NEAR + 0.5))


def _lowered(item: TextBox) -> TextBox:
    return replace(item, box=replace(item.box, y=item.box.y + NEAR + 0.5))


def _shortened(item: TextBox) -> TextBox:
    *others, last = item.paragraphs
    return replace(item, paragraphs=(*others, replace(last, text=text(plain(last.text).rpartition(" ")[0]))))


def _larger(item: TextBox) -> TextBox:
    grown = (replace(one, style=replace(one.style, size=one.style.size + 0.5)) for one in item.paragraphs)
    return replace(item, paragraphs=tuple(grown))


@pytest.mark.parametrize("fault", [_moved, _lowered, _shortened, _larger])
def test_a_text_that_is_moved_or_shortened_or_larger_is_found(
    fault: Callable[[TextBox], TextBox], decks: tuple[DrawnDeck, ...]
) -> None:
    deck = next(deck for deck in decks if deck.name == "prices.en")
    planned, number = plan_deck(deck.document, deck.theme), 1
    slide = planned.slides[number]
    at, item = next((at, item) for at, item in enumerate(slide.elements) if isinstance(item, TextBox) and not at)
    faulty = replace(slide, elements=(*slide.elements[:at], fault(item), *slide.elements[at + 1 :]))
    slides = (*planned.slides[:number], faulty, *planned.slides[number + 1 :])
    painted = slides_pdf(replace(planned, slides=slides), deck.document, "handout", ".pdf", noted=False).files[".pdf"]
    found = _wrong(painted, deck)
    assert found
    assert all(f"slide {number + 1} ({slide.id})" in one for one in found)


@cache
def _regions(data: bytes) -> list[NDArray[np.float64]]:
    """Return the mean colour of each region of each page."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        drawn = page.render(scale=FINE).to_pil().convert("RGB")
        assert max(abs(drawn.width - 960 * FINE), abs(drawn.height - 540 * FINE)) <= 1  # LibreOffice rounds up
        pixels = np.asarray(drawn.crop((0, 0, 960 * FINE, 540 * FINE)))
        side = REGION * FINE  # whole rows are added up, which takes a tenth of the time
        rows = pixels.reshape(540 // REGION, side, -1).sum(axis=1, dtype=np.uint32)
        found.append(rows.reshape(540 // REGION, 960 // REGION, side, 3).sum(axis=2) / side**2)
    document.close()
    return found


def _darker(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[float, float]:
    """Return how far the colours of two slides are apart: in the worst region, and in the mean."""
    apart = np.abs(one - other).max(axis=2)
    return float(apart.max()), float(apart.mean())


def test_every_region_of_every_slide_has_the_colour_that_libreoffice_draws(decks: tuple[DrawnDeck, ...]) -> None:
    for deck in decks:
        for number, both in enumerate(zip(_regions(deck.painted), _regions(deck.office), strict=True), start=1):
            worst, mean = _darker(*both)
            assert worst < DARKER, (deck.name, number)
            assert mean < DARKER_ON_SLIDE, (deck.name, number)


def test_a_slide_in_place_of_another_is_found(decks: tuple[DrawnDeck, ...]) -> None:
    deck = decks[0]
    ours, theirs = _regions(deck.painted), _regions(deck.office)
    apart = [_darker(one, other) for one, other in zip(ours[2:], theirs[3:], strict=False)]
    assert all(worst >= DARKER or mean >= DARKER_ON_SLIDE for worst, mean in apart)
