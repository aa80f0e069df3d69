"""A presentation → the bytes of its file: properties, slides and sections."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import Struct

from briefing.deck.ooxml.markup import NAMESPACES, clean, escape, locale
from briefing.deck.ooxml.opc import Package, Part, relation

if TYPE_CHECKING:
    from pptx.opc.packuri import PackURI
    from pptx.presentation import Presentation

_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_OPEN = "http://schemas.openxmlformats.org/"
_TERMS = (
    f'xmlns:cp="{_OPEN}package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_P = f"{{{_OPEN}presentationml/2006/main}}"
_R = f"{{{_OPEN}officeDocument/2006/relationships}}"
_FIRST_ID = 256
# Longer core properties are refused by readers.
_LONGEST = 255


class Properties(Struct, frozen=True):
    """What the file says of itself. `lang` is a language code; `as_of` is the only date in the file.

    `story` names the story that the slides' bindings belong to, `template` the file whose layouts they stand on.
    """

    title: str
    as_of: dt.date
    lang: str = "en"
    author: str = ""
    subject: str = ""
    keywords: str = ""
    company: str = ""
    category: str = ""
    comments: str = ""
    story: str = ""
    template: str = ""


def guid(*parts: object) -> str:
    """Words → a GUID that is always the same for them."""
    return "{" + str(uuid.uuid5(_SPACE, "|".join(map(str, parts)))).upper() + "}"


def describe(package: Package, properties: Properties) -> None:
    """Add the core properties."""
    said = {
        "dc:title": properties.title,
        "dc:creator": properties.author,
        "cp:lastModifiedBy": properties.author,
        "cp:revision": "1",
        "dc:subject": properties.subject,
        "cp:keywords": properties.keywords,
        "cp:category": properties.category,
        "dc:description": properties.comments,
        "dc:language": locale(properties.lang),
    }
    add_core(package, said, properties.as_of)


def add_core(package: Package, said: Mapping[str, str], as_of: dt.date) -> None:
    """Add core properties: fields by name, and the date for the moments of creation and of change."""
    words = "".join(f"<{name}>{escape(clean(value)[:_LONGEST])}</{name}>" for name, value in said.items())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{as_of.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    made = f"<cp:coreProperties {_TERMS}>{words}{dates}</cp:coreProperties>"
    core = package.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", made)
    package.root.relate(f"{_OPEN}package/2006/relationships/metadata/core-properties", core)


def list_slides(package: Package, pages: Sequence[Part], names: Sequence[str]) -> None:
    """The parts of the slides and the section of each → the list of slides and that of sections, in which neighbours
    of one name are a section."""
    part = package.presentation
    root = etree.fromstring(part.blob)
    listed = next(root.iter(f"{_P}sldIdLst"))
    groups: list[tuple[str, list[int]]] = []
    for number, (page, name) in enumerate(zip(pages, names, strict=True), start=_FIRST_ID):
        etree.SubElement(listed, f"{_P}sldId", {"id": str(number), f"{_R}id": part.relate(relation("slide"), page)})
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(number)
    sections = "".join(
        f'<p14:section name="{escape(name)}" id="{guid("section", at, name)}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{number}"/>' for number in numbers)
        + "</p14:sldIdLst></p14:section>"
        for at, (name, numbers) in enumerate(groups)
    )
    root.append(
        etree.fromstring(
            f'<p:extLst {NAMESPACES}><p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{sections}'
            "</p14:sectionLst></p:ext></p:extLst>"
        )
    )
    part.blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class _Parts(dict[str, bytes]):
    """The files of a package by name, in place of python-pptx's zip."""

    def write(self, name: PackURI, blob: bytes) -> None:
        """Keep a part."""
        self[name.membername] = blob


def unpacked(presentation: Presentation) -> dict[str, bytes]:
    """A presentation that python-pptx has read → the files of its package by name."""
    from pptx.opc.serialized import PackageWriter

    package = presentation.part.package
    writer = PackageWriter("", package._rels, tuple(package.iter_parts()))
    parts: Any = _Parts()  # what it asks of a zip is `write`
    writer._write_content_types_stream(parts)
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    return dict(parts)
