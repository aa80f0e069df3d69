"""An edit of a layout or the theme in a finished deck, made with python-pptx, reaches the slides."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefing.assets import asset
from briefing.deck import write
from briefing.read import theme
from tests.deck.sample import document


@pytest.fixture
def deck() -> Any:
    return Presentation(io.BytesIO(write(document(), theme(asset("themes/ink.toml"))).files[".pptx"]))


def saved(deck: Any) -> Any:
    target = io.BytesIO()
    deck.save(target)
    return Presentation(target)


def titles(deck: Any) -> list[Any]:
    return [slide.shapes.title for slide in deck.slides if slide.slide_layout.name != "cover"]


def test_titles_take_place_anchor_insets_spacing_and_looks_from_their_layout(deck: Any) -> None:
    for title in titles(deck):
        assert not title._element.spPr[:]
        assert not title._element.txBody.find(qn("a:bodyPr")).attrib
        assert {paragraph._p.find(qn("a:pPr")).attrib.get("marL") for paragraph in title.text_frame.paragraphs} == {
            None
        }
        for run in title.text_frame.paragraphs[0].runs:
            assert (run.font.bold, run.font.name, run.font.fill.type) == (None, None, None)


def test_a_title_that_is_moved_on_its_layouts_moves_on_the_slides(deck: Any) -> None:
    for master in deck.slide_masters:
        for layout in master.slide_layouts:
            layout.placeholders.get(0).left = Pt(72)

    assert {title.left for title in titles(saved(deck))} == {Pt(72)}


def test_new_faces_and_colours_of_the_theme_reach_all_text(deck: Any) -> None:
    faces, colours = set(), set()
    for slide in deck.slides:
        for element in slide._element.iter(qn("a:latin"), qn("a:ea")):
            faces.add(element.get("typeface"))
        colours |= {element.get("val") for element in slide._element.iter(qn("a:srgbClr"))}
        for relation in slide.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.CHART:
                root = parse_xml(relation.target_part.blob)
                faces |= {element.get("typeface") for element in root.iter(qn("a:latin"), qn("a:ea"))}
                colours |= {element.get("val") for element in root.iter(qn("a:srgbClr"))}

    assert faces <= {"+mn-lt", "+mn-ea", "+mj-lt", "+mj-ea"}
    assert not colours
