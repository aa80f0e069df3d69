"""The tree of a tagged PDF: every mark in one place of it, in the order of painting, its elements where they belong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from briefing.proof.tags.marked import StructureElement, TaggedPdf
from briefing.proof.tags.tag_rules import (
    ARTIFACTS,
    GROUPS,
    HEADINGS,
    MARKS,
    ORDER,
    Check,
    TagFault,
    called,
    named,
    page_of,
)

# A running head or foot is no longer than this.
_FURNITURE: Final = 200
# the end of a headline, or of the name of its part, that stands once more in briefs of earlier versions
_AGAIN: Final = re.compile(r"…?\s*(\(continued\)|（续）)\s*$")
_BELOW: Final = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI", "TOC"}, "TR": {"TH", "TD"}}
_ABOVE: Final = {"LI": "L", "LBody": "LI", "TOCI": "TOC", "TR": "Table", "TH": "TR", "TD": "TR"}
# Groups of rows that other programs make.
_ROWS: Final = ("THead", "TBody", "TFoot")
_FILLED: Final = ("P", "Lbl", "LBody", "Caption", "BlockQuote", "L")


def _marks(brief: TaggedPdf) -> Iterator[TagFault]:
    if brief.loose:
        yield TagFault(f"{brief.loose} painted outside every mark", "mark it as content or as an artifact")
    held = Counter(kid for node in brief.nodes() for kid in node.kids if isinstance(kid, tuple))
    for (page, mark), times in held.items():
        if times > 1:
            yield TagFault("two elements hold it", page=page + 1, element=f"mark {mark}")
        if (page, mark) not in brief.marked:
            yield TagFault("an element holds it and the page lacks it", page=page + 1, element=f"mark {mark}")
    for page, mark in brief.marked:
        if (page, mark) not in held:
            yield TagFault("no element of the tree holds it", page=page + 1, element=f"mark {mark}")
    yield from _parents(brief)
    for number, page in enumerate(brief.pdf.pages, start=1):
        if str(page.obj.get("/Tabs", "")) != "/S":
            yield TagFault("its links are reached in no order", "set Tabs to the order of the tags", number)


def _parents(brief: TaggedPdf) -> Iterator[TagFault]:
    numbers: Any = brief.pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    rows: dict[int, Any] = {}
    for node in brief.nodes():
        for kid in node.kids:
            if isinstance(kid, tuple) and kid[0] >= 0:
                if kid[0] not in rows:
                    row: Any = owners.get(int(brief.pdf.pages[kid[0]].obj.get("/StructParents", -1)), [])
                    rows[kid[0]] = [getattr(cell, "objgen", None) for cell in row]
                if kid[1] >= len(rows[kid[0]]) or rows[kid[0]][kid[1]] != node.object.objgen:
                    what = "the parent tree names another element"
                    yield TagFault(what, page=kid[0] + 1, element=f"mark {kid[1]}")


def _order(brief: TaggedPdf) -> Iterator[TagFault]:
    """Yield elements that are read after what is painted later, as other programs read; the order inside a figure is
    free."""
    reached: dict[int, int] = {}
    figures: set[tuple[int, int]] = set()
    for node, (page, mark) in brief.root.marks() if brief.root else ():
        first = last = mark
        if figure := _figure(node):
            if (id(figure), page) in figures:
                continue
            figures.add((id(figure), page))
            inside = [at for _, (on, at) in figure.marks() if on == page]
            first, last = min(inside), max(inside)
        if first < reached.get(page, -1):
            what = "it is read after what is painted later"
            yield TagFault(what, "move it in the tree", page + 1, named(brief, figure or node))
        reached[page] = max(last, reached.get(page, -1))


def _figure(node: StructureElement) -> StructureElement | None:
    """Return the outermost figure around an element, or itself."""
    found = None
    above: StructureElement | None = node
    while above:
        found = above if above.tag == "Figure" else found
        above = above.parent
    return found


def _artifacts(brief: TaggedPdf) -> Iterator[TagFault]:
    """Yield text marked as no content that neither repeats content, as a table's head, nor stands on every page."""
    content = _solid("".join(text for _, text in sorted(brief.marked.items())))
    titles = [_solid(str(node.object.get("/T", ""))) for node in brief.nodes("Sect")]
    furniture: dict[str, set[int]] = {}
    for stretch in brief.stretches:
        if stretch.artifact == "Pagination":
            head = _solid(_AGAIN.sub("", stretch.text))
            if head and (head in content or any(title.startswith(head) for title in titles)):
                continue  # the headline of a page repeats a title
            furniture.setdefault(re.sub(r"\d+", "", stretch.text), set()).add(stretch.page)
        elif stretch.artifact and _solid(stretch.text) not in content:
            what = "it is shown, but no screen reader reads it out"
            yield TagFault(what, "tag it as content", stretch.page + 1, called("artifact", stretch.text))
    for text, pages in furniture.items():
        missing = set(range(len(brief.pdf.pages))) - pages
        if missing == {0} and _solid(text) in re.sub(r"\d+", "", content):
            continue  # the first page's head is content, and the others repeat it
        if text and (missing or len(text) > _FURNITURE):
            what = "it is said to be a running head or foot and is none"
            yield TagFault(what, "tag it as content", min(pages) + 1, called("artifact", text))


def _solid(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def _headings(brief: TaggedPdf) -> Iterator[TagFault]:
    found = [node for node in brief.nodes() if re.fullmatch(r"H[1-6]", node.tag)]
    levels = [0, *(int(node.tag[1]) for node in found)]
    for node, (before, after) in zip(found, pairwise(levels), strict=True):
        if after > before + 1:
            what = f"it is of level {after} after {f'one of level {before}' if before else 'none'}"
            yield TagFault(what, f"make it level {before + 1}", page_of(node), named(brief, node))
        if not brief.text(node):
            yield TagFault("a heading without words", "drop it or name it", page_of(node), node.tag)


def _groups(brief: TaggedPdf) -> Iterator[TagFault]:
    for node in brief.nodes():
        at = page_of(node)
        for kid in node.nodes:
            if kid.tag not in _BELOW.get(node.tag, {kid.tag}):
                yield TagFault(f"{kid.tag} stands in {node.tag}", page=at, element=named(brief, kid))
        expected = _ABOVE.get(node.tag, "")
        above = node.parent.tag if node.parent else ""
        if expected and above != expected and not (node.tag == "TR" and above in _ROWS):
            yield TagFault(f"{node.tag} does not stand in {expected}", page=at, element=named(brief, node))
        if node.tag in _FILLED and not (brief.text(node) or node.nodes):
            yield TagFault("an element without content", "drop it", at, node.tag)
        if node.tag == "TOCI" and not any(below.tag == "Link" for below in node.walk()):
            yield TagFault("an entry of the contents leads nowhere", "link it", at, named(brief, node))


CHECKS: tuple[Check, ...] = (
    (MARKS, _marks),
    (ORDER, _order),
    (ARTIFACTS, _artifacts),
    (HEADINGS, _headings),
    (GROUPS, _groups),
)
