"""What tests read from a finished deck: parts, elements and relationships."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree
from msgspec import Struct

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
}
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Deck(Struct, frozen=True):
    """Part name → bytes."""

    parts: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> Deck:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def named(self, start: str) -> list[str]:
        return [name for name in self.parts if name.startswith(start) and name.endswith(".xml")]

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def find(self, name: str, path: str) -> list[etree._Element]:
        found = self.tree(name).xpath(path, namespaces=NS)
        assert isinstance(found, list)
        return found  # type: ignore[return-value]

    def values(self, name: str, path: str) -> list[str]:
        return [str(item) for item in self.find(name, path)]

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Id → kind, target (a part's name, or an address) and whether it is outside of the file."""
        head, tail = posixpath.split(name)
        path = posixpath.join(head, "_rels", f"{tail}.rels")
        if path not in self.parts:
            return {}
        found = {}
        for item in self.tree(path):
            outside = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + head, target)).lstrip("/")
            found[item.get("Id", "")] = (item.get("Type", "").rpartition("/")[2], target, outside)
        return found
