"""The structure tree of a page in PDFium: elements in reading order, with the marks of this page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct, field

from briefing.proof.reading.pdfium import library, words

# A tree of a sound file is no deeper and no larger.
_DEEPEST: Final = 60
_MOST: Final = 50_000


class TagNode(Struct, eq=False):
    """A structure element: standard type, alternative text, marks and elements below it in reading order.

    `begun` is whether a part of it stands on an earlier page.
    """

    tag: str
    alt: str = ""
    kids: list[TagNode | int] = field(default_factory=list)
    begun: bool = False

    def walk(self) -> Iterator[TagNode]:
        """Yield this node and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, TagNode):
                yield from kid.walk()

    def marks(self) -> Iterator[int]:
        """Yield the marks under it in reading order."""
        for kid in self.kids:
            if isinstance(kid, TagNode):
                yield from kid.marks()
            else:
                yield kid


def tree(page: Any) -> tuple[TagNode, ...]:
    """Return the topmost elements of a page; empty if it is not tagged. Levels below any sound tree's are left out."""
    pdfium = library()
    handle = pdfium.FPDF_StructTree_GetForPage(page)
    if not handle:
        return ()
    try:
        reader = _TreeReader()
        tops = (
            pdfium.FPDF_StructTree_GetChildAtIndex(handle, at)
            for at in range(min(_MOST, max(0, pdfium.FPDF_StructTree_CountChildren(handle))))
        )
        return tuple(reader.node(top, 0) for top in tops if top)
    finally:
        pdfium.FPDF_StructTree_Close(handle)


class _TreeReader:
    def __init__(self) -> None:
        self.left = _MOST
        self.buffer = ctypes.create_string_buffer(128)

    def node(self, element: int, depth: int) -> TagNode:
        pdfium = library()
        self.left -= 1
        size = pdfium.FPDF_StructElement_GetType(element, self.buffer, 128)
        tag = self.buffer.raw[: size - 2].decode("utf-16-le", "replace") if 2 < size <= 128 else ""
        node = TagNode(tag, words(pdfium.FPDF_StructElement_GetAltText, element).strip())
        for at in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            if self.left <= 0 or depth >= _DEEPEST:
                break
            below = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
            if below:
                node.kids.append(self.node(below, depth + 1))
                continue
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if mark >= 0:
                node.kids.append(mark)
            elif not node.kids:
                node.begun = True
        return node
