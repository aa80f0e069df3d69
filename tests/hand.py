"""What people do to a deck in PowerPoint, done with python-pptx."""

from __future__ import annotations

import copy
import io
from typing import Any

from lxml import etree
from openpyxl import load_workbook  # type: ignore[import-untyped]
from pptx.dml.color import RGBColor
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Pt

from briefing.deck.bindings import read_bindings
from briefing.deck.ooxml.written_slides import TAGS
from briefing.deck.reading import C


def slide_of(deck: Presentation, key: str) -> Slide:
    """The first slide of a section."""
    slides: list[Slide] = list(deck.slides)
    return next(slide for slide in slides if (bound := read_bindings(slide.part)) and bound["slide"] == key)


def shape_of(slide: Slide, name: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name == name)


def text_of(slide: Slide, name: str) -> str:
    return str(shape_of(slide, name).text_frame.text).replace("\v", " ")


def all_text(deck: Presentation) -> str:
    """All texts, cells, alt texts and notes of a deck."""
    found: list[str] = []
    for slide in deck.slides:
        for shape in slide.shapes:
            found.append(shape._element.nvXxPr.cNvPr.get("descr", "") if hasattr(shape._element, "nvXxPr") else "")
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if getattr(shape, "has_table", False) and shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found).replace("\v", " ")


def rewrite(shape: Any, old: str, new: str) -> None:
    """Words give way to words, in the run where the old ones begin, as when one types over a selection."""
    for paragraph in shape.text_frame.paragraphs:
        runs = list(paragraph.runs)
        whole = "".join(run.text for run in runs)
        if old not in whole:
            continue
        start, at = whole.index(old), 0
        end, put = start + len(old), False
        for run in runs:
            text, low = run.text, at
            at += len(text)
            begin, stop = max(start, low), min(end, at)
            if begin < stop:
                run.text = text[: begin - low] + ("" if put else new) + text[stop - low :]
                put = True
        return
    raise AssertionError(f"{old!r} stands nowhere in {shape.name}")


def cut(shape: Any, word: str, at: int) -> None:
    """Formatting half of a word cuts its run in two."""
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            if word in run.text:
                where = run.text.index(word) + at
                second = copy.deepcopy(run._r)
                run._r.addnext(second)
                second.t.text, run.text = run.text[where:], run.text[:where]
                type(run)(second, paragraph).font.underline = True
                return
    raise AssertionError(f"{word!r} stands in no run of {shape.name}")


def colour(shape: Any, rgb: str = "C00000") -> None:
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor(*bytes.fromhex(rgb))  # type: ignore[no-untyped-call]
            run.font.size = Pt(21)


def colours(shape: Any) -> set[str]:
    runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if run.text]
    return {str(run.font.color.rgb) if run.font.color.type == 1 else "theme" for run in runs}


def move(shape: Any, right: int = 500_000, down: int = 250_000) -> tuple[int, int]:
    shape.left, shape.top = Emu(shape.left + right), Emu(shape.top + down)
    return shape.left, shape.top


def delete(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


def delete_slide(deck: Presentation, slide: Slide) -> None:
    root: Any = deck.part._element
    number = str(slide.slide_id)
    entry = next(item for item in root.sldIdLst if item.get("id") == number)
    deck.part.rels.pop(entry.rId)
    for item in list(root.iter("{*}sldId")):
        if item.get("id") == number:
            item.getparent().remove(item)


def to_front(deck: Presentation, slide: Slide) -> None:
    root: Any = deck.part._element
    listed = root.sldIdLst
    entry = next(item for item in listed if int(item.get("id")) == slide.slide_id)
    listed.insert(0, entry)


def duplicate(deck: Presentation, slide: Slide) -> Slide:
    """A copy of a slide as PowerPoint makes it: its own tags, its own charts."""
    copied: Slide = deck.slides.add_slide(slide.slide_layout)
    names: dict[str, str] = {}
    for key, relation in slide.part.rels.items():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external:
            names[key] = copied.part.relate_to(relation.target_ref, relation.reltype, is_external=True)
        elif kind == "tags":
            package, blob = deck.part.package, relation.target_part.blob
            place = PackURI(str(package.next_partname("/ppt/tags/tag%d.xml")))
            made = Part(place, relation.target_part.content_type, package, blob)
            names[key] = copied.part.relate_to(made, TAGS)
        elif kind not in ("slideLayout", "notesSlide"):
            names[key] = copied.part.relate_to(relation.target_part, relation.reltype)
    content = copy.deepcopy(slide.part._element.cSld)
    for item in content.iter():
        for name, value in item.attrib.items():
            if "officeDocument/2006/relationships" in str(name):
                item.set(name, names[str(value)])
    copied.part._element.replace(copied.part._element.cSld, content)
    return copied


def chart_of(slide: Slide, name: str = "Chart") -> Any:
    return shape_of(slide, name).chart


def cells_of(chart: Any) -> list[list[Any]]:
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def shown(chart: Any) -> list[list[Any]]:
    """What a chart's caches hold, as its sheet would: a row of names, then the categories with their values."""
    plot = [series for plot in chart.plots for series in plot.series]
    rows = list(chart.plots[0].categories)
    return [[None, *(s.name for s in plot)], *([str(c), *(s.values[at] for s in plot)] for at, c in enumerate(rows))]


def recolour_point(chart: Any, index: int, rgb: str = "C00000") -> None:
    fill = chart.plots[0].series[0].points[index].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(*bytes.fromhex(rgb))  # type: ignore[no-untyped-call]


def point_colour(chart: Any, index: int) -> str:
    fill = chart.plots[0].series[0].points[index].format.fill
    return str(fill.fore_color.rgb) if fill.type == 1 and fill.fore_color.type == 1 else "theme"


def add_series(chart: Any, name: str, values: list[float | None]) -> None:
    """A series typed beside the others in the workbook."""
    book_part = chart.part.chart_workbook.xlsx_part
    book = load_workbook(io.BytesIO(book_part.blob))
    sheet = book.worksheets[0]
    last = sheet.max_column + 1
    sheet.cell(1, last).value = name
    sheet.cell(1, last).data_type = "s"
    for row, value in enumerate(values, start=2):
        sheet.cell(row, last).value = value
    buffer = io.BytesIO()
    book.save(buffer)
    book_part.blob = buffer.getvalue()
    first = chart.plots[0].series[0]._element
    made = copy.deepcopy(first)
    letter = chr(64 + last)
    count = len(values)
    for tag in ("dPt", "dLbls", "trendline", "extLst"):
        for item in made.findall(f"{{*}}{tag}"):
            made.remove(item)
    number = str(len([s for plot in chart.plots for s in plot.series]) + 3)
    made.find("{*}idx").set("val", number)
    made.find("{*}order").set("val", number)
    made.find("{*}tx").find(".//{*}v").text = name
    made.find("{*}tx").find(".//{*}f").text = f"Data!${letter}$1"
    value_of = made.find("{*}val")
    value_of.find(".//{*}f").text = f"Data!${letter}$2:${letter}${count + 1}"
    cache = value_of.find(".//{*}numCache")
    for point in cache.findall("{*}pt"):
        cache.remove(point)
    for index, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(cache, f"{C}pt", idx=str(index))
            etree.SubElement(point, f"{C}v").text = str(value)
    first.getparent().findall("{*}ser")[-1].addnext(made)
