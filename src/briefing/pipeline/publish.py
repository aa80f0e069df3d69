"""Put finished files into their folder: all or none, and the ledger last.

Everything is written and synced in a staging folder inside the output folder (so that a rename never crosses a file
system), every target is tried, and only then are the files renamed one by one. A failure on the way puts the former
files back; where the process is killed then, whoever removes its staging folder does. A mixture that a power cut could
still leave is recognised: the ledger, renamed last, holds the hashes of the others.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from briefing.errors import Finding, OutputError

if sys.platform != "win32":
    import fcntl

STAGING_PREFIX: Final = ".briefing-"  # of the name of every staging folder
# A file in each staging folder that its process holds locked; the system frees it, however the process ends.
_LOCK: Final = ".alive"
_FORMER: Final = "former"  # a folder in it with the files that are replaced, and a mark for each that is new:
_MARK: Final = ".absent"
_ABANDONED_SECONDS: Final = 3600  # of a staging folder that has no such file, as its process died before it made one
_listeners: list[Callable[[Path], object]] = []


def add_listener(listener: Callable[[Path], object]) -> None:
    """Call a listener with the path of each staging folder of this process before it is made."""
    _listeners.append(listener)


def publish(files: Mapping[str, bytes | Iterable[bytes]], folder: Path) -> tuple[Path, ...]:
    """Write files, content by name, into a folder in this order and return their paths.

    Content that is given in pieces is never in memory as a whole.

    Raise OutputError if one of them cannot be written; then none is replaced.
    """
    with _staging(folder) as stage:
        for name, content in files.items():
            _write(stage / name, content, folder)
        targets = tuple(folder / name for name in files)
        _try_targets(targets)
        _replace(stage, targets)
    return targets


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Make a folder inside `folder` and remove it at the end; after a failure also `folder`, if it was made here."""
    created: list[Path] = []
    try:
        created = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        stage = _new(folder)
        _remove_abandoned(stage)
        lock = _lock(stage)
    except OSError as error:
        _remove_empty(created)
        raise _refusal(folder, error) from error
    try:
        yield stage
    except BaseException:
        _remove(stage, lock)
        _remove_empty(created)
        raise
    _remove(stage, lock)


def _lock(stage: Path) -> BinaryIO:
    """Return the lock file of a staging folder, held.

    It gets its name when it is held: another process would take a free one for that of a process that was killed.
    """
    if sys.platform == "win32":  # where a file that is open is held
        return (stage / _LOCK).open("wb")
    unnamed = stage / f"{_LOCK}.new"
    try:
        lock = unnamed.open("wb")
        acquire(lock)
        unnamed.rename(stage / _LOCK)
    except OSError:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    return lock


def _remove(stage: Path, lock: BinaryIO) -> None:
    lock.close()  # first, as Windows removes no open file
    shutil.rmtree(stage, ignore_errors=True)


def acquire(file: BinaryIO) -> bool:
    """Lock an open file until it is closed; return False if another process holds the lock.

    On Windows, where an open file cannot be removed, nothing needs to be locked.
    """
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
    return True


def _remove_abandoned(own: Path) -> None:
    """Remove the other staging folders of the same folder whose processes were killed."""
    now = own.stat().st_mtime  # by the clock of the disk that holds them all
    for stage in own.parent.glob(f"{STAGING_PREFIX}*"):
        with suppress(OSError):
            if stage.is_dir() and not stage.is_symlink() and _abandoned(stage, now):
                remove_abandoned(stage)


def remove_abandoned(stage: Path) -> None:
    """Remove the staging folder of a process that was killed; what it had replaced until then is as it was before,
    unless it had replaced all."""
    names = {path.name.removesuffix(_MARK) for path in (stage / _FORMER).glob("*")}
    if any((stage / name).exists() for name in names):
        _restore([stage.parent / name for name in names if not (stage / name).exists()], stage / _FORMER)
    shutil.rmtree(stage, ignore_errors=True)


def _abandoned(stage: Path, now: float) -> bool:
    lock = stage / _LOCK
    if not lock.exists():
        return stage.stat().st_mtime < now - _ABANDONED_SECONDS
    if sys.platform == "win32":
        lock.unlink()  # OSError if its process is alive
        return True
    with lock.open("rb") as file:
        return acquire(file)


def _new(folder: Path) -> Path:
    """Make a folder with a name that no other process can choose, on this machine or another."""
    stage = folder / f"{STAGING_PREFIX}{os.urandom(8).hex()}"
    for listener in _listeners:
        listener(stage)
    stage.mkdir(0o700)
    return stage


def _remove_empty(folders: list[Path]) -> None:
    for path in folders:
        with suppress(OSError):
            path.rmdir()


def _write(path: Path, content: bytes | Iterable[bytes], folder: Path) -> None:
    try:
        with path.open("wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _refusal(folder / path.name, error) from error


def _try_targets(targets: tuple[Path, ...]) -> None:
    """Raise OutputError for files that another program holds open; nothing has been replaced yet."""
    findings: list[Finding] = []
    for target in targets:
        try:
            if target.is_symlink() or target.exists():
                with target.open("r+b"):
                    pass
        except OSError as error:
            findings.extend(_refusal(target, error).findings)
    if findings:
        raise OutputError(findings)


def _replace(stage: Path, targets: tuple[Path, ...]) -> None:
    backup = stage / _FORMER
    replaced: list[Path] = []
    target = stage.parent
    try:
        backup.mkdir()  # the disk may be full by now
        for target in targets:  # all before the first is replaced, so that each backup is whole then
            _back_up(target, backup / target.name)
        for target in targets:
            replaced.append(target)
            os.replace(stage / target.name, target)
    except BaseException as error:
        _restore(replaced, backup)
        if isinstance(error, OSError):
            raise _refusal(target, error) from error
        raise
    _sync_folder(stage.parent)


def _back_up(target: Path, backup: Path) -> None:
    """Give the former file a second name, or copy it on a file system without hard links; mark that there is none."""
    if not target.exists():
        backup.with_name(backup.name + _MARK).touch()
        return
    try:
        os.link(target, backup)
    except OSError:
        shutil.copy2(target, backup)


def _restore(replaced: Iterable[Path], backup: Path) -> None:
    for target in replaced:
        with suppress(OSError):
            if (backup / target.name).exists():
                os.replace(backup / target.name, target)
            else:
                target.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the renames durable; Windows has no such call for folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, error: OSError) -> OutputError:
    fixes = {
        errno.ENOSPC: "make room on the disk, or choose another folder with --out",
        errno.EDQUOT: "make room in your quota, or choose another folder with --out",
        errno.EACCES: "close the program that holds it open, allow writing, or choose another folder with --out",
        errno.EPERM: "close the program that holds it open, allow writing, or choose another folder with --out",
        errno.EISDIR: "a folder has the name of the file: move it, or choose another folder with --out",
        errno.ENOTDIR: "a file stands where a folder should: move it, or choose another folder with --out",
        errno.EEXIST: "a file stands where a folder should: move it, or choose another folder with --out",
    }
    reason = error.strerror or str(error)
    what = f"cannot be written: {reason[:1].lower()}{reason[1:]}; nothing was replaced"
    fix = fixes.get(error.errno or 0, "choose another folder with --out")
    return OutputError([Finding(str(path), what, fix)])
