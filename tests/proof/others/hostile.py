"""Files made to stop a reader: bombs, loops, absurd counts and values, locks; each with the finding it must get."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from tests.proof.others.damage import packed, parts_of
from tests.proof.package.broken import BOOK1, C1, PRES, PRES_RELS, S1, S1_RELS, TYPES, good

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ZEROS = "ppt/media/zeros.png"


class Case(Struct, frozen=True):
    """A file as made, and the rule and a word of the finding that it must get. "" stands for none: it is harmless."""

    made: Callable[[], bytes]
    rule: str
    message: str
    severity: str = "error"


@cache
def sound() -> Mapping[str, bytes]:
    """The parts of a good deck."""
    return parts_of(good())


def added(name: str, content: bytes) -> bytes:
    """The good deck with a part exchanged or added."""
    return packed({**sound(), name: content})


def swapped(name: str, old: str, new: str) -> bytes:
    """The good deck with the first occurrence of a text in a part exchanged."""
    changed = sound()[name].replace(old.encode(), new.encode(), 1)
    assert changed != sound()[name], f"{old} is not in {name}"
    return added(name, changed)


def zeros(megabytes: int) -> bytes:
    """So much of nothing, deflated; blocks that are flushed may be repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (megabytes // 10) + packer.flush()


def with_zeros(parts: Mapping[str, bytes], name: str, megabytes: int, size: int) -> bytes:
    """Parts and one more that is zeros, and the size that the archive declares for it."""
    data = bytearray(packed({**{key: part for key, part in parts.items() if key != name}, name: zeros(megabytes)}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        local, central = archive.getinfo(name).header_offset, data.rfind(b"PK\1\2")
    assert data[central + 46 :].startswith(name.encode())
    for start, method in ((local, 8), (central, 10)):
        struct.pack_into("<H", data, start + method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", data, start + method + 14, size)
    return bytes(data)


def bomb_within(megabytes: int) -> bytes:
    """A deck whose chart has a workbook with so large a sheet."""
    book = with_zeros(parts_of(sound()[BOOK1]), "xl/worksheets/sheet1.xml", megabytes, megabytes * 1_000_000)
    return added(BOOK1, book)


def many_parts(count: int) -> bytes:
    """The good deck with so many more parts."""
    return packed({**sound(), **{f"ppt/media/p{at}.xml": b"<x/>" for at in range(count)}})


def laughing(encoding: str = "utf-8") -> bytes:
    """A slide of a billion laughs."""
    lines = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    return added(S1, f"<!DOCTYPE x [<!ENTITY l0 'ha'>{lines}]><x>&l11;</x>".encode(encoding))


def grouped(count: int) -> bytes:
    """A slide of groups in groups."""
    head = "<p:grpSp><p:nvGrpSpPr><p:cNvPr id='9' name='g'/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"
    return swapped(S1, "</p:spTree>", head * count + "</p:grpSp>" * count + "</p:spTree>")


def related(name: str, kind: str, target: str, mode: str = "") -> bytes:
    """The good deck with one more relationship."""
    message = f'<Relationship Id="rId90" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return swapped(name, "</Relationships>", message)


def looping() -> bytes:
    """A slide, a layout and a master whose relationships all lead back to themselves."""
    parts = dict(sound())
    for kind in ("slide", "slideLayout", "slideMaster"):
        name = f"ppt/{kind}s/_rels/{kind}1.xml.rels"
        parts[name] = re.sub(rb'Target="[^"]*"', f'Target="{kind}1.xml"'.encode(), parts[name])
    return packed(parts)


def listed(count: int) -> bytes:
    """A presentation that lists so many slides, in its sections too."""
    slides = "".join(f'<p:sldId id="{at}" r:id="r{at}"/>' for at in range(1000, 1000 + count))
    content = sound()[PRES].replace(b"</p:sldIdLst>", slides.encode() + b"</p:sldIdLst>")
    listed_too = "".join(f'<p14:sldId id="{at}"/>' for at in range(900, 900 + count))
    return added(PRES, content.replace(b'<p14:sldId id="256"/>', b'<p14:sldId id="256"/>' + listed_too.encode()))


ELSEWHERE = ' TargetMode="External"'
MANY = "9" * 5000
# What takes so much time or memory, where it is not bounded, that it is read in a process of its own.
HEAVY: Mapping[str, Case] = {
    "4 GB of zeros": Case(
        lambda: with_zeros(sound(), ZEROS, 4000, 4_000_000_000), "package-parts", "it unpacks to 4,000 MB"
    ),
    "300 MB of zeros": Case(
        lambda: with_zeros(sound(), ZEROS, 300, 300_000_000), "package-parts", "it has more than 200 MB"
    ),
    "2 GB of zeros that say they are 1000 bytes": Case(
        lambda: with_zeros(sound(), ZEROS, 2000, 1000), "package-parts", "Bad CRC-32"
    ),
    "a workbook that is a bomb": Case(lambda: bomb_within(2000), "package-charts", "it unpacks to 2,000 MB"),
    "a workbook of 100 MB": Case(lambda: bomb_within(100), "package-charts", "does not open"),
    "100,000 parts": Case(lambda: many_parts(100_000), "package-parts", "parts, more than the 20,000"),
    "19,000 parts": Case(lambda: many_parts(19_000), "package-parts", "no relationship leads to this part"),
    "a billion laughs": Case(laughing, "package-parts", "a document type declaration"),
    "a billion laughs in UTF-16": Case(lambda: laughing("utf-16"), "package-parts", "a document type declaration"),
    "groups 30,000 deep": Case(lambda: grouped(30_000), "package-parts", "stand in each other more than 100 deep"),
    "tags 100,000 deep": Case(
        lambda: added(S1, b"<x>" * 100_000 + b"</x>" * 100_000), "package-parts", "more than 100 deep"
    ),
    "100,000 slides listed": Case(lambda: listed(100_000), "package-links", "which no relationship has"),
    "50 MB of markup": Case(
        lambda: added(S1, b"<x>" + b"<y/>" * 12_500_000 + b"</x>"), "package-parts", "it has 50 MB"
    ),
    "900,000 tags in each slide": Case(
        lambda: packed({**sound(), **{S1.replace("1", str(at)): slide_of(900_000) for at in range(1, 5)}}),
        "package-parts", "this part and those before it have more than",
    ),
}  # fmt: skip


def slide_of(count: int) -> bytes:
    """A slide of so many elements."""
    return sound()[S1].replace(b"</p:spTree>", b"<a/>" * count + b"</p:spTree>")


LIGHT: Mapping[str, Case] = {
    "an empty file": Case(lambda: b"", "package-parts", "no zip archive"),
    "a picture": Case(lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000), "package-parts", "no zip archive"),
    "an archive of nothing": Case(lambda: packed({}), "package-parts", "does not declare its content types"),
    "groups 20 deep": Case(lambda: grouped(20), "package-shapes", "shapes have the id 9"),
    "a slide related to itself": Case(
        lambda: related(S1_RELS, "slideLayout", "slide1.xml"), "package-lists", "2 relationships to a slideLayout"
    ),
    "relationships that lead back": Case(looping, "package-lists", "its content type is"),
    "a place beyond all slides": Case(
        lambda: swapped(S1, '<a:off x="', '<a:off x="1000000000000000000'), "package-markup", "a:off has x="
    ),
    "a size below nought": Case(lambda: swapped(S1, '<a:ext cx="', '<a:ext cx="-9'), "package-markup", "a:ext has cx="),
    "a cache of NaN": Case(lambda: swapped(C1, "<c:v>5.5</c:v>", "<c:v>NaN</c:v>"), "package-charts", "'NaN' where"),
    "a cache of 1e999": Case(
        lambda: swapped(C1, "<c:v>5.5</c:v>", "<c:v>1e999</c:v>"), "package-charts", "the chart draws 1e999"
    ),
    "a count of 5000 digits": Case(
        lambda: swapped(C1, '<c:ptCount val="', f'<c:ptCount val="{MANY}'), "package-markup", "c:ptCount has val="
    ),
    "an index of 5000 digits": Case(
        lambda: swapped(C1, '<c:pt idx="', f'<c:pt idx="{MANY}'), "package-markup", "c:pt has idx="
    ),
    "macros": Case(
        lambda: swapped(TYPES, "vnd.openxmlformats-officedocument.presentationml.presentation.main",
                        "vnd.ms-powerpoint.presentation.macroEnabled.main"),
        "package-private", "a macro or control",
    ),
    "a project of macros": Case(lambda: added("ppt/vbaProject.bin", b"x"), "package-private", "a macro or control"),
    "a template elsewhere": Case(
        lambda: related(PRES_RELS, "attachedTemplate", "file://server/share/t.potx", ELSEWHERE),
        "package-links", "a linked attachedTemplate outside the deck", "warning",
    ),
    "an object elsewhere": Case(
        lambda: related(S1_RELS, "oleObject", "file:///C:/Users/me/x.xlsx", ELSEWHERE),
        "package-links", "a linked oleObject outside the deck", "warning",
    ),
    "a strange encoding": Case(
        lambda: added(S1, b'<?xml version="1.0" encoding="cp037"?>' + "<x/>".encode("cp037")),
        "package-parts", "neither UTF-8 nor UTF-16",
    ),
    "a lock": Case(
        lambda: _flagged(added(ZEROS, b"secret")), "package-parts", "locked with a password"
    ),
}  # fmt: skip


def _flagged(deck: bytes) -> bytes:
    """A deck whose last part says that it is encrypted."""
    data = bytearray(deck)
    data[data.rfind(b"PK\1\2") + 8] |= 1
    return bytes(data)
