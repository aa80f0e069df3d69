"""A surface on a reportlab canvas in the brief's faces, to look at charts."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from msgspec.structs import astuple
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from briefing.charts.vector import Font, Paint, Segment, TextMark

_FACES: dict[Font, str] = {"text": "SourceSansPro-Regular", "bold": "SourceSansPro-Semibold"}
_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class Paper:
    """Draws on a canvas at its present origin."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        for name in _FACES.values():
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(files("font_source_sans_pro") / "files" / f"{name}.ttf")))

    def path(self, segments: Sequence[Segment], paint: Paint) -> None:
        self.canvas.saveState()
        drawn = self.canvas.beginPath()
        for letter, numbers in segments:
            if letter == "M":
                drawn.moveTo(*numbers)
            elif letter == "L":
                drawn.lineTo(*numbers)
            elif letter == "C":
                drawn.curveTo(*numbers)
            else:
                drawn.close()
        if paint.fill:
            self.canvas.setFillColor(HexColor(paint.fill))
        if paint.stroke:
            self.canvas.setStrokeColor(HexColor(paint.stroke))
            self.canvas.setLineWidth(paint.width)
            self.canvas.setLineCap(_CAPS[paint.cap])
            self.canvas.setLineJoin(_JOINS[paint.join])
            if paint.dash:
                self.canvas.setDash(list(paint.dash), paint.offset)
        self.canvas.drawPath(drawn, stroke=int(bool(paint.stroke)), fill=int(bool(paint.fill)))
        self.canvas.restoreState()

    def text(self, mark: TextMark) -> None:
        x, y, string, font, size, colour, angle, _ = astuple(mark)
        self.canvas.saveState()
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(_FACES[font], size)
        self.canvas.translate(x, y)
        self.canvas.rotate(angle)
        self.canvas.drawString(0, 0, string)
        self.canvas.restoreState()

    def width(self, string: str, font: Font, size: float) -> float:
        return float(pdfmetrics.stringWidth(string, _FACES[font], size))

    def ascent(self, font: Font, size: float) -> float:
        return 0.66 * size

    def descent(self, font: Font, size: float) -> float:
        return 0.21 * size


def picture(width: float, height: float, draw: Callable[[Paper], object], target: Path, paper: str = "#FFFFFF") -> None:
    """A drawing → a PNG with a margin of 24 points, at 150 dots an inch."""
    import pypdfium2

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width + 48, height + 48), invariant=1)
    canvas.setFillColor(HexColor(paper))
    canvas.rect(0, 0, width + 48, height + 48, stroke=0, fill=1)
    canvas.translate(24, 24)
    draw(Paper(canvas))
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    document[0].render(scale=150 / 72).to_pil().save(target)
    document.close()
