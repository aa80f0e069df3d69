"""Where a PDF leads: its links, bookmarks and the remarks on its pages, as PDFium reads them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import byref, c_int, c_void_p
from typing import Any, Final

from briefing.proof.reading.pdfium import MOST_SIGNS, library, words

_MOST: Final = 5000
_DEEPEST: Final = 20
_ADDRESS: Final = 3  # what PDFium calls an action that opens an address
# Kinds of annotations that are no remark of anybody: links, popups, widgets of forms.
_SILENT: Final = (2, 16, 20)


def links(document: Any, page: Any) -> tuple[str, ...]:
    """Return the targets of a page's links, in order: an address, or "page 3"."""
    pdfium = library()
    at, link = c_int(0), c_void_p()
    found: list[str] = []
    while len(found) < _MOST and pdfium.FPDFLink_Enumerate(page, byref(at), byref(link)):
        found.append(_target(document, pdfium.FPDFLink_GetDest(document, link), pdfium.FPDFLink_GetAction(link)))
    return tuple(found)


def remarks(page: Any) -> tuple[str, ...]:
    """Return the words of a page's annotations that are no links: comments, notes, stamps."""
    pdfium = library()
    found: list[str] = []
    for at in range(min(_MOST, max(0, pdfium.FPDFPage_GetAnnotCount(page)))):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if annotation and pdfium.FPDFAnnot_GetSubtype(annotation) not in _SILENT:
            found.append(words(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents") or "a remark without words")
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def outline(document: Any) -> tuple[tuple[str, int], ...]:
    """Return the bookmarks of a document in order, each with the page that it leads to, 0 for none."""
    return tuple(_marks(document, None, set(), 0))


def _marks(document: Any, above: Any, known: set[int], depth: int) -> Iterator[tuple[str, int]]:
    pdfium = library()
    bookmark = pdfium.FPDFBookmark_GetFirstChild(document, above)
    while bookmark and bookmark not in known and len(known) < _MOST:
        known.add(bookmark)
        place = pdfium.FPDFBookmark_GetDest(document, bookmark)
        action = pdfium.FPDFBookmark_GetAction(bookmark)
        if not place and action:
            place = pdfium.FPDFAction_GetDest(document, action)
        page = pdfium.FPDFDest_GetDestPageIndex(document, place) + 1 if place else 0
        yield words(pdfium.FPDFBookmark_GetTitle, bookmark), page
        if depth < _DEEPEST:
            yield from _marks(document, bookmark, known, depth + 1)
        bookmark = pdfium.FPDFBookmark_GetNextSibling(document, bookmark)


def _target(document: Any, place: Any, action: Any) -> str:
    pdfium = library()
    if not place and action:
        if pdfium.FPDFAction_GetType(action) == _ADDRESS:
            return _address(document, action)
        place = pdfium.FPDFAction_GetDest(document, action)
    return f"page {pdfium.FPDFDest_GetDestPageIndex(document, place) + 1}" if place else "nowhere"


def _address(document: Any, action: Any) -> str:
    """Return the address of an action, whose bytes PDFium ends with a zero."""
    pdfium = library()
    size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 0 < size <= MOST_SIGNS:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")
