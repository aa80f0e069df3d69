"""What a deck gives away that nobody meant to send: macros, objects, paths, comments, hidden slides, previews."""

from __future__ import annotations

import re
from functools import partial

from briefing.proof.local_paths import LOCAL_PATH
from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import long

_MACROS = re.compile(r"macroEnabled|vbaProject|activeX", re.IGNORECASE)
# Last word of a relationship's type → what it brings, and the fix.
_BROUGHT = {
    "thumbnail": ("a preview picture", "drop it: it shows an older state, and PowerPoint makes its own"),
    "comments": ("comments", "resolve and drop them before the deck leaves the house"),
    "commentAuthors": ("names of those who commented", "drop them with their comments"),
    "authors": ("names of those who commented", "drop them with their comments"),
    "printerSettings": ("settings of a printer", "drop them"),
    "oleObject": ("an embedded object", "use a native chart or a picture"),
    "attachedToolbars": ("toolbars", "drop them"),
}


def check_privacy(package: Package) -> None:
    """Note macros as errors, and what a deck should not give away as warnings."""
    for part in package.parts:
        if _MACROS.search(package.content_type(part)) or part.lower().endswith("vbaproject.bin"):
            package.note(part, "a macro or control", "drop it; a .pptx may hold none")
    for relations in package.relations.values():
        for relation in relations.values():
            if relation.kind in _BROUGHT and relation.part:
                what, fix = _BROUGHT[relation.kind]
                package.note(relation.part, what, fix, severity="warning")
    for part in _metadata_parts(package):
        found = LOCAL_PATH.search(package.parts[part].decode("utf-8", "replace"))
        if found:
            package.note(part, "a path of somebody's machine", "drop it", found.group(), "warning")
    for part in package.names_of("slide", "slideLayout", "slideMaster"):
        package.check("private", (part, package.parts.undated_digest(part)), partial(_check_slide, package, part))


def _check_slide(package: Package, part: str) -> None:
    root = package.trees[part]
    if root.tag == long("p:sld") and root.get("show") in ("0", "false"):
        package.note(part, "a hidden slide", "drop it, or show it", severity="warning")
    for named in root.iter(long("p:cNvPr")):
        if LOCAL_PATH.search(named.get("descr", "")):
            fix = "describe what the picture shows"
            package.note(part, "a path of somebody's machine as alt text", fix, named.get("name", ""), "warning")


def _metadata_parts(package: Package) -> list[str]:
    """Return the parts in which programs leave names and paths, not readers' words."""
    return [part for part in package.parts if part.startswith("docProps/") or part.endswith(".rels")]
