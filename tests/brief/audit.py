"""What veraPDF passes and a reader would miss: the project's own assertions on a finished brief.

They read the file alone and know nothing of the writer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.brief.reading_brief import Brief, Node

# A running head or foot is no longer than this.
_FURNITURE = 200
# the end of a headline that stands once more above what goes on
_AGAIN = re.compile(r"…?\s*(\(continued\)|（续）)\s*$")
_GROUPS = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI", "TOC"}, "TR": {"TH", "TD"}}


def audit(data: bytes) -> tuple[str, ...]:
    """Bytes of a brief → what is wrong with it, each with the element or page; empty if it is good."""
    brief = Brief(data)
    if brief.root is None:
        return ("no structure tree",)
    checks = (
        _document,
        _marks,
        _order,
        _artifacts,
        _fonts,
        _headings,
        _groups,
        _tables,
        _figures,
        _links,
        _notes,
        _files,
    )
    return tuple(dict.fromkeys(found for check in checks for found in check(brief)))


def _document(brief: Brief) -> Iterator[str]:
    root: Any = brief.pdf.Root
    title = str(brief.pdf.docinfo.get("/Title", ""))
    if not title.strip():
        yield "document: no title"
    with brief.pdf.open_metadata() as told:
        if told.get("dc:title", "") != title:
            yield "document: another title in the XMP"
        if "pdfaid:part" not in told or "pdfuaid:part" not in told:
            yield "document: claims no standard"
        if (told.get("pdfaid:part", "") == "3") is not bool(root.get("/AF")):
            yield "document: attachments in PDF/A-2, or none in PDF/A-3"
    if not str(root.get("/Lang", "")).strip():
        yield "document: no language"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "document: not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "document: shows its file's name for its title"
    if "/OutputIntents" not in root:
        yield "document: colours of no known space"
    if not root.get("/Outlines", {}).get("/First"):
        yield "document: no bookmarks"
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield "document: acts when it is opened"


def _marks(brief: Brief) -> Iterator[str]:
    """Each mark of a page is one element's, which the parent tree names, and each element's mark is on its page."""
    if brief.loose:
        yield f"{brief.loose} painted outside every mark"
    held = Counter(kid for node in brief.nodes() for kid in node.kids if isinstance(kid, tuple))
    yield from (f"page {page + 1}, mark {mark}: two elements hold it" for (page, mark), n in held.items() if n > 1)
    for page, mark in set(held) - set(brief.marked):
        yield f"page {page + 1}, mark {mark}: an element holds it, the page lacks it"
    for page, mark in set(brief.marked) - set(held):
        yield f"page {page + 1}, mark {mark}: no element holds it"
    numbers: Any = brief.pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for node in brief.nodes():
        for kid in node.kids:
            if isinstance(kid, tuple) and kid[0] >= 0:
                row: Any = owners.get(int(brief.pdf.pages[kid[0]].obj.get("/StructParents", -1)), [])
                if kid[1] >= len(row) or row[kid[1]].objgen != node.object.objgen:
                    yield f"page {kid[0] + 1}, mark {kid[1]}: the parent tree names another element"
    for number, page in enumerate(brief.pdf.pages, start=1):
        if str(page.obj.get("/Tabs", "")) != "/S":
            yield f"page {number}: no order of tabs"


def _order(brief: Brief) -> Iterator[str]:
    """The tree is read in the order in which each page is painted, which is that of programs without the tree."""
    reached: dict[int, int] = {}
    for node, (page, mark) in brief.root.marks() if brief.root else ():
        if mark < reached.get(page, -1):
            yield f"page {page + 1}, {node.tag} {brief.text(node)[:40]!r}: read after what is painted later"
        reached[page] = max(mark, reached.get(page, -1))


def _artifacts(brief: Brief) -> Iterator[str]:
    """Text that is no content repeats what is content, as a table's head on its next page, or stands on every page."""
    content = _solid("".join(text for _, text in sorted(brief.marked.items())))
    furniture: dict[str, set[int]] = {}
    for one in brief.stretches:
        if one.artifact == "Pagination" and _AGAIN.search(one.text):
            if _solid(_AGAIN.sub("", one.text)) not in content:
                yield f"page {one.page + 1}: {one.text[:40]!r} goes on from nothing"
        elif one.artifact == "Pagination":
            furniture.setdefault(re.sub(r"\d+", "", one.text), set()).add(one.page)
        elif one.artifact and _solid(one.text) not in content:
            yield f"page {one.page + 1}: {one.text[:40]!r} is shown and not told"
    for text, pages in furniture.items():
        if len(pages) < len(brief.pdf.pages) or len(text) > _FURNITURE:
            yield f"page {min(pages) + 1}: {text[:40]!r} is said to be furniture"


def _solid(text: str) -> str:
    return "".join(text.split())


def _fonts(brief: Brief) -> Iterator[str]:
    for font in brief.fonts.values():
        name, described = str(font.data.BaseFont), font.data.get("/FontDescriptor", {})
        if not any(f"/FontFile{kind}" in described for kind in ("", "2", "3")):
            yield f"font {name}: not embedded"
        if "/ToUnicode" not in font.data:
            yield f"font {name}: no ToUnicode"
    for one in brief.stretches:
        for font, code in one.codes:
            sign = font.signs.get(code, "")
            if code == 0:
                yield f"page {one.page + 1}: an empty box (.notdef) is shown"
            elif font.signs and (not sign or any(_unreadable(char) for char in sign)):
                yield f"page {one.page + 1}: code {code} of {font.data.BaseFont} reads as {sign!r}"


def _unreadable(char: str) -> bool:
    return char in "\0\ufffd\ufeff" or "\ue000" <= char <= "\uf8ff" or ord(char) >= 0xF0000


def _headings(brief: Brief) -> Iterator[str]:
    found = [node for node in brief.nodes() if re.fullmatch(r"H[1-6]", node.tag)]
    levels = [0, *(int(node.tag[1]) for node in found)]
    for node, (before, after) in zip(found, pairwise(levels), strict=True):
        if after > before + 1:
            yield f"{node.tag} {brief.text(node)[:40]!r}: level {after} after {before}"
        if not brief.text(node):
            yield f"{node.tag}: a heading without words"


def _groups(brief: Brief) -> Iterator[str]:
    for node in brief.nodes():
        for kid in node.nodes:
            if kid.tag not in _GROUPS.get(node.tag, {kid.tag}):
                yield f"{kid.tag} stands in {node.tag}"
        if node.tag in ("LI", "LBody", "TOCI", "TR", "TH", "TD"):
            wanted = {"LI": "L", "LBody": "LI", "TOCI": "TOC", "TR": "Table", "TH": "TR", "TD": "TR"}[node.tag]
            if node.parent is None or node.parent.tag != wanted:
                yield f"{node.tag} does not stand in {wanted}"
        if node.tag in ("P", "Lbl", "LBody", "Caption", "BlockQuote", "L") and not (brief.text(node) or node.nodes):
            yield f"{node.tag}: no content"
        if node.tag == "TOCI" and not any(below.tag == "Link" for below in node.walk()):
            yield f"TOCI {brief.text(node)[:40]!r}: leads nowhere"


def _tables(brief: Brief) -> Iterator[str]:
    for table in brief.nodes("Table"):
        name = f"table {brief.text(table)[:40]!r}"
        rows = [kid for kid in table.nodes if kid.tag == "TR"]
        heads = [cell for row in rows for cell in row.nodes if cell.tag == "TH"]
        scopes = {str(cell.attribute("/Scope")) for cell in heads}
        if not heads:
            yield f"{name}: no heads"
        if not scopes <= {"/Row", "/Column", "/Both"}:
            yield f"{name}: heads without a scope"
        if rows and any(cell.tag != "TH" for cell in rows[0].nodes):
            yield f"{name}: the first row is not of heads"
        if len({len(row.nodes) for row in rows}) > 1:
            yield f"{name}: rows of unequal length"
        captions = [at for at, kid in enumerate(table.nodes) if kid.tag == "Caption"]
        if captions not in ([], [0]) or (not captions and not _headed(table)):
            yield f"{name}: no caption at its head and no heading before it"


def _before(node: Node) -> list[Node]:
    above = node.parent.nodes if node.parent else []
    return above[: above.index(node)] if above else []


def _headed(node: Node) -> bool:
    return any(one.tag.startswith("H") or one.tag == "Caption" for one in _before(node))


def _figures(brief: Brief) -> Iterator[str]:
    for figure in brief.nodes("Figure"):
        words = str(figure.object.get("/Alt", "")).strip()
        name = f"figure {words[:40]!r}"
        if not words:
            yield f"{name}: no alternative text"
        told = {brief.text(one) for one in _before(figure) if one.tag in ("Caption", "H1", "H2", "H3", "P")}
        if words and any(words in (said, _title(said)) for said in told):
            yield f"{name}: its alternative text is its caption"
        if "/AF" not in figure.object:
            yield f"{name}: no data"
        box: Any = figure.attribute("/BBox")
        first = next((kid[0] for kid in figure.kids if isinstance(kid, tuple)), 0)
        _, _, wide, high = (float(edge) for edge in brief.pdf.pages[max(first, 0)].MediaBox)
        if box is None or len(box) != 4:
            yield f"{name}: no box"
        elif not (0 <= float(box[0]) < float(box[2]) <= wide + 1 and 0 <= float(box[1]) < float(box[3]) <= high + 1):
            yield f"{name}: its box is not on the page"


def _title(words: str) -> str:
    """The words of a figure's heading without its number."""
    return re.sub(r"^\S+ \d+\s+", "", words)


def _links(brief: Brief) -> Iterator[str]:
    reached = set()
    for link in brief.nodes("Link"):
        boxes = [kid for kid in link.kids if not isinstance(kid, Node | tuple)]
        reached |= {box.objgen for box in boxes}
        if not brief.text(link):
            yield "a link without words"
        if not boxes:
            yield f"link {brief.text(link)[:40]!r}: leads nowhere"
    for number, page in enumerate(brief.pdf.pages, start=1):
        for box in page.get("/Annots", []):
            where = f"page {number}, link"
            if box.objgen not in reached:
                yield f"{where}: not in the tree"
            if not str(box.get("/Contents", "")).strip():
                yield f"{where}: not described"
            if not int(box.get("/F", 0)) & 4:
                yield f"{where}: not printed"
            if "/Dest" not in box and "/A" not in box:
                yield f"{where}: leads nowhere"


def _notes(brief: Brief) -> Iterator[str]:
    named = [str(note.object.get("/ID", "")) for note in brief.nodes("Note")]
    if len(set(named)) < len(named) or "" in named:
        yield "notes without an ID of their own"


def _files(brief: Brief) -> Iterator[str]:
    root: Any = brief.pdf.Root
    given: Any = root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    files = {str(one.UF): one for one in list(given)[1::2]}
    listed = {one.objgen for one in root.get("/AF", [])}
    for name, one in files.items():
        if str(one.get("/AFRelationship", "")) not in ("/Data", "/Source", "/Supplement", "/Alternative"):
            yield f"attachment {name}: no relationship"
        if one.objgen not in listed:
            yield f"attachment {name}: not the document's"
        if not str(one.get("/Desc", "")).strip():
            yield f"attachment {name}: not described"
        if "/Subtype" not in one.EF.F:
            yield f"attachment {name}: of no type"
    figures = {one.objgen for node in brief.nodes("Figure") for one in node.object.get("/AF", [])}
    for name, one in files.items():
        if name.startswith(("figure-", "cards-")) and one.objgen not in figures:
            yield f"attachment {name}: no figure's"
