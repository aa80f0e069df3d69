"""A document becomes a deck: the file, and where each of its facts stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.deck import write
from briefing.deck.chart_xml.number_format import printed
from briefing.deck.planned_deck import properties
from briefing.errors import LayoutError
from briefing.model.document import Document
from briefing.model.ledger import Written
from briefing.model.text import text
from tests.deck.reading_deck import NS, Deck
from tests.deck.sample import document
from tests.deck.samples import THEME
from tests.deck.validating import audit


@pytest.fixture(scope="module")
def whole() -> Document:
    return document()


@pytest.fixture(scope="module")
def written(whole: Document) -> Written:
    return write(whole, THEME)


def test_the_deck_has_a_cover_and_a_slide_for_each_section(whole: Document, written: Written) -> None:
    deck = Deck.of(written.files[".pptx"])
    count = 1 + sum("deck" in section.outputs for section in whole.sections)
    assert len(deck.named("ppt/slides/slide")) == count
    titles = ["".join(deck.values(f"ppt/slides/slide{n}.xml", "//p:sp[1]//a:t/text()")) for n in range(1, count + 1)]
    assert len(set(titles)) == count


def test_the_deck_is_valid(written: Written, tmp_path: Path) -> None:
    assert audit(written.files[".pptx"], tmp_path) == []


def printed_on(deck: Deck, number: int) -> str:
    """All words of a slide as a reader sees them, the labels of its charts worked out from value and format."""
    name = f"ppt/slides/slide{number}.xml"
    words = ["".join(deck.values(name, "//a:t/text()"))]
    charts = [target for kind, target, _ in deck.relations(name).values() if kind == "chart"]
    for chart in charts:
        words += [
            "".join(map(str, label.itertext(tag=f"{{{NS['a']}}}t"))) for label in deck.find(chart, "//c:dLbl/c:tx")
        ]
        for label in deck.find(chart, "//c:dLbl[c:numFmt]"):
            code, index = (
                str(label.xpath(f"string({path})", namespaces=NS)) for path in ("c:numFmt/@formatCode", "c:idx/@val")
            )
            value = label.xpath("string(../../c:val//c:pt[@idx=$index]/c:v)", namespaces=NS, index=index)
            words.append(printed(code, float(str(value))).replace("\n", " "))
    return "\n".join(words)


def test_every_use_stands_on_its_slide_as_printed(written: Written) -> None:
    deck = Deck.of(written.files[".pptx"])
    slides = {number: printed_on(deck, number) for number in range(1, len(deck.named("ppt/slides/slide")) + 1)}
    for use in written.trace.uses:
        slide, place = str(use.place).split(", ", 1)
        number = int(slide.removeprefix("slide "))
        if place == "notes":
            said = "".join(deck.values(f"ppt/notesSlides/notesSlide{number}.xml", "//a:t/text()"))
        elif place == "alt text":
            said = "".join(deck.values(f"ppt/slides/slide{number}.xml", "//@descr"))
        else:
            said = slides[number]
        assert use.text.replace("\n", "") in said, use


def test_every_label_of_one_line_follows_its_data(written: Written) -> None:
    deck = Deck.of(written.files[".pptx"])
    live = sum(len(deck.find(name, "//c:dLbl[c:numFmt]")) for name in deck.named("ppt/charts/"))
    frozen = sum(len(deck.find(name, "//c:dLbl[c:tx][not(.//a:br)]")) for name in deck.named("ppt/charts/"))
    assert live > 30
    assert frozen == 0


def test_two_decks_of_one_document_are_equal(whole: Document, written: Written) -> None:
    assert write(whole, THEME).files == written.files


def test_the_file_says_who_issued_it(whole: Document) -> None:
    said = properties(whole)
    assert said.company == whole.edition.imprint.organisation
    assert said.as_of == whole.edition.as_of
    assert said.lang == whole.lang


def test_a_title_of_three_hundred_characters_is_an_error_with_its_slide(whole: Document) -> None:
    part = whole.parts[0]
    long = replace(part.sections[0], title=text("word " * 60))
    with pytest.raises(LayoutError, match=r"slide 2 .*title") as caught:
        write(replace(whole, parts=(replace(part, sections=(long, *part.sections[1:])), *whole.parts[1:])), THEME)
    assert caught.value.findings[0].fix
