"""The default template, assets/templates/default.pptx: an ordinary presentation that a designer can open.

Run `uv run .ci/default_template.py` after a change to the grid, the slots of colours or the prompts. Its colours and
faces are those of the theme "ink"; a deck puts in those of its own theme. Two masters, on light and on dark ground,
hold the same three layouts, each with every placeholder that a planned box may fill, where the plan most often puts it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from html import escape
from typing import Any

from msgspec import Struct
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.parts.slide import NotesMasterPart, SlideLayoutPart, SlideMasterPart

from briefing.assets import asset
from briefing.deck.ooxml.colours import scheme
from briefing.deck.ooxml.package import save
from briefing.deck.ooxml.text_xml import EMU, NAMESPACES, languages
from briefing.deck.plan import grid
from briefing.deck.slides import Box, Layout
from briefing.model.theme import Fonts, Theme
from briefing.read import theme as read_theme
from briefing.wording import of

LANG = "en"
PATH = asset("templates/default.pptx")
WIDTH, HEIGHT = 12192000, 6858000
_FIRST_ID = 2147483648  # masters and layouts share one space of ids
_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_BACKGROUND = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
_NUMBER = (
    f'<a:p><a:fld id="{{5A2B7E3C-41D0-4B7E-9C55-0D6E1F3A8B21}}" type="slidenum"><a:rPr {languages(LANG)}/>'
    f"<a:t>‹#›</a:t></a:fld><a:endParaRPr {languages(LANG)}/></a:p>"
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
# Faces for scripts that the text face may lack, as Office names them.
_SCRIPTS = (
    ("Jpan", "Yu Gothic"),
    ("Hang", "Malgun Gothic"),
    ("Hans", "Microsoft YaHei"),
    ("Hant", "Microsoft JhengHei"),
    ("Arab", "Arial"),
    ("Hebr", "Arial"),
)


class Slot(Struct, frozen=True):
    """A placeholder: its box, its text's size and leading, its colour's slot, its prompt's phrase and how it is set."""

    box: Box
    size: float
    leading: float
    colour: str
    prompt: str
    bold: bool = False
    align: str = "l"
    anchor: str = "t"
    face: str = "mn"


# Placeholder → its name, and its type and index in every layout.
_ROLES = {
    "title": ("Title", 'type="title"'),
    "subtitle": ("Subtitle", 'type="body" sz="quarter" idx="10"'),
    "body": ("Text", 'type="body" sz="quarter" idx="11"'),
    "source": ("Source", 'type="body" sz="quarter" idx="12"'),
    "date": ("Date", 'type="dt" sz="quarter" idx="19"'),
    "footer": ("Footer", 'type="ftr" sz="quarter" idx="20"'),
    "number": ("Slide Number", 'type="sldNum" sz="quarter" idx="21"'),
}
_FEET = {
    "date": Slot(grid.DATE, 10.5, 14, "tx2", "prompt_date", align="r"),
    # An empty footer loses its style in LibreOffice, so it holds a word.
    "footer": Slot(grid.FOOTER, grid.FOOTER_STYLE.size, grid.FOOTER_STYLE.leading, "tx2", "prompt_footer"),
    "number": Slot(grid.NUMBER, 10.5, 14, "tx2", "", bold=True, align="r"),
}
_PANEL = Box(grid.OWN.panel.x, grid.OWN.head_rule + 12, grid.OWN.panel.w, grid.OWN.body.y1 - grid.OWN.head_rule - 12)
LAYOUTS: Mapping[Layout, Mapping[str, Slot]] = {
    "cover": {
        "title": Slot(Box(45, 145, 430, 141), 40, 47, "tx1", "prompt_edition", bold=True, face="mj"),
        "subtitle": Slot(Box(45, 297, 430, 50), 18, 25, "tx2", "prompt_finding"),
        "body": Slot(Box(45, 438, 430, 40), 14, 20, "tx2", "prompt_imprint"),
        "source": Slot(Box(45, 504, 430, 28), 10.5, 14, "tx2", "prompt_source"),
        **_FEET,
    },
    "headline": {
        "title": Slot(grid.OWN.title, 26, 31, "tx1", "prompt_title", bold=True, face="mj"),
        "subtitle": Slot(
            grid.OWN.subtitle, grid.SUBTITLE_STYLE.size, grid.SUBTITLE_STYLE.leading, "tx2", "prompt_subtitle"
        ),
        "body": Slot(_PANEL, grid.BODY.size, grid.BODY.leading, "tx2", "prompt_panel"),
        "source": Slot(grid.OWN.source, 10.5, 14, "tx2", "prompt_source"),
        **_FEET,
    },
    "pause": {
        "title": Slot(grid.OWN.title, 26, 31, "tx1", "prompt_pause", bold=True, face="mj"),
        "subtitle": Slot(
            grid.OWN.subtitle, grid.SUBTITLE_STYLE.size, grid.SUBTITLE_STYLE.leading, "tx2", "prompt_origin"
        ),
        "body": Slot(grid.OWN.body, 24, 31, "tx1", "prompt_text"),
        "source": Slot(grid.OWN.source, 10.5, 14, "tx2", "prompt_source"),
        **_FEET,
    },
}
# How the master sets text that is no title.
_TEXT = Slot(grid.OWN.body, 14, 0, "tx1", "prompt_text")
# The coloured tag at the upper edge stands on the layout, so that the title is the first element of every slide.
_TAGS: Mapping[Layout, Box] = {"cover": Box(45, 0, 56, 9), "headline": Box(45, 0, 40, 7), "pause": Box(45, 0, 40, 7)}


def _transform(box: Box) -> str:
    x, y, w, h = (round(side * EMU) for side in (box.x, box.y, box.w, box.h))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def _level(number: int, slot: Slot) -> str:
    """Return one level of a list style: no bullet, the theme's face, a colour slot."""
    pitch = f'<a:lnSpc><a:spcPts val="{round(slot.leading * 100)}"/></a:lnSpc>' if slot.leading else ""
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="{slot.align}" defTabSz="914400" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="0">{pitch}<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        '<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{round(slot.size * 100)}" b="{int(slot.bold)}" kern="1200"><a:solidFill>'
        f'<a:schemeClr val="{slot.colour}"/></a:solidFill><a:latin typeface="+{slot.face}-lt"/>'
        f'<a:ea typeface="+{slot.face}-ea"/><a:cs typeface="+{slot.face}-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def _difference(slot: Slot, base: Slot) -> str:
    """Return the first level of a list style with what a slot has other than the master, whose edits reach the rest."""
    align = f' algn="{slot.align}"' if slot.align != base.align else ""
    pitch = f'<a:lnSpc><a:spcPts val="{round(slot.leading * 100)}"/></a:lnSpc>' if slot.leading != base.leading else ""
    size = f' sz="{round(slot.size * 100)}"' if slot.size != base.size else ""
    bold = f' b="{int(slot.bold)}"' if slot.bold != base.bold else ""
    fill = f'<a:solidFill><a:schemeClr val="{slot.colour}"/></a:solidFill>' if slot.colour != base.colour else ""
    run = f"<a:defRPr{size}{bold}>{fill}</a:defRPr>" if size or bold or fill else ""
    return f"<a:lvl1pPr{align}>{pitch}{run}</a:lvl1pPr>" if align or pitch or run else ""


def _levels(size: float) -> str:
    return "".join(_level(number, Slot(grid.OWN.body, size, 0, "tx1", "")) for number in range(1, 10))


def _placeholder(number: int, name: str, role: str, slot: Slot, base: Slot | None = None) -> str:
    """Return a placeholder; `base` is how the master sets its text, if it does."""
    content = _NUMBER
    if slot.prompt:
        prompt = escape(of(LANG).phrase(slot.prompt))
        content = f"<a:p><a:r><a:rPr {languages(LANG)}/><a:t>{prompt}</a:t></a:r></a:p>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name} Placeholder {number - 1}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {role}/></p:nvPr></p:nvSpPr><p:spPr>{_transform(slot.box)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" '
        f'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{slot.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>'
        f"{_difference(slot, base) if base else _level(1, slot)}</a:lstStyle>{content}</p:txBody></p:sp>"
    )


def _master(name: str, first_id: int) -> str:
    """Name and first layout id → a master; its layouts are its relationships rId1, rId2 …"""
    ids = "".join(f'<p:sldLayoutId id="{first_id + at}" r:id="rId{at + 1}"/>' for at in range(len(LAYOUTS)))
    slots = LAYOUTS["headline"]
    shapes = (
        _placeholder(2, "Title", 'type="title"', slots["title"], slots["title"])
        + _placeholder(3, "Text", 'type="body" idx="1"', _TEXT, _TEXT)
        + _placeholder(4, "Footer", 'type="ftr" sz="quarter" idx="3"', slots["footer"])
        + _placeholder(5, "Slide Number", 'type="sldNum" sz="quarter" idx="4"', slots["number"])
        + _placeholder(6, "Date", 'type="dt" sz="half" idx="2"', slots["date"])
    )
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld name="{name}">{_BACKGROUND}<p:spTree>{_GROUP}{shapes}'
        f'</p:spTree></p:cSld>{_COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0"/><p:txStyles>'
        f"<p:titleStyle>{_level(1, slots['title'])}</p:titleStyle><p:bodyStyle>{_levels(14)}</p:bodyStyle>"
        f"<p:otherStyle>{_levels(14)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(name: Layout) -> str:
    """Name → a layout; the master is its relationship rId1."""
    tag = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Tag" descr=""/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{_transform(_TAGS[name])}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:schemeClr val="accent2"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
    shapes = "".join(
        _placeholder(number, *_ROLES[key], slot, LAYOUTS["headline"][key] if key in ("title", *_FEET) else _TEXT)
        for number, (key, slot) in enumerate(LAYOUTS[name].items(), start=3)
    )
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{name}"><p:spTree>{_GROUP}{tag}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _notes_master() -> str:
    """The notes page: the slide's image above, the notes below."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image Placeholder 1"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr>{_transform(Box(54, 54, 432, 243))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:noFill/><a:ln w="9525"><a:solidFill><a:schemeClr val="accent3"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    slot = Slot(Box(54, 324, 432, 350), 12, 0, "tx1", "prompt_notes")
    text = _placeholder(3, "Notes", 'type="body" sz="quarter" idx="1"', slot)
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{_BACKGROUND}<p:spTree>{_GROUP}{image}{text}</p:spTree></p:cSld>"
        f"{_COLOUR_MAP}<p:notesStyle>{_levels(12)}</p:notesStyle></p:notesMaster>"
    )


def _theme(theme: Theme, *, dark: bool) -> str:
    """The theme of the light or the dark master: colours, fonts and the format scheme that PowerPoint insists on."""
    name = escape(f"{theme.name} dark" if dark else theme.name)
    lines = "".join(
        f'<a:ln w="{weight}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
        for weight in (9525, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme(theme.dark if dark else theme.light)}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{_font("major", theme.fonts)}{_font("minor", theme.fonts)}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _font(kind: str, fonts: Fonts) -> str:
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in _SCRIPTS)
    return (
        f'<a:{kind}Font><a:latin typeface="{escape(fonts.deck)}"/><a:ea typeface="{escape(fonts.deck_ea)}"/>'
        f'<a:cs typeface=""/>{scripts}</a:{kind}Font>'
    )


def _presentation() -> str:
    """The presentation. Loose boxes inherit from its defaultTextStyle, not from the master's otherStyle."""
    first = (_FIRST_ID, _FIRST_ID + len(LAYOUTS) + 1)
    masters = "".join(f'<p:sldMasterId id="{key}" r:id="rId{at}"/>' for at, key in enumerate(first, start=1))
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>{masters}</p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId3"/></p:notesMasterIdLst><p:sldIdLst/>'
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr>'
        f"<a:defRPr {languages(LANG)}/></a:defPPr>{_levels(14)}</p:defaultTextStyle></p:presentation>"
    )


def template() -> bytes:
    """The bytes of the default template."""
    theme = read_theme(asset("themes/ink.toml"))
    presentation = Presentation()
    part: Any = presentation.part
    package = part.package

    def add(owner: Any, kind: str, made: type[Part], name: str, content_type: str, xml: str) -> Any:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        added = made.load(PackURI(f"/ppt/{name}.xml"), content_type, package, (head + xml).encode())
        owner.relate_to(added, kind)
        return added

    for owner in (part, package):
        for key, relation in list(owner._rels.items()):
            if relation.reltype != RT.OFFICE_DOCUMENT:
                owner._rels.pop(key)
    for number, name in enumerate(("Light", "Dark"), start=1):
        first = _FIRST_ID + (number - 1) * (len(LAYOUTS) + 1) + 1
        xml = _master(name, first)
        kinds = (SlideMasterPart, f"slideMasters/slideMaster{number}", CT.PML_SLIDE_MASTER)
        master = add(part, RT.SLIDE_MASTER, *kinds, xml)
        for at, layout in enumerate(LAYOUTS, start=1 + (number - 1) * len(LAYOUTS)):
            made = (SlideLayoutPart, f"slideLayouts/slideLayout{at}", CT.PML_SLIDE_LAYOUT, _layout(layout))
            add(master, RT.SLIDE_LAYOUT, *made).relate_to(master, RT.SLIDE_MASTER)
        add(master, RT.THEME, Part, f"theme/theme{number}", CT.OFC_THEME, _theme(theme, dark=number == 2))
    kinds = (NotesMasterPart, "notesMasters/notesMaster1", CT.PML_NOTES_MASTER)
    notes = add(part, RT.NOTES_MASTER, *kinds, _notes_master())
    add(notes, RT.THEME, Part, "theme/theme3", CT.OFC_THEME, _theme(theme, dark=False))
    styles = f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{_TABLE_STYLE}"/>'
    add(part, RT.TABLE_STYLES, XmlPart, "tableStyles", CT.PML_TABLE_STYLES, styles)
    part._element = type(part).load(part.partname, part.content_type, package, _presentation().encode())._element
    properties = presentation.core_properties
    properties.title = "The default template of briefing"
    properties.created = properties.modified = dt.datetime(2026, 1, 1)
    return save(presentation)


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_bytes(template())
