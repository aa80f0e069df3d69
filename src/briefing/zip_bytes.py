"""The bytes of a zip archive that tell neither when nor on which system it was written."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from struct import Struct as Layout
from typing import Final

from msgspec import Struct

from briefing.reuse import reused

_MOMENT: Final = b"\x00\x00\x21\x00"  # midnight of 1 January 1980, as a zip writes it
_VERSION, _UTF_8, _READABLE = 20, 0x800, 0o600 << 16
_LOCAL: Final = Layout("<4sHHH4sLLLHH")
_CENTRAL: Final = Layout("<4sHHHH4sLLLHHHHHLL")
_END: Final = Layout("<4sHHHHLLH")
_SMALL: Final = 1000  # bytes that are deflated as fast as they are looked for


class Member(Struct, frozen=True):
    """A file of an archive, deflated: its name, and the check sum and length of its content."""

    name: str
    deflated: bytes
    check: int
    length: int


def member(name: str, content: bytes) -> Member:
    """Return a file of an archive; content that was deflated before is not deflated again."""
    found = _deflated(content) if len(content) < _SMALL else reused("deflated", (content,), lambda: _deflated(content))
    return Member(name, found, zlib.crc32(content), len(content))


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def archive(members: Iterable[Member]) -> bytes:
    """Return the bytes of an archive with these files, which `zipfile` would write too if it took deflated ones."""
    target, listed = bytearray(), bytearray()
    all_members = list(members)
    for one in all_members:
        name = one.name.encode()
        flags = 0 if one.name.isascii() else _UTF_8
        head = flags, zipfile.ZIP_DEFLATED, _MOMENT, one.check, len(one.deflated), one.length, len(name), 0
        listed += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *head, 0, 0, 0, _READABLE, len(target)) + name
        target += _LOCAL.pack(b"PK\3\4", _VERSION, *head) + name + one.deflated
    count = len(all_members)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(listed), len(target), 0)
    return bytes(target + listed + end)


def without_clock(target: io.BytesIO) -> bytes:
    """Return the bytes of a zip with one moment for every part, and without the system on which it was written."""
    content = bytearray(target.getbuffer())
    with zipfile.ZipFile(target) as archive:
        at = archive.start_dir
        for entry in archive.infolist():
            content[entry.header_offset + 10 : entry.header_offset + 14] = _MOMENT
            content[at + 5 : at + 6] = b"\x00"
            content[at + 12 : at + 16] = _MOMENT
            at += 46 + len(entry.filename.encode()) + len(entry.extra) + len(entry.comment)
    return bytes(content)
