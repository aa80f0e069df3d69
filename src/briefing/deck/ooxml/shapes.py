"""Boxes, shapes and pictures of a slide → shapes that python-pptx adds, and what it lacks on them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from PIL import Image
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.slide import Slide as PptxSlide

from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.text_xml import NAMESPACES, Inherited, XmlContext, clean, emu, emu_box, link, paragraphs
from briefing.deck.ooxml.written_slides import SVG
from briefing.deck.reading import A, P, properties_of
from briefing.deck.slides import Align, Anchor, Picture, Shape, TextBox
from briefing.errors import LayoutError
from briefing.model.text import plain

_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_BODY = (
    '<a:bodyPr vert="horz" wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
    "<a:noAutofit/></a:bodyPr><a:lstStyle/>"
)
_COMPANY_BODY = (
    '<a:bodyPr wrap="square"{insets}><a:noAutofit/></a:bodyPr>'
    '<a:lstStyle><a:lvl1pPr><a:defRPr cap="none" spc="0" baseline="0"/></a:lvl1pPr></a:lstStyle>'
)
_INSETS = ' lIns="0" tIns="0" rIns="0" bIns="0"'
_PILL = '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst></a:prstGeom>'
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{key}"/>'
    "</a:ext></a:extLst>"
)
# A number with its sign and unit: "262.9", "−3.4", "5.5×", "27,000", "1185.9亿".
_NUMERAL = re.compile(r"[^\w\s]{0,2}\d[\d.,\u2009\u202f\u00a0]*\S{0,3}")
_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF")


class PlaceholderSpec(Struct, frozen=True):
    """What a text needs to know of the placeholder that it fills: type and index, as "body 10", box in EMU, and the
    look that it inherits.

    `company`: the placeholder is a company's. Its anchor stays, and where the text needs no other place, its insets.
    Capitals and letter spacing do not: what was measured holds, and a sentence is read as one. Its `align` and `colour`
    (a value) are what a text that states none inherits.
    """

    key: str
    box: tuple[int, int, int, int]
    anchor: Anchor
    look: Inherited
    company: bool = False
    align: Align = "l"
    colour: str = ""


def placeholder_key(shape: Any) -> str:
    """Return the type and index of a shape's placeholder, as "body 10" or "title"; empty for one that fills none."""
    placeholder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if placeholder is None:
        return ""
    kind, index = placeholder.get("type", "obj"), placeholder.get("idx", "0")
    return kind if index == "0" else f"{kind} {index}"


class WrittenShape(Struct, frozen=True):
    """A shape with the markup that it was written from: of its text, else of its form, fill and line, or of cells."""

    element: Any
    markup: str = ""
    cells: Sequence[Sequence[str]] = ()


def parse_elements(markup: str) -> Iterator[Any]:
    """Yield the elements of markup side by side, as python-pptx knows them."""
    yield from list(parse_xml(f"<x {_SPACES}>{markup}</x>"))


def insert_after(element: Any, markup: str) -> None:
    """Put elements, given as markup, behind another one."""
    for result in reversed(list(parse_elements(markup))):
        element.addnext(result)


_SPACES = f'{NAMESPACES} xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'


def name_shape(shape: Any, name: str, alt: str) -> None:
    """Give a shape its name and alt text; without an alt text it is decoration."""
    properties = properties_of(shape)
    properties.set("name", clean(name))
    properties.set("descr", clean(alt))
    if not alt:
        properties.append(deepcopy(_decoration()))


@functools.cache
def _decoration() -> Any:
    return next(parse_elements(_DECORATION))


def add_text_box(
    shapes: Any, item: TextBox, context: XmlContext, target: PlaceholderSpec | None, placeholder: Any
) -> WrittenShape:
    """Fill a placeholder, the one that `target` describes, with a text box, or add a loose box."""
    at = emu_box(item.box)
    settled = target is not None and at == target.box
    shape = placeholder if target else shapes.add_textbox(*at)._element
    properties = properties_of(shape)
    properties.set("name", clean(item.name))
    if item.link:
        properties.extend(parse_elements(link(f"#{item.link}", context)))
    if target:
        shapes._spTree.append(shape)  # in reading order
        if not settled:
            shape.x, shape.y, shape.cx, shape.cy = at
            shape.spPr.extend(parse_elements('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'))
    if item.fill:
        for none in shape.spPr.findall(f"{A}noFill"):
            shape.spPr.remove(none)
        shape.spPr.extend(parse_elements(context.colours.fill(item.fill)))
    if item.rounded:
        (old,) = shape.spPr.findall(f"{A}prstGeom")
        shape.spPr.replace(old, next(parse_elements(_PILL)))
    if target and target.company:
        body = _COMPANY_BODY.format(insets="" if settled else _INSETS)
    elif target:
        anchor = f' anchor="{item.anchor}"' if item.anchor != target.anchor else ""
        body = f"<a:bodyPr{anchor}/><a:lstStyle/>"
    else:
        body = loose_body(item)
    content = paragraphs(item.paragraphs, context, target.look if target else context.loose)
    shape.txBody[:] = parse_elements(body + content)
    return WrittenShape(shape, content)


def loose_body(item: TextBox) -> str:
    """Return the properties of a loose box of text."""
    return _BODY.format(anchor=item.anchor, wrap="none" if item.whole or _numeral(item) else "square")


def _numeral(item: TextBox) -> bool:
    """Return whether a box holds a number alone, which no program may break."""
    return bool(item.paragraphs) and all(_NUMERAL.fullmatch(plain(one.text)) for one in item.paragraphs)


def add_shape(shapes: Any, item: Shape, colours: Colours) -> WrittenShape:
    """Add a rectangle, an ellipse or a line without text."""
    outline = colours.line(item.line, item.weight, dash=item.dash, arrow=item.arrow)
    box = item.box
    shape: Any
    if item.kind == "line":
        ends = emu(box.x), emu(box.y), emu(box.x + box.w), emu(box.y + box.h)
        shape = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)._element
    else:
        kind = MSO_SHAPE.OVAL if item.kind == "ellipse" else MSO_SHAPE.RECTANGLE
        shape = shapes.add_shape(kind, *emu_box(box))._element
        outline = (colours.hatch(item.fill) if item.hatched else colours.fill(item.fill)) + outline
    for style in shape.findall(f"{P}style"):
        shape.remove(style)
    shape.spPr.extend(parse_elements(outline))
    name_shape(shape, item.name, plain(item.alt))
    return WrittenShape(shape, f'<a:prstGeom prst="{item.kind}"/>{outline}')


def add_picture(shapes: Any, item: Picture, where: str) -> WrittenShape:
    """Add a raster picture, or a vector one with the raster picture of the same name."""
    path = Path(item.path)
    vector = path.suffix.lower() == ".svg"
    raster = path.with_suffix(".png") if vector else path
    shape: Any
    try:
        with Image.open(raster, formats=_FORMATS) as picture:
            size = picture.size
        drawing = path.read_bytes() if vector else b""
        placed = shapes.add_picture(str(raster), *emu_box(item.box))
        shape = placed._element
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        fix = "give a PNG of twice the placed size" + (f" as {raster.name} in the folder of the SVG" if vector else "")
        raise LayoutError(f"{raster.name} cannot be read as a picture", f"{where}, {item.name}", fix) from error
    if vector:
        shape.find(f"{P}blipFill/{A}blip").extend(parse_elements(_SVG.format(key=_drawing(shapes.part, drawing))))
    if item.filling:
        _cut(placed, size, item.box.w / item.box.h)
    name_shape(shape, item.name, plain(item.alt))
    return WrittenShape(shape)


def _cut(placed: Any, size: tuple[int, int], ratio: float) -> None:
    """Cut a picture to a ratio of width to height, alike on both sides."""
    wide = size[0] / size[1]
    if wide > ratio:
        placed.crop_left = placed.crop_right = (1 - ratio / wide) / 2
    else:
        placed.crop_top = placed.crop_bottom = (1 - wide / ratio) / 2


def _drawing(slide: Any, content: bytes) -> str:
    """Return the key of the relationship of a slide's part to the part that holds an SVG."""
    for key, relation in slide.rels.items():
        if relation.reltype == RELATIONSHIP_TYPE.IMAGE and relation.target_part.blob == content:
            return str(key)
    package = slide.package
    result = Part(package.next_partname("/ppt/media/drawing%d.svg"), SVG, package, content)
    return str(slide.relate_to(result, RELATIONSHIP_TYPE.IMAGE))


def add_footer_shape(page: PptxSlide, key: str, name: str, runs: str, lang: str) -> WrittenShape:
    """Add the footer, date or number of a slide with its runs, which python-pptx leaves on the layout."""
    layout: Any = page.slide_layout._element.cSld.spTree
    shape = deepcopy(next(sp for sp in layout.iterfind(f"{P}sp") if placeholder_key(sp) == key))
    number = page.shapes._next_shape_id
    properties = shape.find(f"{P}nvSpPr/{P}cNvPr")
    properties[:] = []
    properties.attrib.update({"id": str(number), "name": f"{name} Placeholder {number - 1}"})
    shape.spPr[:] = []
    content = f"<a:p>{runs}<a:endParaRPr {lang}/></a:p>"
    shape.txBody[:] = parse_elements(f"<a:bodyPr/><a:lstStyle/>{content}")
    page.shapes._spTree.append(shape)
    return WrittenShape(shape, content)
