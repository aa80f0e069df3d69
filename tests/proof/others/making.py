"""Decks and PDFs by other programs, made here or kept in `files`, and ours as LibreOffice saves them.

How those in `files` were made, each from a title, bullets, a table, a picture, notes and Chinese text; authors were
taken out of their properties and the archives packed again:

* pptxgenjs.pptx: PptxGenJS 4.0.1, with bars, lines, a doughnut, a scatter and an area chart, cells merged, pale text
* pandoc.pptx: pandoc 3.1.11, from Markdown with columns, code, a formula and a footnote
* officer.pptx: officer 0.6.7 for R, on its own template, with small pale text and an empty slide (no charts: those are
  made by mschart, which Debian does not have)
* typst.pdf: Typst 0.14.1, tagged, with pale text and a line that leaves the page
* weasyprint.pdf: WeasyPrint 62.3, untagged
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from tests.converting import converted

FILES = Path(__file__).parent / "files"
COLLECTED = sorted(path.name for path in FILES.iterdir())
CATEGORIES = ("2021", "2022", "2023", "2024")


def collected(name: str) -> bytes:
    """Name of a file by another program → its bytes."""
    return (FILES / name).read_bytes()


def python_pptx() -> bytes:
    """A deck on python-pptx's default template: bullets, a picture, notes, a group, four charts, a table."""
    from pptx import Presentation
    from pptx.util import Inches, Pt

    deck: Any = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Regions in brief"
    slide.placeholders[1].text = "Output grew by 4.2 %\n服务业占一半以上"
    slide.notes_slide.notes_text_frame.text = "Say that services lead."
    slide.shapes.add_picture(io.BytesIO(_square()), Inches(8), Inches(5), Inches(1), Inches(1))
    _grouped(slide)
    _charts(deck)
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "A table"
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(5), Inches(2)).table
    for row, words in enumerate((("Region", "2024"), ("North", "17.0"), ("South", "12.0"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(2, 0).merge(table.cell(2, 1))
    small = slide.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(0.3)).text_frame
    small.text = "Small words"
    small.paragraphs[0].runs[0].font.size = Pt(6)
    deck.slides.add_slide(deck.slide_layouts[1])
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _grouped(slide: Any) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    group = slide.shapes.add_group_shape()
    for at in range(3):
        group.shapes.add_shape(MSO_SHAPE.CHEVRON, Inches(1 + at), Inches(5), Inches(1), Inches(0.6)).text = f"Step {at}"


def _charts(deck: Any) -> None:
    from pptx.chart.data import CategoryChartData, XyChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Charts"
    kinds_of_data: tuple[Any, Any] = (CategoryChartData, XyChartData)
    data, points = (kind() for kind in kinds_of_data)
    data.categories = CATEGORIES
    data.add_series("North", (12, 14, 15.5, 17))
    for x, y in ((1, 2), (2, 3), (3, 5)):
        points.add_series(f"Point {x}").add_data_point(x, y)
    kinds = (XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.LINE, XL_CHART_TYPE.PIE, XL_CHART_TYPE.XY_SCATTER)
    for at, kind in enumerate(kinds):
        place = Inches(0.5 + at % 2 * 4.5), Inches(1.5 + at // 2 * 3)
        slide.shapes.add_chart(kind, *place, Inches(4), Inches(2.8), points if at == 3 else data)


def _square() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), (31, 56, 100)).save(buffer, "PNG")
    return buffer.getvalue()


def matplotlib_pdf() -> bytes:
    """A chart as matplotlib saves it, its text in type 3 fonts."""
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    figure = Figure()
    axes = figure.subplots()
    axes.bar(CATEGORIES, (12, 14, 15.5, 17))
    axes.set_title("Output of the North")
    buffer = io.BytesIO()
    canvas: Any = FigureCanvasPdf(figure)
    canvas.print_pdf(buffer)
    return buffer.getvalue()


def reportlab_pdf() -> bytes:
    """Two plain pages by reportlab, the second turned and without a word."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 720, "Output grew by 4.2 %")
    canvas.rect(72, 600, 100, 50, fill=1)
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


MADE = {"python-pptx.pptx": python_pptx, "matplotlib.pdf": matplotlib_pdf, "reportlab.pdf": reportlab_pdf}


def saved_again(data: bytes, ending: str, folder: Path) -> bytes:
    """A deck → what LibreOffice makes of it, a .pptx or a .pdf; the test skips without LibreOffice, but not in CI."""
    path = folder / "deck.pptx"
    path.write_bytes(data)
    (saved,) = converted([path], ending, folder / "saved", "save the deck")
    return saved.read_bytes()
