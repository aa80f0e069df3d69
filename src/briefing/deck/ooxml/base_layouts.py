"""Masters and layouts of the base package: the same three layouts on light and on dark ground.

Each layout holds every placeholder that a planned box may fill, at the place where the plan most often puts it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefing.deck.ooxml.markup import NAMESPACES, escape, languages
from briefing.deck.ooxml.shapes import BODY, PLACEHOLDERS, named, transform
from briefing.deck.plan import grid
from briefing.deck.slides import Box, Layout
from briefing.wording import of

GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_NUMBER = (
    '<a:p><a:fld id="{{5A2B7E3C-41D0-4B7E-9C55-0D6E1F3A8B21}}" type="slidenum"><a:rPr {0}/>'
    "<a:t>‹#›</a:t></a:fld><a:endParaRPr {0}/></a:p>"
)
NUMBER = Box(871, 506, 44, 14)


class Slot(Struct, frozen=True):
    """A placeholder of a layout: its box, its text size, its colour's slot, how it is set and its prompt's phrase."""

    box: Box
    size: float
    colour: str
    prompt: str
    bold: bool = False
    align: str = "l"
    anchor: str = "t"


_FEET = {
    "date": Slot(grid.DATE, grid.FOOTER_STYLE.size, "accent6", "prompt_date", align="r"),
    # An empty footer loses its style in LibreOffice, so it holds a word.
    "footer": Slot(grid.FOOTER, grid.FOOTER_STYLE.size, "accent6", "prompt_footer", align="r"),
    "number": Slot(NUMBER, 10.5, "accent6", "", bold=True, align="r", anchor="b"),
}
LAYOUTS: Mapping[Layout, Mapping[str, Slot]] = {
    "cover": {
        "title": Slot(Box(45, 145, 430, 141), 40, "tx1", "prompt_edition", bold=True),
        "subtitle": Slot(Box(45, 297, 430, 50), 18, "tx2", "prompt_finding"),
        "body": Slot(Box(45, 438, 430, 40), 14, "accent6", "prompt_imprint"),
        "source": Slot(Box(45, 504, 430, 28), 10.5, "accent6", "prompt_source"),
        **_FEET,
    },
    "headline": {
        "title": Slot(grid.OWN.title, 26, "tx1", "prompt_title", bold=True),
        "subtitle": Slot(grid.OWN.subtitle, 15, "tx2", "prompt_subtitle"),
        "body": Slot(Box(690, 183, 225, 276), 14, "tx2", "prompt_panel"),
        "source": Slot(grid.OWN.source, 10.5, "accent6", "prompt_source"),
        **_FEET,
    },
    "pause": {
        "title": Slot(grid.OWN.title, 26, "tx1", "prompt_pause", bold=True),
        "subtitle": Slot(grid.OWN.subtitle, 15, "tx2", "prompt_origin"),
        "body": Slot(Box(45, 171, 870, 288), 24, "tx1", "prompt_text"),
        "source": Slot(grid.OWN.source, 10.5, "accent6", "prompt_source"),
        **_FEET,
    },
}
_TAG = ("Tag", Box(45, 0, 40, 7), "accent2")
# What stands behind a slide's content: name, box and colour slot. On the layout, so that the title is the first
# element of every slide, and a company's layouts bring their own.
_GROUNDS: Mapping[Layout, tuple[tuple[str, Box, str], ...]] = {
    "cover": (("Tag", Box(45, 0, 56, 9), "accent2"),),
    "headline": (_TAG,),
    "pause": (_TAG,),
}
_NAMES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "body": "Text",
    "source": "Source",
    "date": "Date",
    "footer": "Footer",
    "number": "Slide Number",
}


def level(
    number: int, size: float, colour: str = "tx1", *, face: str = "mn", bold: bool = False, align: str = "l"
) -> str:
    """One level of a list style: no bullet, the theme's face, a colour slot."""
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{round(size * 100)}" '
        f'b="{int(bold)}" kern="1200"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'
        f"</a:defRPr></a:lvl{number}pPr>"
    )


def master(theme_name: str, first_id: int, lang: str) -> str:
    """Name, first layout id and language code → a master; its layouts are its relationships rId1, rId2 …"""
    ids = "".join(f'<p:sldLayoutId id="{first_id + i}" r:id="rId{i + 1}"/>' for i in range(len(LAYOUTS)))
    headline = LAYOUTS["headline"]
    body = Slot(grid.OWN.whole, 14, "tx1", "prompt_text")
    shapes = (
        _placeholder(2, "Title Placeholder 1", 'type="title"', headline["title"], lang, face="mj")
        + _placeholder(3, "Text Placeholder 2", 'type="body" idx="1"', body, lang)
        + _placeholder(4, "Footer Placeholder 3", 'type="ftr" sz="quarter" idx="3"', headline["footer"], lang)
        + _placeholder(5, "Slide Number Placeholder 4", 'type="sldNum" sz="quarter" idx="4"', headline["number"], lang)
        + _placeholder(6, "Date Placeholder 5", 'type="dt" sz="half" idx="2"', headline["date"], lang)
    )
    body_style = "".join(level(number, 14) for number in range(1, 10))
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld name="{theme_name}"><p:bg><p:bgRef idx="1001">'
        f'<a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>{COLOUR_MAP}'
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0"/><p:txStyles>'
        f"<p:titleStyle>{level(1, 26, face='mj', bold=True)}</p:titleStyle><p:bodyStyle>{body_style}</p:bodyStyle>"
        f"<p:otherStyle>{body_style}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def layout(name: Layout, lang: str) -> str:
    """Name and language code → a layout; the master is its relationship rId1."""
    grounds = [_ground(number, *ground) for number, ground in enumerate(_GROUNDS[name], start=2)]
    shapes = "".join(grounds) + "".join(
        _placeholder(
            number,
            f"{_NAMES[key]} Placeholder {number - 1}",
            PLACEHOLDERS[key],
            slot,
            lang,
            face="mj" if key == "title" else "mn",
        )
        for number, (key, slot) in enumerate(LAYOUTS[name].items(), start=2 + len(grounds))
    )
    return (
        f'<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{name}"><p:spTree>{GROUP}{shapes}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _ground(number: int, name: str, box: Box, colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr>{named(number, name, "")}<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="{colour}"/>'
        "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _placeholder(number: int, name: str, role: str, slot: Slot, lang: str, *, face: str = "mn") -> str:
    style = level(1, slot.size, slot.colour, face=face, bold=slot.bold, align=slot.align)
    content = _NUMBER.format(languages(lang))
    if slot.prompt:
        content = f"<a:p><a:r><a:rPr {languages(lang)}/><a:t>{escape(of(lang).phrase(slot.prompt))}</a:t></a:r></a:p>"
    body = BODY.format(anchor=slot.anchor, wrap="square")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph {role}/></p:nvPr></p:nvSpPr><p:spPr>{transform(slot.box)}<a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></p:spPr><p:txBody>{body}<a:lstStyle>{style}</a:lstStyle>{content}"
        "</p:txBody></p:sp>"
    )


def notes_master(lang: str, aspect: float = 9 / 16) -> str:
    """Language code and height of a slide in its widths → the notes page: the slide's image above, the notes below."""
    tall = min(432 * aspect, 256)
    at = Box(270 - tall / aspect / 2, 54, tall / aspect, tall)
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image Placeholder 1"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{transform(at)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill>'
        '<a:schemeClr val="accent5"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    slot = Slot(Box(54, 324, 432, 350), 12, "tx1", "prompt_notes")
    text = _placeholder(3, "Notes Placeholder 2", 'type="body" sz="quarter" idx="1"', slot, lang)
    return (
        f'<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f"<p:spTree>{GROUP}{image}{text}</p:spTree></p:cSld>{COLOUR_MAP}"
        f"<p:notesStyle>{''.join(level(number, 12) for number in range(1, 10))}</p:notesStyle></p:notesMaster>"
    )
