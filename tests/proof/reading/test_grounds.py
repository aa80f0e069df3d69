"""What lies behind the words of a brief: a disc as its charts draw it is a ground, and the space around it is none."""

from __future__ import annotations

import io
from math import cos, pi, sin, tan

import pytest
from reportlab.pdfgen.canvas import Canvas

from briefing.proof.reading.brief.pdf_text import Grounds, PageFrame
from briefing.proof.reading.pdfium import opened, page_of

RADIUS, MIDDLE = 30.0, (100.0, 100.0)


def disc(curves: int) -> bytes:
    """A page with a disc of so many curves."""
    canvas = Canvas(stream := io.BytesIO(), pagesize=(200, 200))
    canvas.setFillColorRGB(0, 0, 0.6)
    path, step = canvas.beginPath(), 2 * pi / curves
    reach = 4 / 3 * tan(step / 4) * RADIUS
    for at in range(curves):
        start, end = at * step, (at + 1) * step
        (x0, y0), (x1, y1) = ((MIDDLE[0] + RADIUS * cos(turn), MIDDLE[1] + RADIUS * sin(turn)) for turn in (start, end))
        if not at:
            path.moveTo(x0, y0)
        path.curveTo(
            x0 - reach * sin(start), y0 + reach * cos(start), x1 + reach * sin(end), y1 - reach * cos(end), x1, y1
        )
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("curves", [4, 8])
def test_a_disc_is_the_ground_of_the_words_on_it_and_of_no_others(curves: int) -> None:
    with opened(disc(curves)) as document, page_of(document, 0) as page:
        grounds = Grounds(page, PageFrame(page))
        assert grounds.behind(-1, (90, 95, 110, 105)) == "000099"
        assert grounds.behind(-1, (10, 95, 30, 105)) == ""
