"""Theme → an empty 16:9 package of our own: masters for light and dark ground, notes master, properties.

Nothing of python-pptx's default template is in it. Masters and layouts share one space of ids.
"""

from __future__ import annotations

import functools
import io
import zipfile
from dataclasses import dataclass, field
from posixpath import basename, dirname, join

from briefing.deck.ooxml.base_layouts import LAYOUTS, layout, level, master, notes_master
from briefing.deck.ooxml.base_theme import theme_part
from briefing.deck.ooxml.markup import NAMESPACES, escape
from briefing.model.theme import Theme

WIDTH, HEIGHT = 12192000, 6858000
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPE = "application/vnd.openxmlformats-officedocument."
_FIRST_ID = 2147483648
_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"

Relations = tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class _Package:
    """Parts and content types while they are gathered."""

    parts: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, xml: str, kind: str, relations: Relations = ()) -> None:
        """Path, content and type of a part, and (id, type, target) of what it refers to."""
        self.parts[path] = _HEAD + xml
        self.types[f"/{path}"] = f"{_TYPE}{kind}+xml"
        if relations:
            self.parts[join(dirname(path), "_rels", f"{basename(path)}.rels")] = _relations(relations)

    def zipped(self) -> bytes:
        """The package as a file."""
        overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in self.types.items())
        types = (
            f'{_HEAD}<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for path, xml in (("[Content_Types].xml", types), *self.parts.items()):
                archive.writestr(zipfile.ZipInfo(path), xml)
        return buffer.getvalue()


def _relations(relations: Relations) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}{kind}" Target="{target}"/>' for key, kind, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'


def base_package(theme: Theme, lang: str, company: str) -> bytes:
    """Theme, locale and organisation → the package without slides."""
    package = _Package()
    for number in (1, 2):
        _master(package, theme, number)
    package.add("ppt/theme/theme3.xml", theme_part(theme, dark=False), "theme")
    package.add(
        "ppt/notesMasters/notesMaster1.xml",
        notes_master(),
        "presentationml.notesMaster",
        (("rId1", "theme", "../theme/theme3.xml"),),
    )
    package.add("ppt/presProps.xml", f"<p:presentationPr {NAMESPACES}/>", "presentationml.presProps")
    package.add("ppt/viewProps.xml", view(), "presentationml.viewProps")
    styles = f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{_TABLE_STYLE}"/>'
    package.add("ppt/tableStyles.xml", styles, "presentationml.tableStyles")
    package.add("docProps/app.xml", application(company), "extended-properties")
    package.add("ppt/presentation.xml", _presentation(lang), "presentationml.presentation.main", _PARTS)
    package.parts["_rels/.rels"] = _relations(
        (("rId1", "officeDocument", "ppt/presentation.xml"), ("rId2", "extended-properties", "docProps/app.xml"))
    )
    return package.zipped()


def _master(package: _Package, theme: Theme, number: int) -> None:
    """The master on light (1) or dark (2) ground with its theme and its layouts."""
    dark = number == 2
    package.add(f"ppt/theme/theme{number}.xml", theme_part(theme, dark=dark), "theme")
    files = [f"slideLayout{i + 1 + (number - 1) * len(LAYOUTS)}.xml" for i in range(len(LAYOUTS))]
    for name, file in zip(LAYOUTS, files, strict=True):
        package.add(
            f"ppt/slideLayouts/{file}",
            _layout(name),
            "presentationml.slideLayout",
            (("rId1", "slideMaster", f"../slideMasters/slideMaster{number}.xml"),),
        )
    relations = [(f"rId{i}", "slideLayout", f"../slideLayouts/{file}") for i, file in enumerate(files, start=1)]
    relations.append((f"rId{len(files) + 1}", "theme", f"../theme/theme{number}.xml"))
    package.add(
        f"ppt/slideMasters/slideMaster{number}.xml",
        master("Dark" if dark else "Light", master_id(number) + 1),
        "presentationml.slideMaster",
        tuple(relations),
    )


_layout = functools.cache(layout)


def master_id(number: int) -> int:
    """Number of a master → its id; the ids of its layouts follow it."""
    return _FIRST_ID + (number - 1) * (len(LAYOUTS) + 1)


_PARTS: Relations = (
    ("rId1", "slideMaster", "slideMasters/slideMaster1.xml"),
    ("rId2", "slideMaster", "slideMasters/slideMaster2.xml"),
    ("rId3", "notesMaster", "notesMasters/notesMaster1.xml"),
    ("rId4", "presProps", "presProps.xml"),
    ("rId5", "viewProps", "viewProps.xml"),
    ("rId6", "theme", "theme/theme1.xml"),
    ("rId7", "tableStyles", "tableStyles.xml"),
)


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
    """Locale → what loose boxes inherit: no bullets, the theme's faces."""
    levels = "".join(level(number, 14) for number in range(1, 10))
    return f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{escape(lang)}"/></a:defPPr>{levels}</p:defaultTextStyle>'


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
