"""Shapes of any outline, and groups of shapes.

They are written as markup: python-pptx's builder of freeforms makes an object for each point, of which a map has ten
thousand, and its groups are measured again with each shape that they get.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from pptx.oxml import parse_xml

from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.shapes import WrittenShape, loose_body, name_shape
from briefing.deck.ooxml.text_xml import NAMESPACES, XmlContext, clean, emu_box, escape, paragraphs
from briefing.deck.slides import Box, Freeform, Group, Path, Shape, TextBox
from briefing.model.text import plain

_UNIT: Final = 20  # of a path's own coordinates in a point


def add_freeform(shapes: Any, item: Freeform, colours: Colours) -> WrittenShape:
    """Add a shape of any outline."""
    look = _look(item, colours)
    shape = _append(shapes, _shape(item.name, f"<p:spPr>{look}</p:spPr>", shapes._next_shape_id))
    name_shape(shape, item.name, plain(item.alt))
    return WrittenShape(shape, look)


def add_group(shapes: Any, item: Group, context: XmlContext) -> WrittenShape:
    """Add shapes as a group; the group has the alt text, each shape its name."""
    number = shapes._next_shape_id
    looks = [_content(part, context) for part in item.items]
    content = "".join(
        _shape(part.name, look, shapes._next_shape_id) for part, look in zip(item.items, looks, strict=True)
    )
    place = _place(item.box)
    inner = place.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    markup = (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr><a:xfrm>{place}{inner}</a:xfrm></p:grpSpPr>{content}</p:grpSp>"
    )
    group = _append(shapes, markup)
    name_shape(group, item.name, plain(item.alt))
    return WrittenShape(group, "".join(looks))


def _append(shapes: Any, markup: str) -> Any:
    """Add the element of some markup to the shapes of a slide and return it.

    It declares its namespaces itself: lxml takes forty times as long to move one that stands inside their declaration.
    """
    name, rest = markup.split(">", 1)
    shape = parse_xml(f"{name} {NAMESPACES}>{rest}")
    shapes._spTree.append(shape)
    return shape


def _shape(name: str, content: str, number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(clean(name))}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"{content}</p:sp>"
    )


def _content(item: Shape | Freeform | TextBox, context: XmlContext) -> str:
    """Return place, form and look of a part of a group, and what it says."""
    if isinstance(item, TextBox):
        form = f'<a:xfrm>{_place(item.box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        words = paragraphs(item.paragraphs, context, context.loose)
        return f"<p:spPr>{form}</p:spPr><p:txBody>{loose_body(item)}{words}</p:txBody>"
    return f"<p:spPr>{_look(item, context.colours)}</p:spPr>"


def _place(box: Box) -> str:
    x, y, w, h = emu_box(box)
    return f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'


def _look(item: Shape | Freeform, colours: Colours) -> str:
    """Return place, outline, fill and line of a shape."""
    alpha = item.alpha if isinstance(item, Freeform) else 1.0
    line = colours.line(item.line, item.weight, dash=item.dash, alpha=alpha)
    fill = colours.hatch(item.fill) if item.hatched else colours.fill(item.fill, alpha)
    box = item.box
    form = (
        _outline(item, box) if isinstance(item, Freeform) else f'<a:prstGeom prst="{item.kind}"><a:avLst/></a:prstGeom>'
    )
    return f"<a:xfrm>{_place(box)}</a:xfrm>{form}{fill}{line}"


def _outline(item: Freeform, box: Box) -> str:
    """Return the geometry of a shape: a path of its areas, so that those within others are holes, and one of lines."""
    areas = _path((path for path in item.paths if path.closed), box)
    lines = _path((path for path in item.paths if not path.closed), box, ' fill="none"')
    lists = "<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
    ends = '<a:rect l="0" t="0" r="r" b="b"/>'
    return f"<a:custGeom>{lists}{ends}<a:pathLst>{areas}{lines}</a:pathLst></a:custGeom>"


def _path(paths: Iterable[Path], box: Box, attributes: str = "") -> str:
    steps = "".join(_steps(path, box) for path in paths)
    if not steps:
        return ""
    return f'<a:path w="{_units(box.w)}" h="{_units(box.h)}"{attributes}>{steps}</a:path>'


def _steps(path: Path, box: Box) -> str:
    """Return the steps along a path; points that fall together at this size are one."""
    left, top = box.x, box.y
    if path.radius:
        ((x, y),) = path.points
        radius = _units(path.radius)
        return (
            f'<a:moveTo><a:pt x="{_units(x - left) + radius}" y="{_units(y - top)}"/></a:moveTo>'
            f'<a:arcTo wR="{radius}" hR="{radius}" stAng="0" swAng="21600000"/><a:close/>'
        )
    points = [point for point, _ in groupby((_units(x - left), _units(y - top)) for x, y in path.points)]
    if path.closed and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
    return f"<a:moveTo>{first}</a:moveTo>{lines}{'<a:close/>' if path.closed else ''}"


def _units(length: float) -> int:
    return round(length * _UNIT)
