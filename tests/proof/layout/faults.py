"""Decks and pages with faults that only a drawing shows."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from tests.proof.package.broken import good


def edited(change: Callable[[Any], object]) -> bytes:
    """A change of a good deck's presentation → the deck with it: slides of bars, lines, a table, bars on dark."""
    from pptx import Presentation

    deck = Presentation(io.BytesIO(good()))
    change(deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def named(slide: Any, name: str) -> Any:
    """A slide and a name → the last shape of that name."""
    return [shape for shape in slide.shapes if shape.name == name][-1]


def faulty_deck(deck: Any) -> None:
    """On slide 1 a text that is too long for its box; on 2 a box over text; on 3 text over text; on 4 no bars."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    bars, lines, table, dark = deck.slides
    callout = named(bars, "Callout")
    callout.text_frame.text = "Ask next what became of every licence that was sold abroad since. " * 4
    back = named(lines, "Back")
    cover = lines.shapes.add_shape(1, back.left, back.top - Pt(4), back.width, back.height + Pt(8))
    cover.fill.solid()
    cover.fill.fore_color.rgb = RGBColor(0xC8, 0x50, 0x1E)  # type: ignore[no-untyped-call]
    cover.line.fill.background()
    title = named(table, "Title")
    over = table.shapes.add_textbox(title.left + Pt(6), title.top, title.width, title.height)
    over.name = "Second title"
    over.text_frame.text = "Another title stands here"
    for run in over.text_frame.paragraphs[0].runs:
        run.font.size = Pt(26)
    chart = named(dark, "Chart").chart
    for series in chart.plots[0].series:
        series.format.fill.background()
        series.format.line.fill.background()
        for point in range(len(list(series.values))):
            series.points[point].format.fill.background()
            series.points[point].format.line.fill.background()
    chart.category_axis.visible = False
    chart.value_axis.visible = False


def page(draw: Callable[[Any], object], size: tuple[float, float] = (400, 300), pages: int = 1) -> bytes:
    """What draws on a canvas → a PDF with the same on each page, and a line of text on a bar above."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for _ in range(pages):
        canvas.setFillColorRGB(0.2, 0.3, 0.4)
        canvas.rect(20, size[1] - 60, size[0] - 40, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(20, 100, "A line that reads well")
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def foreign_deck() -> bytes:
    """A deck by python-pptx's default template: a title, a list, a chart, a table, an empty slide."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    deck: Any = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "A talk 🚀 of ﬁve words"
    first.placeholders[1].text = "by somebody"
    second = deck.slides.add_slide(deck.slide_layouts[1])
    second.shapes.title.text = "A list"
    second.placeholders[1].text = "One\nTwo\vbroken\nשלום עולם\nthree"
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["a", "b"]
    data.add_series("s", (1.0, None))
    third = deck.slides.add_slide(deck.slide_layouts[5])
    third.shapes.title.text = "A chart"
    third.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data)
    table = deck.slides.add_slide(deck.slide_layouts[5])
    table.shapes.title.text = "A table"
    grid = table.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    grid.cell(0, 0).text = "left"
    grid.cell(1, 1).text = "right"
    grid.cell(0, 0).merge(grid.cell(0, 1))
    deck.slides.add_slide(deck.slide_layouts[6])
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()
