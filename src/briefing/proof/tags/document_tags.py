"""A PDF as a whole: title, language, tags, standards, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from briefing.proof.tags.marked import TaggedPdf
from briefing.proof.tags.tag_rules import BOOKMARKS, DOCUMENT, STANDARD, Check, TagFault

_HEADS: Final = ("H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Caption")
_CLAIMS: Final = (("pdfaid:part", "PDF/A"), ("pdfuaid:part", "PDF/UA"))


def _document(brief: TaggedPdf) -> Iterator[TagFault]:
    root: Any = brief.pdf.Root
    title = str(brief.pdf.docinfo.get("/Title", ""))
    if not title.strip():
        yield TagFault("it has no title", "give it one")
    if _xmp(brief).get("dc:title", "") != title:
        yield TagFault("its XMP gives another title than its properties", "give both the same")
    if not str(root.get("/Lang", "")).strip():
        yield TagFault("it does not state its language", "set Lang in its catalog")
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield TagFault("it is not marked as tagged", "set MarkInfo in its catalog")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield TagFault("a window shows the name of its file for its title", "set DisplayDocTitle")
    if _acts(root.get("/OpenAction")) or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield TagFault("it acts when it is opened", "drop its actions and scripts")


def _xmp(brief: TaggedPdf) -> Any:
    return brief.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)


def _acts(action: Any) -> bool:
    """Whether what is done on opening is more than to show a place in the file."""
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) != "/GoTo"


def _standard(brief: TaggedPdf) -> Iterator[TagFault]:
    root: Any = brief.pdf.Root
    metadata = _xmp(brief)
    for key, name in _CLAIMS:
        if key not in metadata:
            yield TagFault(f"its XMP does not claim {name}", f"set {key}")
    if "pdfaid:part" in metadata and (metadata["pdfaid:part"] == "3") is not bool(root.get("/AF")):
        what = "it has attachments and does not claim PDF/A-3, or claims it and has none"
        yield TagFault(what, "claim the part that it keeps")
    if brief.pdf.is_encrypted:
        yield TagFault("it is locked, which PDF/A does not allow", "write it without a password")
    if "/OutputIntents" not in root:
        yield TagFault("its colours are of no known space", "embed the profile of sRGB as its output intent")


def _bookmarks(brief: TaggedPdf) -> Iterator[TagFault]:
    root: Any = brief.pdf.Root
    if not root.get("/Outlines", {}).get("/First"):
        yield TagFault("it has no bookmarks", "give it one for each part")
    heads = " \0 ".join(brief.text(node) for node in brief.nodes(*_HEADS))
    for title in _titles(root.get("/Outlines", {})):
        if title not in heads:
            yield TagFault(f"“{title[:60]}” is a bookmark, and no heading", "give it the words of its heading")


def _titles(above: Any) -> Iterator[str]:
    """Yield the words of all bookmarks, each once in a chain that leads back into itself."""
    waiting, seen = [above.get("/First")], set()
    while waiting:
        mark = waiting.pop()
        if mark is None or mark.objgen in seen:
            continue
        seen.add(mark.objgen)
        yield " ".join(str(mark.get("/Title", "")).split())
        waiting += [mark.get("/Next"), mark.get("/First")]


CHECKS: tuple[Check, ...] = ((DOCUMENT, _document), (STANDARD, _standard), (BOOKMARKS, _bookmarks))
