"""A file → its bytes within the limits of a draft, and the text that they hold.

Encodings that are no Unicode are distinguished by two rules. charset-normalizer takes "año;país" and "Ålesund"
for cp1250, "€" for Cyrillic and a short table in Chinese for Korean, so it is not asked.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from pathlib import Path
from typing import Final

from briefing.draft.importing.table_limits import PART
from briefing.errors import InputError
from briefing.read.files import missing_file_fix
from briefing.read.zip_members import LargeZip, UnreadableZip, zip_members

MOST_BYTES: Final = 50_000_000
_SAMPLE: Final = 200_000
_FIRST: Final = 16
_BYTE_ORDERS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BEYOND: Final = re.compile(b"[\x80-\xff]+")
_LETTERS: Final = re.compile(b"[A-Za-z]")


def first_bytes(path: Path) -> bytes:
    """Return the first bytes of a file, which show its kind; InputError where it is missing or cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_FIRST)
    except FileNotFoundError:
        raise InputError("the file is missing", path.as_posix(), missing_file_fix(path)) from None
    except OSError as error:
        raise _unreadable(error, path.as_posix()) from None


def check_size(path: Path) -> None:
    """Raise InputError, before it is read, for a file that is empty or too large."""
    where = path.as_posix()
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(error, where) from None
    if size > MOST_BYTES:
        what = f"the file has {size / 1e6:,.0f} MB, and at most {MOST_BYTES / 1e6:,.0f} MB are read"
        raise InputError(what, where, PART)
    if not size:
        raise InputError("the file is empty", where, "export the table again")


def source_bytes(path: Path) -> bytes:
    """Return the bytes of a file; InputError where it is empty, too large or cannot be read."""
    check_size(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(error, path.as_posix()) from None


def _unreadable(error: OSError, where: str) -> InputError:
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    return InputError(f"the file cannot be read: {reason}", where, "check the file and its permissions")


def source_text(data: bytes, where: str) -> tuple[str, str]:
    """Return the text of a file and its encoding: by its byte order mark, as UTF-8, or as what fits its letters.

    InputError where it is no text, or of an encoding that cannot be known.
    """
    encoding = next((name for mark, name in _BYTE_ORDERS if data.startswith(mark)), "") or _unmarked(data)
    if not encoding:
        raise InputError("this is no text and no table that is known", where, "save it as .csv or .xlsx")
    if encoding == "unknown":
        raise InputError("the encoding of the text cannot be known", where, "save the file as UTF-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"the text is no {encoding}", f"{where}, line {line}", "save the file as UTF-8") from None


def _unmarked(data: bytes) -> str:
    """The encoding of a text without a mark; empty for what is no text."""
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        both = (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2]))
        likely = (name for name, zeros in both if zeros.count(0) > len(sample) / 4)
        return next((name for name in likely if _fits(data, name)), "")
    if _fits(data, "utf-8"):
        return "utf-8"
    runs = _BEYOND.findall(sample)
    if all(len(run) % 2 == 0 for run in runs[:-1]) and _fits(data, "gb18030"):
        return "gb18030"
    if sum(map(len, runs)) > len(_LETTERS.findall(sample)):  # a script that is not Latin
        return "unknown"
    return "cp1252" if _fits(data, "cp1252") else "latin-1"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def unzipped(data: bytes, where: str) -> bytes:
    """Return what a gzip file holds; InputError where it is damaged or unpacks to too much."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            found = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise InputError("the file cannot be unpacked", where, "download it again") from None
    if len(found) > MOST_BYTES:
        raise InputError(f"it unpacks to more than {MOST_BYTES / 1e6:,.0f} MB", where, PART)
    return found


def members(data: bytes, where: str) -> list[tuple[str, bytes]]:
    """Return the names and contents of the files in a zip file; InputError where it is damaged, encrypted or unpacks to
    too much."""
    try:
        return zip_members(data, MOST_BYTES)
    except LargeZip:
        raise InputError(f"it unpacks to more than {MOST_BYTES / 1e6:,.0f} MB", where, PART) from None
    except UnreadableZip:
        fix = "unpack it, without a password, and give a file"
        raise InputError("the file cannot be unpacked", where, fix) from None
