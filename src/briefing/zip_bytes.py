"""The bytes of a zip archive that tell neither when nor on which system it was written."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_MOMENT: Final = b"\x00\x00\x21\x00"  # midnight of 1 January 1980, as a zip writes it


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
