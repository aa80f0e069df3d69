"""What the tags of a PDF hold: tables, figures, links, notes, fonts, and the files inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from briefing.proof.tags.marked import StructureElement, TaggedPdf
from briefing.proof.tags.tag_rules import (
    FIGURES,
    FILES,
    FONTS,
    LINKS,
    NOTES,
    TABLES,
    Check,
    TagFault,
    called,
    named,
    page_of,
)

_SCOPES: Final = {"/Row", "/Column", "/Both"}
_RELATIONS: Final = ("/Data", "/Source", "/Supplement", "/Alternative")
_HEADS: Final = ("Caption", "H1", "H2", "H3", "P")
_FIGURES_OWN: Final = ("figure-", "cards-")
_PRINTED: Final = 4


def _tables(brief: TaggedPdf) -> Iterator[TagFault]:
    for table in brief.nodes("Table"):
        for what, fix in _table(table):
            yield TagFault(what, fix, page_of(table), named(brief, table))


def _table(table: StructureElement) -> Iterator[tuple[str, str]]:
    groups = [kid for kid in table.nodes if kid.tag in ("THead", "TBody", "TFoot")]
    rows = [kid for above in (table, *groups) for kid in above.nodes if kid.tag == "TR"]
    heads = [cell for row in rows for cell in row.nodes if cell.tag == "TH"]
    if not heads:
        yield "it has no heads", "tag its first row, or column, as TH"
    if not {str(cell.attribute("/Scope")) for cell in heads} <= _SCOPES:
        yield "heads do not say whether they are of a row or a column", "give each TH a Scope"
    if rows and heads and any(cell.tag != "TH" for cell in rows[0].nodes):
        yield "its first row is not of heads", "tag its cells as TH"
    if len({sum(_span(cell) for cell in row.nodes) for row in rows}) > 1 and not _tall(rows):
        yield "its rows are not of one length", "give each row all its cells"
    captions = [at for at, kid in enumerate(table.nodes) if kid.tag == "Caption"]
    if captions not in ([], [0]) or (not captions and not _headed(table)):
        yield "it has no caption at its head and no heading before it", "put its caption first"


def _span(cell: StructureElement) -> int:
    return int(cell.attribute("/ColSpan") or 1)


def _tall(rows: list[StructureElement]) -> bool:
    """Whether a cell reaches over several rows, so that others have fewer."""
    return any(int(cell.attribute("/RowSpan") or 1) > 1 for row in rows for cell in row.nodes)


def _before(node: StructureElement) -> list[StructureElement]:
    above = node.parent.nodes if node.parent else []
    return above[: above.index(node)] if above else []


def _headed(node: StructureElement) -> bool:
    return any(one.tag.startswith("H") or one.tag == "Caption" for one in _before(node))


def _figures(brief: TaggedPdf) -> Iterator[TagFault]:
    attached = bool(brief.pdf.Root.get("/AF"))
    for figure in brief.nodes("Figure"):
        words = str(figure.object.get("/Alt", "")).strip()
        at, name = page_of(figure), called("figure", words)
        if not words:
            yield TagFault("it has no alternative text", "say what it shows", at, name)
        captions = {brief.text(node) for node in _before(figure) if node.tag in _HEADS}
        if words and any(words in (caption, _title(caption)) for caption in captions):
            yield TagFault("its alternative text is its caption", "say what it shows", at, name)
        if attached and "/AF" not in figure.object:
            yield TagFault("its data are not attached to it", "name its file in AF", at, name)
        if wrong := _place(brief, figure):
            yield TagFault(wrong, "give it the box that it is drawn in as BBox", at, name)
    for node in brief.nodes("NonStruct"):
        if words := str(node.object.get("/Alt", "")).strip():
            what = "it is tagged as nothing, so that nobody hears its alternative text"
            yield TagFault(what, "tag it as a figure", page_of(node), called("figure", words))


def _place(brief: TaggedPdf, figure: StructureElement) -> str:
    box: Any = figure.attribute("/BBox")
    if box is None or len(box) != 4:
        return "it does not state its box"
    first = next((kid[0] for kid in figure.kids if isinstance(kid, tuple)), 0)
    left, low, right, top = (float(edge) for edge in brief.pdf.pages[max(first, 0)].mediabox)
    x0, y0, x1, y1 = (float(edge) for edge in box)
    on_page = left <= x0 < x1 <= right + 1 and low <= y0 < y1 <= top + 1
    return "" if on_page else "its box is not on the page"


def _title(words: str) -> str:
    """Return the words of a figure's heading without its number."""
    return re.sub(r"^\S+ \d+\s+", "", words)


def _links(brief: TaggedPdf) -> Iterator[TagFault]:
    reached = set()
    for link in brief.nodes("Link"):
        boxes = [kid for kid in link.kids if not isinstance(kid, StructureElement | tuple)]
        reached |= {box.objgen for box in boxes}
        if not brief.text(link):
            yield TagFault("a link without words", "put its words under it", page_of(link), "link")
        if not boxes:
            yield TagFault("it leads nowhere", "put its annotation under it", page_of(link), named(brief, link))
    for number, page in enumerate(brief.pdf.pages, start=1):
        annotations: Any = page.obj.get("/Annots", [])
        for at, box in enumerate(annotations, start=1):
            if str(box.get("/Subtype", "")) == "/Link":
                for what, fix in _annotation(box, inside=box.objgen in reached):
                    yield TagFault(what, fix, number, f"link {at}")


def _annotation(box: Any, *, inside: bool) -> Iterator[tuple[str, str]]:
    if not inside:
        yield "it is not in the tree", "put it under a Link"
    if not str(box.get("/Contents", "")).strip():
        yield "it is not described", "say in Contents where it leads"
    if not int(box.get("/F", 0)) & _PRINTED:
        yield "it is not printed", "set its flag Print, as PDF/A asks"
    if "/Dest" not in box and "/A" not in box:
        yield "it leads nowhere", "give it a target"


def _notes(brief: TaggedPdf) -> Iterator[TagFault]:
    named_so: set[str] = set()
    for note in brief.nodes("Note"):
        key = str(note.object.get("/ID", ""))
        if not key or key in named_so:
            yield TagFault("it has no ID of its own", "give it one", page_of(note), named(brief, note))
        named_so.add(key)


def _fonts(brief: TaggedPdf) -> Iterator[TagFault]:
    for font in brief.fonts.values():
        name = f"font {str(font.data.get('/BaseFont', '')).removeprefix('/')}"
        if not _embedded(font.data):
            yield TagFault("it is not embedded", "embed it", element=name)
        if "/ToUnicode" not in font.data:
            yield TagFault("its signs cannot be copied, as it has no ToUnicode", "embed it with one", element=name)
    for stretch in brief.stretches:
        for font, code in stretch.codes:
            sign = font.signs.get(code, "")
            if code == 0:
                yield TagFault("an empty box (.notdef) is shown", "use a font that has the sign", stretch.page + 1)
            elif font.signs and (not sign or any(_unreadable(char) for char in sign)):
                what = f"code {code} of {font.data.get('/BaseFont', '')} reads as {sign!r}"
                yield TagFault(what, "map it to the sign that is shown", stretch.page + 1)
    for number, actual, drawn in brief.belied:
        what = f"“{drawn.strip()[:40]}” is drawn, “{actual.strip()[:40]}” is what is copied and heard"
        yield TagFault(what, "give the text that is drawn as its ActualText", number + 1)


def _embedded(font: Any) -> bool:
    below: Any = font.get("/DescendantFonts", [])
    described: list[Any] = [one.get("/FontDescriptor", {}) for one in (font, *below)]
    drawn = str(font.get("/Subtype", "")) == "/Type3"
    return drawn or any(f"/FontFile{kind}" in descriptor for descriptor in described for kind in ("", "2", "3"))


def _unreadable(char: str) -> bool:
    return char in "\0\ufffd\ufeff" or "\ue000" <= char <= "\uf8ff" or ord(char) >= 0xF0000


def _files(brief: TaggedPdf) -> Iterator[TagFault]:
    root: Any = brief.pdf.Root
    given: Any = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    files = {str(file.get("/UF", file.get("/F", ""))): file for file in list(given)[1::2]}
    listed = {file.objgen for file in root.get("/AF", [])}
    figures = {file.objgen for node in brief.nodes("Figure") for file in node.object.get("/AF", [])}
    for name, attached in files.items():
        element = f"attached {name}"
        if str(attached.get("/AFRelationship", "")) not in _RELATIONS:
            yield TagFault("it does not state how it relates to the page", "set AFRelationship", element=element)
        if attached.objgen not in listed:
            yield TagFault("it is not the document's", "list it in AF", element=element)
        if not str(attached.get("/Desc", "")).strip():
            yield TagFault("it is not described", "set Desc", element=element)
        if "/Subtype" not in attached.get("/EF", {}).get("/F", {}):
            yield TagFault("it is of no type", "set its media type", element=element)
        if name.startswith(_FIGURES_OWN) and attached.objgen not in figures:
            yield TagFault("it is no figure's", "name it in the figure's AF", element=element)


CHECKS: tuple[Check, ...] = (
    (TABLES, _tables),
    (FIGURES, _figures),
    (LINKS, _links),
    (NOTES, _notes),
    (FONTS, _fonts),
    (FILES, _files),
)
