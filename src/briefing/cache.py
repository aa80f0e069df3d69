"""Results of earlier work, in a folder of the user's; losing them costs time and nothing else.

An entry is found by the SHA-256 of all that it was made from, the program itself included, so none can be out of
date; a damaged one counts as missing. A folder that cannot be read or written is never in the way: `problems` says so.
Entries are bytes in msgspec's typed encodings: nothing in them is ever run.
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

from briefing.assets import ROOT
from briefing.errors import Finding

VARIABLE: Final = "BRIEFING_CACHE"
LIMIT: Final = "BRIEFING_CACHE_MB"
OFF: Final = "off"
_MEGABYTES: Final = 500
# Entries are spread over so many folders; the least recently used ones are removed from a full one.
_SHARDS: Final = 256
_DIGEST: Final = 32
_INSTALLED: Final = "-info"  # .dist-info, .egg-info
_DAMAGED: Final = "has a damaged entry"
# Why the folder could not be used, for each reason the file or folder where it showed first.
_problems: dict[str, Path] = {}


def key(kind: str, *parts: str | bytes) -> str:
    """Return the key of an entry, 64 hexadecimal digits, from its kind and all that it is made from."""
    digest = hashlib.sha256(f"{kind}\0{program() if enabled() else ''}".encode())
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def load(entry: str) -> bytes | None:
    """Return what was stored under a key; None if there is nothing, or if it is damaged."""
    folder = _folder()
    if folder is None:
        return None
    path = folder / entry[:2] / entry[2:]
    try:
        stored = path.read_bytes()
        content = zlib.decompress(stored[_DIGEST:])
        intact = _seal(entry, content) == stored[:_DIGEST]
    except FileNotFoundError:
        return None
    except OSError as error:
        _problems.setdefault(f"cannot be read: {_reason(error)}", path)
        return None
    except zlib.error:
        intact = False
    if not intact:
        _problems.setdefault(_DAMAGED, path)
        return None
    with suppress(OSError):
        os.utime(path)  # used just now
    return content


def store(entry: str, content: bytes) -> None:
    """Store content under its key, if the folder can be written."""
    folder = _folder()
    if folder is None:
        return
    shard = folder / entry[:2]
    unfinished = shard / f".{entry[2:]}.{os.getpid()}"
    try:
        shard.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.write_bytes(_seal(entry, content) + zlib.compress(content, 1))
        unfinished.replace(shard / entry[2:])
        _evict(shard)
    except OSError as error:
        _problems.setdefault(f"cannot be written: {_reason(error)}", folder)
        with suppress(OSError):
            unfinished.unlink()


def problems() -> tuple[Finding, ...]:
    """Return notices of why entries could not be read or written since the last call; what they hold was made again."""
    found = tuple(
        Finding(str(path), f"the cache {what}, so its results were made again", _fix(what), "notice")
        for what, path in _problems.items()
    )
    _problems.clear()
    return found


def _fix(what: str) -> str:
    if what == _DAMAGED:
        return "nothing needs to be done: the entry was written anew"
    return f"make it a folder that can be written, name another with {VARIABLE}, or set {VARIABLE}={OFF}"


def _reason(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{reason[:1].lower()}{reason[1:]}"


def _seal(entry: str, content: bytes) -> bytes:
    """Return a digest of an entry's key and content, so that two files that were exchanged are both unknown."""
    return hashlib.sha256(entry.encode() + content).digest()


def enabled() -> bool:
    """Return whether anything is stored at all."""
    return _folder() is not None


def _evict(shard: Path) -> None:
    """Remove the least recently used entries of a folder that has grown too large."""
    files = []
    with os.scandir(shard) as entries:
        for one in entries:
            with suppress(FileNotFoundError):  # another process removed it, or gave it its name, in the meantime
                stat = one.stat()
                files.append((stat.st_mtime_ns, stat.st_size, one.path))
    excess = sum(size for _, size, _ in files) - _shard_bytes()
    for _, size, path in sorted(files)[:-1]:
        if excess <= 0:
            return
        with suppress(OSError):
            os.unlink(path)
        excess -= size


def _shard_bytes() -> int:
    limit = os.environ.get(LIMIT, "")
    return (int(limit) if limit.isdecimal() else _MEGABYTES) * 1_000_000 // _SHARDS


def _folder() -> Path | None:
    """Return the folder that the variable names, else the system's usual one; None if nothing is stored."""
    named = os.environ.get(VARIABLE)
    if named:
        return None if named == OFF else Path(named)
    system = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("", "Library/Caches")}
    variable, usual = system.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    try:
        return Path(os.environ.get(variable) or Path.home() / usual) / "briefing"
    except RuntimeError:  # no home
        return None


@cache
def program() -> str:
    """Return a digest of this program: size and time of its files, and the versions of all installed packages."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in (os.path.dirname(__file__), str(ROOT)):
        for path, size, time in _files(folder):
            digest.update(f"{path}\0{size}\0{time}\0".encode())
    for folder in filter(os.path.isdir, sys.path):
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            digest.update("\0".join(sorted(name for name in os.listdir(folder) if _INSTALLED in name)).encode())
    return digest.hexdigest()


def _files(folder: str) -> list[tuple[str, int, int]]:
    """Return path, size and time of last change of every file below a folder, in order, without compiled ones."""
    found: list[tuple[str, int, int]] = []
    with os.scandir(folder) as entries:
        for one in sorted(entries, key=lambda one: one.name):
            if one.is_dir():
                found += [] if one.name == "__pycache__" else _files(one.path)
            else:
                stat = one.stat()
                found.append((one.path, stat.st_size, stat.st_mtime_ns))
    return found
