"""Planned slides → painted ones: the design of their layouts, their elements, foot and number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from msgspec.structs import replace
from PIL import Image

from briefing.charts.vector.drawing_surface import Paint
from briefing.deck.ooxml.package import DeckProperties
from briefing.deck.ooxml.shapes import PlaceholderSpec
from briefing.deck.ooxml.text_xml import EMU
from briefing.deck.painter.flat_colours import FlatColours
from briefing.deck.painter.native_marks import chart_marks
from briefing.deck.painter.painted_marks import (
    PaintedElement,
    PaintedMark,
    PaintedPath,
    PaintedPicture,
    Painting,
    ellipse,
    rectangle,
)
from briefing.deck.painter.shape_marks import (
    freeform_marks,
    group_marks,
    picture_marks,
    shape_marks,
    text_box_marks,
)
from briefing.deck.painter.table_marks import table_marks
from briefing.deck.painter.text_marks import PaintContext, paragraph_text
from briefing.deck.slides import (
    Box,
    ChartBox,
    Element,
    Freeform,
    Group,
    Paragraph,
    Picture,
    Shape,
    Slide,
    TableBox,
    TextBox,
)
from briefing.deck.template.scheme import Slots, ground_colour, resolved_colour, shown_shapes, slots, theme_of
from briefing.deck.template.slide_masters import SlideMasters
from briefing.deck.template.xpath import at, tag
from briefing.errors import BriefingError, Finding, LayoutError
from briefing.model.text import text

NUMBER: Final = "number of the slide"


def paint_slides(slides: Sequence[Slide], masters: SlideMasters, properties: DeckProperties) -> tuple[Painting, ...]:
    """Return planned slides as painted ones. Raise LayoutError with every finding at once."""
    painted: list[Painting] = []
    findings: list[Finding] = []
    for number, slide in enumerate(slides, start=1):
        try:
            painted.append(paint_slide(slide, number, masters, properties))
        except BriefingError as error:
            findings.extend(error.findings)
    if findings:
        raise LayoutError(findings)
    return tuple(painted)


def paint_slide(slide: Slide, number: int, masters: SlideMasters, properties: DeckProperties) -> Painting:
    """Return a planned slide, the one of a number from 1, as a painted one."""
    layout: Any = masters.layout(slide)
    known = slots(layout, theme_of(layout))
    context = PaintContext(FlatColours(masters.colours(slide), known), properties.lang)
    where = f"slide {number} ({slide.id})"
    elements = [
        PaintedElement("design", tuple(_design(layout, known))),
        *(_painted(item, slide, masters, context, where) for item in slide.elements),
        *_feet(slide, number, masters, context),
    ]
    presentation = masters.presentation
    wide, tall = (float(side or 0) / EMU for side in (presentation.slide_width, presentation.slide_height))
    ground = ground_colour(layout, theme_of(layout), known, Box(0, 0, wide, tall), 1.0)
    return Painting(wide, tall, ground, tuple(one for one in elements if one.marks), properties.lang, slide.title)


def _painted(item: Element, slide: Slide, masters: SlideMasters, context: PaintContext, where: str) -> PaintedElement:
    return PaintedElement(item.name, tuple(_marks(item, slide, masters, context, where)), item)


def _marks(
    item: Element, slide: Slide, masters: SlideMasters, context: PaintContext, where: str
) -> Iterator[PaintedMark]:
    if isinstance(item, TextBox):
        target = masters.placeholder(slide.layout, item.placeholder) if item.placeholder else None
        if target and target.company:
            return text_box_marks(_inheriting(item, target), context, target.anchor)
        return text_box_marks(item, context)
    if isinstance(item, Shape):
        return shape_marks(item, context)
    if isinstance(item, Freeform):
        return freeform_marks(item, context)
    if isinstance(item, Group):
        return group_marks(item, context)
    if isinstance(item, TableBox):
        return table_marks(item, context)
    if isinstance(item, Picture):
        return picture_marks(item, where)
    assert isinstance(item, ChartBox)
    return chart_marks(item, context, where)


def _feet(slide: Slide, number: int, masters: SlideMasters, context: PaintContext) -> Iterator[PaintedElement]:
    """Yield footer, date and number, each where the layout has a place for it; a cover has no number."""
    own = text(str(number), term=NUMBER) if slide.layout != "cover" else ()
    for name, content in (("Footer", slide.footer), ("Date", slide.date), ("Number", own)):
        target = masters.placeholder(slide.layout, name.lower()) if content else None
        if target:
            style = slide.foot_style
            box = Box(*(side / EMU for side in target.box))
            style = replace(
                style,
                align=target.align,
                bold=style.bold or bool(target.look.bold),
                colour=style.colour or target.colour or "ink",
            )
            lines = [Paragraph(content, style)]
            marks = tuple(paragraph_text(lines, box, target.anchor, context, broken=False))
            yield PaintedElement(name, marks)


def _inheriting(item: TextBox, target: PlaceholderSpec) -> TextBox:
    """Return a box with what its text takes from a company's placeholder where it states none."""
    paragraphs = tuple(
        replace(
            one,
            style=replace(
                one.style, align=one.style.align or target.align, colour=one.style.colour or target.colour or "ink"
            ),
        )
        for one in item.paragraphs
    )
    return replace(item, paragraphs=paragraphs)


def _design(layout: Any, known: Slots) -> Iterator[PaintedMark]:
    """Yield the shapes and pictures of a layout and its master that a picture can show: filled ones, and pictures."""
    for element, box in shown_shapes(layout, 1.0):
        if tag(element) == "pic":
            yield from _picture(element, box, layout)
            continue
        for colour in at(element, "p:spPr/a:solidFill/*"):
            round_ = bool(at(element, "p:spPr/a:prstGeom[@prst='ellipse']"))
            outline = ellipse(box) if round_ else rectangle(box)
            yield PaintedPath(outline, Paint(fill=resolved_colour(colour, known)))


def _picture(element: Any, box: Box, layout: Any) -> Iterator[PaintedMark]:
    owner = layout if element.getroottree().getroot() is layout._element else layout.slide_master
    for key in at(element, "p:blipFill/a:blip/@r:embed"):
        blob = owner.part.related_part(key).blob
        try:
            with Image.open(BytesIO(blob)) as picture:
                out = BytesIO()
                picture.convert("RGBA").save(out, "PNG")
        except Exception:  # noqa: S112  # what Pillow cannot read may be a metafile, which no picture shows
            continue
        yield PaintedPicture(out.getvalue(), box, box)
