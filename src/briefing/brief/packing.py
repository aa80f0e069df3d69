"""The objects of a finished document → the bytes of its file, packed as PDF 1.5 and later allow.

A structure tree is hundreds of small objects, alike and uncompressed in the classic form: a third of a tagged file.
Here all that is no stream stands in compressed object streams, and the cross-reference table is a stream too.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from struct import pack
from typing import Any

from reportlab.pdfbase import pdfdoc

# A reader unpacks a whole stream for one of its objects: not too many in one.
_TOGETHER = 256
# The second line tells transfer programs that the file is binary, as PDF/A asks.
_HEADER = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n"
# In the cross-reference stream: what kind of entry (1 byte), where (4), which of its stream's objects (2).
_ENTRY, _WIDTHS = ">BIH", "[ 1 4 2 ]"


def packed(document: Any) -> bytes:
    """Return the file of a `reportlab.pdfbase.pdfdoc.PDFDocument`; it is never encrypted, as PDF/A asks."""
    root, info = (_source(document, document.Reference(item)).decode() for item in (document.Catalog, document.info))
    file = bytearray(_HEADER % document._pdfVersion)
    entries: dict[int, bytes] = {0: pack(_ENTRY, 0, 0, 65535)}
    single: list[tuple[int, bytes]] = []
    for number, source in _objects(document):
        if source.endswith(b"endstream\n"):
            entries[number] = pack(_ENTRY, 1, len(file), 0)
            file += _numbered(number, source)
        else:
            single.append((number, source))
    last = max(entries | dict(single))
    for start in range(0, len(single), _TOGETHER):
        together, last = single[start : start + _TOGETHER], last + 1
        entries[last] = pack(_ENTRY, 1, len(file), 0)
        entries |= {number: pack(_ENTRY, 2, last, index) for index, (number, _) in enumerate(together)}
        file += _numbered(last, _object_stream(together))
    begin, last = len(file), last + 1
    entries[last] = pack(_ENTRY, 1, begin, 0)
    digest = document.signature.hexdigest()
    head = f"/Type /XRef /Size {last + 1} /W {_WIDTHS} /Root {root} /Info {info} /ID [ <{digest}> <{digest}> ]"
    file += _numbered(last, _stream(head, b"".join(entries[number] for number in range(last + 1))))
    return bytes(file) + b"startxref\n%d\n%%%%EOF\n" % begin


def _objects(document: Any) -> Iterator[tuple[int, bytes]]:
    """Yield numbers and sources; while one is made, more may come."""
    number = 1
    while number in document.numberToId:
        yield number, _source(document, document.idToObject[document.numberToId[number]])
        number += 1


def _source(document: Any, item: Any) -> bytes:
    source: bytes = pdfdoc.format(item, document, toplevel=1)
    return source


def _numbered(number: int, source: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, source.rstrip(b"\n"))


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Numbers and sources → one stream that begins with where each stands."""
    places, body = bytearray(), bytearray()
    for number, source in objects:
        places += b"%d %d " % (number, len(body))
        body += source.strip() + b"\n"
    return _stream(f"/Type /ObjStm /N {len(objects)} /First {len(places)}", bytes(places + body))


def _stream(head: str, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream\n"
