"""What a PDF gives away, by its objects: paths, names, comments, hidden layers, scripts, strange files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from briefing.proof.tags.marked import TaggedPdf
from briefing.proof.tags.quick import files_inside, private_properties
from briefing.proof.tags.tag_rules import PRIVATE, Check, TagFault

# Not links, but what a reader fills in or what belongs to a link.
_HARMLESS: Final = ("/Link", "/Widget", "/Popup")


def _private(brief: TaggedPdf) -> Iterator[TagFault]:
    """Yield all that an opened PDF gives away."""
    root: Any = brief.pdf.Root
    properties = {key.removeprefix("/"): str(value) for key, value in brief.pdf.docinfo.items()}
    yield from private_properties(properties)
    if "/Metadata" in root:
        text = root.Metadata.read_bytes().decode("utf-8", "replace")
        yield from private_properties({"XMP": re.sub(r"<[^>]*>", " ", text)})
    given: Any = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    yield from files_inside(str(file.get("/UF", file.get("/F", ""))) for file in list(given)[1::2])
    if "/JavaScript" in root.get("/Names", {}) or _runs(root.get("/OpenAction")):
        yield TagFault("a script runs in it", "drop it")
    if any(layer for layer in _hidden(root)):
        yield TagFault("it has hidden layers", "drop them, or show them")
    for number, page in enumerate(brief.pdf.pages, start=1):
        annotations: Any = page.obj.get("/Annots", [])
        for box in annotations:
            kind = str(box.get("/Subtype", ""))
            if kind not in _HARMLESS:
                what = f"a comment or mark ({kind.removeprefix('/')}) stands on it"
                yield TagFault(what, "drop it before it leaves the house", number, _quoted(box))
            elif _runs(box.get("/A")) or "/AA" in box:
                yield TagFault("a script or program runs from it", "drop its action", number, _quoted(box))
        if "/PieceInfo" in page.obj:
            yield TagFault("a program's own working data stand in it", "export it without them", number)


def _runs(action: Any) -> bool:
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in ("/JavaScript", "/Launch")


def _hidden(root: Any) -> Iterator[Any]:
    layers: Any = root.get("/OCProperties", {})
    shown: Any = layers.get("/D", {})
    yield from shown.get("/OFF", [])
    if str(shown.get("/BaseState", "/ON")) == "/OFF":
        yield from layers.get("/OCGs", [])


def _quoted(box: Any) -> str:
    quoted = " ".join(str(box.get("/Contents", "")).split())
    return f"“{quoted if len(quoted) <= 40 else quoted[:39] + '…'}”" if quoted else ""


CHECKS: tuple[Check, ...] = ((PRIVATE, _private),)
