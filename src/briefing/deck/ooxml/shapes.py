"""Boxes, shapes and pictures of a slide → shape elements."""

from __future__ import annotations

import re

from msgspec import Struct

from briefing.deck.ooxml.colours import Colours
from briefing.deck.ooxml.markup import Pen, emu, escape, link, paragraphs
from briefing.deck.slides import Box, Picture, Shape, TextBox
from briefing.model.text import plain

# Placeholder → its type and index in the layouts of `base`.
PLACEHOLDERS = {
    "title": 'type="title"',
    "subtitle": 'type="body" sz="quarter" idx="10"',
    "body": 'type="body" sz="quarter" idx="11"',
    "source": 'type="body" sz="quarter" idx="12"',
    "date": 'type="dt" sz="quarter" idx="19"',
    "footer": 'type="ftr" sz="quarter" idx="20"',
    "number": 'type="sldNum" sz="quarter" idx="21"',
}
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
BODY = (
    '<a:bodyPr vert="horz" wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
    "<a:noAutofit/></a:bodyPr>"
)


# A number with its sign and unit: "262.9", "−3.4", "5.5×", "27,000", "1185.9亿".
_NUMERAL = re.compile(r"[^\w\s]{0,2}\d[\d.,\u2009\u202f\u00a0]*\S{0,3}")


class Home(Struct, frozen=True):
    """A placeholder of a layout: the attributes that name it and its box, where a text needs no place of its own.

    `company`: the placeholder is a company's, whose anchor, and at home whose insets, its text keeps. Capitals and
    letter spacing it does not keep: what was measured holds, and a sentence is read as one.
    """

    role: str
    box: Box | None
    company: bool = False


_COMPANY_LIST = '<a:lstStyle><a:lvl1pPr><a:defRPr cap="none" spc="0" baseline="0"/></a:lvl1pPr></a:lstStyle>'


def transform(box: Box, prefix: str = "a") -> str:
    """Box → its place. A negative width or height turns a line over."""
    flip = (' flipH="1"' if box.w < 0 else "") + (' flipV="1"' if box.h < 0 else "")
    left, top = min(box.x, box.x + box.w), min(box.y, box.y + box.h)
    return (
        f'<{prefix}:xfrm{flip}><a:off x="{emu(left)}" y="{emu(top)}"/>'
        f'<a:ext cx="{emu(abs(box.w))}" cy="{emu(abs(box.h))}"/></{prefix}:xfrm>'
    )


def named(number: int, name: str, alt: str) -> str:
    """Shape id, name and alt text → non-visual properties; without an alt text the shape is decoration."""
    head = f'<p:cNvPr id="{number}" name="{escape(name)}" descr="{escape(alt)}"'
    return f"{head}/>" if alt else f"{head}>{_DECORATION}</p:cNvPr>"


def text_box(item: TextBox, number: int, pen: Pen, home: Home | None) -> str:
    """A text box → its element, in the placeholder `home` if there is one, else a loose box."""
    if home:
        role = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {home.role}/></p:nvPr>'
    else:
        role = '<p:cNvSpPr txBox="1"/><p:nvPr/>'
    settled = home is not None and item.box == home.box
    place = "" if settled else f'{transform(item.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    fill = pen.colours.fill(item.fill) if item.fill else ("" if home else "<a:noFill/>")
    content = paragraphs(item.paragraphs, pen)
    click = link(f"#{item.link}", pen) if item.link else ""
    wrap = "none" if not home and _numeral(item) else "square"
    body = BODY.format(anchor=item.anchor, wrap=wrap) + "<a:lstStyle/>"
    if home and home.company:
        insets = "" if settled else ' lIns="0" tIns="0" rIns="0" bIns="0"'
        body = f'<a:bodyPr wrap="square"{insets}><a:noAutofit/></a:bodyPr>{_COMPANY_LIST}'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(item.name)}">{click}</p:cNvPr>{role}</p:nvSpPr>'
        f"<p:spPr>{place}{fill}</p:spPr><p:txBody>{body}{content}</p:txBody></p:sp>"
    )


def _numeral(item: TextBox) -> bool:
    """Whether a box holds a number alone, which no program may break."""
    return bool(item.paragraphs) and all(_NUMERAL.fullmatch(plain(one.text)) for one in item.paragraphs)


def shape(item: Shape, number: int, colours: Colours) -> str:
    """A shape → its element, without text."""
    name = named(number, item.name, plain(item.alt))
    outline = colours.line(item.line, item.weight, dash=item.dash, arrow=item.arrow)
    if item.kind == "line":
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{name}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{transform(item.box)}"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{outline}</p:spPr></p:cxnSp>'
        )
    return (
        f"<p:sp><p:nvSpPr>{name}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{transform(item.box)}"
        f'<a:prstGeom prst="{item.kind}"><a:avLst/></a:prstGeom>{colours.fill(item.fill)}{outline}</p:spPr>'
        '<p:txBody><a:bodyPr rtlCol="0"/><a:lstStyle/><a:p/></p:txBody></p:sp>'
    )


def picture(item: Picture, number: int, raster: str, vector: str) -> str:
    """A picture and the relationship ids of its raster and, if any, its vector form → its element."""
    svg = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
        f'r:embed="{vector}"/></a:ext></a:extLst>'
        if vector
        else ""
    )
    return (
        f"<p:pic><p:nvPicPr>{named(number, item.name, plain(item.alt))}"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{raster}">{svg}</a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{transform(item.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def footer(number: int, text: str, lang: str, home: Home) -> str:
    """Shape id and runs → the footer placeholder."""
    return _small(number, "Footer Placeholder", home, f"<a:p>{text}<a:endParaRPr {lang}/></a:p>")


def date(number: int, text: str, lang: str, home: Home) -> str:
    """Shape id and runs → the date placeholder, with a date that stays."""
    return _small(number, "Date Placeholder", home, f"<a:p>{text}<a:endParaRPr {lang}/></a:p>")


def slide_number(number: int, at: int, lang: str, key: str, home: Home) -> str:
    """Shape id, number of the slide, language attributes and a GUID → the placeholder with the live number."""
    field = f'<a:fld id="{key}" type="slidenum"><a:rPr {lang}/><a:t>{at}</a:t></a:fld>'
    return _small(number, "Slide Number Placeholder", home, f"<a:p>{field}<a:endParaRPr {lang}/></a:p>")


def _small(number: int, name: str, home: Home, content: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} {number - 1}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph {home.role}/></p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{content}</p:txBody></p:sp>"
    )
