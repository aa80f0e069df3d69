"""A presentation that is full → the bytes of its file: properties, sections, and no trace of the clock."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Iterable
from copy import deepcopy
from functools import partial
from itertools import groupby
from typing import Any

from msgspec import Struct
from pptx.opc.constants import NAMESPACE
from pptx.opc.constants import RELATIONSHIP_TARGET_MODE as RTM
from pptx.opc.package import _Relationship
from pptx.opc.packuri import PackURI
from pptx.opc.serialized import PackageWriter, _PhysPkgWriter
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.presentation import PresentationPart
from pptx.presentation import Presentation

from briefing.deck.ooxml.text_xml import NAMESPACES, clean, escape, locale
from briefing.reuse import reused_of
from briefing.zip_bytes import Member, archive, member

_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_MOST_SHARED = 40  # parts of masters and layouts that are remembered: those of two languages
_LONGEST = 255  # longer core properties are refused by readers


class DeckProperties(Struct, frozen=True):
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
    """Return a GUID that is always the same for these parts."""
    return "{" + str(uuid.uuid5(_SPACE, "|".join(map(str, parts)))).upper() + "}"


def set_properties(presentation: Presentation, properties: DeckProperties) -> None:
    """Write the core properties."""
    core = presentation.core_properties
    for name in ("title", "author", "subject", "keywords", "category", "comments"):
        setattr(core, name, clean(getattr(properties, name))[:_LONGEST])
    core.last_modified_by = core.author
    core.language = locale(properties.lang)
    core.revision = 1
    core.created = core.modified = dt.datetime.combine(properties.as_of, dt.time())


def add_sections(presentation: Presentation, names: Iterable[str]) -> None:
    """Write the list of sections from the section of each slide: neighbours of one name are a section."""
    element: Any = presentation.part._element
    ids = [item.id for item in element.sldIdLst]
    sections = "".join(
        f'<p14:section name="{escape(name)}" id="{guid("section", at, name)}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{number}"/>' for number, _ in members)
        + "</p14:sldIdLst></p14:section>"
        for at, (name, members) in enumerate(groupby(zip(ids, names, strict=True), key=lambda member: member[1]))
    )
    element.append(
        parse_xml(
            f'<p:extLst {NAMESPACES}><p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">{sections}'
            "</p14:sectionLst></p:ext></p:extLst>"
        )
    )


def number_parts(presentation: Presentation) -> None:
    """Let the package count its parts: python-pptx looks for a free name by a walk through all of it, each time."""
    package: Any = presentation.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    last: dict[str, int] = {}

    def next_partname(pattern: str) -> PackURI:
        number = last.get(pattern, 0) + 1
        while pattern % number in taken:
            number += 1
        last[pattern] = number
        return PackURI(pattern % number)

    package.next_partname = next_partname


def save(presentation: Presentation) -> bytes:
    """Return the bytes of the file: the parts that python-pptx saves, without a trace of the clock.

    Parts that presentations share are never changed, so what is saved of them is made once.
    """
    package: Any = presentation.part.package
    saved: list[Any] = [
        _SavedPart(part)
        if part.package is package
        else reused_of("shared part", part, partial(_SavedPart, part), most=_MOST_SHARED)
        for part in package.iter_parts()
    ]
    parts = _Parts()
    relations: Any = _SavedRelations(package._rels)
    writer = PackageWriter(io.BytesIO(), relations, saved)
    writer._write_content_types_stream(parts)
    writer._write_pkg_rels(parts)
    writer._write_parts(parts)
    return archive(parts)


class _SavedPart:
    """What python-pptx asks for of a part that it saves."""

    def __init__(self, part: Any) -> None:
        self.partname, self.content_type, self.blob = part.partname, part.content_type, part.blob
        self._rels = self.rels = _SavedRelations(part.rels)


class _SavedRelations:
    """What python-pptx asks for of relationships that it saves; it would parse an element for each of them."""

    def __init__(self, relations: Any) -> None:
        numbered = sorted((int(key[3:]) if key[3:].isdigit() else 0, key) for key in relations)
        self._listed = "".join(_relation(relations[key]) for _, key in numbered)

    def __bool__(self) -> bool:
        return bool(self._listed)

    @property
    def xml(self) -> bytes:
        """Their file."""
        content = f'<Relationships xmlns="{NAMESPACE.OPC_RELATIONSHIPS}">{self._listed}</Relationships>'
        return f"{_HEAD}{content}".encode()


def _relation(one: Any) -> str:
    key, kind, target = map(escape, (one.rId, one.reltype, one.target_ref))
    mode = ' TargetMode="External"' if one.is_external else ""
    return f'<Relationship Id="{key}" Type="{kind}" Target="{target}"{mode}/>'


def release(presentation: Presentation) -> None:
    """Let go of the trees of a saved presentation: its parts refer to each other, and would await a collection.

    Parts that it shares are of the package of another.
    """
    package: Any = presentation.part.package
    for part in tuple(package.iter_parts()):
        if part.package is package:
            vars(part).clear()


def another(presentation: Presentation) -> Presentation:
    """Return a presentation of the same parts, of which only its own, that lists slides, is a copy.

    It can be filled and saved; its masters and layouts are those of all others, and must stay as they are.
    """
    given: Any = presentation.part
    package = Package(None)  # type: ignore[arg-type]  # of no file
    part: Any = PresentationPart(given.partname, given.content_type, package, deepcopy(given._element))
    part.rels._rels.update(given.rels)
    for key, relation in given.package._rels.items():
        target = part if relation.target_part is given else relation.target_part
        package._rels._rels[key] = _Relationship("/", key, relation.reltype, RTM.INTERNAL, target)
    found: Presentation = part.presentation
    return found


class _Parts(list[Member], _PhysPkgWriter):
    """Takes parts in the place of python-pptx's zip file, which would deflate all of them again for each deck."""

    def write(self, pack_uri: PackURI, blob: bytes) -> None:
        """Add a part."""
        self.append(member(pack_uri.membername, blob))
