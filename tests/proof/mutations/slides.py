"""Changes of a finished deck, made in the XML of its parts as a hand or another program would make them."""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree

from tests.proof.mutations.change import Change

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
POINT = 12700
_RELATION = re.compile(r'Type="[^"]*/(\w+)" Target="([^"]*)"')
Parts = dict[str, bytes]
Edit = Callable[[Any], object]


def parts_of(data: bytes) -> Parts:
    """A zip → its parts by name."""
    return dict(_unpacked(data))


@lru_cache(2)  # many edits begin with one good deck
def _unpacked(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(entries: list[tuple[str, bytes]]) -> bytes:
    """Names and contents → a zip; a name may stand twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def repacked(edit: Callable[[Parts], object]) -> Change:
    """A change of the parts of a zip."""

    def change(data: bytes) -> bytes:
        parts = parts_of(data)
        edit(parts)
        return packed(list(parts.items()))

    return change


def replaced(part: str, old: str, new: str, times: int = 1) -> Change:
    """A change of the text of a part: the first places of some words, all of them where `times` is 0."""
    return repacked(lambda parts: _replace(parts, part, old, new, times))


def _replace(parts: Parts, part: str, old: str, new: str, times: int = 1) -> None:
    text = parts[part].decode("utf-8")
    assert old in text, f"{old!r} is not in {part}"
    parts[part] = text.replace(old, new, times or -1).encode("utf-8")


def matched(part: str, pattern: str, new: str) -> Change:
    """A change of the first match in a part."""
    return repacked(lambda parts: _match(parts, part, pattern, new))


def _match(parts: Parts, part: str, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, parts[part].decode("utf-8"), count=1, flags=re.DOTALL)
    assert count, f"{pattern} matches nothing in {part}"
    parts[part] = text.encode("utf-8")


def slide(number: int) -> str:
    """A slide → its part."""
    return f"ppt/slides/slide{number}.xml"


def words(number: int, old: str, new: str, times: int = 1) -> Change:
    """Words of a slide, its alternative texts too."""
    return replaced(slide(number), old, new, times)


def notes(number: int, old: str, new: str) -> Change:
    """Words of a slide's notes."""
    return replaced(f"ppt/notesSlides/notesSlide{number}.xml", old, new)


def exchanged(first: tuple[int, str], second: tuple[int, str]) -> Change:
    """The words of two slides, each in the other's place."""

    def edit(parts: Parts) -> None:
        _replace(parts, slide(first[0]), first[1], second[1])
        _replace(parts, slide(second[0]), second[1], first[1])

    return repacked(edit)


# -- shapes -----------------------------------------------------------------------------------------------------------


def shaped(number: int, edit: Edit, *names: str) -> Change:
    """An edit of shapes of a slide, by their names."""

    def change(tree: Any) -> None:
        for name in names:
            edit(shape(tree, name))

    return treed(slide(number), change)


def treed(part: str, edit: Edit) -> Change:
    """An edit of the tree of a part."""

    def change(parts: Parts) -> None:
        tree = etree.fromstring(parts[part])
        edit(tree)
        parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    return repacked(change)


def shape(tree: Any, name: str) -> Any:
    """The tree of a slide → the element of a shape."""
    return tree.xpath(f"//p:cNvPr[@name='{name}']/../..", namespaces=NS)[0]


def moved(left: float = 0, top: float = 0) -> Edit:
    """A shape moved by points; one that has its place from its layout stays."""

    def edit(item: Any) -> None:
        place = item.find(".//a:off", NS)
        for key, by in (("x", left), ("y", top)):
            place.set(key, str(int(place.get(key)) + round(by * POINT)))

    return edit


def placed(left: float, top: float, wide: float, high: float) -> Edit:
    """A shape with a box of its own, in points."""

    def edit(item: Any) -> None:
        for old in item.findall("p:spPr/a:xfrm", NS):
            old.getparent().remove(old)
        frame = etree.Element(f"{{{NS['a']}}}xfrm")
        etree.SubElement(frame, f"{{{NS['a']}}}off", x=str(round(left * POINT)), y=str(round(top * POINT)))
        etree.SubElement(frame, f"{{{NS['a']}}}ext", cx=str(round(wide * POINT)), cy=str(round(high * POINT)))
        item.find("p:spPr", NS).insert(0, frame)

    return edit


def shrunk(wide: float = 1, high: float = 1) -> Edit:
    """A shape that keeps these shares of its width and height."""

    def edit(item: Any) -> None:
        size = item.find(".//a:ext[@cx]", NS)
        for key, share in (("cx", wide), ("cy", high)):
            size.set(key, str(round(int(size.get(key)) * share)))

    return edit


def attributed(path: str, **attributes: str) -> Edit:
    """Attributes of all elements at a path below a shape."""

    def edit(item: Any) -> None:
        targets = item.findall(path, NS)
        assert targets, f"{path} is not there"
        for target in targets:
            for key, value in attributes.items():
                target.set(key, value)

    return edit


def sized(points: float) -> Edit:
    """Type of one size."""
    return attributed(".//a:rPr", sz=str(round(points * 100)))


def coloured(rgb: str) -> Edit:
    """Text of one colour."""

    def edit(item: Any) -> None:
        for fill in item.findall(".//a:r/a:rPr/a:solidFill", NS):
            for old in list(fill):
                fill.remove(old)
            etree.SubElement(fill, f"{{{NS['a']}}}srgbClr", val=rgb)

    return edit


def faced(latin: str = "", han: str = "") -> Edit:
    """Text in faces of its own."""

    def edit(item: Any) -> None:
        for run in item.findall(".//a:r/a:rPr", NS):
            for tag, face in (("latin", latin), ("ea", han)):
                for old in run.findall(f"a:{tag}", NS) if face else ():
                    run.remove(old)
                if face:
                    etree.SubElement(run, f"{{{NS['a']}}}{tag}", typeface=face)

    return edit


def retold(text: str) -> Edit:
    """A shape whose whole text is another, in the look of its first words."""

    def edit(item: Any) -> None:
        first, *others = item.findall(".//a:t", NS)
        first.text = text
        for other in others:
            other.text = ""
        for line in item.findall(".//a:br", NS):
            line.getparent().remove(line)

    return edit


def emptied(item: Any) -> None:
    """A shape whose text is gone."""
    body = item.find("p:txBody", NS)
    for old in body.findall("a:p", NS):
        body.remove(old)
    etree.SubElement(body, f"{{{NS['a']}}}p")


def fitted(scale: str) -> Edit:
    """A shape whose text the program shrinks."""

    def edit(item: Any) -> None:
        body = item.find(".//a:bodyPr", NS)
        for old in list(body):
            body.remove(old)
        etree.SubElement(body, f"{{{NS['a']}}}normAutofit", fontScale=scale)

    return edit


def dropped(item: Any) -> None:
    """A shape that is gone."""
    item.getparent().remove(item)


def read_backwards(tree: Any) -> None:
    """A slide whose shapes stand in the reversed order."""
    parent = tree.find(".//p:spTree", NS)
    for item in reversed(list(parent)[2:]):
        parent.append(item)


# -- charts -----------------------------------------------------------------------------------------------------------


def related(parts: Parts, part: str, kind: str) -> list[str]:
    """The parts that a part is related to, of one kind, in their order."""
    folder, name = posixpath.split(part)
    rows = _RELATION.findall(parts[f"{folder}/_rels/{name}.rels"].decode("utf-8"))
    return [posixpath.normpath(posixpath.join(folder, target)) for told, target in rows if told == kind]


def charted(number: int, *edits: tuple[str, str], nth: int = 0) -> Change:
    """Patterns and what stands in place of their first match in a chart of a slide."""

    def edit(parts: Parts) -> None:
        chart = related(parts, slide(number), "chart")[nth]
        for pattern, new in edits:
            _match(parts, chart, pattern, new)

    return repacked(edit)


def chart_treed(number: int, edit: Edit, nth: int = 0) -> Change:
    """An edit of the tree of a chart of a slide."""

    def change(parts: Parts) -> None:
        chart = related(parts, slide(number), "chart")[nth]
        parts |= parts_of(treed(chart, edit)(packed([(chart, parts[chart])])))

    return repacked(change)


def booked(number: int, pattern: str, new: str, nth: int = 0, sheet: str = "xl/worksheets/sheet1.xml") -> Change:
    """A change of the workbook behind a chart of a slide."""

    def edit(parts: Parts) -> None:
        book = related(parts, related(parts, slide(number), "chart")[nth], "package")[0]
        parts[book] = matched(sheet, pattern, new)(parts[book])

    return repacked(edit)


def in_turn(*changes: Change) -> Change:
    """Several changes that make one fault."""

    def change(data: bytes) -> bytes:
        for one in changes:
            data = one(data)
        return data

    return change
