"""Limits of a PDF's unpacked size and of its forms, checked on its raw bytes before PDFium reads it.

PDFium works inside this process and cannot be stopped. A stream stands in a file as it is, never inside another one, so
that its length, its filters and whether it is a form are known without a parser.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import Any, Final

MOST_UNPACKED: Final = 100_000_000
# zlib makes at most a thousand bytes of one: shorter streams cannot come near to that.
_SUSPECT: Final = 80_000
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_TWICE: Final = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW)\s*/(?:FlateDecode|Fl|LZWDecode|LZW)\b")
# A name may be written with signs in hexadecimal.
_FORM: Final = re.compile(rb"/Subtype\s*/(?:F|#46)(?:o|#6[Ff])(?:r|#72)(?:m|#6[Dd])\b")
_PAINTED: Final = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_MOST_FORMS: Final = 50_000
_DEEPEST: Final = 30


def bounded(data: bytes) -> None:
    """Raise ValueError with a plain sentence if a stream or the forms of a PDF grow beyond those of any brief."""
    if _TWICE.search(data):
        raise ValueError("a part of it is packed twice over, which may unpack without end")
    for begun in _STREAM.finditer(data):
        end = data.find(b"endstream", begun.end())
        if end - begun.end() > _SUSPECT and _unpacked(data[begun.end() : end]) > MOST_UNPACKED:
            raise ValueError(f"a part of it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
    if _FORM.search(data) and _unfolded(data) > _MOST_FORMS:
        raise ValueError(f"a page of it unfolds into more than {_MOST_FORMS} forms")


def _unpacked(packed: bytes) -> int:
    """How many bytes come of a stream, counted no further than the bound; 0 if it is not packed by zlib."""
    unpacking, size = zlib.decompressobj(), 0
    try:
        part = unpacking.decompress(packed, 1 << 20)
        while part and size <= MOST_UNPACKED:
            size += len(part)
            part = unpacking.decompress(unpacking.unconsumed_tail, 1 << 20)
    except zlib.error:
        return size
    return size


def _unfolded(data: bytes) -> int:
    """The most forms that a page paints, those inside forms counted as often as they come."""
    import pikepdf

    known: dict[tuple[int, int], int] = {}

    def weight(holder: Any, source: bytes, depth: int) -> int:
        forms: Any = holder.get("/Resources", {}).get("/XObject", {})
        total = 0
        for name in _PAINTED.findall(source):
            form = forms.get("/" + _plain(name))
            if form is None or str(form.get("/Subtype", "")) != "/Form":
                continue
            if form.objgen not in known:
                known[form.objgen] = _MOST_FORMS + 1  # PDFium unfolds one that paints itself without end
                known[form.objgen] = 1 + (
                    weight(form, form.read_bytes(), depth + 1) if depth < _DEEPEST else _MOST_FORMS
                )
            total += known[form.objgen]
        return total

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return max((weight(page.obj, _source(page), 0) for page in pdf.pages), default=0)
    except (pikepdf.PdfError, pikepdf.PasswordError, KeyError, AttributeError, TypeError, ValueError):
        return 0  # what pikepdf cannot read at all PDFium refuses or mends by itself


def _source(page: Any) -> bytes:
    import pikepdf

    contents: Any = page.obj.get("/Contents", [])
    parts = [contents] if isinstance(contents, pikepdf.Stream) else contents
    return b"\n".join(part.read_bytes() for part in parts)


def _plain(name: bytes) -> str:
    read = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name)
    return read.decode("latin-1")
