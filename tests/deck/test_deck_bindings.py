"""Bindings: what a slide remembers of how it was written stands in the file and says what the slide shows."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Opened

from briefing.deck import bindings, reading, write
from briefing.deck.reading import A, P
from briefing.deck.writer import write_slides
from tests.deck.sample import document
from tests.deck.samples import PROPERTIES, THEME, deck


@pytest.fixture(scope="module")
def data() -> bytes:
    return write_slides(deck(), THEME, PROPERTIES)


@pytest.fixture
def opened(data: bytes) -> Opened:
    return Presentation(io.BytesIO(data))


def remembered(presentation: Opened) -> list[tuple[dict[str, Any], Any]]:
    """Every remembered element with its shape, by identity: name, element and so on."""
    pairs: list[tuple[dict[str, Any], Any]] = []
    for slide in presentation.slides:
        bound = bindings.read_bindings(slide.part)
        assert bound is not None
        shapes = {bindings.identity_of(shape._element): shape._element for shape in slide.shapes}
        pairs += [(item, shapes[bindings.identity(bound["slide"], item["name"])]) for item in bound["items"]]
    return pairs


def test_a_slide_remembers_its_texts_places_and_looks_as_they_can_be_read_back(opened: Opened) -> None:
    pairs = remembered(opened)
    assert {item["kind"] for item, _ in pairs} == {"text", "shape", "table", "chart"}
    for item, shape in pairs:
        assert item["box"] == reading.box_of(shape)
        if item["kind"] == "text":
            body = shape.find(f"{P}txBody")
            assert bindings.characters_of(item["text"]) == reading.characters(body)
            assert item["set"] == reading.text_look(reading.markup_of(body))
        if item["kind"] == "shape":
            assert item["look"] == reading.look(reading.markup_of(shape.find(f"{P}spPr")))
        if item["kind"] == "table":
            cells = [[cell.find(f"{A}txBody") for cell in row.iter(f"{A}tc")] for row in shape.iter(f"{A}tr")]
            assert item["set"] == [[reading.text_look(reading.markup_of(cell)) for cell in row] for row in cells]
            said = [[bindings.characters_of(cell) for cell in row] for row in item["rows"]]
            assert said == [[reading.characters(cell) for cell in row] for row in cells]


def test_a_number_is_remembered_with_its_fact() -> None:
    deck = Presentation(io.BytesIO(write(document(), THEME).files[".pptx"]))
    slides = [bindings.read_bindings(slide.part) for slide in deck.slides]
    texts = [part for bound in slides if bound for item in bound["items"] for part in item.get("text", [])]
    numbers = [part for part in texts if isinstance(part, list)]
    assert "patents.multiple" in {fact for _, fact in numbers}


def test_a_chart_is_remembered_with_its_values(opened: Opened) -> None:
    charts = [item["chart"] for item, _ in remembered(opened) if item["kind"] == "chart"]
    plots = [item.plot for slide in deck() for item in slide.elements if hasattr(item, "plot")]
    for chart, plot in zip(charts, plots, strict=True):
        assert chart["categories"] == ([] if plot.form == "dumbbell" else list(plot.categories))
        told = {series["name"]: series["values"] for series in chart["series"]}
        for series in plot.series:
            assert told[series.name] == pytest.approx(list(series.values))


def test_bindings_survive_another_program_that_saves_the_deck(opened: Opened) -> None:
    before = [bindings.read_bindings(slide.part) for slide in opened.slides]
    buffer = io.BytesIO()
    opened.save(buffer)
    again = Presentation(io.BytesIO(buffer.getvalue()))
    assert [bindings.read_bindings(slide.part) for slide in again.slides] == before
    assert remembered(again)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('sz="1400"', 'sz="1600"', True),
        ('val="tx1"', 'val="accent2"', True),
        ("<a:t>ab</a:t></a:r>", '<a:t>a</a:t></a:r><a:r><a:rPr sz="1400" b="1"/><a:t>b</a:t></a:r>', True),
        ("<a:t>ab</a:t></a:r>", '<a:t>a</a:t></a:r><a:r><a:rPr b="0" err="1" sz="1400"/><a:t>b</a:t></a:r>', False),
        (' dirty="0"', "", False),
    ],
)
def test_a_look_is_what_a_reader_sees(old: str, new: str, told: bool) -> None:
    start = '<a:p><a:pPr algn="l"/><a:r><a:rPr lang="en-GB" sz="1400" b="0" dirty="0"/><a:t>ab</a:t></a:r>'
    start += '<a:r><a:rPr sz="1400"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:rPr><a:t>c</a:t></a:r></a:p>'
    assert old in start
    assert (reading.text_look(start) != reading.text_look(start.replace(old, new, 1))) is told
