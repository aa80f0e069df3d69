"""PDFium, in the few calls that a reader of PDFs needs.

The library is that of the package pypdfium2; its own Python modules are left out, as declaring all 400 functions takes
70 ms of every start and the 40 used here take one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes import c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

# Far more than any brief has; what is larger would hold up a job that nobody watches.
MOST_BYTES: Final = 200_000_000
MOST_PAGES: Final = 500
MOST_OBJECTS: Final = 100_000
MOST_SIGNS: Final = 2_000_000
MOST_ATTACHED: Final = 100_000_000

_HANDLE, _AT, _NAME, _OUT = c_void_p, c_int, ctypes.c_char_p, c_void_p
# Name of a function → what it gives, and what it takes.
_FUNCTIONS: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "FPDF_InitLibrary": (None, ()),
    "FPDF_LoadMemDocument64": (_HANDLE, (c_void_p, c_size_t, _NAME)),
    "FPDF_GetLastError": (c_ulong, ()),
    "FPDF_CloseDocument": (None, (_HANDLE,)),
    "FPDF_GetPageCount": (c_int, (_HANDLE,)),
    "FPDF_LoadPage": (_HANDLE, (_HANDLE, _AT)),
    "FPDF_ClosePage": (None, (_HANDLE,)),
    "FPDF_GetPageBoundingBox": (c_int, (_HANDLE, _OUT)),
    "FPDFPage_GetRotation": (c_int, (_HANDLE,)),
    "FPDF_GetMetaText": (c_ulong, (_HANDLE, _NAME, _OUT, c_ulong)),
    "FPDFCatalog_GetLanguage": (c_ulong, (_HANDLE, _OUT, c_ulong)),
    "FPDFCatalog_IsTagged": (c_int, (_HANDLE,)),
    "FPDFDoc_GetAttachmentCount": (c_int, (_HANDLE,)),
    "FPDFDoc_GetAttachment": (_HANDLE, (_HANDLE, _AT)),
    "FPDFAttachment_GetName": (c_ulong, (_HANDLE, _OUT, c_ulong)),
    "FPDFAttachment_GetFile": (c_int, (_HANDLE, _OUT, c_ulong, _OUT)),
    "FPDFDoc_GetJavaScriptActionCount": (c_int, (_HANDLE,)),
    "FPDFBookmark_GetFirstChild": (_HANDLE, (_HANDLE, _HANDLE)),
    "FPDFBookmark_GetNextSibling": (_HANDLE, (_HANDLE, _HANDLE)),
    "FPDFBookmark_GetTitle": (c_ulong, (_HANDLE, _OUT, c_ulong)),
    "FPDFBookmark_GetDest": (_HANDLE, (_HANDLE, _HANDLE)),
    "FPDFBookmark_GetAction": (_HANDLE, (_HANDLE,)),
    "FPDFDest_GetDestPageIndex": (c_int, (_HANDLE, _HANDLE)),
    "FPDFAction_GetType": (c_ulong, (_HANDLE,)),
    "FPDFAction_GetDest": (_HANDLE, (_HANDLE, _HANDLE)),
    "FPDFAction_GetURIPath": (c_ulong, (_HANDLE, _HANDLE, _OUT, c_ulong)),
    "FPDFLink_Enumerate": (c_int, (_HANDLE, _OUT, _OUT)),
    "FPDFLink_GetDest": (_HANDLE, (_HANDLE, _HANDLE)),
    "FPDFLink_GetAction": (_HANDLE, (_HANDLE,)),
    "FPDFPage_GetAnnotCount": (c_int, (_HANDLE,)),
    "FPDFPage_GetAnnot": (_HANDLE, (_HANDLE, _AT)),
    "FPDFPage_CloseAnnot": (None, (_HANDLE,)),
    "FPDFAnnot_GetSubtype": (c_int, (_HANDLE,)),
    "FPDFAnnot_GetStringValue": (c_ulong, (_HANDLE, _NAME, _OUT, c_ulong)),
    "FPDF_CreateNewDocument": (_HANDLE, ()),
    "FPDFPage_New": (_HANDLE, (_HANDLE, _AT, c_double, c_double)),
    "FPDFPage_InsertObject": (None, (_HANDLE, _HANDLE)),
    "FPDFPage_RemoveObject": (c_int, (_HANDLE, _HANDLE)),
    "FPDFPageObj_Destroy": (None, (_HANDLE,)),
    "FPDFPage_CountObjects": (c_int, (_HANDLE,)),
    "FPDFPage_GetObject": (_HANDLE, (_HANDLE, _AT)),
    "FPDFPageObj_GetType": (c_int, (_HANDLE,)),
    "FPDFPageObj_GetBounds": (c_int, (_HANDLE, _OUT, _OUT, _OUT, _OUT)),
    "FPDFPageObj_GetFillColor": (c_int, (_HANDLE, _OUT, _OUT, _OUT, _OUT)),
    "FPDFPageObj_GetStrokeColor": (c_int, (_HANDLE, _OUT, _OUT, _OUT, _OUT)),
    "FPDFPageObj_GetMarkedContentID": (c_int, (_HANDLE,)),
    "FPDFPageObj_CountMarks": (c_int, (_HANDLE,)),
    "FPDFPageObj_GetMark": (_HANDLE, (_HANDLE, c_ulong)),
    "FPDFPageObjMark_GetName": (c_int, (_HANDLE, _OUT, c_ulong, _OUT)),
    "FPDFPath_GetDrawMode": (c_int, (_HANDLE, _OUT, _OUT)),
    "FPDFPath_CountSegments": (c_int, (_HANDLE,)),
    "FPDFPath_GetPathSegment": (_HANDLE, (_HANDLE, c_int)),
    "FPDFPageObj_GetMatrix": (c_int, (_HANDLE, _OUT)),
    "FPDFPathSegment_GetPoint": (c_int, (_HANDLE, _OUT, _OUT)),
    "FPDFPathSegment_GetType": (c_int, (_HANDLE,)),
    "FPDFText_LoadPage": (_HANDLE, (_HANDLE,)),
    "FPDFText_ClosePage": (None, (_HANDLE,)),
    "FPDFText_CountChars": (c_int, (_HANDLE,)),
    "FPDFText_GetText": (c_int, (_HANDLE, _AT, c_int, _OUT)),
    "FPDFText_GetUnicode": (c_uint, (_HANDLE, _AT)),
    "FPDFText_GetTextObject": (_HANDLE, (_HANDLE, _AT)),
    "FPDFText_GetLooseCharBox": (c_int, (_HANDLE, _AT, _OUT)),
    "FPDFText_GetCharOrigin": (c_int, (_HANDLE, _AT, _OUT, _OUT)),
    "FPDFText_GetMatrix": (c_int, (_HANDLE, _AT, _OUT)),
    "FPDFText_CountRects": (c_int, (_HANDLE, _AT, c_int)),
    "FPDFText_GetRect": (c_int, (_HANDLE, _AT, _OUT, _OUT, _OUT, _OUT)),
    "FPDFTextObj_GetFont": (_HANDLE, (_HANDLE,)),
    "FPDFTextObj_GetFontSize": (c_int, (_HANDLE, _OUT)),
    "FPDFFont_GetBaseFontName": (c_size_t, (_HANDLE, _OUT, c_size_t)),
    "FPDFFont_GetWeight": (c_int, (_HANDLE,)),
    "FPDF_StructTree_GetForPage": (_HANDLE, (_HANDLE,)),
    "FPDF_StructTree_Close": (None, (_HANDLE,)),
    "FPDF_StructTree_CountChildren": (c_int, (_HANDLE,)),
    "FPDF_StructTree_GetChildAtIndex": (_HANDLE, (_HANDLE, _AT)),
    "FPDF_StructElement_GetType": (c_ulong, (_HANDLE, _OUT, c_ulong)),
    "FPDF_StructElement_GetAltText": (c_ulong, (_HANDLE, _OUT, c_ulong)),
    "FPDF_StructElement_CountChildren": (c_int, (_HANDLE,)),
    "FPDF_StructElement_GetChildAtIndex": (_HANDLE, (_HANDLE, _AT)),
    "FPDF_StructElement_GetChildMarkedContentID": (c_int, (_HANDLE, _AT)),
}
_TROUBLES: Final = {
    3: "it is no PDF or is broken",
    4: "it is locked with a password",
    5: "its lock is of no known kind",
}


class Floats(ctypes.Structure):
    """Six numbers: a matrix, or in the first four a box as left, top, right, bottom."""

    _fields_ = [(name, c_float) for name in "abcdef"]  # as ctypes has it


@lru_cache(1)
def library() -> Any:
    """Return PDFium with its functions declared, under their own names."""
    spec = find_spec("pypdfium2_raw")
    folders = spec.submodule_search_locations if spec else None
    found = [path for folder in folders or () for path in Path(folder).glob("*pdfium.*") if path.suffix in _ENDINGS]
    if not found:
        raise ImportError("the package pypdfium2 is not installed, or without PDFium")
    loaded = ctypes.CDLL(str(found[0]))
    for name, (given, taken) in _FUNCTIONS.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = given, taken
    loaded.FPDF_InitLibrary()
    return loaded


_ENDINGS: Final = (".so", ".dylib", ".dll")


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF and yield its handle. Raises ValueError with the reason if it is none, locked, or too large for a
    brief."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"it has {len(data) // 1_000_000} MB, a brief at most {MOST_BYTES // 1_000_000}")
    pdfium = library()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ValueError(_TROUBLES.get(pdfium.FPDF_GetLastError(), "it cannot be opened"))
    try:
        pages = pdfium.FPDF_GetPageCount(document)
        if pages < 1:
            raise ValueError("it has no pages")
        if pages > MOST_PAGES:
            raise ValueError(f"it has {pages} pages, a brief at most {MOST_PAGES}")
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def page_of(document: Any, at: int) -> Iterator[Any]:
    """Open a page by its number from 0. Raises ValueError if it is broken or too full."""
    pdfium = library()
    page = pdfium.FPDF_LoadPage(document, at)
    if not page:
        raise ValueError(f"page {at + 1} is broken")
    try:
        if pdfium.FPDFPage_CountObjects(page) > MOST_OBJECTS:
            raise ValueError(f"page {at + 1} is painted in more than {MOST_OBJECTS} pieces")
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def words(function: Any, *arguments: Any) -> str:
    """Return the string of a function that gives UTF-16; empty if it has none. The arguments are those before the
    buffer."""
    size = function(*arguments, None, 0)
    if not 2 < size <= MOST_SIGNS:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(*arguments, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def attachments(document: Any) -> Mapping[str, bytes]:
    """Return the bytes of each file inside a document by name. Raises ValueError if they are too large."""
    pdfium = library()
    files: dict[str, bytes] = {}
    left = MOST_ATTACHED
    for at in range(min(pdfium.FPDFDoc_GetAttachmentCount(document), MOST_PAGES)):
        attachment, size = pdfium.FPDFDoc_GetAttachment(document, at), c_ulong()
        if not attachment or not pdfium.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(size)):
            continue
        left -= size.value
        if left < 0:
            raise ValueError(f"the files inside it have more than {MOST_ATTACHED // 1_000_000} MB")
        buffer = ctypes.create_string_buffer(max(1, size.value))
        pdfium.FPDFAttachment_GetFile(attachment, buffer, size.value, ctypes.byref(size))
        files[words(pdfium.FPDFAttachment_GetName, attachment) or f"file {at + 1}"] = buffer.raw[: size.value]
    return files


def doubles(count: int) -> tuple[tuple[c_double, ...], tuple[Any, ...]]:
    """Return numbers for a function to fill, and the references that it takes."""
    cells = tuple(c_double() for _ in range(count))
    return cells, tuple(ctypes.byref(cell) for cell in cells)
