"""PDFs made to stop a reader: locks, loops, bombs, counts that lie; each with the finding that it must get."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from functools import cache

import pikepdf

from tests.proof.others.hostile import Case
from tests.proof.others.making import reportlab_pdf

CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"


def pdf(*objects: bytes) -> bytes:
    """Objects, the catalogue first → a PDF with a table that finds them."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>" % (
        len(objects) + 1,
        rows,
        len(objects) + 1,
    )
    return out + table + b"\nstartxref\n%d\n%%%%EOF" % len(out)


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(content), content)


def page(resources: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % resources


def kids(entries: bytes, count: int) -> bytes:
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (entries, count)


@cache
def unpacking(megabytes: int) -> bytes:
    """Spaces, packed: one megabyte as a block that refers to none before it, as often as there are megabytes."""
    spaces, checksum = b" " * 1_000_000, 1
    packer = zlib.compressobj(9, wbits=-15)  # without head and end
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes):
        checksum = zlib.adler32(spaces, checksum)
    return b"\x78\xda" + block * megabytes + packer.flush() + checksum.to_bytes(4, "big")


def painting(*forms: bytes) -> bytes:
    """A page that paints the first of some forms."""
    return pdf(CATALOG, PAGES, page(b"/XObject<</X 5 0 R>>"), stream(b"/X Do " * 20), *forms)


def laughing() -> bytes:
    """Each form paints the next one twenty times, twelve deep."""
    forms = [FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % at for at in range(6, 18)]
    return painting(*(stream(b"/X Do " * 20, one) for one in forms), stream(b"0 0 5 5 re f", FORM))


def saved(**options: pikepdf.Encryption) -> bytes:
    """A plain PDF, saved anew."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(reportlab_pdf())) as document:
        document.save(buffer, encryption=options.get("encryption", False))
    return buffer.getvalue()


def attached(size: int) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(reportlab_pdf())) as document:
        document.attachments["numbers.csv"] = bytes(size)
        document.save(buffer)
    return buffer.getvalue()


UNREADABLE = "file-unreadable"
# What PDFium mends without a word: no reader notices, and neither need the proof.
REPAIRED = ""
PDFS: Mapping[str, Case] = {
    "no more than a head": Case(lambda: b"%PDF-1.7", UNREADABLE, "it is no PDF or is broken"),
    "an empty file": Case(lambda: b"", UNREADABLE, "it is no PDF or is broken"),
    "a lock": Case(
        lambda: saved(encryption=pikepdf.Encryption(owner="a", user="b")), UNREADABLE, "locked with a password"
    ),
    "100,000 pages": Case(
        lambda: pdf(CATALOG, kids(b"3 0 R " * 100_000, 100_000), page(), stream(b"")), UNREADABLE, "it has 100000 pages"
    ),
    "a count of pages that lies": Case(
        lambda: pdf(CATALOG, kids(b"3 0 R", 400), page(), stream(b"")), UNREADABLE, "page 2 is broken"
    ),
    "pages in a loop": Case(lambda: pdf(CATALOG, kids(b"2 0 R", 1)), UNREADABLE, "page 1 is broken"),
    "pages in a longer loop": Case(
        lambda: pdf(CATALOG, kids(b"3 0 R", 9), kids(b"2 0 R 3 0 R", 4)), UNREADABLE, "page 1 is broken"
    ),
    "a table of places that is wrong": Case(
        lambda: reportlab_pdf().replace(b"startxref\n", b"startxref\n9"), REPAIRED, ""
    ),
    "no table of places and no root": Case(
        lambda: reportlab_pdf().partition(b"xref")[0], UNREADABLE, "it is no PDF or is broken"
    ),
    "900 MB of spaces": Case(
        lambda: pdf(CATALOG, PAGES, page(), stream(unpacking(900), b"/Filter/FlateDecode")),
        UNREADABLE, "unpacks to more than 100 MB",
    ),
    "spaces packed twice": Case(
        lambda: pdf(CATALOG, PAGES, page(), stream(zlib.compress(unpacking(900)), b"/Filter[/Fl/FlateDecode]")),
        UNREADABLE, "packed twice over",
    ),
    "a form that paints itself": Case(
        lambda: painting(stream(b"/X Do /X Do", FORM + b"/Resources<</XObject<</X 5 0 R>>>>")),
        UNREADABLE, "unfolds into more than",
    ),
    "forms that laugh": Case(laughing, UNREADABLE, "unfolds into more than"),
    "150 MB within": Case(lambda: attached(150_000_000), UNREADABLE, "MB"),
    "lists 100,000 deep": Case(
        lambda: pdf(CATALOG, PAGES, page(), b"[" * 100_000 + b"]" * 100_000), REPAIRED, ""
    ),
    "places beyond all pages": Case(
        lambda: pdf(CATALOG, PAGES, page(FONT), stream(b"BT /F 1e30 Tf 1e30 0 0 1e30 1e38 1e38 Tm (word) Tj ET")),
        REPAIRED, "",
    ),
    "15,000 words on 20,000 grounds": Case(
        lambda: pdf(
            CATALOG, PAGES, page(FONT),
            stream(b"300 300 5 5 re f " * 20_000 + b"BT /F 1 Tf " + b"(word) Tj 7 2 Td " * 15_000 + b"ET"),
        ),
        REPAIRED, "",
    ),
}  # fmt: skip
