"""What went in → what was made of it before, kept in a folder of the user's; losing it costs time and nothing else.

An entry is found by the SHA-256 of all that it was made from, the program itself included, so none can be out of
date; it is read back only if it is whole. Entries are of msgspec's typed form: nothing in them is ever run.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

VARIABLE: Final = "BRIEFING_CACHE"
LIMIT: Final = "BRIEFING_CACHE_MB"
OFF: Final = "off"
_MEGABYTES: Final = 500
# Entries lie in so many drawers; what was not used for longest leaves a full one.
_DRAWERS: Final = 256
_DIGEST: Final = 32
_INSTALLED: Final = "-info"  # .dist-info, .egg-info


def key(kind: str, *parts: str | bytes) -> str:
    """A kind of entry and all that it is made from → its key, 64 hexadecimal digits."""
    made = hashlib.sha256(f"{kind}\0{program() if wanted() else ''}".encode())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        made.update(len(content).to_bytes(8, "big") + content)
    return made.hexdigest()


def load(entry: str) -> bytes | None:
    """A key → what was stored under it; None where there is nothing, or nothing whole."""
    folder = _folder()
    if folder is None:
        return None
    path = folder / entry[:2] / entry[2:]
    try:
        kept = path.read_bytes()
        content = zlib.decompress(kept[_DIGEST:])
    except (OSError, zlib.error):
        return None
    if _seal(entry, content) != kept[:_DIGEST]:
        return None
    with suppress(OSError):
        os.utime(path)  # used just now
    return content


def store(entry: str, content: bytes) -> None:
    """Keep what was made under its key; where that cannot be done, it is not kept."""
    folder = _folder()
    if folder is None:
        return
    drawer = folder / entry[:2]
    kept = _seal(entry, content) + zlib.compress(content, 1)
    unfinished = drawer / f".{entry[2:]}.{os.getpid()}"
    try:
        drawer.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.write_bytes(kept)
        unfinished.replace(drawer / entry[2:])
        _make_room(drawer)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def _seal(entry: str, content: bytes) -> bytes:
    """A digest of an entry's key and content, so that two files that were exchanged are both unknown."""
    return hashlib.sha256(entry.encode() + content).digest()


def wanted() -> bool:
    """Whether anything is kept at all."""
    return _folder() is not None


def _make_room(drawer: Path) -> None:
    with os.scandir(drawer) as entries:
        held = [(one.stat().st_mtime_ns, one.stat().st_size, one.path) for one in entries]
    excess = sum(size for _, size, _ in held) - _drawer_bytes()
    for _, size, path in sorted(held)[:-1]:
        if excess <= 0:
            return
        with suppress(OSError):
            os.unlink(path)
        excess -= size


def _drawer_bytes() -> int:
    told = os.environ.get(LIMIT, "")
    return (int(told) if told.isdecimal() else _MEGABYTES) * 1_000_000 // _DRAWERS


def _folder() -> Path | None:
    """The folder that the variable names, else the usual place of the system; None where nothing is kept."""
    told = os.environ.get(VARIABLE)
    if told:
        return None if told == OFF else Path(told)
    system = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("", "Library/Caches")}
    variable, usual = system.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    try:
        return Path(os.environ.get(variable) or Path.home() / usual) / "briefing"
    except RuntimeError:  # no home
        return None


@cache
def program() -> str:
    """What this program is made of: size and time of each of its files, and the versions of all that is installed."""
    from briefing.assets import ROOT

    made = hashlib.sha256(sys.version.encode())
    for folder in (os.path.dirname(__file__), str(ROOT)):
        for path, size, time in _files(folder):
            made.update(f"{path}\0{size}\0{time}\0".encode())
    for folder in filter(os.path.isdir, sys.path):
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            made.update("\0".join(sorted(name for name in os.listdir(folder) if _INSTALLED in name)).encode())
    return made.hexdigest()


def _files(folder: str) -> list[tuple[str, int, int]]:
    """Every file below a folder but compiled ones, in order: path, size, time of its last change."""
    found: list[tuple[str, int, int]] = []
    with os.scandir(folder) as entries:
        for one in sorted(entries, key=lambda one: one.name):
            if one.is_dir():
                found += [] if one.name == "__pycache__" else _files(one.path)
            else:
                told = one.stat()
                found.append((one.path, told.st_size, told.st_mtime_ns))
    return found
