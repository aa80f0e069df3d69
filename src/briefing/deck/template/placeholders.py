"""A layout's placeholders as a deck needs them: their place on the canvas and the look that their text inherits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from briefing.deck.ooxml.text_xml import EMU
from briefing.deck.slides import Align, Anchor, Box
from briefing.deck.template.xpath import at, first

WIDTH = 960.0
TITLES = ("title", "ctrTitle")
FEET = {"footer": "ftr", "number": "sldNum", "date": "dt"}
_TEXTS = ("body", "subTitle", "obj")
_INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
_STYLES = {**dict.fromkeys(TITLES, "titleStyle"), **dict.fromkeys(_TEXTS, "bodyStyle")}
_ALIGNS: dict[str, Align] = {"l": "l", "r": "r", "ctr": "ctr"}
_ANCHORS: dict[str, Anchor] = {"t": "t", "ctr": "ctr", "b": "b"}


class LayoutPlaceholder(Struct, frozen=True):
    """A placeholder of a layout. Boxes, size and leading (0: not exact) of the text are in points of the
    canvas; `inner` is without insets.

    `key` is its type and index, "body 13", which a mapping names it by; `face` is the typeface its text takes, as a
    font scheme's slot or a name; `colour` the element that gives its colour, if one does; `upright` is False for
    turned text.
    """

    key: str
    kind: str
    name: str
    box: Box
    inner: Box
    anchor: Anchor
    align: Align
    size: float
    leading: float
    bold: bool
    face: str
    colour: Any
    upright: bool

    @property
    def holds_text(self) -> bool:
        """Whether a text may be set in it."""
        return self.upright and (self.kind in _TEXTS or self.kind in TITLES)


class Canvas(Struct, frozen=True):
    """The canvas that slides are planned on, 960 points wide, and points of the slides for each of its points."""

    height: float
    scale: float


def canvas_of(presentation: Presentation) -> Canvas:
    """Return the canvas for the slides of a presentation."""
    scale = float(presentation.slide_width or 0) / EMU / WIDTH
    return Canvas(float(presentation.slide_height or 0) / EMU / scale, scale)


def layout_placeholders(layout: SlideLayout, scale: float) -> dict[str, LayoutPlaceholder]:
    """Return the placeholders of a layout by key, in its order; those without a place are left out."""
    found: dict[str, LayoutPlaceholder] = {}
    owned: Any = layout.placeholders
    for shape in owned:
        element = shape._element
        chain = list(_chain(layout, shape))
        try:
            places = (shape.left, shape.top, shape.width, shape.height)
        except AttributeError:
            continue
        if any(place is None for place in places):
            continue
        x, y, w, h = (float(place) / EMU / scale for place in places)
        placeholder = _holder(element, chain, Box(x, y, w, h), scale)
        if w > 0 and h > 0:
            found.setdefault(placeholder.key, placeholder)
    return found


def master_content(layout: SlideLayout, scale: float) -> Box | None:
    """Return the place of the text of the content placeholder of a layout's master, if it has one."""
    mastered: Any = layout.slide_master.placeholders
    for shape in mastered:
        places = (shape.left, shape.top, shape.width, shape.height)
        if _kind(shape._element) == "body" and None not in places:
            box = Box(*(float(place) / EMU / scale for place in places))
            return _holder(shape._element, [shape._element], box, scale).inner
    return None


def _chain(layout: SlideLayout, shape: Any) -> Iterator[Any]:
    """Yield the shape elements that a placeholder inherits from, itself first."""
    yield shape._element
    kind = _kind(shape._element)
    master_kind = "title" if kind in TITLES else kind if kind in ("dt", "ftr", "sldNum") else "body"
    mastered: Any = layout.slide_master.placeholders
    for other in mastered:
        if _kind(other._element) == master_kind:
            yield other._element
            return


def _ph(element: Any) -> Any:
    return at(element, "p:nvSpPr/p:nvPr/p:ph | p:nvPicPr/p:nvPr/p:ph | p:nvGraphicFramePr/p:nvPr/p:ph")[0]


def _kind(element: Any) -> str:
    return str(_ph(element).get("type", "obj"))


def _holder(element: Any, chain: list[Any], box: Box, scale: float) -> LayoutPlaceholder:
    ph = _ph(element)
    kind, index = _kind(element), ph.get("idx", "0")
    left, top, right, bottom = (float(_body(chain, name, str(_INSETS[name]))) / EMU / scale for name in _INSETS)
    inner = Box(box.x + left, box.y + top, max(1.0, box.w - left - right), max(1.0, box.h - top - bottom))
    styles = list(_levels(chain, kind))
    return LayoutPlaceholder(
        key=f"{kind} {index}" if index != "0" else kind,
        kind=kind,
        name=str(first(element, "*/p:cNvPr/@name") or ""),
        box=box,
        inner=inner,
        anchor=_ANCHORS.get(_body(chain, "anchor", "t"), "ctr"),
        align=_ALIGNS.get(_first(styles, "@algn", "l"), "l"),
        size=float(_first(styles, "a:defRPr/@sz", "1800")) / 100 / scale,
        leading=float(_first(styles, "a:lnSpc/a:spcPts/@val", "0")) / 100 / scale,
        bold=_first(styles, "a:defRPr/@b", "0") in ("1", "true"),
        face=_first(styles, "a:defRPr/a:latin/@typeface", "+mj-lt" if kind in TITLES else "+mn-lt"),
        colour=next((found for style in styles for found in at(style, "a:defRPr/a:solidFill/*")), None),
        upright=_body(chain, "vert", "horz") == "horz" and ph.get("orient", "horz") == "horz",
    )


def _body(chain: list[Any], name: str, default: str) -> str:
    for element in chain:
        found = at(element, f"p:txBody/a:bodyPr/@{name}")
        if found:
            return str(found[0])
    return default


def _levels(chain: list[Any], kind: str) -> Iterator[Any]:
    """Yield the first levels of the list styles that a placeholder's text inherits, nearest first."""
    for item in chain:
        yield from at(item, "p:txBody/a:lstStyle/a:lvl1pPr")
    style = _STYLES.get(kind, "otherStyle")
    if len(chain) > 1:
        yield from at(chain[-1], f"ancestor::p:sldMaster/p:txStyles/p:{style}/a:lvl1pPr")


def _first(styles: list[Any], path: str, default: str) -> str:
    for style in styles:
        found = at(style, path)
        if found:
            return str(found[0])
    return default
