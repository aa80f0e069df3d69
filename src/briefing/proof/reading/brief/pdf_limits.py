"""Limits of a PDF's unpacked size and of its forms, checked on its raw bytes before PDFium reads it.

PDFium works inside this process and cannot be stopped. A stream stands in a file as it is, never inside another one, so
that its length, its filters and whether it is a form are known without a parser.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

MOST_UNPACKED: Final = 100_000_000
# zlib makes at most a thousand bytes of one: shorter streams cannot come near to that.
_SUSPECT: Final = 80_000
_STREAM: Final = re.compile(rb"stream(?<!endstream)\r?\n")  # the literal comes first, as `re` searches for one fastest
_TWICE: Final = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW)\s*/(?:FlateDecode|Fl|LZWDecode|LZW)\b")
# A name may be written with signs in hexadecimal.
_FORM: Final = re.compile(rb"/Subtype\s*/(?:F|#46)(?:o|#6[Ff])(?:r|#72)(?:m|#6[Dd])\b")


def bounded(data: bytes) -> None:
    """Raise ValueError with a plain sentence if a stream or the forms of a PDF grow beyond those of any brief."""
    if _TWICE.search(data):
        raise ValueError("a part of it is packed twice over, which may unpack without end")
    for begun in _STREAM.finditer(data):
        end = data.find(b"endstream", begun.end())
        if end - begun.end() > _SUSPECT and _unpacked(data[begun.end() : end]) > MOST_UNPACKED:
            raise ValueError(f"a part of it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
    if _FORM.search(data):
        from briefing.proof.reading.brief.pdf_forms import check_forms  # brings pikepdf; few briefs have forms

        check_forms(data)


def _unpacked(packed: bytes) -> int:
    """Return how many bytes come of a stream, counted no further than the bound; 0 if it is not packed by zlib."""
    unpacking, size = zlib.decompressobj(), 0
    try:
        part = unpacking.decompress(packed, 1 << 20)
        while part and size <= MOST_UNPACKED:
            size += len(part)
            part = unpacking.decompress(unpacking.unconsumed_tail, 1 << 20)
    except zlib.error:
        return size
    return size
