"""Colours of a template: its theme's slots as its slides see them, and the ground that a layout's text stands on."""

from __future__ import annotations

import colorsys
import io
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import SlideLayout

from briefing.deck.ooxml.text_xml import EMU
from briefing.deck.slides import Box
from briefing.deck.template.xpath import at, first, tag
from briefing.model.theme import contrast

_MAP = ("bg1", "tx1", "bg2", "tx2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_PRESETS = {"black": "#000000", "white": "#FFFFFF", "red": "#FF0000", "blue": "#0000FF", "gray": "#808080"}
COVERING = 0.6  # of the body: what covers more is ground, not something that stands in the way
Slots = Mapping[str, str]


def theme_of(layout: SlideLayout) -> Any:
    """Return the root element of the theme of a layout's master."""
    return parse_xml(layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def slots(layout: SlideLayout, theme: Any) -> Slots:
    """Return the colour of each slot as a slide calls it, through the colour map of layout or master."""
    own = at(layout._element, "p:clrMapOvr/a:overrideClrMapping")
    mapping = own[0] if own else first(layout.slide_master._element, "p:clrMap")
    named = {tag(slot): _plain(slot[0]) for slot in at(theme, "a:themeElements/a:clrScheme/*") if len(slot)}
    usual = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    found: dict[str, str] = {}
    for slot in _MAP:
        name = mapping.get(slot, usual.get(slot, slot)) if mapping is not None else usual.get(slot, slot)
        found[slot] = named.get(name, "#FFFFFF" if slot.startswith("bg") else "#000000")
    return found


def _plain(element: Any) -> str:
    """Return the value of a colour element without references; black for what is not known."""
    kind = tag(element)
    value = str(element.get("lastClr") or element.get("val") or "")
    if kind == "srgbClr" or (kind == "sysClr" and element.get("lastClr")):
        return f"#{value.upper()}"
    if kind == "sysClr":
        return "#FFFFFF" if value.startswith(("window", "info")) and value != "windowText" else "#000000"
    if kind == "scrgbClr":
        shares = [float(element.get(name, "0").rstrip("%")) / 100000 for name in "rgb"]
        return _hex([1.055 * c ** (1 / 2.4) - 0.055 if c > 0.0031308 else 12.92 * c for c in shares])
    if kind == "hslClr":
        hue, saturation, light = (float(element.get(name, "0")) for name in ("hue", "sat", "lum"))
        return _hex(colorsys.hls_to_rgb(hue / 21600000, light / 100000, saturation / 100000))
    return _PRESETS.get(value, "#000000")


def _hex(shares: Any) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, share))):02X}" for share in shares)


def resolved_colour(element: Any, known: Slots, placeholder: str = "") -> str:
    """Return the value of a colour element with its changes; `holder` is the colour that `phClr` stands for."""
    kind = tag(element)
    value = str(element.get("val", ""))
    if kind == "schemeClr":
        colour = placeholder if value == "phClr" else known.get(_ALIASES.get(value, value), "#000000")
    else:
        colour = _plain(element)
    return _changed(colour or "#FFFFFF", element)


_ALIASES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}


def _changed(colour: str, element: Any) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    for change in element:
        kind, share = tag(change), float(change.get("val", "0").rstrip("%")) / 100000
        if kind == "lumMod":
            light *= share
        elif kind == "lumOff":
            light += share
        elif kind == "satMod":
            saturation *= share
        elif kind == "tint":
            light = light * share + 1 - share
        elif kind == "shade":
            light *= share
        light, saturation = min(1.0, max(0.0, light)), min(1.0, max(0.0, saturation))
    return _hex(colorsys.hls_to_rgb(hue, light, saturation))


def ground_colour(layout: SlideLayout, theme: Any, known: Slots, body: Box, scale: float) -> str:
    """Return the colour under the box where evidence stands on a layout.

    It is the background's, or that of the last picture or shape of master and layout that covers most of the box. Of a
    gradient it is the end nearest to the text's colour, of a picture the mean.
    """
    colour = _background(layout, theme, known) or known["bg1"]
    for element, box in shown_shapes(layout, scale):
        if box.overlap(body) < COVERING * body.w * body.h:
            continue
        found = _filled(element, known, layout if _is_of(element, layout) else layout.slide_master)
        colour = found or colour
    return colour


def _is_of(element: Any, layout: SlideLayout) -> bool:
    return element.getroottree().getroot() is layout._element


def _background(layout: SlideLayout, theme: Any, known: Slots) -> str:
    for owner in (layout, layout.slide_master):
        for back in at(owner._element, "p:cSld/p:bg"):
            for properties in at(back, "p:bgPr"):
                return _fill(properties, known, owner)
            for reference in at(back, "p:bgRef[*]"):
                return _referenced(reference, theme, known)
    return ""


def _referenced(reference: Any, theme: Any, known: Slots) -> str:
    """Return the colour of a reference to one of the theme's background fills."""
    colour = resolved_colour(reference[0], known)
    index = int(reference.get("idx", "1001")) - 1001
    fills = at(theme, "a:themeElements/a:fmtScheme/a:bgFillStyleLst/*")
    if not 0 <= index < len(fills):
        return colour
    kind = tag(fills[index])
    if kind == "solidFill":
        return resolved_colour(fills[index][0], known, colour)
    if kind == "gradFill":
        stops = [resolved_colour(stop[0], known, colour) for stop in fills[index].xpath("a:gsLst/a:gs") if len(stop)]
        return _worst(stops, known) or colour
    return colour


def _worst(colours: list[str], known: Slots) -> str:
    """Return the colour of a gradient on which the theme's text reads worst."""
    return min(colours, key=lambda colour: contrast(colour, known["tx1"])) if colours else ""


def _fill(properties: Any, known: Slots, owner: Any) -> str:
    for solid in at(properties, "a:solidFill[*]"):
        clear = [int(alpha) for alpha in at(solid, "*/a:alpha/@val") if str(alpha).isdigit()]
        return "" if clear and clear[0] < 50000 else resolved_colour(solid[0], known)
    stops = [resolved_colour(stop[0], known) for stop in at(properties, "a:gradFill/a:gsLst/a:gs") if len(stop)]
    if stops:
        return _worst(stops, known)
    for key in at(properties, "a:blipFill/a:blip/@r:embed"):
        return _mean(owner, str(key))
    return ""


def _filled(element: Any, known: Slots, owner: Any) -> str:
    """Return the colour that a shape or a picture covers with; empty if one sees through it or it is not known."""
    if element.tag.endswith("}pic"):
        return next((_mean(owner, str(key)) for key in at(element, "p:blipFill/a:blip/@r:embed")), "")
    for properties in at(element, "p:spPr"):
        if at(properties, "a:noFill | a:solidFill | a:gradFill | a:blipFill | a:pattFill"):
            return _fill(properties, known, owner)
    return next((resolved_colour(style[0], known) for style in at(element, "p:style/a:fillRef[@idx!='0'][*]")), "")


def _mean(owner: Any, key: str) -> str:
    """Return the mean colour of a picture, given by its relationship; empty if it cannot be read as one."""
    try:
        with Image.open(io.BytesIO(owner.part.related_part(key).blob)) as picture:
            if picture.width * picture.height > 40_000_000:
                return ""
            small = picture.convert("RGBA").resize((1, 1), Image.Resampling.BOX)
    except Exception:  # a picture that Pillow cannot read may be an SVG, a WMF, or broken
        return ""
    red, green, blue, alpha = (int(share) for share in small.getpixel((0, 0)))  # type: ignore[union-attr]
    return _hex((red / 255, green / 255, blue / 255)) if alpha > 200 else ""


def shown_shapes(layout: SlideLayout, scale: float) -> Iterator[tuple[Any, Box]]:
    """Yield the shapes and pictures, no placeholders, that a layout and its master show, with their boxes."""
    owners = [layout]
    if layout._element.get("showMasterSp", "1") not in ("0", "false"):
        owners.insert(0, layout.slide_master)  # type: ignore[arg-type]
    for owner in owners:
        tree = at(owner._element, "p:cSld/p:spTree")
        for root in tree:
            yield from _shapes(root, (1.0, 0.0, 1.0, 0.0), 1 / EMU / scale)


def _shapes(parent: Any, to: tuple[float, float, float, float], unit: float) -> Iterator[tuple[Any, Box]]:
    """Yield the shapes below an element; `to` maps x and y of a group's inner coordinates to the slide's."""
    for child in parent:
        kind = tag(child)
        if kind == "grpSp":
            yield from _shapes(child, _inner(child, to), unit)
        if kind not in ("sp", "pic", "cxnSp", "graphicFrame") or at(child, ".//p:nvPr/p:ph"):
            continue
        for frame in at(child, "p:spPr/a:xfrm[a:off and a:ext] | p:xfrm[a:off and a:ext]"):
            x, y, w, h = _frame(frame, "off", "ext")
            box = Box((to[0] * x + to[1]) * unit, (to[2] * y + to[3]) * unit, to[0] * w * unit, to[2] * h * unit)
            yield child, _turned(box, int(frame.get("rot", "0")))


def _turned(box: Box, turn: int) -> Box:
    """Return the box around a box turned by 60000ths of a degree, for quarter turns."""
    if round(turn / 5400000) % 2 == 0:
        return box
    return Box(box.x + (box.w - box.h) / 2, box.y + (box.h - box.w) / 2, box.h, box.w)


def _frame(frame: Any, at: str, size: str) -> tuple[float, float, float, float]:
    start, end = frame.find(qn(f"a:{at}")), frame.find(qn(f"a:{size}"))
    return float(start.get("x")), float(start.get("y")), float(end.get("cx")), float(end.get("cy"))


def _inner(group: Any, to: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    for frame in at(group, "p:grpSpPr/a:xfrm[a:off and a:ext and a:chOff and a:chExt]"):
        x, y, w, h = _frame(frame, "off", "ext")
        inner_x, inner_y, inner_w, inner_h = _frame(frame, "chOff", "chExt")
        across, down = w / inner_w if inner_w else 1.0, h / inner_h if inner_h else 1.0
        return (
            to[0] * across,
            to[0] * (x - inner_x * across) + to[1],
            to[2] * down,
            to[2] * (y - inner_y * down) + to[3],
        )
    return to
