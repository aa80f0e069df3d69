"""Elements of a slide → what a binding remembers of them: text, look, place, and what a chart shows.

A look is a digest of what people change (colours, sizes, faces, weights), as programs write the rest in their own ways.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from functools import lru_cache
from html import unescape
from typing import Any, Final

from lxml import etree

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# How the cells of a chart give days and months, and the day from which a workbook counts days.
DATE_CODES: Final = ("yyyy-mm-dd", "yyyy-mm")
EPOCH: Final = dt.date(1899, 12, 30)
_NAMES = "{http://schemas.microsoft.com/office/drawing/2012/chart}f"  # the cells at the points of a series
_COUNTED: Final = re.compile("[0-9]{1,6}")
BREAK: Final = "\v"  # a line break inside a paragraph; "\n" parts paragraphs

_TEXTS: Final = (f"{A}r", f"{A}fld", f"{A}br")
_EXTENSIONS: Final = re.compile(r"<(\w+):extLst\b.*?</\1:extLst>", re.S)
# The name of an element with its attributes, or the words of a run. All begin with a literal, for which `re` is fast.
_IN_TEXT: Final = re.compile(
    r"<(?:(a:(?:p|pPr|spcPts|spcPct|buNone|buChar|buAutoNum|r|br|fld|rPr|schemeClr|srgbClr|latin|hlinkClick|endParaRPr))"
    r"\b([^>]*)|a:t>([^<]*))"
)
_IN_LOOK: Final = re.compile(
    r"<(?:((?:a:(?:noFill|solidFill|gradFill|pattFill|ln|schemeClr|srgbClr|lumMod|lumOff|alpha|prstDash|prstGeom|pt|"
    r"tailEnd|defRPr|rPr|latin)|c:(?:symbol|size|dLblPos|numFmt|delete|showVal|x|y|w|h)))\b([^>]*)|a:t>([^<]*))"
)
_ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')
# What is seen of an element, and the values that are as good as none.
_SEEN: Final = frozenset(
    {"sz", "b", "i", "u", "strike", "baseline", "cap", "spc", "algn", "marL", "indent", "lvl", "val", "typeface"}
    | {"w", "prst", "type", "formatCode", "char", "x", "y"}
)
_NONE: Final = frozenset({"0", "l", "none", "noStrike"})


def short(words: str) -> str:
    """Return a short digest of words."""
    return f"{zlib.crc32(words.encode()):x}"


def characters(body: Any) -> str:
    """Return the characters of a text body, "\\n" between paragraphs and `BREAK` for a line break."""
    return "\n".join(
        "".join(BREAK if item.tag == f"{A}br" else (item.findtext(f"{A}t") or "") for item in pieces_of(paragraph))
        for paragraph in body.findall(f"{A}p")
    )


def pieces_of(paragraph: Any) -> list[Any]:
    """Return the runs, fields and breaks of a paragraph."""
    return [item for item in paragraph if item.tag in _TEXTS]


def markup_of(element: Any) -> str:
    """Return the markup of an element, empty for None."""
    return "" if element is None else str(etree.tostring(element, encoding="unicode", with_tail=False))


def text_look(markup: str) -> str:
    """Return a digest of how the paragraphs and characters of a text body look, wherever runs begin."""
    tokens: list[str] = []
    look: list[str] = []
    last: list[str] | None = None
    at = 0
    for name, attributes, words in _IN_TEXT.findall(markup):
        if not name:
            if look != last and words:
                tokens += [str(at), *look]
                last = look
            at += len(unescape(words))
        elif name == "a:p":
            tokens.append("p")
            look, last = tokens, None
        elif name in ("a:r", "a:br", "a:fld", "a:endParaRPr"):
            look = []
        else:
            look.append(_token(name, attributes))
    return short(" ".join(tokens))


def look(markup: str) -> str:
    """Return a digest of how fills, lines, marks or labels look, from their markup; empty for none."""
    found = _IN_LOOK.findall(_EXTENSIONS.sub("", markup))
    tokens = [_token(name, attributes) if name else f"<a:t>{unescape(words)}" for name, attributes, words in found]
    return short(" ".join(tokens)) if tokens else ""


@lru_cache(maxsize=1024)
def _token(name: str, attributes: str) -> str:
    """Return the name of an element and what is seen of it, in one order."""
    found = _ATTRIBUTE.findall(attributes)
    seen = sorted([key + value for key, value in found if key in _SEEN and value not in _NONE])
    return ",".join(seen if name in ("a:rPr", "a:pPr") else [f"<{name}", *seen])


def properties_of(shape: Any) -> Any:
    """Return the non-visual properties of a shape: name, alt text, extensions."""
    return next(shape.iter(f"{P}cNvPr"))


def transform_of(shape: Any) -> Any:
    """Return the element that holds a shape's place, None where it stands as its layout says."""
    for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm", f"{P}grpSpPr/{A}xfrm"):
        if (found := shape.find(path)) is not None:
            return found
    return None


def box_of(shape: Any) -> list[int] | None:
    """Return left, top, width, height in EMU, and 1 for each side that a shape is flipped over; None as its layout
    says."""
    found = transform_of(shape)
    if found is None or (offset := found.find(f"{A}off")) is None or (size := found.find(f"{A}ext")) is None:
        return None
    turned = [int(found.get(name, "0") in ("1", "true")) for name in ("flipH", "flipV")]
    return [int(offset.get("x")), int(offset.get("y")), int(size.get("cx")), int(size.get("cy")), *turned]


def chart_of(space: Any) -> dict[str, Any]:
    """Return the categories, series with values and looks, axes and the place of the plot area of a chart part."""
    series = [_series(item) for item in space.iter(f"{C}ser")]
    return {
        "categories": categories_of(space),
        "series": series,
        "axes": {key: axis_values(item) for key, item in axes_of(space).items()},
        "layout": look(markup_of(space.find(f"{C}chart/{C}plotArea/{C}layout"))),
    }


def categories_of(space: Any) -> list[str]:
    """Return the categories of a chart part as its first series has them."""
    for item in space.iter(f"{C}cat"):
        found, dated = points_of(item), item.findtext(f".//{C}formatCode") in DATE_CODES
        names = [found.get(index, "") for index in range(count_of(item))]
        return [_day_of(name) if dated else name for name in names]
    return []


def _day_of(count: str) -> str:
    """Return the ISO day that a workbook counts so; other text as it is."""
    return (EPOCH + dt.timedelta(days=int(count))).isoformat() if _COUNTED.fullmatch(count) else count


def count_of(data: Any) -> int:
    """Return how many points a reference with a cache (`cat`, `val`) has."""
    found = next(data.iter(f"{C}ptCount"), None)
    return int(found.get("val")) if found is not None else 0


def points_of(data: Any) -> dict[int, str]:
    """Return what each point of a reference with a cache holds, by index."""
    return {int(point.get("idx")): point.findtext(f"{C}v") or "" for point in data.iter(f"{C}pt")}


def name_of(series: Any) -> str:
    """Return the name of a series."""
    head = series.find(f"{C}tx")
    return "" if head is None else next((item.text or "" for item in head.iter(f"{C}v")), "")


def values_of(series: Any) -> list[float | None]:
    """Return the values of a series (across, where dots stand freely), None for a gap."""
    data = next((found for tag in ("val", "xVal") if (found := series.find(f"{C}{tag}")) is not None), None)
    if data is None:
        return []
    found = points_of(data)
    return [float(found[index]) if found.get(index) else None for index in range(count_of(data))]


def _in_plane(item: Any) -> dict[str, Any]:
    """Return the values up and the sizes of dots that are named by cells of the first column; nothing for others."""
    address = next((str(found.text) for found in item.iter(_NAMES)), "")
    if not address.partition("!")[2].startswith("$A$"):
        return {}
    held = {"up": item.find(f"{C}yVal"), "sizes": item.find(f"{C}bubbleSize")}
    found = {name: points_of(data) for name, data in held.items() if data is not None}
    return {name: {str(index): value for index, value in points.items()} for name, points in found.items()}


def _series(item: Any) -> dict[str, Any]:
    return _in_plane(item) | {
        "name": name_of(item),
        "values": values_of(item),
        "look": look(markup_of(item.find(f"{C}spPr")) + markup_of(item.find(f"{C}marker"))),
        "points": {str(index): look(markup_of(point)) for index, point in marked(item, "dPt").items()},
        "labels": {
            str(index): look(markup_of(label)) for index, label in marked(item.find(f"{C}dLbls"), "dLbl").items()
        },
    }


def marked(parent: Any, name: str) -> dict[int, Any]:
    """Return the "dPt" or "dLbl" elements of a parent by the index of their point."""
    found = [] if parent is None else parent.findall(f"{C}{name}")
    return {int(item.find(f"{C}idx").get("val")): item for item in found}


def axes_of(space: Any) -> dict[str, Any]:
    """Return the axes of a chart part by id."""
    area = space.find(f"{C}chart/{C}plotArea")
    kinds = (f"{C}valAx", f"{C}catAx", f"{C}dateAx")
    return {item.find(f"{C}axId").get("val"): item for item in area if item.tag in kinds}


def axis_values(axis: Any) -> list[str]:
    """Return the minimum, maximum, major unit and number format of an axis, empty where it has none."""
    places = (f"{C}scaling/{C}min", f"{C}scaling/{C}max", f"{C}majorUnit")
    found = [axis.find(place) for place in places]
    values = ["" if item is None else f"{float(item.get('val')):g}" for item in found]
    code = axis.find(f"{C}numFmt")
    return [*values, "" if code is None else code.get("formatCode", "")]
