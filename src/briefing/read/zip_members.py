"""The members of a zip file, which a workbook is too, within a limit of what they unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib

# What zipfile raises for bytes that are damaged, locked by a password, or packed in a way that it does not know.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


class UnreadableZip(Exception):
    """Bytes that are no zip file, or one that cannot be unpacked."""


class LargeZip(Exception):
    """A zip file whose members unpack to more than is read."""


def zip_members(data: bytes, most: int, below: str | None = "") -> list[tuple[str, bytes]]:
    """Return the names and contents of the files whose names begin with `below`, of none if it is None.

    UnreadableZip for what cannot be unpacked, LargeZip where all files together unpack to more than `most` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            files = [part for part in package.infolist() if not part.is_dir()]
            if sum(part.file_size for part in files) > most:
                raise LargeZip
            chosen = [] if below is None else [part for part in files if part.filename.startswith(below)]
            return [(part.filename, package.read(part)) for part in chosen]
    except _UNREADABLE as error:
        raise UnreadableZip(str(error)) from None
