"""The file: without the clock's trace, its parts numbered past those of a template, its text as its layouts ask."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from msgspec.structs import replace
from pptx import Presentation

from briefing.deck.ooxml.package import number_parts, save
from briefing.deck.slides import Paragraph, Slide
from briefing.deck.template.slide_masters import DefaultMasters
from briefing.deck.writer import write_slides
from briefing.model.text import Run, text
from briefing.proof import proving
from briefing.reuse import from_nothing
from tests.deck.reading_deck import Deck
from tests.deck.samples import BODY, LIGHT, PROPERTIES, THEME, chart, line_plot, title


def test_neither_the_clock_nor_the_system_leaves_a_trace() -> None:
    data = save(DefaultMasters(THEME, PROPERTIES).presentation)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_a_deck_leaves_the_template_of_the_next_one_as_it_was() -> None:
    before = save(DefaultMasters(THEME, PROPERTIES).presentation)
    slides = [Slide("headline", "a", "", (title("One"), chart(line_plot()))), Slide("cover", "b", "", (title("Two"),))]
    decks = [write_slides(slides, THEME, PROPERTIES) for _ in range(2)]
    assert save(DefaultMasters(THEME, PROPERTIES).presentation) == before
    with from_nothing():
        assert save(DefaultMasters(THEME, PROPERTIES).presentation) == before
        assert decks == [write_slides(slides, THEME, PROPERTIES)] * 2
    other = replace(THEME, name="Another")
    assert save(DefaultMasters(other, PROPERTIES).presentation) != before


def _contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_parts_and_relationships_are_those_that_python_pptx_saves() -> None:
    words = Run("here", link="https://example.org/?first=1&second='two'"), Run("there", link="#b")
    linked = replace(title("One"), name="Links", placeholder="", paragraphs=(Paragraph(words, BODY),))
    slides = [
        Slide("headline", "a", "", (title("One"), linked, chart(line_plot())), notes=text("Say it.")),
        Slide("headline", "b", "", (title("Two"),)),
    ]
    own = Presentation(io.BytesIO(write_slides(slides, THEME, PROPERTIES)))
    sharing = DefaultMasters(THEME, PROPERTIES).presentation
    for presentation in (own, sharing, sharing):
        target = io.BytesIO()
        presentation.save(target)
        assert _contents(save(presentation)) == _contents(target.getvalue())
    assert b"first=1&amp;second='two'" in _contents(save(own))["ppt/slides/_rels/slide1.xml.rels"]


def test_parts_are_numbered_past_those_that_are_there() -> None:
    slides = [Slide("headline", f"s{at}", "", (title("One"), chart(line_plot())), notes=()) for at in range(12)]
    presentation = Presentation(io.BytesIO(write_slides(slides, THEME, PROPERTIES)))
    number_parts(presentation)
    package = presentation.part.package
    assert package.next_partname("/ppt/charts/chart%d.xml") == "/ppt/charts/chart13.xml"
    assert package.next_partname("/ppt/charts/chart%d.xml") == "/ppt/charts/chart14.xml"
    assert package.next_partname("/ppt/slides/slide%d.xml") == "/ppt/slides/slide13.xml"


def test_a_title_takes_its_look_from_the_layout_unless_it_has_another() -> None:
    box = title("One sentence")
    smaller = replace(box.paragraphs[0], style=replace(box.paragraphs[0].style, size=22))
    slides = [Slide("headline", "a", "", (box,)), Slide("headline", "b", "", (replace(box, paragraphs=(smaller,)),))]
    made = Deck.of(write_slides(slides, THEME, PROPERTIES))
    path = "//p:sp[.//p:ph[@type='title']]//a:r/a:rPr"
    assert made.find("ppt/slides/slide1.xml", f"{path}[@sz or @b or a:solidFill]") == []
    assert made.values("ppt/slides/slide2.xml", f"{path}/@sz") == ["2200"]
    master = "ppt/slideMasters/slideMaster1.xml"
    assert made.values(master, "//p:titleStyle/a:lvl1pPr/a:defRPr/@sz") == ["2600"]


def test_a_change_of_the_master_in_python_pptx_reaches_the_titles_of_its_slides() -> None:
    data = write_slides([Slide("headline", "a", "", (title("One"),))], THEME, PROPERTIES)
    presentation = Presentation(io.BytesIO(data))
    master: Any = presentation.slides[0].slide_layout.slide_master
    (style,) = master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")
    style.set("sz", "3000")
    style.xpath("a:solidFill/a:schemeClr")[0].set("val", "accent2")
    target = io.BytesIO()
    presentation.save(target)
    (read,) = proving.read("changed.pptx", target.getvalue()).files
    (element,) = [element for element in read.pages[0].elements if element.name == "Title"]
    assert {(run.size, run.colour) for line in element.paragraphs for run in line} == {(30.0, LIGHT.accent[1:])}
