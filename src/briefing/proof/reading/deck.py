"""The parts of a deck → slides with their elements: text in its look, boxes, alternative texts, notes."""

from __future__ import annotations

from xml.etree.ElementTree import Element as Tree

from briefing.proof.findings import Box
from briefing.proof.package.names import long
from briefing.proof.package.parts import Package
from briefing.proof.seen import Element, Page, Paragraph, Role, Run, Seen

_POINT = 12700
_ROLES: dict[str, Role] = {
    "title": "title",
    "ctrTitle": "title",
    "subTitle": "subtitle",
    "ftr": "footer",
    "dt": "date",
    "sldNum": "number",
    "pic": "picture",
}


def deck(name: str, data: bytes, package: Package) -> Seen:
    """Name, bytes and parts of a .pptx → what a reader sees."""
    slides = sorted((number, part) for part, number in package.numbers.items() if part.startswith("ppt/slides/"))
    return Seen(name, "deck", data, tuple(_page(package, number, part) for number, part in slides), package=package)


def _page(package: Package, number: int, part: str) -> Page:
    root = package.trees[part]
    elements = [one for tree in root.iterfind(f"{long('p:cSld')}/{long('p:spTree')}") for one in _elements(tree)]
    notes = [paragraph for name in package.targets(part, "notesSlide") for paragraph in _notes(package, name)]
    return Page(number, 960, 540, tuple(elements), tuple(notes))


def _elements(tree: Tree) -> list[Element]:
    found: list[Element] = []
    for shape in tree:
        if shape.tag == long("p:grpSp"):
            found += _elements(shape)
            continue
        named = next(shape.iter(long("p:cNvPr")), None)
        if named is None or shape.tag == long("p:nvGrpSpPr"):
            continue
        holder = next(shape.iter(long("p:ph")), None)
        role: Role = "text" if holder is None else _ROLES.get(holder.get("type", ""), "body")
        paragraphs = tuple(_paragraph(item) for item in shape.iter(long("a:p")))
        found.append(Element(role, named.get("name", ""), _box(shape), paragraphs, named.get("descr")))
    return found


def _paragraph(item: Tree) -> Paragraph:
    texts = []
    for child in item:
        if child.tag == long("a:br"):
            texts.append("\n")
        elif child.tag == long("a:r"):
            texts.append(child.findtext(long("a:t")) or "")
    return tuple(Run(text) for text in texts)


def _box(shape: Tree) -> Box | None:
    place, size = next(shape.iter(long("a:off")), None), next(shape.iter(long("a:ext")), None)
    if place is None or size is None or "x" not in place.attrib or "cx" not in size.attrib:
        return None
    left, top = (int(place.get(key, "0")) / _POINT for key in ("x", "y"))
    return left, top, left + int(size.get("cx", "0")) / _POINT, top + int(size.get("cy", "0")) / _POINT


def _notes(package: Package, part: str) -> list[str]:
    found = []
    for shape in package.trees[part].iter(long("p:sp")):
        holder = next(shape.iter(long("p:ph")), None)
        if holder is not None and holder.get("type") == "body":
            found += ["".join(run.text for run in _paragraph(item)) for item in shape.iter(long("a:p"))]
    return found
