"""Shapes of slides, layouts, masters and notes: ids, placeholders, presets, connectors, tables."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial
from xml.etree.ElementTree import Element

from briefing.assets import asset
from briefing.proof.package.opc_package import Package
from briefing.proof.package.xml_names import long

_TREES = ("slide", "slideLayout", "slideMaster", "notesSlide", "notesMaster", "handoutMaster")
_NAMED, _PLACEHOLDER, _PRESET, _TABLE = long("p:cNvPr"), long("p:ph"), long("a:prstGeom"), long("a:tbl")
_CONNECTED = (long("a:stCxn"), long("a:endCxn"))
_FOUND = (_NAMED, _PLACEHOLDER, _PRESET, _TABLE, *_CONNECTED)
# Placeholders that a slide takes from its master without a place in the layout.
_EVERYWHERE = {"dt", "ftr", "sldNum", "hdr"}


def check_slides(package: Package) -> None:
    """Note what is wrong with the shapes of every part that holds any."""
    layouts = {*package.names_of("slideLayout", "notesMaster")}
    for part in package.names_of(*_TREES):
        targets = package.targets(part, "slideLayout") or package.targets(part, "notesMaster")
        layout = next((one for one in targets[:1] if one in layouts and not part.startswith("ppt/slideMasters")), "")
        own = package.parts.undated_digest(part)
        inputs = part, own, layout and package.parts.digest(layout), part in package.numbers
        package.check("slide-parts", inputs, partial(_check_part, package, part, layout))


def _check_part(package: Package, part: str, layout: str) -> None:
    root = package.trees[part]
    found = {tag: list(root.iter(tag)) for tag in _FOUND}
    if part in package.numbers:
        _ids(package, part, found)
    for shape in found[_PRESET]:
        _handles(package, part, shape)
    for table in found[_TABLE]:
        _cells(package, part, table)
    if layout:
        _placed(package, part, found[_PLACEHOLDER], {_slot(item) for item in package.trees[layout].iter(_PLACEHOLDER)})


def _slot(item: Element) -> tuple[str, str]:
    return item.get("type", "obj"), item.get("idx", "0")


def _ids(package: Package, part: str, found: dict[str, list[Element]]) -> None:
    names = found[_NAMED]
    counted = Counter(item.get("id", "") for item in names)
    for key, times in counted.items():
        if times > 1:
            shapes = " and ".join(repr(item.get("name", "")) for item in names if item.get("id") == key)
            package.note(part, f"{times} shapes have the id {key}", "give each shape its own id", shapes)
    for tag in _CONNECTED:
        for end in found[tag]:
            if end.get("id", "") not in counted:
                fix = "connect it to a shape of the slide, or to none"
                package.note(part, f"a connector holds on to shape {end.get('id')}, which is missing", fix)


@lru_cache(maxsize=1)
def _presets() -> dict[str, frozenset[str]]:
    """Return the adjustments that each preset shape knows."""
    lines = asset("proof/presets.txt").read_text(encoding="utf-8").splitlines()
    return {words[0]: frozenset(words[1:]) for words in map(str.split, lines) if words[0] != "#"}


def _handles(package: Package, part: str, shape: Element) -> None:
    preset = shape.get("prst", "")
    for guide in shape.iter(long("a:gd")):
        known = _presets().get(preset)
        if known is not None and guide.get("name") not in known:
            fix = f"leave a:avLst empty{', or use ' + ', '.join(sorted(known)) if known else ''}"
            package.note(part, f"the shape {preset} has no handle {guide.get('name')}", fix)


def _cells(package: Package, part: str, table: Element) -> None:
    columns = len(table.findall(f"{long('a:tblGrid')}/{long('a:gridCol')}"))
    rows = table.findall(long("a:tr"))
    if not rows or not columns:
        package.note(part, "a table without rows or columns", "give it both, or leave it out")
    for number, row in enumerate(rows, start=1):
        cells = row.findall(long("a:tc"))
        at = f"table row {number}"
        if len(cells) != columns:
            package.note(part, f"{len(cells)} cells in a table of {columns} columns", "one a:tc for each a:gridCol", at)
        for column, cell in enumerate(cells):
            wide, tall = (_count(cell.get(name, "1")) for name in ("gridSpan", "rowSpan"))
            if column + wide > columns or number - 1 + tall > len(rows):
                package.note(
                    part, "a merged cell reaches beyond the table", "let it end at the last column and row", at
                )
            if len(cells) == columns and any(not _on(other, "hMerge") for other in cells[column + 1 : column + wide]):
                package.note(part, f"a cell spans {wide} columns that are not merged", 'set hMerge="1" on the rest', at)


def _count(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _on(element: Element, name: str) -> bool:
    return element.get(name) in ("1", "true")


def _placed(package: Package, part: str, items: list[Element], slots: set[tuple[str, str]]) -> None:
    """Note placeholders without one of the same index in the layout; a footer is found by its type."""
    indices, kinds = {index for _, index in slots}, {kind for kind, _ in slots}
    titles = {"title", "ctrTitle"}
    for item in items:
        kind, index = _slot(item)
        known = kind in kinds | _EVERYWHERE or (kind in titles and kinds & titles) or index in indices
        if index != "0" and kind not in _EVERYWHERE:
            known = index in indices
        if not known:
            fix = "use an index of the layout, or a loose box"
            package.note(part, f"the placeholder {kind} {index} is not in its layout", fix, severity="warning")
