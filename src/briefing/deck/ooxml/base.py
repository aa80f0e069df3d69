"""Theme → an empty 16:9 package of our own: masters for light and dark ground, notes master, properties.

Nothing of python-pptx's default template is in it. Masters and layouts share one space of ids.
"""

from __future__ import annotations

import functools

from briefing.deck.ooxml.base_layouts import LAYOUTS, layout, level, master, notes_master
from briefing.deck.ooxml.base_theme import theme_part
from briefing.deck.ooxml.markup import NAMESPACES, escape, languages
from briefing.deck.ooxml.opc import Package, Part, content, relation
from briefing.deck.slides import Layout
from briefing.model.theme import Theme

WIDTH, HEIGHT = 12192000, 6858000
_FIRST_ID = 2147483648
_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_layout = functools.cache(layout)


def base_package(theme: Theme, lang: str, company: str) -> Package:
    """Theme, language code and organisation → the package without slides; its prompts are in that language."""
    package = Package()
    presentation = package.add("ppt/presentation.xml", content("presentationml.presentation.main"), _presentation(lang))
    package.root.relate(relation("officeDocument"), presentation)
    properties = package.add("docProps/app.xml", content("extended-properties"), application(company))
    package.root.relate(relation("extended-properties"), properties)
    for number in (1, 2):
        presentation.relate(relation("slideMaster"), _master(package, theme, number, lang))
    notes = package.add("ppt/notesMasters/notesMaster1.xml", content("presentationml.notesMaster"), notes_master(lang))
    notes.relate(
        relation("theme"), package.add("ppt/theme/theme3.xml", content("theme"), theme_part(theme, dark=False))
    )
    presentation.relate(relation("notesMaster"), notes)
    styles = f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{_TABLE_STYLE}"/>'
    for name, xml in (
        ("presProps", f"<p:presentationPr {NAMESPACES}/>"),
        ("viewProps", view()),
        ("tableStyles", styles),
    ):
        part = package.add(f"ppt/{name}.xml", content(f"presentationml.{name}"), xml)
        presentation.relate(relation(name), part)
    presentation.relate(relation("theme"), package.parts["ppt/theme/theme1.xml"])
    return package


def _master(package: Package, theme: Theme, number: int, lang: str) -> Part:
    """The master on light (1) or dark (2) ground with its theme and its layouts, which are rId1, rId2 …"""
    dark = number == 2
    markup = master("Dark" if dark else "Light", master_id(number) + 1, lang)
    made = package.add(f"ppt/slideMasters/slideMaster{number}.xml", content("presentationml.slideMaster"), markup)
    for name in LAYOUTS:
        held = package.add(layout_name(name, dark=dark), content("presentationml.slideLayout"), _layout(name, lang))
        made.relate(relation("slideLayout"), held)
        held.relate(relation("slideMaster"), made)
    colours = package.add(f"ppt/theme/theme{number}.xml", content("theme"), theme_part(theme, dark=dark))
    made.relate(relation("theme"), colours)
    return made


def layout_name(name: Layout, *, dark: bool) -> str:
    """A layout and its ground → the name of its part."""
    return f"ppt/slideLayouts/slideLayout{list(LAYOUTS).index(name) + 1 + dark * len(LAYOUTS)}.xml"


def master_id(number: int) -> int:
    """Number of a master → its id; the ids of its layouts follow it."""
    return _FIRST_ID + (number - 1) * (len(LAYOUTS) + 1)


def _presentation(lang: str) -> str:
    """The presentation. Loose boxes inherit from its defaultTextStyle, not from the master's otherStyle."""
    masters = "".join(f'<p:sldMasterId id="{master_id(n)}" r:id="rId{n}"/>' for n in (1, 2))
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>{masters}</p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId3"/></p:notesMasterIdLst><p:sldIdLst/>'
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"{default_text_style(lang)}</p:presentation>"
    )


def default_text_style(lang: str) -> str:
    """Language code → what loose boxes inherit: no bullets, the theme's faces."""
    levels = "".join(level(number, 14) for number in range(1, 10))
    return f"<p:defaultTextStyle><a:defPPr><a:defRPr {languages(lang)}/></a:defPPr>{levels}</p:defaultTextStyle>"


def view() -> str:
    """The normal view with the notes open."""
    return (
        f'<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/>'
        '</p:normalViewPr><p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'
    )


def application(company: str) -> str:
    """The extended properties."""
    named = f"<Company>{escape(company)}</Company>" if company else ""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Microsoft Office PowerPoint</Application><PresentationFormat>Widescreen</PresentationFormat>"
        f"{named}<AppVersion>16.0000</AppVersion></Properties>"
    )
