"""Packages as files hold them: parts with content types and relationships, read from and written to a zip.

One way of writing serves our own package and a company's, which python-pptx has read and prepared.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from posixpath import basename, dirname, join, normpath, relpath

from lxml import etree
from msgspec import Struct, field

from briefing.deck.ooxml.markup import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_TYPES = "[Content_Types].xml"
_FIRST = (_TYPES, "_rels/.rels", "docProps/app.xml", "docProps/core.xml")
_DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}


def relation(kind: str) -> str:
    """Last word of a kind of relationship in office documents, as "slide" → the kind."""
    return f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"


def content(kind: str) -> str:
    """Kind of a part of office documents, as "presentationml.slide" → its content type."""
    return f"application/vnd.openxmlformats-officedocument.{kind}+xml"


class Part(Struct, eq=False):
    """A file of a package: its name, content type and bytes, and its relationships by id.

    A relationship is a kind and the part, or the address outside the package, that it leads to.
    """

    name: str
    kind: str
    blob: bytes = b""
    relations: dict[str, tuple[str, Part | str]] = field(default_factory=dict)

    def relate(self, kind: str, target: Part | str) -> str:
        """A kind and what it leads to → the id of the relationship, which is made if there is none."""
        for key, known in self.relations.items():
            if known == (kind, target):
                return key
        numbers = range(len(self.relations) + 1, 0, -1)  # counted down: most often the first is free
        key = next(key for number in numbers if (key := f"rId{number}") not in self.relations)
        self.relations[key] = kind, target
        return key

    def related(self, kind: str) -> Part:
        """A kind → the first part that it leads to."""
        return next(target for held, target in self.relations.values() if held == kind and isinstance(target, Part))


class Package(Struct):
    """Parts by name; the package's own relationships are those of `root`."""

    parts: dict[str, Part] = field(default_factory=dict)
    root: Part = field(default_factory=lambda: Part("", ""))

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Package:
        """The files of a package by name → the package."""
        overrides: dict[str, str] = {}
        defaults: dict[str, str] = {}
        for item in _rows(files[_TYPES]):
            if "PartName" in item:
                overrides[item["PartName"][1:]] = item["ContentType"]
            else:
                defaults[item["Extension"].lower()] = item["ContentType"]
        package = cls()
        for name, blob in files.items():
            if name != _TYPES and not name.endswith(".rels"):
                package.add(name, overrides.get(name) or defaults[_extension(name)], blob)
        for part in (package.root, *package.parts.values()):
            for item in _rows(files.get(_relations_of(part.name), b"<none/>")):
                target: Part | str = item["Target"]
                if item.get("TargetMode") != "External":
                    target = package.parts[normpath(join("/", dirname(part.name), item["Target"]))[1:]]
                part.relations[item["Id"]] = item["Type"], target
        return package

    def add(self, name: str, kind: str, blob: bytes | str = b"") -> Part:
        """Name, content type and bytes, or markup without its declaration → a new part."""
        held = blob if isinstance(blob, bytes) else f"{HEAD}{blob}".encode()
        self.parts[name] = part = Part(name, kind, held)
        return part

    @property
    def presentation(self) -> Part:
        """The part that lists the slides."""
        return self.root.related(relation("officeDocument"))

    def packed(self, *, level: int = 6) -> bytes:
        """The bytes of the file, compressed at a level of zlib. The package is empty thereafter."""
        files: dict[str, bytes] = {}
        defaults, overrides = dict(_DEFAULTS), ""
        for name in sorted(self.parts):
            kind, extension = self.parts[name].kind, _extension(name)
            if defaults.setdefault(extension, kind) != kind or extension == "xml":
                overrides += f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>'
        listed = "".join(
            f'<Default Extension="{escape(extension)}" ContentType="{escape(kind)}"/>'
            for extension, kind in sorted(defaults.items())
        )
        files[_TYPES] = f'{HEAD}<Types xmlns="{_PACKAGE}content-types">{listed}{overrides}</Types>'.encode()
        for part in (self.root, *self.parts.values()):
            if part.relations:
                files[_relations_of(part.name)] = _relations(part)
                part.relations.clear()  # parts hold one another, so that they would outlive the package
            if part.name:
                files[part.name] = part.blob
        self.parts.clear()
        return zipped(files, level=level)


def _rows(blob: bytes) -> list[dict[str, str]]:
    """A list in XML → the attributes of each of its rows."""
    return [dict(item.attrib) for item in etree.fromstring(blob)]  # type: ignore[arg-type]


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _relations_of(name: str) -> str:
    return join(dirname(name), "_rels", f"{basename(name)}.rels")


def _relations(part: Part) -> bytes:
    rows = ""
    for key, (kind, target) in part.relations.items():
        outside = isinstance(target, str)
        address = target if isinstance(target, str) else relpath(f"/{target.name}", f"/{dirname(part.name)}")
        mode = ' TargetMode="External"' if outside else ""
        rows += f'<Relationship Id="{escape(key)}" Type="{escape(kind)}" Target="{escape(address)}"{mode}/>'
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'.encode()


def zipped(files: Mapping[str, bytes], *, level: int = 6) -> bytes:
    """Files by name → a zip of them in a fixed order, with fixed dates and no trace of the system that wrote it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files, key=_place):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            entry.create_system = 0
            archive.writestr(entry, files[name], compresslevel=level or None)
    return target.getvalue()


def _place(name: str) -> tuple[int, list[tuple[int, str]]]:
    """Part name → its place: the four parts that readers open first, then by name, numbers in their order."""
    first = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return first, [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]
