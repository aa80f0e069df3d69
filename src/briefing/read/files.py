"""Files of a project: paths that stay inside it, bytes within a limit, text in UTF-8."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path

from briefing.errors import InputError

TEXT_BYTES = 2_000_000
TABLE_BYTES = 20_000_000
_LONGEST_NAME = 255  # in bytes, on most file systems


def inside(root: Path, name: str, where: str) -> Path:
    """Return the path of a file below `root`, by its name in a project's settings.

    InputError for an absolute path, one with `..` or a backslash, and a link that leads out of the project.
    """
    if not _below(name):
        slashed = name.replace("\\", "/")
        fix = (
            f"write {slashed!r}" if slashed != name and _below(slashed) else "give its path below the project's folder"
        )
        raise InputError(f"{name[:80]!r} is no file inside the project", where, fix)
    path = root / name
    if path.is_symlink() and not path.exists():
        raise InputError(f"{name!r} is a link to no file", where, "put the file itself in its place")
    if not path.resolve().is_relative_to(root.resolve()):
        raise InputError(f"{name!r} leads out of the project", where, "copy the file into the project's folder")
    return path


def _below(name: str) -> bool:
    """Whether a name is a path without a drive, a way up or a backslash."""
    parts = name.split("/")
    short = all(len(part.encode()) <= _LONGEST_NAME for part in parts)
    return bool(name) and short and not name.startswith("/") and not set(name) & set("\\:\0") and ".." not in parts


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the content of a file. InputError if it is missing, a folder, unreadable or longer than `limit` bytes."""
    where = path.as_posix()
    try:
        if path.exists() and not path.is_dir() and not path.is_file():  # a pipe would wait, a device never ends
            raise InputError("this is a pipe or a device, not a file", where, "copy its content into a file")
        if path.is_dir():
            raise InputError("this is a folder, not a file", where, "put the file in its place")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise InputError("the file is missing", where, missing_file_fix(path)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"the file cannot be read: {reason}", where, "check the file and its permissions") from None
    if len(data) > limit:
        raise InputError(f"the file is larger than {limit // 1_000_000} MB", where, "split it or drop what is unused")
    return data


def missing_file_fix(path: Path) -> str:
    """Return the fix for a missing file, which names a similar file in its folder."""
    others = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    near = difflib.get_close_matches(path.name, sorted(others), n=1, cutoff=0.85)
    return f"rename {near[0]!r}, which lies there, or correct the name" if near else "put it there, or correct its name"


def decode(data: bytes, where: str) -> str:
    """Return bytes as text. UTF-8 with or without a byte order mark; InputError with the line for anything else."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("the file is UTF-16", where, "save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"byte 0x{data[error.start]:02X} is not UTF-8", f"{where}, line {line}", "save the file as UTF-8"
        ) from None


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()
