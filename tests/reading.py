"""Finished files → every text that a reader, or a reader's program, can find in them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import briefing

# Where an element stands, in the ledger's snapshots: coordinates, which are nobody's numbers.
_BOX = re.compile(r'"box": \[[^\]]*\]')


def texts(edition: briefing.Build) -> dict[str, str]:
    """An edition → part of a file → its text: XML of the deck and its workbooks, pages of the brief, the rest whole."""
    found: dict[str, str] = {}
    for path in edition.files:
        if path.suffix == ".pptx":
            found.update(package_texts(path.name, path.read_bytes()))
        elif path.suffix == ".pdf":
            found[path.name] = pdf_text(path)
        else:
            found[path.name] = _BOX.sub('"box": []', path.read_text(encoding="utf-8"))
    return found


def package_texts(name: str, content: bytes) -> dict[str, str]:
    """A zip of XML parts, with the workbooks inside, → part → text of its elements and of its descriptions."""
    from lxml import etree

    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            inner = package.read(part)
            if part.endswith(".xlsx"):
                found.update(package_texts(f"{name}/{part}", inner))
            elif part.endswith((".xml", ".rels")):
                tree = etree.fromstring(inner)
                described = [element.get("descr", "") for element in tree.iter()]
                paragraphs = ["".join(map(str, node.itertext())) for node in tree.iter("{*}p", "{*}si", "{*}v", "{*}t")]
                found[f"{name}/{part}"] = "\n".join([*paragraphs, *filter(None, described)])
    return found


def pdf_text(path: Path) -> str:
    """A PDF → the text of its pages, and its metadata and alternative texts."""
    import pikepdf
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    with pikepdf.open(path) as pdf:
        told = [str(value) for value in pdf.docinfo.values()]
        told += [str(item["/Alt"]) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    return "\n".join([*pages, *told])


def stands_in(number: str, text: str) -> bool:
    """Does a number as printed stand in a text, not as a part of a longer one?"""
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", text) is not None
