"""Nothing reaches a page untagged, whatever draws it."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
import reportlab
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from briefing.brief.canvas import TaggedCanvas
from briefing.brief.fonts import FontSet
from briefing.brief.structure import Element
from briefing.brief.xmp import DocumentProperties

FACES = FontSet("Source Sans Pro", "Source Serif Pro")
PAINTING = frozenset("S s f F f* B B* b b* sh Do Tj TJ ' \" EI".split())  # noqa: SIM905


def canvas(target: io.BytesIO) -> TaggedCanvas:
    properties = DocumentProperties("Title", "Author", "", "", "en", dt.date(2025, 12, 31))
    return TaggedCanvas(target, (595, 842), properties, FACES.text(), Element("Document"))


def finished(draw: Callable[[TaggedCanvas], object]) -> pikepdf.Pdf:
    target = io.BytesIO()
    made = canvas(target)
    draw(made)
    made.showPage()
    made.save()
    return pikepdf.open(io.BytesIO(target.getvalue()))


def untagged(pdf: pikepdf.Pdf) -> list[str]:
    """Painting operators outside every marked-content sequence."""
    found = []
    for page in pdf.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if name in PAINTING and depth < 1:
                found.append(name)
        assert depth == 0
    return found


def test_every_painting_method_of_reportlab_opens_a_mark() -> None:
    def draw(made: TaggedCanvas) -> None:
        path = made.beginPath()
        path.moveTo(0, 0)
        path.lineTo(5, 5)
        made.line(0, 0, 9, 9)
        made.lines([(0, 0, 9, 9)])
        made.grid([0, 9], [0, 9])
        made.bezier(0, 0, 1, 1, 2, 2, 3, 3)
        made.arc(0, 0, 9, 9)
        made.rect(0, 0, 9, 9, fill=1)
        made.ellipse(0, 0, 9, 9)
        made.circle(5, 5, 3)
        made.wedge(0, 0, 9, 9, 0, 90)
        made.roundRect(0, 0, 9, 9, 2)
        made.drawPath(path)
        made.cross(5, 5)
        made.setFont(FACES.text().name, 10)
        made.drawString(9, 9, "text")
        made.drawRightString(9, 9, "text")
        made.drawCentredString(9, 9, "text")

    assert untagged(finished(draw)) == []


def test_the_check_of_painting_finds_plain_reportlab_untagged() -> None:
    target = io.BytesIO()
    plain = Canvas(target)
    plain.line(0, 0, 9, 9)
    plain.save()
    assert untagged(pikepdf.open(io.BytesIO(target.getvalue()))) == ["S"]


def test_a_foreign_flowable_is_painted_as_an_artifact() -> None:
    def draw(made: TaggedCanvas) -> None:
        style = ParagraphStyle("p", fontName=FACES.text().name, bulletFontName=FACES.text().name)
        paragraph = Paragraph("from elsewhere", style)
        paragraph.wrap(200, 200)
        paragraph.drawOn(made, 50, 500)

    pdf = finished(draw)
    assert untagged(pdf) == []
    assert b"/Artifact" in pdf.pages[0].Contents.read_bytes()


def test_marks_are_numbered_as_the_parent_tree_lists_them() -> None:
    def draw(made: TaggedCanvas) -> None:
        first, second = made.root.add("P"), made.root.add("P")
        for element in (first, second, first):
            with made.tagged(element):
                made.fill_rect(0, 0, 9, 9, "#000000")

    pdf = finished(draw)
    root = pdf.Root.StructTreeRoot
    number = int(pdf.pages[0].StructParents)
    nums: list[Any] = list(root.ParentTree.Nums)
    owners = nums[nums.index(number) + 1]
    assert len(owners) == 3
    assert owners[0].objgen == owners[2].objgen != owners[1].objgen
    assert re.findall(rb"MCID (\d)", pdf.pages[0].Contents.read_bytes()) == [b"0", b"1", b"2"]


def test_a_page_of_furniture_leaves_no_empty_element() -> None:
    def draw(made: TaggedCanvas) -> None:
        made.root.add("Sect").add("P")
        with made.artifact("Header"):
            made.fill_rect(0, 0, 9, 9, "#000000")

    pdf = finished(draw)
    assert list(pdf.Root.StructTreeRoot.K[0].K) == []
    assert b"/Subtype /Header" in pdf.pages[0].Contents.read_bytes()


def test_an_unknown_kind_of_artifact_is_an_error() -> None:
    made = canvas(io.BytesIO())
    with pytest.raises(KeyError), made.artifact("Nonsense"):
        made.fill_rect(0, 0, 9, 9, "#000000")


def test_reportlab_is_the_version_whose_internals_the_canvas_knows() -> None:
    assert reportlab.Version.startswith("5.1."), "read canvas.py and catalog.py against the new version, then pin it"
    made = Canvas(io.BytesIO())
    for name in ("_code", "_doc", "_filename", "_bookmarkReference", "_addAnnotation"):
        assert hasattr(made, name), name
    for name in ("Catalog", "info", "signature", "delayedFonts", "idToObject", "fontMapping"):
        assert hasattr(made._doc, name), name  # type: ignore[attr-defined]
