"""A presentation → the bytes of its file: properties, sections, and a zip that depends on nothing but its content."""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.deck.ooxml.markup import NAMESPACES, clean, escape, locale

if TYPE_CHECKING:
    from pptx.opc.packuri import PackURI
    from pptx.presentation import Presentation

_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_FIRST = ("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml")
# Longer core properties are refused by python-pptx.
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Properties:
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

    @property
    def moment(self) -> dt.datetime:
        """The as-of date at midnight."""
        return dt.datetime.combine(self.as_of, dt.time())


def guid(*parts: object) -> str:
    """Words → a GUID that is always the same for them."""
    return "{" + str(uuid.uuid5(_SPACE, "|".join(map(str, parts)))).upper() + "}"


def describe(presentation: Presentation, properties: Properties) -> None:
    """Set the core properties."""
    core = presentation.core_properties
    core.title = clean(properties.title)[:_LONGEST]
    core.author = core.last_modified_by = clean(properties.author)[:_LONGEST]
    core.subject = clean(properties.subject)[:_LONGEST]
    core.keywords = clean(properties.keywords)[:_LONGEST]
    core.category = clean(properties.category)[:_LONGEST]
    core.comments = clean(properties.comments)[:_LONGEST]
    core.language = locale(properties.lang)
    core.created = core.modified = properties.moment
    core.revision = 1


def add_sections(presentation: Presentation, names: Sequence[str]) -> None:
    """The section of each slide → the list of sections; neighbours of one name form a section."""
    from pptx.oxml import parse_xml

    root: Any = presentation.part._element
    ids = [entry.id for entry in root.sldIdLst]
    groups: list[tuple[str, list[int]]] = []
    for name, number in zip(names, ids, strict=True):
        if not groups or groups[-1][0] != name:
            groups.append((name, []))
        groups[-1][1].append(number)
    listed = "".join(
        f'<p14:section name="{escape(name)}" id="{guid("section", at, name)}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{number}"/>' for number in numbers)
        + "</p14:sldIdLst></p14:section>"
        for at, (name, numbers) in enumerate(groups)
    )
    root.append(
        parse_xml(
            f'<p:extLst {NAMESPACES}><p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{listed}'
            "</p14:sectionLst></p:ext></p:extLst>"
        )
    )


class _Parts(dict[str, bytes]):
    """The files of a package by name, in place of python-pptx's zip."""

    def write(self, name: PackURI, blob: bytes) -> None:
        """Keep a part."""
        self[name.membername] = blob


def packed(presentation: Presentation) -> bytes:
    """A presentation → the bytes of its file."""
    from pptx.opc.serialized import PackageWriter

    package = presentation.part.package
    writer = PackageWriter("", package._rels, tuple(package.iter_parts()))
    parts: Any = _Parts()  # what it asks of a zip is `write`
    writer._write_content_types_stream(parts)
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    for part in package.iter_parts():  # they hold one another, so that their content would outlive them
        part._blob = None
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts in a fixed order, with fixed dates and no trace of the system that wrote them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=_place):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return target.getvalue()


def _place(name: str) -> tuple[int, list[tuple[int, str]]]:
    """Part name → its place: the four parts that readers open first, then by name, numbers in their order."""
    first = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return first, [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]
