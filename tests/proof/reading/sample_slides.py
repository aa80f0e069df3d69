"""Slides on the template that python-pptx brings, with shapes written as other programs write them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from briefing.proof.package.opc_package import opened
from briefing.proof.package.package_check import read_against_table
from briefing.proof.parsed_file import Element, Page, ParsedFile
from briefing.proof.reading.deck import deck

_NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    }.items()
)
TITLE_ONLY, BLANK = 5, 6


def parsed(data: bytes) -> ParsedFile:
    """A finished deck → what a reader sees."""
    package = opened("deck.pptx", data)
    read_against_table(package)
    return deck("deck.pptx", data, package)


def with_slide(change: Callable[[Any, Any], object], layout: int = BLANK) -> bytes:
    """What is done to a presentation and its one slide → the deck."""
    from pptx import Presentation

    presentation = Presentation()
    change(presentation, presentation.slides.add_slide(presentation.slide_layouts[layout]))
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def page(*shapes: str, layout: int = BLANK) -> Page:
    """Shapes as markup → the slide that a reader sees."""

    def change(_: Any, slide: Any) -> None:
        from lxml import etree

        for markup in shapes:
            slide.shapes._spTree.append(etree.fromstring(markup.replace(">", f" {_NAMES}>", 1)))

    return parsed(with_slide(change, layout)).pages[0]


def element(*shapes: str) -> Element:
    """Shapes as markup → the last of the elements that a reader sees."""
    return page(*shapes).elements[-1]


def box(number: int = 2, place: str = "12700,25400,127000,254000", turn: str = "") -> str:
    """The transform of a shape: left, top, width and height in units of the file."""
    left, top, wide, high = place.split(",")
    return f'<a:xfrm{turn}><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def text_box(runs: str, properties: str = "", number: int = 2, style: str = "", fill: str = "", body: str = "") -> str:
    """A text box of one paragraph."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Box {number}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{properties or box()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>{style}'
        f"<p:txBody><a:bodyPr{body}/><a:lstStyle/><a:p>{runs}</a:p></p:txBody></p:sp>"
    )


def run(text: str, look: str = "", **run_attributes: str) -> str:
    """A run with what it tells of its look."""
    attributes = "".join(f' {name}="{value}"' for name, value in run_attributes.items())
    return f"<a:r><a:rPr{attributes}>{look}</a:rPr><a:t>{text}</a:t></a:r>"
