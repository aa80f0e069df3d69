"""The Beijing deck with one fault of layout at a time, made as a hand in another program would make it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from briefing.proof.evidence import Evidence
from briefing.proof.findings import ProofFinding
from briefing.proof.layout.slide_layout import check
from briefing.proof.package.opc_package import opened
from briefing.proof.package.package_check import read_against_table
from briefing.proof.parsed_file import ParsedFile
from briefing.proof.reading.deck import deck
from tests.beijing import written

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


def parsed(data: bytes) -> ParsedFile:
    """A finished deck → what a reader sees."""
    package = opened("deck.pptx", data)
    read_against_table(package)
    return deck("deck.pptx", data, package)


def found(data: bytes) -> list[ProofFinding]:
    """A finished deck → the findings of its layout."""
    return list(check(Evidence((parsed(data),))))


class Fault(Struct, frozen=True):
    """What is done to one slide, from 1, and the rule and the element that must be told."""

    rule: str
    slide: int
    element: str
    change: Callable[[Any], None]


def changed(*faults: Fault) -> bytes:
    """The good deck with these faults, each on a slide of its own."""
    from pptx import Presentation

    presentation = Presentation(io.BytesIO(good()))
    for fault in faults:
        fault.change(presentation.slides[fault.slide - 1])
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def good() -> bytes:
    """The deck that the faults are made in."""
    return written.deck()


def shape(slide: Any, name: str) -> Any:
    """A shape by its name."""
    return next(one for one in slide.shapes if one.name == name)


def _moved(name: str, left: float = 0, top: float = 0) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        one = shape(slide, name)
        wide, high, x, y = one.width, one.height, one.left, one.top
        one.left, one.top, one.width, one.height = x + round(left * 12700), y + round(top * 12700), wide, high

    return change


def _onto(name: str, other: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        one, below = shape(slide, name), shape(slide, other)
        one.left, one.top, one.width, one.height = below.left, below.top, one.width, one.height

    return change


def _shrunk(name: str, wide: float, high: float) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        one = shape(slide, name)
        one.left, one.top, one.width, one.height = one.left, one.top, round(one.width * wide), round(one.height * high)

    return change


def _runs(name: str, **attributes: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        for run in shape(slide, name)._element.findall(".//a:rPr", NS):
            for key, value in attributes.items():
                run.set(key, value)

    return change


def _faced(name: str, tag: str, face: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        for run in shape(slide, name)._element.findall(".//a:rPr", NS):
            run.append(run.makeelement(f"{{{NS['a']}}}{tag}", {"typeface": face}))

    return change


def _texted(name: str, text: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        runs = shape(slide, name)._element.findall(".//a:t", NS)
        runs[0].text = text

    return change


def _fitted(name: str, scale: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        body = shape(slide, name)._element.find(".//a:bodyPr", NS)
        for child in list(body):
            body.remove(child)
        body.append(body.makeelement(f"{{{NS['a']}}}normAutofit", {"fontScale": scale}))

    return change


def _unwrapped(name: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        item = shape(slide, name)._element
        item.find(".//a:bodyPr", NS).set("wrap", "none")
        for one in item.findall(".//a:br", NS):
            one.getparent().remove(one)

    return change


def _aligned(name: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        for item in shape(slide, name)._element.findall(".//a:pPr", NS):
            item.set("algn", "ctr")

    return change


def _alt(name: str, text: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        shape(slide, name)._element.find(".//p:cNvPr", NS).set("descr", text)

    return change


def _dropped(*names: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        for name in names or [one.name for one in slide.shapes]:
            item = shape(slide, name)._element
            item.getparent().remove(item)

    return change


def _emptied(name: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        body = shape(slide, name)._element.find("p:txBody", NS)
        for item in body.findall("a:p", NS):
            body.remove(item)
        body.append(body.makeelement(f"{{{NS['a']}}}p", {}))

    return change


def _first(name: str, at: int = 2) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        slide.shapes._spTree.insert(at, shape(slide, name)._element)

    return change


def _last(name: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        slide.shapes._spTree.append(shape(slide, name)._element)

    return change


def _sized(*names: str) -> Callable[[Any], None]:
    def change(slide: Any) -> None:
        for number, name in enumerate(names):
            _runs(name, sz=str(1610 + 110 * number))(slide)

    return change


def _same_title(slide: Any) -> None:
    other = slide.part.package.presentation_part.presentation.slides[2]
    body, new = (shape(one, "Title")._element.find("p:txBody", NS) for one in (slide, other))
    body.getparent().replace(body, new.__copy__() if hasattr(new, "__copy__") else new)


BELOW = ("Point rule 1", "Point 1", "Point rule 2", "Point 2", "Callout", "Callout bar", "Callout text")
FOOTER = "Footer Placeholder 37"
FAULTS = {
    "a label off the slide": Fault("layout-offslide", 5, "Cell 1.3", _moved("Cell 1.3", left=330)),
    "a chart half off the slide": Fault("layout-offslide", 3, "Chart", _moved("Chart", top=210)),
    "a rule off the slide": Fault("layout-offslide", 3, "Source rule", _moved("Source rule", left=90)),
    "a panel in the margin": Fault("layout-margin", 5, "Panel", _moved("Panel", left=45)),
    "a row's head in the margin": Fault("layout-margin", 5, "Row 2", _moved("Row 2", left=-20)),
    "a title off its place": Fault("layout-zone", 5, "Title", _moved("Title", left=12)),
    "a title a little lower": Fault("layout-zone", 8, "Title", _moved("Title", top=5)),
    "a subtitle too low": Fault("layout-zone", 3, "Subtitle", _moved("Subtitle", top=8)),
    "a source off its place": Fault("layout-zone", 2, "Source", _moved("Source", left=4)),
    "a footer off its place": Fault("layout-zone", 9, FOOTER, _moved(FOOTER, left=14)),
    "a head beside its column": Fault("layout-zone", 5, "Head of rows", _moved("Head of rows", left=9)),
    "a line that never wraps": Fault("layout-offslide", 12, "Quotation", _unwrapped("Quotation")),
    "words below a chart taken out": Fault("layout-band", 4, "", _dropped(*BELOW)),
    "a subtitle taken out": Fault("layout-band", 9, "", _dropped("Subtitle")),
    "text over text": Fault("layout-overlap", 2, "Changes 2", _onto("Changes 2", "Number 2")),
    "a number over a number": Fault("layout-overlap", 5, "Cell 3.2", _onto("Cell 3.2", "Cell 2.2")),
    "a panel over the chart": Fault("layout-overlap", 5, "Panel", _moved("Panel", left=-120)),
    "a chart over the panel": Fault("layout-overlap", 5, "Panel", _moved("Chart", left=320)),
    "a chart over another": Fault("layout-overlap", 7, "Chart 2", _moved("Chart 2", top=-60)),
    "a chart over the title": Fault("layout-overlap", 9, "Chart", _moved("Chart", top=-70)),
    "a callout over the panel": Fault("layout-overlap", 5, "Callout", _moved("Callout", top=-90)),
    "a tile under half a text": Fault("layout-overlap", 11, "Tile text 1.2", _moved("Tile 1.2", top=-26)),
    "a box too low for its text": Fault("layout-overflow", 5, "Panel", _shrunk("Panel", 1, 0.6)),
    "a box too narrow for its text": Fault("layout-overflow", 12, "Quotation", _shrunk("Quotation", 0.5, 1)),
    "a word wider than its box": Fault("layout-overflow", 2, "Changes 3", _shrunk("Changes 3", 0.15, 1)),
    "text that grew": Fault("layout-overflow", 12, "Speaker", _runs("Speaker", sz="2400")),
    "a table that grows off the slide": Fault("layout-overflow", 14, "Table", _runs("Table", sz="3200")),
    "text shrunk by the program": Fault("layout-autofit", 5, "Panel", _fitted("Panel", "62500")),
    "type under the floor": Fault("layout-size", 3, "Remark 1", _runs("Remark 1", sz="900")),
    "small text to be read": Fault("layout-size", 5, "Panel", _runs("Panel", sz="1200")),
    "too many sizes": Fault("layout-sizes", 13, "", _sized("Label 1.1", "Label 1.2", "Label 1.3", "Label 2.1")),
    "Chinese on a Latin face": Fault("layout-face", 5, "Row 1", lambda slide: _han(slide, "Row 1")),
    "another family": Fault("layout-families", 6, "Hero", _faced("Hero", "latin", "Comic Sans MS")),
    "a centred panel": Fault("layout-align", 5, "Panel", _aligned("Panel")),
    "a blank slide": Fault("layout-blank", 6, "", _dropped()),
    "no title": Fault("layout-title", 6, "", _dropped("Title")),
    "a title of spaces": Fault("layout-title", 6, "", _emptied("Title")),
    "a title twice": Fault("layout-title-twice", 8, "Title", _same_title),
    "an empty placeholder": Fault("layout-empty", 5, "Panel", _emptied("Panel")),
    "a prompt": Fault("layout-empty", 5, "Panel", _texted("Panel", "Click to add text")),
    "a chart without alternative text": Fault("layout-alt", 3, "Chart", _alt("Chart", "")),
    "a table without alternative text": Fault("layout-alt", 14, "Table", _alt("Table", "")),
    "an alternative text that is a file's name": Fault("layout-alt", 3, "Chart", _alt("Chart", "chart_3.png")),
    "an alternative text that tells nothing": Fault("layout-alt", 3, "Chart", _alt("Chart", "Chart 3")),
    "an alternative text without end": Fault("layout-alt", 3, "Chart", _alt("Chart", "It rose, then fell. " * 25)),
    "a chart read first": Fault("layout-order", 3, "Chart", _first("Chart")),
    "a title read last": Fault("layout-order", 3, "Subtitle", _last("Title")),
    "a subtitle read after the chart": Fault("layout-order", 3, "Chart", _last("Subtitle")),
    "a source read before the chart": Fault("layout-order", 3, "Source", _first("Source", 5)),
    "a panel read before the chart": Fault("layout-order", 5, "Panel", _first("Panel", 5)),
}


def _han(slide: Any, name: str) -> None:
    _texted(name, "北京每万人专利")(slide)
    _faced(name, "ea", "Arial")(slide)
